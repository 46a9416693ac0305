# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as one HTML page that needs nothing else: no network, no fonts, no server. Private to the collection.

Numbers, what cannot be undone, failures and refusals are in the page itself and need no script; the changes are drawn by the page's own script out
of the data in it, as much as is asked for. The page's policy allows this style and this script by their hashes and nothing else, and no request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from ..planning.fate import Fate
from ..planning.planned import Planned, Refused
from ..planning.refusal import Problem
from .grouping import WEIGHT
from .html_data import PageData, page_data
from .html_parts import Page, code, document, folded, place, prose, text, total, warnings
from .html_script import SCRIPT
from .html_style import STYLE
from .report import Report, reason
from .visible import visible
from .wording import TO_DO, counted, number, states, steps, word


def html(report: Report) -> str:
    """The whole page."""
    data = page_data(report)
    main = (*_irreversible(report), *_failed(report.failed), *_refused(report), *_changes(report, data), *_left_alone(report))
    return document(Page(
        title=f"{report.title} – {report.plan.repository} ({report.system.label})", style=STYLE, script=SCRIPT, data_id="plan", data=data.text,
        skip_to=("changes", "To the changes"), header=_header(report), main=main, footer=f"Checksum of this plan: <code>{report.plan.checksum}</code>",
    ))


def _header(report: Report) -> Iterator[str]:
    plan, system = report.plan, report.system
    yield "<header>"
    yield f'<p><span class="system {system.name}">{system.label}</span> <span class="soft">{system.meaning}</span></p>'
    yield f"<h1>{text(report.title)}</h1>"
    yield f'<p class="soft">Repository {code(plan.repository)} at {code(plan.system)} · {report.scope}</p>'
    if report.stopped is not None:
        yield '<div class="notice grave" role="alert">'
        yield from _paragraphs(f"Nothing was written. {report.stopped}")
        yield "</div>"
    yield '<dl class="totals">'
    yield from (total(one.label, number(one.value), "grave" if one.grave else "") for one in report.totals)
    yield "</dl>"
    yield from warnings(plan.warnings)
    yield "</header>"


def _paragraphs(said: str) -> Iterator[str]:
    lines = [line for line in said.splitlines() if line.strip()]
    points = [line.strip()[2:] for line in lines if line.strip().startswith("- ")]
    yield from (f"<p>{prose(line)}</p>" for line in lines if not line.strip().startswith("- "))
    if points:
        yield f"<ul>{''.join(f'<li>{prose(point)}</li>' for point in points)}</ul>"


def _irreversible(report: Report) -> Iterator[str]:
    lines = [_irreversible_line(report, action) for action in report.irreversible]
    return folded("irreversible", "Cannot be undone", lines, len(lines), grave=True)


def _irreversible_line(report: Report, action: Planned) -> str:
    link = quote(visible(action.doi), safe="/")
    became = report.outcome(action.doi)
    outcome = f" <strong>{became}</strong>" if became else ""
    return f'<li><a href="#{link}">{code(action.doi)}</a> {steps(action)}, {states(action.before, action.after)}{outcome}{place(action.place)}</li>'


def _failed(fates: Sequence[Fate]) -> Iterator[str]:
    return folded("failed", "Failed", [_failure(fate) for fate in fates], len(fates), grave=True)


def _failure(fate: Fate) -> str:
    changed = " The record became different all the same." if fate.changed else ""
    return f"<li>{code(fate.doi)} {prose(reason(fate))}{changed}{place(fate.place)}{_problems(fate.problems)}</li>"


def _refused(report: Report) -> Iterator[str]:
    items = [_refusal(members) for members in report.refused_together]
    return folded("refused", "Refused", items, len(report.plan.refused), grave=True)


def _refusal(members: tuple[Refused, ...]) -> str:
    first = members[0]
    told = f"{prose(reason(first))}{_problems(first.problems)}"
    names = [f"{code(refused.doi)}{place(refused.place)}" for refused in members]
    if len(members) == 1:
        return f"<li>{names[0]} {told}</li>"
    summary = f"<summary>{counted(len(members), 'DOI')}, such as {code(first.doi)}</summary>"
    return f"<li>{told}<details>{summary}<ul>{''.join(f'<li>{name}</li>' for name in names)}</ul></details></li>"


def _problems(problems: Iterable[Problem]) -> str:
    said = "".join(f"<li>{_problem(problem)}</li>" for problem in problems)
    return f"<ul>{said}</ul>" if said else ""


def _problem(problem: Problem) -> str:
    hint = f" ({prose(problem.suggestion)})" if problem.suggestion else ""
    return f"{code(problem.path) + ' ' if problem.path else ''}{prose(problem.message)}{hint}"


def _changes(report: Report, data: PageData) -> Iterator[str]:
    """The filter and the place where the script draws."""
    held = len(report.actions)
    yield f'<section aria-labelledby="changes"><h2 id="changes" tabindex="-1">Changes ({number(held)})</h2>'
    yield from _filter(report)
    if data.cut_to is not None:
        shown = f"are shortened to about {number(data.cut_to)} characters around what differs" if data.cut_to else "are left out"
        yield f'<p class="soft">There is more than a page can hold: here the values {shown}. The JSON report has them whole.</p>'
    yield '<p class="status" id="status" role="status" aria-live="polite"></p>'
    yield f'<noscript><p>The {counted(held, "change")} can be looked at with JavaScript. What stands above is complete without.</p></noscript>'
    yield '<div id="list"></div></section>'


def _filter(report: Report) -> Iterator[str]:
    kinds = [(kind, sum(len(group.entries) for group in report.groups if group.kind == kind)) for kind in WEIGHT]
    yield '<form class="filter" id="filter" role="search" hidden>'
    yield '<label class="text" for="text">Filter by DOI, file or any text<input type="search" id="text" autocomplete="off" spellcheck="false"></label>'
    yield '<fieldset><legend class="hidden">Show only</legend>'
    if report.irreversible:
        yield '<label class="chip"><input type="checkbox" name="irreversible"> cannot be undone</label>'
    if report.drifted:
        yield '<label class="chip"><input type="checkbox" name="drift"> drift</label>'
    for kind, held in kinds:
        if held:
            yield f'<label class="chip"><input type="checkbox" name="kind" value="{kind}"> {TO_DO[kind]} <span class="soft">{number(held)}</span></label>'
    yield "</fieldset></form>"


def _left_alone(report: Report) -> Iterator[str]:
    """What the plan does nothing about."""
    vanished = [f"<li>{code(entry.doi)} {', '.join(code(name) for name in entry.attributes)}{place(entry.place)}</li>" for entry in report.plan.vanished]
    yield from folded("vanished", "Left in the record, though gone from the file", vanished, len(vanished))
    unmanaged = [f"<li>{code(entry.doi)} {word(entry.state)}{', not in the index' if entry.unindexed else ''}</li>" for entry in report.plan.unmanaged]
    yield from folded("unmanaged", "Unmanaged: in the repository, in no file", unmanaged, len(unmanaged))
