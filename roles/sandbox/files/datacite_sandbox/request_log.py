# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The request log: one JSON object per line and request, written out at once."""

from __future__ import annotations

import json
import pathlib
from typing import IO


class RequestLog:
    """`path` None: no log."""

    def __init__(self, path: pathlib.Path | None) -> None:
        self.file: IO[str] | None = path.open("a", encoding="utf-8") if path else None

    def write(self, method: str, path: str, status: int | None, account: str | None, request_id: str, faults: list[str]) -> None:
        """`path` with its query; `status` None where no answer was sent."""
        if self.file is None:
            return
        entry: dict[str, object] = {"method": method, "path": path, "status": status, "account": account, "request_id": request_id}
        if faults:
            entry["faults"] = faults
        self.file.write(json.dumps(entry) + "\n")
        self.file.flush()

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
