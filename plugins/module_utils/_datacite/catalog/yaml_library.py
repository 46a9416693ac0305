# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where PyYAML is imported, and what is used of it: the composing of nodes, without any guess of types. Private to the collection.

PyYAML's loaders spend most of their time on finding out of which type a plain scalar might be. Here every scalar is text, so the two hooks
of the composer that ask for it have nothing to do; with libyaml the rest is compiled code.
"""

from __future__ import annotations

from typing import Any

yaml: Any

try:
    import yaml
except ImportError:
    yaml = None

HAS_YAML = yaml is not None
CParser: Any = yaml.cyaml.CParser if HAS_YAML and yaml.__with_libyaml__ else None
"""libyaml's parser, None where PyYAML was built without it."""


class TooDeep(Exception):
    """More nodes within each other than `DEEPEST`."""


DEEPEST = 100
"""Levels of lists and objects within each other that are read; DataCite's attributes have seven."""


class _Untyped:
    """The composer's hooks, which leave each node without a type: its tag is what was written, or None."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> None:
        """No guess."""

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to forget."""


class _Bounded(_Untyped):
    """The same for a text that may go deep: compiled code would follow it until the process dies."""

    _depth = 0

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        """One level more."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep

    def ascend_resolver(self) -> None:
        """One level less."""
        self._depth -= 1


def _composers(compiled: bool) -> tuple[type[Any], type[Any]]:
    """The two composers, on top of libyaml or of PyYAML's own parser."""
    if compiled:
        return type("_Composer", (_Untyped, CParser), {}), type("_BoundedComposer", (_Bounded, CParser), {})

    class _Pure(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
        def __init__(self, stream: bytes) -> None:
            yaml.reader.Reader.__init__(self, stream)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)
            yaml.composer.Composer.__init__(self)

    return type("_Composer", (_Untyped, _Pure), {}), type("_BoundedComposer", (_Bounded, _Pure), {})


COMPOSERS: Any = _composers(CParser is not None) if HAS_YAML else None
PURE_COMPOSERS: Any = _composers(False) if HAS_YAML else None


def compose(data: bytes, *, bounded: bool, composers: tuple[type[Any], type[Any]] | None = None) -> Any:
    """The root node of the one document in `data`, None where there is none; raises yaml.YAMLError, and TooDeep where `bounded`."""
    return (composers or COMPOSERS)[bounded](data).get_single_node()


def require() -> None:
    """Raise ImportError, with the package's name, where PyYAML is not installed."""
    if not HAS_YAML:
        raise ImportError("The Python package PyYAML is not installed.", name="PyYAML")
