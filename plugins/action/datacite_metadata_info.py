# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""datacite_metadata_info, opened inside the controller where it can be."""

from __future__ import annotations

from ..modules.datacite_metadata_info import DOOR
from ..plugin_utils.door_action import DoorAction


class ActionModule(DoorAction):
    """The action of datacite_metadata_info."""

    door = DOOR
