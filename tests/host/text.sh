#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# output="text": the document of the daemon is, byte for byte, that of `winevent decode`; the values to route by are
# right; what is no event is left as it was.
. "$(dirname "$0")/lib.sh"
begin

decode() {
    "$WINEVENT" decode -q -r "$RULEBASE" "$@"
}

# rules: what is the same in both configurations. The file names are those of the profiles.
rules() {
    cat <<CONF
template(name="ecs" type="list") { property(name="\$!ecs!json") constant(value="\n") }
template(name="message" type="list") { property(name="rawmsg") constant(value="\n") }
template(name="scalars" type="string" string="%parsesuccess%|%\$!win!format%|%\$!win!id%|%\$!win!name%|%\$!win!provider%|%\$!win!channel%|%\$!win!computer%|%\$!win!severity%|%\$!win!outcome%|%\$!win!code%|%\$!win!epoch%|%\$!win!uid%\n")
template(name="tree" type="list") { property(name="parsesuccess") constant(value="|") property(name="\$!") constant(value="|") property(name="rawmsg") constant(value="\n") }

ruleset(name="test") {
    action(type="mmwinevent" rulebase="$RULEBASE")
    action(type="mmwinevent" rulebase="$RULEBASE" profile="ecs" container="\$!ecs" statsName="ecs")
    if \$parsesuccess == "OK" then {
        action(type="omfile" file="$dir/native" template="json")
        action(type="omfile" file="$dir/ecs" template="ecs")
        action(type="omfile" file="$dir/message" template="message")
        action(type="omfile" file="$dir/scalars" template="scalars")
    } else
        action(type="omfile" file="$dir/others" template="tree")
}
CONF
}

# The samples of contrib without the line break at the end of the file: rsyslogd takes it off.
single=() multiple=()
for file in "$samples"/*.json "$samples"/*.xml; do
    name=$work/${file##*/}
    printf '%s' "$(<"$file")" >"$name"
    case $file in
    *.json) single+=("$name") ;;
    *) multiple+=("$name") ;;
    esac
done
events=$(wc -l <"$fixtures/events.txt")
all=$((events + ${#single[@]} + ${#multiple[@]}))

# --- rsyslogd as it is when nothing is set: tabs and line breaks inside a message arrive as #011 and #012
folder escaped
start < <(rules)
send "$fixtures/events.txt" "$fixtures/others.txt"
until_lines "$dir/scalars" "$events"
until_lines "$dir/others" "$(wc -l <"$fixtures/others.txt")"
send -w "${single[@]}" "${multiple[@]}"
until_lines "$dir/scalars" "$all"

{
    cat "$fixtures/events.txt"
    for file in "${single[@]}" "${multiple[@]}"; do
        sed 's/\t/#011/g' "$file" | awk 'NR > 1 { printf "#012" } { printf "%s", $0 } END { print "" }'
    done
} >"$work/as-escaped"
same "messages arrive as they were sent, but for tabs and line breaks" "$dir/message" "$work/as-escaped"
for profile in native ecs; do
    decode -p "$profile" "$work/as-escaped" >"$work/wanted"
    same "$profile: the documents are those of winevent decode" "$dir/$profile" "$work/wanted"
done
same "the values to route by" <(head -n "$events" "$dir/scalars") "$fixtures/events.scalars"
same "what is no event is untouched, and \$parsesuccess is FAIL" "$dir/others" <(sed 's/^/FAIL||/' "$fixtures/others.txt")
stop

# --- with the line breaks that the sender wrote
folder unescaped
start 'parser.escapeControlCharactersOnReceive="off"' < <(rules)
send -w "${single[@]}" "${multiple[@]}"
until_lines "$dir/scalars" $((${#single[@]} + ${#multiple[@]}))
for profile in native ecs; do
    for file in "${single[@]}" "${multiple[@]}"; do
        cat "$file" && printf '\0'
    done | decode -0 -p "$profile" >"$work/wanted"
    same "$profile: documents of messages with line breaks" "$dir/$profile" "$work/wanted"
done
same "the values to route by, of contrib's samples" "$dir/scalars" "$fixtures/samples.scalars"
stop

# --- the other framings: LF over TCP, with what rsyslogd makes of several connections
folder lines
start < <(rules)
send -l -c 4 "$fixtures/events.txt"
until_lines "$dir/scalars" "$events"
same "framed by line breaks, over four connections" <(sort "$dir/scalars") <(sort "$fixtures/events.scalars")
stop
finish
