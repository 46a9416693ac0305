# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every document of which it is known what DataCite makes of it becomes a findable record that says what the document says, or is refused in words.

DataCite's side is played from what its back end answered to these very documents; what they say is read by a simple program of the tests' own.
"""

from __future__ import annotations

import collections
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import played_datacite
import sandbox_server
from conftest import observed
from datacite_sandbox.formats import renderer
from reading_documents import Said, disagreements, reading
from unit.plugins.module_utils._datacite.planning.librarian import URL, Librarian, new_doi
from unit.plugins.modules.read_by_hand import READ_BY_HAND, REFUSED

OPTIONS = {"bibtex": "bibtex", "citeproc": "citeproc", "crossref": "crossref", "datacite": "datacite_xml", "ris": "ris", "schema_org": "schema_org"}
OLD_KERNEL = re.compile(r"xmlns(?::\w+)?\s*=\s*[\"']http://datacite\.org/schema/kernel-[23]")
MEDIA_TYPES = {
    "schema_org": "application/vnd.schemaorg.ld+json",
    "citeproc": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
EVERY = 40
NAMED = {"title": "titles", "creator": "creators", "publisher": "publisher", "year": "publicationYear"}
BY_HAND = {"titles": [{"title": "T"}], "creators": [{"name": "C"}], "publisher": {"name": "P"}, "publicationYear": 2001}


@pytest.fixture(scope="module")
def datacite() -> Iterator[played_datacite.Played]:
    with sandbox_server.running_sandbox() as sandbox, played_datacite.playing(sandbox) as played:
        yield played


@pytest.fixture(scope="module")
def pairs() -> dict[str, list[dict[str, Any]]]:
    found = collections.defaultdict(list)
    for line in observed("formats/pairs.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        found[pair["format"]].append(pair)
    return found


def refusal_of(pair: dict[str, Any]) -> str | None:
    """The words with which a document is to be refused whatever is declared beside it; None for one that becomes a record."""
    if pair["format"] == "datacite" and OLD_KERNEL.search(pair["input"]):
        return "kernel"
    return REFUSED.get(pair["name"])


def said_in(pair: dict[str, Any]) -> Said:
    return READ_BY_HAND.get(pair["name"]) or reading(pair["format"], pair["input"])


def right_by_itself(pair: dict[str, Any], said: Said) -> bool:
    """Whether DataCite alone makes a readable public record of the document that says what the document says."""
    return pair["publish"]["status"] == 201 and not pair.get("then_get") and not disagreements(said, pair.get("attributes") or {})


def wrong_with(pair: dict[str, Any], said: Said, librarian: Librarian, datacite: played_datacite.Played) -> list[str]:
    """What goes otherwise than it should with a document of which a record is to be made."""
    doi = new_doi()
    datacite.plays(doi, pair)
    document = {"doi": doi, "state": "findable", "url": URL, "content": pair["input"], "replace_doi": True}
    missing = [NAMED[name] for name in said.missing()]
    if missing:
        refused = librarian.declare(**document)
        if not refused.get("failed") or librarian.writes() or missing[0] not in refused["msg"]:
            return [f"says nothing of {missing}, and that is not told: {refused.get('msg')}"]
        document["metadata"] = {name: BY_HAND[name] for name in missing}
    first = librarian.declare(**document)
    if first.get("failed"):
        return [f"refused: {first['msg']}"]
    record = librarian.record(doi) or {}
    found = [] if (first["state"], record.get("state")) == ("findable", "findable") else ["not findable"]
    found += disagreements(said, record) if not missing else []
    again = librarian.declare(**document, format=OPTIONS[pair["format"]])
    if again.get("failed") or again["changed"] or librarian.writes():
        found.append(f"a second run: {again.get('msg') or again['changes'][:2]}")
    return found


@pytest.mark.parametrize("kind", OPTIONS)
def test_documents_become_public_records_that_say_the_same(kind, pairs, datacite, figure):
    librarian = Librarian(datacite.base_url)
    wanted = [(pair, said_in(pair)) for pair in pairs[kind] if refusal_of(pair) is None]
    complete = [pair for pair, said in wanted if not said.missing()]
    wrong = {pair["name"]: found for pair, said in wanted if (found := wrong_with(pair, said, librarian, datacite))}
    alone = sum(right_by_itself(pair, said) for pair, said in wanted)
    figure(
        f"{kind}: {len(pairs[kind])} documents, {len(complete)} say all that a public record needs; right by DataCite alone {alone},"
        f" declared here {sum(pair['name'] not in wrong for pair in complete)}; {len(pairs[kind]) - len(complete)} refused with what to do"
    )
    assert not wrong, "\n".join(f"{name}: {'; '.join(found)}" for name, found in wrong.items())


def test_the_others_are_refused_with_a_sentence(pairs, datacite):
    librarian, told = Librarian(datacite.base_url), []
    refused = [(pair, words) for cases in pairs.values() for pair in cases if (words := refusal_of(pair)) is not None]
    for pair, words in refused:
        doi = new_doi()
        datacite.plays(doi, pair)
        result = librarian.declare(doi=doi, state="findable", url=URL, content=pair["input"], replace_doi=True)
        if not result.get("failed") or librarian.writes() or not re.search(words, result["msg"], re.DOTALL):
            told.append(f"{pair['name']}: not {words!r}, but {result.get('msg') or result['actions']}")
    assert not told, "\n".join(told)
    assert {pair["name"] for pair, _words in refused} >= REFUSED.keys()


@pytest.mark.parametrize("kind", MEDIA_TYPES)
def test_documents_that_datacite_hands_out_of_real_records_become_records(kind, datacite, figure):
    """Written by the sandbox, which writes as DataCite does; what comes of them is not recorded, so the sandbox converts them, too."""
    librarian, wrong = Librarian(datacite.sandbox.base_url), {}
    lines = observed("observed/real.jsonl").read_text("utf-8").splitlines()
    cases = [case for line in lines[::EVERY] if (case := json.loads(line)).get("stored")]
    for case in cases:
        text = renderer.render(case["stored"] | {"doi": f"10.82001/{case['id']}"}, MEDIA_TYPES[kind])[1]
        declared = {"doi": new_doi(), "state": "findable", "url": URL, "content": text, "replace_doi": True}
        first = librarian.declare(**declared)
        found = [first["msg"]] if first.get("failed") else disagreements(reading(kind, text), librarian.record(declared["doi"]) or {})
        again = librarian.declare(**declared)
        if found or again.get("failed") or again["changed"] or librarian.writes():
            wrong[case["id"]] = [*found, str(again.get("changes"))]
    figure(f"{kind}: {len(cases) - len(wrong)} of {len(cases)} documents of other real records, as DataCite hands them out, become records that say the same")
    assert cases
    assert not wrong, wrong
