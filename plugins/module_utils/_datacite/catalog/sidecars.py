# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that lie beside an entry and are named by its `src`. Private to the collection."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ..documents.encoding import text_of
from ..documents.ordered import Unusable
from ..planning.refusal import Problem, Refusal
from ..planning.source import MOST_BYTES, with_content
from .file_bytes import raw_bytes
from .tree import Found
from .unreadable import Unreadable


def with_document(options: Mapping[str, Any], file: Found | None) -> Mapping[str, Any]:
    """The options with the document in `src` as `content`: relative to the entry's file, and in its tree; raises Refusal."""
    if file is None:
        return with_content(options)
    name = str(options["src"])
    path = os.path.realpath(os.path.join(os.path.dirname(file.path), name))
    if os.path.isabs(name) or "\0" in name or os.path.commonpath((path, file.root)) != file.root:
        raise _unusable(f"{name} lies outside of the catalogue", "put the document into the tree, and name it relative to the entry's file")
    try:
        return {**options, "content": text_of(raw_bytes(path, MOST_BYTES))}
    except Unusable as error:
        raise _unusable(f"{name} {error.message}", error.suggestion) from None
    except Unreadable as error:
        where = f", line {error.line}," if error.line else ""
        raise _unusable(f"{name}{where} {error.message}", error.suggestion) from None


def _unusable(message: str, suggestion: str | None) -> Refusal:
    return Refusal("The document cannot be used.", (Problem("src", message, suggestion),))
