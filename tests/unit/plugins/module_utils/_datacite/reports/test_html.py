# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTML report as text: its parts, its policy, its bound, and that foreign text stays text. In a browser: test_html_in_a_browser.py."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import lxml.html
import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.change import Change
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports import html_data
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.html import html
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.html_data import BOUND, page_data
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.report import Report
from unit.plugins.module_utils._datacite.reports.plans import (
    HOSTILE,
    applied,
    plan,
    publish,
    reports,
    some_of_everything,
    title,
    titles,
    update,
    url_moves,
)


def parsed(report: Report) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html(report).encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def data_of(page: lxml.html.HtmlElement) -> dict[str, Any]:
    [script] = page.xpath("//script[@type='application/json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


@given(reports())
def test_foreign_text_makes_no_markup(report: Report) -> None:
    text = html(report)
    text.encode()
    page = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    assert len(page.xpath("//script")) == 2
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//comment()") and not page.xpath("//img | //iframe | //object | //form[@action] | //base")
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on")]
    assert all(link.get("href").startswith("#") for link in page.xpath("//a"))
    data = data_of(page)
    assert sum(len(group["entries"]) for group in data["groups"]) == len(report.plan.actions)


def test_no_end_tag_comment_or_line_separator_is_in_the_data() -> None:
    text = page_data(Report(some_of_everything())).text
    assert "<" not in text and ">" not in text and "\u2028" not in text
    assert "\\u003cscript\\u003e" in text


def test_the_policy_allows_only_this_style_and_this_script() -> None:
    text = html(Report(some_of_everything()))
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    style, script = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)[0], re.findall(r"<script>(.*?)</script>", text, re.DOTALL)[0]
    hashes = [base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() for source in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "style=" not in text.replace(style, "").replace(script, "")


def test_numbers_and_what_cannot_be_undone_come_first_and_need_no_script() -> None:
    page = parsed(Report(some_of_everything()))
    headings = [node.text_content() for node in page.xpath("//h1 | //h2")]
    assert headings == [
        "Plan: 1 to create, 42 to update, 1 to publish, 1 to hide, 2 refused", "Cannot be undone (2)", "Refused (2)", "Changes (45)",
        "Left in the record, though gone from the file (1)", "Unmanaged: in the repository, in no file (2)",
    ]
    assert [node.text_content() for node in page.xpath("//section[@aria-labelledby='irreversible']//a")] == ["10.5438/0012", "10.5438/0013"]
    assert [(node[0].text, node[1].text) for node in page.xpath("//dl/div")][:2] == [("refused", "2"), ("cannot be undone", "2")]


def test_all_that_cannot_be_undone_is_named() -> None:
    page = parsed(Report(plan(*(publish(f"10.5438/{number}") for number in range(6_000)))))
    assert len(page.xpath("//section[@aria-labelledby='irreversible']//li")) == 6_000


def test_an_apply_shows_what_failed_and_what_became_of_each() -> None:
    page = parsed(applied(some_of_everything()))
    assert [node.text_content() for node in page.xpath("//h2")][0] == "Cannot be undone (2)"
    [failed] = page.xpath("//section[@aria-labelledby='failed']//ul[@class='names']/li")
    assert "DataCite said" in failed.text_content() and "became different all the same" in failed.text_content()
    tags = {entry[0]: [tag[0] for tag in entry[2]] for group in data_of(page)["groups"] for entry in group["entries"]}
    assert tags["10.5438/0012"] == ["failed", "cannot be undone"]
    assert tags["10.5438/0013"] == ["done", "cannot be undone"]


def test_a_stopped_plan_says_why_on_top() -> None:
    page = parsed(Report(some_of_everything(), stopped="30 % is the limit\n  - raise `limits.update`"))
    [alert] = page.xpath("//header//*[@role='alert']")
    assert [node.text_content() for node in alert.xpath(".//p | .//li")] == ["Nothing was written. 30 % is the limit", "raise limits.update"]


def test_a_group_holds_its_changes_once() -> None:
    change = Change("publisher", "publisher.name", "Inst. of Tides", "Institute of Tides")
    text = page_data(Report(plan(*(update(f"10.5438/{number}", change) for number in range(1_000))))).text
    assert text.count("Institute of Tides") == 1


@pytest.mark.parametrize(("number", "size", "cut_to"), [(100, 100, None), (20_000, 100, None), (1_000, 15_000, 2_000), (20_000, 1_000, 300)])
def test_the_page_is_bounded(number: int, size: int, cut_to: int | None) -> None:
    actions = [update(f"10.5438/{position}", title(f"{position} {'x' * size} one", f"{position * 31} {'x' * size} two")) for position in range(number)]
    data = page_data(Report(plan(*actions)))
    assert data.cut_to == cut_to
    assert len(data.text) < BOUND * 1.6


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_data, "BOUND", 100_000)
    actions = [update(f"10.5438/{position}", *(title(f"{position} {'x' * 100}", None) for _number in range(300))) for position in range(10)]
    page = parsed(Report(plan(*actions)))
    assert "300 changes, too much for this page: titles" in page.xpath("//script[@id='plan']")[0].text
    assert "here the values are left out" in page.text_content()


def test_the_same_plan_gives_the_same_page() -> None:
    assert html(Report(some_of_everything())) == html(Report(some_of_everything()))


def test_twenty_thousand_moves_stay_small() -> None:
    assert len(html(Report(plan(*url_moves(20_000))))) < 5_000_000
    assert len(page_data(Report(plan(*titles(20_000)))).text) < 6_000_000


def test_only_what_is_public_in_production_is_linked() -> None:
    links = {entry[0]: entry[6] for group in data_of(parsed(Report(some_of_everything())))["groups"] for entry in group["entries"]}
    assert (links["10.5438/0012"], links["10.5438/0013"], links["10.5438/0020"]) == (0, 0, "https://doi.org/10.5438/0020")
    assert "https://doi.org" not in html(Report(some_of_everything("https://api.test.datacite.org", hostile=HOSTILE)))
