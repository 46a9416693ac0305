# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the example pipelines ask of GitLab: notes, issues, and the way from a commit to the plan of its merge request."""

from __future__ import annotations

import http.server
import json
import pathlib
import urllib.parse

TOKEN = "glpat-example"
LABELS = ("doi-drift", "doi-compliance")


class GitLab(http.server.BaseHTTPRequestHandler):
    """Answers for one project."""

    server: GitLabServer

    def do_GET(self):
        """Lists, of one page each, and one artifact."""
        path, _unused, query = self.path.removeprefix("/api/v4/projects/5/").partition("?")
        asked = urllib.parse.parse_qs(query)
        if path == "jobs/31/artifacts/build/plan.json":
            return self.answer(self.server.plan())
        label = asked.get("labels", [""])[0]
        rows = {
            "merge_requests/3/notes": [{"id": index, "body": body} for index, body in enumerate(self.server.notes)],
            "issues": [{"iid": LABELS.index(label) + 1}] if label in self.server.issues else [],
            f"repository/commits/{self.server.head}/merge_requests": [{"iid": 3, "state": "merged", "sha": self.server.head}],
            "merge_requests/3/pipelines": [{"id": 20, "sha": "another"}, {"id": 21, "sha": self.server.head}],
            "pipelines/21/jobs": [{"id": 30, "name": "check", "status": "success"}, {"id": 31, "name": "plan", "status": "success"}],
        }.get(path, [])
        return self.answer(json.dumps(rows if asked.get("page", ["1"]) == ["1"] else []).encode())

    def do_POST(self):
        """A note of the merge request or of an issue, or an issue."""
        said = self.said()
        if "/merge_requests/" in self.path:
            self.server.notes.append(said["body"])
        elif self.path.endswith("/notes"):
            self.server.told.append((self.label(-2), said["body"]))
        else:
            self.server.issues[said["labels"]] = said["description"]
        self.answer(b"{}")

    def do_PUT(self):
        """Another text for a note or an issue, or the end of an issue."""
        said = self.said()
        if "/notes/" in self.path:
            self.server.notes[int(self.path.rpartition("/")[2])] = said["body"]
        elif said.get("state_event") == "close":
            del self.server.issues[self.label(-1)]
        else:
            self.server.issues[self.label(-1)] = said["description"]
        self.answer(b"{}")

    def label(self, part):
        """The label of the issue whose number is that part of the path."""
        return LABELS[int(self.path.split("/")[part]) - 1]

    def said(self):
        """The fields that were sent."""
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, body):
        """The body, for those who have the token."""
        accepted = self.headers["PRIVATE-TOKEN"] == TOKEN
        self.send_response(200 if accepted else 401)
        self.end_headers()
        self.wfile.write(body if accepted else b"{}")

    def log_message(self, *_unused):
        """Tells nobody."""


class GitLabServer(http.server.ThreadingHTTPServer):
    """A GitLab with one project. `notes` are those of its merge request, `issues` the open ones by label, `told` the notes of issues."""

    def __init__(self, artifacts: pathlib.Path):
        super().__init__(("127.0.0.1", 0), GitLab)
        self.notes: list[str] = ["Somebody else's note"]
        self.issues: dict[str, str] = {}
        self.told: list[tuple[str, str]] = []
        self.head = ""
        self.plan = (artifacts / "plan" / "build" / "plan.json").read_bytes
