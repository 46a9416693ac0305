# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Languages: the stored form of what people write."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.language import language

STORED = [
    "en→en",
    "eng→en",
    "en-US→en",
    "en-us→en",
    "english→en",
    "English→en",
    "ger→de",
    "deu→de",
    "de-CH→de",
    "German→de",
    "french→fr",
    "fra→fr",
    "zh-Hans→zh",
    "chi→zh",
    "pt-BR→pt",
    "sr-Latn→sr",
    "Indonesian→id",
    "Norwegian→no",
    "EN→EN",
    "En→En",
    "ENG→ENG",
    "ENGLISH→ENGLISH",
    "spanish→spanish",
    "Spanish→Spanish",
    "Dutch→Dutch",
    "Greek→Greek",
    "gsw→gsw",
    "gsw-CH→gsw-CH",
    "tlh→tlh",
    "prq-PE→prq-PE",
    "x-klingon→x-klingon",
    "und→und",
    "hhh→hhh",
    "deutsch→deutsch",
    "mul→mul",
    "e→e",
]


@pytest.mark.parametrize("pair", STORED)
def test_stored(pair):
    written, _unused, stored = pair.partition("→")
    assert language(written) == stored


@pytest.mark.parametrize("text", ["en_US", "Borgesian", "english language", "fr, en", " ", "en\u0007x", "en\n"])
def test_lost(text):
    assert language(text) is None


def test_empty_stays():
    assert language("") == ""
