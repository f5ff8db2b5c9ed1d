#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# setSeverity="on": the syslog message gets the severity of the event and keeps its facility.
. "$(dirname "$0")/lib.sh"
begin

failure=$(grep -o '{.*"EventID":4625.*' "$fixtures/events.txt" | head -n 1)
success=$(grep -o '{.*"EventID":4624.*' "$fixtures/events.txt" | head -n 1)
unknown=$(grep -o '{.*"EventID":7036.*' "$fixtures/events.txt" | head -n 1)
connector=$(grep -o '{.*' "$samples/intune-20102.nxlog.json")
nobody='{"EventTime":"2026-03-02 08:15:30","Hostname":"a","SeverityValue":5,"EventID":3,"SourceName":"Nobody","RecordNumber":1,"Channel":"Nowhere"}'
header='1 2026-03-02T08:15:30Z DC01.corp.example a - - - '
{
    # user.notice, user.info, local7.info, local0.debug, kern.emerg; one that is no event, then events without header.
    # XML without header begins with "<E": for rsyslogd that is a wrong priority, and such a message gets a right one.
    printf '%s\n' "<13>$header$failure" "<14>$header$success" "<190>$header$failure" "<135>$header$connector" \
        "<0>$header$unknown" "<13>$header$nobody" '<134>1 2026-03-02T08:15:30Z a b - - - {"EventID":4625}' "$failure"
    sed -n 's/^<13>.*\(<Event .*\)/\1/p' "$fixtures/events.txt" | head -n 1
} >"$work/messages"
count=$(wc -l <"$work/messages")

folder severity
start <<CONF
template(name="pri" type="string" string="%syslogfacility-text%.%syslogseverity-text% %syslogfacility%.%syslogseverity% %pri% %\$!win!severity%\n")
template(name="id" type="string" string="%\$!win!id%\n")
ruleset(name="test") {
    action(type="omfile" file="$dir/before" template="pri")
    action(type="mmwinevent" rulebase="$RULEBASE")
    action(type="omfile" file="$dir/off" template="pri")
    action(type="mmwinevent" rulebase="$RULEBASE" setSeverity="on" statsName="on")
    action(type="omfile" file="$dir/on" template="pri")
    if prifilt("*.err") then
        action(type="omfile" file="$dir/errors" template="id")
    if \$syslogseverity == 4 then
        action(type="omfile" file="$dir/warnings" template="id")
}
CONF
send "$work/messages"
until_lines "$dir/on" "$count"

cut -d ' ' -f 1-3 "$dir/before" >"$work/before"
same 'setSeverity="off" changes nothing' <(cut -d ' ' -f 1-3 "$dir/off") "$work/before"
same 'setSeverity="on"' "$dir/on" - <<'WANTED'
user.warning 1.4 12 4
user.info 1.6 14 6
local7.warning 23.4 188 4
local0.err 16.3 131 3
kern.info 0.6 6 6
user.crit 1.2 10 2
local0.info 16.6 134 
user.warning 1.4 12 4
user.warning 1.4 12 4
WANTED
until_lines "$dir/warnings" 4
same "rules behind it go by the new severity: errors" "$dir/errors" <(printf '%s\n' 20102 3)
same "rules behind it go by the new severity: warnings" "$dir/warnings" <(printf '%s\n' 4625 4625 4625 4771)
stop
finish
