# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Relations between two DOIs of one repository that only one of the two tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..context import RunContext
from ..wording import listed
from .found import Found
from .seen import Seen

_PAIRS = (
    ("IsPartOf", "HasPart"),
    ("IsVersionOf", "HasVersion"),
    ("IsNewVersionOf", "IsPreviousVersionOf"),
    ("IsSupplementTo", "IsSupplementedBy"),
    ("IsContinuedBy", "Continues"),
    ("IsMetadataFor", "HasMetadata"),
    ("IsDocumentedBy", "Documents"),
    ("IsDescribedBy", "Describes"),
    ("IsVariantFormOf", "IsOriginalFormOf"),
    ("IsIdenticalTo", "IsIdenticalTo"),
    ("IsDerivedFrom", "IsSourceOf"),
    ("IsObsoletedBy", "Obsoletes"),
    ("IsCompiledBy", "Compiles"),
    ("IsTranslationOf", "HasTranslation"),
)
INVERSE = {**dict(_PAIRS), **{other: one for one, other in _PAIRS}}
"""The relation that the other side has (https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/relationType/). Citations and
references are left out: who is cited need not say so."""


def missing_inverses(records: Sequence[Seen], _context: RunContext) -> Iterator[Found]:
    """Records to which another of the repository tells a relation that they do not tell back."""
    known = {record.doi: record for record in records if record.state == "findable"}
    told = {(record.doi, *told) for record in known.values() for told in record.relations}
    wanted: dict[str, list[str]] = {}
    for record in known.values():
        for relation, doi in record.relations:
            inverse = INVERSE.get(relation)
            if inverse and doi in known and doi != record.doi and (doi, inverse, record.doi) not in told:
                wanted.setdefault(doi, []).append(f"{inverse} {record.doi}")
    for doi, relations in wanted.items():
        yield Found(doi, f"does not tell back what other records of the repository tell: {listed(sorted(relations))}", tuple(sorted(relations)))
