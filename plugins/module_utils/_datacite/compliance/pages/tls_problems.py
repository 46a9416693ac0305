# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a server's certificate or encryption, in words. Private to the collection.

The numbers are those of `X509_V_ERR_…` (https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/).
"""

from __future__ import annotations

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


def told_apart(problem: ssl.SSLError, host: str) -> tuple[str, str]:
    """(kind, half a sentence); the kind is `dropped` where the connection just ended."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        kind = _KINDS.get(problem.verify_code, OTHER)
        return kind, _WORDS[kind].format(host=host)
    if isinstance(problem, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return "dropped", f"{host} ended the connection instead of answering"
    reason = (problem.reason or "").replace("_", " ").lower()
    return "handshake", f"no encrypted connection to {host} comes about" + (f": {reason}" if reason else "")
