# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example catalogue as its keepers have it in Git, the account that it belongs to, and what somebody puts there by hand."""

from __future__ import annotations

import pathlib
import shutil
import subprocess

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "docs" / "examples"
PASSWORD = "example-secret"
SEED = {
    "default": False,
    "members": [{
        "id": "EXAMPLE", "password": "member-secret", "prefixes": ["10.82001"],
        "repositories": [{"id": "EXAMPLE.REPO", "password": PASSWORD, "prefixes": ["10.82001"]}],
    }],
}
BY_HAND = {
    "doi": "10.82001/by-hand", "state": "findable", "url": "https://data.example.org/by-hand",
    "titles": [{"title": "By hand"}], "creators": [{"name": "A hand"}],
    "publisher": {"name": "Institute of Freshwater Studies"}, "publicationYear": 2026, "language": "en", "types": {"resourceTypeGeneral": "Text"},
    "rightsList": [{"rightsIdentifier": "cc-by-4.0"}],
}


def make(folder: pathlib.Path) -> None:
    """Copy the examples into a folder as the guides say, and commit them."""
    for part, place in (("repository", "."), ("github/workflows", ".github/workflows"), ("gitlab", "ci")):
        shutil.copytree(EXAMPLES / part, folder / place, dirs_exist_ok=True)
    (folder / "ci" / "gitlab-ci.yml").rename(folder / ".gitlab-ci.yml")
    (folder / ".gitignore").write_text("/build/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "config", "receive.denyCurrentBranch", "updateInstead")
    git(folder, "config", "receive.advertisePushOptions", "true")
    committed(folder, "The catalogue")


def git(folder: pathlib.Path, *words: str) -> str:
    """Give a command to Git; what it said."""
    command = ["git", "-c", "user.name=Keeper", "-c", "user.email=keeper@example.org", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def committed(folder: pathlib.Path, message: str) -> str:
    """Commit everything; the name of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")
