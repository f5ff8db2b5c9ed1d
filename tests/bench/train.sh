#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What an instrumented build counts for --enable-profile-guided: the events of tests/bench and each format's golden
# messages, several times, so that reading and writing them outweighs loading the rulebase.
#   WINEVENT, RULEBASE, abs_top_srcdir
set -u

for profile in native ecs; do
    set --
    for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        set -- "$@" "$abs_top_srcdir/tests/bench/nxlog.json" "$abs_top_srcdir"/tests/golden/*/*.in
    done
    "$WINEVENT" decode --rulebase "$RULEBASE" --quiet --profile "$profile" "$@" >/dev/null
    status=$?
    # 1: some messages are no events, as they should be.
    if [ "$status" -gt 1 ]; then
        echo "train.sh: $WINEVENT decode: status $status" >&2
        exit 1
    fi
done
