# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options by which every module finds DataCite. Documented in the fragment `connection`. Private to the collection."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import env_fallback


def _option(name: str, **attributes: t.Any) -> dict[str, t.Any]:
    return {"type": "str", "fallback": (env_fallback, [f"DATACITE_{name.upper()}"]), **attributes}


def connection_options() -> dict[str, t.Any]:
    """The argument spec of the connection options; each can come from the environment."""
    return {
        "system": _option("system", choices=["test", "production"], default="test"),
        "api_url": _option("api_url"),
        "username": _option("username"),
        "password": _option("password", no_log=True),
        "token": _option("token", no_log=True),
        "timeout": _option("timeout", type="int", default=60),
        "retries": _option("retries", type="int", default=5),
        "rate_limit": _option("rate_limit", type="int"),
        "contact": _option("contact"),
        "validate_certs": _option("validate_certs", type="bool", default=True),
        "ca_path": _option("ca_path", type="path"),
    }
