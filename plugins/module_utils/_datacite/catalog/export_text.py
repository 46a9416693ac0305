# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An entry as the text of its file. Private to the collection.

The YAML means the same to everybody: to this collection's reader, for which a plain scalar is the text that was written, and to every loader of YAML 1.1 or
1.2, which guesses. So whatever one of them could take for something else than text is quoted. Only the year, coordinates and nothing (null) are not text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from .yaml_library import yaml

FORMATS = {"yaml": ".yml", "json": ".json"}
"""Each format with the ending of its files."""

WHY_CREATED = "# Today's rules would refuse this record. `created` tells that DataCite gave it out, so that what it holds is left alone until it is changed."
_WIDTH = 2**30
_GUESSED = re.compile(r"[-+]?\.?[0-9][0-9a-fA-FoOxX_:.,+\-TtZzeE ]*|[-+]?\.[a-zA-Z]+|y|n|yes|no|on|off|true|false|null|~|=|<<|", re.IGNORECASE)
"""Texts that a loader may take for a number, a time, a truth value or nothing, with some room: quotes do no harm."""
_BLOCK = re.compile(r"[^\s#%][^\r\t\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*[^\s]\n?", re.DOTALL)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_METADATA = "\nmetadata:\n"


class Unwritable(ValueError):
    """A value that no text file can hold."""


def text_of(entry: Mapping[str, Any], kind: str) -> str:
    """The file of one entry in the format `yaml` or `json`; raises Unwritable."""
    text = json.dumps(entry, ensure_ascii=False, indent=2) + "\n" if kind == "json" else _yaml(entry)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Unwritable("it holds half a character (a lone surrogate), which no text file can hold") from None
    return text


def _yaml(entry: Mapping[str, Any]) -> str:
    dumper = _dumper()
    try:
        text: str = yaml.dump(entry, Dumper=dumper, sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False)
    except UnicodeEncodeError as error:
        raise Unwritable("it holds half a character (a lone surrogate), which no text file can hold") from error
    if "created" in (entry.get("metadata") or {}):
        text = text.replace(_METADATA, f"{_METADATA}  {WHY_CREATED}\n", 1)
    return text


@cache
def _dumper() -> Any:
    """The dumper, made when it is first needed: PyYAML need not be there for anything else."""
    if yaml is None:
        raise ImportError("The Python package PyYAML is not installed.", name="yaml")
    base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc, valid-type]  # the base is only known when PyYAML is
        """Writes texts so that every loader reads them as texts; writes nothing twice by reference."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    Dumper.add_representer(str, _text)
    Dumper.add_representer(type(None), lambda dumper, _unused: dumper.represent_scalar("tag:yaml.org,2002:null", "null"))
    return Dumper


def _text(dumper: Any, value: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=_style(value))


def _style(value: str) -> str | None:
    """How a text is written: in lines of its own where it has several and all of them stay as they are, else quoted where it has to be."""
    if "\n" in value:
        return "|" if _BLOCK.fullmatch(value) and " \n" not in value else '"'
    if _UNPRINTABLE.search(value):
        return '"'
    return "'" if _GUESSED.fullmatch(value) else None
