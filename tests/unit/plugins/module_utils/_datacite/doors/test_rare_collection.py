# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Cycles are looked for seldom during the work, and as before after it, however it ends."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.doors.rare_collection import OBJECTS, rare_collection


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(("before", "during"), [(700, OBJECTS), (2 * OBJECTS, 2 * OBJECTS), (0, 0)])
def test_seldom_during_the_work_and_as_before_after_it(before: int, during: int) -> None:
    gc.set_threshold(before, 11, 12)
    with rare_collection():
        assert gc.get_threshold() == (during, 11, 12)
    assert gc.get_threshold() == (before, 11, 12)


def test_also_after_work_that_fails() -> None:
    gc.set_threshold(700, 10, 10)
    with pytest.raises(KeyError), rare_collection():
        raise KeyError
    assert gc.get_threshold() == (700, 10, 10)
