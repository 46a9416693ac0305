# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files of a tree are catalogue files. Private to the collection.

Every `.yml`, `.yaml` and `.json` is one, save hidden files, what is in hidden folders, and `_defaults`. A symbolic link is followed where it leads to
something in the tree that would not be read anyway; one that leads out of the tree is refused.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .unreadable import Unreadable

SUFFIXES = (".yml", ".yaml", ".json")
DEFAULTS = "_defaults"


class Found(NamedTuple):
    """A catalogue file.

    `path` to open it, `shown` to people; `root` is the real path of the tree that it may take documents from, `top` the folder of that tree from where on
    folders without defaults end the chain of defaults.
    """

    path: str
    shown: str
    root: str
    top: str


@dataclass(frozen=True)
class _Link:
    path: str
    shown: str


class _Top(NamedTuple):
    """A tree by its real path, and by the one that was given."""

    real: str
    given: str


Refuse = Callable[[str, Unreadable], None]
"""Is told of what cannot be read: how it is shown, and why."""


def found(source: pathlib.Path, refuse: Refuse) -> list[Found]:
    """The catalogue files at `source`, a file or a tree, in the order of their names, links last; what is wrong is told to `refuse`."""
    given = readable(str(source))
    path = os.path.abspath(source)
    if os.path.isdir(path):
        files = list(_tree(path, "" if given == "." else given.rstrip("/") + "/", refuse))
        if not files:
            refuse(given, Unreadable(f"holds no catalogue file ({', '.join(SUFFIXES)})", None, "look whether it is the right folder"))
        return files
    wrong = _wrong_file(path)
    if wrong:
        refuse(given, wrong)
        return []
    folder = os.path.dirname(path)
    return [Found(path, given, os.path.realpath(folder), folder)]


def is_entry_file(name: str) -> bool:
    """Whether a file of this name holds declarations."""
    stem, suffix = os.path.splitext(name)
    return suffix.lower() in SUFFIXES and stem != DEFAULTS and not name.startswith(".")


def refuse_leaving(path: str, root: str) -> None:
    """Raise Unreadable where a symbolic link leads out of the tree at the real path `root`, or nowhere."""
    target = os.path.realpath(path)
    if os.path.relpath(target, root).split(os.sep)[0] == os.pardir:
        raise Unreadable("is a symbolic link that leads out of the tree", None, "copy what it leads to")
    if not os.path.exists(target):
        raise Unreadable("is a symbolic link to something that is not there")


def readable(name: str) -> str:
    """The name of a file as it can be shown: one line, and UTF-8 whatever its bytes are."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return text if text.isprintable() else "".join(character if character.isprintable() else "?" for character in text)


def _wrong_file(path: str) -> Unreadable | None:
    if not os.path.lexists(path):
        return Unreadable("is not there", None, "look at `src`; relative paths begin where the playbook lies")
    name = os.path.basename(path)
    if os.path.splitext(name)[0] == DEFAULTS:
        return Unreadable("holds defaults, and no declaration", None, "name the folder, or a file with declarations")
    if os.path.splitext(name)[1].lower() not in SUFFIXES:
        return Unreadable(f"is none of {', '.join(SUFFIXES)}", None, "name a catalogue file, or a folder with some")
    return None


def _tree(root: str, shown: str, refuse: Refuse) -> Iterator[Found]:
    real = os.path.realpath(root)
    links: list[_Link] = []
    yield from _plain_files(root, shown, _Top(real, root), links, refuse)
    visited: set[str] = set()
    while links:
        yield from _behind(links.pop(0), _Top(real, root), links, visited, refuse)


def _plain_files(folder: str, shown: str, top: _Top, links: list[_Link], refuse: Refuse) -> Iterator[Found]:
    """The files below a folder by name, folder by folder; links are put aside."""
    waiting = [(folder, shown)]
    while waiting:
        folder, shown = waiting.pop()
        inner: list[tuple[str, str]] = []
        for entry in _listed(folder, shown.rstrip("/") or ".", refuse):
            if entry.name.startswith("."):
                continue
            name = shown + readable(entry.name)
            if entry.is_symlink():
                links.append(_Link(entry.path, name))
            elif entry.is_dir(follow_symlinks=False):
                inner.append((entry.path, f"{name}/"))
            elif is_entry_file(entry.name):
                yield Found(entry.path, name, top.real, top.given)
        waiting.extend(reversed(inner))


def _listed(folder: str, shown: str, refuse: Refuse) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        refuse(shown, Unreadable(f"cannot be read: {error.strerror}"))
        return []


def _behind(link: _Link, top: _Top, links: list[_Link], visited: set[str], refuse: Refuse) -> Iterator[Found]:
    """What a link leads to, unless it is read anyway or has been."""
    target = os.path.realpath(link.path)
    is_folder = os.path.isdir(target)
    if not is_folder and not is_entry_file(os.path.basename(link.path)):
        return
    inside = os.path.relpath(target, top.real).split(os.sep)
    if inside[0] == os.pardir:
        refuse(link.shown, Unreadable("is a symbolic link that leads out of the tree", None, "copy what it leads to, or name that folder in `src` as well"))
    elif not os.path.exists(target):
        refuse(link.shown, Unreadable("is a symbolic link to something that is not there"))
    elif target not in visited and not _read_anyway(inside, is_folder):
        visited.add(target)
        if is_folder:
            yield from _plain_files(target, f"{link.shown}/", _Top(top.real, target), links, refuse)
        else:
            yield Found(link.path, link.shown, top.real, top.given)


def _read_anyway(inside: list[str], is_folder: bool) -> bool:
    """Whether the walk comes to this place by itself."""
    if any(part.startswith(".") and part != os.curdir for part in inside):
        return False
    return is_folder or is_entry_file(inside[-1])
