/* SPDX-License-Identifier: Apache-2.0 */
/* Finding what a word of `winevent explain` means. */
#include <stdlib.h>

#include "base/num.h"
#include "cli/explain.h"

void cli_hits_free(cli_hits *hits) {
    free(hits->item);
    *hits = (cli_hits){.item = NULL};
}

static void add(cli_hits *hits, cli_hit hit) {
    if (hits->count == hits->room) {
        const size_t room = hits->room == 0 ? 16 : 2 * hits->room;
        cli_hit *const item = realloc(hits->item, room * sizeof *item);
        if (item == NULL) {
            hits->failed = true;
            return;
        }
        hits->item = item;
        hits->room = room;
    }
    hits->item[hits->count++] = hit;
}

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

/* Case does not count in Latin (ASCII) and Cyrillic. */
static bool contains(wev_str text, wev_str part) {
    if (text.ptr == NULL)
        return false;
    for (; text.len >= part.len && text.len > 0; text = wev_str_skip(text, 1))
        if (begins_with(text, part))
            return true;
    return part.len == 0;
}

static bool has_value(wev_values values, uint64_t value) {
    for (uint32_t i = 0; i < values.count; i++)
        if (values.item[i] == value)
            return true;
    return false;
}

bool cli_entry_uses(const wev_entry *entry, const wev_code_table *table, uint64_t value) {
    const bool general = has_value(table->success, value) || has_value(table->neutral, value);
    for (uint32_t i = 0; i < entry->code_count; i++) {
        for (uint32_t k = 0; k < entry->code[i].choice_count; k++) {
            const wev_code_choice *const choice = entry->code[i].choice + k;
            if (choice->table == table && (general || !choice->has_expect || has_value(choice->expect, value)))
                return true;
        }
    }
    return false;
}

const wev_entry *cli_entry_related(const wev_rulebase *rulebase, const wev_entry *entry, uint64_t id) {
    uint32_t count;
    const wev_entry *const entries = wev_rulebase_entries(rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (entries[i].pack == entry->pack && entries[i].id == id)
            return &entries[i];
    return NULL;
}

static bool match_allowed(const wev_match *match, const cli_query *query) {
    const bool by_provider = query->provider.ptr == NULL || contains(match->provider, query->provider) ||
                             (match->provider.ptr == NULL && !match->no_provider);
    const bool by_channel =
        query->channel.ptr == NULL || match->channel.ptr == NULL || contains(match->channel, query->channel);
    return by_provider && by_channel;
}

static bool comes_from(const wev_entry *entry, wev_str origin) {
    bool found = contains(wev_text_raw(entry->pack->name), origin);
    for (uint32_t i = 0; i < entry->match_count && !found; i++)
        found = contains(entry->match[i].provider, origin) || contains(entry->match[i].channel, origin);
    return found;
}

static bool entry_allowed(const cli_query *query, const wev_entry *entry) {
    if (query->table != NULL || (query->origin.ptr != NULL && !comes_from(entry, query->origin)))
        return false;
    for (uint32_t i = 0; i < entry->match_count; i++)
        if (match_allowed(&entry->match[i], query))
            return true;
    return false;
}

/* Who asks for events of a provider or a channel does not ask for codes. */
static bool table_allowed(const cli_query *query, const wev_code_table *table) {
    if (query->table != NULL)
        return query->table == table;
    return query->provider.ptr == NULL && query->channel.ptr == NULL && query->origin.ptr == NULL;
}

bool cli_find_origin(const cli_query *query, wev_str word) {
    uint32_t count;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (comes_from(&entries[i], word))
            return true;
    return false;
}

const wev_code_table *cli_find_table(const wev_rulebase *rulebase, wev_str word) {
    uint32_t count;
    char name[64];
    const wev_code_table *const tables = wev_rulebase_tables(rulebase, &count);
    if (word.len > sizeof name)
        return NULL;
    for (size_t i = 0; i < word.len; i++)
        name[i] = (char)(word.ptr[i] == ' ' ? '-' : word.ptr[i]);
    for (uint32_t i = 0; i < count; i++)
        if (wev_str_same(wev_text_raw(tables[i].name), (wev_str){name, word.len}))
            return &tables[i];
    return NULL;
}

static void find_events(const cli_query *query, wev_str word, cli_hits *hits) {
    uint32_t count;
    uint64_t id = UINT64_MAX;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &count);
    (void)wev_num_u64(word, &id);
    for (uint32_t i = 0; i < count; i++)
        if ((entries[i].id == id || wev_str_same(wev_text_raw(entries[i].name), word)) &&
            entry_allowed(query, &entries[i]))
            add(hits, (cli_hit){.entry = &entries[i]});
}

static const wev_code *find_symbol(const wev_code_table *table, wev_str word) {
    for (uint32_t i = 0; i < table->code_count; i++)
        if (wev_str_same(wev_text_raw(table->code[i].symbol), word))
            return &table->code[i];
    return NULL;
}

static void find_in_enum(const wev_code_table *table, wev_str word, cli_hits *hits) {
    uint64_t value = 0;
    bool ambiguous = false;
    const bool parameter = wev_str_starts(word, SV("%%"));
    if (parameter && table->display != WEV_SHOW_PARAMETER)
        return;
    const bool number = wev_code_parse(table, word, &value, &ambiguous);
    const wev_code *const code = number ? wev_code_find(table, value) : find_symbol(table, word);
    if (code != NULL)
        add(hits, (cli_hit){.table = table, .code = code, .value = code->value, .ambiguous = ambiguous});
}

/*
 * Nearly every number is the sum of some bits. Unless the table was asked for, only hexadecimal spelling and a value
 * without unknown bits makes it likely that a mask is meant.
 */
static void find_in_mask(const wev_code_table *table, wev_str word, bool asked, cli_hits *hits) {
    uint64_t value = 0;
    wev_num_form form;
    if (!wev_num_code(word, table->width, &value, &form)) {
        const wev_code *const bit = find_symbol(table, word);
        if (bit != NULL)
            add(hits, (cli_hit){.table = table, .code = bit, .value = bit->value});
        return;
    }
    const uint64_t known = table->known_bits;
    const bool likely = form == WEV_NUM_HEX && value != 0 && (value & ~known) == 0;
    if (asked || likely)
        add(hits, (cli_hit){.table = table, .code = NULL, .value = value});
}

/* `c000006a`: eight hexadecimal digits, as some logs print codes. */
static bool bare_hex(wev_str word, char *to) {
    uint64_t value = 0;
    wev_num_form form;
    if (word.len != 8)
        return false;
    memcpy(to, "0x", 2);
    memcpy(to + 2, word.ptr, word.len);
    return wev_num_code((wev_str){to, 10}, 32, &value, &form);
}

static void find_codes(const cli_query *query, wev_str word, cli_hits *hits) {
    uint32_t count;
    const wev_code_table *const tables = wev_rulebase_tables(query->rulebase, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!table_allowed(query, &tables[i]))
            continue;
        if (tables[i].kind == WEV_CODE_MASK)
            find_in_mask(&tables[i], word, query->table != NULL, hits);
        else
            find_in_enum(&tables[i], word, hits);
    }
}

void cli_find_exact(const cli_query *query, wev_str word, cli_hits *hits) {
    char spelled[16];
    find_events(query, word, hits);
    find_codes(query, word, hits);
    if (hits->count == 0 && bare_hex(word, spelled))
        find_codes(query, (wev_str){spelled, 10}, hits);
}

/* Does each word occur in one of the texts? */
static bool has_words(const wev_text *text, size_t texts, const wev_str *word, size_t words) {
    for (size_t i = 0; i < words; i++) {
        bool found = false;
        for (size_t j = 0; j < texts && !found; j++)
            found = contains(wev_text_raw(text[j]), word[i]);
        if (!found)
            return false;
    }
    return true;
}

static void find_words_in_table(const wev_code_table *table, const wev_str *word, size_t words, cli_hits *hits) {
    for (uint32_t i = 0; i < table->code_count; i++) {
        const wev_code *const code = &table->code[i];
        const wev_text texts[] = {code->symbol, code->label, code->text.title};
        if (has_words(texts, sizeof texts / sizeof *texts, word, words))
            add(hits, (cli_hit){.table = table, .code = code, .value = code->value});
    }
}

void cli_find_words(const cli_query *query, const wev_str *word, size_t count, cli_hits *hits) {
    uint32_t entry_count, table_count;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &entry_count);
    const wev_code_table *const tables = wev_rulebase_tables(query->rulebase, &table_count);
    for (uint32_t i = 0; i < entry_count; i++) {
        const wev_text texts[] = {entries[i].name, entries[i].text.title, entries[i].pack->name};
        if (entry_allowed(query, &entries[i]) && has_words(texts, sizeof texts / sizeof *texts, word, count))
            add(hits, (cli_hit){.entry = &entries[i]});
    }
    for (uint32_t i = 0; i < table_count; i++)
        if (table_allowed(query, &tables[i]))
            find_words_in_table(&tables[i], word, count, hits);
}
