# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packed content, bounded."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.unpacking import unpacking


def bare(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


PACKINGS = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without head": ("deflate", bare),
    "none": ("identity", bytes),
    "two in a row": ("gzip", lambda content: gzip.compress(content[:5]) + gzip.compress(content[5:])),
    "rubbish behind": ("gzip", lambda content: gzip.compress(content) + b"rubbish"),
}


def unpacked(encoding: str, packed: bytes, most: int, step: int) -> tuple[bytes, bool]:
    reader = unpacking((encoding,), most)
    assert reader is not None
    made = b"".join(reader.take(packed[start : start + step]) for start in range(0, len(packed), step))
    return made, reader.is_full


@pytest.mark.parametrize("packing", PACKINGS)
@given(content=st.binary(min_size=6, max_size=300), step=st.integers(1, 400))
def test_what_was_packed_comes_out(packing, content, step):
    encoding, pack = PACKINGS[packing]
    assert unpacked(encoding, pack(content), 1000, step) == (content, False)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "none", "two in a row"])
@given(content=st.binary(min_size=6, max_size=300), most=st.integers(0, 400), step=st.integers(1, 400))
def test_never_more_than_there_is_room_for(packing, content, most, step):
    encoding, pack = PACKINGS[packing]
    assert unpacked(encoding, pack(content), most, step) == (content[:most], len(content) > most)


def test_a_bomb_is_not_unpacked():
    bomb = gzip.compress(bytes(50 << 20), 9)
    made, is_full = unpacked("gzip", bomb, 1000, 1 << 14)
    assert (len(made), is_full) == (1000, True)


@pytest.mark.parametrize("encodings", [("br",), ("zstd",), ("gzip, gzip",), ("gzip", "deflate"), ("compress",)])
def test_packings_that_were_not_asked_for(encodings):
    assert unpacking(encodings, 10) is None


@pytest.mark.parametrize("content", [b"<html>not packed</html>", b"\xff\xfe\xfd", gzip.compress(b"x" * 99, mtime=0)[:10] + b"spoiled and spoiled and spoiled"])
def test_what_is_no_packing_is_an_error(content):
    reader = unpacking(("gzip",), 100)
    with pytest.raises(ValueError, match="cannot be unpacked"):
        reader.take(content)
