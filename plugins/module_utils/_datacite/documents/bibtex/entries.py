# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of a BibTeX file: macros replaced, one picked, what it inherits from others put in. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..ordered import Unusable
from ..parsers import bibtex_parser
from ..shortened import shortened

_NO_RECORDS = frozenset(("xdata", "set", "control", "ieeetranbstctl", "bibnote"))
_WITHOUT_KEY = re.compile(r"(@[ \t]*(?!(?:string|preamble|comment)\b)[A-Za-z]+\s*[{(]\s*)([A-Za-z_-]+\s*=\s*[{\"\w])", re.IGNORECASE)
# The parser takes the second one for the escape of what follows, be it the end of the value.
_DOUBLE_BACKSLASH = re.compile(r"\\\\(?=[}\"])")
_PIECE = re.compile(r"(?P<brace>\{)|(?P<quote>\")|(?P<word>[^\s#{}\"]+)|[\s#}]+")
_DELIMITER = re.compile(r"(?<!\\)[{}\"]")
_VOLUMES = frozenset(("book", "collection", "mvbook", "mvcollection", "mvproceedings", "mvreference", "proceedings", "reference"))
_OWN = frozenset((
    "abstract", "annotation", "annote", "author", "crossref", "doi", "eprint", "eprinttype", "archiveprefix", "file", "ids", "keywords", "note", "pages",
    "shorttitle", "subtitle", "title", "titleaddon", "type", "url", "xdata", "xref",
))  # fmt: skip
"""Fields of a volume that say nothing of what is in it."""

_MOST_NAMED = 10
_MOST_ENTRIES = 50_000
_MOST_CHARACTERS = 20_000_000
_MOST_STEPS = 10


@dataclass(frozen=True)
class Entry:
    """An entry; names of fields in lower case, values without their delimiters, LaTeX as it is written. `others`: values of fields that came twice."""

    kind: str
    key: str
    fields: Mapping[str, str]
    others: tuple[tuple[str, str], ...] = ()
    mended: tuple[str, ...] = ()


class _Macros:
    """The texts that macros stand for; a file whose macros grow out of each other without end is refused."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._left = _MOST_CHARACTERS

    def define(self, name: str, text: str) -> None:
        """What a macro stands for from here on."""
        self._texts[name.lower()] = text

    def text(self, name: str) -> str:
        """What a macro stands for; one that nobody defined stays as it is. Raises Unusable."""
        text = self._texts.get(name.lower(), name)
        self._left -= len(text)
        if self._left < 0:
            raise Unusable("has abbreviations (@string) that grow out of each other without end", "write their texts out")
        return text


@dataclass
class _File:
    entries: list[Entry] = field(default_factory=list)
    macros: _Macros = field(default_factory=_Macros)
    broken: list[Any] = field(default_factory=list)


def picked(text: str, wanted: str | None) -> Entry:
    """The one entry of a text, or the one whose key is `wanted`; raises Unusable, and ImportError."""
    if text.count("@") > _MOST_ENTRIES:
        raise Unusable(f"has more than {_MOST_ENTRIES:,} entries", "give the one that is meant")
    file = _read(text)
    if file.broken and not (wanted and _by_key(file.entries, wanted)):
        completed = _DOUBLE_BACKSLASH.sub(r"\g<0> ", _WITHOUT_KEY.sub(r"\1,\2", text))
        file = _read(completed) if completed != text else file
        if file.broken:
            raise _unreadable(file.broken[0])
    records = [entry for entry in file.entries if entry.kind not in _NO_RECORDS]
    if not records:
        raise Unusable("has no BibTeX entry in it", "look whether it is the right file")
    chosen = _chosen(records, wanted)
    return _with_inherited(chosen, file.entries)


def _read(text: str) -> _File:
    file = _File()
    lines = text.split("\n")
    for block in bibtex_parser().blocks(text):
        kind = type(block).__name__
        entry = block.ignore_error_block if kind.startswith("Duplicate") else block
        if not kind.endswith("Comment") and lines[block.start_line or 0].lstrip().startswith("%"):
            continue
        if type(entry).__name__ == "String":
            file.macros.define(entry.key, _value(entry.value, file.macros))
        elif type(entry).__name__ == "Entry":
            file.entries.append(_entry(entry, file.macros))
        elif kind == "ParsingFailedBlock":
            file.broken.append(block)
    return file


def _entry(block: Any, macros: _Macros) -> Entry:
    fields: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for one in block.fields:
        name = _field_name(one.key)
        value = _value(one.value, macros)
        if name not in fields or not fields[name].strip():
            fields[name] = value
        elif name in ("author", "editor") and value.strip() and value != fields[name]:
            fields[name] += f" and {value}"
        elif name in ("keywords", "keyword") and value != fields[name]:
            fields[name] += f", {value}"
        elif value.strip() and value != fields[name]:
            others.append((name, value))
    return Entry(block.entry_type.lower(), block.key.strip(), {name: value for name, value in fields.items() if value.strip()}, tuple(others))


def _field_name(written: str) -> str:
    """The name of a field, without lines of comment before it."""
    lines = [line.strip() for line in written.split("\n") if line.strip() and not line.lstrip().startswith("%")]
    return " ".join(lines).lower()


def _value(written: str, macros: _Macros) -> str:
    """What an expression of braced and quoted texts, numbers and macros, joined by #, comes to. A macro that nobody defined stays as it is."""
    if not any(sign in written for sign in '{"#'):
        return macros.text(written.strip())
    parts: list[str] = []
    at = 0
    while at < len(written):
        piece = _PIECE.match(written, at)
        if piece is None:
            break
        at = piece.end()
        if piece["word"]:
            if parts and "=" in piece["word"]:
                raise Unusable(f"has a field that cannot be read, before `{shortened(piece['word'])}`", "look for a comma that is missing there")
            parts.append(macros.text(piece["word"]))
        elif piece["brace"] or piece["quote"]:
            end = _end(written, at, "}" if piece["brace"] else '"')
            parts.append(written[at:end])
            at = end + 1
    return "".join(parts)


def _end(written: str, at: int, closing: str) -> int:
    """Where the text that begins here ends: at its quote or brace, those inside braces left aside."""
    level = 0
    for found in _DELIMITER.finditer(written, at):
        sign = found[0]
        if sign == closing and level == 0:
            return found.start()
        level += (sign == "{") - (sign == "}")
    return len(written)


def _chosen(records: Sequence[Entry], wanted: str | None) -> Entry:
    if wanted is not None:
        found = _by_key(records, wanted)
        if not found:
            raise Unusable(f"has no entry `{wanted}`; there {_are(records)}", "name one of those as `entry`", "entry")
        if len({(one.kind, tuple(sorted(one.fields.items()))) for one in found}) > 1:
            raise Unusable(f"has {len(found)} different entries with the key `{wanted}`", "give each a key of its own", "content")
        return found[0]
    if len(records) == 1:
        return records[0]
    named = {entry.fields[name].strip().lower() for entry in records for name in ("crossref", "xref") if name in entry.fields}
    of_their_own = [entry for entry in records if entry.key.lower() not in named]
    if len(of_their_own) == 1:
        left = ", ".join(f"`{entry.key}`" for entry in records if entry is not of_their_own[0])
        return replace(of_their_own[0], mended=(f"the entry `{of_their_own[0].key}` was taken; {left} is what it refers to",))
    raise Unusable(f"has {len(records)} entries: {_keys(records)}", "choose one with `entry`, or give the one that is meant", "entry")


def _by_key(entries: Iterable[Entry], wanted: str) -> list[Entry]:
    listed = list(entries)
    exact = [entry for entry in listed if entry.key == wanted]
    return exact or [entry for entry in listed if entry.key.casefold() == wanted.casefold()]


def _are(records: Sequence[Entry]) -> str:
    return f"is only {_keys(records)}" if len(records) == 1 else f"are {_keys(records)}"


def _keys(records: Sequence[Entry]) -> str:
    keys = ", ".join(f"`{shortened(entry.key)}`" if entry.key else "one without a key" for entry in records[:_MOST_NAMED])
    return keys + (f" and {len(records) - _MOST_NAMED} more" if len(records) > _MOST_NAMED else "")


def _with_inherited(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """The entry with what it takes over from the volume that `crossref` names, and from shared data (`xdata`)."""
    by_key = {other.key.lower(): other for other in reversed(entries)}
    fields = dict(entry.fields)
    lost = list(entry.others)
    waiting = _references(entry)
    seen = {entry.key.lower()}
    for _step in range(_MOST_STEPS):
        if not waiting:
            break
        how, key = waiting.pop(0)
        parent = by_key.get(key.lower())
        if key.lower() in seen or parent is None:
            if parent is None:
                lost.append((how, key))
            continue
        seen.add(key.lower())
        for name, value in _handed_down(parent, how).items():
            fields.setdefault(name, value)
        waiting += _references(parent)
    return replace(entry, fields=fields, others=tuple(lost))


def _references(entry: Entry) -> list[tuple[str, str]]:
    named = [(name, entry.fields[name].split(",")) for name in ("crossref", "xdata") if name in entry.fields]
    return [(name, key.strip()) for name, keys in named for key in keys if key.strip()]


def _handed_down(parent: Entry, how: str) -> dict[str, str]:
    if how == "xdata":
        return {name: value for name, value in parent.fields.items() if name not in ("xdata", "crossref")}
    fields = {name: value for name, value in parent.fields.items() if name not in _OWN}
    if parent.kind in _VOLUMES and "title" in parent.fields:
        fields.setdefault("booktitle", parent.fields["title"])
        if "subtitle" in parent.fields:
            fields.setdefault("booksubtitle", parent.fields["subtitle"])
    return fields


def _unreadable(block: Any) -> Unusable:
    line = (block.start_line or 0) + 1
    start = shortened((block.raw or "").strip()[:200])
    reason = str(getattr(block.error, "abort_reason", "") or "cannot be read").strip().rstrip(".")
    if "end of file" in reason.lower():
        return Unusable(f"has an entry without an end: the one in line {line} (`{start}`)", "look for a closing brace or quote that is missing")
    return Unusable(f"has an entry that cannot be read: the one in line {line} (`{start}`). {reason}", "look for a brace, quote or comma that is missing there")
