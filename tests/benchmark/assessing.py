# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long it takes to ask all shipped rules of a repository's records; prints wall and processor time in seconds and the largest resident size in MB as JSON.

    python assessing.py rules 10000 [--profile]     the rules alone, of records that are in memory already
    python assessing.py run [--profile]             the door of datacite_compliance without Ansible around it; the connection options come by the environment

Landing pages are not looked at.
"""

from __future__ import annotations

import contextlib
import cProfile
import json
import os
import pstats
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import records
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.context import RunContext
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.evaluation import Evaluator
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.set_wide.checks import PAGE
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Visit, answer
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.doors.rare_collection import rare_collection
from ansible_collections.pidops.datacite.plugins.modules.datacite_compliance import DOOR

WITH_PAGES = ("landing-page", "fuji-0.8")


def rules(number: int) -> dict[str, Any]:
    """The rules alone, as a run asks them."""
    read = list(records.records(number))
    with measured() as times, rare_collection():
        ruleset = load_rules()
        known = RunContext(at="2026-11-23T02:00:00Z", prefixes=(records.PREFIX,), unindexed=(), handles={}, drifts=(), declared={})
        evaluator = Evaluator(ruleset, list(ruleset.profiles), known)
        findings = [finding for record in read for finding in evaluator.record(record)]
        evaluation = evaluator.finish(findings)
    asked = sum(rule.check != PAGE for rule in ruleset.rules.values())
    return {**times, "records": evaluation.records, "rules": asked, "findings": len(evaluation.findings)}


def run() -> dict[str, Any]:
    """A whole run."""
    connection = {name: os.environ[f"DATACITE_{name.upper()}"] for name in ("api_url", "username", "password")}
    profiles = [name for name in load_rules().profiles if name not in WITH_PAGES]
    options = {"profiles": profiles, "fail_on": "never", "handles": "0", **connection}
    validation = ArgumentSpecValidator(DOOR.argument_spec, **DOOR.constraints).validate(options)
    if validation.error_messages:
        raise SystemExit(str(validation.error_messages))
    with measured() as times:
        result = answer(DOOR, Visit(validation.validated_parameters, False, False, {}))
    if result.get("failed"):
        raise SystemExit(result["msg"])
    return {**times, "records": result["records"], "requests": result["request_count"], "findings": len(result["findings"]) + result["findings_left_out"]}


@contextlib.contextmanager
def measured() -> Iterator[dict[str, float]]:
    """What the body took, once it has ended."""
    times: dict[str, float] = {}
    profile = cProfile.Profile() if "--profile" in sys.argv else contextlib.nullcontext()
    began, worked = time.perf_counter(), time.process_time()
    with profile:
        yield times
    times["seconds"], times["processor"] = time.perf_counter() - began, time.process_time() - worked
    times["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if isinstance(profile, cProfile.Profile):
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)


def main() -> None:
    print(json.dumps(rules(int(sys.argv[2])) if sys.argv[1] == "rules" else run()))


if __name__ == "__main__":
    main()
