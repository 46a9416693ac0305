# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walls between the rooms of the house: who may import whom, read from the source without running it.

A room is a folder or a file of `plugins/module_utils/_datacite`. What a file imports inside a function or under
`if TYPE_CHECKING:` counts as well: a reader has to know that room too.
"""

from __future__ import annotations

import ast
import pathlib
import sys
from collections.abc import Iterable, Iterator

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "plugins"
MODULE_UTILS = PLUGINS / "module_utils"
HOUSE = MODULE_UTILS / "_datacite"
SANDBOX = ROOT / "roles" / "sandbox" / "files"
COLLECTION = "ansible_collections.pidops.datacite"
PRIVATE = f"{COLLECTION}.plugins.module_utils._datacite"

# What each room may import of the other rooms. A room that is missing here may import nothing of ours.
OPEN_DOORS = {
    "metadata": {"lifecycle"},
    "lifecycle": {"metadata"},
    "api": {"whole_file"},
    "documents": {"metadata"},
    "planning": {"documents", "metadata", "lifecycle", "whole_file"},  # DataCite it sees through the protocols of its registry.py
    "catalog": {"documents", "metadata", "lifecycle", "planning", "whole_file"},
    "compliance": {"catalog", "documents", "jmespath_library", "metadata", "lifecycle", "whole_file"},  # of catalog the reading of YAML alone
    "reports": {"metadata", "lifecycle", "planning", "compliance", "whole_file"},
    "projection": {"jmespath_library"},
    "door": set(),
    "doors": {"api", "catalog", "compliance", "documents", "door", "lifecycle", "metadata", "planning", "reports", "whole_file"},
    "whole_file": set(),
}
GUARDED = ("requests", "jmespath", "yaml", "bibtexparser", "pylatexenc", "rispy")


def python_files(folder: pathlib.Path) -> list[pathlib.Path]:
    """The Python files under a folder, in order."""
    return sorted(folder.rglob("*.py"))


def dotted(path: pathlib.Path) -> str:
    """The dotted name of a file or package of the collection."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join((COLLECTION, *(parts[:-1] if parts[-1] == "__init__" else parts)))


def imported(path: pathlib.Path) -> Iterator[tuple[str, int]]:
    """Each name that a file imports, absolute and as long as can be known, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield from ((f"{module}.{name.name}", node.lineno) for name in node.names)


def top(name: str) -> str:
    """The package that a dotted name belongs to."""
    return name.partition(".")[0]


def room_of(name: str) -> str | None:
    """The room of our house that a dotted name lies in, or None."""
    return name.removeprefix(PRIVATE + ".").partition(".")[0] if name.startswith(PRIVATE + ".") else None


def place(path: pathlib.Path, line: int, name: str) -> str:
    """How a breach is shown."""
    return f"{path.relative_to(ROOT)}:{line} imports {name}"


def breaches(files: Iterable[pathlib.Path], allowed: object) -> list[str]:
    """The imports of `files` for which `allowed(path, name)` is false."""
    return [place(path, line, name) for path in files for name, line in imported(path) if not allowed(path, name)]  # type: ignore[operator]


def rooms() -> list[str]:
    """The rooms that exist."""
    return sorted({path.relative_to(HOUSE).parts[0].removesuffix(".py") for path in python_files(HOUSE)} - {"__init__"})


def files_of(room: str) -> list[pathlib.Path]:
    """The files of one room."""
    single = HOUSE / f"{room}.py"
    return [single] if single.exists() else python_files(HOUSE / room)


@pytest.mark.parametrize("room", rooms())
def test_a_room_imports_only_the_rooms_that_it_may(room):
    allowed = OPEN_DOORS.get(room, set()) | {room}
    assert breaches(files_of(room), lambda _path, name: room_of(name) in {None, *allowed}) == []


def test_compliance_knows_of_catalogues_only_how_yaml_is_read():
    allowed = (f"{PRIVATE}.catalog.yaml_reading", f"{PRIVATE}.catalog.unreadable")
    assert breaches(files_of("compliance"), lambda _path, name: room_of(name) != "catalog" or name.startswith(allowed)) == []


@pytest.mark.parametrize("room", ["metadata", "lifecycle"])
def test_the_pure_rooms_import_the_standard_library_alone(room):
    assert files_of(room), f"{room} is not where it should be"
    assert breaches(files_of(room), lambda _path, name: top(name) in sys.stdlib_module_names or room_of(name) is not None) == []


@pytest.mark.parametrize("room", ["metadata", "lifecycle"])
def test_the_pure_rooms_neither_read_files_nor_talk(room):
    talkative = {"http", "logging", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "urllib.request"}
    assert breaches(files_of(room), lambda _path, name: top(name) not in talkative and not name.startswith("urllib.request")) == []


def test_what_travels_to_a_host_imports_nothing_of_the_controller():
    travelling = python_files(MODULE_UTILS) + python_files(PLUGINS / "modules")
    forbidden = ("ansible.plugins", "ansible.utils", "ansible.parsing", "ansible.template", "ansible.vars", "ansible.errors", "ansible.constants")
    assert breaches(travelling, lambda _path, name: not name.startswith(forbidden) and not name.startswith(f"{COLLECTION}.plugins.plugin_utils")) == []


@pytest.mark.parametrize("package", GUARDED)
def test_a_package_of_others_is_imported_in_one_place(package):
    importing = {str(path.relative_to(ROOT)) for path in python_files(PLUGINS) for name, _line in imported(path) if top(name) == package}
    assert len(importing) <= 1, f"{package} is imported in {sorted(importing)}"


@pytest.mark.parametrize("package", GUARDED)
def test_the_import_of_a_package_of_others_is_guarded(package):
    for path in python_files(PLUGINS):
        if any(top(name) == package for name, _line in imported(path)):
            assert unguarded(path, package) == [], f"{path.relative_to(ROOT)}: import {package} outside of try/except ImportError"


def unguarded(path: pathlib.Path, package: str) -> list[int]:
    """The lines that import a package outside of the body of a `try`, a function, or `if TYPE_CHECKING`."""
    lines = []

    def visit(node: ast.AST, guarded: bool) -> None:
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if not guarded and any(top(name) == package for name in names):
            lines.append(node.lineno)
        inside = guarded or isinstance(node, ast.Try | ast.FunctionDef) or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
        for child in ast.iter_child_nodes(node):
            visit(child, inside)

    visit(ast.parse(path.read_text(encoding="utf-8")), False)
    return lines


def test_everything_else_that_is_imported_comes_with_ansible_or_python():
    known = sys.stdlib_module_names | {"ansible", "ansible_collections", *GUARDED, "urllib3"}
    assert breaches(python_files(PLUGINS), lambda _path, name: top(name) in known) == []


def test_the_sandbox_and_the_plugins_share_no_code():
    assert breaches(python_files(PLUGINS), lambda _path, name: top(name) != "datacite_sandbox" and ".roles." not in name) == []
    assert breaches(python_files(SANDBOX), lambda _path, name: top(name) not in {"ansible", "ansible_collections"} or name.startswith(dotted(SANDBOX))) == []


def test_init_files_are_empty():
    full = [str(path.relative_to(ROOT)) for folder in (PLUGINS, SANDBOX) for path in folder.rglob("__init__.py") if path.read_bytes()]
    assert full == []


def test_no_file_of_the_plugins_or_the_sandbox_asserts():
    asserting = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in (PLUGINS, SANDBOX)
        for path in python_files(folder)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
    ]
    assert asserting == []


def test_every_source_file_says_its_licence_and_its_subject():
    silent = []
    for path in (*python_files(PLUGINS), *python_files(SANDBOX)):
        text = path.read_text(encoding="utf-8")
        documented = ast.get_docstring(ast.parse(text)) or "DOCUMENTATION" in text
        if text and not (documented and "SPDX-License-Identifier: GPL-3.0-or-later" in text[:300]):
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []
