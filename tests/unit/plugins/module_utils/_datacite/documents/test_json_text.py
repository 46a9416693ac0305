# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of strangers: whatever stands in the text, a value that can be sent or a refusal in words; and both readers of it, whatever the value."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.citeproc import document as citeproc
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.json_parts.text import loaded, written
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import MANDATORY, Ordered, Request, Unusable
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.schema_org import document as schema_org
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.run import check

DOI = "10.82001/new"
TEXTS = st.one_of(
    st.sampled_from((
        "2021-03-04", "2021", "10.5438/x", "https://doi.org/10.5438/x", "https://example.org/a", "Okafor, Ngozi", "a; b, c", "<p>x</p><i>y</i>", "", " ",
        "https://orcid.org/0000-0001-5109-3700", "https://ror.org/04wxnsj81", "2049-3630", "56 10 57 11", "56,10 57,11 58,12 56,10", "en", "Dataset", "Person",
        "CreativeWork", "#a", "_:b", "article-journal", "11-19", "2012/..", "MIT", "https://creativecommons.org/licenses/by/4.0/", "et al.", "1\x00\ud800\x0b",
    )),
    st.text(max_size=8),
)  # fmt: skip
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-3000, 3000), st.floats(), TEXTS)
SCHEMA_ORG = (
    "@id", "@type", "@graph", "@context", "@value", "@language", "@list", "@reverse", "id", "type", "name", "headline", "alternateName", "author", "creator",
    "editor", "contributor", "publisher", "provider", "datePublished", "dateCreated", "temporalCoverage", "license", "keywords", "about", "spatialCoverage",
    "geo", "box", "polygon", "latitude", "longitude", "address", "description", "abstract", "identifier", "value", "propertyID", "url", "sameAs", "isPartOf",
    "citation", "hasPart", "funder", "funding", "distribution", "contentUrl", "contentSize", "encodingFormat", "inLanguage", "version", "affiliation",
    "givenName", "familyName", "includedInDataCatalog", "issn", "volumeNumber", "pagination", "mainEntity", "additionalType", "schema:name", "roleName",
)  # fmt: skip
CITEPROC = (
    "id", "DOI", "type", "title", "subtitle", "author", "editor", "translator", "contributor", "issued", "published", "date-parts", "raw", "season", "family",
    "given", "literal", "name", "suffix", "non-dropping-particle", "ORCID", "affiliation", "container-title", "collection-title", "ISSN", "ISBN", "volume",
    "issue", "page", "abstract", "keyword", "categories", "subject", "publisher", "language", "version", "copyright", "license", "URL", "funder", "award",
    "reference", "relation", "is-part-of", "id-type", "genre", "message", "items", "number-of-pages", "PMID", "institution", "resource", "primary", "note",
)  # fmt: skip


def values(keys: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """JSON in which anything stands where anything else belongs."""
    return st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(keys), inner, max_size=4), max_leaves=12)


def works(keys: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(keys), values(keys), max_size=12)


def usable(result: Ordered) -> None:
    """What comes of a document can be sent, and is nothing that the checks of a declaration would refuse."""
    json.loads(result.text)
    result.text.encode("utf-8")
    found = {name: value for name, value in result.attributes.items() if value is not None}
    json.dumps(found, allow_nan=False).encode("utf-8")
    assert all(isinstance(one, str) and "\n" not in one for one in (*result.mended, *result.lost))
    assert set(result.missing) <= set(MANDATORY)
    told = check({name: value for name, value in found.items() if name != "url"}, doi=DOI, url="https://example.org/", state="findable", new=True)
    assert not [str(one) for one in told if one.level == "error" and one.path.split(".")[1] in found]


def put_in_order(reader: Any, document: Any) -> None:
    try:
        usable(reader(Request(json.dumps(document), DOI, replace_doi=True)))
    except Unusable as refused:
        assert refused.message


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(works(SCHEMA_ORG))
def test_json_ld_of_any_shape_is_put_in_order_or_refused_in_words(document: dict[str, Any]) -> None:
    put_in_order(schema_org.in_order, {"@context": "https://schema.org", "@type": "Dataset", "name": "T", **document})


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(works(CITEPROC))
def test_citeproc_of_any_shape_is_put_in_order_or_refused_in_words(document: dict[str, Any]) -> None:
    put_in_order(citeproc.in_order, document)


@given(values(SCHEMA_ORG) | values(CITEPROC))
def test_any_json_is_put_in_order_or_refused_in_words(document: Any) -> None:
    put_in_order(schema_org.in_order, document)
    put_in_order(citeproc.in_order, document)


@given(st.text())
def test_any_text_is_put_in_order_or_refused_in_words(text: str) -> None:
    for reader in (schema_org.in_order, citeproc.in_order):
        try:
            usable(reader(Request(text, DOI)))
        except Unusable as refused:
            assert refused.message


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"a":' * 70 + "1" + "}" * 70, "[" * 70 + "]" * 70])
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    with pytest.raises(Unusable):
        loaded(text)


@pytest.mark.parametrize("text", ["", "{", '{"a": 1,}', "<html/>", '<script type="application/ld+json">{}</script>', '<!-- {"a": 1} -->', "1" * 5000 + "x"])
def test_what_is_no_json_is_refused_with_the_place(text: str) -> None:
    with pytest.raises(Unusable) as refused:
        loaded(text)
    assert refused.value.suggestion


def test_unfit_characters_and_numbers_do_not_get_through() -> None:
    assert loaded('\ufeff {"a": "x\\u0000\\ud800y", "b": [NaN, 1e999, -Infinity]}\r\n') == {"a": "x\ufffd\ufffdy", "b": ["NaN", "inf", "-Infinity"]}


def test_tags_are_sent_as_escapes() -> None:
    """DataCite makes visible text of tags in the characters of the document."""
    assert "<" not in written({"name": "<i>x</i>"})
    assert json.loads(written({"name": "<i>x</i>"})) == {"name": "<i>x</i>"}
