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

# Of each document its file and its format: in native profile the second word of its object `event`. All files are read by
# one process; a message that is no event tells where the next file begins.
formats() {
    "$WINEVENT" decode --quiet --explain none --rulebase "$RULEBASE" --csv-fields "$columns" "$@" |
        sed -e 's/.*"message":"file \([^" ]*\)"}$/file \1/' \
            -e 's/.*"event":{\("uid":"[0-9a-f]*",\)\{0,1\}"format":"\([^"]*\)".*/\2/' |
        awk '$1 == "file" { file = $2; next } { print file "\t" $0 }'
}

{
    for file in "$here"/*.in; do
        echo "file $(basename "$file")"
        cat "$file"
    done | formats
    for file in "$here"/*.in0; do
        printf 'file %s\0' "$(basename "$file")"
        cat "$file"
    done | formats --null
} | sort | uniq -c | awk '{ print $2 "\t" $3 "\t" $1 }' | sort >"$scratch/table"
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
