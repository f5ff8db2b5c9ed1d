/* SPDX-License-Identifier: Apache-2.0 */
/* Which meaning of a number is the likeliest: what somebody who reads the logs of logons and certificates meets first.
 */
#include "cli/explain.h"

/* 0: a row of the table itself; 1: of another table that it falls back to; 2: the facility is known; 3: bits of a mask.
 */
static unsigned distance_of(const cli_hit *hit) {
    if (hit->code == NULL)
        return hit->facility != NULL ? 2 : 3;
    return hit->via.code != NULL ? 1 : 0;
}

/* Is the table written in the other base than the word? */
static bool other_base(const cli_hit *hit, bool hexadecimal) {
    const bool shown_in_hex = hit->table->display == WEV_SHOW_HEX8 || hit->table->display == WEV_SHOW_HEX;
    return hit->table->kind != WEV_CODE_TEXT && shown_in_hex != hexadecimal;
}

/* Tables that most numbers in logs are of, those that hold the fewest numbers first. */
static const wev_str likely[] = {
    SV_INIT("kerberos-error"), SV_INIT("logon-type"), SV_INIT("intune-connector"),
    SV_INIT("ntstatus"),       SV_INIT("hresult"),    SV_INIT("dm-result"),
    SV_INIT("win32"),
};

/* Tables whose numbers stand in one rare event each. */
static const wev_str unlikely[] = {SV_INIT("shutdown-reason"), SV_INIT("ese-error"), SV_INIT("dm-command-type"),
                                   SV_INIT("rdp-disconnect-reason")};

static const wev_str *find_name(const wev_str *names, size_t count, wev_str name) {
    for (size_t i = 0; i < count; i++)
        if (wev_str_same(names[i], name))
            return names + i;
    return NULL;
}

enum { LIKELY = sizeof likely / sizeof *likely, UNLIKELY = sizeof unlikely / sizeof *unlikely };

/* 0: likely; 1: neither; 2: unlikely. */
static unsigned tier_of(const wev_code_table *table) {
    const wev_str name = wev_text_raw(table->name);
    return find_name(likely, LIKELY, name) != NULL ? 0 : find_name(unlikely, UNLIKELY, name) != NULL ? 2 : 1;
}

/* Among tables of one tier; equal ones stay in the order of the rulebase. */
static size_t place_of(const wev_code_table *table) {
    const wev_str *const found = find_name(likely, LIKELY, wev_text_raw(table->name));
    return found != NULL ? (size_t)(found - likely) : 0;
}

unsigned cli_table_rank(const wev_code_table *table) {
    return table->kind == WEV_CODE_MASK ? 3 : tier_of(table);
}

/*
 * Does b come before a? What is nearer, then the likelier table, then what is spelled like the word, then the more
 * general table.
 */
static bool comes_first(const cli_hit *a, const cli_hit *b, bool hexadecimal) {
    const unsigned far = distance_of(a), near = distance_of(b);
    const unsigned one = cli_table_rank(a->table), two = cli_table_rank(b->table);
    const bool first = other_base(a, hexadecimal), second = other_base(b, hexadecimal);
    if (near != far)
        return near < far;
    if (one != two)
        return two < one;
    if (first != second)
        return first;
    if (place_of(a->table) != place_of(b->table))
        return place_of(b->table) < place_of(a->table);
    return b->table->code_count > a->table->code_count;
}

void cli_sort_codes(cli_hit *hit, size_t count, wev_str word) {
    const bool hexadecimal = wev_str_starts(word, SV("0x")) || wev_str_starts(word, SV("0X"));
    for (size_t i = 1; i < count; i++) { /* there are few */
        const cli_hit one = hit[i];
        size_t k = i;
        for (; k > 0 && comes_first(&hit[k - 1], &one, hexadecimal); k--)
            hit[k] = hit[k - 1];
        hit[k] = one;
    }
}
