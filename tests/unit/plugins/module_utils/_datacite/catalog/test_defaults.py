# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Defaults by folder: which files count, what wins, and what a template of a landing page becomes."""

from __future__ import annotations

import os
import pathlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.defaults import merged
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.loading import load
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.lifecycle import Target
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.doi_names import suffix
from unit.plugins.module_utils._datacite.catalog.trees import plant, problems, read

DOI = "10.82001/a"
OBJECTS = st.recursive(
    st.dictionaries(st.sampled_from("abc"), st.one_of(st.integers(0, 3), st.none(), st.lists(st.integers(), max_size=2)), max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("abc"), st.one_of(inner, st.integers(0, 3)), max_size=3),
    max_leaves=8,
)


@given(OBJECTS)
def test_nothing_under_or_over_changes_nothing(value: dict[str, Any]) -> None:
    assert merged({}, value) == value == merged(value, {}) == merged(value, value)


@given(OBJECTS, OBJECTS, OBJECTS)
def test_it_does_not_matter_which_two_are_merged_first(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    if _alike(one, two) and _alike(two, three) and _alike(one, three):
        assert merged(merged(one, two), three) == merged(one, merged(two, three))


def _alike(one: Any, two: Any) -> bool:
    """Whether no member is an object in one and something else in the other: there the order does matter, for what is no object replaces all of it."""
    return all(
        isinstance(one[key], dict) == isinstance(two[key], dict) and (not isinstance(one[key], dict) or _alike(one[key], two[key]))
        for key in one.keys() & two.keys()
    )


@given(OBJECTS, OBJECTS)
def test_what_is_over_is_there_and_what_is_under_is_lost_only_to_it(under: dict[str, Any], over: dict[str, Any]) -> None:
    result = merged(under, over)
    assert result.keys() == under.keys() | over.keys()
    for name, value in result.items():
        if name not in over:
            assert value == under[name]
        elif not (isinstance(over[name], dict) and isinstance(under.get(name), dict)):
            assert value == over[name]


@given(OBJECTS, OBJECTS)
def test_neither_is_changed(under: dict[str, Any], over: dict[str, Any]) -> None:
    before = (repr(under), repr(over))
    merged(under, over)
    assert (repr(under), repr(over)) == before


def test_the_nearest_wins_member_by_member_and_lists_are_replaced(tmp_path: pathlib.Path) -> None:
    catalogue = read(
        tmp_path,
        {
            "_defaults.yml": "state: draft\nmetadata:\n  publisher: {name: Far, lang: en}\n  subjects: [{subject: far}]\n  language: en\n  version: 1.10",
            "x/_defaults.json": '{"state": "findable", "metadata": {"publisher": {"name": "Near"}, "language": null}}',
            "x/y/a.yml": "doi: 10.82001/a\nurl: https://example.org\nmetadata:\n  subjects: [{subject: own}]\n  publisher: {schemeUri: https://ror.org}",
            "b.yml": "doi: 10.82001/b\nmetadata: {publisher: Own}",
        },
    )
    near, far = catalogue.shelf[DOI], catalogue.shelf["10.82001/b"]
    assert near.target is Target.FINDABLE and far.target is Target.DRAFT
    assert near.attributes == {
        "publisher": {"name": "Near", "lang": "en", "schemeUri": "https://ror.org"},
        "subjects": [{"subject": "own"}],
        "language": None,
        "version": "1.10",
    }
    assert far.attributes == {"publisher": "Own", "subjects": [{"subject": "far"}], "language": "en", "version": "1.10"}


@pytest.mark.parametrize("source", ["top/none/mid/src", "top/none/mid/src/d", "top/none/mid/src/d/a.yml"])
def test_folders_above_the_source_count_up_to_the_first_without(tmp_path: pathlib.Path, source: str) -> None:
    catalogue = read(
        tmp_path,
        {
            "top/_defaults.yml": "metadata: {version: top}",
            "top/none/mid/_defaults.yml": "metadata: {language: mid}",
            "top/none/mid/src/_defaults.yml": "reason: src",
            "top/none/mid/src/d/a.yml": "doi: 10.82001/a",
        },
        source,
    )
    assert catalogue.shelf[DOI].attributes == {"language": "mid"}
    assert catalogue.shelf[DOI].settings == {"reason": "src"}


def test_the_folder_that_is_named_need_not_have_any(tmp_path: pathlib.Path) -> None:
    catalogue = read(tmp_path, {"_defaults.yml": "reason: above", "src/d/_defaults.yml": "metadata: {version: d}", "src/d/e/a.yml": "doi: 10.82001/a"}, "src")
    assert catalogue.shelf[DOI].settings == {"reason": "above"} and catalogue.shelf[DOI].attributes == {"version": "d"}


def test_a_relative_source(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, {"cat/_defaults.yml": "prefix: 10.82001", "cat/dois/a.yml": "identity: x", "cat/dois/b.yml": "identity: x"})
    monkeypatch.chdir(tmp_path / "cat")
    with pytest.raises(Exception, match=r"dois/b\.yml:1: doi: .*first is at dois/a\.yml:1"):
        load([pathlib.Path("dois")])
    (tmp_path / "cat/_defaults.yml").write_text("prefix: nonsense")
    with pytest.raises(Exception, match=r"- _defaults\.yml:1: prefix: .*this breaks 2 entries, such as dois/a\.yml:1"):
        load([pathlib.Path("dois")])
    os.chdir(tmp_path / "cat/dois")
    with pytest.raises(Exception, match=r"- \.\./_defaults\.yml:1: prefix: .*such as a\.yml:1"):
        load([pathlib.Path(".")])


@pytest.mark.parametrize(
    ("template", "entry", "url"),
    [
        ("https://x.org/{doi}", "doi: 10.82001/A+b", "https://x.org/10.82001/a+b"),
        ("https://x.org/{prefix}?s={suffix}", "doi: '10.82001/a<b>#c d?e%f'", "https://x.org/10.82001?s=a%3Cb%3E%23c%20d%3Fe%25f"),
        ("https://x.org/{identity}", "{prefix: 10.82001, identity: a b/é}", "https://x.org/a%20b/%C3%A9"),
        ("https://x.org/{suffix}", "{prefix: 10.82001, identity: x}", f"https://x.org/{suffix('10.82001', 'x')}"),
        ("https://x.org/{suffix}", "{doi: 10.82001/a, url: 'https://own.org/{suffix}'}", "https://own.org/{suffix}"),
        ("https://x.org/{suffix}", "{doi: 10.82001/a, titles: [], url: https://own.org}", "https://own.org"),
        ("https://x.org/{suffix}", "data: {attributes: {doi: 10.82001/a, titles: []}}", "https://x.org/a"),
        ("https://x.org", "doi: 10.82001/a", "https://x.org"),
    ],
)
def test_templates(tmp_path: pathlib.Path, template: str, entry: str, url: str) -> None:
    text = entry if ":" in entry.split("{")[0] else f"dois: [{entry}]"
    shelf = read(tmp_path, {"_defaults.yml": f'url: "{template}"', "a.yml": text}).shelf
    assert [shelf[doi].settings["url"] for doi in shelf] == [url]


def test_templates_that_cannot_be_filled(tmp_path: pathlib.Path) -> None:
    found = problems(tmp_path, {"_defaults.yml": "state: draft\nurl: https://x.org/{identity}", "a.yml": "doi: 10.82001/a"})
    assert [one.path for one in found] == ["_defaults.yml:2: url"] and "needs an `identity`" in found[0].message and "a.yml:1" in found[0].message
    found = problems(tmp_path, {"_defaults.yml": "url: https://x.org/{sufix}"})
    assert [one.path for one in found] == ["_defaults.yml:1: url"] and "{sufix} is no placeholder" in found[0].message


def test_what_an_entry_says_in_its_payload_wins(tmp_path: pathlib.Path) -> None:
    shelf = read(
        tmp_path,
        {
            "_defaults.yml": "state: findable\nreason: general\nmetadata: {alternateIdentifiers: [{alternateIdentifier: x, alternateIdentifierType: y}], "
            "types: {ris: DATA}}",
            "a.yml": "data: {attributes: {doi: 10.82001/a, event: register, reason: own, identifiers: [{identifier: i, identifierType: t}], "
            "types: {bibtex: misc}}}",
        },
    ).shelf
    declared = shelf[DOI]
    assert (declared.target, declared.settings["reason"]) == (Target.REGISTERED, "own")
    assert declared.attributes == {
        "alternateIdentifiers": [{"alternateIdentifier": "i", "alternateIdentifierType": "t"}],
        "types": {"ris": "DATA", "bibtex": "misc"},
    }


def test_what_has_no_metadata_gets_none(tmp_path: pathlib.Path) -> None:
    xml = '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.82001/c</identifier></resource>'
    shelf = read(
        tmp_path,
        {
            "_defaults.yml": "url: https://x.org/{suffix}\nmetadata: {version: 1}",
            "a.yml": f"dois:\n- {{doi: 10.82001/a, state: absent}}\n- doi: 10.82001/b\n- doi: 10.82001/c\n  content: '{xml}'\n- {{doi: 10.82001/d, prefix: }}",
        },
    ).shelf
    assert shelf[DOI].attributes == {} and shelf[DOI].settings == {}
    assert shelf["10.82001/b"].attributes == {"version": "1"} and shelf["10.82001/b"].settings == {"url": "https://x.org/b"}
    assert shelf["10.82001/c"].document == xml and shelf["10.82001/c"].settings == {"url": "https://x.org/c"}


@pytest.mark.parametrize(
    ("content", "path", "words"),
    [
        ("a: b: c", "_defaults.yml:1", "mapping values"),
        ("- x", "_defaults.yml", "has to hold an object"),
        ("", "_defaults.yml", "is empty"),
        ("doi: 10.82001/a", "_defaults.yml:1: doi", "cannot be a default"),
        ("\nstat: draft", "_defaults.yml:2: stat", "did you mean"),
        ("titles: []", "_defaults.yml:1: titles", "under `metadata`"),
        ("state: gone", "_defaults.yml:1: state", "none of"),
        ("metadata: x", "_defaults.yml:1: metadata", "object"),
        ("url: [x]", "_defaults.yml:1: url", "has to be a text"),
    ],
)
def test_broken_files_of_defaults(tmp_path: pathlib.Path, content: str, path: str, words: str) -> None:
    found = problems(tmp_path, {"_defaults.yml": content, "a.yml": "doi: 10.82001/a", "b/c.yml": "identity: x\nprefix: 10.82001"})
    assert [one.path for one in found] == [path]
    assert words in str(found[0])


def test_two_files_of_defaults_in_one_folder(tmp_path: pathlib.Path) -> None:
    found = problems(tmp_path, {"_defaults.yml": "state: draft", "_defaults.json": "{}", "a.yml": "doi: 10.82001/a"})
    assert len(found) == 1 and "stands beside _defaults.json" in found[0].message


def test_an_entry_is_blamed_for_its_own_mistakes(tmp_path: pathlib.Path) -> None:
    found = problems(
        tmp_path,
        {
            "_defaults.yml": "metadata:\n  rightsList:\n  - rights: X\n  creators: [{name: X}]",
            "a.yml": "doi: 10.82001/a\nmetadata:\n  rightsList:\n  - rightsUr: X",
            "b.yml": "doi: 10.82001/b\ncreators:\n- nam: X",
        },
    )
    assert [one.path for one in found] == ["a.yml:4: metadata.rightsList[0].rightsUr", "b.yml:3: creators[0].nam"]


def test_defaults_are_not_taken_from_outside_of_the_tree(tmp_path: pathlib.Path) -> None:
    plant(tmp_path, {"outside.yml": "state: findable", "tree/shared/.one.yml": "state: registered"})
    plant(tmp_path, {"tree/a/x.yml": f"doi: {DOI}", "tree/b/y.yml": "doi: 10.82001/b"})
    (tmp_path / "tree/a/_defaults.yml").symlink_to("../../outside.yml")
    (tmp_path / "tree/b/_defaults.yml").symlink_to("../shared/.one.yml")
    (tmp_path / "tree/_defaults.yml").symlink_to("nowhere.yml")
    assert {problem.path: problem.message for problem in problems(tmp_path, {}, "tree")} == {
        "tree/a/_defaults.yml": "is a symbolic link that leads out of the tree",
        "tree/_defaults.yml": "is a symbolic link to something that is not there",
    }
    (tmp_path / "tree/a/_defaults.yml").unlink()
    (tmp_path / "tree/_defaults.yml").unlink()
    assert read(tmp_path, {}, "tree").shelf["10.82001/b"].target is Target.REGISTERED


def test_defaults_above_the_tree_are_not_taken_from_elsewhere(tmp_path: pathlib.Path) -> None:
    plant(tmp_path, {"outside.yml": "state: findable", "above/tree/x.yml": f"doi: {DOI}"})
    (tmp_path / "above/_defaults.yml").symlink_to("../outside.yml")
    assert [problem.message for problem in problems(tmp_path, {}, "above/tree")] == ["is a symbolic link that leads out of the tree"]
