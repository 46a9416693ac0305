# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a server's certificate or encryption, in words. Private to the collection.

The numbers are those of `X509_V_ERR_…` (https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/).
"""

from __future__ import annotations

import os
import ssl

EXPIRED, NOT_YET_VALID, REVOKED = "expired", "not yet valid", "revoked"
WRONG_NAME, SELF_SIGNED, UNTRUSTED, OTHER = "wrong name", "self-signed", "untrusted", "other"

_KINDS = {
    2: UNTRUSTED, 9: NOT_YET_VALID, 10: EXPIRED, 18: SELF_SIGNED, 19: SELF_SIGNED, 20: UNTRUSTED, 21: UNTRUSTED, 23: REVOKED, 62: WRONG_NAME, 64: WRONG_NAME,
}  # fmt: skip
_WORDS = {
    NOT_YET_VALID: "the certificate of {host} is not valid yet",
    EXPIRED: "the certificate of {host} has expired",
    SELF_SIGNED: "the certificate of {host} is signed by nobody but itself",
    UNTRUSTED: "the certificate of {host} comes from an authority that is not known here; often the server does not send the intermediate certificate",
    REVOKED: "the certificate of {host} has been revoked",
    WRONG_NAME: "the certificate of {host} is for another name",
    OTHER: "the certificate of {host} cannot be verified",
}


def trusting(ca_path: str | None) -> ssl.SSLContext:
    """What connections are verified by: the system's authorities, and those at `ca_path` (a file or a folder). Raises OSError where that cannot be read."""
    context = ssl.create_default_context()
    if ca_path is not None:
        is_folder = os.path.isdir(ca_path)
        context.load_verify_locations(cafile=None if is_folder else ca_path, capath=ca_path if is_folder else None)
    return context


def authorities_problem(ca_path: str | None) -> str | None:
    """A warning where no certificate can be verified on this machine."""
    found = ssl.get_default_verify_paths()
    places: tuple[str | None, ...] = (ca_path, found.cafile, found.capath)
    if any(place is not None for place in places):
        return None
    return "this machine knows no certificate authorities, so that no page over https can be verified; install ca-certificates, or give ca_path"


def told_apart(problem: ssl.SSLError, host: str) -> tuple[str, str]:
    """(kind, half a sentence); the kind is `dropped` where the connection just ended."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        kind = _KINDS.get(problem.verify_code, OTHER)
        return kind, _WORDS[kind].format(host=host)
    if isinstance(problem, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return "dropped", f"{host} ended the connection instead of answering"
    reason = (problem.reason or "").replace("_", " ").lower()
    return "handshake", f"no encrypted connection to {host} comes about" + (f": {reason}" if reason else "")
