# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages that are shown instead of the landing page as if all were well: for logging in, of an error, the home page, nothing. Private to the collection.

Told by the title, the first headings and the address: words of errors in the middle of a page may be those of the work.
"""

from __future__ import annotations

import re

from .html_page import Page
from .location import normalised, path_of
from .subject import PageSubject
from .visit import Visit
from .wording import squashed

_LOGIN_PATH = re.compile(
    r"/(log-?in|log-?on|sign-?in|anmelden|auth|sso|cas|idp|saml2?|oauth2?|oidc|shibboleth(\.sso)?|wayf|discovery|"
    r"wp-login\.php|loginpage\.xhtml|password-login)(/|\.|$)",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(r"\b(log ?in|log ?on|sign ?in|anmeld(en|ung)|connexion|iniciar sesi[oó]n|authenticat\w+|single sign)\b", re.IGNORECASE)
_ERROR_TITLE = re.compile(
    r"(error |http |status |code )*(404|410|500|502|503)\W*(error|page|gone|bad gateway|service unavailable|.{0,60}not found)?\W*( page)?\W*|"
    r"((the |this |that )?(requested |web ?)?(page|file|item|record|resource|dataset|data set|document|object|article|url|handle|entry|site|content) "
    r"((you requested |you are looking for )?(was |could |can |is |does |has )?(not|no longer|cannot) ?(be |been )?(found|exists?|available|located)|"
    r"missing|unavailable))\W*|"
    r"(page |file |item |record |object )?not found\W*|oops\W*|oops[!.,…].{0,60}|(an )?(internal |unexpected |server |application )*error( occurred| page)?\W*|"
    r"seite (konnte )?nicht gefunden\W*( werden)?|nicht gefunden|page (non trouv[ée]e|introuvable)|introuvable|p[aá]gina no encontrada|no encontrad[oa]|"
    r"pagina non trovata|p[aá]gina n[ãa]o encontrada|pagina niet gevonden|this domain is for sale\W*|domain (is )?parked|welcome to nginx!?|it works!?|"
    r"apache2? .{0,20}default page.*|index of /.*|under construction|site maintenance|maintenance( mode)?",
    re.IGNORECASE,
)
_ERROR_PATH = re.compile(r"/(404|error|errors?/.{0,20}|not-?found|page-?not-?found)(\.\w{2,5})?/?$", re.IGNORECASE)
_LONGEST_ERROR = 200
_HOME_PATH = re.compile(r"/(index|home|default|start|main)?(\.\w{3,5})?/?", re.IGNORECASE)


def login_wall(visit: Visit, page: Page, subject: PageSubject) -> str:
    """How a page asks people to log in instead of showing the work; empty where it does not."""
    declared = subject.url or ""
    moved = bool(visit.hops) and normalised(visit.url) != normalised(declared)
    is_led_there = moved and _LOGIN_PATH.search(path_of(visit.url)) is not None and _LOGIN_PATH.search(path_of(declared)) is None
    if is_led_there and (page.asks_for_password or _LOGIN_TITLE.search(page.title)):
        return "leads to a page for logging in"
    if page.asks_for_password and _LOGIN_TITLE.search(page.title) and not _names_the_work(page, subject):
        return "leads to a form for logging in"
    return ""


def stand_in(visit: Visit, page: Page, subject: PageSubject) -> str:
    """What is shown in the place of the landing page; empty where nothing says so."""
    if _is_home(visit.url) and not _is_home(subject.url or "") and not _names_the_work(page, subject):
        return "leads to the home page"
    if visit.hops and _ERROR_PATH.search(path_of(visit.url)) and not _ERROR_PATH.search(path_of(subject.url or "")):
        return f"leads to an error page ({path_of(visit.url)[:80]})"
    for text in (page.title, *page.headings[:2]):
        error = "" if _has_title(squashed(text), subject) else _error_in(text)
        if error:
            return f"leads to an error page ({error[:80]})"
    is_silent = visit.page is not None and not page.text and not page.scripts and not page.is_partial
    return "leads to an empty page" if is_silent else ""


def _names_the_work(page: Page, subject: PageSubject) -> bool:
    return squashed(subject.doi) in page.squashed or _has_title(page.squashed, subject)


def _has_title(shown: str, subject: PageSubject) -> bool:
    return any(own and own in shown for own in map(squashed, subject.titles))


def _is_home(url: str) -> bool:
    return _HOME_PATH.fullmatch(path_of(url)) is not None and "?" not in url and "#" not in url


def _error_in(title: str) -> str:
    """The part of a title that is that of an error page; empty where none is."""
    if len(title) > _LONGEST_ERROR:
        return ""
    parts = [title, *re.split(r"\s+[|\-–—:·•»«]+\s+|\s*[|:]\s+", title)]
    return next((part for part in parts if _ERROR_TITLE.fullmatch(part.strip())), "")
