# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The functions that rules have beside JMESPath's own. None of them ever fails, whatever it is given: what is no text has no form, no date and no DOI.

Each one's docstring is its description in docs/compliance-rules.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...metadata.doi_names import is_prefix, plain, split
from ...metadata.identifiers import isbn_problem, isni_problem, issn_problem, orcid_problem, ror_problem
from .date_spans import span

_TAG = re.compile(r"<[^<>]{0,500}>")
_UNKNOWN = re.compile(r"\(?:?(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal|at)\)?\Z")
_LETTERS = re.compile(r"[^\W\d_]{5,}")
_MARKED = (":", "(:")


@dataclass(frozen=True)
class Function:
    """A function that rules may call: what it does, and how many arguments it takes."""

    name: str
    call: Callable[..., Any]
    arguments: int

    @property
    def meaning(self) -> str:
        """What it does, in a sentence or two."""
        return " ".join((self.call.__doc__ or "").split())


def lower(text: Any) -> Any:
    """The text in small letters; null for what is no text."""
    return text.lower() if isinstance(text, str) else None


def trim(text: Any) -> Any:
    """The text without white space around it; null for what is no text."""
    return text.strip() if isinstance(text, str) else None


def plain_text(text: Any) -> Any:
    """The text without HTML tags, every run of white space one blank; null for what is no text."""
    if not isinstance(text, str):
        return None
    return " ".join((_TAG.sub(" ", text) if "<" in text else text).split())


def words(text: Any) -> int:
    """How many words a text has, HTML tags left out; 0 for what is no text."""
    return len(plain_text(text).split()) if isinstance(text, str) else 0


def size(value: Any) -> int:
    """How many characters a text has, entries a list or members an object; 0 for null and anything else. (JMESPath's `length` fails on null.)"""
    return len(value) if isinstance(value, (str, list, dict)) else 0


def filled(value: Any) -> bool:
    """Whether something is said: a text that is not blank and none of the codes for unknown values (`:unav`, `(:tba)` …), a number, or a list or object
    that is not empty."""
    if isinstance(value, str):
        text = value.strip()
        return text != "" and (text[0] not in "(:" or not unknown(text))
    return bool(value) or (isinstance(value, (int, float)) and not isinstance(value, bool))


def unknown(text: Any) -> bool:
    """Whether a text is one of the codes for unknown values of DataCite's schema, such as `:unav`, `(:unkn)` or `:tba`."""
    return isinstance(text, str) and text.strip().startswith(_MARKED) and _UNKNOWN.match(text.strip().lower()) is not None


def orcid_ok(text: Any) -> bool:
    """Whether a text is an ORCID iD, as a URL or bare, and its check digit fits."""
    return isinstance(text, str) and orcid_problem(text) is None


def ror_ok(text: Any) -> bool:
    """Whether a text is a ROR ID, as a URL or bare, and its checksum fits."""
    return isinstance(text, str) and ror_problem(text) is None


def isni_ok(text: Any) -> bool:
    """Whether a text is an ISNI and its check digit fits."""
    return isinstance(text, str) and isni_problem(text) is None


def issn_ok(text: Any) -> bool:
    """Whether a text is an ISSN and its check digit fits."""
    return isinstance(text, str) and issn_problem(text) is None


def isbn_ok(text: Any) -> bool:
    """Whether a text is an ISBN of ten or thirteen digits and its check digit fits."""
    return isinstance(text, str) and isbn_problem(text) is None


def doi(text: Any) -> str | None:
    """The DOI that a text names, in small letters without resolver: `https://doi.org/10.5438/ABC` is `10.5438/abc`. Null where it names none."""
    if not isinstance(text, str) or "10." not in text:
        return None
    name = plain(text)
    prefix, suffix = split(name)
    return name if suffix and is_prefix(prefix) else None


def is_date(value: Any) -> bool:
    """Whether a text (or a year as a number) is a date, a time or a range of dates as DataCite takes them."""
    return span(value) is not None


def date_before(date: Any, other: Any) -> bool:
    """Whether all that the first date may mean is before all that the other may mean: 2020 is before 2021-03, and not before 2020-05. False where one is no
    date."""
    one, two = span(date), span(other)
    return one is not None and two is not None and one.last < two.first


def dates_after(dates: Any, date: Any) -> list[Any]:
    """Those of a list of dates that begin after another date; dates that cannot be read are left out."""
    limit = span(date)
    if limit is None or not isinstance(dates, list):
        return []
    return [one for one, found in ((one, span(one)) for one in dates) if found is not None and found.first > limit.last]


def shared_words(text: Any, texts: Any) -> list[str]:
    """The words of five letters or more that a text shares with the texts of a list, in small letters: what a suffix tells of a title."""
    if not isinstance(text, str) or not isinstance(texts, list):
        return []
    own = set(_LETTERS.findall(text.lower()))
    return sorted(own & {word for one in texts if isinstance(one, str) for word in _LETTERS.findall(one.lower())})


_PLAIN = (lower, trim, plain_text, words, size, filled, unknown, orcid_ok, ror_ok, isni_ok, issn_ok, isbn_ok, doi, is_date)
_OF_TWO = (date_before, dates_after, shared_words)

FUNCTIONS: Mapping[str, Function] = {
    **{call.__name__: Function(call.__name__, call, 1) for call in _PLAIN},
    **{call.__name__: Function(call.__name__, call, 2) for call in _OF_TWO},
}
"""All but `matches`, which wants its pattern written out and is dealt with where expressions are compiled."""

MATCHES = "matches"
