# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an error says to whoever must act."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorEntry, ErrorKind

WHERE = "the DataCite test system (https://api.test.datacite.org)"


def error(kind: ErrorKind, method: str = "PUT", path: str = "/dois/10.5438%2F0012", **more) -> DataCiteError:
    return DataCiteError(kind, method=method, path=path, where=WHERE, **more)


def test_it_tells_what_was_asked_what_was_said_and_what_to_do() -> None:
    told = str(error(ErrorKind.REFUSED, status=422, entries=(ErrorEntry("url", "Can't be blank"), ErrorEntry(None, "Second"))))
    assert told == (
        "PUT /dois/10.5438/0012 on the DataCite test system (https://api.test.datacite.org): DataCite refused the request (422): url: Can't be blank; Second. "
        "Correct what DataCite names and run again; the same request again would be refused again."
    )


def test_many_complaints_are_cut() -> None:
    told = error(ErrorKind.REFUSED, status=422, entries=tuple(ErrorEntry("titles", f"no {number}") for number in range(25))).said
    assert told.endswith("titles: no 19; and 5 more")


@pytest.mark.parametrize("kind", list(ErrorKind))
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("answered", [True, False])
def test_every_kind_is_a_whole_sentence(kind: ErrorKind, method: str, answered: bool) -> None:
    told = str(error(kind, method, doi="10.5438/0012", answered=answered))
    assert told.startswith(f"{method} /dois/10.5438/0012 on the DataCite test system")
    assert told.endswith(".")
    assert ".." not in told
    assert "{" not in told


@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize("kind", [ErrorKind.UNAUTHENTICATED, ErrorKind.MISSING, ErrorKind.FORBIDDEN])
def test_where_the_credentials_may_be_the_reason_the_systems_are_named(kind: ErrorKind, method: str) -> None:
    assert WHERE in error(kind, method).advice
    assert "credentials of the test and of the production system are separate" in error(kind, method).advice


def test_a_missing_record_means_something_else_to_a_write() -> None:
    assert "To a write DataCite answers so where the password is wrong" in error(ErrorKind.MISSING, "PUT").advice
    assert "password is wrong" not in error(ErrorKind.MISSING, "GET").advice


def test_a_public_doi_cannot_be_deleted() -> None:
    assert "state: registered" in error(ErrorKind.NOT_ALLOWED, "DELETE", doi="10.5438/0012").advice


def test_a_lost_write_may_have_happened() -> None:
    assert "Whether the write happened is not known" in str(error(ErrorKind.UNAVAILABLE, answered=False))
    assert "Whether the write happened" not in str(error(ErrorKind.UNAVAILABLE, "GET", answered=False))
    assert "Whether the write happened" not in str(error(ErrorKind.UNAVAILABLE, "POST", "/dois/validate", answered=False))


@pytest.mark.parametrize(
    ("method", "path", "writes"),
    [("GET", "/dois/x", False), ("HEAD", "/dois/x", False), ("POST", "/dois/validate", False), ("POST", "/dois", True), ("DELETE", "/dois/x", True)],
)
def test_what_counts_as_a_write(method: str, path: str, writes: bool) -> None:
    assert error(ErrorKind.REFUSED, method, path).is_write is writes


def test_refused_is_a_no_in_words() -> None:
    assert error(ErrorKind.REFUSED, status=500).refused
    assert error(ErrorKind.FORBIDDEN, status=403).refused
    assert not error(ErrorKind.UNAVAILABLE, status=502, answered=False).refused
    assert not error(ErrorKind.RATE_LIMITED, status=429).refused
    assert not error(ErrorKind.UNREACHABLE).refused
    assert error(ErrorKind.CONFLICT, status=409).taken
