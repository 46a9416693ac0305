# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any record, under any defaults: its file declares just what it is."""

from __future__ import annotations

import json
import pathlib
import tempfile
from typing import Any, cast

from hypothesis import example, given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.export_text import FORMATS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.export_tree import Tree
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.export_wording import differing, worded
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.loading import load
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.lifecycle import State
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.canonical import canonical
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.record import Record
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.registry import Registry
from unit.plugins.module_utils._datacite.planning.any_metadata import metadata
from unit.plugins.module_utils._datacite.planning.librarian import METADATA

DOI, URL = "10.5438/0012", "https://data.example.org/0012"
NOBODY = cast(Registry, None)
SETTINGS = st.fixed_dictionaries({}, optional={
    "url": st.sampled_from([URL, "https://data.example.org/{suffix}", "https://example.org/{prefix}?doi={doi}"]), "reason": st.just("Withdrawn"),
    "state": st.sampled_from(["draft", "findable", "present"]), "undeclared": st.sampled_from(["keep", "clear"]), "metadata": metadata(),
})


def held(attributes: dict[str, Any], state: str, url: str | None) -> Record:
    """A record that was made with these attributes."""
    shown = {**canonical(attributes, doi=DOI), "url": url, "state": state, "created": "2020-01-01T00:00:00Z", "reason": None}
    return Record(DOI, State(state), "pidops.lab", shown)


@given(metadata(), st.sampled_from(["draft", "findable"]), st.sampled_from([URL, None]), st.none() | SETTINGS, st.sampled_from(sorted(FORMATS)))
@example(METADATA, "findable", URL, None, "yaml")
def test_its_file_declares_what_a_record_is(attributes: dict[str, Any], state: str, url: str | None, defaults: Any, kind: str) -> None:
    found = held(attributes, state, url)
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        if defaults is not None:
            (top / "_defaults.json").write_text(json.dumps(defaults), "utf-8")
        tree = Tree(top)
        said = worded(found, NOBODY, kind, "10.5438/0012", tree.read, defaults=tree.defaults("10.5438"), options={})
        assert said.left == ()
        file = top / f"10.5438/0012{said.ending}"
        file.parent.mkdir()
        file.write_text(said.text, "utf-8")
        if defaults is None:
            (top / "_defaults.yml").write_text("undeclared: clear\n", "utf-8")
        # The reading of catalogues makes the same of it.
        assert differing(load([top]).shelf[DOI], NOBODY, found) == ()


@given(metadata(), metadata(), st.sampled_from(["keep", "clear"]))
def test_a_file_that_says_something_else_is_told(one: dict[str, Any], other: dict[str, Any], undeclared: str) -> None:
    """What an export takes for the same is the same: a file of one record agrees with another only where nothing declared differs."""
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        (top / "_defaults.yml").write_text(f"undeclared: {undeclared}\n", "utf-8")
        tree = Tree(top)
        said = worded(held(one, "draft", URL), NOBODY, "yaml", "10.5438/0012", tree.read, defaults=tree.defaults("10.5438"), options={})
        left = differing(tree.read(said.text, "10.5438/0012.yml"), NOBODY, held(other, "draft", URL))
    titles = [canonical(attributes).get("titles") for attributes in (one, other)]
    assert ("metadata.titles" in str(left)) == (titles[0] != titles[1] and (undeclared == "clear" or titles[0] is not None))
