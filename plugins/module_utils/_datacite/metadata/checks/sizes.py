# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enormous lists. DataCite takes thousands of entries; what shows them often does not."""

from __future__ import annotations

from collections.abc import Iterator

from .declared import Declared
from .finding import Finding

ENORMOUS_LIST = 5_000


def size_findings(declared: Declared) -> Iterator[Finding]:
    """A warning for a list of more than 5,000 entries."""
    for attribute, value in declared.attributes.items():
        if isinstance(value, list) and len(value) > ENORMOUS_LIST:
            yield Finding("warning", f"metadata.{attribute}", f"{len(value)} entries; DataCite keeps them, but few programs show them")
