# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of the Metadata Schema's versions 2 and 3, which DataCite no longer takes, and what makes them ones of version 4.

Source: what version 4.0 of the schema changed (https://schema.datacite.org/meta/kernel-4.0/).
"""

from __future__ import annotations

from xml.etree import ElementTree


def mend_of_old_kernel(root: ElementTree.Element, namespace: str) -> tuple[str, str]:
    """(what the document is, what to change in this very document) for a root in the namespace of an old version."""
    version = namespace.rpartition("kernel-")[2].partition("/")[0]
    message = f"is DataCite XML of version {version}, which DataCite no longer takes"
    steps = [f"write kernel-4 instead of kernel-{version} in the namespace and in schemaLocation", *_steps(root, f"{{{namespace}}}")]
    return message, "; ".join(steps)


def _steps(root: ElementTree.Element, prefix: str) -> list[str]:
    """What else has to change, beside the namespace."""
    steps = []
    kind = root.find(f"{prefix}resourceType")
    if kind is None or not kind.get("resourceTypeGeneral", "").strip():
        steps.append("give `resourceType` with a resourceTypeGeneral, which became mandatory")
    elif kind.get("resourceTypeGeneral") == "Film":
        steps.append("write Audiovisual instead of Film")
    if any(one.get("contributorType") == "Funder" for one in root.iter(f"{prefix}contributor")):
        steps.append("move the contributors of type Funder to `fundingReferences` (`fundingReference` with `funderName`)")
    if root.find(f"{prefix}rights") is not None:
        steps.append("put `rights` into `rightsList`")
    if any(one.get("dateType") in ("StartDate", "EndDate") for one in root.iter(f"{prefix}date")):
        steps.append("make one date of type Collected, with a slash, of StartDate and EndDate")
    if any((one.text or "").strip() for name in ("geoLocationPoint", "geoLocationBox") for one in root.iter(prefix + name)):
        steps.append("write the numbers of geoLocationPoint and geoLocationBox in elements of their own (`pointLongitude`, `pointLatitude` …)")
    if any(name in root.attrib for name in ("lastMetadataUpdate", "metadataVersionNumber")):
        steps.append("remove lastMetadataUpdate and metadataVersionNumber from `resource`")
    empty = _empty(root, prefix)
    if empty:
        steps.append(f"remove the empty {empty}")
    return steps


def _empty(root: ElementTree.Element, prefix: str) -> str:
    """The names of the elements without text that version 4 refuses."""
    names = ("creatorName", "title", "publisher", "contributorName", "alternateIdentifier", "relatedIdentifier")
    found = [f"`{name}`" for name in names if any(not len(one) and not (one.text or "").strip() for one in root.iter(prefix + name))]
    return " and ".join(found)
