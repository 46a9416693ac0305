# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What DataCite keeps of the markup in a subject."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.text import sanitised, squeezed

KEPT = {
    "\tsea level": "sea level",
    " ": "",
    "sea level<!-- c -->": "sea level",
    "<![CDATA[sea level]]>": "",
    "551.46 &#8211; x": "551.46 \u2013 x",
    "sea & shore": "sea &amp; shore",
    "sea level &amp; co": "sea level &amp; co",
    "<b>sea level</b>": "<b>sea level</b>",
    "<i>sea level</i> H<sub>2</sub>O": "<i>sea level</i> H<sub>2</sub>O",
    "EARTH &gt; AIR": "EARTH &gt; AIR",
    "a < b > c": "a &lt; b &gt; c",
    "(&lt;20 L)": "(&lt;20 L)",
    '<a href="https://example.org">x</a>': "x",
    "x<br/>y<p>z</p>": "x<br>yz",
    "x<script>alert(1)</script>": "xalert(1)",
    "551.46\u200bx": "551.46\u200bx",
    "\"q\" 'r'": "\"q\" 'r'",
    "a <b": "a",
    "<b>a<i>b</b>c": "<b>a<i>b</i></b>c",
    "a\u00a0 b&nbsp;c": "a b c",
}


@pytest.mark.parametrize(("written", "kept"), KEPT.items())
def test_kept(written, kept):
    assert sanitised(written) == kept
    assert sanitised(kept) == kept


def test_squeezed():
    assert squeezed(" a\u2003\u00a0b\n\tc ") == "a b c"
