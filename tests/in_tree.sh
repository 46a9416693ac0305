#!/usr/bin/env bash
# Copies the checkout to where Ansible's tools expect a collection, and prints that folder.
#
#   in_tree.sh [TOP]           TOP is .tree unless said; the collection is in TOP/ansible_collections/pidops/datacite
#
# ansible-test refuses any other place, and resolves symbolic links before it looks. It also asks git what belongs to the
# collection, so the copy (what git tracks, and new files that it does not ignore) becomes a repository of its own.
set -euo pipefail

cd "$(dirname "$0")/.."
top=${1:-.tree}
tree=$top/ansible_collections/pidops/datacite

rm -rf "$tree"
mkdir -p "$tree"
git ls-files -z --cached --others --exclude-standard --deduplicate |
    while IFS= read -r -d '' file; do
        # A file that is deleted but still known to git is left out.
        if [ -e "$file" ] || [ -L "$file" ]; then printf '%s\0' "$file"; fi
    done |
    tar --null --files-from=- -cf - |
    tar -xf - -C "$tree"

cd "$tree"
git init -q
git add -A
git -c user.name=tree -c user.email=tree@localhost -c commit.gpgsign=false commit -qm tree
pwd
