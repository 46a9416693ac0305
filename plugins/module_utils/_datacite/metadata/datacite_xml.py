# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite XML documents: reading them safely, and telling whether two say the same. Private to the collection.

DataCite keeps a deposited document, but indents it anew, turns inline markup in texts into text, and puts the DOI into `identifier`
(https://support.datacite.org/docs/api-create-dois#provide-metadata-in-formats-other-than-json).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_NAMESPACE = re.compile(r"\{http://datacite\.org/schema/kernel-[\d.]+\}resource")
_INLINE = re.compile(r"<(/?(?:strong|em|b|i|code|pre|sub|sup|br)\s*/?)>")
"""Markup that DataCite turns into text wherever it stands, in CDATA sections too."""
_PLACEHOLDER = re.compile(r"(?:10\.5072/.*|:?\(?:?(?:tba|unas|null|none|unav)\)?|)", re.IGNORECASE)
MOST_CHARACTERS = 10_000_000


class NotDataCiteXml(ValueError):
    """The text is no DataCite XML document; the message says what it is instead, and what to do."""


def parse(text: str) -> ElementTree.Element:
    """The root element, inline markup read as text; raises NotDataCiteXml. A document type or entities are refused, for they can make a small text huge."""
    if len(text) > MOST_CHARACTERS:
        raise NotDataCiteXml(f"has {len(text):,} characters; DataCite takes no more than 10 MB")
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise NotDataCiteXml("has a DOCTYPE or entities, which are not expanded here; write the characters themselves and remove the DOCTYPE")
    try:
        root = ElementTree.fromstring(_INLINE.sub(r"&lt;\1&gt;", text.lstrip("\ufeff \r\n\t")))
    except ElementTree.ParseError as error:
        raise NotDataCiteXml(f"is not well-formed XML ({error})") from None
    if not _NAMESPACE.fullmatch(root.tag):
        raise NotDataCiteXml(f"is XML, but no DataCite document: its root is `{root.tag}`, not `resource` of http://datacite.org/schema/kernel-4")
    return root


def named_doi(root: ElementTree.Element) -> str | None:
    """The DOI that the document says it is about, in lower case; None for none, or for a placeholder such as `:tba` or 10.5072/…"""
    namespace = root.tag.partition("}")[0] + "}"
    text = (root.findtext(namespace + "identifier") or "").strip()
    text = re.sub(r"^(?:doi:|https?://(?:dx\.)?doi\.org/)", "", text, flags=re.IGNORECASE)
    return None if _PLACEHOLDER.fullmatch(text) else text.lower()


def comparable(root: ElementTree.Element) -> str:
    """A text that two documents share if they say the same: canonical XML, the identifier and the white space of layout aside."""
    return ElementTree.tostring(_reduced(root), encoding="unicode")


def _reduced(element: ElementTree.Element) -> ElementTree.Element:
    reduced = ElementTree.Element(element.tag, {name: value.strip() for name, value in sorted(element.items()) if not name.endswith("}schemaLocation")})
    reduced.text = " ".join((element.text or "").split())
    reduced.extend(_reduced(child) for child in element if isinstance(child.tag, str) and not child.tag.endswith("}identifier"))
    return reduced
