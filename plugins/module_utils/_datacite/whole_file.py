# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are there whole or not at all. Private to the collection."""

from __future__ import annotations

import contextlib
import os
import pathlib
import stat
import tempfile

_NEW_FILE = 0o666


def write(path: pathlib.Path, text: str, *, mode: int | None = None) -> bool:
    """Put `text` into the file at `path`, in one step; False where it holds just that already, and is then not touched.

    A reader sees the old text or the new one, whenever the process or the machine stops. An existing file keeps its mode; a new one gets `mode`,
    or what the umask leaves of 0666. The folder is made where it is missing. Raises OSError; a symbolic link is not followed.
    """
    content = text.encode("utf-8")
    held = _mode_of(path)
    if held is not None and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".tmp")
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, held if held is not None else (_NEW_FILE & ~_umask() if mode is None else mode))
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return True


def _mode_of(path: pathlib.Path) -> int | None:
    """The mode of an existing file, None where there is none; raises OSError for what is no plain file."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found.st_mode):
        raise OSError(0, "is a symbolic link, which is not followed", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(0, "is no plain file", str(path))
    return stat.S_IMODE(found.st_mode)


def _umask() -> int:
    """The process's umask, which can only be read by setting it; /proc tells without."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("Umask:"):
                return int(line.split()[1], 8)
    return 0o022
