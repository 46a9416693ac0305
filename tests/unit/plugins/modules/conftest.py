# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox with 12,000 records in three states, and somebody who reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import sandbox_server
from unit.plugins.modules.reader import Reader

STATES = ("findable", "registered", "draft")
MANY = 12_000


def record(doi: str, state: str, **attributes: Any) -> dict[str, Any]:
    """The attributes of a record as a seed has them."""
    return {
        "doi": doi, "state": state, "url": f"https://data.example.org/{doi}", "creators": [{"name": "Lind, Eva"}], "titles": [{"title": f"Gauge {doi[-5:]}"}],
        "publisher": {"name": "Example Archive"}, "publicationYear": 2021, "types": {"resourceTypeGeneral": "Dataset"},
        "schemaVersion": "http://datacite.org/schema/kernel-4", **attributes,
    }


@pytest.fixture(scope="session")
def library() -> Iterator[sandbox_server.Sandbox]:
    """PIDOPS.LAB has `10.82001/gauge-00000` to `-11999`, findable, registered, draft, findable …; others have a few of their own."""
    records = [{"repository": "PIDOPS.LAB", "attributes": record(f"10.82001/gauge-{i:05}", STATES[i % 3])} for i in range(MANY)]
    records.append({"repository": "PIDOPS.OTHER", "attributes": record("10.82002/other-00000", "findable", publicationYear=1999)})
    records.append({"repository": "RIVAL.LAB", "attributes": record("10.82003/rival-00000", "findable")})
    records.append({"repository": "RIVAL.LAB", "attributes": record("10.82003/rival-00001", "draft")})
    with sandbox_server.running_sandbox(seed={"records": records}) as running:
        yield running


@pytest.fixture
def reader(library: sandbox_server.Sandbox) -> Reader:
    return Reader(library)


@pytest.fixture(scope="module")
def _running() -> Iterator[sandbox_server.Sandbox]:
    with sandbox_server.running_sandbox() as running:
        yield running


@pytest.fixture
def sandbox(_running: sandbox_server.Sandbox) -> Iterator[sandbox_server.Sandbox]:
    """A sandbox for the tests of one file; each finds it without faults, and the index up to date."""
    yield _running
    _running.clear_faults()
    _running.settings(index_delay=0, index_paused=False)
    _running.flush_index()
