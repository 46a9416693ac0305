# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DOI names: their syntax, their plain form, and the computed suffix of a DOI that has no name of its own.

The syntax of new names is DataCite's (https://support.datacite.org/docs/doi-basics); older records may have any other character in theirs. Names are
compared without regard to case, and the plain form is lower case.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import urllib.parse

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""The 32 characters of DataCite's own suffixes: digits and lower-case letters without i, l, o and u."""

_PREFIX = re.compile(r"10\.\d{4,5}\Z", re.ASCII)
_RESOLVER = re.compile(r"(?:https?://)?(?:(?:dx|www)\.)?(?:doi\.org|handle\.(?:test\.)?datacite\.org)/", re.IGNORECASE)
_SCHEME = re.compile(r"(?:info:doi/|doi:\s*)", re.IGNORECASE)
_REFUSED = re.compile(r"""[^\x21-\x7e]|[+<>#?%"'\[\]]""")
_CUSTOMARY = re.compile(r"[-._;()/:a-zA-Z0-9*~$=@,]*\Z")
NESTED_ROUTES = frozenset({"media", "metadata", "activities", "get-url", "references", "citations", "parts", "part-of", "versions", "version-of", "events"})
"""Last segments that DataCite's API reads as a path below the DOI, not as part of its name."""


def is_prefix(text: object) -> bool:
    """Whether `text` is a prefix as DataCite has them, such as `10.5438`."""
    return isinstance(text, str) and _PREFIX.match(text) is not None


def plain(text: str) -> str:
    """The DOI in `text` in its plain form: no resolver, no `doi:`, lower case, no white space around it.

    `https://doi.org/10.5438/ABC%2B1`, `doi:10.5438/ABC+1` and `10.5438/abc+1` are the same name. What is no DOI is returned as it is, only trimmed
    and lower-cased: whether it is one is for `problem` to say.
    """
    name = text.strip()
    resolver = _RESOLVER.match(name)
    if resolver:
        return urllib.parse.unquote(name[resolver.end() :]).strip().lower()
    scheme = _SCHEME.match(name)
    return (name[scheme.end() :] if scheme else name).strip().lower()


def split(doi: str) -> tuple[str, str]:
    """(prefix, suffix) of a plain name; the suffix is empty where there is none."""
    prefix, _unused, suffix = doi.partition("/")
    return prefix, suffix


def problem(doi: str) -> str | None:
    """Why `doi` (in plain form) is no DOI name that can be addressed at all, old ones included; None where nothing is wrong."""
    prefix, suffix = split(doi)
    if not is_prefix(prefix):
        return f"`{doi}` is no DOI: it must begin with a prefix such as 10.5438"
    if not suffix:
        return f"`{doi}` is no DOI: nothing follows the prefix"
    return None


def problem_of_new(doi: str) -> str | None:
    """Why DataCite would refuse to create `doi` (in plain form), or why its API could not address it; None where nothing is wrong."""
    wrong = problem(doi)
    if wrong:
        return wrong
    suffix = split(doi)[1]
    refused = _REFUSED.search(suffix)
    if refused:
        return f"`{refused[0]}` may not stand in the name of a new DOI; allowed are letters, digits and - . _ ; ( ) / : * ~ $ ="
    if len(doi) > 255:
        return f"{len(doi)} characters; the name of a DOI may have 255"
    segments = suffix.split("/")
    if any(segment in ("", ".", "..") for segment in segments):
        return "an empty, `.` or `..` part between slashes; such a name cannot be addressed reliably"
    if len(segments) > 1 and segments[-1] in NESTED_ROUTES:
        return f"a name that ends in /{segments[-1]} cannot be told from a path of DataCite's API"
    return None


def doubt_about_new(doi: str) -> str | None:
    """What is unusual about a new name that DataCite may yet refuse; None where nothing is."""
    unusual = sorted({character for character in split(doi)[1] if not _CUSTOMARY.match(character)})
    return f"`{' '.join(unusual)}` is outside of what DataCite documents for the name of a DOI; it may refuse it" if unusual else None


def suffix(prefix: str, identity: str) -> str:
    """The suffix of the DOI that stands for `identity` under `prefix`: version 1 of the computation, the same for ever.

    Twelve characters of `ALPHABET` in groups of four, such as `8kp3-4yt9-mw2c`: eleven are the first 55 bits of a SHA-256 over a fixed title, the prefix and
    the identity; the twelfth is a check character. For 100,000 identities the probability that any two collide is 1.4e-7 (n²/2⁵⁶). The twelve characters
    are never taken for one of DataCite's own suffixes, which have eight.

    The identity is put into Unicode NFC first, and white space around it does not count (a line end that an editor added must not make another
    DOI); everything else does, case and inner white space too. Raises ValueError for a prefix that is none, and an identity that is no text or empty.
    """
    if not is_prefix(prefix):
        raise ValueError(f"`{prefix}` is no prefix; one looks like 10.5438")
    if not isinstance(identity, str):
        raise ValueError(f"the identity must be a text, and {identity!r} is none; quote it")
    name = unicodedata.normalize("NFC", identity).strip()
    if not name:
        raise ValueError("the identity is empty; give a text that stands for this DOI for ever")
    try:
        digest = hashlib.sha256(f"pidops.datacite suffix 1\n{prefix}\n{name}".encode()).digest()
    except UnicodeEncodeError as broken:
        raise ValueError("the identity holds half a character (a lone surrogate)") from broken
    bits = int.from_bytes(digest[:7]) >> 1
    values = [(bits >> shift) & 31 for shift in range(50, -1, -5)]
    values.append(_check_value(values))
    characters = "".join(ALPHABET[value] for value in values)
    return "-".join(characters[start : start + 4] for start in (0, 4, 8))


def has_valid_check(computed: str) -> bool:
    """Whether `computed` is a suffix as `suffix` makes them and its check character fits: any one wrong character, and any two exchanged, are found."""
    groups = computed.lower().split("-")
    characters = "".join(groups)
    if [len(group) for group in groups] != [4, 4, 4] or any(character not in ALPHABET for character in characters):
        return False
    values = [ALPHABET.index(character) for character in characters]
    return _check_value(values[:-1]) == values[-1]


def _times(left: int, right: int) -> int:
    """The product of two elements of the field of 32 elements (modulo x⁵ + x² + 1)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101
        right >>= 1
    return product


def _check_value(values: list[int]) -> int:
    """The value that makes the weighted sum zero. The weights are distinct powers of 2 other than 1, so no two exchanged characters cancel out."""
    total, weight = 0, 1
    for value in reversed(values):
        weight = _times(weight, 2)
        total ^= _times(value, weight)
    return total
