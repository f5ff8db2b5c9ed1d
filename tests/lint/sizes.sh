#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Files of at most 400 lines, functions of at most 80: what is longer does two things. Lines of C as wide as .clang-format
# has them. Speaks TAP.
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
echo 1..3

sources() { find plugin tests -type f \( -name '*.c' -o -name '*.h' -o -name '*.def' -o -name '*.sh' \) | sort; }

result "$(sources | xargs awk '
    FNR == 1 && file != "" && lines > 400 { print file ": " lines " lines" }
    { file = FILENAME; lines = FNR }
    END { if (lines > 400) print file ": " lines " lines" }')" 'no file is longer than 400 lines'

# By our layout a function begins with a line that ends with `{` and no blank in front, and ends with a `}` alone.
result "$(sources | grep '\.[ch]$' | xargs awk '
    FNR == 1 { start = 0 }
    /^[A-Za-z_].*\) \{$/ || (/^ .*\) \{$/ && previous ~ /^[A-Za-z_].*[,(]$/ && start == 0) { start = FNR; head = $0 }
    { if (start == 0 || $0 !~ /^\}/) previous = $0 }
    /^\}/ {
        if (start > 0 && FNR - start + 1 > 80)
            print FILENAME ":" start ": " FNR - start + 1 " lines: " head
        start = 0
    }')" 'no function is longer than 80 lines'
# Comments count too; tables that are kept as they are stand between `clang-format off` and `on`.
result "$(sources | grep '\.[ch]$' | xargs awk '
    /clang-format off/ { free = 1 }
    /clang-format on/ || FNR == 1 { free = 0 }
    { gsub(/[\200-\277]/, "") } # of a character in UTF-8 the first byte counts
    length($0) > 120 && !free { print FILENAME ":" FNR ": " length($0) " characters" }')" 'no line of C is wider than 120 characters'
exit $failed
