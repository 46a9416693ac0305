# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JMESPath over records. Private to the collection."""

from __future__ import annotations

from typing import Any

from .jmespath_library import jmespath, require

_OF_OBJECTS = ("keys", "merge", "values")
_FIRST_ONLY = ("filter_projection", "flatten", "index_expression", "pipe", "projection", "subexpression")
"""Of these kinds of nodes only the first child looks at what the expression is applied to; the others look at what the first makes of it."""


class InvalidExpression(ValueError):
    """The text is no JMESPath expression, or cannot be applied to what it was given."""


def project(expression: str, records: list[dict[str, Any]]) -> Any:
    """Apply a JMESPath expression: to each record where it names members (`doi`, `{a: doi}`, `[doi, url]`), else to the whole list (`[].doi`, `length(@)`).

    Raises InvalidExpression, and ImportError (with the package's name) where jmespath is not installed.
    """
    require()
    try:
        compiled = jmespath.compile(expression)
        if _names_members(compiled.parsed):
            return [compiled.search(record) for record in records]
        return compiled.search(records)
    except jmespath.exceptions.JMESPathError as error:
        raise InvalidExpression(f"select: {expression!r} cannot be used: {error}") from None


def _names_members(node: dict[str, Any]) -> bool:
    """Whether an expression, as jmespath has parsed it, looks for members of an object where it is applied."""
    kind, children = node["type"], node.get("children", [])
    if kind in ("field", "value_projection"):
        return True
    if kind == "function_expression" and node.get("value") in _OF_OBJECTS:
        return True
    if kind == "expref":
        return False
    return any(_names_members(child) for child in (children[:1] if kind in _FIRST_ONLY else children) if isinstance(child, dict))
