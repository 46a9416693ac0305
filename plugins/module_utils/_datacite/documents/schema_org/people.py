# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authors, contributors and publisher of a schema.org work. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...metadata.vocabularies import kernel4
from ..json_parts.agents import SCHEME_URIS, affiliation, agent, identified, is_nobody, orcid
from ..json_parts.part import Part
from ..json_parts.values import line_of, listed, named, once, shown, without_nothing
from .container import container_of
from .graph import types_of

_ORGANISATIONS = frozenset((
    "Consortium", "Corporation", "CollegeOrUniversity", "NGO", "Library", "LibrarySystem", "Museum", "GovernmentOffice", "LocalBusiness", "School",
    "WorkersUnion", "FundingScheme", "FundingAgency", "Project", "ResearchProject", "Hospital", "University", "MusicGroup", "SportsTeam",
))  # fmt: skip
_ROLES = frozenset(("Role", "OrganizationRole", "PerformanceRole", "EmployeeRole"))
_CONTRIBUTORS = {
    "editor": "Editor", "translator": "Translator", "contributor": "Other", "copyrightHolder": "RightsHolder", "sponsor": "Sponsor", "producer": "Producer",
    "maintainer": "DataManager", "accountablePerson": "ContactPerson",
}  # fmt: skip
_AGENCIES = frozenset(("datacite", "crossref", "medra", "kisti", "jalc", "op"))
"""Registration agencies, which DataCite names as `provider` in what it hands out."""


def creators_of(work: Mapping[str, Any]) -> Part:
    """The authors; without any, the editors, and then those whom the document only credits."""
    for member in ("author", "creator"):
        if work.get(member) is not None:
            other = "creator" if member == "author" else "author"
            return _creators(listed(work[member]), listed(work.get(other)), ("author", "creator"))
    for member in ("editor", "contributor"):
        part = _creators(listed(work.get(member)), [], (member,))
        if part.value:
            plural = f"{member}s"
            said = (f"the {plural} became the creators: there are no authors",)
            return Part("creators", part.value, part.members, True, (member,), (*part.mended, *said))
    return Part("creators", names=("author", "creator"))


def _creators(entries: list[Any], others: list[Any], names: tuple[str, ...]) -> Part:
    """`others`: people of whom only those count who are not among the entries."""
    agents, nobody = _agents(entries)
    plain = len(entries) == len(agents) and all(_is_plain(entry, pair) for entry, pair in zip(entries, agents, strict=True))
    known = {one["name"].casefold() for _sent, one in agents}
    more = [pair for pair in _agents(others)[0] if pair[1]["name"].casefold() not in known]
    value = [one for _sent, one in [*agents, *more]]
    mended = ('"et al." is no person and was left out',) if nobody else ()
    return Part("creators", value or None, {"author": [sent for sent, _one in [*agents, *more]]} if value else {}, not plain or bool(more), names, mended)


def contributors_of(work: Mapping[str, Any], taken: tuple[str, ...]) -> Part:
    """Everybody else, each with the type that DataCite wants; `taken`: members that became creators."""
    value: list[dict[str, Any]] = []
    sent: list[dict[str, Any]] = []
    for member, kind in _CONTRIBUTORS.items():
        if member in taken:
            continue
        for entry in listed(work.get(member)):
            agents, _nobody = _agents([entry])
            for message, one in agents:
                own = _contributor_type(entry, kind)
                value.append({**one, "contributorType": own})
                sent.append({**message, "contributorType": own})
    value = once(value)
    plain = not any(work.get(member) for member in _CONTRIBUTORS if member not in ("editor", *taken)) and len(listed(work.get("editor"))) == len(value)
    plain = plain and all(
        isinstance(entry, dict) and line_of(entry.get("contributorType")) == one["contributorType"] and _is_plain(entry, (message, one))
        for entry, message, one in zip(listed(work.get("editor")), sent, value, strict=False)
    )
    names = tuple(member for member in _CONTRIBUTORS if member not in taken)
    return Part("contributors", value or None, {"editor": once(sent)} if sent else {}, not plain and bool(value), names)


def publisher_of(work: Mapping[str, Any]) -> Part:
    """The publisher; without one the organisation that provides the work, the catalogue or the journal that it is in."""
    entries = [one for one in listed(work.get("publisher")) if named(one)]
    if entries:
        entry, value = entries[0], _publisher(entries[0])
        plain = isinstance(entry, dict) and entry.get("name") == value["name"] and line_of(entry.get("@id")) == value.get("publisherIdentifier")
        lost = tuple(shown("publisher", one) for one in entries[1:] if named(one) != value["name"])
        return Part("publisher", value, {"publisher": _sent_publisher(value)}, not plain, ("publisher",), (), lost)
    for member in ("provider", "sourceOrganization", "includedInDataCatalog", "sdPublisher"):
        found = next((one for one in listed(work.get(member)) if (name := named(one)) and "Person" not in _types(one) and name.lower() not in _AGENCIES), None)
        if found is not None:
            value = _publisher(found)
            said = (f"`{member}` became the publisher: none is named",)
            return Part("publisher", value, {"publisher": _sent_publisher(value)}, True, ("publisher", member), said)
    journal = container_of(work, is_dataset=False).value or {}
    if journal.get("type") == "Journal":
        # DataCite writes the journal's title there into the XML that it keeps, in any case.
        value, said = {"name": journal["title"]}, ("the journal became the publisher: no other is named",)
        return Part("publisher", value, {"publisher": _sent_publisher(value)}, True, ("publisher",), said)
    return Part("publisher", names=("publisher",))


def _types(entry: Any) -> list[str]:
    return types_of(entry) if isinstance(entry, dict) else []


def _publisher(entry: Any) -> dict[str, Any]:
    known = next((found for text in _identifier_texts(entry) if (found := identified(text)) and found[0] != "ORCID"), None) if isinstance(entry, dict) else None
    value = {"name": named(entry)}
    if known:
        value |= {"publisherIdentifier": known[1], "publisherIdentifierScheme": known[0], "schemeUri": SCHEME_URIS[known[0]]}
    return value


def _sent_publisher(value: Mapping[str, Any]) -> dict[str, Any]:
    return without_nothing({"@type": "Organization", "@id": value.get("publisherIdentifier"), "name": value["name"]})


def _contributor_type(entry: Any, usual: str) -> str:
    """What the document itself says for the type (as DataCite writes it), else what the member stands for."""
    from_document = line_of(entry.get("contributorType")) if isinstance(entry, dict) else None
    return from_document if from_document and from_document in kernel4.CONTRIBUTOR_TYPE else usual


def _agents(entries: list[Any]) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], bool]:
    """Pairs of what is sent and what it stands for, and whether somebody was only "et al."."""
    known = [(entry, one) for entry in _separate(entries) if (one := _agent(entry))]
    found = [(_sent(entry, one), one) for entry, one in known if not is_nobody(one["name"])]
    return found, len(found) < len(known)


def _separate(entries: list[Any]) -> list[Any]:
    """Roles led to whom they are about, several names in one text (with `;` between them) taken apart."""
    found: list[Any] = []
    for entry in entries:
        if isinstance(entry, dict) and set(types_of(entry)) & _ROLES:
            inner = [one for member in ("author", "creator", "contributor", "editor", "member") for one in listed(entry.get(member))]
            found.extend(inner or [entry])
            continue
        text = line_of(entry) if not isinstance(entry, dict) else None
        found.extend([part.strip() for part in text.split(";") if part.strip()] if text else [entry])
    return found


def _agent(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict) or "@value" in entry:
        text = line_of(entry)
        return agent(name=text) if text and not text.startswith(("http://", "https://", "_:")) else {}
    name = named(entry)
    given, family = line_of(entry.get("givenName")), line_of(entry.get("familyName"))
    if not name and not family and not given:
        return {}
    kind = _kind(entry) or ("Personal" if given and family else None)
    affiliations = [_affiliation(one) for member in ("affiliation", "worksFor") for one in listed(entry.get(member))]
    return agent(name=name, given=given, family=family, kind=kind, identifiers=_identifier_texts(entry), affiliations=affiliations)


def _kind(entry: Mapping[str, Any]) -> str | None:
    for kind in types_of(entry):
        if kind in ("Person", "Patient"):
            return "Personal"
        if kind in _ORGANISATIONS or kind.endswith(("Organization", "Organisation", "Business")):
            return "Organizational"
    return None


def _affiliation(entry: Any) -> dict[str, str]:
    return affiliation(named(entry), _identifier_texts(entry) if isinstance(entry, dict) else ())


def _identifier_texts(entry: Mapping[str, Any]) -> list[str]:
    texts: list[str] = []
    for member in ("@id", "id", "identifier", "sameAs", "url", "orcid", "ORCID"):
        for one in listed(entry.get(member)):
            text = line_of(one.get("value") or one.get("@id") or one.get("url")) if isinstance(one, dict) and "@value" not in one else line_of(one)
            scheme = line_of(one.get("propertyID")) or "" if isinstance(one, dict) else ""
            if text:
                texts.append(
                    f"ROR:{text}" if scheme.lower() == "ror" and "/" not in text else f"ISNI {text}" if scheme.lower() == "isni" and "/" not in text else text
                )
    return texts


def _sent(entry: Any, one: Mapping[str, Any]) -> dict[str, Any]:
    """A person as DataCite's reader takes it: one affiliation, and `@id` for an ORCID only."""
    kind = {"Personal": "Person", "Organizational": "Organization"}.get(str(one.get("nameType")))
    if isinstance(entry, dict) and not _kind(entry):
        kind = None
    known = next((each["nameIdentifier"] for each in one.get("nameIdentifiers", []) if each["nameIdentifierScheme"] == "ORCID"), None)
    first = one["affiliation"][0] if one.get("affiliation") else None
    employer = without_nothing({"@type": "Organization", "@id": first.get("affiliationIdentifier"), "name": first["name"]}) if first else None
    return without_nothing(
        {"@type": kind, "@id": known, "name": one["name"], "givenName": one.get("givenName"), "familyName": one.get("familyName"), "affiliation": employer}
    )


def _is_plain(entry: Any, pair: tuple[Mapping[str, Any], Mapping[str, Any]]) -> bool:
    """Whether DataCite reads this person as well as it is read here."""
    _message, one = pair
    if not isinstance(entry, dict) or entry.get("@type") not in (None, "Person", "Organization") or not isinstance(entry.get("name"), str):
        return False
    if any(entry.get(member) != one.get(member) for member in ("name", "givenName", "familyName")):
        return False
    known, name = one.get("nameIdentifiers", []), entry.get("@id")
    if [each["nameIdentifier"] for each in known] != ([orcid(name)] if isinstance(name, str) and name else []):
        return False
    employer = entry.get("affiliation")
    if "worksFor" in entry or not isinstance(employer, str | dict | None) or bool(employer) != ("affiliation" in one):
        return False
    name = employer.get("@id") if isinstance(employer, dict) else None
    return name is None or one["affiliation"][0].get("affiliationIdentifier") == name
