# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a document put in order: the sandbox, which reads as DataCite does, converts it, and what the reader knows better is laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import MANDATORY, Ordered
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.run import check
from datacite_sandbox.formats.reader import read

DOI = "10.82001/new"


def record(ordered: Ordered) -> dict[str, Any]:
    """The attributes that a record made of the document has."""
    document = read(ordered.text, doi=DOI)
    assert document is not None, f"nobody recognises {ordered.text!r}"
    assert document.kind == ordered.format
    assert document.found
    converted = {name: value for name, value in document.attributes.items() if name not in ordered.missing}
    made = {**converted, **ordered.attributes}
    return {name: value for name, value in made.items() if value not in (None, [], {}, "")}


def otherwise(attributes: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a record that are not as the reader of the document says. Scrubbing of HTML aside, which DataCite does to texts and keywords."""
    plain = {**attributes, "publicationYear": int(attributes.get("publicationYear", 0))}
    plain["types"] = {name: attributes.get("types", {}).get(name) for name in known.get("types", {})}
    return {name: plain.get(name) for name, value in known.items() if name not in ("descriptions", "subjects") and plain.get(name) != value}


def errors(attributes: Mapping[str, Any]) -> list[str]:
    """What the collection itself would refuse to write."""
    declared = {name: value for name, value in attributes.items() if value is not None}
    findings = check(declared, doi=DOI, url="https://example.org", state="draft", new=True)
    return [f"{finding.path}: {finding.message}" for finding in findings if finding.level == "error"]


def check_shape(ordered: Ordered) -> None:
    """Whatever came in, the parts of what comes out are of the shapes that they should have."""
    assert errors(ordered.attributes) == []
    assert set(ordered.missing) <= set(MANDATORY)
    assert not set(ordered.missing) & set(ordered.attributes)
    assert all(isinstance(said, str) and said for said in (*ordered.mended, *ordered.lost))
    ordered.text.encode("utf-8")
