# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""crossref. Private to the collection."""

from __future__ import annotations

from .ordered import Ordered, Request, Unusable


def in_order(request: Request) -> Ordered:
    """The document as DataCite reads it best; raises Unusable."""
    raise Unusable("is in a format that is not read here yet")
