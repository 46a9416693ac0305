# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a catalogue: every file of its trees, every error of all of them at once. Private to the collection."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

from ..planning.progress import Progress, silent
from .catalogue import Catalogue


def load(sources: Sequence[pathlib.Path], progress: Progress = silent) -> Catalogue:
    """Everything that the files and trees in `sources` declare; raises Refusal with the errors of all files."""
    raise NotImplementedError


def from_list(dois: Sequence[Mapping[str, Any]]) -> Catalogue:
    """Everything that a list of declarations holds, at places such as `dois[3]`; raises Refusal with all errors."""
    raise NotImplementedError
