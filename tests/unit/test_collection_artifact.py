# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The built collection: what is in it and what is not, whether it installs, and whether its papers agree with its content."""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(sys.executable).parent
TOP = {
    "CHANGELOG.md", "CHANGELOG.rst", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "FILES.json", "LICENSE", "MANIFEST.json", "README.md",
    "changelogs", "docs", "meta", "playbooks", "plugins", "requirements.txt", "roles", "tests",
}  # fmt: skip
# What a working folder may hold beside the sources, none of which may travel.
LITTER = (
    ".ci/extra", ".venv/bin/python", ".tree/ansible_collections/pidops/datacite/galaxy.yml", ".cache/lint/ready", ".mypy_cache/x", ".hypothesis/x",
    "tests/output/junit/x.xml", "tests/unit/__pycache__/x.pyc", "plugins/modules/__pycache__/x.cpython-311.pyc", "reports/plan.html",
    "pidops-datacite-0.0.1.tar.gz", "dist/x.tar.gz", "collections/ansible_collections/x", ".env",
)  # fmt: skip


def ansible(program: str, *arguments: str | pathlib.Path, home: pathlib.Path) -> str:
    """What a program of Ansible prints, run without this machine's configuration."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")}
    (home / "ansible.cfg").touch()
    environment = inherited | {"ANSIBLE_CONFIG": str(home / "ansible.cfg"), "ANSIBLE_HOME": str(home / "home"), "ANSIBLE_COLLECTIONS_PATH": str(home)}
    done = subprocess.run([BIN / program, *arguments], env=environment, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{program} {arguments}: {done.stdout}{done.stderr}"
    return done.stdout


def sources() -> list[str]:
    """The files that belong to the project, as git knows them; all of them where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({name for name in listed.split("\0") if name and (ROOT / name).is_file()})


@pytest.fixture(scope="module")
def artifact(tmp_path_factory) -> pathlib.Path:
    """The collection, built from a copy of the sources that lies in the litter of a used working folder."""
    folder = tmp_path_factory.mktemp("build")
    checkout = folder / "checkout"
    for name in (*sources(), *LITTER):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        if name not in LITTER:
            shutil.copy2(ROOT / name, checkout / name)
        elif not (checkout / name).exists():
            (checkout / name).write_text("litter\n", encoding="utf-8")
    ansible("ansible-galaxy", "collection", "build", checkout, "--output-path", folder, home=folder)
    return next(folder.glob("pidops-datacite-*.tar.gz"))


@pytest.fixture(scope="module")
def members(artifact) -> list[str]:
    """The names of the files in the artifact."""
    with tarfile.open(artifact) as archive:
        return sorted(member.name for member in archive.getmembers() if member.isfile())


@pytest.fixture(scope="module")
def installed(artifact, tmp_path_factory) -> pathlib.Path:
    """The folder of collections that the artifact is installed in, without a network."""
    home = tmp_path_factory.mktemp("collections")
    ansible("ansible-galaxy", "collection", "install", "--offline", "--collections-path", home, artifact, home=home)
    return home


def test_the_artifact_is_named_by_the_version(artifact):
    assert artifact.name == f"pidops-datacite-{papers('galaxy.yml')['version']}.tar.gz"


def test_nothing_travels_that_is_not_the_collection(members):
    assert {name.partition("/")[0] for name in members} <= TOP
    assert [name for name in members if name.startswith("tests/") and not re.match(r"tests/(config\.yml|sanity/)", name)] == []
    assert [name for name in members if name in LITTER or "__pycache__" in name or "observed" in name or "/." in name] == []


def test_everything_travels_that_is_the_collection(members):
    rooms = ("changelogs/", "docs/", "meta/", "playbooks/", "plugins/", "roles/")
    wanted = {name for name in sources() if name.startswith(rooms)} | {"LICENSE", "README.md", "requirements.txt", "tests/config.yml"}
    assert sorted(name for name in wanted - set(members) if not pathlib.PurePath(name).name.startswith(".")) == []


def test_the_artifact_is_small(artifact):
    assert artifact.stat().st_size < 3_000_000


def test_the_installed_collection_has_its_documentation(installed):
    listed = ansible("ansible-doc", "--list", "--json", "pidops.datacite", home=installed)
    assert [name for name in modules() if f'"pidops.datacite.{name}"' not in listed] == []


def test_the_action_group_holds_every_module():
    assert papers("meta/runtime.yml")["action_groups"]["datacite"] == modules()


def test_every_action_is_the_door_of_a_module():
    actions = sorted(path.stem for path in (ROOT / "plugins" / "action").glob("*.py") if path.name != "__init__.py")
    assert set(actions) <= set(modules())


def test_the_papers_name_the_same_versions():
    assert papers("meta/runtime.yml")["requires_ansible"] == ">=2.16.0"
    assert "-r meta/ee-requirements.txt" in (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert papers("meta/execution-environment.yml")["dependencies"] == {"python": "meta/ee-requirements.txt", "system": "meta/ee-bindep.txt"}


def test_the_readme_names_all_that_is_in_the_collection():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    content = modules() + [path.name for path in (ROOT / "roles").glob("[!_.]*")] + [path.stem for path in (ROOT / "playbooks").glob("*.yml")]
    assert [name for name in content if f"`{name}`" not in readme] == []


def test_links_are_absolute():
    pages = [ROOT / name for name in sources() if name.endswith(".md") and not name.startswith("changelogs/")]
    relative = [f"{page.name}: {link}" for page in pages for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")) if "://" not in link]
    assert relative == []


def test_no_file_knows_this_machine_or_a_package_index():
    # Spelled in pieces, so that this file does not hold what it looks for.
    hosts = ["pypi" + r"\.org", "python" + "hosted", r"registry\." + "npmjs", "artifact" + "ory", "index" + "-url"]
    folders = ["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers"]
    pattern = re.compile("|".join(hosts) + r"|(?<![\w.{}/:$])/(?:" + "|".join(folders) + r")/\w")
    found = [f"{name}: {match[0]}" for name in sources() for match in pattern.finditer((ROOT / name).read_text(encoding="utf-8"))]
    assert found == []


def modules() -> list[str]:
    """The names of the modules."""
    return sorted(path.stem for path in (ROOT / "plugins" / "modules").glob("*.py") if path.name != "__init__.py")


def papers(name: str) -> dict:
    """One of the collection's YAML files."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
