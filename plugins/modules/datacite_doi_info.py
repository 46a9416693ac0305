#!/usr/bin/python
# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: datacite_doi_info
short_description: Read DataCite DOIs
version_added: 0.1.0
author: The pidops contributors (@pidops)
description:
  - Reads records of DOIs by name, or all that have something in common, however many pages that takes.
  - Records by name come from DataCite's database. Lists come from its search index, which lags some seconds or more behind.
  - With credentials, it is proven that they are right before a DOI is called missing. DataCite itself treats a wrong password like none,
    and then hides own drafts.
options:
  dois:
    description:
      - The names of the DOIs to read, one request each. Names of which DataCite shows no record are in RV(missing).
      - An empty list reads nothing.
    type: list
    elements: str
  query:
    description:
      - A query in DataCite's query language, such as V(titles.title:gauge AND publicationYear:2026).
      - DOIs and URLs in it need quotation marks.
    type: str
  prefix:
    description: Only DOIs under this prefix. Quote it, for YAML reads C(10.82010) as another number.
    type: raw
  state:
    description: Only DOIs in this state. V(draft) and V(registered) need credentials, for without DataCite lists findable DOIs alone.
    type: str
    choices: [draft, registered, findable]
  repository:
    description:
      - Only DOIs of this repository, such as V(EXAMPLE.REPO).
      - Without this, O(query) and O(prefix) search all of DataCite; where these are not given either, the own repository is listed;
        for a member account, all repositories of the member.
    type: str
  updated_since:
    description: Only DOIs of which the record was touched since this time, such as V(2026-11-01) or V(2026-11-01T06:00:00Z).
    type: str
  limit:
    description: Return so many records of a list at most, one or more. RV(total) tells how many there are.
    type: int
  select:
    description:
      - A JMESPath expression that makes RV(dois) of the records.
      - "One that names members is applied to each record, such as C({doi: doi, title: titles[0].title});
        any other, such as C([?state=='draft'].doi), to the whole list."
      - Needs the Python package C(jmespath).
    type: str
  format:
    description:
      - Also give each record in this format, as C(content). V(citation) is a formatted reference; see O(style) and O(locale).
      - DataCite makes the document when it is asked for, of drafts and hidden DOIs as well where they are the account's own. That is one more request for
        each DOI in O(dois); of a list, DataCite gives up to 50 documents of most formats in one.
      - V(datacite_xml) is the XML that DataCite stores, as it is; it takes no further request. A draft without metadata has none.
      - V(bibtex), V(citeproc), V(datacite_xml), V(ris) and V(schema_org) can be declared again, as O(pidops.datacite.datacite_doi#module:content). Only
        V(datacite_xml) says all that a record has; the others leave out what they have no place for, so they are no backup.
      - Where DataCite cannot give a record in this format, C(content) is null, and a warning says why.
      - There is no Crossref Unixref here. DataCite reads that format, and gives none of its own DOIs in it.
    type: str
    choices: [bibtex, citation, citeproc, codemeta, crosscite, csv, datacite_json, datacite_xml, jats, ris, schema_org]
  style:
    description: The citation style for O(format=citation), by its name in the CSL repository, such as V(apa) or V(chicago-author-date).
    type: str
  locale:
    description: The language of the citation for O(format=citation), such as V(en-US) or V(de).
    type: str
  activities:
    description: Also give who changed what, newest first, as C(activities); one more request for each record.
    type: bool
    default: false
extends_documentation_fragment:
  - pidops.datacite.attributes.reads
  - pidops.datacite.connection
requirements:
  - jmespath, for O(select)
seealso:
  - module: pidops.datacite.datacite_doi
  - module: pidops.datacite.datacite_export
  - name: DataCite's query language
    description: What O(query) understands.
    link: https://support.datacite.org/docs/api-queries
"""

EXAMPLES = r"""
- name: Read two records
  pidops.datacite.datacite_doi_info:
    dois: [10.82001/rain-gauges-2026, 10.82001/pasted-1]
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  register: gauges

- name: Stop where one is missing
  ansible.builtin.assert:
    that: gauges.missing | length == 0

- name: All drafts of the own repository, as a list of names
  pidops.datacite.datacite_doi_info:
    state: draft
    select: "[].doi"
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: What was touched this month, with title and landing page
  pidops.datacite.datacite_doi_info:
    repository: PIDOPS.LAB
    updated_since: "2026-11-01"
    select: "{doi: doi, title: titles[0].title, url: url}"
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: A reference for the README
  pidops.datacite.datacite_doi_info:
    dois: [10.82001/rain-gauges-2026]
    format: citation
    style: apa
    locale: en-US
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Put what is published into a bibliography
  pidops.datacite.datacite_doi_info:
    repository: PIDOPS.LAB
    state: findable
    format: bibtex
    select: "[?content].content"
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  register: published

- name: One file of all entries
  ansible.builtin.copy:
    content: "{{ published.dois | join('\n') }}"
    dest: published.bib
    mode: "0644"

- name: Who changed this record?
  pidops.datacite.datacite_doi_info:
    dois: [10.82001/rain-gauges-2026]
    activities: true
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
"""

RETURN = r"""
dois:
  description:
    - The records. Each has DataCite's attributes (without the XML) and C(repository), and where asked for C(content) and C(activities).
    - With O(select), what the expression makes of them.
  returned: success
  type: list
  elements: raw
  sample:
    - doi: 10.82001/rain-gauges-2026
      state: findable
      repository: pidops.lab
      url: https://data.example.org/rain-gauges-2026
missing:
  description: The names of O(dois) of which there is no record that the account may see.
  returned: success
  type: list
  elements: str
  sample: [10.82001/rain-gauges-1926]
total:
  description: How many records there are altogether, also where O(limit) returns fewer.
  returned: success
  type: int
  sample: 2
request_count:
  description: How many requests were sent to DataCite for this.
  returned: success
  type: int
  sample: 2
"""

import typing as t

from ..module_utils._datacite.connection_options import connection_options
from ..module_utils._datacite.door import Door, Visit, open_as_module

MOST_TOLD = 20
"""Records without a document that are told one by one."""


def run(visit: Visit) -> dict[str, t.Any]:
    """Look up, and make of the records what was asked for."""
    from ..module_utils._datacite.api.inquiry import Inquiry, inquire
    from ..module_utils._datacite.api.opening import opened
    from ..module_utils._datacite.metadata.doi_names import plain
    from ..module_utils._datacite.projection import project

    _usable(visit.params)
    registry = opened(visit)
    counted = registry.request_count
    asked = {name: visit.params[name] for name in ("query", "state", "repository", "updated_since", "limit", "format", "style", "locale", "activities")}
    names = None if visit.params["dois"] is None else tuple(plain(name) for name in visit.params["dois"])
    found = inquire(registry.session, Inquiry(dois=names, prefix=visit.params["prefix"], **asked))
    select = visit.params["select"]
    return {
        "changed": False,
        "dois": project(select, found.records) if select else found.records,
        "missing": found.missing,
        "total": found.total,
        "request_count": registry.request_count - counted,
        **({"warnings": _without(found.without)} if found.without else {}),
    }


def _without(documents: t.Any) -> list[str]:
    """Why there is no document of some records, in as many sentences as somebody reads."""
    told = [f"{made.doi}: {made.reason}" for made in documents[:MOST_TOLD]]
    return [*told, *([f"and {len(documents) - MOST_TOLD} more records without a document"] if len(documents) > MOST_TOLD else [])]


def _usable(params: t.Mapping[str, t.Any]) -> None:
    """Raise Refusal for options that would be answered with something else than what was asked for."""
    from ..module_utils._datacite.planning.refusal import Problem, Refusal

    problems = []
    prefix, limit, state = params["prefix"], params["limit"], params["state"]
    if prefix is not None and not isinstance(prefix, str):
        told = f"YAML read {prefix!r} as a number, which may be another prefix than the one written"
        problems.append(Problem("prefix", told, 'quote it, such as `prefix: "10.82010"`'))
    if limit is not None and limit < 1:
        problems.append(Problem("limit", f"{limit} is not 1 or more", "leave `limit` out for all records"))
    if state in ("draft", "registered") and not (params["username"] or params["token"]):
        problems.append(Problem("state", f"nobody is shown what is {state} without credentials", "give `username` and `password`, or `token`"))
    if problems:
        raise Refusal("The options cannot be used.", tuple(problems))


def failures() -> tuple[type[Exception], ...]:
    """What goes wrong in a way that the reader can do something about."""
    from ..module_utils._datacite.api.connection import InvalidConnection
    from ..module_utils._datacite.api.errors import DataCiteError
    from ..module_utils._datacite.api.paths import UnaddressableName
    from ..module_utils._datacite.planning.refusal import Refusal
    from ..module_utils._datacite.projection import InvalidExpression

    return (Refusal, DataCiteError, InvalidConnection, InvalidExpression, UnaddressableName)


DOOR = Door(
    argument_spec={
        "dois": {"type": "list", "elements": "str"},
        "query": {"type": "str"},
        "prefix": {"type": "raw"},
        "state": {"type": "str", "choices": ["draft", "registered", "findable"]},
        "repository": {"type": "str"},
        "updated_since": {"type": "str"},
        "limit": {"type": "int"},
        "select": {"type": "str"},
        "format": {
            "type": "str",
            "choices": ["bibtex", "citation", "citeproc", "codemeta", "crosscite", "csv", "datacite_json", "datacite_xml", "jats", "ris", "schema_org"],
        },
        "style": {"type": "str"},
        "locale": {"type": "str"},
        "activities": {"type": "bool", "default": False},
        **connection_options(),
    },
    run=run,
    failures=failures,
    mutually_exclusive=[("dois", name) for name in ("query", "prefix", "state", "repository", "updated_since", "limit")] + [("password", "token")],
)


def main() -> None:
    """The module's way in."""
    open_as_module(DOOR)


if __name__ == "__main__":
    main()
