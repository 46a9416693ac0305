# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rule over all records has found about one DOI."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """The DOI (empty: the repository as a whole), what is wrong, values that tell more, and the file and line where that is not the declaration's."""

    doi: str
    message: str
    shown: tuple[str, ...] = ()
    place: str = ""
