# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""DataCite as one account sees it: the identity and the DOIs of a session in one thing, which is what planning asks for."""

from __future__ import annotations

import urllib.parse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from .activities import activities_of
from .answer import Answer
from .conversions import Conversions
from .dois import Dois
from .errors import DataCiteError, ErrorEntry, ErrorKind
from .identity import Identity, is_member
from .pace import private_folders

if TYPE_CHECKING:
    from .session import Session

RECENT_ACTIVITIES: Final = 25


class Registry:
    """Reads and writes the DOIs of the account that is proven to be asking. Every method raises `failure`."""

    failure: type[DataCiteError] = DataCiteError

    def __init__(self, session: Session) -> None:
        self._session = session
        self._dois = Dois(session)
        self.identity = Identity(session)
        self._conversions = Conversions(private_folders(), session.connection.api_url)

    @property
    def account(self) -> str:
        """The proven account, in lower case."""
        return self.identity.prove()

    def prove(self) -> str:
        """The account, proven to be a repository's that may write as far as is known; asks only where no answer has named it yet."""
        account = self.identity.prove()
        if is_member(account):
            raise self._unable(account, "it is a member's account, and members cannot write DOIs", "Use the account of the repository that holds the DOI.")
        known = self.identity.known(account)
        if known is not None and not known.is_active:
            raise self._unable(account, "the repository is not active", "Only its member can make it active again; until then DataCite refuses all writes.")
        return account

    def prove_anew(self) -> str:
        """See `Identity.prove_anew`."""
        return self.identity.prove_anew()

    def read(self, doi: str) -> Answer | None:
        """See `Dois.read`."""
        return self._dois.read(doi)

    def validate(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """See `Dois.validate`."""
        return self._dois.validate(doi, attributes)

    def convert(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """As `validate`; what DataCite has answered before is not asked again."""
        return self._conversions.answer({"doi": doi, **attributes}, self._session.version, lambda: self.validate(doi, attributes))

    def create(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """See `Dois.create`; in the account's own repository."""
        try:
            return self._dois.create(doi, attributes, self.account)
        except DataCiteError as error:
            raise self._explained(error) from None

    def update(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """See `Dois.update`."""
        try:
            return self._dois.update(doi, attributes)
        except DataCiteError as error:
            raise self._explained(error) from None

    def delete(self, doi: str) -> Answer:
        """See `Dois.delete`."""
        try:
            return self._dois.delete(doi)
        except DataCiteError as error:
            raise self._explained(error) from None

    def activity(self, request_id: str) -> bool:
        """Whether the write with this request id is known to have changed something."""
        return self._dois.activity(request_id) is not None

    def handles(self) -> list[str] | None:
        """See `Dois.handles`."""
        return self._dois.handles()

    def handle(self, doi: str) -> str | None:
        """See `Dois.get_url`."""
        return self._dois.get_url(doi)

    def history(self, doi: str) -> tuple[Mapping[str, Any], ...]:
        """Who changed what, newest first, at most the last 25: see `activities_of`. One request."""
        return tuple(activities_of(self._dois.activities(doi, RECENT_ACTIVITIES)))

    def permit(self, doi: str, *, create: bool, page: str | None, ask: bool) -> None:
        """Raise where the account's own facts tell that DataCite would refuse to write this DOI, with the landing page `page` (None: it does not matter).

        Only what is known already counts, unless `ask` allows for a request. Source: https://support.datacite.org/docs/managing-repositories
        """
        account = self.prove()
        repository = self.identity.repository(account) if ask else self.identity.known(account)
        if repository is None:
            return
        self.prove()
        prefix = doi.partition("/")[0]
        if create and prefix not in repository.prefixes:
            held = ", ".join(sorted(repository.prefixes)) or "none"
            where = self._session.connection.where
            words = f"The prefix {prefix} does not belong to {account} on {where}; its prefixes: {held}"
            raise self._unable(doi, words, "Correct the prefix, or use the account of the repository that holds it.")
        if page is not None and not _allowed(page, repository.domains):
            words = f"the landing page {page} is not under the domains of {account}: {repository.domains}"
            raise self._unable(doi, words, "Correct the url, or have the repository's domains changed by its member.")

    def _explained(self, error: DataCiteError) -> DataCiteError:
        """A 403 says nothing about its reason; the repository's own facts mostly do, at the price of one read."""
        if error.kind is not ErrorKind.FORBIDDEN:
            return error
        try:
            self.permit(error.doi or "", create=error.method == "POST", page=None, ask=True)
        except DataCiteError as reason:
            if reason.kind is ErrorKind.FORBIDDEN:
                error.advice = f"{reason.said}. {reason.advice}"
                error.account_wide = reason.account_wide
        return error

    def _unable(self, subject: str, words: str, advice: str) -> DataCiteError:
        where, account = self._session.connection.where, self.account
        entry = ErrorEntry(None, f"{subject}: {words}")
        return DataCiteError(
            ErrorKind.FORBIDDEN, method="GET", path=f"/repositories/{account}", where=where, entries=(entry,), account=account, advice=advice,
            account_wide=subject == account,
        )


def _allowed(page: str, domains: str) -> bool:
    """Whether the host of a landing page is among a repository's domains: `*`, or names and `*.name` patterns with commas between them."""
    listed = [domain.strip().lower() for domain in domains.split(",") if domain.strip()]
    if not listed or "*" in listed:
        return True
    host = (urllib.parse.urlsplit(page).hostname or "").lower()
    return any(host.endswith(domain[1:]) if domain.startswith("*.") else host == domain for domain in listed)
