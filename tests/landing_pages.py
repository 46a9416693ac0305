# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A web server of landing pages for tests: a good page, and one for each thing that can be wrong with it.

with serving() as site:
    work = Work("10.82001/abc", "Sea ice")
    site.publish(work, "good")                      # a page of that kind, and a handle that leads to it
    site.publish(Work("10.82001/def", "Wind"), "soft-404")
    check_pages(..., resolver=site.resolver)
    site.seen                                       # every request that was made

It listens on a loopback address, and is stopped at the end; who waits for it is let go.
"""

from __future__ import annotations

import contextlib
import datetime
import gzip
import html
import http.server
import ipaddress
import json
import pathlib
import ssl
import threading
import urllib.parse
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ORCID = "https://orcid.org/0000-0001-5109-3700"
METADATA_TYPE = "application/vnd.datacite.datacite+json"


@dataclass(frozen=True)
class Work:
    """What a page is about; each work has a page of its own, below the suffix of its DOI."""

    doi: str
    title: str
    reason: str = "Withdrawn because of an error in the calibration."

    @property
    def path(self) -> str:
        """The path of its page."""
        return "/" + self.doi.partition("/")[2]

    def attributes(self, **others: Any) -> dict[str, Any]:
        """The record's attributes that the pages here agree with."""
        return {
            "titles": [{"title": self.title}],
            "creators": [{"name": "Garcia, Sofia", "nameIdentifiers": [{"nameIdentifier": ORCID, "nameIdentifierScheme": "ORCID"}]}],
            "types": {"resourceTypeGeneral": "Dataset", "schemaOrg": "Dataset"},
            "rightsList": [{"rightsUri": LICENCE, "rightsIdentifier": "cc-by-4.0"}],
            **others,
        }


@dataclass(frozen=True)
class Seen:
    """A request that came in; the names of its headers are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


class Handler(http.server.BaseHTTPRequestHandler):
    """Gives each request to its site."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.answer(self)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def reply(self, status: int = 200, body: bytes | str = b"", type: str = "text/html; charset=utf-8", **headers: str) -> None:
        """An answer as servers give it; `_` in the names of headers stands for `-`."""
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        if type:
            self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            for one in value.split("\n"):
                self.send_header(name.replace("_", "-"), one)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(b"" if self.command == "HEAD" else content)
        self.close_connection = True


Serve = Callable[[Handler, Work], None]


class Site:
    """A running server. `handles` are what its resolver (below `/resolver`) knows; `closing` is set when it stops."""

    def __init__(self, server: http.server.ThreadingHTTPServer, scheme: str, host: str) -> None:
        self.base = f"{scheme}://{host}:{server.server_address[1]}"
        self.handles: dict[str, str] = {}
        self.pages: dict[str, tuple[Work, Serve]] = {}
        self.seen: list[Seen] = []
        self.closing = threading.Event()
        self.latency = 0.0
        self._lock = threading.Lock()
        self._at_once: dict[str, int] = {}
        self.most_at_once: dict[str, int] = {}

    @property
    def resolver(self) -> str:
        """The base address of its resolver."""
        return self.base + "/resolver"

    def publish(self, work: Work, kind: str | Serve = "good", *, handle: str | None = None) -> str:
        """Put up a page of this kind for a work, and a handle that leads there (or to `handle`); the page's address."""
        self.pages[work.path] = (work, KINDS[kind] if isinstance(kind, str) else kind)
        self.handles[work.doi] = handle or self.base + work.path
        return self.base + work.path

    def paths(self, method: str = "GET") -> list[str]:
        """The paths that were asked for."""
        return [seen.path for seen in self.seen if seen.method == method]

    def answer(self, handler: Handler) -> None:
        """Answer one request."""
        host = handler.headers.get("Host", "")
        with self._lock:
            self.seen.append(Seen(handler.command, handler.path, {name.lower(): value for name, value in handler.headers.items()}))
            self._at_once[host] = self._at_once.get(host, 0) + 1
            self.most_at_once[host] = max(self.most_at_once.get(host, 0), self._at_once[host])
        try:
            if self.latency:
                self.closing.wait(self.latency)
            self._dispatch(handler)
        except (OSError, ValueError):
            handler.close_connection = True
        finally:
            with self._lock:
                self._at_once[host] -= 1

    def _dispatch(self, handler: Handler) -> None:
        path = urllib.parse.unquote(handler.path.partition("?")[0])
        if path.startswith("/resolver/"):
            self._resolve(handler, path.removeprefix("/resolver/").lower())
            return
        if path in self.pages:
            work, serve = self.pages[path]
            serve(handler, work)
            return
        first, _slash, rest = path[1:].partition("/")
        special = PLACES.get(first)
        if special is not None:
            special(handler, rest)
        else:
            handler.reply(404, "<title>404 Not Found</title><h1>Not Found</h1>")

    def _resolve(self, handler: Handler, doi: str) -> None:
        if doi not in self.handles:
            handler.reply(404, f"<title>Error: DOI Not Found</title>{html.escape(doi)}")
        elif handler.headers.get("Accept") == METADATA_TYPE:
            if doi.endswith("-unnegotiable"):
                handler.reply(406, "no", "text/plain")
            else:
                handler.reply(200, json.dumps({"id": f"https://doi.org/{doi}", "doi": doi}), METADATA_TYPE)
        else:
            handler.reply(302, f"<a href='{html.escape(self.handles[doi])}'>Handle Redirect</a>", Location=self.handles[doi])


@contextlib.contextmanager
def serving(*, host: str = "127.0.0.1", certificate: pathlib.Path | None = None, name: str | None = None) -> Iterator[Site]:
    """A site, as long as the context lasts: with `certificate` (a file with its key) over TLS; `name` is what its addresses call it."""
    handler = type("SiteHandler", (Handler,), {})
    server = http.server.ThreadingHTTPServer((host, 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(server, "http" if certificate is None else "https", name or host)
    handler.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    server.handle_error = lambda *_unused: None  # type: ignore[method-assign]
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def make_certificate(folder: pathlib.Path, *names: str, days: tuple[int, int] = (-1, 1), by_itself: bool = True) -> pathlib.Path:
    """A certificate for these names (addresses too), valid between these days from now, with its key in one file; signed by itself, or by nobody knows whom."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])])
    issuer = subject if by_itself else x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Nobody knows")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(issuer_name=issuer, subject_name=subject, public_key=key.public_key(), serial_number=x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=days[0]))
        .not_valid_after(now + datetime.timedelta(days=days[1]))
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=by_itself, path_length=None), critical=True)
        .sign(key if by_itself else ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    )
    path = folder / f"{names[0]}.pem"
    unlocked = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + unlocked)
    return path


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


@dataclass(frozen=True)
class Parts:
    """What a page consists of; what a kind of page does wrong is a part that differs."""

    title: str = "{title} | Data Archive"
    body: str = (
        "<h1>{title}</h1><p>Garcia, Sofia (2026): <cite>{title}</cite>. <a href='https://doi.org/{doi}'>https://doi.org/{doi}</a></p>"
        "<p>License: <a href='" + LICENCE + "'>CC BY 4.0</a></p><p>" + "Measured by buoys in the northern ocean in three winters. " * 6 + "</p>"
    )
    json_ld: Mapping[str, Any] | str | None = field(
        default_factory=lambda: {
            "@context": "https://schema.org", "@type": "Dataset", "@id": "https://doi.org/{doi}", "name": "{title}", "identifier": "https://doi.org/{doi}",
            "license": LICENCE,
        }
    )  # fmt: skip
    meta: str = "<meta name='citation_doi' content='{doi}'><meta name='DC.identifier' content='doi:{doi}'>"
    head: str = ""
    link: str = (
        '<https://doi.org/{doi}> ; rel="cite-as", <https://api.datacite.org/dois/{doi}> ; rel="describedby" ; type="application/json", '
        "<" + LICENCE + '>; rel=license, <https://schema.org/Dataset>; rel="type"\n<' + ORCID + '> ; rel="author"'
    )


def page_text(work: Work, parts: Parts) -> str:
    """The HTML of a page about a work."""
    script = ""
    if parts.json_ld is not None:
        written = parts.json_ld if isinstance(parts.json_ld, str) else json.dumps(parts.json_ld)
        script = f"<script type='application/ld+json'>{_filled(written, work)}</script>"
    title, body = _filled(parts.title, work, html.escape), _filled(parts.body, work, html.escape)
    head = _filled(parts.meta + parts.head, work, html.escape)
    return f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}{script}</head><body>{body}</body></html>"


def _filled(text: str, work: Work, escape: Callable[[str], str] = str) -> str:
    return text.replace("{title}", escape(work.title)).replace("{doi}", escape(work.doi)).replace("{reason}", escape(work.reason))


def showing(parts: Parts, status: int = 200) -> Serve:
    """A page of these parts."""

    def serve(handler: Handler, work: Work) -> None:
        link = _filled(parts.link, work)
        handler.reply(status, page_text(work, parts), **({"Link": link} if link else {}))

    return serve


def replying(status: int = 200, body: bytes | str = b"", type: str = "text/html; charset=utf-8", **headers: str) -> Serve:
    """Always this answer."""
    return lambda handler, work: handler.reply(status, body, type, **{name: _filled(value, work) for name, value in headers.items()})


def _waits(handler: Handler, _work: Work) -> None:
    handler.site.closing.wait(20)
    handler.close_connection = True


def _drips(handler: Handler, work: Work) -> None:
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for character in page_text(work, Parts()).encode():
        handler.wfile.write(bytes([character]))
        handler.wfile.flush()
        if handler.site.closing.wait(0.02):
            return


def _drips_headers(handler: Handler, _work: Work) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.site.closing.wait(0.02):
        handler.wfile.write(b"X-A: b\r\n"[:1])
        handler.wfile.flush()


def _huge(handler: Handler, work: Work) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.wfile.write(b"<html><head><title>Big</title></head><body><h1>Big</h1>")
    for _unused in range(2000):
        handler.wfile.write(b"<p>" + b"words " * 2000 + b"</p>")
        handler.site.big_bytes = getattr(handler.site, "big_bytes", 0) + 12007  # type: ignore[attr-defined]
    handler.close_connection = True


def _bomb(handler: Handler, _work: Work) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(b"<html><title>Bomb</title><body>") + b"".join(packer.compress(b" " * (1 << 20)) for _unused in range(64)) + packer.flush()
    handler.reply(200, packed, Content_Encoding="gzip")


def _drops(handler: Handler, _work: Work) -> None:
    handler.close_connection = True
    handler.connection.close()


def _cuts(handler: Handler, _work: Work) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n<html><title>Half")
    handler.wfile.flush()
    handler.close_connection = True


def _babbles(handler: Handler, _work: Work) -> None:
    handler.wfile.write(b"220 mail.example.org ESMTP ready\r\n")
    handler.wfile.flush()
    handler.close_connection = True


def _packed(handler: Handler, work: Work) -> None:
    handler.reply(200, gzip.compress(page_text(work, Parts()).encode()), Content_Encoding="gzip", Link=_filled(Parts().link, work))


def _latin_1(handler: Handler, work: Work) -> None:
    text = page_text(work, Parts()).replace("<meta charset='utf-8'>", "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>")
    handler.reply(200, text.encode("latin-1", "replace"), "text/html", Link=_filled(Parts().link, work))


def _endless_pdf(handler: Handler, _work: Work) -> None:
    """A download that nobody is to read: what is read of it is counted."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.end_headers()
    handler.wfile.write(b"%PDF-1.7\n")
    for _unused in range(4000):
        handler.wfile.write(b"x" * 16384)
        handler.site.pdf_bytes = getattr(handler.site, "pdf_bytes", 0) + 16384  # type: ignore[attr-defined]


TOMBSTONE = Parts(title="Withdrawn: {title}", json_ld=None, link="", body="<h1>{title}</h1><p>Garcia, Sofia (2026). https://doi.org/{doi}</p><p>{reason}</p>")
_JSON_LD = Parts().json_ld
_OTHER_LD = json.loads(json.dumps(_JSON_LD).replace("{doi}", "10.99999/other"))

KINDS: dict[str, Serve] = {
    "good": showing(Parts()),
    "good-packed": _packed,
    "good-latin-1": _latin_1,
    "good-links-in-head": showing(
        Parts(
            link="",
            head="<link rel='cite-as' href='https://doi.org/{doi}'><link rel='describedby type' href='/x.json'><link rel='license' href='" + LICENCE + "'>"
            "<link rel=author href='" + ORCID + "'>",
        )
    ),
    "good-graph": showing(
        Parts(
            json_ld='{"@context": "https://schema.org/", "@graph": [{"@type": "WebSite", "name": "Archive"}, {"@type": ["Dataset", "Thing"], "name": "{title}",'
            ' "identifier": [{"@type": "PropertyValue", "propertyID": "DOI", "value": "doi:{doi}"}]}]}'
        )
    ),
    "404": replying(404, "<title>Not here</title>"),
    "410": replying(410, "<title>Gone</title>"),
    "500": replying(500, "<title>Oops</title>"),
    "503": replying(503, "<title>Busy</title>"),
    "429": replying(429, "Slow down", "text/plain", Retry_After="0"),
    "401": replying(401, "<title>Who?</title>", WWW_Authenticate="Basic realm=x"),
    "403": replying(403, "<title>Forbidden</title>"),
    "soft-404": replying(200, "<title>Page not found | Data Archive</title><h1>Page not found</h1><p>Sorry.</p>"),
    "empty": replying(200, ""),
    "home": replying(302, Location="/"),
    "error-address": replying(302, Location="/not-found"),
    "login": replying(302, Location="/login/form"),
    "moves-on": replying(200, "<meta http-equiv='refresh' content='0; url=/login/form'>"),
    "pdf": _endless_pdf,
    "download": replying(200, "<html>", Content_Disposition="attachment; filename=a.html"),
    "circle": replying(302, Location="/circle/a"),
    "self": lambda handler, work: handler.reply(302, Location=work.path, Set_Cookie="a=b"),
    "long-way": replying(302, Location="/steps/8"),
    "no-end": replying(302, Location="/steps/1000"),
    "redirect-to-nowhere": replying(302),
    "redirect-to-private": replying(302, Location="http://10.255.255.1/secret"),
    "redirect-to-file": replying(302, Location="file:///etc/passwd"),
    "time-out": _waits,
    "slow-loris": _drips,
    "slow-headers": _drips_headers,
    "huge": _huge,
    "bomb": _bomb,
    "dropped": _drops,
    "cut": _cuts,
    "no-http": _babbles,
    "challenge": replying(403, "<title>Just a moment...</title>", Cf_Mitigated="challenge"),
    "challenge-200": replying(200, "<title>Making sure you&#39;re not a bot!</title><p>Loading...</p>"),
    "by-script": replying(200, "<title>Archive</title><div id='app'></div><script src='/app.js'></script>"),
    "no-link": showing(Parts(body=Parts().body.replace("<a href='https://doi.org/{doi}'>https://doi.org/{doi}</a>", "Identifier unknown"))),
    "plain-doi": showing(Parts(body=Parts().body.replace("<a href='https://doi.org/{doi}'>https://doi.org/{doi}</a>", "doi:{doi}"))),
    "old-doi": showing(Parts(body=Parts().body.replace("<a href='https://doi.org/", "<a href='http://dx.doi.org/"))),
    "no-json-ld": showing(Parts(json_ld=None)),
    "bad-json-ld": showing(Parts(json_ld='{"@context": "https://schema.org", ')),
    "other-type": showing(Parts(json_ld={**json.loads(json.dumps(_JSON_LD)), "@type": "Person"})),
    "json-ld-other-doi": showing(Parts(json_ld=_OTHER_LD)),
    "json-ld-no-doi": showing(Parts(json_ld={"@context": "https://schema.org", "@type": "Dataset", "name": "{title}"})),
    "no-meta": showing(Parts(meta="")),
    "meta-other-doi": showing(Parts(meta="<meta name='DC.Identifier' content='https://doi.org/10.99999/other'>")),
    "other-title": showing(
        Parts(
            title="Something else",
            body=Parts().body.replace("{title}", "Something else"),
            json_ld=json.loads(json.dumps(_JSON_LD).replace("{title}", "Something else")),
        )
    ),
    "other-licence": showing(
        Parts(
            body=Parts().body.replace("by/4.0", "by-nc/4.0"),
            json_ld=json.loads(json.dumps(_JSON_LD).replace("by/4.0", "by-nc/4.0")),
            link=Parts().link.replace("by/4.0", "by-nc/4.0"),
        )
    ),
    "no-signposts": showing(Parts(link="")),
    "signpost-other-doi": showing(Parts(link=Parts().link.replace("<https://doi.org/{doi}>", "<https://doi.org/10.99999/other>"))),
    "few-signposts": showing(Parts(link="<https://doi.org/{doi}>;rel=cite-as")),
    "bad-signposts": showing(Parts(link="this is no link, <; rel=x, >>, rel=cite-as; <https://doi.org/{doi}>")),
    "dead-content": showing(Parts(link=Parts().link + "\n</gone/data.csv>; rel=item; type=text/csv")),
    "good-content": showing(Parts(link=Parts().link + "\n</files/data.csv>; rel=item; type=text/csv")),
    "closed-content": showing(Parts(link=Parts().link + "\n</closed/data.csv>; rel=item")),
    "headless-content": showing(Parts(link=Parts().link + "\n</headless/data.csv>; rel=item")),
    "tombstone": showing(TOMBSTONE),
    "tombstone-410": showing(TOMBSTONE, 410),
    "tombstone-silent": showing(Parts(title="{title}", json_ld=None, link="", body="<h1>{title}</h1><p>https://doi.org/{doi}</p>")),
    "tombstone-nameless": showing(Parts(title="Withdrawn", meta="", json_ld=None, link="", body="<h1>Withdrawn</h1><p>This was withdrawn.</p>")),
    "tombstone-with-data": showing(Parts(title="Withdrawn: {title}", json_ld=None, link="", body=TOMBSTONE.body + "<a href='/files/data.zip'>data.zip</a>")),
}
"""Pages by what is special about them."""


def _home(handler: Handler, _rest: str) -> None:
    handler.reply(200, "<title>Data Archive</title><h1>Welcome to the Data Archive</h1><p>Search 12,345 data sets.</p>")


def _login(handler: Handler, _rest: str) -> None:
    handler.reply(200, "<title>Sign in</title><form><input name=user><input type=password name=pw></form>")


def _step(handler: Handler, rest: str) -> None:
    handler.reply(302, Location=f"/steps/{int(rest) - 1}") if rest != "0" else handler.reply(200, "<title>Here</title><p>Here</p>")


def _headless(handler: Handler, _rest: str) -> None:
    handler.reply(405 if handler.command == "HEAD" else 200, "1,2\n", "text/csv")


PLACES: dict[str, Callable[[Handler, str], None]] = {
    "": _home,
    "login": _login,
    "not-found": lambda handler, rest: handler.reply(200, "<title>Data Archive</title><p>Something went wrong on our side, or on yours.</p>"),
    "circle": lambda handler, rest: handler.reply(302, Location="/circle/b" if rest == "a" else "/circle/a"),
    "steps": _step,
    "files": lambda handler, _rest: handler.reply(200, "1,2\n", "text/csv"),
    "closed": lambda handler, _rest: handler.reply(403, "members only", "text/plain"),
    "headless": _headless,
    "orcid": lambda handler, rest: handler.reply(200 if rest.startswith("0000-0001-5109-3700") else 404, "{}", "application/json"),
    "ror": lambda handler, rest: handler.reply(200 if rest.startswith("04wxnsj81") else 404, "{}", "application/json"),
}
"""What else the site has: by the first segment of the path, given the rest."""
