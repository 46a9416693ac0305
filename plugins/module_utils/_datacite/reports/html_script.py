# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the HTML report does in the browser: it draws the changes that are asked for, out of the data in the page. Private to the collection.

Only `textContent` puts foreign text on the page, never markup. Drawing on demand keeps 20,000 DOIs as quick as twenty.
"""

from __future__ import annotations

from .html_drawing import DRAWING

SCRIPT = f"""
"use strict";
(() => {{{DRAWING}""" + r"""
  const data = JSON.parse(document.getElementById("plan").textContent);
  const SAMPLE = 3, CHANGES = 20, WORK = 250000;
  const [DOI, PLACE, TAGS, NOTE, WARNINGS, CHANGED, LINK] = [0, 1, 2, 3, 4, 5, 6];

  // Words that differ

  const words = (value) => value.match(/[\p{L}\p{N}\p{M}]+|\s+|./gsu) || [];

  const together = (left, right) => {
    const rows = [];
    for (let i = left.length; i >= 0; i--) {
      rows[i] = new Uint32Array(right.length + 1);
      if (i === left.length) continue;
      for (let j = right.length - 1; j >= 0; j--) {
        rows[i][j] = left[i] === right[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
      }
    }
    const same = [new Uint8Array(left.length), new Uint8Array(right.length)];
    let i = 0, j = 0;
    while (i < left.length && j < right.length) {
      if (left[i] === right[j]) { same[0][i++] = 1; same[1][j++] = 1; }
      else if (rows[i + 1][j] >= rows[i][j + 1]) i++;
      else j++;
    }
    return same;
  };

  const compared = (before, after) => {
    const left = words(before), right = words(after);
    let start = 0, end = 0;
    while (start < left.length && start < right.length && left[start] === right[start]) start++;
    while (end < left.length - start && end < right.length - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
    const middle = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
    const same = [new Uint8Array(middle[0].length), new Uint8Array(middle[1].length)];
    if (middle[0].length * middle[1].length <= WORK) {
      const found = together(middle[0], middle[1]);
      const shared = middle[0].filter((word, at) => found[0][at] && /[\p{L}\p{N}]/u.test(word)).length;
      const least = Math.min(...middle.map((side) => side.filter((word) => /[\p{L}\p{N}]/u.test(word)).length));
      if (shared * 3 >= least) { same[0] = found[0]; same[1] = found[1]; }
    }
    return [left, right].map((side, at) => side.map((word, position) => [
      word, position < start || position >= side.length - end || same[at][position - start] === 1,
    ]));
  };

  const marked = (tokens, tag) => {
    const box = make("div", { class: "value" });
    // A space between two words that are marked is marked with them.
    tokens.forEach((token, at) => {
      if (token[1] && /^\s+$/.test(token[0]) && at && at + 1 < tokens.length && !tokens[at - 1][1] && !tokens[at + 1][1]) token[1] = false;
    });
    let from = 0;
    while (from < tokens.length) {
      let to = from;
      while (to < tokens.length && tokens[to][1] === tokens[from][1]) to++;
      const run = tokens.slice(from, to).map((token) => token[0]).join("");
      box.append(tokens[from][1] ? run : make(tag, {}, run));
      from = to;
    }
    return box;
  };

  const cell = (content, column) => make("td", { "data-column": column }, content || make("span", { class: "nothing" }, "nothing"));
  const whole = (value, tag) => make("div", { class: "value" }, make(tag, { class: "whole" }, value));

  const row = (change, isNew) => {
    const [path, before, after] = change;
    const cells = [make("th", { scope: "row" }, make("code", {}, path))];
    if (isNew) {
      cells.push(cell(make("div", { class: "value" }, after), "Will be"));
    } else if (before === null || after === null) {
      cells.push(cell(before === null ? null : whole(before, "del"), "Now"), cell(after === null ? null : whole(after, "ins"), "Afterwards"));
    } else {
      const [left, right] = compared(before, after);
      cells.push(cell(marked(left, "del"), "Now"), cell(marked(right, "ins"), "Afterwards"));
    }
    return make("tr", {}, ...cells);
  };

  const table = (changes, label) => {
    const isNew = changes.every((change) => change[1] === null) && changes.length > 1;
    const names = isNew ? ["What", "Will be"] : ["What", "Now", "Afterwards"];
    const body = make("tbody", {}, ...changes.slice(0, CHANGES).map((change) => row(change, isNew)));
    const head = make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name))));
    const columns = make("colgroup", {}, make("col", { class: "what" }), ...names.slice(1).map(() => make("col")));
    const made = make("table", { class: "changes" }, make("caption", { class: "hidden" }, "Changes of " + label), columns, head, body);
    if (changes.length <= CHANGES) return [made];
    const more = make("button", { type: "button" }, "Show " + count(changes.length - CHANGES) + " more changes");
    more.addEventListener("click", () => { body.append(...changes.slice(CHANGES).map((change) => row(change, isNew))); more.remove(); });
    return [made, more];
  };

  // Entries and groups

  const entry = (group, item) => {
    const name = make("code", {}, item[DOI]);
    const title = make("h4", {}, item[LINK] ? make("a", { href: item[LINK], rel: "noreferrer noopener" }, name) : name);
    for (const [word, tone] of item[TAGS]) title.append(make("span", { class: "tag " + tone }, word));
    const box = make("article", { class: group.irreversible ? "entry irreversible" : "entry" }, title);
    const note = [item[PLACE], item[NOTE]].filter(Boolean).join(" · ");
    if (note) box.append(make("p", { class: "note" }, note));
    for (const warning of item[WARNINGS]) box.append(make("p", { class: "warning" }, warning));
    const changes = item[CHANGED] || (group.identical ? group.changes : []);
    if (typeof changes === "string") box.append(make("p", { class: "note" }, changes));
    else if (changes.length) box.append(...table(changes, item[DOI]));
    return box;
  };

  const haystacks = new Map();
  const haystack = (group, item) => {
    let found = haystacks.get(item);
    if (found === undefined) {
      const changes = item[CHANGED] || (group.identical ? group.changes : []);
      const tags = item[TAGS].map((tag) => tag[0]);
      found = [item[DOI], item[PLACE], item[NOTE], group.what, ...item[WARNINGS], ...tags, ...[changes].flat(2)].join("\n").toLowerCase();
      haystacks.set(item, found);
    }
    return found;
  };

  const kinds = () => new Set([...form.querySelectorAll("input[name=kind]:checked")].map((box) => box.value));
  const ticked = (name) => { const box = form.querySelector("input[name=" + name + "]"); return Boolean(box && box.checked); };

  const chosen = () => {
    const wanted = text.value.trim().toLowerCase(), only = kinds(), grave = ticked("irreversible"), drift = ticked("drift");
    return data.groups
      .filter((group) => (!only.size || only.has(group.kind)) && (!grave || group.irreversible) && (!drift || group.origin === "drift" || group.drift))
      .map((group) => [group, group.entries.filter((item) => (!drift || item[TAGS].some((tag) => tag[1] === "drift"))
        && (!wanted || haystack(group, item).includes(wanted)))])
      .filter(([, entries]) => entries.length);
  };

  const drawn = ([group, entries], narrowed) => {
    const box = make("section", { class: "group" });
    const all = group.entries.length;
    const number = entries.length < all ? count(entries.length) + " of " + count(all) : count(all);
    const heading = make("h3", {}, group.title + " (" + number + ")");
    box.append(make("header", {}, heading));
    if (group.changes) {
      const own = group.identical ? "" : "{doi}, {suffix} and … stand for what each has of its own";
      const said = [group.what, own].filter(Boolean).join(" · ");
      const rule = make("div", { class: "rule" }, make("h4", {}, group.identical ? "The same change in each" : "One rule for all"));
      if (said) rule.append(make("p", { class: "note" }, said));
      if (group.changes.length) rule.append(...table(group.changes, "the group"));
      box.append(rule);
    }
    if (!(group.changes && group.identical)) {
      stepwise(box, entries, (item) => entry(group, item), group.changes && !narrowed ? SAMPLE : PAGE, "DOIs");
    } else {
      const names = make("details", {}, make("summary", {}, "The DOIs"));
      if (narrowed || entries.length <= 5) names.open = true;
      const plain = { ...group, changes: null, identical: false };
      const fill = () => {
        if (names.dataset.filled) return;
        names.dataset.filled = "1";
        stepwise(names, entries, (item) => entry(plain, item), PAGE, "DOIs");
      };
      names.addEventListener("toggle", () => { if (names.open) fill(); });
      if (names.open) fill();
      box.append(names);
    }
    return box;
  };

  const draw = () => {
    const found = chosen();
    const total = found.reduce((sum, [, entries]) => sum + entries.length, 0);
    const narrowed = total < data.total || Boolean(text.value.trim());
    list.replaceChildren();
    stepwise(list, found, (part) => drawn(part, narrowed), PAGE, "groups");
    const all = count(data.total) + (data.total === 1 ? " DOI" : " DOIs");
    status.textContent = total === data.total ? "All " + all + " are shown." : count(total) + " of " + all + (total === 1 ? " matches." : " match.");
  };

  const fromAddress = () => {
    let wanted = "";
    try { wanted = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    if (!wanted.startsWith("10.")) return;
    form.reset();
    text.value = wanted;
    draw();
    document.getElementById("changes").scrollIntoView();
  };
  addEventListener("hashchange", fromAddress);

  listen(draw);
  form.hidden = false;
  draw();
  fromAddress();
})();
"""
