# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Subjects, whose text DataCite rewrites: it takes tags and comments out, and squeezes white space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .declared import Declared
from .finding import Finding

# The inline tags that DataCite leaves in are listed in its own conversions: strong, em, b, i, code, pre, sub, sup, br.
_REMOVED = re.compile(r"<(?!/?(?:strong|em|b|i|code|pre|sub|sup|br)\b)[a-zA-Z/!?]")


def subject_findings(declared: Declared) -> Iterator[Finding]:
    """A warning where DataCite takes something out of the text."""
    value = declared.attributes.get("subjects")
    texts = (
        [("metadata.subjects", value)]
        if isinstance(value, str)
        else [(f"{path}.subject", entry.get("subject")) for path, entry in declared.entries("subjects")]
    )
    for path, text in texts:
        if isinstance(text, str) and _REMOVED.search(text):
            yield Finding("warning", path, "DataCite takes tags and comments out of a subject", "write plain text")
