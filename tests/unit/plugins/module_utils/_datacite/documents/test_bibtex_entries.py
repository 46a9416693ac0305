# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of BibTeX: comments, macros, delimiters, broken entries, several of them, and what one inherits from another."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.bibtex.entries import picked
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Unusable


def fields(text: str, wanted: str | None = None) -> dict[str, str]:
    return dict(picked(text, wanted).fields)


@pytest.mark.parametrize("text", [
    "@misc{k, title={T}}", "\n\n  @MISC { k , TITLE = \"T\" , }", "@misc(k, title={T})", "@misc{, title={T}}", "@misc{title={T}}",
    "@comment{x}\n@misc{k, title={T}}", "% Encoding: UTF-8\nfoo@example.org\n@misc{k,\n% a comment\ntitle={T}}", "% @misc{old, title={O}}\n@misc{k, title={T}}",
    "@preamble{\"x\"}@misc{k, title={T}}", "@string{t = {T}}@misc{k, title=t}", "@STRING(T = \"T\") @misc{k, title = T}", "@misc{k, title = T}",
    "@misc{k,title={T}}@comment{jabref-meta: x;}",
    "@xdata{x, title={O}}@misc{k, title={T}}",
])  # fmt: skip
def test_one_entry_however_it_is_written(text):
    assert fields(text) == {"title": "T"}


def test_texts_numbers_and_macros_are_joined():
    text = '@string{a = "A"} @string{b = a # { and } # "B{"}"} @misc{k, title = a # " of " # b, year = 2019, month = 12 # "~" # jan}'
    assert fields(text) == {"title": 'A of A and B{"}', "year": "2019", "month": "12~jan"}


def test_a_backslash_before_the_end_of_a_value():
    assert fields("@misc{k, file={C:\\\\Users\\\\}, title={T}}")["title"] == "T"


def test_fields_that_come_twice():
    entry = picked("@misc{k, title={T}, title={U}, author={A}, author={B}, keywords={a}, keywords={b}, note={}, note={N}}", None)
    assert entry.fields == {"title": "T", "author": "A and B", "keywords": "a, b", "note": "N"}
    assert entry.others == (("title", "U"),)


@pytest.mark.parametrize(("text", "said"), [
    ("\n@misc{k, title={T}", "without an end: the one in line 2"),
    ("@misc{a, title={x}\n\n@misc{b, title={y}}", "line 1"),
    ("@misc{k title={T}}", "line 1"),
    ("@misc{k, title={T} year={2019}}", "`year=`"),
    ("no entry", "no BibTeX entry"),
    ("@comment{x}", "no BibTeX entry"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_place(text, said):
    with pytest.raises(Unusable, match=said) as refused:
        picked(text, None)
    assert refused.value.suggestion


def test_several_entries_are_refused_and_entry_chooses():
    text = "@misc{a, title={A}}\n@misc{b, title={B}}\n@misc{B2, title={C}}"
    with pytest.raises(Unusable, match="3 entries: `a`, `b`, `B2`") as refused:
        picked(text, None)
    assert refused.value.option == "entry"
    assert [fields(text, wanted)["title"] for wanted in ("a", "b", "b2", "B")] == ["A", "B", "C", "B"]
    with pytest.raises(Unusable, match="no entry `c`; there are `a`, `b`, `B2`"):
        picked(text, "c")
    with pytest.raises(Unusable, match="2 different entries"):
        picked("@misc{a, title={A}} @misc{a, title={B}}", "a")
    assert fields("@misc{a, title={A}} @misc{a, title={A}}", "a") == {"title": "A"}


def test_a_broken_entry_does_not_stand_in_the_way_of_the_chosen_one():
    assert fields("@misc{a, title={A}}\n@misc{b title={B}}\n", "a") == {"title": "A"}


def test_what_a_volume_hands_down():
    text = "@inproceedings{c, title={T}, crossref={P}}\n@proceedings{p, title={Proc}, editor={E}, year=2001, doi={10.1234/x}, crossref={c}}"
    entry = picked(text, "c")
    assert entry.fields == {"title": "T", "crossref": "P", "booktitle": "Proc", "editor": "E", "year": "2001"}
    alone = picked(text.replace(", crossref={c}", ""), None)
    assert (alone.key, alone.mended) == ("c", ("the entry `c` was taken; `p` is what it refers to",))
    assert picked("@misc{c, title={T}, crossref={gone}}", None).others == (("crossref", "gone"),)
    assert fields("@xdata{x, publisher={P}, location={L}} @misc{k, title={T}, xdata={x}}")["publisher"] == "P"
