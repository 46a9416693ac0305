# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When, where and as what something was published, as Crossref's records say it."""

from __future__ import annotations

import pytest

from unit.plugins.module_utils._datacite.documents.crossref_documents import WRAPPINGS, attributes, core, journal, ordered


@pytest.mark.parametrize(("registrant", "publisher"), [("Sea Society", "Sea Society"), ("WEB-FORM", "Journal of Sea"), ("", "Journal of Sea")])
def test_whom_a_deposit_belongs_to_published_it(registrant: str, publisher: str) -> None:
    text = WRAPPINGS["deposit 5.3"].replace("<head/>", f"<head><registrant>{registrant}</registrant></head>")
    assert core(ordered(text))[2] == publisher


def test_an_issue_and_a_journal_get_a_title_of_what_they_say() -> None:
    issue = ordered(journal(""))
    assert core(issue) == ([], ["Journal of Sea, volume 3, issue 2"], "Journal of Sea", 2020, "Text")
    assert issue.missing == ("creators",)
    assert core(ordered(journal("", "")))[1] == ["Journal of Sea"]


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ("<month>3</month><day>4</day><year>2021</year>", "2021-03-04"),
        ("<year>2021</year>", "2021"),
        ("<month>21</month><year>2021</year>", "2021-21"),
        ("<month>31</month><year>2021</year>", "2021"),
        ("<day>30</day><month>2</month><year>2021</year>", "2021-02"),
        ("<day>30</day><year>2021</year>", "2021"),
        ("<year>21</year>", "2020"),
        ("<year/></publication_date><acceptance_date><year>2019</year></acceptance_date><publication_date>", "2020"),
    ],
)
def test_a_date_is_as_exact_as_it_is_right(parts: str, date: str) -> None:
    found = attributes(f"<publication_date>{parts}</publication_date>")
    assert found["dates"][0] == {"date": date, "dateType": "Issued"}
    assert found["publicationYear"] == int(date[:4])
