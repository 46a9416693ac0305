# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a repository's attributes may be, and how DataCite rewrites them."""

from __future__ import annotations

import re
from typing import Any

from ..answer import Problem
from ..store.accounts import Account

WRITABLE = (
    "name",
    "systemEmail",
    "domains",
    "url",
    "globusUuid",
    "repositoryType",
    "description",
    "language",
    "alternateName",
    "software",
    "isActive",
    "clientType",
    "re3data",
    "opendoar",
    "issn",
    "certificate",
    "serviceContact",
    "analyticsDashboardUrl",
    "analyticsTrackingId",
    "subjects",
)
SYMBOL = re.compile(r"[A-Z]+\.[A-Z0-9]+(-[A-Z0-9]+)?")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ADDRESS = re.compile(r"https?://\S+")
CLIENT_TYPES = ("repository", "periodical", "igsnCatalog", "raidRegistry")
REPOSITORY_TYPES = ("disciplinary", "governmental", "institutional", "multidisciplinary", "project-related", "other")
CERTIFICATES = ("CLARIN", "CoreTrustSeal", "DIN 31644", "DINI", "DSA", "RatSWD", "WDS", "ISO 16363", "ISO 16919", "TRAC", "other")


def check(account: Account, *, taken: bool, member: str) -> list[tuple[str, str]]:
    """What is wrong with the account: (attribute in snake_case, sentence), in the order of the checks."""
    values, symbol, found = account.attributes, account.symbol, []
    if not symbol:
        found.append(("symbol", "Can't be blank"))
    if not values.get("name"):
        found.append(("name", "Can't be blank"))
    if not values.get("systemEmail"):
        found.append(("system_email", "Can't be blank"))
    if symbol and taken:
        found.append(("symbol", "This Client ID has already been taken"))
    if symbol and not SYMBOL.fullmatch(symbol):
        found.append(("symbol", "Should only contain capital letters, numbers, hyphens and a dot"))
    if symbol and not 5 <= len(symbol) <= 18:
        found.append(("symbol", f"Is too {'short (minimum is 5' if len(symbol) < 5 else 'long (maximum is 18'} characters)"))
    if symbol and not symbol.lower().startswith(member + "."):
        found.append(("symbol", ", Your Client symbol must start with the name of your provider's symbol"))
    if values.get("systemEmail") and not EMAIL.fullmatch(str(values["systemEmail"])):
        found.append(("system_email", "Is invalid"))
    return found + _choices(values)


def _choices(values: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    if values.get("clientType") not in CLIENT_TYPES:
        found.append(("client_type", "Client type %s is not included in the list"))
    if values.get("url") and not ADDRESS.fullmatch(str(values["url"])):
        found.append(("url", f"{values['url']} is an invalid URL"))
    for attribute, source, allowed, what in (
        ("repositoryType", "repository_type", REPOSITORY_TYPES, "Repository type"),
        ("certificate", "certificate", CERTIFICATES, "Certificate"),
    ):
        for entry in values.get(attribute) or []:
            if entry not in allowed:
                found.append((source, f"{what} {entry} is not included in the list of possible {what.lower()}s."))
    if values.get("subjects") and "disciplinary" not in (values.get("repositoryType") or []):
        found.append(("subjects", "Subjects are only allowed for disciplinary repositories."))
    return found


def refuse(account: Account, found: list[tuple[str, str]]) -> None:
    """422 where anything was found; the first finding of each attribute counts."""
    first: dict[str, str] = {}
    for source, title in found:
        first.setdefault(source, title)
    if first:
        entries = [{"source": source, "title": title, "uid": account.id} for source, title in first.items()]
        raise Problem(422, {"errors": entries}, identified=True)


def normalised(values: dict[str, Any]) -> dict[str, Any]:
    """The attributes as they are stored: blank texts are null, lists and objects are what they should be, active is true or false."""
    found = {name: None if value == "" and name != "analyticsTrackingId" else value for name, value in values.items()}
    found["clientType"] = found.get("clientType") or "repository"
    found["domains"] = found.get("domains") or "*"
    found["isActive"] = bool(found.get("isActive"))
    found["serviceContact"] = found.get("serviceContact") if isinstance(found.get("serviceContact"), dict) else {}
    found["subjects"] = found.get("subjects") or []
    found["issn"] = found.get("issn") if isinstance(found.get("issn"), dict) and found["clientType"] == "periodical" else {}
    for name in ("certificate", "repositoryType"):
        entries = found.get(name)
        found[name] = [] if found["clientType"] == "periodical" or not entries else entries if isinstance(entries, list) else [entries]
    return found
