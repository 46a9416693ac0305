# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped rules about rights, relations, names and withdrawal, as the text of a file of rules."""

from __future__ import annotations

TEXT = r"""rules:
  - id: R26
    title: There is a licence with its address
    severity: error
    attributes: [rightsList]
    when: state == 'findable'
    assert: length(rightsList[?filled(rightsUri) && !matches(rightsUri, '(?i)^info:|access_right')]) > `0`
    message: there is no licence with an address
    show: rightsList[].rights
    help: >-
      Without a licence nobody may use the thing, and programs read its address only. Declare `rightsList` with `rights` and `rightsUri`, such as
      https://creativecommons.org/licenses/by/4.0/legalcode. A term of access (info:eu-repo/semantics/openAccess) is no licence.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/rights/

  - id: R27
    title: The licence has its SPDX identifier
    severity: warning
    attributes: [rightsList]
    when: state == 'findable' && rightsList[?filled(rightsUri) && !matches(rightsUri, '(?i)^info:|access_right')]
    assert: length(rightsList[?filled(rightsIdentifier) && matches(rightsIdentifierScheme, '(?i)^spdx$')]) > `0`
    message: the licence has no SPDX identifier
    show: rightsList[].not_null(rights, rightsUri)
    help: >-
      Programs compare licences by these short names. Declare `rightsIdentifier` (such as cc-by-4.0) with `rightsIdentifierScheme: SPDX`; DataCite adds them by
      itself where it recognises the address or the name of the licence.
    source: https://spdx.org/licenses/

  - id: R28
    title: A term tells who has access
    severity: warning
    attributes: [rightsList]
    when: state == 'findable'
    assert: >-
      length(rightsList[?matches(rightsUri,
      '(?i)^info:eu-repo/semantics/(open|embargoed|restricted|closed)access$|^https?://purl\.org/coar/access_right/c_')]) > `0`
    message: no term of access is given
    help: >-
      OpenAIRE reads from it whether the thing is open, under embargo, restricted or closed. Declare an entry of `rightsList` with
      `rightsUri: info:eu-repo/semantics/openAccess` beside that of the licence.
    source: https://guidelines.openaire.eu/en/latest/data/field_rights.html

  - id: R32
    title: There are related identifiers
    severity: warning
    attributes: [relatedIdentifiers]
    when: state == 'findable'
    assert: length(relatedIdentifiers[?filled(relatedIdentifier)]) > `0`
    message: nothing is related to it
    help: >-
      Relations bring readers from the article to its data and back, and count as citations. Declare `relatedIdentifiers`, such as IsSupplementTo with the DOI
      of the article.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/relatedidentifier/

  - id: R33
    title: Nothing is related to itself
    severity: error
    attributes: [relatedIdentifiers]
    assert: "!contains(relatedIdentifiers[].doi(relatedIdentifier), doi)"
    message: it is related to itself
    help: >-
      A relation to itself makes loops in graphs of citations, and is nearly always a template that was not filled in. Take it out of `relatedIdentifiers`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/relatedidentifier/

  - id: R34
    title: Related DOIs are given as bare names
    severity: warning
    attributes: [relatedIdentifiers]
    assert: >-
      length(relatedIdentifiers[?relatedIdentifierType == 'DOI' && !matches(relatedIdentifier, '^10\.[0-9]{4,5}/\S+$')]) == `0`
    message: DOIs that are no bare names
    show: >-
      relatedIdentifiers[?relatedIdentifierType == 'DOI' && !matches(relatedIdentifier, '^10\.[0-9]{4,5}/\S+$')]
      .not_null(relatedIdentifier, 'none at all')
    help: >-
      Services that join records by DOI compare texts; one as an address, with blanks or line ends around it, is another text, and an entry without one leads
      nowhere. Declare `relatedIdentifier: 10.5438/0012`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/relatedidentifier/

  - id: R35
    title: A relation of type Other says what it is
    severity: error
    attributes: [relatedIdentifiers]
    assert: length(relatedIdentifiers[?relationType == 'Other' && !filled(relationTypeInformation)]) == `0`
    message: relations of type Other without relationTypeInformation
    show: relatedIdentifiers[?relationType == 'Other' && !filled(relationTypeInformation)].relatedIdentifier
    help: The schema asks for `relationTypeInformation` beside `relationType` Other, since version 4.7. Declare it, or choose a type that says it.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.7/properties/relatedidentifier/

  - id: R36
    title: A later version is linked to the other versions
    severity: warning
    attributes: [version, relatedIdentifiers]
    when: state == 'findable' && filled(version) && !matches(version, '(?i)^\s*(v|ver\.?|version)?\s*0*[01](\.[0-9]+)*\s*$')
    assert: >-
      length([relatedIdentifiers, relatedItems][]
      | [?matches(relationType, '^(IsVersionOf|HasVersion|IsNewVersionOf|IsPreviousVersionOf|IsObsoletedBy|Obsoletes)$')]) > `0`
    message: no relation leads to another version than
    show: version
    help: >-
      Readers of an old version should find the new one. Declare a relation IsNewVersionOf or IsVersionOf. Versions 0 and 1 are not asked: there may be no
      other.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/relationType/

  - id: R39
    title: A hidden DOI has a date of withdrawal
    severity: warning
    attributes: [dates, state]
    when: state == 'registered'
    assert: length(dates[?dateType == 'Withdrawn' && filled(date)]) > `0`
    message: it is registered and not findable, and no date tells since when it is withdrawn
    help: >-
      Who meets a withdrawn DOI should learn that this was meant, and when it was done. Declare `dates` with `dateType: Withdrawn`; for what is only not yet
      public, waive the rule to the day on which it will be.
    source: https://support.datacite.org/docs/tombstone-pages

  - id: R40
    title: A date of withdrawal says why
    severity: warning
    attributes: [dates]
    when: dates[?dateType == 'Withdrawn']
    assert: length(dates[?dateType == 'Withdrawn' && !filled(dateInformation)]) == `0`
    message: withdrawn without a reason
    show: dates[?dateType == 'Withdrawn' && !filled(dateInformation)].date
    help: >-
      A retraction for errors, a legal order and a duplicate are different things to those who have cited it. Declare `dateInformation` beside the date.
    source: https://support.datacite.org/docs/tombstone-pages

  - id: R48
    title: The local identifier is an alternate identifier
    severity: info
    attributes: [alternateIdentifiers]
    when: state != 'registered'
    assert: length(alternateIdentifiers[?filled(alternateIdentifier)]) > `0`
    message: there is no local identifier
    help: >-
      With the accession number or the key of the local system in the record, a second DOI for the same thing is noticed, and a lost connection can be made
      again. Declare `alternateIdentifiers`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/alternateidentifier/

  - id: R49
    title: What becomes available later says that access is restricted until then
    severity: warning
    attributes: [dates, rightsList]
    when: state == 'findable' && dates_after(dates[?dateType == 'Available'].date, _run.date)
    assert: >-
      length(rightsList[?matches(rightsUri, '(?i)(embargoed|restricted|closed)access|access_right/(c_f1cf|c_16ec|c_14cb)')
      || matches(rights, '(?i)embargo|restricted|closed')]) > `0`
    message: available from, and no term says that access is restricted until then
    show: dates_after(dates[?dateType == 'Available'].date, _run.date)
    help: >-
      Readers expect what is not restricted to be there. Declare an entry of `rightsList` with `rightsUri: info:eu-repo/semantics/embargoedAccess`; a later run
      tells when the embargo is over.
    source: https://guidelines.openaire.eu/en/latest/data/field_date.html

  - id: R50
    title: The suffix tells nothing
    severity: info
    attributes: [doi]
    assert: >-
      !matches(suffix, '(^|[^0-9a-z])(19|20)[0-9][0-9]([^0-9a-z]|$)')
      && length(shared_words(suffix, [titles[].title, creators[].familyName][])) == `0`
    message: the suffix tells what may change
    show: "[suffix, shared_words(suffix, [titles[].title, creators[].familyName][])[]][]"
    help: >-
      Titles, years and names change, the DOI never does; a name that tells something is one day wrong. Nothing can be done for a DOI that is there: choose
      opaque suffixes for new ones, such as those that are computed from `identity`, and waive the rule for the old ones.
    source: https://support.datacite.org/docs/doi-basics
"""
