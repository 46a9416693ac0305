#!/bin/sh
# Puts pip where ansible-test looks for it, so that it needs no other host than the package index.
#
#   seed_ansible_test.sh PYTHON     PYTHON is the interpreter of the environment that ansible-core is installed in
#
# ansible-test installs pip into the environments it makes with a script that it downloads once, from a host of its own, and
# keeps in ~/.ansible/test/cache. This writes such a script there: it runs the same version of pip, from a wheel beside it.
set -eu

python=$1
cache=$HOME/.ansible/test/cache
mkdir -p "$cache"

version=$("$python" - <<'PYTHON'
import pathlib
import re

import ansible_test

source = pathlib.Path(ansible_test.__file__).parent / "_internal" / "python_requirements.py"
pins = re.findall(r"pip='([0-9.]+)'", source.read_text())
print(pins[0])  # the first is that of today's Pythons; those of old ones follow
PYTHON
)

script=$cache/get_pip_$(echo "$version" | tr . _).py
wheel=pip-$version-py3-none-any.whl
[ -s "$script" ] && [ -s "$cache/$wheel" ] && exit 0

"$python" -m pip download -qq --disable-pip-version-check --no-deps --dest "$cache" "pip==$version"
cat > "$script" <<PYTHON
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "$wheel"))

from pip._internal.cli.main import main

sys.exit(main(["install"] + [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]))
PYTHON
