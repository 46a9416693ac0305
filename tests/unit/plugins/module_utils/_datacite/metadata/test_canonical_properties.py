# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The canonical form as laws: the same after doing it twice and after every rewriting of DataCite's, another after every real change, never an error."""

from __future__ import annotations

import copy

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata import text
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.canonical import canonical
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.container import derived_container
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.sending import sendable
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.shapes import ATTRIBUTES
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.difference import difference, effect, payload

MEMBERS = [
    *("name", "title", "subject", "rights", "rightsIdentifier", "affiliation", "nameIdentifiers", "geoLocationPoint", "geoLocationPolygon"),
    *("polygonPoint", "pointLatitude", "identifier", "identifierType", "alternateIdentifier", "alternateIdentifierType", "relationType"),
    *("titles", "creators", "descriptionType", "description", "resourceTypeGeneral", "citeproc", "lang", "unknown"),
]
WORDS = st.sampled_from(
    [
        "",
        " ",
        "x",
        "X y",
        "en-US",
        "eng",
        "Dataset",
        "MIT",
        "mit",
        "GPL-3.0-only",
        "IsPublishedIn",
        "SeriesInformation",
        "DOI",
        "12",
        "1.5",
        "a & b",
        "&lt;i&gt;",
        "<b>x</b>",
        "https://example.org",
        "\u00a0",
        "http://creativecommons.org/licenses/by/4.0/",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers(-3, 3000) | st.floats(allow_nan=False, allow_infinity=False, width=32) | WORDS | st.text(max_size=4)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=4), max_leaves=12)
ANYTHING = st.dictionaries(st.sampled_from([*ATTRIBUTES, "doi", "state", "viewCount", "unknown"]), JSON, max_size=5)


@settings(max_examples=300, deadline=None)
@given(ANYTHING)
def test_any_json_has_a_canonical_form_and_its_form_is_itself(attributes):
    form = canonical(attributes)
    assert canonical(form) == form
    assert sendable(sendable(attributes)) == sendable(attributes)


@settings(max_examples=300, deadline=None)
@given(ANYTHING, ANYTHING, WORDS)
def test_any_json_can_be_compared_with_any_other(declared, record, doi):
    changes = difference(declared, record, doi=doi)
    names = {change.attribute for change in changes}
    assert names <= set(sendable(declared))
    assert set(payload(declared, record, names)) == names
    effect(declared, record, doi=doi)
    derived_container(declared)


@given(ANYTHING)
def test_nothing_differs_from_itself(record):
    # A declaration may spell the members of `identifiers` either way; DataCite would drop those of the other name, so no record has them.
    assume("alternateIdentifier" not in str(record.get("identifiers")))
    assert difference(copy.deepcopy(record), record) == () or "affiliation" in str(record)
    assert effect(copy.deepcopy(record), record) == ()


MARKUP = [*"<>&;/! \t\n\u00a0\u2003ab#\"'", "<b>", "</b>", "<p>", "<br/>", "<!--", "-->", "&amp;", "&#8211;", "&nbsp;", "<i x='>'>", "</i>", "<![CDATA["]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(MARKUP), max_size=14).map("".join))
def test_what_is_kept_of_markup_is_kept_again(value):
    once = text.sanitised(value)
    assert text.sanitised(once) == once
    assert once == " ".join(once.split())


# Plausible metadata, and DataCite's part in it written down a second time.

PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)


def entries(**members):
    return st.lists(st.fixed_dictionaries({}, optional=members), max_size=4)


PERSON = {
    "name": PLAIN,
    "nameType": st.sampled_from(["Personal", "Organizational"]),
    "givenName": PLAIN,
    "affiliation": st.lists(st.fixed_dictionaries({"name": PLAIN}, optional={"affiliationIdentifier": PLAIN}), max_size=2),
    "nameIdentifiers": st.lists(st.fixed_dictionaries({"nameIdentifier": PLAIN, "nameIdentifierScheme": PLAIN}), max_size=2),
}
NUMBER = st.floats(-180, 180, allow_nan=False).map(lambda number: round(number, 4)) | st.integers(-90, 90)
RIGHTS = st.sampled_from([{"rightsIdentifier": "CC-BY-4.0"}, {"rights": "MIT License"}, {"rightsIdentifier": "GPL-3.0-only"}, {"rights": "House rules"}])
METADATA = st.fixed_dictionaries(
    {},
    optional={
        "creators": entries(**PERSON),
        "contributors": entries(**PERSON, contributorType=st.sampled_from(["Editor", "Other"])),
        "titles": entries(title=PLAIN, lang=st.sampled_from(["en", "da"])),
        "publisher": st.fixed_dictionaries({"name": PLAIN}, optional={"publisherIdentifier": PLAIN}) | PLAIN,
        "publicationYear": st.integers(1000, 2100),
        "types": st.fixed_dictionaries({"resourceTypeGeneral": st.sampled_from(["Dataset", "Text", "Book"])}, optional={"resourceType": PLAIN}),
        "subjects": entries(subject=PLAIN, lang=st.sampled_from(["en", "da"])),
        "dates": entries(date=PLAIN, dateType=st.sampled_from(["Issued", "Other"])),
        "language": st.sampled_from(["en", "de", "gsw", "x-klingon"]),
        "identifiers": st.lists(st.fixed_dictionaries({"identifier": PLAIN, "identifierType": st.sampled_from(["a", "b"])}), max_size=3),
        "relatedIdentifiers": entries(relatedIdentifier=PLAIN, relatedIdentifierType=st.just("URL"), relationType=st.just("Cites")),
        "sizes": st.lists(PLAIN, max_size=3),
        "version": PLAIN,
        "rightsList": st.lists(RIGHTS, max_size=3),
        "descriptions": entries(description=PLAIN, descriptionType=st.sampled_from(["Abstract", "Other"])),
        "geoLocations": entries(geoLocationPlace=PLAIN, geoLocationPoint=st.fixed_dictionaries({"pointLatitude": NUMBER, "pointLongitude": NUMBER})),
        "fundingReferences": entries(funderName=PLAIN, awardNumber=PLAIN),
        "url": st.sampled_from(["https://example.org/a", "https://example.org/b"]),
        "reason": PLAIN,
    },
)
LICENCES = {
    "CC-BY-4.0": ("cc-by-4.0", "Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/legalcode"),
    "MIT License": ("mit", "MIT License", "https://opensource.org/licenses/MIT"),
    "GPL-3.0-only": ("gpl-3.0-only", "GNU General Public License v3.0 only", "https://www.gnu.org/licenses/gpl-3.0-standalone.html"),
}
DERIVED = {
    "Dataset": {"schemaOrg": "Dataset", "citeproc": "dataset", "bibtex": "misc", "ris": "DATA"},
    "Text": {"schemaOrg": "ScholarlyArticle", "citeproc": "article-journal", "bibtex": "article", "ris": "RPRT"},
    "Book": {"schemaOrg": "Book", "citeproc": "article", "bibtex": "misc", "ris": "BOOK"},
}


def stored(metadata, draw):
    """What a record shows of metadata that was sent: DataCite's rewriting as the documentation of its API and its answers have it."""
    record = copy.deepcopy(metadata)
    for person in [*record.get("creators", []), *record.get("contributors", [])]:
        person.setdefault("affiliation", [])
        person.setdefault("nameIdentifiers", [])
    for name in ("titles", "dates", "descriptions", "fundingReferences"):
        for entry in record.get(name, []):
            if draw(st.booleans()):
                entry.setdefault("lang" if name in ("titles", "descriptions") else "dateInformation" if name == "dates" else "awardUri", None)
    if isinstance(record.get("publisher"), str):
        record["publisher"] = {"name": record["publisher"]}
    if "types" in record:
        own = record["types"].get("resourceType", "")
        assume(not own.isalpha() or len(own) < 4)
        record["types"] = {**DERIVED[record["types"]["resourceTypeGeneral"]], **record["types"]}
    if "subjects" in record:
        record["subjects"] = distinct([rewritten_subject(entry) for entry in record["subjects"]])
    if "rightsList" in record:
        record["rightsList"] = [completed(entry, draw) for entry in record["rightsList"]]
    if "identifiers" in record:
        shown = [e for e in record["identifiers"] if e.get("identifier") != record.get("url")]
        record["identifiers"] = shown
        record["alternateIdentifiers"] = [{"alternateIdentifier": e.get("identifier"), "alternateIdentifierType": e.get("identifierType")} for e in shown]
    return {**record, "state": "findable", "isActive": True, "viewCount": draw(st.integers(0, 9)), "metadataVersion": 3, "published": "2020", "container": {}}


def rewritten_subject(entry):
    if "subject" not in entry:
        return entry
    escaped = entry["subject"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {**entry, "subject": " ".join(escaped.split())}


def distinct(found):
    return [entry for position, entry in enumerate(found) if entry not in found[:position]]


def completed(entry, draw):
    key = entry.get("rightsIdentifier") or entry["rights"]
    if key not in LICENCES:
        return entry
    identifier, name, address = LICENCES[key]
    twin = draw(st.sampled_from(["gpl-3.0", "gpl-3.0-only"])) if key.startswith("GPL") else identifier
    return {"rights": name, "rightsUri": address, "rightsIdentifier": twin, "rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"}


def sent(metadata, draw):
    """The same metadata as somebody may write it: one entry for a list of one, numbers as text, longer names of languages, the other name of identifiers."""
    written = copy.deepcopy(metadata)
    for name, value in metadata.items():
        if isinstance(value, list) and len(value) == 1 and draw(st.booleans()):
            written[name] = value[0]
    if draw(st.booleans()):
        written["language"] = {"en": "en-GB", "de": "German"}.get(metadata.get("language"), metadata.get("language"))
    if draw(st.booleans()) and "publicationYear" in metadata:
        written["publicationYear"] = str(metadata["publicationYear"])
    if draw(st.booleans()) and "geoLocations" in metadata:
        written["geoLocations"] = as_text(metadata["geoLocations"])
    return {name: value for name, value in written.items() if value is not None}


def as_text(places):
    return [
        {**place, **({"geoLocationPoint": {name: str(value) for name, value in place["geoLocationPoint"].items()}} if "geoLocationPoint" in place else {})}
        for place in places
    ]


@settings(max_examples=200, deadline=None)
@given(st.data(), METADATA)
def test_every_rewriting_is_equal(data, metadata):
    assume(all(not set(e.get("subject", "")) & set("<&") for e in metadata.get("subjects", [])))
    record, declared = stored(metadata, data.draw), sent(metadata, data.draw)
    assert difference(declared, record, doi="10.5072/x") == ()
    assert difference(copy.deepcopy(record), record, doi="10.5072/x") == ()
    form = canonical(record)
    assert {name: form.get(name) for name in canonical(metadata)} == canonical(metadata)


CHANGED = st.text("qz7", min_size=3, max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.data(), METADATA)
def test_every_real_change_is_found(data, metadata):
    metadata.pop("rightsList", None)
    # Of equal subjects DataCite keeps one: to change one of them is to change one entry and to bring back another.
    subjects = [entry for entry in metadata.get("subjects", []) if entry]
    assume(subjects == distinct(subjects))
    # What DataCite's parser of HTML makes of half a tag is tested by example.
    assume(all("<" not in entry.get("subject", "") for entry in subjects))
    record = stored(metadata, data.draw)
    places = [path for path in paths(metadata) if path[0] != "language"]
    assume(places)
    path = data.draw(st.sampled_from(places))
    declared = copy.deepcopy(metadata)
    holder = declared
    for step in path[:-1]:
        holder = holder[step]
    old = holder[path[-1]]
    holder[path[-1]] = old + 1 if isinstance(old, int | float) else data.draw(CHANGED.filter(lambda new: new.strip() != old.strip()))
    changes = difference(declared, record)
    assert {change.attribute for change in changes} == {"alternateIdentifiers" if path[0] == "identifiers" else path[0]}
    assert len(changes) == 1
    assert canonical(declared) != canonical(metadata)


@settings(max_examples=100, deadline=None)
@given(st.data(), METADATA)
def test_the_order_of_a_list_is_metadata(data, metadata):
    lists = [name for name, value in canonical(metadata).items() if isinstance(value, list) and value != value[::-1] and name != "alternateIdentifiers"]
    assume(lists)
    name = data.draw(st.sampled_from(lists))
    assert difference({name: canonical(metadata)[name][::-1]}, stored(metadata, data.draw)) != ()


def paths(value, path=()):
    if isinstance(value, dict):
        for name, item in value.items():
            yield from paths(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths(item, (*path, index))
    else:
        yield path
