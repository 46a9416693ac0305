#!/usr/bin/python
# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: datacite_compliance
short_description: Tell what is wrong with the DOIs of a repository
version_added: 0.1.0
author: The pidops contributors (@pidops)
description:
  - Reads all records of a repository, asks rules of them, looks at their landing pages where a profile asks for it, and compares them with a catalogue
    where one is given. Nothing is written to DataCite.
  - The result is a list of findings, scores, and reports for people and for programs. The task fails where findings are as grave as O(fail_on) says, which
    is what a run every night is for.
  - The rules are data. The collection ships rules and profiles after DataCite's best practices, GREI, OpenAIRE, Horizon Europe, F-UJI and others; files of
    one's own add to them, override them, and waive findings with a reason and to a date.
  - Landing pages are looked at politely - one request at a time for each host, with a pause, and a page that was good is not looked at again before it is due.
    A page that does not answer in time is unknown, never broken.
  - This module runs on the controller, whatever host the task is for, as M(ansible.builtin.template) does. Its files are there.
options:
  profiles:
    description:
      - The profiles whose rules are asked. Shipped are V(datacite-mandatory), V(datacite-recommended), V(grei-v2), V(openaire-data), V(horizon-europe),
        V(fuji-0.8), V(landing-page), V(ops-hygiene), V(best-practices) and V(geo); O(rules) can bring more.
    type: list
    elements: str
    default: [datacite-recommended, ops-hygiene]
  rules:
    description:
      - Files, or folders with files, of rules, profiles and waivers of one's own. All errors in them are told at once, with file and line, before anything is
        asked of DataCite.
    type: list
    elements: path
  src:
    description:
      - The catalogue that the repository is kept by, as M(pidops.datacite.datacite_catalog) takes it.
      - With it, records that differ from their declarations, that no declaration mentions, or that are missing are findings, with who changed what and when,
        and findings name the file and line.
    type: list
    elements: path
  repository:
    description: The repository account, such as V(PIDOPS.LAB). With other credentials nothing is read. Without it, the credentials decide.
    type: str
  handles:
    description:
      - Of how many public DOIs it is looked up where their handle leads; others every day. V(all) for all, V(0) for none. One request for each. Those of
        which no list tells that they are registered, and those with whose handle something was wrong in the run before, are looked up besides, at most 100.
      - Which names the handle system has is asked once for all in any case, to find records that no list shows. DataCite tells that to a repository's password
        alone, not to an API key.
    type: str
    default: "50"
  draft_days:
    description: Days after which a draft is stale.
    type: int
    default: 90
  pages:
    description: How landing pages are looked at. They are, where one of O(profiles) has rules about them, such as V(landing-page).
    type: dict
    suboptions:
      max_age:
        description: Days after which a page that was good is looked at again. One with something wrong is looked at again after a day.
        type: float
        default: 7.0
      at_most:
        description: Look at so many pages in one run, those first that have waited longest. Without this, at all that are due.
        type: int
      allowed_domains:
        description: The domains that landing pages may end at; without this, any. A name stands for the domains below it as well.
        type: list
        elements: str
      allow_private_hosts:
        description:
          - Look at pages at private and loopback addresses, too. Otherwise they are refused, whatever a name or a redirect leads to, so that a record cannot
            make this machine ask others inside its network.
        type: bool
        default: false
      identifiers:
        description:
          - Look up as well whether related DOIs (H17), ORCID iDs and ROR IDs (H18) exist, at doi.org, ORCID and ROR. Each is asked for once, three a second,
            and remembered in O(page_cache). A repository with many references takes hours the first time.
        type: bool
        default: false
      connections:
        description: How many pages are looked at at once, all hosts together.
        type: int
        default: 16
      host_pause:
        description: Seconds between two requests to one host.
        type: float
        default: 1.0
      retry_pause:
        description: Seconds after which pages that gave no answer are asked once more.
        type: float
        default: 60.0
      timeout:
        description: Seconds without a byte after which a page counts as unknown. A whole page may take three times as long.
        type: float
        default: 20.0
      resolver:
        description:
          - The address to which a DOI is appended to find its page. Without this, V(https://doi.org) for production, and that of DataCite's test handle
            service for test; DOIs of a local server are looked at by their declared address.
        type: str
  page_cache:
    description:
      - A file that remembers what was seen of landing pages, so that the next run looks only at what is due. It is made where it is missing. In check mode it
        is read and not written.
    type: path
  history:
    description:
      - A file in which every run leaves its counts, scores and findings. With it, findings are new or known, what was fixed is told, and the HTML report shows
        the trend. In check mode it is read and not written.
    type: path
  reports:
    description: Reports to write, by path. They are written in check mode as well.
    type: dict
    suboptions:
      html:
        description: One self-contained page, for people.
        type: path
      markdown:
        description: For an issue or a comment.
        type: path
      json:
        description: For programs. The format has a version.
        type: path
      junit:
        description: For the test view of a CI system.
        type: path
      sarif:
        description: SARIF 2.1.0, for code scanning; findings point at the file and line of the catalogue where there is one.
        type: path
      csv:
        description: One line for each finding, for spreadsheets.
        type: path
  fail_on:
    description:
      - How grave a finding has to be for the task to fail. V(error) fails for errors, V(warning) for warnings as well, V(info) for any finding, V(never) never.
      - Waived findings do not count.
    type: str
    choices: [error, warning, info, never]
    default: error
  workers:
    description: How many single requests are under way at once.
    type: int
    default: 4
  reread:
    description: Of so many records that seem to differ from O(src) it is made sure by reading them singly, because lists come from an index that lags behind.
    type: int
    default: 400
extends_documentation_fragment:
  - pidops.datacite.attributes.reads
  - pidops.datacite.connection
requirements:
  - jmespath
seealso:
  - module: pidops.datacite.datacite_catalog
  - name: DataCite's best practices
    description: What members, integrators and service providers are asked for.
    link: https://support.datacite.org/docs/best-practices-for-datacite-members
"""

EXAMPLES = r"""
- name: What is wrong with our DOIs?
  pidops.datacite.datacite_compliance:
    repository: PIDOPS.LAB
    fail_on: never
    reports:
      html: build/compliance.html
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  register: compliance

- name: Show the scores
  ansible.builtin.debug:
    var: compliance.scores

- name: Every night, with our own rules and waivers, against the catalogue, and with a trend
  pidops.datacite.datacite_compliance:
    repository: PIDOPS.LAB
    profiles: [datacite-mandatory, ops-hygiene, landing-page]
    src: [catalogue]
    history: compliance-history.jsonl
    page_cache: landing-pages.jsonl
    reports:
      html: build/compliance.html
      markdown: build/compliance.md
      sarif: build/compliance.sarif
    fail_on: never
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
"""

RETURN = r"""
repository:
  description: The repository, in lower case.
  returned: success
  type: str
  sample: pidops.lab
records:
  description: How many records were looked at.
  returned: success
  type: int
  sample: 412
counts:
  description:
    - How many findings nobody has waived, by severity; how many of them the last run did not have (C(new), with O(history)), how many of its findings are gone
      (C(fixed)), and how many are waived.
  returned: success
  type: dict
  sample: {error: 3, warning: 40, info: 0, new: 1, fixed: 2, waived: 5}
scores:
  description: For each profile the share of rules that were passed, in percent, and how many records have no error or warning.
  returned: success
  type: list
  elements: dict
  sample:
    - {profile: datacite-recommended, title: What DataCite recommends, percent: 91.4, records: 412, good_records: 301}
completeness:
  description: How many records say something of a property.
  returned: success
  type: dict
  sample: {abstract: {filled: 380, records: 412}}
rules:
  description: The rules with findings that nobody has waived, the gravest first, with one of the findings of each.
  returned: success
  type: list
  elements: dict
  contains:
    rule:
      description: The rule's id.
      type: str
      sample: R26
    severity:
      description: V(error), V(warning) or V(info).
      type: str
      sample: error
    title:
      description: What the rule wants.
      type: str
      sample: There is a licence with its address
    open:
      description: How many findings it has.
      type: int
      sample: 3
    new:
      description: How many of them the last run did not have, with O(history).
      type: int
      sample: 1
    doi:
      description: One of the DOIs, empty for what is about the repository as a whole.
      type: str
      sample: 10.82001/rain-gauges-2026
    message:
      description: What was found there.
      type: str
      sample: there is no licence with an address
    place:
      description: The file and line that declares it, where O(src) is given.
      type: str
      sample: catalogue/rain.yml:1
findings:
  description: What was found and not waived, the gravest first; at most a hundred. The reports have all of them.
  returned: success
  type: list
  elements: dict
  contains:
    rule:
      description: The rule's id.
      type: str
      sample: R26
    severity:
      description: V(error), V(warning) or V(info).
      type: str
      sample: error
    doi:
      description: The DOI, empty for what is about the repository as a whole.
      type: str
      sample: 10.82001/rain-gauges-2026
    title:
      description: What the rule wants.
      type: str
      sample: A licence with URI
    message:
      description: What was found.
      type: str
      sample: has no licence with an address
    place:
      description: The file and line that declares the DOI, where O(src) is given.
      type: str
      sample: catalogue/rain.yml:1
    help:
      description: Why it matters, and what to do.
      type: str
      sample: Say in rightsList what people may do with it.
    source:
      description: Who says so.
      type: str
      sample: https://support.datacite.org/docs/best-practices-for-datacite-members
    evidence:
      description: Values that tell more.
      type: dict
      sample: {}
    age:
      description: V(new) or V(known) against the last run, with O(history).
      type: str
      sample: new
findings_left_out:
  description: How many findings are in the reports alone.
  returned: success
  type: int
  sample: 0
pages:
  description: How many landing pages were looked at, taken from an earlier look, gave no answer, or have to wait for another run.
  returned: where a profile asks for them
  type: dict
  sample: {checked: 60, remembered: 350, unknown: 2, not_due: 0}
warnings:
  description: What could not be looked at, and why.
  returned: where there is something to tell
  type: list
  elements: str
request_count:
  description: How many requests were sent to DataCite for this; those to landing pages are not among them.
  returned: success
  type: int
  sample: 54
problems:
  description: What has to be put right, one entry for each place.
  returned: where options, rules or files cannot be used, or a report cannot be written
  type: list
  elements: dict
"""

import typing as t

from ..module_utils._datacite.connection_options import connection_options
from ..module_utils._datacite.door import Door, Visit, open_as_module


def run(visit: Visit) -> dict[str, t.Any]:
    """See doors/compliance.py."""
    from ..module_utils._datacite.doors.compliance import run as assess

    return assess(visit)


def failures() -> tuple[type[Exception], ...]:
    """What goes wrong in a way that the reader can do something about."""
    from ..module_utils._datacite.api.connection import InvalidConnection
    from ..module_utils._datacite.api.errors import DataCiteError
    from ..module_utils._datacite.planning.refusal import Refusal

    return (Refusal, DataCiteError, InvalidConnection, OSError)


DOOR = Door(
    argument_spec={
        "profiles": {"type": "list", "elements": "str", "default": ["datacite-recommended", "ops-hygiene"]},
        "rules": {"type": "list", "elements": "path"},
        "src": {"type": "list", "elements": "path"},
        "repository": {"type": "str"},
        "handles": {"type": "str", "default": "50"},
        "draft_days": {"type": "int", "default": 90},
        "pages": {
            "type": "dict",
            "options": {
                "max_age": {"type": "float", "default": 7.0},
                "at_most": {"type": "int"},
                "allowed_domains": {"type": "list", "elements": "str"},
                "allow_private_hosts": {"type": "bool", "default": False},
                "identifiers": {"type": "bool", "default": False},
                "connections": {"type": "int", "default": 16},
                "host_pause": {"type": "float", "default": 1.0},
                "retry_pause": {"type": "float", "default": 60.0},
                "timeout": {"type": "float", "default": 20.0},
                "resolver": {"type": "str"},
            },
        },
        "page_cache": {"type": "path"},
        "history": {"type": "path"},
        "reports": {
            "type": "dict",
            "options": {name: {"type": "path"} for name in ("html", "markdown", "json", "junit", "sarif", "csv")},
        },
        "fail_on": {"type": "str", "choices": ["error", "warning", "info", "never"], "default": "error"},
        "workers": {"type": "int", "default": 4},
        "reread": {"type": "int", "default": 400},
        **connection_options(),
    },
    run=run,
    failures=failures,
    mutually_exclusive=[("password", "token")],
)


def main() -> None:
    """The module's way in."""
    open_as_module(DOOR)


if __name__ == "__main__":
    main()
