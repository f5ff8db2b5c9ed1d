#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Several events in one message: the first is $!win, the others are $!win!more, and the loop of contrib/rsyslog writes each
# of them as a document of its own. None is lost, and all are counted.
. "$(dirname "$0")/lib.sh"
begin jq

messages=$fixtures/several.txt
count=$(wc -l <"$messages")

# What the tool gives, which writes a document for each event, and one for each thing between them.
"$WINEVENT" decode -q -r "$RULEBASE" "$messages" >"$work/wanted"

# The rulesets of the configuration for relays as it is, but for where rulebase and files are, and without its queue.
relay() {
    sed -n '/^template(name="document"/,$p' "$abs_top_srcdir/contrib/rsyslog/windows.conf" |
        sed -e "s|\"/var/log/windows.json\"|\"$dir/each\"|; s|\"/var/log/windows-other.log\"|\"$dir/others\" template=\"raw\"|" \
            -e "s|^ruleset(name=\"windows\".*|ruleset(name=\"windows\"|; s|^ *queue.filename=.*|) {|" \
            -e "s|type=\"mmwinevent\"|type=\"mmwinevent\" rulebase=\"$RULEBASE\"|"
}

folder several
start 'maxMessageSize="256k"' <<CONF
template(name="all" type="list") { property(name="\$!") constant(value="\n") }
template(name="severity" type="list") { property(name="syslogseverity") constant(value="\n") }
template(name="raw" type="list") { property(name="rawmsg") constant(value="\n") }
$(relay)
ruleset(name="test") {
    call windows
    action(type="mmwinevent" rulebase="$RULEBASE" container="!tree" output="both" statsName="tree" setSeverity="on")
    action(type="omfile" file="$dir/severity" template="severity")
    action(type="omfile" file="$dir/all" template="all")
}
CONF
send "$messages"
until_lines "$dir/all" "$count"
until_counted

# Messages in which an event is malformed are not OK, and go where what could not be read goes, whole.
whole() {
    local message
    while IFS= read -r message; do
        "$WINEVENT" decode -q -r "$RULEBASE" -p ecs <<<"$message" >"$work/one"
        if jq -es 'any(.mmwinevent.parse | .error and (.truncated | not)) or (.[0] | has("event") | not)' "$work/one" >"$work/null"; then
            [ "$1" != others ] || printf '%s\n' "$message"
        elif [ "$1" = each ]; then
            cat "$work/one"
        fi
    done <"$messages"
}
same "each event of a message is one document, in its order" "$dir/each" <(whole each)
same "what cannot be read whole goes on as it came" "$dir/others" <(whole others)

same "with the first event, \$!tree!more has them all, as text" \
    <(jq -c '.tree // empty | (., .more[]?) | .json | fromjson' "$dir/all") \
    <(jq -c . "$work/wanted" | grep -v sshd)
same "and as trees" <(jq -cS '.tree // empty | (., .more[]?) | .doc' "$dir/all") \
    <(jq -cS '.tree // empty | (., .more[]?) | .json | fromjson' "$dir/all")
same "with the same values to route by" \
    <(jq -c '.tree // empty | (., .more[]?) | [.format, .id, .severity, .uid]' "$dir/all") \
    <(jq -c '[.event.format, .event.id, .meaning.severity_code, .event.uid]' <(grep -v sshd "$work/wanted"))
is "a message with one event has no \$!win!more" "$(head -n 1 "$dir/all" | jq -c '.win | has("more")')" false

events=$(jq -c 'select(.event.format != "none")' "$work/wanted" | wc -l)
parsed=$(grep -a '"name": "mmwinevent"' "$dir/stats" | tail -n 1 | sed 's/^[^{]*//' | jq -c '[to_entries[] | select(.key | startswith("parsed.")) | .value] | add')
is "a message counts once" "$(counter seen) $((parsed + $(counter notrecognised)))" "$count $count"
is "each event counts" "$((parsed + $(counter events.more)))" "$events"
is "as known or unknown" "$(($(counter enriched) + $(counter unknown.events)))" "$events"
is "also where nothing but a tree is made" "$(counter events.more tree)" "$(counter events.more)"
is "the syslog message has the severity of the worst of its events" "$(tail -n 1 "$dir/severity")" 3
stop

# Many: each of ten thousand is one, and what is behind them is not lost.
event='{"EventTime":"2020-08-01 05:46:45","EventID":1,"SourceName":"S"}'
{
    printf '['
    for ((i = 0; i < 10010; i++)); do printf '%s,' "$event"; done
    printf '%s]\n' "$event"
} >"$work/long"
folder many
start 'maxMessageSize="2m"' <<CONF
template(name="count" type="list") { property(name="\$!win!more") constant(value="\n") }
ruleset(name="test") {
    action(type="mmwinevent" rulebase="$RULEBASE")
    action(type="omfile" file="$dir/more" template="count")
}
CONF
send "$work/long"
until_lines "$dir/more" 1
until_counted
is "ten thousand stand by themselves" "$(counter events.more) $(jq -c 'length' "$dir/more")" "10000 10001"
is "and ten more in one text" "$(jq -r '.[-1].json | fromjson | .message' "$dir/more" | jq -R 'rtrimstr("]") | split("},") | length')" 10
stop
finish
