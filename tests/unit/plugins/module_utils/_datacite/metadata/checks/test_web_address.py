# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The landing page: what DataCite takes for a URL, and where it may be declared."""

from __future__ import annotations

import pytest

from unit.plugins.module_utils._datacite.metadata.checks.complete_declaration import URL, found


@pytest.mark.parametrize(
    ("url", "message", "suggestion"),
    [
        ("HTTPS://example.org/x", "`HTTPS://example.org/x` is not a URL that DataCite takes", "did you mean https://example.org/x?"),
        ("example.org/x", "`example.org/x` is not a URL that DataCite takes", "did you mean https://example.org/x?"),
        ("https://example.org/a b", "`https://example.org/a b` is not a URL that DataCite takes", "did you mean https://example.org/a%20b?"),
        (
            "mailto:x@example.org",
            "`mailto:x@example.org` is not a URL that DataCite takes",
            "write http://, https:// or ftp:// in lower case, and no white space",
        ),
        ("", "missing; a findable DOI must have a landing page", "declare url"),
        (None, "missing; a findable DOI must have a landing page", "declare url"),
        (["https://example.org"], "DataCite wants one URL here, and would drop this", "write the URL alone"),
    ],
)
def test_urls(url, message, suggestion):
    assert found({}, url=url) == [("error", "url", message, suggestion)]


def test_a_url_among_the_attributes_counts():
    assert found({"url": URL}, url=None) == []
    assert [finding[1] for finding in found({"url": "example.org"}, url=None)] == ["metadata.url"]
