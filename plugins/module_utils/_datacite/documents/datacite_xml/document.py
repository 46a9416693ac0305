# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite XML: put in order so that DataCite finds the identifier and the schema in it. Private to the collection.

DataCite looks for `identifier` in the default namespace only, takes a `resource` without a namespace for no document at all, and reads a text as
UTF-8 whatever its XML declaration says. What it makes of everything else is right, titles with `&`, `<` or `>` aside: it writes those as HTML does.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from ...metadata.datacite_xml import KERNEL, NotDataCiteXml, named_doi, parse
from ...metadata.safe_xml import prologue, without_declaration, written
from ..ordered import MANDATORY, Ordered, Request, Unusable
from ..own_name import refuse_another
from .losses import lost

FORMAT = "datacite_xml"
_ENCODING = re.compile(r"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]{0,40})[\"']")
_ROOT = re.compile(r"<(?P<prefix>[\w.-]+:)?(?P<name>[\w.-]+)(?P<rest>[\s/>][^>]{0,20000})")
_XML_1_1 = re.compile(r"<\?xml\s+version\s*=\s*[\"']1\.1[\"']")
_MARKED = re.compile(r"&lt;(/?(?:strong|em|b|i|code|pre|sub|sup|br)\s?/?)&gt;")
"""Markup in a CDATA section, as it comes out of the reading above."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_YEAR = re.compile(r"\d{4}", re.ASCII)


def in_order(request: Request) -> Ordered:
    """The document with the declared DOI in it; raises Unusable."""
    try:
        root = parse(request.text)
    except NotDataCiteXml as error:
        raise Unusable(error.message, error.suggestion) from None
    refuse_another(named_doi(root), request)
    missing, mends, losses, attributes = _missing(root), _mends(request.text, root), lost(root), _spoiled(root)
    _put_in(root, request.doi)
    return Ordered(format=FORMAT, text=_written(root), attributes=attributes, missing=missing, mended=mends, lost=losses)


def stored_form(text: str, doi: str) -> str:
    """The text that is to be stored as it is: the given one where DataCite recognises it whole, else the same mended; raises NotDataCiteXml.

    `doi` is put in where there is no `identifier`, or an empty one; another one stays, for DataCite replaces it by the DOI that goes along.
    """
    if not mended(text):
        return text
    root = parse(text, comments=True)
    if named_doi(root) is None:
        _put_in(root, doi)
    _identifier(root).set("identifierType", "DOI")
    return _written(root)


def mended(text: str) -> tuple[str, ...]:
    """What has to be mended in a document that `parse` takes, in words; nothing where DataCite recognises it whole."""
    return _mends(text, parse(text))


def _mends(text: str, root: ElementTree.Element) -> tuple[str, ...]:
    found = []
    body = without_declaration(text)
    start = _ROOT.match(body, prologue(body))
    if start and start["name"] != "resource":
        return (f"`resource` was taken out of `{start['name']}`",)
    if start and start["prefix"]:
        found.append(f"the namespace prefix `{start['prefix'][:-1]}` was removed, for DataCite does not find the identifier behind one")
    elif start and not re.search(rf"\sxmlns\s*=\s*[\"']{KERNEL}[\"']", start["rest"]):
        found.append(f"`resource` got the namespace {KERNEL}, without which DataCite does not recognise it")
    encoding = _ENCODING.match(text.lstrip("\ufeff \r\n\t"))
    if encoding and encoding[1].upper() not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        found.append(f"the XML declaration says UTF-8 instead of {encoding[1]}, because the text is sent as UTF-8")
    elif _XML_1_1.match(text.lstrip("\ufeff \r\n\t")):
        found.append("the XML declaration says 1.0 instead of 1.1")
    identifier = root.find(f"{{{KERNEL}}}identifier")
    if identifier is None:
        found.append("`identifier` was added")
    elif (identifier.get("identifierType") or "").strip() != "DOI":
        found.append("`identifier` got the identifierType DOI")
    return tuple(found)


def missing(text: str) -> tuple[str, ...]:
    """The mandatory attributes of which a document that `parse` takes says nothing."""
    return _missing(parse(text))


def _identifier(root: ElementTree.Element) -> ElementTree.Element:
    """The element that holds the DOI; added where there is none."""
    found = root.find(f"{{{KERNEL}}}identifier")
    if found is None:
        found = ElementTree.Element(f"{{{KERNEL}}}identifier")
        root.insert(0, found)
    return found


def _put_in(root: ElementTree.Element, doi: str) -> None:
    identifier = _identifier(root)
    for child in list(identifier):
        identifier.remove(child)
    identifier.set("identifierType", "DOI")
    identifier.text = doi.upper()


def _written(root: ElementTree.Element) -> str:
    """The document with kernel 4's namespace as the default one."""
    prefix = f"{{{KERNEL}}}"
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix(prefix)
    root.set("xmlns", KERNEL)
    return written(root)


def _spoiled(root: ElementTree.Element) -> dict[str, Any]:
    """The titles, where one holds a character that DataCite's conversion writes as HTML does (`&amp;`): it would be published so."""
    found = []
    for element in root.iterfind(f"{{{KERNEL}}}titles/{{{KERNEL}}}title"):
        text = _MARKED.sub(r"<\1>", " ".join("".join(element.itertext()).split()))
        members = {"title": text, "titleType": element.get("titleType"), "lang": element.get(_LANG)}
        found.append({name: value for name, value in members.items() if value})
    titles = [entry for entry in found if "title" in entry]
    return {"titles": titles} if any(character in entry["title"] for entry in titles for character in "&<>") else {}


def _missing(root: ElementTree.Element) -> tuple[str, ...]:
    """The mandatory attributes of which the elements say nothing."""
    year = _texts(root, "publicationYear")
    kind = root.find(f"{{{KERNEL}}}resourceType")
    said = {
        "creators": any(_texts(root, "creators", "creator", "creatorName")) or any(_texts(root, "creators", "creator", "familyName")),
        "titles": any(_texts(root, "titles", "title")),
        "publisher": any(_texts(root, "publisher")),
        "publicationYear": any(_YEAR.fullmatch(text) for text in year),
        "types": kind is not None and bool((kind.get("resourceTypeGeneral") or "").strip()),
    }
    return tuple(name for name in MANDATORY if not said[name])


def _texts(root: ElementTree.Element, *names: str) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in root.iterfind("/".join(f"{{{KERNEL}}}{name}" for name in names))]
