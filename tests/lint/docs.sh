#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Examples are true: each `$ winevent ...` in a literal block of a manual page or a Markdown file is run from the source
# folder and must succeed; where lines of output stand below it, they must be what it prints. A line `...` stands for
# any lines, and ... in a line for any text. Manual pages are looked at by mandoc, where there is one. Speaks TAP.
set -u
: "${WINEVENT:?is the tool}" "${RULEBASE:?is the rulebase}"
top=${abs_top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
cd "$top" || exit 1
unset WINEVENT_LANG
LC_ALL=C
COLUMNS=80
WINEVENT_RULEBASE=$RULEBASE
export LC_ALL COLUMNS WINEVENT_RULEBASE
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$WINEVENT" >"$scratch/bin/winevent"
chmod +x "$scratch/bin/winevent"
PATH=$scratch/bin:$PATH

number=0
failed=0
result() {
    number=$((number + 1))
    test "$1" -eq 0 && echo "ok $number - $2" && return
    echo "not ok $number - $2"
    failed=1
}

# Writes each example of a file to $scratch/<n>.command and its output to $scratch/<n>.shown; a line that ends with a
# backslash goes on. Prints `n line`.
examples() {
    awk -v out="$scratch/" -v manual="$2" '
        function finish() {
            if (n > 0 && command != "") {
                print command >(out n ".command")
                sub(/\n+$/, "\n", shown)
                printf "%s", shown >(out n ".shown")
                close(out n ".command")
                close(out n ".shown")
                print n, start
            }
            command = shown = ""
        }
        manual && /^\.Bd .*-literal/ { inside = 1; next }
        manual && /^\.Ed/ { finish(); inside = 0; next }
        !manual && /^```/ { finish(); inside = !inside; next }
        {
            text = $0
            if (manual) {
                gsub(/\\&/, "", text)
                gsub(/\\\(dq/, "\"", text)
                gsub(/\\\(aq/, "\047", text)
                gsub(/\\-/, "-", text)
                gsub(/\\e/, "\\", text)
            } else if (!inside) {
                if (text !~ /^    / && text != "") { finish(); next }
                sub(/^    /, "", text)
            }
        }
        manual && !inside { next }
        more { command = command "\n" text; more = text ~ /\\$/; next }
        text ~ /^\$ / {
            finish()
            if (text ~ /^\$ winevent /) {
                n++
                start = FNR
                command = substr(text, 3)
                more = text ~ /\\$/
            }
            next
        }
        command != "" && (text != "" || shown != "") { shown = shown text "\n" }
        END { finish() }' "$1"
}

# matches SHOWN PRINTED
matches() {
    awk '
        # Does the line fit a pattern in which ... is any text?
        function fits(pattern, line,   part, parts, i, at) {
            parts = split(pattern, part, /\.\.\./)
            if (parts == 1)
                return pattern == line
            if (substr(line, 1, length(part[1])) != part[1])
                return 0
            line = substr(line, length(part[1]) + 1)
            for (i = 2; i < parts; i++) {
                at = index(line, part[i])
                if (at == 0)
                    return 0
                line = substr(line, at + length(part[i]))
            }
            return length(line) >= length(part[parts]) &&
                substr(line, length(line) - length(part[parts]) + 1) == part[parts]
        }
        # reach[k]: the lines so far fit the first k of the pattern.
        FNR == NR { pattern[++patterns] = $0; next }
        FNR == 1 { start() }
        function start(   k) {
            reach[0] = 1
            for (k = 1; k <= patterns; k++)
                reach[k] = reach[k - 1] && pattern[k] == "..."
            started = 1
        }
        {
            for (k = patterns; k >= 1; k--)
                reach[k] = pattern[k] == "..." ? reach[k] : reach[k - 1] && fits(pattern[k], $0)
            reach[0] = 0
            for (k = 1; k <= patterns; k++)
                if (pattern[k] == "..." && reach[k - 1])
                    reach[k] = 1
        }
        END {
            if (!started)
                start()
            exit !reach[patterns]
        }' "$1" "$2"
}

# run N TITLE
run() {
    command=$(cat "$scratch/$1.command")
    case $command in
        *jq*) command -v jq >/dev/null || { number=$((number + 1)); echo "ok $number - $2 # SKIP no jq"; return; } ;;
    esac
    sh -c "$command" >"$scratch/printed" 2>"$scratch/errors" </dev/null
    status=$?
    if test $status -ne 0; then
        sed 's/^/# /' "$scratch/errors"
        echo "# exit status $status"
        result 1 "$2"
        return
    fi
    cat "$scratch/printed" "$scratch/errors" >"$scratch/both"
    if test -s "$scratch/$1.shown" && ! matches "$scratch/$1.shown" "$scratch/printed" &&
        ! matches "$scratch/$1.shown" "$scratch/both"; then
        diff -u "$scratch/$1.shown" "$scratch/printed" | sed 's/^/# /'
        result 1 "$2"
        return
    fi
    result 0 "$2"
}

for file in ./*.md doc/*.md contrib/*.md rulebase/*.md doc/*.[1-8]; do
    test -f "$file" || continue
    manual=0
    case $file in *.md) ;; *) manual=1 ;; esac
    examples "$file" $manual >"$scratch/list"
    while read -r example line; do
        run "$example" "$file:$line: $(head -n 1 "$scratch/$example.command")"
    done <"$scratch/list"
done

for file in doc/*.[1-8]; do
    test -f "$file" || continue
    if command -v mandoc >/dev/null; then
        mandoc -Tlint -Wwarning "$file" >"$scratch/errors" 2>&1
        status=$?
        sed 's/^/# /' "$scratch/errors"
        result $status "$file: mandoc has nothing to say"
    else
        number=$((number + 1))
        echo "ok $number - $file # SKIP no mandoc"
    fi
done
echo "1..$number"
exit $failed
