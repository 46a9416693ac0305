# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers of other works, people and organisations: which a record names, and what is asked about them."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.answer import ANSWERED, NOT_ALLOWED, TIMED_OUT, Answer, Ask
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.existence import (
    Identifier,
    agents,
    ask_about,
    existence,
    related,
)
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import PageOptions
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.subject import PageSubject
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.verdict import (
    FAILED,
    NOT_APPLICABLE,
    PASSED,
    UNKNOWN,
    Verdict,
    failed,
    passed,
    unknown,
)

OPTIONS = PageOptions()
ORCID = Identifier("orcid", "0000-0001-5109-3700")
ROR = Identifier("ror", "04wxnsj81")


def of(**attributes: object) -> PageSubject:
    return PageSubject("10.5438/own", None, "findable", attributes)


def test_related_dois_are_those_of_other_works():
    named = [
        {"relatedIdentifier": "https://doi.org/10.5438/A", "relatedIdentifierType": "DOI"},
        {"relatedIdentifier": "10.5438/a", "relatedIdentifierType": "DOI"},
        {"relatedIdentifier": "10.5438/OWN", "relatedIdentifierType": "DOI"},
        {"relatedIdentifier": "10.5438/b", "relatedIdentifierType": "URL"},
        {"relatedIdentifier": "no doi", "relatedIdentifierType": "DOI"},
        {"relatedIdentifier": None, "relatedIdentifierType": "DOI"},
        "damaged",
    ]
    assert related(of(relatedIdentifiers=named)) == (Identifier("doi", "10.5438/a"),)
    assert len(related(of(relatedIdentifiers=[{"relatedIdentifier": f"10.5438/{n}", "relatedIdentifierType": "DOI"} for n in range(99)]))) == 50


def test_people_and_organisations_wherever_they_are_named():
    person = {
        "nameIdentifiers": [{"nameIdentifier": "https://orcid.org/0000-0001-5109-3700", "nameIdentifierScheme": "ORCID"}, {"nameIdentifierScheme": "ORCID"}],
        "affiliation": [{"affiliationIdentifier": "https://ror.org/04wxnsj81", "affiliationIdentifierScheme": "ROR"}, "a name alone"],
    }
    publisher = {"publisherIdentifier": "https://ror.org/05dxps055", "publisherIdentifierScheme": "ROR"}
    funder = {"funderIdentifier": "https://ror.org/021nxhr62", "funderIdentifierType": "ROR"}
    found = agents(of(creators=[person], contributors=[person], publisher=publisher, fundingReferences=[funder]))
    assert found == (ORCID, ROR, Identifier("ror", "05dxps055"), Identifier("ror", "021nxhr62"))
    assert agents(of(creators=[{"nameIdentifiers": [{"nameIdentifier": "x", "nameIdentifierScheme": "ORCID"}]}], publisher="a name")) == ()


def ended(identifier: Identifier, answer: Answer) -> Verdict:
    steps = ask_about(identifier, OPTIONS)
    next(steps)
    with pytest.raises(StopIteration) as end:
        steps.send(answer)
    assert isinstance(end.value.value, Verdict)
    return end.value.value


def test_who_is_asked():
    assert next(ask_about(ORCID, OPTIONS)) == Ask("https://pub.orcid.org/v3.0/0000-0001-5109-3700/person", accept="application/json", reads="nothing")
    assert next(ask_about(ROR, OPTIONS)).url == "https://api.ror.org/v2/organizations/04wxnsj81"
    doi = next(ask_about(Identifier("doi", "10.5438/a<b#c"), OPTIONS))
    assert (doi.url, doi.method) == ("https://doi.org/10.5438/a%3Cb%23c", "HEAD")


@pytest.mark.parametrize(
    ("status", "state"), [(200, PASSED), (302, PASSED), (409, PASSED), (404, FAILED), (410, FAILED), (500, UNKNOWN), (403, UNKNOWN), (429, UNKNOWN)]
)
def test_what_the_answer_means(status, state):
    assert ended(ORCID, Answer("x", ANSWERED, status)).state == state


@pytest.mark.parametrize("outcome", [TIMED_OUT, NOT_ALLOWED])
def test_without_an_answer_nothing_is_known(outcome):
    assert ended(ROR, Answer("x", outcome, detail="late")) == unknown("04wxnsj81: late")


def test_a_wrong_check_digit_needs_no_question():
    with pytest.raises(StopIteration) as end:
        next(ask_about(Identifier("ror", "04wxnsj82"), OPTIONS))
    assert end.value.value.state == FAILED


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, NOT_APPLICABLE),
        ({"ror:04wxnsj81": passed}, PASSED),
        ({"ror:04wxnsj81": passed, "orcid:0000-0001-5109-3700": unknown("late")}, UNKNOWN),
        ({"ror:04wxnsj81": failed("no"), "orcid:0000-0001-5109-3700": unknown("late")}, FAILED),
    ],
)
def test_a_record_is_as_good_as_the_worst_that_is_known(known, state):
    assert existence([ORCID, ROR], known).state == state


def test_many_that_are_wrong_are_told_in_short():
    many = [Identifier("doi", f"10.5438/{number}") for number in range(30)]
    verdict = existence(many, {one.key: failed(f"{one.name} does not exist") for one in many})
    assert verdict.message.endswith("10.5438/4 does not exist and 25 more")
    assert len(verdict.evidence["identifiers"]) == 20
