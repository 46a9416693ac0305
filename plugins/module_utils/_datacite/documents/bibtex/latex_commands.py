# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What LaTeX commands in BibTeX stand for, as far as the LaTeX parser's own tables do not say it. Private to the collection."""

from __future__ import annotations

ARGUMENTS: tuple[tuple[str, str], ...] = (
    *((name, "{") for name in (
        "MakeLowercase", "MakeUppercase", "SortNoop", "bibinfo", "bibnamefont", "bibfnamefont", "cb", "ce", "citenamefont", "doi", "enquote", "fbox", "hbox",
        "lowercase", "mathnormal", "mathsurround", "mkbibbold", "mkbibemph", "mkbibitalic", "mkbibparens", "mkbibquote", "nocase", "nolinkurl", "noopsort",
        "operatorname", "path", "sc", "textcommabelow", "textgreek", "textln", "textmd", "textnormal", "textquote", "textsubscript", "textsuperscript",
        "textulf", "titlecap", "uline", "ul", "uppercase", "underline", "urlstyle", "boldsymbol", "bm",
    ) if name not in ("bibinfo", "sc")),
    ("bibinfo", "{{"),
    ("foreignlanguage", "{{"),
    ("href", "{{"),
    ("textcyr", "{"),
)  # fmt: skip
"""Commands that the parser does not know, and what follows them: `{` an argument."""

TRANSPARENT = frozenset((
    "MakeLowercase", "MakeUppercase", "bibnamefont", "bibfnamefont", "bm", "boldsymbol", "ce", "citenamefont", "emph", "ensuremath", "fbox", "hbox",
    "lowercase", "mathbf", "mathit", "mathnormal", "mathrm", "mathsf", "mathtt", "mbox", "mkbibbold", "mkbibemph", "mkbibitalic", "mkbibparens", "nocase",
    "operatorname", "overline", "text", "textbf", "textcolor", "textcyr", "textgreek", "textit", "textln", "textmd", "textnormal", "textrm", "textsc",
    "textsf", "textsl", "texttt", "textup", "titlecap", "ul", "uline", "underline", "uppercase",
))  # fmt: skip
"""Commands of which only the last argument is of interest: they change how it looks."""

SILENT = frozenset((
    "allowbreak", "bf", "bfseries", "boldmath", "displaystyle", "em", "footnotesize", "ignorespaces", "it", "itshape", "large", "Large", "leavevmode",
    "limits", "mdseries", "mit", "nobreak", "normalfont", "normalsize", "protect", "relax", "rm", "rmfamily", "sc", "scriptsize", "scshape", "sf", "sffamily",
    "sl", "slshape", "small", "textstyle", "tiny", "tt", "ttfamily", "unboldmath", "unskip", "upshape", "urlstyle", "SortNoop", "noopsort", "-", "/", "!", '"-',
    "null", "cyrchar", "bibnamedelima", "bibinitdelim", "bibinitperiod", "phantom", "hphantom", "vphantom",
))  # fmt: skip
"""Commands that leave nothing to be read."""

QUOTING = {"enquote": ("\u201c", "\u201d"), "mkbibquote": ("\u201c", "\u201d"), "textquote": ("\u201c", "\u201d")}

SYMBOLS = {
    " ": " ", ",": " ", ";": " ", ":": " ", "@": "", "\\": " ", "newline": " ", "linebreak": " ", "par": " ", "space": " ", "item": " ",
    "quad": " ", "qquad": " ",
    "nobreakspace": " ", "thinspace": " ", "enspace": " ", "textvisiblespace": " ", "&": "&", "%": "%", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_",
    "textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "textquotedbl": '"', "textquotesingle": "'", "textasteriskcentered": "*",
    "textellipsis": "\u2026", "ldots": "\u2026", "dots": "\u2026", "slash": "/", "textendash": "\u2013", "textemdash": "\u2014", "nobreakdash": "",
    "texttrademark": "\u2122", "textregistered": "\u00ae", "textcopyright": "\u00a9", "copyright": "\u00a9", "pounds": "\u00a3", "euro": "\u20ac",
    "S": "\u00a7", "P": "\u00b6", "dag": "\u2020", "ddag": "\u2021", "textdagger": "\u2020", "degree": "\u00b0", "textdegree": "\u00b0",
    "textcelsius": "\u2103", "celsius": "\u2103", "micro": "\u00b5", "textmu": "\u00b5", "textohm": "\u03a9", "textnumero": "\u2116", "textbullet": "\u2022",
    "permil": "\u2030", "textperthousand": "\u2030", "glqq": "\u201e", "grqq": "\u201c", "glq": "\u201a", "grq": "\u2018", "flqq": "\u00ab", "frqq": "\u00bb",
    "guillemetleft": "\u00ab", "guillemetright": "\u00bb", "og": "\u00ab\u00a0", "fg": "\u00a0\u00bb", "quotedblbase": "\u201e", "quotesinglbase": "\u201a",
    "lq": "\u2018", "rq": "\u2019", "guilsinglleft": "\u2039", "guilsinglright": "\u203a", "SS": "\u1e9e", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "TeX": "TeX",
    "BibTeX": "BibTeX", "lbrack": "[", "rbrack": "]", "lbrace": "{", "rbrace": "}", "DJ": "\u0110", "dj": "\u0111", "textminus": "\u2212",
}  # fmt: skip
"""Commands that stand for a text by themselves."""

JOURNALS = {
    "aap": "Astronomy and Astrophysics", "aapr": "Astronomy and Astrophysics Reviews", "aaps": "Astronomy and Astrophysics Supplement",
    "actaa": "Acta Astronomica", "aj": "Astronomical Journal", "ao": "Applied Optics", "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal Letters", "apjs": "Astrophysical Journal Supplement", "aplett": "Astrophysics Letters",
    "apspr": "Astrophysics Space Physics Research", "apss": "Astrophysics and Space Science", "araa": "Annual Review of Astronomy and Astrophysics",
    "azh": "Astronomicheskii Zhurnal", "baas": "Bulletin of the American Astronomical Society", "bain": "Bulletin Astronomical Institute of the Netherlands",
    "caa": "Chinese Astronomy and Astrophysics", "cjaa": "Chinese Journal of Astronomy and Astrophysics", "fcp": "Fundamental Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta", "grl": "Geophysical Research Letters", "iaucirc": "IAU Circulars", "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics", "jcp": "Journal of Chemical Physics", "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer", "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society", "memsai": "Memorie della Societ\u00e0 Astronomica Italiana",
    "mnras": "Monthly Notices of the Royal Astronomical Society", "na": "New Astronomy", "nar": "New Astronomy Reviews", "nat": "Nature",
    "nphysa": "Nuclear Physics A", "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan", "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports", "physscr": "Physica Scripta", "planss": "Planetary and Space Science", "pra": "Physical Review A",
    "prb": "Physical Review B", "prc": "Physical Review C", "prd": "Physical Review D", "pre": "Physical Review E", "prl": "Physical Review Letters",
    "procspie": "Proceedings of the SPIE", "psj": "Planetary Science Journal", "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronom\u00eda y Astrof\u00edsica", "skytel": "Sky and Telescope", "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy", "ssr": "Space Science Reviews", "zap": "Zeitschrift f\u00fcr Astrophysik",
}  # fmt: skip
"""The commands for journals that astronomers' bibliographies are full of (the macros of the American Astronomical Society's journals)."""

_RAISED = "0123456789+-=()abcdefghijklmnoprstuvwxyz\u2212\u2218\u00b0*'"
_RAISED_FORMS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207c\u207d\u207e" + (
    "\u1d43\u1d47\u1d9c\u1d48\u1d49\u1da0\u1d4d\u02b0\u2071\u02b2\u1d4f\u02e1\u1d50\u207f\u1d52\u1d56\u02b3\u02e2\u1d57\u1d58\u1d5b\u02b7\u02e3\u02b8\u1dbb"
    "\u207b\u00b0\u00b0*\u2032"
)
_LOWERED = "0123456789+-=()aehijklmnoprstuvx\u2212"
_LOWERED_FORMS = "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b\u208c\u208d\u208e" + (
    "\u2090\u2091\u2095\u1d62\u2c7c\u2096\u2097\u2098\u2099\u2092\u209a\u1d63\u209b\u209c\u1d64\u1d65\u2093\u208b"
)
SUPERSCRIPTS = dict(zip(_RAISED, _RAISED_FORMS, strict=True))
SUBSCRIPTS = dict(zip(_LOWERED, _LOWERED_FORMS, strict=True))
