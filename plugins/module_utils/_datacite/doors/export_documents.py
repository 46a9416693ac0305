# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents that datacite_export writes beside its catalogue: where they go, and how they come from DataCite. Private to the collection."""

from __future__ import annotations

import itertools
import os
import pathlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..api.formats import FORMATS, STORED, stored_xml
from ..api.opening import Opened
from ..api.renderings import Renderings
from ..catalog.export_documents import ENDINGS, Documents
from ..catalog.export_documents_manifest import DocumentManifest, manifest_name, read_document_manifest
from ..catalog.export_files import FileChange, Kept, carry_out
from ..catalog.tree import SUFFIXES
from ..planning.progress import Progress
from ..planning.record import Record
from ..planning.refusal import Problem, Refusal

Folders = Mapping[str, pathlib.Path]
"""The folder of each format that is wanted."""


def document_folders(given: Mapping[str, Any] | None, dest: pathlib.Path, problems: list[Problem]) -> dict[str, pathlib.Path]:
    """The option `documents`; what is wrong with it is added to the problems."""
    folders: dict[str, pathlib.Path] = {}
    for form, folder in (given or {}).items():
        wrong = _wrong(form, folder)
        if wrong is None:
            folders[form] = pathlib.Path(folder)
        else:
            problems.append(wrong)
    taken: dict[tuple[str, str], str] = {}
    for form, path in folders.items():
        other = taken.setdefault((os.path.realpath(path), ENDINGS[form]), form)
        if other != form:
            words = f"would give its documents the names of those of {other}, in {path}"
            problems.append(Problem(f"documents.{form}", words, "name another folder"))
        if ENDINGS[form] in SUFFIXES and _nested(path, dest):
            words = f"{path} and the catalogue in {dest} lie one in the other, and {ENDINGS[form]} files in a catalogue are its entries"
            problems.append(Problem(f"documents.{form}", words, "name a folder outside of `dest` that does not hold `dest` either"))
    return folders


def _wrong(form: Any, folder: Any) -> Problem | None:
    if form == "crossref":
        return Problem("documents.crossref", "DataCite reads Crossref Unixref, and gives none of its own DOIs in it", f"choose of {', '.join(FORMATS)}")
    if form not in FORMATS:
        return Problem(f"documents.{form}", "is no format that DataCite gives records in", f"choose of {', '.join(FORMATS)}")
    if not isinstance(folder, str) or not folder.strip():
        return Problem(f"documents.{form}", "has to name a folder", f"write it like `{form}: docs/{form}`")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        return Problem(f"documents.{form}", f"{folder} is there and is no folder", "name a folder; a new one is made")
    return None


def _nested(one: pathlib.Path, other: pathlib.Path) -> bool:
    first, second = os.path.realpath(one), os.path.realpath(other)
    return os.path.commonpath((first, second)) in (first, second)


class DocumentExport:
    """The documents of all formats: `take` each record, `ask` for what is wanted, `prune`, and then read `told` and `carry_out`."""

    def __init__(self, folders: Folders, repository: str, system: str) -> None:
        """Raises Refusal for folders of another repository or system."""
        self.all = [_documents(form, folder, repository, system) for form, folder in folders.items()]
        self._wanted: dict[str, list[str]] = {one.form: [] for one in self.all}
        self._changes: list[tuple[Documents, tuple[FileChange, ...]]] = []

    @property
    def needs_xml(self) -> bool:
        """Whether the records are to be read with the XML that DataCite stores of them."""
        return any(one.form == STORED for one in self.all)

    def take(self, found: Record) -> None:
        """One record; its XML is at hand, the other formats are asked for later."""
        for one in self.all:
            at_hand = one.form == STORED and "xml" in found.attributes
            if not one.wants(found, anyway=at_hand):
                continue
            if at_hand:
                one.give(found.doi, stored_xml(found.attributes), "DataCite stores no XML of it; a draft without metadata has none")
            else:
                self._wanted[one.form].append(found.doi)

    def ask(self, registry: Opened, progress: Progress) -> None:
        """Ask DataCite for what is wanted; raises DataCiteError where nothing can be had at all."""
        total, done = sum(map(len, self._wanted.values())), 0
        for one in self.all:
            for made in Renderings(registry.session, one.form).of(self._wanted[one.form]):
                one.give(made.doi, made.text, made.reason)
                done += 1
                progress("converting", done, total)

    @property
    def missing(self) -> tuple[str, ...]:
        """DOIs of which there are documents and for which no record came, in order."""
        return tuple(sorted({doi for one in self.all for doi in one.missing}))

    def settle(self, doi: str, reason: str | None) -> bool:
        """Remove the documents of a DOI that is gone, or keep them for a reason; whether one was removed."""
        removed = False
        for one in self.all:
            if not one.misses(doi):
                continue
            if reason is None:
                removed = one.remove(doi) or removed
            else:
                one.keep(doi, reason)
        return removed

    def finish(self) -> None:
        """Decide what is to be done to files."""
        self._changes = [(one, one.finished()) for one in self.all]

    @property
    def changed(self) -> bool:
        """Whether any file is to be changed."""
        return any(changes for _one, changes in self._changes)

    @property
    def count(self) -> int:
        """How many documents change."""
        return sum(1 for _unused in self._documents())

    def shown(self, most: int) -> list[tuple[str, str, str]]:
        """Documents that change, at most so many: the path of each, and its text before and after."""
        return [
            (str(one.folder / change.file), (one.text(change.file) or "") if change.existed else "", change.text)
            for one, change in itertools.islice(self._documents(), most)
        ]

    def carry_out(self, progress: Progress) -> None:
        """Write and remove; raises Refusal."""
        for one, changes in self._changes:
            carry_out(one.folder, changes, progress)

    def told(self) -> dict[str, Any]:
        """What happened to documents, as a result shows it."""
        files = [
            {"doi": change.doi, "format": one.form, "file": str(one.folder / change.file), "action": change.action}
            for one, change in self._documents()
        ]
        actions = [entry["action"] for entry in files]
        kept = _listed(self.all, lambda one: one.kept)
        failed = _listed(self.all, lambda one: one.failed)
        counts = {name: actions.count(action) for name, action in (("created", "create"), ("updated", "update"), ("removed", "remove"))}
        unchanged = sum(one.unchanged for one in self.all)
        return {"counts": {**counts, "unchanged": unchanged, "kept": len(kept), "failed": len(failed)}, "files": files, "kept": kept, "failed": failed}

    def warnings(self) -> list[str]:
        """A sentence where documents could not be had."""
        failed = [(one.form, kept) for one in self.all for kept in one.failed]
        if not failed:
            return []
        form, first = failed[0]
        more = f" (and {len(failed) - 1} more, see `documents.failed`)" if len(failed) > 1 else ""
        return [f"{first.doi}: no document in {form}: {first.reason}{more}"]

    def _documents(self) -> Iterable[tuple[Documents, FileChange]]:
        """The changes, without those of manifests."""
        return ((one, change) for one, changes in self._changes for change in changes if change.file != manifest_name(one.form))


def _documents(form: str, folder: pathlib.Path, repository: str, system: str) -> Documents:
    held = read_document_manifest(folder, form, ENDINGS[form])
    if held is not None and (held.repository, held.system) != (repository, system):
        words = f"holds documents of {held.repository} at {held.system}, and these are of {repository} at {system}"
        mend = "use a folder for each repository"
        raise Refusal("The documents belong to another export. Nothing was written.", (Problem(f"documents.{form}", f"{folder} {words}", mend),))
    return Documents(folder, held or DocumentManifest(form, repository, system))


def _listed(formats: Sequence[Documents], of: Any) -> list[dict[str, Any]]:
    entries: list[tuple[Documents, Kept]] = [(one, kept) for one in formats for kept in of(one)]
    return [{"doi": kept.doi, "format": one.form, "file": str(one.folder / kept.file), "reason": kept.reason} for one, kept in entries]
