# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records in other formats, as content negotiation asks for them."""

from __future__ import annotations

from typing import Any

from .answer import Answer
from .call import Call
from .record.columns import camel_case
from .store.records import Held


def media_types() -> dict[str, str]:
    """The media types that may be asked for, and the one that each is answered with."""
    from .formats.renderer import MEDIA_TYPES  # not needed before somebody asks for one

    return MEDIA_TYPES


def answer(call: Call, held: Held, media_type: str) -> Answer:
    """One DOI in a format."""
    from .formats.renderer import render

    params = call.request.params
    content_type, text = render(_attributes(call, held), media_type, params.get("style"), params.get("locale"))
    return Answer(200, text.encode("utf-8", "surrogatepass"), f"{content_type}; charset=utf-8")


def answer_all(call: Call, held: list[Held], media_type: str) -> Answer:
    """Several DOIs in a format, one after the other."""
    from .formats.renderer import render_all

    params = call.request.params
    content_type, text = render_all([_attributes(call, one) for one in held], media_type, params.get("style"), params.get("locale"))
    return Answer(200, text.encode("utf-8", "surrogatepass"), f"{content_type}; charset=utf-8")


def _attributes(call: Call, held: Held) -> dict[str, Any]:
    """The stored attributes, and whose record it is."""
    return camel_case(held.record) | {"providerId": call.sandbox.member_of(held.repository), "clientId": held.repository}
