# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file in which a DOI is declared when nobody has chosen one: `10.5438/0012.yml`. Private to the collection.

DOIs may hold any character, and older ones do. Their files have to be safe on every file system that a Git checkout may lie on: those that fold letter
case, those that know no `:` or `<`, those where `con.yml` is a device. So a name is percent-encoded like in a URL, where it has to be, and the DOI can be
read from it. Two DOIs never share a file.
"""

from __future__ import annotations

import hashlib
import re

_PLAIN = re.compile(r"[a-z0-9._()+=,-]")
_SAFE_FIRST = re.compile(r"[a-z0-9(+=,]")
"""Not `.` (hidden, or the folder above), `_` (`_defaults.yml`) and `-` (looks like an option)."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.DOTALL)
"""What Windows takes for a device, whatever follows the first point."""
_LONGEST = 120
"""Characters of a name without its ending: file systems take 255 bytes, encrypted ones 143."""
_KEPT = 96
_CUT = "%~"
"""Stands between the beginning of a name that was too long and its hash; no encoded name has it."""


def file_name(doi: str, ending: str = ".yml") -> str:
    """The path of the file for a DOI in plain form, below the top of a tree, with `/` between folder and file."""
    prefix, _unused, suffix = doi.partition("/")
    return f"{_part(prefix)}/{_part(suffix)}{ending}"


def _part(text: str) -> str:
    """One folder or file, without an ending."""
    encoded = "".join(character if _PLAIN.match(character) else _encoded(character) for character in text)
    if not _SAFE_FIRST.match(encoded) and not encoded.startswith("%") or _DEVICE.fullmatch(encoded):
        encoded = _encoded(encoded[:1]) + encoded[1:]
    if len(encoded) <= _LONGEST:
        return encoded
    # Not in the middle of an encoded character.
    beginning = re.sub(r"%[0-9a-f]?\Z", "", encoded[:_KEPT])
    return f"{beginning}{_CUT}{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _encoded(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))
