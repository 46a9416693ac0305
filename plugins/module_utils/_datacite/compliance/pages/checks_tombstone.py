# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""H16: what is left to see of a work that was withdrawn. Private to the collection.

Source: https://support.datacite.org/docs/tombstone-pages (the citation stays, the reason is said, the content is gone).
"""

from __future__ import annotations

import re

from . import json_ld
from .case import Case
from .checks_agreeing import shows_title
from .location import path_of
from .verdict import Verdict, failed, passed, unknown
from .wording import squashed

_REASON = re.compile(
    r"withdr[ae]w|retract|remov(ed|al)|delet(ed|ion)|no longer (available|accessible|published|online)|de-?accession|tombstone|taken down|obsolete|superseded|"
    r"embargo|unpublish|discontinued|revoked|zurückgezogen|entfernt|gelöscht|nicht mehr verfügbar|retiré|supprimé|plus disponible|retirad[oa]|eliminad[oa]|"
    r"ritirat[oa]|rimoss[oa]|ingetrokken|verwijderd",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\.(zip|tar|tgz|gz|bz2|xz|7z|rar|csv|tsv|xlsx?|ods|nc|h5|hdf5?|mat|sav|dta|rds|rdata|parquet|tiff?|fastq|fasta|bam|las|shp|mp4|avi|mov|wav)$",
    re.IGNORECASE,
)
_OFFER = re.compile(r"^\W*(download|herunterladen|télécharger|descargar|access (the )?data|get (the )?data)\b", re.IGNORECASE)


def is_tombstone(case: Case) -> Verdict:
    """H16."""
    visit = case.visit
    if visit is None:
        return failed("there is no tombstone page: the record has no url")
    if visit.answer.nothing_learnt:
        return unknown(visit.answer.detail or f"the server says that it cannot answer now (status {visit.answer.status})")
    if not case.answers or visit.page is None:
        what = f"status {visit.answer.status}" if visit.answer.status else visit.answer.detail or visit.answer.outcome
        return failed(f"no tombstone page answers ({what})", way=visit.way)
    missing = []
    if not shows_title(case) and squashed(case.subject.doi) not in case.page.squashed:
        missing.append("the citation (title or DOI)")
    if not _gives_reason(case):
        missing.append("that, or why, the work was withdrawn")
    if missing and (case.page.is_partial or case.page.is_made_by_script):
        return unknown("the page was not sent whole as text, so that what it says cannot be told")
    offered = _offered(case)
    problems = [*(f"does not show {what}" for what in missing), *([f"still offers data: {offered[:200]}"] if offered else [])]
    return failed("the tombstone page " + " and ".join(problems), missing=missing, **({"offers": offered[:200]} if offered else {})) if problems else passed


def _gives_reason(case: Case) -> bool:
    reasons = [date.get("dateInformation") for date in case.subject.withdrawals]
    page = case.page.squashed
    given = any(isinstance(reason, str) and squashed(reason) and squashed(reason) in page for reason in reasons)
    return given or _REASON.search(f"{case.page.title} {case.page.text}") is not None


def _offered(case: Case) -> str:
    """One address by which the page still leads to data; empty where it does not."""
    found = [link.target for link in case.links if "item" in link.relations]
    found.extend(case.page.meta("citation_pdf_url"))
    found.extend(address for node in case.described.nodes for address in json_ld.content_addresses(node))
    for anchor in case.page.anchors:
        if anchor.is_download or anchor.target in case.subject.content_urls or _OFFER.match(anchor.words) or _DATA.search(path_of(anchor.target)):
            found.append(anchor.target)
    return found[0] if found else ""
