#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# doc/CATALOG.md is what `winevent catalog` writes of our rulebase; `make catalog` renews it. Speaks TAP.
set -u
: "${WINEVENT:?is the tool}" "${RULEBASE:?is the rulebase}"
cd "${abs_top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}" || exit 1
unset WINEVENT_LANG WINEVENT_RULEBASE
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
echo 1..1
"$WINEVENT" catalog --lang en "$RULEBASE" >"$scratch/written" 2>&1 &&
    diff -u doc/CATALOG.md "$scratch/written" >"$scratch/difference" &&
    echo 'ok 1 - doc/CATALOG.md is up to date' && exit 0
sed 's/^/# /' "$scratch/difference" | head -n 40
echo 'not ok 1 - doc/CATALOG.md is up to date; if not: make catalog'
exit 1
