# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""References in the manner of the programs and sites that most of them come from, invented, and what a reader expects of the record."""

from __future__ import annotations

from typing import Optional

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.bibtex import document as bibtex
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.detection import detected
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Ordered, Request
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ris import document as ris
from made_of_documents import DOI, check_shape, record

Expected = tuple[str, list[str], Optional[str], str, str]  # noqa: UP045 - ansible-test reads `|` as older Pythons do
"""Title, names of creators, publisher, date, resourceTypeGeneral."""

REFERENCES: dict[str, tuple[str, Expected]] = {
    "a search engine's BibTeX": (
        "@article{okafor2017tides,\n  title={Tides are all you need},\n  author={Okafor, Ngozi and Lind, Eva and others},\n"
        "  journal={arXiv preprint arXiv:1706.01234},\n  year={2017}\n}",
        ("Tides are all you need", ["Okafor, Ngozi", "Lind, Eva"], "arXiv", "2017", "Preprint"),
    ),
    "a preprint server's BibTeX": (
        "@misc{okafor2023tides,\n      title={Tides}, \n      author={Ngozi Okafor and {\\L}ukasz Lind},\n      year={2023},\n      eprint={1706.01234},\n"
        "      archivePrefix={arXiv},\n      primaryClass={physics.ao-ph},\n      url={https://arxiv.org/abs/1706.01234}, \n}",
        ("Tides", ["Okafor, Ngozi", "Lind, Łukasz"], "arXiv", "2023", "Preprint"),
    ),
    "astronomers' BibTeX": (
        "@ARTICLE{1998AJ....116.1009O,\n       author = {{Okafor}, Ngozi A. and {van den Bergh}, Sidney and {Tide Collaboration}},\n"
        "        title = \"{Evidence from {Supernovae}}\",\n      journal = {\\aj},\n         year = 1998,\n        month = sep,\n       volume = {116},\n"
        "archivePrefix = {arXiv},\n       eprint = {astro-ph/9805201},\n       adsurl = {https://ads.example.org/x}\n}",
        ("Evidence from Supernovae", ["Okafor, Ngozi A.", "van den Bergh, Sidney", "Tide Collaboration"], "Astronomical Journal", "1998-09", "JournalArticle"),
    ),
    "a computer scientists' BibTeX": (
        "@inproceedings{conf/sea/Okafor17,\n  author       = {Ngozi Okafor and\n                  Eva Lind},\n  editor       = {Ko Bo},\n"
        "  title        = {Tides in {UTF-8}},\n  booktitle    = {Advances in Tides 30: Annual Conference\n                  on Tides, Bern},\n"
        "  pages        = {5998--6008},\n  publisher    = {{ACM}},\n  year         = {2017},\n  timestamp    = {Thu, 21 Jan 2021 15:15:21 +0100}\n}",
        ("Tides in UTF-8", ["Okafor, Ngozi", "Lind, Eva"], "ACM", "2017", "ConferencePaper"),
    ),
    "a data repository's BibTeX": (
        "@dataset{okafor_2020_1234567,\n  author       = {Okafor, Ngozi and\n                  Tide Gauge Network},\n  title        = {Hourly sea\\_level},\n"
        "  month        = mar,\n  year         = 2020,\n  publisher    = {Example Archive},\n  version      = {v1.2},\n  doi          = {10.5072/x.1234567},\n"
        "  url          = {https://doi.org/10.5072/x.1234567},\n}",
        ("Hourly sea_level", ["Okafor, Ngozi", "Tide Gauge Network"], "Example Archive", "2020-03", "Dataset"),
    ),
    "another data repository's BibTeX": (
        "@data{XYZ/ABC_2020,\nauthor = {Okafor, Ngozi},\npublisher = {Example Dataverse},\ntitle = \"{Tides here}\",\nUNF = {UNF:6:xxx==},\n"
        "year = {2020},\nversion = {V1},\nurl = {https://example.org/x}\n}",
        ("Tides here", ["Okafor, Ngozi"], "Example Dataverse", "2020", "Dataset"),
    ),
    "a reference manager's biblatex": (
        "@article{okafor2020,\n  title = {{{TIDE}}: {{Pre-training}} of Gauges},\n  shorttitle = {TIDE},\n"
        "  author = {Okafor, Ngozi and family=Berg, given=Jan, prefix=van den, useprefix=true},\n  date = {2020-03-05},\n  journaltitle = {J. Sea},\n"
        "  volume = {3},\n  number = {2},\n  issn = {0028-0836},\n  url = {https://example.org/a_b?c=d%20e&f=~g},\n  urldate = {2021-01-01},\n"
        "  langid = {english},\n  keywords = {a,b},\n  file = {:C\\:\\\\Users\\\\x.pdf:PDF}\n}",
        ("TIDE: Pre-training of Gauges", ["Okafor, Ngozi", "van den Berg, Jan"], "J. Sea", "2020-03-05", "JournalArticle"),
    ),
    "another reference manager's BibTeX": (
        "@article{Okafor2019,\nabstract = {{\\textless}i{\\textgreater}x{\\textless}/i{\\textgreater} {\\&} 5{\\%}},\n"
        "author = {M{\\\"{u}}ller, J{\\\"{o}}rg and Garc{\\'{i}}a, Jos{\\'{e}}},\nissn = {00280836},\njournal = {Nature of Tides},\nmendeley-groups = {x},\n"
        "pages = {1--2},\ntitle = {{The title of A {\\&} B}},\nyear = {2019}\n}",
        ("The title of A & B", ["Müller, Jörg", "García, José"], "Nature of Tides", "2019", "JournalArticle"),
    ),
    "a registration agency's BibTeX": (
        " @article{Okafor_2020, title={Tides}, volume={1}, ISSN={0028-0836}, url={http://dx.doi.org/10.5072/x}, DOI={10.5072/x}, number={1}, journal={J. Sea}, "
        "publisher={Sea Press}, author={Okafor, Ngozi and Lind, Eva}, year={2020}, month=mar, pages={1\u20132} }",
        ("Tides", ["Okafor, Ngozi", "Lind, Eva"], "Sea Press", "2020-03", "JournalArticle"),
    ),
    "a publisher's RIS": (
        "TY  - JOUR\nT1  - Tides\nAU  - Okafor, Ngozi\nAU  - Lind, Eva\nY1  - 2020/03/05\nPY  - 2020\nDA  - 2020/03/05\nN1  - https://doi.org/10.5072/x\n"
        "DO  - https://doi.org/10.5072/x\nT2  - Journal of Sea\nJF  - Journal of Sea\nJO  - Journal of Sea\nJA  - J. Sea\nSP  - 1\nEP  - 9\nVL  - 3\nIS  - 2\n"
        "PB  - Sea Press\nSN  - 0028-0836\nM3  - https://doi.org/10.5072/x\nUR  - https://doi.org/10.5072/x\nY2  - 2020/05/01\nN2  - Short.\nER  - \n",
        ("Tides", ["Okafor, Ngozi", "Lind, Eva"], "Sea Press", "2020-03-05", "JournalArticle"),
    ),
    "engineers' RIS": (
        "TY  - CONF\nTI  - Tides\nT2  - 2020 IEEE Sea Conference\nSP  - 1\nEP  - 4\nAU  - N. Okafor\nAU  - E. Lind\nPY  - 2020\nKW  - tides\nKW  - gauges\n"
        "DO  - \nJO  - 2020 IEEE Sea Conference\nIS  - \nSN  - 1941-0050\nVO  - \nVL  - \nJA  - x\nY1  - March 2020\nPB  - IEEE\nER  - \n",
        ("Tides", ["N. Okafor", "E. Lind"], "IEEE", "2020-03", "ConferencePaper"),
    ),
    "a data repository's RIS": (
        "Provider: Example Dataverse\nContent: text/plain; charset=\"utf-8\"\nTY  - DATA\nT1  - Tides\nAU  - Okafor, Ngozi\nDO  - doi:10.5072/XYZ/ABC\n"
        "ET  - V1\nPY  - 2020\nUR  - https://doi.org/10.5072/XYZ/ABC\nPB  - Example Dataverse\nER  - \n",
        ("Tides", ["Okafor, Ngozi"], "Example Dataverse", "2020", "Dataset"),
    ),
    "an old reference manager's RIS": (
        "TY  - BOOK\r\nA1  - Okafor,Ngozi\r\nA1  - Lind,Eva,Jr.\r\nY1  - 2001///\r\nT1  - Tides\r\nCY  - Bern\r\n"
        "PB  - Sea Press\r\nSN  - 978-90-386-4503-2\r\nER  - \r\n\r\n",
        ("Tides", ["Okafor, Ngozi", "Lind Jr., Eva"], "Sea Press", "2001", "Book"),
    ),
    "a citation database's RIS": (
        "TY  - JOUR\nTI  - Tides\nT2  - Journal of Sea\nJ2  - J. Sea\nVL  - 3\nC7  - 104\nPY  - 2020\nDO  - 10.5072/x\nUR  - https://example.org/record/1\n"
        "AU  - Okafor, N.\nAU  - Lind, E.\nPB  - Sea Press\nLA  - English\nM3  - Article\nDB  - Base\nN1  - Export Date: 5 March 2021\nER  - \n",
        ("Tides", ["Okafor, N.", "Lind, E."], "Sea Press", "2020", "JournalArticle"),
    ),
}  # fmt: skip

READERS = {"bibtex": bibtex.in_order, "ris": ris.in_order}


def ordered(text: str) -> Ordered:
    return READERS[detected(text)](Request(text, DOI))


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reader_finds_in_the_record_what_the_reference_says(name):
    text, (title, creators, publisher, date, general) = REFERENCES[name]
    found = ordered(text)
    check_shape(found)
    attributes = record(found)
    assert attributes["titles"][0]["title"] == title
    assert [creator["name"] for creator in attributes["creators"]] == creators
    assert attributes["publisher"] == {"name": publisher}
    assert attributes["dates"] == [{"date": date, "dateType": "Issued"}]
    assert int(attributes["publicationYear"]) == int(date[:4])
    assert attributes["types"]["resourceTypeGeneral"] == general
    assert found.missing == ()


def test_nothing_of_these_is_lost_but_a_place():
    lost = {name: ordered(text).lost for name, (text, _expected) in REFERENCES.items()}
    assert {name: told for name, told in lost.items() if told} == {"an old reference manager's RIS": ("`CY` (Bern)",)}
