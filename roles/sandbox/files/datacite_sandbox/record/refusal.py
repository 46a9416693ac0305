# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a write is refused: the HTTP status and the exact body that DataCite's back end answers."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A write (or a read of a damaged record) that is answered with an error.

    `damaged` is the record that is stored all the same: a failure after the commit loses the answer, not the write.
    """

    def __init__(self, status: int, body: object, damaged: dict[str, Any] | None = None) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.damaged = damaged


def request_error(status: int, title: str) -> Refused:
    """An error of the request as a whole; such entries carry their status as text."""
    return Refused(status, {"errors": [{"status": str(status), "title": title}]})


def uncaught(title: str) -> Refused:
    """A failure that nobody in the application caught: status 500, and a bare body that speaks of 400."""
    return Refused(500, {"status": 400, "title": title})


def no_method(name: str, value: Any) -> Refused:
    """A value was asked for something that its kind cannot do; this sort of failure is caught and answered with 400."""
    return request_error(400, f"undefined method `{name}' for {_kind_in_sentence(value)}")


def no_conversion(value: Any, wanted: str) -> Refused:
    """A value of the wrong kind where text or a number was needed; this sort is not caught."""
    names = {None: "nil", True: "true", False: "false"}
    name = names[value] if value is None or isinstance(value, bool) else kind(value)
    return uncaught(f"no implicit conversion of {name} into {wanted}")


def not_found() -> Refused:
    return request_error(404, "The resource you are looking for doesn't exist.")


def parameter_missing(name: str) -> Refused:
    return request_error(422, f"param is missing or the value is empty or invalid: {name}")


def invalid(errors: list[tuple[str, str]], doi: str, *, status: int = 422) -> Refused:
    """Errors of validation: the first one of each source, its first letter in upper case."""
    first: dict[str, str] = {}
    for source, title in errors:
        first.setdefault(source, title)
    return Refused(status, {"errors": [{"source": source, "title": _upper_first(title), "uid": doi.lower()} for source, title in first.items()]})


def kind(value: Any) -> str:
    """What the back end's messages call the kind of a JSON value."""
    if isinstance(value, bool):
        return "TrueClass" if value else "FalseClass"
    for python, name in ((str, "String"), (int, "Integer"), (float, "Float"), (list, "Array"), (dict, "Hash")):
        if isinstance(value, python):
            return name
    return "NilClass"


def _kind_in_sentence(value: Any) -> str:
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"an instance of {kind(value)}"


def _upper_first(title: str) -> str:
    return title[:1].upper() + title[1:]
