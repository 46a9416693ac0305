# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real records, under their real names, as documents beside their catalogue: together as one by one, and in few requests."""

from __future__ import annotations

import pathlib
from collections.abc import Callable

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.renderings import rendering
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.export_documents import mark_of_text
from unit.plugins.modules.test_export_round_trip import lines, repository, seeded

EVERY = 9
FORMS = ("bibtex", "citeproc", "codemeta", "crosscite", "datacite_json", "datacite_xml", "ris", "schema_org")


@pytest.mark.parametrize("form", FORMS)
def test_together_as_one_by_one(form: str, tmp_path: pathlib.Path, figure: Callable[[str], None]) -> None:
    accepted, refused = lines(0)
    # The XML of records that were refused was not observed.
    chosen = [line for group in ((accepted,) if form == "datacite_xml" else (accepted, refused)) for line in group[::2]]
    with repository(tmp_path / "catalogue", [seeded(line) for line in chosen], set()) as exporter:
        folder = tmp_path / "documents"
        result = exporter.done(documents={form: str(folder)})
        counts = result["documents"]["counts"]
        assert counts["created"] == len(chosen) and not counts["failed"] and not counts["kept"], result["documents"]["failed"][:3]
        asked = len(exporter.requests())
        again = exporter.done(documents={form: str(folder)})
        assert not again["changed"] and again["documents"]["counts"]["unchanged"] == len(chosen) and len(exporter.requests()) == 2
        files = {entry["doi"]: entry["file"] for entry in result["documents"]["files"]}
        with Session(connection({"api_url": exporter.sandbox.base_url, "username": exporter.repository, "password": "exporter-secret"})) as session:
            for doi, file in sorted(files.items())[::EVERY]:
                single = rendering(session, doi, form).text
                assert single is not None and mark_of_text(pathlib.Path(file).read_bytes().decode()) == mark_of_text(single), doi
        figure(f"{form}: {len(chosen)} documents in {asked - 2} requests beside those of the export")
        assert asked - 2 <= len(chosen) / 10
