# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records to measure with: as many as are wanted, as DataCite shows them.

They are real ones, as DataCite's back end stored them, over and over under new names, where the observations are at hand (DATACITE_OBSERVATIONS), and
records made up here otherwise. Sizes then differ as they do in life: most have 3 KB, some 300.
"""

from __future__ import annotations

import functools
import itertools
import json
import os
import pathlib
from collections.abc import Iterator
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OBSERVATIONS = pathlib.Path(os.environ.get("DATACITE_OBSERVATIONS") or ROOT.parent / "shared")
PREFIX = "10.82001"
ABSTRACT = "Tide gauge readings of one station over one month, with the corrections that were applied and the sensors' own state. " * 6
# What DataCite says of a record beside its metadata, and what follows from its name.
_OWN = ("doi", "prefix", "suffix", "xml", "identifiers", "alternateIdentifiers", "created", "registered", "updated", "published", "metadataVersion", "state")


def name(number: int) -> str:
    """The name of the record with this number."""
    return f"{PREFIX}/bench-{number:06d}"


def source() -> str:
    """Where the records come from, for people."""
    return "real records, as DataCite's back end stored them, under new names" if _observed().exists() else "records made up for the purpose"


def records(number: int, *, times: int = 1) -> Iterator[dict[str, Any]]:
    """So many findable records, as a seed of the sandbox takes them; `times` makes each about so many times larger, by further descriptions."""
    for place, attributes in zip(range(number), itertools.cycle(_stored()), strict=False):
        record = {**attributes, "doi": name(place), "state": "findable", "url": f"https://example.org/bench/{place}"}
        if times > 1:
            room = len(json.dumps(attributes)) * (times - 1)
            record["descriptions"] = [*(record.get("descriptions") or []), {"description": _text(room), "descriptionType": "Other"}]
        yield record


@functools.cache
def _stored() -> list[dict[str, Any]]:
    if not _observed().exists():
        return [_invented()]
    with _observed().open(encoding="utf-8") as lines:
        found = [json.loads(line).get("stored") for line in lines]
    return [{member: value for member, value in stored.items() if member not in _OWN} for stored in found if stored]


def _observed() -> pathlib.Path:
    return OBSERVATIONS / "observed" / "real.jsonl"


def _text(length: int) -> str:
    return (ABSTRACT * (length // len(ABSTRACT) + 1))[:length].strip()


def _invented() -> dict[str, Any]:
    """A record of middling size."""
    people = [
        {
            "name": f"Okafor, Ngozi {place}",
            "nameType": "Personal",
            "givenName": "Ngozi",
            "familyName": f"Okafor {place}",
            "affiliation": [{"name": "Institute of Tides", "affiliationIdentifier": "https://ror.org/04wxnsj81", "affiliationIdentifierScheme": "ROR"}],
            "nameIdentifiers": [
                {"nameIdentifier": "https://orcid.org/0000-0001-5000-0007", "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
            ],
        }
        for place in range(6)
    ]
    return {
        "creators": people,
        "titles": [{"title": "Tide gauge readings, one station"}],
        "publisher": {"name": "Sea archive"},
        "publicationYear": 2024,
        "types": {"resourceTypeGeneral": "Dataset", "ris": "DATA", "bibtex": "misc", "citeproc": "dataset", "schemaOrg": "Dataset"},
        "subjects": [{"subject": "tide"}, {"subject": "sea level"}],
        "descriptions": [{"description": ABSTRACT, "descriptionType": "Abstract"}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
