#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lines that are prose come out as events, with four workers and across HUP; a site adds its own rules and events; a rule that
# is not good is told with file and line, and the old ones stay. Other syslog passes untouched.
. "$(dirname "$0")/lib.sh"
begin jq

site=$work/site
rules=$site/lognorm/door.rulebase
mkdir -p "$site/lognorm" "$site/events" "$site/text/en"
good() {
    printf 'version=2\n#: format door\n#: provider Door controller\n#: word DOOR-\n%s\n' \
        'rule=200001:DOOR-%Door:number% was forced by %event.user.name:rest%' >"$rules"
}
good
cat >"$site/events/door.json" <<'JSON'
{"pack": "door", "title": "Doors", "match": [{"provider": "Door controller"}], "sources": {"s": "the test"}, "events": [
{"id": 200001, "name": "DoorForced", "outcome": "failure", "severity": "critical", "category": "certificate", "source": "s"}]}
JSON
echo '{"lang": "en", "for": "door", "events": [{"id": 200001, "title": "A door was forced.", "explanation": "E."}]}' \
    >"$site/text/en/door.json"

golden=$abs_top_srcdir/tests/golden
cat "$golden/prose/android-omadm.in" "$golden/prose/ios-profiled.in" "$golden/prose/iis-w3c.in" >"$work/lines"
echo '<165>1 2026-03-02T08:14:27Z gate7.contoso.example door - - - DOOR-12 was forced by nobody' >>"$work/lines"
lines=$(wc -l <"$work/lines")
grep -v '^#' "$golden/bad/other-logs.in" >"$work/others"
others=$(wc -l <"$work/others")

folder prose
start <<CONF
template(name="out" type="string" string="%parsesuccess% %\$!win!format% %\$!win!name% %\$!win!severity% %\$!win!computer%|%\$!win!id%\n")
template(name="raw" type="list") { property(name="rawmsg") constant(value="\n") }
ruleset(name="test" queue.type="linkedList" queue.workerThreads="4" queue.workerThreadMinimumMessages="10"
        queue.dequeueBatchSize="8" queue.size="50000") {
    action(type="mmwinevent" rulebase="$RULEBASE" siteRulebase="$site")
    if \$parsesuccess == "OK" then {
        action(type="omfile" file="$dir/out" template="out")
        action(type="omfile" file="$dir/json" template="json")
    } else
        action(type="omfile" file="$dir/others" template="raw")
}
CONF
send "$work/lines" "$work/others"
until_lines "$dir/out" "$lines"
until_lines "$dir/others" "$others"

is "the site's rule and event" "$(grep ' door ' "$dir/out")" 'OK door DoorForced 2 gate7.contoso.example|'
is "a line of Android, by the number of its rule and not by an event id" \
    "$(grep -c -x 'OK android-omadm Android_ScepCertAccessGranted 6 |' "$dir/out")" 1
is "other syslog is left as it was" "$(sort "$dir/others")" "$(sort "$work/others")"
is "each document is that of the tool" "$(sort "$dir/json")" \
    "$("$WINEVENT" decode -q -r "$RULEBASE" -s "$site" <"$work/lines" | sort)"

# Many of them, while the rules are loaded again.
send -c 4 -n $((lines * 100)) "$work/lines"
total=$((lines + sent))
kill -HUP "$daemon"
until_logged "mmwinevent: rulebase .* reloaded: "
send -c 4 -n $((lines * 100)) "$work/lines"
total=$((total + sent))
until_lines "$dir/out" "$total"
is "all of them are events" "$(grep -c '^OK [a-z]' "$dir/out") $(grep -c DoorForced "$dir/out")" "$total $((total / lines))"

printf 'rule=200002:%%a:string%%\n' >>"$rules"
kill -HUP "$daemon"
until_logged 'the old one stays in use: '
is "a rule that is not good is told" "$(grep -c -F "stays in use: $rules:6: this field type is not allowed: string" "$dir/log")" 1
send "$work/lines"
until_lines "$dir/out" $((total + lines))
is "and the old ones stay" "$(tail -n "$lines" "$dir/out" | grep -c DoorForced)" 1
until_counted
is "they are counted as prose" "$(counter parsed.prose) $(counter notrecognised)" "$((total + lines)) $others"
stop

is "at rsyslogd -N1 it is an error" "$(configure <<CONF
ruleset(name="test") { action(type="mmwinevent" rulebase="$RULEBASE" siteRulebase="$site") }
CONF
(rsyslogd -N1 -f "$dir/conf" 2>&1) | grep -c -F "$rules:6: this field type is not allowed: string")" 1
finish
