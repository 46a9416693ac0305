# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the HTML report of a compliance run looks, beyond what all reports share. Private to the collection."""

from __future__ import annotations

from .html_style import STYLE as SHARED

STYLE = SHARED + """
:root { --info: #4a5a6a; --good: #1d6b34; }
@media (prefers-color-scheme: dark) { :root { --info: #a9bccd; --good: #7fd196; } }
svg { display: block; }
.error { --tone: var(--grave); --tone-soft: var(--grave-soft); }
.warning-tone { --tone: var(--warn); --tone-soft: var(--warn-soft); }
.info { --tone: var(--info); --tone-soft: var(--fill); }
.total a { color: inherit; text-decoration: none; }
.total a::after { content: " ›"; }
.total.warn { background: var(--warn-soft); }
.total.warn dd, .total.warn dt { color: var(--warn); }
.total.good dd { color: var(--good); }
.total small { font-size: .8rem; font-weight: 500; color: var(--soft); }

.scores { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: .75rem; }
.score { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; min-width: 0; }
.score h3 { font-size: .95rem; overflow-wrap: anywhere; }
.score .percent { font-size: 1.8rem; line-height: 1.3; font-weight: 650; font-variant-numeric: tabular-nums; margin: .1rem 0 .3rem; }
.score .percent small { display: block; font-size: .85rem; font-weight: 500; color: var(--soft); }
.score p:not(.percent) { font-size: .85rem; color: var(--soft); overflow-wrap: anywhere; }
.score .spark { height: 2rem; width: 100%; margin-top: .5rem; }
.bar { width: 100%; height: .6rem; border-radius: .3rem; }
.bar .rest { fill: var(--fill); }
.bar .full { fill: var(--accent); }
.bar.good .full { fill: var(--good); }
.bar.fair .full { fill: var(--warn); }
.bar.poor .full { fill: var(--grave); }
polyline { fill: none; stroke: var(--accent); stroke-width: 2.5; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
polyline.error { stroke: var(--grave); }
polyline.warning { stroke: var(--warn); stroke-dasharray: 8 4; }
polyline.info { stroke: var(--info); stroke-dasharray: 2 4; }
.grid line { stroke: var(--line); vector-effect: non-scaling-stroke; }
.spark .grid { display: none; }
.chart {
  display: grid; grid-template-columns: auto 1fr; gap: .2rem .6rem; padding: 1rem;
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
}
.chart .trend { width: 100%; height: 10rem; }
.chart .up { display: flex; flex-direction: column; justify-content: space-between; text-align: right; }
.chart .along { grid-column: 2; display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; }
.chart .up, .chart .along, .legend { color: var(--soft); font-size: .8rem; font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: .5rem 0; padding: 0; list-style: none; }
.legend svg { display: inline-block; width: 2rem; height: .6rem; margin-right: .4rem; }
.legend .grid { display: none; }
table.plain { border-collapse: collapse; width: 100%; font-size: .9rem; background: var(--card); }
.plain th, .plain td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; font-weight: 400; }
.plain thead th { color: var(--soft); font-size: .85rem; }
.plain .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.plain .wide { width: 40%; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 0 2.5rem; align-items: start; }
.columns > section { min-width: 0; }
.columns > section > h3 { margin: .9rem 0 .4rem; }

details.group {
  background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--tone); border-radius: .5rem;
  margin: 0 0 .6rem; padding: 0 1rem;
}
details.group > summary { padding: .7rem 0; display: flex; flex-wrap: wrap; gap: .2rem .7rem; align-items: baseline; list-style: none; }
details.group > summary::-webkit-details-marker { display: none; }
details.group > summary::before { content: "▸"; color: var(--soft); }
details.group[open] > summary::before { content: "▾"; }
details.group > summary h3 { flex: 1 1 14rem; min-width: 0; overflow-wrap: anywhere; }
details.group .count { font-weight: 600; font-variant-numeric: tabular-nums; }
details.group .help { margin: 0 0 .8rem; overflow-wrap: anywhere; }
details.group .entry { border-width: 1px 0 0; border-radius: 0; padding: .6rem 0; margin: 0; }
details.group .entry h4 { overflow-wrap: anywhere; }
details.group .entry p { margin: .1rem 0; overflow-wrap: anywhere; max-width: none; white-space: pre-line; }
details.group > button { margin: .5rem 0 1rem; }
.tag.error, .tag.warning-tone, .tag.info { background: var(--tone-soft); color: var(--tone); }
noscript li { overflow-wrap: anywhere; }

@media (max-width: 44rem) {
  .plain th, .plain td { padding: .3rem .35rem; }
  .score { padding: .7rem .8rem; }
  details.group > summary h3 { flex-basis: calc(100% - 2rem); }
  details.group > summary .tag { order: 1; }
  details.group > summary .count { order: 2; margin-left: auto; }
}
@media print {
  :root { --info: #333; --good: #0b4a1f; }
  .score, .chart, details.group .entry { break-inside: avoid; }
  .bar .rest { stroke: #bbb; stroke-width: .05; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
