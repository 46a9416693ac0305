# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A callback of the tests' own: appends one JSON line per ended task to the file that RECORD_RESULTS_TO names."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: record_results
type: notification
short_description: Write what each task ended with to a file
description:
  - One JSON line per task and host, to the file that the environment variable E(RECORD_RESULTS_TO) names.
"""


class CallbackModule(CallbackBase):
    """Writes what each task ended with."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "record_results"
    CALLBACK_NEEDS_ENABLED = True

    def v2_runner_on_ok(self, result):
        self._record(result, "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._record(result, "failed", ignore_errors)

    def v2_runner_on_skipped(self, result):
        self._record(result, "skipped")

    def v2_runner_on_unreachable(self, result):
        self._record(result, "unreachable")

    def _record(self, result, status, ignored=False):
        returned = result.result if hasattr(result, "result") else result._result
        task = result.task if hasattr(result, "task") else result._task
        host = result.host if hasattr(result, "host") else result._host
        line = {"name": str(task.name or task.action), "host": host.get_name(), "status": status, "ignored": bool(ignored), "result": plain(returned)}
        with open(os.environ["RECORD_RESULTS_TO"], "a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=True) + "\n")


def plain(value):
    """A value in JSON's own types, whatever subclasses Ansible made of it."""
    if isinstance(value, Mapping):
        return {str(key): plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(member) for member in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)
