# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JMESPath expressions as Python functions: parsed by the package `jmespath`, and what it parsed turned into closures once.

The package walks its tree for every value; a run of 10,000 records asks half a million expressions, and closures answer them about four times as fast.
They mean exactly what the package means (https://jmespath.org/specification.html): a property test holds the two against each other.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...jmespath_library import jmespath, require
from .functions import FUNCTIONS, MATCHES
from .regex_matching import Pattern

Search = Callable[[Any], Any]
"""From a value to what an expression finds in it; raises one of `FAILURES` where a function is given what it does not take."""

FAILURES = (ValueError, TypeError, ArithmeticError, RecursionError)
"""jmespath's own errors are ValueErrors."""

Node = Mapping[str, Any]


def parse(text: str) -> Node:
    """jmespath's tree of an expression; raises jmespath.exceptions.JMESPathError, and ImportError where the package is missing."""
    require()
    parsed: Node = jmespath.parser.Parser().parse(text).parsed
    return parsed


def compiled(node: Node) -> Search:
    """The function that a tree stands for."""
    children = node.get("children", ())
    build = _BUILDERS.get(node["type"])
    if build is None:
        raise ValueError(f"a {node['type']} in an expression is not understood")
    return build(node, children)


def truth(value: Any) -> bool:
    """What JMESPath takes for true: all but null, false and what is empty; zero is true."""
    return bool(value) or (isinstance(value, (int, float)) and value is not False)


class _Expression:
    """An expression as an argument (`&name`), in the form in which jmespath's functions take it: they ask for this name, and call `visit`."""

    def __init__(self, expression: Search) -> None:
        self.expression = expression

    def visit(self, expression: Search, value: Any) -> Any:
        """What the expression finds in a value."""
        return expression(value)


_IDENTIFIERS_OK = frozenset(name for name in FUNCTIONS if name.endswith("_ok"))
_TELLING = _IDENTIFIERS_OK | {MATCHES, "contains", "ends_with", "starts_with", "date_before", "filled", "is_date", "unknown"}
"""Functions that answer true or false, and nothing else."""


def _tells(node: Node) -> bool:
    """Whether an expression is true or false, and nothing else: then Python's own truth will do."""
    kind = node["type"]
    if kind in ("and_expression", "or_expression"):
        return all(_tells(child) for child in node["children"])
    if kind == "function_expression":
        return node["value"] in _TELLING
    return kind == "not_expression" or (kind == "comparator" and node["value"] in ("eq", "ne"))


def _question(node: Node) -> Search:
    """An expression of which only the truth matters."""
    search = compiled(node)
    return search if _tells(node) else lambda value: truth(search(value))


def _same(value: Any) -> Any:
    return value


def _field(node: Node, _children: Sequence[Node]) -> Search:
    name = node["value"]

    def search(value: Any) -> Any:
        return value.get(name) if isinstance(value, dict) else None

    return search


def _chain(_node: Node, children: Sequence[Node]) -> Search:
    first, *others = [compiled(child) for child in children]
    if len(others) == 1:
        second = others[0]
        return lambda value: second(first(value))

    def search(value: Any) -> Any:
        found = first(value)
        for step in others:
            found = step(found)
        return found

    return search


def equal(one: Any, other: Any) -> bool:
    """JMESPath's equality: a number is never equal to true or false."""
    return (one is True or one is False) == (other is True or other is False) and one == other


_ORDERS: Mapping[str, Callable[[Any, Any], Any]] = {"lt": operator.lt, "gt": operator.gt, "lte": operator.le, "gte": operator.ge}


def _comparable(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _comparator(node: Node, children: Sequence[Node]) -> Search:
    left, right = compiled(children[0]), compiled(children[1])
    kind = node["value"]
    if kind in ("eq", "ne"):
        return _equality(kind == "eq", left, right, children[0], children[1])
    compare = _ORDERS[kind]

    def search(value: Any) -> Any:
        one, other = left(value), right(value)
        return compare(one, other) if _comparable(one) and _comparable(other) else None

    return search


def _equality(wanted: bool, left: Search, right: Search, left_node: Node, right_node: Node) -> Search:
    literal = right_node.get("value")
    if right_node["type"] == "literal" and isinstance(literal, str):
        if left_node["type"] == "field" and wanted:
            name = left_node["value"]
            return lambda value: isinstance(value, dict) and value.get(name) == literal
        return (lambda value: left(value) == literal) if wanted else (lambda value: left(value) != literal)
    return lambda value: equal(left(value), right(value)) == wanted


def _filter(_node: Node, children: Sequence[Node]) -> Search:
    base, right, condition = compiled(children[0]), compiled(children[1]), _question(children[2])
    as_it_is = children[1]["type"] == "identity"

    def search(value: Any) -> Any:
        entries = base(value)
        if not isinstance(entries, list):
            return None
        chosen = [entry for entry in entries if condition(entry)]
        if as_it_is:
            return [entry for entry in chosen if entry is not None]
        return [found for found in map(right, chosen) if found is not None]

    return search


def _projection(_node: Node, children: Sequence[Node]) -> Search:
    base, right = compiled(children[0]), compiled(children[1])

    def search(value: Any) -> Any:
        entries = base(value)
        if not isinstance(entries, list):
            return None
        return [found for found in map(right, entries) if found is not None]

    return search


def _value_projection(_node: Node, children: Sequence[Node]) -> Search:
    base, right = compiled(children[0]), compiled(children[1])

    def search(value: Any) -> Any:
        entries = base(value)
        if not isinstance(entries, dict):
            return None
        return [found for found in map(right, entries.values()) if found is not None]

    return search


def _flatten(_node: Node, children: Sequence[Node]) -> Search:
    base = compiled(children[0])

    def search(value: Any) -> Any:
        entries = base(value)
        if not isinstance(entries, list):
            return None
        flat: list[Any] = []
        for entry in entries:
            if isinstance(entry, list):
                flat.extend(entry)
            else:
                flat.append(entry)
        return flat

    return search


def _index(node: Node, _children: Sequence[Node]) -> Search:
    at = node["value"]

    def search(value: Any) -> Any:
        return value[at] if isinstance(value, list) and -len(value) <= at < len(value) else None

    return search


def _slice(_node: Node, children: Sequence[Any]) -> Search:
    wanted = slice(*children)
    return lambda value: value[wanted] if isinstance(value, list) else None


def _multi_list(_node: Node, children: Sequence[Node]) -> Search:
    members = [compiled(child) for child in children]
    return lambda value: None if value is None else [member(value) for member in members]


def _multi_dict(_node: Node, children: Sequence[Node]) -> Search:
    members = [(child["value"], compiled(child)) for child in children]
    return lambda value: None if value is None else {name: member(value) for name, member in members}


def _or(_node: Node, children: Sequence[Node]) -> Search:
    left, right = compiled(children[0]), compiled(children[1])
    if _tells(children[0]):
        return lambda value: left(value) or right(value)

    def search(value: Any) -> Any:
        found = left(value)
        return found if truth(found) else right(value)

    return search


def _and(_node: Node, children: Sequence[Node]) -> Search:
    left, right = compiled(children[0]), compiled(children[1])
    if _tells(children[0]):
        return lambda value: left(value) and right(value)

    def search(value: Any) -> Any:
        found = left(value)
        return right(value) if truth(found) else found

    return search


def _not(_node: Node, children: Sequence[Node]) -> Search:
    inner = _question(children[0])
    return lambda value: not inner(value)


def _literal(node: Node, _children: Sequence[Node]) -> Search:
    value = node["value"]
    return lambda _value: value


def _expref(_node: Node, children: Sequence[Node]) -> Search:
    expression = _Expression(compiled(children[0]))
    return lambda _value: expression


def _function(node: Node, children: Sequence[Node]) -> Search:
    name = node["value"]
    if name == MATCHES:
        return _matches(children)
    arguments = [compiled(child) for child in children]
    own = FUNCTIONS.get(name)
    if own is not None and own.arguments == len(arguments):
        return _own(own.call, arguments, children)
    if name == "length" and len(arguments) == 1:
        return _length(arguments[0])
    functions = jmespath.functions.Functions()
    return lambda value: functions.call_function(name, [argument(value) for argument in arguments])


def _own(call: Callable[..., Any], arguments: Sequence[Search], children: Sequence[Node]) -> Search:
    if len(arguments) == 1:
        only, name = arguments[0], children[0].get("value")
        if children[0]["type"] == "field":
            return lambda value: call(value.get(name) if isinstance(value, dict) else None)
        return lambda value: call(only(value))
    return lambda value: call(*[argument(value) for argument in arguments])


def _length(argument: Search) -> Search:
    functions = jmespath.functions.Functions()

    def search(value: Any) -> Any:
        found = argument(value)
        return len(found) if isinstance(found, (list, str)) else functions.call_function("length", [found])

    return search


def _matches(children: Sequence[Node]) -> Search:
    text, pattern = compiled(children[0]), Pattern(children[1]["value"])

    found_in = pattern.found_in

    def search(value: Any) -> bool:
        found = text(value)
        return isinstance(found, str) and found_in(found)

    return search


_BUILDERS: Mapping[str, Callable[[Node, Sequence[Any]], Search]] = {
    "and_expression": _and,
    "comparator": _comparator,
    "current": lambda _node, _children: _same,
    "expref": _expref,
    "field": _field,
    "filter_projection": _filter,
    "flatten": _flatten,
    "function_expression": _function,
    "identity": lambda _node, _children: _same,
    "index": _index,
    "index_expression": _chain,
    "key_val_pair": lambda _node, children: compiled(children[0]),
    "literal": _literal,
    "multi_select_dict": _multi_dict,
    "multi_select_list": _multi_list,
    "not_expression": _not,
    "or_expression": _or,
    "pipe": _chain,
    "projection": _projection,
    "slice": _slice,
    "subexpression": _chain,
    "value_projection": _value_projection,
}
