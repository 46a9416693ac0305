# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""File names of DOIs: safe everywhere, readable, and never the same for two."""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.file_names import file_name
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.doi_names import plain
from conftest import observed

# What one or the other file system, shell or Git checkout would not take, or would take for something else.
FORBIDDEN = re.compile(r"""[<>:"\\|?*\x00-\x1f\x7f A-Z!$&';`{}\[\]#^]|[^\x00-\x7f]""")
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
SUFFIXES = st.one_of(
    st.text(st.sampled_from("ab/.:;<>%_-~~2fF1con xy\\*?\"|é\n"), min_size=1, max_size=12),
    st.text(min_size=1, max_size=400),
    st.sampled_from(["con", "con.1", "aux.x.y", "nul", "com1", "..", ".", "_defaults", "-rf", "a/../b", "%2f", "/", "con/a", "x" * 300]),
)


@pytest.mark.parametrize(("doi", "name"), [
    ("10.5438/0012", "10.5438/0012.yml"),
    ("10.5067/terra+aqua/ceres/l3.004", "10.5067/terra+aqua%2fceres%2fl3.004.yml"),
    ("10.1016/0002-9343(68)90236-2", "10.1016/0002-9343(68)90236-2.yml"),
    ("10.4121/uuid:3926db30-f712", "10.4121/uuid%3a3926db30-f712.yml"),
    ("10.1002/(sici)1<3::aid-a>3.0.co;2-x", "10.1002/(sici)1%3c3%3a%3aaid-a%3e3.0.co%3b2-x.yml"),
    ("10.5072/..", "10.5072/%2e..yml"),
    ("10.5072/../../etc", "10.5072/%2e.%2f..%2fetc.yml"),
    ("10.5072/.hidden", "10.5072/%2ehidden.yml"),
    ("10.5072/_defaults", "10.5072/%5fdefaults.yml"),
    ("10.5072/con", "10.5072/%63on.yml"),
    ("10.5072/nul.1", "10.5072/%6eul.1.yml"),
    ("10.5072/conan", "10.5072/conan.yml"),
    ("10.5072/50%", "10.5072/50%25.yml"),
    ("10.5072/é", "10.5072/%c3%a9.yml"),
    ("10.5072/-rf", "10.5072/%2drf.yml"),
])
def test_names(doi: str, name: str) -> None:
    assert file_name(doi) == name


def test_a_long_name_is_cut_and_told_apart_by_its_end() -> None:
    name = file_name("10.5072/" + "x" * 300 + "a")
    assert name.startswith("10.5072/xxxxxxxxxx") and len(name.split("/")[1]) < 143
    assert name != file_name("10.5072/" + "x" * 300 + "b")


@given(SUFFIXES)
def test_every_name_is_safe_and_leads_back_to_its_doi(suffix: str) -> None:
    doi = plain(f"10.5072/{suffix}")
    assume(doi.partition("/")[2])
    name = file_name(doi)
    folder, file = name.split("/")
    assert folder == "10.5072" and file.endswith(".yml") and len(file.encode()) < 143
    assert not FORBIDDEN.search(file) and file[0] not in "._-~" and file.split(".")[0] not in DEVICES
    if "%~" not in file:
        assert urllib.parse.unquote(file.removesuffix(".yml")) == doi.partition("/")[2]


@given(st.lists(SUFFIXES, min_size=2, max_size=40))
def test_no_two_dois_share_a_file(suffixes: list[str]) -> None:
    dois = {doi for doi in (plain(f"10.5072/{suffix}") for suffix in suffixes) if doi.partition("/")[2]}
    # Also where letter case does not count, and where an ending is taken for the end of the name.
    assert len({file_name(doi).upper() for doi in dois}) == len(dois)


def test_real_names(figure: Callable[[str], None]) -> None:
    dois = {plain(json.loads(line)["from"]["doi"]) for line in observed("observed/real.jsonl").read_text("utf-8").splitlines()}
    names = {file_name(doi) for doi in dois}
    assert len(names) == len(dois)
    figure(f"{len(names)} real DOIs, as many files; {sum('%' in name for name in names)} of them with an encoded character")
