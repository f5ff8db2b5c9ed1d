/* SPDX-License-Identifier: Apache-2.0 */
/* In which events a code stands, those that it says most about first. */
#include <stdlib.h>

#include "base/num.h"
#include "cli/explain.h"

bool cli_entry_uses(const wev_entry *entry, const wev_code_table *table, uint64_t value) {
    const bool general = wev_values_have(table->success, value) || wev_values_have(table->neutral, value);
    for (uint32_t i = 0; i < entry->code_count; i++) {
        for (uint32_t k = 0; k < entry->code[i].choice_count; k++) {
            const wev_code_choice *const choice = entry->code[i].choice + k;
            if (choice->table == table && (general || !choice->has_expect || wev_values_have(choice->expect, value)))
                return true;
        }
    }
    return false;
}

/* Is the code documented for the event? */
static bool is_expected(const wev_entry *entry, const wev_code_table *table, uint64_t value) {
    for (uint32_t i = 0; i < entry->code_count; i++)
        for (uint32_t k = 0; k < entry->code[i].choice_count; k++)
            if (entry->code[i].choice[k].table == table && wev_values_have(entry->code[i].choice[k].expect, value))
                return true;
    return false;
}

/* The events that a family of codes belongs to, by how its symbols begin: their category, and how their names begin. */
typedef struct family {
    wev_str start, category, events;
} family;

static const family families[] = {
    {SV_INIT("CERTSRV_"), SV_INIT("certificate"), SV_INIT("CA_")},
    {SV_INIT("CERT_"), SV_INIT("certificate"), SV_INIT("CAPI2_")},
    {SV_INIT("CRYPT_"), SV_INIT("certificate"), SV_INIT("CAPI2_")},
    {SV_INIT("TRUST_"), SV_INIT("certificate"), SV_INIT("CAPI2_")},
    {SV_INIT("NTE_"), SV_INIT("certificate"), SV_INIT("CertEnroll_")},
    {SV_INIT("OCSP_"), SV_INIT("certificate"), SV_INIT("OCSP_")},
    {SV_INIT("MENROLL_"), SV_INIT("enrollment"), SV_INIT("")},
    {SV_INIT("KDC_"), SV_INIT("authentication"), SV_INIT("Kerberos")},
    {SV_INIT("KRB_"), SV_INIT("authentication"), SV_INIT("Kerberos")},
    {SV_INIT("SEC_E_"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("STATUS_ACCOUNT_"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("STATUS_LOGON_"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("STATUS_INVALID_LOGON_"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("STATUS_NO_SUCH_USER"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("STATUS_PASSWORD_"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("STATUS_WRONG_PASSWORD"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("ERROR_ACCOUNT_"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("ERROR_LOGON_"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("ERROR_PASSWORD_"), SV_INIT("authentication"), SV_INIT("")},
    {SV_INIT("Logon"), SV_INIT("authentication"), SV_INIT("LogonFailure")},
    {SV_INIT("WU_"), SV_INIT("update"), SV_INIT("")},
};

static const family *family_of(wev_str symbol) {
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (wev_str_starts(symbol, families[i].start))
            return families + i;
    return NULL;
}

/* What is the same for all events that are weighed. */
typedef struct asked {
    const wev_code_table *table;
    uint64_t value;
    wev_str spelling;
    const family *family;  /* NULL: none */
    bool success, failure; /* neither, of a table that knows no success */
} asked;

static bool names_code(const wev_entry *entry, wev_str spelling) {
    return spelling.len > 0 && (cli_text_contains(wev_text_raw(entry->text.remedy), spelling) ||
                                cli_text_contains(wev_text_raw(entry->text.explanation), spelling));
}

static unsigned weigh_matter(const wev_entry *entry, const family *of) {
    unsigned weight = 0;
    if (of == NULL)
        return 0;
    weight += wev_str_equal(of->category, wev_text_raw(entry->category)) ? 256 : 0;
    weight += of->events.len > 0 && wev_str_starts(wev_text_raw(entry->name), of->events) ? 64 : 0;
    return weight;
}

/* An event that fails as the code does, or succeeds as it does. */
static unsigned weigh_outcome(const wev_entry *entry, const asked *code) {
    const wev_outcome same = code->failure ? WEV_OUTCOME_FAILURE : WEV_OUTCOME_SUCCESS;
    if (!code->failure && !code->success)
        return 0;
    if (entry->audit)
        return 96;
    return entry->outcome == same ? 128 : entry->outcome == WEV_OUTCOME_UNKNOWN ? 64 : 0;
}

/* Is one of the table's fields among those to look at first? */
static bool is_looked_at(const wev_entry *entry, const wev_code_table *table) {
    for (uint32_t i = 0; i < entry->code_count; i++)
        for (uint32_t k = 0; k < entry->details.count; k++)
            if (entry->code[i].choice[0].table == table &&
                wev_str_equal(entry->code[i].field, wev_text_raw(entry->details.item[k])))
                return true;
    return false;
}

/*
 * Documented for the event; named in its text; of the same matter; with the outcome of the code; a step on a
 * certificate's way; worth watching (Appendix L, ATT&CK); a field to look at first, or that tells most. What nobody
 * looks at comes last.
 */
static unsigned weigh(const wev_entry *entry, const asked *code) {
    unsigned weight = weigh_matter(entry, code->family);
    weight += is_expected(entry, code->table, code->value) ? 1024 : 0;
    weight += names_code(entry, code->spelling) ? 512 : 0;
    weight += weigh_outcome(entry, code);
    weight += entry->stage.len > 0 ? 48 : 0;
    weight += entry->criticality.len > 0 ? 32 : 0;
    weight += is_looked_at(entry, code->table) ? 16 : 0;
    weight += entry->technique_count > 0 ? 8 : 0;
    weight += entry->code[0].choice[0].table == code->table ? 4 : 0;
    return entry->severity == WEV_SEVERITY_DEBUG ? weight / 2 : weight;
}

/* From this weight on, the event and the code have to do with each other. */
enum { RELATED = 256 };

/* Codes that stand in many events without saying much about any: those that nothing is explained of, parameters, SIDs.
 */
static bool is_common(const cli_hit *hit) {
    return hit->code != NULL && (hit->code->text.title.len == 0 || hit->table->kind == WEV_CODE_TEXT ||
                                 hit->table->display == WEV_SHOW_PARAMETER);
}

typedef struct use {
    const wev_entry *entry;
    unsigned weight;
} use;

/* Keeps the best in order; what is as good as another stays behind it. */
static void insert(use *best, size_t room, size_t count, use one) {
    size_t at = count < room ? count : room;
    while (at > 0 && best[at - 1].weight < one.weight) {
        if (at < room)
            best[at] = best[at - 1];
        at--;
    }
    if (at < room)
        best[at] = one;
}

size_t cli_find_uses(const cli_query *query, const cli_hit *hit, const wev_entry **entries, size_t room) {
    enum { BEST = 16, MANY = 24 };
    use best[BEST];
    char shown[WEV_NUM_ROOM];
    uint32_t count;
    size_t uses = 0, related = 0;
    const wev_code_table *const table = hit->table;
    const wev_entry *const all = wev_rulebase_entries(query->rulebase, &count);
    const asked code = {
        .table = table,
        .value = hit->value,
        .spelling = table->display == WEV_SHOW_HEX8 && table->kind != WEV_CODE_TEXT
                        ? (wev_str){shown, wev_code_show(table, hit->value, shown)}
                        : SV(""),
        .family = hit->code != NULL ? family_of(wev_text_raw(hit->code->symbol)) : NULL,
        .success = wev_values_have(table->success, hit->value),
        .failure = table->success.count > 0 && !wev_values_have(table->success, hit->value),
    };
    room = room < BEST ? room : BEST;
    for (uint32_t i = 0; i < count; i++) {
        if (!cli_entry_uses(&all[i], table, hit->value) || (i > 0 && cli_entry_repeats(&all[i - 1], &all[i])))
            continue;
        const unsigned weight = weigh(&all[i], &code);
        insert(best, room, uses++, (use){&all[i], weight});
        related += weight >= RELATED;
    }
    if (uses > MANY && is_common(hit))
        uses = related;
    for (size_t i = 0; i < uses && i < room; i++)
        entries[i] = best[i].entry;
    return uses;
}
