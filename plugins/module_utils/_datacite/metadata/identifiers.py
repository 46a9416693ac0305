# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers of people, organisations and publications: the form and check digits of each kind.

Sources: ISO/IEC 7064 (MOD 11-2, MOD 97-10), https://support.orcid.org/hc/en-us/articles/360006897674, https://ror.readme.io/docs/identifier,
ISO 2108 (ISBN), ISO 3297 (ISSN). Every function takes the text as people write it, with or without resolver, spaces and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_SIXTEEN = re.compile(r"\d{15}[\dX]\Z", re.ASCII)
_ROR = re.compile(r"0[0-9a-hjkmnp-tv-z]{6}\d{2}\Z", re.ASCII)
_ROR_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_RESOLVER = re.compile(r"(?:https?://)?(?:www\.)?(?:orcid\.org|isni\.org(?:/isni)?|ror\.org)/", re.IGNORECASE)
_LABEL = re.compile(r"(?:orcid|isni|isbn(?:-1[03])?|e?issn(?:-l)?|ror|urn:(?:isbn|issn)):?\s*", re.IGNORECASE)


def _bare(text: str) -> str:
    """`text` without resolver, label, spaces and hyphens."""
    trimmed = text.strip()
    resolver = _RESOLVER.match(trimmed)
    rest = trimmed[resolver.end() :].rstrip("/") if resolver else trimmed
    label = _LABEL.match(rest)
    return re.sub(r"[\s‐-―-]", "", rest[label.end() :] if label else rest)


def orcid_problem(text: str) -> str | None:
    """Why `text` is no ORCID iD: sixteen digits of which the last is a check digit."""
    return _sixteen_digits(text, "an ORCID iD", "0000-0001-5109-3700")


def isni_problem(text: str) -> str | None:
    """Why `text` is no ISNI: built as an ORCID iD is."""
    return _sixteen_digits(text, "an ISNI", "0000 0001 2103 2683")


def _sixteen_digits(text: str, kind: str, example: str) -> str | None:
    digits = _bare(text).upper()
    if not _SIXTEEN.match(digits):
        return f"`{text}` is not {kind}; one looks like {example}"
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return None if digits[15] == ("X" if check == 10 else str(check)) else f"the check digit of `{text}` does not fit: a digit is wrong"


def ror_problem(text: str) -> str | None:
    """Why `text` is no ROR ID: a zero, six letters or digits, and a checksum of two digits."""
    code = _bare(text).lower()
    if not _ROR.match(code):
        return f"`{text}` is not a ROR ID; one looks like https://ror.org/04wxnsj81"
    value = 0
    for character in code[:7]:
        value = value * 32 + _ROR_ALPHABET.index(character)
    check = 98 - (value * 100) % 97
    return None if int(code[7:]) == check else f"the checksum of `{text}` does not fit: a character is wrong"


def issn_problem(text: str) -> str | None:
    """Why `text` is no ISSN: eight digits of which the last is a check digit."""
    digits = _bare(text).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits):
        return f"`{text}` is not an ISSN; one looks like 2049-3630"
    total = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True))
    check = -total % 11
    return None if digits[7] == ("X" if check == 10 else str(check)) else f"the check digit of `{text}` does not fit: a digit is wrong"


def isbn_problem(text: str) -> str | None:
    """Why `text` is no ISBN, of ten or thirteen digits."""
    digits = _bare(text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        total = sum((10 if digit == "X" else int(digit)) * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True))
        return None if total % 11 == 0 else f"the check digit of `{text}` does not fit: a digit is wrong"
    if not re.fullmatch(r"97[89][0-9]{10}", digits):
        return f"`{text}` is not an ISBN; one looks like 978-0-306-40615-7"
    return ean13_problem(text)


def ean13_problem(text: str) -> str | None:
    """Why `text` is no EAN-13: thirteen digits of which the last is a check digit."""
    digits = _bare(text)
    if not re.fullmatch(r"[0-9]{13}", digits):
        return f"`{text}` is not an EAN-13; one has thirteen digits"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return None if total % 10 == 0 else f"the check digit of `{text}` does not fit: a digit is wrong"


PROBLEMS: Mapping[str, Callable[[str], str | None]] = {
    "orcid": orcid_problem,
    "isni": isni_problem,
    "ror": ror_problem,
    "issn": issn_problem,
    "eissn": issn_problem,
    "lissn": issn_problem,
    "isbn": isbn_problem,
    "ean13": ean13_problem,
}
"""The check of each scheme, by its name in lower case."""


def problem(scheme: str, text: str) -> str | None:
    """Why `text` is no identifier of `scheme` (in any letter case); None where it is one, or nothing is known of the scheme."""
    known = PROBLEMS.get(scheme.strip().lower())
    return known(text) if known else None
