# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of names in BibTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.bibtex.latex import Latex
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.bibtex.names import people
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Unusable


def names(text: str) -> list[str]:
    return [entry["name"] for entry in people(text, "author", Latex().text).entries]


def kinds(text: str) -> list[str | None]:
    return [entry.get("nameType") for entry in people(text, "author", Latex().text).entries]


@pytest.mark.parametrize(("text", "expected"), [
    ("Ngozi Okafor", ["Okafor, Ngozi"]),
    ("Okafor,Ngozi AND Lind, Eva", ["Okafor, Ngozi", "Lind, Eva"]),
    ("Okafor, Ngozi\n   and\tLind, Eva", ["Okafor, Ngozi", "Lind, Eva"]),
    ("Ludwig van Beethoven and van der Berg, Jan", ["van Beethoven, Ludwig", "van der Berg, Jan"]),
    ("King, Jr., Martin Luther and King, Martin Luther, Jr.", ["King Jr., Martin Luther", "King Jr., Martin Luther"]),
    ("{Riess}, Adam G. and J. {Smith}", ["Riess, Adam G.", "Smith, J."]),
    ("Lind, Eva and and Bo, Ko and", ["Lind, Eva", "Bo, Ko"]),
    (r"\'Alvarez, Jos\'e and \'Alvarez, Ana and {\'E}mile Zola", ["Álvarez, José", "Álvarez, Ana", "Zola, Émile"]),
    (r"Lars \O stby and J. \v Svejk", ["Østby, Lars", "Švejk, J."]),
    ("family=Berg, given=Jan, prefix=van den, useprefix=true", ["van den Berg, Jan"]),
    ("A. Smith, B. Jones, C. Doe", ["Smith, A.", "Jones, B.", "Doe, C."]),
    ("Smith, John; Doe, Jane", ["Smith, John", "Doe, Jane"]),
    (r"Smith, J. \& Doe, J.", ["Smith, J.", "Doe, J."]),
    ("Smith, John et al.", ["Smith, John"]),
    ("Smith, John and {and others}", ["Smith, John"]),
    ("O'Brien, Conan and Díaz-Canel, Miguel", ["O'Brien, Conan", "Díaz-Canel, Miguel"]),
    ("* Prof. Abilasha N. & Dr. Girisha M.C.", ["Prof. Abilasha N.", "Dr. Girisha M.C."]),
    ("Ngozi Okafor & Eva Lind", ["Okafor, Ngozi", "Lind, Eva"]),
    ("Marks & Spencer Group", ["Marks & Spencer Group"]),
    ("M&uuml;ller, J&ouml;rg and Lind*, Eva*", ["Müller, Jörg", "Lind, Eva"]),
    ("Okafor NA and Lind E", ["Okafor NA", "Lind E"]),
    ("Eva Lind III and Martin Luther King, Jr. and Jan van der Berg Jr", ["Lind III, Eva", "King Jr., Martin Luther", "van der Berg Jr, Jan"]),
    ("", []), (" and ", []), (",", []), ("{}", []),
])  # fmt: skip
def test_people(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("text", [
    "{Tide Gauge Network}", "{{Health, Labour and Welfare, Ministry of}}", "Tide Gauge Network", "World Health Organization", "University of Bern",
    "Intergovernmental Panel on Climate Change", "The pandas development team", r"Bundesamt f{\"u}r Statistik",
])  # fmt: skip
def test_organisations(text):
    assert names(text) == [Latex().text(text)]
    assert kinds(text) == ["Organizational"]


@pytest.mark.parametrize("text", ["Plato", "Okafor, ", "Bank of England", "{Okafor, Ngozi}"])
def test_nobody_can_know(text):
    assert kinds(text) == [None]


@given(st.text(st.sampled_from("\\{}, ;&andAB'`\"=~.\u00c9"), max_size=60))
def test_any_text_gives_names_with_something_in_them(text):
    try:
        found = people(text, "author", Latex().text)
    except Unusable:
        return
    assert all(entry["name"].strip() for entry in found.entries)
