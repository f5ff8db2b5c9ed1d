#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A mixed fleet through one action, without a line of configuration a source: the same six events in every framing that
# tests/golden/same has, and lines of other programs between them, over TCP, UDP and RELP. Each message comes out as one
# document, the one that `winevent decode` gives, or untouched and counted as no event.
. "$(dirname "$0")/lib.sh"
begin

golden=$abs_top_srcdir/tests/golden
columns=EventTime,Hostname,EventType,EventID,Channel,SourceName,AccountName,Message

# frame: messages with NUL behind each become messages with their length in front (RFC 6587, section 3.4.1).
frame() {
    local message
    while IFS= read -r -d '' message; do
        # rsyslogd takes a line break at the end off.
        message=${message%$'\n'}
        message=${message%$'\r'}
        [ -z "$message" ] || printf '%d %s' ${#message} "$message"
    done
}

mixed() {
    local file
    for file in "$golden"/same/*.in0; do
        cat "$file"
        tr '\n' '\0' <"$golden/bad/not-events.in"
    done
}

mixed >"$work/mixed.in0"
frame <"$work/mixed.in0" >"$work/mixed.frames"
total=$("$WINEVENT" decode -o "$work/mixed.frames" -r "$RULEBASE" 2>/dev/null | wc -l)

# free_port: one that nobody listens on.
free_port() {
    local try
    for ((try = 20000 + RANDOM % 20000; try < 60000; try++)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$try") 2>/dev/null || break
    done
    echo "$try"
}

relp=$(free_port)
udp=$(free_port)
modules=$(dirname "$(find /usr/lib -name imtcp.so -path '*rsyslog*' 2>/dev/null | head -n 1)")
has_relp=no
[ ! -f "$modules/imrelp.so" ] || [ ! -f "$modules/omrelp.so" ] || has_relp=yes

rules() {
    cat <<CONF
module(load="imudp")
input(type="imudp" address="127.0.0.1" port="$udp" ruleset="test")
template(name="message" type="list") { property(name="rawmsg") constant(value="\n") }
template(name="raw" type="list") { property(name="rawmsg") }
ruleset(name="test") {
    action(type="mmwinevent" rulebase="$RULEBASE" csvFields="$columns")
    action(type="omfile" file="$dir/messages" template="message")
    if \$parsesuccess == "OK" then
        action(type="omfile" file="$dir/documents" template="json")
    else
        action(type="omfile" file="$dir/others" template="message")
}
CONF
    [ $has_relp = yes ] || return 0
    cat <<CONF
module(load="imrelp")
input(type="imrelp" address="127.0.0.1" port="$relp" maxDataSize="1m" ruleset="test")
module(load="omrelp")
input(type="imtcp" address="127.0.0.1" port="0" listenPortFileName="$dir/relay.port" ruleset="relay")
ruleset(name="relay" queue.type="LinkedList") {
    action(type="omrelp" target="127.0.0.1" port="$relp" template="raw")
}
CONF
}

# documents WHAT: those of the daemon are those of the tool, for the messages as the daemon got them.
documents() {
    "$WINEVENT" decode -q -r "$RULEBASE" -F "$columns" "$dir/messages" >"$work/all"
    grep -v '^{"event":{"format":"none"}' "$work/all" >"$work/wanted"
    same "$1: the documents are those of winevent decode" "$dir/documents" "$work/wanted"
    is "$1: every message came out, as a document or untouched" \
        "$(($(wc -l <"$dir/documents") + $(wc -l <"$dir/others")))" "$total"
    is "$1: foreign lines are counted as no event" \
        "$(counter notrecognised) $(wc -l <"$dir/others")" "$(wc -l <"$dir/others") $(wc -l <"$dir/others")"
    local file events=0
    for file in "$golden"/same/*.in0; do
        events=$((events + $(tr -cd '\0' <"$file" | wc -c)))
    done
    events=$((events - $(tr '\0' '\n' <"$work/mixed.in0" | grep -c '^-$')))
    is "$1: each event in each framing is recognised" "$(wc -l <"$dir/documents")" "$events"
}

settings='maxMessageSize="64k"'

folder tcp
start "$settings" < <(rules)
send -r -w "$work/mixed.frames"
until_lines "$dir/messages" "$total"
until_counted
documents TCP
stop

folder udp
start "$settings" < <(rules)
# One datagram a message, as slowly as a socket's buffer needs.
port=$udp
number=0
while IFS= read -r -d '' message; do
    [ -n "${message%$'\n'}" ] || continue
    printf '%s' "${message%$'\n'}" >"$work/datagram.$((number++))"
done <"$work/mixed.in0"
send -u -w -s 2000 $(for ((i = 0; i < number; i++)); do echo "$work/datagram.$i"; done)
until_lines "$dir/messages" "$total"
until_counted
documents UDP
stop

if [ $has_relp = yes ]; then
    folder relp
    start "$settings" < <(rules)
    until_true "the relay listens" test -s "$dir/relay.port"
    port=$(<"$dir/relay.port")
    send -r -w "$work/mixed.frames"
    until_lines "$dir/messages" "$total"
    until_counted
    documents RELP
    stop
else
    echo "ok $((checks += 1)) # SKIP no imrelp and omrelp (Debian: rsyslog-relp)"
fi
finish
