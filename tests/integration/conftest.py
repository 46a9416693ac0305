# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test with real playbooks may ask for: a sandbox, a runner whose tasks speak to it, names of its own, what was requested."""

from __future__ import annotations

import hashlib
import itertools
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from playbook_runner import Runner
from sandbox_server import LAB, PREFIX, Sandbox, running_sandbox

WRITES = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[Sandbox]:
    """One sandbox for all tests of a worker that neither break it nor look at what others wrote."""
    with running_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Sandbox:
    """The sandbox that a test's tasks speak to. A file or class of tests that needs one for itself overrides this with `own_sandbox`."""
    return shared_sandbox


@pytest.fixture
def own_sandbox() -> Iterator[Sandbox]:
    """A new sandbox for one test, to be broken at will."""
    with running_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def runner(sandbox: Sandbox, tmp_path: pathlib.Path) -> Runner:
    """Runs playbooks whose tasks speak to the sandbox as its first repository, with credentials from the environment."""
    return Runner(tmp_path, {"DATACITE_API_URL": sandbox.base_url, "DATACITE_USERNAME": LAB[0], "DATACITE_PASSWORD": LAB[1]})


@pytest.fixture
def new_doi(request: pytest.FixtureRequest) -> Callable[[], str]:
    """`new_doi()` is a name that no other test uses."""
    test = hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:12]
    numbers = itertools.count(1)
    return lambda: f"{PREFIX}/{test}-{next(numbers)}"


@pytest.fixture
def requested(sandbox: Sandbox) -> Callable[[], list[dict[str, Any]]]:
    """`requested()` lists the requests since it was last asked, or since the test began: method, path, status, account, request_id."""
    seen = len(sandbox.request_log())

    def since() -> list[dict[str, Any]]:
        nonlocal seen
        entries = sandbox.request_log(seen)
        seen += len(entries)
        return [entry for entry in entries if not entry["path"].startswith("/_sandbox")]

    return since


@pytest.fixture
def written(requested: Callable[[], list[dict[str, Any]]]) -> Callable[[], list[dict[str, Any]]]:
    """As `requested`, and only what may have changed something: validation does not."""
    return lambda: [entry for entry in requested() if entry["method"] in WRITES and not entry["path"].split("?")[0].endswith("/dois/validate")]
