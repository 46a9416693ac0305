# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declarations at random, against a server on which things go wrong at random; then, with nothing going wrong, one more run.

After each step: the record is what was declared last, that run made nothing or brought it there, the next one writes nothing, nothing was minted twice, and
what was not declared is as it was.
"""

from __future__ import annotations

import itertools
import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import sandbox_server
from unit.plugins.module_utils._datacite.planning.any_metadata import MANDATORY, metadata
from unit.plugins.module_utils._datacite.planning.librarian import URL, Librarian

FAULTS = st.lists(st.sampled_from([
    "drop-before POST /dois$ x1", "drop-after POST /dois$ x1", "drop-after PUT /dois x1", "drop-before PUT /dois x2", "502 PUT /dois x1",
    "502-after PUT /dois x1", "504-after POST /dois$ x1", "502 GET /dois x1", "drop-before GET /dois x2", "429 GET /dois x1", "429 PUT /dois x1",
    "429 POST /dois x1", "403-rate-limit PUT /dois x1", "502 POST /dois/validate x3", "drop-after DELETE /dois x1", "500-after PUT /dois x1",
    "500 POST /dois$ x1", "cut-json PUT /dois x1", "empty POST /dois$ x1", "index-delay=30 PUT /dois", "unregistered PUT /dois x1",
]), max_size=3)
NOT_COMPARED = frozenset({
    "xml", "updated", "metadataVersion", "registered", "published", "schemaVersion", "state", "isActive", "url", "reason", "container", "identifiers",
})
_names = itertools.count(1)


class Catalogue(RuleBasedStateMachine):
    """One DOI by its name and one by an identity, declared again and again."""

    sandbox: sandbox_server.Sandbox

    @initialize()
    def begin(self) -> None:
        self.librarian = Librarian(self.sandbox.base_url)
        number = f"{os.getpid()}-{next(_names)}"
        self.options = [{"doi": f"10.82001/machine-{number}"}, {"prefix": "10.82001", "identity": f"machine {number}"}]
        self.names: list[str] = [self.librarian.done(**options, check=True)["doi"] for options in self.options]
        self.minted: dict[str, int] = {}

    def teardown(self) -> None:
        self.sandbox.clear_faults()

    @rule(which=st.sampled_from([0, 1]), attributes=metadata(), faults=FAULTS, clear=st.booleans())
    def declare_metadata(self, which: int, attributes: dict[str, Any], faults: list[str], clear: bool) -> None:
        record = self.librarian.record(self.names[which])
        if record and record["state"] != "draft":
            attributes = {name: value for name, value in attributes.items() if name not in MANDATORY or value}
        self._run(which, {"metadata": attributes, "undeclared": "clear" if clear else "keep"}, faults)

    @rule(which=st.sampled_from([0, 1]), attributes=metadata(public=True), state=st.sampled_from(["draft", "registered", "findable"]), faults=FAULTS)
    def declare_whole(self, which: int, attributes: dict[str, Any], state: str, faults: list[str]) -> None:
        record = self.librarian.record(self.names[which])
        if state == "draft" and record and record["state"] != "draft":
            state = "registered"
        self._run(which, {"state": state, "url": URL, "metadata": attributes}, faults)

    @rule(which=st.sampled_from([0, 1]), page=st.sampled_from(["a", "b"]), faults=FAULTS)
    def move(self, which: int, page: str, faults: list[str]) -> None:
        self._run(which, {"url": f"https://data.example.org/{page}", "reason": f"moved to {page}"}, faults)

    @rule(which=st.sampled_from([0, 1]), faults=FAULTS)
    def remove(self, which: int, faults: list[str]) -> None:
        record = self.librarian.record(self.names[which])
        if record is None or record["state"] == "draft":
            self._run(which, {"state": "absent"}, faults)

    @invariant()
    def nothing_else_was_made(self) -> None:
        if hasattr(self, "names"):
            made = {name for name in self.minted if name not in self.names}
            assert made == set()

    def _run(self, which: int, task: dict[str, Any], faults: list[str]) -> None:
        task = {**self.options[which], **task}
        name, keep = self.names[which], task.get("undeclared", "keep") == "keep"
        before = self.librarian.record(name)
        self.sandbox.faults("; ".join(faults))
        first = self.librarian.declare(**task)
        self._count()
        self.sandbox.clear_faults()
        between = self.librarian.record(name)
        if not first.get("failed"):
            assert first["changed"] is (_seen(before) != _seen(between)) or first["actions"] == ["re-register"], (first["actions"], first["changes"])
        second = self.librarian.done(**task)
        self._count()
        if not first.get("failed") and not any("unregistered" in fault for fault in faults):
            assert second["changed"] is False
        after = self.librarian.record(name)
        assert (after["state"] if after else "absent") == second["state"]
        if task.get("state") not in (None, "present"):
            assert second["state"] == task["state"]
        third = self.librarian.done(**task)
        assert (third["changed"], self.librarian.writes()) == (False, [])
        if keep and before and after:
            declared = {*task, *task.get("metadata", {})}
            assert {k: v for k, v in _seen(before).items() if k not in declared} == {k: v for k, v in _seen(after).items() if k not in declared}

    def _count(self) -> None:
        for one in self.librarian.exchanges:
            if one.method == "POST" and one.path == "/dois" and one.sent:
                self.minted[one.sent["doi"]] = self.minted.get(one.sent["doi"], 0) + 1


def _seen(record: dict[str, Any] | None) -> dict[str, Any]:
    """What people see of a record, what DataCite derives and administers aside; null and empty are the same."""
    if record is None:
        return {}
    settings_of = {name: record.get(name) or None for name in ("state", "url", "reason")}
    return {**{name: value or None for name, value in record.items() if name not in NOT_COMPARED}, **settings_of}


def test_declarations_at_random(sandbox: sandbox_server.Sandbox) -> None:
    machine = type("CatalogueHere", (Catalogue,), {"sandbox": sandbox})
    run_state_machine_as_test(machine, settings=settings(
        max_examples=40, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False))
