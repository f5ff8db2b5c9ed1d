/* SPDX-License-Identifier: Apache-2.0 */
/* Finding what a word of `winevent explain` means. */
#include <stdlib.h>

#include "base/num.h"
#include "cli/explain.h"

void cli_hits_free(cli_hits *hits) {
    free(hits->item);
    *hits = (cli_hits){.item = NULL};
}

void cli_hits_add(cli_hits *hits, cli_hit hit) {
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

bool cli_hits_drop_versions(cli_hits *hits) {
    size_t kept = 0;
    for (size_t i = 0; i < hits->count; i++) {
        const wev_entry *const entry = hits->item[i].entry;
        bool told = false;
        for (size_t k = kept; k > 0 && entry != NULL && !told; k--) {
            const wev_entry *const before = hits->item[k - 1].entry;
            told = before != NULL && cli_entry_repeats(before, entry) &&
                   wev_str_equal(wev_text_raw(before->text.title), wev_text_raw(entry->text.title));
        }
        if (!told)
            hits->item[kept++] = hits->item[i];
    }
    if (kept > 1)
        hits->count = kept;
    return kept == 1;
}

bool cli_entry_repeats(const wev_entry *before, const wev_entry *entry) {
    return before->pack == entry->pack && before->id == entry->id &&
           wev_str_equal(wev_text_raw(before->name), wev_text_raw(entry->name));
}

const wev_entry *cli_entry_related(const wev_rulebase *rulebase, const wev_entry *entry, uint64_t id) {
    uint32_t count;
    const wev_entry *const entries = wev_rulebase_entries(rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (entries[i].pack == entry->pack && entries[i].id == id)
            return &entries[i];
    return NULL;
}

/* An event that is known by its channel, under any provider, has the provider that the channel is named after. */
static bool provider_allowed(const wev_entry *entry, wev_str provider) {
    bool found = provider.ptr == NULL || wev_str_same(wev_text_raw(entry->pack->name), provider);
    for (uint32_t i = 0; i < entry->match_count && !found; i++) {
        const wev_match *const match = entry->match + i;
        const bool any = match->provider.ptr == NULL && !match->no_provider;
        found = cli_text_contains(any ? match->channel : match->provider, provider);
    }
    return found;
}

/* An event that is known by its provider alone may come in any channel. */
static bool channel_allowed(const wev_entry *entry, wev_str channel) {
    bool found = channel.ptr == NULL, named = false;
    for (uint32_t i = 0; i < entry->match_count && !found; i++) {
        named |= entry->match[i].channel.ptr != NULL;
        found = cli_text_contains(entry->match[i].channel, channel);
    }
    return found || !named;
}

static bool comes_from(const wev_entry *entry, wev_str origin) {
    bool found = cli_text_contains(wev_text_raw(entry->pack->name), origin);
    for (uint32_t i = 0; i < entry->match_count && !found; i++)
        found =
            cli_text_contains(entry->match[i].provider, origin) || cli_text_contains(entry->match[i].channel, origin);
    return found;
}

static bool is_of_family(const wev_entry *entry, wev_str family) {
    const wev_str name = wev_text_raw(entry->name);
    return name.len > family.len && name.ptr[family.len] == '_' &&
           wev_str_same((wev_str){name.ptr, family.len}, family);
}

bool cli_entry_allowed(const cli_query *query, const wev_entry *entry) {
    if (query->table != NULL || (query->origin.ptr != NULL && !comes_from(entry, query->origin)))
        return false;
    if (query->family.ptr != NULL && !is_of_family(entry, query->family))
        return false;
    return provider_allowed(entry, query->provider) && channel_allowed(entry, query->channel);
}

/* Who asks for events of a provider or a channel does not ask for codes. */
bool cli_table_allowed(const cli_query *query, const wev_code_table *table) {
    if (query->table != NULL)
        return query->table == table;
    return query->provider.ptr == NULL && query->channel.ptr == NULL && query->origin.ptr == NULL &&
           query->family.ptr == NULL;
}

bool cli_find_origin(const cli_query *query, wev_str word) {
    uint32_t count;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (comes_from(&entries[i], word))
            return true;
    return false;
}

bool cli_find_family(const cli_query *query, wev_str word) {
    uint32_t count;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (is_of_family(&entries[i], word))
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

/* `Ticket Encryption Type` of a rendered text is the field TicketEncryptionType. */
static bool is_field_name(wev_str field, wev_str word) {
    for (; word.len > 0; word = wev_str_skip(word, 1)) {
        if (word.ptr[0] == ' ' || word.ptr[0] == '-')
            continue;
        if (field.len == 0 || wev_lower(field.ptr[0]) != wev_lower(word.ptr[0]))
            return false;
        field = wev_str_skip(field, 1);
    }
    return field.len == 0;
}

bool cli_find_field(const wev_rulebase *rulebase, wev_str word, const wev_code_table **table) {
    uint32_t count;
    bool found = false;
    const wev_entry *const entries = wev_rulebase_entries(rulebase, &count);
    *table = NULL;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < entries[i].code_count; k++) {
            const wev_code_field *const field = &entries[i].code[k];
            if (!is_field_name(field->field, word))
                continue;
            const bool same = field->by.ptr == NULL && (!found || *table == field->choice->table);
            *table = same ? field->choice->table : NULL;
            found = true;
            if (!same)
                return true;
        }
    }
    return found;
}

/* Events that nobody looks for (severity debug) come last: 4625 is a failed logon sooner than a routine of COM+. */
static void find_events(const cli_query *query, wev_str word, cli_hits *hits) {
    uint32_t count;
    uint64_t id = UINT64_MAX;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &count);
    (void)wev_num_u64(word, &id);
    for (unsigned routine = 0; routine < 2; routine++)
        for (uint32_t i = 0; i < count; i++)
            if ((entries[i].id == id || wev_str_same(wev_text_raw(entries[i].name), word)) &&
                (entries[i].severity == WEV_SEVERITY_DEBUG) == (routine == 1) && cli_entry_allowed(query, &entries[i]))
                cli_hits_add(hits, (cli_hit){.entry = &entries[i]});
}

static bool find_by_symbol(const wev_code_table *table, wev_str word, cli_hits *hits) {
    const size_t before = hits->count;
    for (uint32_t i = 0; i < table->code_count; i++)
        if (wev_str_same(wev_text_raw(table->code[i].symbol), word))
            cli_hits_add(hits, (cli_hit){.table = table, .code = &table->code[i], .value = table->code[i].value});
    return hits->count > before;
}

/*
 * A facility is a part of the numbers with the highest bit set (MS-ERREF, 2.1: failures and warnings). Of others,
 * as 123456, nothing is known.
 */
static const wev_facility *facility_of(const wev_code_table *table, uint64_t value) {
    return table->width == 32 && value > INT32_MAX ? wev_code_facility(table, value) : NULL;
}

/* `asked`: for codes of this table. With `loosely`, also what the table knows by its facility only. */
static void find_in_enum(const wev_code_table *table, wev_str word, bool asked, bool loosely, cli_hits *hits) {
    cli_hit hit = {.table = table};
    const bool parameter = wev_str_starts(word, SV("%%"));
    if ((parameter && table->display != WEV_SHOW_PARAMETER) || (!parameter && find_by_symbol(table, word, hits)))
        return;
    if (!wev_code_parse(table, word, &hit.value, &hit.ambiguous))
        return;
    if (!asked && table->display == WEV_SHOW_PARAMETER && wev_str_starts(word, SV("0x"))) /* no log writes %%4096 so */
        return;
    hit.code = wev_code_find(table, hit.value);
    if (hit.code != NULL) {
        hit.value = hit.code->value;
    } else if (table->kind == WEV_CODE_ENUM) {
        hit.via = wev_code_fall_back(table, hit.value);
        hit.code = hit.via.code;
    }
    if (hit.code == NULL && loosely && table->kind == WEV_CODE_ENUM)
        hit.facility = facility_of(table, hit.value);
    if (hit.code != NULL || hit.facility != NULL)
        cli_hits_add(hits, hit);
}

/*
 * Nearly every number is the sum of some bits. Unless the table was asked for, only hexadecimal spelling and a value
 * without unknown bits makes it likely that a mask is meant.
 */
static void find_in_mask(const wev_code_table *table, wev_str word, bool asked, bool known, cli_hits *hits) {
    uint64_t value = 0;
    wev_num_form form;
    bool ambiguous = false;
    if (find_by_symbol(table, word, hits))
        return;
    const bool likely = !known && wev_num_code(word, table->width, &value, &form) && form == WEV_NUM_HEX &&
                        value != 0 && (value & ~table->known_bits) == 0;
    if (likely || (asked && wev_code_parse(table, word, &value, &ambiguous)))
        cli_hits_add(hits, (cli_hit){.table = table, .code = NULL, .value = value});
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

bool cli_code_told(const cli_hit *before, const cli_hit *hit) {
    if (before->code == NULL || hit->code == NULL)
        return false;
    return before->code == hit->code ||
           (before->table->kind == WEV_CODE_ENUM && wev_code_fall_back(before->table, before->value).code == hit->code);
}

/* A row of another table to which several fall back is one meaning, shown with the first of them. */
static size_t without_repeats(cli_hit *hit, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool told = false;
        for (size_t k = 0; k < kept && !told && hit[i].via.code != NULL; k++)
            told = cli_code_told(&hit[k], &hit[i]);
        if (!told)
            hit[kept++] = hit[i];
    }
    return kept;
}

/* A number is a code sooner than a sum of bits, of which there are many tables. */
static void find_codes(const cli_query *query, wev_str word, cli_hits *hits) {
    uint32_t count;
    const bool asked = query->table != NULL;
    const wev_code_table *const tables = wev_rulebase_tables(query->rulebase, &count);
    const size_t before = hits->count;
    for (uint32_t i = 0; i < count; i++)
        if (cli_table_allowed(query, &tables[i]) && tables[i].kind != WEV_CODE_MASK)
            find_in_enum(&tables[i], word, asked, asked, hits);
    for (uint32_t i = 0; i < count && hits->count == 0; i++)
        if (cli_table_allowed(query, &tables[i]) && tables[i].kind != WEV_CODE_MASK)
            find_in_enum(&tables[i], word, asked, true, hits);
    const bool known = hits->count > before;
    for (uint32_t i = 0; i < count; i++)
        if (cli_table_allowed(query, &tables[i]) && tables[i].kind == WEV_CODE_MASK)
            find_in_mask(&tables[i], word, asked, known, hits);
    if (hits->count > before) {
        cli_sort_codes(hits->item + before, hits->count - before, word);
        hits->count = before + without_repeats(hits->item + before, hits->count - before);
    }
}

void cli_find_exact(const cli_query *query, wev_str word, cli_hits *hits) {
    char spelled[16];
    find_events(query, word, hits);
    find_codes(query, word, hits);
    if (hits->count == 0 && bare_hex(word, spelled))
        find_codes(query, (wev_str){spelled, 10}, hits);
}
