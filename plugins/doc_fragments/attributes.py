# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:

    DOCUMENTATION = r"""
options: {}
"""

    WRITES = r"""
options: {}
attributes:
  check_mode:
    support: full
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    details: DataCite is read and asked for its judgement, and nothing is written.
  diff_mode:
    support: full
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), when in diff mode.
  idempotent:
    support: full
    description: When run twice in a row outside check mode, with the same arguments, the second invocation indicates no change.
  action_group:
    support: full
    description: Use C(group/pidops.datacite.datacite) in C(module_defaults) to set the connection options of all modules of the collection at once.
    membership: [pidops.datacite.datacite]
"""

    READS = r"""
options: {}
attributes:
  check_mode:
    support: full
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    details: This module only reads.
  diff_mode:
    support: N/A
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), when in diff mode.
    details: This module only reads.
  idempotent:
    support: full
    description: When run twice in a row outside check mode, with the same arguments, the second invocation indicates no change.
    details: This module only reads.
  action_group:
    support: full
    description: Use C(group/pidops.datacite.datacite) in C(module_defaults) to set the connection options of all modules of the collection at once.
    membership: [pidops.datacite.datacite]
"""
