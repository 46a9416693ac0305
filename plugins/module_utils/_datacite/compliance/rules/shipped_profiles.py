# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped profiles, as the text of a file of rules."""

from __future__ import annotations

TEXT = r"""profiles:
  - id: datacite-mandatory
    title: What DataCite asks of every DOI
    rules: [R01, R02, R03, R04, R05, R06, R07, R08, R09, R10, R11]

  - id: datacite-recommended
    title: What DataCite recommends
    rules: [+datacite-mandatory, R12, R14, R16, R26, R30, R32, R51]

  - id: grei-v2
    title: GREI metadata recommendations, version 2
    rules: [+datacite-recommended, R19, R23, R24, R25]

  - id: openaire-data
    title: OpenAIRE guidelines for data archives
    rules: [+datacite-recommended, R28, R29, R36, R49]

  - id: horizon-europe
    title: Horizon Europe grant agreement, annex 5
    rules: [+datacite-recommended, R25, R47]

  - id: fuji-0.8
    title: F-UJI FAIR metrics 0.8, as far as DOI and landing page tell
    rules: [R04, R05, R12, R14, R26, R31, R32, R38, H01, H09, H13, H14, H15]

  - id: landing-page
    title: Landing pages
    rules: [H01, H02, H03, H04, H05, H06, H07, H08, H09, H10, H11, H12, H13, H14, H15, H16, H17, H18]

  - id: ops-hygiene
    title: Running a repository
    rules:
      [R02, R03, R06, R10, R11, R20, R21, R33, R34, R35, R48, S01, S02, S03, S04, S05, S06, S07, S08, S09, S10, S11, S12, S13]

  - id: best-practices
    title: Good practice beyond what is asked
    rules: [R13, R15, R17, R18, R22, R27, R37, R38, R39, R40, R41, R42, R43, R44, R45, R50]

  - id: geo
    title: Data about places
    rules: [+datacite-recommended, R46]
"""
