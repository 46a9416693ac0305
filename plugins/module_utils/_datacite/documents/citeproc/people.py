# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of a Citeproc item: authors, editors, translators and the others. Private to the collection.

Source: https://docs.citationstyles.org/en/stable/specification.html#name-variables and Crossref's REST API, whose persons also carry `ORCID`, `affiliation`
and, for organisations, `name`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..json_parts.agents import affiliation, agent, is_nobody
from ..json_parts.part import Part
from ..json_parts.values import line_of, listed, named, once

_CONTRIBUTORS: Mapping[str, str] = {
    "editor": "Editor", "collection-editor": "Editor", "editorial-director": "Editor", "translator": "Translator", "producer": "Producer",
    "executive-producer": "Producer", "curator": "DataCurator", "compiler": "DataCollector", "contributor": "Other", "chair": "Other", "director": "Other",
    "composer": "Other", "illustrator": "Other", "interviewer": "Other", "narrator": "Other", "organizer": "Other", "performer": "Other",
    "script-writer": "Other", "series-creator": "Other", "guest": "Other", "host": "Other",
}  # fmt: skip
_APOSTROPHES = ("\u2019", "'")
_IN_PLACE_OF_AUTHORS = ("editor", "director", "composer", "performer", "compiler", "producer", "organizer", "collection-editor", "translator", "contributor")


def creators_of(item: Mapping[str, Any]) -> Part:
    """The authors; without any, the editors, or whoever else the item names first."""
    people, nobody = _people(item.get("author"))
    mended = ('"et al." is no person and was left out',) if nobody else ()
    for member in () if people else _IN_PLACE_OF_AUTHORS:
        people, nobody = _people(item.get(member))
        if people:
            plural = f"{member}s".replace("-", " ")
            said = (*mended, f"the {plural} became the creators: there are no authors")
            return Part("creators", people, _sent(people), True, ("author", member), said)
    # Without authors DataCite makes one up, `:(unav)`: that is to be thrown away.
    return Part("creators", people or None, _sent(people), not people or not _are_read(item.get("author"), people), ("author",), mended)


def contributors_of(item: Mapping[str, Any], creators: tuple[str, ...]) -> Part:
    """Everybody else with the type that DataCite wants. None of them is sent: DataCite's reader leaves editors without a type, and refuses them then."""
    found: list[dict[str, Any]] = []
    for member, kind in _CONTRIBUTORS.items():
        if member not in creators:
            known = {one["name"] for one in found} if kind == "Other" else set()
            found.extend({**one, "contributorType": kind} for one in _people(item.get(member))[0] if one["name"] not in known)
    return Part("contributors", once(found) or None, {}, bool(found), tuple(_CONTRIBUTORS))


def _people(value: Any) -> tuple[list[dict[str, Any]], bool]:
    known = [one for entry in listed(value) if (one := _person(entry))]
    people = [one for one in known if not is_nobody(one["name"])]
    return people, len(people) < len(known)


def _person(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        text = line_of(entry)
        return agent(name=text) if text else {}
    identifiers = [
        text for member in ("ORCID", "orcid", "_ORCID", "id", "ROR", "ISNI") for one in listed(entry.get(member)) if (text := _identifier(one, member))
    ]
    affiliations = [_affiliation(one) for one in listed(entry.get("affiliation"))]
    whole = line_of(entry.get("literal"))
    organisation = line_of(entry.get("name"))
    given = line_of(entry.get("given"))
    family = _with_particles(entry, line_of(entry.get("family")))
    if family and given:
        full = ", ".join(part for part in (family, given, line_of(entry.get("suffix"))) if part)
        return agent(name=full, given=given, family=family, kind="Personal", identifiers=identifiers, affiliations=affiliations)
    name = whole or organisation or family or given
    if not name:
        return {}
    # A literal name stands for organisations, and for persons whose name nobody took apart (DataCite's own Citeproc has many): nobody can know which.
    # What Crossref calls `name` is an organisation's.
    kind = "Organizational" if organisation and not whole else None
    return agent(name=name, kind=kind, identifiers=identifiers, affiliations=affiliations)


def _with_particles(entry: Mapping[str, Any], family: str | None) -> str | None:
    """`van der Berg` of `Berg` with the particle `van der`; a particle that the family name begins with already is not written twice."""
    if not family:
        return None
    for member in ("non-dropping-particle", "dropping-particle"):
        particle = line_of(entry.get(member))
        if particle and not family.casefold().startswith(f"{particle} ".casefold()):
            family = f"{particle}{'' if particle.endswith(_APOSTROPHES) else ' '}{family}"
    return family


def _identifier(value: Any, member: str) -> str | None:
    text = line_of(value.get("id")) if isinstance(value, dict) else line_of(value)
    return f"{member} {text}" if text and member in ("ISNI",) and "/" not in text else f"ror:{text}" if text and member == "ROR" and "/" not in text else text


def _affiliation(entry: Any) -> dict[str, str]:
    identifiers = [text for one in listed(entry.get("id")) if (text := _identifier(one, "id"))] if isinstance(entry, dict) else []
    return affiliation(named(entry) or (line_of(entry.get("literal")) if isinstance(entry, dict) else None), identifiers)


def _sent(people: list[dict[str, Any]]) -> dict[str, Any]:
    """As DataCite's reader takes them: names that are known in parts, and literal ones."""
    if not people:
        return {}
    return {
        "author": [
            {"family": one["familyName"], "given": one["givenName"]} if "familyName" in one and "givenName" in one else {"literal": one["name"]}
            for one in people
        ]
    }


def _are_read(value: Any, people: list[dict[str, Any]]) -> bool:
    """Whether DataCite's reader gets all of them right: only names that stand as they are, for of other persons it makes no full name."""
    entries = listed(value)
    return len(entries) == len(people) and all(
        isinstance(entry, dict) and entry.get("literal") == one["name"] and one.keys() == {"name"} for entry, one in zip(entries, people, strict=True)
    )
