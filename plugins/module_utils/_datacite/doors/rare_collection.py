# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work on many records without Python's looking for reference cycles all the time. Private to the collection."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

OBJECTS = 100_000
"""So many more objects than before, and the search begins; Python's own number is 700, of which one record has several times as many."""


@contextlib.contextmanager
def rare_collection() -> Iterator[None]:
    """Look for cycles seldom while this lasts.

    Files and pages are trees that are let go of as soon as they were compared, without the search's help. With it, a third of the time goes into looking
    again and again at what is still in use, Ansible's own objects among it.
    """
    before = gc.get_threshold()
    # 0 says that somebody has switched it off.
    gc.set_threshold(max(before[0], OBJECTS) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
