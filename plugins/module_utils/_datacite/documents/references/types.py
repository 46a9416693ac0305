# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What kind of resource a reference is about, in DataCite's words. Private to the collection."""

from __future__ import annotations

import re

BIBTEX = {
    "article": "JournalArticle", "suppperiodical": "JournalArticle", "periodical": "Journal", "book": "Book", "mvbook": "Book", "collection": "Book",
    "mvcollection": "Book", "reference": "Book", "mvreference": "Book", "booklet": "Text", "inbook": "BookChapter", "incollection": "BookChapter",
    "suppbook": "BookChapter", "suppcollection": "BookChapter", "inreference": "BookChapter", "bookinbook": "BookChapter",
    "proceedings": "ConferenceProceeding", "mvproceedings": "ConferenceProceeding", "inproceedings": "ConferencePaper", "conference": "ConferencePaper",
    "phdthesis": "Dissertation", "mastersthesis": "Dissertation", "bachelorsthesis": "Dissertation", "thesis": "Dissertation",
    "dissertation": "Dissertation", "techreport": "Report", "report": "Report", "manual": "Text", "unpublished": "Text", "dataset": "Dataset",
    "data": "Dataset", "software": "Software", "softwareversion": "Software", "softwaremodule": "Software", "codefragment": "Software", "code": "Software",
    "online": "Text", "electronic": "Text", "www": "Text", "webpage": "Text", "misc": "Other", "other": "Other", "patent": "Other", "standard": "Standard",
    "image": "Image", "artwork": "Image", "video": "Audiovisual", "movie": "Audiovisual", "audio": "Sound", "music": "Sound", "performance": "Event",
    "letter": "Text", "commentary": "Text", "review": "Text", "jurisdiction": "Text", "legislation": "Text", "legal": "Text", "preprint": "Preprint",
    "presentation": "Presentation", "poster": "Poster", "map": "Image", "newspaper": "Text", "magazine": "Text",
}  # fmt: skip
"""By the type of a BibTeX entry (BibTeX, biblatex and what exporters make up), in lower case."""

RIS = {
    "ABST": "Text", "ADVS": "Audiovisual", "AGGR": "Dataset", "ANCIENT": "Text", "ART": "Image", "BILL": "Text", "BLOG": "Text", "BOOK": "Book",
    "CASE": "Text", "CHAP": "BookChapter", "CHART": "Image", "CLSWK": "Text", "COMP": "Software", "CONF": "ConferenceProceeding",
    "CPAPER": "ConferencePaper", "CTLG": "Collection", "DATA": "Dataset", "DBASE": "Dataset", "DICT": "Book", "EBOOK": "Book", "ECHAP": "BookChapter",
    "EDBOOK": "Book", "EJOUR": "JournalArticle", "EJOU": "JournalArticle", "ELEC": "Text", "ENCYC": "BookChapter", "EQUA": "Image", "FIGURE": "Image",
    "GEN": "Other", "GOVDOC": "Report", "GRANT": "Award", "GRNT": "Award", "HEAR": "Text", "ICOMM": "Text", "INPR": "JournalArticle",
    "INTV": "Audiovisual", "JFULL": "Journal", "JOUR": "JournalArticle", "LEGAL": "Text", "MANSCPT": "Text", "MAP": "Image", "MGZN": "Text",
    "MPCT": "Audiovisual", "MULTI": "Audiovisual", "MUSIC": "Sound", "NEWS": "Text", "PAMP": "Text", "PAT": "Other", "PCOMM": "Text", "POD": "Sound",
    "PRESS": "Text", "PREP": "Preprint", "RPRT": "Report", "RRPT": "Report", "SER": "Book", "SLIDE": "Presentation", "SOUND": "Sound", "STAND": "Standard",
    "STAT": "Text", "STD": "Standard", "THES": "Dissertation", "UNBILL": "Text", "UNPB": "Text", "UNPD": "Text", "VIDEO": "Audiovisual", "WEB": "Text",
}  # fmt: skip
"""By the code of a RIS record."""

_WORDS = {
    "dataset": "Dataset", "data set": "Dataset", "research data": "Dataset", "data": "Dataset", "database": "Dataset", "software": "Software",
    "computer software": "Software", "computer program": "Software", "source code": "Software", "software code": "Software", "code": "Software",
    "preprint": "Preprint", "poster": "Poster", "conference poster": "Poster", "presentation": "Presentation", "slides": "Presentation",
    "conference presentation": "Presentation", "talk": "Presentation", "video": "Audiovisual", "film": "Audiovisual", "image": "Image", "figure": "Image",
    "photograph": "Image", "model": "Model", "workflow": "Workflow", "report": "Report", "technical report": "Report", "standard": "Standard",
    "computational notebook": "ComputationalNotebook", "jupyter notebook": "ComputationalNotebook", "sound": "Sound", "audio": "Sound",
    "data paper": "DataPaper", "peer review": "PeerReview", "thesis": "Dissertation", "phd thesis": "Dissertation", "doctoral thesis": "Dissertation",
    "master thesis": "Dissertation", "book": "Book", "book chapter": "BookChapter", "journal article": "JournalArticle", "article": "JournalArticle",
    "conference paper": "ConferencePaper", "collection": "Collection", "instrument": "Instrument", "physical object": "PhysicalObject",
    "data management plan": "OutputManagementPlan",
}  # fmt: skip

THESES = {"phdthesis": "PhD thesis", "mathesis": "Master's thesis", "bathesis": "Bachelor's thesis", "candthesis": "Candidate thesis"}
REPORTS = {"techreport": "Technical report", "resreport": "Research report"}
LOCALISED = {**THESES, **REPORTS, "software": "Software", "datacd": "Data CD", "audiocd": "Audio CD"}
"""What biblatex prints for the keys of its `type`."""


def general_type(words: str) -> str | None:
    """The resourceTypeGeneral that words such as `[Data set]` or `Computer software` name; None where they name none."""
    return _WORDS.get(re.sub(r"[\[\](){}.]|\s+$|^\s+", "", words[:100]).strip().lower())
