#!/usr/bin/python
# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the records of a repository into a catalogue."""

from __future__ import annotations

DOCUMENTATION = r"""
module: datacite_export
short_description: Write DataCite DOIs into files of a catalogue
version_added: 0.1.0
author: The pidops contributors (@pidops)
description:
  - Reads the records of a repository and writes a file for each, in the form that M(pidops.datacite.datacite_catalog) reads. An export followed by a plan finds
    nothing to do.
  - A file that says already what DataCite has is left alone to the last byte, comments and all, wherever in the tree it lies. One that says something else
    and declares that DOI alone is rewritten; so commit, or look with C(--check --diff), before you export over changes that were not applied yet.
  - Files hold what people write. What DataCite adds by itself, such as counts, times and values that follow from others, is left out. So is what is empty,
    unless a C(_defaults.yml) would fill it.
  - A folder that has nothing of a catalogue in it yet gets a C(_defaults.yml) with C(undeclared) C(clear), so that a change which is taken back in a file is
    taken back at DataCite. One that is there is honoured, and never changed.
  - Records that today's rules of DataCite refuse are exported as they are. Their C(metadata) has a C(created), by which a plan knows that they were
    accepted once.
  - The files are named after the DOIs, below a folder for the prefix. What a file system might not take is percent-encoded; very long names are cut, and end
    in a hash.
  - Nothing is written unless all records were read, and it was proven whose they are.
  - With O(documents), each record is also written in other formats, such as BibTeX or DataCite XML.
  - This module runs on the controller, whatever host the task is for, as M(ansible.builtin.template) does. Its files are there.
options:
  dest:
    description:
      - The folder of the catalogue. It is made where it is missing. Relative paths start where the playbook lies.
      - It may already be a catalogue, also one that people wrote; but one with errors is refused.
      - At its top lies C(.datacite-export.json), which lists the files that were written and belongs into version control with them.
    type: path
    required: true
  repository:
    description:
      - The repository whose records are wanted, such as V(PIDOPS.LAB). Without it, the account's own.
      - A member account has to name one of its repositories.
    type: str
  prefix:
    description: Only DOIs under this prefix. Quote it, for YAML reads C(10.82010) as another number.
    type: raw
  query:
    description:
      - Only DOIs that answer this query in DataCite's query language, such as V(types.resourceTypeGeneral:Dataset).
    type: str
  state:
    description: Only DOIs in this state.
    type: str
    choices: [draft, registered, findable]
  updated_since:
    description:
      - Only DOIs of which the record was touched since this time, such as V(2026-11-01T06:00:00Z), or up to 15 minutes earlier.
        RV(read_at) of the run before is a good value.
      - Records that are gone, or that DataCite's index learnt of late, are missed by such a run. Export all of them now and then.
    type: str
  dois:
    description:
      - Only these DOIs, one request each. They come from DataCite's database and not from its index, which lags behind.
      - If one of them is missing, the task fails before anything is written.
    type: list
    elements: str
  prune:
    description:
      - Whether to remove the files of DOIs that do not exist any more, which only drafts can cease to.
      - Removed are only files that an export wrote into this folder and that nobody has edited since, and each only after DataCite's database has said that
        there is no such DOI. All others are named in RV(kept).
      - Has to be used with the filters that the tree was exported with, and with the repository's own account.
    type: bool
    default: false
  format:
    description:
      - The format of new files. A file that is there keeps its own.
      - A record that holds a number where DataCite means text, which old ones do, gets a JSON file also with V(yaml), for only that can tell the two.
    type: str
    choices: [yaml, json]
    default: yaml
  documents:
    description:
      - "Formats in which each record is to be written as well, and the folder for each, such as C({bibtex: docs/bib, datacite_xml: docs/xml}).
        Relative paths start where the playbook lies."
      - The formats are those of O(pidops.datacite.datacite_doi_info#module:format). V(citation) comes in the style that DataCite takes unless asked otherwise.
        There is no Crossref Unixref, which DataCite reads and gives none of its own DOIs in.
      - "The files are named like those of the catalogue, with the endings C(.bib), C(.ris), C(.xml) (V(datacite_xml), V(jats)), C(.jsonld) (V(schema_org),
        V(codemeta)), C(.json) (V(citeproc), V(crosscite), V(datacite_json)), C(.csv) and C(.txt) (V(citation)). Two formats of one ending need two folders."
      - The folder may be the catalogue's, or one in it. Not for C(.json) files, which a catalogue would read as declarations; nor may a folder of those
        be named in C(src) of M(pidops.datacite.datacite_catalog), or lie below it.
      - "A document is asked for where there is none yet, and where what the record says is not what it was when the document was made: up to 50 in one request
        for V(bibtex), V(ris) and the JSON formats, one by one for V(citation), V(csv) and V(jats). V(datacite_xml) is what DataCite stores, and takes no
        request. DataCite improves its conversions now and then; remove a folder to have all its documents made anew."
      - A file that no export has written, or that somebody has edited since, is left alone and named in RV(documents). So the sources of a catalogue are
        never overwritten. What was written is listed in C(.datacite-export-<format>.json) at the top of the folder, which belongs into version control with it.
      - Other line ends than DataCite's are no difference, for Git may change them.
      - O(prune) removes the documents of DOIs that do not exist any more as well.
    type: dict
extends_documentation_fragment:
  - pidops.datacite.attributes.writes
  - pidops.datacite.connection
seealso:
  - module: pidops.datacite.datacite_catalog
  - module: pidops.datacite.datacite_doi_info
"""

EXAMPLES = r"""
- name: Adopt a repository, one file for each DOI
  pidops.datacite.datacite_export:
    dest: catalogue
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  register: exported

- name: A plan of what was exported is empty
  pidops.datacite.datacite_catalog:
    src: [catalogue]
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  check_mode: true
  register: planned
  failed_when: planned is changed

- name: What others changed lately
  pidops.datacite.datacite_export:
    dest: catalogue
    updated_since: "{{ exported.read_at }}"
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  diff: true

- name: Everything, and the files of deleted drafts go
  pidops.datacite.datacite_export:
    dest: catalogue
    prune: true
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: What is findable under one prefix, as JSON
  pidops.datacite.datacite_export:
    dest: published
    prefix: "10.82001"
    state: findable
    format: json
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: A catalogue, with a bibliography and the XML of each record beside it
  pidops.datacite.datacite_export:
    dest: catalogue
    documents:
      bibtex: "{{ playbook_dir }}/bib"
      datacite_xml: "{{ playbook_dir }}/xml"
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
"""

RETURN = r"""
counts:
  description:
    - How many C(records) were read; how many files of DOIs were C(created), C(updated) and C(removed), and how many were C(unchanged);
      how many entries RV(kept) and RV(missing) have.
  returned: success
  type: dict
  sample: {created: 1, kept: 0, missing: 0, records: 812, removed: 0, unchanged: 810, updated: 1}
files:
  description:
    - The files that are made, rewritten or removed, in check mode those that would be. C(doi) is null for C(_defaults.yml).
  returned: success
  type: list
  elements: dict
  sample:
    - {action: update, doi: 10.82001/rain-gauges-2026, file: 10.82001/rain-gauges-2026.yml}
kept:
  description: Files that were left as they are although they do not say what DataCite says, and records for which no file could be written, with the reason.
  returned: success
  type: list
  elements: dict
  sample:
    - doi: 10.82001/rain-gauges-2026
      file: gauges.yml
      reason: the record differs (metadata.titles[0].title), and the file declares 11 more, so it is left for you to change
documents:
  description:
    - "What became of the documents: C(counts) of those C(created), C(updated), C(removed), C(unchanged), C(kept) and C(failed); the C(files) that are made,
      rewritten or removed, in check mode those that would be; those that were C(kept) as they are although DataCite may say something else, with the reason;
      and those that DataCite did not give (C(failed)), which stop no other and are asked for again by the next run."
  returned: with O(documents)
  type: dict
  sample:
    counts: {created: 1, failed: 0, kept: 0, removed: 0, unchanged: 811, updated: 0}
    failed: []
    files:
      - {action: create, doi: 10.82001/rain-gauges-2026, file: /srv/repository/bib/10.82001/rain-gauges-2026.bib, format: bibtex}
    kept: []
missing:
  description:
    - DOIs whose files an export wrote and which DataCite does not list any more, unless their files were removed. O(prune=true) looks for each of them.
  returned: success
  type: list
  elements: str
  sample: []
repository:
  description: The repository whose records were exported.
  returned: success
  type: str
  sample: pidops.lab
read_at:
  description: The time at which reading began, for O(updated_since) of the next run.
  returned: success
  type: str
  sample: "2026-11-01T06:00:00Z"
request_count:
  description: How many requests were sent to DataCite for this.
  returned: success
  type: int
  sample: 2
"""

import typing as t

from ..module_utils._datacite.connection_options import connection_options
from ..module_utils._datacite.door import Door, Visit, open_as_module


def run(visit: Visit) -> dict[str, t.Any]:
    """Read, compare, and unless checking write."""
    from ..module_utils._datacite.doors.export import run as run_export

    return run_export(visit)


def failures() -> tuple[type[Exception], ...]:
    """What goes wrong in a way that the reader can do something about."""
    from ..module_utils._datacite.api.connection import InvalidConnection
    from ..module_utils._datacite.api.errors import DataCiteError
    from ..module_utils._datacite.api.paths import UnaddressableName
    from ..module_utils._datacite.planning.refusal import Refusal

    return (Refusal, DataCiteError, InvalidConnection, UnaddressableName, OSError)


DOOR = Door(
    argument_spec={
        "dest": {"type": "path", "required": True},
        "repository": {"type": "str"},
        "prefix": {"type": "raw"},
        "query": {"type": "str"},
        "state": {"type": "str", "choices": ["draft", "registered", "findable"]},
        "updated_since": {"type": "str"},
        "dois": {"type": "list", "elements": "str"},
        "prune": {"type": "bool", "default": False},
        "format": {"type": "str", "choices": ["yaml", "json"], "default": "yaml"},
        "documents": {"type": "dict"},
        **connection_options(),
    },
    run=run,
    failures=failures,
    mutually_exclusive=[("dois", name) for name in ("query", "prefix", "state", "updated_since")] + [("password", "token")],
)


def main() -> None:
    """The module's way in."""
    open_as_module(DOOR)


if __name__ == "__main__":
    main()
