# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do without the collection: a loop of `ansible.builtin.uri`, and a program with the PyPI package `datacite`.

Both only read, one request per DOI; neither compares, nor reads a file. They are run on some of the DOIs, and the time for all is worked out from that.

    python peers.py URL ACCOUNT PASSWORD NUMBER       prints the seconds that the package takes for so many DOIs
"""

from __future__ import annotations

import pathlib
import sys
import time
import urllib.parse

import records


def uri_loop(ansible: object, url: str, account: tuple[str, str], number: int) -> float:
    """Seconds of a playbook that reads so many DOIs."""
    task = {
        "name": "Read",
        "ansible.builtin.uri": {
            "url": url + "/dois/{{ item }}?affiliation=true&publisher=true",
            "url_username": account[0],
            "url_password": account[1],
            "force_basic_auth": True,
            "return_content": True,
        },
        "loop": [urllib.parse.quote(records.name(place), safe="") for place in range(number)],
        "no_log": True,
    }
    seconds: float = ansible.tasks(task).seconds  # type: ignore[attr-defined]
    return seconds


def client(url: str, account: tuple[str, str], number: int, folder: pathlib.Path) -> float:
    """Seconds that a process of its own takes for so many DOIs, without its start."""
    from programs import clean_environment, run

    return float(run([sys.executable, __file__, url, *account, str(number)], folder, clean_environment()).output)


def main() -> None:
    from datacite import DataCiteRESTClient

    url, username, password, number = sys.argv[1:]
    asked = DataCiteRESTClient(username=username, password=password, prefix=records.PREFIX, url=url)
    began = time.perf_counter()
    for place in range(int(number)):
        asked.get_metadata(records.name(place))
    print(time.perf_counter() - began)


if __name__ == "__main__":
    main()
