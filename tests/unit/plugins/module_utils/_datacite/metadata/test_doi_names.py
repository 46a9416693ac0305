# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plain form of DOI names, the syntax of new ones, and the suffix computed from an identity."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.doi_names import (
    ALPHABET,
    doubt_about_new,
    has_valid_check,
    is_prefix,
    plain,
    problem,
    problem_of_new,
    split,
    suffix,
)

IDENTITIES = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip())


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("10.5438/0012", "10.5438/0012"),
        ("10.5438/ABC", "10.5438/abc"),
        ("  10.5438/abc\n", "10.5438/abc"),
        ("https://doi.org/10.5438/ABC", "10.5438/abc"),
        ("http://dx.doi.org/10.5438/abc", "10.5438/abc"),
        ("HTTPS://DOI.ORG/10.5438/abc", "10.5438/abc"),
        ("doi.org/10.5438/abc", "10.5438/abc"),
        ("https://doi.org/10.5438/a%2Bb%2Fc", "10.5438/a+b/c"),
        ("10.5438/a%2Bb", "10.5438/a%2bb"),
        ("doi:10.5438/abc", "10.5438/abc"),
        ("DOI: 10.5438/abc", "10.5438/abc"),
        ("info:doi/10.5438/abc", "10.5438/abc"),
        ("nonsense", "nonsense"),
    ],
)
def test_the_plain_form(written, name):
    assert plain(written) == name


@given(st.text())
def test_the_plain_form_of_a_plain_form_is_itself_unless_it_names_a_resolver_twice(text):
    once = plain(text)
    if "doi" not in once:
        assert plain(once) == once.strip()


@pytest.mark.parametrize("text", ["10.5438", "10.82001"])
def test_prefixes(text):
    assert is_prefix(text)


@pytest.mark.parametrize("text", ["10.543", "10.543811", "10.5438/", "11.5438", "10.5438.1", "", None, 10.5438, "10.5438\n", "10.٥٤٣٨"])
def test_what_is_no_prefix(text):
    assert not is_prefix(text)


def test_splitting():
    assert split("10.5438/a/b") == ("10.5438", "a/b")
    assert split("10.5438") == ("10.5438", "")


@pytest.mark.parametrize(
    ("doi", "message"),
    [
        ("10.5438/0012", None),
        ("10.5438/a+b<c>;d", None),
        ("10.5438", "`10.5438` is no DOI: nothing follows the prefix"),
        ("nonsense", "`nonsense` is no DOI: it must begin with a prefix such as 10.5438"),
    ],
)
def test_what_no_doi_may_be(doi, message):
    assert problem(doi) == message


@pytest.mark.parametrize("doi", ["10.5438/0012", "10.82001/a-b._;()/:c*~$=", "10.5438/a/b/c", "10.5438/media", "10.5438/x@y,z"])
def test_new_names_that_datacite_takes(doi):
    assert problem_of_new(doi) is None


@pytest.mark.parametrize("character", list(" +<>#?%\"'[]") + ["é", "–", "\t", "\x7f"])
def test_characters_that_a_new_name_may_not_have(character):
    assert (
        problem_of_new(f"10.5438/a{character}b")
        == f"`{character}` may not stand in the name of a new DOI; allowed are letters, digits and - . _ ; ( ) / : * ~ $ ="
    )


@pytest.mark.parametrize(
    ("doi", "message"),
    [
        ("10.5438/a//b", "an empty, `.` or `..` part between slashes; such a name cannot be addressed reliably"),
        ("10.5438/a/../b", "an empty, `.` or `..` part between slashes; such a name cannot be addressed reliably"),
        ("10.5438/a/", "an empty, `.` or `..` part between slashes; such a name cannot be addressed reliably"),
        ("10.5438/.", "an empty, `.` or `..` part between slashes; such a name cannot be addressed reliably"),
        ("10.5438/a/media", "a name that ends in /media cannot be told from a path of DataCite's API"),
        ("10.5438/a/activities", "a name that ends in /activities cannot be told from a path of DataCite's API"),
        ("10.5438/a/metadata", "a name that ends in /metadata cannot be told from a path of DataCite's API"),
        ("10.5438/" + "a" * 248, "256 characters; the name of a DOI may have 255"),
        ("10.5438/", "`10.5438/` is no DOI: nothing follows the prefix"),
    ],
)
def test_new_names_that_cannot_be(doi, message):
    assert problem_of_new(doi) == message


def test_a_doubt_names_the_characters():
    assert doubt_about_new("10.5438/a!b&c") == "`! &` is outside of what DataCite documents for the name of a DOI; it may refuse it"
    assert doubt_about_new("10.5438/abc") is None


@pytest.mark.parametrize(
    ("prefix", "identity", "computed"),
    [
        # Pinned for ever: another result would mint every DOI of every user a second time.
        ("10.5438", "accession-0001", "19ey-z2bp-6sga"),
        ("10.82001", "accession-0001", "s391-445k-3sfs"),
        ("10.5438", "Zürich", "9zj8-xr7a-f4jp"),
    ],
)
def test_the_computed_suffix_never_changes(prefix, identity, computed):
    assert suffix(prefix, identity) == computed


@given(IDENTITIES)
def test_the_form_of_a_computed_suffix(identity):
    computed = suffix("10.5438", identity)
    assert [len(group) for group in computed.split("-")] == [4, 4, 4]
    assert set(computed) <= set(ALPHABET) | {"-"}
    assert has_valid_check(computed)
    assert problem_of_new(f"10.5438/{computed}") is None


@given(IDENTITIES, st.text(" \t\r\n\u00a0"), st.text(" \t\r\n\u00a0"))
def test_white_space_around_and_unicode_form_do_not_count(identity, before, after):
    expected = suffix("10.5438", identity)
    assert suffix("10.5438", before + identity + after) == expected
    assert suffix("10.5438", unicodedata.normalize("NFD", identity)) == expected


def test_case_and_inner_white_space_count():
    assert len({suffix("10.5438", identity) for identity in ("a b", "A b", "a  b", "ab")}) == 4


def test_a_hundred_thousand_identities_do_not_collide():
    assert len({suffix("10.5438", f"accession-{number}") for number in range(100_000)}) == 100_000


@given(IDENTITIES, st.integers(0, 11), st.integers(1, 31))
def test_any_one_wrong_character_is_found(identity, place, step):
    characters = list(suffix("10.5438", identity).replace("-", ""))
    characters[place] = ALPHABET[(ALPHABET.index(characters[place]) + step) % 32]
    assert not has_valid_check(grouped(characters))


@given(IDENTITIES, st.integers(0, 11), st.integers(0, 11))
def test_any_two_exchanged_characters_are_found(identity, left, right):
    characters = list(suffix("10.5438", identity).replace("-", ""))
    if characters[left] != characters[right]:
        characters[left], characters[right] = characters[right], characters[left]
        assert not has_valid_check(grouped(characters))


def grouped(characters: list[str]) -> str:
    text = "".join(characters)
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


@pytest.mark.parametrize("text", ["", "19ey-z2bp", "19ey-z2bp-6sg", "19ey-z2bp-6sgu", "19eyz2bp6sga", "19ey-z2bp-6sga-1234"])
def test_what_is_no_computed_suffix(text):
    assert not has_valid_check(text)


@pytest.mark.parametrize(
    ("prefix", "identity", "message"),
    [
        ("10.54", "a", "`10.54` is no prefix; one looks like 10.5438"),
        (10.8201, "a", "`10.8201` is no prefix; one looks like 10.5438"),
        ("10.5438", 5349, "the identity must be a text, and 5349 is none; quote it"),
        ("10.5438", " \n", "the identity is empty; give a text that stands for this DOI for ever"),
        ("10.5438", "\ud800", "the identity holds half a character (a lone surrogate)"),
    ],
)
def test_what_no_suffix_is_computed_from(prefix, identity, message):
    with pytest.raises(ValueError) as caught:
        suffix(prefix, identity)
    assert str(caught.value) == message
