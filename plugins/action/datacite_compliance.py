# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""datacite_compliance, opened inside the controller always: its files are there."""

from __future__ import annotations

from ..modules.datacite_compliance import DOOR
from ..plugin_utils.door_action import DoorAction


class ActionModule(DoorAction):
    """The action of datacite_compliance."""

    door = DOOR
    controller_only = True
    paths_in = ("src", "rules")
    paths_out = ("history", "page_cache", "reports")
