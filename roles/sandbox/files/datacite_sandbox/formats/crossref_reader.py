# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Crossref."""
from __future__ import annotations
from .document import Document

def is_crossref(source: str) -> bool:
    return False

def read(source: str, doi: str | None) -> Document:
    raise NotImplementedError
