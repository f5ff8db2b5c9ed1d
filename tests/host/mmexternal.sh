#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# `winevent external`, called by rsyslog's own mmexternal, gives what the module gives.
. "$(dirname "$0")/lib.sh"
begin jq

folder probe
printf 'module(load="mmexternal")\naction(type="omfile" file="%s")\n' "$dir/log" >"$dir/conf"
(rsyslogd -N1 -f "$dir/conf") >"$dir/said" 2>&1 || skip_all "this rsyslogd has no mmexternal"

# What mmexternal reads of a reply ends at NUL; in a tree that would be another value.
grep -v 'u0000' "$fixtures/edges.txt" >"$work/edges"
grep -v sshd "$fixtures/several.txt" >"$work/several"
messages=("$fixtures/events.txt" "$work/edges" "$work/several" "$fixtures/others.txt")
count=$(cat "${messages[@]}" | wc -l)

# Written in shell, for rsyslogd gives the program an empty environment and takes no quotes in `binary`.
cat >"$work/adapter" <<ADAPTER
#!/bin/sh
exec '$WINEVENT' external -r '$RULEBASE' "\$@"
ADAPTER
chmod +x "$work/adapter"

# One process for each action; each gets all messages.
folder mmexternal
start <<CONF
module(load="mmexternal")
template(name="all" type="list") { property(name="\$!") constant(value="\n") }
ruleset(name="test") {
    action(type="mmwinevent" rulebase="$RULEBASE" container="!text")
    action(type="mmwinevent" rulebase="$RULEBASE" container="!tree" output="both" profile="ecs")
    action(type="mmexternal" binary="$work/adapter" interface.input="rawmsg")
    action(type="mmexternal" binary="$work/adapter -n json -i fulljson" interface.input="fulljson")
    action(type="mmexternal" binary="$work/adapter -n both -O both -p ecs" interface.input="rawmsg")
    action(type="omfile" file="$dir/out" template="all")
}
CONF
send "${messages[@]}"
until_lines "$dir/out" "$count"

member() {
    jq -cS ".$1" "$dir/out"
}
is "one document for each event" "$(jq -c '[.win, .json, .both] | map(has("id"))' "$dir/out" | sort | uniq -c | sed 's/^ *//')" \
    "$((count - $(wc -l <"$fixtures/others.txt"))) [true,true,true]"
is "nothing for the others" "$(grep -c '^$' "$dir/out")" "$(wc -l <"$fixtures/others.txt")"
same "the values to route by and the document" <(member win) <(member text)
is "also of what stands behind the first event of a message" "$(member win.more | grep -c '^\[')" 7
same "with fulljson as input too" <(member json) <(member text)
same "and as a tree" <(member both) <(member tree)
is "rsyslogd has nothing to complain about" "$(grep mmexternal: "$dir/log")" ""
stop
finish
