# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Places of a schema.org work. Private to the collection.

A box is south, west, north, east: the lower corner, then the upper one, latitude before longitude (https://schema.org/GeoShape).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..json_parts.part import Part
from ..json_parts.values import line_of, listed, named, once, without_nothing

_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_SEPARATOR = re.compile(r"[\s,;]+")
_LEAST_CORNERS = 4
_SHAPES = ("box", "polygon", "circle", "line", "elevation", "latitude", "longitude", "postalCode", "name")
_SIDES = ("southBoundLatitude", "westBoundLongitude", "northBoundLatitude", "eastBoundLongitude")


def places_of(work: Mapping[str, Any]) -> Part:
    """Points, boxes, polygons and names of places."""
    entries = [one for member in ("spatialCoverage", "spatial", "contentLocation") for one in listed(work.get(member))]
    value = once(place for entry in entries for place in _places(entry))
    original = listed(work.get("spatialCoverage"))
    plain = len(entries) == len(original) == len(value) and all(_is_plain(entry, place) for entry, place in zip(original, value, strict=True))
    lost = tuple(once(sentence for entry in entries for sentence in _lost(entry)))
    members = {"spatialCoverage": [_sent(place) for place in value if "geoLocationPolygon" not in place]} if value else {}
    return Part("geoLocations", value or None, members, bool(value) and not plain, ("spatialCoverage", "spatial", "contentLocation"), (), lost)


def _lost(entry: Any) -> list[str]:
    """What of a place a record has no room for: a shape that is none of its three, the radius of a circle, an address that says nothing by itself."""
    shapes = [one for one in listed(entry.get("geo")) if isinstance(one, dict)] if isinstance(entry, dict) else []
    texts = [f"the radius of `circle` ({text})" for one in shapes if _shape(one) and (text := line_of(one.get("circle")))]
    texts += [f"`{member}` ({text[:40]})" for one in shapes if not _shape(one) for member in _SHAPES if (text := named(one.get(member)))]
    return texts if texts or _places(entry) else [f"`spatialCoverage`{f' ({text[:40]})' if (text := named(entry)) else ', of which no place could be read'}"]


def _places(entry: Any) -> list[dict[str, Any]]:
    if not isinstance(entry, dict) or "@value" in entry:
        text = line_of(entry)
        return [_of_text(text)] if text and not text.startswith(("http://", "https://")) else []
    shapes = [one for one in listed(entry.get("geo")) if isinstance(one, dict)]
    name = named(entry) or _address(entry.get("address"))
    if not shapes and any(member in entry for member in ("latitude", "longitude", "box", "polygon")):
        shapes = [entry]
    found = [place for shape in shapes if (place := without_nothing({"geoLocationPlace": _address(shape.get("address")) or name, **_shape(shape)}))]
    return found or ([{"geoLocationPlace": name}] if name else [])


def _of_text(text: str) -> dict[str, Any]:
    """A place in words, or a point or box in numbers."""
    numbers = _numbers(text)
    if numbers and len(numbers) == 4:
        return _box(numbers) or {"geoLocationPlace": text}
    if numbers and len(numbers) == 2:
        return _point_place(*numbers) or {"geoLocationPlace": text}
    return {"geoLocationPlace": text}


def _shape(shape: Mapping[str, Any]) -> dict[str, Any]:
    box = line_of(shape.get("box"))
    if box:
        return _box(_numbers(box)) or {}
    if shape.get("polygon"):
        return _polygon(shape["polygon"])
    if shape.get("circle"):
        centre = _numbers(line_of(shape.get("circle")) or "")
        return _point_place(*centre[:2]) or {} if centre and len(centre) >= 2 else {}
    latitude, longitude = (_number(line_of(shape.get(member))) for member in ("latitude", "longitude"))
    return (_point_place(latitude, longitude) or {}) if latitude is not None and longitude is not None else {}


def _box(numbers: list[float] | None) -> dict[str, Any] | None:
    if not numbers or len(numbers) != 4 or not all(_valid(*pair) for pair in (numbers[:2], numbers[2:])):
        return None
    return {"geoLocationBox": dict(zip(_SIDES, numbers, strict=True))}


def _point_place(latitude: float, longitude: float) -> dict[str, Any] | None:
    return {"geoLocationPoint": _point(latitude, longitude)} if _valid(latitude, longitude) else None


def _point(latitude: float, longitude: float) -> dict[str, float]:
    return {"pointLongitude": longitude, "pointLatitude": latitude}


def _polygon(value: Any) -> dict[str, Any]:
    """A text of latitudes and longitudes, or lists of [longitude, latitude] as DataCite writes them."""
    if isinstance(value, str):
        numbers = _numbers(value) or []
        corners = list(zip(numbers[::2], numbers[1::2], strict=False)) if len(numbers) % 2 == 0 else []
    else:
        corners = [(latitude, longitude) for longitude, latitude in _pairs(value)]
    if corners and corners[0] != corners[-1]:
        corners.append(corners[0])
    if len(corners) < _LEAST_CORNERS or not all(_valid(*corner) for corner in corners):
        return {}
    return {"geoLocationPolygon": [{"polygonPoint": _point(*corner)} for corner in corners]}


def _pairs(value: Any) -> Iterator[tuple[float, float]]:
    if not isinstance(value, list):
        return
    numbers = [_number(line_of(one)) for one in value if not isinstance(one, list)]
    if len(numbers) == len(value) == 2 and numbers[0] is not None and numbers[1] is not None:
        yield numbers[0], numbers[1]
        return
    for one in value:
        yield from _pairs(one)


def _address(value: Any) -> str | None:
    if isinstance(value, dict) and "@value" not in value:
        parts = [named(value.get(member)) for member in ("streetAddress", "addressLocality", "addressRegion", "addressCountry")]
        return ", ".join(part for part in parts if part) or named(value)
    return named(value)


def _numbers(text: str) -> list[float] | None:
    """The numbers of a text that is nothing but numbers; None for any other."""
    numbers = [_number(part) for part in _SEPARATOR.split(text.strip())]
    return None if any(number is None for number in numbers) else [number for number in numbers if number is not None]


def _number(text: str | None) -> float | None:
    if not text or len(text) > 40 or not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return int(number) if number.is_integer() and "." not in text else number


def _valid(latitude: float, longitude: float) -> bool:
    return abs(latitude) <= 90 and abs(longitude) <= 180


def _sent(place: Mapping[str, Any]) -> dict[str, Any]:
    point, box = place.get("geoLocationPoint"), place.get("geoLocationBox")
    geo: dict[str, Any] = {"@type": "GeoShape" if box else "GeoCoordinates", "address": place.get("geoLocationPlace")}
    if box:
        geo["box"] = " ".join(str(box[side]) for side in _SIDES)
    if point:
        geo |= {"latitude": point["pointLatitude"], "longitude": point["pointLongitude"]}
    return {"@type": "Place", "geo": without_nothing(geo)}


def _is_plain(entry: Any, place: Mapping[str, Any]) -> bool:
    """Whether DataCite reads this place as it is read here."""
    geo = entry.get("geo") if isinstance(entry, dict) else None
    if not isinstance(geo, dict) or "geoLocationPolygon" in place or "circle" in geo or geo.get("address") != place.get("geoLocationPlace"):
        return False
    box = geo.get("box")
    return not box or (isinstance(box, str) and "," not in box and "geoLocationBox" in place)
