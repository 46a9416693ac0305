# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks over all records find."""

from __future__ import annotations

import dataclasses
import pathlib

import pytest

import compliance_faults as faults
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.context import Declared, Drift, RunContext
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.record_view import view
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.set_wide.catalogue import drifted, missing, unmanaged
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.set_wide.checks import CHECKS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.set_wide.duplicates import same_local_name, same_page, same_thing
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.set_wide.reachability import damaged, elsewhere, unindexed, unregistered
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.set_wide.relations import INVERSE, missing_inverses
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.set_wide.seen import page, seen

RUN = RunContext(at="2026-11-23")


def record(number, **members):
    return seen(*view({**faults.clean(number), **members}))


def run(**members):
    return dataclasses.replace(RUN, **members)


def found(check, records, context=RUN):
    return [(one.doi, one.message) for one in check(records, context)]


A, B, C = (record(number) for number in (1, 2, 3))


def test_clean_records_are_left_in_peace():
    context = run(declared={one.doi: Declared() for one in (A, B, C)}, handles={A.doi: A.url}, unindexed=(), drifts=())
    for check in CHECKS.values():
        assert list(check.find([A, B, C], context)) == []


def test_records_that_nobody_declares_and_declarations_without_a_record():
    context = run(declared={A.doi: Declared(), "10.5072/new": Declared("findable"), "10.5072/old": Declared("absent"), "10.5072/hidden": Declared()})
    context = dataclasses.replace(context, unindexed=["10.5072/hidden"])
    assert found(unmanaged, [A, B], context) == [(B.doi, "is in the repository (findable) and no file of the catalogue declares it")]
    assert found(missing, [A, B], context) == [("10.5072/new", "is declared and the repository has no such record")]


def test_nothing_is_missing_where_only_a_part_was_looked_at():
    assert found(missing, [A], run(declared={B.doi: Declared()}, complete=False)) == []
    assert not CHECKS["missing"].can_be_asked(run(declared={}, complete=False))
    assert found(unmanaged, [A], RUN) == found(missing, [A], RUN) == []


def test_drift_names_what_differs_and_who_did_it():
    drifts = [Drift(A.doi, ("titles[0].title", "url"), "https://api.datacite.org/repositories/x.y", "2026-11-20T10:00:00Z", ("url",)), Drift(B.doi, ("url",))]
    assert found(drifted, [], run(drifts=drifts)) == [
        (
            A.doi,
            "differs from its declaration in titles[0].title, url; changed last by https://api.datacite.org/repositories/x.y at 2026-11-20T10:00:00Z (url)",
        ),
        (B.doi, "differs from its declaration in url"),
    ]


def test_two_dois_for_one_page():
    twin = record(2, url="http://www.data.example.org:80/1/")
    assert found(same_page, [A, twin, C]) == [(A.doi, f"leads to the same page as {twin.doi}"), (twin.doi, f"leads to the same page as {A.doi}")]
    assert found(same_page, [A, record(2, url=A.url, state="registered")]) == []
    assert found(same_page, [record(1, url=None), record(2, url=None)]) == []


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://Example.org/a/", "example.org/a"),
        ("http://www.example.org/a", "example.org/a"),
        ("https://example.org:8443/a?b=c#d", "example.org:8443/a?b=c#d"),
        ("ftp://example.org/a", ""),
        ("N/A", ""),
        ("https://[", ""),
        ("https://example.org:x/", ""),
    ],
)
def test_pages_are_compared_without_what_does_not_matter(url, key):
    assert page(url) == key


def test_one_thing_registered_twice():
    titles = [{"title": "water levels at the mouth of the river Elbe — every ten minutes; gauge 1", "lang": "de"}]
    twin = record(2, titles=titles)
    assert found(same_thing, [A, twin, C]) == [(A.doi, f"says the same, word for word, as {twin.doi}"), (twin.doi, f"says the same, word for word, as {A.doi}")]


@pytest.mark.parametrize(
    "difference",
    [
        {"version": "3.0"},
        {"publicationYear": 2025},
        {"types": {"resourceTypeGeneral": "Text"}},
        {"sizes": ["16 MB"]},
        {"state": "registered"},
        {"descriptions": []},
        {"creators": [{"name": "Somebody else"}]},
        {"geoLocations": []},
        {"dates": [{"date": "2019/2020", "dateType": "Collected"}]},
        {"titles": []},
    ],
)
def test_things_that_differ_are_two_things(difference):
    same = {"titles": faults.clean(1)["titles"]}
    assert found(same_thing, [A, record(2, **same)])
    assert found(same_thing, [A, record(2, **{**same, **difference})]) == []


def test_things_that_tell_a_relation_to_each_other_are_meant_to_be_two():
    relation = {"relatedIdentifier": A.doi.upper(), "relatedIdentifierType": "DOI", "relationType": "IsIdenticalTo"}
    one, two = (record(number, titles=faults.clean(1)["titles"], relatedIdentifiers=[relation]) for number in (1, 2))
    assert one.identity == two.identity
    assert found(same_thing, [one, two]) == []


@pytest.mark.parametrize(("relation", "meant"), [("IsVersionOf", True), ("IsIdenticalTo", True), ("IsPartOf", False), ("Cites", False)])
def test_versions_may_share_a_page(relation, meant):
    twin = record(2, url=A.url, relatedIdentifiers=[{"relatedIdentifier": A.doi, "relationType": relation}])
    assert [doi for doi, _message in found(same_page, [A, twin])] == ([] if meant else [A.doi, twin.doi])
    assert {doi for doi, _message in found(same_page, [A, twin, record(3, url=A.url)])} == {A.doi, twin.doi, C.doi}


def test_a_whole_repository_may_share_one_of_everything():
    same = {"url": A.url, "titles": faults.clean(1)["titles"], "alternateIdentifiers": faults.clean(1)["alternateIdentifiers"]}
    whole = [{"relatedIdentifier": A.doi, "relationType": "IsPartOf"}]
    records = [record(number, **same, relatedIdentifiers=whole if number % 2 else []) for number in range(1, 9_000)]
    for check in (same_page, same_thing, same_local_name):
        results = list(check(records, RUN))
        assert len(results) >= 4_000
        assert max(len(one.message) for one in results) < 200 and max(len(one.shown) for one in results) <= 20
    assert f"leads to the same page as {B.doi}, {C.doi}, {faults.clean(4)['doi']}, and 8,995 more" in dict(found(same_page, records)).values()
    assert len(list(missing_inverses(records, RUN))) == 1


def test_one_local_identifier_on_two_dois():
    twin = record(2, alternateIdentifiers=faults.clean(1)["alternateIdentifiers"], state="draft")
    assert found(same_local_name, [A, twin, C]) == [
        (A.doi, f"has the local identifier accession number TIDE-1, as has {twin.doi}"),
        (twin.doi, f"has the local identifier accession number TIDE-1, as has {A.doi}"),
    ]


@pytest.mark.parametrize("shared", [("ISSN", "2049-3630"), ("eISSN", "2049-3630"), ("ISBN", "978-0-306-40615-7"), ("Product number", "None")])
def test_numbers_of_series_and_books_are_shared_by_right(shared):
    entry = {"alternateIdentifierType": shared[0], "alternateIdentifier": shared[1]}
    assert found(same_local_name, [record(number, alternateIdentifiers=[entry]) for number in (1, 2)]) == []


def test_the_other_side_of_a_relation_is_missed():
    part = record(2, relatedIdentifiers=[{"relatedIdentifier": f"https://doi.org/{A.doi}", "relationType": "IsPartOf"}])
    assert found(missing_inverses, [A, part]) == [(A.doi, f"does not tell back what other records of the repository tell: HasPart {part.doi}")]
    whole = record(1, relatedIdentifiers=[{"relatedIdentifier": part.doi.upper(), "relationType": "HasPart"}])
    assert found(missing_inverses, [whole, part]) == []
    assert found(missing_inverses, [part]) == []
    assert found(missing_inverses, [record(1, relatedIdentifiers=[{"relatedIdentifier": A.doi, "relationType": "HasPart"}])]) == []
    assert found(missing_inverses, [record(1, state="draft"), part]) == []


def test_citations_need_no_answer():
    citing = record(2, relatedIdentifiers=[{"relatedIdentifier": A.doi, "relationType": "Cites"}])
    assert found(missing_inverses, [A, citing]) == []
    assert all(INVERSE[INVERSE[relation]] == relation for relation in INVERSE)


def test_every_relation_is_one_of_the_schema():
    kernel = (pathlib.Path(__file__).parents[7] / "plugins/module_utils/_datacite/metadata/vocabularies/kernel4.py").read_text(encoding="utf-8")
    assert [relation for relation in INVERSE if f'"{relation}"' not in kernel] == []


def test_what_cannot_be_found_or_read():
    lost = "exists and is in no list or search of DataCite: its metadata cannot be indexed"
    assert found(unindexed, [], run(unindexed=["10.5072/x"])) == [("10.5072/x", lost)]
    broken = record(1, sizes="1 MB")
    assert found(damaged, [broken, B], run(unreadable={C.doi: "500 Internal Server Error"})) == [
        (C.doi, "cannot be read: 500 Internal Server Error"),
        (broken.doi, "holds values of a wrong type: `sizes` is a text instead of a list"),
    ]


def test_handles_that_are_not_registered_or_lead_elsewhere():
    handles = {A.doi: None, B.doi: "https://old.example.org/", C.doi: C.url + "/"}
    assert [doi for doi, _message in found(unregistered, [A, B, C], run(handles=handles))] == [A.doi]
    assert found(elsewhere, [A, B, C], run(handles=handles)) == [(B.doi, f"leads to https://old.example.org/ and should lead to {B.url}")]
    assert [doi for doi, _m in found(elsewhere, [A], run(handles={A.doi: A.url.replace("https", "http")}))] == [A.doi]
    draft = record(1, state="draft")
    assert found(unregistered, [draft], run(handles={draft.doi: None})) == found(elsewhere, [draft], run(handles={draft.doi: "https://x.example.org"})) == []


def test_what_a_record_says_of_its_handle_counts_where_nobody_asked():
    assert [doi for doi, _message in found(unregistered, [record(1, registered=None)])] == [A.doi]
    assert found(unregistered, [seen(*view({**faults.clean(1), "registered": None}), tells_registered=False)]) == []
