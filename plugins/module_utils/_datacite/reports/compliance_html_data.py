# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data of the HTML report of a compliance run, as small as it can be: a rule's words once, and the same message once. Private to the collection.

However much was found, the page stays one that a browser opens: messages are shortened, for all alike, until everything is within the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..compliance.finding import NEW, Finding
from .compliance_view import SEVERITY_WORDS, RuleGroup, View, waived_by
from .html_parts import script_data
from .links import web_link
from .visible import visible
from .wording import excerpt

BOUND = 12_000_000
"""Characters of messages that a page may hold."""

_LENGTHS = (2_000, 300, 100, 30)
_NAMES = 500
OPEN, IS_NEW, WAIVED, FIXED = 0, 1, 2, 3


@dataclass(frozen=True)
class PageData:
    """The text of the data, safe inside a `script` element, and to how many characters messages were cut (None: none was)."""

    text: str
    cut_to: int | None


def page_data(view: View) -> PageData:
    """All findings, open, waived and fixed, by rule."""
    sizes = [_size(finding) for finding in (*view.assessment.findings, *view.fixed)]
    limit = next((limit for limit in _LENGTHS if sum(min(size, limit) for size in sizes) <= BOUND), _LENGTHS[-1])
    fixed: dict[tuple[str, str], list[Finding]] = {}
    for finding in view.fixed:
        fixed.setdefault((finding.rule, finding.severity), []).append(finding)
    groups = [_group(view, group, fixed.pop((group.rule, group.severity), []), limit) for group in view.groups]
    groups += [_group(view, _gone(gone), gone, limit) for gone in fixed.values()]
    total = sum(len(group["entries"]) for group in groups)
    data = {"total": total, "doi": "https://doi.org/" if view.system.name == "production" else "", "groups": groups}
    return PageData(script_data(data), limit if max(sizes, default=0) > limit else None)


def _size(finding: Finding) -> int:
    return max(len(finding.message), len(finding.waived.reason) if finding.waived else 0)


def _gone(gone: Sequence[Finding]) -> RuleGroup:
    """A rule of which nothing is left but what was fixed."""
    first = gone[0]
    return RuleGroup(first.rule, first.severity, first.title, first.help, first.source, first.attributes, (), ())


def _group(view: View, group: RuleGroup, gone: Sequence[Finding], limit: int) -> dict[str, Any]:
    said: dict[str, int] = {}
    return {
        "rule": _cut(group.rule, _NAMES),
        "severity": group.severity,
        "word": SEVERITY_WORDS[group.severity][0],
        "title": _cut(group.title, _NAMES),
        "help": _cut(group.help, 4 * _NAMES),
        "source": web_link(group.source) or 0,
        "attributes": [_cut(name, _NAMES) for name in group.attributes],
        "entries": [
            *(_entry(view, finding, IS_NEW if finding.age == NEW else OPEN, said, limit) for finding in group.open),
            *(_entry(view, finding, WAIVED, said, limit) for finding in group.waived),
            *(_entry(view, finding, FIXED, said, limit) for finding in gone),
        ],
        "said": list(said),
    }


def _entry(view: View, finding: Finding, status: int, said: dict[str, int], limit: int) -> list[Any]:
    """In the order that the page's script names; texts that many have in common stand in `said` and here by their number."""
    def text(value: str) -> int:
        return said.setdefault(_cut(value, limit), len(said))

    link = view.link(finding.doi)
    plain = link is not None and link == f"https://doi.org/{visible(finding.doi)}"
    return [
        visible(finding.doi), text(finding.message), status, visible(finding.place), 1 if plain else link or 0,
        *([text(waived_by(finding))] if finding.waived else []),
    ]


def _cut(value: str, limit: int) -> str:
    shown, _same = excerpt(visible(value), None, limit)
    return shown or ""
