# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as Markdown for an issue or a comment of GitHub or GitLab. Private to the collection.

The first line is a mark that nobody sees: a later run finds the issue by it and updates it. Scores, numbers and what has changed stand first and are
never cut; the findings, by rule, are cut with a note and their number where a comment has no room for more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..compliance.finding import SEVERITIES, Assessment, Completeness, Finding, PastRun, Score
from .compliance_view import SEVERITY_WORDS, RuleGroup, View, Worst, waived_by
from .links import web_link
from .markdown_fitting import LIMIT, Section, fitted, length
from .markdown_text import code, mark_line, prose
from .wording import counted, excerpt, number, system_of

MARK = "<!-- pidops.datacite compliance"
"""How the first line begins, whatever the run is about."""

_FEW = 10
_NAMED = 20
_LONG = 700
_MESSAGE = 300
_NAME = 100
_PROFILES = 30
_RULES = 60
_RUNS = 7
_BAR = 10


def mark(assessment: Assessment) -> str:
    """The whole first line: the same for every run over this repository on this system."""
    return mark_line("compliance", system_of(assessment.system).name, assessment.repository)


def compliance_markdown(assessment: Assessment, limit: int = LIMIT) -> str:
    """The report; never longer than `limit` in UTF-16 units."""
    view = View(assessment)
    first = _head(view)
    return "\n\n".join(part for part in (first, fitted(list(_sections(view)), limit - length(first) - 8)) if part) + "\n"


def _head(view: View) -> str:
    """Mark, title, where and when, warnings, numbers and scores."""
    run = view.assessment
    where = f"**{view.system.label}** · {code(run.system)} · repository {code(run.repository)} · {view.records} · {code(run.at)}"
    parts = [mark(run), f"## {view.title}", where, *([view.pages + "."] if view.pages else []), _numbers(view)]
    if run.scores:
        parts.append(_scores(view))
    if run.warnings:
        more = len(run.warnings) - _FEW
        told = [f"- {_sentence(warning, _MESSAGE)}" for warning in run.warnings[:_FEW]] + ([f"- … and {counted(more, 'more warning')}"] if more > 0 else [])
        parts.append("\n".join(told))
    return "\n\n".join(parts)


def _numbers(view: View) -> str:
    """Open, new, fixed and waived findings by severity."""
    lists = [("open", view.open), *([("new", view.new), ("fixed", view.fixed)] if view.is_compared else []), ("waived", view.waived)]
    rows = []
    for severity in SEVERITIES:
        values = [sum(finding.severity == severity for finding in findings) for _name, findings in lists]
        name = SEVERITY_WORDS[severity][1]
        rows.append(f"| {f'**{name}**' if severity == SEVERITIES[0] and values[0] else name} | {' | '.join(number(value) for value in values)} |")
    return "\n".join([f"| Findings | {' | '.join(name for name, _findings in lists)} |", f"|:--|{'--:|' * len(lists)}", *rows])


def _scores(view: View) -> str:
    scores = view.assessment.scores
    rows = [_score(view, score) for score in scores[:_PROFILES]]
    more = [f"\n_… and {counted(len(scores) - _PROFILES, 'more profile')}_"] if len(scores) > _PROFILES else []
    return "\n".join(["| Profile | Score | | Records without errors or warnings |", "|:--|--:|:--|--:|", *rows, *more])


def _score(view: View, score: Score) -> str:
    before = view.before.scores.get(score.profile) if view.before else None
    moved = "" if before is None or round(score.percent - before, 1) == 0 else f" ({score.percent - before:+.1f})"
    good = f"{number(score.good_records)} of {number(score.records)}"
    if not score.asked:
        return f"| {_cell(prose(score.title[:_NAME]))} | – | nothing was asked | – |"
    return f"| {_cell(prose(score.title[:_NAME]))} | {score.percent:.1f} %{moved} | {_bar(score.percent)} | {good} |"


def _bar(percent: float) -> str:
    full = int(percent * _BAR / 100)
    return "█" * full + "░" * (_BAR - full)


def _sections(view: View) -> Iterator[Section]:
    if view.new:
        yield _by_rule(view, "New", view.new)
    if len(view.groups) > 1:
        rules = [group for group in view.groups if group.open][:_RULES]
        yield Section("Rules", [rules] if rules else [], lambda rules: (_rules(rules), len(rules)), sum(bool(group.open) for group in view.groups), opened=True)
    for severity in SEVERITIES:
        groups = [group for group in view.groups if group.severity == severity and group.open]
        total = sum(len(group.open) for group in groups)
        if groups:
            title = SEVERITY_WORDS[severity][1].capitalize()
            yield Section(title, groups, lambda group: (_group(view, group), len(group.open)), total, opened=severity == SEVERITIES[0])
    if view.worst:
        yield Section("Worst DOIs", [view.worst], lambda worst: ("\n".join(_worst(view, one) for one in worst), len(worst)), len(view.worst))
    if view.fixed:
        yield _by_rule(view, "Fixed since the last run", view.fixed)
    if view.waived:
        yield _by_rule(view, "Waived", view.waived)
    if view.assessment.completeness:
        entries = view.assessment.completeness
        yield Section("Completeness", [entries], lambda entries: (_completeness(entries), len(entries)), len(entries))
    if view.before:
        runs = view.runs[-_RUNS:]
        yield Section("Last runs", [runs], lambda runs: (_trend(runs), len(runs)), len(runs))


def _by_rule(view: View, title: str, findings: Sequence[Finding]) -> Section:
    """A section of findings that are told by rule, in the order given."""
    rules: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        rules.setdefault((finding.rule, finding.severity), []).append(finding)
    return Section(title, list(rules.values()), lambda found: (_told(view, found), len(found)), len(findings), opened=len(findings) <= _FEW)


def _told(view: View, findings: Sequence[Finding]) -> str:
    first = findings[0]
    head = f"**{SEVERITY_WORDS[first.severity][0]} {code(first.rule)} {_sentence(first.title)}** ({number(len(findings))})"
    return "\n".join([head, "", *_lines(view, findings)])


def _rules(groups: Sequence[RuleGroup]) -> str:
    """All rules with their numbers, short enough to have room whatever was found."""
    rows = [
        f"| {_cell(code(group.rule[:_NAME]))} {_cell(prose(group.title[:_NAME]))} | {SEVERITY_WORDS[group.severity][0]} | {number(len(group.open))}"
        f" | {number(group.new)} |" for group in groups
    ]
    return "\n".join(["| Rule | | open | new |", "|:--|:--|--:|--:|", *rows])


def _group(view: View, group: RuleGroup) -> str:
    """A rule with its help, and the first of its findings."""
    link = web_link(group.source)
    source = f" [Source]({_in_parentheses(link)})" if link else ""
    new = f", {number(group.new)} new" if group.new else ""
    return "\n".join([
        f"**{code(group.rule)} {_sentence(group.title)}** ({number(len(group.open))}{new})", "",
        *([f"{_sentence(group.help)}{source}", ""] if group.help or source else []), *_lines(view, group.open),
    ])


def _lines(view: View, findings: Sequence[Finding]) -> Iterator[str]:
    """The first of some findings of one rule, and how many more there are."""
    yield from (_line(view, finding) for finding in findings[:_NAMED])
    if len(findings) > _NAMED:
        yield f"- … and {number(len(findings) - _NAMED)} more"


def _line(view: View, finding: Finding) -> str:
    """One finding: its DOI, what was found, and who waived it or where it is declared."""
    said = [f" – {_sentence(text, _MESSAGE)}" for text in (finding.message, waived_by(finding)) if text]
    place = f" · {code(finding.place)}" if finding.place else ""
    return f"- {_doi(view, finding.doi)}{''.join(said)}{place}"


def _worst(view: View, worst: Worst) -> str:
    said = [counted(value, *SEVERITY_WORDS[severity]) for severity, value in zip(SEVERITIES, worst.counts, strict=True) if value]
    return f"- {_doi(view, worst.doi)} – {', '.join(said)}"


def _doi(view: View, doi: str) -> str:
    if not doi:
        return "the repository"
    link = view.link(doi)
    return f"[{code(doi)}]({_in_parentheses(link)})" if link else code(doi)


def _completeness(entries: Sequence[Completeness]) -> str:
    rows = [f"| {_cell(code(entry.property))} | {_bar(_percent(entry))} | {_percent(entry):.0f} % | {number(entry.filled)} |" for entry in entries]
    return "\n".join(["| Property | | | Records |", "|:--|:--|--:|--:|", *rows])


def _percent(entry: Completeness) -> float:
    return 100.0 * entry.filled / entry.records if entry.records else 0.0


def _trend(runs: Sequence[PastRun]) -> str:
    rows = [f"| {_cell(code(run.at))} | {number(run.records)} | {' | '.join(number(run.counts.get(severity, 0)) for severity in SEVERITIES)} |" for run in runs]
    return "\n".join([f"| Run | records | {' | '.join(SEVERITY_WORDS[severity][1] for severity in SEVERITIES)} |", "|:--|--:|--:|--:|--:|", *rows])


def _cell(text: str) -> str:
    """Within a table. A vertical line would end the cell, in code as well."""
    return text.replace("|", "¦")


def _in_parentheses(link: str) -> str:
    return link.replace("(", "%28").replace(")", "%29")


def _sentence(text: str, limit: int = _LONG) -> str:
    said, _same = excerpt(text, None, limit)
    return prose(said or "")
