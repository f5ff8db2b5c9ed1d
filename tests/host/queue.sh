#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A queue of the action's own has no use, since the message is changed in place: rsyslogd warns, and we work all the same.
. "$(dirname "$0")/lib.sh"
begin

folder queue
start <<CONF
ruleset(name="test") {
    action(type="mmwinevent" rulebase="$RULEBASE" name="windows" queue.type="linkedlist")
    action(type="omfile" file="$dir/out" template="json")
}
CONF
until_logged 'with message passing mode uses non-direct queue'
check "rsyslogd warns, with file and line" grep -q "file $dir/conf, on or before line [0-9]*: .*non-direct queue" "$dir/log"
send -n 20 "$fixtures/events.txt" "$fixtures/others.txt"
until_lines "$dir/out" "$sent"
until_counter seen "$sent"
until_counted
is "messages go through all the same" \
    $(($(counter parsed.nxlog-json) + $(counter parsed.event-xml) + $(counter notrecognised))) "$sent"
stop
finish
