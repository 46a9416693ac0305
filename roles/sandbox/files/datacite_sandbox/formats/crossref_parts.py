# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of a Crossref record as JSON attributes: people, funding, licences, abstracts, identifiers, relations."""

from __future__ import annotations

from typing import Any

from . import licences
from .element_map import CONTENT, text_of
from .names import funder_url, orcid_url
from .text import sanitized, squish
from .values import objects, plain, present, without_nulls, wrapped

_ROLES = {"editor": "Editor", "translator": "Translator"}
_SERIES_RELATIONS = {"hasTranslation": "HasTranslation", "isTranslationOf": "IsTranslationOf"}


def _first(entry: Any) -> Any:
    return text_of(entry[0]) if isinstance(entry, list) and entry else text_of(entry)


def people(work: dict[str, Any], role: str) -> list[dict[str, Any]]:
    """Persons and organisations of a role; a work without authors gets one whose name is not available."""
    holder = work.get("contributors")
    named = holder if isinstance(holder, dict) else {}
    persons = objects(named.get("person_name") or work.get("person_name"))
    organizations = objects(named.get("organization"))
    if role == "author" and not any(one.get("contributor_role") == "author" for one in persons + organizations):
        persons = [{"name": ":(unav)", "contributor_role": "author"}]
    return [_person(one, role) for one in persons + organizations if one.get("contributor_role") == role]


def _person(entry: dict[str, Any], role: str) -> dict[str, Any]:
    kind = _ROLES.get(role)
    orcid = orcid_url(text_of(entry.get("ORCID")))
    identifiers = [{"nameIdentifier": orcid, "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}] if orcid else None
    if not (present(entry.get("surname")) or present(entry.get("given_name")) or identifiers):
        name = entry.get("name") if entry.get("name") is not None else entry.get(CONTENT)
        return without_nulls({"nameType": "Organizational", "name": name, "contributorType": kind})
    given, family = text_of(entry.get("given_name")), text_of(entry.get("surname"))
    return without_nulls(
        {
            "nameType": "Personal",
            "nameIdentifiers": identifiers,
            "name": ", ".join(str(part) for part in (family, given) if part is not None),
            "givenName": given,
            "familyName": family,
            "affiliation": _affiliations(entry.get("affiliation")) or None,
            "contributorType": kind,
        }
    )


def _affiliations(entries: Any) -> list[dict[str, Any]]:
    found = []
    for entry in wrapped(entries):
        name = entry.get(CONTENT) if isinstance(entry, dict) else entry
        if isinstance(name, str) and name.strip():
            found.append({"name": name})
        elif isinstance(entry, dict) and CONTENT not in entry:
            found.append(entry)
    return found


def alternate_identifiers(work: dict[str, Any]) -> list[dict[str, Any]]:
    """The publisher's own number, or the first ISBN."""
    publisher = work.get("publisher_item")
    numbers = publisher.get("item_number") if isinstance(publisher, dict) else None
    if present(numbers):
        return [_numbered(one) for one in wrapped(numbers)]
    if present(text_of(work.get("item_number"))):
        return [{"identifier": text_of(work["item_number"]), "identifierType": "Publisher ID"}]
    if present(text_of(work.get("isbn"))):
        return [{"identifier": _first(work["isbn"]), "identifierType": "ISBN"}]
    return []


def _numbered(entry: Any) -> dict[str, Any]:
    if isinstance(entry, str):
        return {"identifier": entry, "identifierType": "Publisher ID"}
    return {"identifier": entry.get(CONTENT), "identifierType": entry.get("item_number_type") or "Publisher ID"}


def abstracts(work: dict[str, Any]) -> list[dict[str, Any]]:
    """The paragraphs of abstracts, and other descriptions."""
    found = []
    for entry in wrapped(work.get("abstract")):
        paragraphs = entry.get("p") if isinstance(entry, dict) else None
        found.append(without_nulls({"descriptionType": "Abstract", "description": _paragraphs(paragraphs)}))
    for entry in wrapped(work.get("description")):
        found.append(without_nulls({"descriptionType": "Other", "description": _paragraphs(text_of(entry))}))
    return found


def _paragraphs(value: Any) -> Any:
    if isinstance(value, list):
        texts = [_paragraphs(one) for one in value]
        return plain([text for place, text in enumerate(texts) if text not in texts[:place]])
    return sanitized(value.get(CONTENT) if isinstance(value, dict) else value, lines=True)


def rights(program: Any) -> list[dict[str, Any]]:
    """The licences of a work, each once."""
    access = next((one for one in objects(program) if one.get("name") == "AccessIndicators"), {})
    found: list[dict[str, Any]] = []
    for entry in wrapped(access.get("license_ref")):
        one = licences.of_members(None, uri=text_of(entry))
        if one not in found:
            found.append(one)
    return found


def funding(program: Any) -> list[dict[str, Any]]:
    """One funder for each group of assertions that names one."""
    fundref = next((one for one in objects(program) if one.get("name") == "fundref"), {})
    groups = [one for one in objects(fundref.get("assertion")) if one.get("name") == "fundgroup" and present(one.get("assertion"))]
    return [funder for group in groups if (funder := _funder(group)) is not None]


def _funder(group: dict[str, Any]) -> dict[str, Any] | None:
    known: dict[str, Any] = {}
    for assertion in objects(group.get("assertion")):
        if assertion.get("name") == "award_number":
            known |= {"awardNumber": assertion.get(CONTENT), "awardUri": assertion.get("awardURI")}
        elif assertion.get("name") == "funder_name":
            inner = assertion.get("assertion")
            identifier = funder_url(inner.get(CONTENT)) if isinstance(inner, dict) else None
            known["funderName"] = squish(str(assertion.get(CONTENT) or "")) or None
            known["funderIdentifier"] = identifier
            if identifier:
                known["funderIdentifierType"] = "Crossref Funder ID"
    return without_nulls(known) if known.get("funderName") else None


def issn_of(value: Any) -> str | None:
    """An ISSN with its hyphen, the electronic one where there are several."""
    if isinstance(value, list) and value:
        value = next((one for one in objects(value) if one.get("media_type") == "electronic"), value[0])
    text = str(text_of(value) or "")
    return text if len(text) == 9 else f"{text[:4]}-{text[4:]}" if len(text) == 8 else None


def references(work: dict[str, Any]) -> list[dict[str, Any]]:
    """The cited works that have a DOI."""
    holder = work.get("citation_list")
    cited = objects(holder.get("citation")) if isinstance(holder, dict) else []
    found = [text_of(one["doi"]) for one in cited if present(one.get("doi"))]
    return [{"relatedIdentifier": doi.lower(), "relationType": "References", "relatedIdentifierType": "DOI"} for doi in found if isinstance(doi, str)]


def program_relations(program: Any) -> list[dict[str, Any]]:
    """Translations, where the program of relations is the only one."""
    items = objects(program.get("related_item")) if isinstance(program, dict) else []
    found = []
    for written, relation in _SERIES_RELATIONS.items():
        for item in items:
            within = item.get("intra_work_relation")
            if isinstance(within, dict) and within.get("relationship_type") == written and within.get("identifier_type") == "doi":
                found.append({"relatedIdentifier": str(text_of(within)).lower(), "relationType": relation, "relatedIdentifierType": "DOI"})
    return found
