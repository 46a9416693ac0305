# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every front door of the collection does: options to a run, errors to one sentence, the same answer whichever way it is opened.

Private to the collection. This file has to be readable by every Python that a module may be started with, so that an old one is told so.
"""

from __future__ import annotations

import sys
import typing as t

from ansible.module_utils.basic import AnsibleModule, missing_required_lib

OLDEST_PYTHON = (3, 11)
GENERAL_REPORT = "This is a fault of pidops.datacite; please report it with the task (without credentials) at the collection's issue tracker."


class Visit:
    """One opening of a door.

    `params` are the validated options in plain types. `kept` lives as long as the process that opens the door, so that the items of a
    loop share one HTTP session. A run sets `redact` as soon as it knows the credentials: it hides them in all that leaves the door.
    `tell` shows a sentence to whoever waits at the terminal, where there is one; `progress` how far long work is (phase, done, total).
    """

    def __init__(
        self,
        params: t.Mapping[str, t.Any],
        check_mode: bool,
        diff: bool,
        kept: t.MutableMapping[t.Any, t.Any],
        tell: t.Callable[[str], object] | None = None,
        progress: t.Callable[[str, int, t.Any], None] | None = None,
    ) -> None:
        self.params = params
        self.check_mode = check_mode
        self.diff = diff
        self.kept = kept
        self.tell: t.Callable[[str], object] = tell or _same
        self.progress: t.Callable[[str, int, t.Any], None] = progress or _untold
        self.redact: t.Callable[[str], str] = _same


class Door:
    """A thing that a playbook can say: its options, and the run that makes a result of them.

    `failures` gives the exceptions that are meant for the reader (a function, because their modules need a newer Python than this file).
    """

    def __init__(
        self,
        argument_spec: dict[str, t.Any],
        run: t.Callable[[Visit], dict[str, t.Any]],
        failures: t.Callable[[], tuple[type[Exception], ...]],
        **constraints: t.Any,
    ) -> None:
        self.argument_spec = argument_spec
        self.run = run
        self.failures = failures
        self.constraints = constraints


def answer(door: Door, visit: Visit) -> dict[str, t.Any]:
    """Run a door and return its result; whatever goes wrong becomes `failed` and one message, with the credentials hidden."""
    if sys.version_info < OLDEST_PYTHON:
        needed, found = ".".join(map(str, OLDEST_PYTHON)), sys.version.split()[0]
        return _failed(f"pidops.datacite needs Python {needed} or newer where it runs; this is Python {found} ({sys.executable}).")
    try:
        result = door.run(visit)
    except ImportError as error:
        result = _failed(missing_required_lib(error.name or "requests"))
    except door.failures() as error:
        result = _failed(str(error), **_details(error))
    except Exception as error:  # pylint: disable=broad-except
        result = _failed(f"{type(error).__name__}: {error}. {GENERAL_REPORT}")
    return t.cast("dict[str, t.Any]", _hidden(result, visit.redact))


def open_as_module(door: Door) -> None:
    """The door, opened by a module process."""
    module = AnsibleModule(argument_spec=door.argument_spec, supports_check_mode=True, **door.constraints)
    visit = Visit(module.params, module.check_mode, module._diff, {})
    result = answer(door, visit)
    for warning in result.pop("warnings", ()):
        module.warn(warning)
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)


def _failed(message: str, **details: t.Any) -> dict[str, t.Any]:
    return {"failed": True, "msg": message, **details}


def _details(error: Exception) -> dict[str, t.Any]:
    """What an exception has for a playbook to work with, beside its sentence."""
    details: dict[str, t.Any] = {}
    problems = getattr(error, "problems", ())
    if problems:
        details["problems"] = [problem.as_dict() for problem in problems]
    for name in ("record", "changed"):
        if getattr(error, name, None) is not None:
            details[name] = getattr(error, name)
    return details


def _hidden(value: t.Any, redact: t.Callable[[str], str]) -> t.Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {_hidden(name, redact): _hidden(member, redact) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_hidden(member, redact) for member in value]
    return value


def _same(text: str) -> str:
    return text


def _untold(phase: str, done: int, total: t.Any) -> None:
    pass
