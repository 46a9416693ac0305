# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JMESPath over records, and the one place where the package `jmespath` is imported. Private to the collection."""

from __future__ import annotations

from typing import Any

try:
    import jmespath
except ImportError:
    jmespath = None


class InvalidExpression(ValueError):
    """The text is no JMESPath expression, or cannot be applied to what it was given."""


def project(expression: str, records: list[dict[str, Any]]) -> Any:
    """Apply a JMESPath expression: one that begins with `[` to the whole list, any other to each record.

    Raises InvalidExpression, and ImportError (with the package's name) where jmespath is not installed.
    """
    if jmespath is None:
        raise ImportError("The Python package jmespath is not installed.", name="jmespath")
    try:
        compiled = jmespath.compile(expression)
        if expression.lstrip().startswith("["):
            return compiled.search(records)
        return [compiled.search(record) for record in records]
    except jmespath.exceptions.JMESPathError as error:
        raise InvalidExpression(f"select: {expression!r} cannot be used: {error}") from None
