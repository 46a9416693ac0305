# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of reports share: one page of one browser for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import headless_browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[headless_browser.Page]:
    """One page of one browser for all tests of a file."""
    browser = headless_browser.find()
    if browser is None:
        (pytest.fail if headless_browser.is_required() else pytest.skip)(headless_browser.MISSING)
    with headless_browser.opened(browser, tmp_path_factory.mktemp("profile")) as opened:
        yield opened
