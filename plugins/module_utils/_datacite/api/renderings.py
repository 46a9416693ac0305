# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Records of many DOIs in another format, in as few requests as can be.

A list gives documents as well as a single read does, made of the same database records; it is asked for by names. What a list does not hold beyond doubt is
asked for by itself, so that a list which fails, or looks otherwise than it should, costs requests and nothing else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .dois import Dois
from .errors import DataCiteError, ErrorKind
from .formats import FORMATS, stored_xml
from .pages import PAGE_PATIENCE, Row, chunks
from .paths import UnaddressableName
from .told_apart import is_listed, told_apart

if TYPE_CHECKING:
    from .session import Session

TOGETHER: Final = 50
"""Documents in one request: DataCite makes each of them when it is asked for."""
FEWEST: Final = 7
"""So many, or fewer, are asked for one by one after a request for them together failed."""
WORKERS: Final = 4


@dataclass(frozen=True)
class Rendering:
    """A record in another format: its `text`, or, where that is None, why there is none, in DataCite's words or ours."""

    doi: str
    text: str | None
    reason: str | None = None


def rendering(session: Session, doi: str, form: str, style: str | None = None, locale: str | None = None) -> Rendering:
    """One record; raises DataCiteError where every other request would fail likewise."""
    try:
        answer = Dois(session).render(doi, FORMATS[form], style, locale)
    except UnaddressableName as error:
        return Rendering(doi, None, str(error))
    except DataCiteError as error:
        if error.concerns_all:
            raise
        return Rendering(doi, None, _why(form, error))
    if answer is None:
        return Rendering(doi, None, f"DataCite has no {form} of it, or shows it to another account only")
    return Rendering(doi, answer.text) if answer.text.strip() else Rendering(doi, None, f"the {form} that DataCite gives of it is empty")


def stored_rendering(row: Row) -> Rendering:
    """The XML of a record that was read with it (a JSON:API resource)."""
    text = stored_xml(row["attributes"])
    return Rendering(row["id"], text, None if text else "DataCite stores no XML of it; a draft without metadata has none")


def _why(form: str, error: DataCiteError) -> str:
    if error.kind is ErrorKind.REFUSED:
        # Nothing that was asked can be corrected: it is the record that does not fit, or DataCite's own conversion.
        status = "" if error.status is None else f" ({error.status})"
        return f"DataCite cannot give it as {form}{status}" + (f": {error.said}" if error.said else "")
    return str(error)


class Renderings:
    """Records in one format: `for made in Renderings(session, "bibtex").of(names)`, each name once, in no order."""

    def __init__(self, session: Session, form: str) -> None:
        self._session = session
        self._form = form
        self._lists = is_listed(form)

    def of(self, dois: Iterable[str]) -> Iterator[Rendering]:
        """Ask from a few threads, not far ahead of the caller; raises DataCiteError where every other request would fail likewise."""
        waiting: deque[Future[list[Rendering]]] = deque()
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="document") as threads:
            try:
                for names in self._groups(list(dict.fromkeys(dois))):
                    waiting.append(threads.submit(self._group, names))
                    if len(waiting) > WORKERS:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def _groups(self, dois: list[str]) -> Iterator[list[str]]:
        # A comma separates names in the list's parameter.
        together = [doi for doi in dois if "," not in doi] if self._lists else []
        for chunk in chunks(together):
            yield from (chunk[start : start + TOGETHER] for start in range(0, len(chunk), TOGETHER))
        yield from ([doi] for doi in dois if "," in doi or not self._lists)

    def _group(self, names: list[str]) -> list[Rendering]:
        found = self._together(names) if len(names) > 1 and self._lists else {}
        return [found.get(name) or rendering(self._session, name, self._form) for name in names]

    def _together(self, names: list[str]) -> dict[str, Rendering]:
        """What one list holds of these, or two lists of half of them where the server cannot make it."""
        session = self._session
        params = {"ids": ",".join(names), "page[size]": str(len(names)), "disable-facets": "true"}
        try:
            answer = session.request(
                "GET", "/dois", params=params, accept=FORMATS[self._form], timeout=session.connection.timeout * PAGE_PATIENCE, retries=0
            )
        except DataCiteError as error:
            if error.concerns_all:
                raise
            if error.status == 406:
                self._lists = False
            middle = len(names) // 2
            if not self._lists or middle <= FEWEST:
                return {}
            return {**self._together(names[:middle]), **self._together(names[middle:])}
        by_name = {name.lower(): name for name in names}
        found = told_apart(self._form, answer.text, by_name)
        # Not one: such a list is none that can be used, and the next will be no better.
        self._lists = self._lists and bool(found)
        return {by_name[said]: Rendering(by_name[said], text) for said, text in found.items() if text.strip()}
