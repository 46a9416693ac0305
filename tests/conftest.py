# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test may ask for: the folder of observations of DataCite's own back end, and a place for figures.

Without that folder the tests that read it are skipped with a sentence. With it, nothing may be skipped: a run that
leaves out a test although everything is at hand has proven less than it seems to, so it fails. Only a browser may be
missing all the same, where nobody has required it.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterator

import hypothesis
import pytest

import headless_browser

# Where a run decides whether a change lands, the same change gets the same examples; at a desk, new ones are looked for.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, max_examples=40)
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = pathlib.Path(__file__).resolve().parent.parent
OBSERVATIONS = pathlib.Path(os.environ.get("DATACITE_OBSERVATIONS") or ROOT.parent / "shared")
FIGURE = "figure"

_skipped: dict[str, str] = {}


def observed(name: str) -> pathlib.Path:
    """The path of one file or folder of observations, such as `observed/real.jsonl`; skips the test where it is absent."""
    path = OBSERVATIONS / name
    if not path.exists():
        pytest.skip(f"no observations of DataCite's back end here: {name} (set DATACITE_OBSERVATIONS to their folder)", allow_module_level=True)
    return path


@pytest.fixture(scope="session")
def observations() -> Callable[[str], pathlib.Path]:
    """`observations("observed/real.jsonl")` is that file's path; the test is skipped where the folder is not at hand."""
    return observed


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run keeps for the next one of the same user is not found by another test, nor by whoever works on this machine."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """`figure("2,807 of 2,813 records equal")` is printed at the end of the run, also where workers run the tests."""

    def note(text: str) -> None:
        request.node.user_properties.append((FIGURE, text))

    return note


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember each test that was skipped, with its reason (an expected failure is not a skip)."""
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped[report.nodeid] = _reason(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Remember each file that was skipped as a whole."""
    if report.skipped:
        _skipped[report.nodeid] = _reason(report)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that skipped something although the observations are there."""
    if _on_controller(session.config) and _incomplete() and exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests measured, and what was skipped against the rule."""
    figures = list(_figures(terminalreporter))
    if figures:
        terminalreporter.section("figures")
        for line in figures:
            terminalreporter.line(line)
    if _incomplete():
        terminalreporter.section("skipped although the observations are there: the run fails", red=True)
        for nodeid, reason in sorted(_skipped.items()):
            terminalreporter.line(f"{nodeid}: {reason}")
    else:
        unseen = len(_without_browser())
        if unseen:
            terminalreporter.line(f"{unseen} skipped: {headless_browser.MISSING}")
        others = len(_skipped) - unseen
        if others:
            terminalreporter.line(f"{others} skipped: no observations of DataCite's back end at hand (DATACITE_OBSERVATIONS names their folder)")


def _figures(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", None) == "call":
                name = report.nodeid.rsplit("/", 1)[-1]
                yield from (f"{name}: {text}" for key, text in report.user_properties if key == FIGURE)


def _incomplete() -> bool:
    return len(_skipped) > len(_without_browser()) and OBSERVATIONS.is_dir()


def _without_browser() -> dict[str, str]:
    """What was skipped for want of a browser alone."""
    return {nodeid: reason for nodeid, reason in _skipped.items() if reason == headless_browser.MISSING}


def _on_controller(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(report.longrepr)
