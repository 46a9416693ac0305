# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door of datacite_catalog opened without Ansible around it, in check mode.

    python in_process.py CATALOGUE [--profile]      prints wall and processor time in seconds, the requests and the largest resident size in MB

The connection options come by the environment.
"""

from __future__ import annotations

import cProfile
import json
import os
import pathlib
import pstats
import resource
import sys
import time
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Visit, answer
from ansible_collections.pidops.datacite.plugins.modules.datacite_catalog import DOOR


def options(catalogue: str) -> dict[str, Any]:
    """The options of a task, as the action validates them."""
    connection = {name: os.environ[f"DATACITE_{name.upper()}"] for name in ("api_url", "username", "password")}
    validation = ArgumentSpecValidator(DOOR.argument_spec, **DOOR.constraints).validate({"src": [catalogue], **connection})
    if validation.error_messages:
        raise SystemExit(str(validation.error_messages))
    return dict(validation.validated_parameters)


def main() -> None:
    visit = Visit(options(str(pathlib.Path(sys.argv[1]).resolve())), True, False, {})
    profile = cProfile.Profile() if "--profile" in sys.argv else None
    began, worked = time.perf_counter(), time.process_time()
    if profile:
        profile.enable()
    result = answer(DOOR, visit)
    if profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    if result.get("failed") or result["changed"]:
        raise SystemExit(f"a plan that finds nothing to do was expected: {json.dumps(result)[:3000]}")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "processor": processor, "requests": result["request_count"], "megabytes": megabytes}))


if __name__ == "__main__":
    main()
