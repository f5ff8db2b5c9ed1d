#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a message costs in each format, beside libfastjson: `winevent bench` over tests/golden. Prints two tables in
# Markdown: the six events of tests/golden/same in every framing that has them (`-` stands for one that a framing has
# not), and the other formats with what their own golden folder holds. The figures are those of the best round, which
# says most on a machine that others use too. BENCH_SECONDS (1) is how long each row is measured; BENCH_ONLY="gelf cef"
# measures these alone.
set -eu -o pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
golden=$here/../golden
winevent=${WINEVENT:-winevent}
rulebase=${RULEBASE:-$here/../../rulebase}
seconds=${BENCH_SECONDS:-1}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
csv='EventTime,Hostname,EventType,EventID,Channel,SourceName,AccountName,Message'

# The name of the format and its input; where a format comes in two framings, the framing behind it.
same='
event-xml same/wef-rendered-xml.in0
nxlog-json same/nxlog-json.in0
nxlog-json_behind_RFC_5424 same/nxlog-ietfjson.in0
nxlog-xml same/nxlog-xml.in0
nxlog-ietf same/nxlog-ietf.in0
nxlog-kvp same/nxlog-kvp.in0
nxlog-csv same/nxlog-csv.in0
gelf same/nxlog-gelf.in0
event-tree same/event-tree-json-datadog.in0
winlogbeat same/winlogbeat8.in0
wazuh same/wazuh-eventchannel.in0
azure same/ama-securityevent.in0
fluent-bit same/fluentbit-winevtlog.in0
fluent-bit-xml same/fluentbit-winevtlog-xml.in0
opentelemetry same/otel-windowseventlog.in0
osquery same/osquery.in0
cef same/arcsight-cef.in0
leef same/leef.in0
wincollect same/wincollect.in0
snare same/snare-agent.in0
splunk-text same/splunk-wineventlog-text.in0
eventreporter same/eventreporter.in0
ossec same/ossec-winevtlog.in0
syslog-ng same/syslog-ng-agent.in0
evtsys same/evtsys.in0
source-text same/nxlog-bsd.in0
'
others='
openwec-json openwec/json.in
openwec-raw-json openwec/raw-json.in
winlogbeat-6 winlogbeat/6.in
winlogbeat_of_Elastic_Agent winlogbeat/elastic-agent.in
wazuh_in_an_alert wazuh/alert.in
azure-diagnostics azure/diagnostics.in
fluentd fluent/d.in
vector vector/vector.in
minifi-flat minifi/flattened.in
powershell powershell/get-winevent.in
flat-json flat-json/scripts.in
rsa rsa/rsa.in0
'

# row NAME INPUT
row() {
    local name=${1//_/ } input=$golden/$2 framing=()
    case $2 in *.in0)
        framing=(--null)
        input=$scratch/input
        tr '\n\0' '\0\n' <"$golden/$2" | sed '/^-$/d' | tr '\n\0' '\0\n' >"$input"
        ;;
    esac
    "$winevent" bench -p ecs -r "$rulebase" -S "$seconds" -F "$csv" -R 2020-08-02T00:00:00Z "${framing[@]}" "$input" |
        awk -v name="$name" '
            /^messages:/ { events = $4 + 0; bytes = $5 }
            /^decode \+ enrich  / { decode = $(NF - 3) }
            /^decode \+ enrich \+ emit/ { whole = $(NF - 3) }
            /^libfastjson parse/ { theirs = $(NF - 3) }
            END {
                if (whole == 0 || events == 0) exit 1
                printf "| %s | %d | %d | %.2f us | %.2f us | %.1f us | %.1f times |\n", name, events, bytes,
                    decode / 1000, whole / 1000, theirs / 1000, theirs / whole
            }' || { echo "tests/bench/formats.sh: $name: no events in $2" >&2; exit 1; }
}

table() {
    local name input
    echo '| format | events | bytes | decode + enrich | + emit | libfastjson | ratio |'
    echo '|---|---|---|---|---|---|---|'
    while read -r name input; do
        test -n "$name" || continue
        case " ${BENCH_ONLY:-$name} " in *" $name "*) row "$name" "$input" ;; esac
    done <<<"$1"
}

table "$same"
echo
table "$others"
