/* SPDX-License-Identifier: Apache-2.0 */
/* Looking for words in names, symbols and texts: all must occur, and where they do decides what comes first. */
#include <stdlib.h>

#include "cli/explain.h"

/* One character in lower case, ASCII or Cyrillic (two bytes in UTF-8, U+0400 to U+042F); gives its bytes. */
static size_t lower(wev_str text, char *to) {
    to[0] = wev_lower(text.ptr[0]);
    to[1] = '\0';
    const unsigned char lead = (unsigned char)text.ptr[0];
    if ((lead != 0xD0 && lead != 0xD1) || text.len < 2)
        return 1;
    unsigned code = (lead & 0x1Fu) << 6 | ((unsigned char)text.ptr[1] & 0x3Fu);
    if (code >= 0x410 && code <= 0x42F)
        code += 0x20;
    else if (code < 0x410)
        code += 0x50;
    to[0] = (char)(0xC0 | code >> 6);
    to[1] = (char)(0x80 | (code & 0x3F));
    return 2;
}

static bool begins_with(wev_str text, wev_str part) {
    while (part.len > 0) {
        char a[2], b[2];
        if (text.len == 0)
            return false;
        const size_t n = lower(text, a), m = lower(part, b);
        if (a[0] != b[0] || a[1] != b[1])
            return false;
        text = wev_str_skip(text, n);
        part = wev_str_skip(part, m);
    }
    return true;
}

bool cli_text_contains(wev_str text, wev_str part) {
    if (text.ptr == NULL)
        return false;
    for (; text.len >= part.len && text.len > 0; text = wev_str_skip(text, 1))
        if (begins_with(text, part))
            return true;
    return part.len == 0;
}

/* A place where words are looked for, and what it counts there. */
typedef struct place {
    wev_text text;
    unsigned score;
} place;

enum { IN_NAME = 8, IN_TITLE = 4, IN_PACK = 2, IN_TEXT = 1 };

/* The best places of all words together; 0 if one of them is nowhere. */
static unsigned score_of(const place *list, size_t places, const wev_str *word, size_t words) {
    unsigned score = words == 0;
    for (size_t i = 0; i < words; i++) {
        unsigned best = 0;
        for (size_t k = 0; k < places; k++) {
            const wev_str text = wev_text_raw(list[k].text);
            if (list[k].score > best && cli_text_contains(text, word[i]))
                best = list[k].score;
        }
        if (best == 0)
            return 0;
        score += best;
    }
    return score;
}

static void search_table(const wev_code_table *table, const wev_str *word, size_t words, cli_hits *hits) {
    for (uint32_t i = 0; i < table->code_count; i++) {
        const wev_code *const code = &table->code[i];
        const place places[] = {{code->symbol, IN_NAME},           {code->spelling, IN_NAME},
                                {code->label, IN_TITLE},           {code->text.title, IN_TITLE},
                                {code->text.explanation, IN_TEXT}, {code->text.remedy, IN_TEXT}};
        const unsigned score = score_of(places, sizeof places / sizeof *places, word, words);
        if (score > 0)
            cli_hits_add(hits, (cli_hit){.table = table, .code = code, .value = code->value, .score = score});
    }
}

static void search_entry(const wev_entry *entry, const wev_str *word, size_t words, cli_hits *hits) {
    const place places[] = {{entry->name, IN_NAME},
                            {entry->text.title, IN_TITLE},
                            {entry->pack->name, IN_PACK},
                            {entry->text.explanation, IN_TEXT},
                            {entry->text.remedy, IN_TEXT}};
    const unsigned score = score_of(places, sizeof places / sizeof *places, word, words);
    if (score > 0)
        cli_hits_add(hits, (cli_hit){.entry = entry, .score = score});
}

/* Better ones first; of the same score as they stand in the rulebase, events before codes. */
static int compare_hits(const void *left, const void *right) {
    const cli_hit *const a = left, *const b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

void cli_find_words(const cli_query *query, const wev_str *word, size_t count, cli_hits *hits) {
    uint32_t entry_count, table_count;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &entry_count);
    const wev_code_table *const tables = wev_rulebase_tables(query->rulebase, &table_count);
    for (uint32_t i = 0; i < entry_count; i++)
        if (cli_entry_allowed(query, &entries[i]))
            search_entry(&entries[i], word, count, hits);
    for (uint32_t i = 0; i < table_count; i++)
        if (cli_table_allowed(query, &tables[i]))
            search_table(&tables[i], word, count, hits);
    for (size_t i = 0; i < hits->count; i++)
        hits->item[i].order = i;
    if (hits->count > 1)
        qsort(hits->item, hits->count, sizeof *hits->item, compare_hits);
}
