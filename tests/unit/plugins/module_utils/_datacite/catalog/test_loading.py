# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading catalogues: the shapes of an entry, and every error of every file, with its line and before anything else."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
import yaml

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.loading import from_list, load
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.lifecycle import Target
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.doi_names import suffix
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.sending import sendable
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.difference import difference
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Refusal
from conftest import observed
from unit.plugins.module_utils._datacite.catalog.trees import plant, problems, read

DOI = "10.82001/a"
TITLES = [{"title": "Tides"}]
XML = '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.82001/a</identifier></resource>'


@pytest.mark.parametrize(
    "text",
    [
        "doi: 10.82001/A\nstate: findable\nurl: https://e.org/a\nmetadata: {titles: [{title: Tides}], publicationYear: 2016}",
        'dois:\n- doi: https://doi.org/10.82001/a\n  state: findable\n  url: https://e.org/a\n  metadata: {titles: [{title: Tides}], publicationYear: "2016"}',
        "doi: 10.82001/a\nevent: publish\nurl: https://e.org/a\ntitles: [{title: Tides}]\npublicationYear: 2016",
        'attributes: {doi: 10.82001/a, event: publish, url: "https://e.org/a", titles: [{title: Tides}], publicationYear: 2016}\ntype: dois',
        'data: {type: dois, attributes: {doi: 10.82001/a, event: publish, url: "https://e.org/a", titles: [{title: Tides}], publicationYear: 2016}}',
        'data: [{type: dois, attributes: {doi: 10.82001/a, state: findable, url: "https://e.org/a", titles: [{title: Tides}], publicationYear: 2016}}]',
        'state: findable\nmetadata:\n  data: {attributes: {doi: 10.82001/a, url: "https://e.org/a", titles: [{title: Tides}], publicationYear: 2016}}',
    ],
    ids=["declaration", "list", "attributes", "resource", "payload", "payloads", "payload in metadata"],
)
def test_every_shape_means_the_same(tmp_path: pathlib.Path, text: str) -> None:
    catalogue = read(tmp_path, {"a.yml": text})
    declared = catalogue.shelf[DOI]
    assert (declared.doi, declared.target, declared.settings["url"]) == (DOI, Target.FINDABLE, "https://e.org/a")
    assert declared.attributes == {"titles": TITLES, "publicationYear": 2016}
    assert catalogue.files == 1 and catalogue.unnamed == () and catalogue.warnings == ()


def test_json_keeps_its_types(tmp_path: pathlib.Path) -> None:
    entry = {"doi": DOI, "metadata": {"publicationYear": 2016, "geoLocations": [{"geoLocationPoint": {"pointLongitude": 1.5, "pointLatitude": 2}}]}}
    catalogue = read(tmp_path, {"a.json": json.dumps({"dois": [entry]})})
    assert catalogue.shelf[DOI].attributes == entry["metadata"]


def test_order_and_places(tmp_path: pathlib.Path) -> None:
    plant(
        tmp_path,
        {
            "b.yml": "# one\n\ndoi: 10.82001/b\n",
            "a.yml": "dois:\n- doi: 10.82001/z\n- # y\n  doi: 10.82001/y\n",
            "c.json": '{"dois": [\n\n{"doi": "10.82001/c"},\n{"doi": "10.82001/d"}]}',
            "d/_defaults.yml": "state: draft",
            "d/d.yml": "doi: 10.82001/dd",
        },
    )
    catalogue = load([tmp_path / "d", tmp_path, tmp_path / "a.yml"])
    places = {doi: catalogue.shelf.place(doi).removeprefix(f"{tmp_path}/") for doi in catalogue.shelf}
    assert places == {
        "10.82001/dd": "d/d.yml:1",
        "10.82001/z": "a.yml:2",
        "10.82001/y": "a.yml:4",
        "10.82001/b": "b.yml:3",
        "10.82001/c": "c.json:3",
        "10.82001/d": "c.json:4",
    }
    assert list(places) == ["10.82001/dd", "10.82001/z", "10.82001/y", "10.82001/b", "10.82001/c", "10.82001/d"]
    assert catalogue.files == 4


def test_progress_is_told_file_by_file(tmp_path: pathlib.Path) -> None:
    plant(tmp_path, {f"{n}.yml": f"doi: 10.82001/{n}" for n in range(3)})
    told: list[tuple[str, int, int | None]] = []
    load([tmp_path], lambda *step: told.append(step))
    assert told == [("loading", 1, 3), ("loading", 2, 3), ("loading", 3, 3)]


@pytest.mark.parametrize(
    ("content", "path", "words"),
    [
        ("", "a.yml", "is empty"),
        ("# x", "a.yml", "is empty"),
        ("null", "a.yml", "is empty"),
        ("- doi: x", "a.yml:1", "under `dois:`"),
        ("hello", "a.yml:1", "single value"),
        ("dois:", "a.yml:1", "has to be a list"),
        ("dois: {a: b}", "a.yml:1", "has to be a list"),
        ("state: draft\ndois: []", "a.yml:1", "`state` stands beside"),
        ("dois:\n- x", "a.yml:2", "has to be an object"),
        ("dois:\n-", "a.yml:2", "has to be an object"),
        ("doi: 10.82001/a\nstat: draft", "a.yml:2: stat", "did you mean `state`?"),
        ("doi: 10.82001/a\nmetadata: {}\ntitles: []", "a.yml:3: titles", "under `metadata`"),
        ("doi: 10.82001/a\npassword: x", "a.yml:2: password", "told to the task"),
        ("doi: 10.82001/a\ncreator: x\nmetadata:", "a.yml:2: creator", "metadata: {creators"),
        ("doi: 10.82001/a\nstate: findble", "a.yml:2: state", "did you mean `findable`?"),
        ("doi: 10.82001/a\nundeclared: no", "a.yml:2: undeclared", "none of keep, clear"),
        ("doi: 10.82001/a\nmetadata: x", "a.yml:2: metadata", "has to be an object"),
        ("doi: 10.82001/a\nreplace_doi: maybe", "a.yml:2: replace_doi", "neither true nor false"),
        ("doi: 10.82001/a\nformat: endnote\nsrc: x.enw", "a.yml:2: format", "known: bibtex, citeproc, crossref, datacite_xml, ris, schema_org"),
        ("doi: 10.82001/a\nsrc: [x]", "a.yml:2: src", "has to be a text"),
        ("doi: 10.82001/a\nsrc: a.xml\ncontent: <x/>", "a.yml:2: src", "one of the two"),
        (
            "doi: 10.82001/a\nmetadata:\n  creators:\n  - {name: X}\n  - name: Y\n    nameTyp: Z",
            "a.yml:6: metadata.creators[1].nameTyp",
            "did you mean `nameType`?",
        ),
        ("state: draft", "a.yml:1: doi", "give `doi`"),
        ("prefix: 10.82001", "a.yml:1: identity", "add `identity`"),
        ("identity: x", "a.yml:1: prefix", "give the prefix"),
        ("doi: nonsense", "a.yml:1: doi", "is no DOI"),
        ("doi: [x]", "a.yml:1: doi", "is a list"),
        ("doi: 10.82001/a\nmetadata: {data: {attributes: {doi: 10.82001/b}}}", "a.yml:2: metadata.data.attributes.doi", "10.82001/b"),
        ("doi: 10.82001/a\nmetadata: {data: {attributes: null}}", "a.yml:2: metadata.data.attributes", "has to be an object"),
        ("data: {attributes: {doi: 10.82001/a, titles: [{titel: x}]}}", "a.yml:1: data.attributes.titles[0].titel", "did you mean"),
        ("data: {attributes: {doi: 10.82001/a}}\nstate: draft", "a.yml:1", "`state` stands beside `data`"),
        ("doi: 10.82001/a\ntitles:\n- title: [x]", "a.yml:3: titles[0].title", "wants a text"),
        ("doi: 10.82001/a\nprefix: 10.82001\nidentity: b", "a.yml:1: doi", "is not the name"),
        ("doi: 10.82001/a\nurl: HTTPS://example.org", "a.yml:2: url", "did you mean https://example.org?"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: pathlib.Path, content: str, path: str, words: str) -> None:
    found = problems(tmp_path, {"a.yml": content})
    assert found[0].path == path
    assert words in str(found[0])
    assert len(found) == 1


def test_all_errors_of_all_files_come_at_once(tmp_path: pathlib.Path) -> None:
    files: dict[str, str | bytes] = {f"{n:03}.yml": f"doi: 10.82001/{n}\nmetadata: {{titles: [{{title: x}}]}}" for n in range(200)}
    files |= {
        "017.yml": "a: b: c",
        "100.yml": "doi: 10.82001/100\nmetadata: {titel: x}",
        "150.yml": "doi: 10.82001/0151\nstate: x",
        "151.yml": "doi: 10.82001/0151\nstate: x",
    }
    assert [problem.path for problem in problems(tmp_path, files)] == ["017.yml:1", "100.yml:2: metadata.titel", "150.yml:2: state", "151.yml:2: state"]


@pytest.mark.parametrize(
    "second", ["doi: 10.82001/ABC", "doi: https://doi.org/10.82001/aBc", 'doi: "DOI:10.82001/abc "', "{doi: 10.82001/abc, state: findable, url: x}"]
)
@pytest.mark.parametrize("first", ["doi: 10.82001/abc", "{doi: 10.82001/abc, titel: x}", "doi: 10.82001/abc\nmetadata: {titel: x}"])
def test_a_doi_declared_twice_is_found_in_any_case_and_whatever_else_is_wrong(tmp_path: pathlib.Path, first: str, second: str) -> None:
    found = problems(tmp_path, {"a.yml": first, "sub/b.yml": f"# x\n{second}"})
    assert ["declares 10.82001/abc a second time; the first is at a.yml:1" in one.message and one.path == "sub/b.yml:2: doi" for one in found].count(True) == 1


def test_an_identity_declared_twice(tmp_path: pathlib.Path) -> None:
    found = problems(tmp_path, {"a.yml": "prefix: 10.82001\nidentity: x", "b.yml": "identity: x\nprefix: 10.82001", "c.yml": "identity: x\nprefix: 10.82002"})
    assert len(found) == 1 and "the identity `x`" in found[0].message and "a.yml:1" in found[0].message


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.yml", b"\xff\xfed\x00", "UTF-16"),
        ("a.yml", b"doi: \xff", "no UTF-8"),
        ("a.json", b'{"doi": "\xff"}', "no UTF-8"),
        ("a.yml", b"doi: a\0", "NUL"),
        ("a.json", b"{", "cannot be read as JSON"),
        ("a.json", b"", "is empty"),
        ("a.json", b'{"doi": 1, "doi": 2}', "stands twice"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: pathlib.Path, name: str, content: bytes, words: str) -> None:
    found = problems(tmp_path, {name: content})
    assert words in found[0].message and found[0].path.startswith(name)


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfdoi: 10.82001/a\r\nmetadata:\r\n  titles:\r\n  - title: Tides\r\n", b"doi: 10.82001/a\rmetadata: {titles: [{title: Tides}]}\r"]
)
def test_byte_order_mark_and_line_ends(tmp_path: pathlib.Path, content: bytes) -> None:
    assert read(tmp_path, {"a.yml": content}).shelf[DOI].attributes == {"titles": TITLES}


def test_a_huge_file_is_refused_unread(tmp_path: pathlib.Path) -> None:
    plant(tmp_path, {"b.yml": "doi: 10.82001/b"})
    with (tmp_path / "a.yml").open("wb") as file:
        file.truncate(50_000_000)
    found = problems(tmp_path, {})
    assert [one.path for one in found] == ["a.yml"] and "50,000,000 bytes" in found[0].message


def test_a_record_of_20_000_related_identifiers(tmp_path: pathlib.Path) -> None:
    related = [{"relatedIdentifier": f"10.82001/{n}", "relatedIdentifierType": "DOI", "relationType": "HasPart"} for n in range(20_000)]
    text = yaml.dump({"doi": DOI, "metadata": {"relatedIdentifiers": related}}, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper))
    assert read(tmp_path, {"a.yml": text}).shelf[DOI].attributes["relatedIdentifiers"] == related


def test_a_file_that_vanishes(tmp_path: pathlib.Path) -> None:
    plant(tmp_path, {"a.yml": "doi: 10.82001/a", "b.yml": "doi: 10.82001/b"})
    with pytest.raises(Refusal, match="is not there"):
        load([tmp_path], lambda *_step: (tmp_path / "b.yml").unlink(missing_ok=True))


def test_the_same_mistake_of_many_entries_is_one_problem(tmp_path: pathlib.Path) -> None:
    found = problems(tmp_path, {f"{n:02}.yml": f"doi: 10.82001/{n}\nmetadata:\n  titel: x" for n in range(40)})
    assert len(found) == 1
    assert found[0].path == "00.yml:3: metadata.titel" and "the same in 39 entries more, such as 01.yml:1, 02.yml:1, 03.yml:1" in found[0].message


def test_a_broken_default_is_one_problem_at_its_own_line(tmp_path: pathlib.Path) -> None:
    files: dict[str, str | bytes] = {f"{n:02}.yml": f"doi: 10.82001/{n}\nmetadata: {{titles: [{{title: x}}]}}" for n in range(40)}
    files["_defaults.yml"] = "metadata:\n  publisher: {name: X}\n  contributors:\n  - {name: Y}\n  rightsList:\n  - rightsUr: z"
    found = problems(tmp_path, files)
    assert [one.path for one in found] == ["_defaults.yml:6: metadata.rightsList[0].rightsUr", "_defaults.yml:4: metadata.contributors[0].contributorType"]
    assert "this breaks 40 entries, such as 00.yml:1, 01.yml:1, 02.yml:1" in found[0].message


def test_a_thousand_different_mistakes_are_counted(tmp_path: pathlib.Path) -> None:
    found = problems(tmp_path, {"a.yml": "dois:\n" + "".join(f"- doi: 10.82001/{n}\n  metadata: {{zz{n}q: x}}\n" for n in range(700))})
    assert len(found) == 501 and found[-1].message == "and 200 more"
    assert found[499].path == "a.yml:1001: metadata.zz499q"


def test_warnings_are_gathered(tmp_path: pathlib.Path) -> None:
    files: dict[str, str | bytes] = {f"{n:02}.yml": f"doi: 10.82001/{n}\nmetadata: {{titles: [{{title: 'a &amp; b'}}]}}" for n in range(40)}
    warnings = read(tmp_path, files).warnings
    assert len(warnings) == 1
    assert "00.yml:1: metadata.titles[0].title: looks like escaped HTML" in warnings[0] and "(and 39 more like this)" in warnings[0]


def test_identities(tmp_path: pathlib.Path) -> None:
    name = f"10.82001/{suffix('10.82001', 'x y')}"
    catalogue = read(
        tmp_path,
        {
            "a.yml": "dois:\n- {identity: x y, prefix: 10.82001}\n- {identity: b, prefix: 10.82001, state: absent}",
            "b.yml": f"doi: 10.82001/{suffix('10.82001', 'c').upper()}\nidentity: c\nprefix: 10.82001",
        },
    )
    assert [(one.doi, one.path) for one in catalogue.unnamed] == [(name, ("dois", 0))]
    assert f"10.82001/{suffix('10.82001', 'c')}" in catalogue.shelf


def test_documents_beside_an_entry(tmp_path: pathlib.Path) -> None:
    plant(tmp_path, {"outside.xml": XML, "tree/docs/a.xml": b"\xef\xbb\xbf" + XML.encode(), "tree/b/other.xml": XML.replace("/a<", "/b<")})
    assert read(tmp_path, {"tree/x/a.yml": "doi: 10.82001/a\nsrc: ../docs/a.xml\nreplace_doi: false"}, "tree").shelf[DOI].document == XML
    (tmp_path / "tree/x/link.xml").symlink_to("../../outside.xml")
    for source, words in {
        "../../outside.xml": "outside of the catalogue",
        "link.xml": "outside of the catalogue",
        str(tmp_path / "tree/docs/a.xml"): "outside of the catalogue",
        "none.xml": "is not there",
        "../docs": "no plain file",
        "../b/other.xml": "is about 10.82001/b",
        "a.yml": "no well-formed XML",
    }.items():
        found = problems(tmp_path, {"tree/x/a.yml": f"doi: 10.82001/a\nsrc: {source}"}, "tree")
        assert len(found) == 1 and words.split()[0] in found[0].message, (source, found)


def test_a_list_of_the_task() -> None:
    catalogue = from_list([{"doi": DOI, "metadata": {"titles": TITLES}}, {"prefix": "10.82001", "identity": "x"}])
    assert [catalogue.shelf.place(doi) for doi in catalogue.shelf] == ["dois[0]", "dois[1]"]
    assert (catalogue.files, catalogue.unnamed) == (0, ())
    wrong: list[Any] = [{"doi": DOI}, {"doi": "10.82001/A"}, "x", {"doi": "10.82001/b", "metadata": {"titel": "x"}}, {"prefix": 10.8201, "identity": "x"}]
    with pytest.raises(Refusal) as refusal:
        from_list(wrong)
    assert [one.path for one in refusal.value.problems] == ["dois[1].doi", "dois[2]", "dois[3].metadata.titel", "dois[4].prefix"]


def test_real_records_written_as_yaml_are_what_datacite_has(tmp_path: pathlib.Path) -> None:
    """Every scalar of the files is text to the reading; compared with the record that it was written from, it is the same all the same."""
    with observed("observed/real.jsonl").open(encoding="utf-8") as lines:
        records = [record for line in lines if (record := json.loads(line)).get("stored") and record["status"] in (200, 201)]
    files: dict[str, str | bytes] = {}
    for record in records:
        metadata = {name: value for name, value in record["stored"].items() if name not in ("doi", "state", "container", "identifiers")}
        files[f"{record['id']}.yml"] = yaml.dump(
            {"doi": f"10.82001/{record['id']}", "metadata": metadata}, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper)
        )
    shelf = read(tmp_path, files).shelf
    different = {
        record["id"]: changes
        for record in records
        if (
            changes := difference(
                sendable(shelf[f"10.82001/{record['id']}"].attributes), record["stored"], doi=f"10.82001/{record['id']}", url=record["stored"].get("url")
            )
        )
    }
    assert len(shelf) == len(records) > 1_000 and different == {}


def test_an_option_that_is_wrong_does_not_keep_the_rest_of_its_entry_from_being_examined(tmp_path: pathlib.Path) -> None:
    text = "doi: 10.82001/a\nstat: findable\nmetadata:\n  titles: [{titel: x}]\n"
    assert [problem.path for problem in problems(tmp_path, {"a.yml": text})] == ["a.yml:2: stat", "a.yml:4: metadata.titles[0].titel"]
    text = "doi: 10.82001/a\nstate: findable\nmetadata: text\n"
    assert [problem.path for problem in problems(tmp_path, {"a.yml": text})] == ["a.yml:3: metadata"]
