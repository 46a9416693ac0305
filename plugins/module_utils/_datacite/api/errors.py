# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What went wrong between us and DataCite: one exception, told so that the reader knows what to do next."""

from __future__ import annotations

import dataclasses
import enum
import urllib.parse
from typing import Final

#: Methods that change nothing, whatever the path.
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
ENTRIES_TOLD: Final = 20
TITLE_TOLD: Final = 600


class ErrorKind(enum.Enum):
    """What an error means for the caller, whatever status and body it came in."""

    UNAUTHENTICATED = "unauthenticated"  #: wrong, missing or revoked credentials
    FORBIDDEN = "forbidden"  #: known, but not allowed to do this
    MISSING = "missing"  #: 404, 410; on a write rather wrong credentials than a missing DOI
    NOT_ALLOWED = "not allowed"  #: 405: a DOI that is no draft cannot be deleted
    REFUSED = "refused"  #: 400, 422, 500 with a JSON body and the like; never repeated
    CONFLICT = "conflict"  #: 409, and 422 "already been taken": somebody made it in the meantime
    RATE_LIMITED = "rate limited"  #: 429, or the firewall's 403; the request was not carried out
    UNAVAILABLE = "unavailable"  #: HTML or empty 5xx, time-out, dropped connection
    UNREACHABLE = "unreachable"  #: no connection was made; the request was not sent
    MISCONFIGURED = "misconfigured"  #: the libraries could not even begin (proxy settings, certificate bundle); not sent
    UNTRUSTED = "untrusted"  #: the server's certificate is not trusted; the request was not sent
    TOO_LARGE = "too large"  #: 413, 414
    REDIRECTED = "redirected"  #: 3xx: credentials are not taken to another address
    NONSENSE = "nonsense"  #: an answer that cannot be DataCite's, or is cut short


@dataclasses.dataclass(frozen=True)
class ErrorEntry:
    """One complaint of DataCite's. `source` is an attribute in snake_case or None, `uid` the DOI or account that it is about."""

    source: str | None
    title: str
    status: int | None = None
    uid: str | None = None

    def __str__(self) -> str:
        title = self.title if len(self.title) <= TITLE_TOLD else self.title[: TITLE_TOLD - 1] + "…"
        return f"{self.source}: {title}" if self.source else title


class DataCiteError(Exception):
    """A request that did not do what it should.

    `answered` is False where nobody can say whether the request was carried out (lost answer, time-out, a gateway's HTML page, an unreadable answer); after
    any failed write the record must be read again before anything is said about it, as DataCite can store what it refuses.
    Texts from the server have been freed of credentials before they come here.
    """

    def __init__(
        self,
        kind: ErrorKind,
        *,
        method: str,
        path: str,
        where: str,
        status: int | None = None,
        entries: tuple[ErrorEntry, ...] = (),
        doi: str | None = None,
        request_id: str | None = None,
        answered: bool = True,
        attempts: int = 1,
        account: str | None = None,
        advice: str | None = None,
        account_wide: bool = False,
    ) -> None:
        super().__init__(kind, method, path)
        self.kind = kind
        self.method = method
        #: The path as it was sent, percent-encoded, without the server's address and without parameters.
        self.path = path
        self.where = where
        self.status = status
        self.entries = entries
        self.doi = doi
        self.request_id = request_id
        self.answered = answered
        #: How often the request was sent, this last time included.
        self.attempts = attempts
        #: The account that DataCite named in the answer; None where it named none.
        self.account = account
        #: It is known that the account may write nothing at all.
        self.account_wide = account_wide
        self.advice = advice or advise(kind, method=method, where=where, status=status, lost=self.is_write and not answered, doi=doi)

    @property
    def is_write(self) -> bool:
        """Whether the request may have changed something at DataCite."""
        return self.method not in READING and not self.path.endswith("/validate")

    @property
    def refused(self) -> bool:
        """DataCite understood and said no: a 4xx, or a 500 with a JSON body. It may have written all the same."""
        return self.answered and self.status is not None and self.status >= 400 and self.kind is not ErrorKind.RATE_LIMITED

    @property
    def taken(self) -> bool:
        """What was to be made exists already."""
        return self.kind is ErrorKind.CONFLICT

    @property
    def concerns_all(self) -> bool:
        """Every other request would fail likewise: what is wrong are the credentials, the account, the pace, the settings or the network."""
        return self.account_wide or self.kind in _CONCERN_ALL

    @property
    def said(self) -> str:
        """DataCite's own words, one complaint after the other; empty where it said nothing."""
        told = [str(entry) for entry in self.entries[:ENTRIES_TOLD]]
        if len(self.entries) > ENTRIES_TOLD:
            told.append(f"and {len(self.entries) - ENTRIES_TOLD} more")
        return "; ".join(told)

    def __str__(self) -> str:
        asked = f"{self.method} {urllib.parse.unquote(self.path)} on {self.where}"
        status = "" if self.status is None else f" ({self.status})"
        said = f": {self.said}" if self.said else ""
        tried = f" It was tried {self.attempts} times." if self.attempts > 1 else ""
        return f"{asked}: {_HAPPENED[self.kind]}{status}{said}{'' if said.endswith(('.', '…', '!', '?')) else '.'}{tried} {self.advice}"

    def __repr__(self) -> str:
        return f"DataCiteError({self.kind.name}, {self.method} {self.path}, status={self.status}, answered={self.answered})"


_CONCERN_ALL: Final = frozenset({
    ErrorKind.UNAUTHENTICATED, ErrorKind.RATE_LIMITED, ErrorKind.UNREACHABLE, ErrorKind.MISCONFIGURED, ErrorKind.UNTRUSTED, ErrorKind.REDIRECTED,
})

_HAPPENED: Final = {
    ErrorKind.UNAUTHENTICATED: "the credentials were not accepted",
    ErrorKind.FORBIDDEN: "DataCite does not allow this to the account",
    ErrorKind.MISSING: "DataCite knows no such thing",
    ErrorKind.NOT_ALLOWED: "DataCite does not allow this",
    ErrorKind.REFUSED: "DataCite refused the request",
    ErrorKind.CONFLICT: "it exists already",
    ErrorKind.RATE_LIMITED: "too many requests were made from this network address",
    ErrorKind.UNAVAILABLE: "there was no proper answer",
    ErrorKind.UNREACHABLE: "no connection could be made",
    ErrorKind.MISCONFIGURED: "the request could not be made",
    ErrorKind.UNTRUSTED: "the server's certificate is not trusted",
    ErrorKind.TOO_LARGE: "the request is too large",
    ErrorKind.REDIRECTED: "the server redirects to another address",
    ErrorKind.NONSENSE: "the answer cannot be understood",
}

SEPARATE: Final = "The credentials of the test and of the production system are separate"
LOST: Final = "Whether the write happened is not known: read the record again before it is written (run again)."


def advise(kind: ErrorKind, *, method: str, where: str, status: int | None, lost: bool, doi: str | None) -> str:
    """One or two sentences on what to do about an error of this kind; `lost` where it is open whether a write was carried out."""
    if kind is ErrorKind.NOT_ALLOWED and method == "DELETE" and doi:
        return "Only a draft can be deleted. A DOI that was public stays for ever: hide it (state: registered) and give it a tombstone page as url."
    if kind is ErrorKind.MISSING and method not in ("GET", "HEAD"):
        return (
            "To a write DataCite answers so where the password is wrong, the account is no repository, or the document that was sent holds no DOI. "
            f"Check the credentials for {where}. {SEPARATE}."
        )
    if kind is ErrorKind.TOO_LARGE and status == 414:
        return "Ask for fewer DOIs at once, or shorten the query."
    advice = _ADVICE[kind].format(where=where)
    return f"{advice} {LOST}" if lost else advice


_ADVICE: Final = {
    ErrorKind.UNAUTHENTICATED: "Check username and password, or token, for {where}. " + SEPARATE + ", and a revoked API key is refused like a wrong one.",
    ErrorKind.FORBIDDEN: (
        "A DOI can be written only by the repository that holds it, under a prefix of that repository, and only while the repository is active; "
        "a member account or another repository cannot. Check the account, the prefix and {where}. " + SEPARATE + "."
    ),
    ErrorKind.MISSING: (
        "Check the name. A DOI that is not findable is shown to its own repository only, so check also that username and password belong to {where}. "
        + SEPARATE
        + "."
    ),
    ErrorKind.NOT_ALLOWED: "DataCite does not offer this operation.",
    ErrorKind.REFUSED: "Correct what DataCite names and run again; the same request again would be refused again.",
    ErrorKind.CONFLICT: "Somebody else, or an earlier run, has made it. Read it again and decide anew (run again).",
    ErrorKind.RATE_LIMITED: "Wait five minutes and run again. Everything behind the same network address counts; a lower rate_limit leaves room for others.",
    ErrorKind.UNAVAILABLE: "Try again later; https://status.datacite.org tells about known trouble.",
    ErrorKind.UNREACHABLE: "Nothing was sent. Check the network, api_url, and the proxy that the environment names.",
    ErrorKind.MISCONFIGURED: (
        "DataCite was not asked. Check api_url, ca_path, and the proxy and certificate settings of the environment (HTTPS_PROXY, REQUESTS_CA_BUNDLE …)."
    ),
    ErrorKind.UNTRUSTED: "Nothing was sent. Give the certificate authority of your network or sandbox as ca_path.",
    ErrorKind.TOO_LARGE: "DataCite takes at most 10 MB in one request (compressed where it is more): shorten the metadata.",
    ErrorKind.REDIRECTED: "Credentials are not taken along to another address. Correct api_url if that address is the right one.",
    ErrorKind.NONSENSE: "Check that api_url is a DataCite REST API and that no proxy or portal answers in its place.",
}
