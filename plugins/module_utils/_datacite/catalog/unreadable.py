# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a file of a catalogue cannot be read. Private to the collection."""

from __future__ import annotations


class Unreadable(Exception):
    """A file, or what is in it, cannot be taken. `line` counts from 1, None where no line is to blame; `suggestion` is what to do."""

    def __init__(self, message: str, line: int | None = None, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.suggestion = suggestion
