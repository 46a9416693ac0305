# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export remembers of the documents that it wrote, in a file at the top of their folder. Private to the collection.

It tells for which records there is nothing to ask, and which documents are the export's own: only those are ever overwritten or removed.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..planning.refusal import Problem, Refusal

_FORMAT = 1


class DocumentMark(NamedTuple):
    """A document that the export wrote: its path below the folder, with `/`, and the marks of its text and of the record that it was made of."""

    file: str
    text: str
    record: str


@dataclass(frozen=True)
class DocumentManifest:
    """Of which repository at which system a folder holds documents, in which format, and the documents by DOI."""

    form: str
    repository: str
    system: str
    marks: Mapping[str, DocumentMark] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The file: one line for each DOI, in order, so that a change in it is as small as what changed."""
        head = {"format": _FORMAT, "documents": self.form, "repository": self.repository, "system": self.system}
        lines = [f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}," for name, value in head.items()]
        marks = ",\n".join(f"  {json.dumps(doi, ensure_ascii=False)}: {json.dumps(list(mark))}" for doi, mark in sorted(self.marks.items()))
        return "\n".join(["{", *lines, ' "files": {' + (f"\n{marks}\n }}" if marks else "}"), "}", ""])


def manifest_name(form: str) -> str:
    """The name of the file for documents of one format; hidden, so that no catalogue takes it for an entry."""
    return f".datacite-export-{form}.json"


def read_document_manifest(folder: pathlib.Path, form: str, ending: str) -> DocumentManifest | None:
    """The manifest of a folder, None where there is none; raises Refusal for one that cannot be believed."""
    path = folder / manifest_name(form)
    if path.is_symlink():
        raise _unusable(path, "is a symbolic link, which is not followed")
    try:
        document = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise _unusable(path, "is no JSON") from None
    if not isinstance(document, dict) or document.get("format") != _FORMAT or document.get("documents") != form:
        raise _unusable(path, f"is not of the format {_FORMAT} for {form}, which this version of the collection writes")
    try:
        marks = {doi: _mark(mark, ending) for doi, mark in document["files"].items()}
        return DocumentManifest(form, str(document["repository"]), str(document["system"]), marks)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _unusable(path, "does not hold what an export writes there") from None


def _mark(mark: Any, ending: str) -> DocumentMark:
    """A mark that leads to a document below the folder; raises ValueError for any other."""
    file, text, record = mark
    parts = pathlib.PurePosixPath(file).parts
    if not isinstance(text, str) or not isinstance(record, str) or "\\" in file or "\0" in file or not file.endswith(ending):
        raise ValueError(file)
    if not parts or any(part in ("..", "/") or part.startswith(".") for part in parts):
        raise ValueError(file)
    return DocumentMark(file, text, record)


def _unusable(path: pathlib.Path, words: str) -> Refusal:
    mend = "put it back as it was in version control, or remove it; without it no document is known to be the export's own"
    return Refusal("The documents cannot be exported. Nothing was written.", (Problem(str(path), words, mend),))
