# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text that looks as if something went wrong on its way here: LaTeX, escaped HTML, mojibake, control characters. Warnings only: DataCite keeps it all."""

from __future__ import annotations

import re

from .finding import Finding

ENORMOUS_TEXT = 100_000

# One cheap look decides for nearly every text that there is nothing to find.
_SUSPECT = re.compile("[\\\\$&ÂÃâ\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LATEX = re.compile(
    r"\\[a-zA-Z]+\s*\{|\\[\"'`^~=.]\{?[a-zA-Z]|\$[^$\n]{0,80}[\\^_][^$\n]{0,80}\$|\\(?:alpha|beta|gamma|delta|mu|sigma|pm|times|textit|textbf|emph)\b"
)
_ESCAPED_HTML = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[a-zA-Z]{3,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
# UTF-8 read as Latin-1 or Windows-1252: é becomes Ã©, a quotation mark â€œ.
_MOJIBAKE = re.compile("[ÂÃ][\x80-\xbf]|â€|â\x80|\ufffd")


def conspicuous(text: str) -> bool:
    """Whether `appearance_findings` may have anything to say of `text`."""
    return len(text) > ENORMOUS_TEXT or _SUSPECT.search(text) is not None


def appearance_findings(text: str, path: str, found: list[Finding]) -> None:
    """Appends what is conspicuous about `text`."""
    if len(text) > ENORMOUS_TEXT:
        found.append(Finding("warning", path, f"{len(text)} characters; DataCite keeps them, but few programs show them"))
    if not _SUSPECT.search(text):
        return
    if _SURROGATE.search(text):
        found.append(Finding("error", path, "half a character (a lone surrogate): this text cannot be sent", "write the character itself"))
    if _CONTROL.search(text):
        found.append(Finding("warning", path, "a control character, which DataCite's XML cannot hold", "remove it"))
    if _LATEX.search(text):
        found.append(Finding("warning", path, "looks like LaTeX; DataCite shows it as it is", "write the characters themselves"))
    if _ESCAPED_HTML.search(text):
        found.append(Finding("warning", path, "looks like escaped HTML; DataCite shows it as it is", "write the character itself, such as & instead of &amp;"))
    if _MOJIBAKE.search(text):
        found.append(Finding("warning", path, "looks like text read in the wrong encoding", "write it in UTF-8"))
