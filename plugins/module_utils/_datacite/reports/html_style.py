# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the HTML report looks: light and dark, on a phone, in print. Private to the collection."""

from __future__ import annotations

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --card: #ffffff; --ink: #1f2328; --soft: #5b636e; --line: #e2dfd9; --fill: #f3f1ec;
  --accent: #1f5f8b; --accent-soft: #e4eef5;
  --grave: #a3261b; --grave-soft: #fbeae7; --grave-line: #e6b9b2;
  --warn: #835400; --warn-soft: #fbf1dc;
  --out: #ffdcd7; --out-ink: #7d1a10; --in: #d3f0d8; --in-ink: #0e4a20;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191d; --card: #1e2227; --ink: #e6e4df; --soft: #a2a9b3; --line: #353b43; --fill: #262b31;
    --accent: #8cc4ec; --accent-soft: #1f3445;
    --grave: #ff9b8f; --grave-soft: #3a211f; --grave-line: #6b3832;
    --warn: #efc46f; --warn-soft: #372c16;
    --out: #5c2722; --out-ink: #ffd9d4; --in: #1f4a2b; --in-ink: #d2f5da;
  }
}
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
header, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; font-weight: 650; margin: .6rem 0 .4rem; letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 1.15rem; font-weight: 650; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; font-weight: 600; margin: 0; }
p { margin: .4rem 0; max-width: 56rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code { font: .9em/1.5 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem .75rem; z-index: 2; }

.system {
  display: inline-block; padding: .15rem .7rem; margin-right: .3rem; border-radius: 1rem; font-size: .9rem; font-weight: 650;
  background: var(--accent-soft); color: var(--accent);
}
.system.production { background: var(--grave-soft); color: var(--grave); box-shadow: inset 0 0 0 1px var(--grave-line); }

.totals { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.2rem, 1fr)); gap: .6rem; margin: 1.5rem 0 0; padding: 0; }
.total {
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem;
  display: flex; flex-direction: column-reverse; justify-content: flex-end;
}
.total dt { color: var(--soft); font-size: .85rem; line-height: 1.3; }
.total dd { margin: 0; font-size: 1.5rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.total.grave { background: var(--grave-soft); border-color: var(--grave-line); }
.total.grave dd, .total.grave dt { color: var(--grave); }

.notice {
  border: 1px solid var(--line); border-left: .3rem solid var(--accent); border-radius: .4rem; background: var(--card);
  padding: .75rem 1.1rem; margin: 1.5rem 0 0;
}
.notice ul { padding-left: 1.1rem; }
.notice.grave { background: var(--grave-soft); border-color: var(--grave-line); border-left-color: var(--grave); }
.notice p, .notice ul { margin: .25rem 0; overflow-wrap: anywhere; }
section.grave > h2 { color: var(--grave); }

.names { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
.names > li { padding: .5rem .9rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.names > li:first-child { border-top: 0; }
.names ul { margin: .2rem 0; padding-left: 1.2rem; color: var(--soft); }
details > summary { cursor: pointer; padding: .3rem 0; }
details > summary + * { margin-top: .5rem; }

.filter {
  display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: flex-end; margin: 0 0 .5rem; padding: .75rem 0; border: 0;
  position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--line);
}
.filter label { font-size: .9rem; }
.filter .text { flex: 1 1 16rem; }
.filter input[type=search] {
  display: block; width: 100%; margin-top: .15rem; padding: .45rem .7rem;
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: .4rem;
}
.filter fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem; min-width: 0; }
.chip {
  display: inline-flex; align-items: center; gap: .4rem; padding: .3rem .75rem; cursor: pointer;
  border: 1px solid var(--line); background: var(--card); border-radius: 2rem;
}
.chip:has(:checked) { border-color: var(--accent); background: var(--accent-soft); color: var(--accent); }
.chip:focus-within { outline: 2px solid var(--accent); outline-offset: 1px; }
.chip input { margin: 0; accent-color: var(--accent); }
.status { margin: .5rem 0 1rem; color: var(--soft); font-size: .9rem; }

.group { margin: 0 0 2rem; }
.group > header { padding: 0; margin: 0 0 .75rem; max-width: none; }
.entry, .rule { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: 0 0 .6rem; }
.entry.irreversible { border-left: .3rem solid var(--grave); }
.rule { background: var(--fill); }
.entry h4, .rule h4 { margin: 0; font-size: 1rem; font-weight: 600; display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem .6rem; }
.entry h4 code { font-size: .95rem; }
.entry .note, .rule .note { margin: .1rem 0 0; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; max-width: none; }
.warning {
  color: var(--warn); background: var(--warn-soft); border-radius: .3rem; padding: .25rem .6rem; margin: .4rem 0 0;
  font-size: .9rem; overflow-wrap: anywhere; max-width: none;
}
.tag { font-size: .78rem; font-weight: 600; border-radius: 1rem; padding: .05rem .55rem; background: var(--fill); color: var(--soft); white-space: nowrap; }
.tag.grave { background: var(--grave-soft); color: var(--grave); }
.tag.drift { background: var(--warn-soft); color: var(--warn); }
.tag.good { background: var(--in); color: var(--in-ink); }

table.changes { width: 100%; border-collapse: collapse; table-layout: fixed; margin: .6rem 0 0; }
.changes th { text-align: left; font-weight: 500; color: var(--soft); font-size: .85rem; padding: .2rem .6rem .2rem 0; vertical-align: top; }
.changes thead th { border-bottom: 1px solid var(--line); }
.changes td { vertical-align: top; padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); }
.changes tbody th { border-top: 1px solid var(--line); padding-top: .4rem; overflow-wrap: anywhere; }
.changes col.what { width: 22%; }
.value {
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow-y: auto; margin: 0; padding-right: .2rem;
  font-size: .94rem; line-height: 1.5;
}
.nothing { color: var(--soft); font-size: .85rem; }
del, ins { border-radius: .2rem; padding: .05em .1em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
del { background: var(--out); color: var(--out-ink); text-decoration: line-through; text-decoration-thickness: 1px; }
ins { background: var(--in); color: var(--in-ink); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em; }
button {
  font: inherit; font-size: .9rem; color: var(--accent); background: var(--card); border: 1px solid var(--line); border-radius: .4rem;
  padding: .4rem .9rem; cursor: pointer;
}
del.whole, ins.whole { text-decoration: none; }
button:hover { border-color: var(--accent); }
footer { padding-top: 2rem; padding-bottom: 3rem; color: var(--soft); font-size: .85rem; }

@media (max-width: 44rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  header { padding-top: 1.25rem; }
  h1 { font-size: 1.3rem; }
  .totals { grid-template-columns: repeat(auto-fill, minmax(6.4rem, 1fr)); gap: .4rem; }
  .total { padding: .5rem .65rem; }
  .total dd { font-size: 1.2rem; }
  .filter { position: static; }
  .changes, .changes tbody, .changes tr, .changes td, .changes tbody th { display: block; width: 100%; }
  .changes thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .changes tr { border-top: 1px solid var(--line); padding: .35rem 0; }
  .changes td, .changes tbody th { border: 0; padding: .1rem 0; }
  .changes td::before { content: attr(data-column); display: block; color: var(--soft); font-size: .75rem; }
}
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --fill: #fff; --accent: #000; --accent-soft: #fff;
    --grave: #8a1c12; --grave-soft: #fff; --grave-line: #8a1c12; --warn: #5c3b00; --warn-soft: #fff; --out: #fff; --out-ink: #000; --in: #fff; --in-ink: #000;
  }
  html { font-size: 80%; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  .filter, button, .skip { display: none; }
  .value { max-height: none; overflow: visible; }
  .entry, .total, .changes tr { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  ins { font-weight: 600; }
}
"""
