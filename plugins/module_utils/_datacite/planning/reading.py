# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading the record that a declaration is about, and making sure that it may be believed. Private to the collection.

A wrong password is no error on reads: DataCite then shows what everybody may see, and an own draft looks like a missing DOI.
So a record is believed only from an answer that names the account, and a missing one only after the account was proven.
"""

from __future__ import annotations

from dataclasses import dataclass

from .record import Record, record
from .refusal import Refusal
from .registry import Registry, as_failure


@dataclass(frozen=True)
class Reading:
    """What was found: a record, nothing (both members empty), or a record that DataCite itself can no longer show (`unreadable`)."""

    record: Record | None = None
    unreadable: str | None = None


def read(registry: Registry, doi: str) -> Reading:
    """Read one DOI from the database; raises Refusal for another repository's record and for an answer about something else."""
    try:
        answer = registry.read(doi)
    except registry.failure as raised:
        failure = as_failure(raised)
        # A 500 in DataCite's own words is about this record; one of a gateway's is not an answer.
        if failure.status != 500 or not failure.answered:
            raise
        registry.prove()
        return Reading(unreadable=str(failure))
    if answer is None:
        return Reading()
    found = record(answer.document, doi)
    _refuse_anothers(registry, found)
    return Reading(record=found)


def _refuse_anothers(registry: Registry, found: Record) -> None:
    account = registry.account
    if found.owner == account:
        return
    if "." not in account:
        raise Refusal(
            f"{found.doi} belongs to the repository {found.owner}; {account} is a member account, and those cannot write DOIs. "
            f"Use the account of the repository {found.owner}."
        )
    raise Refusal(
        f"{found.doi} is {found.state.value} and belongs to the repository {found.owner or '(none)'}, not to {account}. "
        "Only its own repository can change it; look whether the DOI is spelled as it is meant."
    )
