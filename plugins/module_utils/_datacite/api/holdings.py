# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What DataCite's index has for many names of one repository, in as few requests as can be.

A request brings 1,000 rows of the repository as they come, or 200 rows by their names. Which way is the shorter depends on how many records the repository
has, and the first page of a walk tells that. So N names out of R records take at most 1 + min(R/1000, N/200) requests, rounded up (names of which 200 do
not fit into one address, or with a comma in them, take more).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from .dois import LOSSLESS
from .pages import MOST_NAMES, PAGE_SIZES, Row, Walk, named_pages, requests_for

if TYPE_CHECKING:
    from .session import Session

Page = TypeVar("Page")


class Holdings:
    """The rows (JSON:API resources), each once, in no order: `for row in Holdings(session, "abc.repo", names, everything=False, documents=False)`.

    Rows that were found by name come whoever holds them (`owner_of` tells); names without a row are not in the index, or not in the repository, which says
    nothing about DataCite's database. Raises what `Walk` raises. The next page is fetched while the caller is busy with this one.
    """

    def __init__(
        self, session: Session, repository: str, names: Collection[str], *, everything: bool, documents: bool, fields: Sequence[str] = ()
    ) -> None:
        """`everything`: the records that nobody named are wanted, too. `documents`: with the `xml`. `fields`: the attributes that are wanted (none: all)."""
        self._session = session
        self._repository = repository.lower()
        self._names = names
        self._everything = everything
        self._params = _params(documents, fields)
        #: Records in the repository; None where it has not been told. Final when the iteration has come to its end, as is `walked`.
        self.total: int | None = None
        #: Whether every record of the repository that is in the index was seen.
        self.walked = False

    def __iter__(self) -> Iterator[Row]:
        for page in ahead(self._pages()):
            yield from page

    def _pages(self) -> Iterator[list[Row]]:
        unseen = dict.fromkeys(name.lower() for name in self._names)
        self.total, self.walked = None, False
        if not self._everything and requests_for(unseen) <= 1:
            yield from named_pages(self._session, unseen, self._params)
            return
        walk = Walk(self._session, {"client-id": self._repository, **self._params}, repository=self._repository)
        fetched = 0
        for page in walk.pages():
            self.total = walk.total
            fetched += len(page)
            for row in page:
                unseen.pop(row["id"].lower(), None)
            yield page
            if not self._everything and _shorter_by_name(unseen, (walk.total or 0) - fetched):
                yield from named_pages(self._session, unseen, self._params)
                return
        self.walked = True


def _shorter_by_name(names: Collection[str], rest: int) -> bool:
    """Whether these names take fewer requests than the `rest` of the repository's rows."""
    pages = -(-rest // PAGE_SIZES[0])
    # That they do not mostly shows in their number, and to measure them all takes time.
    return -(-len(names) // MOST_NAMES) < pages and requests_for(names) < pages


def _params(documents: bool, fields: Sequence[str]) -> dict[str, str]:
    """The parameters of a list that gives these attributes, and whose they are."""
    params = dict(LOSSLESS)
    if documents:
        params["detail"] = "true"
    if fields:
        params["fields[dois]"] = ",".join(dict.fromkeys([*fields, *(["xml"] if documents else []), "client"]))
    return params


def ahead(pages: Iterator[Page]) -> Iterator[Page]:
    """The same pages, the next one being fetched by a thread while the caller is busy with this one.

    What goes wrong in the thread is raised when its page is asked for; the thread ends with the iteration, however that ends.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="next-page") as thread:
        following = thread.submit(next, pages, None)
        while (page := following.result()) is not None:
            following = thread.submit(next, pages, None)
            yield page
