# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# What the host tests have in common: TAP, a rsyslogd of their own, waiting for what it does. Sourced, not run.
#
#   begin TOOL...           first; skips the test where there is no rsyslogd or a tool is missing
#   folder NAME             sets $dir, where the next rsyslogd works
#   start [SETTINGS]        a rsyslogd; its configuration is standard input, ruleset(name="test") gets the messages;
#                           SETTINGS go into global(). Sets $port
#   send OPTION... FILE...  see send.c; sets $sent. What the next `send` sends may overtake it: wait for what came of it
#   until_...               waits for what the daemon is to do; the test ends if that does not come
#   stop                    ends the daemon; a check of its own
#   finish                  last

set -u
export LC_ALL=C

# What is waited for takes milliseconds, and on a machine that is busy with other things no longer than this, in seconds.
patience=${PATIENCE:-90}

samples=${abs_top_srcdir:?run it by make check}/contrib/samples
fixtures=$abs_top_srcdir/tests/host/fixtures
checks=0 daemon='' work='' dir='' port='' sent=0

# --- TAP --------------------------------------------------------------------------------------------------------

note() {
    cut -c 1-600 | sed 's/^/# /'
}

skip_all() {
    echo "1..0 # SKIP $*"
    exit 0
}

# check TITLE COMMAND...: what the command prints is shown if it fails.
check() {
    local title=$1 output
    shift
    checks=$((checks + 1))
    if output=$("$@" 2>&1); then
        echo "ok $checks - $title"
        return 0
    fi
    echo "not ok $checks - $title"
    [ -z "$output" ] || note <<<"$output"
    return 1
}

# is TITLE GOT WANTED
is() {
    check "$1" diff -u --label wanted --label got <(printf '%s\n' "$3") <(printf '%s\n' "$2")
}

# same TITLE GOT-FILE WANTED-FILE
same() {
    check "$1" diff -u --label wanted --label got "$3" "$2"
}

give_up() {
    echo "Bail out! $*"
    if [ -n "$dir" ]; then
        echo "# the end of the log of $dir:"
        tail -n 20 "$dir/log" "$dir/stderr" 2>/dev/null | note
    fi
    exit 1
}

clean_up() {
    if [ -n "$daemon" ]; then
        kill -KILL "$daemon" 2>/dev/null
        wait "$daemon" 2>/dev/null
    fi
    [ -z "$work" ] || rm -rf "$work"
}

begin() {
    local tool
    [ -n "${RSYSLOGD-}" ] || skip_all "no rsyslogd"
    for tool; do
        command -v "$tool" >/dev/null || skip_all "no $tool"
    done
    trap clean_up EXIT
    trap 'exit 1' HUP INT TERM
    work=$(mktemp -d "${TMPDIR:-/tmp}/mmwinevent-test.XXXXXX") || exit 1
}

finish() {
    echo "1..$checks"
}

# --- the daemon -------------------------------------------------------------------------------------------------

# rsyslogd ARGUMENT...: with what an instrumented module needs. Leaks of its own are not our concern.
rsyslogd() {
    [ -z "${MMWINEVENT_PRELOAD-}" ] || export LD_PRELOAD=$MMWINEVENT_PRELOAD
    export ASAN_OPTIONS=detect_leaks=0
    exec "$RSYSLOGD" "$@"
}

folder() {
    dir=$work/$1
    mkdir "$dir" || exit 1
}

# configure [SETTINGS] <CONFIGURATION. One worker, so that messages stay in order; a ruleset may have a queue of its own.
configure() {
    {
        cat <<CONF
global(workDirectory="$dir" processInternalMessages="on" ${1-})
main_queue(queue.workerThreads="1")
module(load="imtcp" maxFrameSize="16777216")
module(load="impstats" interval="1" format="json" log.file="$dir/stats" log.syslog="off")
module(load="$MMWINEVENT")
input(type="imtcp" address="127.0.0.1" port="0" listenPortFileName="$dir/port" ruleset="test")
template(name="json" type="list") { property(name="\$!win!json") constant(value="\n") }
CONF
        cat
        # What is outside of a ruleset gets what rsyslogd itself has to say.
        echo "action(type=\"omfile\" file=\"$dir/log\")"
    } >"$dir/conf"
}

start() {
    configure "$@"
    rsyslogd -n -f "$dir/conf" -i "$dir/pid" >"$dir/stderr" 2>&1 </dev/null &
    daemon=$!
    until_true "rsyslogd listens" test -s "$dir/port"
    ! grep -q 'error during parsing' "$dir/stderr" || give_up "the configuration is wrong"
    port=$(<"$dir/port")
}

ended() {
    ! kill -0 "$daemon" 2>/dev/null
}

stop() {
    local status round
    kill -TERM "$daemon" 2>/dev/null
    for ((round = 0; round < patience * 20; round++)); do
        ended && break
        sleep 0.05
    done
    ended || kill -KILL "$daemon"
    wait "$daemon"
    status=$?
    daemon=''
    is "rsyslogd ($(basename "$dir")) ends as it should" "$status $(grep -a -A 20 -e ERROR: -e 'runtime error' "$dir/stderr")" '0 '
}

send() {
    sent=$(timeout "$patience" "$abs_top_builddir/tests/host/send" -p "$port" "$@") || give_up "send $*: status $?"
}

# --- waiting ----------------------------------------------------------------------------------------------------

# until_true TITLE COMMAND...
until_true() {
    local title=$1 round
    shift
    for ((round = 0; round < patience * 20; round++)); do
        "$@" && return
        ended && give_up "rsyslogd ended, waited for: $title"
        sleep 0.05
    done
    give_up "waited $patience seconds in vain: $title"
}

has_lines() {
    [ -f "$1" ] && [ "$(wc -l <"$1")" -ge "$2" ]
}

# until_lines FILE COUNT
until_lines() {
    until_true "$2 lines in $1" has_lines "$@"
}

has_matches() {
    [ -f "$1" ] && [ "$(grep -c -e "$2" "$1")" -ge "$3" ]
}

# until_logged PATTERN [TIMES]: in rsyslogd's own log.
until_logged() {
    until_true "$1 in the log" has_matches "$dir/log" "$1" "${2-1}"
}

# counter NAME [OF]: as impstats told it last; empty before the first time.
counter() {
    [ -f "$dir/stats" ] || return 0
    grep -a "\"name\": \"${2-mmwinevent}\"" "$dir/stats" | tail -n 1 | sed -n "s/.*\"${1//./\\.}\": \([0-9]*\).*/\1/p"
}

counter_is() {
    [ "$(counter "$1" "${3-mmwinevent}")" = "$2" ]
}

# until_counter NAME VALUE [OF]
until_counter() {
    until_true "the counter $1 is $2" counter_is "$@"
}

# until_counted [OF]: impstats has told all counters since the call, whole; the last two of its reports may be one that
# had begun before.
until_counted() {
    local name="\"name\": \"${1-mmwinevent}\"" told=0
    [ ! -f "$dir/stats" ] || told=$(grep -c -e "$name" "$dir/stats")
    until_true "impstats" has_matches "$dir/stats" "$name" $((told + 2))
}
