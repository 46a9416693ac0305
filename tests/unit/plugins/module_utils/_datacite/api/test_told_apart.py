# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that came together: told apart where it is beyond doubt, and left out where it is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.formats import FORMATS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.told_apart import is_listed, told_apart

BETWEEN = {"bibtex": "\n", "ris": "\n\n"}
A, B = "10.82001/a", "10.82001/b"


def bibtex(doi: str, abstract: str = "Rain") -> str:
    return f"@misc{{https://doi.org/{doi},\n  doi = {{{doi.upper()}}},\n  abstract = {{{abstract}}}\n}}\n"


def ris(doi: str, abstract: str = "Rain") -> str:
    return f"TY  - DATA\r\nDO  - {doi.upper()}\r\nAB  - {abstract}\r\nER  - "


def joined(form: str, documents: list[str]) -> str:
    """As DataCite joins them."""
    return BETWEEN[form].join(documents) if form in BETWEEN else "[\n" + ",\n".join(documents) + "\n]"


def test_what_datacite_gave_one_by_one_is_found_in_what_it_gives_together(observations: Callable[[str], Path], figure: Callable[[str], None]) -> None:
    texts: dict[str, dict[str, str]] = {}
    for line in observations("formats/pairs.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        form, _slash, name = pair["name"].partition("/")
        if name.startswith("rec-") and is_listed(form):
            texts.setdefault(form, {})[f"10.82001/{name.removeprefix('rec-')}"] = pair["input"]
    assert set(texts) == {"bibtex", "citeproc", "ris", "schema_org"}
    for form, documents in texts.items():
        found = told_apart(form, joined(form, list(documents.values())), documents)
        assert found == documents, form
        figure(f"{form}: {len(found)} of {len(documents)} documents of a list told apart")


@pytest.mark.parametrize(("form", "text", "names"), [
    ("bibtex", bibtex(A) + "\n" + bibtex(B), {A, B}),
    ("bibtex", bibtex(A, "so:\n@misc{thing}") + "\n" + bibtex(B), {B}),
    ("bibtex", bibtex(A) + "\n" + bibtex(A) + "\n" + bibtex(B), {B}),
    ("bibtex", bibtex(A, "half a brace {") + bibtex(B), {B}),
    ("ris", ris(A) + "\n\n" + ris(B), {A, B}),
    ("ris", ris(A).removeprefix("TY  - DATA\r\n") + "\n\n" + ris(B), {A, B}),
    ("ris", ris(A, "so:\nER  - \n\n" + ris(B)) + "\n\n" + ris(B), {A}),
    ("citeproc", f'[{{"DOI": "{A.upper()}"}}, {{"DOI": "10.82001/other"}}]', {A}),
    ("schema_org", '[{"@id": "https://doi.org/10.82001/a"}, {"@id": 4}, {}]', {A}),
    ("schema_org", '[{"@id": "https://handle.test.datacite.org/10.82001/a"}]', {A}),
    ("citeproc", '{"data": []}', set()),
    ("citeproc", f'[{{"DOI": "{A}"}}, {{"DOI":', {A}),
    ("citeproc", "[" * 100_000, set()),
    ("citeproc", "", set()), ("ris", "", set()), ("bibtex", "<html>", set()),
])
def test_what_is_in_doubt_is_left_out(form: str, text: str, names: set[str]) -> None:
    assert set(told_apart(form, text, {A, B})) == names


def test_formats_that_say_nothing_of_their_doi_are_not_listed() -> None:
    assert [form for form in sorted(FORMATS) if not is_listed(form)] == ["citation", "csv", "datacite_xml", "jats"]


@given(st.sampled_from([form for form in FORMATS if is_listed(form)]), st.text())
def test_any_text_is_read_without_a_crash(form: str, text: str) -> None:
    assert told_apart(form, text, {A}) in ({}, {A: text})
