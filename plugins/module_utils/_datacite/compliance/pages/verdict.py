# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check says of one page. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .wording import harmless

PASSED, FAILED, UNKNOWN, NOT_APPLICABLE = "passed", "failed", "unknown", "not_applicable"
STATES = (PASSED, FAILED, UNKNOWN, NOT_APPLICABLE)


@dataclass(frozen=True)
class Verdict:
    """`message` says what was found, or why nothing can be said; `evidence` are values that tell more. Empty for what passed."""

    state: str
    message: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


passed = Verdict(PASSED)


def failed(message: str, **evidence: Any) -> Verdict:
    """Something is wrong. Message and evidence may quote pages."""
    return Verdict(FAILED, harmless(message), {name: _harmless(value) for name, value in evidence.items()})


def unknown(message: str) -> Verdict:
    """Nothing could be learnt."""
    return Verdict(UNKNOWN, harmless(message))


def not_applicable(message: str) -> Verdict:
    """The question does not arise."""
    return Verdict(NOT_APPLICABLE, message)


def _harmless(value: Any) -> Any:
    if isinstance(value, list):
        return [_harmless(entry) for entry in value]
    return harmless(value) if isinstance(value, str) else value
