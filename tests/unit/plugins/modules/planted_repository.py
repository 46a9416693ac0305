# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A repository of real records, of which some were made clean, and some have one fault each; with their landing pages, catalogue and waivers.

Every record begins as one that a repository has really registered. What is clean keeps of it whatever no rule minds.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import compliance_faults
from landing_pages import Site, Work

PREFIX = compliance_faults.PREFIX
OTHER_PREFIX = "10.5438"
UNKNOWN_ORCID = "https://orcid.org/0000-0002-1825-0097"
"""Of the right form, and not known to the server that stands in for ORCID."""

PAGE_FAULTS: Mapping[str, str] = {
    "H01": "404",
    "H04": "pdf",
    "H05": "401",
    "H06": "soft-404",
    "H07": "long-way",
    "H08": "no-link",
    "H09": "no-json-ld",
    "H10": "json-ld-other-doi",
    "H11": "no-meta",
    "H12": "other-title",
    "H13": "no-signposts",
    "H15": "dead-content",
}
"""Checks of pages, and a kind of page in which each finds something."""

CONSEQUENCES: Mapping[str, tuple[str, ...]] = {
    "H02": ("H08", "H10", "H11", "H12", "H13"),
    "H03": ("R02",),
    "H05": ("H01",),
    "H07": ("H08", "H09", "H11", "H12", "H13"),
    "R01": ("H02", "S09"),
    "R02": ("H03",),
    "R05": ("H12",),
    "R20": ("H18",),
    "R21": ("H18",),
    "R24": ("H18",),
    "R25": ("R47",),
    "R37": ("H09",),
    "R39": ("H16",),
    "R40": ("H16",),
    "S03": ("H08", "H10", "H11", "H12", "H13"),
    "S08": ("H02",),
}
"""What else is wrong where a fault is: the page of another DOI is not this one's, an ORCID iD with a wrong digit does not exist, and so on."""

_OTHER_DATES = ("Accepted", "Copyrighted", "Coverage", "Submitted", "Updated", "Valid", "Other")
_OTHER_DESCRIPTIONS = ("Methods", "SeriesInformation", "TableOfContents", "TechnicalInfo", "Other")


@dataclasses.dataclass
class Planted:
    """What there is. `faults` are pairs of a rule and the suffix that it has to find something in; `clean` the suffixes in which nothing may be found."""

    site: Site
    elsewhere: Site
    real: list[dict[str, Any]]
    records: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    declarations: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    waivers: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    faults: set[tuple[str, str]] = dataclasses.field(default_factory=set)
    clean: set[str] = dataclasses.field(default_factory=set)
    later: list[Callable[[Any], None]] = dataclasses.field(default_factory=list)

    def cleaned(self) -> dict[str, Any]:
        """The next real record, made clean, with a good page; nobody declares it yet."""
        number = len(self.records) + 1
        record = made_clean(self.real[number - 1], number)
        record["url"] = self.site.publish(work_of(record))
        self.records.append(record)
        return record

    def declare(self, record: Mapping[str, Any], **more: Any) -> None:
        """Let the catalogue say what the record is."""
        metadata = {name: copy.deepcopy(record[name]) for name in ("creators", "titles", "publisher", "publicationYear", "types", "dates", "sizes")}
        self.declarations.append({"doi": record["doi"], "state": record["state"], "url": record["url"], "metadata": metadata, **more})

    def fault(self, rule: str, record: Mapping[str, Any]) -> None:
        """Something is wrong with this record."""
        self.faults.add((rule, suffix(record)))

    @property
    def plain(self) -> Iterator[dict[str, Any]]:
        """Real records as they are, under names of the repository's, for which nothing is foretold."""
        for number in range(len(self.records), len(self.real)):
            record = {**self.real[number], "doi": f"{PREFIX}/real-{number}", "state": "findable"}
            work = Work(record["doi"], f"Real {number}")
            yield {**record, "url": self.site.publish(work)}


def suffix(record: Mapping[str, Any]) -> str:
    return str(record["doi"]).partition("/")[2].lower()


def work_of(record: Mapping[str, Any]) -> Work:
    """What a page shows of a record: its title without the tags that some have."""
    return Work(record["doi"], re.sub(r"</?[a-z]+>", "", record["titles"][0]["title"]))


def made_clean(real: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A real record after somebody has gone through it with all the rules; what makes it another thing than the others stays."""
    record = compliance_faults.clean(number)
    titles = [entry for entry in objects(real, "titles") if isinstance(entry.get("title"), str)]
    name = " ".join(str(titles[0]["title"]).split()) if titles else "Without a title"
    record["titles"][0]["title"] = f"{name[:300].rstrip('.')}: measured again, part {number}"
    record["creators"] += [
        {"name": str(person["name"]), "nameType": "Organizational", "nameIdentifiers": [], "affiliation": []}
        for person in objects(real, "creators")[:20]
        if person.get("name")
    ]
    record["subjects"] += [{"subject": str(entry["subject"])} for entry in objects(real, "subjects")[:20] if entry.get("subject")]
    record["dates"] += [entry for entry in objects(real, "dates") if entry.get("dateType") in _OTHER_DATES]
    record["descriptions"] += [entry for entry in objects(real, "descriptions") if entry.get("descriptionType") in _OTHER_DESCRIPTIONS]
    record["sizes"] += [text for text in real.get("sizes") or [] if isinstance(text, str)]
    record["formats"] += [text for text in real.get("formats") or [] if isinstance(text, str)]
    record["fundingReferences"][0]["funderIdentifier"] = "https://ror.org/04wxnsj81"
    del record["prefix"], record["suffix"]
    return record


def objects(record: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The entries of a list; a damaged one has none."""
    value = record.get(name)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def plant(site: Site, elsewhere: Site, real: list[dict[str, Any]], *, clean: int) -> Planted:
    """So many clean records, one for each fault, and the rest as they are."""
    planted = Planted(site, elsewhere, real)
    site.handles[f"{PREFIX}/other"] = site.handles[f"{PREFIX}/8kp3-0000"] = site.base + "/"
    for _unused in range(clean):
        record = planted.cleaned()
        planted.declare(record)
        planted.clean.add(suffix(record))
    _plant_in_single_records(planted)
    _plant_in_pages(planted)
    _plant_between_records(planted)
    _plant_against_the_catalogue(planted)
    _plant_waivers(planted)
    planted.records += planted.plain
    return planted


def _plant_in_single_records(planted: Planted) -> None:
    for fault in compliance_faults.FAULTS:
        record = planted.cleaned()
        name, example = str(record["doi"]), str(compliance_faults.CLEAN["doi"])
        spoiled = _renamed(record, name, example)
        fault.spoil(spoiled)
        spoiled = _renamed(spoiled, example, name)
        if fault.rule == "R03":
            spoiled["doi"] = f"{OTHER_PREFIX}/{suffix(record)}"
        if fault.rule == "R02":
            spoiled["url"] = planted.elsewhere.publish(work_of(spoiled))
            planted.site.handles[spoiled["doi"]] = spoiled["url"]
        elif fault.rule != "R01":
            spoiled["url"] = planted.site.publish(work_of(spoiled))
        planted.records[-1] = spoiled
        planted.declarations.append({"doi": spoiled["doi"], "state": spoiled["state"]})
        planted.fault(fault.rule, spoiled)


def _renamed(record: Mapping[str, Any], name: str, other: str) -> dict[str, Any]:
    text = json.dumps(record).replace(name, other).replace(name.upper(), other.upper())
    return dict(json.loads(text))


def _plant_in_pages(planted: Planted) -> None:
    site, elsewhere = planted.site, planted.elsewhere

    def page(rule: str, kind: str = "good", **changes: Any) -> dict[str, Any]:
        record = planted.cleaned()
        record.update(changes)
        record["url"] = site.publish(work_of(record), kind)
        planted.declare(record)
        planted.fault(rule, record)
        return record

    for rule, kind in PAGE_FAULTS.items():
        page(rule, kind)
    record = page("H02")
    site.publish(work_of(record), handle=planted.records[0]["url"])
    record = page("H03")
    record["url"] = elsewhere.publish(work_of(record))
    site.handles[record["doi"]] = planted.declarations[-1]["url"] = record["url"]
    record = page("H14", doi=f"{PREFIX}/8kp3-unnegotiable")
    record = page("H17")
    record["relatedIdentifiers"].append({"relatedIdentifier": "10.99999/never-made", "relatedIdentifierType": "DOI", "relationType": "Cites"})
    record = page("H18")
    record["creators"][0]["nameIdentifiers"][0]["nameIdentifier"] = planted.declarations[-1]["metadata"]["creators"][0]["nameIdentifiers"][0][
        "nameIdentifier"
    ] = UNKNOWN_ORCID
    withdrawn = {"date": "2026-10-01", "dateType": "Withdrawn", "dateInformation": Work("", "").reason}
    for kind in ("tombstone", "tombstone-silent"):
        record = page("H16", kind, state="registered")
        record["dates"].append(withdrawn)
        planted.declarations[-1]["metadata"]["dates"].append(withdrawn)
    planted.faults.discard(("H16", suffix(planted.records[-2])))
    planted.clean.add(suffix(planted.records[-2]))


def _plant_between_records(planted: Planted) -> None:
    def declared() -> dict[str, Any]:
        record = planted.cleaned()
        planted.declarations.append({"doi": record["doi"], "state": record["state"]})
        return record

    def both(rule: str) -> tuple[dict[str, Any], dict[str, Any]]:
        one, other = declared(), declared()
        planted.fault(rule, one)
        planted.fault(rule, other)
        return one, other

    one, other = both("S03")
    other["url"] = planted.site.handles[other["doi"]] = one["url"]
    one, other = both("S04")
    twin = {name: copy.deepcopy(one[name]) for name in one if name not in ("doi", "url", "alternateIdentifiers")}
    other.update(twin)
    planted.site.publish(work_of(other))
    one, other = both("S11")
    other["alternateIdentifiers"] = copy.deepcopy(one["alternateIdentifiers"])
    whole, part = declared(), declared()
    whole["relatedIdentifiers"].append({"relatedIdentifier": part["doi"], "relatedIdentifierType": "DOI", "relationType": "HasPart"})
    planted.fault("S05", part)
    lost = declared()
    lost["creators"][0]["nameIdentifiers"][0]["nameIdentifier"] = 7
    lost["updated"] = "2026-01-05T10:00:00Z"
    planted.fault("S06", lost)
    moved, forgotten = declared(), declared()
    planted.later.append(lambda assessor: assessor.moved(suffix(moved), planted.site.base + "/moved"))
    planted.later.append(lambda assessor: assessor.sandbox.control(f"unregister/{forgotten['doi']}"))
    planted.fault("S08", moved)
    planted.fault("S09", forgotten)


def _plant_against_the_catalogue(planted: Planted) -> None:
    hidden, unmanaged, changed = planted.cleaned(), planted.cleaned(), planted.cleaned()
    planted.declare(hidden, state="registered")
    planted.declare(changed, url="https://data.example.org/declared")
    never = {**changed, "doi": f"{PREFIX}/8kp3-never"}
    planted.declare(never)
    for rule, record in (("R11", hidden), ("S01", unmanaged), ("S10", changed), ("S02", never)):
        planted.fault(rule, record)


def _plant_waivers(planted: Planted) -> None:
    over, idle, used = planted.cleaned(), planted.cleaned(), planted.cleaned()
    used["rightsList"] = []
    for record in (over, idle, used):
        planted.declarations.append({"doi": record["doi"], "state": record["state"]})
    planted.waivers += [
        {"rule": "R12", "doi": over["doi"], "reason": "Until it is written", "expires": "2020-01-01"},
        {"rule": "R12", "doi": idle["doi"], "reason": "None is needed"},
        {"rules": ["R26", "R27", "R28"], "doi": used["doi"], "reason": "Nobody knows who may", "expires": "2999-12-31"},
    ]
    planted.fault("S12", over)
    planted.fault("S13", idle)
    planted.clean.add(suffix(used))
