# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rights completed from the SPDX list, as observed at DataCite."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.licences import LICENCES
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.rights import completed, completed_text

OBSERVED = [
    ("Apache-2.0", "Apache License 2.0", "http://www.apache.org/licenses/LICENSE-2.0"),
    ("ODbL-1.0", "ODC Open Database License v1.0", "http://www.opendatacommons.org/licenses/odbl/1.0/"),
    ("EUPL-1.2", "European Union Public License 1.2", "https://joinup.ec.europa.eu/page/eupl-text-11-12"),
    ("OGL-UK-3.0", "Open Government Licence v3.0", "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
    ("PDDL-1.0", "ODC Public Domain Dedication & License 1.0", "http://opendatacommons.org/licenses/pddl/1.0/"),
    ("AGPL-3.0-only", "GNU Affero General Public License v3.0 only", "https://www.gnu.org/licenses/agpl.txt"),
    ("LGPL-2.1-or-later", "GNU Lesser General Public License v2.1 or later", "https://www.gnu.org/licenses/old-licenses/lgpl-2.1-standalone.html"),
    ("CC0-1.0", "Creative Commons Zero v1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/legalcode"),
]


def test_the_list_is_the_one_that_datacite_has():
    assert len(LICENCES) == 422
    assert len({identifier.casefold() for identifier, _unused, _unused in LICENCES}) == 422
    assert [identifier for identifier, _unused, _unused in LICENCES] == sorted(identifier for identifier, _unused, _unused in LICENCES)


@pytest.mark.parametrize(("identifier", "name", "address"), OBSERVED)
def test_expansion(identifier, name, address):
    stored = completed({"rightsIdentifier": identifier.upper()})
    assert (stored["rights"], stored["rightsUri"], stored["rightsIdentifier"]) == (name, address, identifier.lower())
    assert completed({"rights": name}) == stored
    assert completed(stored) == stored


TWINS = [
    ("GPL-1.0-only", "gpl-1.0"),
    ("GPL-2.0-only", "gpl-2.0"),
    ("GPL-3.0-or-later", "gpl-3.0+"),
    ("LGPL-3.0+", "lgpl-3.0-or-later"),
    ("StandardML-NJ", "SMLNJ"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_twins_are_one(one, other):
    assert completed({"rightsIdentifier": one}) == completed({"rightsIdentifier": other})


def test_the_first_licence_that_fits_wins():
    assert completed({"rights": "Apache License 2.0", "rightsIdentifier": "mit"})["rightsIdentifier"] == "apache-2.0"
    assert completed({"rights": "Mine", "rightsUri": "https://creativecommons.org/licenses/by/4.0/", "rightsIdentifier": "mit"})["rightsIdentifier"] == "mit"


ADDRESSES = {
    "http://creativecommons.org/licenses/by/4.0/": "cc-by-4.0",
    "https://creativecommons.org/licenses/by-nc-nd/4.0": "cc-by-nc-nd-4.0",
    "http://creativecommons.org/licenses/by/4.0/legalcode": "cc-by-4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "cc0-1.0",
    "http://creativecommons.org/licenses/by/3.0/us/": "cc-by-3.0",
    "http://opensource.org/licenses/MIT": "mit",
}


@pytest.mark.parametrize(("address", "identifier"), ADDRESSES.items())
def test_addresses(address, identifier):
    assert completed({"rights": address})["rightsIdentifier"] == identifier
    assert completed_text(address)["rightsIdentifier"] == identifier


@pytest.mark.parametrize(
    "entry", [{"rights": "MIT"}, {"rights": "mit license"}, {"rightsUri": "https://opensource.org/licenses/MIT"}, {"rights": "http"}, {"rights": ""}]
)
def test_no_licence(entry):
    assert completed(entry) == entry


def test_unlisted_identifiers():
    assert completed({"rights": "X", "rightsIdentifier": "HOUSE-1"}) == {"rights": "X", "rightsIdentifier": "house-1"}
    assert completed({"rights": "X", "rightsIdentifier": " "}) == {"rights": "X"}


def test_language_is_kept():
    assert completed({"rightsIdentifier": "MIT", "lang": "en"})["lang"] == "en"


def test_one_plain_text():
    assert completed_text("MIT")["rightsIdentifier"] == "mit"
    assert completed_text("mit") == {"rights": "mit"}
    assert completed_text(" ") == {}
