# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many records: all pages of a list by cursor, or records by their names.

Lists come from DataCite's search index, which lags behind its database, and end early without an error when something goes wrong. So each walk counts its
rows against `meta.total`, and takes a page that it has seen before, or a row of another repository, for what it is. `links.next` loses many parameters: only
the cursor is taken from it. Pages that are too large for the server are asked for in smaller pieces, from the same cursor.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from .answer import Answer, owner_of
from .dois import LOSSLESS, Dois
from .errors import DataCiteError, ErrorEntry, ErrorKind
from .paths import UnaddressableName

if TYPE_CHECKING:
    from .session import Session

Row = dict[str, Any]

#: Rows per page, from the largest that DataCite gives down to what it manages with very large records.
PAGE_SIZES: Final = (1000, 500, 250, 100)
#: Good pages of a reduced size after which a larger one is tried again.
GOOD_PAGES: Final = 4
#: Names per request, and their length in the address (bytes, encoded): web servers take 8 KB for the whole request line.
MOST_NAMES: Final = 200
LONGEST_NAMES: Final = 6000
#: How much longer than the connection's time-out a page may take to begin: DataCite allows its index two minutes.
PAGE_PATIENCE: Final = 2.5
_UNCOUNTED: Final = "the list does not say how many rows it has"


class Walk:
    """All rows of a list, once each, page by page as they are needed: `for row in Walk(session, {"client-id": "abc.repo"})`.

    Raises `DataCiteError` of kind NONSENSE at the end where rows are missing, and at once where the list goes in a circle. A row is a JSON:API resource.
    """

    def __init__(self, session: Session, params: Mapping[str, str], *, repository: str | None = None, path: str = "/dois") -> None:
        """With `repository`, rows of any other are left out; a row that does not say whose it is (`fields[dois]` without `client`) is an error then."""
        self._session = session
        self._params = {**LOSSLESS, "disable-facets": "true", **params}
        self._repository = None if repository is None else repository.lower()
        self._path = path
        self._sizes = _Sizes()
        #: How many rows DataCite says there are; None before the first page.
        self.total: int | None = None

    def __iter__(self) -> Iterator[Row]:
        for page in self.pages():
            yield from page

    def pages(self) -> Iterator[list[Row]]:
        """The rows as they come, one list per request; each request is sent when its page is asked for, and `total` is that of the last page."""
        cursor: str | None = "1"
        cursors, firsts, seen = {cursor}, set[str](), set[str]()
        fetched = 0
        self.total, shrunk = None, False
        while cursor is not None:
            answer = self._page(cursor)
            rows, total = self._rows(answer), self._count(answer)
            # Deleted while we walk: the total then says too early that all have been seen.
            shrunk = shrunk or (self.total is not None and total < self.total)
            self.total = total
            fetched += len(rows)
            if rows and rows[0]["id"].lower() in firsts:
                raise self._nonsense("the list goes in a circle: a page that came before came again", answer)
            firsts.update(row["id"].lower() for row in rows[:1])
            yield self._new(rows, seen, answer)
            if not rows or (fetched >= total and not shrunk):
                break
            cursor = _next_cursor(answer)
            if cursor in cursors:
                raise self._nonsense("the list goes in a circle: a cursor that came before came again", answer)
            cursors.add(cursor or "")
        if fetched < (self.total or 0):
            raise self._nonsense(f"the list ended after {fetched} of {self.total} rows")

    def _new(self, rows: list[Row], seen: set[str], answer: Answer) -> list[Row]:
        """The repository's own rows of a page that have not come before; from here on they have."""
        new = list[Row]()
        for row in rows:
            name = row["id"].lower()
            if name not in seen and self._is_ours(row, answer):
                seen.add(name)
                new.append(row)
        return new

    def _page(self, cursor: str) -> Answer:
        """The page at a cursor, in the largest size that works."""
        while True:
            params = {**self._params, "page[size]": str(self._sizes.current), "page[cursor]": cursor}
            try:
                answer = _read(self._session, self._path, params, may_shrink=not self._sizes.is_smallest)
            except DataCiteError as error:
                if not _is_overload(error) or self._sizes.is_smallest:
                    raise
                self._sizes.shrink()
            else:
                self._sizes.succeeded()
                return answer

    def _rows(self, answer: Answer) -> list[Row]:
        return _rows(answer, lambda words: self._nonsense(words, answer))

    def _count(self, answer: Answer) -> int:
        total = _total(answer)
        if total is None:
            raise self._nonsense(_UNCOUNTED, answer)
        return total

    def _is_ours(self, row: Row, answer: Answer) -> bool:
        if self._repository is None:
            return True
        owner = owner_of(row)
        if owner is None:
            raise self._nonsense("the rows do not say whose they are", answer)
        return owner == self._repository

    def _nonsense(self, words: str, answer: Answer | None = None) -> DataCiteError:
        return _nonsense(self._session, self._path, words, answer)


class _Sizes:
    """Which page size to ask for: smaller after trouble, larger again when it has gone well for a while."""

    def __init__(self) -> None:
        self._index = 0
        self._good = 0

    @property
    def current(self) -> int:
        return PAGE_SIZES[self._index]

    @property
    def is_smallest(self) -> bool:
        return self._index == len(PAGE_SIZES) - 1

    def shrink(self) -> None:
        self._index, self._good = min(self._index + 1, len(PAGE_SIZES) - 1), 0

    def succeeded(self) -> None:
        self._good += 1
        if self._index and self._good >= GOOD_PAGES:
            self._index, self._good = self._index - 1, 0


def walk(session: Session, params: Mapping[str, str], *, repository: str | None = None) -> Iterator[Row]:
    """The rows of `/dois` with these parameters, all pages; see `Walk`."""
    return iter(Walk(session, params, repository=repository))


def count(session: Session, params: Mapping[str, str]) -> int:
    """How many rows a list of `/dois` has, in one request without rows."""
    asked = {"disable-facets": "true", **params, "page[size]": "0"}
    answer = session.request("GET", "/dois", params=asked)
    total = _total(answer)
    if total is None:
        raise _nonsense(session, "/dois", _UNCOUNTED, answer)
    return total


def read_named(session: Session, names: Sequence[str], params: Mapping[str, str] | None = None) -> Iterator[Row]:
    """The rows of these DOIs as the index has them, whoever holds them, in no order; names that it does not know are missing.

    Names with a comma, which separates names in the list's parameter, are read one by one from the database.
    """
    for page in named_pages(session, names, params):
        yield from page


def named_pages(session: Session, names: Iterable[str], params: Mapping[str, str] | None = None) -> Iterator[list[Row]]:
    """The rows of `read_named` as they come, one list per request; each request is sent when its page is asked for."""
    listed, single = _apart(names)
    for chunk in chunks(listed):
        yield list(_read_chunk(session, chunk, {**LOSSLESS, "disable-facets": "true", **(params or {})}))
    for name in single:
        answer = Dois(session).read(name)
        yield [] if answer is None else [answer.data]


def requests_for(names: Iterable[str]) -> int:
    """How many requests it takes to read these names, where none has to be sent in pieces."""
    listed, single = _apart(names)
    return sum(1 for _unused in chunks(listed)) + len(single)


def _apart(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Each name once, in lower case: those that can be listed, and those that must be read one by one."""
    listed, single = list[str](), list[str]()
    for name in dict.fromkeys(name.lower() for name in names):
        (single if "," in name else listed).append(name)
    return listed, single


def chunks(names: Sequence[str]) -> Iterator[list[str]]:
    """Names in groups that fit into one address."""
    chunk, length = list[str](), 0
    for name in names:
        size = len(urllib.parse.quote(name, safe="")) + len("%2C")
        if size > LONGEST_NAMES:
            raise UnaddressableName(name[:100], "it is too long")
        if chunk and (len(chunk) == MOST_NAMES or length + size > LONGEST_NAMES):
            yield chunk
            chunk, length = [], 0
        chunk.append(name)
        length += size
    if chunk:
        yield chunk


def _read_chunk(session: Session, names: list[str], params: Mapping[str, str]) -> Iterator[Row]:
    """One request, or two halves where the server cannot manage as many at once."""
    asked = {**params, "ids": ",".join(names), "page[size]": str(PAGE_SIZES[0])}
    try:
        answer = _read(session, "/dois", asked, may_shrink=len(names) > 1)
    except DataCiteError as error:
        if len(names) == 1 or not (_is_overload(error) or error.kind is ErrorKind.TOO_LARGE):
            raise
        middle = len(names) // 2
        yield from _read_chunk(session, names[:middle], params)
        yield from _read_chunk(session, names[middle:], params)
        return
    wanted = set(names)
    for row in _rows(answer, lambda words: _nonsense(session, "/dois", words, answer)):
        if row["id"].lower() not in wanted:
            raise _nonsense(session, "/dois", f"it holds {row['id']}, which nobody asked for", answer)
        wanted.discard(row["id"].lower())
        yield row


def _read(session: Session, path: str, params: Mapping[str, str], *, may_shrink: bool) -> Answer:
    """A page; where a smaller one can be asked for, trouble is not met with patience first."""
    patience = session.connection.timeout * PAGE_PATIENCE
    return session.request("GET", path, params=params, timeout=patience, retries=min(1, session.connection.retries) if may_shrink else None)


def _is_overload(error: DataCiteError) -> bool:
    """Pages with very large records end in a 5xx of any shape, or in no answer at all."""
    return error.kind is ErrorKind.UNAVAILABLE or (error.status is not None and error.status >= 500)


def _rows(answer: Answer, nonsense: Any) -> list[Row]:
    rows = answer.data
    if not isinstance(rows, list) or not all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows):
        raise nonsense("it is no list of records")
    return rows


def _total(answer: Answer) -> int | None:
    """`meta.total` of a list; None where it holds no count."""
    meta = (answer.document or {}).get("meta")
    total = meta.get("total") if isinstance(meta, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def _next_cursor(answer: Answer) -> str | None:
    """The cursor in `links.next`; None at the end."""
    links = (answer.document or {}).get("links")
    following = links.get("next") if isinstance(links, dict) else None
    if not isinstance(following, str):
        return None
    try:
        found = urllib.parse.parse_qs(urllib.parse.urlsplit(following).query).get("page[cursor]")
    except ValueError:
        return None
    return found[0] if found else None


def _nonsense(session: Session, path: str, words: str, answer: Answer | None = None) -> DataCiteError:
    return DataCiteError(
        ErrorKind.NONSENSE,
        method="GET",
        path=path,
        where=session.connection.where,
        status=None if answer is None else answer.status,
        entries=(ErrorEntry(None, words),),
        request_id=None if answer is None else answer.request_id,
        advice="Nothing was concluded from it. Run again; if it stays so, DataCite's index is in trouble (https://status.datacite.org).",
    )
