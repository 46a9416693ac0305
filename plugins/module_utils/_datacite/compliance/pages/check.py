# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check is. Private to the collection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .case import Case
from .verdict import Verdict

ALWAYS, ANSWER, PAGE = "always", "answer", "page"
LIVE, WITHDRAWN, BOTH = "live", "withdrawn", "both"


@dataclass(frozen=True)
class Check:
    """`needs`: nothing, an ANSWER of the page, or a PAGE of HTML that is the landing page; where that is missing the check does not apply, because another one
    says so. `of`: which records it is about. `sees_absence`: it fails where something is not found, which a page that was cut or is made by a script does not
    prove (`sees_text`: where it is looked for in the words of the page). `service`: it asks about identifiers, not about the page.
    """

    id: str
    title: str
    severity: str
    help: str
    source: str
    judge: Callable[[Case], Verdict] | None
    needs: str = ALWAYS
    of: str = BOTH
    sees_absence: bool = False
    sees_text: bool = False
    attributes: tuple[str, ...] = ()
