# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection of the tests' own: this machine, reached as if it were another host (its transport is not `local`)."""

from __future__ import annotations

from ansible.plugins.connection import local

DOCUMENTATION = r"""
name: elsewhere
short_description: Run tasks on this machine as on another host
description:
  - What the connection plugin P(ansible.builtin.local#connection) does, under another name.
options:
  become_success_timeout:
    description: How many seconds to wait until another user is become; the plugin that this one extends asks for it.
    type: int
    default: 10
  become_strip_preamble:
    description: Whether to leave out what becoming another user prints; the plugin that this one extends asks for it.
    type: bool
    default: true
extends_documentation_fragment:
  - connection_pipelining
"""


class Connection(local.Connection):
    """The local connection under another name."""

    transport = "elsewhere"
