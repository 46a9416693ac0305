# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One sandbox for a whole run of these tests, a name of its own for each test, and somebody who declares DOIs there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import sandbox_server
from unit.plugins.module_utils._datacite.api.scripted_server import ScriptedServer
from unit.plugins.module_utils._datacite.planning.librarian import Librarian, new_doi


@pytest.fixture(scope="session")
def _running_sandbox() -> Iterator[sandbox_server.Sandbox]:
    with sandbox_server.running_sandbox() as running:
        yield running


@pytest.fixture
def sandbox(_running_sandbox: sandbox_server.Sandbox) -> Iterator[sandbox_server.Sandbox]:
    """The shared sandbox; faults that a test switches on are off again afterwards."""
    yield _running_sandbox
    _running_sandbox.clear_faults()


@pytest.fixture
def librarian(sandbox: sandbox_server.Sandbox) -> Librarian:
    return Librarian(sandbox.base_url)


@pytest.fixture
def doi() -> str:
    """A name that is not taken."""
    return new_doi()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A server that answers as the test tells it."""
    running = ScriptedServer()
    yield running
    running.close()
