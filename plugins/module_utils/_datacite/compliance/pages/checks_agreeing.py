# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""H12: whether the page says the same of the work as its metadata. Private to the collection."""

from __future__ import annotations

import re

from ...metadata.licences import LICENCES
from . import json_ld
from .case import Case
from .verdict import FAILED, Verdict, failed, not_applicable, passed
from .wording import squashed

_CREATIVE_COMMONS = re.compile(r"creativecommons\.org/(?:licenses/(?P<kind>[a-z-]+)|publicdomain/(?P<public>zero|mark))/(?P<version>\d\.\d)", re.IGNORECASE)
_SPDX = re.compile(r"spdx\.org/licenses/([\w.+-]+?)(?:\.html|\.json)?/?$", re.IGNORECASE)
_LICENCE_METAS = ("dc.rights", "dcterms.license", "dcterms.rights", "dc.rights.license", "citation_license", "dc.license")
_MARKUP = re.compile(r"<[^>]{1,100}>")


def _bare(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.strip().lower()).rstrip("/").removesuffix("/legalcode").removesuffix("/deed.en")


_BY_NAME = {text.casefold(): identifier.lower() for identifier, name, _address in reversed(LICENCES) for text in (identifier, name)}
_BY_ADDRESS = {_bare(address): identifier.lower() for identifier, _name, address in reversed(LICENCES)}


def agrees(case: Case) -> Verdict:
    """H12: the title is on the page, and the page names no other licence."""
    title = _title(case)
    licence = _licence(case)
    problems = [verdict for verdict in (title, licence) if verdict is not None and verdict.state == FAILED]
    if problems:
        return Verdict(FAILED, "; ".join(one.message for one in problems), {key: value for one in problems for key, value in one.evidence.items()})
    return passed if title or licence else not_applicable("the record has neither a title nor a licence that is known")


def licence_of(text: str) -> str | None:
    """The licence that a text names or leads to, as an SPDX identifier in lower case without `-only` and `-or-later`; None where it is not known."""
    deed = _CREATIVE_COMMONS.search(text)
    if deed:
        public = (deed["public"] or "").lower()
        return {"zero": "cc0-1.0", "mark": "pdm-1.0"}.get(public) or f"cc-{(deed['kind'] or '').lower()}-{deed['version']}"
    spdx = _SPDX.search(text)
    name = spdx[1].lower() if spdx else _BY_NAME.get(text.strip().casefold()) or _BY_ADDRESS.get(_bare(text))
    return re.sub(r"-(only|or-later)$", "", name) if name else None


def shows_title(case: Case) -> bool:
    """Whether one of the record's titles is anywhere on the page, whatever its type, punctuation and case."""
    works = case.described.works(case.fitting_types)
    metas = case.page.meta("citation_title", "dc.title", "dcterms.title", "og:title")
    shown = [case.page.squashed, *map(squashed, (*metas, *(text for work in works for text in json_ld.names(work))))]
    titles = [squashed(_MARKUP.sub("", title)) for title in case.subject.titles]
    return any(title in text for title in titles if title for text in shown)


def _title(case: Case) -> Verdict | None:
    if not case.subject.titles:
        return None
    if shows_title(case):
        return passed
    on_page = next(iter((*case.page.headings, case.page.title)), "")
    return failed(
        f"the page does not show the title of the record, {case.subject.titles[0][:120]}", title=case.subject.titles[0][:200], page_title=on_page[:200]
    )


def _licence(case: Case) -> Verdict | None:
    texts = [entry.get(member) for entry in case.subject.entries("rightsList") for member in ("rightsUri", "rightsIdentifier", "rights")]
    own = {known for text in texts if isinstance(text, str) and (known := licence_of(text))}
    if not own:
        return None
    stated = _stated(case)
    given = {known for text in stated if (known := licence_of(text))}
    if not given or given & own or own & {licence_of(anchor.target) for anchor in case.page.anchors}:
        return passed
    return failed(f"the page says {', '.join(sorted(given))} where the record says {', '.join(sorted(own))}", licences=sorted(given), declared=sorted(own))


def _stated(case: Case) -> list[str]:
    """What the page says in a machine's words; a link in the footer may be about the site."""
    stated = [link.target for link in case.links if "license" in link.relations]
    stated.extend(case.page.meta(*_LICENCE_METAS))
    stated.extend(text for work in case.described.works(case.fitting_types) for text in json_ld.licences(work))
    return stated
