# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records in other formats, as content negotiation asks for them."""

from __future__ import annotations

from .answer import Answer
from .call import Call
from .store.records import Held



def answer(call: Call, held: list[Held], media_type: str) -> Answer:
    """One text for one or more records."""
    params = call.request.params
    parts = [output.render(one.record, media_type, style=params.get("style"), locale=params.get("locale")) for one in held]
    content_type = parts[0][0] if parts else media_type
    text = "\n\n".join(part for _type, part in parts)
    return Answer(200, text.encode(), f"{content_type}; charset=utf-8")
