# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite import whole_file
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.whole_file import write


def test_a_new_file_in_a_new_folder_has_the_usual_mode(tmp_path):
    umask = os.umask(0o027)
    try:
        assert write(tmp_path / "new" / "plan.json", "ä\n") is True
    finally:
        os.umask(umask)
    assert (tmp_path / "new" / "plan.json").read_bytes() == "ä\n".encode()
    assert stat.S_IMODE((tmp_path / "new" / "plan.json").stat().st_mode) == 0o640


def test_the_same_text_touches_nothing_and_another_keeps_the_mode(tmp_path):
    file = tmp_path / "a.yml"
    write(file, "one", mode=0o600)
    before = file.stat()
    assert write(file, "one") is False
    assert file.stat() == before
    assert write(file, "two") is True
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == "two"


def test_what_goes_wrong_leaves_the_old_text_and_nothing_beside_it(tmp_path, monkeypatch):
    file = tmp_path / "a.yml"
    write(file, "one")

    def full(*_unused: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(file, "two")
    assert file.read_text() == "one"
    assert os.listdir(tmp_path) == ["a.yml"]


def test_links_and_folders_are_not_written_through(tmp_path):
    (tmp_path / "elsewhere").write_text("mine")
    (tmp_path / "link.yml").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "folder").mkdir()
    for name in ("link.yml", "folder"):
        with pytest.raises(OSError):
            write(tmp_path / name, "theirs")
    assert (tmp_path / "elsewhere").read_text() == "mine"
