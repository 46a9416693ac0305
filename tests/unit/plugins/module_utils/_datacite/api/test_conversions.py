# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of DataCite's conversions: for whom, how long, and when it is not believed."""

from __future__ import annotations

import os
import pathlib
import threading
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.answer import Answer
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.conversions import KEPT, Conversions

REQUEST = {"doi": "10.82001/a", "xml": "PHJlc291cmNlLz4="}


class Asked:
    """DataCite, counting."""

    def __init__(self, version: str | None = "1", **document: Any) -> None:
        self.count = 0
        self._headers = {"x-lupoversion": version} if version else {}
        self._document = document or {"data": {"id": "10.82001/a", "attributes": {"titles": [{"title": "Fu\u00dfg\u00e4nger \U0001f40b"}]}}}

    def __call__(self) -> Answer:
        self.count += 1
        return Answer(200, self._headers, self._document, "", None, None)


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> str:
    return str(tmp_path / "cache")


def test_it_is_asked_once_and_kept_for_other_runs(folder: str) -> None:
    ask = Asked()
    first = Conversions([folder], "https://api").answer(REQUEST, None, ask)
    second = Conversions([folder], "https://api").answer(REQUEST, "1", ask)
    assert ask.count == 1 and first.document == second.document and second.attributes == first.attributes


@pytest.mark.parametrize(("server", "request_", "version"), [
    ("https://other", REQUEST, "1"), ("https://api", {**REQUEST, "xml": "PHJlc291cmNlPg=="}, "1"), ("https://api", {**REQUEST, "doi": "10.82001/b"}, "1"),
    ("https://api", REQUEST, "2"), ("https://api", REQUEST, None),
], ids=["server", "document", "doi", "release", "unknown release"])
def test_another_question_is_asked(folder: str, server: str, request_: dict[str, Any], version: str | None) -> None:
    Conversions([folder], "https://api").answer(REQUEST, None, Asked())
    ask = Asked()
    Conversions([folder], server).answer(request_, version, ask)
    assert ask.count == 1


def test_objections_and_answers_without_a_release_last_for_the_run_alone(folder: str) -> None:
    for ask in (Asked(errors=[{"source": "titles", "title": "Is missing"}]), Asked(version=None)):
        conversions = Conversions([folder], "https://api")
        assert conversions.answer(REQUEST, "1", ask) is conversions.answer(REQUEST, "1", ask)
        assert ask.count == 1
        Conversions([folder], "https://api").answer(REQUEST, "1", ask)
        assert ask.count == 2


def test_a_failure_is_not_kept(folder: str) -> None:
    def fail() -> Answer:
        raise ConnectionError

    conversions, ask = Conversions([folder], "https://api"), Asked()
    with pytest.raises(ConnectionError):
        conversions.answer(REQUEST, "1", fail)
    conversions.answer(REQUEST, "1", ask)
    assert ask.count == 1


def test_nobody_else_can_read_it(folder: str) -> None:
    Conversions([folder], "https://api").answer(REQUEST, None, Asked())
    assert [path for path in pathlib.Path(folder).rglob("*") if path.stat().st_mode & 0o077] == []


def test_a_folder_that_somebody_else_prepared_is_not_used(folder: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "elsewhere", folder)
    conversions, ask = Conversions([folder], "https://api"), Asked()
    conversions.answer(REQUEST, "1", ask)
    conversions.answer(REQUEST, "1", ask)
    assert ask.count == 1 and list((tmp_path / "elsewhere").iterdir()) == []


def test_releases_of_long_ago_are_forgotten(folder: str) -> None:
    Conversions([folder], "https://api").answer(REQUEST, None, Asked("1"))
    (old,) = (pathlib.Path(folder) / "conversions").iterdir()
    os.utime(old, (0, old.stat().st_mtime - KEPT - 10))
    Conversions([folder], "https://api").answer(REQUEST, None, Asked("2"))
    assert not old.exists() and len(list((pathlib.Path(folder) / "conversions").iterdir())) == 1


def test_threads_share_it(folder: str) -> None:
    conversions, ask = Conversions([folder], "https://api"), Asked()
    threads = [threading.Thread(target=conversions.answer, args=({**REQUEST, "doi": f"10.82001/{number % 5}"}, "1", ask)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    before = ask.count
    for number in range(5):
        conversions.answer({**REQUEST, "doi": f"10.82001/{number}"}, "1", ask)
    assert ask.count == before
