# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declarations on the shelf: the same as they were put there."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.lifecycle import Target
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.declaration import Declaration
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.shelf import Shelf

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
DECLARATIONS = st.builds(
    Declaration,
    doi=st.text(min_size=1),
    target=st.sampled_from(Target),
    attributes=st.dictionaries(st.text(), VALUES, max_size=4),
    settings=st.dictionaries(st.sampled_from(["url", "reason"]), st.none() | st.text()),
    document=st.none() | st.text(),
    undeclared=st.sampled_from(["keep", "clear"]),
    server_validation=st.sampled_from(["auto", "never"]),
    warnings=st.lists(st.text(), max_size=2).map(tuple),
    is_answer=st.booleans(),
)


@given(st.lists(DECLARATIONS, unique_by=lambda declaration: declaration.doi))
def test_what_is_put_there_comes_back_as_it_was(declarations):
    shelf = Shelf()
    for declaration in declarations:
        shelf.put(declaration, f"{declaration.doi}.yml:1")
    assert list(shelf) == [declaration.doi for declaration in declarations]
    assert [shelf[doi] for doi in shelf] == declarations
    assert all(shelf.place(doi) == f"{doi}.yml:1" for doi in shelf)
    assert shelf.holds_documents is any(declaration.document is not None for declaration in declarations)


def test_a_doi_is_declared_once():
    shelf = Shelf()
    shelf.put(Declaration("10.82001/a"))
    with pytest.raises(KeyError):
        shelf.put(Declaration("10.82001/a"))
    with pytest.raises(KeyError):
        shelf["10.82001/b"]


def test_the_digest_tells_what_is_declared_whatever_the_order_and_the_place():
    one, other, third = Declaration("10.82001/a"), Declaration("10.82001/b", settings={"url": "https://a"}), Declaration("10.82001/b")
    assert digest(one, other) == digest(other, one) != digest(one, third) != digest(one)


def digest(*declarations: Declaration) -> str:
    shelf = Shelf()
    for number, declaration in enumerate(declarations):
        shelf.put(declaration, f"file-{number}.yml:1")
    return shelf.digest


def test_large_declarations_do_not_stay_in_memory():
    shelf = Shelf()
    tracemalloc.start()
    try:
        for number in range(200):
            shelf.put(Declaration(f"10.82001/{number}", attributes={"descriptions": [{"description": str(number) * 100_000}]}))
        held, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 2_000_000, "20 MB were put there"


def test_threads_read_it_at_once():
    shelf = Shelf()
    for number in range(300):
        shelf.put(Declaration(f"10.82001/{number}", settings={"url": f"https://data.example.org/{number}"}))
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda doi: shelf[doi], list(shelf) * 5))
    assert all(declaration.settings["url"].rpartition("/")[2] == declaration.doi.rpartition("/")[2] for declaration in read)
