# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of `geoLocations`: coordinates sent as text become numbers where they can be read as such."""

from __future__ import annotations

import re
from typing import Any

from ..formats.values import wrapped

_DECIMAL = re.compile(r"\s*[-+]?(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?|\.\d+)(?:[eE][-+]?\d+)?\s*\Z")
_HEXADECIMAL = re.compile(r"\s*[-+]?0[xX][\da-fA-F]+\s*\Z")
_LEADING_FLOAT = re.compile(r"\s*([-+]?(?:\d+(?:_\d+)*)?(?:\.\d+(?:_\d+)*)?(?:[eE][-+]?\d+)?)")
_LEADING_INTEGER = re.compile(r"\s*([-+]?\d+(?:_\d+)*)")


def stored_places(places: Any) -> list[Any]:
    """The list of locations with numbers for numeric texts in points, boxes and polygons; nothing else changes."""
    return [_place(place) if isinstance(place, dict) else place for place in wrapped(places) if place is not None]


def _place(place: dict[str, Any]) -> dict[str, Any]:
    return {name: _PARTS[name](value) if name in _PARTS else value for name, value in place.items()}


def _polygon(corners: Any) -> list[Any]:
    return [
        {name: _coordinates(value) if name in ("polygonPoint", "inPolygonPoint") else value for name, value in corner.items()}
        if isinstance(corner, dict)
        else corner
        for corner in wrapped(corners)
        if corner is not None
    ]


def _coordinates(value: Any) -> Any:
    return {name: _number(each) for name, each in value.items()} if isinstance(value, dict) else value


_PARTS = {"geoLocationPolygon": _polygon, "geoLocationPoint": _coordinates, "geoLocationBox": _coordinates}


def _number(value: Any) -> Any:
    """A text with a full stop as a float, one without by its leading digits; text that is no number stays."""
    if not isinstance(value, str):
        return value
    plain = re.sub(r"\.[ \t\r\n\f\v]*$", "", value, flags=re.MULTILINE)
    if not _DECIMAL.match(plain) and not _HEXADECIMAL.match(plain):
        return value
    if "." in value:
        found = _LEADING_FLOAT.match(value)
        try:
            return float(found[1].replace("_", "")) if found else 0.0
        except ValueError:
            return 0.0
    leading = _LEADING_INTEGER.match(value)
    return int(leading[1]) if leading else 0
