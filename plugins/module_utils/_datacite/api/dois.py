# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""DOIs, one at a time: read from DataCite's database, written, and asked about. Knows no metadata: attributes go and come as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from .answer import Answer
from .errors import DataCiteError, ErrorEntry, ErrorKind
from .paths import doi_path, quoted

if TYPE_CHECKING:
    from .session import Session

#: Without these, DataCite flattens affiliations and publisher to text. In lower case: anything but `true` is false.
LOSSLESS: Final[Mapping[str, str]] = {"affiliation": "true", "publisher": "true"}
ACTIVITIES_PER_PAGE: Final = 1000
#: How much longer than the connection's time-out the handle server's list may take to begin.
HANDLES_PATIENCE: Final = 2.5


class Dois:
    """Every method raises `DataCiteError`, and `UnaddressableName` for a name that no path leads to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, doi: str) -> Answer | None:
        """The record as the database has it; None where DataCite shows none (missing, hidden from this account, or the password is wrong)."""
        answer = self._found(doi_path(doi), params=LOSSLESS, doi=doi)
        return None if answer is None else self._checked(answer, doi, "GET")

    def create(self, doi: str, attributes: Mapping[str, Any], repository: str) -> Answer:
        """Make a DOI that must not exist (CONFLICT where it does). Never repeated: whether a lost one was made must be read."""
        document = _document({**attributes, "doi": doi})
        document["data"]["relationships"] = {"client": {"data": {"type": "clients", "id": repository.lower()}}}
        doi_path(doi)
        answer = self._session.request("POST", "/dois", params=LOSSLESS, document=document, repeatable=False, doi=doi)
        return self._checked(answer, doi, "POST")

    def update(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """Change what is given and nothing else. Repeated after a lost answer only where it is values alone, without an `event`.

        DataCite makes a DOI that does not exist from this; only an existing one should be updated.
        """
        repeatable = not {"event", "mode"} & set(attributes)
        answer = self._session.request("PUT", doi_path(doi), params=LOSSLESS, document=_document(attributes), repeatable=repeatable, doi=doi)
        return self._checked(answer, doi, "PUT")

    def delete(self, doi: str) -> Answer:
        """Delete a draft. A repetition that finds nothing has succeeded: its answer has the status 404 and no document."""
        try:
            return self._session.request("DELETE", doi_path(doi), repeatable=True, doi=doi)
        except DataCiteError as error:
            if error.kind is ErrorKind.MISSING and error.attempts > 1:
                return Answer(404, {}, None, "", error.request_id, None, error.attempts)
            raise

    def validate(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """What a write would store (`attributes` of the answer), or why it would be refused (`entries`). Stores nothing."""
        doi_path(doi)
        return self._session.request("POST", "/dois/validate", params=LOSSLESS, document=_document({**attributes, "doi": doi}), repeatable=True, doi=doi)

    def activity(self, request_id: str) -> Answer | None:
        """What the write with this request id changed; None where it changed nothing, or is not recorded yet."""
        return self._found(f"/activities/{quoted(request_id)}", params={"publisher": "true"})

    def activities(self, doi: str, most: int = ACTIVITIES_PER_PAGE) -> Answer:
        """Who changed what, newest first, at most the last `most` (1,000). DataCite finds them by the lower-case name only."""
        params = {"page[size]": str(most), "publisher": "true"}
        return self._session.request("GET", doi_path(doi.lower(), "activities"), params=params, doi=doi)

    def render(self, doi: str, media_type: str, style: str | None = None, locale: str | None = None) -> Answer | None:
        """The record in another format (`text`); None where DataCite shows none. `style` and `locale` are for `text/x-bibliography`."""
        params = {name: value for name, value in (("style", style), ("locale", locale)) if value is not None}
        return self._found(doi_path(doi), params=params, accept=media_type, doi=doi)

    def get_url(self, doi: str) -> str | None:
        """The address that the DOI leads to according to the handle server (a draft's: the one stored); None where there is none."""
        answer = self._found(doi_path(doi, "get-url"), doi=doi)
        url = None if answer is None or answer.document is None else answer.document.get("url")
        return url if isinstance(url, str) and url else None

    def handles(self) -> list[str] | None:
        """The public names under the repository's first prefix, in lower case, as the handle server has them; None where this login may not ask.

        Only a repository's password may (https://support.datacite.org/reference/get_dois-get-dois); an API key may not. It can take long.
        """
        try:
            answer = self._session.request("GET", "/dois/get-dois", timeout=self._session.connection.timeout * HANDLES_PATIENCE)
        except DataCiteError as error:
            if error.kind in (ErrorKind.UNAUTHENTICATED, ErrorKind.FORBIDDEN):
                return None
            raise
        if answer.status == 204:
            return []
        names = (answer.document or {}).get("dois")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise self._nonsense(answer, "GET", "/dois/get-dois", "the answer is no list of names")
        return [name.lower() for name in names]

    def _found(self, path: str, *, params: Mapping[str, str] | None = None, accept: str | None = None, doi: str | None = None) -> Answer | None:
        """The answer to a GET; None where DataCite says that there is no such thing."""
        try:
            return self._session.request("GET", path, params=params, accept=accept, doi=doi)
        except DataCiteError as error:
            if error.kind is ErrorKind.MISSING:
                return None
            raise

    def _checked(self, answer: Answer, doi: str, method: str) -> Answer:
        """The record of another DOI, or none, is nothing to compare with or to report."""
        if answer.id is not None and answer.id.lower() == doi.lower() and isinstance(answer.data.get("attributes"), dict):
            return answer
        raise self._nonsense(answer, method, doi_path(doi) if method != "POST" else "/dois", f"the answer is not the record of {doi}", doi)

    def _nonsense(self, answer: Answer, method: str, path: str, words: str, doi: str | None = None) -> DataCiteError:
        return DataCiteError(
            ErrorKind.NONSENSE,
            method=method,
            path=path,
            where=self._session.connection.where,
            status=answer.status,
            entries=(ErrorEntry(None, words),),
            doi=doi,
            request_id=answer.request_id,
            answered=method == "GET",
            attempts=answer.attempts,
            account=answer.account,
        )


def _document(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {"data": {"type": "dois", "attributes": dict(attributes)}}
