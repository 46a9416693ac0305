# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The `query` parameter: Lucene's query syntax, parsed by luqum, as conditions over rows of the index.

Names are the index's own: snake_case, and those camelCase names that DataCite translates. Terms without a field are looked for in
the identifier, related identifiers, titles, creators, publisher, descriptions and subjects.
"""

from __future__ import annotations

import calendar
import re
import time
from collections.abc import Callable
from typing import Any

from ..answer import Problem
from ..store.index import PLACE
from .condition import EVERYTHING, NOTHING, Condition, Predicates, every, some
from .terms import Term, reaches, texts_at, tokens

TRANSLATED = {
    "publication_year": "publicationYear",
    "related_identifiers": "relatedIdentifiers",
    "related_items": "relatedItems",
    "rights_list": "rightsList",
    "funding_references": "fundingReferences",
    "geo_locations": "geoLocations",
    "landing_page": "landingPage",
    "content_url": "contentUrl",
    "citation_count": "citationCount",
    "view_count": "viewCount",
    "download_count": "downloadCount",
    "reference_count": "referenceCount",
    "version_info": "version",
    "is_active": "isActive",
    "publisher_obj": "publisher",
}
CAMEL = frozenset(
    {
        "publicationYear",
        "relatedIdentifiers",
        "relatedItems",
        "rightsList",
        "fundingReferences",
        "geoLocations",
        "landingPage",
        "contentUrl",
        "citationCount",
        "viewCount",
        "downloadCount",
    }
)
TEXT_COLUMNS = {
    "doi": "id",
    "uid": "id",
    "id": "id",
    "client_id": "repository",
    "provider_id": "member",
    "prefix": "prefix",
    "aasm_state": "state",
    "resource_type_id": "resource_type",
    "source": "source",
}
TIME_COLUMNS = ("created", "updated", "registered")
UNFIELDED = ("uid", "related_identifiers.relatedIdentifier", "titles.title", "creators.name", "publisher", "descriptions.description", "subjects.subject")
HIDDEN = frozenset({"version", "state", "isActive", "schemaVersion", "metadataVersion", "xml", "created", "updated", "registered", "published"})
MAX_CLAUSES = 1024


def compile_query(text: str, predicates: Predicates) -> Condition:
    """The condition that a query stands for; 400 with an errors object where it does not parse."""
    # Not needed before the first query, so a start does not pay for them.
    from luqum.exceptions import ParseError  # type: ignore[import-untyped]
    from luqum.parser import parser  # type: ignore[import-untyped]

    written = re.sub(r"(?<!\\)/", r"\\/", text)
    if not text.strip() or text.strip() == "*":
        return EVERYTHING
    try:
        tree = parser.parse(re.sub(r"(?<![A-Za-z])version:|(?<=_)version:", "version_info:", written))
    except ParseError:
        raise index_error(f"Failed to parse query [{written}]") from None
    return _Compiler(predicates).condition(tree, None)


def index_error(title: str) -> Problem:
    """How the search index's own complaints come through: an errors *object*, on an ordinary answer."""
    return Problem(400, {"errors": {"title": title}}, identified=True)


class _Compiler:
    def __init__(self, predicates: Predicates) -> None:
        self.predicates = predicates
        self.clauses = 0

    def condition(self, node: Any, field: str | None) -> Condition:
        kind = type(node).__name__
        if kind in ("AndOperation", "UnknownOperation", "BoolOperation"):
            return every([self.condition(child, field) for child in node.children])
        if kind == "OrOperation":
            return some([self.condition(child, field) for child in node.children])
        if kind in ("Not", "Prohibit"):
            return ~self.condition(node.children[0], field)
        if kind in ("Group", "FieldGroup", "Plus", "Boost"):
            return self.condition(node.children[0], field)
        if kind == "SearchField":
            return self._field(node, field)
        return self._leaf(node, kind, field)

    def _field(self, node: Any, field: str | None) -> Condition:
        name = node.name.replace("\\", "")
        if name == "_exists_":
            return self._exists(str(node.expr).strip())
        return self.condition(node.expr, name)

    def _leaf(self, node: Any, kind: str, field: str | None) -> Condition:
        self.clauses += 1
        if self.clauses > MAX_CLAUSES:
            raise index_error(f"too_many_nested_clauses: Query contains too many nested clauses; maxClauseCount is set to {MAX_CLAUSES}")
        if kind in ("Range", "From", "To"):
            return self._range(node, kind, field or "")
        if kind in ("Fuzzy", "Proximity"):
            return self._leaf(node.children[0], type(node.children[0]).__name__, field)
        term = Term.read(str(node.value), phrase=kind == "Phrase")
        if field is None:
            return some([self._term(name, term) for name in UNFIELDED]) if term.text != "*" else EVERYTHING
        return self._exists(field) if term.text == "*" and not term.phrase else self._term(field, term)

    def _term(self, field: str, term: Term) -> Condition:
        if field in TEXT_COLUMNS:
            return _column(TEXT_COLUMNS[field], term)
        if field in TIME_COLUMNS:
            low, high = moment(term.text, False), moment(term.text, True)
            return Condition(f"{field} BETWEEN ? AND ?", (low, high))
        if field == "schemaVersion":
            return Condition("schema_version = ?", (term.text.rpartition("kernel-")[2],))
        attribute, path = place(field)
        if attribute is None:
            return NOTHING
        first = next(iter(tokens(term.text)), None) if not term.wild else None
        return self.predicates.over(attribute, lambda value: any(map(term.matches, texts_at(value, path))), first)

    def _exists(self, field: str) -> Condition:
        if field in TEXT_COLUMNS or field in TIME_COLUMNS:
            return Condition(f"{TEXT_COLUMNS.get(field, field)} IS NOT NULL")
        if field == "schemaVersion":
            return Condition("schema_version IS NOT NULL")
        attribute, path = place(field)
        return NOTHING if attribute is None else self.predicates.over(attribute, lambda value: reaches(value, path))

    def _range(self, node: Any, kind: str, field: str) -> Condition:
        if kind == "Range":
            low, high = _bound(node.low), _bound(node.high)
            with_low, with_high = node.include_low, node.include_high
        else:
            text, included = _bound(node.children[0]), node.include
            low, high = (text, None) if kind == "From" else (None, text)
            with_low = with_high = included
        if field in TIME_COLUMNS:
            return _time_range(field, low, high, with_low, with_high)
        attribute, path = ("publicationYear", []) if field in ("publicationYear", "publication_year") else place(field)
        if attribute is None:
            return NOTHING
        accepts = _between(low, high, with_low, with_high)
        return self.predicates.over(attribute, lambda value: any(map(accepts, texts_at(value, path))))


def place(field: str) -> tuple[str | None, list[str]]:
    """The attribute that a field of the index belongs to, and the members below it; None for a field that the index does not have."""
    head, *path = field.split(".")
    if head in TRANSLATED:
        attribute = TRANSLATED[head]
    elif head in HIDDEN or (head != head.lower() and head not in CAMEL):
        return None, []
    else:
        attribute = head
    return (attribute, path) if attribute in PLACE else (None, [])


def _bound(node: Any) -> str | None:
    text = str(node.value).strip('"').replace("\\", "")
    return None if text == "*" else text


def _column(name: str, term: Term) -> Condition:
    if term.wild:
        return Condition(f"{name} GLOB ?", (term.text.lower().replace("[", "[[]"),))
    return Condition(f"{name} = ?", (term.text.lower(),))


def _time_range(field: str, low: str | None, high: str | None, with_low: bool, with_high: bool) -> Condition:
    parts = [Condition(f"{field} IS NOT NULL")]
    if low is not None:
        parts.append(Condition(f"{field} {'>=' if with_low else '>'} ?", (moment(low, not with_low),)))
    if high is not None:
        parts.append(Condition(f"{field} {'<=' if with_high else '<'} ?", (moment(high, with_high),)))
    return every(parts)


def _between(low: str | None, high: str | None, with_low: bool, with_high: bool) -> Callable[[str], bool]:
    def accepts(text: str) -> bool:
        value = _number(text)
        return (low is None or _ordered(_number(low), value, with_low)) and (high is None or _ordered(value, _number(high), with_high))

    return accepts


def _ordered(first: float | str, second: float | str, equal: bool) -> bool:
    left, right = (first, second) if type(first) is type(second) else (str(first), str(second))
    return left < right or (equal and left == right)  # type: ignore[operator]


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?)?)?)?(Z|[+-]\d\d:?\d\d)?")
RELATIVE = re.compile(r"now(?:([+-])(\d+)([yMwdhHms]))?(?:/[yMwdhHms])?")
UNITS = {"y": 31536000, "M": 2592000, "w": 604800, "d": 86400, "h": 3600, "H": 3600, "m": 60, "s": 1}


def moment(text: str, upper: bool) -> int:
    """Milliseconds of a date; what it leaves out is taken as low as possible, or as high (`upper`). 400 for what is no date."""
    relative = RELATIVE.fullmatch(text)
    if relative:
        shift = int(relative[2] or 0) * UNITS[relative[3] or "s"] * (-1 if relative[1] == "-" else 1)
        return int((time.time() + shift) * 1000)
    found = MOMENT.fullmatch(text)
    if not found:
        raise index_error(f"failed to parse date field [{text}] with format [strict_date_optional_time||epoch_millis]")
    year, month = int(found[1]), int(found[2] or (12 if upper else 1))
    day = int(found[3]) if found[3] else calendar.monthrange(year, min(max(month, 1), 12))[1] if upper else 1
    rest = [int(found[group]) if found[group] else high if upper else 0 for group, high in ((4, 23), (5, 59), (6, 59))]
    seconds = calendar.timegm((year, month, day, *rest))
    fraction = int(found[7].ljust(3, "0")) if found[7] else 999 if upper else 0
    return (seconds - _offset(found[8])) * 1000 + fraction


def _offset(zone: str | None) -> int:
    if not zone or zone == "Z":
        return 0
    digits = zone[1:].replace(":", "")
    return (int(digits[:2]) * 3600 + int(digits[2:]) * 60) * (-1 if zone[0] == "-" else 1)
