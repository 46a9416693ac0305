# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much a run may do before somebody has to say that it is meant. Private to the collection.

One wrong line in a template can reach every DOI of a repository, and what becomes public stays so. So each kind of action has a number, counted over the
whole plan before the first write. Raising one number leaves the others as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from .planned import LIMITED, Plan, Planned
from .refusal import Problem

NEWLY_PUBLIC = 50
"""DOIs that may become public in one run, whichever way."""

TOUCHED_SHARE, TOUCHED_FEW = 30, 3
"""Percent of the repository's records that may be updated or hidden in one run; so few may always be, so that small repositories can be worked in."""

_GROUPS: Mapping[str, tuple[str, ...]] = {"newly public": ("create_public", "publish", "register"), "updated or hidden": ("update", "hide")}
"""Kinds that share a number as long as they have none of their own."""

_SINGLE = {"delete": 10, "republish": 0, "unmanaged": 0}
_WORDS = {
    "create_public": "DOIs would be created in public",
    "publish": "drafts would be published",
    "register": "drafts would be registered",
    "update": "records would be updated",
    "hide": "findable DOIs would be hidden",
    "delete": "drafts would be deleted",
    "republish": "hidden DOIs would be published again (somebody may have hidden them for legal reasons)",
    "unmanaged": "DOIs would be hidden because no declaration mentions them",
    "newly public": "DOIs would become public for ever",
    "updated or hidden": "records would be updated or hidden",
}
_NUMBER = re.compile(r"(\d{1,9})\s*(%?)\Z", re.ASCII)


@dataclass(frozen=True)
class Limit:
    """A number of DOIs, or so many percent of the repository's records."""

    number: int
    is_share: bool = False

    def of(self, existing: int) -> int:
        """The number of DOIs that it allows in a repository of so many records."""
        return self.number * existing // 100 if self.is_share else self.number

    def __str__(self) -> str:
        return f"{self.number} %" if self.is_share else str(self.number)


def limits(options: Mapping[str, object]) -> tuple[dict[str, Limit], tuple[Problem, ...]]:
    """The limits that an option gives (`{"update": "500", "hide": "10%"}`), and what cannot be read among them."""
    found, problems = {}, []
    for name, value in options.items():
        if value is None:
            continue
        matched = _NUMBER.match(str(value).strip()) if name in LIMITED and not isinstance(value, bool) else None
        if matched is None or (matched[2] and int(matched[1]) > 100):
            problems.append(Problem(f"limits.{name}", f"`{value}` is no number of DOIs and no share of the repository", "write it like 500 or \"30%\""))
            continue
        found[name] = Limit(int(matched[1]), bool(matched[2]))
    return found, tuple(problems)


def needs_existing(plan: Plan, given: Mapping[str, Limit]) -> bool:
    """Whether the number of the repository's records decides anything about this plan."""
    counted = _counted(plan.actions)
    shared = sum(counted[kind] for kind in _GROUPS["updated or hidden"] if kind not in given)
    return shared > TOUCHED_FEW or any(limit.is_share and counted[kind] for kind, limit in given.items())


def exceeded(plan: Plan, given: Mapping[str, Limit]) -> tuple[Problem, ...]:
    """What the plan would do more of than is allowed, each with the number, the limit, and the option that raises it."""
    return tuple(_exceeded(_counted(plan.actions), plan.existing or 0, given))


def _counted(actions: Collection[Planned]) -> dict[str, int]:
    counted = dict.fromkeys(LIMITED, 0)
    for action in actions:
        for word in action.counts_as:
            counted[word] += 1
    return counted


def _exceeded(counted: Mapping[str, int], existing: int, given: Mapping[str, Limit]) -> Iterator[Problem]:
    for kind, limit in given.items():
        if counted[kind] > limit.of(existing):
            yield _problem(kind, (kind,), counted, str(limit) if not limit.is_share else f"{limit} of {existing}, which is {limit.of(existing)}")
    for title, kinds in _GROUPS.items():
        without = tuple(kind for kind in kinds if kind not in given)
        allowed, told = _shared(title, existing)
        if sum(counted[kind] for kind in without) > allowed:
            yield _problem(title, tuple(kind for kind in without if counted[kind]), counted, told)
    for kind, number in _SINGLE.items():
        if kind not in given and counted[kind] > number:
            yield _problem(kind, (kind,), counted, str(number))


def _shared(title: str, existing: int) -> tuple[int, str]:
    """The number that kinds without one of their own share, and how it is told."""
    if title == "newly public":
        return NEWLY_PUBLIC, str(NEWLY_PUBLIC)
    share = TOUCHED_SHARE * existing // 100
    if share <= TOUCHED_FEW:
        return TOUCHED_FEW, str(TOUCHED_FEW)
    return share, f"{TOUCHED_SHARE} % of {existing}, which is {share}"


def _problem(title: str, kinds: tuple[str, ...], counted: Mapping[str, int], told: str) -> Problem:
    number = sum(counted[kind] for kind in kinds)
    raised = " and ".join(f"`limits.{kind}: {counted[kind]}`" for kind in kinds)
    one = {1: _WORDS[title].replace("DOIs", "DOI").replace("records", "record").replace("drafts", "draft")}.get(number, _WORDS[title])
    return Problem(f"limits.{kinds[0]}", f"{number} {one}; the limit is {told}", f"look at the plan; if it is meant, declare {raised}")


def beyond(plan: Plan, only_changes: Collection[str]) -> tuple[Problem, ...]:
    """The DOIs of which something else than these attributes would change, a few of them by name."""
    others = [(action, [name for name in action.attributes if name not in only_changes]) for action in plan.actions]
    others = [(action, names) for action, names in others if names or action.steps == ("delete",)]
    if not others:
        return ()
    shown = ", ".join(f"{action.doi} ({', '.join(names) or 'would be deleted'})" for action, names in others[:5])
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    allowed = f"only {', '.join(sorted(only_changes))}" if only_changes else "nothing"
    return (Problem("only_changes", f"{allowed} may change, and more would in {len(others)} DOI{'s' if len(others) > 1 else ''}: {shown}{more}",
                    "take the other changes out of this run, or add them to `only_changes`"),)
