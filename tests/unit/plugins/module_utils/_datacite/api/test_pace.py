# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""No more requests in five minutes than allowed, whoever makes them, and none wasted."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pace import (
    SLOTS,
    WINDOW,
    FileStore,
    MemoryStore,
    Pace,
    make_private,
    private_folders,
    shared,
)
from unit.plugins.module_utils._datacite.api.fake_clock import Clock

NAME = "api.example.org.pace"


def file_pace(folder, limit: int | None, clock: Clock) -> Pace:
    return Pace(limit, FileStore([str(folder / "p")], NAME), clock)


def most_in_a_window(moments: list[float]) -> int:
    ordered = sorted(moments)
    return max(sum(1 for other in ordered if moment <= other < moment + WINDOW) for moment in ordered)


@given(limit=st.integers(1, 12), gaps=st.lists(st.floats(0, 90), max_size=60))
def test_never_more_than_the_limit_in_any_five_minutes(limit: int, gaps: list[float]) -> None:
    clock, moments = Clock(0.0), []
    pace = Pace(limit, MemoryStore(), clock)
    for gap in gaps:
        clock.now += gap
        pace.wait(clock.sleep)
        moments.append(clock.now)
    # A hundredth of a second less, as the sums of floats are not exact.
    assert not moments or most_in_a_window([moment * (1 + 1e-12) for moment in moments]) <= limit + 1
    assert all(later - earlier >= WINDOW - 1e-6 for earlier, later in zip(moments, moments[limit:], strict=False))


def test_none_of_the_allowed_requests_is_wasted() -> None:
    clock = Clock()
    pace, start = Pace(900, MemoryStore(), clock), clock.now
    for _unused in range(9000):
        pace.wait(clock.sleep)
    assert clock.now - start == pytest.approx(9 * WINDOW)


def test_as_many_as_allowed_go_at_once() -> None:
    clock = Clock()
    pace = Pace(700, MemoryStore(), clock)
    assert sum(pace.wait(clock.sleep) for _unused in range(700)) == 0
    assert pace.wait(clock.sleep) == pytest.approx(WINDOW)


def test_a_different_limit_for_the_same_server_holds_from_then_on(tmp_path) -> None:
    clock = Clock()
    for _unused in range(50):
        file_pace(tmp_path, 900, clock).wait(clock.sleep)
    assert file_pace(tmp_path, 51, clock).wait(clock.sleep) == 0
    assert file_pace(tmp_path, 51, clock).wait(clock.sleep) == pytest.approx(WINDOW)


def test_a_pause_holds_for_all_and_also_for_those_who_sleep_already(tmp_path) -> None:
    clock = Clock()
    one, two = file_pace(tmp_path, 900, clock), file_pace(tmp_path, 900, clock)
    one.pause(60)
    again = [300.0]

    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        if again:
            one.pause(again.pop())

    start = clock.now
    two.wait(sleep)
    assert clock.now - start == pytest.approx(15 + 300)


def test_a_shorter_pause_does_not_end_a_longer_one(tmp_path) -> None:
    clock = Clock()
    pace = file_pace(tmp_path, None, clock)
    pace.pause(300)
    pace.pause(60)
    assert pace.wait(clock.sleep) == pytest.approx(300)
    assert pace.wait(clock.sleep) == 0


def test_without_a_limit_there_is_no_file_until_somebody_pauses(tmp_path) -> None:
    clock = Clock()
    pace = file_pace(tmp_path, None, clock)
    for _unused in range(SLOTS + 1):
        assert pace.wait(clock.sleep) == 0
    assert not (tmp_path / "p" / NAME).exists()
    pace.pause(60)
    assert file_pace(tmp_path, None, clock).wait(clock.sleep) == pytest.approx(60)


@pytest.mark.parametrize("spoil", [b"", b"x", b"x" * 40_000, b"pace0001" + b"\xff" * 5000, b"pace0001" + b"\x00" * 3])
def test_a_spoiled_file_stops_nobody_and_is_mended(tmp_path, spoil: bytes) -> None:
    clock = Clock()
    (tmp_path / "p").mkdir(0o700)
    (tmp_path / "p" / NAME).write_bytes(spoil)
    pace = file_pace(tmp_path, 10, clock)
    for _unused in range(10):
        assert pace.wait(clock.sleep) <= WINDOW
    start = clock.now
    for _unused in range(20):
        pace.wait(clock.sleep)
    assert clock.now - start >= WINDOW


def test_a_clock_that_was_set_back_stops_nobody(tmp_path) -> None:
    clock = Clock()
    for _unused in range(900):
        file_pace(tmp_path, 900, clock).wait(clock.sleep)
    file_pace(tmp_path, 900, clock).pause(300)
    clock.now -= 86_400
    assert file_pace(tmp_path, 900, clock).wait(clock.sleep) == 0


def test_folder_and_file_are_the_users_alone(tmp_path) -> None:
    clock = Clock()
    file_pace(tmp_path, 5, clock).wait(clock.sleep)
    assert (tmp_path / "p").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "p" / NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("what", ["file link", "hard link", "folder", "folder link", "no folder", "fifo"])
def test_what_is_not_a_file_of_the_users_own_is_left_alone(tmp_path, what: str) -> None:
    clock, target = Clock(), tmp_path / "precious"
    target.write_bytes(b"precious")
    folder = tmp_path / "p"
    if what == "folder link":
        (tmp_path / "elsewhere").mkdir()
        folder.symlink_to(tmp_path / "elsewhere")
    elif what == "no folder":
        folder.write_text("a file")
    else:
        folder.mkdir(0o700)
    if what == "file link":
        (folder / NAME).symlink_to(target)
    elif what == "hard link":
        os.link(target, folder / NAME)
    elif what == "folder":
        (folder / NAME).mkdir()
    elif what == "fifo":
        os.mkfifo(folder / NAME)
    pace = file_pace(tmp_path, 2, clock)
    assert [pace.wait(clock.sleep) for _unused in range(3)] == [0, 0, pytest.approx(WINDOW)], "the process keeps its own count"
    assert target.read_bytes() == b"precious"
    assert not (tmp_path / "elsewhere" / NAME).exists()


def test_the_next_folder_is_used_where_the_first_cannot_be(tmp_path) -> None:
    clock = Clock()
    (tmp_path / "file").write_text("in the way")
    folders = [str(tmp_path / "file" / "p"), str(tmp_path / "second")]
    Pace(3, FileStore(folders, NAME), clock).wait(clock.sleep)
    assert (tmp_path / "second" / NAME).exists()


def test_folders_above_are_made(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a" / "b"))
    make_private(private_folders()[0])
    assert (tmp_path / "a" / "b" / "pidops.datacite").is_dir()
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert private_folders()[0] == str(tmp_path / "home" / ".cache" / "pidops.datacite")


def test_a_home_of_somebody_else_is_not_used(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4711)
    with pytest.raises(PermissionError):
        make_private(str(tmp_path / "pidops.datacite"))
    with pytest.raises(PermissionError):
        make_private(str(tmp_path / "a" / "pidops.datacite"))
    assert not list(tmp_path.glob("**/pidops.datacite"))


def test_each_server_has_its_own_pace(tmp_path) -> None:
    clock = Clock()
    for url in ("https://api.test.datacite.org", "http://[::1]:8080", "https://x.org:8443/path"):
        shared(connection({"api_url": url, "rate_limit": 5}), clock).wait(clock.sleep)
    assert sorted(path.name for path in (tmp_path / "home/.cache/pidops.datacite").iterdir()) == [
        "___1__8080.pace",
        "api.test.datacite.org.pace",
        "x.org_8443.pace",
    ]


CHILD = """
import sys
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pace import FileStore, Pace
pace = Pace(3000, FileStore([sys.argv[1]], "shared.pace"), lambda: 1_800_000_000.0)
print("ready", flush=True)
sys.stdin.readline()
print(*[pace.reserve() for _ in range(2000)])
"""


def test_processes_share_one_pace(tmp_path) -> None:
    """Two processes at once ask for 4,000 moments where 3,000 are allowed: exactly 1,000 times one of them is told to wait."""
    command = [sys.executable, "-c", CHILD, str(tmp_path / "p")]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _unused in range(2)]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 2
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    moments = [float(word) for process in processes for word in process.communicate()[0].split()]
    assert [process.returncode for process in processes] == [0, 0]
    assert len(moments) == 4000
    assert sum(moment > 1_800_000_000 for moment in moments) == 1000


def test_threads_share_one_pace(tmp_path) -> None:
    pace, moments = Pace(100, FileStore([str(tmp_path / "p")], NAME), lambda: 1e9), []

    def work() -> None:
        moments.extend(pace.reserve() for _unused in range(50))

    threads = [threading.Thread(target=work) for _unused in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(moment > 1e9 for moment in moments) == 100


def test_whoever_waited_longest_goes_first() -> None:
    clock = Clock()
    pace = Pace(3, MemoryStore(), clock)
    moments = []
    for _unused in range(9):
        clock.now += random.random()
        moments.append(pace.reserve())
    assert moments == sorted(moments)
