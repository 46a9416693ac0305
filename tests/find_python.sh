#!/bin/sh
# Prints the path of a Python that can make virtual environments.
#
#   find_python.sh             the first one at hand that is 3.11 or newer
#   find_python.sh 3.13        one of exactly that version
#
# A name on PATH proves nothing (version managers put shims there that only say "not installed"), so each candidate is run.
# Exit status 1, and nothing on stdout, where there is none.
set -u

wanted=${1:-}
managed=${PYENV_ROOT:-$HOME/.pyenv}/versions

fits() {
    "$1" - "$wanted" >/dev/null 2>&1 <<'PYTHON'
import ensurepip
import sys
import venv

wanted = sys.argv[1]
fits = sys.version_info >= (3, 11) if not wanted else "%d.%d" % sys.version_info[:2] == wanted
sys.exit(0 if fits else 1)
PYTHON
}

if [ -n "$wanted" ]; then
    candidates="python$wanted python3"
else
    candidates="python3 python3.14 python3.13 python3.12 python3.11 python"
fi

for name in $candidates; do
    path=$(command -v "$name") && fits "$path" && exec "$path" -c 'import sys; print(sys.executable)'
done
for path in "$managed/${wanted:-3.1}"*/bin/python3; do
    [ -x "$path" ] && fits "$path" && exec "$path" -c 'import sys; print(sys.executable)'
done

echo "find_python.sh: no Python ${wanted:-3.11 or newer} with venv and ensurepip found (on Debian: the package python3-venv)" >&2
exit 1
