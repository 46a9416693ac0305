# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents in six formats posted as `xml`: status, every attribute, the stored XML, validation and publication as DataCite had them.

And the way back: what DataCite hands out for real records, character by character.
"""

from __future__ import annotations

import base64
import collections
import functools
import json
import re

import pytest

from conftest import observed
from datacite_sandbox.formats import renderer
from datacite_sandbox.record import view, write
from datacite_sandbox.record.refusal import Refused

NOW = "2026-11-22T12:00:00Z"
PREFIX = "10.82001"
FORMATS = ("datacite", "crossref", "schema_org", "citeproc", "ris", "bibtex", "none")
LEAST = 0.97
# What belongs to the server and its clock, and not to the document.
NOT_COMPARED = re.compile(
    r"doi|prefix|suffix|created|updated|registered|source|published|metadataVersion|alternateIdentifiers|isActive|reason|.*(?:Count|OverTime)"
)
MEDIA_TYPES = {
    "schema_org": "application/vnd.schemaorg.ld+json",
    "citeproc": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}


@functools.cache
def pairs() -> dict[str, list[dict]]:
    found = collections.defaultdict(list)
    for line in observed("formats/pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        found[pair["format"]].append(pair)
    return found


def name_of(pair: dict) -> str:
    """The DOI under which the document was posted, as far as the observation tells it."""
    stored = re.search(rf">({re.escape(PREFIX)}/[^<]*)</", (pair.get("attributes") or {}).get("xml") or "")
    if stored:
        return stored[1].lower()
    for where in (pair, pair.get("publish") or {}, pair.get("validate") or {}):
        if isinstance(where.get("errors"), list) and where["errors"] and "uid" in where["errors"][0]:
            return where["errors"][0]["uid"].removesuffix("-p")
    return f"{PREFIX}/unnamed"


def posted(pair: dict, doi: str, **attributes) -> tuple[int, dict, object]:
    """Status, attributes shown, and the body's errors (or the whole body, where that is the error)."""
    xml = base64.b64encode(pair["input"].encode()).decode()
    try:
        saved = write.save(None, {"doi": doi, "xml": xml, **attributes}, doi=doi, now=NOW)
    except Refused as refused:
        return refused.status, {}, refused.body.get("errors", refused.body)
    shown = view.attributes(saved.shown, affiliation=True, publisher=True, detail=True)
    return 201, shown | {"xml": base64.b64decode(shown["xml"]).decode() if shown["xml"] else None}, None


def differences(pair: dict) -> dict[str, tuple]:
    """What came out otherwise than observed; members without a value count as absent."""
    status, shown, errors = posted(pair, name_of(pair))
    expected = pair.get("attributes") or {}
    found = {} if status == pair["status"] else {"status": (pair["status"], status)}
    if pair.get("errors") is not None and errors != pair["errors"]:
        found["errors"] = (pair["errors"], errors)
    for name in set(expected) | (set(shown) if expected else set()):
        one, other = expected.get(name), shown.get(name)
        if not NOT_COMPARED.fullmatch(name) and one != other and not (one in (None, [], {}, "") and other in (None, [], {}, "")):
            found[name] = (one, other)
    return found


@pytest.mark.parametrize("kind", FORMATS)
def test_documents_convert_as_observed(kind, figure):
    cases = pairs()[kind]
    wrong = {pair["name"]: sorted(found) for pair in cases if (found := differences(pair))}
    figure(f"{kind}: {len(cases) - len(wrong)} of {len(cases)} documents equal in status, every attribute and stored XML")
    assert len(cases) - len(wrong) >= LEAST * len(cases), wrong


@pytest.mark.parametrize("kind", FORMATS)
def test_documents_are_published_or_refused_as_observed(kind, figure):
    cases = [pair for pair in pairs()[kind] if "publish" in pair]
    wrong = [pair["name"] for pair in cases if not published_as_observed(pair)]
    figure(f"{kind}: {len(cases) - len(wrong)} of {len(cases)} documents published or refused in the same words")
    assert len(cases) - len(wrong) >= LEAST * len(cases), wrong


def published_as_observed(pair: dict) -> bool:
    expected = pair["publish"]
    status, shown, errors = posted(pair, f"{name_of(pair)}-p", url="https://example.org/x", event="publish")
    return status == expected["status"] and (shown.get("state") == expected["state"] if status == 201 else errors == expected["errors"])


@pytest.mark.parametrize("kind", FORMATS)
def test_documents_are_validated_as_observed(kind, figure):
    cases = [pair for pair in pairs()[kind] if "validate" in pair]
    wrong = [pair["name"] for pair in cases if not validated_as_observed(pair)]
    figure(f"{kind}: {len(cases) - len(wrong)} of {len(cases)} documents validated in the same words")
    assert len(cases) - len(wrong) >= LEAST * len(cases), wrong


def validated_as_observed(pair: dict) -> bool:
    doi = name_of(pair)
    try:
        write.validate({"doi": doi, "xml": base64.b64encode(pair["input"].encode()).decode()}, doi=doi, now=NOW)
    except Refused as refused:
        return refused.body.get("errors", refused.body) == pair["validate"].get("errors")
    return "errors" not in pair["validate"]


@functools.cache
def real_records() -> dict[str, dict]:
    lines = observed("observed/real.jsonl").read_text(encoding="utf-8").splitlines()
    return {case["id"]: case for case in map(json.loads, lines)}


@pytest.mark.parametrize("kind", MEDIA_TYPES)
def test_records_are_handed_out_as_observed(kind, figure):
    handed_out = [pair for pair in pairs()[kind] if "/rec-real-" in pair["name"]]
    equal = 0
    for pair in handed_out:
        identity = pair["name"].partition("/rec-")[2]
        record = real_records()[identity]["stored"] | {"doi": f"{PREFIX}/{identity}"}
        equal += renderer.render(record, MEDIA_TYPES[kind]) == (MEDIA_TYPES[kind], pair["input"])
    figure(f"{kind}: {equal} of {len(handed_out)} records handed out character by character as DataCite does")
    assert handed_out
    assert equal >= LEAST * len(handed_out)
