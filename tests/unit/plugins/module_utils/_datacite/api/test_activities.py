# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who changed what, newest first, also within one second."""

from __future__ import annotations

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.activities import activities_of
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.answer import Answer


def answer(*entries: object) -> Answer:
    return Answer(200, {}, {"data": list(entries)}, "", None, None)


def entry(number: int, at: str | None, version: int | None) -> dict:
    return {"id": str(number), "attributes": {"action": "update", "prov:generatedAtTime": at, "version": version, "prov:wasAttributedTo": None, "changes": {}}}


def test_newest_first_also_within_a_second() -> None:
    second, next_second = "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"
    told = activities_of(answer(entry(4, next_second, 4), entry(2, second, 2), entry(3, second, 3), entry(1, second, None), entry(0, None, 0)))
    assert [each["id"] for each in told] == ["4", "3", "2", "1", "0"]
    assert told[0] == {"id": "4", "action": "update", "at": next_second, "by": None, "changes": {}}


def test_what_is_no_activity_is_left_out() -> None:
    assert activities_of(answer("x", None, {"id": "1"})) == [{"id": "1", "action": None, "at": None, "by": None, "changes": None}]
    assert activities_of(Answer(200, {}, None, "", None, None)) == []
