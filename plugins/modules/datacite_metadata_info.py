#!/usr/bin/python
# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: datacite_metadata_info
short_description: Show what a document means as DataCite metadata
version_added: 0.1.0
author: The pidops contributors (@pidops)
description:
  - Reads a document in DataCite XML, Schema.org JSON-LD, Crossref Unixref, Citeproc JSON, RIS or BibTeX, and returns the attributes that
    M(pidops.datacite.datacite_doi) would declare of it. Nothing is written.
  - This is for those who want to look before they publish, or who want to keep YAML from then on - RV(metadata) can be put as it is into a playbook or a
    catalogue.
  - The document is put in order first, and then converted by DataCite, so credentials of a repository are needed.
options:
  content:
    description:
      - The document.
      - A document with a DOCTYPE or with entities is refused, and so is one that holds several records, unless O(entry) chooses one.
      - BibTeX needs the Python packages C(bibtexparser) and C(pylatexenc), RIS needs C(rispy).
      - JSON may be given as a text or as a value of YAML.
    type: raw
  src:
    description: The path of the document, on the host where the task runs.
    type: path
  format:
    description: The format of O(content) or O(src). Without this, it is told from the document.
    type: str
    choices: [bibtex, citeproc, crossref, datacite_xml, ris, schema_org]
  entry:
    description:
      - Which record of the document is meant, where it holds several - the key of a BibTeX entry, the C(id) of a Citeproc item, the C(@id) of a JSON-LD
        node, the C(ID) of a RIS record, or the DOI.
    type: str
  doi:
    description:
      - The DOI that the document has to be about. One that is about another DOI is refused.
      - Without this, a document about any DOI, or about none, is taken.
    type: str
extends_documentation_fragment:
  - pidops.datacite.attributes.reads
  - pidops.datacite.connection
requirements:
  - bibtexparser >= 2.1 and pylatexenc >= 2.10, for BibTeX
  - rispy >= 0.10, for RIS
seealso:
  - module: pidops.datacite.datacite_doi
"""

EXAMPLES = r"""
- name: What would become of this BibTeX entry?
  pidops.datacite.datacite_metadata_info:
    content: |
      @dataset{gauges,
        author    = {Lindqvist, Astrid and M{\"u}ller, J{\"o}rg},
        title     = {Rain gauges of the upper valley},
        publisher = {Example Data Archive},
        year      = {2026},
        doi       = {10.82001/rain-gauges-2026}
      }
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  register: gauges

- name: Keep it as an entry of a catalogue from now on
  ansible.builtin.copy:
    content: "{{ {'doi': '10.82001/rain-gauges-2026', 'state': 'findable', 'metadata': gauges.metadata} | to_nice_yaml(sort_keys=false) }}"
    dest: "{{ playbook_dir }}/dois/rain-gauges-2026.yml"
    mode: "0644"
"""

RETURN = r"""
metadata:
  description: DataCite's JSON attributes, ready to be declared; what the document leaves out is not among them.
  returned: success
  type: dict
  sample:
    creators:
      - {name: "Lindqvist, Astrid", nameType: Personal, givenName: Astrid, familyName: Lindqvist}
    titles: [{title: Rain gauges of the upper valley}]
    publisher: {name: Example Data Archive}
    publicationYear: 2026
    types: {resourceTypeGeneral: Dataset}
url:
  description: The landing page that the document names, empty where it names none.
  returned: success
  type: str
  sample: https://data.example.org/rain-gauges-2026
format:
  description: The format of the document.
  returned: success
  type: str
  sample: bibtex
missing:
  description: What a registered or findable DOI must have, and the document does not say.
  returned: success
  type: list
  elements: str
  sample: [publisher]
warnings:
  description: What was put right in the document, and what it has and no attribute takes up.
  returned: where there is something to tell
  type: list
  elements: str
  sample: ["content: not taken up: `note` (v1.2)"]
request_count:
  description: How many requests were sent to DataCite for this.
  returned: success
  type: int
  sample: 1
"""

import typing as t

from ..module_utils._datacite.connection_options import connection_options
from ..module_utils._datacite.door import Door, Visit, open_as_module


def run(visit: Visit) -> dict[str, t.Any]:
    """The document put in order, converted and completed."""
    from ..module_utils._datacite.api.opening import opened
    from ..module_utils._datacite.planning.meaning import meaning
    from ..module_utils._datacite.planning.source import with_content

    options = with_content({name: visit.params[name] for name in ("content", "src", "format", "entry", "doi")})
    registry = opened(visit)
    counted = registry.request_count
    found = meaning(options, registry)
    return {"changed": False, **found, "request_count": registry.request_count - counted}


def failures() -> tuple[type[Exception], ...]:
    """What goes wrong in a way that the reader can do something about."""
    from ..module_utils._datacite.api.connection import InvalidConnection
    from ..module_utils._datacite.api.errors import DataCiteError
    from ..module_utils._datacite.api.paths import UnaddressableName
    from ..module_utils._datacite.planning.refusal import Refusal

    return (Refusal, DataCiteError, InvalidConnection, UnaddressableName)


DOOR = Door(
    argument_spec={
        "content": {"type": "raw"},
        "src": {"type": "path"},
        "format": {"type": "str", "choices": ["bibtex", "citeproc", "crossref", "datacite_xml", "ris", "schema_org"]},
        "entry": {"type": "str"},
        "doi": {"type": "str"},
        **connection_options(),
    },
    run=run,
    failures=failures,
    mutually_exclusive=[("content", "src"), ("password", "token")],
    required_one_of=[("content", "src")],
)


def main() -> None:
    """The module's way in."""
    open_as_module(DOOR)


if __name__ == "__main__":
    main()
