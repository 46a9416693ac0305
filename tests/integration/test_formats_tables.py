# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the guide to other formats say what is so: which field becomes which attribute, what is lost, and what is refused in which words."""

from __future__ import annotations

import pathlib
import re
import types
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.opening import opened
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.declaration import declaration
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.engine import carry_out
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Refusal
from sandbox_server import LAB

GUIDE = (pathlib.Path(__file__).resolve().parents[2] / "docs" / "guides" / "formats.md").read_text(encoding="utf-8")
RIS_ARTICLE = {
    "TY": "JOUR", "AU": "Okafor, Ngozi", "A1": "Lindqvist, Astrid", "ED": "Hansen, Per", "A2": "Berg, Jan", "A3": "Cruz, Ana", "A4": "Smith, John", "TI": "Ice",
    "TT": "Eis", "PB": "Institute", "PY": "2024", "DA": "2024/05/02", "M3": "Data paper", "UR": "https://data.example.org/ice", "AB": "Ice on rivers.",
    "KW": "ice", "LA": "eng", "ET": "2", "CR": "CC-BY-4.0", "T2": "Rivers", "JF": "Rivers", "VL": "12", "IS": "3", "SP": "101", "EP": "118", "SN": "0000-0019",
    "CY": "Umeå", "M1": "7", "N1": "Out of print", "AD": "Umeå", "ER": "",
}  # fmt: skip
RIS_BOOK = {
    "TY": "BOOK", "ED": "Hansen, Per", "T1": "Rivers", "PB": "Institute", "Y1": "2024/05/02/", "N2": "On rivers.", "T3": "River books",
    "SN": "978-3-16-148410-0", "SP": "220", "ER": "",
}  # fmt: skip
PAGE = "<resource>https://data.example.org/ice</resource>"
PERSON = "<given_name>Ngozi</given_name><surname>Okafor</surname>"
RICH: dict[str, list[str]] = {
    "BibTeX": [
        """@article{a, author = {Okafor, Ngozi}, editor = {Hansen, Per}, translator = {Lindqvist, Astrid}, title = {Ice}, subtitle = {A survey},
        publisher = {Institute}, date = {2024-05-02}, type = {Data paper}, url = {https://data.example.org/ice}, abstract = {Ice on rivers.},
        keywords = {ice, rivers}, language = {english}, version = {1.2}, license = {CC-BY-4.0}, journal = {Rivers}, volume = {12}, number = {3},
        pages = {101--118}, issn = {0000-0019}, eprint = {2401.01234}, eprinttype = {arxiv}, note = {Out of print}, address = {Oslo}, annote = {Read}}""",
        """@book{b, editor = {Hansen, Per}, title = {Rivers}, institution = {Institute}, year = {2024}, month = may, day = {2}, langid = {ngerman},
        edition = {2}, copyright = {CC0-1.0}, series = {River books}, isbn = {978-3-16-148410-0}, pagetotal = {220}}""",
        "@inproceedings{c, author = {Okafor, Ngozi}, title = {Ice}, booktitle = {Proceedings}, organization = {Ice Society}, year = 2020}",
        "@phdthesis{d, author = {Okafor, Ngozi}, title = {Ice}, school = {University}, year = 2020}",
    ],
    "RIS": ["".join(f"{tag}  - {value}\r\n" for tag, value in record.items()) for record in (RIS_ARTICLE, RIS_BOOK)],
    "Citeproc JSON": [
        """{"id": "a", "type": "article-journal", "title": "Ice", "author": [{"family": "Okafor", "given": "Ngozi"}], "publisher": "Institute",
        "editor": [{"family": "Hansen", "given": "Per"}], "translator": [{"family": "Cruz", "given": "Ana"}], "issued": {"date-parts": [[2024, 5, 2]]},
        "submitted": {"date-parts": [[2023, 1, 1]]}, "genre": "Data paper", "URL": "https://data.example.org/ice", "abstract": "Ice on rivers.",
        "keyword": "ice, rivers", "categories": ["hydrology"], "language": "en-GB", "version": "1.2", "license": "CC-BY-4.0", "copyright": "CC0",
        "container-title": "Rivers", "volume": "12", "issue": "3", "page": "101-118", "ISSN": "0000-0019", "PMID": "123", "dimensions": "3 m",
        "funder": [{"name": "Example Science Foundation"}], "note": "Out of print", "event-title": "Ice days"}""",
        """{"id": "b", "type": "book", "title": "Rivers", "editor": [{"family": "Berg", "given": "Jan"}], "publisher": "Institute", "issued": "2024",
        "ISBN": "978-3-16-148410-0", "number-of-pages": 220, "collection-title": "River books", "edition": "2"}""",
    ],
    "JSON-LD": [
        """{"@context": "https://schema.org", "@type": "Dataset", "name": "Ice", "alternateName": "River ice", "author": {"name": "Okafor, Ngozi"},
        "editor": {"name": "Hansen, Per"}, "contributor": {"name": "Berg, Jan"}, "translator": {"name": "Cruz, Ana"}, "publisher": "Institute",
        "datePublished": "2024-05-02", "dateCreated": "2024-01-01", "dateModified": "2024-06-01", "temporalCoverage": "2020/2023",
        "additionalType": "Time series", "url": "https://data.example.org/ice", "description": "Ice on rivers.", "abstract": "More of it.",
        "measurementTechnique": "Radar", "keywords": ["ice"], "about": {"@type": "Thing", "name": "rivers"}, "inLanguage": "en", "version": "1.2",
        "license": "https://creativecommons.org/licenses/by/4.0/", "conditionsOfAccess": "open", "includedInDataCatalog": {"name": "Portal"},
        "isPartOf": "https://doi.org/10.82001/all", "hasPart": "https://doi.org/10.82001/part", "citation": "https://doi.org/10.82001/paper",
        "isBasedOn": "https://data.example.org/raw", "sameAs": "https://other.example.org/ice", "contentSize": "3 MB", "encodingFormat": "text/csv",
        "identifier": {"@type": "PropertyValue", "propertyID": "accession", "value": "ICE-1"}, "funder": {"name": "Example Science Foundation"},
        "distribution": {"@type": "DataDownload", "contentUrl": "https://data.example.org/ice.csv"}, "variableMeasured": "thickness", "audience": "all",
        "funding": {"@type": "Grant", "identifier": "G1", "funder": {"name": "Example Science Foundation"}}, "award": "Prize",
        "spatialCoverage": {"geo": {"@type": "GeoCoordinates", "latitude": 64.7, "longitude": 20.9}}}""",
        """{"@context": "https://schema.org", "@type": "Dataset", "name": "Ice", "creator": {"name": "Okafor, Ngozi"}, "provider": "Institute",
        "datePublished": "2024"}""",
        """{"@context": "https://schema.org", "@type": "ScholarlyArticle", "name": "Ice", "creator": {"name": "Okafor, Ngozi"}, "publisher": "Institute",
        "datePublished": "2024", "isPartOf": {"@type": "PublicationIssue", "issueNumber": "3", "isPartOf": {"@type": "Periodical", "name": "Rivers"}},
        "pageStart": "101", "pageEnd": "118"}""",
    ],
    "Unixref": [
        f"""<doi_records><doi_record><crossref><journal><journal_metadata language="en"><full_title>Rivers</full_title><issn>00000019</issn></journal_metadata>
        <journal_issue><publication_date><year>2024</year></publication_date><issue>3</issue></journal_issue><journal_article language="en">
        <titles><title>Ice</title><subtitle>A survey</subtitle><original_language_title language="sv">Is</original_language_title></titles><contributors>
        <person_name contributor_role="author" sequence="first">{PERSON}</person_name><organization contributor_role="author">Ice Group</organization>
        <person_name contributor_role="editor" sequence="first"><given_name>Per</given_name><surname>Hansen</surname></person_name></contributors>
        <abstract><p>Ice on rivers.</p></abstract><publication_date><month>05</month><day>02</day><year>2024</year></publication_date>
        <acceptance_date><year>2024</year></acceptance_date><pages><first_page>101</first_page></pages><program name="fundref"><assertion name="fundgroup">
        <assertion name="funder_name">Example Science Foundation</assertion><assertion name="award_number">G1</assertion></assertion></program>
        <program name="AccessIndicators"><license_ref>https://creativecommons.org/licenses/by/4.0/</license_ref></program>
        <publisher_item><item_number>7</item_number></publisher_item><doi_data><doi>10.5072/ice</doi>{PAGE}</doi_data>
        <citation_list><citation key="1"><doi>10.82001/other</doi></citation><citation key="2"><unstructured_citation>Berg</unstructured_citation></citation>
        </citation_list></journal_article></journal></crossref></doi_record></doi_records>""",
        f"""<doi_records><doi_record><crossref><book book_type="monograph"><book_metadata><contributors><person_name contributor_role="author"
        sequence="first">{PERSON}</person_name></contributors><titles><title>Rivers</title></titles><publication_date><year>2024</year></publication_date>
        <isbn>978-3-16-148410-0</isbn><publisher><publisher_name>Institute</publisher_name><publisher_place>Oslo</publisher_place></publisher>
        <doi_data><doi>10.5072/b</doi>{PAGE}</doi_data></book_metadata></book></crossref></doi_record></doi_records>""",
        f"""<doi_records><doi_record><crossref><dissertation><person_name contributor_role="author" sequence="first">{PERSON}</person_name>
        <titles><title>Ice</title></titles><approval_date><year>2024</year></approval_date><institution><institution_name>University</institution_name>
        </institution><degree>PhD</degree><doi_data><doi>10.5072/c</doi>{PAGE}</doi_data></dissertation></crossref></doi_record></doi_records>""",
        f"""<doi_records><doi_record><crossref><posted_content type="preprint"><group_title>Hydrology</group_title><contributors>
        <person_name contributor_role="author" sequence="first">{PERSON}</person_name></contributors><titles><title>Ice</title></titles>
        <posted_date><year>2024</year></posted_date><institution><institution_name>University</institution_name></institution>
        <version_info><version>2</version></version_info><doi_data><doi>10.5072/d</doi>{PAGE}</doi_data>
        </posted_content></crossref></doi_record></doi_records>""",
        f"""<doi_records><doi_record><crossref><conference><event_metadata><conference_name>Ice days</conference_name></event_metadata><proceedings_metadata>
        <proceedings_title>Proceedings</proceedings_title><publisher><publisher_name>Institute</publisher_name></publisher><publication_date><year>2024</year>
        </publication_date></proceedings_metadata><conference_paper><contributors><person_name contributor_role="author" sequence="first">{PERSON}</person_name>
        </contributors><titles><title>Ice</title></titles><doi_data><doi>10.5072/e</doi>{PAGE}</doi_data></conference_paper></conference></crossref></doi_record>
        </doi_records>""",
    ],
}


def table(heading: str) -> list[dict[str, str]]:
    """The rows of the table under a heading, by the names of its columns."""
    section = GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


def fields(cell: str) -> set[str]:
    """The names in backquotes."""
    return set(re.findall(r"`([^`]+)`", cell))


@pytest.fixture
def registry(sandbox):
    """DataCite, as far as a declaration has to know it."""
    options = {"api_url": sandbox.base_url, "username": LAB[0], "password": LAB[1], "system": "test", "validate_certs": True, "retries": 1, "timeout": 30}
    params = {**dict.fromkeys(("token", "rate_limit", "contact", "ca_path")), **options}
    return opened(types.SimpleNamespace(params=params, kept={}, redact=str, tell=print))


@pytest.fixture
def publish(registry, new_doi):
    """`publish(document)` is the outcome of a run that makes a findable DOI of it."""

    def run(document: str) -> Any:
        page = {} if "data.example.org/ice" in document else {"url": "https://data.example.org/"}
        return carry_out(declaration({"doi": new_doi(), "state": "findable", "content": document, "replace_doi": True, **page}), registry, check=False)

    return run


@pytest.mark.parametrize("kind", RICH)
def test_what_a_format_carries_and_loses(publish, kind):
    rows = {name: row[kind] for row in table("What each format carries") for name in fields(row["attribute"])}
    ended = [publish(document) for document in RICH[kind]]
    assert {name for name in rows if any(outcome.record.attributes.get(name) for outcome in ended)} == {name for name, cell in rows.items() if cell}
    named = set().union(*map(fields, rows.values()))
    assert {name for name in named if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "\n".join(RICH[kind]))} == set()
    (lost,) = [row["lost, for example"] for row in table("What is lost, and what is mended") if row["format"] == kind]
    told = {name for outcome in ended for text in outcome.warnings if "not taken up" in text for name in fields(text)}
    assert told == fields(lost)


BIB = "@book{a, author = {Okafor, Ngozi}, title = {Ice}, year = 2024}"
XML = '<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>Ice</title></titles></resource>'
REFUSED: dict[str, dict[str, Any]] = {
    "is about 10.5555/hansen-2019, not about …": {"content": BIB.replace("title", "doi = {10.5555/hansen-2019}, title")},
    "has 2 entries: …": {"content": BIB + BIB.replace("{a", "{b")},
    "says nothing of `titles`": {"content": BIB.replace("title", "note"), "state": "findable"},
    "missing; a findable DOI must have it": {"content": BIB, "state": "findable", "url": "https://data.example.org/"},
    "is an address and no document": {"content": "https://data.example.org/ice"},
    "is a web page (HTML)": {"content": "<!DOCTYPE html><html></html>"},
    "is JSON with DataCite's own attributes": {"content": '{"titles": [{"title": "Ice"}]}'},
    "has a DOCTYPE or entities": {"content": f"<!DOCTYPE resource>{XML}"},
    "is not well-formed XML": {"content": XML.replace("</title>", "")},
    "cannot be read as such": {"content": '{"title": "Ice",'},
    "which DataCite no longer takes": {"content": XML.replace("kernel-4", "kernel-3")},
    "is in none of the formats": {"content": "Okafor: Ice. 2024"},
    "DataCite takes no more than 10 MB": {"content": BIB + " " * 10_000_000},
    "leaves nobody to convert": {"content": BIB, "server_validation": "never"},
}


def test_what_is_refused_and_in_which_words():
    quoted = [text for row in table("What is refused") for text in re.findall(r"\*([^*]+)\*", row["the run says"])]
    assert quoted == list(REFUSED)


@pytest.mark.parametrize("words", REFUSED)
def test_it_is_refused_so(words, registry, new_doi):
    with pytest.raises(Refusal) as raised:
        carry_out(declaration({"doi": new_doi(), **REFUSED[words]}), registry, check=True)
    said = " ".join(f"{problem.message} ({problem.suggestion})" for problem in raised.value.problems)
    assert words.removesuffix("…") in said and "Traceback" not in said
