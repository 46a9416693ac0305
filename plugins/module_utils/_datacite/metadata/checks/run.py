# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All offline checks of one declaration. No request is made: what only the server can know is its to say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..yaml_values import text_of_dates
from .check_digits import identifier_findings
from .columns import column_findings
from .date_form import date_findings
from .declared import PUBLIC_STATES, Declared
from .echoes import echo_findings
from .finding import Finding
from .language_tag import language_findings
from .mandatory import mandatory_findings
from .name import name_findings
from .publication_year import publication_year_findings
from .required_members import required_member_findings
from .rights import rights_findings
from .schema_version import schema_version_findings
from .sizes import size_findings
from .structure import structure_findings
from .subjects import subject_findings
from .web_address import web_address_findings

_ATTRIBUTE = re.compile(r"[.\[]")


def check(
    attributes: Mapping[str, Any],
    *,
    doi: str,
    url: Any,
    state: str | None,
    new: bool,
    record: Mapping[str, Any] | None = None,
) -> tuple[Finding, ...]:
    """What is to be said of declared metadata before any request, errors first, each kind in the order of the declaration.

    `attributes`: DataCite's JSON attributes as they were written; dates count as the text that was written. `url`: the landing page, None where
    none is declared beside the attributes. `state`: the state asked for (`draft`, `registered`, `findable`), None for whatever it is now.
    `new`: the name is to be created. `record`: the attributes that DataCite has now, where they are known; what is mandatory may stand there.
    Never raises, whatever is in `attributes`.
    """
    try:
        return _checked(attributes, doi, url, state, new, record)
    except RecursionError:
        # A YAML alias can hold itself; such a value has no end and cannot be sent.
        return (Finding("error", "metadata", "nested too deeply: a value holds itself, or lists and objects a thousand times over", "write it out flat"),)


def _checked(attributes: Mapping[str, Any], doi: str, url: Any, state: str | None, new: bool, record: Mapping[str, Any] | None) -> tuple[Finding, ...]:
    declared = Declared({str(name): text_of_dates(value) for name, value in attributes.items()}, doi, text_of_dates(url), state, new, record)
    found = [*name_findings(declared), *web_address_findings(declared), *structure_findings(declared)]
    for findings in (
        mandatory_findings,
        required_member_findings,
        publication_year_findings,
        language_findings,
        column_findings,
        schema_version_findings,
        size_findings,
        rights_findings,
        echo_findings,
        identifier_findings,
        date_findings,
        subject_findings,
    ):
        found.extend(findings(declared))
    return _ordered([_lenient(finding, declared) for finding in found])


def _lenient(finding: Finding, declared: Declared) -> Finding:
    """A finding on what a public record has already, or lacks already: a warning, for nothing is lost, and a run that changes nothing must not fail.

    Old records hold much that DataCite would not take today. Where something else of them is to change, DataCite says what must be declared along with it.
    """
    record = declared.record
    if finding.level == "warning" or declared.new or record is None or record.get("state") not in tuple(PUBLIC_STATES):
        return finding
    attribute = _ATTRIBUTE.split(finding.path.removeprefix("metadata."), maxsplit=1)[0]
    value = declared.url if finding.path == "url" and declared.url is not None else declared.attributes.get(attribute, record.get(attribute))
    return replace(finding, level="warning") if _said(value) == _said(record.get(attribute)) else finding


def _said(value: Any) -> Any:
    """A value without the members that say nothing, which an answer of DataCite's shows and a catalogue leaves out."""
    if isinstance(value, Mapping):
        return {name: said for name, member in value.items() if (said := _said(member)) not in (None, [], {})}
    return [_said(entry) for entry in value] if isinstance(value, list) else value


def _ordered(found: list[Finding]) -> tuple[Finding, ...]:
    """Errors first, and of two errors on one path only the first: the second tells nothing more."""
    errors: dict[str, Finding] = {}
    for finding in found:
        if finding.level == "error":
            errors.setdefault(finding.path, finding)
    return (*errors.values(), *(finding for finding in found if finding.level == "warning"))
