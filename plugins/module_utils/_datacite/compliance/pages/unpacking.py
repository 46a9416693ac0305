# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Content that was packed for the way, unpacked no further than is wanted. Private to the collection.

A few kilobytes may unpack to gigabytes; so no more is ever made of them than `most` bytes. Source: RFC 9110 §8.4.1.
"""

from __future__ import annotations

import zlib
from typing import Any, Protocol

_GZIP = zlib.MAX_WBITS | 16
_BARE = -zlib.MAX_WBITS
_HEAD = 2


class Unpacking(Protocol):
    """Content piece by piece."""

    cut: bool

    def take(self, piece: bytes) -> bytes:
        """What a further piece means; raises ValueError where it means nothing."""

    @property
    def is_full(self) -> bool:
        """Whether further pieces would be left away."""


def unpacking(encodings: tuple[str, ...], most: int) -> Unpacking | None:
    """For content under these `Content-Encoding` headers; None for a packing that is not known."""
    names = [name.strip().lower() for value in encodings for name in value.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if not names:
        return Plain(most)
    if len(names) == 1 and names[0] in ("gzip", "x-gzip", "deflate"):
        return Packed(most)
    return None


class Plain:
    """Content that is not packed."""

    def __init__(self, most: int) -> None:
        self._left = most
        self.cut = False

    def take(self, piece: bytes) -> bytes:
        """The piece, as far as there is room for it."""
        kept = piece[: self._left]
        self.cut = self.cut or len(kept) < len(piece)
        self._left -= len(kept)
        return kept

    @property
    def is_full(self) -> bool:
        """Whether there is no room left."""
        return self.cut


class Packed:
    """Content packed by gzip (also several in a row) or deflate (also without the head that it should have)."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._inflate: Any = None
        self._waiting = b""
        self._is_first = True
        self._is_over = False
        self.cut = False

    def take(self, piece: bytes) -> bytes:
        """What the piece unpacks to, as far as there is room for it. Raises ValueError where it cannot be unpacked."""
        made: list[bytes] = []
        rest = self._waiting + piece
        self._waiting = b""
        while rest and not self.cut and not self._is_over:
            if self._inflate is None:
                if len(rest) < _HEAD:
                    self._waiting = rest
                    break
                self._begin(rest)
                continue
            made.append(self._inflated(rest))
            rest = self._inflate.unused_data
            if self._inflate.eof:
                self._inflate = None
        return b"".join(made)

    @property
    def is_full(self) -> bool:
        """Whether there is no room left."""
        return self.cut

    def _begin(self, content: bytes) -> None:
        """Choose by the first two bytes how to go on; behind the first packing, what is none is rubbish."""
        if content.startswith(b"\x1f\x8b"):
            self._inflate = zlib.decompressobj(_GZIP)
        elif not self._is_first:
            self._is_over = True
        else:
            has_head = content[0] & 0x0F == zlib.DEFLATED and int.from_bytes(content[:2]) % 31 == 0
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if has_head else _BARE)
        self._is_first = False

    def _inflated(self, piece: bytes) -> bytes:
        """As much as there is room for; one byte more tells whether there is more."""
        try:
            part: bytes = self._inflate.decompress(piece, self._left + 1)
        except zlib.error as broken:
            raise ValueError(f"cannot be unpacked: {broken}") from broken
        self.cut = len(part) > self._left
        kept = part[: self._left]
        self._left -= len(kept)
        return kept
