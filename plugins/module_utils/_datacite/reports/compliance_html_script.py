# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the HTML report of a compliance run does in the browser: it draws the rules and findings that are asked for. Private to the collection."""

from __future__ import annotations

from .html_drawing import DRAWING

SCRIPT = f"""
"use strict";
(() => {{{DRAWING}""" + r"""
  const data = JSON.parse(document.getElementById("findings-data").textContent);
  const [DOI, SAID, STATUS, PLACE, LINK, WAIVER] = [0, 1, 2, 3, 4, 5];
  const TONES = { error: "error", warning: "warning-tone", info: "info" };
  const VIEWS = { open: [0, 1], new: [1], waived: [2], fixed: [3] };

  const tag = (words, tone) => make("span", { class: "tag " + tone }, words);

  const entry = (group, item) => {
    const box = make("div", { class: "entry" });
    const name = make("h4", {});
    const code = make("code", {}, item[DOI] || "the repository as a whole");
    const link = item[LINK] === 1 ? data.doi + item[DOI] : item[LINK];
    name.append(link ? make("a", { href: link, rel: "noreferrer" }, code) : code);
    if (item[STATUS] === 1) name.append(tag("new", "drift"));
    if (item[STATUS] === 2) name.append(tag("waived", ""));
    if (item[STATUS] === 3) name.append(tag("fixed", "good"));
    box.append(name);
    if (group.said[item[SAID]]) box.append(make("p", {}, group.said[item[SAID]]));
    if (item.length > WAIVER) box.append(make("p", { class: "note" }, group.said[item[WAIVER]]));
    if (item[PLACE]) box.append(make("p", { class: "note" }, "declared in " + item[PLACE]));
    return box;
  };

  const marked = (words) => {
    const parts = words.split("`");
    if (parts.length % 2 === 0) return [words];
    return parts.map((part, position) => position % 2 ? make("code", {}, part) : part);
  };

  const help = (group) => {
    const box = make("p", { class: "help" }, ...marked(group.help));
    if (group.source) box.append(" ", make("a", { href: group.source, rel: "noreferrer" }, "Source"));
    if (group.attributes.length) box.append(" ", make("span", { class: "soft" }, "Looks at " + group.attributes.join(", ") + "."));
    return box;
  };

  const fills = new Map();
  addEventListener("beforeprint", () => { for (const fill of fills.values()) fill(); });

  const drawn = ([group, entries], open) => {
    const box = make("details", { class: "group " + TONES[group.severity] });
    const heading = make("h3", {}, make("code", {}, group.rule), " " + group.title);
    const fresh = entries.filter((item) => item[STATUS] === 1).length;
    const summary = make("summary", {}, heading, tag(group.word, TONES[group.severity]));
    if (fresh) summary.append(tag(count(fresh) + " new", "drift"));
    summary.append(make("span", { class: "count" }, count(entries.length)));
    box.append(summary);
    const fill = () => {
      if (box.dataset.filled) return;
      box.dataset.filled = "1";
      box.append(help(group));
      stepwise(box, entries, (item) => entry(group, item), PAGE, "findings");
    };
    box.addEventListener("toggle", () => { if (box.open) fill(); });
    fills.set(box, fill);
    if (open) { box.open = true; fill(); }
    return box;
  };

  const heads = new Map(), tails = new Map();
  const head = (group) => {
    if (!heads.has(group)) heads.set(group, [group.rule, group.title, ...group.attributes].join("\n").toLowerCase());
    return heads.get(group);
  };
  const tail = (group, item) => {
    if (!tails.has(item)) {
      const said = item.length > WAIVER ? group.said[item[WAIVER]] : "";
      tails.set(item, [item[DOI] || "the repository as a whole", group.said[item[SAID]], item[PLACE], said].join("\n").toLowerCase());
    }
    return tails.get(item);
  };

  const chosen = () => {
    const wanted = text.value.trim().toLowerCase();
    const severities = new Set([...form.querySelectorAll("input[name=severity]:checked")].map((box) => box.value));
    const statuses = VIEWS[form.querySelector("input[name=view]:checked").value];
    return data.groups
      .filter((group) => !severities.size || severities.has(group.severity))
      .map((group) => {
        const all = !wanted || head(group).includes(wanted);
        return [group, group.entries.filter((item) => statuses.includes(item[STATUS]) && (all || tail(group, item).includes(wanted)))];
      })
      .filter(([, entries]) => entries.length);
  };

  const draw = () => {
    const found = chosen();
    const total = found.reduce((sum, [, entries]) => sum + entries.length, 0);
    const open = found.length === 1 || total <= 10;
    list.replaceChildren();
    fills.clear();
    stepwise(list, found, (part) => drawn(part, open), PAGE, "rules");
    const rules = found.length === 1 ? " rule" : " rules";
    status.textContent = total ? count(total) + (total === 1 ? " finding of " : " findings of ") + count(found.length) + rules + "." : "No finding.";
  };

  const shows = (name) => {
    const box = form.querySelector("input[value=" + name + "]");
    if (box) box.checked = true;
    return Boolean(box) && chosen().length > 0;
  };

  const fromAddress = () => {
    let wanted = "";
    try { wanted = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    const view = /^show-(open|new|waived|fixed|error|warning|info)$/.exec(wanted);
    if (!view && !wanted.startsWith("10.") && !wanted.startsWith("rule-")) return;
    form.reset();
    text.value = view ? "" : wanted.replace(/^rule-/, "");
    const box = view && form.querySelector("input[value=" + view[1] + "]");
    if (box) box.checked = true;
    if (!view && !["open", "fixed", "waived"].some(shows)) shows("open");
    draw();
    document.getElementById("findings").scrollIntoView();
  };
  addEventListener("hashchange", fromAddress);

  listen(draw);
  form.hidden = false;
  draw();
  fromAddress();
})();
"""
