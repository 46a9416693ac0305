# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the jobs of .gitlab-ci.yml tell GitLab, and ask it. Standard library only.

gitlab.py note REPORT      write the report as a note of the merge request, or rewrite the note that is there
gitlab.py plan FILE        fetch the plan of the merge request that this commit came with
gitlab.py issue REPORT     open an issue with the report, or rewrite the one that is open
gitlab.py settled          close that issue

`issue` and `settled` know their issue by its label, which may be named behind them, and then the title for a new one. Where report.json beside the report
tells of new findings, a note says so, since nobody is told of a description that was rewritten.

GITLAB_TOKEN is a project access token; the rest of the environment is what GitLab gives to every job.
"""

from __future__ import annotations

import json
import os
import pathlib
import sys
import urllib.parse
import urllib.request
from typing import Any

MARKER = "<!-- pidops.datacite plan"
LABEL, TITLE = "doi-drift", "DOIs differ from their declarations"
NO_REPORT = f"{MARKER} -->\nThere is no report. The pipeline says why."


def ask(method: str, path: str, **fields: Any) -> bytes:
    """The body of GitLab's answer about something of this project."""
    url = f"{os.environ['CI_API_V4_URL']}/projects/{os.environ['CI_PROJECT_ID']}/{path}"
    headers = {"PRIVATE-TOKEN": os.environ["GITLAB_TOKEN"], "Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(fields).encode() if fields else None, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as response:
        return bytes(response.read())


def listed(path: str, **query: Any) -> list[dict[str, Any]]:
    """All pages of a list of GitLab's."""
    found: list[dict[str, Any]] = []
    for page in range(1, 1000):
        rows = json.loads(ask("GET", f"{path}?{urllib.parse.urlencode({**query, 'per_page': 100, 'page': page})}"))
        found += rows
        if len(rows) < 100:
            break
    return found


def report(file: str) -> str:
    """The report, with a link to this pipeline."""
    path = pathlib.Path(file)
    text = path.read_text(encoding="utf-8") if path.exists() else NO_REPORT
    return f"{text}\n\n[The pipeline, with the whole report]({os.environ['CI_PIPELINE_URL']})\n"


def note(file: str) -> None:
    """Write or rewrite the note of the merge request."""
    notes = f"merge_requests/{os.environ['CI_MERGE_REQUEST_IID']}/notes"
    there = [row["id"] for row in listed(notes) if row["body"].startswith(MARKER)]
    if there:
        ask("PUT", f"{notes}/{there[0]}", body=report(file))
    else:
        ask("POST", notes, body=report(file))


def plan(file: str) -> None:
    """Fetch the plan that the merge request's last pipeline has made."""
    commit = os.environ["CI_COMMIT_SHA"]
    merged = [row for row in listed(f"repository/commits/{commit}/merge_requests") if row["state"] == "merged"]
    if not merged:
        sys.exit(f"{commit} came without a merge request, so nobody has reviewed its plan. Revert it, and open one.")
    for pipeline in listed(f"merge_requests/{merged[0]['iid']}/pipelines"):
        jobs = [job["id"] for job in listed(f"pipelines/{pipeline['id']}/jobs") if job["name"] == "plan" and job["status"] == "success"]
        if pipeline["sha"] == merged[0]["sha"] and jobs:
            path = pathlib.Path(file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(ask("GET", f"jobs/{jobs[0]}/artifacts/build/plan.json"))
            return
    sys.exit(f"There is no plan of {merged[0]['sha']} that has succeeded. Run the pipeline of its merge request again, and then this one.")


def issue(file: str, label: str = LABEL, title: str = TITLE) -> None:
    """Open or rewrite the issue."""
    there = listed("issues", labels=label, state="opened")
    if not there:
        ask("POST", "issues", title=title, labels=label, description=report(file))
        return
    ask("PUT", f"issues/{there[0]['iid']}", description=report(file))
    new = new_findings(pathlib.Path(file).with_name("report.json"))
    if new:
        ask("POST", f"issues/{there[0]['iid']}/notes", body=f"New since the last run: {new}. {os.environ['CI_PIPELINE_URL']}")


def new_findings(path: pathlib.Path) -> int:
    """How many findings of a compliance report the run before did not have."""
    if not path.exists():
        return 0
    return json.loads(path.read_text(encoding="utf-8")).get("new") or 0


def settled(label: str = LABEL) -> None:
    """Close the issue, if there is one."""
    for row in listed("issues", labels=label, state="opened"):
        ask("PUT", f"issues/{row['iid']}", state_event="close")


if __name__ == "__main__":
    {"note": note, "plan": plan, "issue": issue, "settled": settled}[sys.argv[1]](*sys.argv[2:])
