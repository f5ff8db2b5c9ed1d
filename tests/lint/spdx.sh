#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Each source file says its licence, and none has what belongs to one machine or one afternoon: absolute paths, notes to
# oneself, merge marks. Speaks TAP.
set -u
cd "${abs_top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}" || exit 1
LC_ALL=C
export LC_ALL

number=0
result() {
    number=$((number + 1))
    test -z "$1" && echo "ok $number - $2" && return
    printf '%s\n' "$1" | sed 's/^/# /'
    echo "not ok $number - $2"
    failed=1
}
failed=0
echo 1..4

sources() {
    find plugin tests contrib doc -type f \( -name '*.c' -o -name '*.h' -o -name '*.def' -o -name '*.sh' \
        -o -name '*.[1-8]' \) | sort
    printf '%s\n' configure.ac Makefile.am m4/wev_*.m4
}
# Everything that is written by hand; golden inputs and fuzz corpora are what others wrote.
texts() {
    sources
    find rulebase plugin tests contrib doc -type f \( -name '*.json' -o -name '*.md' -o -name '*.mk' \
        -o -name '*.conf' -o -name '*.rulebase' \) ! -path 'tests/golden/*/*' ! -path 'tests/fuzz/corpus/*' | sort
    find . -maxdepth 1 -name '*.md'
}

# In the first five lines: a script begins with its interpreter.
result "$(sources | while read -r file; do
    head -n 5 "$file" | grep -q 'SPDX-License-Identifier: Apache-2\.0' || echo "$file"
done)" 'each source file has its SPDX line'

# What this looks for is put together here so that it does not find itself.
machine="/ho""me/|/ro""ot/|/wo""rk/|/Us""ers/|/mn""t/|C:\\\\Us""ers\\\\[a-z]+\\\\(src|git|dev)"
result "$(texts | xargs grep -nE "$machine" | cut -c1-160)" 'no path of a machine'

marks="TO""DO|FIX""ME|X""XX[^A-Z]|HA""CK"
result "$(texts | xargs grep -nE "(^|[^A-Za-z])($marks)([^A-Za-z]|\$)" | cut -c1-160)" 'no notes to oneself'

result "$(texts | xargs grep -nE '^(<{7}|={7}|>{7})( |$)' | cut -c1-160)" 'no merge marks'
exit $failed
