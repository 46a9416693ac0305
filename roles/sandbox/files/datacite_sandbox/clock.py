# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times as DataCite writes them: whole seconds in UTC, with a fraction of zero where they come from the database."""

from __future__ import annotations

import calendar
import time


def now() -> str:
    """The present second as the database shows it: `2026-01-01T00:00:00.000Z`."""
    return at(time.time())


def at(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(seconds))


def brief(text: str | None) -> str | None:
    """The same time as lists show it, without a fraction."""
    return text if text is None else text[:19] + "Z" if len(text) > 20 and text[19] == "." else text


def milliseconds(text: str | None) -> int:
    """Milliseconds since 1970 of a time in either form; 0 for what is no time."""
    try:
        return calendar.timegm(time.strptime((text or "")[:19], "%Y-%m-%dT%H:%M:%S")) * 1000
    except ValueError:
        return 0
