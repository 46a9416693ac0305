# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries of an attribute, each once."""

from __future__ import annotations

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.unique import unique


def test_the_first_of_those_that_say_the_same_stays_in_its_place() -> None:
    assert unique([{"a": 1, "b": 2}, {"a": 2}, {"b": 2, "a": 1}, {"a": 2, "b": 2}]) == [{"a": 1, "b": 2}, {"a": 2}, {"a": 2, "b": 2}]


def test_nothing_is_unique() -> None:
    assert unique([]) == []
