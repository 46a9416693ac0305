# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record in which no rule finds anything, and for each rule the smallest change after which that rule, and no other, finds something."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, NamedTuple

DATE = "2026-11-23"
PREFIX = "10.5072"

CLEAN: dict[str, Any] = {
    "doi": f"{PREFIX}/8kp3-4yt9",
    "prefix": PREFIX,
    "suffix": "8kp3-4yt9",
    "state": "findable",
    "url": "https://data.example.org/8kp3-4yt9",
    "schemaVersion": "http://datacite.org/schema/kernel-4",
    "created": "2026-01-04T10:00:00Z",
    "registered": "2026-01-05T10:00:00Z",
    "creators": [
        {
            "name": "Garcia, Sofia",
            "nameType": "Personal",
            "givenName": "Sofia",
            "familyName": "Garcia",
            "nameIdentifiers": [
                {"nameIdentifier": "https://orcid.org/0000-0001-5109-3700", "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
            ],
            "affiliation": [
                {"name": "DataCite", "affiliationIdentifier": "https://ror.org/04wxnsj81", "affiliationIdentifierScheme": "ROR", "schemeUri": "https://ror.org"}
            ],
        },
        {
            "name": "Institute of Tides",
            "nameType": "Organizational",
            "nameIdentifiers": [{"nameIdentifier": "https://ror.org/04wxnsj81", "nameIdentifierScheme": "ROR"}],
            "affiliation": [],
        },
    ],
    "titles": [{"title": "Water levels at the mouth of the river Elbe, every ten minutes", "lang": "en"}],
    "publisher": {
        "name": "Archive of Tides",
        "publisherIdentifier": "https://ror.org/04wxnsj81",
        "publisherIdentifierScheme": "ROR",
    },
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Time series"},
    "descriptions": [
        {"descriptionType": "Abstract", "description": "<p>Water levels, measured with a float in a stilling well.</p> " * 10, "lang": "en"}
    ],
    "subjects": [{"subject": "tides", "valueUri": "http://vocab.example.org/tides", "subjectScheme": "Sea words"}],
    "language": "en",
    "dates": [{"date": "2026-01-05", "dateType": "Issued"}, {"date": "2020-01-01/2024-12-31", "dateType": "Collected"}],
    "relatedIdentifiers": [
        {"relatedIdentifier": f"{PREFIX}/other", "relatedIdentifierType": "DOI", "relationType": "IsSupplementTo"},
        {"relatedIdentifier": f"{PREFIX}/8kp3-0000", "relatedIdentifierType": "DOI", "relationType": "IsNewVersionOf"},
    ],
    "version": "2.1",
    "formats": ["text/csv"],
    "sizes": ["15 MB"],
    "rightsList": [
        {
            "rights": "Creative Commons Attribution 4.0 International",
            "rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode",
            "rightsIdentifier": "cc-by-4.0",
            "rightsIdentifierScheme": "SPDX",
        },
        {"rights": "Open access", "rightsUri": "info:eu-repo/semantics/openAccess"},
    ],
    "contributors": [{"name": "Data desk", "nameType": "Organizational", "contributorType": "ContactPerson", "nameIdentifiers": [], "affiliation": []}],
    "geoLocations": [{"geoLocationPlace": "Cuxhaven", "geoLocationPoint": {"pointLatitude": 53.87, "pointLongitude": 8.72}}],
    "fundingReferences": [
        {
            "funderName": "European Commission",
            "funderIdentifier": "https://ror.org/00k4n6c32",
            "funderIdentifierType": "ROR",
            "awardNumber": "101000000",
            "awardTitle": "Tides of Europe",
        }
    ],
    "alternateIdentifiers": [{"alternateIdentifier": "TIDE-0815", "alternateIdentifierType": "accession number"}],
    "container": {},
    "relatedItems": [],
}


class Fault(NamedTuple):
    """The rule that finds it, and the change to a clean record."""

    rule: str
    spoil: Callable[[dict[str, Any]], object]


def _add(name: str, entry: dict[str, Any]) -> Callable[[dict[str, Any]], object]:
    return lambda record: record[name].append(entry)


FAULTS = (
    Fault("R01", lambda record: record.update(url=None)),
    Fault("R01", lambda record: record.update(url="N/A")),
    Fault("R02", lambda record: record.update(url="http://data.example.org/8kp3-4yt9")),
    Fault("R03", lambda record: record.update(doi="10.5438/8kp3-4yt9")),
    Fault("R04", lambda record: record.update(creators=[])),
    Fault("R04", lambda record: record.update(creators=[{"name": ":unav", "nameType": "Organizational"}])),
    Fault("R05", lambda record: record.update(titles=[{"title": " "}])),
    Fault("R06", lambda record: record["publisher"].update(name="(:unav)")),
    Fault("R06", lambda record: record["publisher"].update(name="root")),
    Fault("R07", lambda record: record.update(publicationYear=2027)),
    Fault("R07", lambda record: record.update(publicationYear=None)),
    Fault("R07", lambda record: record.update(publicationYear="unknown")),
    Fault("R08", lambda record: record["types"].pop("resourceTypeGeneral")),
    Fault("R09", lambda record: record.update(schemaVersion="http://datacite.org/schema/kernel-3")),
    Fault("R10", lambda record: record.update(state="draft", created="2026-08-01T10:00:00.000Z")),
    Fault("R12", lambda record: record["descriptions"][0].update(descriptionType="Methods")),
    Fault("R13", lambda record: record["descriptions"][0].update(description="<p>" + "<b>short</b>" * 60 + "</p>")),
    Fault("R14", lambda record: record.update(subjects=[])),
    Fault("R15", lambda record: record["subjects"][0].pop("valueUri")),
    Fault("R16", lambda record: record["creators"][0].update(nameIdentifiers=[])),
    Fault("R17", lambda record: record["creators"][1].update(nameType=None)),
    Fault("R18", lambda record: record["creators"][0].update(givenName=None)),
    Fault("R19", lambda record: record["creators"][0].update(affiliation=[{"name": "DataCite"}])),
    Fault("R20", lambda record: record["creators"][0]["affiliation"][0].update(affiliationIdentifier="https://ror.org/04wxnsj82")),
    Fault("R20", lambda record: record["creators"][1]["nameIdentifiers"][0].update(nameIdentifier="04wxnsj81")),
    Fault("R20", lambda record: record["publisher"].update(publisherIdentifier="https://ror.org/04wxnsj81, https://ror.org/04wxnsj81")),
    Fault("R21", lambda record: record["creators"][0]["nameIdentifiers"][0].update(nameIdentifier="0000-0001-5109-3700")),
    Fault("R21", lambda record: record["creators"][0]["nameIdentifiers"][0].update(nameIdentifier="https://orcid.org/0000-0001-5109-3701")),
    Fault("R21", lambda record: record["creators"][0]["nameIdentifiers"][0].update(nameIdentifier="https://orcid.org/2220-0021-5000-0004")),
    Fault("R22", lambda record: record.update(publisher="Archive of Tides")),
    Fault("R23", _add("fundingReferences", {"funderName": "Society of Friends of Tides"})),
    Fault("R24", lambda record: record["fundingReferences"][0].update(funderIdentifier="https://ror.org/00k4n6c33")),
    Fault("R25", lambda record: record["fundingReferences"][0].pop("awardNumber")),
    Fault("R26", lambda record: record["rightsList"].pop(0)),
    Fault("R27", lambda record: record["rightsList"][0].pop("rightsIdentifier")),
    Fault("R28", lambda record: record["rightsList"].pop(1)),
    Fault("R29", lambda record: record.update(language=None)),
    Fault("R29", lambda record: record.update(language="English language")),
    Fault("R30", lambda record: record["dates"].pop(0)),
    Fault("R31", lambda record: record["dates"].pop(1)),
    Fault("R32", lambda record: record.update(relatedIdentifiers=[], version=None)),
    Fault("R33", _add("relatedIdentifiers", {"relatedIdentifier": f"{PREFIX}/8KP3-4YT9", "relatedIdentifierType": "DOI", "relationType": "Cites"})),
    Fault("R33", lambda record: record["relatedIdentifiers"][0].update(relatedIdentifier=f"https://doi.org/{PREFIX}/8kp3-4yt9", relatedIdentifierType="URL")),
    Fault("R34", lambda record: record["relatedIdentifiers"][0].update(relatedIdentifier=f"https://doi.org/{PREFIX}/other")),
    Fault("R34", lambda record: record["relatedIdentifiers"][0].update(relatedIdentifier=f"\n   {PREFIX}/other\n")),
    Fault("R34", lambda record: record["relatedIdentifiers"][0].pop("relatedIdentifier")),
    Fault("R35", lambda record: record["relatedIdentifiers"][0].update(relationType="Other")),
    Fault("R36", lambda record: record["relatedIdentifiers"].pop(1)),
    Fault("R37", lambda record: record.update(version=None, types={"resourceTypeGeneral": "Software"})),
    Fault("R38", lambda record: record.update(sizes=[])),
    Fault("R39", lambda record: record.update(state="registered")),
    Fault("R40", _add("dates", {"date": "2026-10-01", "dateType": "Withdrawn"})),
    Fault("R41", lambda record: record["contributors"][0].update(contributorType="Sponsor")),
    Fault("R42", lambda record: record["titles"][0].update(title="cuxhaven_steubenhoeft_10min.csv")),
    Fault("R43", lambda record: record["titles"][0].update(title="Water levels")),
    Fault("R44", lambda record: record["titles"][0].pop("lang")),
    Fault("R45", lambda record: record["creators"][0].update(name="Garcia, Prof. Dr. Sofia")),
    Fault("R46", lambda record: record.update(geoLocations=[{"geoLocationPlace": None}])),
    Fault("R47", lambda record: record["fundingReferences"][0].pop("awardTitle")),
    Fault("R48", lambda record: record.update(alternateIdentifiers=[])),
    Fault("R49", _add("dates", {"date": "2027-03", "dateType": "Available"})),
    Fault("R50", lambda record: record.update(doi=f"{PREFIX}/garcia.01")),
    Fault("R50", lambda record: record.update(doi=f"{PREFIX}/xk.2026.01")),
    Fault("R51", lambda record: record["types"].update(resourceTypeGeneral="Other")),
    Fault("S07", lambda record: record["sizes"].append({"size": "2 files"})),
    Fault("S09", lambda record: record.update(registered=None)),
)

ALONE = {"R25": {"R47"}, "R47": set()}
"""Rules that must be left out to see one of them alone: without an award number no funding reference is complete, either."""


class WideFault(NamedTuple):
    """A fault that only a look at all records, or at what else a run knows, can find: the rule, and the change to three clean records and to the run."""

    rule: str
    spoil: Callable[[list[dict[str, Any]], dict[str, Any]], object]


WIDE_FAULTS = (
    WideFault("R11", lambda records, run: run["states"].update({records[0]["doi"]: "registered"})),
    WideFault("S01", lambda records, run: run["states"].pop(records[0]["doi"])),
    WideFault("S02", lambda records, run: run["states"].update({f"{PREFIX}/never-made": None})),
    WideFault("S03", lambda records, run: run["handles"].update({records[0]["doi"]: _moved(records[0], records[1]["url"] + "/")})),
    WideFault("S04", lambda records, run: records[0].update(titles=[{**records[1]["titles"][0], "title": records[1]["titles"][0]["title"].upper()}])),
    WideFault("S05", lambda records, run: records[0]["relatedIdentifiers"].append(_related(records[1], "IsPartOf"))),
    WideFault("S06", lambda records, run: run.update(unindexed=[f"{PREFIX}/unseen"])),
    WideFault("S07", lambda records, run: run.update(unreadable={f"{PREFIX}/broken": "500"})),
    WideFault("S08", lambda records, run: run["handles"].update({records[0]["doi"]: "https://elsewhere.example.org/"})),
    WideFault("S09", lambda records, run: run["handles"].update({records[0]["doi"]: None})),
    WideFault("S10", lambda records, run: run.update(drifts=[records[0]["doi"]])),
    WideFault("S11", lambda records, run: records[0].update(alternateIdentifiers=records[1]["alternateIdentifiers"])),
    WideFault("S12", lambda records, run: run["waivers"].append(f"{{rule: R12, doi: '{PREFIX}/*', reason: Later, expires: 2026-11-22}}")),
    WideFault("S13", lambda records, run: run["waivers"].append(f"{{rule: R12, doi: '{PREFIX}/*', reason: Never}}")),
)


def _moved(record: dict[str, Any], url: str) -> str:
    record["url"] = url
    return url


def _related(other: dict[str, Any], relation: str) -> dict[str, Any]:
    return {"relatedIdentifier": other["doi"], "relatedIdentifierType": "DOI", "relationType": relation}


def clean(number: int = 0) -> dict[str, Any]:
    """A clean record; each number makes another one, that shares nothing with the others that only one should have."""
    record = copy.deepcopy(CLEAN)
    if number:
        record["doi"] = f"{PREFIX}/8kp3-{number:04d}x"
        record["url"] = f"https://data.example.org/{number}"
        record["titles"][0]["title"] += f", gauge {number}"
        record["alternateIdentifiers"][0]["alternateIdentifier"] = f"TIDE-{number}"
    return record


def spoiled(fault: Fault, number: int = 0) -> dict[str, Any]:
    """A clean record with one fault."""
    record = clean(number)
    fault.spoil(record)
    return record
