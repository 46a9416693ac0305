# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One document of each format, written as people and their programs write them; all say the same, and none is about a DOI that is anybody's.

DataCite alone would spoil five of the six: LaTeX in a name, a title under `TI` and no DOI, persons without a name, types in a list, and Unixref at all.
"""

from __future__ import annotations

from reading_documents import Said, person

TITLE, CHANGED = "Hourly sea level at Aarhus", "Hourly sea level at Aarhus, revised"
SAID = Said(TITLE, (person("Müller", "Jörg"), person("Okafor", "Ngozi")), "Example Archive", frozenset((2021,)))

DOCUMENTS = {
    "bibtex": r"""% exported
@misc{mueller2021,
  author    = {M{\"u}ller, J{\"o}rg and Okafor, Ngozi},
  title     = {Hourly sea level at {Aarhus}},
  publisher = {Example Archive},
  year      = 2021
}
""",
    "citeproc": """[{
  "id": "mueller2021", "type": "dataset", "title": "Hourly sea level at Aarhus", "publisher": "Example Archive",
  "author": [{"family": "Müller", "given": "Jörg"}, {"family": "Okafor", "given": "Ngozi"}],
  "issued": {"date-parts": [["2021", 3, 4]]}
}]""",
    "crossref": """<?xml version="1.0" encoding="UTF-8"?>
<doi_records>
  <doi_record owner="10.5072" timestamp="2021-03-04 10:00:00">
    <crossref>
      <book book_type="monograph">
        <book_metadata language="en">
          <contributors>
            <person_name contributor_role="author" sequence="first"><given_name>Jörg</given_name><surname>Müller</surname></person_name>
            <person_name contributor_role="author" sequence="additional"><given_name>Ngozi</given_name><surname>Okafor</surname></person_name>
          </contributors>
          <titles><title>Hourly sea level at Aarhus</title></titles>
          <publication_date><year>2021</year></publication_date>
          <publisher><publisher_name>Example Archive</publisher_name></publisher>
          <doi_data><doi>10.5072/tides</doi><resource>https://example.org/tides</resource></doi_data>
        </book_metadata>
      </book>
    </crossref>
  </doi_record>
</doi_records>
""",
    "datacite_xml": """<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">10.5072/tides</identifier>
  <creators>
    <creator><creatorName nameType="Personal">Müller, Jörg</creatorName><givenName>Jörg</givenName><familyName>Müller</familyName></creator>
    <creator><creatorName nameType="Personal">Okafor, Ngozi</creatorName><givenName>Ngozi</givenName><familyName>Okafor</familyName></creator>
  </creators>
  <titles><title xml:lang="en">Hourly sea level at Aarhus</title></titles>
  <publisher>Example Archive</publisher>
  <publicationYear>2021</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Series</resourceType>
</resource>
""",
    "ris": """TY  - DATA\r
AU  - Müller, Jörg\r
AU  - Okafor, Ngozi\r
TI  - Hourly sea level at Aarhus\r
PB  - Example Archive\r
PY  - 2021\r
ER  - \r
""",
    "schema_org": """{
  "@context": "https://schema.org", "@type": ["Dataset", "CreativeWork"], "name": "Hourly sea level at Aarhus",
  "creator": [
    {"@type": "Person", "givenName": "Jörg", "familyName": "Müller"}, {"@type": "Person", "givenName": "Ngozi", "familyName": "Okafor"}
  ],
  "publisher": "Example Archive", "datePublished": "2021-03-04", "license": "https://creativecommons.org/licenses/by/4.0/"
}""",
}


def changed(kind: str) -> str:
    """The document of that format with another title."""
    return DOCUMENTS[kind].replace("{Aarhus}", "{Aarhus}, revised") if kind == "bibtex" else DOCUMENTS[kind].replace(TITLE, CHANGED)
