# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as one HTML page that needs nothing else: no network, no fonts, no server. Private to the collection.

What a manager asks first (numbers, scores, what has changed, the trend, completeness, the worst DOIs, which rules) is in the page itself and needs no
script; the findings are drawn by the page's own script out of the data in it, as much as is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from ..compliance.finding import SEVERITIES, Assessment, Completeness, Finding, Score
from .compliance_charts import ceiling, lines, share_bar
from .compliance_html_data import PageData, page_data
from .compliance_html_script import SCRIPT
from .compliance_html_style import STYLE
from .compliance_view import SEVERITY_WORDS, View, Worst
from .html_parts import Page, code, document, text, total, warnings
from .visible import visible
from .wording import counted, excerpt, number

_TONES = {"error": "error", "warning": "warning-tone", "info": "info"}
_KINDS = {"error": "grave", "warning": "warn", "info": ""}
_GOOD, _FAIR = 95.0, 80.0
_TOLD = 10
_LONGEST = 300


def compliance_html(assessment: Assessment) -> str:
    """The whole page."""
    view = View(assessment)
    data = page_data(view)
    main = (*_scores(view), *_changes(view), *_trend(view), '<div class="columns">', *_worst(view), *_completeness(view), "</div>", *_findings(view, data))
    return document(Page(
        title=f"{view.title} – {assessment.repository} ({view.system.label})", style=STYLE, script=SCRIPT, data_id="findings-data", data=data.text,
        skip_to=("findings", "To the findings"), header=_header(view), main=main,
        footer=f"Profiles: {', '.join(map(code, assessment.profiles)) or 'none'} · run of {code(assessment.at)}",
    ))


def _header(view: View) -> Iterator[str]:
    run, system = view.assessment, view.system
    yield "<header>"
    yield f'<p><span class="system {system.name}">{system.label}</span></p>'
    yield f"<h1>{text(view.title)}</h1>"
    pages = f" · {view.pages}" if view.pages else ""
    yield f'<p class="soft">Repository {code(run.repository)} at {code(run.system)} · {code(run.at)}{pages}</p>'
    yield '<dl class="totals">'
    yield from _totals(view)
    yield "</dl>"
    yield from warnings(run.warnings)
    yield "</header>"


def _totals(view: View) -> Iterator[str]:
    """Open findings by severity, each with how it has moved since the run before, then what has changed."""
    for severity in SEVERITIES:
        value = view.counts[severity]
        word = SEVERITY_WORDS[severity][value != 1]
        moved = "" if view.before is None else _moved(value - view.before.counts.get(severity, 0))
        yield total(f'<a href="#show-{severity}">{word}</a>', f"{number(value)}{moved}", _KINDS[severity] if value else "good")
    if view.is_compared:
        yield total('<a href="#show-new">new</a>', number(len(view.new)), "warn" if view.new else "")
        yield total('<a href="#show-fixed">fixed</a>', number(len(view.fixed)), "good" if view.fixed else "")
    yield total('<a href="#show-waived">waived</a>', number(len(view.waived)))
    yield total("record" if view.assessment.records == 1 else "records", number(view.assessment.records))


def _moved(difference: int) -> str:
    return f" <small>{difference:+,}</small>" if difference else ""


def _section(name: str, title: str, content: Sequence[str]) -> Iterator[str]:
    if content:
        yield f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>'
        yield from content
        yield "</section>"


def _scores(view: View) -> Iterator[str]:
    cards = [_score(view, score) for score in view.assessment.scores]
    return _section("scores", "Score by profile", ['<div class="scores">', *cards, "</div>"] if cards else [])


def _score(view: View, score: Score) -> str:
    """A card: the score, how it has moved, the records that are good, and the last runs as a line."""
    if not score.asked:
        return f'<article class="score"><h3>{text(score.title)}</h3><p class="percent">–</p><p>Nothing was asked of any record.</p></article>'
    before = view.before.scores.get(score.profile) if view.before else None
    difference = 0.0 if before is None else round(score.percent - before, 1)
    moved = f" <small>{difference:+.1f} since the last run</small>" if difference else ""
    past = [run.scores[score.profile] for run in view.runs if score.profile in run.scores]
    low = min(past, default=0.0)
    line = lines([("score-line", past)], min(low, 99.0), 100.0, "spark") if len(past) > 1 else ""
    return (
        f'<article class="score"><h3>{text(score.title)}</h3><p class="percent">{score.percent:.1f} %{moved}</p>'
        f"{share_bar(score.percent, _judged(score.percent))}"
        f"<p>{number(score.good_records)} of {counted(score.records, 'record')} without errors or warnings</p>{line}</article>"
    )


def _judged(percent: float) -> str:
    return "good" if percent >= _GOOD else "fair" if percent >= _FAIR else "poor"


def _changes(view: View) -> Iterator[str]:
    """What is new and what is fixed, the gravest first; where there is no run before, that."""
    if not view.is_compared:
        return _section("changed", "What has changed", ['<p class="soft">There is no earlier run to compare with.</p>'])
    since = f"since {code(view.before.at)}" if view.before else "since the last run"
    said = [f"<p>{number(len(view.new))} new and {number(len(view.fixed))} fixed {since}; {number(len(view.waived))} waived.</p>"]
    lists = [*_some(view.new, "New", "new"), *_some(view.fixed, "Fixed", "fixed")]
    return _section("changed", "What has changed", [*said, *(['<div class="columns">', *lists, "</div>"] if lists else [])])


def _some(findings: Sequence[Finding], title: str, name: str) -> Iterator[str]:
    if not findings:
        return
    yield f'<section><h3>{title} ({number(len(findings))})</h3><ul class="names">'
    yield from (f"<li>{_tag(finding.severity)} {_to_doi(finding.doi)} {_told(finding)}</li>" for finding in findings[:_TOLD])
    if len(findings) > _TOLD:
        yield f'<li><a href="#show-{name}">All {number(len(findings))}</a></li>'
    yield "</ul></section>"


def _told(finding: Finding) -> str:
    """What was found; of a fixed one the rule that it is in keeping with now."""
    said, _same = excerpt(finding.message or finding.title, None, _LONGEST)
    return text(said or "")


def _tag(severity: str) -> str:
    return f'<span class="tag {_TONES[severity]}">{SEVERITY_WORDS[severity][0]}</span>'


def _to_doi(doi: str) -> str:
    """A name that leads to what was found of it, further down."""
    if not doi:
        return "the repository as a whole:"
    return f'<a href="#{quote(visible(doi), safe="/")}">{code(doi)}</a>'


def _trend(view: View) -> Iterator[str]:
    """Open findings over the last runs, as lines and as a table."""
    runs = view.runs
    if len(runs) < 2:
        return iter(())
    series = [(severity, [float(run.counts.get(severity, 0)) for run in runs]) for severity in reversed(SEVERITIES)]
    top = ceiling([value for _name, values in series for value in values])
    legend = "".join(f"<li>{lines([(severity, [0.5, 0.5])], 0, 1, 'sample')}{SEVERITY_WORDS[severity][1]}</li>" for severity in SEVERITIES)
    rows = [
        f'<tr><th scope="row">{text(run.at)}</th><td class="number">{number(run.records)}</td>'
        + "".join(f'<td class="number">{number(run.counts.get(severity, 0))}</td>' for severity in SEVERITIES) + "</tr>"
        for run in reversed(runs)
    ]
    heads = "".join(f'<th scope="col" class="number">{name}</th>' for name in ("records", *(SEVERITY_WORDS[severity][1] for severity in SEVERITIES)))
    return _section("trend", f"Open findings over the last {number(len(runs))} runs", [
        f'<ul class="legend">{legend}</ul>',
        f'<div class="chart"><div class="up" aria-hidden="true"><span>{number(top)}</span><span>0</span></div>{lines(series, 0, top)}',
        f'<div class="along" aria-hidden="true"><span>{text(runs[0].at[:10])}</span><span>{text(runs[-1].at[:10])}</span></div></div>',
        f'<details><summary>The numbers</summary><table class="plain"><thead><tr><th scope="col">run</th>{heads}</tr></thead>',
        f"<tbody>{''.join(rows)}</tbody></table></details>",
    ])


def _worst(view: View) -> Iterator[str]:
    head = "".join(f'<th scope="col" class="number">{SEVERITY_WORDS[severity][1]}</th>' for severity in SEVERITIES)
    rows = [_bad(worst) for worst in view.worst]
    table = [f'<table class="plain"><thead><tr><th scope="col">DOI</th>{head}</tr></thead><tbody>', *rows, "</tbody></table>"]
    return _section("worst", "Worst DOIs", table if rows else [])


def _bad(worst: Worst) -> str:
    return f'<tr><th scope="row">{_to_doi(worst.doi)}</th>' + "".join(f'<td class="number">{number(value)}</td>' for value in worst.counts) + "</tr>"


def _completeness(view: View) -> Iterator[str]:
    rows = [_filled(entry) for entry in view.assessment.completeness]
    head = '<th scope="col">Property</th><th scope="col" class="wide"><span class="hidden">as a bar</span></th><th scope="col" class="number">records</th>'
    table = [f'<table class="plain"><thead><tr>{head}</tr></thead><tbody>', *rows, "</tbody></table>"]
    return _section("completeness", "Completeness", table if rows else [])


def _filled(entry: Completeness) -> str:
    percent = 100.0 * entry.filled / entry.records if entry.records else 0.0
    return (
        f'<tr><th scope="row">{code(entry.property)}</th><td class="wide">{share_bar(percent)}</td>'
        f'<td class="number">{percent:.0f} % <span class="soft">{number(entry.filled)}</span></td></tr>'
    )


def _findings(view: View, data: PageData) -> Iterator[str]:
    """The filter and the place where the script draws; without script the rules with their numbers."""
    yield f'<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">Findings ({number(len(view.open))} open)</h2>'
    yield from _filter(view)
    if data.cut_to is not None:
        shown = f"messages are shortened to {number(data.cut_to)} characters"
        yield f'<p class="soft">There is more than a page can hold: {shown}. The JSON report has them whole.</p>'
    yield '<p class="status" id="status" role="status" aria-live="polite"></p>'
    yield "<noscript><p>Each finding can be looked at with JavaScript. What stands above is complete without, and these are the rules:</p><ul>"
    yield from (f"<li>{_tag(group.severity)} {code(group.rule)} {text(group.title)}: {number(len(group.open))} open</li>" for group in view.groups)
    yield '</ul></noscript><div id="list"></div></section>'


def _filter(view: View) -> Iterator[str]:
    yield '<form class="filter" id="filter" role="search" hidden>'
    yield '<label class="text" for="text">Filter by DOI, rule, file or any text<input type="search" id="text" autocomplete="off" spellcheck="false"></label>'
    yield '<fieldset><legend class="hidden">Which findings</legend>'
    shown = [("open", len(view.open)), *([("new", len(view.new)), ("fixed", len(view.fixed))] if view.is_compared else []), ("waived", len(view.waived))]
    for name, held in shown:
        checked = " checked" if name == "open" else ""
        yield f'<label class="chip"><input type="radio" name="view" value="{name}"{checked}> {name} <span class="soft">{number(held)}</span></label>'
    yield '</fieldset><fieldset><legend class="hidden">Only of severity</legend>'
    for severity in SEVERITIES:
        yield f'<label class="chip"><input type="checkbox" name="severity" value="{severity}"> {SEVERITY_WORDS[severity][1]}</label>'
    yield "</fieldset></form>"
