#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Our rulebase is good; and of a small one in which one line is wrong, `winevent check` names file, line and fault, and
# exits with 1. The wrong lines are in rulebase/faults. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
: "${WINEVENT:?is the tool}" "${RULEBASE:?is the rulebase}"
unset WINEVENT_RULEBASE WINEVENT_LANG
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

number=0
failed=0
# result STATUS TITLE: with what the tool said, where it failed.
result() {
    number=$((number + 1))
    test "$1" -eq 0 && echo "ok $number - $2" && return
    sed 's/^/# /' said
    echo "not ok $number - $2"
    failed=1
}

# fresh: a good rulebase that can be written to, in ./rulebase.
fresh() {
    rm -rf rulebase
    mkdir -p rulebase
    (cd "$here/rulebase" && find . -name '*.json' -o -name '*.rulebase') | while read -r file; do
        mkdir -p "rulebase/${file%/*}"
        cat "$here/rulebase/$file" >"rulebase/$file"
    done
}

grep -v '^#' "$here/rulebase/faults" >faults
echo "1..$(($(wc -l <faults) + 3))"

"$WINEVENT" check "$RULEBASE" >said 2>&1
result $? 'the rulebase is good'
fresh
"$WINEVENT" check rulebase >said 2>&1
result $? 'the sample is good'

while IFS='%' read -r where line expected; do
    # shellcheck disable=SC2086
    set -- $where
    line=${line# } # in some files a blank at the beginning is one too many
    line=${line% }
    file=$1 at=$2
    # shellcheck disable=SC2086
    set -- $expected
    place=$1
    expected=${expected#*"$place "}
    case $place in
        0) place=rulebase/$file ;;
        *:*) place=rulebase/$place ;;
        *) place=rulebase/$file:$place ;;
    esac
    fresh
    line=$line awk -v at="$at" 'FNR == at { print ENVIRON["line"]; next } { print }' "$here/rulebase/$file" \
        >"rulebase/$file"
    "$WINEVENT" check rulebase >said 2>&1
    status=$?
    case $status,$(cat said) in
        "1,$place: $expected"*) result 0 "$place: $expected" ;;
        *) result 1 "$place: $expected" ;;
    esac
done <faults

fresh
rm -r rulebase/events
"$WINEVENT" check rulebase >said 2>&1
status=$?
test $status -eq 2 && grep -q '^winevent: rulebase/events: ' said
result $? 'a folder that is missing is not a fault in a file'
exit $failed
