# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as the writers of other formats look at it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .container import container_of
from .names import doi_url
from .values import objects, present, wrapped

# Names of database columns that are spelled otherwise in JSON.
_COLUMNS = {"publisher_obj": "publisher", "version_info": "version"}


@dataclass(frozen=True)
class View:
    """A record's camelCase attributes, members of objects in the order in which DataCite's database gives them back."""

    attributes: Mapping[str, Any]

    def get(self, name: str) -> Any:
        """An attribute; None where it was never set."""
        return self.attributes.get(name)

    def objects(self, name: str) -> list[dict[str, Any]]:
        """The objects in a list attribute."""
        return objects(self.attributes.get(name))

    @property
    def doi(self) -> str:
        """The name, in capitals as it is stored."""
        return str(self.attributes.get("doi") or "").upper()

    @property
    def doi_url(self) -> str | None:
        """The name as an address."""
        return doi_url(self.doi)

    @property
    def types(self) -> dict[str, Any]:
        """The types; empty where there are none."""
        types = self.attributes.get("types")
        return types if isinstance(types, dict) else {}

    @property
    def publisher(self) -> dict[str, Any]:
        """The publisher as an object; empty where there is none."""
        publisher = self.attributes.get("publisher")
        return {"name": publisher} if isinstance(publisher, str) else publisher if isinstance(publisher, dict) else {}

    @property
    def container(self) -> dict[str, Any]:
        """What the resource was published in."""
        return container_of(self.attributes)

    def first(self, name: str, member: str) -> Any:
        """A member of the first object of a list attribute."""
        return next((entry.get(member) for entry in self.objects(name)), None)

    def date(self, kind: str) -> Any:
        """The first date of a type."""
        return next((entry.get("date") for entry in self.objects("dates") if entry.get("dateType") == kind), None)

    def abstract(self) -> Any:
        """The first abstract."""
        return next((entry.get("description") for entry in self.objects("descriptions") if entry.get("descriptionType") == "Abstract"), None)

    def subjects(self) -> list[Any]:
        """The subjects' texts."""
        return [entry.get("subject") if isinstance(entry, dict) else entry for entry in wrapped(self.get("subjects"))]

    def pages(self) -> str | None:
        """First and last page."""
        container = self.container
        if not present(container.get("firstPage")):
            return None
        return "-".join(str(page) for page in (container["firstPage"], container.get("lastPage")) if page is not None)


def view_of(record: Mapping[str, Any]) -> View:
    """A view of a record, whether its attributes are named as in JSON or as the columns of the database."""
    return View({_COLUMNS.get(name) or _camel(name): _ordered(value) for name, value in record.items() if not _doubled(name, record)})


def _doubled(name: str, record: Mapping[str, Any]) -> bool:
    """Columns that stand beside another one of the same meaning."""
    return name == "version" and "version_info" in record or name == "publisher" and "publisher_obj" in record


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


def _ordered(value: Any) -> Any:
    """Members by length of their names, then by the names, as the database sorts them."""
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value, key=lambda name: (len(name), name))}
    return [_ordered(entry) for entry in value] if isinstance(value, list) else value


def pretty(members: Mapping[str, Any]) -> str:
    """JSON over several lines, without members that are null."""
    return json.dumps({name: value for name, value in members.items() if value is not None}, indent=2, ensure_ascii=False)


def date_parts(date: Any) -> dict[str, Any]:
    """A date as Citeproc has it; parts that are no numbers or zero are left out."""
    text = "" if date is None else str(date)
    numbers = [_leading_number(part) for part in (text[:4], text[5:7], text[8:10])]
    return {"date-parts": [[number for number in numbers if number]]}


def _leading_number(text: str) -> int:
    found = re.match(r"\s*([-+]?\d+)", text)
    return int(found[1]) if found else 0


def list_or_one(entries: list[Any]) -> Any:
    """Null for no entry, the entry for one, the list for several."""
    return (entries[0] if len(entries) == 1 else entries) if entries else None
