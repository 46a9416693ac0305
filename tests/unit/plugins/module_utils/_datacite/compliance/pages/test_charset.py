# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.charset import text_of

CASES = [
    ("é", "utf-8", "text/html; charset=utf-8", ""),
    ("é", "utf-8", "text/html", ""),
    ("é", "latin-1", "text/html; charset=ISO-8859-1", ""),
    ("é", "latin-1", "text/html", ""),
    ("\u201e\u00e9\u201c", "cp1252", "text/html; charset=iso-8859-1", ""),
    ("é", "latin-1", "text/html", '<meta charset="iso-8859-1">'),
    ("é", "latin-1", "text/html", "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=iso-8859-1'>"),
    ("é", "latin-1", "application/xhtml+xml", '<?xml version="1.0" encoding="ISO-8859-1"?>'),
    ("日本", "shift_jis", 'text/html; charset="Shift_JIS"', ""),
    ("Ж", "koi8-r", "text/html;charset=koi8-r", ""),
    ("é", "utf-8-sig", "text/html; charset=iso-8859-1", ""),
    ("é日", "utf-16", "text/html", ""),
    ("é", "utf-8", "text/html; charset=no-such-thing", ""),
    ("é", "utf-8", "text/html; charset=rot13", ""),
    ("é", "utf-8", "text/html; charset=hex", ""),
    ("é", "utf-8", "text/html; charset=utf-7", ""),
    ("é", "utf-8", "text/html; charset=unicode_escape", ""),
]


@pytest.mark.parametrize(("text", "charset", "content_type", "head"), CASES)
def test_charsets(text, charset, content_type, head):
    assert text_of((head + text).encode(charset), content_type) == head + text


def test_a_page_that_was_cut_within_a_character_stays_utf_8():
    assert text_of("äöü".encode()[:-1], "text/html", cut=True) == "äö\ufffd"


@given(st.binary(max_size=300), st.text(max_size=30))
def test_whatever_is_sent_becomes_text(content, content_type):
    assert isinstance(text_of(content, "text/html; charset=" + content_type), str)
