# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Markdown of a compliance run: what it says, that nothing breaks out of its place, and that it fits an issue."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Assessment, Score
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_markdown import MARK, compliance_markdown, mark
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.markdown_fitting import LIMIT, length
from unit.plugins.module_utils._datacite.reports.assessments import assessment, assessments, finding, many, past, some_of_everything
from unit.plugins.module_utils._datacite.reports.plans import TEST
from unit.plugins.module_utils._datacite.reports.shown_by_github import check_nothing_broke_out, rendered

LINKS = r"https?://[A-Za-z0-9]"


@given(assessments())
def test_nothing_breaks_out(run: Assessment) -> None:
    text = compliance_markdown(run)
    text.encode()
    assert length(text) <= LIMIT
    check_nothing_broke_out(text, LINKS)


def test_nothing_breaks_out_of_a_report_with_everything() -> None:
    check_nothing_broke_out(compliance_markdown(some_of_everything()), LINKS)


def test_the_first_line_is_the_workflows_mark_and_stays_from_run_to_run() -> None:
    text = compliance_markdown(some_of_everything())
    assert text.startswith("<!-- pidops.datacite compliance production abcd.efgh -->\n\n## Compliance: 2 errors and 123 warnings in 500 records\n")
    assert text.startswith(MARK)
    assert mark(assessment()) == mark(some_of_everything())
    assert mark(assessment()) not in (mark(assessment(system=TEST)), mark(assessment(repository="abcd.other")))


def test_numbers_and_scores_come_first() -> None:
    page = rendered(compliance_markdown(some_of_everything()))
    tables = [[[cell.text_content() for cell in row] for row in table.iter("tr")] for table in page.iter("table")]
    assert tables[0] == [
        ["Findings", "open", "new", "fixed", "waived"], ["errors", "2", "1", "1", "0"], ["warnings", "123", "3", "1", "2"], ["hints", "1", "0", "0", "0"],
    ]
    assert tables[1][1] == ["What DataCite recommends", "98.5 % (+1.2)", "█████████░", "371 of 500"]
    assert tables[1][2][1] == "99.9 %"


def test_without_a_run_before_nothing_is_new() -> None:
    text = compliance_markdown(assessment(finding("R01", "10.5438/1")))
    assert "| Findings | open | waived |" in text
    assert "<b>New</b>" not in text and "Last runs" not in text


def test_sections_come_gravest_first() -> None:
    page = rendered(compliance_markdown(some_of_everything()))
    assert [node.text_content() for node in page.iter("summary")] == [
        "New (4)", "Rules (5)", "Errors (2)", "Warnings (123)", "Hints (1)", "Worst DOIs (10)", "Fixed since the last run (2)", "Waived (2)",
        "Completeness (3)", "Last runs (7)",
    ]


def test_a_finding_links_its_doi_and_names_its_file() -> None:
    text = compliance_markdown(assessment(finding("R01", "10.5438/(1)", "the DOI leads nowhere", place="dois/1.yml:3")))
    assert "- [`10.5438/(1)`](https://doi.org/10.5438/%281%29) – the DOI leads nowhere · `dois/1.yml:3`" in text
    assert "[Source](https://support.datacite.org/docs/landing-pages)" in text
    assert "doi.org" not in compliance_markdown(assessment(finding("R01", "10.5438/1"), system=TEST))


def test_no_more_of_a_rule_than_a_reader_takes() -> None:
    text = compliance_markdown(some_of_everything())
    assert text.count("without an ORCID iD") == 21  # of them one under what is new
    assert "- … and 101 more" in text


def test_a_clean_run_says_so() -> None:
    text = compliance_markdown(assessment(scores=(Score("p", "A | profile", 500, 500, 10, 10),)))
    assert "## Compliance: no errors and no warnings in 500 records" in text
    assert rendered(text).xpath("//table[2]/tbody/tr[1]/td")[1].text == "100.0 %"


@pytest.mark.parametrize("word", ["a", "ü", "漢", "🌍", "`"])
@pytest.mark.parametrize("number", [1, 30, 5_000])
def test_it_fits_whatever_the_letters(word: str, number: int) -> None:
    findings = [finding("R01", f"10.5438/{position}", word * 400, help=word * 3_000, age="new") for position in range(number)]
    text = compliance_markdown(assessment(*findings, warnings=(word * 3_000,) * 50, scores=tuple(Score(str(n), word * 900, 1, 1, 1, 1) for n in range(40))))
    assert length(text) <= LIMIT
    check_nothing_broke_out(text, LINKS)


def test_what_is_cut_is_counted() -> None:
    text = compliance_markdown(many(20_000, history=(past(1, 1, 1, 1, 50.0),)))
    assert length(text) <= LIMIT
    assert re.search(r"<summary><b>Warnings</b> \(12,000\)", text)
    check_nothing_broke_out(text, LINKS)


@pytest.mark.parametrize("limit", [8_000, 20_000])
def test_it_fits_a_smaller_room_as_well(limit: int) -> None:
    assert length(compliance_markdown(some_of_everything(), limit)) <= limit


def test_the_same_run_gives_the_same_text() -> None:
    assert compliance_markdown(some_of_everything()) == compliance_markdown(some_of_everything())


def test_what_is_new_fixed_and_waived_is_told_by_rule() -> None:
    text = compliance_markdown(some_of_everything(hostile="so"))
    assert "**error `R01` A registered or findable DOI has a URL** (1)\n\n- [`10.5438/0012`](https://doi.org/10.5438/0012) – the DOI leads" in text
    assert "(1)\n\n- [`10.5438/0007`](https://doi.org/10.5438/0007)\n" in text
    told = "the page does not show the DOI – waived by `library@example.org` until 2027-01-31: withdrawn by its author, see `#12`\n"
    assert f"- [`10.5438/0020`](https://doi.org/10.5438/0020) – {told}" in text


def test_all_rules_are_told_however_much_they_found() -> None:
    rules = [finding("R26", f"10.5438/{position}", "x" * 250, rule=f"X{position % 50}") for position in range(20_000)]
    text = compliance_markdown(assessment(*rules))
    assert length(text) <= LIMIT
    assert [f"| `X{rule}` Creators have ORCID iDs | warning | 400 | 0 |" in text for rule in range(50)] == [True] * 50
    check_nothing_broke_out(text, LINKS)


def test_a_profile_of_which_nothing_was_asked_has_no_score() -> None:
    assert "| P | – | nothing was asked | – |" in compliance_markdown(assessment(scores=(Score("p", "P", 9, 9, 0, 0),)))
