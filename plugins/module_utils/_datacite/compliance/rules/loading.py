# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules, profiles and waivers from files: those that the collection ships, and those of the user, under the same checks.

A file is YAML with lists under `rules:`, `profiles:` and `waivers:`. Nothing is used before everything is looked at: whatever is wrong, in whichever file, is
told at once with file and line. An entry with the id of an earlier one is a mistake unless it says `override: true`; then it changes only what it says.
"""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...jmespath_library import require
from . import reading
from .rule import InvalidRules, Profile, Rule, RuleProblem, RuleSet
from .shipped import shipped
from .source import Reader, Source, unknown_name

SUFFIXES = (".yml", ".yaml", ".json")
MOST_BYTES = 10_000_000


def load_rules(paths: Sequence[str | pathlib.Path] = ()) -> RuleSet:
    """The shipped rules and profiles with those of files, and of all files below folders, in the order of their names.

    Raises InvalidRules with all that is wrong, and ImportError (with the package's name) where jmespath or PyYAML is missing.
    """
    require()
    problems: list[RuleProblem] = []
    sources = [Source(shown, text.encode(), problems, shipped=True) for shown, text in shipped()]
    sources += [Source(str(path), data, problems) for path in _files(paths, problems) for data in [_read(path, problems)] if data is not None]
    return _assembled(sources, problems)


def read_rules(text: str, shown: str = "rules") -> RuleSet:
    """The same from the text of one file beside the shipped ones."""
    require()
    problems: list[RuleProblem] = []
    sources = [Source(name, own.encode(), problems, shipped=True) for name, own in shipped()]
    return _assembled([*sources, Source(shown, text.encode(), problems)], problems)


def _assembled(sources: Sequence[Source], problems: list[RuleProblem]) -> RuleSet:
    warnings: list[str] = []
    rules: dict[str, Rule] = {}
    for source in sources:
        for entry in source.entries("rules"):
            rule = reading.rule(source, entry, rules, warnings)
            if rule is not None:
                rules[rule.id] = rule
    written: dict[str, Profile] = {}
    readers: dict[str, Reader] = {}
    for source in sources:
        for entry in source.entries("profiles"):
            found = reading.profile(source, entry, written)
            if found is not None:
                written[found[0].id], readers[found[0].id] = found
    profiles = _Resolution(rules, written, readers).all()
    waivers = [reading.waiver(source, entry, rules) for source in sources for entry in source.entries("waivers")]
    if problems:
        raise InvalidRules(problems)
    return RuleSet(rules, profiles, tuple(waiver for waiver in waivers if waiver is not None), tuple(warnings))


class _Resolution:
    """Profiles with the rules of those they name (`+another`), less those they leave out (`-R14`)."""

    def __init__(self, rules: Mapping[str, Rule], written: Mapping[str, Profile], readers: Mapping[str, Reader]) -> None:
        self._rules = rules
        self._written = written
        self._readers = readers
        self._done: dict[str, Profile] = {}
        self._open: list[str] = []

    def all(self) -> dict[str, Profile]:
        """All profiles, in their order."""
        return {name: self._resolved(name) for name in self._written}

    def _resolved(self, name: str) -> Profile:
        if name in self._done:
            return self._done[name]
        profile, reader = self._written[name], self._readers[name]
        self._open.append(name)
        rules: dict[str, None] = {}
        severities: dict[str, str] = {}
        for number, word in enumerate(profile.rules):
            if word.startswith("+"):
                other = self._other(word[1:], reader, number)
                rules.update(dict.fromkeys(other.rules if other else ()))
                severities.update(other.severities if other else {})
            elif word.startswith("-"):
                self._leave_out(word[1:], rules, reader, number)
            elif self._is_rule(word, reader, "rules", number):
                rules[word] = None
        for rule in profile.severities:
            if self._is_rule(rule, reader, "severities", None) and rule not in rules:
                reader.complain("severities", f"`{rule}` is none of the profile's rules", "add it to `rules`")
        self._open.pop()
        self._done[name] = replace(profile, rules=tuple(rules), severities={**severities, **profile.severities})
        return self._done[name]

    def _other(self, name: str, reader: Reader, number: int) -> Profile | None:
        if name in self._open:
            reader.complain("rules", f"the profile `{name}` would contain itself", None, number)
            return None
        if name not in self._written:
            reader.complain("rules", f"there is no profile `{name}`", unknown_name(name, tuple(self._written)), number)
            return None
        return self._resolved(name)

    def _leave_out(self, name: str, rules: dict[str, None], reader: Reader, number: int) -> None:
        if self._is_rule(name, reader, "rules", number):
            if name not in rules:
                message = f"`-{name}` leaves out what the profile does not have so far"
                reader.complain("rules", message, "write it behind the profile that brings the rule", number)
            rules.pop(name, None)

    def _is_rule(self, name: str, reader: Reader, member: str, number: int | None) -> bool:
        if name in self._rules:
            return True
        profile = f"write `+{name}` for the profile" if name in self._written else None
        reader.complain(member, f"there is no rule `{name}`", profile or unknown_name(name, tuple(self._rules)), number)
        return False


def _files(paths: Sequence[str | pathlib.Path], problems: list[RuleProblem]) -> list[pathlib.Path]:
    found: list[pathlib.Path] = []
    for path in map(pathlib.Path, paths):
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file() and not one.name.startswith("."))
        elif path.is_file():
            found.append(path)
        else:
            problems.append(RuleProblem(str(path), "is neither a file nor a folder"))
    return list(dict.fromkeys(found))


def _read(path: pathlib.Path, problems: list[RuleProblem]) -> bytes | None:
    try:
        if path.stat().st_size > MOST_BYTES:
            problems.append(RuleProblem(str(path), f"is larger than {MOST_BYTES:,} bytes", "split it"))
            return None
        return path.read_bytes()
    except OSError as error:
        problems.append(RuleProblem(str(path), f"cannot be read: {error.strerror}"))
        return None
