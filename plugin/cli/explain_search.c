/* SPDX-License-Identifier: Apache-2.0 */
/* Looking for words in names, symbols and texts: all must occur, and where they do decides what comes first. */
#include <stdlib.h>

#include "cli/explain.h"
#include "cli/explain_terms.h"

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
    if (code == 0x451) /* ё is often written е */
        code = 0x435;
    to[0] = (char)(0xC0 | code >> 6);
    to[1] = (char)(0x80 | (code & 0x3F));
    return 2;
}

bool cli_text_begins(wev_str text, wev_str part) {
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
        if (cli_text_begins(text, part))
            return true;
    return part.len == 0;
}

/* A place where words are looked for, and what it counts there: a title says what the whole is about. */
typedef struct place {
    wev_text text;
    unsigned score;
} place;

enum { IN_TITLE = 8, IN_NAME = 4, IN_PACK = 2, IN_TEXT = 1 };

typedef struct search {
    const cli_term *term;
    size_t terms;
    cli_reading reading;
} search;

/* Where the word is; a place that comes twice counts once. 0: nowhere. */
static unsigned places_of(const place *list, size_t places, const cli_term *term, cli_reading reading) {
    unsigned found = 0;
    for (size_t i = 0; i < places; i++)
        if ((found & list[i].score) == 0 && cli_term_in(term, reading, wev_text_raw(list[i].text)))
            found |= list[i].score;
    return found;
}

/*
 * The places of all words together; 0 if one of them is nowhere that must be there. A title that has the word as it was
 * typed counts more than one that has another form of it.
 */
static unsigned score_of(const place *list, size_t places, const search *s) {
    unsigned score = s->terms == 0;
    for (size_t i = 0; i < s->terms; i++) {
        const unsigned found = places_of(list, places, &s->term[i], s->reading);
        if (found == 0 && !s->term[i].weak)
            return 0;
        score += found;
        if (found != 0 && s->reading > CLI_BY_WORD)
            score += places_of(list, places, &s->term[i], CLI_BY_WORD) & IN_TITLE;
    }
    return score;
}

static void search_table(const wev_code_table *table, const search *s, cli_hits *hits) {
    for (uint32_t i = 0; i < table->code_count; i++) {
        const wev_code *const code = &table->code[i];
        const place places[] = {{code->symbol, IN_NAME},           {code->spelling, IN_NAME},
                                {code->label, IN_TITLE},           {code->text.title, IN_TITLE},
                                {code->text.explanation, IN_TEXT}, {code->text.remedy, IN_TEXT}};
        const unsigned score = score_of(places, sizeof places / sizeof *places, s);
        if (score > 0)
            cli_hits_add(hits, (cli_hit){.table = table, .code = code, .value = code->value, .score = score});
    }
}

static void search_entry(const wev_entry *entry, const search *s, cli_hits *hits) {
    enum { ROOM = 32 };
    place places[ROOM] = {{entry->name, IN_NAME},
                          {entry->text.title, IN_TITLE},
                          {entry->pack->name, IN_PACK},
                          {entry->text.explanation, IN_TEXT},
                          {entry->text.remedy, IN_TEXT}};
    size_t count = 5;
    for (uint32_t i = 0; i < entry->technique_count && count < ROOM; i++)
        places[count++] = (place){entry->technique[i].id, IN_NAME};
    for (const wev_wording *wording = entry->wording; wording != NULL && count < ROOM; wording = wording->next)
        places[count++] = (place){wev_text_of(wording->sentence), IN_TITLE}; /* as Event Viewer has it */
    const unsigned score = score_of(places, count, s);
    if (score > 0)
        cli_hits_add(hits, (cli_hit){.entry = entry, .score = score});
}

/* Routine events, and codes that are rarely met, come behind others. */
static unsigned rank_of(const cli_hit *hit) {
    return hit->entry == NULL ? cli_table_rank(hit->table) : hit->entry->severity == WEV_SEVERITY_DEBUG ? 3 : 0;
}

static size_t title_length(const cli_hit *hit) {
    if (hit->entry != NULL)
        return hit->entry->text.title.len > 0 ? hit->entry->text.title.len : SIZE_MAX;
    const wev_text title = hit->code->text.title.len > 0 ? hit->code->text.title : hit->code->label;
    return title.len > 0 ? title.len : SIZE_MAX;
}

/* Better places first; then what is met sooner; of short titles the word is the greater part. */
static int compare_hits(const void *left, const void *right) {
    const cli_hit *const a = left, *const b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (rank_of(a) != rank_of(b))
        return rank_of(a) < rank_of(b) ? -1 : 1;
    if (title_length(a) != title_length(b))
        return title_length(a) < title_length(b) ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* As they stand in the rulebase, events before codes. */
static int compare_order(const void *left, const void *right) {
    const cli_hit *const a = left, *const b = right;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void search_all(const cli_query *query, const search *s, cli_hits *hits) {
    uint32_t entry_count, table_count;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &entry_count);
    const wev_code_table *const tables = wev_rulebase_tables(query->rulebase, &table_count);
    for (uint32_t i = 0; i < entry_count; i++)
        if (cli_entry_allowed(query, &entries[i]))
            search_entry(&entries[i], s, hits);
    for (uint32_t i = 0; i < table_count; i++)
        if (cli_table_allowed(query, &tables[i]))
            search_table(&tables[i], s, hits);
}

/* Languages in which one word has so many endings that nobody means the one that was typed. */
static bool inflects(cli_tongue tongue) {
    return tongue == CLI_RUSSIAN || tongue == CLI_KOREAN;
}

void cli_find_words(const cli_query *query, const wev_str *word, size_t count, cli_hits *hits) {
    cli_term *const term = calloc(count + 1, sizeof *term);
    if (term == NULL) {
        hits->failed = true;
        return;
    }
    bool weak = true;
    for (size_t i = 0; i < count; i++) {
        cli_term_set(&term[i], query->tongue, word[i]);
        weak = weak && term[i].weak;
    }
    for (size_t i = 0; i < count && weak; i++) /* there is nothing else to go by */
        term[i].weak = false;
    const cli_reading first = inflects(query->tongue) ? CLI_BY_STEM : CLI_BY_WORD;
    for (search s = {.term = term, .terms = count, .reading = first}; s.reading < CLI_READINGS && hits->count == 0;
         s.reading++)
        search_all(query, &s, hits);
    for (size_t i = 0; i < hits->count; i++)
        hits->item[i].order = i;
    if (hits->count > 1)
        qsort(hits->item, hits->count, sizeof *hits->item, count > 0 ? compare_hits : compare_order);
    free(term);
}
