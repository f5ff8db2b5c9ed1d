/* SPDX-License-Identifier: Apache-2.0 */
/* Names that were perhaps meant: those that differ in a letter or two from what nothing was found for. */
#include "cli/explain.h"

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/*
 * How many letters must be changed, added, left out, or exchanged with their neighbour (optimal string alignment);
 * without regard to case. More than `limit` may be any number beyond it.
 */
static size_t distance(wev_str a, wev_str b, size_t limit) {
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t k = 0; k <= b.len; k++)
        last[k] = k;
    for (size_t i = 1; i <= a.len; i++) {
        size_t best = row[0] = i;
        for (size_t k = 1; k <= b.len; k++) {
            const char x = wev_lower(a.ptr[i - 1]), y = wev_lower(b.ptr[k - 1]);
            row[k] = least(least(last[k], row[k - 1]) + 1, last[k - 1] + (x != y));
            if (i > 1 && k > 1 && x == wev_lower(b.ptr[k - 2]) && y == wev_lower(a.ptr[i - 2]))
                row[k] = least(row[k], before[k - 2] + 1);
            best = least(best, row[k]);
        }
        if (best > limit)
            return best;
        size_t *const spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b.len];
}

typedef struct nearest {
    wev_str word;
    size_t limit;
    wev_str *names;
    size_t count;
    size_t distances[CLI_NEAR];
} nearest;

/* Keeps the nearest in order; a name that is there already is not taken again. */
static void try_name(nearest *n, wev_str name) {
    const size_t difference = name.len > n->word.len ? name.len - n->word.len : n->word.len - name.len;
    if (name.len > LONGEST || difference > n->limit)
        return;
    for (size_t i = 0; i < n->count; i++)
        if (wev_str_same(n->names[i], name))
            return;
    const size_t far = distance(n->word, name, n->limit);
    if (far > n->limit)
        return;
    size_t at = n->count;
    if (at < CLI_NEAR)
        n->count++;
    else if (n->distances[--at] <= far)
        return;
    for (; at > 0 && n->distances[at - 1] > far; at--) {
        n->names[at] = n->names[at - 1];
        n->distances[at] = n->distances[at - 1];
    }
    n->names[at] = name;
    n->distances[at] = far;
}

size_t cli_find_near(const cli_query *query, wev_str word, wev_str names[CLI_NEAR]) {
    enum { SHORTEST = 5, LONG = 9 };
    uint32_t entry_count, table_count;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &entry_count);
    const wev_code_table *const tables = wev_rulebase_tables(query->rulebase, &table_count);
    nearest n = {.word = word, .limit = word.len < LONG ? 1 : 2, .names = names};
    if (word.len < SHORTEST || word.len > LONGEST || wev_is_digit(word.ptr[0]))
        return 0;
    for (uint32_t i = 0; i < entry_count; i++)
        if (cli_entry_allowed(query, &entries[i]))
            try_name(&n, wev_text_raw(entries[i].name));
    for (uint32_t i = 0; i < table_count; i++) {
        if (!cli_table_allowed(query, &tables[i]))
            continue;
        try_name(&n, wev_text_raw(tables[i].name));
        for (uint32_t k = 0; k < tables[i].code_count; k++)
            try_name(&n, wev_text_raw(tables[i].code[k].symbol));
    }
    return n.count;
}
