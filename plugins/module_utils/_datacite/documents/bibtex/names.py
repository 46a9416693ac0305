# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of names in BibTeX as DataCite's creators or contributors. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..ordered import Unusable
from ..parsers import bibtex_parser
from ..references.people import by_themselves, organization, person, without_references

_SUFFIX = re.compile(r"(?:Jr|Sr|Jnr|Snr|Esq|Ph\.?D|M\.?D|I{1,3}|IV|V|VI{1,3})\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s~-]*){1,4}")
_NAMED_PART = re.compile(r"\s*(given|family|prefix|suffix)(?:-i)?\s*=\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)
_LOOSE_AND = re.compile(r"(?:^\s*and(?=\s))|(?:(?<=\s)and\s*$)|(?:(?<=\s)and(?=\s+and\s))|(?:^and$)", re.IGNORECASE)
_LETTER_ACCENT = re.compile(r"\\([cHkbdruv])\s+([A-Za-z])(?![A-Za-z]*\s*\{)")
_LETTER = re.compile(r"\\(ss|SS|oe|OE|ae|AE|aa|AA|dh|DH|dj|DJ|th|TH|ng|NG|[oOlLij])\s+(?=[^\W\d_])")
_LEADING_COMMAND = re.compile(r"(\sand\s+)\\", re.IGNORECASE)
_AMPERSAND = re.compile(r"\s*,?\s+\\?&\s+")
_MARKS = re.compile(r"[*\u2020\u2021\u00a7]+")
"""What refers to a footnote, not to a name."""

_LAST_SUFFIX = re.compile(r"(\S+\s+.*?\S),?\s+(Jr\.?|Sr\.?|II|III|IV)")

_ENDS_WITH_INITIALS = re.compile(r".*[^\W\d_]{2}\.?\s+(?!(?:II|III|IV|VI|VII|VIII)$)[A-Z](?:\.?[A-Z]){0,2}\.?")
_ET_AL = re.compile(r",?\s+et\.?\s+al\.?\s*$", re.IGNORECASE)
_OF_ORGANISATIONS = frozenset((
    "agency", "association", "authority", "bureau", "center", "centre", "collaboration", "college", "commission", "committee", "community", "company",
    "consortium", "cooperation", "corporation", "council", "department", "foundation", "gmbh", "inc", "inc.", "initiative", "institute", "institut",
    "laboratory", "library", "ltd", "ltd.", "ministry", "museum", "network", "office", "organisation", "organization", "panel", "partnership", "programme",
    "society", "survey", "team", "universität", "university", "université", "workshop",
))  # fmt: skip

_MOST_BRACES = 10
_MOST_CHARACTERS = 500_000

Decode = Callable[[str], str]


@dataclass
class People:
    """The people of one field, and what was put right to find them."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)


def people(text: str, name: str, decode: Decode) -> People:
    """The persons and organisations of a field called `name`; `decode` makes plain text of LaTeX. Raises ImportError."""
    if len(text) > _MOST_CHARACTERS:
        raise Unusable(f"has {len(text):,} characters in `{name}`", "look whether a closing brace is missing")
    found = People()
    for written in (_MARKS.sub("", part) for part in _split(without_references(text), name, found)):
        bare = _without_braces(written.strip(" ,;\t\n"))
        if bare.casefold() in ("others", "et al", "et al.", "and others", "et. al."):
            found.mended.append(f"`{name}` ends with \"{bare}\", which stands for nobody in particular and was left out")
            continue
        entry = _one(written.strip(" ;\t\n").lstrip(","), decode)
        if entry:
            found.entries.append(entry)
    return found


def _split(text: str, name: str, found: People) -> list[str]:
    text = re.sub(r"\s+", " ", text.replace("~", " ") if "\\" not in text else text).strip()
    # A command takes the space after it; with one inside, a name would come apart there.
    text = _LETTER.sub(r"{\\\1}", _LETTER_ACCENT.sub(r"{\\\1{\2}}", text))
    if _ET_AL.search(text):
        found.mended.append(f"`{name}` ends with \"et al.\", which stands for nobody in particular and was left out")
        text = _ET_AL.sub("", text)
    for _round in range(3):
        text = _LOOSE_AND.sub(" ", text).strip()
    # The parser's splitting loses a command at the start of a name, so that none begins with one here.
    listed = [part for part in bibtex_parser().persons(_LEADING_COMMAND.sub(r"\1{}\\", text)) if part.strip()]
    plain = "{" not in text and "=" not in text
    if plain and len(listed) == 1 and (" & " in text or r" \& " in text) and _are_people(_AMPERSAND.split(text)):
        found.mended.append(f"the names in `{name}` are parted by & instead of `and`")
        return _AMPERSAND.split(text)
    if plain and ";" in text and len(listed) == 1:
        found.mended.append(f"the names in `{name}` are parted by semicolons instead of `and`")
        return [part for part in text.split(";") if part.strip()]
    if plain and len(listed) == 1 and _is_list_with_commas(text):
        found.mended.append(f"the names in `{name}` are parted by commas instead of `and`")
        return [part for part in text.split(",") if part.strip()]
    return listed


def _are_people(parts: list[str]) -> bool:
    """Whether what stands around an ampersand can be whole names, and no firm such as Marks & Spencer."""
    return any("," in part for part in parts) or all(" " in part.strip() and not _sounds_like_organisation(part) for part in parts)


def _is_list_with_commas(text: str) -> bool:
    """Whether a name with commas is a list of names: more commas than a name has, or whole names on both sides of each."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    whole = [" " in part and not _SUFFIX.fullmatch(part) for part in parts]
    return len(parts) > 2 and all(whole)


def _without_braces(text: str) -> str:
    for _level in range(_MOST_BRACES):
        if not _braced(text):
            break
        text = text[1:-1].strip()
    return text


def _braced(text: str) -> bool:
    """Whether a text begins with a brace, and ends with the one that closes it."""
    if len(text) < 2 or text[0] != "{" or text[-1] != "}":
        return False
    level = 0
    for at, character in enumerate(text):
        level += (character == "{") - (character == "}")
        if level == 0:
            return at == len(text) - 1
    return False


def _one(written: str, decode: Decode) -> dict[str, Any] | None:
    if written.endswith(",") and written.count(",") == 1:
        # A family name alone, of somebody who has no other: nobody can know what it is.
        return by_themselves(decode(_without_braces(written[:-1].strip())))
    bare = _without_braces(written)
    if bare != written and not written.startswith("{\\"):
        name = decode(bare)
        # A family name and a given name in one pair of braces, or an organisation with a comma: nobody can know.
        return by_themselves(name) if name.count(", ") == 1 and not _sounds_like_organisation(name) else organization(name)
    named = _named_parts(written)
    if named:
        family = " ".join(part for part in (named.get("prefix"), named.get("family"), named.get("suffix")) if part)
        return _person(decode(family), decode(named.get("given", "")))
    if "," not in written:
        name = decode(written)
        if _sounds_like_organisation(name):
            return organization(name)
        if _ENDS_WITH_INITIALS.fullmatch(name):
            # Okafor NA and Abilasha N.: the family name may well come first.
            return by_themselves(name)
        if "of" in name.split()[1:-1]:
            # The Bank of England and Catherine of Aragon: nobody can know.
            return by_themselves(name)
        if " & " in name:
            return by_themselves(name)
    suffix = _LAST_SUFFIX.fullmatch(written) if written.count(",") == (1 if "," in written[-6:] else 0) and "{" not in written else None
    parts = bibtex_parser().parts(suffix[1] if suffix else written)
    first, von, last, jr = (" ".join(words) for words in (parts.first, parts.von, parts.last, parts.jr))
    jr = suffix[2] if suffix else jr
    if jr and first and _SUFFIX.fullmatch(first) and not _SUFFIX.fullmatch(jr):
        first, jr = jr, first
    if not first and _braced(last) and not last.startswith("{\\"):
        return organization(decode(_without_braces(last)))
    family = " ".join(part for part in (von, last, jr) if part)
    return _person(decode(family), decode(first))


def _person(family: str, given: str) -> dict[str, Any] | None:
    if family and given:
        return person(family, given)
    return by_themselves(family or given)


def _named_parts(written: str) -> dict[str, str]:
    """The parts of a name in biblatex's long form: `family=Berg, given=Jan, prefix=van den`."""
    parts = [_NAMED_PART.fullmatch(part) for part in written.split(",")] if "=" in written else []
    named = {part[1].lower(): _without_braces(part[2]) for part in parts if part}
    return named if named.get("family") else {}


def _sounds_like_organisation(name: str) -> bool:
    words = name.casefold().split()
    if len(words) < 2:
        return False
    # Particles of people's names are none of these, in lower case; "of" is, but not in long ones.
    joined = any(word in ("on", "for", "the", "und", "für") for word in name.split()[1:-1]) or (len(words) > 3 and "of" in name.split()[1:-1])
    return joined or words[0] == "the" or words[-1] in _OF_ORGANISATIONS or words[0] in _OF_ORGANISATIONS
