/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of `winevent explain` share: the question, and what was found. */
#ifndef WEV_CLI_EXPLAIN_H
#define WEV_CLI_EXPLAIN_H

#include "cli/explain_words.h"
#include "cli/output.h"
#include "knowledge/rulebase.h"

/* Filters are absent where none is set. A part of a name will do, without regard to case. */
typedef struct cli_query {
    const wev_rulebase *rulebase;
    cli_tongue tongue; /* the reader's */
    wev_str provider, channel;
    wev_str origin;              /* of a provider, a channel, or a pack */
    wev_str family;              /* what names of events begin with, in front of `_`: NDES */
    const wev_code_table *table; /* NULL: all */
} cli_query;

/* An event of the rulebase, or a value in a code table. */
typedef struct cli_hit {
    const wev_entry *entry; /* NULL: a code */
    const wev_code_table *table;
    const wev_code *code; /* NULL: the value of a mask, or of a facility */
    uint64_t value;
    bool ambiguous;               /* decimal digits that were taken as hexadecimal ones */
    wev_code_via via;             /* where `code` is from, if it is not of `table`; else code NULL */
    const wev_facility *facility; /* of a value without a code; else NULL */
    unsigned score;               /* of a search */
    size_t order;
} cli_hit;

typedef struct cli_hits {
    cli_hit *item;
    size_t count, room;
    bool failed; /* no memory */
} cli_hits;

void cli_hits_add(cli_hits *hits, cli_hit hit);
void cli_hits_free(cli_hits *hits);

/* Does the part occur? Case does not count in Latin (ASCII) and Cyrillic. */
bool cli_text_contains(wev_str text, wev_str part);

/* Does the text begin with it? Case counts as little. */
bool cli_text_begins(wev_str text, wev_str part);

/* Do the query's filters let it through? */
bool cli_entry_allowed(const cli_query *query, const wev_entry *entry);
bool cli_table_allowed(const cli_query *query, const wev_code_table *table);

/* All that the word names: event ids, names of events, codes in any spelling, symbols. */
void cli_find_exact(const cli_query *query, wev_str word, cli_hits *hits);

/*
 * All in whose name, symbol, title, explanation or remedy each of the words occurs, the best first; with no words, all
 * that the filters let through.
 */
void cli_find_words(const cli_query *query, const wev_str *word, size_t count, cli_hits *hits);

/* Does it occur in the name of a provider, a channel or a pack? */
bool cli_find_origin(const cli_query *query, wev_str word);

/* Does the name of an event begin with it and `_`? */
bool cli_find_family(const cli_query *query, wev_str word);

/* The code table of that name; a blank in the word may stand for a hyphen. NULL if there is none. */
const wev_code_table *cli_find_table(const wev_rulebase *rulebase, wev_str word);

/*
 * Does a field of that name hold codes in some event? *table: the table that they are of, NULL where that differs from
 * event to event.
 */
bool cli_find_field(const wev_rulebase *rulebase, wev_str word, const wev_code_table **table);

/* Names that the word is perhaps a misspelling of, the likeliest first; gives how many. */
enum { CLI_NEAR = 3 };
size_t cli_find_near(const cli_query *query, wev_str word, wev_str names[CLI_NEAR]);

/* Does the hit say nothing but what that code before it said? */
bool cli_code_told(const cli_hit *before, const cli_hit *hit);

/* For people: a hit in full, or one of many on a line. */
void cli_show_hit(cli_out *out, const cli_query *query, const cli_hit *hit);
void cli_put_inked(cli_out *out, cli_ink ink, wev_str text);
void cli_show_row(cli_out *out, cli_tongue tongue, const cli_hit *hit, size_t key_columns);
struct cli_page;
void cli_show_code(const struct cli_page *page, const cli_hit *hit);

/* The id or the code; room has WEV_NUM_ROOM bytes. */
wev_str cli_hit_key(const cli_hit *hit, cli_tongue tongue, char *room);

/* For machines: one document, in out->scratch. False without memory. */
bool cli_show_json(cli_out *out, const cli_query *query, wev_str asked, const cli_hits *hits, bool indented);

/* Can the event hold this code of the table? Where its documented codes are known, only those count. */
bool cli_entry_uses(const wev_entry *entry, const wev_code_table *table, uint64_t value);

/*
 * The events that can hold the code of a hit, those that it says most about first: writes up to `room` (at most 16) and
 * gives how many there are. Of codes that may stand in very many, only those that it says anything about.
 */
size_t cli_find_uses(const cli_query *query, const cli_hit *hit, const wev_entry **entries, size_t room);

/* The likeliest meaning first; equal ones stay in their order. */
void cli_sort_codes(cli_hit *hit, size_t count, wev_str word);

/* 0: a table that most numbers in logs are of, to 3: one of bits, which any number is made of. */
unsigned cli_table_rank(const wev_code_table *table);

/*
 * Drops what says on one line the same as a hit before it: other versions of an event. True, and nothing is dropped, if
 * all are versions of one.
 */
bool cli_hits_drop_versions(cli_hits *hits);

/* Is it another version of the event before it? */
bool cli_entry_repeats(const wev_entry *before, const wev_entry *entry);

/* The entry of that id in the same pack, or NULL. */
const wev_entry *cli_entry_related(const wev_rulebase *rulebase, const wev_entry *entry, uint64_t id);

#endif
