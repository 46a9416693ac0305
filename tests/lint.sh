#!/usr/bin/env bash
# Runs every linter on the copy of the collection that tests/in_tree.sh made, and fails if any of them complains.
#
#   lint.sh BIN CACHE          BIN holds the linters, CACHE takes what they want to remember
set -uo pipefail

bin=$1
cache=$2
cd "$(dirname "$0")/.."
top=$PWD/.tree
export PATH="$bin:$PATH" ANSIBLE_COLLECTIONS_PATH=$top MYPY_CACHE_DIR=$cache/mypy RUFF_CACHE_DIR=$cache/ruff XDG_CACHE_HOME=$cache PY_COLORS=0
cd "$top/ansible_collections/pidops/datacite" || exit 1

failed=""
lint() {
    printf '%s\n' "-- $1"
    shift
    "$@" || failed="$failed
  $*"
}

types_of_plugins() {
    local packages=()
    for room in module_utils plugin_utils modules action; do
        if compgen -G "plugins/$room/*" >/dev/null; then packages+=(-p "ansible_collections.pidops.datacite.plugins.$room"); fi
    done
    [ "${#packages[@]}" -eq 0 ] || (cd "$top" && mypy --config-file "$OLDPWD/mypy.ini" "${packages[@]}")
}

types_of_sandbox() {
    MYPYPATH=roles/sandbox/files mypy -p datacite_sandbox
}

lint "ruff" ruff check .
lint "mypy, plugins" types_of_plugins
lint "mypy, sandbox" types_of_sandbox
lint "yamllint" yamllint --strict .
lint "ansible-lint" ansible-lint --offline
lint "antsibull-docs" antsibull-docs lint-collection-docs --plugin-docs --validate-collection-refs=all .
lint "antsibull-changelog" antsibull-changelog lint

if [ -n "$failed" ]; then
    printf 'These complained:%s\n' "$failed" >&2
    exit 1
fi
