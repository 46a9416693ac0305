# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where PyYAML is imported, so that its absence is a sentence and not a traceback. Private to the collection."""

from __future__ import annotations

from typing import Any

try:
    import yaml as _found
except ImportError:
    _found = None

yaml: Any = _found


def library() -> Any:
    """The package `yaml`; raises ImportError, with its name, where it is not installed."""
    if yaml is None:
        raise ImportError("The Python package PyYAML is not installed.", name="PyYAML")
    return yaml


def parser_base() -> Any:
    """The base of loaders: the parser of libyaml where PyYAML was built with it, which is ten times as fast, else PyYAML's own."""
    found = library()
    return getattr(found, "CSafeLoader", found.SafeLoader)


def emitter_base() -> Any:
    """The base of dumpers, chosen likewise."""
    found = library()
    return getattr(found, "CSafeDumper", found.SafeDumper)
