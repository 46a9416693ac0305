# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON in its own types, without the members that stand twice, and with the places of all members."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.json_reading import members, read, start
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.unreadable import Unreadable

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=4)),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([None, 1, "\t"]))
def test_what_is_written_is_read(written: Any, indent: Any) -> None:
    assert read(json.dumps(written, indent=indent)) == written


@given(VALUES, st.sampled_from([None, 2]))
def test_places(written: Any, indent: Any) -> None:
    text = " \n" + json.dumps(written, indent=indent)
    expected = list(written.items()) if isinstance(written, dict) else list(enumerate(written)) if isinstance(written, list) else []
    found = list(members(text, start(text)))
    assert [(name, json.JSONDecoder().raw_decode(text, at)[0]) for name, _name_at, at in found] == expected
    if isinstance(written, dict):
        assert [json.JSONDecoder().raw_decode(text, at)[0] for _name, at, _value_at in found] == list(written)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"a": 1,\n"a": 2}', 2, "stands twice"),
        ('{"a": }', 1, "Expecting value"),
        ("[1,\n2,\n]", None, "cannot be read"),
        ('{"a": NaN}', None, "NaN"),
        ("[" * 200_000, None, "within each other"),
        ('{"a":' * 200_000, None, "within each other"),
        ('{"a": ' + "9" * 10_000 + "}", None, "cannot be read"),
    ],
)
def test_refused(text: str, line: int | None, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert words in refused.value.message
    assert line is None or refused.value.line == line
