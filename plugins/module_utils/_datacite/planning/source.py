# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that a declaration takes from a file. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..documents.encoding import text_of
from ..documents.ordered import Unusable
from .refusal import Problem, Refusal

MOST_BYTES = 10_000_000
"""What DataCite takes in one request."""


def with_content(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options with the text of the file `src` as `content`; raises Refusal where it cannot be read."""
    path = options.get("src")
    if path is None:
        return options
    try:
        with open(path, "rb") as file:
            held = file.read(MOST_BYTES + 1)
        if len(held) > MOST_BYTES:
            raise _unusable(f"{path} is larger than the {MOST_BYTES:,} bytes that DataCite takes")
        return {**options, "content": text_of(held)}
    except Unusable as error:
        raise _unusable(f"{path} {error.message}", error.suggestion) from None
    except OSError as error:
        raise _unusable(f"{path} cannot be read: {error.strerror}") from None


def _unusable(words: str, suggestion: str | None = None) -> Refusal:
    return Refusal("The document cannot be used.", (Problem("src", words, suggestion),))
