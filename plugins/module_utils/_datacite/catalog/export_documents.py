# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents in another format beside a catalogue, one for each record. Private to the collection.

A document is asked for where there is none yet, or where the record is another than the one that it was made of. One that nobody has touched in the meantime
is then brought up to date. A file that no export wrote, or that somebody has edited, stays as it is: it may be what an entry of the catalogue is made of.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..planning.record import Record
from .export_documents_manifest import DocumentManifest, DocumentMark, manifest_name
from .export_entry import entry_of
from .export_files import FileChange, Kept, in_the_way, writing
from .file_names import file_name

ENDINGS: Mapping[str, str] = {
    "bibtex": ".bib",
    "citation": ".txt",
    "citeproc": ".json",
    "codemeta": ".jsonld",
    "crosscite": ".json",
    "csv": ".csv",
    "datacite_json": ".json",
    "datacite_xml": ".xml",
    "jats": ".xml",
    "ris": ".ris",
    "schema_org": ".jsonld",
}
"""Each format with the ending of its files."""

_UNWRITTEN = "is there already, and is not known to be an export's; it is not overwritten. Remove it to have it written"
_EDITED = "somebody edited it since it was exported, so it is not overwritten. Remove it to have it written anew"


@dataclass
class Documents:
    """The documents of one format in the making: `wants` each record, `give` what DataCite made of it, and read `changes`, `kept` and `finished`."""

    folder: pathlib.Path
    manifest: DocumentManifest
    changes: dict[str, FileChange] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    failed: list[Kept] = field(default_factory=list)
    unchanged: int = 0
    _taken: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._marks = dict(self.manifest.marks)

    @property
    def form(self) -> str:
        """The format."""
        return self.manifest.form

    def wants(self, found: Record, *, anyway: bool = False) -> bool:
        """Whether the document of this record is to be had, and is then to be given; `anyway` where that costs nothing."""
        mark = self._marks.get(found.doi)
        self._taken[found.doi] = of_record = _mark_of_record(found)
        if anyway or mark is None or mark.record != of_record or mark.file != self.file(found.doi):
            return True
        held = self.text(mark.file)
        if held is None:
            return True
        if mark_of_text(held) == mark.text:
            self.unchanged += 1
        else:
            self.kept.append(Kept(mark.file, found.doi, _EDITED))
        return False

    def give(self, doi: str, text: str | None, reason: str | None = None) -> None:
        """The document of a record that was wanted; where there is none, the `reason`, and one that is there stays."""
        file, of_record = self.file(doi), self._taken[doi]
        if text is None:
            self.failed.append(Kept(file, doi, reason or "there is none"))
            return
        whole = _whole(text)
        held, mark = self.text(file), self._marks.get(doi)
        if held is not None and _line_by_line(held) == _line_by_line(whole):
            self.unchanged += 1
        else:
            wrong = in_the_way(self.folder, file) or self._not_ours(file, held, mark)
            if wrong:
                self.kept.append(Kept(file, doi, wrong))
                return
            self.changes[file] = writing(file, doi, whole, existed=held is not None)
        self._marks[doi] = DocumentMark(file, mark_of_text(whole), of_record)

    @property
    def missing(self) -> tuple[str, ...]:
        """DOIs of which the export wrote a document and for which no record came, in order."""
        return tuple(doi for doi in sorted(self._marks) if doi not in self._taken)

    def misses(self, doi: str) -> bool:
        """Whether there is a document of a DOI for which no record came."""
        return doi in self._marks and doi not in self._taken

    def remove(self, doi: str) -> bool:
        """Whether the document of a DOI that is gone is removed: it is unless somebody edited it."""
        mark = self._marks[doi]
        held = self.text(mark.file)
        if held is None:
            del self._marks[doi]
            return False
        wrong = in_the_way(self.folder, mark.file)
        if wrong is None and mark_of_text(held) != mark.text:
            wrong = "its DOI is gone, and somebody edited it since it was exported, so it is left for you to remove"
        if wrong:
            self.kept.append(Kept(mark.file, doi, wrong))
            return False
        self.changes[mark.file] = FileChange(mark.file, doi, True, None)
        del self._marks[doi]
        return True

    def keep(self, doi: str, reason: str) -> None:
        """Leave the document of a DOI that did not come alone, for a reason."""
        self.kept.append(Kept(self._marks[doi].file, doi, reason))

    def finished(self) -> tuple[FileChange, ...]:
        """What is to be done to files, in order, the manifest last."""
        name = manifest_name(self.form)
        text, held = replace(self.manifest, marks=self._marks).text, self.text(name)
        ordered = sorted(self.changes.values(), key=lambda change: change.file)
        # A format of which there is nothing yet leaves nothing behind.
        is_needed = text != held and (held is not None or self._marks)
        return (*ordered, *([writing(name, "", text, existed=held is not None)] if is_needed else []))

    def file(self, doi: str) -> str:
        """The document of a DOI, below the folder, with `/`."""
        return file_name(doi, ENDINGS[self.form])

    def text(self, file: str) -> str | None:
        """What a file below the folder holds, None where it is not there or no plain text."""
        path = self.folder / file
        try:
            return None if path.is_symlink() else path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def _not_ours(self, file: str, held: str | None, mark: DocumentMark | None) -> str | None:
        """Why a file must not be overwritten; None where it is as an export wrote it, or not there."""
        if held is None:
            return _UNWRITTEN if (self.folder / file).exists() else None
        if mark is None or mark.file != file:
            return _UNWRITTEN
        return None if mark_of_text(held) == mark.text else _EDITED


def mark_of_text(text: str) -> str:
    """The mark of a text, whichever line ends it has: Git may change those on their way."""
    return hashlib.sha256(_line_by_line(text).encode("utf-8")).hexdigest()[:32]


def _mark_of_record(found: Record) -> str:
    """What the record says, without what DataCite counts and dates by itself: a record that was merely touched is the same."""
    said = json.dumps(entry_of(found), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:32]


def _line_by_line(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip("\n")


def _whole(text: str) -> str:
    """The text with an end to its last line, of the kind that its others have."""
    return text.rstrip("\r\n") + ("\r\n" if "\r\n" in text else "\n")
