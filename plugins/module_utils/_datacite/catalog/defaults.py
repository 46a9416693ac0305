# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`_defaults` files: what holds for every entry of their folder and of the folders in it. Private to the collection."""

from __future__ import annotations

import os
import re
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..metadata.doi_names import split
from ..planning.refusal import Problem
from . import document
from .entries import Shaped, with_attributes
from .file_bytes import file_bytes
from .options import DEFAULTABLE, checked
from .tree import DEFAULTS, SUFFIXES, refuse_leaving
from .unreadable import Unreadable

PLACEHOLDERS = ("doi", "prefix", "suffix", "identity")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# What may stand in a URL as it is, wherever a name is put.
_SAFE = "/:;()@!$&'*+,=~-._"
_SAID_BY_PASTED = {"state": ("state", "event"), "url": ("url",), "reason": ("reason",)}
_BESIDE_DOCUMENT = frozenset(("xml", "doi", "id", "prefix", "url", "event", "state"))
_SAME_LIST = {"identifiers": "alternateIdentifiers", "alternateIdentifiers": "identifiers"}


class DefaultsFile(NamedTuple):
    """One file of defaults: where it lies, how it is shown, and what it says."""

    path: str
    shown: str
    value: Mapping[str, Any]


@dataclass(frozen=True)
class Defaults:
    """What holds for the entries of one folder. `files`: where it comes from, nearest first. `broken`: one of them could not be read."""

    options: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[DefaultsFile, ...] = ()
    broken: bool = False


NONE = Defaults()

Refuse = Callable[[str, Unreadable], None]
Complain = Callable[[DefaultsFile, Problem], None]


class Chains:
    """The defaults of each folder, read once. What is wrong with a file as such is told to `refuse`, with what it says to `complain`."""

    def __init__(self, refuse: Refuse, complain: Complain) -> None:
        self._refuse = refuse
        self._complain = complain
        self._known: dict[tuple[str, str], Defaults] = {}

    def of(self, folder: str, shown: str, top: str, root: str) -> Defaults:
        """The defaults of a folder in the tree at `top`: its own, those of the folders down to it, and those above `top` up to the first that has none.

        `root` is the real path of the tree, out of which no link may lead.
        """
        known = self._known.get((folder, top))
        if known is not None:
            return known
        parent = os.path.dirname(folder)
        if folder != top and parent != folder:
            above = self.of(parent, _above(shown), top, root)
        else:
            above = self._outside(parent, _above(shown)) if parent != folder else NONE
        result = self._known[folder, top] = _nearer(above, *self._own(folder, shown, root))
        return result

    def _outside(self, folder: str, shown: str) -> Defaults:
        """The defaults of a folder above the tree; none where it has none itself."""
        if not _names(folder):
            return NONE
        known = self._known.get((folder, ""))
        if known is None:
            parent = os.path.dirname(folder)
            above = self._outside(parent, _above(shown)) if parent != folder else NONE
            known = self._known[folder, ""] = _nearer(above, *self._own(folder, shown, os.path.realpath(folder)))
        return known

    def _own(self, folder: str, shown: str, root: str) -> tuple[DefaultsFile | None, bool]:
        names = _names(folder)
        if not names:
            return None, False
        name = f"{shown.rstrip('/')}/{names[0]}" if shown not in ("", ".") else names[0]
        try:
            if len(names) > 1:
                raise Unreadable(f"stands beside {names[1]}", None, "keep one of the two")
            path = os.path.join(folder, names[0])
            refuse_leaving(path, root)
            return self._read(path, name), False
        except Unreadable as error:
            self._refuse(name, error)
            return None, True

    def _read(self, path: str, shown: str) -> DefaultsFile:
        value = document.read(path, file_bytes(path)).value
        if not isinstance(value, Mapping):
            raise Unreadable("has to hold an object with options, such as `url` and `metadata`", None)
        options, problems = checked(value, DEFAULTABLE)
        problems += _template_problems(options.get("url"))
        file = DefaultsFile(path, shown, options)
        for problem in problems:
            self._complain(file, problem)
        if problems:
            options = {name: held for name, held in options.items() if not any(problem.path == name for problem in problems)}
        return file._replace(value=options)


def _names(folder: str) -> list[str]:
    return [DEFAULTS + suffix for suffix in SUFFIXES if os.path.lexists(os.path.join(folder, DEFAULTS + suffix))]


def _above(shown: str) -> str:
    return os.path.normpath(os.path.join(shown or ".", os.pardir))


def _nearer(above: Defaults, file: DefaultsFile | None, broken: bool) -> Defaults:
    if file is None:
        return Defaults(above.options, above.metadata, above.files, True) if broken and not above.broken else above
    options = {name: value for name, value in file.value.items() if name != "metadata"}
    return Defaults({**above.options, **options}, merged(above.metadata, file.value.get("metadata") or {}), (file, *above.files), above.broken)


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Two objects as one, member by member, at any depth; everything that is no object is taken from `over` as a whole."""
    result = dict(under)
    for name, value in over.items():
        held = under.get(name)
        result[name] = merged(held, value) if isinstance(value, Mapping) and isinstance(held, Mapping) else value
    return result


def under(defaults: Defaults, shape: Shaped) -> dict[str, Any]:
    """The options of an entry, with the defaults where it says nothing itself; without the template `url`, which needs the DOI's name."""
    options = shape.options
    result = {**{name: value for name, value in defaults.options.items() if not _said(name, shape)}, **options}
    if "url" not in options:
        result.pop("url", None)
    if "prefix" not in options and options.get("identity") is None:
        result.pop("prefix", None)
    if result.get("state") == "absent" or any(options.get(name) is not None for name in ("content", "src")) or _is_document(shape.attributes):
        return result
    general = {name: value for name, value in defaults.metadata.items() if _SAME_LIST.get(name) not in shape.attributes}
    if general and (shape.attributes or not options.get("metadata")):
        result["metadata"] = with_attributes(options.get("metadata"), shape.inner, merged(general, shape.attributes))
    return result


def _said(name: str, shape: Shaped) -> bool:
    return name in shape.options or any(shape.attributes.get(member) is not None for member in _SAID_BY_PASTED.get(name, ()))


def _is_document(attributes: Mapping[str, Any]) -> bool:
    """Whether `xml` is all the metadata that there is."""
    return bool(attributes.get("xml")) and not any(value for name, value in attributes.items() if name not in _BESIDE_DOCUMENT)


def filled(template: str, doi: str, identity: str | None) -> str:
    """The URL that a template means for a DOI; raises Unreadable where it asks for an identity and there is none."""
    prefix, suffix = split(doi)
    values = {"doi": doi, "prefix": prefix, "suffix": suffix, "identity": identity}

    def value(found: re.Match[str]) -> str:
        held = values.get(found[1])
        if held is None:
            mend = "give the entry a `url` of its own, or use {doi} or {suffix}"
            raise Unreadable(f"the template {template} needs an `identity`, and the entry has none", None, mend)
        return urllib.parse.quote(held, safe=_SAFE)

    return _PLACEHOLDER.sub(value, template)


def _template_problems(template: Any) -> list[Problem]:
    if not isinstance(template, str):
        return [] if template is None else [Problem("url", "has to be a text")]
    unknown = [name for name in _PLACEHOLDER.findall(template) if name not in PLACEHOLDERS]
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return [Problem("url", f"{{{name[:60]}}} is no placeholder", f"there are {known}") for name in dict.fromkeys(unknown)]
