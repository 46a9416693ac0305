# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody would see is shown, and what looks alike is told apart."""

from __future__ import annotations

import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.visible import on_one_line, told_apart, visible
from unit.plugins.module_utils._datacite.reports.plans import HOSTILE_TEXTS


@pytest.mark.parametrize(("text", "seen"), [
    ("photo\u202egnp.exe", "photo⟨U+202E⟩gnp.exe"), ("a\u200bb", "a⟨U+200B⟩b"), ("bell\x07", "bell⟨U+0007⟩"), ("half \ud83d", "half ⟨U+D83D⟩"),
    ("a\r\nb", "a\nb"), ("tab\tstays", "tab\tstays"), ("👩‍👩‍👧 Ü 漢字", "👩‍👩‍👧 Ü 漢字"),
])
def test_what_has_no_shape_is_shown_by_its_number(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_one_line_has_single_spaces() -> None:
    assert on_one_line("  a \n\t b\u00a0c ") == "a b c"


@pytest.mark.parametrize(("before", "after", "shown"), [
    ("Café", "Cafe\u0301", ("Caf⟨U+00E9⟩", "Cafe⟨U+0301⟩")),
    ("10 µm", "10\u00a0µm", ("10 µm", "10⟨U+00A0⟩µm")),
    ("two  spaces", "two spaces", ("two␣␣spaces", "two␣spaces")),
    ("Tides", "Waves", ("Tides", "Waves")),
])
def test_different_texts_never_look_the_same(before: str, after: str, shown: tuple[str, str]) -> None:
    assert told_apart(before, after) == shown


@given(HOSTILE_TEXTS, HOSTILE_TEXTS)
def test_different_texts_stay_different(before: str, after: str) -> None:
    left, right = told_apart(before, after)
    assert (left == right) <= (before.replace("\r\n", "\n") == after.replace("\r\n", "\n"))


@given(HOSTILE_TEXTS)
def test_every_text_can_be_written_as_utf_8(text: str) -> None:
    visible(text).encode()
