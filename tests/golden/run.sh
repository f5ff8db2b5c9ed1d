#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh [CASE...]: messages through the tool in both profiles; compares documents, summary and exit status with the
# files beside the input. `UPDATE=1 run.sh` writes those files instead: the diff is the review. Speaks TAP.
# CASE.in has one message a line, CASE.in0 has NUL behind each; CASE.opts has the options for the tool, which are
# `--explain none` without it, so that a better sentence in the rulebase changes few files here.
set -u
here=$(cd "$(dirname "$0")" && pwd)
: "${WINEVENT:?is the tool}" "${RULEBASE:?is the rulebase}"
unset WINEVENT_LANG WINEVENT_RULEBASE
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# compare GOLDEN ACTUAL: shows how they differ, or makes them one.
compare() {
    if test -n "${UPDATE:-}"; then
        cmp -s "$1" "$2" || cp "$2" "$1"
    elif test ! -f "$1"; then
        echo "# $1 does not exist; UPDATE=1 $0 writes it"
        return 1
    else
        diff -u "$1" "$2" >"$scratch/diff" && return
        sed 's/^/# /' "$scratch/diff"
        return 1
    fi
}

# one CASE INPUT: false if anything differs.
one() {
    options='--explain none'
    good=0
    test ! -f "$1.opts" || options=$(cat "$1.opts")
    case $2 in *.in0) options="$options --null" ;; esac
    for profile in native ecs; do
        # shellcheck disable=SC2086
        "$WINEVENT" decode --pretty --color never --rulebase "$RULEBASE" --profile $profile $options <"$2" \
            >"$scratch/out" 2>"$scratch/err"
        echo "exit status $?" >>"$scratch/err"
        compare "$1.$profile.json" "$scratch/out" || good=1
        compare "$1.err" "$scratch/err" || good=1
    done
    return $good
}

number=0
failed=0
result() {
    number=$((number + 1))
    test "$1" -eq 0 || failed=1
    if test "$1" -eq 0; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}

test $# -gt 0 || set -- "$here"/*/*.in "$here"/*/*.in0
echo "1..$(($# + 1))"
for input; do
    case=${input%.in}
    case=${case%.in0}
    test -f "$input" || { test -f "$case.in" && input=$case.in || input=$case.in0; }
    one "$case" "$input"
    result $? "${case#"$here"/}"
done

orphans=0
for file in "$here"/*/*.json "$here"/*/*.err "$here"/*/*.opts; do
    case=${file%.*}
    case=${case%.native}
    case=${case%.ecs}
    test -f "$case.in" || test -f "$case.in0" || test ! -f "$file" || { echo "# $file has no input"; orphans=1; }
done
result $orphans 'each file belongs to an input'
exit $failed
