# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small catalogue in which everything happens that can happen to a DOI, and what there must be in the end, told without our own code."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.doi_names import suffix

PREFIX = sandbox_server.PREFIX
PAGE, MOVED = "https://data.example.org/tide-gauges", "https://data.example.org/moved"
TYPES = {"resourceTypeGeneral": "Dataset", "ris": "DATA", "bibtex": "misc", "citeproc": "dataset", "schemaOrg": "Dataset"}
METADATA: dict[str, Any] = {
    "creators": [{"name": "Okafor, Ngozi", "nameType": "Personal", "givenName": "Ngozi", "familyName": "Okafor"}],
    "titles": [{"title": "Hourly sea level at Aarhus"}], "publisher": {"name": "Example Archive"}, "publicationYear": 2021,
    "types": {"resourceTypeGeneral": "Dataset"},
}
OTHER_TITLE = [{"title": "Hourly sea level at Aarhus, corrected"}]
KINDS = {"right": 4, "identity": 8, "draft": 4, "publish": 5, "register": 2, "move": 6, "rename": 5, "hide": 3, "delete": 3}


@dataclasses.dataclass(frozen=True)
class SmallCatalogue:
    """`entries` are the declarations; `records` the repository before; `wanted` what each DOI must be in the end (None: no record)."""

    entries: tuple[dict[str, Any], ...]
    records: tuple[dict[str, Any], ...]
    wanted: Mapping[str, dict[str, Any] | None]
    created: tuple[str, ...]

    def seed(self, sandbox: sandbox_server.Sandbox) -> None:
        """Put the records there, and have the lists show them."""
        sandbox.control("seed", {"records": list(self.records)})
        sandbox.flush_index()

    def found(self, sandbox: sandbox_server.Sandbox) -> dict[str, dict[str, Any] | None]:
        """What each DOI is now, in the form of `wanted`; public DOIs that do not resolve are told to be so."""
        return {doi: _told(record_of(sandbox, doi)) for doi in self.wanted}

    def resolving(self) -> dict[str, dict[str, Any] | None]:
        """`wanted`, with every public DOI resolving."""
        return {doi: None if wanted is None else {**wanted, "resolves": True} for doi, wanted in self.wanted.items()}


def small_catalogue(name: str, times: int = 1) -> SmallCatalogue:
    """A catalogue of 40 DOIs (or a multiple) that no other of another name has."""
    entries, records, wanted, created = [], [], {}, []
    for kind, count in KINDS.items():
        for number in range(count * times):
            entry, before, after = _one(kind, f"{name}-{kind}-{number}")
            doi = entry.get("doi") or f"{PREFIX}/{suffix(PREFIX, entry['identity'])}"
            entries.append(entry)
            wanted[doi] = after
            if before is None:
                created.append(doi)
            else:
                records.append({"repository": "PIDOPS.LAB", "attributes": {"doi": doi, **before}})
    return SmallCatalogue(tuple(entries), tuple(records), wanted, tuple(created))


def _one(kind: str, name: str) -> tuple[dict[str, Any], dict[str, Any] | None, dict[str, Any] | None]:
    """A declaration, the record before (None: none), and what must be in the end."""
    named: dict[str, Any] = {"doi": f"{PREFIX}/{name}"}
    whole = {"url": PAGE, "metadata": METADATA}
    draft = {**METADATA, "types": TYPES, "url": PAGE, "state": "draft"}
    public = {**draft, "state": "findable", "registered": "2021-01-01T00:00:00.000Z"}
    title = METADATA["titles"]
    shown = {"state": "findable", "url": PAGE, "titles": title}
    if kind == "identity":
        return {"prefix": PREFIX, "identity": name, "state": "findable", **whole}, None, shown
    if kind == "draft":
        return {**named, **whole}, None, {**shown, "state": "draft"}
    if kind == "publish":
        return {**named, "state": "findable"}, draft, shown
    if kind == "register":
        return {**named, "state": "registered", "metadata": {"titles": OTHER_TITLE}}, draft, {**shown, "state": "registered", "titles": OTHER_TITLE}
    if kind == "move":
        return {**named, "state": "findable", "url": MOVED}, public, {**shown, "url": MOVED}
    if kind == "rename":
        return {**named, "state": "findable", "metadata": {"titles": OTHER_TITLE}}, public, {**shown, "titles": OTHER_TITLE}
    if kind == "hide":
        return {**named, "state": "registered", "reason": "Withdrawn"}, public, {**shown, "state": "registered"}
    if kind == "delete":
        return {**named, "state": "absent"}, draft, None
    return {**named, "state": "findable", **whole}, public, shown


def record_of(sandbox: sandbox_server.Sandbox, doi: str) -> dict[str, Any] | None:
    """The record as the database has it."""
    try:
        found: dict[str, Any] = sandbox.control(f"records/{doi}", method="GET")
    except OSError as error:
        if getattr(error, "code", None) == 404:
            return None
        raise
    return dict(found["record"])


def _told(record: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if record is None:
        return None
    resolves = record["state"] == "draft" or bool(record["registered"])
    return {**{name: record[name] for name in ("state", "url", "titles")}, "resolves": resolves}


def without_handle(found: Mapping[str, dict[str, Any] | None]) -> dict[str, dict[str, Any] | None]:
    """What is found, whether it resolves or not."""
    return {doi: None if told is None else {name: value for name, value in told.items() if name != "resolves"} for doi, told in found.items()}
