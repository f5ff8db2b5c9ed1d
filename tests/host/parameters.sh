#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each parameter: what a right value does, and that a wrong one is refused, with file, line and what is allowed.
. "$(dirname "$0")/lib.sh"
begin

# --- wrong values -----------------------------------------------------------------------------------------------

# wrong PARAMETERS TEXT: rsyslogd -N1 says TEXT of an action with these.
wrong_actions=() wrong_patterns=()
wrong() {
    wrong_actions+=("$1")
    wrong_patterns+=("$2")
}

wrong 'profile="splunk"' 'mmwinevent: profile="splunk" is wrong; allowed: native, ecs'
wrong 'profile=""' 'profile="" is wrong; allowed: native, ecs'
wrong 'output="jsn"' 'output="jsn" is wrong; allowed: text, tree, both'
wrong 'explain="yes"' 'explain="yes" is wrong; allowed: problems, all, none'
wrong 'input="message"' 'input="message" is wrong; allowed: rawmsg, msg'
wrong 'timezone="Europe/Nowhere"' 'timezone="Europe/Nowhere" is wrong; allowed: UTC, an offset from it like +03:00, or a place like Europe/Berlin'
for path in win '$win' '!' '$!' '!a!' '!!a' '!a b' '!a.b' ''; do
    wrong "container=\"$path\"" "container=\"$path\" is wrong; allowed: a path of names like !win"
done
wrong 'csvFields=""' 'csvfields="" is wrong; allowed: names of columns with commas between them, one of them EventID'
wrong 'csvFields="EventTime,Message"' 'csvfields="EventTime,Message" is wrong; allowed: names of columns'
wrong 'statsName=""' 'statsname="" is wrong; allowed: a name'
wrong 'lang=""' 'lang="" is wrong; allowed: a language'
wrong 'lang="xx"' 'lang="xx" is wrong: no texts in that language; known: en, ja, ko, ru, zh-TW'
wrong 'lang="../en"' 'lang="../en" is wrong: no texts in that language; known: en,'
wrong 'maxMessageSize="255"' 'the value of maxmessagesize is wrong; allowed: 256 to 2147483647 bytes'
wrong 'maxMessageSize="4g"' 'the value of maxmessagesize is wrong; allowed: 256 to 2147483647 bytes'
wrong 'maxFields="99"' 'the value of maxfields is wrong; allowed: 100 to 2147483647'
wrong 'maxFields="99999999999"' 'the value of maxfields is wrong; allowed: 100 to 2147483647'
wrong 'maxMemory="1k"' 'the value of maxmemory is wrong; allowed: 64k or more'
wrong 'siteRulebase="/nonexistent"' 'cannot be loaded: /nonexistent: the folder cannot be opened'
wrong 'siteRulebase=""' 'siterulebase="" is wrong; allowed: a folder'
# These are refused by rsyslogd itself.
wrong 'maxFields="many"' "'maxfields' is not a proper number"
wrong 'maxMemory="16x"' "'maxmemory' does not contain a valid size"
wrong 'dropMessage="maybe"' "'dropmessage' must be \"on\" or \"off\""
wrong 'setSeverity="1"' "'setseverity' must be \"on\" or \"off\""
wrong 'lang=["en", "ko"]' "'lang' is not a string"
wrong 'langauge="ko"' "parameter 'langauge' not known"

# A copy of the rulebase in $work/NAME with the first PATTERN in windows-security.json replaced.
changed_rulebase() {
    cp -R "$RULEBASE" "$work/$1" || exit 1
    chmod -R u+w "$work/$1"
    sed "0,/$2/s//$3/" "$RULEBASE/events/windows-security.json" >"$work/$1/events/windows-security.json"
}
line_of() {
    grep -n "$1" "$RULEBASE/events/windows-security.json" | head -n 1 | cut -d : -f 1
}
changed_rulebase broken '"LogonFailure"' '"LogonFailure'
changed_rulebase dangling '"kerberos-error"' '"kerberos-eror"'
changed_rulebase renamed '"LogonFailure"' '"LogonRefused"'

refused() {
    local status
    (rsyslogd -N1 -f "$dir/conf") >"$dir/said" 2>&1
    status=$?
    [ "$status" -eq 1 ] || echo "status $status"
    [ "$status" -eq 1 ]
}

said() {
    grep -F "file $dir/conf, on or before line $1: " "$dir/said" | grep -F -e "$2" >"$work/match" && return
    grep -F "on or before line $1: " "$dir/said"
    return 1
}

folder wrong
{
    echo "module(load=\"$MMWINEVENT\")"
    echo 'ruleset(name="test") {'
    for action in "${wrong_actions[@]}"; do
        echo "action(type=\"mmwinevent\" rulebase=\"$RULEBASE\" $action)"
    done
    echo "action(type=\"mmwinevent\" rulebase=\"$work/nonexistent\")"
    echo "action(type=\"mmwinevent\" rulebase=\"\")"
    echo "action(type=\"mmwinevent\" rulebase=\"$work/broken\")"
    echo "action(type=\"mmwinevent\" rulebase=\"$work/dangling\")"
    echo "action(type=\"mmwinevent\" rulebase=\"$RULEBASE\" profile=\"one\" output=\"two\" lang=\"tri\")"
    echo '}'
} >"$dir/conf"
check "rsyslogd -N1 fails" refused
line=2
for i in "${!wrong_actions[@]}"; do
    line=$((line + 1))
    check "refused: ${wrong_actions[i]}" said "$line" "${wrong_patterns[i]}"
done
check "a rulebase that is not there" said $((line + 1)) "the rulebase $work/nonexistent cannot be loaded: $work/nonexistent: "
check "a rulebase without name" said $((line + 2)) 'rulebase="" is wrong; allowed: a folder'
check "a rulebase that is no JSON: its file and line" \
    said $((line + 3)) "$work/broken/events/windows-security.json:$(line_of '"LogonFailure"'): "
check "a rulebase that names what there is not: its file and line" \
    said $((line + 4)) "$work/dangling/events/windows-security.json:$(line_of '"kerberos-error"'): "
check "of several wrong values the first" said $((line + 5)) 'profile="one" is wrong'
check "and the second" said $((line + 5)) 'output="two" is wrong'
check "and the language" said $((line + 5)) 'lang="tri" is wrong'

folder module
printf 'module(load="%s" rulebase="x")\naction(type="omfile" file="%s")\n' "$MMWINEVENT" "$dir/log" >"$dir/conf"
check "the module itself has no parameters" refused

# A parameter that is wrong in one action must not hide that the others are right.
folder right
{
    echo "module(load=\"$MMWINEVENT\")"
    echo 'ruleset(name="test") {'
    for parameters in '' 'LANG="zh-TW"' 'timezone="-0530"' 'timezone="UTC"' 'maxMemory="64k"' 'maxMessageSize="256"' \
        'maxFields="100"' 'container="!a!b-c_d!e"' 'dropmessage="off"'; do
        echo "action(type=\"mmwinevent\" rulebase=\"$RULEBASE\" $parameters)"
    done
    echo '}'
    echo "action(type=\"omfile\" file=\"$dir/log\")"
} >"$dir/conf"
is "rsyslogd -N1 takes right values without a word" "$( (rsyslogd -N1 -f "$dir/conf") 2>&1 | grep -v validation)" ""

# --- what right values do ---------------------------------------------------------------------------------------

# does TITLE PARAMETERS PROPERTY PATTERN COUNT: PROPERTY, of the messages below, matches so often. %c is the container.
titles=() parameters=() properties=() patterns=() counts=()
does() {
    titles+=("$1")
    parameters+=("$2")
    properties+=("$3")
    patterns+=("$4")
    counts+=("$5")
}

# A successful logon, an event of 300 fields, one that only a site knows, XML whose beginning rsyslogd takes for the tag;
# a failed logon, and the connector of Intune.
sed -n '/"EventID":4624/{p;q}' "$fixtures/events.txt" >"$work/messages"
grep -F '"Field299"' "$fixtures/edges.txt" >>"$work/messages"
grep -F '"EventID":7036' "$fixtures/events.txt" >>"$work/messages"
grep -E '^<13>[^{]* <Event ' "$fixtures/events.txt" | tail -n 1 >>"$work/messages"
of_contrib=("$samples/security-4625.nxlog.json" "$samples/intune-20102.nxlog.json")
count=6

does 'nothing given: profile native' '' '$!%c!json' '^{"@timestamp":"[^"]*","event":{"uid":' 6
does 'profile="native"' 'profile="native"' '$!%c!json' '^{"@timestamp":"[^"]*","event":{"uid":' 6
does 'profile="ecs"' 'profile="ecs"' '$!%c!json' '^{"@timestamp":"[^"]*","ecs":{"version":' 6
does 'nothing given: the text' '' '$!%c!doc' . 0
does 'output="text"' 'output="text"' '$!%c!json' '^{"@timestamp"' 6
does 'output="tree"' 'output="tree"' '$!%c!json' . 0
does 'output="tree": the tree' 'output="tree"' '$!%c!doc!event!id' '^[0-9]*$' 6
does 'output="both": the text' 'output="both"' '$!%c!json' '^{"@timestamp"' 6
does 'output="both": the tree' 'output="both"' '$!%c!doc!event!id' '^[0-9]*$' 6
does 'nothing given: problems are explained' '' '$!%c!json' '"explanation":' 4
does 'explain="problems"' 'explain="problems"' '$!%c!json' '"explanation":' 4
does 'explain="all"' 'explain="all"' '$!%c!json' '"explanation":' 5
does 'explain="none"' 'explain="none"' '$!%c!json' '"\(title\|label\|explanation\)":' 0
does 'nothing given: the rendered text is there' '' '$!%c!json' '"message":"' 4
does 'dropMessage="off"' 'dropMessage="off"' '$!%c!json' '"message":"' 4
does 'dropMessage="on", where the event is known' 'dropMessage="on"' '$!%c!json' '"message":"' 1
does 'lang="ko"' 'lang="ko"' '$!%c!json' '"explanation":".*[^ -~].*"lang":"ko"' 3
does 'lang="ko", and what is not translated' 'lang="ko"' '$!%c!json' '"lang":"en"' 3
does 'timezone="+03:00", for times without zone' 'timezone="+03:00"' '$!%c!epoch' '^1772428530$' 2
does 'timezone="-0530"' 'timezone="-0530"' '$!%c!epoch' '^1772459130$' 2
does 'timezone, for times with one' 'timezone="+03:00"' '$!%c!epoch' '^1589784069\.184512$' 1
does 'setSeverity="off"' 'setSeverity="off"' syslogseverity-text '^warning$' 0
does 'siteRulebase' "siteRulebase=\"$fixtures/site\"" '$!%c!name' '^ServiceChangedState$' 1
does 'siteRulebase leaves the rest known' "siteRulebase=\"$fixtures/site\"" '$!%c!name' '^LogonFailure$' 2
does 'maxMessageSize' 'maxMessageSize="300"' '$!%c!json' '"truncated":true' 6
does 'maxFields' 'maxFields="100"' '$!%c!json' '"truncated":true' 1
does 'container with a $' 'container="$!a!b-c"' '$!a!b-c!id' '^[0-9]*$' 6
does 'container in a local variable' 'container=".local"' '$.local!id' '^[0-9]*$' 6
does 'container in a global variable' 'container="/global"' '$/global!id' '^[0-9]*$' 6

folder does
start < <(
    for i in "${!titles[@]}"; do
        echo "template(name=\"t$i\" type=\"list\") { property(name=\"${properties[i]/'%c'/c$i}\") constant(value=\"\\n\") }"
    done
    echo 'template(name="last" type="string" string="%parsesuccess% %$.old% %$!plain% %$!win!mine% %$!msg!id%\n")'
    echo 'ruleset(name="test") {'
    echo "action(type=\"mmwinevent\" rulebase=\"$work/renamed\" container=\"!renamed\")"
    echo 'set $.old = $!renamed!name; set $!plain = "value"; set $!win!mine = "x";'
    for i in "${!titles[@]}"; do
        container="container=\"!c$i\""
        [[ ${parameters[i]} != *container* ]] || container=''
        echo "action(type=\"mmwinevent\" rulebase=\"$RULEBASE\" $container ${parameters[i]})"
        echo "action(type=\"omfile\" file=\"$dir/$i\" template=\"t$i\")"
    done
    cat <<CONF
    action(type="mmwinevent" rulebase="$RULEBASE")
    action(type="mmwinevent" rulebase="$RULEBASE" input="msg" container="!msg" statsName="msg only")
    action(type="mmwinevent" rulebase="$RULEBASE" container="!plain!win" statsName="plain")
    action(type="omfile" file="$dir/last" template="last")
}
CONF
)
send "$work/messages"
until_lines "$dir/last" "$(wc -l <"$work/messages")"
send -w "${of_contrib[@]}"
until_lines "$dir/last" "$count"
for i in "${!titles[@]}"; do
    is "${titles[i]}" "$(wc -l <"$dir/$i") lines, $(grep -c -e "${patterns[i]}" "$dir/$i") match" "$count lines, ${counts[i]} match"
done
same "rulebase, a container that was there, one below a plain value, input=\"msg\"" "$dir/last" - <<'WANTED'
FAIL LogonSuccess value  4624
FAIL LogonRefused value  4625
FAIL  value  7036
FAIL KerberosPreAuthFailed value  
FAIL LogonRefused value  4625
FAIL PkcsCertIssue_Failure value  20102
WANTED
until_counted plain
is 'statsName' "$(counter seen 'msg only') $(counter seen plain)" "$count $count"
is 'what cannot be attached is counted as failed' "$(counter failed plain)" "$count"
is 'and told once' "$(grep -c 'rsyslog takes nothing under !plain!win' "$dir/log")" 1
stop
finish
