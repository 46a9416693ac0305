# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTML of a compliance run in a real browser: it renders, its filter works, foreign text stays text, and no request leaves the page."""

from __future__ import annotations

import pathlib
from collections.abc import Callable

import pytest

import headless_browser
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Assessment
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_html import compliance_html
from unit.plugins.module_utils._datacite.reports.assessments import assessment, finding, many, some_of_everything
from unit.plugins.module_utils._datacite.reports.plans import HOSTILE

Page = headless_browser.Page
Show = Callable[..., Page]

STATUS = "document.getElementById('status').textContent"
DOIS = "[...document.querySelectorAll('details[open] .entry h4 code')].map((node) => node.textContent)"
RULES = "[...document.querySelectorAll('details.group h3 code')].map((node) => node.textContent)"


@pytest.fixture
def show(page: Page, tmp_path: pathlib.Path) -> Show:
    """`show(run, width=390, dark=True, hash="10.5438/1")` opens the run's page."""

    def opened(run: Assessment, *, hash: str = "", **options: object) -> Page:
        file = tmp_path / "report.html"
        file.write_text(compliance_html(run), encoding="utf-8")
        page.open(file.as_uri() + (f"#{hash}" if hash else ""), **options)  # type: ignore[arg-type]
        return page

    return opened


def enter(page: Page, text: str) -> None:
    """Type into the filter as a person does."""
    page.click("#text")
    page.say("document.getElementById('text').select()")
    page.type(text)
    page.key("Enter", 13)


def test_it_renders_without_a_request_or_a_complaint(show: Show) -> None:
    page = show(some_of_everything())
    assert page.say(STATUS) == "126 findings of 5 rules."
    assert page.say(RULES) == ["R01", "R26", "H07", "S01", "R30"]
    assert [address.partition(":")[0] for address in page.requests] == ["file"]
    assert page.complaints == []


def test_foreign_text_is_text(show: Show) -> None:
    page = show(some_of_everything())
    page.say("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.until("document.querySelectorAll('.entry').length > 50")
    assert page.say("document.title").startswith("Compliance")
    assert page.say("document.querySelectorAll('script').length") == 2
    assert "<script>document.title='broken'</script> | `tick`" in page.say("document.getElementById('list').textContent")
    assert page.say("document.getElementById('list').querySelectorAll('script, b, img').length") == 0
    assert page.say("[...document.links].every((link) => ['file:', 'https:'].includes(link.protocol))")
    assert "\u202e" not in page.say("document.body.textContent")
    assert page.complaints == []


def test_a_rule_opens_with_its_help_and_findings_and_the_rest_on_demand(show: Show) -> None:
    page = show(some_of_everything())
    page.click("details.group:nth-of-type(2) summary")
    page.until("document.querySelectorAll('.entry').length === 50")
    assert "declare url in its file" in page.say("document.querySelector('details[open] .help').textContent")
    assert page.say("document.querySelector('details[open] .help a').href") == "https://support.datacite.org/docs/landing-pages"
    assert page.say("document.querySelector('details[open] .entry a').href") == "https://doi.org/10.5438/c-000"
    page.click("details[open] > button")
    assert page.say("document.querySelectorAll('.entry').length") == 121


def test_the_filter_finds_dois_rules_files_and_words(show: Show) -> None:
    page = show(some_of_everything())
    for text, found in {"10.5438/0012": 3, "r26": 121, "dois/0013": 1, "NOETHER": 1, "landing page shows": 1, "repository as a": 1}.items():
        enter(page, text)
        page.until(f"{STATUS}.startsWith('{found} finding')")
    assert page.say(DOIS) == ["the repository as a whole"]
    enter(page, "no such thing")
    page.until(f"{STATUS} === 'No finding.'")


def test_new_fixed_waived_and_severities_can_be_chosen(show: Show) -> None:
    page = show(some_of_everything())
    for name, found in {"new": 4, "fixed": 2, "waived": 2, "open": 126}.items():
        page.click(f"input[value={name}]")
        assert page.say(STATUS).startswith(f"{found} finding")
    page.click("input[value=error]")
    page.click("input[value=info]")
    assert page.say(STATUS) == "3 findings of 2 rules."
    page.click("input[value=waived]")
    assert page.say(STATUS) == "No finding."


def test_a_waived_finding_says_why(show: Show) -> None:
    page = show(some_of_everything(), hash="show-waived")
    assert page.say(DOIS) == ["10.5438/0020", "10.5438/0099"]
    assert "until 2027-01-31: withdrawn by its author" in page.say("document.getElementById('list').textContent")


@pytest.mark.parametrize(("hash", "dois"), [
    ("10.5438/0012", ["10.5438/0012"] * 3), ("10.5438/0007", ["10.5438/0007"]), ("show-fixed", ["10.5438/0007", "10.5438/0008"]),
    ("rule-H07", ["10.5438/0012"]),
])
def test_a_link_leads_to_its_findings(show: Show, hash: str, dois: list[str]) -> None:
    assert show(some_of_everything(), hash=hash).say(DOIS) == dois


def test_a_name_further_up_leads_to_its_findings(show: Show) -> None:
    page = show(some_of_everything())
    page.click("section[aria-labelledby=worst] tbody a")
    page.until(f"{STATUS} === '3 findings of 3 rules.'")


def test_it_can_be_used_by_keyboard(show: Show) -> None:
    page = show(some_of_everything())
    page.say("document.getElementById('text').focus()")
    page.type("noether")
    page.until(f"{STATUS} === '1 finding of 1 rule.'")
    page.key("Tab", 9)
    assert page.say("document.activeElement.value") == "open"
    page.key("Tab", 9)
    assert page.say("document.activeElement.value") == "error"
    page.key(" ", 32)
    assert page.say(STATUS) == "No finding."


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 390, 800, 1200])
def test_it_fits_its_screen_and_can_be_read(show: Show, width: int, dark: bool) -> None:
    long = HOSTILE + "x" * 500
    run = some_of_everything(hostile=long)
    page = show(assessment(*run.findings, finding("R01", f"10.5438/{long}", long, age="new"), scores=run.scores, completeness=run.completeness,
                           history=run.history, fixed=run.fixed, warnings=run.warnings), width=width, height=844, dark=dark)
    page.say("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.until("document.querySelectorAll('.entry').length > 50")
    assert page.say("document.documentElement.scrollWidth") == width
    faint = page.say(headless_browser.FAINT)
    assert faint == [], f"too little contrast: {faint[:5]}"


def test_print_leaves_out_what_cannot_be_used_on_paper(show: Show) -> None:
    page = show(some_of_everything(), media="print")
    assert page.say("getComputedStyle(document.getElementById('filter')).display") == "none"
    assert page.printed().startswith(b"%PDF")
    assert page.say("document.querySelectorAll('details.group[open] .entry').length") > 50


def test_a_screen_reader_hears_names_and_what_happens(show: Show) -> None:
    page = show(some_of_everything(hostile=""))
    nodes = [(node.get("role", {}).get("value"), node.get("name", {}).get("value")) for node in page.accessibility()]
    for heard in (
        ("heading", "Score by profile"), ("heading", "Worst DOIs"), ("searchbox", "Filter by DOI, rule, file or any text"), ("radio", "fixed 2"),
        ("checkbox", "errors"), ("columnheader", "warnings"), ("rowheader", "10.5438/0012"), ("search", ""),
    ):
        assert heard in nodes, heard
    assert "status" in {role for role, _name in nodes}
    assert page.say("new Set([...document.querySelectorAll('[id]')].map((node) => node.id)).size === document.querySelectorAll('[id]').length")


def test_twenty_thousand_stay_light(show: Show, figure: Callable[[str], None]) -> None:
    """What is on the page is bounded, whatever is in the data; the times are told, not judged."""
    run = many(20_000)
    page = show(assessment(*run.findings, finding("R01", "10.5438/needle")))
    assert page.say("document.getElementsByTagName('*').length") < 1_000
    ready = page.say("performance.timing.loadEventEnd - performance.timing.navigationStart")
    filtered = page.say("(() => { const began = performance.now(); document.getElementById('text').value = 'needle';"
                        " document.getElementById('filter').requestSubmit(); return performance.now() - began; })()")
    assert page.say(DOIS) == ["10.5438/needle"]
    figure(f"HTML of 20,000 findings: {len(compliance_html(run)) / 1e6:.1f} MB, ready after {ready:.0f} ms, filtered in {filtered:.0f} ms")
