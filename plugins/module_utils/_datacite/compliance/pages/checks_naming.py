# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""H08 to H11: whether the page says which DOI it belongs to, to people and to machines. Private to the collection."""

from __future__ import annotations

import re

from . import json_ld
from .case import Case
from .verdict import Verdict, failed, not_applicable, passed
from .wording import squashed

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'<>]+")
_META_NAMES = (
    "dc.identifier", "dcterms.identifier", "dc.identifier.doi", "dc.identifier.uri", "dc:identifier", "dcterms:identifier",
    "citation_doi", "prism.doi", "bepress_citation_doi",
)  # fmt: skip


def shows_doi(case: Case) -> Verdict:
    """H08. DataCite's display guidelines: the whole https://doi.org/… address, as a link. DOIs of the test system have another resolver."""
    targets = [anchor.target for anchor in case.page.anchors if case.is_own(anchor.target)]
    if any(target.lower().startswith(("https://doi.org/", case.resolver)) for target in targets):
        return passed
    if targets:
        return failed(f"the page shows the DOI as {targets[0][:200]}; write https://doi.org/{case.subject.doi}", link=targets[0][:200])
    if squashed(case.subject.doi) in case.page.squashed:
        return failed(f"the page shows the DOI as plain text; make it the link https://doi.org/{case.subject.doi}")
    return failed(f"the page does not show the DOI; show it as the link https://doi.org/{case.subject.doi}")


def has_json_ld(case: Case) -> Verdict:
    """H09."""
    if not case.page.json_ld:
        return failed("the page has no JSON-LD (a script of type application/ld+json), by which search engines find data")
    nodes = case.described.nodes
    if case.described.problems and not nodes:
        return failed(f"the JSON-LD of the page {case.described.problems[0]}", problems=list(case.described.problems[:5]))
    found = sorted({name for node in nodes for name in json_ld.types(node)})
    if case.fitting_types.intersection(found):
        return passed
    expected = sorted(case.fitting_types)
    wanted = expected[0] if len(expected) == 1 else _expected(case)
    if not case.described.works():
        return failed(
            f"the JSON-LD of the page does not describe the work, only {', '.join(found[:5]) or 'nothing of a type'}; a {wanted} is expected", types=found[:10]
        )
    return failed(f"the JSON-LD of the page describes a {', '.join(found[:5])}; the record is a {wanted}", types=found[:10], expected=wanted)


def json_ld_names_doi(case: Case) -> Verdict:
    """H10."""
    works = case.described.works(case.fitting_types)
    if not works:
        return not_applicable("there is no JSON-LD of the work, see H09")
    given = [text for work in works for text in json_ld.identifiers(work)]
    if any(case.is_own(text) for text in given):
        return passed
    other = next((text for text in given if _DOI.search(text)), None)
    if other is not None:
        return failed(f"the JSON-LD of the page names another DOI: {other[:200]}", identifiers=[text[:200] for text in given[:5]])
    return failed("the JSON-LD of the page does not name the DOI as @id or identifier", identifiers=[text[:200] for text in given[:5]])


def meta_names_doi(case: Case) -> Verdict:
    """H11."""
    given = case.page.meta(*_META_NAMES)
    if any(case.is_own(text) for text in given):
        return passed
    other = next((text for text in given if _DOI.search(text)), None)
    if other is not None:
        return failed(f"the meta tags of the page name another DOI: {other[:200]}", identifiers=[text[:200] for text in given[:5]])
    return failed("the page has no meta tag citation_doi or DC.identifier with the DOI", identifiers=[text[:200] for text in given[:5]])


def _expected(case: Case) -> str:
    types = case.subject.attributes.get("types")
    stored = types.get("resourceTypeGeneral") if isinstance(types, dict) else None
    return stored if isinstance(stored, str) and stored else "CreativeWork"
