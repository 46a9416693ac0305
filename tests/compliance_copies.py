# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/compliance-rules.yml and docs/compliance-profiles.yml: the shipped rules and profiles to read and to copy from, with how to write one's own.

    PYTHONPATH=.tree python tests/compliance_copies.py      writes both
"""

from __future__ import annotations

import json
import pathlib
import textwrap

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.functions import FUNCTIONS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.shipped import page_rules, shipped

DOCS = pathlib.Path(__file__).resolve().parent.parent / "docs"
WIDTH = 150

_RULES = """\
The rules that datacite_compliance ships. This file is for reading and copying; the collection does not read it.

A file of your own has the same shape, and is named in the option `rules`. An entry:

  id          letters, digits, . _ -; an id that is there already must say `override: true`, and then changes only what it says
  title       what is so where all is well
  severity    error, warning or info
  when        optional: JMESPath; the rule is asked of a record where this is true
  assert      JMESPath; the rule is passed where this is true
  message     optional: what is said where it is not passed
  show        optional: JMESPath for what is wrong; told behind the message, so that a finding says which
  help        optional: why it matters, and what to declare; source: an address to read more at
  attributes  optional: the attributes that it speaks of

Rules with `check` instead of `assert` are built in; of those only title, severity, help, source and attributes can be overridden.

JMESPath (https://jmespath.org) is asked of the record's attributes as a read gives them, with these promises: lists are lists (never null), `types`,
`container` and `publisher` are objects, affiliations are objects, `doi` is in small letters, and `prefix`, `suffix`, `alternateIdentifiers` are always there.
A text is written in single quotes, a number between backticks; null, false and what is empty are not true, zero is. Three traps: `!list[?…]` must be written
`!(list[?…])`; after `[]` a filter looks into each entry, so write `list[] | [?…]`; and from inside a filter nothing outside of the entry can be seen.

`_run` holds what the run knows:

  _run.date, _run.year         the day of the run, as text, and its year, as a number
  _run.draft_cutoff            the day before which a draft is stale
  _run.prefixes                the prefixes of the repository; empty where they are not known
  _run.expected_state          the declared state; null where none is declared
  _run.declaration             the declaration; null where there is none
  _run.profiles, _run.profile  the chosen profiles; the one profile, null where there are several

Functions beside those of JMESPath:
"""

_MATCHES = (
    "Whether the text holds what the regular expression describes; it is written out in single quotes. Understood are characters, . [a-z] [^a-z] \\d \\w \\s "
    "\\D \\W \\S \\b \\B ^ $ (the very end) ( ) | * + ? {2} {2,4}, and (?i) at the beginning for any letter case. It never takes longer than the text is long."
)

_PROFILES = """\
The profiles that datacite_compliance ships. This file is for reading and copying; the collection does not read it.

A profile of your own has an id, a title and a list of rules: ids, `+another-profile` for all of its rules, `-R14` to leave one out again. `severities` gives
rules another severity in this profile. With `override: true` it changes one that is there.

  profiles:
    - id: ours
      title: What our repository asks
      rules: [+datacite-recommended, R19, X01, -R14]
      severities: {R12: error}

Waivers stand in the same files: these rules (ids, or * for all) may fail for these DOIs (in which * stands for anything), for this reason, to the end of this
day. What is waived is still shown, and counts nowhere. A waiver that is over, and one that has nothing to waive, are findings themselves (S12, S13).

  waivers:
    - rules: [R16, R21]
      dois: [10.5438/2015-*, 10.5438/0012]
      reason: The creators of the old series cannot be asked any more
      expires: 2027-12-31
      by: Sofia Garcia
"""


def rules() -> str:
    """The text of docs/compliance-rules.yml."""
    texts = [text.strip("\n").removeprefix("rules:\n") for name, text in shipped() if "rules" in name and "pages" not in name]
    return "\n".join([_comment(_RULES), *_functions(), "---", "rules:", "\n\n".join([*texts, _pages()]), ""])


def profiles() -> str:
    """The text of docs/compliance-profiles.yml."""
    (text,) = (text for name, text in shipped() if "profiles" in name)
    return "\n".join([_comment(_PROFILES), "---", text.strip("\n"), ""])


def _comment(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())


def _functions() -> list[str]:
    given = {1: "x", 2: "x, y"}
    meanings = [("matches(text, 'pattern')", _MATCHES)]
    meanings += [(f"{function.name}({given[function.arguments]})", function.meaning) for function in FUNCTIONS.values()]
    lines = ["#"]
    for call, meaning in meanings:
        lines += textwrap.wrap(f"{call:24} {meaning}", WIDTH, initial_indent="#   ", subsequent_indent="#" + " " * 28, break_on_hyphens=False)
    return lines


def _pages() -> str:
    entries = []
    for rule in json.loads(page_rules())["rules"]:
        attributes = f"    attributes: [{', '.join(rule['attributes'])}]\n" if rule["attributes"] else ""
        help_text = textwrap.fill(rule["help"], WIDTH, initial_indent="      ", subsequent_indent="      ", break_on_hyphens=False, break_long_words=False)
        title = json.dumps(rule["title"], ensure_ascii=False) if ": " in rule["title"] else rule["title"]
        head = f"  - id: {rule['id']}\n    check: {rule['check']}\n    title: {title}\n    severity: {rule['severity']}\n"
        entries.append(f"{head}{attributes}    help: >-\n{help_text}\n    source: {rule['source']}")
    return "\n\n".join(entries)


if __name__ == "__main__":
    (DOCS / "compliance-rules.yml").write_text(rules(), encoding="utf-8")
    (DOCS / "compliance-profiles.yml").write_text(profiles(), encoding="utf-8")
