# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LaTeX as the plain text that a reader sees; what is no LaTeX stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.bibtex.latex import MOST_CHARACTERS, Latex, address
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Unusable


@pytest.mark.parametrize("written", [r'M{\"u}ller', r'M\"uller', r'M\"{u}ller', r'M{\"{u}}ller', r'M{\" u}ller', "Müller"])
def test_every_spelling_of_an_accent(written):
    assert Latex().text(written) == "Müller"


@pytest.mark.parametrize(("written", "text"), [
    (r"\'a \`e \^o \~n \=u \.Z \"{\i} \'\i", "á è ô ñ ū Ż ï í"),
    (r"\c{c} \c c \v{s} \v s \H{o} \k{a} \r{a} \u{g} \d{s} \b{b}", "ç ç š š ő ą å ğ ṣ ḇ"),
    (r"{\ss} \ss{} {\o}{\O} {\aa}{\AA} {\l}{\L} {\ae}{\AE} {\oe} {\i} {\dh}{\th}", "ß ß øØ åÅ łŁ æÆ œ ı ðþ"),
    (r"\cb{t} \textcommabelow{s}", "ț ș"),
    (r"\& \% \$ \# \_ \{ \}", "& % $ # _ { }"),
    (r"A~B\ C\,D", "A B C D"),
    ("1--2 a---b", "1–2 a—b"),
    ("``quoted'' and `so' it's", "\u201cquoted\u201d and \u2018so\u2019 it's"),
    (r"\textit{Homo} \emph{sapiens} {\em x} {\bf y} \textsc{Z}", "Homo sapiens x y Z"),
    (r"\enquote{x} \mkbibquote{y}", "\u201cx\u201d \u201cy\u201d"),
    (r"see \url{https://example.org/~a_b%20} or \href{https://example.org}{there}", "see https://example.org/~a_b%20 or there"),
    (r"{{NaCl} and {DNA}}", "NaCl and DNA"),
    (r"CO\textsubscript{2}, m\textsuperscript{2}, 1\textsuperscript{st}", "CO₂, m², 1st"),
    (r"{\textless}i{\textgreater} {\textendash} {\textquoteright}", "<i> – \u2019"),
    (r"{\noopsort{1973a}}1973", "1973"),
    (r"\apj and \mnras", "Astrophysical Journaland Monthly Notices of the Royal Astronomical Society"),
])  # fmt: skip
def test_commands(written, text):
    assert Latex().text(written) == text


@pytest.mark.parametrize(("written", "text"), [
    ("$x^2$", "x²"),
    (r"$\alpha$-helix", "α-helix"),
    (r"H$_2$O, $^{14}$C, 10$^{-3}$, $37^\circ$C", "H₂O, ¹⁴C, 10⁻³, 37°C"),
    (r"$\mathrm{CO}_2$ and $\rm CO_2$", "CO₂ and CO₂"),
    (r"$p < 0.05$, $\sim$5 $\mu$m", "p < 0.05, ∼5 μm"),
    (r"\ensuremath{\beta_2} \(x_i\)", "β₂ xᵢ"),
    (r"$\frac{1}{2}$", "1/2"),
    (r"$\sqrt{s_{\rm NN}}=5.02$ TeV", r"$\sqrt{s_{\rm NN}}=5.02$ TeV"),
    (r"$\sum_{i=1}^N x$", r"$\sum_{i=1}^N x$"),
])  # fmt: skip
def test_formulas_become_text_where_unicode_has_all_of_their_signs(written, text):
    assert Latex().text(written) == text


@pytest.mark.parametrize("text", [
    "100% of A & B_c, #1: it costs $5 and $10", "title1$ Some Title", "a^b", "see https://example.org/~a--b?c=''", "Été 🐋 «x» – y", 'say "so"', r"C:\temp",
    "50 % off", "~5 km (~3 miles)", "x < y > z", "a | b @ c",
])  # fmt: skip
def test_what_is_no_latex_stays(text):
    assert Latex().text(text) == text


def test_unknown_commands_stay_or_leave_what_is_in_their_braces_and_are_remembered():
    latex = Latex()
    assert latex.text(r"\foo{this} and \bar that") == r"this and \bar that"
    assert latex.unknown == ["foo", "bar"]


@pytest.mark.parametrize(("written", "text"), [
    (r"\url{https://a.org/b\_c\%20\~{}d}", "https://a.org/b_c%20~d"), (r"https://a.org/{\_}{\textasciitilde}b$\sim$c{\%}", "https://a.org/_~b~c%"),
    (r"\href{https://a.org}{b}", "https://a.org"), ("<https://a.org>", "https://a.org"), ("{{https://a.org}}", "https://a.org"),
    (r"10.1234/a\_b{\&}c", "10.1234/a_b&c"), ("10.1002/(SICI)1:8<693::AID>3.0.CO;2-O", "10.1002/(SICI)1:8<693::AID>3.0.CO;2-O"),
    (r"https://a.org/x\y", r"https://a.org/x\y"),
])  # fmt: skip
def test_addresses(written, text):
    assert address(written) == text


@given(st.text(st.sampled_from("\\{}$^_~%&#'`\"-[]()abcimox \n\té"), max_size=80))
def test_any_text_becomes_text_on_one_line(written):
    latex = Latex()
    try:
        text = latex.text(written)
    except Unusable:
        return
    assert "\n" not in text
    assert text == text.strip(" ")
    address(written)


def test_too_much_or_too_deep_is_refused():
    for written in ("{" * 20_000 + "}" * 20_000, r"\'e" * MOST_CHARACTERS, "\\begin{a}" * 5_000):
        with pytest.raises(Unusable):
            Latex().text(written)


def test_control_characters_are_space():
    assert Latex().text("Tides\x0b of\x07 Aarhus") == "Tides of Aarhus"
