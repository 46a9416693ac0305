# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers that references have: ISSN, ISBN, pages; and their keywords and languages. Private to the collection."""

from __future__ import annotations

import html
import re

from ...metadata.identifiers import isbn_problem, issn_problem
from ...metadata.language import language

_ISSN = re.compile(r"(?<![\dX-])(\d{4})[-\u2010-\u2013]?(\d{3}[\dXx])(?![\dXx-])", re.ASCII)
_ISBN = re.compile(r"(?<!\d)(?:97[89][ \u2010-\u2013-]?)?(?:\d[ \u2010-\u2013-]?){9}[\dXx](?!\d)")
_RANGE = re.compile(r"\s*(?:--+|[-\u2010-\u2015\u2212])\s*")
_NATIVE = {
    "american": "en", "arabic": "ar", "australian": "en", "austrian": "de", "bokmål": "nb", "brazil": "pt", "brazilian": "pt", "british": "en",
    "canadian": "en", "canadien": "fr", "castellano": "es", "chinese": "zh", "dansk": "da", "deutsch": "de", "español": "es", "farsi": "fa", "francais": "fr",
    "français": "fr", "greek": "el", "italiano": "it", "magyar": "hu", "mexican": "es", "naustrian": "de", "nederlands": "nl", "newzealand": "en",
    "ngerman": "de", "norsk": "no", "nswissgerman": "de", "nynorsk": "nn", "polski": "pl", "polutonikogreek": "el", "portuges": "pt", "português": "pt",
    "samin": "se", "slovene": "sl", "spanish": "es", "suomi": "fi", "svenska": "sv", "swissgerman": "de", "ukenglish": "en", "usenglish": "en",
    "русский": "ru", "українська": "uk", "中文": "zh", "日本語": "ja", "한국어": "ko",
}  # fmt: skip
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,6});")
_MOST_CHARACTERS = 500


def issns(text: str) -> list[str]:
    """The ISSNs in a text, with their hyphen; only those whose check digit fits."""
    found = [f"{match[1]}-{match[2].upper()}" for match in _ISSN.finditer(text[:_MOST_CHARACTERS])]
    return [number for number in dict.fromkeys(found) if issn_problem(number) is None]


def isbns(text: str) -> list[str]:
    """The ISBNs in a text as they are written; only those whose check digit fits."""
    found = [match[0].strip() for match in _ISBN.finditer(text[:_MOST_CHARACTERS])]
    return [number for number in dict.fromkeys(found) if isbn_problem(number) is None]


def pages(text: str) -> tuple[str, str | None]:
    """First and last page of `11--19`, `11-19`, `S1-S5`, `e123`; the last one is None where there is none, or where the text is a list."""
    parts = _RANGE.split(text.strip()[:_MOST_CHARACTERS])
    if len(parts) == 2 and all(parts) and "," not in text:
        return parts[0], parts[1]
    return text.strip().rstrip("+"), None


def keywords(text: str) -> list[str]:
    """The keywords of one text, parted by semicolons, else by commas."""
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    parts = re.split(r"[;\n]" if ";" in text else r"[,\n]", text)
    return list(dict.fromkeys(part for part in (" ".join(part.split()) for part in parts) if part))


def language_code(text: str) -> str | None:
    """The language that a code, an English name or one of babel's names stands for; None where it is none of them."""
    bare = text.strip().replace("_", "-").lower()
    code = language(bare) if _CODE.fullmatch(bare) else None
    if code and len(code) <= 3:
        return code
    named = _NATIVE.get(bare)
    if named:
        return named
    known = language(bare)
    return known if known and len(known) == 2 else None
