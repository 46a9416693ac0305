# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a page of HTML says to people and to machines. Private to the collection.

Read with the standard library's parser, which copes with real tag soup, needs no package and makes no tree of what may be megabytes of
hostile text. It is kept from what it does badly: it is never told that the page ends (its search for the end of what was left open takes time that grows
with the square of the page), and `<![`, on which it may give up, is led past it.
"""

from __future__ import annotations

import functools
import html.parser
from collections.abc import Mapping
from dataclasses import dataclass, field

from .link_header import Link
from .location import joined
from .wording import squashed

_PIECE = 1 << 16
_UNSEEN = frozenset(("script", "style", "template", "svg"))
_HEADINGS = frozenset(("h1", "h2"))
_EMPTY = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"))
_LINK_WORDS = 200


@dataclass(frozen=True)
class Anchor:
    """A link for people: where it leads (absolute), its words, and whether the browser is told to save what it finds there."""

    target: str
    words: str
    is_download: bool = False


@dataclass(frozen=True)
class Page:
    """A page that was read. `metas` are the contents of its meta tags by name in lower case; `json_ld` the scripts of that type as they are written.

    `cut`: there was more than is read. `broken`: the parser gave up, so that nothing must be concluded from what is not here.
    """

    url: str
    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    anchors: tuple[Anchor, ...] = ()
    links: tuple[Link, ...] = ()
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    json_ld: tuple[str, ...] = ()
    refresh: str = ""
    asks_for_password: bool = False
    scripts: int = 0
    cut: bool = False
    broken: bool = False

    @property
    def is_made_by_script(self) -> bool:
        """Whether a browser would show much that is not in the page as it was sent."""
        return self.scripts > 0 and len(self.text) < 200

    @functools.cached_property
    def squashed(self) -> str:
        """The letters and digits of all that people read, as `wording.squashed` gives them."""
        return squashed(f"{self.title} {self.text}")

    @property
    def is_partial(self) -> bool:
        """Whether what is not found may be there all the same."""
        return self.cut or self.broken

    def meta(self, *names: str) -> tuple[str, ...]:
        """The contents of the meta tags of these names (in lower case)."""
        return tuple(content for name in names for content in self.metas.get(name, ()))


def page_of(text: str, url: str, *, cut: bool = False) -> Page:
    """The page in `text`, which was found at `url`."""
    reader = _Reader(url)
    broken = False
    # A tag at the end lets the parser hand out the words before it.
    whole = text.replace("<![", "<! [") + "<end>"
    try:
        for start in range(0, len(whole), _PIECE):
            reader.feed(whole[start : start + _PIECE])
    except (AssertionError, ValueError, RecursionError):
        broken = True
    return reader.page(cut, broken)


class _Reader(html.parser.HTMLParser):
    """Gathers the parts of a page as they come by."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self._url = self._base = url
        self._words: list[str] = []
        self._title: list[str] | None = None
        self._titles: list[str] = []
        self._heading: list[str] | None = None
        self._headings: list[str] = []
        self._link: tuple[str, list[str], bool] | None = None
        self._anchors: list[Anchor] = []
        self._links: list[Link] = []
        self._metas: dict[str, list[str]] = {}
        self._script: list[str] | None = None
        self._json_ld: list[str] = []
        self._refresh = ""
        self._password = False
        self._scripts = 0
        self._unseen: str | None = None

    def page(self, cut: bool, broken: bool) -> Page:
        """What has been gathered."""
        self._end_link()
        self._end_heading()
        return Page(
            self._url,
            title=_squeezed(self._titles[0]) if self._titles else _squeezed("".join(self._title or ())),
            headings=tuple(heading for heading in map(_squeezed, self._headings) if heading),
            text=_squeezed(" ".join(self._words)),
            anchors=tuple(self._anchors),
            links=tuple(self._links),
            metas={name: tuple(contents) for name, contents in self._metas.items()},
            json_ld=tuple(self._json_ld),
            refresh=self._refresh,
            asks_for_password=self._password,
            scripts=self._scripts,
            cut=cut,
            broken=broken,
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin whatever the tag begins."""
        said = {name: value or "" for name, value in reversed(attrs)}
        if tag in _UNSEEN:
            self._begin_unseen(tag, said)
        elif tag == "title" and self._unseen is None:
            self._title = []
        elif tag in _HEADINGS:
            self._end_heading()
            self._heading = []
        elif tag == "a":
            self._begin_link(said)
        elif tag == "meta":
            self._take_meta(said)
        elif tag == "link":
            self._take_link(said)
        elif tag == "base" and said.get("href"):
            self._base = joined(self._url, said["href"])
        elif tag == "input" and said.get("type", "").strip().lower() == "password":
            self._password = True

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<a/>` begins a link in HTML, but `<script/>` here no script, because the parser goes on reading tags behind it."""
        self.handle_starttag(tag, attrs)
        if tag in _UNSEEN or tag in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what the tag ends."""
        if tag == self._unseen:
            self._unseen = None
        if tag == "script" and self._script is not None:
            self._json_ld.append("".join(self._script))
            self._script = None
        elif tag == "title" and self._title is not None:
            self._titles.append("".join(self._title))
            self._title = None
        elif tag in _HEADINGS:
            self._end_heading()
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        """Words: of the title, of a script, or for people."""
        if self._script is not None:
            self._script.append(data)
        elif self._title is not None:
            self._title.append(data)
        elif self._unseen is None and data.strip():
            self._words.append(data)
            if self._heading is not None:
                self._heading.append(data)
            if self._link is not None:
                self._link[1].append(data)

    def _begin_unseen(self, tag: str, said: Mapping[str, str]) -> None:
        self._unseen = self._unseen or tag
        if tag == "script":
            kind = said.get("type", "").partition(";")[0].strip().lower()
            self._script = [] if kind == "application/ld+json" else None
            self._scripts += kind in ("", "module", "text/javascript", "application/javascript")

    def _begin_link(self, said: Mapping[str, str]) -> None:
        self._end_link()
        if said.get("href", "").strip():
            self._link = (joined(self._base, said["href"]), [], "download" in said)
            if "rel" in said:
                self._links.append(Link(tuple(said["rel"].lower().split()), self._link[0], said.get("type", ""), "a"))

    def _end_link(self) -> None:
        if self._link is not None:
            self._anchors.append(Anchor(self._link[0], _squeezed(" ".join(self._link[1]))[:_LINK_WORDS], self._link[2]))
            self._link = None

    def _end_heading(self) -> None:
        if self._heading is not None:
            self._headings.append(" ".join(self._heading))
            self._heading = None

    def _take_meta(self, said: Mapping[str, str]) -> None:
        content = said.get("content", "").strip()
        if said.get("http-equiv", "").strip().lower() == "refresh":
            self._refresh = self._refresh or _refreshed(content, self._base)
        for name in (said.get("name"), said.get("property"), said.get("itemprop")):
            if name and name.strip() and content:
                self._metas.setdefault(name.strip().lower(), []).append(content)

    def _take_link(self, said: Mapping[str, str]) -> None:
        relations = tuple(said.get("rel", "").lower().split())
        target = said.get("href", "").strip()
        if relations and target:
            self._links.append(Link(relations, joined(self._base, target), said.get("type", "")))


def _refreshed(content: str, base: str) -> str:
    """Where `5; url=/there` leads; empty where the page stays or waits long."""
    seconds, _unused, rest = content.replace(",", ";", 1).partition(";")
    name, _unused, target = rest.partition("=")
    try:
        soon = float(seconds.strip() or 0) <= 10
    except ValueError:
        return ""
    target = target.strip().strip("'\"")
    return joined(base, target) if soon and target and name.strip().lower() == "url" else ""


def _squeezed(text: str) -> str:
    return " ".join(text.split())
