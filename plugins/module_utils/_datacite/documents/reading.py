# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of six formats, read by whoever knows the format. Private to the collection."""

from __future__ import annotations

from collections.abc import Callable

from .detection import detected
from .ordered import Ordered, Request, Unusable

Reader = Callable[[Request], Ordered]

MOST_CHARACTERS = 10_000_000
"""DataCite takes no more in one request."""

DATACITE_XML = "datacite_xml"


def _bibtex() -> Reader:
    from .bibtex.document import in_order as read

    return read


def _citeproc() -> Reader:
    from .citeproc.document import in_order as read

    return read


def _crossref() -> Reader:
    from .crossref.document import in_order as read

    return read


def _datacite_xml() -> Reader:
    from .datacite_xml.document import in_order as read

    return read


def _ris() -> Reader:
    from .ris.document import in_order as read

    return read


def _schema_org() -> Reader:
    from .schema_org.document import in_order as read

    return read


# Most tasks read no document, and those that do read one: whoever knows a format is imported when it is met.
_READERS: dict[str, Callable[[], Reader]] = {
    "bibtex": _bibtex, "citeproc": _citeproc, "crossref": _crossref, DATACITE_XML: _datacite_xml, "ris": _ris, "schema_org": _schema_org,
}
FORMATS = tuple(_READERS)


def in_order(request: Request, format_name: str | None = None) -> Ordered:
    """The document put in order; raises Unusable with the reason and the mend, and ImportError (with the package's name) where a parser is not installed."""
    return _READERS[format_of(request.text, format_name)]()(request)


def format_of(text: str, format_name: str | None = None) -> str:
    """The format that was named, or the one that the text looks like; raises Unusable where it is none, or no text."""
    if len(text) > MOST_CHARACTERS:
        raise Unusable(f"has {len(text):,} characters; DataCite takes no more than 10 MB")
    if "\0" in text:
        raise Unusable("has a NUL character in it, so it is no text", "save it as UTF-8 text")
    return format_name or detected(text)
