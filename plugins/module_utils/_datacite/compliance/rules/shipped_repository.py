# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped rules that look at all records of a repository, and at the waivers, as the text of a file of rules."""

from __future__ import annotations

TEXT = r"""rules:
  - id: S01
    check: unmanaged
    title: Every record is declared
    severity: warning
    help: >-
      Nobody reviews what no file of the catalogue declares. Export it into the catalogue, or hide it there with a reason.
    source: https://support.datacite.org/docs/best-practices-for-datacite-members

  - id: S02
    check: missing
    title: Every declaration has its record
    severity: error
    help: >-
      The DOI may already be printed, and does not exist. Apply the catalogue; look at the answer for this DOI if it was applied before.
    source: https://support.datacite.org/docs/best-practices-for-datacite-members

  - id: S03
    check: same-page
    title: Each findable DOI has a landing page of its own
    severity: warning
    attributes: [url]
    help: >-
      Two DOIs for one page mean that one thing was registered twice, or that a template was not filled in. Hide the DOI that is too much, related
      with IsIdenticalTo to the one that stays, or give each its own `url`.
    source: https://support.datacite.org/docs/landing-pages

  - id: S04
    check: same-thing
    title: No thing is registered twice
    severity: warning
    attributes: [titles, creators]
    help: >-
      Citations divide between two DOIs of one thing. If it is one thing, hide one of the DOIs and relate the two with IsIdenticalTo; if not, say in
      title, version or description what is different.
    source: https://support.datacite.org/docs/best-practices-for-datacite-members

  - id: S05
    check: inverse-relation
    title: Relations inside the repository are told by both sides
    severity: info
    attributes: [relatedIdentifiers]
    help: >-
      Who reads the part should find the whole, and who reads the old version the new one. Declare the relation that is named, in
      `relatedIdentifiers`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/relationType/

  - id: S06
    check: unindexed
    title: Every record can be found in DataCite's index
    severity: error
    help: >-
      A record that is in no list is seen by no search and no harvester, although it resolves. Mostly one value is of a type that the index does not
      take, such as a number where text is wanted. Read it singly, declare its metadata, and apply.
    source: https://support.datacite.org/docs/api-queries

  - id: S07
    check: damaged
    title: No record is damaged
    severity: error
    help: >-
      A write of a wrong shape has spoiled the record: lists became text, or DataCite cannot give it out at all. Declare the attributes that are
      named, whole, and apply; the engine mends them.
    source: https://support.datacite.org/docs/updating-metadata-with-the-rest-api

  - id: S08
    check: elsewhere
    title: The DOI leads to the address of its record
    severity: error
    attributes: [url]
    help: >-
      The handle system and DataCite disagree, mostly since a change did not come through. Declare `url` and apply: it is registered again.
    source: https://support.datacite.org/docs/doi-states

  - id: S09
    check: unregistered
    title: Every public DOI is registered with the handle system
    severity: error
    attributes: [url]
    help: >-
      The DOI is public at DataCite, and https://doi.org does not know it. Declare it and apply: the catalogue's plan shows `re-register`.
    source: https://support.datacite.org/docs/doi-states

  - id: S10
    check: drift
    title: Every record is as it is declared
    severity: error
    help: >-
      Somebody changed the record outside of the catalogue, or an apply has not been run. Look at the plan; apply it, or export the record to keep the
      change.
    source: https://support.datacite.org/docs/tracking-provenance

  - id: S11
    check: same-local-name
    title: No local identifier stands for two DOIs
    severity: warning
    attributes: [alternateIdentifiers]
    help: >-
      The same accession number on two DOIs mostly means that one thing was registered twice. Hide the DOI that is too much, or put the number right.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/alternateidentifier/

  - id: S12
    check: expired-waiver
    title: No waiver has expired
    severity: warning
    help: >-
      Somebody said that a finding is meant until a day that is over. Mend what was waived and remove the waiver, or give it a new day and reason.
    source: https://support.datacite.org/docs/best-practices-for-datacite-members

  - id: S13
    check: idle-waiver
    title: Every waiver has something to waive
    severity: info
    help: >-
      The finding is gone, or the DOI is mistyped. Remove the waiver, lest it hides the next finding, or put it right.
    source: https://support.datacite.org/docs/best-practices-for-datacite-members
"""
