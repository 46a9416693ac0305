# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The language of the resource."""

from __future__ import annotations

from collections.abc import Iterator

from ..language import language
from .declared import Declared, written
from .finding import Finding
from .xml_schema import is_language


def language_findings(declared: Declared) -> Iterator[Finding]:
    """An error where DataCite would keep nothing of the language, or refuse it in a public state."""
    text = written(declared.attributes.get("language"))
    path = "metadata.language"
    if text is None or text == "" or isinstance(declared.attributes["language"], bool | float):
        return
    if text.startswith("-") and not text.strip("-"):
        yield Finding("error", path, f"`{text}` is no language; DataCite answers it with an error", "write a language tag such as en")
        return
    suggestion = _tag(text)
    if language(text) is None:
        yield Finding("error", path, f"`{text[:60]}` is no language tag; DataCite would keep nothing of it", suggestion)
    elif text.strip() and not is_language(text):
        yield Finding(declared.strict, path, f"`{text[:60]}` is no language tag; a registered or findable DOI needs one", suggestion)


def _tag(text: str) -> str:
    candidate = text.strip().replace("_", "-")
    return f"did you mean `{candidate}`?" if is_language(candidate) else "write a language tag such as en or pt-BR"
