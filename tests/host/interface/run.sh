#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh [TREE]: compares plugin/rsyslog/host.h with the headers of rsyslog's source tree TREE, or $RSYSLOG_SOURCE;
# the tree need not be configured. Compiler: $CC. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tree=${1:-${RSYSLOG_SOURCE:-}}

if test -z "$tree"; then
    echo "1..0 # SKIP no source tree of rsyslog (--with-rsyslog=DIR)"
    exit 0
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
echo 1..2

# rsyslog's headers are system headers here, so that warnings are about ours. The warning that is turned off is the
# point of the comparison: rsRetVal is an enum, and int is what it is compatible with.
# shellcheck disable=SC2046,SC2086
if ${CC:-cc} -std=gnu11 -Wall -Wextra -Werror -Wno-unknown-warning-option -Wno-enum-int-mismatch \
    -I "$here" -I "$here/../../../plugin" -isystem "$tree" -isystem "$tree/runtime" -isystem "$tree/grammar" \
    $(pkg-config --cflags libestr libfastjson) -o "$scratch/interface" "$here/interface.c" >"$scratch/log" 2>&1; then
    echo "ok 1 - host.h agrees with $tree"
else
    sed 's/^/# /' "$scratch/log"
    echo "not ok 1 - host.h agrees with $tree"
fi

if found=$("$scratch/interface"); then
    echo "ok 2 - versions of its interfaces: $found"
else
    echo "not ok 2 - the program runs"
fi
