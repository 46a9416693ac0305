# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A way of becoming another user that stays the same user, so that tests need neither sudo nor a second account."""

from __future__ import annotations

from ansible.plugins.become import BecomeBase

DOCUMENTATION = r"""
name: same_user
short_description: Become nobody else
description:
  - Runs the command as it is.
options:
  become_user:
    description: Ignored.
    default: root
  become_exe:
    description: Ignored.
  become_flags:
    description: Ignored.
  become_pass:
    description: Ignored.
"""


class BecomeModule(BecomeBase):
    """Adds the marker that Ansible waits for, and nothing else."""

    name = "same_user"

    def build_become_command(self, cmd, shell):
        super().build_become_command(cmd, shell)
        return self._build_success_command(cmd, shell)
