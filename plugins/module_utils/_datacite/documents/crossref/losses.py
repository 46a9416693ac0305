# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Crossref record says and DataCite's attributes do not take up. Private to the collection."""

from __future__ import annotations

from ..shortened import shortened
from .links import references, relations
from .records import Record
from .texts import plain

_WITHOUT_PLACE = (
    "edition_number", "special_numbering", "component_number", "degree", "coden", "pages/other_pages", "contract_number", "publisher/publisher_place",
    "institution/institution_place",
)
_OF_THE_EVENT = ("conference_name", "conference_theme", "conference_location")


def losses(record: Record) -> tuple[str, ...]:
    """One sentence for each."""
    found = [f"`{path.rpartition('/')[2]}` ({shortened(text)})" for path in _WITHOUT_PLACE if (text := plain(record.work.find(path)))]
    event = record.model.find("event_metadata")
    if event is not None:
        found += [f"`{name}` ({shortened(text)})" for name in _OF_THE_EVENT if (text := plain(event.find(name)))]
    _found, foreign = relations(record)
    found += list(dict.fromkeys(foreign))[:10]
    cited, without = references(record)
    if without:
        found.append(f"{without} of {without + len(cited)} references, which have no DOI")
    parts = len(record.work.findall("component_list/component"))
    if parts and record.model.tag != "sa_component":
        found.append(f"{parts} components (figures, tables, supplements)")
    return tuple(found)
