#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Which folder may include what: dependencies point down, formats do not see each other, and each library is known to
# one folder only. Speaks TAP.
set -u
top=${abs_top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
cd "$top" || exit 1
LC_ALL=C
export LC_ALL

# Folder in plugin/core, and the folders that its files may include. `.` is plugin/core itself.
allowed='
base       base
read       base read
event      base event
format     base read event format
knowledge  base event knowledge
emit       base event knowledge emit
.          . base read event format knowledge emit
'

# C11, section 7.1.2, without what the core does not want: errno, locale, setjmp, signals, time.
standard=' assert.h limits.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdlib.h string.h '

# "file:line header" of each include; headers of the system in <>.
includes() {
    find "$@" -type f \( -name '*.c' -o -name '*.h' -o -name '*.def' \) | sort | xargs awk '
        /^[ \t]*#[ \t]*include[ \t]/ { gsub(/"/, "", $2); print FILENAME ":" FNR, $2 }'
}

number=0
# result LINES TITLE: passes if there are no offenders.
result() {
    number=$((number + 1))
    test -z "$1" && echo "ok $number - $2" && return
    printf '%s\n' "$1" | sed 's/^/# /'
    echo "not ok $number - $2"
    failed=1
}
failed=0
echo 1..7

result "$(includes plugin/core | awk -v allowed="$allowed" '
    BEGIN {
        rows = split(allowed, row, "\n")
        for (i = 1; i <= rows; i++) {
            words = split(row[i], word, " +")
            for (k = 2; k <= words; k++)
                may[word[1] " " word[k]] = 1
        }
    }
    $2 ~ /^</ { next }
    {
        parts = split($1, from, "/")
        folder = parts > 3 ? from[3] : "."
        to = $2 ~ /\// ? $2 : "./" $2
        sub(/\/.*/, "", to)
        if (!((folder " " to) in may))
            print $1 ": " folder " includes " $2
    }')" 'folders of the core depend downwards only'

# A header of its own is one whose name begins the name of the file. json_map.h is for the JSON formats, event_xml.h also for
# those that hold the event's XML in a string.
result "$(includes plugin/core/format | awk '
    $2 !~ /^format\// || $2 ~ /^format\/(format|envelope|json_index|json_map|json_order|json_shape|event_xml|several|target|columns|csv|names|pairs|nxlog)\.h$/ || $2 == "format/keys.def" { next }
    {
        file = $1
        sub(/:.*/, "", file)
        sub(/^.*\//, "", file)
        own = $2
        sub(/^format\//, "", own)
        sub(/\.h$/, "", own)
        if (index(file, own) != 1)
            print $1 " includes " $2
    }')" 'no format knows another'

result "$(includes plugin/core | awk -v standard="$standard" '
    $2 !~ /^</ { next }
    {
        header = substr($2, 2, length($2) - 2)
        if (index(standard, " " header " "))
            next
        if (header == "emmintrin.h" && $1 ~ /^plugin\/core\/base\/scan\.h:/)
            next
        if ((header == "dirent.h" || header == "errno.h" || header == "stdio.h") && $1 ~ /^plugin\/core\/knowledge\/load\.c:/)
            next
        if (header == "stdio.h" && $1 ~ /^plugin\/core\/base\/zone_file\.c:/)
            next
        if ((header == "stdio.h" || header == "json-c/json.h") && $1 ~ /^plugin\/core\/knowledge\/jfile\.[ch]:/)
            next
        print $1 " includes " $2
    }')" 'the core is C11; files, folders and json-c are for the loader of the rulebase'

result "$(includes plugin | awk '
    tolower($2) ~ /json-c/ && $1 !~ /^plugin\/core\/knowledge\// { print $1 " includes " $2 }
    $2 == "<json.h>" { print $1 " includes " $2 ", which is a header of json-c and of libfastjson" }')" \
    'json-c is known in plugin/core/knowledge only'

result "$(includes plugin | awk '
    tolower($2) ~ /fastjson|libestr/ && $1 !~ /^plugin\/(rsyslog|text)\// && $1 !~ /^plugin\/cli\/bench\.c:/ {
        print $1 " includes " $2
    }
    tolower($2) ~ /lognorm/ && $1 !~ /^plugin\/text\// { print $1 " includes " $2 }')" \
    'libfastjson is known in plugin/rsyslog and plugin/text, and to the benchmark; liblognorm in plugin/text'

result "$(includes plugin | awk '
    $2 ~ /(^|\/)(rsyslog|module-template|conf|syslogd-types|template|errmsg|cfsysline|dirty|msg)\.h>?$/ ||
        ($2 ~ /(^|\/)host(_types)?\.h$/ && $1 !~ /^plugin\/rsyslog\//) { print $1 " includes " $2 }')" \
    'rsyslog is known by our own header only, in plugin/rsyslog only'

result "$(includes plugin | awk '
    $2 ~ /^</ || $1 ~ /^plugin\/core\// { next }
    {
        split($1, from, "/")
        if ($2 == "text/prose.h" && from[2] != "text")
            next
        if ($2 !~ /\// && $2 != "wev.h" || ($2 ~ /^(cli|rsyslog|text)\// && $2 !~ ("^" from[2] "/")))
            print $1 " includes " $2
    }')" 'tool and module know the core and the face of the adapter, and nobody else'
exit $failed
