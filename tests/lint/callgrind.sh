# SPDX-License-Identifier: Apache-2.0
# What linear.sh and worst.sh have in common: a folder for what they write, and instructions as callgrind counts them, so
# that no clock is involved. To be sourced, with $here as their folder.
: "${WINEVENT:?is the tool}"
unset WINEVENT_LANG WINEVENT_RULEBASE
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

command -v valgrind >/dev/null || { echo '1..0 # SKIP there is no valgrind'; exit 0; }
valgrind --tool=none "$WINEVENT" --version >"$scratch/said" 2>&1 ||
    { echo '1..0 # SKIP the tool does not run in valgrind'; exit 0; }

tab=$(printf '\t')
bsd='<14>Aug  1 05:46:46 host'
json='{"EventTime":"2020-08-01 05:46:45","EventID":2,"SourceName":"Sample","Channel":"Sample/Admin"'
xml='<Event><System><Provider Name="Sample"/><EventID>2</EventID><Channel>Sample/Admin</Channel></System>'

# count FILE STATUS OPTION...: instructions of decoding it; nothing if the exit status is higher. A small rulebase, so that
# loading it does not cost more than the rest. glibc copies with one instruction a byte or with many bytes an instruction,
# as blocks happen to lie in memory; it is told to do the latter.
count() {
    counted=$1
    highest=$2
    shift 2
    GLIBC_TUNABLES=glibc.cpu.x86_rep_movsb_threshold=1073741824:glibc.cpu.x86_rep_stosb_threshold=1073741824 \
        valgrind --tool=callgrind --callgrind-out-file=/dev/null "$WINEVENT" decode --quiet \
        --rulebase "$here/rulebase" "$@" <"$counted" >/dev/null 2>"$counted.errors"
    test $? -le "$highest" && awk '/Collected :/ { print $NF }' "$counted.errors"
}
