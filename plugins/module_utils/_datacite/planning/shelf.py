# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the declarations of a run over many DOIs lie until they are needed. Private to the collection.

A catalogue of 100,000 DOIs does not fit into memory as Python values, and most of them are looked at once. So they lie in a file that has
no name and goes with the process; what is held is where each of them begins. Threads may share a shelf once it is filled.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from ..documents.ordered import Ordered
from ..lifecycle import Target
from .declaration import Declaration


class _Spot(NamedTuple):
    """Where a declaration lies in the file, and where it was declared."""

    offset: int
    length: int
    place: str


class Shelf:
    """Declarations by their DOI, in the order in which they were put there. `digest` and `holds_documents` tell of them all."""

    def __init__(self) -> None:
        # Its name is gone at once, and it is closed with the shelf: nobody has to tidy up.
        self._file = tempfile.TemporaryFile(prefix="pidops-datacite-")  # noqa: SIM115 - open as long as the shelf  # pylint: disable=consider-using-with
        self._spots: dict[str, _Spot] = {}
        self._digests: dict[str, bytes] = {}
        self._end = 0
        #: Whether a declaration carries a document, which lists give only on demand.
        self.holds_documents = False
        #: The DOIs of which the metadata come from a document that DataCite converts.
        self.sources: list[str] = []

    def put(self, declaration: Declaration, place: str = "") -> None:
        """Keep a declaration that was made at `place`, such as `dois/0012.yml:3`; raises KeyError where its DOI is declared already."""
        if declaration.doi in self._spots:
            raise KeyError(declaration.doi)
        text = json.dumps(_members(declaration), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self._file.write(text)
        self._spots[declaration.doi] = _Spot(self._end, len(text), place)
        self._digests[declaration.doi] = hashlib.sha256(text).digest()
        self._end += len(text)
        self.holds_documents = self.holds_documents or declaration.document is not None
        if declaration.source is not None:
            self.sources.append(declaration.doi)

    def __getitem__(self, doi: str) -> Declaration:
        """The declaration of a DOI; raises KeyError where there is none."""
        spot = self._spots[doi]
        self._file.flush()
        text = os.pread(self._file.fileno(), spot.length, spot.offset)
        return _declaration(json.loads(text.decode("utf-8", "surrogatepass")))

    def place(self, doi: str) -> str:
        """Where a DOI is declared; raises KeyError where it is not."""
        return self._spots[doi].place

    def __contains__(self, doi: object) -> bool:
        return doi in self._spots

    def __iter__(self) -> Iterator[str]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)

    @property
    def digest(self) -> str:
        """A SHA-256 over everything that is declared, whatever the order, the files and the comments."""
        whole = hashlib.sha256()
        for _unused, digest in sorted(self._digests.items()):
            whole.update(digest)
        return whole.hexdigest()


def _members(declaration: Declaration) -> dict[str, Any]:
    """A declaration in JSON's types, without what is as it mostly is."""
    said = {
        "doi": declaration.doi,
        "target": declaration.target.value,
        "attributes": dict(declaration.attributes),
        "settings": dict(declaration.settings),
        "document": declaration.document,
        "source": asdict(declaration.source) if declaration.source is not None else None,
        "undeclared": declaration.undeclared,
        "server_validation": declaration.server_validation,
        "warnings": list(declaration.warnings),
        "is_answer": declaration.is_answer,
    }
    return {name: value for name, value in said.items() if value not in (None, {}, [], False)}


def _declaration(members: Mapping[str, Any]) -> Declaration:
    source = _source(members["source"]) if "source" in members else None
    return Declaration(**{**members, "target": Target(members["target"]), "source": source, "warnings": tuple(members.get("warnings", ()))})


def _source(members: Mapping[str, Any]) -> Ordered:
    return Ordered(**{**members, **{name: tuple(members[name]) for name in ("missing", "mended", "lost")}})
