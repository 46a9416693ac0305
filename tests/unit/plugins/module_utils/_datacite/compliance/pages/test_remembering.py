# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept between runs, and when it is not believed."""

from __future__ import annotations

import dataclasses
import json
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages import remembering
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.answer import ANSWERED, TIMED_OUT, Answer, Ask
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import DAY, PageOptions
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.remembering import Memory
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.running import Surroundings, check_pages
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.subject import PageSubject
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.verdict import failed, passed, unknown

OPTIONS = PageOptions(resolver=None, negotiation=None, host_pause=0.0, retries=0)
NOW = 1_800_000_000.0
ONE = PageSubject("10.82001/a", "https://archive.example/a", "findable", {"titles": [{"title": "Sea ice"}]})
TWO = dataclasses.replace(ONE, doi="10.82001/b", url="https://archive.example/b")
GOOD = b"<title>Sea ice</title><a href='https://doi.org/10.82001/a'>x</a><a href='https://doi.org/10.82001/b'>x</a>"


class Web:
    """Answers as it is told to, and notes what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}

    def ask(self, ask: Ask) -> Answer:
        self.asked.append(ask.url)
        return self.answers.get(ask.url) or Answer(ask.url, ANSWERED, 200, (("content-type", "text/html"),), GOOD)


def run(web: Web, path: pathlib.Path, *subjects: PageSubject, now: float = NOW, options: PageOptions = OPTIONS):
    web.asked.clear()
    return check_pages(subjects or (ONE, TWO), options, remembered=path, surroundings=Surroundings(now=lambda: now, sleep=lambda seconds: None, asker=web.ask))


@pytest.fixture
def path(tmp_path) -> pathlib.Path:
    return tmp_path / "pages.jsonl"


def only(options: PageOptions, *checks: str) -> PageOptions:
    return dataclasses.replace(options, checks=checks)


SHORT = only(OPTIONS, "H08", "H12")


def test_what_was_seen_is_not_asked_for_again_before_it_is_due(path):
    web = Web()
    first = run(web, path, options=SHORT)
    assert (first.findings, first.counts.checked, first.counts.remembered) == ((), 2, 0)
    second = run(web, path, now=NOW + 7 * DAY - 1, options=SHORT)
    assert (web.asked, second.counts.checked, second.counts.remembered) == ([], 0, 2)
    assert second.tallies == first.tallies
    assert run(web, path, now=NOW + 7 * DAY, options=SHORT).counts.checked == 2


def test_what_was_wrong_is_remembered_as_it_was_and_asked_for_sooner(path):
    web = Web()
    web.answers[ONE.url] = Answer(ONE.url, ANSWERED, 200, (("content-type", "text/html"),), b"<title>Sea ice</title><p>words")
    first = run(web, path, options=SHORT)
    second = run(web, path, now=NOW + DAY - 1, options=SHORT)
    assert (first.findings, second.findings, web.asked) == (second.findings, first.findings, [])
    assert second.findings[0].evidence == first.findings[0].evidence
    run(web, path, now=NOW + DAY, options=SHORT)
    assert web.asked == [ONE.url]


def test_of_what_nothing_could_be_learnt_the_next_run_asks_again(path):
    web = Web()
    web.answers[ONE.url] = Answer(ONE.url, TIMED_OUT, detail="late")
    first = run(web, path, options=SHORT)
    assert (first.counts.unknown, first.undecided) == (1, {f"H08 {ONE.doi}", f"H12 {ONE.doi}"})
    web.answers.clear()
    outcome = run(web, path, now=NOW + 1, options=SHORT)
    assert (web.asked, outcome.counts.unknown, outcome.counts.remembered) == ([ONE.url], 0, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"url": "https://archive.example/moved"},
        {"state": "registered"},
        {"attributes": {"titles": [{"title": "Other"}]}},
    ],
)
def test_what_has_changed_is_looked_at_again(path, changed):
    web = Web()
    run(web, path, options=SHORT)
    assert run(web, path, dataclasses.replace(ONE, **changed), TWO, now=NOW + 1, options=SHORT).counts.checked == 1


@pytest.mark.parametrize("changed", [{"allowed_domains": ("a.example",)}, {"resolver": "https://doi.org"}, {"checks": ("H08",)}, {"seconds_wanted": 1.0}])
def test_other_options_need_another_look(path, changed):
    web = Web()
    run(web, path, options=SHORT)
    assert run(web, path, now=NOW + 1, options=dataclasses.replace(SHORT, **changed)).counts.checked == 2


def test_options_of_the_pace_alone_do_not(path):
    web = Web()
    run(web, path, options=SHORT)
    assert run(web, path, now=NOW + 1, options=dataclasses.replace(SHORT, connections=1, user_agent="x")).counts.checked == 0


def test_attributes_that_no_check_reads_do_not(path):
    web = Web()
    run(web, path, ONE, options=SHORT)
    other = dataclasses.replace(ONE, attributes={**ONE.attributes, "sizes": ["1 MB"]}, place="b.yml:1")
    assert run(web, path, other, now=NOW + 1, options=SHORT).counts.checked == 0


def test_at_most_so_many_in_a_run_and_those_that_waited_longest(path):
    web = Web()
    few = dataclasses.replace(SHORT, at_most=1)
    first = run(web, path, options=few)
    assert (web.asked, first.counts.checked, first.counts.not_due) == ([ONE.url], 1, 1)
    assert first.verdicts[TWO.doi]["H08"].state == "not_applicable"
    assert first.undecided == {f"H08 {TWO.doi}", f"H12 {TWO.doi}"}
    run(web, path, now=NOW + 1, options=few)
    assert web.asked == [TWO.url]
    third = run(web, path, now=NOW + 8 * DAY, options=few)
    assert (web.asked, third.counts.remembered) == ([ONE.url], 1), "the other one is remembered, though it is due"


def test_without_keeping_the_file_is_read_and_not_written(path):
    web = Web()
    how = Surroundings(now=lambda: NOW, asker=web.ask)
    assert check_pages((ONE,), SHORT, remembered=path, keep=False, surroundings=how).counts.checked == 1
    assert not path.exists()
    run(web, path, ONE, options=SHORT)
    before = path.read_bytes()
    outcome = check_pages((ONE, TWO), SHORT, remembered=path, keep=False, surroundings=how)
    assert (outcome.counts.checked, outcome.counts.remembered, path.read_bytes()) == (1, 1, before)


def test_identifiers_are_remembered_as_well(path):
    web = Web()
    named = dataclasses.replace(ONE, attributes={"relatedIdentifiers": [{"relatedIdentifier": "10.5555/x", "relatedIdentifierType": "DOI"}]})
    options = only(OPTIONS, "H17")
    web.answers["https://doi.org/10.5555/x"] = Answer("https://doi.org/10.5555/x", ANSWERED, 404)
    first = run(web, path, named, options=options)
    assert (web.asked, [finding.rule for finding in first.findings]) == (["https://doi.org/10.5555/x"], ["H17"])
    second = run(web, path, named, now=NOW + 1, options=options)
    assert (web.asked, second.findings) == ([], first.findings)
    run(web, path, named, now=NOW + 2, options=dataclasses.replace(options, related_resolver="https://r.example"))
    assert web.asked == ["https://r.example/10.5555/x"]
    run(web, path, named, now=NOW + 2 + DAY, options=dataclasses.replace(options, related_resolver="https://r.example"))
    assert len(web.asked) == 0, "it exists there, and is asked for again after a week"


def test_a_clock_that_went_wrong_does_not_keep_pages_from_being_looked_at(path):
    web = Web()
    run(web, path, now=NOW + 999 * DAY, options=SHORT)
    assert run(web, path, now=NOW, options=SHORT).counts.checked == 2


def spoiled(text: str) -> str:
    return text.replace('"passed"', '"failed"')


@pytest.mark.parametrize(
    "spoil", [spoiled, lambda text: text.replace("82001/a", "82001/c"), lambda text: text[: len(text) - 20], lambda text: text.replace('"at":1', '"at":2')]
)
def test_a_spoiled_line_is_not_believed(path, spoil):
    web = Web()
    run(web, path, options=SHORT)
    before = path.read_text()
    path.write_text(spoil(before))
    outcome = run(web, path, now=NOW + 1, options=SHORT)
    assert web.asked
    assert outcome.findings == ()
    assert "spoiled" in outcome.warnings[0]


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"nonsense", b"\xff\xfe\x00", b'{"form": "pidops.datacite landing pages", "version": 99}\n'])
def test_another_file_is_not_believed(path, content):
    web = Web()
    path.write_bytes(content)
    outcome = run(web, path, options=SHORT)
    assert outcome.counts.checked == 2
    assert len(outcome.warnings) == (0 if content == b"" else 1)
    assert json.loads(path.read_text().splitlines()[0])["version"] == remembering.VERSION


def test_a_file_that_cannot_be_written_is_a_warning(tmp_path):
    (tmp_path / "taken").write_text("x")
    outcome = run(Web(), tmp_path / "taken" / "pages.jsonl", options=SHORT)
    assert outcome.counts.checked == 2
    assert "cannot be" in " ".join(outcome.warnings)


def test_what_nobody_asks_for_is_kept_for_a_while(path):
    web = Web()
    run(web, path, ONE, options=SHORT)
    run(web, path, TWO, now=NOW + DAY, options=SHORT)
    assert set(remembering.read(path).looks) == {ONE.doi, TWO.doi}
    run(web, path, TWO, now=NOW + 70 * DAY + 1, options=SHORT)
    assert set(remembering.read(path).looks) == {TWO.doi}


def test_a_run_that_is_broken_off_keeps_what_it_saw(path):
    told: list[int] = []

    def progress(phase: str, done: int, total: int | None) -> None:
        told.append(done)
        raise KeyboardInterrupt

    web = Web()
    with pytest.raises(KeyboardInterrupt):
        check_pages((ONE, TWO), SHORT, remembered=path, progress=progress, surroundings=Surroundings(now=lambda: NOW, asker=web.ask))
    assert told == [1]
    assert len(remembering.read(path).looks) == 1


VERDICTS = st.sampled_from([passed, unknown("late"), failed("é \ud800", way=["a"], status=404)])
MEMORIES = st.builds(
    Memory,
    at=st.floats(NOW - DAY, NOW).map(lambda at: round(at, 3)),
    bound_to=st.text(max_size=9),
    verdicts=st.dictionaries(
        st.sampled_from(["H01", "H08", "exists"]), st.sampled_from([passed, unknown("late"), failed("é \ud800", way=["a"], status=404)]), max_size=3
    ),
    is_learnt=st.booleans(),
)


@given(st.dictionaries(st.text(max_size=9), MEMORIES, max_size=4))
def test_what_is_written_is_what_is_read(tmp_path_factory, looks):
    path = tmp_path_factory.mktemp("memory") / "pages.jsonl"
    remembering.write(path, looks, NOW, OPTIONS)
    found = remembering.read(path)
    assert (found.looks, found.warning) == (looks, "")
