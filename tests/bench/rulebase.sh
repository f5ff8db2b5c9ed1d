#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the size of the rulebase costs: loading, memory, and a message, with a tenth of ours, all of it, and ten times as
# much. Prints a table in Markdown. Needs jq. The message bench takes turns, and the best of BENCH_ROUNDS (3) counts.
set -eu -o pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
winevent=${WINEVENT:-winevent}
rulebase=${RULEBASE:-$here/../../rulebase}
rounds=${BENCH_ROUNDS:-3}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
command -v jq >/dev/null || { echo 'tests/bench/rulebase.sh: jq is needed' >&2; exit 2; }

# Every tenth entry, and what has a text of its own among the codes; the pack of the messages stays whole, so that the
# documents are the same. What leads to an entry that is not there any more is left out.
make_tenth() {
    local to=$1 file name
    mkdir -p "$to/events" "$to/codes" "$to/text/en"
    for file in "$rulebase"/codes/*.json; do
        name=${file##*/}
        [ -f "$rulebase/text/en/$name" ] || echo '{"codes": []}' >"$scratch/none"
        jq --slurpfile text "$([ -f "$rulebase/text/en/$name" ] && echo "$rulebase/text/en/$name" || echo "$scratch/none")" '
            ([$text[0].codes[]?.code | {key: ascii_downcase, value: true}] | from_entries) as $explained
            | .codes |= [to_entries[] | select(.key % 10 == 0 or $explained[.value.code | ascii_downcase]) | .value]
            | del(.explained, .translated)' "$file" >"$to/codes/$name"
    done
    for file in "$rulebase"/events/*.json; do
        name=${file##*/}
        if [ "$name" = windows-security.json ]; then
            jq 'del(.explained, .translated) | .events |= map(del(.expect))' "$file" >"$to/events/$name"
        else
            jq 'del(.explained, .translated)
                | .events |= [to_entries[] | select(.key % 10 == 0) | .value | del(.related, .expect)]' "$file" \
                >"$to/events/$name"
        fi
    done
    for file in "$rulebase"/text/en/*.json; do
        name=${file##*/}
        [ -f "$to/events/$name" ] || echo '{"events": []}' >"$scratch/no-events"
        [ -f "$to/codes/$name" ] || echo '{"codes": []}' >"$scratch/no-codes"
        jq --slurpfile e "$([ -f "$to/events/$name" ] && echo "$to/events/$name" || echo "$scratch/no-events")" \
            --slurpfile c "$([ -f "$to/codes/$name" ] && echo "$to/codes/$name" || echo "$scratch/no-codes")" '
            ([$e[0].events[] | {key: (.id | tostring), value: true}, {key: .name, value: true}] | from_entries) as $events
            | ([$c[0].codes[] | {key: (.code | ascii_downcase), value: true}] | from_entries) as $codes
            | (if .events then .events |= map(select($events[(.id // .name) | tostring])) else . end)
            | (if .codes then .codes |= map(select($codes[.code | ascii_downcase])) else . end)' "$file" \
            >"$to/text/en/$name"
    done
}

# Ours, and nine times everything under other names: other packs of other providers, other tables.
make_tenfold() {
    local to=$1 file name i
    mkdir -p "$to/events" "$to/codes" "$to/text/en"
    cp "$rulebase"/events/*.json "$to/events/"
    cp "$rulebase"/codes/*.json "$to/codes/"
    cp "$rulebase"/text/en/*.json "$to/text/en/"
    for i in 1 2 3 4 5 6 7 8 9; do
        for file in "$rulebase"/events/*.json; do
            name=$(basename "$file" .json)
            jq --arg i "$i" '
                def other: map((if .provider then .provider += " " + $i else . end)
                               | (if .channel then .channel += " " + $i else . end));
                .pack += "-" + $i | .match |= other
                | .events |= map(if .match then .match |= other else . end)' "$file" >"$to/events/$name-$i.json"
        done
        for file in "$rulebase"/codes/*.json; do
            name=$(basename "$file" .json)
            jq --arg i "$i" '.table += "-" + $i' "$file" >"$to/codes/$name-$i.json"
        done
        for file in "$rulebase"/text/en/*.json; do
            name=$(basename "$file" .json)
            jq --arg i "$i" '.for += "-" + $i' "$file" >"$to/text/en/$name-$i.json"
        done
    done
}

# The least of the numbers that are read.
least() { sort -n | head -n 1; }

# CPU time of loading, in milliseconds.
load_time() {
    local TIMEFORMAT='%U %S' i
    for ((i = 0; i < 5; i++)); do
        { time "$winevent" decode -q -r "$1" </dev/null >/dev/null; } 2>&1
    done | awk '{ printf "%.0f\n", ($1 + $2) * 1000 }' | least
}

make_tenth "$scratch/tenth"
make_tenfold "$scratch/tenfold"
declare -A title=([tenth]='a tenth' [all]='all' [tenfold]='ten times')
declare -A folder=([tenth]=$scratch/tenth [all]=$rulebase [tenfold]=$scratch/tenfold)
for ((round = 0; round < rounds; round++)); do
    for size in tenth all tenfold; do
        "$winevent" bench -p ecs -r "${folder[$size]}" "$here/nxlog.json" |
            awk '/^decode \+ enrich  / { print $(NF - 2) }' >>"$scratch/$size.ns"
    done
done
echo '| rulebase | events | codes | loading, CPU | in memory | decode + enrich |'
echo '|---|---|---|---|---|---|'
for size in tenth all tenfold; do
    head=$("$winevent" check "${folder[$size]}" | sed -n 1p)
    awk -v title="${title[$size]}" -v head="$head" -v ms="$(load_time "${folder[$size]}")" \
        -v ns="$(least <"$scratch/$size.ns")" 'BEGIN {
            split(head, word, " ")
            printf "| %s | %d | %d | %d ms | %.1f MiB | %.2f us |\n", title, word[3], word[8], ms, word[10] / 1048576, ns / 1000
        }'
done
