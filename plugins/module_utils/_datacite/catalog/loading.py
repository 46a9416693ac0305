# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a catalogue: every file of its trees, every error of all of them at once. Private to the collection.

Each file is read, taken apart and laid on the shelf before the next one is opened, so that 100,000 of them need no more memory than one.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

from ..documents.detection import detected
from ..documents.encoding import text_of
from ..documents.ordered import Unusable
from ..lifecycle import Target
from ..metadata.doi_names import plain
from ..planning.declaration import Declaration, declaration
from ..planning.examination import examine
from ..planning.progress import Progress, silent
from ..planning.refusal import Problem, Refusal
from ..planning.shelf import Shelf
from . import document
from .catalogue import Catalogue, Unnamed
from .cautions import Cautions
from .complaints import Complaints, Origin
from .defaults import NONE, Chains, Defaults, filled, under
from .document import is_json
from .entries import Entry, Shaped, entries, shaped
from .file_bytes import as_text, raw_bytes
from .options import checked
from .sidecars import with_document
from .tree import Found, found
from .unreadable import Unreadable

_DECIDING = frozenset(("metadata", "content", "src", "format"))
"""Options without which an entry would lack what others say."""
_DECLARING = frozenset(("doi", "prefix", "identity", "metadata", "data", "attributes", "state"))
"""One of these is in every declaration, and in no JSON document of another format."""

_NEVER_HELD = "nothing was read from DataCite, and nothing was written"


def load(sources: Sequence[pathlib.Path], progress: Progress = silent) -> Catalogue:
    """Everything that the files and trees in `sources` declare, in the order of the sources and of the names in them.

    Raises Refusal with the errors of all files. Progress is told as `loading`, file by file.
    """
    loading = _Loading()
    files = loading.files(sources)
    for count, file in enumerate(files, 1):
        loading.read(file)
        progress("loading", count, len(files))
    return loading.catalogue(len(files))


def from_list(dois: Sequence[Mapping[str, Any]]) -> Catalogue:
    """Everything that a list of declarations holds, at places such as `dois[3]`; raises Refusal with all errors."""
    loading = _Loading()
    for index, value in enumerate(dois):
        loading.take(Entry(value, (index,), 0), None, f"dois[{index}]", NONE)
    return loading.catalogue(0)


class _Loading:
    """One reading of a catalogue: the shelf that it fills, and what it has to say."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._complaints = Complaints()
        self._warnings = Cautions()
        self._chains = Chains(self._complaints.about_file, self._complaints.about_defaults)
        self._unnamed: list[Unnamed] = []
        self._refused: dict[str, str] = {}
        self._documents: dict[str, str] = {}
        self._sources: set[str] = set()

    def files(self, sources: Sequence[pathlib.Path]) -> list[Found]:
        """The files of all sources, each once."""
        listed: dict[str, Found] = {}
        for source in sources:
            for file in found(source, self._complaints.about_file):
                listed.setdefault(file.path, file)
        return list(listed.values())

    def catalogue(self, files: int) -> Catalogue:
        """What was read; raises Refusal with everything that is wrong with it."""
        for path, shown in self._documents.items():
            if path not in self._sources:
                mend = "name it there, or take it out of the tree"
                self._complaints.about_file(shown, Unreadable("is a document of another format that no entry names as its `src`", None, mend))
        count = self._complaints.count
        if count:
            errors = f"{count:,} errors" if count != 1 else "one error"
            raise Refusal(f"The catalogue has {errors}; {_NEVER_HELD}.", self._complaints.problems())
        return Catalogue(self._shelf, files - len(self._documents), tuple(self._unnamed), self._warnings.sentences())

    def read(self, file: Found) -> None:
        """Lay every declaration of one file on the shelf, and complain of the others."""
        data = b""
        try:
            data = raw_bytes(file.path)
            listed = entries(document.read(file.path, as_text(data)))
        except Unreadable as error:
            if not self._is_document(file, data):
                self._complaints.about_file(file.shown, error)
            return
        if not any(isinstance(entry.value, Mapping) and entry.value.keys() & _DECLARING for entry in listed) and self._is_document(file, data):
            return
        folder, shown = os.path.dirname(file.path), os.path.dirname(file.shown)
        defaults = self._chains.of(folder, shown, file.top, file.root)
        unnamed = len(self._unnamed)
        for entry in listed:
            self.take(entry, file, file.shown, defaults)
        if len(self._unnamed) > unnamed:
            # What is written back goes into just these bytes.
            digest = hashlib.sha256(data).hexdigest()
            self._unnamed[unnamed:] = [dataclasses.replace(one, digest=digest) for one in self._unnamed[unnamed:]]

    def _is_document(self, file: Found, data: bytes) -> bool:
        """Whether a JSON file that declares nothing is one that an entry may name as its `src`; remembers it then."""
        if not is_json(file.path):
            return False
        try:
            kind = detected(text_of(data))
        except Unusable:
            return False
        if kind in ("citeproc", "schema_org"):
            self._documents[os.path.realpath(file.path)] = file.shown
            return True
        return False

    def _remember_source(self, source: Any, file: Found | None) -> None:
        """Keep which JSON file an entry names as its document."""
        if file is not None and isinstance(source, str) and is_json(source) and "\0" not in source:
            self._sources.add(os.path.realpath(os.path.join(os.path.dirname(file.path), source)))

    def take(self, entry: Entry, file: Found | None, shown: str, defaults: Defaults) -> None:
        """Lay one declaration on the shelf, or complain."""
        origin = Origin(file.path if file else None, shown, entry, None, defaults.files)
        try:
            if not isinstance(entry.value, Mapping):
                raise Unreadable("has to be an object with the options of a declaration, and is none")
            shape = shaped(entry.value)
            origin = origin._replace(shape=shape)
            self._remember_source(shape.options.get("src"), file)
            declared = self._declared(origin, shape, file, defaults)
            if declared is not None:
                is_second = self._is_second(declared.doi, origin, shape)
                self._examine(declared, origin)
                if not is_second:
                    self._shelf.put(declared, origin.place)
                    self._remember_unnamed(declared, origin, shape, file)
        except Unreadable as error:
            self._complaints.about_entry(origin, Problem("", error.message, error.suggestion))
        except Refusal as refusal:
            self._refused.setdefault(_probable_name(origin), origin.place)
            for problem in refusal.problems:
                self._complaints.about_entry(origin, problem)
        except RecursionError:
            self._complaints.about_entry(origin, Problem("", "lists and objects lie too deeply within each other", "write it out flat"))

    def _declared(self, origin: Origin, shape: Shaped, file: Found | None, defaults: Defaults) -> Declaration | None:
        """The declaration that an entry makes; None where its defaults are broken and nobody can say. Raises Refusal and Unreadable."""
        if file is not None and not is_json(file.path):
            _read_year(shape.attributes)
        own, problems = checked(shape.options)
        if problems:
            raise Refusal("", (*problems, *self._others(own, problems, shape, file, defaults)))
        return self._made(shape._replace(options=own), file, defaults)

    def _others(
        self, options: Mapping[str, Any], problems: Sequence[Problem], shape: Shaped, file: Found | None, defaults: Defaults
    ) -> tuple[Problem, ...]:
        """What else is wrong with an entry, were it not for the options that have problems already."""
        wrong = {problem.path for problem in problems}
        if wrong & _DECIDING:
            return ()
        try:
            declared = self._made(shape._replace(options={name: value for name, value in options.items() if name not in wrong}), file, defaults)
            if declared is not None and not declared.is_answer:
                examine(declared)
        except Refusal as refusal:
            return refusal.problems
        except Unreadable:
            pass
        return ()

    def _made(self, shape: Shaped, file: Found | None, defaults: Defaults) -> Declaration | None:
        """The declaration that an entry with sound options makes."""
        if defaults.broken:
            return None
        options = _named(under(defaults, shape) if defaults.files else shape.options)
        if options.get("src") is not None:
            self._remember_source(options["src"], file)
            options = with_document(options, file)
        declared = declaration(options, defaults.metadata)
        template = defaults.options.get("url")
        if template and "url" not in shape.options and "url" not in declared.settings and declared.target is not Target.ABSENT:
            declared = dataclasses.replace(declared, settings={**declared.settings, "url": _filled(template, declared.doi, shape.options.get("identity"))})
        return declared

    def _examine(self, declared: Declaration, origin: Origin) -> None:
        """Keep the warnings; raises Refusal, after which the name is known to be taken all the same."""
        try:
            found = () if declared.is_answer else examine(declared)
        except Refusal:
            self._refused.setdefault(declared.doi, origin.place)
            raise
        for warning in (*declared.warnings, *found):
            self._warnings.add(origin.place, warning)

    def _is_second(self, doi: str, origin: Origin, shape: Shaped) -> bool:
        """Whether the DOI is declared already; complains of it then."""
        first = self._shelf.place(doi) if doi in self._shelf else self._refused.get(doi)
        if first is None:
            return False
        identity = shape.options.get("identity")
        named = f"the identity `{identity}`, and so {doi}," if identity is not None else doi
        self._complaints.about_entry(origin, Problem("doi", f"declares {named} a second time; the first is at {first}", "keep one of the two"))
        return True

    def _remember_unnamed(self, declared: Declaration, origin: Origin, shape: Shaped, file: Found | None) -> None:
        """Keep where the computed name can be written to, unless it stands there."""
        if file is None or shape.options.get("identity") is None or shape.options.get("doi") is not None or shape.attributes.get("doi") is not None:
            return
        if declared.target is not Target.ABSENT:
            self._unnamed.append(Unnamed(declared.doi, origin.place, pathlib.Path(os.path.realpath(file.path)), "", origin.entry.steps))


def _probable_name(origin: Origin) -> str:
    """The DOI of an entry that is refused, so that a second one of that name is found as well; the empty text where it has none."""
    shape = origin.shape
    given = (shape.options.get("doi") or shape.attributes.get("doi")) if shape else None
    return plain(given) if isinstance(given, str) else ""


def _read_year(attributes: Mapping[str, Any]) -> None:
    """The year of publication of a YAML file as the number that DataCite keeps."""
    year = attributes.get("publicationYear")
    if isinstance(year, str) and year.isdecimal() and year.isascii() and len(year) < 10 and isinstance(attributes, dict):
        attributes["publicationYear"] = int(year)


def _named(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options with `doi` alone where `prefix` and `identity` stand beside it; raises Refusal where they mean another name."""
    given = options.get("doi")
    if given is None or options.get("identity") is None:
        return options
    rest = {name: value for name, value in options.items() if name not in ("doi", "prefix", "identity", "metadata", "content", "src")}
    computed = declaration({**rest, "prefix": options.get("prefix"), "identity": options["identity"]}).doi
    if isinstance(given, str) and plain(given) != computed:
        mend = f"write {computed}, or leave `prefix` and `identity` out to keep {plain(given)}"
        raise Refusal("", (Problem("doi", f"is not the name that `prefix` and `identity` stand for, which is {computed}", mend),))
    return {name: value for name, value in options.items() if name not in ("prefix", "identity")}


def _filled(template: Any, doi: str, identity: Any) -> str:
    try:
        return filled(str(template), doi, identity if isinstance(identity, str) else None)
    except Unreadable as error:
        raise Refusal("", (Problem("url", error.message, error.suggestion),)) from None
