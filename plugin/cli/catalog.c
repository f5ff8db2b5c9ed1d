/* SPDX-License-Identifier: Apache-2.0 */
/* `winevent catalog`: all events of a rulebase as a page in Markdown, doc/CATALOG.md of ours. */
#include <stdio.h>

#include "base/num.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/rules.h"

typedef struct catalog {
    const wev_rulebase *rulebase;
    cli_out out;
} catalog;

static void put(catalog *c, wev_str text) {
    cli_out_put(&c->out, text);
}

static void put_number(catalog *c, uint64_t number) {
    char digits[WEV_NUM_ROOM];
    put(c, (wev_str){digits, wev_num_put_u64(digits, number)});
}

/* A cell: a bar would end it. */
static void put_cell(catalog *c, wev_text text) {
    wev_str left = wev_text_raw(text);
    while (left.len > 0) {
        const char *const bar = memchr(left.ptr, '|', left.len);
        const size_t n = bar != NULL ? (size_t)(bar - left.ptr) : left.len;
        put(c, (wev_str){left.ptr, n});
        put(c, bar != NULL ? SV("\\|") : SV(""));
        left = wev_str_skip(left, bar != NULL ? n + 1 : n);
    }
}

static bool same_name(wev_str a, wev_str b) {
    return (a.ptr == NULL) == (b.ptr == NULL) && wev_str_same(a, b);
}

/* Are they sent by the same providers in the same channels? */
static bool same_senders(const wev_entry *a, const wev_entry *b) {
    bool same = a->match_count == b->match_count;
    for (uint32_t i = 0; i < a->match_count && same && a->match != b->match; i++)
        same = a->match[i].no_provider == b->match[i].no_provider &&
               same_name(a->match[i].provider, b->match[i].provider) &&
               same_name(a->match[i].channel, b->match[i].channel);
    return same;
}

/* Versions of an event that differ in nothing that the table shows are one row. */
static bool same_row(const wev_entry *a, const wev_entry *b) {
    return a->id == b->id && wev_str_equal(wev_text_raw(a->name), wev_text_raw(b->name)) && a->outcome == b->outcome &&
           a->audit == b->audit && a->severity == b->severity && same_senders(a, b);
}

static wev_text outcome_of(const wev_entry *entry) {
    static const wev_text names[] = {
        [WEV_OUTCOME_UNKNOWN] = TX_INIT(""),
        [WEV_OUTCOME_SUCCESS] = TX_INIT("success"),
        [WEV_OUTCOME_FAILURE] = TX_INIT("failure"),
    };
    return entry->audit ? TX("audit") : names[entry->outcome];
}

/* A bar, and the cell behind it; nothing follows an empty one, so that no line ends with a blank. */
static void put_next(catalog *c, wev_text text) {
    put(c, text.len > 0 ? SV(" | ") : SV(" |"));
    put_cell(c, text);
}

static void put_row(catalog *c, const wev_entry *entry, bool staged) {
    put_number(c, entry->id);
    put_next(c, entry->name);
    put_next(c, outcome_of(entry));
    put_next(c, wev_severity_name(entry->severity));
    if (staged) {
        put_next(c, entry->stage);
        put(c, entry->stage.len > 0 && entry->proves.len > 0 ? SV(", ") : SV(""));
        put_cell(c, entry->proves);
    }
    put_next(c, entry->text.title);
    put(c, SV("\n"));
}

/* The providers and channels of an entry, as a heading. */
static void put_senders(catalog *c, const wev_entry *entry) {
    put(c, SV("\n### "));
    for (uint32_t i = 0; i < entry->match_count; i++) {
        const wev_match *const match = entry->match + i;
        put(c, i > 0 ? SV("; ") : SV(""));
        put(c, match->no_provider ? SV("no provider") : match->provider);
        put(c, match->provider.ptr != NULL || match->no_provider ? SV("") : SV("any provider"));
        put(c, match->channel.ptr != NULL ? SV(", channel ") : SV(""));
        put(c, match->channel);
    }
    put(c, SV("\n\n"));
}

/* One table: the entries from `first` on that have its senders. */
static void put_table(catalog *c, const wev_entry *first, const wev_entry *end) {
    const wev_entry *before = NULL;
    bool staged = false;
    for (const wev_entry *entry = first; entry < end; entry++)
        staged = staged || (same_senders(first, entry) && (entry->stage.len > 0 || entry->proves.len > 0));
    put_senders(c, first);
    put(c, staged ? SV("id | name | outcome | severity | stage, proves | title\n---|---|---|---|---|---\n")
                  : SV("id | name | outcome | severity | title\n---|---|---|---|---\n"));
    for (const wev_entry *entry = first; entry < end; entry++) {
        if (!same_senders(first, entry))
            continue;
        if (before == NULL || !same_row(before, entry))
            put_row(c, entry, staged);
        before = entry;
    }
}

/* Has an entry in front of it the same senders, and so a table already? */
static bool has_table(const wev_entry *first, const wev_entry *entry) {
    for (; first < entry; first++)
        if (same_senders(first, entry))
            return true;
    return false;
}

static void put_pack(catalog *c, const wev_entry *first, const wev_entry *end, const wev_pack *pack) {
    put(c, SV("\n## "));
    put(c, wev_text_raw(pack->name));
    put(c, SV("\n\n"));
    put(c, wev_text_raw(pack->title));
    put(c, pack->lifecycle.len > 0 ? SV(" (") : SV(""));
    put(c, wev_text_raw(pack->lifecycle));
    put(c, pack->lifecycle.len > 0 ? SV(")") : SV(""));
    put(c, SV(".\n"));
    for (const wev_entry *entry = first; entry < end; entry++)
        if ((entry == first || entry->match != entry[-1].match) && !has_table(first, entry))
            put_table(c, entry, end);
}

static void put_code_tables(catalog *c) {
    uint32_t count;
    const wev_code_table *const table = wev_rulebase_tables(c->rulebase, &count);
    put(c, SV("\n## Code tables\n\ntable | codes | what they are\n---|---|---\n"));
    for (uint32_t i = 0; i < count; i++) {
        put_cell(c, table[i].name);
        put(c, SV(" | "));
        put_number(c, table[i].code_count);
        put(c, SV(" | "));
        put_cell(c, table[i].title);
        put(c, SV("\n"));
    }
}

static void put_catalog(catalog *c) {
    uint32_t packs, count;
    const wev_pack *const pack = wev_rulebase_packs(c->rulebase, &packs);
    const wev_entry *const entry = wev_rulebase_entries(c->rulebase, &count), *first = entry;
    put(c, SV("# The events of the rulebase\n\n"
              "Written by `winevent catalog`; `make catalog` renews it. `winevent explain ID` tells more of each "
              "event, with\n"
              "its source. Outcome `audit`: the event exists in both forms, and its Keywords tell which it is.\n"));
    for (uint32_t i = 0; i < packs; i++) {
        const wev_entry *end = first;
        while (end < entry + count && end->pack == pack + i)
            end++;
        put_pack(c, first, end, pack + i);
        first = end;
    }
    put_code_tables(c);
}

static int run(const cli_settings *settings) {
    cli_settings own = *settings;
    if (settings->word_count > 1) {
        fputs("winevent catalog: one folder at a time\n", stderr);
        return CLI_USAGE;
    }
    if (settings->word_count == 1)
        own.rulebase = settings->word[0];
    catalog c = {.rulebase = cli_rules_load(&own, CLI_FOR_MACHINES)};
    if (c.rulebase == NULL)
        return CLI_USAGE;
    c.out = cli_out_open("never");
    put_catalog(&c);
    wev_rulebase_unref(c.rulebase);
    return cli_out_close(&c.out, CLI_DONE);
}

const cli_command cli_catalog = {
    .name = "catalog",
    .bit = CLI_IN_CATALOG,
    .operands = "[DIR]",
    .summary = "all events of a rulebase, as a page",
    .about = "Writes the events of a rulebase as tables in Markdown, and which code tables it has. Without "
             "DIR: $WINEVENT_RULEBASE, then the installed one.",
    .status = "Exit status: 0 done, 2 wrong usage or nothing to read, 3 the output was not written.",
    .run = run,
};
