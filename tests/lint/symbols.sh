#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the linker sees: the module shows rsyslogd its entry and nothing else, the library keeps to its prefix and has no
# data that could change. Speaks TAP.
set -u
build=${abs_top_builddir:-.}
LC_ALL=C
export LC_ALL
module=${MMWINEVENT:-$build/.libs/mmwinevent.so}
core="$build/.libs/libwev.a $build/.libs/libwev_knowledge.a"

command -v nm >/dev/null && command -v objdump >/dev/null || { echo '1..0 # SKIP there is no nm or no objdump'; exit 0; }
test -z "${MMWINEVENT_PRELOAD:-}" || { echo '1..0 # SKIP sanitizers add symbols'; exit 0; }

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

# Weak symbols, `w`, are those of the compiler's start files.
result "$(nm -D --defined-only "$module" | awk '$2 !~ /[wv]/ && $3 != "modInit" { print $3 }')" \
    'the module exports nothing but modInit'
result "$(nm -D --defined-only "$module" | grep -q ' T modInit$' || echo "$module")" 'the module exports modInit'

# shellcheck disable=SC2086
result "$(nm --defined-only -A $core | awk '
    NF < 3 { next }
    { seen = 1 }
    $(NF - 1) ~ /^[A-Z]$/ && $NF !~ /^wev_/ { print $1, $NF }
    END { if (!seen) print "there are no symbols" }')" 'global symbols of the library begin with wev_'

# .data.rel.ro is for constants that hold addresses: it is read-only once the loader is done.
# shellcheck disable=SC2086
result "$(objdump -t $core | awk '
    /file format/ { file = $1; next }
    $NF ~ /^\./ { next }
    / O / { seen = 1 }
    match($0, /[ \t](\.data|\.bss|\.tdata|\.tbss|\*COM\*)[^ \t]*[ \t]/) {
        section = substr($0, RSTART + 1, RLENGTH - 2)
        if (section !~ /^\.data\.rel\.ro/)
            print file, $NF, "in", section
    }
    END { if (!seen) print "there are no objects" }')" 'the library has no variables'
exit $failed
