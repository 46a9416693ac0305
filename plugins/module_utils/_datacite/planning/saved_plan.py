# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as a text that is reviewed, kept, and carried out later. Private to the collection.

JSON, the same for the same plan, with two sums: `checksum` is that of what would be done (`Plan.checksum`), `seal` is over all the rest of the text, so that
nobody reviews one thing and applies another by mistake. The seal is no signature: who can write the file can seal it anew, and still no more is done
than the catalogue declares.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from .change import Change
from .planned import KINDS, Activity, Plan, Planned, Refused, Unmanaged, Vanished
from .refusal import Problem, Refusal

FORMAT = "pidops.datacite plan"
VERSION = 1
MOST_BYTES = 500_000_000
"""About a hundred thousand DOIs with every list changed."""


def to_text(plan: Plan) -> str:
    """The plan as JSON, an action per line, ending in a line break."""
    said = {"format": FORMAT, "version": VERSION, "checksum": plan.checksum, **_members(plan)}
    body = {**said, "seal": _seal(said)}
    members = (f"{_line(name)}: {_lines(value) if isinstance(value, list) else _line(value)}" for name, value in body.items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def read_text(path: pathlib.Path) -> str:
    """The text of a plan file; raises Refusal where it cannot be read or is no text that a plan could have."""
    try:
        with path.open("rb") as file:
            held = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refusal(f"The plan {path} cannot be read: {error.strerror}. Nothing was written.") from None
    if len(held) > MOST_BYTES:
        raise Refusal(f"{path} is larger than {MOST_BYTES:,} bytes, as no plan is. Nothing was written.")
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(f"{path} is no UTF-8 text, and so no plan. Nothing was written.") from None


def from_text(text: str, *, system: str, repository: str, catalogue: str) -> Plan:
    """The plan in a text; raises Refusal where it is none, was edited, or is not for this system, this repository and this catalogue as it is now."""
    said = _object(text)
    sealed = {name: value for name, value in said.items() if name != "seal"}
    if said.get("seal") != _seal(sealed):
        raise _unusable("it was edited after it was written (its seal does not fit)")
    try:
        plan = _plan(said)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _unusable("it does not have the form of one") from None
    if said.get("checksum") != plan.checksum:
        raise _unusable("it was edited after it was written (its checksum does not fit)")
    _refuse_elsewhere(plan, system, repository, catalogue)
    return plan


def _object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise _unusable("it is no JSON") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise _unusable("it is no plan of this collection")
    version = said.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise _unusable(f"it was written by a newer version of the collection (format {version}, known is {VERSION})")
    return said


def _refuse_elsewhere(plan: Plan, system: str, repository: str, catalogue: str) -> None:
    if plan.system != system:
        raise _unusable(f"it is for {plan.system}, and this run is for {system}")
    if plan.repository != repository:
        raise _unusable(f"it is for the repository {plan.repository}, and {repository} is signed in")
    if plan.catalogue != catalogue:
        raise _unusable("the catalogue has moved since the plan was made: what it declares now is not what was reviewed")


def _unusable(words: str) -> Refusal:
    return Refusal(f"The saved plan cannot be carried out: {words}. Nothing was written; make a new plan and have it reviewed.")


def _seal(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _line(value: Any) -> str:
    """JSON on one line; half of a character, which UTF-8 cannot have, as its escape."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def _lines(values: list[Any]) -> str:
    return "[" + ",".join(f"\n  {_line(value)}" for value in values) + ("\n]" if values else "]")


def _members(plan: Plan) -> dict[str, Any]:
    """The plan in JSON's types; members of actions that are as they mostly are, are left out."""
    said = {
        "system": plan.system, "repository": plan.repository, "catalogue": plan.catalogue, "declared": plan.declared, "existing": plan.existing,
        "warnings": list(plan.warnings),
    }
    for name in ("actions", "refused", "unmanaged", "vanished"):
        said[name] = [_said(value) for value in getattr(plan, name)]
    return said


def _said(value: Any) -> dict[str, Any]:
    """One of the plan's values, in JSON's types."""
    found = json.loads(json.dumps(asdict(value)))
    return {member.name: found[member.name] for member in fields(value) if getattr(value, member.name) != member.default}


def _plan(said: Mapping[str, Any]) -> Plan:
    return Plan(
        system=_text(said, "system"),
        repository=_text(said, "repository"),
        catalogue=_text(said, "catalogue"),
        declared=int(said["declared"]),
        existing=None if said["existing"] is None else int(said["existing"]),
        actions=tuple(map(_action, said["actions"])),
        refused=tuple(_with(Refused, entry, problems=_problems) for entry in said["refused"]),
        unmanaged=tuple(_with(Unmanaged, entry) for entry in said["unmanaged"]),
        vanished=tuple(_with(Vanished, entry, attributes=tuple) for entry in said["vanished"]),
        warnings=tuple(map(str, said["warnings"])),
    )


def _action(said: Mapping[str, Any]) -> Planned:
    action: Planned = _with(
        Planned, said, steps=tuple, warnings=tuple, changes=lambda found: tuple(Change(**change) for change in found),
        last_activity=lambda found: _with(Activity, found, attributes=tuple),
    )
    if not action.steps or not set(action.steps) <= set(KINDS):
        raise ValueError(action.doi)
    return action


def _problems(found: list[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(**problem) for problem in found)


def _with(kind: type[Any], said: Mapping[str, Any], **forms: Callable[[Any], Any]) -> Any:
    """A value of that kind; lists are tuples again."""
    return kind(**{name: forms[name](member) if name in forms else member for name, member in said.items()})


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value
