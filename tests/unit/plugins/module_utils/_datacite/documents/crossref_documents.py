# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of Crossref's for the tests, and what is asked of them."""

from __future__ import annotations

from typing import Any

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.crossref.document import in_order
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Ordered, Request
from made_of_documents import DOI

AUTHOR = '<person_name contributor_role="author" sequence="first"><given_name>Ngozi</given_name><surname>Okafor</surname></person_name>'
PEOPLE = f"<contributors>{AUTHOR}</contributors>"
TITLES = "<titles><title>Tides</title></titles>"
DATE = "<publication_date media_type='online'><month>3</month><day>04</day><year>2021</year></publication_date>"
DATA = "<doi_data><doi>10.1234/x</doi><resource>https://example.org/x</resource></doi_data>"
JOURNAL = "<journal_metadata language='en'><full_title>Journal of Sea</full_title><issn media_type='print'>20493630</issn></journal_metadata>"
ISSUE = (
    "<journal_issue><publication_date><year>2020</year></publication_date><journal_volume><volume>3</volume></journal_volume><issue>2</issue>"
    "</journal_issue>"
)
PRESS = "<publisher><publisher_name>Sea Press</publisher_name></publisher>"
ARTICLE = f"<journal_article>{TITLES}{PEOPLE}{DATE}{DATA}</journal_article>"


def crossref(inside: str) -> str:
    """Bare unixref."""
    return f"<?xml version='1.0'?><doi_records><doi_record><crossref>{inside}</crossref></doi_record></doi_records>"


def journal(article: str = ARTICLE, issue: str = ISSUE) -> str:
    """A journal with this article."""
    return crossref(f"<journal>{JOURNAL}{issue}{article}</journal>")


def ordered(text: str, **options: Any) -> Ordered:
    """The document put in order; whatever it is about, the declared DOI is meant."""
    return in_order(Request(text, DOI, **{"replace_doi": True, **options}))


def core(result: Ordered) -> tuple[Any, ...]:
    """(names, titles, publisher, year, general type)."""
    known = result.attributes
    return (
        [one["name"] for one in known.get("creators", [])], [one["title"] for one in known.get("titles", [])], known.get("publisher", {}).get("name"),
        known.get("publicationYear"), known["types"]["resourceTypeGeneral"],
    )


WRAPPINGS = {
    "bare": journal(),
    "crossref": f"<crossref xmlns='http://www.crossref.org/xschema/1.1'><journal>{JOURNAL}{ISSUE}{ARTICLE}</journal></crossref>",
    "journal": f"<journal>{JOURNAL}{ISSUE}{ARTICLE}</journal>",
    "deposit 4.4": "<doi_batch xmlns='http://www.crossref.org/schema/4.4.2' version='4.4.2'><head><doi_batch_id>1</doi_batch_id></head>"
                   f"<body><journal>{JOURNAL}{ISSUE}{ARTICLE}</journal></body></doi_batch>",
    "deposit 5.3": "<doi_batch xmlns='http://www.crossref.org/schema/5.3.1' version='5.3.1'><head/>"
                   f"<body><journal>{JOURNAL}{ISSUE}{ARTICLE}</journal></body></doi_batch>",
    "query": "<crossref_result xmlns='http://www.crossref.org/qrschema/3.0' version='3.0'><query_result><head/><body><query status='resolved'>"
             "<doi type='journal_article'>10.1234/X</doi><crm-item name='publisher-name' type='string'>Sea Society</crm-item>"
             f"<doi_record><crossref><journal>{JOURNAL}{ISSUE}{ARTICLE}</journal></crossref></doi_record></query></body></query_result></crossref_result>",
}
WRAPPINGS["prefixed"] = WRAPPINGS["deposit 5.3"].replace("<", "<cr:").replace("<cr:/", "</cr:").replace("xmlns=", "xmlns:cr=")


def attributes(*inside: str) -> dict[str, Any]:
    """What is made of an article with these elements."""
    return dict(ordered(journal(f"<journal_article>{''.join(inside)}{DATA}</journal_article>")).attributes)
