# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history file: what a run finds is known to the next, a file that is none is refused in words, and it stays small."""

from __future__ import annotations

import json
import pathlib
import tempfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance import history as history_module
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Assessment, Finding, Score, Waiver
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.history import (
    MOST_RUNS,
    History,
    HistoryUnusable,
    append,
    compared,
    continued,
    read,
)
from unit.plugins.module_utils._datacite.reports.assessments import assessment, assessments, finding, many
from unit.plugins.module_utils._datacite.reports.plans import PRODUCTION

NONE = History(PRODUCTION, "abcd.efgh")


def after(*runs: Assessment) -> History:
    """The history once these runs have been."""
    found = NONE
    for run in runs:
        found = continued(found, run)
    return found


def ages(run: Assessment) -> list[str | None]:
    return [one.age for one in run.findings]


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "state" / "history.jsonl"


# New, known, fixed


def test_the_first_run_has_nothing_to_compare_with() -> None:
    run = compared(assessment(finding("R01", "10.5438/1", age="new")), NONE)
    assert (ages(run), run.fixed, run.history) == ([None], (), ())


def test_what_the_last_run_found_is_known_and_what_it_did_not_is_new_and_what_is_gone_is_fixed() -> None:
    past = after(assessment(finding("R01", "10.5438/1"), finding("R26", "10.5438/1")))
    run = compared(assessment(finding("R26", "10.5438/1", "other words"), finding("R26", "10.5438/2")), past)
    assert ages(run) == ["known", "new"]
    assert run.fixed == (Finding("R01", "error", "10.5438/1", "A registered or findable DOI has a URL", ""),)
    assert [one.counts for one in run.history] == [{"error": 1, "warning": 1, "info": 0}]


def test_only_the_last_run_counts() -> None:
    past = after(assessment(finding("R01", "10.5438/1")), assessment())
    run = compared(assessment(finding("R01", "10.5438/1")), past)
    assert (ages(run), run.fixed, len(run.history)) == (["new"], (), 2)


def test_what_was_waived_and_is_gone_is_nothing_that_was_fixed() -> None:
    waived = finding("R01", "10.5438/1", waived=Waiver("meant"))
    run = compared(assessment(), after(assessment(waived)))
    assert run.fixed == ()


def test_what_was_waived_and_is_open_again_is_known() -> None:
    past = after(assessment(finding("R01", "10.5438/1", waived=Waiver("meant", "2026-11-01"))))
    assert ages(compared(assessment(finding("R01", "10.5438/1")), past)) == ["known"]


def test_what_is_waived_now_is_not_fixed() -> None:
    run = compared(assessment(finding("R01", "10.5438/1", waived=Waiver("meant"))), after(assessment(finding("R01", "10.5438/1"))))
    assert (ages(run), run.fixed) == (["known"], ())


def test_what_was_not_asked_is_neither_fixed_nor_forgotten() -> None:
    """A page that times out one night was not mended that night, and is not new the next."""
    past = after(assessment(finding("H07", "10.5438/1"), finding("R01", "10.5438/1")))

    def asked(rule: str, doi: str) -> bool:
        return rule != "H07" or doi != "10.5438/1"

    run = compared(assessment(), past, asked)
    assert [one.rule for one in run.fixed] == ["R01"]
    next_night = compared(assessment(finding("H07", "10.5438/1")), continued(past, assessment(), asked))
    assert ages(next_night) == ["known"]
    assert [one.rule for one in compared(assessment(), continued(past, assessment(), asked)).fixed] == ["H07"]


def test_where_not_all_was_kept_nobody_says_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_module, "MOST_FOUND", 2)
    past = after(assessment(*(finding("R01", f"10.5438/{number}") for number in range(3))))
    assert (len(past.found), past.whole) == (2, False)
    assert ages(compared(assessment(finding("R01", "10.5438/0"), finding("R01", "10.5438/2")), past)) == ["known", None]


# The file


def test_a_missing_file_is_an_empty_history(path: pathlib.Path) -> None:
    assert read(path, PRODUCTION, "abcd.efgh") == NONE


def test_a_run_that_is_appended_is_read_again(path: pathlib.Path) -> None:
    findings = (finding("R01", "10.5438/1"), finding("R26", "10.5438/2", waived=Waiver("meant")))
    run = assessment(*findings, scores=(Score("p", "P", 3, 2, 2, 3), Score("idle", "I", 3, 3, 0, 0)))
    append(path, NONE, run)
    found = read(path, PRODUCTION, "abcd.efgh")
    assert found == after(run)
    assert (found.runs[0].at, found.runs[0].records, found.runs[0].scores) == ("2026-11-23T02:00:00Z", 500, {"p": 66.667})
    append(path, found, replace(run, at="2026-11-24T02:00:00Z"))
    assert [one.at for one in read(path, PRODUCTION, "abcd.efgh").runs] == ["2026-11-23T02:00:00Z", "2026-11-24T02:00:00Z"]


@given(st.lists(assessments(), min_size=1, max_size=3))
def test_whatever_the_texts_it_is_read_as_it_was_written(runs: list[Assessment]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "history.jsonl"
        past = History("https://x.org/ü", "abcd\ud83d\u2028")
        for run in runs:
            append(path, past, run)
            past = read(path, past.system, past.repository)
            assert {*past.found} == {one.key for one in run.findings}
        assert len(past.runs) == len(runs)
        again = compared(runs[-1], past)
        assert set(ages(again)) <= {"known"} and again.fixed == ()


def test_it_keeps_no_more_runs_than_a_trend_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_RUNS == 400
    monkeypatch.setattr(history_module, "MOST_RUNS", 3)
    assert [run.at for run in after(*(assessment(at=f"2026-11-{day:02}") for day in range(1, 6))).runs] == ["2026-11-03", "2026-11-04", "2026-11-05"]


LINE = '{"run":{"at":"2026-11-23","records":1,"counts":{"error":0,"warning":0,"info":0},"scores":{}}}'
HEAD = json.dumps({"history": {"format": history_module.FORMAT, "version": 1, "system": PRODUCTION, "repository": "abcd.efgh", "whole": True}})


@pytest.mark.parametrize(("content", "said"), [
    ("", "is no history of compliance runs"),
    ("hello\n", "is no history of compliance runs"),
    ("[1]\n", "is no history of compliance runs"),
    ('{"a": 1, "b": 2}\n', "is no history of compliance runs"),
    (json.dumps({"history": {"format": "something else"}}), "is no history of compliance runs"),
    ("[" * 100_000, "is no history of compliance runs"),
    (HEAD.replace('"version": 1', '"version": 2'), "is a history in version 2, and this collection reads version 1"),
    (HEAD.replace("abcd.efgh", "abcd.other"), "is the history of another repository, 'abcd.other' and not 'abcd.efgh'"),
    (HEAD.replace("api.datacite.org", "api.test.datacite.org"), "is the history of another system"),
    (f"{HEAD}\n{LINE}\n{LINE[:40]}\n", "is damaged in line 3"),
    (f"{HEAD}\n\n[]\n", "is damaged in line 3"),
    (HEAD + "\n" + LINE.replace('"error":0', '"error":-1'), "is damaged in line 2"),
    (HEAD + "\n" + LINE.replace('"error":0', '"error":true'), "is damaged in line 2"),
    (HEAD + "\n" + LINE.replace('"error":0', '"error":NaN'), "is damaged in line 2"),
    (HEAD + "\n" + LINE.replace('"scores":{}', '"scores":{"p":101}'), "is damaged in line 2"),
    (HEAD + "\n" + LINE.replace('"scores":{}', '"scores":[]'), "is damaged in line 2"),
    (HEAD + '\n{"found":{"rule":"R01","severity":"fatal","title":"t","waived":false,"dois":[]}}', "is damaged in line 2"),
    (HEAD + '\n{"found":{"rule":"R01","severity":"error","title":"t","waived":false,"dois":"10.1/1"}}', "is damaged in line 2"),
    (HEAD + '\n{"found":{"rule":"R01","severity":"error","title":"t","waived":false,"dois":[1]}}', "is damaged in line 2"),
    (b"\xff\xfe\x00", "is not text in UTF-8"),
])
def test_a_file_that_is_no_history_of_this_repository_is_refused(path: pathlib.Path, content: str | bytes, said: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(HistoryUnusable) as refusal:
        read(path, PRODUCTION, "abcd.efgh")
    assert said in str(refusal.value) and str(path) in str(refusal.value) and "Move it away" in str(refusal.value)


def test_a_file_that_is_far_too_large_is_not_read(path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, NONE, assessment())
    monkeypatch.setattr(history_module, "LARGEST", 10)
    with pytest.raises(HistoryUnusable, match="cannot be a history"):
        read(path, PRODUCTION, "abcd.efgh")


def test_what_cannot_be_read_is_refused_in_words(path: pathlib.Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(HistoryUnusable, match="cannot be read: Is a directory"):
        read(path, PRODUCTION, "abcd.efgh")


def test_members_of_a_later_collection_are_no_damage(path: pathlib.Path) -> None:
    path.parent.mkdir()
    path.write_text(f'{HEAD}\n{LINE[:-2]},"pages":4}}}}\n{{"note":{{"by":"somebody"}}}}\n', encoding="utf-8")
    assert len(read(path, PRODUCTION, "abcd.efgh").runs) == 1


def test_a_year_of_twenty_thousand_findings_stays_small(path: pathlib.Path, figure: Callable[[str], None]) -> None:
    run = many(20_000, scores=tuple(Score(f"profile-{number}", "", 9, 9, 8, 9) for number in range(8)))
    past = replace(continued(NONE, run), runs=(continued(NONE, run).runs * MOST_RUNS)[1:])
    append(path, past, run)
    assert path.stat().st_size < 1_000_000
    figure(f"history of {MOST_RUNS} runs with 20,000 findings in the last: {path.stat().st_size / 1e3:.0f} kB")
