# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped rules about people, organisations and funding, as the text of a file of rules."""

from __future__ import annotations

TEXT = r"""rules:
  - id: R16
    title: Every personal creator has an ORCID iD
    severity: warning
    attributes: [creators]
    when: state == 'findable'
    assert: >-
      length(creators[?(nameType == 'Personal' || !filled(nameType) && filled(familyName))
      && !(nameIdentifiers[?matches(nameIdentifierScheme, '(?i)orcid') && filled(nameIdentifier)])]) == `0`
    message: without an ORCID iD
    show: >-
      creators[?(nameType == 'Personal' || !filled(nameType) && filled(familyName))
      && !(nameIdentifiers[?matches(nameIdentifierScheme, '(?i)orcid') && filled(nameIdentifier)])].not_null(name, familyName)
    help: >-
      An ORCID iD tells people of the same name apart, and brings the work into their own record. Ask the creators for theirs (never guess), and declare it in
      `nameIdentifiers` with `nameIdentifierScheme: ORCID`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/creator/

  - id: R17
    title: It is told of each creator whether it is a person
    severity: info
    attributes: [creators]
    when: state == 'findable'
    assert: length(creators[?!filled(nameType)]) == `0`
    message: without nameType
    show: creators[?!filled(nameType)].name
    help: Citations abbreviate the given names of people, and must not those of institutions. Declare `nameType` Personal or Organizational.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/creator/

  - id: R18
    title: Personal creators have a given and a family name
    severity: warning
    attributes: [creators]
    when: state == 'findable'
    assert: length(creators[?nameType == 'Personal' && !(filled(givenName) && filled(familyName))]) == `0`
    message: without given or family name
    show: creators[?nameType == 'Personal' && !(filled(givenName) && filled(familyName))].name
    help: >-
      Citation styles need to know which part of a name is which. Declare `givenName` and `familyName` beside `name`; waive the rule for people who have
      one name only.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/creator/

  - id: R19
    title: At least one creator's affiliation has a ROR ID
    severity: warning
    attributes: [creators]
    when: state == 'findable' && creators[?nameType != 'Organizational']
    assert: >-
      length(creators[].affiliation[?matches(affiliationIdentifierScheme, '(?i)^ror$') && filled(affiliationIdentifier)
      || matches(affiliationIdentifier, '(?i)ror\.org/')][]) > `0`
    message: no affiliation has a ROR ID
    show: creators[].affiliation[].name
    help: >-
      Institutions find their researchers' work by ROR ID. Declare `affiliation` as objects with `name`, `affiliationIdentifier: https://ror.org/…` and
      `affiliationIdentifierScheme: ROR`; affiliations given as plain text are dropped by DataCite.
    source: https://support.datacite.org/docs/connecting-to-organizations

  - id: R20
    title: ROR IDs are whole, single and right
    severity: error
    attributes: [creators, contributors, publisher]
    assert: >-
      length([
      [creators, contributors][].affiliation[?matches(affiliationIdentifierScheme, '(?i)^ror$')].affiliationIdentifier[],
      [creators, contributors][].nameIdentifiers[?matches(nameIdentifierScheme, '(?i)^ror$')].nameIdentifier[],
      [publisher][?matches(publisherIdentifierScheme, '(?i)^ror$')].publisherIdentifier
      ][] | [?!(matches(@, '^https://ror\.org/0[0-9a-z]{8}$') && ror_ok(@))]) == `0`
    message: no ROR IDs in full, or mistyped
    show: >-
      [
      [creators, contributors][].affiliation[?matches(affiliationIdentifierScheme, '(?i)^ror$')].affiliationIdentifier[],
      [creators, contributors][].nameIdentifiers[?matches(nameIdentifierScheme, '(?i)^ror$')].nameIdentifier[],
      [publisher][?matches(publisherIdentifierScheme, '(?i)^ror$')].publisherIdentifier
      ][] | [?!(matches(@, '^https://ror\.org/0[0-9a-z]{8}$') && ror_ok(@))]
    help: >-
      Only the full address (https://ror.org/04wxnsj81) links a record to an institution; two in one field, a part of one, or one with a wrong checksum link to
      nothing. Look the institution up at https://ror.org and declare each ID by itself.
    source: https://ror.readme.io/docs/identifier

  - id: R21
    title: ORCID iDs are whole addresses, and right
    severity: warning
    attributes: [creators, contributors]
    assert: >-
      length([creators, contributors][].nameIdentifiers[?matches(nameIdentifierScheme, '(?i)^orcid$') && filled(nameIdentifier)].nameIdentifier[]
      | [?!(matches(@, '^https://orcid\.org/(0000-000[1-3]|0009-00(0[0-9]|10))-[0-9]{4}-[0-9]{3}[0-9X]$') && orcid_ok(@))]) == `0`
    message: no ORCID iDs in full, or mistyped
    show: >-
      [creators, contributors][].nameIdentifiers[?matches(nameIdentifierScheme, '(?i)^orcid$') && filled(nameIdentifier)].nameIdentifier[]
      | [?!(matches(@, '^https://orcid\.org/(0000-000[1-3]|0009-00(0[0-9]|10))-[0-9]{4}-[0-9]{3}[0-9X]$') && orcid_ok(@))]
    help: >-
      Other services find an iD only in its full form, https://orcid.org/0000-0001-5109-3700; a wrong check digit, or a number
      outside of those that ORCID gives out, means that a digit is wrong, and that the work may appear in a stranger's record.
    source: https://support.orcid.org/hc/en-us/articles/360006897674

  - id: R22
    title: The publisher has an identifier
    severity: info
    attributes: [publisher]
    when: state == 'findable'
    assert: filled(publisher.publisherIdentifier)
    message: the publisher has no identifier
    show: publisher.name
    help: >-
      Repositories are renamed; their identifier stays. Declare `publisher` with `publisherIdentifier` (from ROR or re3data) and `publisherIdentifierScheme`,
      once for all in a `_defaults.yml`.
    source: https://support.datacite.org/docs/publisher-changes-in-schema-45

  - id: R23
    title: Each funder has an identifier
    severity: warning
    attributes: [fundingReferences]
    when: state == 'findable'
    assert: length(fundingReferences[?filled(funderName) && !filled(funderIdentifier)]) == `0`
    message: funders without identifier
    show: fundingReferences[?filled(funderName) && !filled(funderIdentifier)].funderName
    help: >-
      Funders count what they have paid for by identifier. Declare `funderIdentifier` (a ROR ID; Crossref's Funder IDs are going over to ROR) and
      `funderIdentifierType`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/fundingreference/

  - id: R24
    title: ROR IDs of funders are whole and right
    severity: error
    attributes: [fundingReferences]
    assert: >-
      length(fundingReferences[?matches(funderIdentifierType, '(?i)^ror$')
      && !(matches(funderIdentifier, '^https://ror\.org/0[0-9a-z]{8}$') && ror_ok(funderIdentifier))]) == `0`
    message: no ROR IDs in full, or mistyped
    show: >-
      fundingReferences[?matches(funderIdentifierType, '(?i)^ror$')
      && !(matches(funderIdentifier, '^https://ror\.org/0[0-9a-z]{8}$') && ror_ok(funderIdentifier))].not_null(funderIdentifier, funderName)
    help: Only the full address with a right checksum links an award to its funder. Look the funder up at https://ror.org.
    source: https://ror.readme.io/docs/identifier

  - id: R25
    title: What was funded names at least one award
    severity: info
    attributes: [fundingReferences]
    when: state == 'findable' && fundingReferences[?filled(funderName)]
    assert: length(fundingReferences[?filled(awardNumber) || filled(awardUri)]) > `0`
    message: there is a funder, and no award number or address
    show: fundingReferences[].funderName
    help: A project's outputs are found by its award. Declare `awardNumber`, and `awardUri` where the award has an address.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/fundingreference/

  - id: R41
    title: A contact or data manager is named
    severity: info
    attributes: [contributors]
    when: state == 'findable'
    assert: length(contributors[?(contributorType == 'ContactPerson' || contributorType == 'DataManager') && (filled(name) || filled(familyName))]) > `0`
    message: nobody is named whom one could ask
    help: >-
      Creators move on. Declare `contributors` with `contributorType: ContactPerson` (or DataManager); a group or a help desk may be one, with
      `nameType: Organizational`.
    source: https://guidelines.openaire.eu/en/latest/data/field_contributor.html

  - id: R45
    title: No academic titles stand in names
    severity: info
    attributes: [creators, contributors]
    when: state == 'findable'
    assert: >-
      length([creators, contributors][] | [?nameType != 'Organizational'
      && matches(name, '(?i)(^|[ ,])(dr\.|dr |prof\.|prof |professor |ph\.? ?d\.?($|[ ,])|dipl\.)')]) == `0`
    message: titles in names
    show: >-
      [creators, contributors][] | [?nameType != 'Organizational'
      && matches(name, '(?i)(^|[ ,])(dr\.|dr |prof\.|prof |professor |ph\.? ?d\.?($|[ ,])|dipl\.)')].name
    help: Citations take what stands in a name for the name. Leave titles out of `name`, `givenName` and `familyName`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/creator/

  - id: R47
    title: A funding reference has funder identifier, award number and award title
    severity: warning
    attributes: [fundingReferences]
    when: state == 'findable'
    assert: length(fundingReferences[?filled(funderIdentifier) && filled(awardNumber) && filled(awardTitle)]) > `0`
    message: no funding reference is complete
    show: fundingReferences[].funderName
    help: >-
      Horizon Europe's grant agreement asks that metadata name the funder, and the grant with its name, acronym and number. Declare all three of
      `funderIdentifier`, `awardNumber` and `awardTitle` in one entry of `fundingReferences`.
    source: https://ec.europa.eu/info/funding-tenders/opportunities/docs/2021-2027/common/agr-contr/general-mga_horizon-euratom_en.pdf
"""
