# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows a guide as its reader would: writes the files that it shows, and gives the commands that it shows.

A block of YAML whose first line is a comment with a path is that file. A block in a language where no such comment fits is the file that the line above it
names, in backquotes and alone. A block marked `console` holds commands, a line each, which have to succeed. Blocks marked `shell` are not followed: they
install, talk to Git, or ask for a password.
"""

from __future__ import annotations

import dataclasses
import pathlib
import re
import subprocess
from collections.abc import Iterable, Mapping

_FENCE = re.compile(r"^( *)```(\w*)\s*$")
_FILE = re.compile(r"# ([\w./-]+\.(?:ya?ml|json))$")
_NAMED = re.compile(r"`([\w./-]+\.\w+)`$")
SECONDS = 300


@dataclasses.dataclass(frozen=True)
class Block:
    """One block of code: its language, its text, the heading that it stands under, its line in the guide, and the last line of words above it."""

    language: str
    text: str
    heading: str
    line: int
    above: str = ""

    @property
    def file(self) -> str | None:
        """The path that it is the content of."""
        found = _FILE.match(self.text.partition("\n")[0]) if self.language in ("yaml", "json") else None
        found = found or _NAMED.fullmatch(self.above)
        return found[1] if found else None

    @property
    def commands(self) -> list[str]:
        """The commands that it holds."""
        return self.text.splitlines() if self.language == "console" else []


@dataclasses.dataclass(frozen=True)
class Done:
    """A command that was given: how it ended, and all that it printed."""

    command: str
    status: int
    output: str

    def well(self) -> Done:
        """Itself, if it ended well; else an AssertionError that shows what was printed."""
        if self.status != 0:
            raise AssertionError(f"{self.command}\nended with {self.status}:\n{self.output}")
        return self


def blocks(guide: pathlib.Path, heading: str | None = None) -> list[Block]:
    """The blocks of a guide, or of one of its sections."""
    found: list[Block] = []
    title, above, language, inside, begun, margin = "", "", "", None, 0, 0
    for number, line in enumerate(guide.read_text(encoding="utf-8").splitlines(), 1):
        fence = _FENCE.match(line)
        if fence and inside is None:
            margin, language, inside, begun = len(fence[1]), fence[2], [], number
        elif fence and inside is not None:
            found.append(Block(language, "\n".join(inside), title, begun, above))
            inside, above = None, ""
        elif inside is not None:
            inside.append(line[margin:])
        elif line.startswith("#"):
            title, above = line.lstrip("# "), ""
        elif line.strip():
            above = line.strip()
    return [block for block in found if heading in (None, block.heading)]


def follow(found: Iterable[Block], folder: pathlib.Path, environment: Mapping[str, str]) -> list[Done]:
    """Write the files and give the commands, in their order; the first command that fails is an AssertionError."""
    done = []
    for block in found:
        if block.file:
            path = folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text + "\n", encoding="utf-8")
        done += [give(command, folder, environment).well() for command in block.commands]
    return done


def give(command: str, folder: pathlib.Path, environment: Mapping[str, str]) -> Done:
    """Give one command, or a script of several, to a shell in a folder."""
    ended = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS, check=False,
    )
    return Done(command, ended.returncode, ended.stdout)
