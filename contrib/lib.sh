# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# What contrib/demo, contrib/check and .ci/run have in common: packages, the build, counting. Sourced, not run.

set -uo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$top/build
jobs=$(nproc 2>/dev/null || echo 1)

# Packages of Debian 12 without which nothing is built.
build_packages=(autoconf automake gcc libc6-dev libestr-dev libfastjson-dev libjson-c-dev liblognorm-dev
    libtool make pkg-config)

say() { printf '%s\n' "$*"; }

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# quietly LOG COMMAND...: what the command prints goes to LOG; its end is shown if it fails.
quietly() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 </dev/null && return
    grep -v '^  CC' "$log" | tail -n 40 >&2
    die "failed: $*; all of its output: $(realpath "$log")"
}

prepare_build_folder() {
    mkdir -p "$build" 2>/dev/null && [ -w "$build" ] ||
        die "$build cannot be written; was it made by another user? Remove it, or make it yours."
}

# need PACKAGE...: installs what is missing; only root can.
need() {
    local package missing=()
    if ! command -v dpkg-query >/dev/null; then
        say "No dpkg here, so packages are not looked at; wanted are what Debian calls: $*"
        return
    fi
    for package; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    [ "$(id -u)" -eq 0 ] || die "these packages are missing: ${missing[*]}
As root: apt-get update && apt-get install --no-install-recommends ${missing[*]}"

    say "Installing from Debian: ${missing[*]}"
    # What apt says may name a mirror; it stays in the file.
    local log=$build/apt-install.log
    apt-get -q update >"$log" 2>&1 </dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends "${missing[@]}" \
        >>"$log" 2>&1 </dev/null || die "apt-get failed; what it said is in $log"
}

# configure_in FOLDER ARGUMENT...: unless that was done there with these arguments.
configure_in() {
    local folder=$1
    shift
    mkdir -p "$folder"
    if ! [ -x "$top/configure" ] || ! [ -f "$top/Makefile.in" ]; then
        cd "$top" && quietly "$build/autoreconf.log" autoreconf -fi
    fi
    if ! [ -f "$folder/Makefile" ] || [ "$(cat "$folder/configured-with" 2>/dev/null)" != "$*" ]; then
        cd "$folder" && quietly configure.log "$top/configure" "$@"
        printf '%s\n' "$*" >configured-with
    fi
}

# make_in FOLDER: all that is installed.
make_in() {
    cd "$1" && quietly make.log make -j"$jobs"
}

# test_in FOLDER: runs `make check` and sets passed, failed, skipped. Shows what did not pass, and why.
test_in() {
    local status=0
    cd "$1" || die "no folder $1"
    find . -name '*.trs' -path './tests/*' -delete
    make -j"$jobs" -k check >check.log 2>&1 </dev/null || status=$?
    read -r passed failed skipped < <(find . -name '*.trs' -path './tests/*' -exec cat {} + | awk '
        /^:test-result: (PASS|XFAIL)/ { passed++ }
        /^:test-result: (FAIL|XPASS|ERROR)/ { failed++ }
        /^:test-result: SKIP/ { skipped++ }
        END { print passed + 0, failed + 0, skipped + 0 }')
    grep -E '^(FAIL|XPASS|ERROR|SKIP): ' check.log
    if [ "$failed" -gt 0 ]; then
        [ -f test-suite.log ] && grep -vE '^(PASS|ok)\b' test-suite.log | tail -n 100
    elif [ "$status" -ne 0 ]; then
        # Something did not even build or start.
        grep -v '^  CC' check.log | tail -n 40
        failed=1
    elif [ "$passed" -eq 0 ]; then
        say "not one test ran"
        failed=1
    fi
    return 0
}

# result PASSED FAILED [SKIPPED]: the last line of a run.
result() {
    printf '%d passed, %d failed%s\n' "$1" "$2" "$([ "${3:-0}" -eq 0 ] || printf ', %d skipped' "$3")"
    [ "$2" -eq 0 ]
}
