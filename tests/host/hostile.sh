#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Messages that are too long, too many-sided, or no text at all: the daemon lives, nothing is lost, and what comes out is
# valid JSON in valid UTF-8.
. "$(dirname "$0")/lib.sh"
begin jq iconv gzip

head='<13>1 2026-03-02T08:15:30Z DC01.corp.example a - - - '
event='{"EventTime":"2026-03-02 08:15:30","Hostname":"DC01.corp.example","EventType":"AUDIT_FAILURE","EventID":4625,"SourceName":"Microsoft-Windows-Security-Auditing","RecordNumber":400001,"Channel":"Security"'

# repeat COUNT FORMAT: FORMAT with the numbers from 1 on, any number of times.
repeat() {
    awk -v count="$1" -v format="$2" 'BEGIN { for (i = 1; i <= count; i++) printf format, i, i, i }'
}

{
    printf '%s%s' "$head" "$event"
    repeat 10000 ',"Field%d":"value %d"'
    printf '}'
} >"$work/many-fields"
{
    printf '%s%s,"Message":"' "$head" "$event"
    repeat 65536 '%07d abcdefg '
    printf '"}'
} >"$work/long-value"
{
    printf '%s%s,"Deep":' "$head" "$event"
    repeat 50000 '['
    repeat 50000 ']'
    printf '}'
} >"$work/deep-json"
{
    printf '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Deep"/><EventID>7</EventID><Computer>DC01</Computer></System><UserData>'
    repeat 50000 '<a>'
    repeat 50000 '</a>'
    printf '</UserData></Event>'
} >"$work/deep-xml"
printf '%s%s,"Message":"%s"}' "$head" "$event" $'Latin-1 \xe4\xf6\xfc, cut \xe2\x82, too long \xc0\x80, surrogate \xed\xa0\x80, beyond \xf4\x90\x80\x80, \xff' >"$work/no-utf8"
printf '%s%s,"TargetUserName":"al\0ice","Message":"\1\2\33[31m\177"}' "$head" "$event" >"$work/control"
texts=("$work/many-fields" "$work/long-value" "$work/deep-json" "$work/deep-xml" "$work/no-utf8" "$work/control")

# Noise that is the same each time: compressed data. In pieces, behind a header, and as the beginning of an event.
gzip -nc "$RULEBASE"/*/*.json | head -c 60000 >"$work/noise"
split -b 1999 -a 3 "$work/noise" "$work/noise-"
for file in "$work"/noise-a?[ac]; do
    { printf '%s' "$head" && cat "$file"; } >"$file-head"
    { printf '%s%s,"Noise":"' "$head" "$event" && cat "$file"; } >"$file-event"
done
noise=("$work"/noise-*)
begun=("$work"/noise-*-event)

rules() {
    cat <<CONF
template(name="out" type="string" string="%parsesuccess% %\$!win!json%\n")
template(name="raw" type="list") { property(name="rawmsg") constant(value="\n") }
ruleset(name="test") {
    action(type="mmwinevent" rulebase="$RULEBASE")
    action(type="omfile" file="$dir/raw" template="raw")
    action(type="omfile" file="$dir/out" template="out")
}
CONF
}

valid() {
    cut -d ' ' -f 2- "$dir/out" >"$work/documents"
    iconv -f UTF-8 -t UTF-8 "$work/documents" >"$work/converted" && cmp "$work/documents" "$work/converted" &&
        jq -c . "$work/documents" >"$work/converted"
}

# --- what a site can raise the limits for
folder raised
start 'maxMessageSize="4m"' < <(rules)
send -w "${texts[@]}"
until_lines "$dir/out" "${#texts[@]}"
decode() {
    # rsyslogd shows control characters as numbers.
    for file in "${texts[@]}"; do
        sed 's/\x00/#000/g; s/\x01/#001/g; s/\x02/#002/g; s/\x1b/#033/g' "$file" && printf '\n'
    done | "$WINEVENT" decode -q -r "$RULEBASE" | sed 's/^/OK /'
}
same "documents of 10,000 fields, of a value of 1 MiB, of deep ones, of bytes that are no text" "$dir/out" <(decode)
is "all fields are there" "$(sed -n '1s/^OK //p' "$dir/out" | jq '.data | length')" 10000
is "the long value is there" "$(sed -n '2s/^OK //p' "$dir/out" | jq '.message | length')" 1048576
is "what was no UTF-8 is told" "$(sed -n '5s/^OK //p' "$dir/out" | jq .parse.repaired_utf8)" true
send -w -c 4 -n 5 "${noise[@]}"
until_lines "$dir/out" $((${#texts[@]} + 5 * ${#noise[@]}))
check "valid JSON in valid UTF-8" valid
until_counted
is "every message is counted" \
    "$(counter seen) $(($(counter parsed.nxlog-json) + $(counter parsed.event-xml) + $(counter notrecognised)))" \
    "$((${#texts[@]} + 5 * ${#noise[@]})) $((${#texts[@]} + 5 * ${#noise[@]}))"
is "each begun event was seen" "$(counter parsed.nxlog-json)" $((5 + 5 * ${#begun[@]}))
stop

# --- rsyslogd as it is when nothing is set: messages are cut at 8 KiB, and what is behind comes in further messages
folder default
start < <(rules)
for file in "$work/many-fields" "$work/long-value"; do
    # rsyslogd itself drops the byte at which it cuts.
    split -b 8097 --filter='head -c 8096; echo' "$file"
done >"$work/pieces"
pieces=$(wc -l <"$work/pieces")
send -w "$work/many-fields" "$work/long-value"
until_lines "$dir/out" "$pieces"
same "each piece comes" "$dir/raw" "$work/pieces"
is "the two events are there, and say that they were cut" \
    "$(sed -n 's/^OK //p' "$dir/out" | jq -c '[.event.id, .parse.truncated]')" $'[4625,true]\n[4625,true]'
is "the pieces behind them are no events" "$(grep -c '^FAIL $' "$dir/out")" $((pieces - 2))
until_counted
is "counters" "$(counter truncated) $(counter notrecognised) $(counter malformed) $(counter failed)" "2 $((pieces - 2)) 0 0"

# Noise without framing, in one connection with an event behind it. A digit at the start of a line would be a count.
{
    tr -d 0-9 <"$work/noise"
    printf '\n'
    cat "$fixtures/events.txt"
} >"$work/unframed"
send -r -w "$work/unframed"
until_true "the event behind the noise" has_matches "$dir/raw" '<EventRecordID>100007<' 1
until_lines "$dir/out" "$(wc -l <"$dir/raw")"
check "valid JSON in valid UTF-8, again" valid
until_counted
is "as many messages came in as were counted and written" "$(counter submitted 'imtcp(0)') $(counter seen)" \
    "$(wc -l <"$dir/out") $(wc -l <"$dir/out")"
is "the events behind the noise are read" "$(counter parsed.nxlog-json) $(counter parsed.event-xml)" "7 3"
stop
finish
