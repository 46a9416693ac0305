# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names written into files: the entry means what it meant and has its name, and every other byte is as it was."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite import whole_file
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog import document
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.loading import load
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.writing_back import write_back
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.doi_names import suffix
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Refusal
from unit.plugins.module_utils._datacite.catalog.trees import plant, read


def name(identity: str) -> str:
    return f"10.82001/{suffix('10.82001', identity)}"


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("a.yml", "# héad\n\nprefix: '10.82001' # why\nidentity: x\n", "# héad\n\ndoi: {x}\nprefix: '10.82001' # why\nidentity: x\n"),
        ("a.yml", "identity: x\nprefix: 10.82001", "doi: {x}\nidentity: x\nprefix: 10.82001"),
        ("a.yml", "---\n  identity:   x\n  prefix: 10.82001\n...\n", "---\n  doi: {x}\n  identity:   x\n  prefix: 10.82001\n...\n"),
        ("a.yml", "{identity: x, prefix: 10.82001}", "{doi: {x}, identity: x, prefix: 10.82001}"),
        ("a.yml", "\ufeffidentity: x\r\nprefix: 10.82001\r\n", "\ufeffdoi: {x}\r\nidentity: x\r\nprefix: 10.82001\r\n"),
        (
            "a.yml",
            "dois:\n-   # 😀\n    prefix: 10.82001\n    identity: x\n- {prefix: 10.82001, identity: y}\n- doi: 10.82001/z\n"
            "- 'prefix': 10.82001\n  identity: z\n",
            "dois:\n-   # 😀\n    doi: {x}\n    prefix: 10.82001\n    identity: x\n- {doi: {y}, prefix: 10.82001, identity: y}\n- doi: 10.82001/z\n"
            "- doi: {z}\n  'prefix': 10.82001\n  identity: z\n",
        ),
        (
            "a.yml",
            "dois:\n- &one {identity: x, prefix: 10.82001}\n- <<: *one\n  identity: y\n",
            "dois:\n- &one {doi: {x}, identity: x, prefix: 10.82001}\n- doi: {y}\n  <<: *one\n  identity: y\n",
        ),
        ("a.yml", '{"identity": "x", "prefix": "10.82001"}', '{doi: {x}, "identity": "x", "prefix": "10.82001"}'),
        ("a.json", '{"identity": "x", "prefix": "10.82001"}', '{"doi": "{x}", "identity": "x", "prefix": "10.82001"}'),
        (
            "a.json",
            '{\r\n\t"identity": "x",\r\n\t"prefix": "10.82001"\r\n}\r\n',
            '{\r\n\t"doi": "{x}",\r\n\t"identity": "x",\r\n\t"prefix": "10.82001"\r\n}\r\n',
        ),
        (
            "a.json",
            '{"dois": [{"doi": "10.82001/é\\ud83d\\ude00"},\n  {\n    "identity": "x",\n    "prefix": "10.82001"}]}',
            '{"dois": [{"doi": "10.82001/é\\ud83d\\ude00"},\n  {\n    "doi": "{x}",\n    "identity": "x",\n    "prefix": "10.82001"}]}',
        ),
    ],
)
def test_every_other_byte_stays(tmp_path: pathlib.Path, file: str, before: str, after: str) -> None:
    catalogue = read(tmp_path, {file: before})
    for identity in "xyz":
        after = after.replace(f"{{{identity}}}", name(identity))
    if "<<" in before:
        # The second entry would get the first one's name as well, by the merge: only its own, nearer one makes that right.
        assert [one.doi for one in catalogue.unnamed] == [name("x"), name("y")]
    assert write_back(catalogue.unnamed) == (f"{tmp_path}/{file}",)
    assert (tmp_path / file).read_bytes().decode("utf-8") == after
    again = load([tmp_path])
    assert again.unnamed == () and again.shelf.digest == catalogue.shelf.digest
    assert write_back(again.unnamed) == ()


_WORDS = st.sampled_from(["x", "- y", "a: b", "10.1", "# z", "ü", "😀", "null", "", "'q'", "two\nlines\n", "  led"])
_ENTRIES = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(["creators", "titles", "version", "language"]), st.one_of(_WORDS, st.lists(_WORDS, max_size=2)), max_size=3),
        st.sampled_from(["identity", "prefix", "metadata"]),
    ),
    min_size=1,
    max_size=4,
)


def _entry(number: int, metadata: dict[str, Any], first: str) -> dict[str, Any]:
    entry = {"prefix": "10.82001", "identity": f"é {number}", "metadata": metadata}
    return {first: entry[first], **entry}


@given(
    entries=_ENTRIES, kind=st.sampled_from(["block", "flow", "mixed", "json", "indented json"]), crlf=st.booleans(), mark=st.booleans(), comment=st.booleans()
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_at_random(tmp_path: pathlib.Path, entries: list[Any], kind: str, crlf: bool, mark: bool, comment: bool) -> None:
    value: Any = {"dois": [_entry(number, *parts) for number, parts in enumerate(entries)]}
    if kind.endswith("json"):
        file, text = "a.json", json.dumps(value, ensure_ascii=len(entries) % 2 == 0, indent=2 if kind.startswith("ind") else None)
    else:
        flow = {"block": False, "flow": True, "mixed": None}[kind]
        file, text = "a.yml", yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=60)
        text = "# a comment: é\n" + text if comment else text
    before = (b"\xef\xbb\xbf" if mark else b"") + (text.replace("\n", "\r\n") if crlf else text).encode("utf-8")
    path = tmp_path / file
    path.write_bytes(before)
    unnamed = _unnamed(path, len(entries))
    write_back(unnamed)
    after = path.read_bytes()
    for one in unnamed:
        at = after.index(one.doi.encode())
        start, end = _widened(after, at, at + len(one.doi))
        after = after[:start] + after[end:]
    assert after == before
    written = document.read(str(path), path.read_bytes().removeprefix(b"\xef\xbb\xbf")).value
    assert written == {
        "dois": [{"doi": one.doi, **entry} for one, entry in zip(unnamed, document.read(file, before.removeprefix(b"\xef\xbb\xbf")).value["dois"], strict=True)]
    }
    path.unlink()


def _unnamed(path: pathlib.Path, count: int) -> Any:
    """The entries as a reading would give them (whose metadata may be refused)."""
    import hashlib

    from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.catalogue import Unnamed

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return [Unnamed(name(f"é {number}"), f"{path}:1", path, digest, ("dois", number)) for number in range(count)]


def _widened(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The place of a whole `doi: …` with what separates it from the next member."""
    start = text.rindex(b'"doi"' if text[start - 1 : start] == b'"' else b"doi:", 0, start)
    end += text[end : end + 1] == b'"'
    end += text[end : end + 1] == b","
    while text[end : end + 1] in (b" ", b"\r", b"\n"):
        end += 1
    return start, end


def test_only_the_names_that_are_asked_for(tmp_path: pathlib.Path) -> None:
    catalogue = read(tmp_path, {"a.yml": "{prefix: 10.82001, identity: x}", "b.yml": "{prefix: 10.82001, identity: y}"})
    assert write_back(catalogue.unnamed, {name("y")}) == (f"{tmp_path}/b.yml",)
    assert (tmp_path / "a.yml").read_text() == "{prefix: 10.82001, identity: x}"


def test_the_prefix_may_be_a_default(tmp_path: pathlib.Path) -> None:
    catalogue = read(tmp_path, {"_defaults.yml": "prefix: 10.82001", "a.yml": "identity: x"})
    write_back(catalogue.unnamed)
    assert (tmp_path / "a.yml").read_text() == f"doi: {name('x')}\nidentity: x"
    assert list(load([tmp_path]).shelf) == [name("x")]


@pytest.mark.parametrize("change", [lambda path: path.write_text("prefix: 10.82001\nidentity: x "), lambda path: path.unlink()])
def test_a_file_that_changed_is_refused_and_no_other_is_written(tmp_path: pathlib.Path, change: Any) -> None:
    catalogue = read(tmp_path, {"a.yml": "prefix: 10.82001\nidentity: y", "b.yml": "prefix: 10.82001\nidentity: x"})
    change(tmp_path / "b.yml")
    with pytest.raises(Refusal, match=r"b\.yml: is not"):
        write_back(catalogue.unnamed)
    assert (tmp_path / "a.yml").read_text() == "prefix: 10.82001\nidentity: y"


@pytest.mark.parametrize(
    "text", ["? prefix\n: 10.82001\n? identity\n: x\n", "dois:\n- &e {identity: x, prefix: 10.82001}\n- doi: 10.82001/b\n  metadata: {relatedItems: [*e]}"]
)
def test_what_cannot_be_named_without_changing_more_is_refused(tmp_path: pathlib.Path, text: str) -> None:
    path = plant(tmp_path, {"a.yml": text}) / "a.yml"
    unnamed = _unnamed(path, 1)[0]
    import dataclasses

    one = dataclasses.replace(unnamed, path=("dois", 0) if "dois" in text else ())
    with pytest.raises(Refusal, match="add `doi: 10.82001/"):
        write_back([one])
    assert path.read_text() == text


def test_a_link_in_the_tree_stays_a_link(tmp_path: pathlib.Path) -> None:
    plant(tmp_path, {"..data/a.yml": "prefix: 10.82001\nidentity: x"})
    (tmp_path / "a.yml").symlink_to("..data/a.yml")
    assert write_back(load([tmp_path]).unnamed) == (f"{tmp_path}/a.yml",)
    assert (tmp_path / "a.yml").is_symlink() and (tmp_path / "..data/a.yml").read_text().startswith("doi: ")


def test_a_file_that_cannot_be_written(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_arguments: object) -> bool:
        raise OSError(30, "Read-only file system")

    catalogue = read(tmp_path, {"a.yml": "prefix: 10.82001\nidentity: x"})
    monkeypatch.setattr(whole_file, "write", refusing)
    with pytest.raises(Refusal, match=r"a\.yml: cannot be written: Read-only file system"):
        write_back(catalogue.unnamed)
