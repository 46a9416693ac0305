# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped rules about what a record tells of the thing itself, as the text of a file of rules."""

from __future__ import annotations

TEXT = r"""rules:
  - id: R12
    title: There is an abstract
    severity: warning
    attributes: [descriptions]
    when: state == 'findable'
    assert: length(descriptions[?descriptionType == 'Abstract' && filled(plain_text(description))]) > `0`
    message: there is no abstract
    help: >-
      Abstracts are what search looks through, and what readers judge by. Declare `descriptions` with `descriptionType: Abstract`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/description/

  - id: R13
    title: The abstract has 400 characters or more
    severity: info
    attributes: [descriptions]
    when: state == 'findable' && descriptions[?descriptionType == 'Abstract' && filled(plain_text(description))]
    assert: length(descriptions[?descriptionType == 'Abstract' && size(plain_text(description)) >= `400`]) > `0`
    message: the abstract is short
    show: descriptions[?descriptionType == 'Abstract'].plain_text(description)
    help: >-
      A sentence is seldom enough to tell whether data are of use. Say what was observed, where, when and how. Tags of HTML are not counted.
    source: https://github.com/NCEAS/metadig-checks

  - id: R14
    title: There are subjects
    severity: warning
    attributes: [subjects]
    when: state == 'findable'
    assert: length(subjects[?filled(subject)]) > `0`
    message: there are no subjects
    help: >-
      Subjects and keywords are how people find what they did not know of. Declare `subjects`, best from a vocabulary of the discipline.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/subject/

  - id: R15
    title: At least one subject is from a vocabulary, with its URI or code
    severity: info
    attributes: [subjects]
    when: state == 'findable' && subjects[?filled(subject)]
    assert: length(subjects[?filled(valueUri) || filled(classificationCode)]) > `0`
    message: no subject has a valueUri or a classificationCode
    help: >-
      A word means different things to different people; a concept's address does not. Declare `valueUri` (or `classificationCode`) with `subjectScheme` beside
      the `subject`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/subject/

  - id: R29
    title: The language is set, as a code
    severity: info
    attributes: [language]
    when: state == 'findable'
    assert: matches(language, '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$')
    message: the language is not given as a code
    show: language
    help: "Portals filter by language. Declare `language` with a code such as en or de, in quotes: YAML reads an unquoted `no` as false."
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/language/

  - id: R30
    title: There is a date of type Issued
    severity: warning
    attributes: [dates]
    when: state == 'findable'
    assert: length(dates[?dateType == 'Issued' && filled(date)]) > `0`
    message: no date tells when it was issued
    help: >-
      A year alone does not order what was published in it, and OpenAIRE and GREI ask for the day. Declare `dates` with `dateType: Issued`.
    source: https://guidelines.openaire.eu/en/latest/data/field_date.html

  - id: R31
    title: There is a date of type Created or Collected
    severity: info
    attributes: [dates]
    when: state == 'findable'
    assert: length(dates[?(dateType == 'Created' || dateType == 'Collected') && filled(date)]) > `0`
    message: no date tells when it was made or collected
    help: >-
      When data were collected is a part of their provenance, and often years before they were published. Declare `dates` with `dateType: Collected` or Created;
      a range is written 2020-03-01/2021-02-28.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/dateType/

  - id: R37
    title: Software has a version
    severity: warning
    attributes: [version, types]
    when: state == 'findable' && types.resourceTypeGeneral == 'Software'
    assert: filled(version)
    message: the version of the software is not given
    help: "Who runs software needs to know which. Declare `version`, in quotes: YAML reads an unquoted 1.10 as 1.1."
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/version/

  - id: R38
    title: Formats and sizes are given
    severity: info
    attributes: [formats, sizes]
    when: state == 'findable'
    assert: length(formats[?filled(@)]) > `0` && length(sizes[?filled(@)]) > `0`
    message: formats or sizes are not given
    help: >-
      Readers and programs decide by them whether they can use what they would download. Declare `formats` (media types such as text/csv) and `sizes`
      (such as 15 MB, or 32 pages).
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/format/

  - id: R42
    title: No title is the name of a file
    severity: warning
    attributes: [titles]
    when: state == 'findable'
    assert: >-
      length(titles[?matches(title,
      '(?i)\.(csv|tsv|txt|zip|gz|tgz|tar|7z|rar|pdf|docx?|xlsx?|pptx?|jpe?g|png|tiff?|gif|mp[34]|avi|mov|wav|nc|h5|hdf5?|json|xml|dat|sav|dta|rds|rdata|shp|las|laz|fastq|fasta|bam|vcf)\s*$')])
      == `0`
    message: the name of a file stands for the title
    show: >-
      titles[?matches(title,
      '(?i)\.(csv|tsv|txt|zip|gz|tgz|tar|7z|rar|pdf|docx?|xlsx?|pptx?|jpe?g|png|tiff?|gif|mp[34]|avi|mov|wav|nc|h5|hdf5?|json|xml|dat|sav|dta|rds|rdata|shp|las|laz|fastq|fasta|bam|vcf)\s*$')].title
    help: >-
      A file's name tells its maker what is in it, and nobody else. Declare a title in words.
    source: https://github.com/UB-LMU/DataCite_BestPracticeGuide

  - id: R43
    title: The title has 20 characters or more
    severity: info
    attributes: [titles]
    when: state == 'findable' && titles[?!filled(titleType) && filled(plain_text(title))]
    assert: length(titles[?!filled(titleType) && filled(plain_text(title)) && size(plain_text(title)) < `20`]) == `0`
    message: the title is very short
    show: titles[?!filled(titleType) && size(plain_text(title)) < `20`].title
    help: >-
      A good title says what was observed, where and when; seven to twenty words are usual. Alternative titles and subtitles may be short.
    source: https://github.com/NCEAS/metadig-checks

  - id: R44
    title: Titles carry their language
    severity: info
    attributes: [titles]
    when: state == 'findable'
    assert: length(titles[?filled(title) && !filled(lang)]) == `0`
    message: titles without their language
    show: titles[?filled(title) && !filled(lang)].title
    help: Of titles in several languages, portals show the reader's own only where `lang` tells which is which. Declare `lang` beside `title`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/title/

  - id: R46
    title: There is a place
    severity: warning
    attributes: [geoLocations]
    when: state == 'findable'
    assert: length(geoLocations[?filled(geoLocationPlace) || filled(geoLocationPoint) || filled(geoLocationBox) || filled(geoLocationPolygon)]) > `0`
    message: there is no place, point, box or polygon
    help: >-
      Data about places are looked for on maps. Declare `geoLocations` with a point or box, and a name in `geoLocationPlace`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/geolocation/

  - id: R51
    title: The general resource type is not Other
    severity: warning
    attributes: [types]
    when: state == 'findable' && filled(types.resourceTypeGeneral)
    assert: types.resourceTypeGeneral != 'Other'
    message: the general type is Other
    show: types.resourceType
    help: >-
      The schema has had more than thirty general types since version 4.4, Preprint, Dissertation, Report and Instrument among them; a record of before may well
      have one now. Declare it in `types`.
    source: https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/resourceTypeGeneral/
"""
