# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules and profiles that the collection ships, as texts of files in the order in which they are read.

They are Python, since data files do not travel with a module, and go the way of every user's file, so the same checks hold for them. A copy to read
and to copy from is in docs/.
"""

from __future__ import annotations

import json

from ..pages.checks import CHECKS
from . import shipped_content, shipped_links, shipped_mandatory, shipped_people, shipped_profiles, shipped_repository


def shipped() -> tuple[tuple[str, str], ...]:
    """What each is called in a complaint, and its text."""
    return (
        ("shipped rules (mandatory)", shipped_mandatory.TEXT),
        ("shipped rules (content)", shipped_content.TEXT),
        ("shipped rules (people)", shipped_people.TEXT),
        ("shipped rules (links)", shipped_links.TEXT),
        ("shipped rules (repository)", shipped_repository.TEXT),
        ("shipped rules (pages)", page_rules()),
        ("shipped profiles", shipped_profiles.TEXT),
    )


def page_rules() -> str:
    """The checks of landing pages as rules, so that profiles, severities and waivers may speak of them. (JSON is YAML as well.)"""
    rules = [
        {
            "id": check.id,
            "check": "page",
            "title": check.title,
            "severity": check.severity,
            "help": check.help,
            "source": check.source,
            "attributes": list(check.attributes) or None,
        }
        for check in CHECKS
    ]
    return json.dumps({"rules": rules}, ensure_ascii=False)
