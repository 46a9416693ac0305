# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names in paths: whole, and never another resource."""

from __future__ import annotations

import json
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.paths import UnaddressableName, doi_path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("10.5438/0012", "/dois/10.5438%2F0012"),
        ('10.5438/A b+c<d>;e#f?g%h"i', "/dois/10.5438%2FA%20b%2Bc%3Cd%3E%3Be%23f%3Fg%25h%22i"),
        ("10.1002/(sici)1097-0258(19980815)17:15/16<1661::aid-sim968>3.0.co;2-2", None),
        ("10.5438/media-kit", "/dois/10.5438%2Fmedia-kit"),
        ("10.5438/media/a/b", "/dois/10.5438%2Fmedia%2Fa%2Fb"),
        ("10.5438/ä", "/dois/10.5438%2F%C3%A4"),
        ("10.5438/...", "/dois/10.5438%2F..."),
        ("10.5438/random", "/dois/10.5438%2Frandom"),
    ],
)
def test_a_name_is_encoded_whole(name: str, path: str | None) -> None:
    assert path is None or doi_path(name) == path
    assert urllib.parse.unquote(doi_path(name).removeprefix("/dois/")) == name
    assert doi_path(name).count("/") == 2


@pytest.mark.parametrize(
    "name",
    [
        "10.5438/a/../b",
        "10.5438/..",
        "10.5438/./a",
        "10.5438/a//b",
        "10.5438/a/",
        "10.5438//a",
        "10.5438/",
        "10.5438",
        "/a",
        "",
        "10.5438/a/media",
        "10.5438/Media",
        "10.5438/a/METADATA",
        "10.5438/activities",
        "10.5438/a/events",
        "10.5438/a/get-url",
        "10.5438/a/media/7k3d",
        "random",
        "get-dois",
        "validate",
        "status",
        "undo",
        "random/a",
        "application/vnd.datacite.datacite+xml/10.5438/0012",
        "https://doi.org/10.5438/0012",
        "doi:10.5438/0012",
        "abc/def",
        "10.5438/a\nb",
        "10.5438/a\x00",
        "10.5438/\ud800",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(UnaddressableName):
        doi_path(name)


@given(suffix=st.text(min_size=1))
def test_a_path_is_three_parts_and_means_its_name_or_is_refused(suffix: str) -> None:
    try:
        path = doi_path(f"10.5438/{suffix}")
    except UnaddressableName:
        return
    assert path.isascii()
    assert path.count("/") == 2
    assert urllib.parse.unquote(path) == f"/dois/10.5438/{suffix}"


def test_every_real_name_can_be_asked_for(observations) -> None:
    names = [json.loads(line)["doi"] for line in observations("records/records.jsonl").read_text().splitlines()]
    assert len(names) > 1000
    for name in names:
        assert urllib.parse.unquote(doi_path(name)) == f"/dois/{name}"
