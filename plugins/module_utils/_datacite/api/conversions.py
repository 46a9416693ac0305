# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What DataCite made of documents, kept so that it need not be asked again on every run.

A conversion follows from the request alone, and from the release of DataCite's software that answered it. So it is kept under a hash of the one and the name
of the other (`X-LupoVersion`): after a release everything is asked anew. Where an answer does not name the release, nothing outlives the run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ..whole_file import write
from .answer import Answer
from .pace import make_private

VERSION_HEADER: Final = "x-lupoversion"
FOLDER: Final = "conversions"
#: Seconds after which what was kept for a release that nothing was added to is thrown away.
KEPT: Final = 90 * 86400.0

Ask = Callable[[], Answer]


class Conversions:
    """Answers of `POST /dois/validate` to documents, of one server. Threads may share it."""

    def __init__(self, folders: Sequence[str], server: str) -> None:
        self._folders = folders
        self._server = server
        self._lock = threading.Lock()
        self._here: dict[str, Answer] = {}
        self._usable: dict[str, pathlib.Path | None] = {}

    def answer(self, request: Mapping[str, Any], version: str | None, ask: Ask) -> Answer:
        """What DataCite of this `version` (None: unknown) answers to a request, asked only where it is not known yet; raises what `ask` raises."""
        key = _digest(request)
        found = self._here.get(key) or (self._read(key, version) if version else None)
        if found is not None:
            return found
        found = ask()
        answered_by = found.headers.get(VERSION_HEADER)
        if not (found.attributes and not found.entries and answered_by and self._write(key, answered_by, found.document)):
            with self._lock:
                self._here[key] = found
        return found

    def _read(self, key: str, version: str) -> Answer | None:
        folder = self._folder(version)
        if folder is None:
            return None
        try:
            document = json.loads((folder / key).read_bytes())
        except (OSError, ValueError):
            return None
        found = Answer(200, {}, document, "", None, None) if isinstance(document, dict) else None
        return found if found is not None and found.attributes else None

    def _write(self, key: str, version: str, document: Any) -> bool:
        folder = self._folder(version)
        if folder is None:
            return False
        try:
            write(folder / key, json.dumps(document, ensure_ascii=True, separators=(",", ":")), mode=0o600)
        except (OSError, ValueError):
            # A full disk costs a request in the next run, no more.
            return False
        return True

    def _folder(self, version: str) -> pathlib.Path | None:
        """The folder for a release, made where it is missing; None where there is none to be had."""
        with self._lock:
            if version not in self._usable:
                self._usable[version] = self._made(_digest([self._server, version])[:32])
            return self._usable[version]

    def _made(self, name: str) -> pathlib.Path | None:
        for above in self._folders:
            with contextlib.suppress(OSError):
                make_private(above)
                kept = os.path.join(above, FOLDER)
                make_private(kept)
                _forget(kept, besides=name)
                make_private(os.path.join(kept, name))
                return pathlib.Path(kept, name)
        return None


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()


def _forget(folder: str, besides: str) -> None:
    """Remove what belongs to releases that are long gone."""
    for entry in os.scandir(folder):
        if entry.name != besides and entry.is_dir(follow_symlinks=False) and time.time() - entry.stat(follow_symlinks=False).st_mtime > KEPT:
            shutil.rmtree(entry.path, ignore_errors=True)
