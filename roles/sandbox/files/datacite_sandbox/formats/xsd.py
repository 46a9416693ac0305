# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An XML Schema composed from the tables of `kernel.py`, for the XML library that words the violations."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from .kernel import NONEMPTY, NUMBER_RANGES, RESOURCE, SHAPES, TEXT, URI, VOCABULARIES, YEAR, Node

NAMESPACE = "http://datacite.org/schema/kernel-4"
XML_NAMESPACE_LOCATION = "xml-namespace.xsd"
_OCCURS = {
    "": "",
    "?": ' minOccurs="0"',
    "*": ' minOccurs="0" maxOccurs="unbounded"',
    "+": ' maxOccurs="unbounded"',
    "4+": ' minOccurs="4" maxOccurs="unbounded"',
}

XML_NAMESPACE = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">'
    '<xs:attribute name="lang"><xs:simpleType><xs:union memberTypes="xs:language"><xs:simpleType><xs:restriction base="xs:string">'
    '<xs:enumeration value=""/></xs:restriction></xs:simpleType></xs:union></xs:simpleType></xs:attribute>'
    '<xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName"><xs:enumeration value="default"/><xs:enumeration value="preserve"/>'
    '</xs:restriction></xs:simpleType></xs:attribute><xs:attribute name="base" type="xs:anyURI"/><xs:attribute name="id" type="xs:ID"/></xs:schema>'
)
"""What the schema imports: the attributes that XML itself defines."""


def compose() -> str:
    """The whole schema as text."""
    head = (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NAMESPACE}" targetNamespace="{NAMESPACE}" elementFormDefault="qualified">'
        f'<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="{XML_NAMESPACE_LOCATION}"/>'
    )
    return head + _element(RESOURCE, top=True) + "".join(_types()) + "</xs:schema>"


def _types() -> Iterator[str]:
    for name, terms in VOCABULARIES.items():
        yield _simple(name, TEXT, "".join(f'<xs:enumeration value="{escape(term)}"/>' for term in terms))
    yield _simple(NONEMPTY, TEXT, '<xs:minLength value="1"/>')
    yield _simple(YEAR, "xs:token", r'<xs:pattern value="[\d]{4}"/>')
    for name, (least, most) in NUMBER_RANGES.items():
        yield _simple(name, "xs:float", f'<xs:minInclusive value="{least}"/><xs:maxInclusive value="{most}"/>')
    for name, corners in SHAPES.items():
        yield f'<xs:complexType name="{name}"><xs:all>{"".join(_element(corner) for corner in corners)}</xs:all></xs:complexType>'
    yield _named_complex("nameIdentifier", (f"nameIdentifierScheme!:{TEXT}", f"schemeURI:{URI}"))
    yield _named_complex("affiliation", (f"affiliationIdentifier:{TEXT}", f"affiliationIdentifierScheme:{TEXT}", f"schemeURI:{URI}"))


def _named_complex(name: str, attributes: tuple[str, ...]) -> str:
    """A type that no element of the schema has, though a document may claim it with xsi:type."""
    return f'<xs:complexType name="{name}">{_text_content(NONEMPTY, attributes)}</xs:complexType>'


def _simple(name: str, base: str, facets: str) -> str:
    return f'<xs:simpleType name="{name}"><xs:restriction base="{base}">{facets}</xs:restriction></xs:simpleType>'


def _element(node: Node, *, top: bool = False) -> str:
    head = f'<xs:element name="{node.name}"' + ("" if top else _OCCURS[node.occurs])
    if node.restricted:
        return f'{head}><xs:simpleType><xs:restriction base="{node.text}"/></xs:simpleType></xs:element>'
    if node.text is not None and not node.attributes:
        return head + (f' type="{node.text}"' if node.text else "") + "/>"
    if node.text is not None:
        return f"{head}><xs:complexType>{_text_content(node.text, node.attributes)}</xs:complexType></xs:element>"
    return f"{head}>{_holder(node)}</xs:element>"


def _holder(node: Node) -> str:
    """The type of an element that holds elements (and, when mixed, text between them)."""
    if node.model == "empty":
        return "<xs:complexType/>"
    children = "".join(_element(child) for child in node.children)
    attributes = "".join(_attribute(spelled) for spelled in node.attributes)
    group = "choice" if node.model == "mixed" else node.model
    repeated = ' maxOccurs="unbounded"' if node.model == "choice" else ""
    mixed = ' mixed="true"' if node.model == "mixed" else ""
    return f"<xs:complexType{mixed}><xs:{group}{repeated}>{children}</xs:{group}>{attributes}</xs:complexType>"


def _text_content(base: str, attributes: tuple[str, ...]) -> str:
    return f'<xs:simpleContent><xs:extension base="{base}">{"".join(_attribute(spelled) for spelled in attributes)}</xs:extension></xs:simpleContent>'


def _attribute(spelled: str) -> str:
    if spelled.startswith("xml:"):
        return f'<xs:attribute ref="{spelled}"/>'
    name, _unused, kind = spelled.partition(":")
    required = ' use="required"' if name.endswith("!") else ""
    return f'<xs:attribute name="{name.rstrip("!")}"' + (f' type="{kind}"' if kind else "") + required + "/>"
