#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# output="tree" and "both": the tree has the content of the text.
. "$(dirname "$0")/lib.sh"
begin jq

messages=("$fixtures/events.txt" "$fixtures/edges.txt")
count=$(cat "${messages[@]}" | wc -l)

folder tree
start <<CONF
template(name="both-native" type="list") { property(name="\$!native") constant(value="\n") }
template(name="both-ecs" type="list") { property(name="\$!ecs") constant(value="\n") }
template(name="tree" type="list") { property(name="\$!tree") constant(value="\n") }
template(name="text" type="list") { property(name="\$!text") constant(value="\n") }
template(name="doc" type="list") { property(name="\$!tree!doc") constant(value="\n") }
template(name="leaf" type="list") { property(name="\$!tree!doc!event!id") constant(value=" ") property(name="\$!tree!doc!data!TargetUserName") constant(value="\n") }

ruleset(name="test") {
    action(type="mmwinevent" rulebase="$RULEBASE" output="both" container="!native" explain="all")
    action(type="mmwinevent" rulebase="$RULEBASE" output="both" container="!ecs" profile="ecs" explain="all")
    action(type="mmwinevent" rulebase="$RULEBASE" output="tree" container="!tree" explain="all")
    action(type="mmwinevent" rulebase="$RULEBASE" output="text" container="!text" explain="all")
    action(type="omfile" file="$dir/native" template="both-native")
    action(type="omfile" file="$dir/ecs" template="both-ecs")
    action(type="omfile" file="$dir/tree" template="tree")
    action(type="omfile" file="$dir/text" template="text")
    action(type="omfile" file="$dir/doc" template="doc")
    action(type="omfile" file="$dir/leaf" template="leaf")
}
CONF
send "${messages[@]}"
until_lines "$dir/leaf" "$count"

# sorted FILTER FILE: the way in which libfastjson writes must not matter, but the value does. A tree of rsyslog's
# cannot hold NUL; the replacement character stands there.
sorted() {
    jq -cS "$1 | walk(if type == \"string\" then split(\"\u0000\") | join(\"\ufffd\")
        elif type == \"object\" then with_entries(.key |= (split(\"\u0000\") | join(\"\ufffd\"))) else . end)" "$2"
}

sorted '.json | fromjson' "$dir/native" >"$work/native"
for file in native ecs tree; do
    is "$file: one document for each message" "$(jq -c .doc.event.id "$dir/$file" | wc -l)" "$count"
done
same "native: the tree is the text" <(sorted .doc "$dir/native") "$work/native"
same "ecs: the tree is the text" <(sorted .doc "$dir/ecs") <(sorted '.json | fromjson' "$dir/ecs")
same "output=\"tree\" gives the same tree" <(sorted .doc "$dir/tree") "$work/native"
same "a template can take the document alone" <(sorted . "$dir/doc") "$work/native"
is "output=\"tree\" sets no text" "$(jq -c 'has("json")' "$dir/tree" | sort -u)" false
is "output=\"text\" sets no tree" "$(jq -c 'has("doc")' "$dir/text" | sort -u)" false
same "the values to route by are the same in each output" <(jq -cS 'del(.doc)' "$dir/tree") <(jq -cS 'del(.json)' "$dir/text")
is "a template reaches each value" "$(head -n 1 "$dir/leaf")" "4624 alice"
same "keys keep their order" <(jq -c '.doc | keys_unsorted' "$dir/native") <(jq -c '.json | fromjson | keys_unsorted' "$dir/native")
is "JSON with NUL was among them" "$(grep -c 'u0000' "$dir/native")" 1
stop
finish
