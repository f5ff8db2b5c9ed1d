#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What rsyslogd costs with mmwinevent, without it, and with what rsyslog itself has for such events: all in one run, in
# turns. README.md says what is measured. By `make bench`; settings come from the environment:
#   BENCH_ROUNDS     rounds, of which medians are taken (5)
#   BENCH_MESSAGES   messages a round and contender, about (100000)
#   BENCH_ONLY       names of contenders, to run these alone
#   TMPDIR           where the daemon writes
. "$(dirname "$0")/../host/lib.sh"
begin jq
here=$(cd "$(dirname "$0")" && pwd)
rounds=${BENCH_ROUNDS:-5}
ticks=$(getconf CLK_TCK)

# --- what is sent -----------------------------------------------------------------------------------------------

# NXLog's JSON behind the header that NXLog puts there.
framed=$work/messages
jq -rR '. as $line | fromjson
    | "<14>1 \(.EventTime | sub(" "; "T")).000000+00:00 \(.Hostname) \(.SourceName | gsub(" "; "_")) \(.ProcessID) - - \($line)"' \
    "$here/nxlog.json" >"$framed" || exit 1
lines=$(wc -l <"$framed")
times=$(((${BENCH_MESSAGES:-100000} + lines - 1) / lines))

# --- who takes part ---------------------------------------------------------------------------------------------

contenders=(pass-through stock native ecs tree)
declare -A title=(
    [pass-through]='pass-through'
    [stock]='stock: mmjsonparse, lookup'
    [native]='mmwinevent text, native'
    [ecs]='mmwinevent text, ecs'
    [tree]='mmwinevent tree, native'
)

# rules NAME: the statements of the ruleset; sets the property that is written.
rules() {
    case $1 in
    pass-through) property=rawmsg ;;
    stock)
        property='$!'
        cat <<CONF
    action(type="mmjsonparse" cookie="")
    set \$!name = lookup("events", \$!SourceName & ":" & \$!EventID);
CONF
        ;;
    native) property='$!win!json' && echo "action(type=\"mmwinevent\" rulebase=\"$RULEBASE\")" ;;
    ecs) property='$!win!json' && echo "action(type=\"mmwinevent\" rulebase=\"$RULEBASE\" profile=\"ecs\")" ;;
    tree) property='$!win!doc' && echo "action(type=\"mmwinevent\" rulebase=\"$RULEBASE\" output=\"tree\")" ;;
    esac
}

# The knowledge of the stock contender: the same events, keyed by provider and id.
jq -s '{version: 1, type: "string", nomatch: "", table: [.[] | (.match[0].provider // "none") as $provider | .events[]
    | {index: "\($provider):\(.id)", value: .name}]}' "$RULEBASE"/events/*.json >"$work/events.json"

# The same for each: one thread reads, one worker of the ruleset does the rest, and writes what a batch holds at its end.
configuration() {
    local property
    rules "$1" >"$work/rules"
    cat <<CONF
global(workDirectory="$dir" processInternalMessages="on")
main_queue(queue.workerThreads="1")
module(load="imtcp")
module(load="mmjsonparse")
module(load="$MMWINEVENT")
lookup_table(name="events" file="$work/events.json")
input(type="imtcp" address="127.0.0.1" port="0" listenPortFileName="$dir/port" ruleset="test")
template(name="out" type="list") { property(name="$property") constant(value="\n") }
ruleset(name="test" queue.type="linkedList" queue.workerThreads="1" queue.size="5000" queue.dequeueBatchSize="128") {
$(cat "$work/rules")
    action(type="omfile" file="$dir/out" template="out" ioBufferSize="64k")
}
action(type="omfile" file="$dir/log")
CONF
}

# --- measuring --------------------------------------------------------------------------------------------------

# CPU time of the daemon so far, in ticks: user and system.
cpu() {
    sed 's/.*) //' "/proc/$daemon/stat" | awk '{ print $12 + $13 }'
}

peak() {
    awk '$1 == "VmHWM:" { print $2 }' "/proc/$daemon/status"
}

now() {
    date +%s%N
}

arrived() {
    tail -n 1 "$dir/out" 2>/dev/null | grep -q -F "$1"
}

# load NUMBER OPTION...: sends it all, and waits until the last message, which has that number, stands in the output.
load() {
    local number=$1
    shift
    head -n 1 "$framed" | sed "s/\"RecordNumber\":[0-9]*/\"RecordNumber\":$number/" >"$work/last"
    send "$@" -e "$work/last" "$framed"
    until arrived "$number"; do
        ended && give_up "rsyslogd ended"
        sleep 0.01
    done
}

# measure CONTENDER: adds "CPU-ticks nanoseconds kB peak-kB bytes" to its results. The first memory is that of a load
# at which no queue builds up.
measure() {
    local memory cpu_before time_before cpu_after time_after
    folder "$1"
    configuration "$1" >"$dir/conf"
    rsyslogd -n -f "$dir/conf" -i "$dir/pid" >"$dir/stderr" 2>&1 </dev/null &
    daemon=$!
    until_true "rsyslogd listens" test -s "$dir/port"
    ! [ -s "$dir/stderr" ] || give_up "rsyslogd complains"
    port=$(<"$dir/port")
    load 8888888888 -n 10 -s 4000
    memory=$(peak)
    cpu_before=$(cpu) time_before=$(now)
    load 9999999999 -n "$times"
    cpu_after=$(cpu) time_after=$(now)
    [ "$(wc -l <"$dir/out")" -eq $(((times + 10) * lines + 2)) ] || give_up "messages were lost"
    echo "$((cpu_after - cpu_before)) $((time_after - time_before)) $memory $(peak) $(stat -c %s "$dir/out")" >>"$work/$1.results"
    kill "$daemon"
    wait "$daemon"
    daemon=''
    rm -rf "$dir"
}

# --- the table --------------------------------------------------------------------------------------------------

sorted() {
    cut -d ' ' -f "$2" "$work/$1.results" | sort -n
}

# median CONTENDER FIGURE
median() {
    sorted "$@" | sed -n "$(((rounds + 1) / 2))p"
}

table() {
    local contender
    for contender in "${running[@]}"; do
        printf '%s|' "$contender" "${title[$contender]}" "$(median "$contender" 1)" "$(sorted "$contender" 1 | head -n 1)" \
            "$(sorted "$contender" 1 | tail -n 1)" "$(median "$contender" 2)" "$(median "$contender" 3)" \
            "$(median "$contender" 4)" "$(median "$contender" 5)"
        echo
    done | awk -F '|' -v ticks="$ticks" -v messages=$((times * lines)) '
        {
            name[NR] = $2
            cpu[NR] = $3 * 1e6 / ticks / messages
            spread[NR] = ($5 - $4) * 50 / $3
            clock[NR] = messages * 1e9 / $6
            memory[NR] = $7 / 1024
            peak[NR] = $8 / 1024
            bytes[NR] = $9 / messages
            if ($1 == "pass-through") pass = NR
            if ($1 == "stock") stock = NR
        }
        function ratio(of, to) { return to ? sprintf("%.2f", of / to) : "-" }
        END {
            row = "%-26s %7s %5s %8s %6s %6s %9s %6s %6s %7s %7s %6s %6s\n"
            printf "\n" row, "", "CPU us/", "", "messages", "to", "to", "messages", "to", "to", "RSS", "", "RSS,", "bytes"
            printf row, "", "message", "+-", "/CPU s", "pass", "stock", "/second", "pass", "stock", "MiB", "above", "full", "out"
            for (i = 1; i <= NR; i++)
                printf row, name[i], sprintf("%.1f", cpu[i]), sprintf("%.0f%%", spread[i]), sprintf("%.0f", 1e6 / cpu[i]),
                    ratio(cpu[pass], cpu[i]), ratio(cpu[stock], cpu[i]), sprintf("%.0f", clock[i]),
                    ratio(clock[i], clock[pass]), ratio(clock[i], clock[stock]), sprintf("%.1f", memory[i]),
                    pass ? sprintf("%+.1f", memory[i] - memory[pass]) : "-", sprintf("%.1f", peak[i]), sprintf("%.0f", bytes[i])
        }'
}

running=()
for contender in "${contenders[@]}"; do
    [ -n "${BENCH_ONLY-}" ] && [[ " $BENCH_ONLY " != *" $contender "* ]] || running+=("$contender")
done
echo "rsyslogd $("$RSYSLOGD" -v | sed -n '1s/[^0-9]*\([0-9.]*\).*/\1/p'), $(nproc) CPUs; $((times * lines)) messages of $(($(wc -c <"$framed") / lines)) bytes, $rounds rounds"
for ((round = 1; round <= rounds; round++)); do
    for contender in "${running[@]}"; do
        measure "$contender"
    done
    echo "round $round: load average $(cut -d ' ' -f 1 /proc/loadavg)"
done
table
