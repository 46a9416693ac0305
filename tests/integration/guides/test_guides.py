# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guides, followed as they stand: each file that they show is written, each command is given, and comes to what they say."""

from __future__ import annotations

import json
import pathlib
import re
import textwrap

import pytest
import yaml

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.limits import NEWLY_PUBLIC, TOUCHED_FEW, TOUCHED_SHARE
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import LIMITED
from catalogue_in_git import PASSWORD
from guide import Done, blocks, follow, give
from playbook_runner import TREE

ROOT = pathlib.Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
GUIDES = sorted(DOCS.glob("guides/*.md"))
FORMATS = DOCS / "guides" / "formats.md"


@pytest.fixture
def exported(folder, reader):
    """`exported()` makes the catalogue that a recipe begins with, from the repository as it is."""
    return lambda: give("ansible-playbook pidops.datacite.export -e export_dest=dois", folder, reader).well()


@pytest.fixture
def recipe(folder, reader):
    """`recipe("Embargo")` follows that recipe."""
    return lambda heading: follow(blocks(DOCS / "guides" / "recipes.md", heading), folder, reader)


def without(folder, *names):
    """Take members out of every exported file, as the recipes ask for."""
    for path in folder.glob("dois/**/*.y*ml"):
        if path.name.startswith("_defaults"):
            continue
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({name: value for name, value in declared.items() if name not in names}), encoding="utf-8")


def secrets_in(done: list[Done]) -> list[str]:
    return [ended.command for ended in done if PASSWORD in ended.output]


def test_from_nothing(folder, reader, record):
    done = follow(blocks(DOCS / "guides" / "start.md"), folder, reader)
    check, plan, apply, again = done
    assert "cannot be undone" in plan.output and "create + publish 10.82001/river-survey-2025" in plan.output
    assert "changed=1" in apply.output and "changed=0" in again.output
    assert record("10.82001/river-survey-2025")["url"] == "https://data.example.org/river-survey-2025"
    computed = yaml.safe_load((folder / "dois" / "field-notebook.yml").read_text(encoding="utf-8"))["doi"]
    assert record(computed)["titles"][0]["title"] == "Field notebook of A. Lindqvist, 2025"
    assert "declared 2" in check.output and secrets_in(done) == []


def test_adopt_what_is_there(folder, reader, living):
    for number in range(12):
        living(f"10.82001/old-{number}", state=("findable", "registered", "draft")[number % 3])
    done = follow(blocks(DOCS / "guides" / "adopt.md"), folder, reader)
    assert len(list((folder / "dois").glob("**/*.yml"))) >= 12
    assert "unchanged 12" in done[1].output and secrets_in(done) == []


def test_the_front_page(folder, reader, living, record):
    living("10.82001/old")
    found = blocks(ROOT / "README.md")
    task, document, playbook = (block.text for block in found if "datacite_doi:" in block.text)
    tasks = textwrap.indent(f"{task}\n{document}", "    ")
    (folder / "dois.yml").write_text(f"{playbook}\n{tasks}\n", encoding="utf-8")
    (bibliography,) = [block.text for block in blocks(FORMATS, "BibTeX") if block.language == "bibtex"]
    (folder / "bibliography.bib").write_text(bibliography, encoding="utf-8")
    done = [give(command, folder, reader).well() for block in found for command in block.commands if command.startswith("ansible-playbook")]
    assert len(done) == 6 and secrets_in(done) == []
    assert [record(f"10.82001/{name}")["state"] for name in ("river-survey-2025", "rain-gauges-2026", "first-draft")] == ["findable", "findable", "draft"]


def test_review_at_the_desk(folder, reader):
    installed = pathlib.Path(reader["HOME"], ".ansible", "collections")
    installed.parent.mkdir()
    installed.symlink_to(TREE)
    done = follow(blocks(DOCS / "guides" / "review.md"), folder, reader)
    assert "create" in done[-1].output and secrets_in(done) == []
    assert sorted(path.name for path in (folder / "build").iterdir()) == ["plan.json", "report.html", "report.json", "report.md", "report.xml"]
    assert {".gitlab-ci.yml", ".gitignore", ".github", "ci", "catalog.yml"} <= {path.name for path in folder.iterdir()}
    hooks = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    give(hooks[0]["entry"], folder, {name: value for name, value in reader.items() if not name.startswith("DATACITE_")}).well()


def test_many_repositories(folder, reader, own_sandbox):
    for name, prefix in (("lab", "10.82001"), ("other", "10.82002")):
        (folder / "catalogues" / name).mkdir(parents=True)
        (folder / "catalogues" / name / "dois.yml").write_text(f"dois:\n  - doi: {prefix}/a\n  - doi: {prefix}/b\n", encoding="utf-8")
    signed_in = {"DATACITE_API_URL": own_sandbox.base_url, "DATACITE_PASSWORD_LAB": "lab-secret", "DATACITE_PASSWORD_OTHER": "other-secret"}
    environment = {name: value for name, value in reader.items() if not name.startswith("DATACITE_")} | signed_in
    (planned,) = follow(blocks(DOCS / "guides" / "controller.md"), folder, environment)
    assert "create 10.82001/a" in planned.output and "create 10.82002/a" in planned.output
    assert "lab-secret" not in planned.output and "other-secret" not in planned.output
    assert "create" in (folder / "build" / "other.md").read_text(encoding="utf-8").lower()
    assert yaml.safe_load((folder / "execution-environment.yml").read_text(encoding="utf-8"))["version"] == 3


def test_the_reference_page_shows_files_that_are_sound(folder, reader):
    follow(blocks(DOCS / "catalog-files.md"), folder, reader)
    assert "declared 1, files 1" in give("ansible-playbook pidops.datacite.check -e catalog_src=dois", folder, reader).well().output


def test_the_reference_page_names_the_limits_that_hold():
    section = (DOCS / "catalog-files.md").read_text(encoding="utf-8").partition("## Limits")[2].partition("## Plan files")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", section, re.M))
    assert tuple(rows) == LIMITED
    assert f"together {NEWLY_PUBLIC}," in rows["create_public"] and f"together {TOUCHED_SHARE} % of the repository, and always {TOUCHED_FEW}" in rows["update"]
    assert [rows[name].split(",")[0] for name in ("delete", "republish", "unmanaged")] == ["10", "0", "0"]


def test_the_read_me_of_the_role(folder, reader, record):
    playbook, command = blocks(ROOT / "roles" / "catalog" / "README.md")
    follow(blocks(DOCS / "catalog-files.md"), folder, reader)
    (folder / "site.yml").write_text(playbook.text + "\n", encoding="utf-8")
    assert '"create": 1' in give("ansible-playbook site.yml", folder, reader).well().output
    assert "unchanged 1" in give(command.text, folder, reader).well().output
    assert {"journal.jsonl", "report.html"} <= {path.name for path in folder.iterdir()}


def test_move_landing_pages(folder, living, exported, recipe, record):
    for number in range(30):
        living(f"10.82001/moved-{number}")
    exported()
    without(folder, "url")
    recipe("Move 20,000 landing pages")
    assert {record(f"10.82001/moved-{number}")["url"] for number in range(30)} == {f"https://portal.example.org/records/moved-{number}" for number in range(30)}
    assert (folder / "build" / "journal.jsonl").exists()


def test_withdraw(living, recipe, record):
    living("10.82001/river-survey-2025")
    recipe("Withdraw a record")
    withdrawn = record("10.82001/river-survey-2025")
    assert (withdrawn["state"], withdrawn["url"]) == ("registered", "https://data.example.org/tombstones/river-survey-2025")
    assert withdrawn["dates"][0]["dateType"] == "Withdrawn"


def test_embargo(recipe, record):
    recipe("Embargo")
    assert record("10.82001/soil-cores-2026")["state"] == "registered"


def test_a_new_version(living, recipe, record):
    living("10.82001/gauges-v1")
    recipe("A new version")
    relations = {name: {entry["relationType"] for entry in record(f"10.82001/{name}")["related_identifiers"]} for name in ("gauges-v1", "gauges-v2", "gauges")}
    assert relations == {"gauges-v1": {"IsPreviousVersionOf", "IsVersionOf"}, "gauges-v2": {"IsNewVersionOf", "IsVersionOf"}, "gauges": {"HasVersion"}}


def test_undo(folder, reader, living, exported, recipe, record):
    living("10.82001/river-survey-2025")
    exported()
    (path,) = [path for path in folder.glob("dois/**/*.y*ml") if not path.name.startswith("_defaults")]
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("River survey 2025", "Rover survey 2052"), encoding="utf-8")
    apply = "ansible-playbook pidops.datacite.apply -e catalog_src=dois"
    give(apply, folder, reader).well()
    assert record("10.82001/river-survey-2025")["titles"][0]["title"] == "Rover survey 2052"
    # What `git revert` does; then a mistake again, for the journal to take back.
    path.write_text(good, encoding="utf-8")
    by_git, by_journal = [block for block in blocks(DOCS / "guides" / "recipes.md", "Undo a mistake") if block.language == "console"]
    follow([by_git], folder, reader)
    assert record("10.82001/river-survey-2025")["titles"][0]["title"] == "River survey 2025"
    path.write_text(good.replace("River survey 2025", "Rover survey 2052"), encoding="utf-8")
    give(f"{apply} -e catalog_journal=build/journal.jsonl", folder, reader).well()
    follow([by_journal], folder, reader)
    assert record("10.82001/river-survey-2025")["titles"][0]["title"] == "River survey 2025"


def test_retire_a_repository(folder, living, exported, recipe, record):
    for number in range(12):
        living(f"10.82001/last-{number}")
    exported()
    without(folder, "url", "state")
    recipe("Retire a repository")
    for number in range(12):
        retired = record(f"10.82001/last-{number}")
        assert (retired["state"], retired["url"]) == ("registered", f"https://archive.example.org/?doi=10.82001/last-{number}")


def test_a_colleague_needs_no_password(folder, reader):
    (folder / "dois").mkdir()
    (folder / "dois" / "a.yml").write_text("doi: 10.82001/a\n", encoding="utf-8")
    environment = {name: value for name, value in reader.items() if not name.startswith("DATACITE_")}
    follow(blocks(DOCS / "guides" / "recipes.md", "Onboard a colleague"), folder, environment)


@pytest.mark.parametrize("heading", ["BibTeX", "RIS", "Citeproc JSON", "Schema.org JSON-LD", "Crossref Unixref", "DataCite XML"])
def test_a_document_of_each_format(heading, folder, reader, record):
    section = blocks(FORMATS, heading)
    (document,) = [pathlib.Path(block.file) for block in section if block.file and block.file.startswith("documents/")]
    (means,) = [yaml.safe_load(block.text) for block in section if block.text.startswith("metadata:")]
    (first,) = follow(section, folder, reader)
    again = give(first.command, folder, reader).well()
    assert "changed=1" in first.output and "changed=0" in again.output
    (task,) = yaml.safe_load((folder / first.command.split()[-1]).read_text(encoding="utf-8"))[0]["tasks"]
    published = record(task["pidops.datacite.datacite_doi"]["doi"])
    assert (published["state"], published["titles"]) == ("findable", means["metadata"]["titles"])
    follow([block for block in blocks(FORMATS, "Look first") if block.file], folder, reader)
    looked = give(f"ansible-playbook look.yml -e document={document.name}", folder, reader).well()
    assert yaml.safe_load((folder / f"{document.name}.yml").read_text(encoding="utf-8")) == {"metadata": means["metadata"]}
    told = [json.loads(text) for text in re.findall(r'"content: (?:[^"\\]|\\.)*"', looked.output)]
    assert told == means.get("warnings", [])


def test_documents_in_a_catalogue_and_back(folder, reader, record):
    follow([block for block in blocks(FORMATS, "BibTeX") if block.file], folder, reader)
    follow(blocks(FORMATS, "Look first"), folder, reader)
    plan, apply = follow(blocks(FORMATS, "In a catalogue"), folder, reader)
    assert "create + publish 10.82001/ice-2024" in plan.output and "changed=1" in apply.output
    assert "changed=0" in give(apply.command, folder, reader).well().output
    ice, sediment = record("10.82001/ice-2024"), record("10.82001/sediment-2025")
    assert (ice["url"], ice["language"], ice["publisher_obj"]["name"]) == ("https://data.example.org/ice-2024", "en", "Institute of Freshwater Studies")
    assert [entry["relatedIdentifier"] for entry in sediment["related_identifiers"]] == ["10.82001/ice-2024"]
    follow(blocks(FORMATS, "Give formats back"), folder, reader)
    assert "Ice on northern rivers" in (folder / "published.bib").read_text(encoding="utf-8")
    assert {path.suffix for path in [*folder.glob("bib/**/*.*"), *folder.glob("xml/**/*.*")]} >= {".bib", ".xml"}


def anchors(page):
    """The names by which links find the headings of a page."""
    headings = [line.lstrip("# ").lower() for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("roles/*/README.md"))], ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        here = link.removeprefix("https://github.com/pidops/pidops.datacite/blob/main/")
        if here.startswith(("http://", "https://")):
            continue
        path, _hash, anchor = here.partition("#")
        target = (ROOT / path if here != link else page.parent / path) if path else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


@pytest.mark.parametrize("page", GUIDES, ids=lambda path: path.name)
def test_blocks_that_are_not_followed_say_so(page):
    assert {block.language for block in blocks(page) if not block.file} <= {"yaml", "console", "shell"}
