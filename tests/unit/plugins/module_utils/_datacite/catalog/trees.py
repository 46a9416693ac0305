# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogues for tests: files written from texts, and the errors of a reading as (path, message)."""

from __future__ import annotations

import pathlib

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.catalogue import Catalogue
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.loading import load
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Problem, Refusal


def plant(root: pathlib.Path, files: dict[str, str | bytes]) -> pathlib.Path:
    """Write files below a folder; returns the folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return root


def read(root: pathlib.Path, files: dict[str, str | bytes], source: str = ".") -> Catalogue:
    """The catalogue that these files are."""
    return load([plant(root, files) / source])


def problems(root: pathlib.Path, files: dict[str, str | bytes], source: str = ".") -> list[Problem]:
    """What is wrong with these files, with paths relative to the folder."""
    plant(root, files)
    with pytest.raises(Refusal) as refusal:
        load([root / source])
    shown = f"{root}/"
    return [Problem(one.path.removeprefix(shown), one.message.replace(shown, ""), one.suggestion) for one in refusal.value.problems]
