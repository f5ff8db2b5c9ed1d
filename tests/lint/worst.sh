#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A byte of an input that was made to be dear costs at most four times the instructions of a byte of a normal event in the same
# format (tests/golden/same). Counted by callgrind; what a further round of the input costs, so that nothing that is done
# once counts. doc/PERFORMANCE.md lists the inputs for which it is not so. Speaks TAP.
# worst.sh all: prints the factor of those too, and does not fail.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/callgrind.sh"

columns=EventTime,EventID,Message

# byte SMALL LARGE: instructions, times 100, of a byte that LARGE has more than SMALL.
byte() {
    small=$(count "$1" 1 --null --csv-fields "$columns")
    large=$(count "$2" 1 --null --csv-fields "$columns")
    awk -v instructions="$((large - small))" -v bytes="$(($(wc -c <"$2") - $(wc -c <"$1")))" \
        'BEGIN { printf "%d\n", instructions * 100 / bytes }'
}

# repeat ROUNDS TEXT FILE: appends it so often, with the number of the round for each %.
repeat() {
    text=$2 awk -v rounds="$1" 'BEGIN {
        parts = split(ENVIRON["text"], part, /%/)
        for (i = 1; i <= rounds; i++) {
            printf "%s", part[1]
            for (k = 2; k <= parts; k++)
                printf "%d%s", i, part[k]
        }
    }' >>"$3"
}

# normal FILE: of a byte of its events.
normal() {
    test -f "$scratch/normal.$1" || {
        tr '\n\0' '\0\n' <"$here/../golden/same/$1.in0" | sed '/^-$/d' | tr '\n\0' '\0\n' >"$scratch/one"
        cat "$scratch/one" "$scratch/one" "$scratch/one" "$scratch/one" >"$scratch/four"
        byte "$scratch/one" "$scratch/four" >"$scratch/normal.$1"
    }
    cat "$scratch/normal.$1"
}

snare="$bsd MSWinEventLog${tab}1${tab}Sample/Admin${tab}1${tab}Sat Aug  1 05:46:46 2020${tab}2${tab}Sample"
leef="$bsd LEEF:1.0^Microsoft^Windows^1^2^"

# title | normal event | head, in which ^ stands for a bar | middle, in which % is the number of the round | tail
held() {
    cat <<END
NXLog JSON: fields|nxlog-json|$json|,"f%":"%"|}
NXLog JSON: escapes|nxlog-json|$json,"a":"|\\n|"}
NXLog JSON: backslashes|nxlog-json|$json,"a":"|\\\\|"}
NXLog JSON: nested brackets|nxlog-json|$json,"a":|[|}
event XML: nested elements|wef-rendered-xml|$xml<EventData>|<a>|</EventData></Event>
Snare: empty columns|snare-agent|$snare|$tab|
Snare: columns|snare-agent|$snare|${tab}a|
CEF: words|arcsight-cef|$bsd CEF:0^Microsoft^Microsoft Windows^^Sample:2^a^Low^ externalId=2 msg=|a.b [c] |
NXLog pairs: words|nxlog-kvp|EventTime=2020-08-01 05:46:45;EventID=2;|a;|
NXLog CSV: empty columns|nxlog-csv|2020-08-01 05:46:45,2,a|,|
NXLog JSON: escapes that are none|nxlog-json|$json,"a":"|\\x\\u12|"}
END
}
others() {
    cat <<END
NXLog JSON: labels in the message|nxlog-json|$json,"Message":"|;:|"}
event XML: references that do not end|wef-rendered-xml|$xml<EventData><Data>|&#1|</Data></EventData></Event>
NXLog JSON: one name|nxlog-json|$json|,"a":1|}
NXLog JSON: no name|nxlog-json|$json|,"":""|}
NXLog JSON: one System field|nxlog-json|$json|,"EventID":1|}
NXLog JSON: keywords|nxlog-json|$json,"Keywords":["a"|,"b"|]}
Fluent Bit: empty strings|fluentbit-winevtlog|{"ProviderName":"Sample","EventID":2,"EventRecordID":1,"Channel":"Sample/Admin","StringInserts":["a"|,""|]}
Fluent Bit: numbers|fluentbit-winevtlog|{"ProviderName":"Sample","EventID":2,"EventRecordID":1,"Channel":"Sample/Admin","StringInserts":["a"|,1|]}
Winlogbeat: keywords|winlogbeat8|{"winlog":{"channel":"Sample/Admin","event_id":2,"keywords":["a"|,"b"|]}}
a tree: empty strings|event-tree-json-datadog|{"Event":{"System":{"Channel":"Sample/Admin","EventID":"2"},"EventData":{"Data":["a"|,""|]}}}
event XML: empty Data|wef-rendered-xml|$xml<EventData>|<Data/>|</EventData></Event>
LEEF: pairs|leef|$leef|a=b$tab|
LEEF: words|leef|$leef|a$tab|
CEF: pairs|arcsight-cef|$bsd CEF:0^Microsoft^Microsoft Windows^^Sample:2^a^Low^ externalId=2 |a=b |
WinCollect: pairs|wincollect|$bsd AgentDevice=WindowsLog${tab}EventID=2${tab}EventIDCode=2${tab}|a=b$tab|Message=a
NXLog pairs: one name|nxlog-kvp|EventTime=2020-08-01 05:46:45;EventID=2;|a=b;|
NXLog structured data: one name|nxlog-ietf|<14>1 2020-08-01T05:46:46Z h Sample 1 - [NXLOG@14506 EventID="2" Channel="Sample/Admin"| a=""|] t
Splunk: one name|splunk-wineventlog-text|08/01/2020 05:46:46 AM#012LogName=Sample/Admin#012SourceName=Sample#012EventCode=2#012|a=b#012|Message=a
END
}

held >"$scratch/inputs"
test "${1:-}" != all || others >>"$scratch/inputs"
echo "1..$(wc -l <"$scratch/inputs")"
number=0
failed=0
while IFS='|' read -r title event head middle tail; do
    number=$((number + 1))
    columns=EventTime,EventID,Message
    case $title in *CSV*) columns=$columns$(awk 'BEGIN { for (i = 1; i <= 3000; i++) printf "," }') ;; esac
    usual=$(normal "$event")
    for rounds in 1000 3000; do
        printf '%s' "$head" | tr '^' '|' >"$scratch/$rounds"
        repeat $rounds "$middle" "$scratch/$rounds"
        printf '%s\0' "$tail" >>"$scratch/$rounds"
    done
    cost=$(byte "$scratch/1000" "$scratch/3000")
    verdict=ok
    if test "$cost" -le 0 || test "$cost" -gt $((usual * 4)); then
        verdict='not ok'
        test "${1:-}" = all || failed=1
    fi
    awk -v cost="$cost" -v usual="$usual" 'BEGIN {
        printf "# %.1f instructions a byte, %.1f in a normal event: %.1f times\n", cost / 100, usual / 100, cost / usual }'
    echo "$verdict $number - $title"
done <"$scratch/inputs"
exit $failed
