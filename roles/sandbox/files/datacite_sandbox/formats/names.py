# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers in the shapes that DataCite gives them: DOI, ORCID, ROR, funder and web addresses."""

from __future__ import annotations

import re
import urllib.parse
from typing import Any

_RESOLVERS = r"https?://?(?:(?:dx\.)?doi\.org|handle\.(?:stage|test)\.datacite\.org)/"
_BEFORE_A_NAME = rf"(?:{_RESOLVERS})?(?:doi:)?"
_DOI = re.compile(_BEFORE_A_NAME + r"(10\.\d{4,5}/.+)")
_FUNDER = re.compile(_BEFORE_A_NAME + r"(?:10\.13039/)?([1-9]\d+)")
_FOUR = r"\d{4}[\s-]"
_ORCID = re.compile(rf"(?:https?://(?:www\.|sandbox\.|\.)?orcid\.org/)?({_FOUR * 3}\d{{3}}[\dX]+)/?")
_ROR = re.compile(r"^(?:(?:https?://)?ror\.org/)?(0\w{6}\d{2})/?$", re.MULTILINE)
_TRACKING = frozenset(("utm_source", "utm_medium", "utm_term", "utm_content", "utm_campaign", "sms_ss", "awesm", "xtor", "PHPSESSID"))
_KEPT_IN_DOI = "!#$&'()*+,-./:;=?@_~"
_KEPT = "!#$%&'()*+,-./:;=?@[]_~"

IDENTIFIER_TYPES = {
    name.lower(): name
    for name in (
        "ARK", "arXiv", "bibcode", "DOI", "EAN13", "EISSN", "Handle", "IGSN", "ISBN", "ISSN", "ISTC", "LISSN", "LSID", "PMID", "PURL", "UPC", "URL",
        "URN", "md5", "minid", "dataguid", "CSTR", "RRID", "RAiD", "SWHID",
    )
}  # fmt: skip


def doi_of(text: Any) -> str | None:
    """The DOI in `text` (bare, with `doi:` or a resolver before it), in lower case; None when there is none."""
    found = _DOI.fullmatch(text) if isinstance(text, str) else None
    return found[1].replace("\u200b", "").lower() if found else None


def doi_url(text: Any) -> str | None:
    """The DOI as an address of the resolver, unsafe characters escaped."""
    doi = doi_of(text)
    return "https://doi.org/" + urllib.parse.quote(doi, safe=_KEPT_IN_DOI) if doi else None


def orcid_url(text: Any) -> str | None:
    """An ORCID as an address; None for what does not have the shape of one."""
    found = _ORCID.fullmatch(text) if isinstance(text, str) else None
    return "https://orcid.org/" + re.sub(r"\s", "-", found[1]) if found else None


def ror_url(text: Any) -> str | None:
    """A ROR identifier as an address; None for what does not have the shape of one."""
    found = _ROR.search(text) if isinstance(text, str) else None
    return "https://ror.org/" + found[1] if found else None


def funder_url(text: Any) -> str | None:
    """A Crossref Funder ID as an address; None for what is none."""
    found = _FUNDER.fullmatch(text) if isinstance(text, str) else None
    return "https://doi.org/10.13039/" + found[1] if found else None


def identifier_url(text: Any) -> str | None:
    """A DOI or web address in normal form; None for anything else."""
    return doi_url(text) or web_address(text)


def web_address(text: Any) -> str | None:
    """An http(s) address cleaned of fragments, tracking parameters, doubled and trailing slashes; None for anything else."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        parts = urllib.parse.urlsplit(text.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    path = path_of_address(parts.path)
    pairs = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] not in _TRACKING]
    default = {"http": 80, "https": 443}[parts.scheme]
    host = parts.hostname + (f":{port}" if port and port != default else "")
    return urllib.parse.urlunsplit((parts.scheme, host, path, _escaped("&".join(pairs)), ""))


def path_of_address(path: str) -> str:
    """A path without doubled slashes and without one at the end, unsafe characters escaped."""
    clean = re.sub(r"/{2,}", "/", _escaped(path))
    return clean.removesuffix("/") if len(clean) > 1 else clean


def _escaped(text: str) -> str:
    return urllib.parse.quote(urllib.parse.unquote(text), safe=_KEPT)


def identifier_type(name: Any) -> Any:
    """The usual spelling of an identifier's type."""
    return IDENTIFIER_TYPES.get(name.lower(), name) if isinstance(name, str) and name.strip() else None
