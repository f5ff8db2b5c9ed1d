#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the tool prints about a small rulebase, whole, with its exit status: one line of `cases` each. UPDATE=1 writes
# what is expected anew. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
: "${WINEVENT:?is the tool}"
unset WINEVENT_LANG COLUMNS
LC_ALL=C
WINEVENT_RULEBASE=rulebase
export LC_ALL WINEVENT_RULEBASE
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$here" || exit 1

echo "1..$(($(grep -vc '^#' cases) + 9))"
number=0
failed=0
while read -r name arguments; do
    case $name in '#'*) continue ;; esac
    number=$((number + 1))
    # shellcheck disable=SC2086
    COLUMNS=80 "$WINEVENT" $arguments >"$scratch/said" 2>&1 </dev/null
    echo "exit status $?" >>"$scratch/said"
    # How much memory a rulebase takes depends on the machine.
    sed 's/; [0-9]* bytes in memory$/; ... bytes in memory/' "$scratch/said" >"$scratch/printed"
    test -z "${UPDATE-}" || cat "$scratch/printed" >"expected/$name"
    if diff -u "expected/$name" "$scratch/printed" >"$scratch/difference"; then
        echo "ok $number - $name: winevent $arguments"
    else
        sed 's/^/# /' "$scratch/difference"
        echo "not ok $number - $name: winevent $arguments"
        failed=1
    fi
done <cases

# Input that cannot be read is not the end of input.
number=$((number + 1))
title='external: standard input that is a folder'
if test "$("$WINEVENT" external <"$scratch" 2>&1; echo $?)" = "winevent: standard input: Is a directory
2"; then
    echo "ok $number - $title"
else
    echo "not ok $number - $title"
    failed=1
fi

# What no word of a case can hold: a line that was pasted, more than fits a line, and bytes that are no text.
said() {
    number=$((number + 1))
    if test "$(COLUMNS=80 "$WINEVENT" explain "$2" 2>&1)" = "$3"; then
        echo "ok $number - explain: $1"
    else
        COLUMNS=80 "$WINEVENT" explain "$2" 2>&1 | sed 's/^/# /'
        echo "not ok $number - explain: $1"
        failed=1
    fi
}
said 'a line with a code in three spellings tells it once' \
    'It is denied. 0x80070005 (system: 5 ERROR_ACCESS_DENIED)' "$(COLUMNS=80 "$WINEVENT" explain 0x80070005)"
said 'in a sentence, a small number is no code' 'It took 2 tries and 30 more seconds from 0x0 to 0x18.' \
    "$(COLUMNS=80 "$WINEVENT" explain 0x18)"
hints="  Write an event id, a code as 0x400, 1024 or %%2313, or words of a text.
  'winevent check' lists the 4 packs of events and 11 tables of codes."
said 'a long word is shortened' "$(printf '%03000d' 0 | tr 0 a)" \
    "winevent: nothing is known about 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ...'
$hints"
said 'bytes that are no UTF-8' "$(printf '\377\376q')" "winevent: nothing is known about '$(printf '\357\277\275\357\277\275q')'
$hints"

# The numbers that Windows itself calls errors are in a table of the shipped rulebase.
WINEVENT_RULEBASE=../../rulebase
said 'an error number is the system'"'"'s' 'System error 1326 has occurred.' \
    "$(COLUMNS=80 "$WINEVENT" explain --table win32 1326)"
said 'a word between a table and its code' 'Win32 error 1326' "$(COLUMNS=80 "$WINEVENT" explain --table win32 1326)"
WINEVENT_RULEBASE=rulebase

# Every word that a document may hold has its words in the reader's languages; of outcome two stand in rows of their own.
words=../../plugin/cli/explain_values.def
missing=$(cat ../../rulebase/events/*.json |
    grep -oE '"(lifecycle|category|stage|proves|criticality|outcome|severity|failure_severity)": "[a-z]+"' |
    sed 's/.*: //' | sort -u | grep -v '"unknown"\|"audit"' | while read -r word; do
        grep -q "^CLI_VALUE($word, " $words || echo "$word"
    done)
number=$((number + 1))
if test -z "$missing"; then
    echo "ok $number - explain: all words of documents are in explain_values.def"
else
    printf '%s\n' "$missing" | sed 's/^/# /'
    echo "not ok $number - explain: all words of documents are in explain_values.def"
    failed=1
fi

# No line that could be broken is wider than a terminal. Bytes that only go on with a character take no room, and three
# bytes are a character of two columns.
wide=$(awk 'FILENAME !~ /json|catalog|unknown|no-such|no-value|behind-a|table-in|no-words|expected.check$/ {
    text = $0
    gsub(/[\343-\357][\200-\277][\200-\277]/, "__", text)
    gsub(/[\200-\277]/, "", text)
    if (length(text) > 80)
        print FILENAME ": " $0
}' expected/*)
number=$((number + 1))
test -z "$wide" && echo "ok $number - all fits 80 columns" && exit $failed
printf '%s\n' "$wide" | sed 's/^/# /'
echo "not ok $number - all fits 80 columns"
exit 1
