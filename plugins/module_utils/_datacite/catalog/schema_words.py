# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an editor tells about the options and attributes of a catalogue file. Private to the collection.

The attributes are DataCite's; see https://datacite-metadata-schema.readthedocs.io/ for their full definition.
"""

from __future__ import annotations

from collections.abc import Mapping

OPTIONS: Mapping[str, str] = {
    "doi": "The name of the DOI, such as 10.5438/0012. Case does not matter.",
    "prefix": "The prefix under which a DOI without a name of its own is made; the suffix is computed from it and `identity`.",
    "identity": "A text that stands for this DOI for ever, such as an accession number. Another text is another DOI.",
    "state": "The state that the DOI is to have. `registered` and `findable` make the name public for ever; `absent` deletes a draft.",
    "url": "The landing page. A registered or findable DOI must have one.",
    "metadata": "DataCite's attributes, as its REST API shows them. What DataCite alone writes is ignored; `null` and [] clear an attribute.",
    "content": "A document with the metadata: DataCite XML (kept as it is where there is no `metadata` beside it), JSON-LD, Unixref, Citeproc, RIS or BibTeX.",
    "src": "The path of such a document, relative to this file.",
    "format": "The format of `content` or `src`; without it, it is told from the document.",
    "entry": "Which record of the document is meant, where it holds several: its key, id or DOI.",
    "replace_doi": "Take a document that is about another DOI, and put this DOI into it.",
    "undeclared": "What becomes of attributes that the record has and this declaration does not name: `keep` leaves them alone, `clear` removes them.",
    "server_validation": "Whether DataCite is asked to judge metadata that differ before they are written.",
    "reason": "DataCite's free text on why the DOI is in its state, such as why it was withdrawn.",
}

ATTRIBUTES: Mapping[str, str] = {
    "creators": "Who made the resource, the most important first.",
    "contributors": "Who else had a part in it; each needs a `contributorType`.",
    "titles": "Its titles; the main one has no `titleType`.",
    "publisher": "Who holds, publishes or distributes it.",
    "publicationYear": "The year in which it was or will be made public.",
    "types": "What it is; `resourceTypeGeneral` is of DataCite's list, `resourceType` a text of one's own.",
    "subjects": "Subjects, keywords, classification codes.",
    "dates": "Dates of its life: 2021, 2021-03, 2021-03-04, or a range such as 2021-03-04/2021-04-01.",
    "language": "Its language, such as en or pt-BR.",
    "identifiers": "The same as `alternateIdentifiers`, under DataCite's other name for it; write one of the two.",
    "alternateIdentifiers": "Names that it has elsewhere, such as a local accession number.",
    "relatedIdentifiers": "What it is related to, by identifier.",
    "relatedItems": "What it is related to, described: the journal or book that it was published in.",
    "sizes": "Its sizes, such as 15 MB or 45 minutes.",
    "formats": "Its technical formats, such as text/csv.",
    "version": "Its version, such as 1.10.",
    "rightsList": "Its licences. An SPDX identifier as `rightsIdentifier` is enough: DataCite fills in the rest.",
    "descriptions": "Abstract, methods, table of contents and the like.",
    "geoLocations": "Where it was made or what place it is about.",
    "fundingReferences": "Who paid for it.",
    "container": "The journal or book that it is in. DataCite derives it from `relatedItems` where it can.",
    "contentUrl": "Where the content itself can be loaded from.",
    "schemaVersion": "Ignored: everything is sent as kernel 4.",
    "event": "As in DataCite's payloads: publish makes it findable, register and hide registered.",
    "created": "A time that DataCite gave out: such an entry is a record of DataCite's, and may hold what is not accepted for new ones.",
}
