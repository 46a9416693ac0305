# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs against a web server: each thing that can be wrong with a page is found, and nothing else is."""

from __future__ import annotations

import dataclasses
import json
import socket
from collections.abc import Iterator

import pytest

import landing_pages
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages import address
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.checks import CHECKS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import Limits, PageOptions, user_agent
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.outcome import PageOutcome, Tally
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.running import Surroundings, check_pages
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.subject import PageSubject
from landing_pages import Site, Work, make_certificate, serving

PATIENT = Limits(silence=10, whole=20, unpacked=1 << 20, bytes=1 << 20)
QUICK = dataclasses.replace(PATIENT, silence=0.25, whole=0.6)
GOOD = ("good", "good-packed", "good-latin-1", "good-links-in-head", "good-graph", "good-content", "closed-content", "headless-content")
BROKEN = {
    "404": {"H01"},
    "410": {"H01"},
    "500": {"H01"},
    "401": {"H01", "H05"},
    "403": {"H01", "H05"},
    "soft-404": {"H06"},
    "empty": {"H06"},
    "home": {"H06"},
    "error-address": {"H06"},
    "login": {"H05"},
    "moves-on": {"H05"},
    "pdf": {"H04"},
    "download": {"H04"},
    "circle": {"H01"},
    "self": {"H01"},
    "long-way": {"H07", "H08", "H09", "H11", "H12", "H13"},
    "no-end": {"H01", "H07"},
    "redirect-to-nowhere": {"H01"},
    "redirect-to-file": {"H01"},
    "dropped": {"H01"},
    "cut": {"H01"},
    "no-http": {"H01"},
    "no-link": {"H08"},
    "plain-doi": {"H08"},
    "old-doi": {"H08"},
    "no-json-ld": {"H09"},
    "bad-json-ld": {"H09"},
    "other-type": {"H09"},
    "json-ld-other-doi": {"H10"},
    "json-ld-no-doi": {"H10"},
    "no-meta": {"H11"},
    "meta-other-doi": {"H11"},
    "other-title": {"H12"},
    "other-licence": {"H12"},
    "no-signposts": {"H13"},
    "signpost-other-doi": {"H13"},
    "few-signposts": {"H13"},
    "bad-signposts": {"H13"},
    "dead-content": {"H15"},
}
UNKNOWN = ("time-out", "slow-loris", "slow-headers", "503", "429", "challenge", "challenge-200")
TOMBSTONES = {
    "tombstone": set(),
    "tombstone-410": set(),
    "tombstone-silent": {"H16"},
    "tombstone-nameless": {"H16"},
    "tombstone-with-data": {"H16"},
    "404": {"H01", "H16"},
    "pdf": {"H04", "H16"},
}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def options(site: Site, **others: object) -> PageOptions:
    """Options for a site on this machine, without pauses."""
    plain = PageOptions(
        resolver=site.resolver,
        negotiation=site.resolver,
        related_resolver=site.resolver,
        orcid_api=site.base + "/orcid",
        ror_api=site.base + "/ror",
        allow_private_hosts=True,
        host_pause=0.0,
        resolver_pause=0.0,
        service_pause=0.0,
        retries=0,
        limits=PATIENT,
    )
    return dataclasses.replace(plain, **others)


def subject(site: Site, kind: str, state: str = "findable", name: str = "abc", **attributes: object) -> PageSubject:
    """A work with a page of this kind."""
    work = Work(f"10.82001/{name}", "Drift of sea ice in winter")
    url = site.publish(work, kind)
    return PageSubject(work.doi, url, state, work.attributes(**attributes), "dois/abc.yml:1")


def failing(outcome: PageOutcome) -> set[str]:
    return {finding.rule for finding in outcome.findings}


def states(outcome: PageOutcome, state: str) -> set[str]:
    return {name for verdicts in outcome.verdicts.values() for name, verdict in verdicts.items() if verdict.state == state}


@pytest.mark.parametrize("kind", GOOD)
def test_nothing_is_found_on_a_good_page(site, kind):
    outcome = check_pages([subject(site, kind)], options(site, allowed_domains=("127.0.0.1",)))
    assert failing(outcome) == set(), outcome.findings
    assert states(outcome, "unknown") == set()
    assert states(outcome, "passed") >= {f"H{number:02}" for number in range(1, 15)}
    assert (outcome.counts.checked, outcome.counts.unknown) == (1, 0)


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_wrong_is_found_and_nothing_else(site, kind):
    outcome = check_pages([subject(site, kind)], options(site))
    assert failing(outcome) == BROKEN[kind], outcome.findings


@pytest.mark.parametrize("kind", UNKNOWN)
def test_a_page_that_cannot_be_seen_now_is_unknown_and_never_broken(site, kind):
    outcome = check_pages([subject(site, kind)], options(site, negotiation=None, limits=QUICK))
    assert failing(outcome) == set(), outcome.findings
    assert states(outcome, "unknown") >= {"H01", "H05", "H08", "H09"}
    assert outcome.counts.unknown == 1


@pytest.mark.parametrize("kind", TOMBSTONES)
def test_tombstones(site, kind):
    outcome = check_pages([subject(site, kind, "registered")], options(site))
    assert failing(outcome) == TOMBSTONES[kind], outcome.findings
    assert {"H08", "H09", "H14", "H15"} <= states(outcome, "not_applicable")


def test_a_findable_work_with_a_withdrawal_date_needs_a_tombstone_that_gives_the_reason(site):
    withdrawn = [{"date": "2026-01-02", "dateType": "Withdrawn", "dateInformation": "The author asked for it"}]
    assert failing(check_pages([subject(site, "good", dates=withdrawn)], options(site))) == {"H16"}
    stated = subject(site, "tombstone", dates=withdrawn, name="def")
    assert failing(check_pages([stated], options(site))) == set()


@pytest.mark.parametrize("kind", ["huge", "bomb"])
def test_of_a_page_without_end_only_the_beginning_is_read_and_absence_is_not_concluded(site, kind):
    outcome = check_pages([subject(site, kind)], options(site, limits=Limits(silence=2, whole=20, bytes=300_000, unpacked=500_000)))
    assert failing(outcome) == set(), outcome.findings
    assert states(outcome, "unknown") >= {"H08", "H09", "H10", "H11", "H12"} - {"H10"}
    assert states(outcome, "passed") >= {"H01", "H04"}
    assert getattr(site, "big_bytes", 0) < 10_000_000


def test_a_download_is_not_read(site):
    assert failing(check_pages([subject(site, "pdf")], options(site))) == {"H04"}
    assert getattr(site, "pdf_bytes", 0) < 16_000_000


def test_a_page_made_by_a_script_is_not_said_to_lack_words(site):
    outcome = check_pages([subject(site, "by-script")], options(site))
    assert failing(outcome) == {"H09", "H11", "H13"}
    assert states(outcome, "unknown") == {"H08", "H12"}


def test_the_handle_is_compared_with_the_declared_url(site):
    one = subject(site, "good")
    moved = dataclasses.replace(one, url="https://data.example.org/elsewhere")
    outcome = check_pages([moved], options(site))
    assert failing(outcome) == {"H02"}
    assert outcome.findings[0].evidence == {"target": one.url, "url": "https://data.example.org/elsewhere"}
    same = dataclasses.replace(one, url=one.url.replace("http://", "HTTP://").replace("/abc", "/%61bc"))
    assert failing(check_pages([same], options(site))) == set()


def test_a_doi_that_the_resolver_does_not_know_is_told_and_its_page_is_looked_at_all_the_same(site):
    one = subject(site, "no-json-ld")
    site.handles.clear()
    outcome = check_pages([one], options(site))
    assert failing(outcome) == {"H01", "H09", "H14"}
    assert "does not know the DOI" in outcome.findings[0].message


@pytest.mark.parametrize("resolver", [None, "http://127.0.0.1:9"])
def test_without_a_resolver_the_declared_url_is_looked_at(site, resolver):
    """Whether none is asked or it does not answer."""
    gone = check_pages([subject(site, "404")], options(site, resolver=resolver, negotiation=None))
    assert "H01" in failing(gone)
    assert "H02" not in failing(gone)
    if resolver is None:
        assert failing(check_pages([subject(site, "good")], options(site, resolver=None))) == set()


def test_a_resolver_that_does_not_answer_says_nothing_about_the_pages(site, monkeypatch):
    monkeypatch.setitem(landing_pages.PLACES, "busy", lambda handler, rest: handler.reply(503, "busy"))
    outcome = check_pages([subject(site, "good")], options(site, resolver=site.base + "/busy", negotiation=None))
    assert failing(outcome) == set()
    assert states(outcome, "unknown") == {"H01", "H02"}


@pytest.mark.parametrize("resolver", ["http://127.0.0.1:9", "https://resolver.example", "{base}/broken"])
def test_trouble_with_the_resolver_is_not_that_of_the_pages(site, monkeypatch, tmp_path, resolver):
    """Where a network lets nobody out to the resolver, not every page of the repository is broken, nor remembered as known."""

    def nobody_outside(host: str, *rest: object, **others: object) -> object:
        if host == "resolver.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *rest, **others)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", nobody_outside)
    monkeypatch.setitem(landing_pages.PLACES, "broken", lambda handler, rest: handler.reply(500, "broken"))
    base = resolver.replace("{base}", site.base)
    how = options(site, resolver=base, negotiation=base)
    outcome = check_pages([subject(site, "good")], how, remembered=tmp_path / "pages.jsonl")
    assert failing(outcome) == set()
    assert states(outcome, "unknown") == {"H01", "H02", "H14"}
    assert check_pages([subject(site, "good")], how, remembered=tmp_path / "pages.jsonl").counts.checked == 1


def test_without_a_network_nothing_is_said_to_be_broken(site, monkeypatch):
    def no_network(host: str, *rest: object, **others: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    one = PageSubject("10.82001/abc", "https://archive.example/abc", "findable")
    how = options(site, resolver="https://resolver.example", negotiation="https://resolver.example")
    assert failing(check_pages([one], how)) == set()
    assert failing(check_pages([one], dataclasses.replace(how, resolver=None, negotiation=None))) == {"H01"}


def test_pages_are_not_asked_for_twice_because_the_resolver_does_not_answer(site, monkeypatch):
    monkeypatch.setitem(landing_pages.PLACES, "busy", lambda handler, rest: handler.reply(503, "busy"))
    subjects = [subject(site, "no-json-ld", name=f"n{number}") for number in range(5)]
    with serving(host="127.0.0.2") as elsewhere:
        busy = options(site, resolver=elsewhere.base + "/busy", negotiation=None, retries=2, longest_wait=0.0)
        outcome = check_pages(subjects, busy, surroundings=Surroundings(sleep=lambda seconds: None))
        assert len(elsewhere.seen) >= 3, "once in each round"
    assert failing(outcome) == {"H09"}
    assert states(outcome, "unknown") == {"H01", "H02"}
    assert sorted(site.paths()) == [f"/n{number}" for number in range(5)]
    assert outcome.counts.unknown == 0


def test_dois_of_the_test_system_are_shown_with_its_resolver(site):
    parts = landing_pages.Parts()
    body = parts.body.replace("<a href='https://doi.org/", f"<a href='{site.resolver}/")
    one = subject(site, "good")
    site.publish(Work(one.doi, "Drift of sea ice in winter"), landing_pages.showing(dataclasses.replace(parts, body=body)))
    assert failing(check_pages([one], options(site))) == set()
    assert failing(check_pages([one], options(site, resolver=None))) == {"H08"}


def test_what_a_page_says_cannot_steer_a_terminal_or_break_a_report(site):
    evil = "\x1b[2J\u202eevil\ud800"
    ld = json.dumps({"@context": "https://schema.org", "@type": "Dataset", "identifier": "10.99999/" + evil})
    one = subject(site, "good")
    site.publish(
        Work(one.doi, "Drift of sea ice in winter"),
        landing_pages.showing(landing_pages.Parts(json_ld=ld, meta=f"<meta name=citation_doi content='10.9999/{evil[:-1]}'>")),
    )
    outcome = check_pages([one], options(site))
    assert failing(outcome) == {"H10", "H11"}
    for finding in outcome.findings:
        said = finding.message + json.dumps(finding.evidence, ensure_ascii=False)
        assert "evil" in said
        assert not set(said) & set(evil) - set("[2Jevil")
        said.encode("utf-8")


def test_a_page_outside_of_the_domains_of_the_repository(site):
    outcome = check_pages([subject(site, "good")], options(site, allowed_domains=("example.org", "*.example.com")))
    assert failing(outcome) == {"H03"}
    assert failing(check_pages([subject(site, "good")], options(site, allowed_domains=("*",)))) == set()


def test_metadata_that_are_not_given(site):
    assert failing(check_pages([subject(site, "good", name="un-unnegotiable")], options(site))) == {"H14"}


def test_content_that_the_record_links(site):
    dead = subject(site, "good-content", contentUrl=[site.base + "/gone.zip"])
    outcome = check_pages([dead], options(site))
    assert failing(outcome) == {"H15"}
    assert "/gone.zip (status 404)" in outcome.findings[0].message


def test_drafts_are_not_asked_for(site):
    outcome = check_pages([subject(site, "good", "draft")], options(site))
    assert (site.seen, outcome.findings, outcome.counts.checked) == ([], (), 0)
    assert outcome.tallies["H01"] == Tally(not_applicable=1)


def test_private_addresses_are_refused(site):
    one = PageSubject("10.82001/abc", site.base + "/abc", "findable")
    outcome = check_pages([one], options(site, allow_private_hosts=False))
    assert failing(outcome) == {"H01"}
    assert "127.0.0.1 (127.0.0.1), a loopback address: nobody outside can see that page" in outcome.findings[0].message
    assert site.seen == []


def test_private_addresses_are_refused_behind_a_redirect(site, monkeypatch):
    """The site's own address counts as public here; the one that its page leads to does not."""
    examined = []

    def problem(text: str, *, allow_private: bool) -> str | None:
        examined.append(text)
        return None if text == "127.0.0.1" else real(text, allow_private=allow_private)

    real = address.problem
    monkeypatch.setattr(address, "problem", problem)
    outcome = check_pages([subject(site, "redirect-to-private")], options(site, allow_private_hosts=False))
    assert failing(outcome) == {"H01"}
    assert "10.255.255.1 (10.255.255.1), a private address" in outcome.findings[0].message
    assert {"127.0.0.1", "10.255.255.1"} <= set(examined)


@pytest.mark.parametrize(
    ("how", "trusted", "found", "words"),
    [
        ({}, True, set(), ""),
        ({"days": (-9, -1)}, True, {"H01", "H07"}, "has expired"),
        ({}, False, {"H01", "H07"}, "nobody but itself"),
        ({"by_itself": False}, False, {"H07"}, "intermediate certificate"),
    ],
)
def test_problems_of_tls_are_told_from_those_of_pages(site, tmp_path, how, trusted, found, words):
    """An authority that is only unknown here says nothing about the page: a browser may know it."""
    certificate = make_certificate(tmp_path, "127.0.0.1", **how)
    work = Work("10.82001/tls", "Drift of sea ice in winter")
    with serving(certificate=certificate) as secure:
        url = secure.publish(work)
        site.handles[work.doi] = url
        one = PageSubject(work.doi, url, "findable", work.attributes())
        outcome = check_pages([one], options(site, ca_path=str(certificate) if trusted else None))
    assert failing(outcome) == found, outcome.findings
    assert all(words in finding.message for finding in outcome.findings)
    assert ("H01" in states(outcome, "unknown")) is (found == {"H07"})


def test_all_kinds_of_pages_in_one_run(site, tmp_path):
    """Each finds its own, whatever goes on beside it; hosts that do not answer are hosts of their own."""
    subjects, expected = [], {}
    for number, (kind, wrong) in enumerate(BROKEN.items()):
        subjects.append(subject(site, kind, name=f"broken-{number}"))
        expected[subjects[-1].doi] = wrong
    for number, kind in enumerate(GOOD):
        subjects.append(subject(site, kind, name=f"good-{number}"))
        expected[subjects[-1].doi] = set()
    told: list[tuple[str, int, int | None]] = []
    outcome = check_pages(
        subjects,
        options(site, resolver_connections=4),
        remembered=tmp_path / "pages.jsonl",
        progress=lambda phase, done, total: told.append((phase, done, total)),
    )
    found = {one.doi: {finding.rule for finding in outcome.findings if finding.doi == one.doi} for one in subjects}
    assert found == expected
    assert [one.doi for one in subjects if one.doi in {finding.doi for finding in outcome.findings}] == list(dict.fromkeys(f.doi for f in outcome.findings))
    assert told[-1] == ("landing pages", len(subjects), len(subjects))
    asked = len(site.seen)
    again = check_pages(subjects, options(site, resolver_connections=4), remembered=tmp_path / "pages.jsonl")
    assert (again.findings, len(site.seen)) == (outcome.findings, asked)


def test_what_is_sent_says_who_asks_and_nothing_else(site):
    agent = user_agent("1.2", "me@example.org")
    check_pages([subject(site, "self"), subject(site, "good", name="def")], options(site, user_agent=agent))
    assert site.seen
    for seen in site.seen:
        assert set(seen.headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert seen.headers["user-agent"] == "pidops.datacite-bot/1.2 (landing page checks; mailto:me@example.org)"


def test_findings_say_everything_a_report_needs(site):
    finding = check_pages([subject(site, "404")], options(site)).findings[0]
    assert (finding.rule, finding.severity, finding.doi, finding.place) == ("H01", "error", "10.82001/abc", "dois/abc.yml:1")
    assert finding.title and finding.help and finding.source.startswith("https://")
    assert finding.evidence["status"] == 404
    assert finding.evidence["way"] == [site.resolver + "/10.82001/abc", site.base + "/abc"]
    json.dumps(dict(finding.evidence))


def test_only_the_checks_that_are_named_run(site):
    outcome = check_pages([subject(site, "no-json-ld")], options(site, checks=("H01", "H08")))
    assert set(outcome.tallies) == {"H01", "H08"}
    assert len(site.seen) == 2
    assert set(check_pages([subject(site, "good")], options(site)).tallies) == {f"H{number:02}" for number in range(1, 17)}


def test_identifiers_of_others_are_asked_for_once_each(site):
    def one(name: str, related: str, orcid: str, ror: str) -> PageSubject:
        return subject(
            site,
            "good",
            name=name,
            relatedIdentifiers=[{"relatedIdentifier": related, "relatedIdentifierType": "DOI"}],
            creators=[{"nameIdentifiers": [{"nameIdentifier": orcid, "nameIdentifierScheme": "ORCID"}]}],
            publisher={"publisherIdentifier": ror, "publisherIdentifierScheme": "ROR"},
        )

    subjects = [
        one("a", "https://doi.org/10.82001/b", "https://orcid.org/0000-0001-5109-3700", "https://ror.org/04wxnsj81"),
        one("b", "10.82001/A", "0000-0001-5109-3700", "https://ror.org/04wxnsj81"),
        one("c", "10.82001/nowhere", "0000-0002-1825-0097", "https://ror.org/04wxnsj82"),
    ]
    outcome = check_pages(subjects, options(site, checks=("H17", "H18")))
    assert [(finding.rule, finding.doi) for finding in outcome.findings] == [("H17", "10.82001/c"), ("H18", "10.82001/c")]
    assert "0000-0002-1825-0097 does not exist" in outcome.findings[1].message
    assert "checksum" in outcome.findings[1].message
    assert sorted(seen.path for seen in site.seen) == [
        "/orcid/0000-0001-5109-3700/person",
        "/orcid/0000-0002-1825-0097/person",
        "/resolver/10.82001/a",
        "/resolver/10.82001/b",
        "/resolver/10.82001/nowhere",
        "/ror/04wxnsj81",
    ]


def test_a_page_that_did_not_answer_is_asked_again_when_the_others_are_done(site):
    one = subject(site, "good")
    served: list[str] = []

    def at_first_busy(handler: landing_pages.Handler, work: Work) -> None:
        served.append(handler.path)
        landing_pages.KINDS["503" if len(served) == 1 else "good"](handler, work)

    site.publish(Work("10.82001/abc", "Drift of sea ice in winter"), at_first_busy)
    slept: list[float] = []
    outcome = check_pages(
        [one, subject(site, "good", name="def")], options(site, retries=1, retry_pause=7.0, longest_wait=0.0), surroundings=Surroundings(sleep=slept.append)
    )
    assert (failing(outcome), states(outcome, "unknown"), slept) == (set(), set(), [7.0])
    assert (len(served), outcome.counts.checked, outcome.counts.unknown) == (2, 2, 0)


def test_every_check_says_what_it_is():
    assert [check.id for check in CHECKS] == [f"H{number:02}" for number in range(1, 19)]
    for check in CHECKS:
        assert check.severity in ("error", "warning", "info")
        assert check.help.endswith(".") and len(check.help) > 30
        assert check.source.startswith("https://")
