# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records of a repository, brought into a tree of files. Private to the collection.

Every record is compared with what its file declares now, by the one comparison that plans use. A file that says the same is left alone to the last byte, with
the comments in it. Nothing is written before the last record was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..planning.conversion import converted
from ..planning.record import Record, record
from ..planning.refusal import Refusal
from ..planning.registry import Registry, as_failure
from .export_files import FileChange, Kept, in_the_way, writing
from .export_manifest import NAME, Manifest, Mark, sha256
from .export_text import FORMATS, Unwritable
from .export_tree import Tree
from .export_wording import differing, worded
from .file_names import file_name

SINGLE_READS = 400
"""Records that differ from their files are read again from the database, up to this number: the index, which lists come from, lags behind."""

_ENDINGS = tuple(FORMATS.values())
_DEFAULTS = {
    "yaml": (
        "_defaults.yml",
        "# What a file does not declare is cleared. So a change that is taken back in a file is taken back at DataCite.\nundeclared: clear\n",
    ),
    "json": ("_defaults.json", '{\n  "undeclared": "clear"\n}\n'),
}


@dataclass
class Export:
    """An export in the making: `take` each record, `look_for` those that are gone, and read `changes`, `kept` and `warnings`.

    `kind` is the format of new files, `manifest` that of the tree, or a new one.
    """

    tree: Tree
    registry: Registry
    repository: str
    kind: str
    manifest: Manifest
    changes: dict[str, FileChange] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unchanged: int = 0
    marks: dict[str, Mark] = field(init=False)
    taken: set[str] = field(default_factory=set)
    _reread: int = 0
    _from_index: int = 0
    _looked_for: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.marks = dict(self.manifest.marks)
        # A tree that has nothing yet gets defaults under which a revert undoes.
        if self.tree.is_new:
            file, text = _DEFAULTS[self.kind]
            self.changes[file] = writing(file, "", text, existed=False)

    def take(self, found: Record, *, single: bool = False) -> None:
        """One record, from a list or, where `single`, from the database."""
        if found.doi in self.taken:
            return
        self.taken.add(found.doi)
        if found.doi in self.tree:
            self._compare(found, single)
        else:
            self._add(found)

    def look_for(self, doi: str) -> bool:
        """Whether the file of a DOI that no record came for was the export's own, and DataCite has no such record: then it is removed. One read at most."""
        mark = self.marks[doi]
        text = self.tree.text(mark.file)
        if text is None:
            del self.marks[doi]
            return False
        if sha256(text) != mark.sha256:
            reason = "the list has no record of it, and somebody edited the file since it was exported, so it is left for you to remove"
            self.kept.append(Kept(mark.file, doi, reason))
            return False
        wrong = self.why_not_gone(doi) or in_the_way(self.tree.top, mark.file)
        if wrong:
            self.kept.append(Kept(mark.file, doi, wrong))
            return False
        self.changes[mark.file] = FileChange(mark.file, doi, True, None)
        del self.marks[doi]
        return True

    def why_not_gone(self, doi: str) -> str | None:
        """Why a DOI that no record came for is not gone, None where DataCite's database has no such record. One read for each at most."""
        if doi not in self._looked_for:
            found, reason = self._single(doi)
            if found is not None:
                where = "is not in the list (yet, or any more)" if found.owner == self.repository else f"belongs to {found.owner or 'another repository'} now"
                reason = f"its record exists and {where}"
            self._looked_for[doi] = reason
        return self._looked_for[doi]

    @property
    def missing(self) -> tuple[str, ...]:
        """DOIs whose files the export wrote and for which no record came, in order."""
        return tuple(doi for doi in sorted(self.marks) if doi not in self.taken)

    def finished(self) -> tuple[FileChange, ...]:
        """What is to be done to files, in order, the manifest last."""
        if self._from_index:
            self.warnings.append(f"{self._from_index} more records differ from their files; they were taken from the index as it is, which lags behind")
        ordered = sorted(self.changes.values(), key=lambda change: (change.doi != "", change.file))
        text, held = replace(self.manifest, marks=self.marks).text, self.tree.text(NAME)
        return (*ordered, *([writing(NAME, "", text, existed=held is not None)] if text != held else []))

    def _compare(self, found: Record, single: bool) -> None:
        file = self.tree.file(found.doi)
        try:
            declaration = converted(self.tree.declaration(found.doi), self.registry)
        except Refusal as refusal:
            self.kept.append(Kept(file, found.doi, f"whether its document says what the record says is not known: {refusal}"))
            return
        differs = differing(declaration, self.registry, found)
        if differs and not single:
            found = self._again(found)
            differs = differing(declaration, self.registry, found)
        if differs:
            self._rewrite(found, file, differs)
            return
        self.unchanged += 1
        mark = self.marks.get(found.doi)
        if mark is None or mark.file != file:
            self._recognise(found, file)

    def _recognise(self, found: Record, file: str) -> None:
        """A run that was stopped before it had written its manifest left files that are what this run would write: they are the export's own, too."""
        stem, ending = _parted(file)
        held = self.tree.text(file)
        if ending in _ENDINGS and held is not None and not self.tree.others(found.doi) and self._text(found, stem, ending, {}) == (held, ending):
            self.marks[found.doi] = Mark(file, sha256(held))

    def _again(self, found: Record) -> Record:
        """The record as the database has it, which the index may not know yet."""
        if self._reread >= SINGLE_READS:
            self._from_index += 1
            return found
        self._reread += 1
        read, unreadable = self._single(found.doi)
        if unreadable:
            self.warnings.append(f"{found.doi}: taken from the index as it is. {unreadable}")
        return read if read is not None and read.owner == found.owner else found

    def _single(self, doi: str) -> tuple[Record | None, str | None]:
        """The record as the database has it, None where there is none; and why it cannot be read, for damaged records and names that no path leads to."""
        try:
            answer = self.registry.read(doi)
        except ValueError as unaddressable:
            return None, str(unaddressable)
        except self.registry.failure as raised:
            failure = as_failure(raised)
            if failure.status != 500 or not failure.answered:
                raise
            return None, f"the record exists, and is so damaged that DataCite cannot show it: {raised}"
        return (None if answer is None else record(answer.document, doi)), None

    def _rewrite(self, found: Record, file: str, differs: tuple[str, ...]) -> None:
        """Bring a file of this DOI alone up to date; it keeps its place, and its format unless that cannot hold the record."""
        others = self.tree.others(found.doi)
        wrong = f"the file declares {others} more, so it is left for you to change" if others else in_the_way(self.tree.top, file)
        if wrong is None and self.tree.text(file) is None:
            wrong = "the file cannot be found by this name"
        if wrong:
            self.kept.append(Kept(file, found.doi, f"the record differs ({', '.join(differs)}), and {wrong}"))
            return
        stem, ending = _parted(file)
        text, new_ending = self._text(found, stem, ending, self.tree.kept_options(found.doi))
        if text is None:
            return
        if _kind(new_ending) == _kind(ending):
            self._write(found.doi, file, text, existed=True)
        elif self._add_file(found.doi, stem + new_ending, text):
            self.changes[file] = FileChange(file, found.doi, True, None)

    def _add(self, found: Record) -> None:
        """A file for a DOI that the tree does not declare."""
        stem = file_name(found.doi, "")
        text, ending = self._text(found, stem, FORMATS[self.kind], {})
        if text is not None:
            self._add_file(found.doi, stem + ending, text)

    def _add_file(self, doi: str, file: str, text: str) -> bool:
        wrong = in_the_way(self.tree.top, file)
        if wrong is None and self.tree.text(file) is not None:
            wrong = "is there already and declares something else; it is not overwritten"
        if wrong:
            self.kept.append(Kept(file, doi, f"not exported: {wrong}"))
            return False
        self._write(doi, file, text, existed=False)
        return True

    def _text(self, found: Record, stem: str, ending: str, options: Mapping[str, Any]) -> tuple[str | None, str]:
        """The text for a record and its ending; None, with a reason, where no file can hold it."""
        defaults = self.tree.defaults(stem.rpartition("/")[0])
        try:
            said = worded(found, self.registry, _kind(ending), stem, self.tree.read, defaults=defaults, options=options)
        except Unwritable as error:
            self.kept.append(Kept(stem + ending, found.doi, f"not exported: {error}"))
            return None, ending
        if said.left:
            self.warnings.append(f"{found.doi}: what the record has there cannot be declared today; a plan will name {', '.join(said.left)}")
        return said.text, said.ending

    def _write(self, doi: str, file: str, text: str, *, existed: bool) -> None:
        self.changes[file] = writing(file, doi, text, existed=existed)
        self.marks[doi] = Mark(file, sha256(text))


def _kind(ending: str) -> str:
    return "json" if ending.lower() == FORMATS["json"] else "yaml"


def _parted(file: str) -> tuple[str, str]:
    stem, point, ending = file.rpartition(".")
    return stem, point + ending
