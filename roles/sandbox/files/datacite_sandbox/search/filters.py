# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter parameters of `GET /dois`, as one condition. All but one group are ANDed; values after commas are alternatives."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

from ..params import Params
from ..store.index import dashed
from .condition import EVERYTHING, NOTHING, Condition, Predicates, column, every, some
from .query import compile_query, index_error, moment
from .terms import texts_at

COUNTERS = {
    "has_references": "referenceCount",
    "has_citations": "citationCount",
    "has_parts": "partCount",
    "has_part_of": "partOfCount",
    "has_versions": "versionCount",
    "has_version_of": "versionOfCount",
    "has_views": "viewCount",
    "has_downloads": "downloadCount",
}
LINK_CHECKS = ("link_check_status", "link_check_has_schema_org", "link_check_body_has_pid", "link_check_redirect_count_gte", "link_checked")
ROR, ORCID, FUNDER = "https://ror.org/", "https://orcid.org/", "https://doi.org/10.13039/"


def condition(params: Params, predicates: Predicates, *, findable_only: bool, repositories: Callable[[str, str], list[str]]) -> Condition:
    """What rows the parameters ask for.

    `findable_only`: whatever `state` was sent, the caller sees findable DOIs. `repositories(attribute, value)` names the repositories
    that have a value (`clientType`, `certificate` …). `ids` (or `id`) puts every other filter out of action, that of the state included.
    """
    names = params.parts("ids") or params.parts("id")
    if names:
        return column("id", [name.lower() for name in names])
    parts = [compile_query(params.text("query"), predicates), _state(params, findable_only), _either(params, predicates)]
    parts += _columns(params)
    parts += _years(params)
    parts += _attributes(params, predicates)
    parts += [
        column("repository", repositories(attribute, params.text(name)))
        for name, attribute in (("client_type", "clientType"), ("certificate", "certificate"), ("re3data_id", "re3data"), ("opendoar_id", "opendoar"))
        if params.text(name)
    ]
    if any(params.text(name) for name in LINK_CHECKS) or any(name.startswith("link_check_found") for name in params):
        parts.append(NOTHING)  # nobody checks landing pages here
    return every([part for part in parts if part != EVERYTHING])


def _state(params: Params, findable_only: bool) -> Condition:
    if findable_only:
        return column("state", ["findable"])
    states = params.parts("state")
    return column("state", states) if states else EVERYTHING


def _columns(params: Params) -> Iterator[Condition]:
    if params.text("consortium_id"):
        yield NOTHING
    if params.text("prefix"):
        yield column("prefix", params.parts("prefix"))
    if params.text("resource_type_id"):
        yield column("resource_type", [dashed(name) for name in params.parts("resource_type_id")])
    if params.text("schema_version"):
        yield column("schema_version", [number.rpartition("kernel-")[2] for number in params.parts("schema_version")])
    if params.text("source"):
        yield column("source", [params.text("source")])


def _years(params: Params) -> Iterator[Condition]:
    for name in ("created", "registered"):
        years = params.parts(name)
        if years:
            yield Condition(f"{name} BETWEEN ? AND ?", (moment(_year(min(years)), False), moment(_year(max(years)), True)))
    years = params.parts("published")
    if years:
        yield Condition("published BETWEEN ? AND ?", (_year(min(years)), _year(max(years))))


def _year(text: str) -> str:
    if not re.fullmatch(r"\d{4}", text):
        raise index_error(f"failed to parse date field [{text}||/y] with format [yyyy]")
    return text


def _either(params: Params, predicates: Predicates) -> Condition:
    """The group that DataCite ORs: owners, and what the metadata has from registries."""
    parts: list[Condition] = []
    if params.text("client_id"):
        parts.append(column("repository", [name.lower() for name in params.parts("client_id")]))
    if params.text("provider_id"):
        parts.append(column("member", [name.lower() for name in params.parts("provider_id")]))
    if params.text("affiliation_id"):
        parts.append(_people(predicates, ["affiliation", "affiliationIdentifier"], _full(params.parts("affiliation_id"), ROR).__contains__))
    if params.text("funder_id"):
        parts.append(predicates.over("fundingReferences", _any(["funderIdentifier"], _full(params.parts("funder_id"), FUNDER).__contains__)))
    if "has_affiliation" in params:
        parts.append(_people(predicates, ["affiliation", "affiliationIdentifier"], lambda text: "ror.org" in text))
    if "has_organization" in params:
        parts.append(_people(predicates, ["nameIdentifiers", "nameIdentifier"], lambda text: "ror.org" in text))
    if "has_funder" in params:
        parts.append(predicates.over("fundingReferences", _any(["funderIdentifier"], lambda text: "10.13039/" in text)))
    return some(parts) if parts else EVERYTHING


def _attributes(params: Params, predicates: Predicates) -> Iterator[Condition]:
    equal = (
        ("subject", "subjects", ["subject"], str),
        ("license", "rightsList", ["rightsIdentifier"], str),
        ("resource_type", "types", ["resourceType"], str.lower),
    )
    for name, attribute, path, fold in equal:
        if params.text(name):
            wanted = {fold(value) for value in params.parts(name)}
            yield predicates.over(attribute, _any(path, functools.partial(_among, wanted, fold)))
    if params.text("field_of_science"):
        slugs = set(params.parts("field_of_science"))
        yield predicates.over("subjects", _any(["subject"], lambda text: dashed(text.removeprefix("FOS: ")) in slugs))
    if params.text("user_id"):
        yield predicates.over("creators", _any(["nameIdentifiers", "nameIdentifier"], _full(params.parts("user_id"), ORCID).__contains__))
    if params.text("funded_by"):
        yield predicates.over("fundingReferences", _any(["funderIdentifier"], _full(params.parts("funded_by"), ROR).__contains__))
    if "has_person" in params:
        yield predicates.over("creators", _any(["nameIdentifiers", "nameIdentifier"], lambda text: "orcid.org" in text))
    if params.text("affiliation_country"):
        yield NOTHING
    for name, attribute in COUNTERS.items():
        if params.text(name):
            yield predicates.over(attribute, functools.partial(_at_least, _integer(params.text(name))))


def _among(wanted: set[str], fold: Callable[[str], str], text: str) -> bool:
    return fold(text) in wanted


def _at_least(least: int, value: Any) -> bool:
    return isinstance(value, int) and value >= least


def _people(predicates: Predicates, path: list[str], accepts: Callable[[str], bool]) -> Condition:
    return some([predicates.over("creators", _any(path, accepts)), predicates.over("contributors", _any(path, accepts))])


def _any(path: list[str], accepts: Callable[..., bool]) -> Callable[[Any], bool]:
    return lambda value: any(accepts(text) for text in texts_at(value, path))


def _full(names: list[str], start: str) -> set[str]:
    """Identifiers in their long form, whatever form they were sent in."""
    return {start + name.rstrip("/").rpartition("/")[2] for name in names}


def _integer(text: str) -> int:
    """As the framework reads numbers: the digits it starts with, else 0."""
    found = re.match(r"\s*([+-]?\d+)", text)
    return int(found[1]) if found else 0
