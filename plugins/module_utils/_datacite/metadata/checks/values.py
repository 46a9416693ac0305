# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each single value in its place: controlled lists, languages, URIs, coordinates, years, and what YAML made of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..shapes import Coordinate, Kind, Text, YearText
from ..vocabularies import kernel4
from ..vocabularies.vocabulary import Vocabulary
from ..yaml_values import not_text
from .appearance import appearance_findings
from .declared import Declared, blank, written
from .finding import Finding, Level
from .xml_schema import is_language, is_uri, is_year, number

_POINT_VERSION = re.compile(r"kernel-(4\.\d+)\Z")


def value_findings(value: Any, kind: Kind, path: str, beside: Mapping[str, Any], declared: Declared, found: list[Finding]) -> None:
    """Appends to `found` what is to be said of one scalar; `beside` is the object that it is a member of."""
    if isinstance(kind, Text):
        if isinstance(value, str):
            _text(value, kind, path, beside, declared, found)
        else:
            _not_text(value, kind, path, beside, declared, found)
    elif isinstance(kind, Coordinate):
        _coordinate(value, kind, path, declared, found)
    elif isinstance(kind, YearText):
        _year(value, path, declared, found)


def _text(value: str, kind: Text, path: str, beside: Mapping[str, Any], declared: Declared, found: list[Finding]) -> None:
    if kind.vocabulary is not None:
        _term(value, kind.vocabulary, kind.beside, path, beside, declared, found)
        return
    if kind.language and value != "" and not is_language(value):
        message = f"`{_short(value)}` is no language tag; DataCite wants one like `en` or `pt-BR`"
        found.append(Finding(declared.strict, path, message, _tag_suggestion(value)))
    if kind.uri and (kind.beside is None or not blank(beside.get(kind.beside))) and not is_uri(value):
        found.append(Finding(declared.strict, path, f"`{_short(value)}` is no URI", "write a URL such as https://example.org/"))
    appearance_findings(value, path, found)


def _not_text(value: Any, kind: Text, path: str, beside: Mapping[str, Any], declared: Declared, found: list[Finding]) -> None:
    text = written(value)
    if text is None:
        return
    message, suggestion = not_text(value, path) or ("", "")
    if isinstance(value, bool | float) or kind.identifier or (kind.string and _loses_numbers(path, declared)):
        found.append(Finding("error", path, message, suggestion))
    elif kind.vocabulary is not None:
        _term(text, kind.vocabulary, kind.beside, path, beside, declared, found)
    elif kind.language and not is_language(text):
        found.append(Finding(declared.strict, path, f"`{text}` is no language tag; DataCite wants one like `en` or `pt-BR`"))
    elif kind.leading_zeros:
        found.append(Finding("warning", path, f"{text} is a whole number; YAML drops leading zeros, and reads 012345 as 5349", suggestion))


def _loses_numbers(path: str, declared: Declared) -> bool:
    """A number as subject is emptied and one as rights refused in every state; one in a publisher is refused in public states only."""
    return declared.public or not path.startswith("metadata.publisher")


def _term(value: str, vocabulary: Vocabulary, needs: str | None, path: str, beside: Mapping[str, Any], declared: Declared, found: list[Finding]) -> None:
    if value in vocabulary:
        _term_version(value, vocabulary, path, declared, found)
        return
    if value == "" and path == "metadata.types.resourceTypeGeneral":
        return
    unwritten = needs is not None and blank(beside.get(needs))
    everywhere = vocabulary is kernel4.CONTRIBUTOR_TYPE and path.startswith("metadata.contributors")
    level: Level = "error" if everywhere else ("warning" if unwritten else declared.strict)
    if not value.strip():
        found.append(Finding(level, path, f"an empty {vocabulary.name}", f"leave it out, or write one of: {', '.join(vocabulary.since)}"))
        return
    meant = vocabulary.suggestion(value)
    suggestion = f"did you mean `{meant}` (since kernel {vocabulary.since[meant]})?" if meant else f"one of: {', '.join(vocabulary.since)}"
    found.append(Finding(level, path, f"`{_short(value)}` is no {vocabulary.name} of kernel {kernel4.NEWEST}", suggestion))


def _term_version(value: str, vocabulary: Vocabulary, path: str, declared: Declared, found: list[Finding]) -> None:
    named = declared.attributes.get("schemaVersion")
    if named is None:
        return
    version = _POINT_VERSION.search(named) if isinstance(named, str) else None
    if version and _ordered(vocabulary.since[value]) > _ordered(version[1]):
        message = f"`{value}` was added in kernel {vocabulary.since[value]}, and schemaVersion says {version[1]}"
        found.append(Finding("warning", path, message, "leave schemaVersion out"))


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _coordinate(value: Any, kind: Coordinate, path: str, declared: Declared, found: list[Finding]) -> None:
    text = written(value)
    degrees = number(text) if text is not None else None
    if degrees is None:
        shown = "nothing" if text is None or text == "" else f"`{_short(text)}`"
        found.append(Finding(declared.strict, path, f"{shown}, where DataCite wants a number of degrees", "write it like 56.15, with a point"))
    elif abs(degrees) > kind.limit:
        found.append(Finding(declared.strict, path, f"{_short(str(text))} is not between -{kind.limit} and {kind.limit} degrees"))


def _year(value: Any, path: str, declared: Declared, found: list[Finding]) -> None:
    text = written(value)
    if text is not None and text.strip() and not is_year(text):
        found.append(Finding(declared.strict, path, f"`{_short(text)}` is no year of four digits"))


def _tag_suggestion(value: str) -> str | None:
    candidate = value.strip().replace("_", "-")
    return f"did you mean `{candidate}`?" if is_language(candidate) else None


def _short(text: str) -> str:
    """`text` on one line and not longer than 60 characters."""
    line = " ".join(text.split()) if text.strip() else text
    return line if len(line) <= 60 else line[:59] + "…"
