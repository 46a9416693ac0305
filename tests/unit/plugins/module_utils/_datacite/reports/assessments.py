# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compliance runs to report on: a small one with some of everything, large ones, and ones at random whose texts are hostile."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import (
    Assessment,
    Completeness,
    Finding,
    PageCounts,
    PastRun,
    Score,
    Waiver,
)
from unit.plugins.module_utils._datacite.reports.plans import HOSTILE, HOSTILE_TEXTS, PRODUCTION

AT = "2026-11-23T02:00:00Z"
SEVERITIES = ("error", "warning", "info")

TITLES = {
    "R01": ("error", "A registered or findable DOI has a URL", ("url",)),
    "R26": ("warning", "Creators have ORCID iDs", ("creators",)),
    "H07": ("warning", "The landing page shows the DOI", ("url",)),
    "R30": ("info", "Subjects are from a vocabulary", ("subjects",)),
    "S01": ("warning", "Every DOI is declared", ()),
}
HELP = "Without it nobody finds the thing; declare `url` in its file."
SOURCE = "https://support.datacite.org/docs/landing-pages"


def finding(of: str, doi: str, message: str = "not as it should be", **more: Any) -> Finding:
    """A finding of one of the rules above."""
    severity, title, attributes = TITLES[of]
    known = {"rule": of, "severity": severity, "title": title, "attributes": attributes, "help": HELP, "source": SOURCE, **more}
    return Finding(doi=doi, message=message, **known)


def assessment(*findings: Finding, system: str = PRODUCTION, **more: Any) -> Assessment:
    """A run over 500 records."""
    known: dict[str, Any] = {"repository": "abcd.efgh", "at": AT, "records": 500, "profiles": ("datacite-recommended", "ops-hygiene"), **more}
    return Assessment(system=system, findings=findings, **known)


def past(day: int, error: int, warning: int, info: int, score: float) -> PastRun:
    """A run on one day of November."""
    return PastRun(f"2026-11-{day:02}T02:00:00Z", 480 + day, dict(zip(SEVERITIES, (error, warning, info), strict=True)), {"datacite-recommended": score})


def some_of_everything(system: str = PRODUCTION, hostile: str = HOSTILE) -> Assessment:
    """Open, new, known, waived and fixed findings, with and without a DOI, a place and evidence; scores, completeness, pages, history and warnings."""
    waiver = Waiver("withdrawn by its author, see #12", "2027-01-31", "library@example.org", "waivers.yml:4: waivers[0]")
    findings = [
        finding("R01", "10.5438/0012", f"the DOI leads nowhere: {hostile}", place="dois/0012.yml:3", age="new", evidence={"shown": [hostile]}),
        finding("R01", "10.5438/0013", "the DOI leads nowhere", place="dois/0013.yml:1", age="known"),
        *(finding("R26", f"10.5438/c-{number:03}", f"without an ORCID iD: Author {number}", age="known") for number in range(120)),
        finding("R26", "10.5438/0012", "without an ORCID iD: Noether, Emmy", age="new", place="dois/0012.yml:3"),
        finding("H07", "10.5438/0012", "the page does not show the DOI", age="new", evidence={"status": 200, "bytes": 10_000}),
        finding("H07", "10.5438/0020", "the page does not show the DOI", age="known", waived=waiver),
        finding("R30", "10.5438/0013", "subjects without an address", age="known"),
        finding("S01", "10.5438/0099", "in the repository, in no file", age="known", waived=Waiver("historic")),
        finding("S01", "", f"the list may lag behind {hostile}", age="new", source="javascript:alert(1)", help=hostile),
    ]
    return assessment(
        *findings,
        system=system,
        scores=(
            Score("datacite-recommended", "What DataCite recommends", 500, 371, 8_868, 9_000),
            Score("ops-hygiene", "Running a repository", 500, 480, 11_990, 12_000),
        ),
        completeness=(Completeness("titles", 500, 500), Completeness("creators.nameIdentifiers.ORCID", 380, 500), Completeness("relatedItems", 0, 500)),
        pages=PageCounts(checked=120, remembered=370, unknown=4, not_due=6),
        fixed=(Finding("R01", "error", "10.5438/0007", TITLES["R01"][1], ""), Finding("R26", "warning", "10.5438/0008", TITLES["R26"][1], "")),
        history=tuple(past(day, 9 - day // 3, 160 - 2 * day, 5, 90 + day / 3) for day in range(1, 23)),
        warnings=(f"4 landing pages did not answer in time {hostile}",),
    )


def many(number: int, **more: Any) -> Assessment:
    """So many findings, of the kinds that a neglected repository has."""
    rules = list(TITLES)
    return assessment(
        *(
            finding(
                rules[position % len(rules)], f"10.5438/{position * 7919 % 10**6:06}-x", f"not so in {position}: Author {position % 97}",
                place=f"dois/{position}.yml:1",
            )
            for position in range(number)
        ),
        **{"records": number, **more},
    )


_NAMES = st.one_of(st.just(""), st.integers(0, 50).map(lambda number: f"10.5438/{number}"), HOSTILE_TEXTS.map(lambda text: f"10.5438/{text}"))
_WAIVERS = st.builds(Waiver, HOSTILE_TEXTS, st.one_of(st.none(), HOSTILE_TEXTS), st.one_of(st.none(), HOSTILE_TEXTS), HOSTILE_TEXTS)
_VALUES = st.one_of(st.none(), st.floats(), st.integers(), HOSTILE_TEXTS, st.lists(HOSTILE_TEXTS, max_size=2))
FINDINGS = st.builds(
    Finding, rule=st.one_of(st.sampled_from(list(TITLES)), HOSTILE_TEXTS), severity=st.sampled_from(SEVERITIES), doi=_NAMES, title=HOSTILE_TEXTS,
    message=HOSTILE_TEXTS, help=HOSTILE_TEXTS, source=st.one_of(st.just(SOURCE), HOSTILE_TEXTS, HOSTILE_TEXTS.map(lambda text: f"https://x.org/{text}")),
    attributes=st.lists(HOSTILE_TEXTS, max_size=2).map(tuple), place=HOSTILE_TEXTS, evidence=st.dictionaries(HOSTILE_TEXTS, _VALUES, max_size=2),
    waived=st.one_of(st.none(), _WAIVERS), age=st.sampled_from([None, "new", "known"]),
)
_COUNTS = st.fixed_dictionaries(dict.fromkeys(SEVERITIES, st.integers(0, 10**6)))
_PAST = st.builds(PastRun, HOSTILE_TEXTS, st.integers(0, 10**6), _COUNTS, st.dictionaries(HOSTILE_TEXTS, st.floats(0, 100), max_size=2))


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Runs whose every text may be hostile."""
    asked = draw(st.integers(0, 1_000))
    scores = st.builds(Score, HOSTILE_TEXTS, HOSTILE_TEXTS, st.integers(0, 9), st.integers(0, 9), st.integers(0, asked), st.just(asked))
    texts = st.lists(HOSTILE_TEXTS, max_size=2).map(tuple)
    return Assessment(
        system=draw(st.one_of(st.just(PRODUCTION), HOSTILE_TEXTS.map(lambda text: f"https://x.org/{text}"))), repository=draw(HOSTILE_TEXTS),
        at=draw(st.one_of(st.just(AT), HOSTILE_TEXTS)), records=draw(st.integers(0, 10**6)), profiles=draw(texts),
        findings=tuple(draw(st.lists(FINDINGS, max_size=6))), scores=tuple(draw(st.lists(scores, max_size=2))),
        completeness=tuple(draw(st.lists(st.builds(Completeness, HOSTILE_TEXTS, st.integers(0, 9), st.just(9)), max_size=2))),
        pages=draw(st.one_of(st.none(), st.builds(PageCounts, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)))),
        fixed=tuple(draw(st.lists(FINDINGS, max_size=2))), history=tuple(draw(st.lists(_PAST, max_size=3))), warnings=draw(texts),
    )
