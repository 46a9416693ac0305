# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML of others: what is read, what is refused, and what it is when it is written again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.safe_xml import (
    MOST_DEPTH,
    NotXml,
    parsed,
    prologue,
    without_declaration,
    written,
)

BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize("text", [
    BOMB, "<!doctype a><a/>", "<?x?>\n<!-- y -->\n" + BOMB, '<?xml version="1.0"?>' + BOMB, '\ufeff<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
])
def test_a_document_type_is_refused_wherever_one_can_stand(text: str) -> None:
    with pytest.raises(NotXml, match="DOCTYPE"):
        parsed(text)


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "windows-1252", "nonsense"])
def test_what_the_declaration_says_of_the_encoding_does_not_count(encoding: str) -> None:
    assert parsed(f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>').text == "é"


def test_as_deep_as_metadata_gets_and_not_deeper() -> None:
    assert parsed("<a>" * MOST_DEPTH + "</a>" * MOST_DEPTH).tag == "a"
    with pytest.raises(NotXml, match="more than 200 deep"):
        parsed("<a>" * (MOST_DEPTH + 1) + "</a>" * (MOST_DEPTH + 1))


def test_an_error_keeps_the_line_of_the_file() -> None:
    with pytest.raises(NotXml, match="line 3"):
        parsed('<?xml version="1.0"?>\n<a>\n</b>')


def test_comments_are_kept_on_demand_only() -> None:
    assert written(parsed("<a><!-- b --></a>")).endswith("<a />")
    assert written(parsed("<a><!-- b --></a>", comments=True)).endswith("<a><!-- b --></a>")


@pytest.mark.parametrize(
    ("text", "rest"),
    [("<a/>", "<a/>"), ("  <?xml version='1.0'?> <a/>", " <a/>"), ("<?xml-stylesheet?><a/>", "<?xml-stylesheet?><a/>"), ("<?xml version", "<?xml version")],
)
def test_only_a_declaration_is_taken_off(text: str, rest: str) -> None:
    assert without_declaration(text) == rest


@pytest.mark.parametrize(("body", "place"), [("<a/>", 0), (" <!-- <a> --> <?b?>\n<a/>", 20), ("<!-- a", 6), ("", 0)])
def test_the_prologue_ends_where_something_begins(body: str, place: int) -> None:
    assert prologue(body) == place


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_text_comes_out_of_being_written_as_it_went_in(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    try:
        root = parsed(f"<a>{escaped}</a>")
    except NotXml:
        return
    assert parsed(written(root)).text == root.text == (text or None)
