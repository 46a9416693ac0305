# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an entry of a catalogue can say: the options of `datacite_doi`, with their types. Private to the collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..documents.reading import FORMATS
from ..metadata import shapes
from ..metadata.spelling import nearest
from ..planning.refusal import Problem

TEXTS = ("doi", "prefix", "identity", "url", "reason", "content", "src", "entry")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "state": ("present", "draft", "registered", "findable", "absent"),
    "undeclared": ("keep", "clear"),
    "server_validation": ("auto", "never"),
    "format": FORMATS,
}
OPTIONS = frozenset((*TEXTS, *CHOICES, "metadata", "replace_doi"))
DEFAULTABLE = frozenset(("state", "url", "metadata", "undeclared", "server_validation", "prefix", "reason"))
"""What a `_defaults` file can say."""

ATTRIBUTES = (frozenset(shapes.ATTRIBUTES) | shapes.CONTROL | shapes.SERVER_OWNED) - OPTIONS
"""What belongs under `metadata`, and nowhere else."""

_CONNECTION = frozenset(("system", "api_url", "username", "password", "token", "timeout", "retries", "rate_limit", "contact", "validate_certs", "ca_path"))
_TRUTH = {"true": True, "false": False, True: True, False: False}


def checked(options: Mapping[str, Any], known: frozenset[str] = OPTIONS) -> tuple[dict[str, Any], list[Problem]]:
    """The options with the values that they stand for, and what is wrong with them, each at the option's own path."""
    problems: list[Problem] = []
    result = dict(options)
    for name, value in options.items():
        if name not in known:
            problems.append(_unknown(str(name), known))
        elif value is None:
            continue
        elif name in CHOICES:
            if value not in CHOICES[name]:
                problems.append(_no_choice(name, value))
        elif name == "metadata":
            if not isinstance(value, Mapping):
                problems.append(Problem(name, f"has to be an object with DataCite's attributes, and is {_kind(value)}"))
        elif name == "replace_doi":
            if not isinstance(value, str | bool) or value not in _TRUTH:
                problems.append(Problem(name, f"{_shown(value)} is neither true nor false"))
            else:
                result[name] = _TRUTH[value]
        elif name in ("src", "entry") and not isinstance(value, str):
            problems.append(Problem(name, f"has to be a text, and is {_kind(value)}"))
    if result.get("content") is not None and result.get("src") is not None:
        problems.append(Problem("src", "is given together with `content`", "give one of the two"))
    return result, problems


def _unknown(name: str, known: frozenset[str]) -> Problem:
    if name in _CONNECTION:
        return Problem(name, "has no place in a catalogue: how DataCite is reached is told to the task", "remove it")
    if name in OPTIONS:
        return Problem(name, "cannot be a default: it belongs to one DOI", "write it where the DOI is declared")
    if name in ATTRIBUTES:
        return Problem(name, "is an attribute of DataCite's beside options of a declaration", f"write it under `metadata`: metadata: {{{name}: …}}")
    meant = nearest(name, {**{attribute: f"metadata: {{{attribute}: …}}" for attribute in ATTRIBUTES}, **{option: option for option in known}})
    return Problem(name, "is unknown", f"did you mean `{meant}`?" if meant else f"known here: {_listed(known)}")


def _no_choice(name: str, value: Any) -> Problem:
    choices = CHOICES[name]
    if name == "format":
        return Problem(name, f"the format {_shown(value)} is not known here", f"known: {_listed(choices)}; convert the document, or write it as `metadata`")
    meant = nearest(value, {choice: choice for choice in choices}) if isinstance(value, str) else None
    return Problem(name, f"{_shown(value)} is none of {', '.join(choices)}", f"did you mean `{meant}`?" if meant else None)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text if len(text) <= 60 else text[:59] + '…'}`" if not isinstance(value, dict | list) else _kind(value)


def _kind(value: Any) -> str:
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "a text" if isinstance(value, str) else "no text"
