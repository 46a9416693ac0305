# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes of one file, within bounds. Private to the collection."""

from __future__ import annotations

import os
import stat

from .unreadable import Unreadable

MOST_BYTES = 20_000_000
"""A file of 20,000 related identifiers has about three million."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")


def file_bytes(path: str, most: int = MOST_BYTES) -> bytes:
    """What the plain file at `path` holds, without a byte order mark; raises Unreadable, for a file that is too large without having read it."""
    return as_text(raw_bytes(path, most))


def as_text(data: bytes) -> bytes:
    """The bytes of a text without a byte order mark; raises Unreadable where they cannot be one."""
    if data.startswith(_OTHER_ENCODINGS):
        raise Unreadable("is UTF-16 and not UTF-8", None, "save it as UTF-8")
    if b"\0" in data:
        raise Unreadable("holds a NUL byte, and so is no text", data.count(b"\n", 0, data.index(b"\0")) + 1, "look whether the file is damaged")
    return data.removeprefix(_BYTE_ORDER_MARK)


def raw_bytes(path: str, most: int = MOST_BYTES) -> bytes:
    """The same to the last byte."""
    try:
        # A pipe with nobody at its other end would never open.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise Unreadable("is no plain file")
            if found.st_size > most:
                raise Unreadable(f"has {found.st_size:,} bytes, and {most:,} are read at most", None, "write one file for each DOI")
            with open(descriptor, "rb", closefd=False) as file:
                data = file.read(most + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise Unreadable("is not there (any more)") from None
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from None
    if len(data) > most:
        raise Unreadable(f"has more than the {most:,} bytes that are read at most", None, "write one file for each DOI")
    return data


def decoded(data: bytes) -> str:
    """The text; raises Unreadable with the line of the first byte that is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("is no UTF-8 text", data.count(b"\n", 0, error.start) + 1, "save it as UTF-8") from None
