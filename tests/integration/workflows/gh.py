# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for GitHub's program `gh`, as far as the example workflows use it. What it is told, it keeps in the folder GH_STATE."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import sys

MOST = 65536
"""Characters of a comment or issue."""

STATE = pathlib.Path(os.environ["GH_STATE"])


def main(words: list[str]) -> None:
    """Do what a command line of a workflow says; one that is not known here ends with an error."""
    if not os.environ.get("GH_TOKEN"):
        sys.exit("gh: set GH_TOKEN")
    with (STATE / "calls").open("a", encoding="utf-8") as calls:
        calls.write(json.dumps(words) + "\n")
    command, options = words[:2], options_of(words)
    if words[0] == "api":
        api(words, options)
    elif command == ["run", "list"]:
        print(7 if options["--commit"] == (STATE / "head").read_text(encoding="utf-8") and options["--status"] == "success" else "")
    elif command == ["run", "download"]:
        shutil.copytree(STATE.parent / "artifacts" / options["--name"], options["--dir"])
    elif words[0] == "issue":
        issue(words, options)
    elif command not in (["label", "create"], ["pr", "create"], ["auth", "setup-git"]):
        sys.exit(f"gh: unknown command {words}")


def issue(words: list[str], options: dict[str, str]) -> None:
    """The issues: one for each label, which is its number here."""
    number = options["--label"] if "--label" in options else words[2]
    there = STATE / f"issue-{number}"
    if words[1] == "list":
        print(number if there.exists() else "")
    elif words[1] == "create" or (words[1] == "edit" and there.exists()):
        text = pathlib.Path(options["--body-file"])
        if len(text.read_text(encoding="utf-8")) > MOST:
            sys.exit("gh: GraphQL: Body is too long")
        shutil.copy(text, there)
    elif words[1] == "close":
        there.unlink()
    elif words[1] == "comment":
        with (STATE / f"told-{number}").open("a", encoding="utf-8") as told:
            told.write(options["--body"] + "\n")
    else:
        sys.exit(f"gh: unknown command {words}")


def api(words: list[str], options: dict[str, str]) -> None:
    """The parts of the REST API that the workflows use, with what their `--jq` would leave of the answers."""
    path = next(word for word in words[1:] if word.startswith("repos/"))
    comments = sorted(STATE.glob("comment-*"))
    if path.endswith("/pulls"):
        print((STATE / "head").read_text(encoding="utf-8") if (STATE / "head").exists() else "")
    elif options.get("--method") == "PATCH":
        body(options, STATE / f"comment-{path.rpartition('/')[2]}")
    elif options.get("--method") == "POST":
        body(options, STATE / f"comment-{len(comments) + 1}")
    elif path.endswith("/comments"):
        found = [comment.name.rpartition("-")[2] for comment in comments if comment.read_text(encoding="utf-8").startswith(os.environ["MARKER"])]
        print("\n".join(found))


def body(options: dict[str, str], comment: pathlib.Path) -> None:
    """Keep the field `body=@FILE` as a comment, if GitHub would take it."""
    text = pathlib.Path(options["--field"].removeprefix("body=@")).read_text(encoding="utf-8")
    if len(text) > MOST:
        sys.exit("gh: Validation Failed: body is too long (HTTP 422)")
    comment.write_text(text, encoding="utf-8")


def options_of(words: list[str]) -> dict[str, str]:
    """Each option with the word after it."""
    return {word: words[index + 1] for index, word in enumerate(words[:-1]) if word.startswith("--")}


if __name__ == "__main__":
    main(sys.argv[1:])
