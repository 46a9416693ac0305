# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The version of the schema that is declared. Every write goes out as kernel 4, whatever point version is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .declared import Declared
from .finding import Finding

KERNEL_4 = "http://datacite.org/schema/kernel-4"
_RETIRED = re.compile(r"http://datacite\.org/schema/kernel-(2\.[12]|3(?:\.[01])?)\Z")
_KERNEL_4 = re.compile(r"https?://(?:schema\.)?datacite\.org/(?:schema|meta)/kernel-4(?:\.\d+)?(?:/.*)?\Z")


def schema_version_findings(declared: Declared) -> Iterator[Finding]:
    """An error for a new public DOI in a retired version, which DataCite refuses; a warning for any other text that names no kernel 4."""
    named = declared.attributes.get("schemaVersion")
    if not isinstance(named, str) or not named:
        return
    path = "metadata.schemaVersion"
    retired = _RETIRED.match(named)
    if retired:
        yield Finding(
            declared.strict if declared.new else "warning",
            path,
            f"kernel {retired[1]} is no longer supported by DataCite",
            f"write {KERNEL_4}, or leave it out",
        )
    elif not _KERNEL_4.match(named):
        yield Finding("warning", path, f"`{named[:80]}` names no version of kernel 4", f"write {KERNEL_4}, or leave it out")
