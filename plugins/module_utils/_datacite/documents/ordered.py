# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A document of another format, put in order: what DataCite is to be sent of it, and what its reader knows better. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

MANDATORY = ("creators", "titles", "publisher", "publicationYear", "types")
"""What a record needs before it can become public, in the order in which people think of it."""

_STANDS_IN = "became the publisher"
"""What every reader says where it took a journal, a school or the like for a publisher that is not named."""


@dataclass(frozen=True)
class Request:
    """A document and what is to be made of it.

    `text` is the document as it was given, `doi` the declared name in lower case. `entry` chooses one of several records in it.
    With `replace_doi` a document that names another DOI is taken all the same.
    """

    text: str
    doi: str
    entry: str | None = None
    replace_doi: bool = False


@dataclass(frozen=True)
class Ordered:
    """A document in the form of which DataCite's conversion makes the most, with the declared DOI in it.

    `attributes` are whole attributes, in the shapes of DataCite's JSON, that win over what the conversion makes of the document, because it is known to
    lose or to spoil them; None: what the conversion makes of this attribute is thrown away. `otherwise` holds attributes for where the conversion comes
    without one (of `types`: member by member). `missing` names the attributes of `MANDATORY` of which the document says nothing.
    `mended` and `lost` are sentences for people: what was put right, and what the document has and no attribute takes up.
    """

    format: str
    text: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    otherwise: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def without_stand_in(self) -> Ordered:
        """The same, with the publisher missing where the reader only found something to stand in for it: somebody knows better."""
        told = tuple(said for said in self.mended if _STANDS_IN not in said)
        if told == self.mended:
            return self
        attributes, otherwise = ({name: value for name, value in of.items() if name != "publisher"} for of in (self.attributes, self.otherwise))
        return replace(self, attributes=attributes, otherwise=otherwise, missing=(*self.missing, "publisher"), mended=told)


class Unusable(ValueError):
    """A document that no record can be made of.

    `message` says what it is ("has 2 entries: `a`, `b`"), `suggestion` what to do, `option` which option to turn to.
    """

    def __init__(self, message: str, suggestion: str | None = None, option: str = "content") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion
        self.option = option
