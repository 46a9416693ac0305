# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declarations: what somebody wants one DOI to be. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..documents.ordered import Ordered
from ..lifecycle import Target
from ..metadata.doi_names import is_prefix, plain, problem, suffix
from . import pasted as pasting
from .declared_document import declared_document
from .refusal import Problem, Refusal

_CORRECT = "remove it from `metadata`, or correct one of them"


@dataclass(frozen=True)
class Declaration:
    """What somebody wants one DOI to be.

    `doi` is the name in lower case. `attributes` is the metadata as it was written, server-owned members aside; `settings` holds
    `url` and `reason` where they are declared, None to clear. `document` is DataCite XML that is to be stored as it is, and then there
    are no attributes. `source` is a document that is to be converted to attributes (`conversion.converted`); `attributes` win over what it says.
    `undeclared` is `keep` or `clear`, `server_validation` is `auto` or `never`.
    `from_document` names the attributes that a conversion gave: nobody has written them, so nobody can be asked to leave one out.
    `is_answer`: the metadata is a pasted answer of DataCite's, and so of a record that may hold what today's rules refuse.
    """

    doi: str
    target: Target = Target.PRESENT
    attributes: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    document: str | None = None
    source: Ordered | None = None
    undeclared: str = "keep"
    server_validation: str = "auto"
    warnings: tuple[str, ...] = ()
    is_answer: bool = False
    from_document: frozenset[str] = frozenset()


def declaration(options: Mapping[str, Any], general: Mapping[str, Any] | None = None) -> Declaration:
    """The declaration that a task's options make; raises Refusal with everything that contradicts itself, ImportError where a parser is not installed.

    `general`: attributes that hold where a document that is to be converted says nothing.
    """
    pasted = pasting.read(options.get("metadata") or {})
    problems = list(pasted.problems)
    doi = _name(options, pasted, problems)
    target = _target(options, pasted, problems)
    found = declared_document(options, pasted, doi, target, general or {})
    problems += found.problems
    result = Declaration(
        doi=doi,
        target=target,
        attributes=pasted.attributes,
        settings=_settings(options, pasted, problems),
        document=found.text,
        source=found.source,
        undeclared=options.get("undeclared") or "keep",
        server_validation=options.get("server_validation") or "auto",
        warnings=(*pasted.warnings, *found.warnings),
        is_answer=pasted.is_answer,
    )
    if problems:
        raise Refusal("The declaration contradicts itself or cannot be read.", tuple(problems))
    return result


def _name(options: Mapping[str, Any], pasted: pasting.Pasted, problems: list[Problem]) -> str:
    """The DOI by its name, or the one that `prefix` and `identity` stand for."""
    identity = options.get("identity")
    if options.get("doi") is not None:
        name = plain(_text("doi", options["doi"], problems))
        wrong = problem(name) if name else None
        if wrong:
            problems.append(Problem("doi", wrong))
        if pasted.doi not in (None, name):
            problems.append(Problem("metadata.doi", f"says {pasted.doi}, the option `doi` says {name}", _CORRECT))
        return name
    if identity is not None:
        return _computed_name(options, pasted, identity, problems)
    if pasted.doi is not None:
        return pasted.doi
    if options.get("prefix") is not None or pasted.prefix is not None:
        problems.append(Problem(
            "identity", "is missing: a prefix alone would make another DOI on every run",
            "add `identity`, a text that this declaration keeps for ever, such as an accession number; the suffix is computed from it",
        ))
    else:
        problems.append(Problem("doi", "is missing", "give `doi`, or `prefix` with `identity`"))
    return ""


def _computed_name(options: Mapping[str, Any], pasted: pasting.Pasted, identity: Any, problems: list[Problem]) -> str:
    """The DOI that `prefix` and `identity` stand for; the empty text, with the problems added, where they stand for none."""
    given = options.get("prefix") if options.get("prefix") is not None else pasted.prefix
    if given is None:
        problems.append(Problem("prefix", "is missing beside `identity`", "give the prefix under which the DOI is to be made, such as \"10.82001\""))
        return ""
    prefix, text = _text("prefix", given, problems).strip(), _text("identity", identity, problems)
    if problems:
        return ""
    if not is_prefix(prefix):
        problems.append(Problem("prefix", f"`{prefix}` is no prefix", "write it like 10.5438, without https://doi.org/ and without a slash"))
        return ""
    try:
        name = f"{prefix.lower()}/{suffix(prefix, text)}"
    except ValueError as error:
        problems.append(Problem("identity", str(error)))
        return ""
    if pasted.doi not in (None, name):
        problems.append(Problem(
            "metadata.doi", f"says {pasted.doi}, but `prefix` and `identity` stand for {name}",
            f"to keep the record {pasted.doi}, give it as `doi` and leave `prefix` and `identity` out; else remove it from `metadata`",
        ))
    return name


def _text(option: str, value: Any, problems: list[Problem]) -> str:
    """A text as it was written; YAML may have made something else of it before anybody saw it."""
    if isinstance(value, str):
        if not value.strip():
            problems.append(Problem(option, "is empty"))
        return value
    if isinstance(value, list | dict):
        problems.append(Problem(option, f"has to be one text, and is {'a list' if isinstance(value, list) else 'an object'}", "write the text alone"))
        return ""
    kind = {bool: "a truth value", int: "a number", float: "a number"}.get(type(value), "no text")
    problems.append(Problem(option, f"YAML read {value!r} as {kind}, which need not be what was written", f'quote it, such as `{option}: "…"`'))
    return ""


def _target(options: Mapping[str, Any], pasted: pasting.Pasted, problems: list[Problem]) -> Target:
    """`state`, made finer by the `event` or `state` of a pasted payload; `present` agrees with every state."""
    declared = Target(options.get("state") or Target.PRESENT.value)
    if pasted.target is None or pasted.target is declared:
        return declared
    if declared is Target.PRESENT:
        return pasted.target
    problems.append(Problem(
        "metadata.event / metadata.state", f"says {pasted.target.value}, the option `state` says {declared.value}", _CORRECT,
    ))
    return declared


def _settings(options: Mapping[str, Any], pasted: pasting.Pasted, problems: list[Problem]) -> dict[str, Any]:
    """`url` and `reason` where the options or the pasted value give them; None clears."""
    settings = dict(pasted.settings)
    for name in ("url", "reason"):
        if not isinstance(settings.get(name), str | None):
            _text(f"metadata.{name}", settings.pop(name), problems)
        value = options.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            _text(name, value, problems)
        elif settings.get(name) not in (None, value):
            problems.append(Problem(f"metadata.{name}", f"says {settings[name]}, the option `{name}` says {value}", _CORRECT))
        settings[name] = value or None
    return settings
