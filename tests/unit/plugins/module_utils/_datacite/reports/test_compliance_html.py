# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTML of a compliance run as text: its parts, its policy, its bound, and that foreign text stays text. In a browser: see the file beside this."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Assessment, Score
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports import compliance_html_data
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_charts import ceiling, lines, share_bar
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_html import compliance_html
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_html_data import BOUND, page_data
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_view import View
from unit.plugins.module_utils._datacite.reports.assessments import assessment, assessments, finding, many, past, some_of_everything
from unit.plugins.module_utils._datacite.reports.plans import TEST


def parsed(run: Assessment) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(compliance_html(run).encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def data_of(page: lxml.html.HtmlElement) -> dict[str, Any]:
    [script] = page.xpath("//script[@type='application/json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def texts(page: lxml.html.HtmlElement, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in page.xpath(path)]


@given(assessments())
def test_foreign_text_makes_no_markup(run: Assessment) -> None:
    text = compliance_html(run)
    text.encode()
    page = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    assert len(page.xpath("//script")) == 2 and len(page.xpath("//style")) == 1
    assert not page.xpath("//comment()") and not page.xpath("//img | //iframe | //object | //form[@action] | //base")
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on") or name == "style"]
    assert all(link.get("href").startswith("#") for link in page.xpath("//a"))
    data = data_of(page)
    assert sum(len(group["entries"]) for group in data["groups"]) == data["total"] == len(run.findings) + len(run.fixed)
    assert all(group["source"] == 0 or re.match("https?://", group["source"]) for group in data["groups"])
    for entry in [entry for group in data["groups"] for entry in group["entries"]]:
        assert entry[4] in (0, 1) or entry[4].startswith("https://doi.org/10.5438/")


def test_what_a_manager_asks_first_needs_no_script() -> None:
    page = parsed(some_of_everything())
    assert texts(page, "//h1 | //h2") == [
        "Compliance: 2 errors and 123 warnings in 500 records", "Score by profile", "What has changed", "Open findings over the last 23 runs", "Worst DOIs",
        "Completeness", "Findings (126 open)",
    ]
    assert [(node[0].text_content(), node[1].text_content()) for node in page.xpath("//dl/div")] == [
        ("errors", "2"), ("warnings", "123 +7"), ("hint", "1 -4"), ("new", "4"), ("fixed", "2"), ("waived", "2"), ("records", "500"),
    ]
    assert texts(page, "//article//p[@class='percent']") == ["98.5 % +1.2 since the last run", "99.9 %"]
    assert texts(page, "//section[@aria-labelledby='completeness']//tbody/tr")[1] == "creators.nameIdentifiers.ORCID76 % 380"
    assert texts(page, "//section[@aria-labelledby='worst']//tbody/tr")[0].startswith("10.5438/0012")
    assert texts(page, "//noscript//li")[0] == "error R01 A registered or findable DOI has a URL: 2 open"


def test_a_first_run_has_nothing_to_compare_with() -> None:
    page = parsed(assessment(finding("R01", "10.5438/1")))
    assert "There is no earlier run to compare with." in page.text_content()
    assert not page.xpath("//input[@value='new'] | //*[@id='trend']")


def test_a_clean_run_says_so() -> None:
    page = parsed(assessment(scores=(Score("p", "P", 500, 500, 10, 10),)))
    assert texts(page, "//h1") == ["Compliance: no errors and no warnings in 500 records"]
    assert not page.xpath("//*[@class='total grave'] | //*[@id='worst']")


def test_long_lists_are_left_to_the_findings_below() -> None:
    run = some_of_everything()
    page = parsed(assessment(*(finding("R01", f"10.5438/{number}", age="new") for number in range(5_000)), history=run.history, fixed=run.fixed))
    assert len(page.xpath("//section[@aria-labelledby='changed']//section[1]//li")) == 11
    assert texts(page, "//a[@href='#show-new']") == ["new", "All 5,000"]


def test_no_end_tag_or_line_separator_is_in_the_data() -> None:
    text = page_data(View(some_of_everything())).text
    assert "<" not in text and ">" not in text and "\u2028" not in text
    assert "\\u003cscript\\u003e" in text


def test_the_same_words_are_held_once() -> None:
    text = page_data(View(assessment(*(finding("R01", f"10.5438/{number}", "the DOI leads nowhere") for number in range(1_000))))).text
    assert text.count("the DOI leads nowhere") == text.count("Without it nobody finds") == 1


@pytest.mark.parametrize(("number", "size", "cut_to"), [(100, 100, None), (20_000, 100, None), (20_000, 3_000, 300)])
def test_the_page_is_bounded(number: int, size: int, cut_to: int | None) -> None:
    data = page_data(View(assessment(*(finding("R01", f"10.5438/{position}", f"{position} {'x' * size}") for position in range(number)))))
    assert data.cut_to == cut_to
    assert len(data.text) < BOUND * 1.4


def test_what_is_shortened_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compliance_html_data, "BOUND", 1_000)
    page = parsed(assessment(*(finding("R01", f"10.5438/{position}", f"{position} {'x' * 500}") for position in range(10))))
    assert "messages are shortened to 100 characters" in page.text_content()


def test_twenty_thousand_stay_small() -> None:
    assert len(compliance_html(many(20_000))) < 3_000_000


def test_only_production_is_linked() -> None:
    assert data_of(parsed(some_of_everything()))["groups"][0]["entries"][1][4] == 1
    assert "https://doi.org" not in compliance_html(some_of_everything(TEST, ""))


def test_the_same_run_gives_the_same_page() -> None:
    assert compliance_html(some_of_everything()) == compliance_html(some_of_everything())


def test_a_trend_is_drawn_between_zero_and_a_round_number() -> None:
    assert [ceiling([value]) for value in (0, 1, 3, 6, 10, 11, 199, 201, 499_999)] == [1, 1, 5, 10, 10, 20, 200, 500, 500_000]
    assert 'points="0.0,117.0 600.0,3.0"' in lines([("error", [0.0, 10.0])], 0, 10)
    assert 'width="100.00"' in share_bar(120) and 'width="0.00"' in share_bar(-1)


def test_the_trend_has_its_numbers_in_a_table_newest_first() -> None:
    page = parsed(assessment(history=(past(1, 3, 4, 5, 90.0), past(2, 2, 4, 5, 91.0))))
    assert texts(page, "//section[@aria-labelledby='trend']//tbody/tr")[1] == "2026-11-02T02:00:00Z482245"


def test_a_profile_of_which_nothing_was_asked_has_no_score() -> None:
    assert texts(parsed(assessment(scores=(Score("p", "P", 9, 9, 0, 0),))), "//article") == ["P–Nothing was asked of any record."]
