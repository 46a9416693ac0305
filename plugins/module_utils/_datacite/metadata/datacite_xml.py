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

from .doi_names import plain
from .old_kernels import mend_of_old_kernel
from .safe_xml import NotXml, parsed

KERNEL = "http://datacite.org/schema/kernel-4"
MOST_CHARACTERS = 10_000_000
_NAMESPACE = re.compile(r"https?://(?:schema\.)?datacite\.org/(?:schema|meta)/kernel-(\d+)(?:\.\d+)*/?(?:metadata\.xsd)?")
_INLINE = re.compile(r"<(/?(?:strong|em|b|i|code|pre|sub|sup|br)\s*/?)>")
"""Markup that DataCite turns into text wherever it stands, in CDATA sections too."""
_NAME = re.compile(r"10\.(?!5072/)\d{4,9}/\S+", re.ASCII)
"""A DOI; the prefix 10.5072 is for examples."""


class NotDataCiteXml(ValueError):
    """The text is no DataCite XML document of today: `message` says what it is instead, `suggestion` what to do; as a text, both."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(f"{message}; {suggestion}" if suggestion else message)
        self.message = message
        self.suggestion = suggestion


def parse(text: str, comments: bool = False) -> ElementTree.Element:
    """The root element, every element of it in kernel 4's namespace, inline markup read as text, comments kept only on demand.

    Raises NotDataCiteXml. A document type or entities are refused, for they can make a small text huge.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotDataCiteXml(f"has {len(text):,} characters; DataCite takes no more than 10 MB")
    try:
        root = parsed(_INLINE.sub(r"&lt;\1&gt;", text), comments)
    except NotXml as error:
        raise NotDataCiteXml(error.message, error.suggestion) from None
    root = _unwrapped(root)
    namespace, name = _split(root.tag)
    known = _NAMESPACE.fullmatch(namespace)
    if name != "resource" or (namespace and not known):
        raise NotDataCiteXml(f"is XML, but no DataCite document: its root is `{root.tag}`, not `resource` of {KERNEL}")
    if known and known[1] != "4":
        raise NotDataCiteXml(*mend_of_old_kernel(root, namespace))
    return _renamed(root, namespace)


def _unwrapped(root: ElementTree.Element) -> ElementTree.Element:
    """The document in an answer to a harvester (`OAI-PMH`, `oai_datacite`), the root itself where there is none; raises NotDataCiteXml for several."""
    if _split(root.tag)[1] == "resource":
        return root
    inner = [one for one in root.iter() if isinstance(one.tag, str) and _split(one.tag)[1] == "resource" and _NAMESPACE.fullmatch(_split(one.tag)[0])]
    if len(inner) > 1:
        raise NotDataCiteXml(f"holds {len(inner)} DataCite documents", "give one of them alone")
    return inner[0] if inner else root


def named_doi(root: ElementTree.Element) -> str | None:
    """The DOI that the document says it is about, in lower case; None for none, for a placeholder such as `:tba` or 10.5072/…, and for what is no DOI."""
    name = plain(root.findtext(f"{{{KERNEL}}}identifier") or "")
    return name if _NAME.fullmatch(name) else None


def comparable(root: ElementTree.Element) -> str:
    """A text that two documents share if they say the same: canonical XML, the identifier and the white space of layout aside."""
    return ElementTree.tostring(_reduced(root), encoding="unicode")


def _split(tag: str) -> tuple[str, str]:
    """(namespace, local name) of an element's tag."""
    namespace, closed, name = tag.rpartition("}")
    return namespace[1:] if closed else "", name


def _renamed(root: ElementTree.Element, namespace: str) -> ElementTree.Element:
    """The tree with the elements of the root's namespace, and of none, in kernel 4's."""
    for element in root.iter():
        if isinstance(element.tag, str):
            own, name = _split(element.tag)
            if own in ("", namespace):
                element.tag = f"{{{KERNEL}}}{name}"
    return root


def _reduced(element: ElementTree.Element) -> ElementTree.Element:
    reduced = ElementTree.Element(element.tag, {name: value.strip() for name, value in sorted(element.items()) if not name.endswith("}schemaLocation")})
    reduced.text = " ".join((element.text or "").split())
    reduced.extend(_reduced(child) for child in element if isinstance(child.tag, str) and not child.tag.endswith("}identifier"))
    return reduced
