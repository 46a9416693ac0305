# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the sandbox serves a large repository, and whether its memory grows with the pages served.

    python tests/benchmark/sandbox_pages.py --dois 100000

Prints figures; asserts nothing.
"""

from __future__ import annotations

import argparse
import http.client
import json
import pathlib
import re
import statistics
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from sandbox_server import Sandbox, running_sandbox

SIZE = 1000
SWITCHES = "disable-facets=true&affiliation=true&publisher=true"
ABSTRACT = "Tide gauge readings of one station over one month, with the corrections that were applied and the sensors' own state. " * 6


def record(number: int) -> dict[str, object]:
    """A findable record of middling size."""
    return {
        "doi": f"10.82001/bench-{number:06d}",
        "state": "findable",
        "url": f"https://example.org/bench/{number}",
        "creators": [
            {
                "name": f"Okafor, Ngozi {place}",
                "nameType": "Personal",
                "givenName": "Ngozi",
                "familyName": f"Okafor {place}",
                "affiliation": [{"name": "Institute of Tides", "affiliationIdentifier": "https://ror.org/04wxnsj81", "affiliationIdentifierScheme": "ROR"}],
                "nameIdentifiers": [
                    {"nameIdentifier": "https://orcid.org/0000-0001-5000-0007", "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
                ],
            }
            for place in range(3)
        ],
        "titles": [{"title": f"Tide gauge readings, station {number}"}],
        "publisher": {"name": "Sea archive"},
        "publicationYear": 2024,
        "types": {"resourceTypeGeneral": "Dataset", "ris": "DATA", "bibtex": "misc", "citeproc": "dataset", "schemaOrg": "Dataset"},
        "subjects": [{"subject": f"tide {number % 7}"}, {"subject": "sea level"}],
        "descriptions": [{"description": ABSTRACT, "descriptionType": "Abstract"}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "xml": "PHJlc291cmNlLz4=",
    }


def get(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Seconds and body of one request."""
    began = time.perf_counter()
    connection.request("GET", path)
    content = connection.getresponse().read()
    return time.perf_counter() - began, content


def memory(sandbox: Sandbox) -> float:
    """Resident memory of the sandbox in MB, where the system tells."""
    try:
        status = pathlib.Path(f"/proc/{sandbox.pid}/status").read_text("utf-8")
    except OSError:
        return 0.0
    return int(re.findall(r"VmRSS:\s*(\d+)", status)[0]) / 1024


def walk(connection: http.client.HTTPConnection, more: str) -> tuple[list[float], int, int]:
    """Times of all pages of a cursor walk, rows and bytes."""
    path, times, rows, size = f"/dois?client-id=pidops.lab&page%5Bsize%5D={SIZE}&page%5Bcursor%5D=1&{more}", [], 0, 0
    while path:
        seconds, content = get(connection, path)
        answer = json.loads(content)
        times.append(seconds)
        rows, size = rows + len(answer["data"]), size + len(content)
        following = answer["links"].get("next")
        cursor = urllib.parse.parse_qs(urllib.parse.urlsplit(following).query)["page[cursor]"][0] if following and answer["data"] else None
        path = f"/dois?client-id=pidops.lab&page%5Bsize%5D={SIZE}&page%5Bcursor%5D={urllib.parse.quote(cursor)}&{more}" if cursor else ""
    return times, rows, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dois", type=int, default=100_000)
    options = parser.parse_args()
    began = time.perf_counter()
    with running_sandbox() as sandbox:
        print(f"started in {time.perf_counter() - began:.2f} s, {memory(sandbox):.0f} MB")
        began = time.perf_counter()
        for start in range(0, options.dois, 5000):
            sandbox.control("seed", {"records": [record(number) for number in range(start, min(start + 5000, options.dois))]})
        print(f"{options.dois} records planted in {time.perf_counter() - began:.1f} s, {memory(sandbox):.0f} MB")
        connection = http.client.HTTPConnection(sandbox.base_url.partition("//")[2])
        for name, more in (
            ("list rows", SWITCHES),
            ("with detail=true", SWITCHES + "&detail=true"),
            ("with two fields", SWITCHES + "&fields%5Bdois%5D=url,state"),
            ("names of affiliations", "disable-facets=true"),
        ):
            times, rows, size = walk(connection, more)
            print(
                f"{name}: {len(times)} pages, {rows} rows, {size / 1e6:.0f} MB; a page takes {statistics.median(times):.3f} s, at most {max(times):.3f} s;"
                f" {memory(sandbox):.0f} MB"
            )
        for name, path in (
            ("one word in titles", "query=titles.title:4711"),
            ("facets", "disable-facets=false"),
            ("offset page 10", "page%5Bnumber%5D=10&page%5Bsize%5D=1000"),
        ):
            print(f"{name}: {get(connection, '/dois?' + path)[0]:.3f} s")
        single = [get(connection, f"/dois/10.82001/bench-{number:06d}")[0] for number in range(min(options.dois, 2000))]
        print(f"single read: {statistics.median(single) * 1000:.2f} ms")


if __name__ == "__main__":
    main()
