# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents in six formats, sent as `xml`: the sandbox makes of them what DataCite's back end made of them, seen through the whole server."""

from __future__ import annotations

import base64
import collections
import json
from typing import Any

import pytest
import requests

import played_datacite
from conftest import observed
from sandbox_server import LAB, Sandbox

KERNEL = "http://datacite.org/schema/kernel-4"
QUERY = "?affiliation=true&publisher=true"
UNCOMPARED = {"doi", "prefix", "suffix", "xml", "created", "registered", "updated", "metadataVersion", "landingPage", "state", "isActive", "published"}


class Client:
    def __init__(self, base_url: str) -> None:
        self.base_url, self.session = base_url, requests.Session()
        self.session.auth, self.session.trust_env = LAB, False

    def write(self, method: str, path: str, **attributes: Any) -> tuple[int, Any]:
        response = self.session.request(method, f"{self.base_url}{path}{QUERY}", json={"data": {"type": "dois", "attributes": attributes}}, timeout=30)
        return response.status_code, _json(response)

    def read(self, doi: str) -> int:
        return self.session.get(f"{self.base_url}/dois/{doi}{QUERY}", timeout=30).status_code


def pairs() -> list[dict[str, Any]]:
    return [json.loads(line) for line in observed("formats/pairs.jsonl").read_text("utf-8").splitlines()]


def encoded(pair: dict[str, Any]) -> str:
    return base64.b64encode(pair["input"].encode()).decode()


def otherwise(answer: Any, wanted: dict[str, Any]) -> list[str]:
    """The attributes that an answer shows otherwise than wanted; without a value is without a value, however it is written."""
    found = shown(answer)
    return [name for name, value in wanted.items() if name not in UNCOMPARED and (found.get(name) or None) != (value or None)]


def _json(response: requests.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return {}


def shown(answer: Any) -> dict[str, Any]:
    data = answer.get("data") if isinstance(answer, dict) else None
    return data.get("attributes") or {} if isinstance(data, dict) else {}


def differences(client: Client, pair: dict[str, Any], doi: str) -> list[str]:
    """What goes otherwise with one document: as a draft, in validate, and published at once."""
    xml = encoded(pair)
    found = []
    status, answer = client.write("POST", "/dois", doi=doi, xml=xml)
    if status != pair["status"]:
        return [f"status {status}, not {pair['status']}"]
    wanted = pair.get("attributes") or {}
    found += [name for name, value in wanted.items() if name not in UNCOMPARED and shown(answer).get(name) != value]
    if pair.get("then_get") and client.read(doi) != pair["then_get"]:
        found.append("then_get")
    judged = pair.get("validate") or {}
    status, answer = client.write("POST", "/dois/validate", doi=doi, xml=xml)
    if ("errors" in judged) != (status != 200 or "errors" in answer):
        found.append("validate")
    published = pair.get("publish") or {}
    status, answer = client.write("PUT", f"/dois/{doi}-public", doi=f"{doi}-public", xml=xml, url="https://example.org/x", event="publish")
    if published and status != published["status"]:
        found.append(f"publish: {status}, not {published['status']}")
    return found


def test_documents_become_what_they_became(sandbox: Sandbox, figure):
    client = Client(sandbox.base_url)
    total, equal, kinds = collections.Counter(), collections.Counter(), collections.Counter()
    told = []
    for number, pair in enumerate(pairs()):
        found = differences(client, pair, f"10.82001/pair-{number}")
        kind = "DataCite XML" if pair["format"].startswith("datacite") else "others"
        total[kind] += 1
        equal[kind] += not found
        kinds.update({text.partition(":")[0] for text in found})
        told += [f"{pair['name']}: {', '.join(found)}"] if found else []
    figure("; ".join(f"{kind}: {equal[kind]} of {total[kind]} equal" for kind in total) + f"; {dict(kinds)}")
    assert equal["DataCite XML"] >= 0.97 * total["DataCite XML"], "\n".join(told)
    assert equal["others"] >= 0.97 * total["others"], "\n".join(told)


def test_validate_shows_what_a_write_would_store(sandbox: Sandbox, figure):
    client, told, compared = Client(sandbox.base_url), [], 0
    for number, pair in enumerate(pairs()):
        wanted = pair.get("attributes") if pair["validate"].get("same_as_answer") else pair["validate"].get("attributes")
        status, answer = client.write("POST", "/dois/validate", doi=f"10.82001/pair-{number}", xml=encoded(pair))
        if status != pair["validate"].get("status", 200):
            told.append(f"{pair['name']}: {status}, not {pair['validate'].get('status', 200)}")
        if wanted:
            compared += 1
            told += [f"{pair['name']}: {name}" for name in otherwise(answer, wanted)]
    figure(f"validate shows {compared} documents as a write would store them, save {len(told)}")
    assert not told, "\n".join(told)


def test_an_attribute_beside_a_document_wins_and_the_others_stay(sandbox: Sandbox):
    """With a schema version sent along, as whoever overlays a document does; the same errors for what cannot be read at all."""
    client, told, overlaid = Client(sandbox.base_url), [], 0
    titles = [{"title": "From beside"}]
    for number, pair in enumerate(pairs()):
        status, answer = client.write("POST", "/dois/validate", doi=f"10.82001/pair-{number}", xml=encoded(pair), titles=titles, schemaVersion=KERNEL)
        unread = pair["status"] in (404, 500)
        if status != (pair["status"] if unread else 200):
            told.append(f"{pair['name']}: {status}")
        elif shown(answer):
            overlaid += 1
            told += [f"{pair['name']}: {name}" for name in otherwise(answer, {**pair["attributes"], "titles": titles, "schemaVersion": KERNEL})]
        elif not unread and not answer.get("errors"):
            told.append(f"{pair['name']}: neither attributes nor errors")
    assert not told, "\n".join(told)
    assert overlaid > 300


def test_unixref_is_converted_by_validate_and_makes_a_written_record_vanish(sandbox: Sandbox):
    client = Client(sandbox.base_url)
    recognised = [pair for pair in pairs() if pair.get("then_get")]
    for number, pair in enumerate(recognised):
        doi, public = f"10.82001/vanishing-{number}", {"url": "https://example.org/x", "event": "publish"}
        status, answer = client.write("POST", "/dois/validate", doi=doi, xml=encoded(pair), publicationYear=2001, schemaVersion=KERNEL)
        assert status == 200
        assert (shown(answer)["publicationYear"], shown(answer)["creators"]) == (2001, pair["attributes"]["creators"]), pair["name"]
        assert client.read(doi) == 404
        assert client.write("POST", "/dois", doi=doi, xml=encoded(pair), publicationYear=2001, schemaVersion=KERNEL, **public)[0] == 201
        assert client.read(doi) == 404
    assert recognised


def test_the_played_datacite_answers_what_was_recorded(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch):
    """Even where the sandbox would read the document otherwise: here it reads every title wrongly."""
    read = played_datacite.converted
    monkeypatch.setattr(played_datacite, "converted", lambda text, doi: found | {"titles": []} if isinstance(found := read(text, doi), dict) else found)
    told, compared = [], 0
    with played_datacite.playing(sandbox) as datacite:
        client = Client(datacite.base_url)
        for number, pair in enumerate(pairs()):
            doi = f"10.82001/pair-{number}"
            datacite.plays(doi, pair)
            status, answer = client.write("POST", "/dois/validate", doi=doi, xml=encoded(pair))
            if status != pair["validate"].get("status", 200):
                told.append(f"{pair['name']}: {status}")
            elif shown(answer):
                compared += 1
                told += [f"{pair['name']}: {name}" for name in otherwise(answer, pair.get("attributes") or {})]
    assert not told, "\n".join(told)
    assert compared > 300


def test_the_played_datacite_lets_a_mended_attribute_and_those_beside_it_through(sandbox: Sandbox):
    pair = {
        "format": "ris",
        "input": "TY  - DATA\nDO  - 10.1234/a\nTI  - Tides\nAU  - Lind, Eva\nPY  - 2020\nPB  - Archive\nER  - \n", "validate": {},
        "attributes": {"titles": [], "creators": [{"name": "As recorded"}], "publisher": {"name": "As recorded"}, "publicationYear": 2020},
    }  # fmt: skip
    mended = {"input": pair["input"].replace("TI", "T1").replace("10.1234/a", "10.82001/a")}
    with played_datacite.playing(sandbox) as datacite:
        datacite.plays("10.82001/a", pair)
        sent = {"doi": "10.82001/a", "xml": encoded(mended), "publisher": {"name": "Beside"}, "language": None, "types": {"resourceTypeGeneral": "Dataset"}}
        _status, answer = Client(datacite.base_url).write("POST", "/dois/validate", schemaVersion=KERNEL, **sent)
    assert shown(answer)["titles"] == [{"title": "Tides"}]
    assert [one["name"] for one in shown(answer)["creators"]] == ["As recorded"]
    assert shown(answer)["publisher"] == {"name": "Beside"}
