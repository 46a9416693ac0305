# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages that hold back robots instead of the page that was asked for. Private to the collection.

A browser passes them, so they tell nothing about the landing page: it is neither good nor broken for all that can be seen from here.
"""

from __future__ import annotations

import re

from .answer import ANSWERED, Answer
from .html_page import Page

_TITLES = re.compile(
    r"just a moment\W*|attention required!? \| cloudflare|making sure you['\u2019]re not a bot!?|checking your browser\b.*|ddos-guard|"
    r"(please )?verify(ing)? (that )?you are (a )?human\W*|are you a robot\?|human verification|bot verification|client challenge|pardon our interruption\W*",
    re.IGNORECASE,
)
_HEADERS = ("cf-mitigated", "x-amzn-waf-action")


def holds_back(answer: Answer, page: Page | None) -> bool:
    """Whether the answer is such a page."""
    if answer.outcome != ANSWERED or 300 <= answer.status < 400:
        return False
    said = {answer.header(name).lower() for name in _HEADERS}
    challenged = bool(said & {"challenge", "captcha"}) or (answer.status == 403 and bool(answer.header("x-datadome")))
    return challenged or (page is not None and _TITLES.fullmatch(page.title) is not None)
