#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a format does not carry stands in doc/FORMATS.md, as tests/golden/framings found it (same/expected.txt): one line a
# format and sort of difference. UPDATE=1 writes those lines. Speaks TAP.
set -u
top=${abs_top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
page=$top/doc/FORMATS.md
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# From `format: data.Name of 10 missing` to `* data missing: Name (10, 4624), ...`, in the order of the file.
awk '
    {
        format = $1
        sub(/:$/, "", format)
        how = $NF
        id = ""
        if ($0 ~ / of [0-9]+ [a-z]+$/)
            id = $(NF - 1)
        what = $0
        sub(/^[^ ]* /, "", what)
        sub(/ [a-z]+$/, "", what)
        sub(/ of [0-9]+$/, "", what)
        sort = what
        name = what
        if (what ~ /^event\./) { sort = "event"; sub(/^event\./, "", name) }
        else if (what ~ /^data\./) { sort = "data"; sub(/^data\./, "", name) }
        else if (what ~ /^meaning\.codes\./) { sort = "codes"; sub(/^meaning\.codes\./, "", name) }
        else { sort = "meaning"; sub(/^meaning\.?/, "", name); if (name == "") name = "name" }
        group = format SUBSEP sort " " how
        if (!(format in known)) { known[format] = 1; formats[++format_count] = format }
        if (!(group in groups)) { groups[group] = 1; of[format] = of[format] group "\n" }
        item = group SUBSEP name
        if (!(item in ids)) { names[group] = names[group] name "\n"; ids[item] = id }
        else if (id != "") ids[item] = ids[item] ", " id
    }
    END {
        for (i = 1; i <= format_count; i++) {
            print "### " formats[i] "\n"
            n = split(of[formats[i]], list, "\n")
            for (k = 1; k < n; k++) {
                line = ""
                m = split(names[list[k]], each, "\n")
                for (j = 1; j < m; j++) {
                    where = ids[list[k] SUBSEP each[j]]
                    line = line (j > 1 ? "; " : "") each[j] (where != "" ? " (" where ")" : "")
                }
                split(list[k], part, SUBSEP)
                print "* " part[2] ": " line
            }
            print ""
        }
    }' "$top/tests/golden/same/expected.txt" >"$scratch/wanted"

begin='<!-- differences -->'
end='<!-- end of differences -->'
if test -n "${UPDATE-}"; then
    { sed "/^$begin\$/q" "$page"; echo; cat "$scratch/wanted"; sed -n "/^$end\$/,\$p" "$page"; } >"$scratch/page" &&
        cp "$scratch/page" "$page"
fi
sed -n "/^$begin\$/,/^$end\$/p" "$page" | sed '1,2d;$d' >"$scratch/got"

echo 1..2
if diff -u "$scratch/got" "$scratch/wanted" >"$scratch/diff"; then
    echo 'ok 1 - doc/FORMATS.md says what each format does not carry'
else
    sed 's/^/# /' "$scratch/diff" | head -n 60
    echo 'not ok 1 - doc/FORMATS.md says what each format does not carry; UPDATE=1 tests/lint/formats.sh writes it'
    failed=1
fi

# Each format has a row in the README's table and a line here.
missing=$(sed -n 's/.*{SV_INIT("\([a-z0-9-]*\)"), WEV_FAMILY_.*/\1/p' "$top"/plugin/core/format/*.c | sort -u | while read -r name; do
    grep -q "\`$name\`" "$top/README.md" || echo "# README.md: $name"
    grep -q "\`$name\`" "$page" || echo "# doc/FORMATS.md: $name"
done)
if test -z "$missing"; then
    echo 'ok 2 - each format has a row in README.md and in doc/FORMATS.md'
else
    echo "$missing"
    echo 'not ok 2 - each format has a row in README.md and in doc/FORMATS.md'
    failed=1
fi
exit "${failed-0}"
