# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where the packages that read BibTeX, LaTeX and RIS are imported, and only when such a document comes. Private to the collection.

They take time to import that a run without such a document need not spend, and are extras: where one is absent, the functions here raise ImportError
with the package's name.
"""

from __future__ import annotations

import functools
import logging
import string
from collections.abc import Callable
from typing import Any, NamedTuple


class BibtexParser(NamedTuple):
    """`blocks`: the blocks of a text; `persons`: a list of names split at `and`; `parts`: one name, as `first`, `von`, `last` and `jr`."""

    blocks: Callable[[str], list[Any]]
    persons: Callable[[str], list[str]]
    parts: Callable[[str], Any]


class LatexParser(NamedTuple):
    """`nodes`: the nodes that a LaTeX text consists of; `symbol`: what a command stands for by itself; `accented`: an accent with its letter."""

    nodes: Callable[[str], list[Any]]
    symbol: Callable[[str], str | None]
    accented: Callable[[Any], str]


@functools.cache
def bibtex_parser() -> BibtexParser:
    """What is needed of bibtexparser, version 2; raises ImportError."""
    try:
        from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
        from bibtexparser.splitter import Splitter
    except ImportError as error:
        raise _absent(error, "bibtexparser", "bibtexparser (version 2 or later)") from None
    _quiet("bibtexparser")
    return BibtexParser(
        lambda text: list(Splitter(text).split().blocks),
        split_multiple_persons_names,
        lambda name: parse_single_name_into_parts(name, strict=False),
    )


@functools.cache
def latex_parser(arguments: tuple[tuple[str, str], ...]) -> LatexParser:
    """What is needed of pylatexenc; `arguments` names commands beside those that it knows, and what follows each (`{` an argument). Raises ImportError."""
    try:
        from pylatexenc import latex2text, latexwalker, macrospec
    except ImportError as error:
        raise _absent(error, "pylatexenc", "pylatexenc") from None
    _quiet("pylatexenc")
    grammar = latexwalker.get_default_latex_context_db()
    grammar.add_context_category("documents", macros=[macrospec.MacroSpec(name, after) for name, after in arguments], prepend=True)
    meanings = latex2text.get_default_latex_context_db()
    converter = latex2text.LatexNodes2Text(latex_context=meanings)

    def nodes(text: str) -> list[Any]:
        return list(latexwalker.LatexWalker(text, latex_context=grammar, tolerant_parsing=True).get_latex_nodes()[0])

    def symbol(name: str) -> str | None:
        meaning = getattr(meanings.get_macro_spec(name), "simplify_repl", None)
        return meaning if isinstance(meaning, str) and "%" not in meaning and "<" not in meaning else None

    return LatexParser(nodes, symbol, lambda node: str(converter.macro_node_to_text(node)))


@functools.cache
def ris_parser() -> Callable[[str], list[dict[str, list[str]]]]:
    """A function that reads RIS as its strict form has it: each record as its tags, each with all its values. Raises ImportError."""
    try:
        import rispy
    except ImportError as error:
        raise _absent(error, "rispy", "rispy") from None
    tags = [first + second for first in string.ascii_uppercase for second in string.ascii_uppercase + string.digits]
    lists = [tag for tag in tags if tag not in ("TY", "ER")]

    def records(text: str) -> list[dict[str, list[str]]]:
        read = rispy.loads(text, mapping={tag: tag for tag in tags}, list_tags=lists, delimiter_tags_mapping={})
        return [{tag: value if isinstance(value, list) else [value] for tag, value in record.items()} for record in read]

    return records


def _absent(error: ImportError, package: str, described: str) -> ImportError:
    """The error for a package that is not there, or is there in a version without what is needed of it."""
    missing = (error.name or package).partition(".")[0]
    return ImportError(f"The Python package {described if missing == package else missing} is not installed.", name=missing)


def _quiet(package: str) -> None:
    """What a parser has to say is said by us, with the place; its own log lines would end up on the terminal."""
    logger = logging.getLogger(package)
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
