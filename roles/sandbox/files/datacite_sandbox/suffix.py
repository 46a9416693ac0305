# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that the server makes up: `xxxx-xxxx`, a number below 2^30 in base 32 with two decimal check digits."""

from __future__ import annotations

import random
import re

PREFIX = re.compile(r"10\.\d{4,5}")
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def suffix_of(number: int) -> str:
    """The suffix that stands for a number."""
    text, rest = "", number
    while rest:
        rest, place = divmod(rest, 32)
        text = ALPHABET[place] + text
    text = f"{text}{98 - (number * 100) % 97:02d}".rjust(8, "0")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def made_up(prefix: str) -> str:
    """A name under a prefix, which may bring a shoulder: `10.1234/ab` gives `10.1234/ab-xxxx-xxxx`."""
    head, slash, shoulder = prefix.partition("/")
    return f"{head}/{shoulder + '-' if slash and shoulder else ''}{suffix_of(random.randrange(2**30))}"
