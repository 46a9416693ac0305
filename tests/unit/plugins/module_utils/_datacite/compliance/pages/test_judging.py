# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks over values that nobody has foreseen: damaged records, pages of any kind."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages import judging
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.answer import ANSWERED, BUSY, OUTCOMES, Answer, Ask
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.checks import CHECKS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.checks_agreeing import licence_of
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.existence import Identifier, agents, related
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.fitting_types import fitting_types
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.html_page import page_of
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.looking import look
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import PageOptions
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.stand_ins import login_wall, stand_in
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.subject import ATTRIBUTES, PageSubject
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.verdict import FAILED, PASSED, UNKNOWN
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.visit import Visit

OPTIONS = PageOptions(allowed_domains=("example.org",))


def verdicts(subject: PageSubject, answer, options: PageOptions = OPTIONS) -> dict[str, object]:
    """What the checks say where every question is answered by `answer(ask)`."""
    steps = look(subject, options)
    ask = next(steps)
    while True:
        try:
            ask = steps.send(answer(ask))
        except StopIteration as end:
            return judging.judged(subject, end.value, options, CHECKS)


ATOMS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
TEXTS = st.sampled_from(["Withdrawn", "10.1/a", "https://doi.org/10.1/a", "DOI", "ORCID", "ROR"])
MEMBERS = st.sampled_from(
    [
        "title",
        "dateType",
        "dateInformation",
        "rightsUri",
        "schemaOrg",
        "resourceTypeGeneral",
        "relatedIdentifier",
        "relatedIdentifierType",
        "nameIdentifiers",
        "nameIdentifier",
        "nameIdentifierScheme",
        "affiliation",
    ]
)
JUNK = st.recursive(ATOMS | TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS, inner, max_size=4), max_leaves=8)
PIECES = [
    "<title>", "404", "</title>", "<h1>", "Sea ice", "</h1>", "<a href='https://doi.org/10.1/a'>", "<script>", "</script>", "</a>", "}", "<meta name=", " ",
    "<script type='application/ld+json'>", '{"@context":"https://schema.org","@type":"Dataset"', ',"identifier":["10.1/a",7]', "citation_doi content=10.1/a>",
    "<link rel=cite-as href=x>", "<input type=password>", "withdrawn",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
HEADERS = st.tuples(st.sampled_from(["content-type", "location", "link", "retry-after"]), st.sampled_from(["text/html", "x/y", "/a", "<a>;rel=item", "5", ""]))
ANSWERS = st.builds(
    Answer,
    url=st.sampled_from(["https://example.org/", "https://doi.org/10.1/a", "http://x", ""]),
    outcome=st.sampled_from(OUTCOMES),
    status=st.sampled_from([0, 200, 204, 302, 304, 401, 403, 404, 410, 429, 500, 503]),
    headers=st.lists(HEADERS, max_size=3).map(tuple),
    content=PAGES.map(str.encode),
    cut=st.booleans(),
    unreadable=st.booleans(),
)


@given(
    st.dictionaries(st.sampled_from(ATTRIBUTES), JUNK, max_size=5),
    st.sampled_from(["findable", "registered"]),
    st.sampled_from([None, "https://example.org/a", "ftp://x", "no url", ""]),
    st.lists(ANSWERS, min_size=1, max_size=5),
)
def test_no_record_and_no_answer_is_too_strange(attributes, state, url, answers):
    asked = [0]

    def answer(ask: Ask) -> Answer:
        asked[0] += 1
        return answers[asked[0] % len(answers)]

    subject = PageSubject("10.1/a", url, state, attributes)
    found = verdicts(subject, answer)
    assert set(found) == {f"H{number:02}" for number in range(1, 17)}
    for verdict in found.values():
        assert verdict.state == PASSED or verdict.message
        json.dumps(dict(verdict.evidence))
    for one in (*related(subject), *agents(subject)):
        assert isinstance(one, Identifier)


@given(st.sampled_from(sorted(BUSY)), st.sampled_from(["findable", "registered"]))
def test_a_server_that_is_busy_breaks_nothing(status, state):
    found = verdicts(PageSubject("10.1/a", "https://example.org/a", state), lambda ask: Answer(ask.url, ANSWERED, status))
    assert FAILED not in {verdict.state for verdict in found.values()}
    assert found["H01"].state == UNKNOWN


def test_no_real_record_is_too_strange(observations, figure):
    lines = observations("records/records.jsonl").read_text("utf-8").splitlines()
    states: dict[str, int] = {}
    for line in lines:
        record = json.loads(line)
        attributes = record["attributes"]
        subject = PageSubject(record["doi"].lower(), attributes.get("url"), attributes.get("state") or "findable", attributes)
        content = f"<title>Page</title><a href='https://doi.org/{record['doi']}'>x</a>".encode()
        for verdict in verdicts(subject, lambda ask, content=content: Answer(ask.url, ANSWERED, 200, (("content-type", "text/html"),), content)).values():
            states[verdict.state] = states.get(verdict.state, 0) + 1
        related(subject), agents(subject)
    figure(f"{len(lines)} real records judged: {states}")
    assert len(lines) > 1000


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "cc-by-4.0"),
        ("http://creativecommons.org/licenses/by/4.0/legalcode", "cc-by-4.0"),
        ("https://creativecommons.org/licenses/by-nc-sa/3.0/de/", "cc-by-nc-sa-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0-1.0"),
        ("CC-BY-4.0", "cc-by-4.0"),
        ("Creative Commons Attribution 4.0 International", "cc-by-4.0"),
        ("https://spdx.org/licenses/MIT.html", "mit"),
        ("https://opensource.org/licenses/MIT", "mit"),
        ("GPL-3.0-or-later", "gpl-3.0"),
        ("https://www.apache.org/licenses/LICENSE-2.0", "apache-2.0"),
        ("info:eu-repo/semantics/openAccess", None),
        ("All rights reserved", None),
        ("", None),
    ],
)
def test_licences_are_known_by_address_and_name(text, licence):
    assert licence_of(text) == licence


@pytest.mark.parametrize(
    ("types", "fits", "does_not"),
    [
        ({"resourceTypeGeneral": "Dataset"}, "Dataset", "Person"),
        ({"resourceTypeGeneral": "Software"}, "SoftwareApplication", "Dataset"),
        ({"resourceTypeGeneral": "JournalArticle"}, "Article", "Dataset"),
        ({"resourceTypeGeneral": "Other"}, "LearningResource", "Organization"),
        ({"resourceTypeGeneral": "Image"}, "Photograph", "Dataset"),
        ({"schemaOrg": "Dataset"}, "CreativeWork", "WebSite"),
        ({}, "Dataset", "WebSite"),
        (None, "CreativeWork", "BreadcrumbList"),
        ("damaged", "CreativeWork", "WebSite"),
    ],
)
def test_types_that_fit(types, fits, does_not):
    assert fits in fitting_types(types)
    assert does_not not in fitting_types(types)


SUBJECT = PageSubject("10.1/a", "https://example.org/item/1", "findable", {"titles": [{"title": "Error analysis of 404 pages"}, {"title": "Not found"}]})


def shown(text: str, url: str = "https://example.org/item/1") -> Visit:
    answer = Answer(url, ANSWERED, 200, (("content-type", "text/html"),), text.encode())
    return Visit(url, answer, (), page_of(text, url))


@pytest.mark.parametrize(
    "title",
    """404
404 Not Found
404 - File or directory not found.
Error 404
HTTP Status 404 – Not Found
Page not found | Archive
Archive - Page Not Found
The requested page could not be found
Seite nicht gefunden
Página no encontrada
Page introuvable
Item not available
Internal Server Error
500 - Internal Server Error
503 Service Unavailable
Oops! That page can't be found.
Welcome to nginx!
Index of /data
Dataset does not exist
This record was not found
Site maintenance""".splitlines(),
)
def test_titles_of_error_pages(title):
    visit = shown(f"<title>{title}</title><p>x")
    assert "error page" in stand_in(visit, visit.page, PageSubject("10.1/a", "https://example.org/item/1", "findable"))


@pytest.mark.parametrize(
    "title",
    """Error analysis of 404 pages
Not found
Errors in variables
Missing data
The page that was not found in the archive of Florence
404 ways to fail
500 years of weather
Lost and found
On maintenance of sites
Oops effects in neurons: a data set of recordings in mice and men
Index of biodiversity
Found not lost""".splitlines(),
)
def test_titles_that_are_those_of_works(title):
    visit = shown(f"<title>{title} | Archive</title><p>x")
    assert stand_in(visit, visit.page, SUBJECT) == ""


def test_a_login_in_the_corner_of_a_page_is_no_wall():
    visit = shown("<title>Sea ice</title><form><input type=password></form><p>Sea ice")
    assert login_wall(visit, visit.page, SUBJECT) == ""
