# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that stand in a sentence."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.shortened import shortened


@pytest.mark.parametrize(
    ("text", "short"),
    [("", ""), (" a\n b ", "a b"), ("x" * 40, "x" * 40), ("x" * 41, "x" * 39 + "…"), ("word " * 10_000_000, "word " * 7 + "word…")],
)
def test_a_value_is_short_and_on_one_line(text: str, short: str) -> None:
    assert shortened(text) == short
