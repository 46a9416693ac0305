#!/usr/bin/python
# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: datacite_doi
short_description: Declare one DataCite DOI
version_added: 0.1.0
author: The pidops contributors (@pidops)
description:
  - Declares the metadata, the landing page and the state of one DOI, compares that with the record that DataCite has, and makes only the
    request that is needed, or none.
  - The comparison knows how DataCite rewrites what it is sent (licences, languages, resource types, affiliations and much more), so that a second run
    finds nothing to do. Where metadata differ, DataCite itself is asked what it would store before anything is written.
  - A DOI that is registered or findable is public for ever. Check mode, diff and the return value RV(irreversible) mark the steps that have no way back.
options:
  doi:
    description:
      - The name of the DOI, such as V(10.82001/rain-2026). Case does not matter, and V(https://doi.org/) in front of it is understood.
      - Not needed where O(metadata) holds it, or with O(prefix) and O(identity).
    type: str
  prefix:
    description:
      - The prefix under which a DOI without a name of its own is made. Needs O(identity).
      - Quote it. YAML reads C(10.82010) as the number 10.8201, which is another prefix; a number is therefore refused.
    type: raw
  identity:
    description:
      - A text that stands for the DOI, and that this declaration keeps for ever, such as an accession number or a slug.
      - The suffix is computed from O(prefix) and this text, in the alphabet that DataCite uses for its own. So the DOI is known before it exists,
        and a second run, a lost answer or two runs at once cannot make it twice.
      - Another text is another DOI. To go on with a record that was made otherwise, give its name as O(doi).
    type: raw
  state:
    description:
      - The state that the DOI is to have.
      - V(present) is any state; a new DOI starts as a draft. O(metadata) that holds an C(event) or a C(state) makes this more precise.
      - V(draft) is a name that only the repository itself sees, and that can be deleted. A registered or findable DOI cannot become a draft again.
      - V(registered) resolves, and is not found by search. It hides a findable DOI.
      - V(findable) resolves, and is found by search.
      - V(absent) deletes a draft. A registered or findable DOI cannot be deleted.
    type: str
    choices: [present, draft, registered, findable, absent]
    default: present
  url:
    description:
      - The landing page. A registered or findable DOI must have one.
      - DataCite keeps it to the letter.
    type: str
  metadata:
    description:
      - DataCite's JSON attributes, as its API, its API guide and Fabrica show them, such as C(creators), C(titles) and C(relatedIdentifiers).
      - A request from the API guide, or a whole answer of the API, can be pasted as it is. What DataCite alone writes (C(created), C(viewCount) …) is ignored;
        C(doi), C(url), C(reason), C(state) and C(event) have to agree with the options.
      - What is declared is compared and sent attribute by attribute; a list is one value. C(types) and C(publisher) are compared member by member.
      - An attribute that is declared as V(null) or V([]) is cleared.
      - Affiliations may be written as texts or as objects. (DataCite itself drops the texts without a word; here they are sent as objects.)
      - Unknown members, wrong shapes and values that DataCite would lose are errors, with the path and, where there is one, a suggestion.
      - C(xml) alone is a document, as in O(content). Beside other attributes it is ignored.
    type: dict
  content:
    description:
      - A document that says what the metadata are, instead of O(metadata) or beside it - DataCite XML (kernel 4), Schema.org JSON-LD, Crossref Unixref,
        Citeproc JSON, RIS or BibTeX.
      - DataCite XML without O(metadata) beside it is stored as it is. Any other document is put in order, converted by DataCite (which stores nothing at that),
        completed, and declared as attributes; DataCite itself would spoil many of them without a word.
      - Attributes in O(metadata) win over what the document says. What the document leaves out counts as undeclared.
      - What was put right in the document, and what it has and the record will not, is told as warnings.
      - A document with a DOCTYPE or with entities is refused, and so is one that holds several records, unless O(entry) chooses one.
      - BibTeX needs the Python packages C(bibtexparser) and C(pylatexenc), RIS needs C(rispy).
      - JSON may be given as a text or as a value of YAML.
    type: raw
  src:
    description:
      - The path of such a document, on the host where the task runs.
    type: path
  format:
    description:
      - The format of O(content) or O(src). Without this, it is told from the document.
    type: str
    choices: [bibtex, citeproc, crossref, datacite_xml, ris, schema_org]
  entry:
    description:
      - Which record of O(content) or O(src) is meant, where it holds several - the key of a BibTeX entry, the C(id) of a Citeproc item, the C(@id) of a
        JSON-LD node, the C(ID) of a RIS record, or the DOI.
    type: str
  replace_doi:
    description:
      - Take a document that is about another DOI, and put this DOI into it. Without this such a document is refused as the wrong file.
      - Placeholders such as V(10.5072/example) or V(:tba) are always replaced.
    type: bool
    default: false
  undeclared:
    description:
      - What becomes of attributes that the record has and the declaration does not name.
      - V(keep) leaves them alone. V(clear) removes them, so that the record has what is declared and nothing else.
      - V(clear) never touches O(url), O(reason), C(contentUrl), a container that DataCite derives, or what a registered or findable DOI must have.
    type: str
    choices: [keep, clear]
    default: keep
  server_validation:
    description:
      - Whether DataCite is asked to judge metadata that differ, before they are written (V(auto)), also in check mode.
      - With V(never) the local comparison alone decides. Documents in other formats than DataCite XML cannot be converted then, and are refused.
    type: str
    choices: [auto, never]
    default: auto
  reason:
    description:
      - DataCite's free text on why the DOI is in its state, such as why it was withdrawn. It is part of the record that the API shows.
    type: raw
extends_documentation_fragment:
  - pidops.datacite.attributes.writes
  - pidops.datacite.connection
requirements:
  - bibtexparser >= 2.1 and pylatexenc >= 2.10, for documents in BibTeX
  - rispy >= 0.10, for documents in RIS
seealso:
  - module: pidops.datacite.datacite_doi_info
  - name: DataCite Metadata Schema
    description: What the attributes mean, and the controlled lists.
    link: https://datacite-metadata-schema.readthedocs.io/
  - name: Creating DOIs with the REST API
    description: DataCite's own guide, whose payloads can be pasted here.
    link: https://support.datacite.org/docs/api-create-dois
"""

EXAMPLES = r"""
- name: Reserve a name for a dataset that is still being worked on
  pidops.datacite.datacite_doi:
    doi: 10.82001/rain-gauges-2026
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Make it public, with its landing page
  pidops.datacite.datacite_doi:
    doi: 10.82001/rain-gauges-2026
    state: findable
    url: https://data.example.org/rain-gauges-2026
    metadata:
      creators:
        - name: Lindqvist, Astrid
          nameType: Personal
          givenName: Astrid
          familyName: Lindqvist
          affiliation: [Institute of Hydrology]
          nameIdentifiers:
            - nameIdentifier: https://orcid.org/0000-0002-1825-0097
              nameIdentifierScheme: ORCID
              schemeUri: https://orcid.org
      titles:
        - title: Rain gauges of the upper valley, 2026
          lang: en
      publisher: {name: Example Data Archive}
      publicationYear: 2026
      types: {resourceTypeGeneral: Dataset, resourceType: Time series}
      rightsList:
        - rightsIdentifier: CC-BY-4.0
      relatedIdentifiers:
        - relatedIdentifier: 10.82001/rain-gauges-2025
          relatedIdentifierType: DOI
          relationType: IsNewVersionOf
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Move the landing page, and leave the metadata alone
  pidops.datacite.datacite_doi:
    doi: 10.82001/rain-gauges-2026
    url: https://archive.example.org/rain-gauges/2026
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Withdraw it, with a tombstone page (a public DOI cannot be deleted)
  pidops.datacite.datacite_doi:
    doi: 10.82001/rain-gauges-2026
    state: registered
    url: https://data.example.org/tombstones/rain-gauges-2026
    reason: Withdrawn at the request of the owner of the land
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: A DOI without a name of its own; its suffix is computed, the same on every run
  pidops.datacite.datacite_doi:
    prefix: "10.82001"
    identity: accession 2026-0412
    metadata:
      titles:
        - title: Field notebook of A. Lindqvist
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  register: notebook

- name: Show the name that it has
  ansible.builtin.debug:
    msg: "https://doi.org/{{ notebook.doi }}"

- name: Paste a request from DataCite's API guide as it is
  pidops.datacite.datacite_doi:
    metadata:
      data:
        id: 10.82001/pasted-1
        type: dois
        attributes:
          event: publish
          doi: 10.82001/pasted-1
          creators: [{name: Example Working Group}]
          titles: [{title: Guidelines for the naming of gauges}]
          publisher: Example Data Archive
          publicationYear: 2026
          types: {resourceTypeGeneral: Text}
          url: https://data.example.org/guidelines
          schemaVersion: http://datacite.org/schema/kernel-4.4
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Keep an XML document as it is
  pidops.datacite.datacite_doi:
    doi: 10.82001/from-xml
    src: "{{ playbook_dir }}/metadata/from-xml.xml"
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Publish what a BibTeX file says, with the publisher that it leaves out
  pidops.datacite.datacite_doi:
    doi: 10.82001/rain-model-2026
    state: findable
    url: https://data.example.org/rain-model-2026
    content: |
      @software{rainmodel,
        author = {Lindqvist, Astrid and M{\"u}ller, J{\"o}rg},
        title  = {Rain model of the upper valley},
        year   = {2026}
      }
    metadata:
      publisher: {name: Example Data Archive}
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Delete a draft
  pidops.datacite.datacite_doi:
    doi: 10.82001/mistyped
    state: absent
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
"""

RETURN = r"""
doi:
  description: The name of the DOI, in lower case.
  returned: success
  type: str
  sample: 10.82001/rain-gauges-2026
state:
  description:
    - The state of the DOI now; V(absent) where there is no record.
    - In check mode the state that it would have; V(unknown) for a damaged record, which cannot be read before it is mended.
  returned: success
  type: str
  sample: findable
record:
  description: The attributes of the record, without the XML; empty where there is none. In check mode as they would be.
  returned: success
  type: dict
  sample:
    doi: 10.82001/rain-gauges-2026
    state: findable
    url: https://data.example.org/rain-gauges-2026
    titles: [{title: "Rain gauges of the upper valley, 2026", lang: en}]
actions:
  description:
    - What was done, or would be - V(create), V(update), V(register), V(publish), V(hide), V(delete), V(re-register) (the handle was not
      registered yet) and V(mend) (an attribute was damaged by an earlier write). Empty where nothing had to be done.
  returned: success
  type: list
  elements: str
  sample: [create, publish]
irreversible:
  description: Whether this made the name public, which cannot be undone.
  returned: success
  type: bool
  sample: true
changes:
  description: What became different, or would.
  returned: success
  type: list
  elements: dict
  contains:
    attribute:
      description: The attribute, such as C(titles), C(url) or C(state).
      type: str
      sample: titles
    path:
      description: The place within it.
      type: str
      sample: titles[0].title
    before:
      description: What the record had; null for nothing.
      type: raw
      sample: Rain gauges, 2026
    after:
      description: What is declared; null for nothing.
      type: raw
      sample: Rain gauges of the upper valley, 2026
request_count:
  description: How many requests were sent to DataCite for this.
  returned: success
  type: int
  sample: 3
problems:
  description: What has to be put right, one entry for each place.
  returned: when a declaration is refused
  type: list
  elements: dict
  contains:
    path:
      description: Where it is declared.
      type: str
      sample: metadata.creators[0].affilation
    message:
      description: What is wrong with it.
      type: str
      sample: unknown member
    suggestion:
      description: What was probably meant, or what to do; null where nobody knows.
      type: str
      sample: did you mean `affiliation`?
"""

import typing as t

from ..module_utils._datacite.connection_options import connection_options
from ..module_utils._datacite.door import Door, Visit, open_as_module


def run(visit: Visit) -> dict[str, t.Any]:
    """One declaration, planned and, unless checking, applied."""
    from ..module_utils._datacite.api.opening import opened
    from ..module_utils._datacite.planning.declaration import declaration
    from ..module_utils._datacite.planning.engine import carry_out
    from ..module_utils._datacite.planning.result import result
    from ..module_utils._datacite.planning.source import with_content

    registry = opened(visit)
    counted = registry.request_count
    outcome = carry_out(declaration(with_content(visit.params)), registry, check=visit.check_mode)
    return result(outcome, request_count=registry.request_count - counted, diff=visit.diff)


def failures() -> tuple[type[Exception], ...]:
    """What goes wrong in a way that the reader can do something about."""
    from ..module_utils._datacite.api.connection import InvalidConnection
    from ..module_utils._datacite.api.errors import DataCiteError
    from ..module_utils._datacite.api.paths import UnaddressableName
    from ..module_utils._datacite.planning.refusal import Refusal

    return (Refusal, DataCiteError, InvalidConnection, UnaddressableName)


DOOR = Door(
    argument_spec={
        "doi": {"type": "str"},
        "prefix": {"type": "raw"},
        "identity": {"type": "raw"},
        "state": {"type": "str", "choices": ["present", "draft", "registered", "findable", "absent"], "default": "present"},
        "url": {"type": "str"},
        "metadata": {"type": "dict"},
        "content": {"type": "raw"},
        "src": {"type": "path"},
        "format": {"type": "str", "choices": ["bibtex", "citeproc", "crossref", "datacite_xml", "ris", "schema_org"]},
        "entry": {"type": "str"},
        "replace_doi": {"type": "bool", "default": False},
        "undeclared": {"type": "str", "choices": ["keep", "clear"], "default": "keep"},
        "server_validation": {"type": "str", "choices": ["auto", "never"], "default": "auto"},
        "reason": {"type": "raw"},
        **connection_options(),
    },
    run=run,
    failures=failures,
    mutually_exclusive=[("doi", "prefix"), ("doi", "identity"), ("content", "src"), ("password", "token")],
)


def main() -> None:
    """The module's way in."""
    open_as_module(DOOR)


if __name__ == "__main__":
    main()
