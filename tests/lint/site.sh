#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The pack of a site in rulebase/README.md is the file in contrib/site. (That its examples are true, docs.sh sees to.)
# Speaks TAP.
set -u
cd "${abs_top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
echo 1..1
awk '/^## A pack of your own/ { here = 1 } here && /^```/ { if (inside) exit; inside = 1; next } inside' \
    rulebase/README.md >"$scratch/shown"
diff -u contrib/site/events/backup.json "$scratch/shown" >"$scratch/difference" &&
    echo 'ok 1 - the README shows contrib/site/events/backup.json' && exit 0
sed 's/^/# /' "$scratch/difference"
echo 'not ok 1 - the README shows contrib/site/events/backup.json'
exit 1
