# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting computed DOIs into the files that declare them. Private to the collection."""

from __future__ import annotations

from collections.abc import Container, Iterable

from .catalogue import Unnamed


def write_back(unnamed: Iterable[Unnamed], names: Container[str] | None = None) -> tuple[str, ...]:
    """Write `doi` into each entry whose DOI is among `names` (None: all); returns the files that changed, raises Refusal."""
    raise NotImplementedError
