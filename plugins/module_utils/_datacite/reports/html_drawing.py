# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts of all HTML reports have in common: making elements, drawing long lists step by step, heeding the filter. Private to the collection.

Only `textContent` and `append` put foreign text on the page, never markup.
"""

from __future__ import annotations

DRAWING = r"""
  const list = document.getElementById("list");
  const status = document.getElementById("status");
  const text = document.getElementById("text");
  const form = document.getElementById("filter");
  const PAGE = 50, STEP = 100;
  const count = (value) => value.toLocaleString("en");

  const make = (name, attributes, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };

  const stepwise = (box, items, draw, first, noun) => {
    let shown = 0;
    const more = make("button", { type: "button" });
    const next = (size) => {
      const part = items.slice(shown, shown + size).map(draw);
      if (more.isConnected) more.before(...part); else box.append(...part);
      const from = shown;
      shown += part.length;
      const left = items.length - shown;
      if (left > 0) {
        more.textContent = "Show " + count(Math.min(STEP, left)) + " more of " + count(items.length) + " " + noun;
        if (!more.isConnected) box.append(more);
      } else {
        more.remove();
      }
      return part[0] && from ? part[0] : null;
    };
    more.addEventListener("click", () => {
      const reached = next(STEP);
      if (reached) { reached.setAttribute("tabindex", "-1"); reached.focus({ preventScroll: true }); }
    });
    next(first);
  };

  const listen = (draw) => {
    let waiting = 0;
    text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(draw, 120); });
    form.addEventListener("change", draw);
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); draw(); });
  };

  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
"""
