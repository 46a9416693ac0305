# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a write does to a record: from the stored record and the request's attributes to the record that is stored then, or a refusal.

The order is the back end's own: attributes are filtered, merged with the document in `xml` and assigned; XML is generated from them as they
were sent; they are brought into DataCite's form; the record is validated and stored. Where the XML changed, the form is made once more for the
answer only. A public record is then made known to the handle server; the first time that succeeds, the record is stored a second time.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from ..formats import datacite_writer, schema
from . import trips
from .checks import findings
from .columns import as_read_back, audited, audited_changes, camel_case, empty, is_foreign
from .loose import blank
from .merge import LATEST_SCHEMA, Assignment, assign, merged
from .normalise import normalised
from .refusal import Refused, invalid, no_method
from .states import is_public
from .whitelist import admitted

_NAMESPACE = re.compile(r"""xmlns(?::[\w.-]+)?\s*=\s*["'](http://datacite\.org/schema/kernel[^"']*)["']""")


@dataclasses.dataclass(frozen=True)
class Saved:
    """A write that went well.

    `record` is what the database holds now, `shown` what the answer shows (the two differ in rare cases); `audited` is what the activity of
    this write says: every audited column of a new record, `[old, new]` of each changed one otherwise; `audited_again` is the second activity,
    of the changes that registration at the handle server brought along (empty: none).
    """

    record: dict[str, Any]
    created: bool
    audited: dict[str, Any]
    shown: dict[str, Any]
    audited_again: dict[str, Any] = dataclasses.field(default_factory=dict)


def save(
    stored: dict[str, Any] | None, request: Any, *, doi: str, now: str, domains: str = "*", repository: str = "", taken: bool = False,
    reachable: bool = True,
) -> Saved:  # fmt: skip
    """Create (`stored` is None) or update a record with `request`, the body's `data.attributes` as parsed.

    `doi` is the name of the record, `taken` says that a new record's name exists already, `reachable` that the handle server answers.
    Raises Refused; where its `damaged` is set, that record is stored all the same.
    """
    assignment = _assignment(request, doi)
    before = stored if stored is not None else empty(doi)
    if stored is not None and blank(assignment.columns.get("schema_version")):
        kept = stored["schema_version"]
        assignment.columns["schema_version"] = LATEST_SCHEMA if kept is None else kept
    record = _prepared(before, assignment)
    found = findings(
        record, new=stored is None, only_validate=False, must_validate=assignment.must_validate, taken=taken, domains=domains, repository=repository
    )
    _refuse(list(found), doi)
    record = {**record, "updated": now, "created": before["created"] or now, "source": "api" if blank(record["source"]) else record["source"]}
    trips.while_storing(record)
    shown = _with_new_version(before, record, doi)
    if shown is not record:
        record = {**record, "metadata_version": shown["metadata_version"]}
    return _committed(before, record, shown, created=stored is None, now=now, reachable=reachable)


def validate(
    request: Any, *, doi: str | None, now: str, domains: str = "*", repository: str = ""
) -> dict[str, Any]:
    """The record that a creation would make, judged as if it were public; raises Refused(200, …) with the findings."""
    assignment = _assignment(request, doi)
    if not doi:
        raise no_method("downcase", None)
    record = _prepared(empty(doi), assignment)
    found = findings(record, new=True, only_validate=True, must_validate=False, taken=False, domains=domains, repository=repository)
    _refuse(list(found), doi, status=200)
    trips.while_answering(record)
    return record


def _assignment(request: Any, doi: str | None) -> Assignment:
    attributes = admitted(request)
    made_up = doi if blank(attributes.get("doi")) and not blank(attributes.get("prefix")) else None
    return merged(attributes, new_name=made_up)


def _prepared(before: dict[str, Any], assignment: Assignment) -> dict[str, Any]:
    """The record with the request's values assigned, its XML generated where it has to be, and in DataCite's form."""
    record = assign(before, assignment)
    if assignment.regenerate:
        trips.while_writing_xml(record)
        record["xml"] = datacite_writer.write(camel_case(record), record["doi"])
    return normalised(record)


def _refuse(found: list[tuple[str, str]], doi: str, *, status: int = 422) -> None:
    if found:
        raise invalid(found, doi, status=status)


def _with_new_version(before: dict[str, Any], record: dict[str, Any], doi: str) -> dict[str, Any]:
    """Where the XML changed, it becomes a version of its own, which is validated (drafts exempt) and makes one more pass over the record."""
    xml = record["xml"]
    if blank(xml) or xml == before["xml"]:
        return record
    namespace = _NAMESPACE.search(xml)
    checked_already = record["schema_version"] in schema.CHECKED_VERSIONS
    if not namespace or (is_public(record["state"]) and not checked_already and _is_latest(namespace[1]) and not schema.valid(xml)):
        raise invalid([("metadata", "is invalid")], doi)
    newest = before["metadata_version"]
    return normalised({**record, "metadata_version": 0 if newest is None else newest + 1})


def _is_latest(namespace: str) -> bool:
    return namespace.rpartition("/")[2] == LATEST_SCHEMA.rpartition("/")[2]


def _committed(
    before: dict[str, Any], record: dict[str, Any], shown: dict[str, Any], *, created: bool, now: str, reachable: bool
) -> Saved:
    """What follows the commit: indexing, which can fail, and the handle server."""
    changes = audited(record) if created else audited_changes(before, record)
    again: dict[str, Any] = {}
    failure = trips.while_indexing(record)
    if failure:
        raise Refused(failure.status, failure.body, damaged=as_read_back(record))
    if is_public(record["state"]) and reachable and not is_foreign(record) and record["registered"] is None and not blank(record["url"]):
        first, record = record, {**normalised(shown), "registered": now, "updated": now}
        shown = record
        again = audited_changes(first, record)
    trips.while_answering(shown)
    return Saved(as_read_back(record), created, changes, shown, again)
