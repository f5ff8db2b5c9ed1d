/* SPDX-License-Identifier: Apache-2.0 */
/* Events of the tables of facts, beside those of the rulebase. */
#include "check_events.h"

#include <stdio.h>

#include "base/num.h"

static const wev_rulebase *rulebase;

static const wev_str nothing = SV_INIT(FACT_NOTHING);

/* The entry of an event; if the facts name no version, any. */
static const wev_entry *find_entry(wev_str provider, wev_str channel, uint64_t id, int64_t version) {
    const wev_entry *entry = wev_rulebase_find(rulebase, provider, channel, (uint32_t)id, version);
    for (int64_t any = 0; entry == NULL && version < 0 && any < 8; any++)
        entry = wev_rulebase_find(rulebase, provider, channel, (uint32_t)id, any);
    return entry;
}

static wev_str outcome_of(const wev_entry *entry) {
    static const wev_str names[] = {
        [WEV_OUTCOME_UNKNOWN] = SV_INIT("unknown"),
        [WEV_OUTCOME_SUCCESS] = SV_INIT("success"),
        [WEV_OUTCOME_FAILURE] = SV_INIT("failure"),
    };
    return entry->audit ? SV("audit") : names[entry->outcome];
}

/* What is success or failure in the facts is not the opposite with us; what the Keywords decide is an audit. */
static void check_outcome(const fact_table *facts, wev_str key, wev_str fact, const wev_entry *entry) {
    const wev_str ours = outcome_of(entry);
    const bool both = wev_str_starts(fact, SV("success or failure audit"));
    const bool success = !both && wev_str_starts(fact, SV("success")), failure = wev_str_starts(fact, SV("failure"));
    if ((both && !entry->audit) || (success && wev_str_equal(ours, SV("failure"))) ||
        (failure && wev_str_equal(ours, SV("success"))))
        fact_differs(facts, key, "outcome", fact, ours);
}

/* `2 Error`; of an audit the facts know what the manifest says and what is raised. */
static void check_level(const fact_table *facts, wev_str key, wev_str fact, const wev_entry *entry) {
    char digits[WEV_NUM_ROOM];
    const bool audit = wev_str_starts(fact, SV("0")) && fact.len > 12;
    if (fact.len == 0 || !wev_is_digit(fact.ptr[0]) || entry->level < 0 || entry->level == fact.ptr[0] - '0' ||
        (audit && entry->level == 4))
        return;
    fact_differs(facts, key, "level", fact, (wev_str){digits, wev_num_put_u64(digits, (uint64_t)entry->level)});
}

static bool ends(wev_str text, wev_str with) {
    return text.len > with.len && memcmp(text.ptr + text.len - with.len, with.ptr, with.len) == 0;
}

/*
 * A name in the facts is ours, or ours with the component in front: CA_CertificateIssued. What has blanks is a heading
 * of a list and no name.
 */
static void check_name(const fact_table *facts, wev_str key, wev_str fact, const wev_entry *entry) {
    const wev_str ours = wev_text_raw(entry->name);
    if (fact.len > 0 && memchr(fact.ptr, ' ', fact.len) == NULL && !wev_str_equal(fact, ours) && !ends(ours, fact))
        fact_differs(facts, key, "name", fact, ours);
}

/* The fields of the newest version, without types in front of the names; blanks and case are not compared. */
static void check_fields(const fact_table *facts, wev_str key, wev_str fact, const wev_entry *entry) {
    uint32_t place = 0;
    wev_str list = fact;
    for (wev_str one; entry->fields.count > 0 && (one = fact_next(&list, ",")).ptr != NULL; place++) {
        wev_str word, name = SV("");
        while ((word = fact_next(&one, " ")).ptr != NULL)
            name = word;
        const wev_str ours = place < entry->fields.count ? wev_text_raw(entry->fields.item[place]) : nothing;
        if (fact_alike(name, ours))
            continue;
        fact_differs(facts, key, "fields", name, ours);
        return;
    }
}

static void check_criticality(const fact_table *facts, wev_str key, wev_str fact, const wev_entry *entry) {
    const wev_str highest = wev_str_equal(fact, SV("Medium to High")) ? SV("High") : fact;
    const wev_str ours = wev_text_raw(entry->criticality);
    if (fact.len > 0 && !wev_str_same(highest, ours))
        fact_differs(facts, key, "ms_criticality", fact, ours.len > 0 ? ours : nothing);
}

static bool has_word(wev_str list, wev_str word) {
    for (wev_str one; (one = fact_next(&list, " ,;")).ptr != NULL;)
        if (wev_str_equal(one, word))
            return true;
    return false;
}

/* May a technique of the entry be from elsewhere than the detection rules that the facts have? */
static bool assigned_by_us(const wev_entry *entry) {
    for (uint32_t i = 0; i < entry->sources.count; i++)
        if (wev_str_starts(wev_text_raw(entry->sources.item[i]), SV("MITRE ATT&CK")))
            return true;
    return false;
}

/* Both ways: a technique of the facts that we lack, and one of ours that they lack. */
static void check_techniques(const fact_table *facts, wev_str key, wev_str fact, const wev_entry *entry) {
    wev_str list = fact;
    for (wev_str one; (one = fact_next(&list, " ,;")).ptr != NULL;) {
        uint32_t i = 0;
        while (i < entry->technique_count && !wev_str_equal(wev_text_raw(entry->technique[i].id), one))
            i++;
        if (i == entry->technique_count)
            fact_differs(facts, key, "mitre", one, nothing);
    }
    for (uint32_t i = 0; i < entry->technique_count && !assigned_by_us(entry); i++)
        if (!has_word(fact, wev_text_raw(entry->technique[i].id)))
            fact_differs(facts, key, "mitre", nothing, wev_text_raw(entry->technique[i].id));
}

/* The codes that the connector's page lists for an event are those that are expected. */
static void check_expected(const fact_table *facts, wev_str key, wev_str fact, const wev_entry *entry) {
    wev_str list = fact;
    for (wev_str one; (one = fact_next(&list, "; ")).ptr != NULL;) {
        const wev_code_choice *const choice = entry->code_count > 0 ? entry->code[0].choice : NULL;
        uint64_t value = 0;
        bool ambiguous = false, found = false;
        const bool read = choice != NULL && wev_code_parse(choice->table, one, &value, &ambiguous);
        const wev_code *const code = read ? wev_code_find(choice->table, value) : NULL;
        for (uint32_t i = 0; code != NULL && i < choice->expect.count; i++)
            found = found || choice->expect.item[i] == code->value;
        for (uint32_t i = 0; code != NULL && i < choice->table->neutral.count; i++)
            found = found || choice->table->neutral.item[i] == code->value;
        for (uint32_t i = 0; code != NULL && i < choice->table->success.count; i++)
            found = found || choice->table->success.item[i] == code->value;
        if (!found)
            fact_differs(facts, key, "diag_codes", one, nothing);
    }
}

/* Of a file of events: the columns that it has, NULL where it has none. */
typedef struct event_check {
    const char *file, *filter, *value, *provider, *channel, *level, *basis, *version, *versions, *fields, *criticality,
        *mitre, *codes;
    wev_str usual_channel;
} event_check;

static const event_check event_checks[] = {
    {.file = "intune_connector_legacy.tsv",
     .filter = "type",
     .value = "event",
     .codes = "diag_codes",
     .usual_channel = SV_INIT("Microsoft Intune Connector")},
    {.file = "intune_connectors_current.tsv",
     .filter = "type",
     .value = "event",
     .provider = "provider",
     .channel = "channel"},
    {.file = "intune_dmedp.tsv", .provider = "provider", .level = "level", .version = "version", .fields = "fields"},
    {.file = "adcs.tsv",
     .filter = "kind",
     .value = "event",
     .provider = "provider",
     .channel = "channel",
     .level = "level",
     .basis = "level_basis"},
    {.file = "security.tsv",
     .provider = "provider",
     .channel = "channel",
     .level = "level",
     .versions = "versions",
     .fields = "fields",
     .criticality = "ms_criticality",
     .mitre = "mitre"},
};

static wev_str optional(const fact_table *facts, const fact_row *row, const char *column, wev_str otherwise) {
    return column != NULL ? fact_cell(facts, row, column) : otherwise;
}

/* The newest of a list of versions; -1 if it is empty. */
static int64_t newest(wev_str list) {
    int64_t version = -1, number;
    for (wev_str one; (one = fact_next(&list, " ,;")).ptr != NULL;)
        if (wev_num_i64(one, &number) && number > version)
            version = number;
    return version;
}

static void check_event(const event_check *check, const fact_table *facts, const fact_row *row) {
    static const wev_str absent = {NULL, 0};
    char key[300];
    uint64_t id = 0;
    const wev_str text = fact_cell(facts, row, "id"), provider = optional(facts, row, check->provider, absent);
    const wev_str channel = optional(facts, row, check->channel, check->usual_channel);
    const wev_str name = fact_cell(facts, row, "name"), version = optional(facts, row, check->version, SV(""));
    const wev_str versions = optional(facts, row, check->versions, version);
    const wev_str basis = optional(facts, row, check->basis, SV(""));
    if (!wev_num_u64(text, &id))
        return;
    const int len =
        snprintf(key, sizeof key, "%.*s %.*s%s%.*s", (int)text.len, text.ptr,
                 (int)(provider.len > 0 ? provider.len : channel.len), provider.len > 0 ? provider.ptr : channel.ptr,
                 version.len > 0 ? " " : "", (int)version.len, version.ptr);
    const wev_str what = {key, (size_t)len};
    const wev_entry *const entry = find_entry(provider, channel, id, newest(versions));
    if (entry == NULL) {
        fact_differs(facts, what, "id", name, nothing);
        return;
    }
    check_name(facts, what, name, entry);
    check_outcome(facts, what, fact_cell(facts, row, "outcome"), entry);
    if (!wev_str_starts(basis, SV("inferred"))) /* a guess is no fact */
        check_level(facts, what, optional(facts, row, check->level, SV("")), entry);
    check_fields(facts, what, optional(facts, row, check->fields, SV("")), entry);
    check_criticality(facts, what, optional(facts, row, check->criticality, SV("")), entry);
    if (check->mitre != NULL)
        check_techniques(facts, what, fact_cell(facts, row, check->mitre), entry);
    check_expected(facts, what, optional(facts, row, check->codes, SV("")), entry);
}

static void check_events(const event_check *check) {
    char title[128];
    fact_table facts;
    size_t compared = 0;
    fact_open(&facts, check->file);
    for (size_t i = 0; i < facts.count; i++) {
        if (check->filter != NULL &&
            !wev_str_equal(fact_cell(&facts, facts.row + i, check->filter), wev_str_of(check->value)))
            continue;
        check_event(check, &facts, facts.row + i);
        compared++;
    }
    snprintf(title, sizeof title, "%s: events", check->file);
    fact_result(title, compared);
    fact_close(&facts);
}

/* The step of the certificate pipeline that an event of a Windows log belongs to. */
static void check_stages(void) {
    static const wev_str stages[] = {SV_INIT("policy"), SV_INIT("request"), SV_INIT("verify"),
                                     SV_INIT("issue"),  SV_INIT("deliver"), SV_INIT("report")};
    static const wev_str log = SV_INIT("Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider/Admin");
    fact_table facts;
    size_t compared = 0;
    fact_open(&facts, "scep_pipeline.tsv");
    for (size_t i = 0; i < facts.count; i++) {
        const wev_str stage = fact_cell(&facts, facts.row + i, "stage");
        wev_str list = fact_cell(&facts, facts.row + i, "event_ids");
        if (stage.len == 0 || stage.ptr[0] < '1' || stage.ptr[0] > '6' ||
            !wev_str_equal(fact_cell(&facts, facts.row + i, "log"), log))
            continue;
        for (wev_str one; (one = fact_next(&list, ";, ")).ptr != NULL;) {
            uint64_t id = 0;
            const wev_str want = stages[stage.ptr[0] - '1'];
            const wev_entry *const entry =
                wev_num_u64(one, &id) ? find_entry((wev_str){log.ptr, log.len - 6}, log, id, -1) : NULL;
            const wev_str ours = entry != NULL ? wev_text_raw(entry->stage) : nothing;
            if (!wev_str_equal(want, ours))
                fact_differs(&facts, one, "stage", want, ours.len > 0 ? ours : nothing);
            compared++;
        }
    }
    fact_result("scep_pipeline.tsv: stages", compared);
    fact_close(&facts);
}

void fact_check_events(const wev_rulebase *checked) {
    rulebase = checked;
    for (size_t i = 0; i < sizeof event_checks / sizeof *event_checks; i++)
        check_events(event_checks + i);
    check_stages();
}
