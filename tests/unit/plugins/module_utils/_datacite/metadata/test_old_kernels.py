# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Old versions of the schema: only what this very document has to change is named."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.old_kernels import mend_of_old_kernel
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.safe_xml import parsed

NAMESPACE = "http://datacite.org/schema/kernel-3"
KIND = '<resourceType resourceTypeGeneral="Dataset"/>'


def steps(inside: str, attributes: str = "") -> list[str]:
    """What is to be changed beside the namespace."""
    message, suggestion = mend_of_old_kernel(parsed(f'<resource xmlns="{NAMESPACE}"{attributes}>{inside}</resource>'), NAMESPACE)
    assert message == "is DataCite XML of version 3, which DataCite no longer takes"
    first, *others = suggestion.split("; ")
    assert first == "write kernel-4 instead of kernel-3 in the namespace and in schemaLocation"
    return others


def test_a_document_that_needs_a_new_namespace_alone() -> None:
    assert steps(KIND) == []


@pytest.mark.parametrize(
    ("inside", "step"),
    [
        ("", "resourceTypeGeneral"),
        ("<resourceType>Series</resourceType>", "resourceTypeGeneral"),
        ('<resourceType resourceTypeGeneral="Film"/>', "Audiovisual"),
        (KIND + '<contributors><contributor contributorType="Funder"/></contributors>', "fundingReferences"),
        (KIND + "<rights>free</rights>", "rightsList"),
        (KIND + '<dates><date dateType="StartDate">2001</date></dates>', "Collected"),
        (KIND + "<geoLocations><geoLocation><geoLocationBox>1 2 3 4</geoLocationBox></geoLocation></geoLocations>", "pointLongitude"),
        (KIND + "<creators><creator><creatorName/></creator></creators><titles><title> </title></titles>", "`creatorName` and `title`"),
    ],
)
def test_each_thing_that_version_4_does_otherwise_is_named(inside: str, step: str) -> None:
    (found,) = steps(inside)
    assert step in found


def test_attributes_of_the_first_versions_are_named() -> None:
    (found,) = steps(KIND, ' lastMetadataUpdate="2010-01-01"')
    assert "lastMetadataUpdate" in found
