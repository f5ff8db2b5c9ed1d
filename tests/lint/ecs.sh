#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the rulebase says of an event in ECS is ECS: each category and type is one, each type is expected with one of the
# entry's categories (ecs_types.tsv), and an action is small words with hyphens between. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
: "${RULEBASE:?is the rulebase}"
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# judge FILE...: a line for each fault; how many entries were read, at last. An entry stands on a line of its own.
judge() {
    awk '
        function fault(text) { print FILENAME ":" FNR ": " text }
        # list("[\"a\", \"b\"]", into): how many
        function list(text, into) {
            gsub(/[][" ]/, "", text)
            return split(text, into, ",")
        }
        FNR == NR {
            if ($0 ~ /^#/)
                next
            split($0, cell, "\t")
            n = split(cell[2], word, " ")
            for (i = 1; i <= n; i++)
                expected[cell[1], word[i]] = 1
            category[cell[1]] = 1
            next
        }
        # judge(kind): `"category": [...], "type": [...], "action": "..."`
        function judge(kind,   own, type, categories, types, i, k, fits) {
            match(kind, /\[[^]]*\]/)
            categories = list(substr(kind, RSTART, RLENGTH), own)
            kind = substr(kind, RSTART + RLENGTH)
            match(kind, /\[[^]]*\]/)
            types = list(substr(kind, RSTART, RLENGTH), type)
            kind = substr(kind, RSTART + RLENGTH)
            gsub(/^, "action": "|"}$/, "", kind)
            if (categories == 0 || types == 0)
                fault("no category or no type")
            for (i = 1; i <= categories; i++)
                if (!(own[i] in category) || own[i] == "*")
                    fault("no category of ECS: " own[i])
            for (k = 1; k <= types; k++) {
                if (!(("*", type[k]) in expected)) {
                    fault("no type of ECS: " type[k])
                    continue
                }
                fits = 0
                for (i = 1; i <= categories; i++)
                    fits += ((own[i], type[k]) in expected)
                if (fits == 0)
                    fault("the type " type[k] " is expected with none of the categories")
            }
            if (kind !~ /^[a-z0-9]+(-[a-z0-9]+)*$/)
                fault("no words with hyphens between: " kind)
        }
        /"ecs": *[^ "]/ {
            one = "\\{\"category\": \\[[^]]*\\], \"type\": \\[[^]]*\\], \"action\": \"[^\"]*\"\\}"
            if (!match($0, "\"ecs\": (" one "|\\{\"by\": \"[^\"]*\"(, \"[^\"]*\": " one ")+\\})")) {
                fault("ecs is not written as the others are")
                next
            }
            count++
            ecs = substr($0, RSTART, RLENGTH)
            while (match(ecs, one)) {
                kind = substr(ecs, RSTART, RLENGTH)
                ecs = substr(ecs, RSTART + RLENGTH)
                judge(kind)
            }
        }
        END { print count + 0 }' "$here/ecs_types.tsv" "$@"
}

number=0
failed=0
# result STATUS TITLE FILE: with the file, where it failed.
result() {
    number=$((number + 1))
    test "$1" -eq 0 && echo "ok $number - $2" && return
    sed 's/^/# /' "$3"
    echo "not ok $number - $2"
    failed=1
}
echo 1..2

# Good entries, and one for each fault.
cd "$scratch" || exit 1
cat >sample.json <<'END'
    {"id": 1, "ecs": {"category": ["process"], "type": ["start"], "action": "process-started"}},
    {"id": 2, "ecs": {"category": ["iam", "process"], "type": ["group", "end"], "action": "end2"}},
    {"id": 3, "ecs": {"category": ["process", "policy"], "type": ["start"], "action": "a"}},
    {"id": 4, "ecs": {"category": ["process"], "type": ["started"], "action": "a"}},
    {"id": 5, "ecs": {"category": ["process", "file"], "type": ["start", "denied"], "action": "a"}},
    {"id": 6, "ecs": {"category": ["process"], "type": ["start"], "action": "Process_Started"}},
    {"id": 7, "ecs": {"category": ["process"], "type": [], "action": "a"}},
    {"id": 8, "ecs": {"type": ["start"], "category": ["process"], "action": "a"}},
    {"id": 9, "ecs": {"category": ["*"], "type": ["start"], "action": "a"}},
    {"id": 10},
    {"id": 11, "ecs": {"by": "Type", "File": {"category": ["file"], "type": ["access"], "action": "a"}, "*": {"category": ["process"], "type": ["user"], "action": "a"}}},
    {"id": 12, "ecs": {"by": "Type"}}
END
cat >expected <<'END'
sample.json:3: no category of ECS: policy
sample.json:4: no type of ECS: started
sample.json:5: the type denied is expected with none of the categories
sample.json:6: no words with hyphens between: Process_Started
sample.json:7: no category or no type
sample.json:8: ecs is not written as the others are
sample.json:9: no category of ECS: *
sample.json:11: the type user is expected with none of the categories
sample.json:12: ecs is not written as the others are
9
END
judge sample.json >found
diff -u expected found >difference
result $? 'each fault is told with file and line' difference

judge "$RULEBASE"/events/*.json >found
test "$(wc -l <found)" -eq 1 && test "$(cat found)" -gt 700
result $? "categories, types and actions of the rulebase are those of ECS" found
exit $failed
