# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A door opened inside the controller. Private to the collection.

A module costs some 400 ms for the start of another Python; the same door in this process costs a few. It is opened here where the
task would run on this machine, as this user, and is waited for; otherwise the module goes to the host, and does the same there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleError
from ansible.module_utils.basic import env_fallback
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import remove_values
from ansible.module_utils.errors import UnsupportedError
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..module_utils._datacite.door import Door, Visit, answer
from .plain_types import plain
from .terminal_progress import TerminalProgress

_KEPT: dict[Any, Any] = {}
"""What doors keep between the items of a loop, which share one worker process; empty in the process that forks them."""


class DoorAction(ActionBase):
    """Base of the action plugins; each names its `door`."""

    door: Door
    controller_only = False
    """The files that it reads and writes are the controller's, so it is opened here always, as `template` is."""
    paths_in: tuple[str, ...] = ()
    """Options with paths of files that must be there; looked for as `copy` looks for its `src`."""
    paths_out: tuple[str, ...] = ()
    """Options with paths of files that need not be there yet; relative ones begin at the playbook's folder."""
    _supports_check_mode = True
    _supports_async = True
    _requires_connection = False

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Open the door here, or hand over to the module on the host."""
        self._supports_async = not self.controller_only
        super().run(tmp, task_vars)
        arguments = plain(self._task.args)
        if not self._is_here():
            return dict(self._execute_module(module_args=arguments, task_vars=task_vars, wrap_async=bool(self._task.async_val)))
        given = {**arguments, **self._from_environment(arguments)}
        validation = ArgumentSpecValidator(self.door.argument_spec, **self.door.constraints).validate(given)
        if validation.error_messages:
            result: dict[str, Any] = {"failed": True, "msg": self._complaint(validation.errors)}
        else:
            result = self._opened(validation.validated_parameters)
        return dict(remove_values(result, getattr(validation, "_no_log_values", set())))

    def _opened(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The door's answer, with the paths where they lead for this task."""
        tell = Display().display
        found: dict[str, Any] = {}
        for name, value in parameters.items():
            try:
                found[name] = self._resolved(name, value)
            except AnsibleError as error:
                # The rest speaks of other hosts.
                return {"failed": True, "msg": f"{name}: {str(error).partition(' on the Ansible Controller.')[0]}"}
        progress = TerminalProgress(self._task.action.rpartition(".")[2], tell)
        return answer(self.door, Visit(found, bool(self._task.check_mode), bool(self._task.diff), _KEPT, tell, progress))

    def _resolved(self, name: str, value: Any) -> Any:
        """A path, or each path in a list or mapping, as an absolute one."""
        if value is None or name not in self.paths_in + self.paths_out:
            return value
        if isinstance(value, Mapping):
            return {member: self._resolved(name, path) for member, path in value.items()}
        if isinstance(value, list):
            return [self._resolved(name, path) for path in value]
        if not value or not isinstance(value, str):
            # An empty one would be found as the folder of the playbook; the door knows what it may be.
            return value
        return self._find_needle("files", value) if name in self.paths_in else self._loader.path_dwim(value)

    def _is_here(self) -> bool:
        """Whether the task would run on this machine as this user, and be waited for."""
        if self.controller_only:
            return True
        return self._connection.transport == "local" and not self._connection.become and not self._task.become and not self._task.async_val

    def _complaint(self, errors: Any) -> str:
        """The first error of the arguments, in the words that a module would use."""
        unsupported = f"Unsupported parameters for ({self._task.action}) module: " if isinstance(errors[0], UnsupportedError) else ""
        return f"{unsupported}{errors.msg}"

    def _from_environment(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Options that the task leaves out, from the environment that a module of this task would have."""
        task_environment: dict[str, Any] = {}
        self._compute_environment_string(task_environment)
        environment = {**os.environ, **{name: str(value) for name, value in plain(task_environment).items()}}
        found: dict[str, Any] = {}
        for name, option in self.door.argument_spec.items():
            strategy, variables = option.get("fallback", (None, ()))
            if strategy is env_fallback and arguments.get(name) is None:
                found.update((name, environment[variable]) for variable in variables if variable in environment)
        return found
