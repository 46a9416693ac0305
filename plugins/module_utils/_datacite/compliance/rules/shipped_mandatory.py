# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped rules about what DataCite asks of every public DOI, and about its state, as the text of a file of rules."""

from __future__ import annotations

TEXT = r"""rules:
  - id: R01
    title: A registered or findable DOI has a URL
    severity: error
    attributes: [url]
    when: state == 'registered' || state == 'findable'
    assert: matches(url, '(?i)^(https?|ftp)://[^/?#\s]')
    message: the DOI leads nowhere
    show: url
    help: >-
      Without a web address the DOI cannot resolve, and whoever follows a citation meets an error page. Declare `url` with the address of the landing page;
      of a withdrawn thing with that of its tombstone.
    source: https://support.datacite.org/docs/landing-pages

  - id: R02
    title: The landing page is reached over https
    severity: warning
    attributes: [url]
    when: matches(url, '(?i)^[a-z]+://[^/?#\s]')
    assert: matches(url, '(?i)^https://')
    message: the address is not https
    show: url
    help: >-
      Browsers warn of pages without https, and networks may change what is on them. Where the server answers over https as well, declare `url` with https;
      one template in a `_defaults.yml` may do it for all.
    source: https://support.datacite.org/docs/landing-pages

  - id: R03
    title: The prefix belongs to this repository
    severity: error
    attributes: [doi]
    when: _run.prefixes
    assert: contains(_run.prefixes, prefix)
    message: the prefix is none of the repository's
    show: prefix
    help: >-
      A prefix of another repository, or of the test system in production, means that the record was made with a wrong account or a wrong `system`. Compare
      the prefixes of the repository in Fabrica with those of the catalogue.
    source: https://support.datacite.org/docs/doi-basics

  - id: R04
    title: At least one creator is named
    severity: error
    attributes: [creators]
    when: state == 'registered' || state == 'findable'
    assert: length(creators[?filled(name) || filled(familyName)]) > `0`
    message: no creator has a name
    help: >-
      Creators make the citation, and DataCite asks for one at least. Declare `creators` with `name`; an institution may be a creator, with
      `nameType: Organizational`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/creator/

  - id: R05
    title: At least one title is not empty
    severity: error
    attributes: [titles]
    when: state == 'registered' || state == 'findable'
    assert: length(titles[?filled(plain_text(title))]) > `0`
    message: there is no title
    help: Nothing can be found or cited without a title. Declare `titles` with `title`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/title/

  - id: R06
    title: The publisher is a real name
    severity: error
    attributes: [publisher]
    when: state == 'registered' || state == 'findable'
    assert: >-
      filled(publisher.name) && !contains(`["root", "n/a", "na", "none", "null", "unknown", "undefined", "publisher", "-"]`, lower(trim(publisher.name)))
    message: the publisher is not named
    show: publisher.name
    help: >-
      The publisher is a part of the citation. A code for unknown values, or a word that a repository's software puts there when nobody has set it up, is no
      name. Declare `publisher` with `name`, best in the `_defaults.yml` of the catalogue.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/publisher/

  - id: R07
    title: The publication year is plausible and not in the future
    severity: error
    attributes: [publicationYear]
    when: state == 'registered' || state == 'findable'
    assert: to_number(publicationYear) >= `1450` && to_number(publicationYear) <= _run.year
    message: the publication year is missing, or cannot be right
    show: publicationYear
    help: >-
      The year in which the thing was or will be made available to the public stands in every citation. Declare `publicationYear` with four digits; for what is
      under embargo, the year in which it ends may be used once it has come.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/publicationyear/

  - id: R08
    title: The general resource type is set
    severity: error
    attributes: [types]
    when: state == 'registered' || state == 'findable'
    assert: filled(types.resourceTypeGeneral)
    message: nothing tells of what type it is
    help: >-
      Search portals and statistics sort by `resourceTypeGeneral`, and DataCite asks for it. Declare `types` with `resourceTypeGeneral`, such as Dataset,
      Software or Text.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/resourcetype/

  - id: R09
    title: The record is of schema version 4
    severity: error
    attributes: [schemaVersion]
    when: state == 'registered' || state == 'findable'
    assert: "!schemaVersion || matches(schemaVersion, '(?i)^https?://datacite\\.org/schema/kernel-4(\\.[0-9]+)?/?$')"
    message: the record is of an old version of the schema
    show: schemaVersion
    help: >-
      DataCite takes no changes to public records of versions 2 and 3 any more, not even of the URL. Declare the record's metadata as attributes and apply it
      once: the record then becomes one of version 4.
    source: https://support.datacite.org/docs/updating-metadata-with-the-rest-api

  - id: R10
    title: No draft is older than the grace period
    severity: warning
    attributes: [state]
    when: state == 'draft'
    assert: "!date_before(created, _run.draft_cutoff)"
    message: a draft since
    show: created
    help: >-
      A draft that nobody publishes is either forgotten or not needed; its name may already be printed somewhere, where it leads nowhere. Publish it with
      `state: findable`, or remove it with `state: absent`.
    source: https://support.datacite.org/docs/doi-states

  - id: R11
    title: The state is the declared one
    severity: error
    attributes: [state]
    when: _run.expected_state
    assert: state == _run.expected_state
    message: the state and the declared one differ
    show: "[state, _run.expected_state]"
    help: >-
      Somebody changed the state outside of the catalogue, or an apply has not been run. Run the catalogue's plan to see what it would do, and apply it, or
      change the declaration.
    source: https://support.datacite.org/docs/doi-states
"""
