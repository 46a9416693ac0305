# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTML report in a real browser: it renders, its filter works, foreign text stays text, and no request leaves the page."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable

import pytest

import headless_browser
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.html import html
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.report import Report
from unit.plugins.module_utils._datacite.reports.plans import HOSTILE, applied, plan, publish, some_of_everything, titles, update, url_moves

Page = headless_browser.Page
Show = Callable[..., Page]

STATUS = "document.getElementById('status').textContent"
ENTRIES = "[...document.querySelectorAll('.entry h4 code')].map((node) => node.textContent)"


@pytest.fixture
def show(page: Page, tmp_path: pathlib.Path) -> Show:
    """`show(report, width=390, dark=True, hash="10.5438/1")` opens the report's page."""

    def opened(report: Report, *, hash: str = "", **options: object) -> Page:
        file = tmp_path / "report.html"
        file.write_text(html(report), encoding="utf-8")
        page.open(file.as_uri() + (f"#{hash}" if hash else ""), **options)  # type: ignore[arg-type]
        return page

    return opened


def shown(page: Page) -> list[str]:
    found: list[str] = page.say(ENTRIES)
    return found


def enter(page: Page, text: str) -> None:
    """Type into the filter as a person does, and wait until it has been heeded."""
    page.click("#text")
    page.say("document.getElementById('text').select()")
    page.type(text)
    page.key("Enter", 13)


def test_it_renders_without_a_request_or_a_complaint(show: Show) -> None:
    page = show(Report(some_of_everything()))
    assert page.say(STATUS) == "All 45 DOIs are shown."
    assert [address.partition(":")[0] for address in page.requests] == ["file"]
    assert page.complaints == []
    assert {"10.5438/0012", "10.5438/0013", "10.5438/0020", "10.5438/0021", "10.5438/0022"} <= set(shown(page))


def test_foreign_text_is_text(show: Show) -> None:
    page = show(applied(some_of_everything()))
    assert page.say("document.title").startswith("Applied")
    assert page.say("document.querySelectorAll('script').length") == 2
    assert "<script>document.title='broken'</script> | `tick`" in page.say("document.getElementById('list').textContent")
    assert page.say("document.getElementById('list').querySelectorAll('script, b, img').length") == 0
    assert "\u202e" not in page.say("document.body.textContent")


def test_the_policy_stops_whatever_would_ask_or_run(show: Show) -> None:
    page = show(Report(some_of_everything()))
    page.say("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/x.png\" onerror=\"window.broken=1\">"
             "<link rel=stylesheet href=\"https://example.org/x.css\"><iframe src=\"https://example.org/\"></iframe>')")
    page.say("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.broken = 2' }))")
    assert page.say("fetch('https://example.org/').then(() => 'went out', () => 'stopped')") == "stopped"
    page.until("document.images.length && document.images[0].complete")
    assert page.say("window.broken") is None
    assert len(page.complaints) >= 4
    assert all("Content Security Policy" in complaint for complaint in page.complaints)


def test_the_text_filter_finds_dois_files_and_words(show: Show) -> None:
    page = show(Report(some_of_everything()))
    for text, found in {"10.5438/0012": ["10.5438/0012"], "dois/moved/0017": ["10.5438/m-0017"], "NOETHER": ["10.5438/0013", "10.5438/0020"]}.items():
        enter(page, text)
        page.until(f"{STATUS} === '{len(found)} of 45 DOIs match{'es' if len(found) == 1 else ''}.'")
        assert shown(page) == found
    enter(page, "no such thing")
    page.until(f"{STATUS} === '0 of 45 DOIs match.'")
    assert shown(page) == []


def test_kinds_irreversible_and_drift_can_be_chosen(show: Show) -> None:
    page = show(Report(some_of_everything()))
    page.click("input[name=irreversible]")
    assert shown(page) == ["10.5438/0012", "10.5438/0013"]
    page.click("input[value=publish]")
    assert shown(page) == ["10.5438/0012"]
    page.click("input[value=create]")
    assert shown(page) == ["10.5438/0012", "10.5438/0013"]
    for box in ("[name=irreversible]", "[value=publish]", "[value=create]", "[name=drift]"):
        page.click(f"input{box}")
    assert shown(page) == ["10.5438/0020"]
    assert page.say(STATUS) == "1 of 45 DOIs matches."


def test_it_can_be_used_by_keyboard(show: Show) -> None:
    page = show(Report(some_of_everything()))
    for _step in range(30):
        page.key("Tab", 9)
        if page.say("document.activeElement.id") == "text":
            break
    page.type("drift: the record")
    page.until(f"{STATUS} === '1 of 45 DOIs matches.'")
    page.key("Tab", 9)
    assert page.say("document.activeElement.name") == "irreversible"
    page.key(" ", 32)
    assert page.say(STATUS) == "0 of 45 DOIs match."


def test_the_words_that_differ_are_marked(show: Show) -> None:
    page = show(Report(some_of_everything(hostile="")), hash="10.5438/0020")
    assert shown(page) == ["10.5438/0020"]
    assert page.say("[...document.querySelectorAll('.entry del')].map((node) => node.textContent)") == ["2019"]
    assert page.say("[...document.querySelectorAll('.entry ins')].map((node) => node.textContent)")[1] == "2020"
    assert page.say("document.querySelector('.entry ins.whole').textContent").startswith("name: Noether, Emmy\nnameType")


def test_a_group_shows_its_rule_and_a_sample_and_the_rest_on_demand(show: Show) -> None:
    page = show(Report(plan(*url_moves(20_000))))
    assert page.say("document.querySelector('.group h3').textContent") == "Update, by one rule (20,000)"
    assert page.say("document.querySelector('.rule').textContent").endswith("…old……data…")
    assert len(shown(page)) == 3
    page.click(".group > button")
    assert len(shown(page)) == 103
    assert page.say("document.querySelector('.group > button').textContent") == "Show 100 more of 20,000 DOIs"
    assert page.say("document.activeElement.matches('.entry:nth-of-type(4)')")


def test_an_identical_change_is_told_once(show: Show) -> None:
    hides = [publish(f"10.5438/{number:03}", place=f"dois/{number:03}.yml:1") for number in range(200)]
    page = show(Report(plan(*hides)))
    assert page.say("document.querySelector('.rule .note').textContent") == "draft → findable"
    page.click(".group summary")
    page.until("document.querySelectorAll('.entry').length === 50")
    enter(page, "dois/123.yml")
    page.until(f"{STATUS} === '1 of 200 DOIs matches.'")
    assert shown(page) == ["10.5438/123"]


def test_a_name_that_cannot_be_undone_leads_to_its_change(show: Show) -> None:
    page = show(Report(some_of_everything()))
    page.click("section.grave a")
    page.until(f"{STATUS} === '1 of 45 DOIs matches.'")
    assert shown(page) == ["10.5438/0012"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_it_fits_its_screen_and_can_be_read(show: Show, width: int, dark: bool) -> None:
    page = show(applied(some_of_everything(hostile=HOSTILE + "x" * 500)), width=width, height=844, dark=dark)
    assert page.say("document.documentElement.scrollWidth") == width
    assert page.say("[...document.querySelectorAll('.value')].every((node) => node.scrollWidth <= node.clientWidth)")
    faint = page.say(headless_browser.FAINT)
    assert faint == [], f"too little contrast: {faint[:5]}"


def test_dark_is_dark_and_light_is_light(show: Show) -> None:
    brightness = "(() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b) / 3)()"
    assert show(Report(plan()), dark=True).say(brightness) < 60
    assert show(Report(plan())).say(brightness) > 200


def test_columns_become_blocks_on_a_phone(show: Show) -> None:
    page = show(Report(some_of_everything()), width=390, height=844, hash="10.5438/0020")
    assert page.say("getComputedStyle(document.querySelector('.changes td')).display") == "block"
    assert page.say("getComputedStyle(document.querySelector('.changes td'), '::before').content") == '"Now"'


def test_print_leaves_out_what_cannot_be_used_on_paper(show: Show) -> None:
    page = show(Report(some_of_everything()), media="print")
    assert page.say("getComputedStyle(document.getElementById('filter')).display") == "none"
    assert page.say("[...document.querySelectorAll('button')].every((node) => getComputedStyle(node).display === 'none')")
    assert page.printed().startswith(b"%PDF")


def test_a_screen_reader_hears_names_and_what_happens(show: Show) -> None:
    page = show(Report(some_of_everything(hostile="")))
    nodes = [(node.get("role", {}).get("value"), node.get("name", {}).get("value")) for node in page.accessibility()]
    for heard in (
        ("heading", "Cannot be undone (2)"), ("heading", "Changes (45)"), ("searchbox", "Filter by DOI, file or any text"), ("checkbox", "cannot be undone"),
        ("columnheader", "Afterwards"), ("rowheader", "titles[0].title"), ("search", ""), ("button", "Show 37 more of 40 DOIs"),
    ):
        assert heard in nodes, heard
    assert "status" in {role for role, _name in nodes}
    assert page.say("document.documentElement.lang") == "en"
    assert page.say("new Set([...document.querySelectorAll('[id]')].map((node) => node.id)).size === document.querySelectorAll('[id]').length")


@pytest.mark.parametrize("kind", ["moves", "titles"])
def test_twenty_thousand_stay_light(show: Show, kind: str, figure: Callable[[str], None]) -> None:
    """What is on the page is bounded, whatever is in the data; the times are told, not judged."""
    report = Report(plan(*(url_moves if kind == "moves" else titles)(20_000), update("10.5438/needle")))
    page = show(report)
    assert page.say("document.getElementsByTagName('*').length") < 3_000
    ready = page.say("performance.timing.loadEventEnd - performance.timing.navigationStart")
    filtered = page.say(f"(() => {{ const began = performance.now(); document.getElementById('text').value = {json.dumps('needle')};"
                        " document.getElementById('filter').requestSubmit(); return performance.now() - began; })()")
    assert shown(page) == ["10.5438/needle"]
    figure(f"HTML of 20,000 {kind}: {len(html(report)) / 1e6:.1f} MB, ready after {ready:.0f} ms, filtered in {filtered:.0f} ms")
