# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`/_sandbox`: no part of the API. Switches faults, the index and its delay, and puts records in as they are.

Every body and answer is plain JSON. No credentials are asked for: a sandbox listens on the loopback address only.
"""

from __future__ import annotations

from typing import Any

from .. import faults, seed
from ..answer import Answer, document, not_found, problem
from ..call import Call, Endpoint
from ..record import columns
from ..store.records import Held


def show_faults(call: Call) -> Answer:
    return document(200, {"faults": [fault.text() for fault in call.faults.waiting]})


def add_faults(call: Call) -> Answer:
    """`{"faults": "429 x3; drop-after PUT"}`."""
    try:
        call.faults.add(faults.parse(str(_body(call).get("faults") or "")))
    except faults.BadFault as error:
        raise problem(400, str(error)) from None
    return show_faults(call)


def clear_faults(call: Call) -> Answer:
    call.faults.clear()
    return show_faults(call)


def settings(call: Call) -> Answer:
    """`{"index_delay": 5, "latency": 50, "index_paused": true}`; what is left out stays."""
    body, index = _body(call), call.sandbox.index
    delay, latency = (_number(body, name) for name in ("index_delay", "latency"))
    if delay is not None:
        index.delay = delay
    if latency is not None:
        call.settings.latency = latency / 1000
    if "index_paused" in body:
        index.paused = bool(body["index_paused"])
    return document(200, {"index_delay": index.delay, "index_paused": index.paused, "latency": call.settings.latency * 1000})


def flush_index(call: Call) -> Answer:
    """Bring everything over now, paused or not."""
    call.sandbox.index.settle(everything=True)
    return document(200, {})


def put_record(call: Call, doi: str) -> Answer:
    """Store a record as it is: attributes, or a resource with relationships; `repository` names its owner."""
    body = {**_body(call)}
    attributes = body.get("attributes")
    if isinstance(attributes, dict):
        body["attributes"] = {**attributes, "doi": doi}
    else:
        body["doi"] = doi
    try:
        name = seed.plant_record(call.sandbox, body)
    except seed.BadSeed as error:
        raise problem(400, str(error)) from None
    return document(200, {"doi": name})


def damage(call: Call, doi: str) -> Answer:
    """Set columns of a stored record to whatever is sent (`{"creators": ""}`), past all rules; the index is not told."""
    held = _held(call, doi)
    record = dict(held.record)
    for name, value in _body(call).items():
        column = seed.COLUMN_OF.get(name, name)
        record[column] = columns.as_kept(column, value)
    call.sandbox.records.save(held.id, held.repository, str(record["state"]), record)
    return document(200, {"doi": held.id})


def unregister(call: Call, doi: str) -> Answer:
    """Let the handle server forget the DOI; its record has no time of registration then."""
    held = _held(call, doi)
    call.sandbox.records.unregister(held.id)
    call.sandbox.records.save(held.id, held.repository, held.state, {**held.record, "registered": None})
    call.changed(held.id)
    return document(200, {"doi": held.id})


def stored_record(call: Call, doi: str) -> Answer:
    """The record as the database holds it, and its owner."""
    held = _held(call, doi)
    return document(200, {"repository": held.repository, "handle": call.sandbox.records.handle(held.id), "record": held.record})


def plant(call: Call) -> Answer:
    """A whole seed."""
    try:
        seed.plant(call.sandbox, _body(call))
    except seed.BadSeed as error:
        raise problem(400, str(error)) from None
    return document(200, {})


def _held(call: Call, doi: str) -> Held:
    held = call.sandbox.records.find(doi)
    if held is None:
        raise not_found()
    return held


def _number(body: dict[str, Any], name: str) -> float | None:
    """The setting of that name, None where it is not given; 400 for anything but a number from 0 on."""
    value = body.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise problem(400, f"{name}: a number from 0 on is wanted")
    return float(value) if name in body else None


def _body(call: Call) -> dict[str, Any]:
    body = call.request.json
    return body if isinstance(body, dict) else {}


ROUTES: tuple[tuple[str, str, Endpoint], ...] = (
    ("GET", "faults", show_faults),
    ("POST", "faults", add_faults),
    ("DELETE", "faults", clear_faults),
    ("POST", "settings", settings),
    ("POST", "index", flush_index),
    ("POST", "seed", plant),
    ("GET", "records/(.+)", stored_record),
    ("PUT", "records/(.+)", put_record),
    ("POST", "damage/(.+)", damage),
    ("POST", "unregister/(.+)", unregister),
)
