# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The payloads of DataCite's API guide, declared as they are: everything that they say is in the record afterwards, and a second run writes nothing.

Only the suffixes are fresh, for each test needs its own: the guide's prefixes are the sandbox's. DataCite itself loses the affiliations of the rich example.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from conftest import observed
from unit.plugins.module_utils._datacite.planning.librarian import Librarian, new_doi

EXAMPLES = ("draft-from-name", "findable-basic", "findable-rich", "findable-xml")


def payload(name: str) -> dict[str, Any]:
    """An example of the guide about a DOI that no test has used; a document in it is about that DOI, too."""
    sent = json.loads((observed("guide") / f"{name}.json").read_text("utf-8"))
    attributes = sent["data"]["attributes"]
    old = attributes.get("doi")
    if old is None:
        return dict(sent)
    new = new_doi(attributes["doi"].partition("/")[0])
    if attributes.get("xml"):
        document = base64.b64decode(attributes["xml"]).decode("utf-8")
        attributes["xml"] = base64.b64encode(document.replace(old, new).encode()).decode()
    if "suffix" in attributes:
        attributes["suffix"] = new.partition("/")[2]
    return dict(json.loads(json.dumps(sent).replace(f'"{old}"', f'"{new}"')))


def leaves(value: Any) -> Any:
    """A value as the guide writes it, in the form that a single read gives: affiliations and publisher as objects, nothing for null."""
    if isinstance(value, dict):
        return {name: leaves(item) for name, item in value.items() if item is not None}
    return [leaves(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(librarian: Librarian, name: str) -> None:
    sent = payload(name)
    state = "findable" if sent["data"]["attributes"].get("event") == "publish" else "draft"
    first = librarian.done(metadata=sent)
    assert (first["changed"], first["state"], first["doi"]) == (True, state, sent["data"]["attributes"]["doi"])
    second = librarian.done(metadata=sent)
    assert (second["changed"], second["changes"], librarian.writes()) == (False, [], [])


@pytest.mark.parametrize("name", EXAMPLES)
def test_check_mode_foresees_each_example(librarian: Librarian, name: str) -> None:
    sent = payload(name)
    foreseen = librarian.done(metadata=sent, check=True)
    assert librarian.writes() == []
    made = librarian.done(metadata=sent)
    assert (foreseen["changes"], foreseen["actions"], foreseen["state"]) == (made["changes"], made["actions"], made["state"])


def test_all_that_the_rich_example_says_is_in_the_record(librarian: Librarian) -> None:
    sent = payload("findable-rich")
    librarian.done(metadata=sent)
    declared = leaves(sent["data"]["attributes"])
    record = leaves(librarian.record(declared["doi"]))
    for person in (*declared["creators"], *declared["contributors"]):
        person["affiliation"] = [{"name": name} for name in person["affiliation"]]
    declared["publisher"] = {"name": declared["publisher"]}
    for name in ("event", "prefix", "suffix", "schemaVersion", "types", "creators", "contributors", "container", "identifiers"):
        value = declared.pop(name, None)
        if name in ("creators", "contributors"):
            assert value == record[name]
        elif name == "types":
            assert value.items() <= record["types"].items()
    differing = {name: (value, record.get(name)) for name, value in declared.items() if record.get(name) != value}
    assert differing == {}


def test_basic_example_becomes_what_datacite_made_of_it(librarian: Librarian) -> None:
    seen = {line["name"]: line for line in map(json.loads, (observed("guide") / "observed.jsonl").read_text("utf-8").splitlines())}
    sent = payload("findable-basic")
    librarian.done(metadata=sent)
    record = librarian.record(sent["data"]["id"]) or {}
    expected = seen["findable-basic"]["record"]
    volatile = {"created", "updated", "registered", "published", "xml", "publisher", "metadataVersion", "doi", "prefix", "suffix"}
    assert {name: record.get(name) for name in expected if name not in volatile} == {name: value for name, value in expected.items() if name not in volatile}


def test_example_with_a_prefix_alone_asks_for_an_identity(librarian: Librarian) -> None:
    message = librarian.refused(metadata=payload("draft-from-prefix"))
    assert "identity: is missing: a prefix alone would make another DOI on every run" in message
    assert librarian.requests() == []
    accession = f"accession {new_doi()}"
    first = librarian.done(metadata=payload("draft-from-prefix"), identity=accession)
    assert first["doi"].startswith("10.5438/") and first["changed"]
    assert librarian.done(metadata=payload("draft-from-prefix"), identity=accession)["changed"] is False


def test_an_answer_can_be_declared(librarian: Librarian) -> None:
    """The guide's example of an answer: a draft, in every attribute empty."""
    answer = payload("draft-answer")
    first = librarian.done(metadata=answer)
    assert (first["actions"], first["state"]) == (["create"], "draft")
    assert librarian.done(metadata=answer)["changed"] is False


def test_document_is_kept_as_it_is(librarian: Librarian) -> None:
    """DataCite answers with the document that was deposited, not with one of its own making."""
    example = payload("findable-xml")
    librarian.done(metadata=example)
    sent = librarian.sent()
    assert set(sent) == {"doi", "xml", "url", "event"}
    record = librarian.record(sent["doi"]) or {}
    assert record["state"] == "findable" and record["contributors"][0]["name"] == "Starr, Joan"


@pytest.mark.parametrize("name", ["findable-basic", "findable-rich"])
def test_other_forms_say_the_same(librarian: Librarian, name: str, forms_of: Callable[[Any], list[Any]]) -> None:
    sent = payload(name)
    librarian.done(metadata=sent)
    for form in forms_of(sent):
        assert librarian.done(metadata=form, state="findable")["changed"] is False, form


@pytest.fixture
def forms_of() -> Callable[[Any], list[Any]]:
    """A payload as a whole document, as a resource, and as bare attributes."""

    def forms(sent: Any) -> list[Any]:
        return [sent, sent["data"], sent["data"]["attributes"], {"attributes": sent["data"]["attributes"]}]

    return forms
