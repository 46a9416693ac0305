# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""YAML without guesses: what is written is what is read, by libyaml and without it, and what is unusual is bounded or refused."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog import yaml_library, yaml_reading
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.unreadable import Unreadable

_KEYS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x85\u2028\u2029\ufeff"), min_size=1, max_size=8)
_TEXTS = st.one_of(
    st.sampled_from(["", "null", "~", "1.10", "no", "012345", "2021-03-04", "<<", "=", "- x", "a: b", "# x", "!tag", "&a", "*a", "{", "%", " x ", "x\n\ny\n"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30),
)
VALUES = st.recursive(
    st.one_of(st.none(), _TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_KEYS.filter(lambda key: key != "<<"), inner, max_size=4)),
    max_leaves=20,
)


def value(text: str | bytes) -> Any:
    return yaml_reading.read(text.encode("utf-8") if isinstance(text, str) else text)[0]


@given(written=VALUES, flow=st.sampled_from([True, False, None]), unicode=st.booleans(), width=st.sampled_from([20, 80, 10_000]))
def test_what_is_written_is_read(written: Any, flow: bool | None, unicode: bool, width: int) -> None:
    text = yaml.safe_dump(written, default_flow_style=flow, allow_unicode=unicode, width=width, sort_keys=False)
    assert value(text) == written


def _same(ours: Any, base: Any) -> bool:
    """Whether two values are the same, a null of ours being one of the texts that mean it."""
    if ours is None:
        return base in (None, "", "null", "~")
    if isinstance(ours, dict):
        return isinstance(base, dict) and ours.keys() == base.keys() and all(_same(ours[key], base[key]) for key in ours)
    if isinstance(ours, list):
        return isinstance(base, list) and len(ours) == len(base) and all(map(_same, ours, base))
    return bool(ours == base)


_SIGNS = [
    "a",
    "b",
    "1",
    "~",
    "null",
    ":",
    ": ",
    "- ",
    "? ",
    "\n",
    "\n  ",
    "\n    ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    '"',
    "'",
    "# ",
    "&x ",
    "*x ",
    "|\n  ",
    "!t ",
    "\\n",
]


@given(st.lists(st.sampled_from(_SIGNS), max_size=25).map("".join))
@example("a: &x [1]\nb: *x")
@example("? a\n: b")
def test_whatever_is_written_means_what_it_means_to_pyyaml(text: str) -> None:
    try:
        ours = value(text)
    except Unreadable:
        return
    assert _same(ours, yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))), text


@given(written=VALUES)
def test_without_libyaml(written: Any) -> None:
    data = yaml.safe_dump(written, allow_unicode=True, sort_keys=False).encode("utf-8")
    for bounded in (False, True):
        node = yaml_library.compose(data, bounded=bounded, composers=yaml_library.PURE_COMPOSERS)
        assert yaml_reading._Unfolding().value(node, 0) == written


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a: 1.10", {"a": "1.10"}),
        ("a: no", {"a": "no"}),
        ("a: 012345", {"a": "012345"}),
        ("a: 2021-03-04", {"a": "2021-03-04"}),
        ("a: True", {"a": "True"}),
        ("a: .inf", {"a": ".inf"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 12:30", {"a": "12:30"}),
        ("1: x", {"1": "x"}),
        ("a: null\nb: ~\nc:\nd: Null\ne: 'null'\nf: ''", {"a": None, "b": None, "c": None, "d": "Null", "e": "null", "f": ""}),
        ("- null\n- ''\n-", [None, "", None]),
        ("just text", "just text"),
        ("", None),
        ("# nothing\n", None),
        ("%YAML 1.2\n---\na: yes\n", {"a": "yes"}),
        ("a: &x {b: c}\nd: {<<: *x, e: f}", {"a": {"b": "c"}, "d": {"b": "c", "e": "f"}}),
        (
            "x: &x {b: 1, c: 1}\ny: &y {c: 2, d: 2}\nz: {b: own, <<: [*y, *x]}",
            {"x": {"b": "1", "c": "1"}, "y": {"c": "2", "d": "2"}, "z": {"b": "own", "c": "2", "d": "2"}},
        ),
        ("'<<': x", {"<<": "x"}),
        ("a: b\r\nc: |\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne\n"}),
        ("a: it's 5 < 6 & 7 * 8!", {"a": "it's 5 < 6 & 7 * 8!"}),
    ],
)
def test_texts(text: str, read: Any) -> None:
    assert value(text) == read


@pytest.mark.parametrize(
    ("text", "line", "words", "mend"),
    [
        ("a: b: c", 1, "mapping values are not allowed", "quote"),
        ("x: 1\na: [b", 2, "cannot be read as YAML", None),
        ("a:\n\tb: c", 2, "cannot start any token", "blanks"),
        ("a: @home", 1, "cannot start any token", "quote"),
        ("a: *b", 1, "undefined alias", "quote"),
        ("x: 1\na: !vault |\n  00", 2, "!vault", "no secrets"),
        ("a: !!python/object:os.system x", 1, "python/object", "leave tags out"),
        ("a: !x [b]", 1, "!x", "leave tags out"),
        ("!x a: b", 1, "!x", "leave tags out"),
        ("a: b\n---\nc: d", 2, "more than one", "dois"),
        ("a: 1\nb: 2\na: 3", 3, "stands twice, first in line 1", "keep one"),
        ("x:\n  a: 1\n  a: 3", 3, "stands twice", "keep one"),
        ("a: &x 1\na: *x", 2, "stands twice", "keep one"),
        ("{{ doi }}: x", 1, "where a key is wanted", "nothing is templated"),
        ("a: {{ doi }}", 1, "where a key is wanted", "nothing is templated"),
        ("? [a]\n: b", 1, "where a key is wanted", None),
        ("a: &x [*x]", 1, "within each other", "flat"),
        ("<<: x", 1, "merge objects only", "anchored"),
        ("a: {<<: {b: c}, <<: {d: e}}", 1, "twice", "keep one"),
        (b"a: b\nc: \xff", None, "no UTF-8", "save it"),
        ("a: b\nc: d\x01", 2, "control character", "escape"),
    ],
)
def test_refused(text: str | bytes, line: int | None, words: str, mend: str | None) -> None:
    with pytest.raises(Unreadable) as refused:
        value(text)
    assert words in refused.value.message
    assert line is None or refused.value.line == line
    assert mend is None or mend in str(refused.value.suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "[" * 500 + "]" * 500,
        "- " * 200_000,
        "? " * 200_000,
        "{a: " * 100_000,
        "- ? " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(2_000)),
        "a: " + "[{b: " * 60 + "c" + "}]" * 60,
        "a: &a [[[[*a]]]]",
        "&a {<<: *a}",
    ],
    ids=range(10),
)
def test_what_is_too_deep_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        value(text)
    assert "within each other" in refused.value.message


def test_a_hundred_levels_are_read() -> None:
    assert value("[" * 99 + "]" * 99) is not None


def test_a_bomb_is_refused() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    with pytest.raises(Unreadable, match="unfold"):
        value("\n".join(lines))


def test_a_bomb_of_merges_is_refused() -> None:
    lines = ["a0: &a0 {x: lol}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12)]
    with pytest.raises(Unreadable, match="unfold"):
        value("\n".join(lines))


def test_a_few_aliases_of_long_texts_are_a_bomb_too() -> None:
    with pytest.raises(Unreadable, match="unfold"):
        value(f"a: &a {'x' * 1_000_000}\nb: [{', '.join(['*a'] * 30)}]")


def test_without_pyyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_library, "HAS_YAML", False)
    with pytest.raises(ImportError, match="PyYAML is not installed"):
        value("a: b")
