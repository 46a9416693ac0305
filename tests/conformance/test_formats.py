# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents in six formats, sent as `xml`: the sandbox makes of them what DataCite's back end made of them, seen through the whole server."""

from __future__ import annotations

import base64
import collections
import json
from typing import Any

import requests

from conftest import observed
from sandbox_server import LAB, Sandbox

QUERY = "?affiliation=true&publisher=true"
UNCOMPARED = {"doi", "prefix", "suffix", "xml", "created", "registered", "updated", "metadataVersion", "landingPage", "state", "isActive", "published"}


class Client:
    def __init__(self, sandbox: Sandbox) -> None:
        self.base_url, self.session = sandbox.base_url, requests.Session()
        self.session.auth, self.session.trust_env = LAB, False

    def write(self, method: str, path: str, **attributes: Any) -> tuple[int, Any]:
        response = self.session.request(method, f"{self.base_url}{path}{QUERY}", json={"data": {"type": "dois", "attributes": attributes}}, timeout=30)
        return response.status_code, _json(response)

    def read(self, doi: str) -> int:
        return self.session.get(f"{self.base_url}/dois/{doi}{QUERY}", timeout=30).status_code


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
    xml = base64.b64encode(pair["input"].encode()).decode()
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
    client = Client(sandbox)
    total, equal, kinds = collections.Counter(), collections.Counter(), collections.Counter()
    told = []
    for number, line in enumerate(observed("formats/pairs.jsonl").read_text("utf-8").splitlines()):
        pair = json.loads(line)
        found = differences(client, pair, f"10.82001/pair-{number}")
        kind = "DataCite XML" if pair["format"].startswith("datacite") else "others"
        total[kind] += 1
        equal[kind] += not found
        kinds.update({text.partition(":")[0] for text in found})
        told += [f"{pair['name']}: {', '.join(found)}"] if found else []
    figure("; ".join(f"{kind}: {equal[kind]} of {total[kind]} equal" for kind in total) + f"; {dict(kinds)}")
    assert equal["DataCite XML"] >= 0.95 * total["DataCite XML"], "\n".join(told)
    assert equal["others"] >= 0.80 * total["others"], "\n".join(told)
