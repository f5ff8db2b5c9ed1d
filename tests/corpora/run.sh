#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Each line of this folder is recognised as what it is, and none as another: the whole table of file, format and count is that
# of `expected.tsv`. UPDATE=1 writes that file anew: the diff is the review. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
: "${WINEVENT:?is the tool}" "${RULEBASE:?is the rulebase}"
unset WINEVENT_LANG WINEVENT_RULEBASE
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
columns=EventTime,Hostname,EventType,EventID,Channel,SourceName,AccountName,Message

# Of each document its format: in native profile the second word of its object `event`.
count() {
    case $1 in *.in0) set -- "$1" --null ;; *) set -- "$1" ;; esac
    file=$1
    shift
    "$WINEVENT" decode --quiet --explain none --rulebase "$RULEBASE" --csv-fields "$columns" "$@" <"$file" |
        sed 's/.*"event":{\("uid":"[0-9a-f]*",\)\{0,1\}"format":"\([^"]*\)".*/\2/' | sort | uniq -c |
        while read -r n format; do printf '%s\t%s\t%s\n' "$(basename "$file")" "$format" "$n"; done
}

for file in "$here"/*.in "$here"/*.in0; do
    count "$file"
done >"$scratch/table"
test -z "${UPDATE-}" || cp "$scratch/table" "$here/expected.tsv"

failed=0
result() {
    test "$1" -eq 0 || failed=1
    if test "$1" -eq 0; then echo "ok $2"; else echo "not ok $2"; fi
}

echo 1..3
diff -u "$here/expected.tsv" "$scratch/table" >"$scratch/difference"
result $? '1 - each line is recognised as what it is'
sed 's/^/# /' "$scratch/difference"
awk -F'\t' '/^foreign-/ && $2 != "none" { print "# " $0; bad = 1 } END { exit bad }' "$scratch/table"
result $? '2 - what is no Windows event is taken for none'
# Each format of the README's table, of prose too, has lines here.
awk -F'\t' '{ print $2 }' "$scratch/table" | sort -u >"$scratch/formats"
sed -n '/^## Formats/,/^Everything else/s/^| \(`[^|]*`\) |.*/\1/p' "$here/../../README.md" | tr -d '` ' | tr ',' '\n' | sort -u \
    >"$scratch/wanted"
comm -23 "$scratch/wanted" "$scratch/formats" >"$scratch/missing"
sed 's/^/# no lines of /' "$scratch/missing"
test -s "$scratch/wanted" && ! test -s "$scratch/missing"
result $? '3 - each format has lines here'
exit $failed
