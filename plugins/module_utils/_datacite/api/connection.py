# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where DataCite is and who asks: the connection options of a module, checked and frozen.

Nothing here opens a connection. What is refused is refused before any request: a production address that nobody asked for, credentials that would
travel unencrypted, two credentials at once.
"""

from __future__ import annotations

import dataclasses
import ipaddress
import os
import re
import urllib.parse
from collections.abc import Mapping
from typing import Any, Final, Literal

System = Literal["test", "production"]

API_URLS: Final[Mapping[System, str]] = {"test": "https://api.test.datacite.org", "production": "https://api.datacite.org"}
DEFAULT_TIMEOUT: Final = 60.0
DEFAULT_RETRIES: Final = 5
# Requests per five minutes and network address, all processes of a user together. DataCite allows 3,000 with credentials, but 1,000 where the
# User-Agent holds an "@", and asks for at most 750 on the test system (https://support.datacite.org/docs/rate-limit).
DEFAULT_RATE_LIMITS: Final[Mapping[System, int]] = {"test": 700, "production": 900}
HIGHEST_RATE_LIMIT: Final = 3000
API_KEY_START: Final = "DC."

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_URL = re.compile(r"https?://[A-Za-z0-9\[][!-'*-\[\]-~]*")


class InvalidConnection(ValueError):
    """The connection options contradict themselves or the rules. `option` names the culprit; the text never holds a secret."""

    def __init__(self, option: str, sentence: str) -> None:
        super().__init__(sentence)
        self.option = option


@dataclasses.dataclass(frozen=True)
class Connection:
    """All that a `Session` needs to know. Secrets and whatever might be one are kept out of `repr`."""

    system: System
    #: Without a slash at its end.
    api_url: str
    #: A repository's or a member's account as it was written; None with a token alone.
    username: str | None = None
    password: str | None = dataclasses.field(default=None, repr=False)
    #: An API key (`DC.…`) or a JSON web token; sent as `Bearer`, which DataCite refuses on reads too where it is not valid.
    token: str | None = dataclasses.field(default=None, repr=False)
    #: Seconds without a byte of an answer.
    timeout: float = DEFAULT_TIMEOUT
    #: How often one request is repeated at most.
    retries: int = DEFAULT_RETRIES
    #: Requests per five minutes; None = not slowed (loopback without an explicit limit).
    rate_limit: int | None = None
    contact: str | None = None
    validate_certs: bool = True
    ca_path: str | None = None

    @property
    def has_credentials(self) -> bool:
        """Whether requests are signed: with a password or a token; a user name alone is not sent."""
        return self.password is not None or self.token is not None

    @property
    def host(self) -> str:
        """The host of `api_url`, without a port."""
        return _host(self.api_url)

    @property
    def is_loopback(self) -> bool:
        """Whether the server is this machine itself."""
        return is_loopback(self.host)

    @property
    def where(self) -> str:
        """How messages call this server, e.g. `the DataCite test system (https://api.test.datacite.org)`."""
        return f"the DataCite {self.system} system ({self.api_url})"


def connection(params: Mapping[str, Any]) -> Connection:
    """The options of a module as a `Connection`; raises `InvalidConnection`. Absent, None and empty text are the same."""
    system = _system(params)
    api_url = _api_url(_text(params, "api_url") or API_URLS[system], system)
    username, password, token = _credentials(params)
    host = _host(api_url)
    if (username or password or token) and api_url.startswith("http:") and not is_loopback(host):
        raise InvalidConnection(
            "api_url", f"Credentials are not sent to {api_url} without encryption: use https:// (http:// is allowed only to this machine itself)."
        )
    validate_certs = params.get("validate_certs")
    return Connection(
        system=system,
        api_url=api_url,
        username=username,
        password=password,
        token=token,
        timeout=_timeout(params),
        retries=_retries(params),
        rate_limit=_rate_limit(params, system, host),
        contact=_contact(params),
        validate_certs=True if validate_certs is None else bool(validate_certs),
        ca_path=_ca_path(params),
    )


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _text(params: Mapping[str, Any], option: str) -> str | None:
    value = params.get(option)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InvalidConnection(option, f"{option} must be text.")
    return value


def _system(params: Mapping[str, Any]) -> System:
    value = _text(params, "system") or "test"
    if value == "test":
        return "test"
    if value == "production":
        return "production"
    raise InvalidConnection("system", "system must be test or production.")


def _api_url(text: str, system: System) -> str:
    """The address in one spelling: lower-case host, no slash at the end."""
    option = "api_url"
    if not text.isascii() or re.search(r"[\x00-\x20\x7f\\]", text):
        raise InvalidConnection(option, "api_url must be a plain address such as https://api.test.datacite.org, without spaces or other special characters.")
    try:
        parts = urllib.parse.urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise InvalidConnection(option, "api_url cannot be read as an address such as https://api.test.datacite.org.") from None
    if "@" in parts.netloc:
        raise InvalidConnection(option, "api_url must not hold a user name or password: give them as username and password.")
    if parts.scheme not in ("http", "https"):
        raise InvalidConnection(option, "api_url must begin with https:// (or with http:// for a server on this machine).")
    if "?" in text or "#" in text:
        raise InvalidConnection(option, "api_url must end with a host or a path: no ? and no #.")
    if not _is_host(host):
        raise InvalidConnection(option, "api_url names no host that can be asked.")
    _refuse_other_system(host, system)
    netloc = f"[{host}]" if ":" in host else host
    default_port = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{netloc}" + (f":{port}" if port is not None and port != default_port else "") + parts.path.rstrip("/")


def _refuse_other_system(host: str, system: System) -> None:
    """Hosts of DataCite's own must belong to the system that was asked for; other hosts (a sandbox, a proxy) may stand for either."""
    if host != "datacite.org" and not host.endswith(".datacite.org"):
        return
    is_test = host.endswith((".test.datacite.org", ".stage.datacite.org"))
    if system == "test" and not is_test:
        raise InvalidConnection(
            "api_url", f"{host} is DataCite's production system, but system is test. Nothing is sent there unless somebody writes system: production."
        )
    if system == "production" and is_test:
        raise InvalidConnection("api_url", f"{host} is a test system of DataCite's, but system is production. Leave api_url out, or write system: test.")


def _is_host(host: str) -> bool:
    if ":" in host:
        try:
            return isinstance(ipaddress.ip_address(host), ipaddress.IPv6Address) and "%" not in host
        except ValueError:
            return False
    return bool(_HOST.fullmatch(host))


def _host(api_url: str) -> str:
    return urllib.parse.urlsplit(api_url).hostname or ""


def _credentials(params: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    username, password, token = (_text(params, option) for option in ("username", "password", "token"))
    for option, value in (("username", username), ("password", password), ("token", token)):
        if value is not None and re.search(r"[\x00-\x1f\x7f]", value):
            raise InvalidConnection(option, f"{option} holds a control character (a line break at its end, perhaps, as files have it).")
    if token is not None and password is not None:
        raise InvalidConnection("token", "token and password are both given: use one of them.")
    if token is not None and not (token.isascii() and " " not in token):
        raise InvalidConnection("token", "token must be an API key (DC.…) or a JSON web token, without spaces.")
    if username is None:
        if password is not None:
            raise InvalidConnection("username", "password is given without username.")
        return None, None, token
    if username.startswith(API_KEY_START):
        return _key_as_username(username, token)
    username = username.strip()
    if not username or ":" in username:
        raise InvalidConnection("username", "username must be a DataCite account such as ABC.REPO; it cannot be blank or hold a colon.")
    if password is None and token is None:
        raise InvalidConnection("password", "username is given without password or token.")
    return username, password, token


def _key_as_username(key: str, token: str | None) -> tuple[None, None, str]:
    """DataCite takes an API key for a user name, with any password. It is a secret, so here it is a token and never printed."""
    if token is not None and token != key:
        raise InvalidConnection("username", "username is an API key and token is given as well: use one of them.")
    if not key.isascii() or " " in key:
        raise InvalidConnection("username", "username begins like an API key (DC.…) but holds a space or a character that keys do not have.")
    return None, None, key


def _number(params: Mapping[str, Any], option: str) -> float | None:
    value = params.get(option)
    if value is None or value == "":
        return None
    try:
        if isinstance(value, bool):
            raise ValueError
        return float(value)
    except (TypeError, ValueError):
        raise InvalidConnection(option, f"{option} must be a number.") from None


def _timeout(params: Mapping[str, Any]) -> float:
    value = _number(params, "timeout")
    if value is None:
        return DEFAULT_TIMEOUT
    if not 0 < value <= 3600:
        raise InvalidConnection("timeout", "timeout must be more than 0 and at most 3600 seconds.")
    return value


def _retries(params: Mapping[str, Any]) -> int:
    value = _number(params, "retries")
    if value is None:
        return DEFAULT_RETRIES
    if not 0 <= value <= 100 or value != int(value):
        raise InvalidConnection("retries", "retries must be a whole number from 0 to 100.")
    return int(value)


def _rate_limit(params: Mapping[str, Any], system: System, host: str) -> int | None:
    value = _number(params, "rate_limit")
    if value is None:
        return None if is_loopback(host) else DEFAULT_RATE_LIMITS[system]
    if not 1 <= value <= HIGHEST_RATE_LIMIT or value != int(value):
        raise InvalidConnection("rate_limit", f"rate_limit must be a whole number of requests per five minutes from 1 to {HIGHEST_RATE_LIMIT}.")
    return int(value)


def _contact(params: Mapping[str, Any]) -> str | None:
    value = _text(params, "contact")
    if value is None:
        return None
    value = value.strip().removeprefix("mailto:")
    if _EMAIL.fullmatch(value) or (_URL.fullmatch(value) and "@" not in value.split("/")[2]):
        return value
    raise InvalidConnection("contact", "contact must be an e-mail address or a web address (https://…) where DataCite can reach you.")


def _ca_path(params: Mapping[str, Any]) -> str | None:
    value = _text(params, "ca_path")
    if value is None:
        return None
    path = os.path.expanduser(value)
    if not os.path.exists(path):
        raise InvalidConnection("ca_path", f"ca_path: there is no file or folder {path}.")
    return path
