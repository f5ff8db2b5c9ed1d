#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What impstats shows, for messages that are known.
. "$(dirname "$0")/lib.sh"
begin

messages=("$fixtures/events.txt" "$fixtures/others.txt" "$fixtures/edges.txt" "$fixtures/broken.txt")
count=$(cat "${messages[@]}" | wc -l)

folder counters
start <<CONF
ruleset(name="test") {
    action(type="mmwinevent" rulebase="$RULEBASE")
    action(type="omfile" file="$dir/text" template="json")
    action(type="mmwinevent" rulebase="$RULEBASE" output="tree" statsName="tree")
    if \$parsesuccess == "FAIL" then stop
    action(type="mmwinevent" rulebase="$RULEBASE" statsName="read")
    action(type="omfile" file="$dir/read" template="json")
}
CONF
send "${messages[@]}"
until_lines "$dir/read" 21 # the very last message is one of them
until_counted

# counters NAME: all of them, but for formats that nothing came in.
counters() {
    grep -a "\"name\": \"$1\"" "$dir/stats" | tail -n 1 | sed 's/^[^{]*{ //; s/ }$//; s/"//g; s/, /\n/g; s/: /=/g' |
        grep -v '^parsed\..*=0$' | sort
}

# 8 events, 6 messages that are none, 9 events at the edge, 5 that are broken.
bytes_in=$(($(cat "${messages[@]}" | wc -c) - count))
sort >"$work/wanted" <<WANTED
name=mmwinevent
origin=mmwinevent
seen=28
notrecognised=6
failed=0
events.more=0
malformed=1
truncated=2
enriched=20
unknown.events=2
unknown.codes=5
bytes.in=$bytes_in
bytes.out=$(tr -d '\n' <"$dir/text" | wc -c)
orphan.tails=0
reloads=0
reloads.failed=0
parsed.nxlog-json=18
parsed.event-xml=4
WANTED
same "the counters" <(counters mmwinevent) "$work/wanted"
same "an action that attaches no text has no bytes.out; the rest is the same" <(counters tree) \
    <(sed 's/^name=.*/name=tree/; s/^bytes.out=.*/bytes.out=0/' "$work/wanted")

# Once more: counters go on.
send -n 10 "${messages[@]}"
until_lines "$dir/read" $((21 * 11))
until_counted
is "ten times more" "$(counter parsed.nxlog-json) $(counter unknown.codes) $(counter bytes.in)" "198 55 $((bytes_in * 11))"
is "what is malformed is no success, what was cut is one" "$(counter malformed read) $(counter truncated read)" "0 22"
stop
finish
