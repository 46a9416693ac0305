# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as Markdown that fits a pull-request comment of GitHub or GitLab. Private to the collection.

The first line is a mark that nobody sees: a workflow finds its own comment by it. Totals and what cannot be undone stand first and are never cut;
the rest is cut, with a note and its number, at 65,000 characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..planning.change import Change
from ..planning.fate import Fate
from ..planning.planned import Plan, Planned, Refused, Vanished
from .grouping import WEIGHT, Group
from .markdown_fitting import LIMIT, Section, fitted, length
from .markdown_irreversible import irreversible_part
from .markdown_text import code, fenced, mark_line, prose
from .report import Report, reason
from .visible import visible
from .wording import TO_DO, counted, excerpt, moved, number, origin, resolver_link, steps, system_of, texts, word

MARK = "<!-- pidops.datacite plan"
"""How the first line begins, whatever the plan is for."""

_FEW = 10
_NAMED = 5
_VALUE = 700
_CHANGES = 25
_LEAST_VALUE = 60
_ENTRY = 6_000
_SENTENCES = 4_000


def mark(plan: Plan) -> str:
    """The whole first line: the same for every plan of this repository on this system."""
    return mark_line("plan", system_of(plan.system).name, plan.repository)


def markdown(report: Report, limit: int = LIMIT) -> str:
    """The report; never longer than `limit` in UTF-16 units."""
    sections = list(_sections(report))
    first, last = _head(report), f"<sub>Checksum of this plan: {code(report.plan.checksum)}</sub>"
    shells = sum(length(section.title) + 220 for section in sections)
    room = limit - length(first) - length(last) - 8
    irreversible = irreversible_part(report, room - shells)
    if irreversible:
        room -= length(irreversible) + 2
    return "\n\n".join(part for part in (first, irreversible, fitted(sections, room), last) if part) + "\n"


def _head(report: Report) -> str:
    """Mark, title, where, why it stopped, and the totals."""
    system = report.system
    where = f"**{system.label}** ({system.meaning}) · {code(report.plan.system)} · repository {code(report.plan.repository)} · {report.scope}"
    parts = [mark(report.plan), f"## {report.title}", where]
    if report.stopped is not None:
        parts.append(_stopped(report.stopped))
    rows = [f"| {'**' + total.label + '**' if total.grave else total.label} | {'**' if total.grave else ''}{number(total.value)}{'**' if total.grave else ''} |"
            for total in report.totals]
    parts.append("\n".join(["| DOIs | |", "|:--|--:|", *rows]))
    if report.plan.warnings:
        parts.append("\n".join(f"- {_sentence(warning)}" for warning in report.plan.warnings[:_FEW]))
        more = len(report.plan.warnings) - _FEW
        parts += [f"… and {counted(more, 'more warning')}"] if more > 0 else []
    return "\n\n".join(parts)


def _stopped(text: str) -> str:
    lines, shown = [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip()], []
    room = _SENTENCES
    for line in lines:
        said = _sentence(line)
        if len(said) > room:
            break
        room -= len(said)
        shown.append(said)
    more = len(lines) - len(shown)
    return "\n".join([
        "> **Nothing was written.**" + (" " + shown[0] if shown else ""), *(f"> - {said}" for said in shown[1:]),
        *([f"> - … and {counted(more, 'more line')}"] if more else []),
    ])


def _sentence(text: str) -> str:
    said, _same = excerpt(text, None, _VALUE)
    return prose(said or "")


def _sections(report: Report) -> Iterator[Section]:
    plan = report.plan
    if report.failed:
        total = len(report.failed)
        yield Section("Failed", report.failed, lambda fate: (_failure(fate), 1), total, opened=total <= _FEW)
    if plan.refused:
        total = len(plan.refused)
        yield Section("Refused", report.refused_together, lambda members: (_refusal(members), len(members)), total, opened=total <= _FEW)
    for kind in WEIGHT:
        items = list(_entries([group for group in report.groups if group.kind == kind]))
        total = sum(action.kind == kind for action in report.actions)
        if items:
            name = TO_DO[kind]
            yield Section(name[0].upper() + name[1:], items, lambda item: _entry(report, item), total, opened=len(items) <= _FEW)
    if plan.vanished:
        yield Section("Left in the record, though gone from the file", plan.vanished, lambda vanished: (_vanished(vanished), 1), len(plan.vanished))
    if plan.unmanaged:
        yield Section(
            "Unmanaged: in the repository, in no file", plan.unmanaged,
            lambda found: (f"- {code(found.doi)} – {word(found.state)}{', not in the index' if found.unindexed else ''}", 1), len(plan.unmanaged),
        )


def _entries(groups: Sequence[Group]) -> Iterator[Group | Planned]:
    for group in groups:
        if group.changes is None:
            yield from group.entries
        else:
            yield group


def _entry(report: Report, item: Group | Planned) -> tuple[str, int]:
    """A group or one action, with its changes; and for how many DOIs it stands."""
    if isinstance(item, Planned):
        return _bounded(_action(report, item)), 1
    first = item.entries[0]
    names = [code(entry.doi) for entry in item.entries[:_NAMED]]
    more = len(item.entries) - len(names)
    parts = [
        f"**{counted(len(item.entries), 'DOI')}**, {'the same' if item.identical else 'by one rule'}: {_what(first)}",
        *_diff(item.changes or ()),
        f"{', '.join(names)}{f' and {number(more)} more' if more else ''}",
    ]
    return _bounded("\n\n".join(parts)), len(item.entries)


def _bounded(text: str) -> str:
    """A block that may be shown; one with many long texts is told by its first line."""
    return text if length(text) <= _ENTRY * 4 else text.partition("\n")[0] + "\n\n_Too long to be shown here._"


def _action(report: Report, action: Planned) -> str:
    link = resolver_link(report.system, action.doi, action.before)
    name = f"[{code(action.doi)}]({link})" if link else code(action.doi)
    place = f" · {code(action.place)}" if action.place else ""
    became = report.outcome(action.doi)
    outcome = f" · **{became}**" if became else ""
    told = [f"- {_sentence(warning)}" for warning in action.warnings[:_FEW]]
    return "\n\n".join([f"**{name}** – {_what(action)}{outcome}{place}", *(["\n".join(told)] if told else []), *_diff(action.changes)])


def _what(action: Planned) -> str:
    """`publish, draft → findable, cannot be undone; drift …`."""
    notes = [
        "**cannot be undone**" if action.irreversible else "", "in no file" if action.unmanaged else "",
        "seen in the index only" if action.from_index else "", _sentence(origin(action)) if origin(action) else "",
    ]
    return "; ".join([", ".join(part for part in (steps(action), moved(action)) if part), *(note for note in notes if note)])


def _diff(changes: Sequence[Change]) -> Iterator[str]:
    """The changes as one block in which taken out and put in have their colours; the state is said already."""
    shown = [change for change in changes if change.attribute != "state"]
    limit = min(_VALUE, max(_LEAST_VALUE, _ENTRY // max(1, min(len(shown), _CHANGES))))
    lines: list[str] = []
    for change in shown[:_CHANGES]:
        before, after = excerpt(*texts(change), limit)
        what = {(True, False): " (new)", (False, True): " (taken out)"}.get((before is None, after is None), "")
        lines.append(f"@@ {visible(change.path)}{what} @@")
        lines += [f"- {line}" for line in (before or "").split("\n") if before is not None]
        lines += [f"+ {line}" for line in (after or "").split("\n") if after is not None]
    if len(shown) > _CHANGES:
        lines.append(f"@@ … and {counted(len(shown) - _CHANGES, 'more change')} @@")
    if lines:
        yield fenced(lines, "diff")


def _failure(fate: Fate) -> str:
    place = f" · {code(fate.place)}" if fate.place else ""
    changed = " The record became different all the same." if fate.changed else ""
    return "\n".join([f"- {code(fate.doi)} – {_sentence(reason(fate))}{changed}{place}", *_problems(fate.problems)])


def _refusal(members: tuple[Refused, ...]) -> str:
    first = members[0]
    names = ", ".join(f"{code(refused.doi)}{f' ({code(refused.place)})' if refused.place else ''}" for refused in members[:_NAMED])
    more = f" and {number(len(members) - _NAMED)} more" if len(members) > _NAMED else ""
    return "\n".join([f"- {names}{more} – {_sentence(reason(first))}", *_problems(first.problems)])


def _problems(problems: Sequence[Any]) -> Iterator[str]:
    for problem in problems[:_FEW]:
        hint = f" ({_sentence(problem.suggestion)})" if problem.suggestion else ""
        yield f"  - {code(problem.path) + ' ' if problem.path else ''}{_sentence(problem.message)}{hint}"
    if len(problems) > _FEW:
        yield f"  - … and {counted(len(problems) - _FEW, 'more problem')}"


def _vanished(vanished: Vanished) -> str:
    return f"- {code(vanished.doi)} – {', '.join(code(name) for name in vanished.attributes)}{f' · {code(vanished.place)}' if vanished.place else ''}"
