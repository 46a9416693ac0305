# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bars and lines of the HTML report, as SVG in the page: no picture to fetch, no style attribute, colours from the page's own. Private to the collection.

Drawings hold no text, so that they may be stretched to any width; what they show is said in words or a table beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

_WIDTH, _HEIGHT = 600, 120


def share_bar(percent: float, kind: str = "") -> str:
    """A bar of so much of its width."""
    width = min(max(percent, 0.0), 100.0)
    return (
        f'<svg class="bar {kind}" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="rest" width="100" height="1"></rect><rect class="full" width="{width:.2f}" height="1"></rect></svg>'
    )


def lines(series: Sequence[tuple[str, Sequence[float]]], low: float, high: float, kind: str = "trend") -> str:
    """Lines over runs, each with the name of its class; `low` is at the bottom, `high` on top."""
    drawn = "".join(f'<polyline class="{name}" points="{_points(values, low, high)}"></polyline>' for name, values in series)
    grid = "".join(f'<line x1="0" x2="{_WIDTH}" y1="{y}" y2="{y}"></line>' for y in (1, _HEIGHT // 2, _HEIGHT - 1))
    return (
        f'<svg class="{kind}" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<g class="grid">{grid}</g>{drawn}</svg>'
    )


def ceiling(values: Sequence[float]) -> int:
    """A round number that none of the values is above: 1, 2 or 5 with zeros."""
    highest, step = max([1.0, *values]), 1
    while True:
        for factor in (1, 2, 5):
            if factor * step >= highest:
                return factor * step
        step *= 10


def _points(values: Sequence[float], low: float, high: float) -> str:
    span = (high - low) or 1.0
    across = _WIDTH / max(1, len(values) - 1)
    inner = _HEIGHT - 6
    return " ".join(f"{position * across:.1f},{3 + inner * (1 - (min(max(value, low), high) - low) / span):.1f}" for position, value in enumerate(values))
