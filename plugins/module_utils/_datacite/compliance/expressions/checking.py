# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with an expression before it is ever asked: its syntax, functions that there are not, arguments that do not fit. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...jmespath_library import jmespath
from ...metadata.spelling import nearest
from .compiled import Node, Search, compiled, parse
from .functions import FUNCTIONS, MATCHES
from .regex_matching import Pattern
from .regex_syntax import UnusablePattern


class Fault(NamedTuple):
    """One thing that is wrong with an expression; `position` counts its characters from 0, None where nothing tells."""

    message: str
    position: int | None = None
    suggestion: str | None = None


class Checked(NamedTuple):
    """An expression that was looked at: how to ask it (None where there are faults), and the faults."""

    search: Search | None
    faults: tuple[Fault, ...] = ()


def checked(text: str) -> Checked:
    """The expression, ready to be asked, or all that is wrong with it. Raises ImportError where jmespath is missing."""
    try:
        tree = parse(text)
        faults = tuple(_faults(tree, text))
        return Checked(None, faults) if faults else Checked(compiled(tree))
    except jmespath.exceptions.LexerError as error:
        return Checked(None, (Fault(f"is no JMESPath: {_first_lower(error.message)}", error.lexer_position, _mend_of_quotes(text, error.lexer_position)),))
    except jmespath.exceptions.EmptyExpressionError:
        return Checked(None, (Fault("is empty"),))
    except jmespath.exceptions.IncompleteExpressionError:
        return Checked(None, (Fault("is no JMESPath: it ends too early", len(text), "look for a bracket that is not closed"),))
    except jmespath.exceptions.ParseError as error:
        return Checked(None, (Fault(f"is no JMESPath: `{error.token_value}` cannot stand there", error.lex_position, _mend(text, error)),))
    except RecursionError:
        return Checked(None, (Fault("is nested too deeply"),))


def names_at_root(text: str) -> frozenset[str]:
    """The members of a record that an expression without faults looks at."""
    return frozenset(_root_names(parse(text)))


def names_of_run(text: str, run: str) -> frozenset[str]:
    """The members of `run` (a member of the record) that an expression without faults looks at."""
    return frozenset(_members_of(parse(text), run))


def _members_of(node: Node, owner: str) -> Iterator[str]:
    children = [child for child in node.get("children", ()) if isinstance(child, Mapping)]
    if node["type"] == "subexpression" and children[0] == {"type": "field", "children": [], "value": owner} and children[1]["type"] == "field":
        yield children[1]["value"]
    for child in children:
        yield from _members_of(child, owner)


def _first_lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _mend_of_quotes(text: str, position: int) -> str | None:
    if text[position : position + 1] == "=":
        return "== compares"
    return "a text is written in single quotes, a number between backticks: `10`" if text[position : position + 1] in ('"', "'", "`") else None


def _mend(text: str, error: Any) -> str | None:
    if error.token_type == "NUMBER":
        return "a number is written between backticks: `10`"
    if error.token_type == "QUOTED_IDENTIFIER":
        return "double quotes name a member; a text is written in single quotes"
    return None


def _faults(node: Node, text: str) -> Iterator[Fault]:
    if node["type"] == "function_expression":
        yield from _function_faults(node, text)
    if node["type"] in _OF_LISTS and node["children"][0]["type"] == "not_expression":
        yield Fault("`!` binds closer than `[`, so `!list[…]` is always null", _place_of_not(text), "write !(list[…])")
    for child in node.get("children", ()):
        if isinstance(child, Mapping):
            yield from _faults(child, text)


def _function_faults(node: Node, text: str) -> Iterator[Fault]:
    name, given = node["value"], len(node["children"])
    place = _place_of_call(text, name)
    least, most = _arity(name)
    if least is None:
        near = nearest(name, {known: known for known in (*FUNCTIONS, MATCHES, *jmespath.functions.Functions.FUNCTION_TABLE)})
        yield Fault(f"there is no function `{name}`", place, f"did you mean `{near}`?" if near else None)
    elif given < least or (most is not None and given > most):
        wanted = f"{least} argument{'s' if least != 1 else ''}{'' if most is not None else ' or more'}"
        yield Fault(f"`{name}` takes {wanted}, and is given {given}", place)
    elif name == MATCHES:
        yield from _pattern_faults(node["children"][1], place)
    elif name in jmespath.functions.Functions.FUNCTION_TABLE:
        yield from _literal_faults(node, place)


def _arity(name: str) -> tuple[int | None, int | None]:
    """The least and the largest number of arguments (None: any); (None, None) where there is no such function."""
    if name == MATCHES:
        return 2, 2
    if name in FUNCTIONS:
        return FUNCTIONS[name].arguments, FUNCTIONS[name].arguments
    known = jmespath.functions.Functions.FUNCTION_TABLE.get(name)
    if known is None:
        return None, None
    signature = known["signature"]
    return len(signature), None if signature and signature[-1].get("variadic") else len(signature)


def _pattern_faults(node: Node, place: int | None) -> Iterator[Fault]:
    if node["type"] != "literal" or not isinstance(node["value"], str):
        yield Fault(f"the second argument of `{MATCHES}` must be a pattern written out in single quotes", place)
        return
    try:
        Pattern(node["value"])
    except UnusablePattern as error:
        yield Fault(f"the pattern `{node['value']}` is not understood at its character {error.position + 1}: {error.message}", place)


def _literal_faults(node: Node, place: int | None) -> Iterator[Fault]:
    """Arguments written out, and expressions (`&name`), of a type that one of JMESPath's own functions never takes."""
    functions = jmespath.functions.Functions()
    signature = functions.FUNCTION_TABLE[node["value"]]["signature"]
    for number, (argument, wanted) in enumerate(zip(node["children"], signature, strict=False), 1):
        if not wanted["types"] or argument["type"] not in ("literal", "expref"):
            continue
        try:
            functions._type_check_single(argument["value"] if argument["type"] == "literal" else _EXPREF, wanted["types"], node["value"])
        except jmespath.exceptions.JMESPathTypeError:
            yield Fault(f"argument {number} of `{node['value']}` must be {' or '.join(wanted['types'])}", place)


class _Expression:
    """Stands for `&name` where jmespath looks at the types of arguments, which it does by the name of the class."""


_EXPREF = _Expression()


def _place_of_not(text: str) -> int | None:
    found = re.search(r"!\s*[\w.\"]+\s*\[", text)
    return found.start() if found else None


def _place_of_call(text: str, name: str) -> int | None:
    found = re.search(rf"(?<![\w.\"']){re.escape(name)}\s*\(", text) or re.search(rf"\b{re.escape(name)}\b", text)
    return found.start() if found else None


_OF_LISTS = frozenset({"filter_projection", "flatten", "index_expression", "projection"})
_LEADING = frozenset({"filter_projection", "flatten", "index_expression", "pipe", "projection", "subexpression", "value_projection"})
"""Of these only the first child looks at what the expression is applied to."""


def _root_names(node: Node) -> Iterator[str]:
    kind, children = node["type"], node.get("children", ())
    if kind == "field":
        yield node["value"]
    elif kind != "expref":
        for child in children[:1] if kind in _LEADING else children:
            if isinstance(child, Mapping):
                yield from _root_names(child)
