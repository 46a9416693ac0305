# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Documents of many records that came in one answer, told apart.

A list in another format is the documents one after the other: objects of a JSON array, entries of BibTeX, records of RIS. A document counts only where it
says itself whose it is, and nothing else in the answer says the same: all others are asked for one by one.
"""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from .formats import FORMATS

Piece = tuple[str, str]
"""What a document calls its DOI, and the document."""

_RESOLVER: Final = re.compile(r"https?://(?:dx\.)?(?:doi\.org|handle\.(?:stage|test)\.datacite\.org)/", re.IGNORECASE)
_NAMES: Final = ("doi", "DOI", "@id", "id")
_BIBTEX_ENTRY: Final = re.compile(r"^(?=@[a-z]+\{)", re.MULTILINE)
_BIBTEX_DOI: Final = re.compile(r"^ *doi = \{([^\n]*)\},?$", re.MULTILINE)
_RIS_RECORD: Final = re.compile(r"^[A-Z][A-Z0-9]  - .*?^ER  - ?(?=\r?$)", re.MULTILINE | re.DOTALL)
"""Not each begins with its type: a record that has none of RIS is given without."""
_RIS_DOI: Final = re.compile(r"^DO  - ([^\r\n]*)\r?$", re.MULTILINE)


def told_apart(form: str, text: str, wanted: Collection[str]) -> dict[str, str]:
    """The documents in `text` by their DOIs, as far as it is beyond doubt which is whose; `wanted` are names in lower case."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for said, document in _SPLITTERS[form](text):
        name = _plain(said)
        if name in found:
            doubtful.add(name)
        found[name] = document
    return {name: document for name, document in found.items() if name in wanted and name not in doubtful}


def is_listed(form: str) -> bool:
    """Whether documents of this format can be told apart when they come together."""
    return form in _SPLITTERS


def _plain(said: str) -> str:
    bare = _RESOLVER.sub("", said.strip(), count=1)
    return (urllib.parse.unquote(bare) if bare != said.strip() else bare).lower()


def _of_json(text: str) -> Iterator[Piece]:
    decoder = json.JSONDecoder()
    at = _past_space(text, 0)
    if text[at : at + 1] != "[":
        return
    at = _past_space(text, at + 1)
    while text[at : at + 1] == "{":
        try:
            member, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield _named(member), text[at:end]
        at = _past_space(text, end)
        at = _past_space(text, at + 1) if text[at : at + 1] == "," else at


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _named(member: Mapping[str, Any]) -> str:
    return next((member[name] for name in _NAMES if isinstance(member.get(name), str)), "")


def _of_bibtex(text: str) -> Iterator[Piece]:
    for entry in _BIBTEX_ENTRY.split(text):
        names = _BIBTEX_DOI.findall(entry)
        if len(names) == 1 and entry.rstrip().endswith("}") and entry.count("{") == entry.count("}"):
            yield names[0], f"{entry.rstrip()}\n"
        else:
            # An abstract, perhaps, with a line that looks like an entry: neither this piece nor the one that it was cut off from can be trusted.
            yield from ((name, "") for name in (*names, *names))


def _of_ris(text: str) -> Iterator[Piece]:
    for record in _RIS_RECORD.findall(text):
        names = _RIS_DOI.findall(record)
        if len(names) == 1:
            yield names[0], record
        else:
            yield from ((name, "") for name in (*names, *names))


_SPLITTERS: Final[Mapping[str, Callable[[str], Iterator[Piece]]]] = {
    "bibtex": _of_bibtex,
    "ris": _of_ris,
    **{form: _of_json for form in FORMATS if FORMATS[form].endswith("json")},
}
