# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which format a document has, and its attributes, in the order in which DataCite's back end tries the formats."""

from __future__ import annotations

from . import datacite_reader
from .document import Document
from .parsing import blankless_tree
from .text import escape_inline_tags


def read(text: str, *, doi: str | None) -> Document | None:
    """The document that `text` (decoded, without byte-order mark) is; None when no format is recognised."""
    source = escape_inline_tags(text)
    root = blankless_tree(source) if "<" in source else None
    if root is not None and datacite_reader.is_datacite(root):
        return datacite_reader.read(root, doi)
    return None
