# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema composed of tables: the same verdicts and words as the official one of kernel 4.7, and DataCite's own error entries."""

from __future__ import annotations

import copy
import functools
import json
import random

import pytest
from lxml import etree

from conftest import observed
from datacite_sandbox.formats import schema
from datacite_sandbox.formats.datacite_writer import write
from datacite_sandbox.formats.parsing import tree
from datacite_sandbox.record import write as record
from datacite_sandbox.record.refusal import Refused

DOI = "10.82001/a"
NAMESPACE = "{http://datacite.org/schema/kernel-4}"
WHOLE = {
    "creators": [{"name": "Okafor, Ngozi"}],
    "titles": [{"title": "Hourly sea level"}],
    "publisher": "Example Archive",
    "publicationYear": 2021,
    "types": {"resourceTypeGeneral": "Dataset"},
}
MUTATIONS = 1500


@functools.cache
def official() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(observed("schema/kernel-4.7/metadata.xsd"))))


def findings(judge: etree.XMLSchema, root) -> list[tuple[int, str]]:
    judge.validate(root)
    return [(entry.line, entry.message) for entry in judge.error_log]


def documents() -> list[str]:
    """What DataCite generated, the official examples, and documents that people deposit."""
    texts = [json.loads(line)["xml"] for line in observed("observed/xml.jsonl").read_text(encoding="utf-8").splitlines()]
    texts += [path.read_text(encoding="utf-8") for path in sorted(observed("schema/kernel-4.7/example").glob("*.xml"))]
    pairs = [json.loads(line) for line in observed("formats/pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    return texts + [pair["input"] for pair in pairs if pair["format"] == "datacite"]


def test_the_official_schema_says_the_same_of_every_document(figure):
    texts = documents()
    differing = [text for text in texts if findings(official(), tree(text)) != findings(schema._schema(), tree(text))]
    figure(f"schema: {len(texts) - len(differing)} of {len(texts)} documents judged in the same words as by the official schema")
    assert not differing


def test_the_official_schema_says_the_same_of_damaged_documents(figure):
    chance = random.Random(47)
    roots = [tree(path.read_text(encoding="utf-8")) for path in sorted(observed("schema/kernel-4.7/example").glob("*.xml"))]
    names = sorted({element.tag for root in roots for element in root.iter() if isinstance(element.tag, str)})
    refused = 0
    for _unused in range(MUTATIONS):
        root = copy.deepcopy(chance.choice(roots))
        for _unused in range(chance.randint(1, 3)):
            damage(root, chance, names)
        said = findings(official(), root)
        refused += bool(said)
        assert findings(schema._schema(), root) == said
    figure(f"schema: {MUTATIONS} damaged documents judged in the same words, {refused} of them refused")
    assert refused > MUTATIONS / 2


def damage(root, chance: random.Random, names: list[str]) -> None:
    """One change of an element: gone, doubled, moved, renamed, emptied, with other text or another attribute."""
    elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
    if not elements:
        return
    element = chance.choice(elements)
    match chance.randrange(8):
        case 0:
            element.getparent().remove(element)
        case 1:
            element.addnext(copy.deepcopy(element))
        case 2:
            element.tag = chance.choice(names)
        case 3:
            element.text = chance.choice(["", " ", "x", "-200", "91.5", "en_US", "20", "2021", "10.5 "])
        case 4 if element.attrib:
            del element.attrib[chance.choice(element.keys())]
        case 5 if element.attrib:
            element.set(chance.choice(element.keys()), chance.choice(["", "Other", "DOI", "<b>", "Personal", "not a uri %%", "en-GB", "Text", " Text"]))
        case 6:
            element.set(chance.choice(["{http://www.w3.org/XML/1998/namespace}lang", "nameType", "schemeURI", "unknown"]), "x y")
        case _:
            chance.choice(elements).append(etree.SubElement(root, chance.choice(names)))


def test_refusals_as_datacite_words_them(figure):
    """The back end's own error entries about XML, for requests that it refused."""
    total = equal = 0
    for name in ("real.jsonl", "spoiled.jsonl"):
        for line in observed(f"observed/{name}").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            errors = case.get("errors") if isinstance(case.get("errors"), list) else []
            expected = [entry for entry in errors if str(entry["title"]).startswith("DOI ")]
            if not expected:
                continue
            total += 1
            equal += refused_for(case["sent"], f"10.82001/{case['id']}") == expected
    figure(f"schema: {equal} of {total} refusals in DataCite's own words")
    assert total > 300
    assert equal >= 0.99 * total


def refused_for(attributes: dict, doi: str) -> list[dict]:
    try:
        record.save(None, attributes, doi=doi, now="2026-11-22T12:00:00Z")
    except Refused as refused:
        errors = refused.body.get("errors")
        return [entry for entry in errors or [] if isinstance(entry, dict) and str(entry.get("title")).startswith("DOI ")]
    return []


def test_a_whole_document_passes():
    assert schema.check(write(WHOLE, DOI), DOI) == []
    assert schema.valid(write(WHOLE, DOI))


@pytest.mark.parametrize(
    ("changed", "source", "text"),
    [
        ({"creators": []}, "creators", f"Missing child element(s). Expected is ( {NAMESPACE}creator ). at line 4, column 0"),
        ({"publicationYear": 21}, "publication_year", r"The value '21' is not accepted by the pattern '[\d]{4}'."),
        ({"publisher": ""}, "publisher", "[facet 'minLength'] The value has a length of '0'; this underruns the allowed minimum length of '1'."),
        ({"language": "en_US"}, "language", "'en_US' is not a valid value of the atomic type 'xs:language'."),
        ({"titles": [{"title": "T", "lang": "e n"}]}, "lang", "'e n' is not a valid value of the local union type."),
        ({"titles": [{"title": "T", "titleType": "Sub"}]}, "title', attribute 'titleType", "The value 'Sub' is not an element of the set {'AlternativeTitle',"),
        ({"types": {}}, "xml", f"Missing child element(s). Expected is one of ( {NAMESPACE}resourceType,"),
        ({"relatedIdentifiers": [{"relatedIdentifierType": "DOI"}]}, "relatedIdentifier", "The attribute 'relationType' is required but missing."),
    ],
)
def test_sources_and_texts(changed, source, text):
    found = dict(schema.check(write(WHOLE | changed, DOI), DOI))
    assert found[source].startswith(f"DOI {DOI}: ")
    assert text in found[source]


def test_one_entry_for_each_source():
    found = schema.check(write(WHOLE | {"titles": [{"titleType": "x"}, {"titleType": "y"}]}, DOI), DOI)
    assert [source for source, _unused in found] == ["title', attribute 'titleType"]
    assert "'x'" in found[0][1]


@pytest.mark.parametrize("text", ["", "   ", "no xml"])
def test_what_is_no_document(text):
    assert schema.check(text, DOI) == [("The document has no document element", f"DOI {DOI}:  at line -1, column 0")]
