# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files of a tree are read, in which order, and where a symbolic link may lead."""

from __future__ import annotations

import os
import pathlib

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.tree import found
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.unreadable import Unreadable
from unit.plugins.module_utils._datacite.catalog.trees import plant


def walk(source: pathlib.Path) -> tuple[list[str], list[tuple[str, str]]]:
    """(files as shown, refusals), without the folder that holds them all."""
    refused: list[tuple[str, str]] = []

    def refuse(shown: str, error: Unreadable) -> None:
        refused.append((shown.removeprefix(f"{source}/"), error.message))

    return [file.shown.removeprefix(f"{source}/") for file in found(source, refuse)], refused


def test_names_decide(tmp_path: pathlib.Path) -> None:
    plant(
        tmp_path,
        dict.fromkeys(
            (
                "b.yml",
                "a.yaml",
                "c.json",
                "z/_defaults.yml",
                "_defaults.yaml",
                "notes.md",
                "x.xml",
                ".hidden.yml",
                ".git/x.yml",
                "d/.x/y.yml",
                "d/e.YML",
                "B.yml",
                "d/d/f.yml",
                "a/_defaultsx.yml",
            ),
            "",
        ),
    )
    assert walk(tmp_path) == (["B.yml", "a.yaml", "b.yml", "c.json", "a/_defaultsx.yml", "d/e.YML", "d/d/f.yml"], [])


def test_an_empty_folder_is_refused(tmp_path: pathlib.Path) -> None:
    plant(tmp_path, {"readme.md": "x"})
    files, refused = walk(tmp_path)
    assert files == [] and "holds no catalogue file" in refused[0][1]


@pytest.mark.parametrize(("name", "words"), [("none.yml", "is not there"), ("_defaults.yml", "holds defaults"), ("a.txt", "is none of")])
def test_wrong_files(tmp_path: pathlib.Path, name: str, words: str) -> None:
    plant(tmp_path, {"_defaults.yml": "", "a.txt": ""})
    files, refused = walk(tmp_path / name)
    assert files == [] and words in refused[0][1]


def test_links(tmp_path: pathlib.Path) -> None:
    tree = plant(tmp_path / "tree", {"a/x.yml": "", "..data/y.yml": "", "b/z.yml": ""})
    plant(tmp_path, {"outside/o.yml": "", "tree-of-somebody-else/p.yml": ""})
    for link, target in {
        "out.yml": "../outside/o.yml",
        "out": "../outside",
        "sibling.yml": "../tree-of-somebody-else/p.yml",
        "loop": ".",
        "a/up": "..",
        "again.yml": "a/x.yml",
        "y.yml": "..data/y.yml",
        "y2.yml": "..data/y.yml",
        "data": "..data",
        "gone.yml": "nothing.yml",
        "self.yml": "self.yml",
        "readme.md": "../outside/o.yml",
    }.items():
        (tree / link).symlink_to(target)
    files, refused = walk(tree)
    assert files == ["a/x.yml", "b/z.yml", "data/y.yml", "y.yml"] or files == ["a/x.yml", "b/z.yml", "y.yml", "data/y.yml"]
    assert dict(refused) == {
        "out.yml": "is a symbolic link that leads out of the tree",
        "out": "is a symbolic link that leads out of the tree",
        "sibling.yml": "is a symbolic link that leads out of the tree",
        "gone.yml": "is a symbolic link to something that is not there",
        "self.yml": "is a symbolic link to something that is not there",
    }


def test_a_source_may_be_a_link(tmp_path: pathlib.Path) -> None:
    plant(tmp_path / "real", {"a.yml": "", "b/c.yml": ""})
    (tmp_path / "current").symlink_to("real")
    assert walk(tmp_path / "current") == (["a.yml", "b/c.yml"], [])


def test_names_that_cannot_be_shown(tmp_path: pathlib.Path) -> None:
    pathlib.Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.yml")).write_text("")
    files, refused = walk(tmp_path)
    assert files == ["\\xff?.yml"] and refused == []


def test_a_folder_that_cannot_be_read(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, {"a.yml": "", "shut/b.yml": ""})
    scan = os.scandir

    def refusing(folder: str) -> object:
        if folder.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    assert walk(tmp_path) == (["a.yml"], [("shut", "cannot be read: Permission denied")])
