#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# HUP while four workers are at work: a good rulebase is taken into use; a broken one is refused with file and line, and
# the old one stays. No message is lost or spoilt.
. "$(dirname "$0")/lib.sh"
begin jq

rounds=6
rulebase=$work/rulebase
pack=$rulebase/events/windows-security.json
cp -R "$RULEBASE" "$rulebase" && chmod -R u+w "$rulebase" || exit 1
broken_line=$(grep -n '"LogonFailure"' "$pack" | cut -d : -f 1)

# change FROM TO: in the pack as we ship it; in one step, for it may be read at any time.
change() {
    sed "s/$1/$2/" "$RULEBASE/events/windows-security.json" >"$work/new" && mv "$work/new" "$pack"
}

taken=0 refused=0
hup_taken() {
    kill -HUP "$daemon"
    taken=$((taken + 1))
    until_logged "mmwinevent: rulebase $rulebase reloaded: " "$taken"
}
hup_refused() {
    kill -HUP "$daemon"
    refused=$((refused + 1))
    until_logged 'mmwinevent: the new rulebase cannot be loaded, the old one stays in use: ' "$refused"
}

workers() {
    [ "$(grep -l '^rs:test:' "/proc/$daemon/task"/*/comm 2>/dev/null | wc -l)" -eq "$1" ]
}

# names COUNT: of the last events that were written.
names() {
    tail -n "$1" "$dir/out" | jq -r .name | sort -u | paste -s -d ' '
}

folder hup
start <<CONF
template(name="out" type="string" string="{\"success\":\"%parsesuccess%\",\"name\":\"%\$!win!name%\",\"uid\":\"%\$!win!uid%\",\"text\":[%\$!win!json%],\"tree\":\"%\$!win!doc!event!uid%\"}\n")
ruleset(name="test" queue.type="linkedList" queue.workerThreads="4" queue.workerThreadMinimumMessages="10"
        queue.dequeueBatchSize="32" queue.size="50000") {
    action(type="mmwinevent" rulebase="$rulebase" output="both")
    action(type="omfile" file="$dir/out" template="out")
}
CONF

# A crowd of messages calls all the workers; then messages come as long as it takes, and the sender counts them.
messages=("$fixtures/events.txt" "$fixtures/others.txt")
send -c 4 -n 500 "${messages[@]}"
total=$sent
until_true "four workers" workers 4
"$abs_top_builddir/tests/host/send" -p "$port" -c 4 -n 0 -s 8000 "${messages[@]}" >"$work/count" &
sender=$!
for ((i = 0; i < rounds; i++)); do
    change '"LogonFailure"' '"LogonRefused"'
    hup_taken
    change '"LogonFailure"' '"LogonFailure'
    hup_refused
    change '"LogonFailure"' '"LogonFailure"'
    hup_taken
    until_lines "$dir/out" $((total + (i + 1) * 500))
done
check "messages came all the while" kill "$sender"
wait "$sender"
check "the workers were four to the end" workers 4
total=$((total + $(<"$work/count")))
until_lines "$dir/out" "$total"

jq -c '[.success, .name, (.text | length), .uid == (.text[0].event.uid // ""), .uid == .tree]' "$dir/out" >"$work/read"
is "as many lines as messages, each of them JSON" "$(wc -l <"$dir/out") $(wc -l <"$work/read")" "$total $total"
each=$((total / $(cat "${messages[@]}" | wc -l)))
is "each is one whole event, or none; of each kind as many as were sent" \
    "$(sed 's/LogonRefused/LogonFailure/' "$work/read" | sort | uniq -c | sed 's/^ *//')" \
    "$((each * 6)) [\"FAIL\",\"\",0,true,true]
$each [\"OK\",\"\",1,true,true]
$((each * 3)) [\"OK\",\"KerberosPreAuthFailed\",1,true,true]
$((each * 2)) [\"OK\",\"LogonFailure\",1,true,true]
$((each * 2)) [\"OK\",\"LogonSuccess\",1,true,true]"
check "both rulebases were in use meanwhile" grep -q LogonRefused "$work/read"

# Without haste: what is in use after each HUP.
events=$(wc -l <"$fixtures/events.txt")
in_use() {
    send "$fixtures/events.txt"
    total=$((total + sent))
    until_lines "$dir/out" "$total"
    is "$1" "$(names "$events" | grep -o 'Logon[FR][a-z]*')" "$2"
}
in_use "the rulebase that was loaded last" LogonFailure
change '"LogonFailure"' '"LogonRefused"'
in_use "nothing happens without HUP" LogonFailure
hup_taken
in_use "HUP takes the new one" LogonRefused
change '"LogonFailure"' '"LogonFailure'
hup_refused
in_use "a broken one leaves the old one working" LogonRefused
is "its file and line are told" \
    "$(grep -c -F "the old one stays in use: $pack:$broken_line: " "$dir/log")" "$refused"
mv "$rulebase" "$work/away"
hup_refused
in_use "so does one that is gone" LogonRefused
is "what is gone is told" "$(grep -c -F "stays in use: $rulebase: " "$dir/log")" 1
mv "$work/away" "$rulebase"
change '"LogonFailure"' '"LogonFailure"'
hup_taken
in_use "and one that is whole again is taken" LogonFailure

until_counted
is "each message is seen once" "$(counter seen)" "$total"
is "reloads are counted" "$(counter reloads) $(counter reloads.failed)" "$taken $refused"
is "and counted once" \
    $(($(counter parsed.nxlog-json) + $(counter parsed.event-xml) + $(counter notrecognised) + $(counter failed))) "$total"
stop

# rsyslogd leaves the folder that it is started in; a name that was good there is good at HUP, too.
folder relative
cd "$work" || exit 1
start <<CONF
ruleset(name="test") {
    action(type="mmwinevent" rulebase="rulebase" siteRulebase="./rulebase")
}
CONF
taken=0
hup_taken
stop
finish
