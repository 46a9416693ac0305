#!/usr/bin/python
# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declare many DOIs as one plan."""

from __future__ import annotations

DOCUMENTATION = r"""
module: datacite_catalog
short_description: Declare many DataCite DOIs as one plan
version_added: 0.1.0
author: The pidops contributors (@pidops)
description:
  - Reads a catalogue, a tree of files that each declare one DOI or many, compares all of it with the records that the repository has, and makes one plan of
    what has to be done. In check mode that is all; else the plan is carried out, with only the requests that are needed.
  - DOIs that are as declared cost no request of their own. The repository is read by pages of 1,000 records, or by name where that takes fewer requests.
  - All errors of all files are told at once, with file and line, before anything is asked of DataCite.
  - What becomes public stays public for ever. So the plan marks every step that has no way back, and a run that would do more than O(limits) allows writes
    nothing at all.
  - Records are read again, each by itself, before they are written. One that fails does not keep the others from being written; the task fails at the end and
    names all of them. A run that was killed is finished by running again, and nothing is made twice.
  - This module runs on the controller, whatever host the task is for, as M(ansible.builtin.template) does. Its files are there.
options:
  src:
    description:
      - Files or folders with declarations. In a folder every file ending in C(.yml), C(.yaml) or C(.json) is read, hidden ones aside.
      - A file holds one declaration, or a list of them under C(dois). The keys are the options of M(pidops.datacite.datacite_doi), except those of the
        connection. DataCite's own payloads and bare attributes are understood as well.
      - The metadata may lie in a document beside the declaration (C(src), relative to its file) in any format that M(pidops.datacite.datacite_doi) reads.
        Metadata in C(_defaults.yml) then hold for what such a document leaves out, DataCite XML that is stored as it is aside.
      - C(_defaults.yml) in a folder is merged under every entry of that folder and of the folders in it, the nearest one last. Its C(url) may be a template
        such as V(https://data.example.org/{suffix}), with C({doi}), C({prefix}), C({suffix}) and C({identity}).
      - What is written is what is meant. YAML's guessing of types is switched off, so V(version) C(1.10) stays C(1.10). Nothing is templated.
      - Relative paths are looked for as M(ansible.builtin.copy) looks for its O(ansible.builtin.copy#module:src).
      - Just one of O(src), O(dois) and O(restore) has to be given.
    type: list
    elements: path
  dois:
    description:
      - The declarations themselves, instead of O(src).
    type: list
    elements: dict
  repository:
    description:
      - The repository account that the catalogue is for, such as V(PIDOPS.LAB). With other credentials nothing is read or written.
      - Without it, the credentials decide.
    type: str
  unmanaged:
    description:
      - What becomes of records of the repository that no declaration mentions.
      - V(ignore) does not look for them. V(report) names them in RV(unmanaged) and in the reports. Public ones that DataCite's index has lost are among them
        where the repository's password is given, for an API key may not ask for those.
      - V(hide) hides those that are findable and within O(unmanaged_scope), as many as O(limits.unmanaged) allows. Drafts are only reported.
    type: str
    choices: [ignore, report, hide]
    default: ignore
  unmanaged_scope:
    description:
      - Which unmanaged DOIs may be hidden. With both members given, both have to hold.
    type: dict
    suboptions:
      prefix:
        description: The prefix that they have. Quote it.
        type: str
      query:
        description: A query in the language of DataCite's index that finds them, such as V(created:[2024-01-01 TO 2024-12-31]).
        type: str
  limits:
    description:
      - How many DOIs a run may do something to. A plan that goes beyond is not carried out, in no part, and the task fails with the number and the option.
      - Each is a number of DOIs, or a share of the records of the repository such as V(10%).
      - Without a number of their own, O(limits.create_public), O(limits.publish) and O(limits.register) are limited to 50 together, and O(limits.update) and
        O(limits.hide) to 30% of the repository's records together, though never to less than 3. One that has its own number no longer counts for the others.
    type: dict
    suboptions:
      create_public:
        description: New DOIs that are registered or findable at once.
        type: str
      publish:
        description: Drafts that become findable.
        type: str
      register:
        description: Drafts that become registered.
        type: str
      update:
        description: Records whose metadata, landing page or reason changes.
        type: str
      hide:
        description: Findable DOIs that are hidden.
        type: str
      delete:
        description: Drafts that are deleted. 10 unless given.
        type: str
      republish:
        description: Registered DOIs that become findable. 0 unless given, for a colleague may have hidden them for legal reasons.
        type: str
      unmanaged:
        description: DOIs that are hidden since no declaration mentions them. 0 unless given.
        type: str
  only_changes:
    description:
      - The attributes that may change, such as V(url), with V(state) for the state. If anything else of any DOI would change, nothing is written.
    type: list
    elements: str
  expected_checksum:
    description:
      - The RV(checksum) of the plan that was reviewed. If the plan is another one by now, nothing is written.
    type: str
  plan_dest:
    description:
      - Where to save the plan, also in check mode. The file holds no secrets. It never counts as a change.
    type: path
  plan_src:
    description:
      - A plan that was saved with O(plan_dest), to be applied as it is, with the same catalogue as O(src) or O(dois).
      - It is refused where it was edited, or is for another system or repository, or where the catalogue has moved since. A record that has moved since is
        left alone, and told as a failure.
    type: path
  journal:
    description:
      - A file that is added to for each DOI that is written. It has the record before, its XML included, the request, and what came of it.
      - It tells later plans whether a record has moved or its declaration, names attributes that a declaration no longer has, and is what O(restore) needs.
      - Keep it private. It holds records that are not public, though no credentials.
    type: path
  restore:
    description:
      - A O(journal), instead of O(src). The plan brings the records back to what they were before a run, as far as that is possible.
      - A DOI cannot become a draft again, and a public one cannot be deleted. RV(not_restorable) names what stays.
    type: path
  restore_run:
    description:
      - The id of the run in the journal that is to be undone. The last one unless given.
    type: str
  reports:
    description:
      - Reports of the plan, and of what became of it, as files. They are written in check mode as well, and never count as a change.
    type: dict
    suboptions:
      markdown:
        description: Fits into the comment on a pull request. Cut with a note where it is too long, but never the totals and what cannot be undone.
        type: path
      html:
        description: One page that needs no network, with a filter.
        type: path
      json:
        description: For programs. The format has a version.
        type: path
      junit:
        description: For the test view of a CI system.
        type: path
  on_error:
    description:
      - V(continue) goes on with the other DOIs where one fails, or is refused.
      - V(stop) writes nothing where any DOI is refused beforehand, and begins with no other one after the first that fails.
    type: str
    choices: [continue, stop]
    default: continue
  workers:
    description:
      - How many requests are under way at once, between 1 and 16. All of them share one pace.
    type: int
    default: 4
  write_back:
    description:
      - Put the computed DOI of an entry that has C(prefix) and C(identity) into its file, before the DOI is created. The rest of the file stays as it is.
      - A DOI that is there already has its name put into its file as well, unless it is refused.
    type: bool
    default: false
  offline:
    description:
      - Only read and check the catalogue. Nothing is asked of DataCite, and no credentials are needed.
    type: bool
    default: false
  reread:
    description:
      - How many DOIs that seem to differ are read from DataCite's database while a plan is made. The others are planned from its index, which can lag behind by
        minutes, and are marked so. Before a write, each record is read in any case.
    type: int
    default: 400
extends_documentation_fragment:
  - pidops.datacite.attributes.writes
  - pidops.datacite.connection
requirements:
  - bibtexparser >= 2.1 and pylatexenc >= 2.10, for documents in BibTeX
  - rispy >= 0.10, for documents in RIS
seealso:
  - module: pidops.datacite.datacite_doi
  - module: pidops.datacite.datacite_export
"""

EXAMPLES = r"""
- name: Is the catalogue sound? (needs no credentials)
  pidops.datacite.datacite_catalog:
    src: [catalogue]
    offline: true

- name: Plan, for the comment on a pull request
  pidops.datacite.datacite_catalog:
    src: [catalogue]
    repository: PIDOPS.LAB
    unmanaged: report
    plan_dest: build/plan.json
    reports:
      markdown: build/plan.md
      html: build/plan.html
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  check_mode: true

- name: Carry out just that plan, after the merge
  pidops.datacite.datacite_catalog:
    src: [catalogue]
    repository: PIDOPS.LAB
    plan_src: build/plan.json
    journal: build/journal.jsonl
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Move landing pages, and be sure that nothing else changes
  pidops.datacite.datacite_catalog:
    src: [catalogue]
    only_changes: [url]
    limits:
      update: 20000
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: Declare the DOIs in the playbook itself
  pidops.datacite.datacite_catalog:
    dois:
      - doi: 10.82001/rain-gauges-2025
        metadata:
          titles: [{title: "Rain gauges of the upper valley, 2025"}]
      - prefix: "10.82001"
        identity: accession 2026-0413
        metadata:
          titles: [{title: Second notebook of A. Lindqvist}]
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"

- name: What would it take to undo the last run?
  pidops.datacite.datacite_catalog:
    restore: build/journal.jsonl
    username: PIDOPS.LAB
    password: "{{ datacite_password }}"
  check_mode: true
"""

RETURN = r"""
counts:
  description:
    - How many DOIs are declared, how many are to be created, updated, published and so on, how many are unchanged, refused or unmanaged, and how many actions
      cannot be undone. Where a plan was carried out, also how many are C(done), had C(nothing) to be done any more, C(failed), or were C(left).
  returned: always, where a plan was made
  type: dict
  sample: {declared: 10000, create: 2, update: 31, publish: 0, republish: 0, register: 0, hide: 1, delete: 0, re_register: 0, mend: 0, unchanged: 9966,
           irreversible: 2, refused: 0, unmanaged: 12, from_index: 0}
changes:
  description:
    - One entry for each DOI that changed, or would change. Long values are cut, and there are at most 2,000 entries; RV(left_out) says how many are not here.
    - C(changes) of one DOI are 100 at most; C(more_changes) says how many there are besides. The reports have more.
  returned: always, where a plan was made
  type: list
  elements: dict
  sample:
    - doi: 10.82001/rain-gauges-2026
      actions: [update]
      state: findable
      irreversible: false
      place: catalogue/rain-gauges-2026.yml:1
      origin: change
      changes:
        - attribute: url
          path: url
          before: https://data.example.org/rain-gauges-2026
          after: https://archive.example.org/rain-gauges-2026
failures:
  description:
    - One entry for each DOI that was refused, failed, or was not begun with. (C(failed) itself is the task's own.)
  returned: always, where a plan was made
  type: list
  elements: dict
  sample:
    - doi: 10.82001/snow-2026
      status: refused
      place: catalogue/snow-2026.yml:1
      msg: "10.82001/snow-2026: the declaration is not acceptable. Nothing was written."
      problems:
        - path: metadata.titles
          message: is missing, and a findable DOI must have it
          suggestion: declare it
unmanaged:
  description: Records of the repository that no declaration mentions, with their states. Empty with O(unmanaged=ignore).
  returned: always, where a plan was made
  type: list
  elements: dict
  sample: [{doi: 10.82001/from-fabrica, state: findable}]
vanished:
  description: Attributes that were declared when the DOI was applied last, are not any more, and stay in the record. Needs O(journal).
  returned: always, where a plan was made
  type: list
  elements: dict
  sample: [{doi: 10.82001/rain-gauges-2026, place: "catalogue/rain-gauges-2026.yml:1", attributes: [subjects]}]
not_restorable:
  description: What O(restore) cannot bring back.
  returned: always, where a plan was made
  type: list
  elements: dict
  sample: [{path: 10.82001/snow-2026, message: "was published; a public DOI cannot become a draft again", suggestion: "declare `state: registered` to hide it"}]
written_back:
  description: The files that a computed DOI was written into, or would be.
  returned: always, where a plan was made
  type: list
  elements: str
  sample: [catalogue/notebooks.yml]
left_out:
  description: How many entries the lists of this result leave out.
  returned: where there are more than 2,000 in one of them
  type: int
  sample: 8000
problems:
  description: Why the plan was not carried out, what is wrong with the catalogue, or which reports could not be written.
  returned: failure
  type: list
  elements: dict
  sample:
    - path: limits.publish
      message: 500 DOIs would become public for ever; the limit is 50
      suggestion: "look at the plan; if it is meant, declare `limits.publish: 500`"
checksum:
  description: The checksum of the plan. The same plan has the same, whenever and wherever it is made.
  returned: always, where a plan was made
  type: str
  sample: 2f9b8c1de05a4d7b9b0e6a51c3f7d2e8a4460bb1c0d95ef7a3182c6d4e5f9071
request_count:
  description: How many requests were sent to DataCite for this.
  returned: always
  type: int
  sample: 12
"""

import typing as t

from ..module_utils._datacite.connection_options import connection_options
from ..module_utils._datacite.door import Door, Visit, open_as_module


def run(visit: Visit) -> dict[str, t.Any]:
    """Plan, and unless checking apply."""
    from ..module_utils._datacite.doors.catalog import run as run_catalog

    return run_catalog(visit)


def failures() -> tuple[type[Exception], ...]:
    """What goes wrong in a way that the reader can do something about."""
    from ..module_utils._datacite.api.connection import InvalidConnection
    from ..module_utils._datacite.api.errors import DataCiteError
    from ..module_utils._datacite.api.paths import UnaddressableName
    from ..module_utils._datacite.planning.refusal import Refusal

    return (Refusal, DataCiteError, InvalidConnection, UnaddressableName, OSError)


DOOR = Door(
    argument_spec={
        "src": {"type": "list", "elements": "path"},
        "dois": {"type": "list", "elements": "dict"},
        "repository": {"type": "str"},
        "unmanaged": {"type": "str", "choices": ["ignore", "report", "hide"], "default": "ignore"},
        "unmanaged_scope": {"type": "dict", "options": {"prefix": {"type": "str"}, "query": {"type": "str"}}},
        "limits": {
            "type": "dict",
            "options": {
                name: {"type": "str"} for name in ("create_public", "publish", "register", "update", "hide", "delete", "republish", "unmanaged")
            },
        },
        "only_changes": {"type": "list", "elements": "str"},
        "expected_checksum": {"type": "str"},
        "plan_dest": {"type": "path"},
        "plan_src": {"type": "path"},
        "journal": {"type": "path"},
        "restore": {"type": "path"},
        "restore_run": {"type": "str"},
        "reports": {"type": "dict", "options": {name: {"type": "path"} for name in ("markdown", "html", "json", "junit")}},
        "on_error": {"type": "str", "choices": ["continue", "stop"], "default": "continue"},
        "workers": {"type": "int", "default": 4},
        "write_back": {"type": "bool", "default": False},
        "offline": {"type": "bool", "default": False},
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
