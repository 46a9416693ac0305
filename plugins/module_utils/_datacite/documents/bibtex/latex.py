# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LaTeX in values of BibTeX as the plain text that a reader sees. Private to the collection.

Most of what stands in BibTeX is no LaTeX: `%`, `&`, `_` and `#` are what they are, and a `$` is money unless it opens and closes a formula. So these are
escaped before the LaTeX parser sees them. A formula becomes text where Unicode has all of its signs, and stays as it is written where not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from ..ordered import Unusable
from ..parsers import LatexParser, latex_parser
from .latex_commands import ARGUMENTS, JOURNALS, QUOTING, SILENT, SUBSCRIPTS, SUPERSCRIPTS, SYMBOLS, TRANSPARENT

MOST_CHARACTERS = 100_000
"""Of LaTeX in one record; the longest abstracts have a tenth of it."""

_LATEX = re.compile(r"[\\{}$~`]|--|''")
_SPACE = re.compile(r"[\x00-\x20\x7f]+")
_ADDRESS = re.compile(r"https?://[^\s{}\\<>$]+")
_SPECIAL = re.compile(
    r"(?P<math>\$\$?(?=[^\s$][^$]{0,1000}\$)"
    r"(?:(?=[^$]{0,1000}?[\\^_])(?:[^$\\]|\\.){1,1000}?(?<=\S)\$\$?|(?:[^$\\]){1,1000}?(?<=\S)\$\$?(?!\d))|\\\((?:[^\\]|\\(?!\))){1,500}?\\\))"
    r"|\\ensuremath\s?\{(?P<ensured>(?:[^{}]|\{[^{}]{0,50}\}){1,300})\}"
    r"|(?P<command>\\(?:[A-Za-z]+|[^A-Za-z]))|(?P<end>\\)|(?P<sign>[%&#_$])|(?P<caret>\^)",
    re.DOTALL,
)
# A tie has something on both sides; elsewhere a tilde says "about".
_LONE_TILDE = re.compile(r"(?<![^\s(\[{])~(?!\s)|(?<!\\)~(?=\s|$)")
_PERCENT = re.compile(r"(?<!\\)%")
_SINGLE_QUOTES = re.compile(r"(?<![^\s(\[\u201c])`([^`'\n]{1,200})'(?!\w)")
_ESCAPED_SIGN = re.compile(r"\{?\\([_%&#$~{}])\}?(?:\{\})?")
_TILDE = re.compile(r"\{?(?:\\(?:text)?asciitilde|\$\\sim\$|\\textasciitilde)(?:\{\}|[ \t])?\}?")
_WRAPPED = re.compile(r"\\(?:url|nolinkurl|path|doi)\s?\{([^{}]*)\}|\\href\s?\{([^{}]*)\}\{[^{}]*\}|<([^<>\s]*)>|\{([^{}]*)\}")
_ACCENTS = frozenset("'`\"^~=.cHkbdruv")
_LIGATURES = {"~": " ", "``": "\u201c", "''": "\u201d", "--": "\u2013", "---": "\u2014", "!`": "\u00a1", "?`": "\u00bf"}
_FORMULA_ACCENTS = frozenset(("bar", "hat", "tilde", "vec", "dot", "ddot"))


class Latex:
    """Makes plain text of LaTeX and remembers what it could not read: `unknown`, the commands, each once."""

    def __init__(self) -> None:
        self.unknown: list[str] = []
        self._left = MOST_CHARACTERS

    def text(self, written: str) -> str:
        """The plain text, on one line; raises Unusable for LaTeX that nobody can have written, and ImportError."""
        if not _LATEX.search(written):
            return _SPACE.sub(" ", written).strip(" ")
        self._left -= len(written)
        if self._left < 0:
            raise Unusable(f"has more than {MOST_CHARACTERS:,} characters of LaTeX in one entry", "shorten it")
        try:
            plain = self._of(self._parser().nodes(_prepared(written)))
        except RecursionError:
            raise Unusable("has LaTeX nested too deeply", "write it as plain text") from None
        return _SPACE.sub(" ", _SINGLE_QUOTES.sub("\u2018\\1\u2019", plain)).strip(" ")

    def _parser(self) -> LatexParser:
        return latex_parser(ARGUMENTS)

    def _of(self, nodes: list[Any]) -> str:
        parts: list[str] = []
        for at, node in enumerate(nodes):
            kind = type(node).__name__
            if kind == "LatexCharsNode":
                parts.append(node.chars)
            elif kind == "LatexMacroNode":
                parts.append(self._macro(node, at + 1 < len(nodes) and type(nodes[at + 1]).__name__ == "LatexGroupNode"))
            elif kind == "LatexSpecialsNode":
                parts.append(_LIGATURES.get(node.specials_chars, node.specials_chars))
            elif kind == "LatexMathNode":
                formula = self._formula(node.nodelist)
                parts.append(node.latex_verbatim() if formula is None else formula)
            elif kind in ("LatexGroupNode", "LatexEnvironmentNode"):
                parts.append(self._of(node.nodelist))
            else:
                parts.append(node.latex_verbatim())
        return "".join(parts)

    def _macro(self, node: Any, braces_follow: bool) -> str:
        """What a command says; one that nobody knows stays as it is written, save before braces, whose content then speaks for it."""
        name, arguments = node.macroname, _arguments(node)
        known = self._known(node, name, arguments)
        if known is not None:
            return known
        self._remember(name)
        return "" if braces_follow else str(node.latex_verbatim())

    def _known(self, node: Any, name: str, arguments: list[Any]) -> str | None:
        if name in SILENT:
            return ""
        if name in ("url", "nolinkurl", "path", "doi", "href"):
            link = address(arguments[0].latex_verbatim()) if arguments else ""
            return (self._of(arguments[1:2]) if name == "href" else "") or link
        if name in ("textsuperscript", "textsubscript"):
            return _script(self._of(arguments), SUPERSCRIPTS if name == "textsuperscript" else SUBSCRIPTS, letters=False)
        if name in QUOTING:
            return QUOTING[name][0] + self._of(arguments) + QUOTING[name][1]
        if name in TRANSPARENT or name in ("bibinfo", "foreignlanguage", "texorpdfstring"):
            return self._of(arguments[-1:])
        if name in _ACCENTS:
            return self._accented(node, name, arguments)
        if name in ("cb", "textcommabelow"):
            return _with_mark(self._of(arguments), "\u0326")
        return self._symbol(name) if not arguments else None

    def _symbol(self, name: str) -> str | None:
        return SYMBOLS.get(name) or ("" if SYMBOLS.get(name) == "" else None) or JOURNALS.get(name) or self._parser().symbol(name)

    def _accented(self, node: Any, name: str, arguments: list[Any]) -> str:
        if not self._of(arguments).strip():
            return name if name in ("~", "^") else ""
        return self._parser().accented(node)

    def _remember(self, name: str) -> None:
        if name not in self.unknown:
            self.unknown.append(name)

    def _formula(self, nodes: list[Any]) -> str | None:
        """A formula in Unicode, None where Unicode has no signs for it."""
        parts: list[str] = []
        script: dict[str, str] | None = None
        for item in _items(nodes):
            if isinstance(item, str) and item in "^_":
                if script is not None:
                    return None
                script = SUPERSCRIPTS if item == "^" else SUBSCRIPTS
                continue
            part = item if isinstance(item, str) else self._formula_part(item)
            if part is not None and script is not None:
                part = _script(part, script, letters=True) if part and all(sign in script for sign in part) else None
            if part is None:
                return None
            script = None
            parts.append(part)
        return None if script is not None else "".join(parts)

    def _formula_part(self, node: Any) -> str | None:
        kind = type(node).__name__
        if kind == "LatexGroupNode":
            return self._formula(node.nodelist)
        if kind == "LatexSpecialsNode":
            return str(node.specials_chars) if node.specials_chars != "&" else None
        if kind != "LatexMacroNode":
            return None
        name, arguments = node.macroname, _arguments(node)
        if name in SILENT:
            return ""
        if name in TRANSPARENT:
            return self._formula(arguments[-1:])
        if name in ("frac", "nicefrac"):
            halves = [self._formula([argument]) for argument in arguments]
            return "/".join(half for half in halves if half) if len(halves) == 2 and all(half and half.isalnum() for half in halves) else None
        if name in _FORMULA_ACCENTS:
            return self._parser().accented(node)
        return self._symbol(name) if not arguments else None


def address(written: str) -> str:
    """The address or DOI in a value: what LaTeX escapes in one is as it was, without `\\url{}` around it."""
    bare = _TILDE.sub("~", written.strip()[:10_000])
    for _level in range(3):
        wrapped = _WRAPPED.fullmatch(bare)
        if not wrapped:
            break
        bare = next((group for group in wrapped.groups() if group is not None), "").strip()
    bare = _ESCAPED_SIGN.sub(r"\1", bare)
    inside = _WRAPPED.fullmatch(bare)
    bare = next((group for group in inside.groups() if group is not None), "").strip() if inside else bare
    return bare.replace("{", "").replace("}", "")


def _prepared(written: str) -> str:
    """The text with everything escaped that is special to LaTeX, and not meant as LaTeX."""
    kept = _ADDRESS.sub(lambda found: found[0].replace("~", "\\textasciitilde{}").replace("--", "-{}-").replace("''", "'{}'"), written)
    return _SPECIAL.sub(_escaped, _LONE_TILDE.sub(r"\\textasciitilde{}", kept))


def _escaped(found: re.Match[str]) -> str:
    if found["math"]:
        return _PERCENT.sub(r"\\%", found[0])
    if found["ensured"]:
        return f"${found['ensured']}$"
    if found["command"]:
        return found[0]
    if found["end"]:
        return "\\textbackslash{}"
    return "\\textasciicircum{}" if found["caret"] else "\\" + found[0]


def _arguments(node: Any) -> list[Any]:
    given = node.nodeargd.argnlist if node.nodeargd else None
    return [argument for argument in given or [] if argument is not None]


def _items(nodes: list[Any]) -> list[Any]:
    """Each sign of a formula by itself, and what else is in it as it is."""
    items: list[Any] = []
    for node in nodes:
        items.extend(node.chars if type(node).__name__ == "LatexCharsNode" else [node])
    return items


def _script(text: str, signs: dict[str, str], *, letters: bool) -> str:
    """A text raised or lowered; as it is where it has other signs. `1\\textsuperscript{st}` is read as 1st."""
    if not all(sign in signs for sign in text) or (not letters and text.isalpha()):
        return text
    return "".join(signs[sign] for sign in text)


def _with_mark(text: str, mark: str) -> str:
    return unicodedata.normalize("NFC", text[:1] + mark) + text[1:] if text else ""
