# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of `formats/pairs.jsonl` that a person reads otherwise than a simple program, and those of which no record is to be made.

Of `REFUSED` the sentence is told that people are to get, as a pattern; none of them is published, whatever is declared beside it.
"""

from __future__ import annotations

from reading_documents import Maker, Said, person

READ_BY_HAND: dict[str, Said] = {
    "bibtex/messy-latex": Said(
        "On NaCl in Été waters: x² & more", (person("Müller", "Jörg"), person("Østby", "Åse")), "Sea Press", frozenset((2019,)),
    ),
    # No publisher is named: DataCite's own XML puts the journal there.
    "bibtex/messy-strings-and-comments": Said("T", (person("Lind", "Eva"),), "Journal of Sea Science", frozenset((2020,))),
    "crossref/messy-journal": Said("Tides & gauges", (person("Okafor", "Ngozi"), Maker("Tide Gauge Network")), "Journal of Sea", frozenset((2021,))),
    # An issue of a journal is called after it.
    "crossref/10.6002_ect.2015.0371.xml": Said("Experimental and Clinical Transplantation, volume 16, issue 5", (), "Baskent University", frozenset((2018,))),
}  # fmt: skip

_BROKEN = r"well-formed|not whole|cannot be read"

REFUSED: dict[str, str] = {
    "datacite/datacite-example-relateditems.xml": _BROKEN,  # DataCite's lenient parser mends it by guessing
    "datacite/messy-truncated": _BROKEN,
    "datacite/vivli.xml": r"types|resourceType",
    "schema_org/schema_org_list.json": r"10\.23725/7jg3-v803, .*10\.23725/nt4z-b975",  # 214 records, named
    "schema_org/messy-html-wrapped": r"HTML",
    "ris/messy-two-records": r"One.*Two",
    "none/messy-plain-text": r"none of the formats",
    "none/messy-empty-list": r"no object|empty|none of the formats",
    "none/messy-broken-json": r"cannot be read",
    "none/messy-yaml": r"none of the formats",
    "none/messy-nul": r"none of the formats|NUL",
}
