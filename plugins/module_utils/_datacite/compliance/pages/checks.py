# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of landing pages, with what to do where they fail. Private to the collection."""

from __future__ import annotations

from .check import ANSWER, LIVE, PAGE, WITHDRAWN, Check
from .checks_agreeing import agrees
from .checks_naming import has_json_ld, json_ld_names_doi, meta_names_doi, shows_doi
from .checks_offering import content_answers, has_signposts, negotiates
from .checks_reaching import is_html, is_in_domain, is_open, is_the_page, is_well_served, leads_to_declared, resolves
from .checks_tombstone import is_tombstone

_LANDING = "https://support.datacite.org/docs/landing-pages"
_DISPLAY = "https://support.datacite.org/docs/datacite-doi-display-guidelines"
_LINK_CHECKER = "https://support.datacite.org/docs/link-checker"
_SCHEMA_ORG = "https://support.datacite.org/docs/schemaorg"
_TOMBSTONES = "https://support.datacite.org/docs/tombstone-pages"
_SIGNPOSTING = "https://signposting.org/FAIR/"
_NEGOTIATION = "https://support.datacite.org/docs/datacite-content-resolver"
_CITATION = "https://doi.org/10.1038/s41597-019-0031-8"

CHECKS: tuple[Check, ...] = (
    Check(
        "H01", "The DOI leads to a page that answers", "error",
        "People who follow the DOI find nothing. Mend the page, or declare the url where it is now.", _LINK_CHECKER, resolves, attributes=("url",),
    ),
    Check(
        "H02", "The resolver leads to the recorded url", "error",
        "The handle was not registered with the url of the record, often after a change of it that failed half-way. Write the url again (re-register).",
        "https://support.datacite.org/docs/updating-metadata-with-the-rest-api", leads_to_declared, attributes=("url",),
    ),
    Check(
        "H03", "The page is in an allowed domain", "warning",
        "The page is on a host that the repository does not call its own. Declare the url where it belongs, or allow the domain.",
        "https://support.datacite.org/docs/doi-basics", is_in_domain, attributes=("url",),
    ),
    Check(
        "H04", "The page is HTML, no download", "warning",
        "A DOI should lead to a page about the work, from which the content is reached, and not to the file itself.", _LANDING, is_html, needs=ANSWER,
        attributes=("url",),
    ),
    Check(
        "H05", "The page is open to everybody", "error",
        "The landing page has to be public, also where the content is not. Take the page out of the protected area.", _LANDING, is_open, of=LIVE,
        attributes=("url",),
    ),
    Check(
        "H06", "The page is the landing page, not a stand-in", "warning",
        "The server answers well, but shows its home page, an error or nothing. Mend the page or declare its new url, and let missing ones answer 404.",
        _LINK_CHECKER, is_the_page, needs=ANSWER, of=LIVE, attributes=("url",),
    ),
    Check(
        "H07", "The page is served well: valid certificate, few redirects, soon", "info",
        "Renew or complete the certificate; declare the url at the end of the redirects; look at why the page is slow.", _LINK_CHECKER, is_well_served,
        attributes=("url",),
    ),
    Check(
        "H08", "The page shows the DOI as a link", "warning",
        "Show the DOI in full, as a link: https://doi.org/10.…, so that it is copied and cited as such.", _DISPLAY, shows_doi, needs=PAGE, of=LIVE,
        sees_absence=True, sees_text=True,
    ),
    Check(
        "H09", "The page has schema.org JSON-LD of a fitting type", "warning",
        "Put a script of type application/ld+json into the page; DataCite gives its content for each DOI (application/vnd.schemaorg.ld+json).", _SCHEMA_ORG,
        has_json_ld, needs=PAGE, of=LIVE, sees_absence=True, attributes=("types",),
    ),
    Check(
        "H10", "The JSON-LD names the DOI", "warning", "Give https://doi.org/10.… as @id or identifier in the JSON-LD of the page.", _SCHEMA_ORG,
        json_ld_names_doi, needs=PAGE, of=LIVE, sees_absence=True,
    ),
    Check(
        "H11", "A meta tag names the DOI", "info", "Put <meta name=\"citation_doi\" content=\"10.…\"> or DC.identifier into the head of the page.", _CITATION,
        meta_names_doi, needs=PAGE, of=LIVE, sees_absence=True,
    ),
    Check(
        "H12", "Title and licence of the page agree with the metadata", "warning",
        "Page and metadata speak of different works, or one of them is old. Bring them together; where both come from one source, send the metadata again.",
        "https://doi.org/10.5281/zenodo.6461229", agrees, needs=PAGE, of=LIVE, sees_absence=True, sees_text=True, attributes=("titles", "rightsList"),
    ),
    Check(
        "H13", "The page has signposts for machines", "info",
        "Send Link headers, or <link> elements: cite-as (the DOI), describedby, type, and license, author, item where there is something to point at.",
        _SIGNPOSTING, has_signposts, needs=PAGE, of=LIVE, sees_absence=True,
    ),
    Check(
        "H14", "Metadata are given by content negotiation", "info",
        "The DOI gives no metadata to those who ask for them. Where it is findable this is mostly over in a day; else tell DataCite.", _NEGOTIATION, negotiates,
        of=LIVE,
    ),
    Check(
        "H15", "The linked content is there", "info", "Correct contentUrl, or the links of the page with rel=item.", _SIGNPOSTING, content_answers, of=LIVE,
        attributes=("contentUrl",),
    ),
    Check(
        "H16", "A withdrawn work has a tombstone page", "warning",
        "Keep a page with the citation and the reason, without the data: those who cited the work will follow the DOI.", _TOMBSTONES, is_tombstone,
        of=WITHDRAWN, attributes=("url", "dates"),
    ),
    Check(
        "H17", "Related DOIs exist", "info", "Correct the related identifier: nobody can follow it.",
        "https://support.datacite.org/docs/connecting-to-works", None, of=LIVE, attributes=("relatedIdentifiers",),
    ),
    Check(
        "H18", "ORCID and ROR identifiers exist", "info", "Correct the identifier of the person or organisation: it belongs to nobody.",
        "https://support.datacite.org/docs/connecting-to-organizations", None, of=LIVE,
        attributes=("creators", "contributors", "publisher", "fundingReferences"),
    ),
)  # fmt: skip
"""In the order of their ids. The last two ask about identifiers (`existence.py`) and have no judge of pages."""

BY_ID = {check.id: check for check in CHECKS}
