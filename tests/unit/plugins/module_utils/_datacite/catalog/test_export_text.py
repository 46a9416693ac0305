# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of an exported file means the same to every reader."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog import json_reading, yaml_library, yaml_reading
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.export_text import Unwritable, _dumper, text_of

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("ab #:-'\"\n\t|>&*!%@`{}[],?~\r\x85\u2028\u2029\ufeff\u00e9\U0001f600\x00\x7f"), max_size=20),
    st.from_regex(r"[-+.]?[0-9xoeE_:.,+\-TZ ]{1,12}", fullmatch=True),
    st.sampled_from([
        "", " ", "~", "null", "Null", "NO", "no", "y", "N", "on", "Off", "true", "1.10", "0o14", "012345", "0x1F", "1e3", "1_000", "190:20:30",
        "+12", ".5", "5.", ".inf", "-.INF", ".NaN", "2012-01-01", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43", "=", "<<", "!tag", "&a",
        "*a", "- a", "a: b", "a #b", "---", "...", "%YAML 1.1", "10.5438/0012", "https://doi.org/10.5438/0012", "a\nb", "a\n", "\na", "a\n\n",
        " a\nb", "a \nb", "a\n b", "a\n\tb", "#a\nb", "---\na", "a\n...\nb", "a\n---\nb", "\ufeffa\nb", "a\r\nb", "a\u2028b\nc", "{{ template }}",
        "!vault |", "@a", "`a", "0b101", "1__0", "12:30:45.5", "-", "?", ":", "0.", "e3",
    ]),
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.none()), lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)), max_leaves=8
)


@given(VALUES)
def test_every_reader_reads_what_was_written(value: Any) -> None:
    entry = {"doi": "10.5438/0012", "metadata": {"value": value}}
    text = text_of(entry, "yaml")
    assert yaml_reading.read(text.encode())[0] == entry
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert yaml.load(text, loader) == entry
    assert json_reading.read(text_of(entry, "json")) == entry


@given(TEXTS)
@example("-.0")
@example("+.5e3")
def test_nothing_unquoted_could_be_guessed_by_yaml_1_2(value: str) -> None:
    """The core schema of YAML 1.2: https://yaml.org/spec/1.2.2/#103-core-schema."""
    number = r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN"
    core = rf"null|Null|NULL|~||true|True|TRUE|false|False|FALSE|{number}"
    line = text_of({"value": value}, "yaml").splitlines()[0].removeprefix("value:").strip()
    assert not re.fullmatch(core, line)


def test_the_pure_python_emitter_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_library.yaml, "CSafeDumper", yaml.SafeDumper)
    _dumper.cache_clear()
    try:
        test_every_reader_reads_what_was_written()
    finally:
        _dumper.cache_clear()


def test_how_it_looks() -> None:
    entry = {
        "doi": "10.5438/0012", "state": "findable", "url": "https://example.org/?a=b#c", "metadata": {
            "created": "2012-01-01T00:00:00Z", "titles": [{"title": "Levels: no. 1", "lang": "no"}], "publicationYear": 2016, "version": "1.10",
            "descriptions": [{"description": "First line\nSecond line: long " + "word " * 40 + "end", "descriptionType": "Abstract"}],
            "geoLocations": [{"geoLocationPoint": {"pointLatitude": 1e-5, "pointLongitude": -7.25}}], "language": None, "sizes": [],
        },
    }
    assert text_of(entry, "yaml") == f"""doi: 10.5438/0012
state: findable
url: https://example.org/?a=b#c
metadata:
  # Today's rules would refuse this record. `created` tells that DataCite gave it out, so that what it holds is left alone until it is changed.
  created: '2012-01-01T00:00:00Z'
  titles:
  - title: 'Levels: no. 1'
    lang: 'no'
  publicationYear: 2016
  version: '1.10'
  descriptions:
  - description: |-
      First line
      Second line: long {"word " * 40}end
    descriptionType: Abstract
  geoLocations:
  - geoLocationPoint:
      pointLatitude: 1.0e-05
      pointLongitude: -7.25
  language: null
  sizes: []
"""


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_half_a_character_cannot_be_written(kind: str) -> None:
    with pytest.raises(Unwritable, match="half a character"):
        text_of({"metadata": {"version": "\ud800"}}, kind)
