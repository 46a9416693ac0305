# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which connections are made of options, and which are refused."""

from __future__ import annotations

import dataclasses

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import Connection, InvalidConnection, connection

SECRETS = {"username": "PIDOPS.LAB", "password": "s3cr3t-horse"}


def refusal(**options) -> InvalidConnection:
    with pytest.raises(InvalidConnection) as caught:
        connection(options)
    assert "s3cr3t" not in str(caught.value)
    return caught.value


def test_nothing_reaches_production_unless_somebody_wrote_it() -> None:
    assert connection({}).api_url == "https://api.test.datacite.org"
    assert connection({"system": "production"}).api_url == "https://api.datacite.org"
    assert connection({"system": None, "api_url": ""}) == connection({})


@pytest.mark.parametrize(
    "url",
    [
        "https://api.datacite.org",
        "https://API.DataCite.org/",
        "https://api.datacite.org.",
        "https://api.datacite.org:443",
        "http://api.datacite.org",
        "https://mds.datacite.org",
        "https://datacite.org/api",
    ],
)
def test_a_production_host_is_refused_for_the_test_system(url: str) -> None:
    assert refusal(api_url=url).option == "api_url"
    assert "system: production" in str(refusal(system="test", api_url=url))


@pytest.mark.parametrize(
    "url", ["https://api。datacite.org", "https://api%2Edatacite.org", "https://api.datacite.org\\@127.0.0.1", "https://api.datacite.org\t"]
)
def test_another_spelling_of_a_production_host_does_not_slip_through(url: str) -> None:
    assert refusal(api_url=url).option == "api_url"


def test_a_test_host_is_refused_for_production() -> None:
    assert refusal(system="production", api_url="https://api.test.datacite.org").option == "api_url"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://Sandbox.Example.ORG:8443/datacite/", "https://sandbox.example.org:8443/datacite"),
        ("https://sandbox.example.org:443", "https://sandbox.example.org"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://evil-datacite.org", "https://evil-datacite.org"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ],
)
def test_other_servers_stand_for_either_system(url: str, kept: str) -> None:
    assert connection({"api_url": url}).api_url == kept
    assert connection({"api_url": url, "system": "production"}).api_url == kept


@pytest.mark.parametrize(
    "url",
    [
        "api.test.datacite.org",
        "ftp://api.test.datacite.org",
        "https://",
        "https://a b",
        "https://x?y=1",
        "https://x#y",
        "https://x:99999",
        "https://[::1",
        "file:///x",
        "https://x.org/ä",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    assert refusal(api_url=url).option == "api_url"


def test_credentials_within_the_address_are_refused_and_not_repeated() -> None:
    assert refusal(api_url="https://me:s3cr3t-horse@api.test.datacite.org").option == "api_url"


@pytest.mark.parametrize(
    "url", ["http://sandbox.example.org", "http://10.0.0.1", "http://127.1", "http://localhost.example.org", "http://0.0.0.0", "http://[fe80::1]"]
)
def test_credentials_go_unencrypted_to_this_machine_only(url: str) -> None:
    assert refusal(api_url=url, **SECRETS).option == "api_url"
    assert refusal(api_url=url, token="DC.s3cr3t").option == "api_url"
    assert connection({"api_url": url}).api_url == url


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://127.9.9.9", "http://localhost:80", "http://[::1]:5", "http://sandbox.localhost"])
def test_this_machine_may_have_them_unencrypted(url: str) -> None:
    assert connection({"api_url": url, **SECRETS}).is_loopback


def test_token_and_password_exclude_each_other() -> None:
    assert refusal(token="DC.s3cr3t", **SECRETS).option == "token"
    both = connection({"username": "PIDOPS.LAB", "token": "DC.s3cr3t"})
    assert (both.username, both.token, both.password) == ("PIDOPS.LAB", "DC.s3cr3t", None)


@pytest.mark.parametrize(
    ("options", "culprit"),
    [
        ({"username": "PIDOPS.LAB"}, "password"),
        ({"password": "s3cr3t-horse"}, "username"),
        ({"username": "A:B", "password": "s3cr3t-horse"}, "username"),
        ({"username": "   ", "password": "s3cr3t-horse"}, "username"),
        ({"username": "PIDOPS.LAB", "password": "s3cr3t-horse\n"}, "password"),
        ({"token": "DC.s3cr3t\n"}, "token"),
        ({"token": "Bearer s3cr3t"}, "token"),
        ({"username": 5, "password": "s3cr3t-horse"}, "username"),
        ({"username": "DC.s3cr3t", "token": "DC.s3cr3t2"}, "username"),
    ],
)
def test_half_or_spoiled_credentials_are_refused(options: dict, culprit: str) -> None:
    assert refusal(**options).option == culprit


@pytest.mark.parametrize("password", [None, "", "anything"])
def test_an_api_key_as_user_name_is_a_token_and_stays_secret(password: str | None) -> None:
    made = connection({"username": "DC.s3cr3t", "password": password})
    assert (made.username, made.password, made.token) == (None, None, "DC.s3cr3t")
    assert "s3cr3t" not in repr(made)


def test_empty_credentials_are_none() -> None:
    assert not connection({"username": "", "password": "", "token": ""}).has_credentials


def test_secrets_are_not_in_the_representation() -> None:
    made = connection({**SECRETS})
    assert "s3cr3t" not in repr(made) + str(made) + f"{made}"
    assert "s3cr3t" not in repr(connection({"token": "DC.s3cr3t"}))
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.password = None  # type: ignore[misc]


def test_the_pace_depends_on_the_system_and_spares_this_machine() -> None:
    assert connection({}).rate_limit == 700
    assert connection({"system": "production"}).rate_limit == 900
    assert connection({"api_url": "http://127.0.0.1:1"}).rate_limit is None
    assert connection({"api_url": "http://127.0.0.1:1", "rate_limit": 20}).rate_limit == 20
    assert connection({"api_url": "https://sandbox.example.org"}).rate_limit == 700


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("timeout", 0),
        ("timeout", -1),
        ("timeout", "soon"),
        ("timeout", float("nan")),
        ("timeout", 1e9),
        ("timeout", True),
        ("retries", -1),
        ("retries", 1.5),
        ("retries", 1000),
        ("retries", float("nan")),
        ("rate_limit", 0),
        ("rate_limit", 3001),
        ("rate_limit", "x"),
        ("rate_limit", float("inf")),
        ("system", "prod"),
        ("contact", "nobody"),
        ("contact", "a@b\r\nX: y"),
        ("contact", "https://u:s3cr3t@x.org"),
        ("contact", "https://x.org/(y)"),
        ("ca_path", "/no/such/bundle.pem"),
    ],
)
def test_values_without_sense_are_refused(option: str, value: object) -> None:
    assert refusal(**{option: value}).option == option


@pytest.mark.parametrize(
    ("contact", "kept"),
    [
        ("ops@example.org", "ops@example.org"),
        ("mailto:ops@example.org", "ops@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
        ("", None),
    ],
)
def test_contact_is_an_email_or_an_address(contact: str, kept: str | None) -> None:
    assert connection({"contact": contact}).contact == kept


def test_options_are_taken_over(tmp_path) -> None:
    made = connection({"timeout": "2.5", "retries": "0", "rate_limit": "10", "validate_certs": False, "ca_path": str(tmp_path)})
    assert made == Connection("test", "https://api.test.datacite.org", None, None, None, 2.5, 0, 10, None, False, str(tmp_path))
