# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages as the systems of repositories make them: what is good in them is seen, and what is missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages import linkset
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.link_header import Link
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import Limits, PageOptions
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.outcome import PageOutcome
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.running import check_pages
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.subject import PageSubject
from landing_pages import PLACES, Serve, Site, Work, serving
from landing_pages_of_systems import STAND_INS, SYSTEMS
from landing_pages_of_systems import linkset as linkset_of

WORK = Work("10.82001/1", "Drift of sea ice in winter")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def checked(site: Site, page: Serve, **options: object) -> PageOutcome:
    url = site.publish(WORK, page)
    plain = PageOptions(
        resolver=site.resolver, negotiation=None, allow_private_hosts=True, host_pause=0.0, resolver_pause=0.0, retries=0, limits=Limits(silence=5, whole=10)
    )
    return check_pages([PageSubject(WORK.doi, url, "findable", WORK.attributes())], dataclasses.replace(plain, **options))


@pytest.mark.parametrize("system", SYSTEMS)
def test_pages_of_systems(site, system, monkeypatch):
    monkeypatch.setitem(PLACES, "linksets", lambda handler, _rest: handler.reply(200, linkset_of(WORK, site.base), "application/linkset+json"))
    page, wrong = SYSTEMS[system]
    outcome = checked(site, page)
    assert {finding.rule for finding in outcome.findings} == wrong, outcome.findings
    assert not any(tally.unknown for tally in outcome.tallies.values())


@pytest.mark.parametrize("kind", STAND_INS)
def test_what_systems_show_instead(site, kind):
    page, wrong = STAND_INS[kind]
    outcome = checked(site, page)
    assert {finding.rule for finding in outcome.findings} == wrong, outcome.findings


def test_a_set_of_links_that_is_not_there_is_no_signpost(site):
    page, _wrong = SYSTEMS["InvenioRDM"]
    assert {finding.rule for finding in checked(site, page).findings} == {"H13"}


def test_a_set_of_links_that_cannot_be_seen_now_is_unknown(site, monkeypatch):
    monkeypatch.setitem(PLACES, "linksets", lambda handler, _rest: handler.reply(503, "busy", "text/plain"))
    page, _wrong = SYSTEMS["InvenioRDM"]
    outcome = checked(site, page)
    assert (outcome.findings, outcome.tallies["H13"].unknown) == ((), 1)


PAGE = "https://a.example/1"
SETS = [
    ('{"linkset": [{"anchor": "https://a.example/1", "cite-as": [{"href": "/x", "type": "t"}]}]}', [Link(("cite-as",), "https://a.example/x", "t")]),
    ('{"linkset": [{"cite-as": [{"href": "x"}]}]}', [Link(("cite-as",), "https://a.example/sets/x")]),
    ('{"linkset": [{"anchor": "https://a.example/2", "cite-as": [{"href": "/x"}]}]}', []),
    ('{"linkset": {"anchor": 1}}', []),
    ('{"linkset": [1, {"item": 2, "x": [3], "y": [{"href": 4}]}]}', []),
    ("[]", []),
    ("{", []),
    ("[" * 100_000, []),
]


@pytest.mark.parametrize(("content", "expected"), SETS)
def test_sets_of_links_in_json(content, expected):
    assert list(linkset.links_in(content, "application/linkset+json", PAGE, "https://a.example/sets/1")) == expected


def test_sets_of_links_in_the_form_of_headers():
    content = '<x>\n ; rel="cite-as"\n ; anchor="https://a.example/1",\n<y>;rel=item;anchor="https://a.example/2"'
    assert linkset.links_in(content, "application/linkset", PAGE, "https://a.example/sets/1") == (Link(("cite-as",), "https://a.example/sets/x"),)
