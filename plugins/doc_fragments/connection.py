# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:

    DOCUMENTATION = r"""
options:
  system:
    description:
      - Which of DataCite's two systems is meant. They are entirely separate - accounts, passwords, prefixes and DOIs of the one are unknown to the other.
      - Nothing reaches production unless V(production) is written here or in the environment.
      - Falls back to the environment variable E(DATACITE_SYSTEM).
    type: str
    choices: [test, production]
    default: test
  api_url:
    description:
      - The address of the REST API, where it is not DataCite's own for O(system), for instance a sandbox or a proxy.
      - The production host together with O(system=test) is refused. Credentials travel over C(http://) to this machine itself only.
      - Falls back to the environment variable E(DATACITE_API_URL).
    type: str
  username:
    description:
      - The repository account, such as V(EXAMPLE.REPO). A member account can read, and cannot write DOIs.
      - May be left out with O(token); the account is then learnt from DataCite.
      - Falls back to the environment variable E(DATACITE_USERNAME).
    type: str
  password:
    description:
      - The password of O(username), or an API key of it (V(DC.…)).
      - Mutually exclusive with O(token).
      - Falls back to the environment variable E(DATACITE_PASSWORD). A C(.netrc) file is never used.
    type: str
  token:
    description:
      - An API key (V(DC.…)) or a JSON web token, instead of a password.
      - Falls back to the environment variable E(DATACITE_TOKEN).
    type: str
  timeout:
    description:
      - How many seconds to wait for an answer.
      - Falls back to the environment variable E(DATACITE_TIMEOUT).
    type: int
    default: 60
  retries:
    description:
      - How often a request is repeated after a dropped connection, a time-out or an error page of a gateway. Only requests that may be repeated are.
      - Falls back to the environment variable E(DATACITE_RETRIES).
    type: int
    default: 5
  rate_limit:
    description:
      - How many requests all processes of this user on this machine together may make in five minutes.
      - The default is 900 for production and 700 for the test system, as DataCite asks for. An address of this machine itself is not slowed down.
      - Falls back to the environment variable E(DATACITE_RATE_LIMIT).
    type: int
  contact:
    description:
      - An e-mail address or URL at which DataCite can reach whoever runs this; it goes into the C(User-Agent).
      - Falls back to the environment variable E(DATACITE_CONTACT).
    type: str
  validate_certs:
    description:
      - Whether the certificate of the server has to be valid.
      - Falls back to the environment variable E(DATACITE_VALIDATE_CERTS).
    type: bool
    default: true
  ca_path:
    description:
      - A file, or a directory, with the certificates of the authorities to trust.
      - Falls back to the environment variable E(DATACITE_CA_PATH).
    type: path
requirements:
  - python >= 3.11 where the task runs
  - requests
notes:
  - In a play or block with C(module_defaults), the group C(group/pidops.datacite.datacite) gives these options to all modules of the collection.
  - Tasks on a C(local) connection run inside Ansible's own process, without the start of another Python; with C(become), C(async) or another connection
    the module runs on the host, and needs Python and C(requests) there. The result is the same.
"""
