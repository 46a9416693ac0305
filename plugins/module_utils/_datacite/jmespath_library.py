# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where the package `jmespath` is imported. Private to the collection."""

from __future__ import annotations

__all__ = ["jmespath", "require"]

try:
    import jmespath
except ImportError:
    jmespath = None


def require() -> None:
    """Raise ImportError, with the package's name, where jmespath is not installed."""
    if jmespath is None:
        raise ImportError("The Python package jmespath is not installed.", name="jmespath")
