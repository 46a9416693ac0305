# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules, profiles and waivers from the entries of a file, each with all that is wrong with it. Private to the collection."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...metadata.doi_names import plain
from ..context import RUN_NAMES
from ..expressions.checking import Fault, checked, names_at_root, names_of_run
from ..finding import SEVERITIES, Waiver
from ..record_view import NAMES
from ..waivers import ANY, DeclaredWaiver
from .rule import Profile, Rule
from .source import Entry, Reader, Source, unknown_name

RULE_KEYS = ("id", "title", "severity", "when", "assert", "show", "message", "help", "source", "attributes", "override")
PROFILE_KEYS = ("id", "title", "rules", "severities", "override")
WAIVER_KEYS = ("rule", "rules", "doi", "dois", "reason", "expires", "by")
RUN = "_run"

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}\Z")
_ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;:)]")
_EXCERPT = 30
_TEXTS = ("title", "message", "help", "source", "when", "assert", "show", "check")
_EXPRESSIONS = ("when", "assert", "show")
_ASKED = (*_EXPRESSIONS, "message")
_FIELDS = {"assert": "assertion"}


def rule(source: Source, entry: Entry, earlier: Mapping[str, Rule], warnings: list[str]) -> Rule | None:
    """The rule of an entry; one that overrides an earlier one keeps of it what it does not say itself. None where it has no id."""
    reader = Reader(source, entry, (*RULE_KEYS, "check") if source.shipped else RULE_KEYS)
    name = _id(reader)
    if not name:
        return None
    before = _overridden(reader, name, earlier)
    given: dict[str, Any] = {_FIELDS.get(key, key): reader.text(key) for key in _TEXTS if key in entry.value}
    if "severity" in entry.value:
        given["severity"] = _severity(reader, reader.text("severity"), "severity")
    if "attributes" in entry.value:
        given["attributes"] = reader.texts("attributes")
    made = replace(before or Rule(name, "", "warning"), id=name, place=reader.place, **given)
    if not before:
        _complete(reader, made)
    elif before.check:
        _leave_built_in(reader)
    _check_expressions(reader, made, warnings)
    return made if made.source else replace(made, source=_address(made.help))


def _id(reader: Reader) -> str:
    name = reader.text("id", required=True)
    if name and not _ID.match(name):
        reader.complain("id", f"`{name}` is no id", "an id begins with a letter, and has up to 40 letters, digits, hyphens, full stops and underscores")
    return name


def _overridden(reader: Reader, name: str, earlier: Mapping[str, Rule] | Mapping[str, Profile]) -> Rule | None:
    before = earlier.get(name)
    override = reader.flag("override")
    if before is None and override:
        reader.complain("override", f"there is no `{name}` before it to override", unknown_name(name, tuple(earlier)))
    elif before is not None and not override:
        reader.complain("id", f"`{name}` is there already, at {before.place}", "choose another id, or say `override: true`")
    return before if override and isinstance(before, Rule) else None


def _complete(reader: Reader, made: Rule) -> None:
    for key in ("title", "severity") if made.check else ("title", "severity", "assert"):
        if key not in reader.entry.value or not reader.entry.value[key]:
            reader.complain(key, "is missing")


def _leave_built_in(reader: Reader) -> None:
    for key in _ASKED:
        if key in reader.entry.value:
            reader.complain(key, "cannot be given to a rule that is built in", "write a rule of your own, with another id")


def _severity(reader: Reader, severity: str, member: str) -> str:
    if severity and severity not in SEVERITIES:
        reader.complain(member, f"`{severity}` is no severity", unknown_name(severity, SEVERITIES))
    return severity if severity in SEVERITIES else "warning"


def _check_expressions(reader: Reader, made: Rule, warnings: list[str]) -> None:
    for key in _EXPRESSIONS:
        text = getattr(made, _FIELDS.get(key, key))
        if key not in reader.entry.value or not text:
            continue
        faults = checked(text).faults
        for fault in faults:
            reader.complain(key, _told(text, fault), fault.suggestion)
        if not faults:
            place = f"{reader.source.place(reader.entry.node, (key,))}: {reader.entry.name}.{key}"
            warnings += [f"{place}: {doubt}" for doubt in _doubts(text)]


def _doubts(text: str) -> Iterator[str]:
    """Names that nothing has: not wrong for certain, since DataCite may have new attributes, but then always null."""
    for name in sorted(names_at_root(text) - NAMES - {RUN}):
        hint = f"a text is written in single quotes: '{name}'" if f'"{name}"' in text else unknown_name(name, sorted(NAMES))
        yield f"a record has no `{name}`" + (f"; {hint}" if hint else "")
    for name in sorted(names_of_run(text, RUN) - set(RUN_NAMES)):
        hint = unknown_name(name, RUN_NAMES)
        yield f"`{RUN}` has no `{name}`" + (f"; {hint}" if hint else "")


def _told(text: str, fault: Fault) -> str:
    if fault.position is None:
        return f"the expression {fault.message}" if fault.message.startswith("is ") else fault.message
    start = max(0, fault.position - _EXCERPT)
    excerpt = " ".join(text[start : fault.position + _EXCERPT].split())
    before = "…" if start else ""
    after = "…" if fault.position + _EXCERPT < len(text) else ""
    subject = f"the expression {fault.message}" if fault.message.startswith("is ") else fault.message
    return f"{subject} (at its character {fault.position + 1}: `{before}{excerpt}{after}`)"


def _address(text: str) -> str:
    found = _ADDRESS.search(text)
    return found[0] if found else ""


def profile(source: Source, entry: Entry, earlier: Mapping[str, Profile]) -> tuple[Profile, Reader] | None:
    """The profile of an entry, its rules as they are written (`R01`, `+another-profile`, `-R14`), with the reader to complain to."""
    reader = Reader(source, entry, PROFILE_KEYS)
    name = _id(reader)
    if not name:
        return None
    _overridden(reader, name, earlier)
    before = earlier.get(name) if reader.flag("override") else None
    severities = _severities(reader)
    rules = reader.texts("rules", required=before is None)
    title = reader.text("title", required=before is None)
    if before:
        return Profile(name, title or before.title, rules or before.rules, {**before.severities, **severities}, reader.place), reader
    return Profile(name, title, rules, severities, reader.place), reader


def _severities(reader: Reader) -> dict[str, str]:
    value = reader.entry.value.get("severities")
    if value is None:
        return {}
    if not isinstance(value, dict):
        reader.complain("severities", "must be an object of rules and severities, such as `R12: error`")
        return {}
    return {rule: _severity(reader, str(severity or ""), "severities") for rule, severity in value.items()}


def waiver(source: Source, entry: Entry, rules: Mapping[str, Rule]) -> DeclaredWaiver | None:
    """The waiver of an entry; None where it cannot be used."""
    reader = Reader(source, entry, WAIVER_KEYS)
    of = reader.texts("rule", "rules", required=True)
    for number, name in enumerate(of):
        if name != ANY and name not in rules:
            member = "rules" if "rules" in entry.value else "rule"
            reader.complain(member, f"there is no rule `{name}`", unknown_name(name, tuple(rules)), number)
    dois = tuple(plain(doi) for doi in reader.texts("doi", "dois", required=True))
    reason = reader.text("reason", required=True)
    expires = reader.text("expires") or None
    if expires is not None and not _is_day(expires):
        reader.complain("expires", f"`{expires}` is no day", "write it as 2027-01-31")
    if not reader.good:
        return None
    return DeclaredWaiver(of, dois, Waiver(reason, expires, reader.text("by") or None, reader.place))


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
