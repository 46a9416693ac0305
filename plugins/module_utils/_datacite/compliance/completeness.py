# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many records say something of each property, as DataCite's and others' completeness reports count it.

Sources: mandatory and recommended properties of https://schema.datacite.org/, and the identifiers that are asked for by
https://support.datacite.org/docs/connecting-to-organizations and the GREI recommendations (doi:10.5281/zenodo.16953588). Drafts are not counted: they are
not finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .expressions.compiled import compiled, parse, truth
from .finding import Completeness

PROPERTIES: Mapping[str, str] = {
    "creators": "creators[?filled(name)]",
    "titles": "titles[?filled(title)]",
    "publisher": "filled(publisher.name)",
    "publicationYear": "filled(publicationYear)",
    "resourceTypeGeneral": "filled(types.resourceTypeGeneral)",
    "url": "filled(url)",
    "subjects": "subjects[?filled(subject)]",
    "contributors": "contributors[?filled(name)]",
    "dates": "dates[?filled(date)]",
    "relatedIdentifiers": "relatedIdentifiers[?filled(relatedIdentifier)]",
    "descriptions": "descriptions[?filled(description)]",
    "descriptions.Abstract": "descriptions[?descriptionType == 'Abstract' && filled(description)]",
    "geoLocations": "geoLocations[?filled(@)]",
    "creators.nameIdentifiers.ORCID": "creators[].nameIdentifiers[?matches(nameIdentifierScheme, '(?i)^orcid$') && filled(nameIdentifier)][]",
    "creators.affiliation": "creators[].affiliation[?filled(name)][]",
    "creators.affiliation.ROR": "creators[].affiliation[?matches(affiliationIdentifierScheme, '(?i)^ror$') && filled(affiliationIdentifier)][]",
    "publisher.publisherIdentifier": "filled(publisher.publisherIdentifier)",
    "subjects.valueUri": "subjects[?filled(valueUri) || filled(classificationCode)]",
    "fundingReferences": "fundingReferences[?filled(funderName)]",
    "fundingReferences.funderIdentifier": "fundingReferences[?filled(funderIdentifier)]",
    "fundingReferences.awardNumber": "fundingReferences[?filled(awardNumber) || filled(awardUri)]",
    "rightsList": "rightsList[?filled(rights) || filled(rightsUri) || filled(rightsIdentifier)]",
    "rightsList.rightsUri": "rightsList[?filled(rightsUri)]",
    "rightsList.rightsIdentifier": "rightsList[?filled(rightsIdentifier)]",
    "language": "filled(language)",
    "alternateIdentifiers": "alternateIdentifiers[?filled(alternateIdentifier)]",
    "relatedItems": "relatedItems[?filled(titles)]",
    "sizes": "sizes[?filled(@)]",
    "formats": "formats[?filled(@)]",
    "version": "filled(version)",
}
"""When a property is said, in the words of rules; mandatory ones first, then recommended, then the rest."""


class CompletenessCount:
    """Counts record after record."""

    def __init__(self) -> None:
        self._questions = [(name, compiled(parse(text))) for name, text in PROPERTIES.items()]
        self._filled = dict.fromkeys(PROPERTIES, 0)
        self._records = 0

    def count(self, record: Mapping[str, Any]) -> None:
        """Count a record, which is as `record_view` makes it, unless it is a draft."""
        if record["state"] == "draft":
            return
        self._records += 1
        for name, search in self._questions:
            if truth(search(record)):
                self._filled[name] += 1

    @property
    def found(self) -> tuple[Completeness, ...]:
        """What was counted so far, by property."""
        return tuple(Completeness(name, filled, self._records) for name, filled in self._filled.items())
