#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Time is linear in the message, whatever is in it: for inputs that invite a reader to go back, twice the size costs at
# most 2.2 times the instructions. Speaks TAP.
# linear.sh [TITLE]: only inputs whose title begins so.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/callgrind.sh"

byte=$(printf '\377')
: >"$scratch/empty"

# title | rounds | head, in which ^ stands for a bar | middle, in which % is the number of the round | tail
inputs() {
    cat <<END
fields in JSON|4000|$json|,"f%":"%"|}
one name again and again|4000|$json|,"name":"%"|}
names that look like those of copies|2000|$json|,"a":"","a#%":""|}
a system field again and again|4000|$json|,"EventID":%|}
escaped quotes|40000|$json,"a":"|\\"|"}
backslashes|40000|$json,"a":"|\\\^"}
backslashes in a key|40000|$json,"|\\\^":1}
escapes that are none|20000|$json,"a":"|\\x\\u12|"}
nested arrays in JSON|100000|$json,"a":|[|}
nested objects in JSON|20000|$json,"a":|{"b":|}
blanks between tokens|40000|$json|#012|}
labels in a message|20000|$json,"Message":"|;:|"}
words in a message|4000|$json,"Message":"|Error Code: % User Name: |"}
Data in XML|4000|$xml<EventData>|<Data Name="f%">%</Data>|</EventData></Event>
Data without names|4000|$xml<EventData>|<Data>:;Error Code:;</Data>|</EventData></Event>
attributes|8000|$xml<EventData><Data |a%="%" |/></EventData></Event>
elements in UserData|4000|$xml<UserData><x>|<a b="%">%</a>|</x></UserData></Event>
elements that nobody knows|4000|$xml|<a b="%">%</a>|</Event>
nested elements|20000|$xml<EventData>|<a>|</EventData></Event>
ampersands|40000|$xml<EventData><Data>|&|</Data></EventData></Event>
references that do not end|20000|$xml<EventData><Data>|&#1|</Data></EventData></Event>
CDATA in Data|8000|$xml<EventData><Data>|<![CDATA[x]]>y|</Data></EventData></Event>
CDATA in UserData|4000|$xml<UserData><x><a>|<![CDATA[x]]>y|</a></x></UserData></Event>
comments|8000|$xml<EventData><Data>|<!-- - -- -->|</Data></EventData></Event>
a comment that does not end|20000|$xml<EventData><Data><!--|-- <!--|</Data></EventData></Event>
brackets in CDATA|20000|$xml<EventData><Data><![CDATA[|]]|</Data></EventData></Event>
closing tags of others|20000|$xml<EventData><Data>|</a>|</Data></EventData></Event>
text without an event|40000|<14>Aug  1 05:46:46 host app: |text: |
prose that nearly fits|10000|needle |st sto |!
prose that ends too late|10000|needle |;,en,|!
prose that fits|10000|needle |sto st |stop
a header that does not end|20000|<14>1 - - - - - |[a b="\\"]|
a beginning of blanks|40000|| #011|$json}
bytes that are no UTF-8|40000|$json,"a":"|%%|"}
events in a list|2000|[|$json},|$json}]
events and what is none in a list|2000|[$json}|,{"a":%},$json}|]
events in Events|1500|<Events>|$xml</Event>|</Events>
events one behind the other|2000||$json}|
events with bytes that are no UTF-8|2000|[|$json,"a":"$byte"},|$json}]
events in single quotes|1500||<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>%</EventID></System></Event>|
events of NXLog in Events|1500|<Events>|<Event><EventTime>2020-08-01 05:46:45</EventTime><EventID>%</EventID></Event>|</Events>
broken events with such bytes|1000||$json,"a":"$byte",|
fields in winlog|1500|{"winlog":{"channel":"Sample/Admin","event_id":2,"event_data":{"a":"b"|,"f%":"%"|}}}
keywords in winlog|1500|{"winlog":{"channel":"Sample/Admin","event_id":2,"keywords":["a"|,"%"|]}}
fields of Winlogbeat 6|1500|{"log_name":"Sample/Admin","source_name":"Sample","event_id":2,"record_number":"1","event_data":{"a":"b"|,"f%":"%"|}}
fields of Wazuh|1500|{"win":{"system":{"channel":"Sample/Admin","eventID":"2"},"eventdata":{"a":"b"|,"f%":"%"|}}}
backslashes of Wazuh|8000|{"win":{"system":{"channel":"Sample/Admin","eventID":"2"},"eventdata":{"a":"|\\\^"}}}
Data in a tree|1500|{"Event":{"System":{"Channel":"Sample/Admin","EventID":"2"},"EventData":{"Data":[{"Name":"a","text":"b"}|,{"Name":"f%","text":"%"}|]}}}
values in a tree|1500|{"Event":{"System":{"Channel":"Sample/Admin","EventID":"2"},"EventData":{"a":"b"|,"f%":"%"|}}}
elements in a tree|1500|{"Event":{"System":{"Channel":"Sample/Admin","EventID":"2"},"UserData":{"x":{"a":"b"|,"f%":{"c":"%"}|}}}}
fields of OpenWEC|1500|{"System":{"Channel":"Sample/Admin","EventID":2},"OpenWEC":{},"EventData":{"a":"b"|,"f%":"%"|}}
XML in JSON of OpenWEC|1500|{"meta":{},"data":"<Event><System><EventID>2</EventID><Channel>Sample/Admin</Channel></System><EventData>|<Data Name='f%'>\\u0041%</Data>|</EventData></Event>"}
XML in JSON of Azure|1500|{"TimeGenerated":"2020-08-01","EventID":2,"Channel":"Sample/Admin","Computer":"c","EventSourceName":"Sample","EventData":"<EventData>|<Data Name=\\"f%\\">%</Data>|</EventData>"}
columns of Azure|1500|{"TimeGenerated":"2020-08-01","EventID":2,"Channel":"Sample/Admin","EventSourceName":"Sample"|,"f%":"%"|}
strings of Fluent Bit|1500|{"ProviderName":"Sample","EventID":2,"EventRecordID":1,"Channel":"Sample/Admin","StringInserts":["a"|,"%"|]}
strings of Vector|1500|{"provider_name":"Sample","event_id":2,"record_id":1,"channel":"Sample/Admin","string_inserts":["a"|,"%"|]}
data of OpenTelemetry|1500|{"provider":{"name":"Sample"},"system_time":"2020-08-01T00:00:00Z","event_id":{"id":2},"channel":"Sample/Admin","event_data":{"data":[{"a":"b"}|,{"f%":"%"}|]}}
data of MiNiFi|1500|{"SystemTime":"2020-08-01","EventID":"2","EventRecordID":"1","Guid":"g","Channel":"Sample/Admin","EventData":[{"Type":"Data","Content":"a","Name":"a"}|,{"Type":"Data","Content":"%","Name":"f%"}|]}
elements of MiNiFi|1500|[{"name":"Event","children":[{"name":"EventData","children":[{"name":"Data","text":"a"}|,{"name":"Data","attributes":{"Name":"f%"},"text":"<%"}|]}]}]
nested elements of MiNiFi|4000|[|{"name":"Event","children":[|
data of SNARE v2|1500|h${tab}MSWinEventLog${tab}0${tab}{"Event":{"System":{"Channel":"Sample/Admin","EventID":"2"},"Data":{"a":"b"|,"f%":"%"|}}}
properties of PowerShell|1500|{"Id":2,"ProviderName":"Sample","LogName":"Sample/Admin","RecordId":1,"Properties":[{"Value":"a"}|,{"Value":"%"}|]}
properties of the rsyslog Windows Agent|1500|{"nteventlogtype":"Sample/Admin","sourceproc":"Sample","id":"2"|,"f%":"%"|}
flat fields|1500|{"EventID":2,"Channel":"Sample/Admin","Task":0|,"f%":"%"|}
fields of GELF|1500|{"short_message":"a","_EventID":2,"_SourceName":"Sample","_Channel":"Sample/Admin"|,"_f%":"%"|}
flat elements|1500|<Event><EventTime>2020-08-01 05:46:45</EventTime><EventID>2</EventID>|<f%>%</f%>|</Event>
references in flat elements|1500|<Event><EventTime>2020-08-01 05:46:45</EventTime><EventID>2</EventID><Message> a<b</Message>|<f%>a&amp;lt;%</f%>|</Event>
pairs with semicolons|1500|EventTime=2020-08-01 05:46:45;EventID=2;|f%=%;|
words with semicolons|4000|EventTime=2020-08-01 05:46:45;EventID=2;|a;|
nested quotes in a pair|8000|EventTime=2020-08-01 05:46:45;EventID=2;a='|''|';
pairs of structured data|1500|<14>1 2020-08-01T05:46:46Z h Sample 1 - [NXLOG@14506 EventID="2" Channel="Sample/Admin"|%f="%" |] t
quotes in structured data|8000|<14>1 2020-08-01T05:46:46Z h Sample 1 - [NXLOG@14506 EventID="2" a="|\\"\\]|"] t
elements of structured data|1500|<14>1 2020-08-01T05:46:46Z h Sample 1 - |[NXLOG@1450 a="EventID="]|[NXLOG@14506 EventID="2"] t
columns with TAB|4000|$bsd MSWinEventLog${tab}1${tab}Sample/Admin${tab}1${tab}Sat Aug  1 05:46:46 2020${tab}2${tab}Sample|${tab}%|
columns with #011|4000|$bsd MSWinEventLog#0111#011Sample/Admin#0111#011Sat Aug  1 05:46:46 2020#0112#011Sample|#011%|
marks of Snare|4000|$bsd |MSWinEventLog |
pairs of CEF|1500|$bsd CEF:0^Microsoft^Microsoft Windows^^Sample:2^a^Low^ externalId=2 |ad.f%=% |
words of CEF|8000|$bsd CEF:0^Microsoft^Microsoft Windows^^Sample:2^a^Low^ externalId=2 msg=|a.b [c] |
escapes of CEF|8000|$bsd CEF:0^Microsoft^Microsoft Windows^^Sample:2^a^Low^ externalId=2 msg=|\\=\\\\ =|
pairs of LEEF|1500|$bsd LEEF:1.0^Microsoft^Windows^1^2^|f%=%$tab|
words of LEEF|4000|$bsd LEEF:1.0^Microsoft^Windows^1^2^|a$tab|
pairs of WinCollect|1500|$bsd AgentDevice=WindowsLog${tab}EventID=2${tab}EventIDCode=2${tab}|f%=%$tab|Message=a
lines of Splunk|1500|08/01/2020 05:46:46 AM#012LogName=Sample/Admin#012SourceName=Sample#012EventCode=2#012|f%=%#012|Message=a
lines of Splunk that are none|4000|LogName=Sample/Admin#012|a#012|EventCode=2
text of EventReporter|4000|$bsd EvntSLog: [AUS] Sat Aug  1 05:46:46 2020: H/Sample (2) - "|a: "b" - (|"
parts of OSSEC|4000|$bsd ossec: WinEvtLog: Sample/Admin: INFORMATION(2): Sample: |a: |
beginnings of OSSEC|4000|$bsd |WinEvtLog: a: |
lines of RSA|4000|$bsd RsaSA#0122015-May-19 09:07:09#0124776#012Microsoft-Windows-Security-Auditing#012Security\\h|#012a|
types of syslog-ng|4000|$bsd a: u: n s:| [Error] a:|(EventID 2)
ends of syslog-ng|4000|$bsd a: u: n s: [Error] |(EventID 2) |a
text of evtsys|4000|$bsd Security: 4624: AUDIT_SUCCESS An account was successfully logged on.|  Account Name:  %|
text behind a source|4000|$bsd Microsoft-Windows-Security-Auditing[4]: An account was successfully logged on.|  Account Name:  %|
quotes in CSV|8000|2020-08-01 05:46:45,2,"|\\"|"
columns of CSV|8000|2020-08-01 05:46:45,2|,"%"|
colons without an event|8000|$bsd a|: %:|
equal signs without an event|8000|$bsd |EventID=%;|
names of fields without an event|4000|{"a":1|,"EventID%":"%"|}
END
}

# build ROUNDS HEAD MIDDLE TAIL
build() {
    printf '%s' "$2"
    middle=$3 awk -v rounds="$1" 'BEGIN {
        parts = split(ENVIRON["middle"], part, /%/)
        broken = ENVIRON["middle"] == "%%"
        for (i = 1; i <= rounds; i++) {
            if (broken) { printf "\377"; continue }
            printf "%s", part[1]
            for (k = 2; k <= parts; k++)
                printf "%d%s", i, part[k]
        }
    }'
    printf '%s\n' "$4"
}

base=$(count "$scratch/empty" 0)
inputs | grep -e "^${1:-}" >"$scratch/inputs"
echo "1..$(wc -l <"$scratch/inputs")"
number=0
failed=0
while IFS='|' read -r title rounds head middle tail; do
    number=$((number + 1))
    verdict=ok
    head=$(printf '%s' "$head" | tr '^' '|')
    build "$rounds" "$head" "$middle" "$tail" >"$scratch/one"
    build "$((rounds * 2))" "$head" "$middle" "$tail" >"$scratch/two"
    profile=native
    test $((number % 3)) -ne 0 || profile=ecs
    set -- --profile "$profile" --csv-fields EventTime,EventID,Message
    count "$scratch/one" 1 "$@" >"$scratch/one.count" &
    count "$scratch/two" 1 "$@" >"$scratch/two.count"
    wait
    one=$(($(cat "$scratch/one.count") - base))
    two=$(($(cat "$scratch/two.count") - base))
    if test "$one" -lt 10000 || test $((two * 10)) -gt $((one * 22)); then
        verdict='not ok'
        failed=1
    fi
    echo "# $one instructions for $(wc -c <"$scratch/one") bytes, $two for $(wc -c <"$scratch/two")"
    echo "$verdict $number - $title"
done <"$scratch/inputs"
exit $failed
