# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""H17 and H18: whether identifiers of other works, people and organisations exist. Private to the collection.

Each one is asked about once, at the service that gives them out, and the answer is kept. Sources: https://info.orcid.org/documentation/integration-guide
(public API), https://ror.readme.io/docs/rest-api, https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...metadata import doi_names, identifiers
from .answer import JSON, NOTHING, Answer, Ask
from .options import PageOptions
from .subject import PageSubject, address_at
from .verdict import FAILED, UNKNOWN, Verdict, failed, not_applicable, passed, unknown

DOI, ORCID, ROR = "doi", "orcid", "ror"
_MOST_RELATED = 50
_ORCID_FORM = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])\s*/?$", re.IGNORECASE)
_ROR_FORM = re.compile(r"(?:ror\.org/)?(0[0-9a-z]{6}\d{2})\s*/?$", re.IGNORECASE)
_FOUND = frozenset((200, 301, 302, 303, 307, 308))


@dataclass(frozen=True)
class Identifier:
    """An identifier of another thing: its kind and its bare form."""

    kind: str
    name: str

    @property
    def key(self) -> str:
        """What it is called in the file of what is remembered."""
        return f"{self.kind}:{self.name}"


def related(subject: PageSubject) -> tuple[Identifier, ...]:
    """The related DOIs of a record, save itself."""
    found: dict[str, None] = {}
    for entry in subject.entries("relatedIdentifiers"):
        text = entry.get("relatedIdentifier")
        if isinstance(text, str) and entry.get("relatedIdentifierType") == "DOI":
            name = doi_names.plain(text)
            if name != subject.doi and doi_names.problem(name) is None:
                found.setdefault(name)
    return tuple(Identifier(DOI, name) for name in list(found)[:_MOST_RELATED])


def agents(subject: PageSubject) -> tuple[Identifier, ...]:
    """The ORCID and ROR identifiers of people, affiliations, publisher and funders."""
    return tuple(dict.fromkeys(one for scheme, text in _given(subject) if (one := _identifier(scheme, text)) is not None))


def ask_about(identifier: Identifier, options: PageOptions) -> Generator[Ask, Answer, Verdict]:
    """Ask whether an identifier exists; a wrong check digit needs no question."""
    wrong = identifiers.problem(identifier.kind, identifier.name) if identifier.kind != DOI else None
    if wrong:
        return failed(wrong)
    answer = yield _ask(identifier, options)
    if answer.is_no_service:
        return unknown(f"{identifier.name}: {answer.detail or f'status {answer.status}'}")
    if answer.status in (404, 410):
        return failed(f"{identifier.name} does not exist")
    # 409 is how ORCID speaks of an iD that was locked or closed: it is one.
    return passed if answer.status in _FOUND or answer.status == 409 else unknown(f"{identifier.name}: status {answer.status}")


def existence(named: Iterable[Identifier], known: Mapping[str, Verdict]) -> Verdict:
    """The verdict over all identifiers of a record, of which `known` has one each."""
    verdicts = [known[one.key] for one in named if one.key in known]
    if not verdicts:
        return not_applicable("the record names none")
    wrong = [verdict.message for verdict in verdicts if verdict.state == FAILED]
    if wrong:
        return failed("; ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""), identifiers=wrong[:20])
    missing = next((verdict for verdict in verdicts if verdict.state == UNKNOWN), None)
    return missing or passed


def service(identifier: Identifier, options: PageOptions) -> str:
    """The base address of who knows whether it exists."""
    return {DOI: options.related_resolver, ORCID: options.orcid_api}.get(identifier.kind, options.ror_api)


def _ask(identifier: Identifier, options: PageOptions) -> Ask:
    base = service(identifier, options)
    if identifier.kind == DOI:
        return Ask(address_at(base, identifier.name), method="HEAD", accept="*/*", reads=NOTHING)
    path = f"{identifier.name}/person" if identifier.kind == ORCID else identifier.name
    return Ask(f"{base.rstrip('/')}/{path}", accept="application/json", reads=NOTHING if identifier.kind == ORCID else JSON)


def _given(subject: PageSubject) -> Iterator[tuple[Any, Any]]:
    """(scheme, text) of each identifier of people and organisations."""
    for attribute in ("creators", "contributors"):
        for person in subject.entries(attribute):
            yield from ((entry.get("nameIdentifierScheme"), entry.get("nameIdentifier")) for entry in _objects(person.get("nameIdentifiers")))
            yield from ((entry.get("affiliationIdentifierScheme"), entry.get("affiliationIdentifier")) for entry in _objects(person.get("affiliation")))
    for publisher in _objects([subject.attributes.get("publisher")]):
        yield publisher.get("publisherIdentifierScheme"), publisher.get("publisherIdentifier")
    yield from ((entry.get("funderIdentifierType"), entry.get("funderIdentifier")) for entry in subject.entries("fundingReferences"))


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _identifier(scheme: Any, text: Any) -> Identifier | None:
    """What has the form of one; what has not is for the rules of the metadata."""
    if not isinstance(scheme, str) or not isinstance(text, str):
        return None
    kind = scheme.strip().lower()
    found = _ORCID_FORM.search(text) if kind == ORCID else _ROR_FORM.search(text) if kind == ROR else None
    if found is None:
        return None
    return Identifier(kind, "-".join(found.groups()).upper() if kind == ORCID else found[1].lower())
