#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A hole in a set of texts that a pack or a table promises is told by `winevent check`: of each language that each file
# of the shipped rulebase names in `explained` or `translated` the last text is taken away. Speaks TAP.
set -u
: "${WINEVENT:?is the tool}" "${RULEBASE:?is the rulebase}"
LC_ALL=C
export LC_ALL
# The tool loads the rulebase once a promise: slow with a sanitizer, which sees the same code in the other tests.
test -z "${MMWINEVENT_PRELOAD-}" || { echo '1..0 # SKIP of the data, which other builds show'; exit 0; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cp -R "$RULEBASE" "$scratch/rulebase" && chmod -R u+w "$scratch/rulebase" && cd "$scratch" || exit 1

# FOLDER NAME LANGUAGE, a line a promise.
for file in rulebase/events/*.json rulebase/codes/*.json; do
    folder=${file#rulebase/}
    name=${folder#*/}
    sed -n -e '/^  "events": \[/q' -e '/^  "codes": \[/q' -e 's/^  "explained"://p' -e 's/^  "translated"://p' "$file" |
        grep -o '"[^"]*"' | tr -d '"' | sed "s|^|${folder%%/*} ${name%.json} |"
done >promises

echo "1..$(wc -l <promises)"
number=0
failed=0
while read -r folder name lang; do
    number=$((number + 1))
    text=rulebase/text/$lang/$name.json
    keys='id\|name'
    test "$folder" = events || keys='code'
    line=$(grep -n "^    {\"\($keys\)\": " "$text" | tail -n 1 | cut -d: -f1)
    key=$(sed -n "${line}s/^    {\(\"[a-z]*\": [^,]*\), .*/\1/p" "$text")
    # A text of an id stands for all entries of that id; the first of them is told.
    entry=$(grep -n "$key, " "rulebase/$folder/$name.json" | head -n 1 | cut -d: -f1)
    cp "$text" whole
    sed -e "${line}d" -e "$((line - 1))s/},\$/}/" whole >"$text"
    printf 'rulebase/%s/%s.json:%s: a text is missing in the language: %s\n' "$folder" "$name" "$entry" "$lang" >wanted
    "$WINEVENT" check rulebase >said 2>&1
    test $? -eq 1 || echo 'the exit status is not 1' >>said
    cp whole "$text"
    if diff wanted said >difference; then
        echo "ok $number - $text without $key"
    else
        sed 's/^/# /' difference
        echo "not ok $number - $text without $key"
        failed=1
    fi
done <promises
exit $failed
