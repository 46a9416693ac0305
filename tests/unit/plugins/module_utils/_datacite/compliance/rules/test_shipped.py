# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The copies of the shipped rules in docs/ are those that the collection asks, and hold together."""

from __future__ import annotations

import pytest

import compliance_copies
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules import loading
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.shipped import shipped


@pytest.mark.parametrize(("name", "text"), [("compliance-rules.yml", compliance_copies.rules()), ("compliance-profiles.yml", compliance_copies.profiles())])
def test_the_copies_in_docs_are_up_to_date(name, text):
    written = (compliance_copies.DOCS / name).read_text(encoding="utf-8")
    assert written == text, f"docs/{name} is old: python tests/compliance_copies.py"


def test_the_copies_mean_what_the_collection_ships(monkeypatch):
    original = load_rules()
    copies = (("rules", compliance_copies.rules()), ("profiles", compliance_copies.profiles()))
    monkeypatch.setattr(loading, "shipped", lambda: copies)
    copied = load_rules()

    def meanings(ruleset):
        members = ("title", "severity", "when", "assertion", "show", "message", "check", "help", "source", "attributes")
        return {name: [getattr(rule, member) for member in members] for name, rule in ruleset.rules.items()}

    assert meanings(copied) == meanings(original)
    assert {name: profile.rules for name, profile in copied.profiles.items()} == {name: profile.rules for name, profile in original.profiles.items()}


def test_nothing_shipped_is_of_this_machine():
    assert all(word not in text for _name, text in shipped() for word in ("/work", "shared/", "localhost"))
