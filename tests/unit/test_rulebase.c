/* SPDX-License-Identifier: Apache-2.0 */
/* The rulebase in memory: what is loaded, which entry an event finds, what a site's folder changes, languages. */
#include "folder.h"

#include "expect.h"
#include "process.h"

#include "knowledge/ecs_targets.h"

static folder base, site;

static void open_folders(void) {
    base = folder_open();
    site = folder_open();
    folder_write_tiny(&base);
}

static void close_folders(void) {
    folder_close(&base);
    folder_close(&site);
}

TestSuite(rulebase, .init = open_folders, .fini = close_folders);

static const wev_rulebase *load(const char *site_path, const char *lang) {
    wev_fault why;
    const wev_rulebase *const rulebase = wev_rulebase_load(base.path, site_path, lang, &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    return rulebase;
}

static const wev_code_table *table_of(const wev_rulebase *rulebase, const char *name) {
    uint32_t count = 0;
    const wev_code_table *const tables = wev_rulebase_tables(rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (wev_str_equal(wev_text_raw(tables[i].name), wev_str_of(name)))
            return tables + i;
    cr_assert(false, "there is no table %s", name);
    return NULL;
}

static const wev_entry *find(const wev_rulebase *rulebase, const char *provider, const char *channel, uint32_t id) {
    return wev_rulebase_find(rulebase, wev_str_of(provider), wev_str_of(channel), id, -1);
}

static void expect(const char *title, wev_text got, const char *want) {
    expect_text(title, wev_text_raw(got), want);
}

Test(rulebase, an_entry_is_loaded_with_all_that_its_line_says) {
    const wev_rulebase *const rulebase = load(NULL, "en");
    uint32_t count = 0;
    const wev_entry *const entry = wev_rulebase_entries(rulebase, &count) + 1;
    cr_assert(count == 2);
    expect("name", entry->name, "Two");
    expect("category", entry->category, "certificate");
    expect("stage", entry->stage, "issue");
    expect("action", entry->ecs->action, "two");
    expect("title", entry->text.title, "Two happened");
    expect("explanation", entry->text.explanation, "It is the second.");
    expect("remedy", entry->text.remedy, "Wait for the third.");
    expect("language", entry->text.lang, "en");
    cr_expect(entry->id == 2 && entry->line == 11 && entry->audit && entry->outcome == WEV_OUTCOME_UNKNOWN);
    cr_expect(entry->severity == WEV_SEVERITY_NOTICE && entry->failure_severity == WEV_SEVERITY_ERROR);
    cr_expect(entry->versions.count == 2 && entry->versions.item[0] == 1 && entry->versions.item[1] == 2);
    cr_expect(entry->related.count == 1 && entry->related.item[0] == 1);
    cr_assert(entry->sources.count == 2 && entry->technique_count == 1 && entry->details.count == 2);
    expect("a source in full", entry->sources.item[1], "Another source");
    expect("technique", entry->technique[0].id, "T1");
    expect("of which version", entry->technique[0].version, "16.1");
    expect("a detail", entry->details.item[1], "Status");
    cr_expect(entry->ecs->category.count == 1 && entry->ecs->type.count == 2);
    expect("pack", entry->pack->name, "p");
    expect("lifecycle", entry->pack->lifecycle, "current");
    wev_rulebase_unref(rulebase);
}

Test(rulebase, codes_and_copies_are_loaded_in_their_order) {
    const wev_rulebase *const rulebase = load(NULL, "en");
    uint32_t count = 0;
    const wev_entry *const entry = wev_rulebase_entries(rulebase, &count) + 1;
    cr_assert(entry->code_count == 2 && entry->copy_count == 3);
    expect_text("first field", entry->code[0].field, "Status");
    expect("its table", entry->code[0].choice[0].table->name, "t");
    cr_expect(entry->code[0].choice[0].has_expect && entry->code[0].choice[0].expect.count == 1 &&
              entry->code[0].choice[0].expect.item[0] == 2);
    expect_text("second field", entry->code[1].field, "Flags");
    cr_expect(!entry->code[1].choice[0].has_expect);
    static const char *const targets[] = {"source.domain", "source.ip", "user.name"}, *const fields[] = {
                                                                                          "Where", "Where", "User"};
    for (uint32_t i = 0; i < 3; i++) {
        expect_text("in the order of the targets", wev_ecs_targets[entry->copy[i].target].path, targets[i]);
        expect_text("its field", entry->copy[i].field, fields[i]);
    }
    const wev_code *const code = wev_code_find(table_of(rulebase, "t"), 2);
    cr_assert(code != NULL);
    expect("symbol", code->symbol, "BAD");
    expect("label", code->label, "bad");
    expect("remedy", code->text.remedy, "Repair it.");
    cr_expect(code->severity == WEV_SEVERITY_ERROR);
    cr_expect(wev_code_find(table_of(rulebase, "t"), 0xFFFFFFFE) == code, "the alias");
    wev_rulebase_unref(rulebase);
}

#define PACK(name, match, events)                                                                                      \
    "{\"pack\": \"" name "\", \"title\": \"T\", \"match\": [" match                                                    \
    "], \"sources\": {\"s\": \"S\"}, \"events\": [\n" events "]}"
#define ENTRY(id, name, more)                                                                                          \
    "{\"id\": " id ", \"name\": \"" name "\", " more                                                                   \
    "\"outcome\": \"success\", \"severity\": \"notice\", \"category\": \"audit\", \"source\": \"s\"}"

/* clang-format off */
static const char by_each_match[] = PACK("q", "{\"provider\": \"Q\"}",
    ENTRY("5", "ByProvider", "") ",\n"
    ENTRY("5", "ByBoth", "\"match\": [{\"provider\": \"Q\", \"channel\": \"X\"}], ") ",\n"
    ENTRY("5", "ByChannel", "\"match\": [{\"channel\": \"X\"}], ") ",\n"
    ENTRY("5", "NoProvider", "\"match\": [{\"provider\": null, \"channel\": \"X\"}], ") ",\n"
    ENTRY("5", "Version2", "\"version\": [2], ") ",\n"
    ENTRY("5", "Both2", "\"version\": [2], \"match\": [{\"provider\": \"Q\", \"channel\": \"X\"}], "));
/* clang-format on */

Test(rulebase, the_most_specific_entry_is_found) {
    static const struct {
        const char *title, *provider, *channel;
        uint32_t id;
        int64_t version;
        const char *want;
    } cases[] = {
        {"the provider", "Q", NULL, 5, -1, "ByProvider"},
        {"in another case", "q", "other", 5, -1, "ByProvider"},
        {"provider and channel", "Q", "X", 5, -1, "ByBoth"},
        {"in other cases", "q", "x", 5, 0, "ByBoth"},
        {"provider, channel and version", "Q", "X", 5, 2, "Both2"},
        {"provider and version", "Q", "Y", 5, 2, "Version2"},
        {"a version that nobody states", "Q", "Y", 5, 3, "ByProvider"},
        {"the channel of another provider", "R", "X", 5, 2, "ByChannel"},
        {"the channel of none", NULL, "X", 5, -1, "NoProvider"},
        {"another id", "Q", "X", 6, -1, NULL},
        {"another provider", "R", "Y", 5, -1, NULL},
        {"a provider that begins like it", "QQ", NULL, 5, -1, NULL},
        {"another channel of none", NULL, "Y", 5, -1, NULL},
        {"nothing", NULL, NULL, 5, -1, NULL},
    };
    folder_write(&base, "events/q.json", by_each_match);
    const wev_rulebase *const rulebase = load(NULL, "en");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const wev_entry *const entry = wev_rulebase_find(rulebase, wev_str_of(cases[i].provider),
                                                         wev_str_of(cases[i].channel), cases[i].id, cases[i].version);
        expect(cases[i].title, entry != NULL ? entry->name : WEV_ABSENT, cases[i].want);
    }
    wev_rulebase_unref(rulebase);
}

Test(rulebase, without_a_rulebase_nothing_is_found) {
    cr_expect(wev_rulebase_find(NULL, SV("P"), SV("C"), 1, -1) == NULL);
    cr_expect(wev_rulebase_ref(NULL) == NULL);
    wev_rulebase_unref(NULL);
}

Test(rulebase, a_reference_keeps_it) {
    const wev_rulebase *const rulebase = load(NULL, "en");
    cr_expect(wev_rulebase_ref(rulebase) == rulebase);
    wev_rulebase_unref(rulebase);
    expect("still there", find(rulebase, "P", NULL, 1)->name, "One");
    wev_rulebase_unref(rulebase);
}

Test(rulebase, a_sites_event_wins_and_ours_stay) {
    folder_write(&site, "events/own.json",
                 PACK("own", "{\"provider\": \"P\"}", ENTRY("1", "OwnOne", "") ",\n" ENTRY("9", "OwnNine", "")));
    const wev_rulebase *const rulebase = load(site.path, "en");
    uint32_t packs = 0;
    wev_rulebase_packs(rulebase, &packs);
    cr_expect(packs == 2);
    expect("the site's", find(rulebase, "P", "other", 1)->name, "OwnOne");
    expect("a new one", find(rulebase, "P", "other", 9)->name, "OwnNine");
    expect("ours by another match", find(rulebase, NULL, "C", 1)->name, "One");
    cr_expect(wev_rulebase_find(rulebase, SV("P"), SV("x"), 2, 1) != NULL, "ours");
    wev_rulebase_unref(rulebase);
}

Test(rulebase, a_sites_table_adds_codes_and_wins) {
    folder_write(&site, "codes/t.json",
                 "{\"table\": \"t\", \"title\": \"Own\", \"kind\": \"enum\", \"width\": 32, \"display\": \"decimal\", "
                 "\"sources\": {\"s\": \"S\"}, \"codes\": [{\"code\": \"2\", \"symbol\": \"OWN\", \"source\": \"s\"},"
                 "{\"code\": \"9\", \"symbol\": \"NINE\", \"source\": \"s\"}]}");
    const wev_rulebase *const rulebase = load(site.path, "en");
    const wev_code_table *const table = table_of(rulebase, "t");
    uint32_t tables = 0;
    wev_rulebase_tables(rulebase, &tables);
    cr_expect(tables == 2);
    expect("the site's", wev_code_find(table, 2)->symbol, "OWN");
    expect("a new one", wev_code_find(table, 9)->symbol, "NINE");
    expect("ours", wev_code_find(table, 3)->symbol, "ANY");
    expect("the head", table->title, "Own");
    wev_rulebase_unref(rulebase);
}

Test(rulebase, a_sites_text_wins) {
    folder_write(
        &site, "text/en/p.json",
        "{\"lang\": \"en\", \"for\": \"p\", \"events\": [{\"id\": 2, \"title\": \"Ours\", \"explanation\": \"E.\"}]}");
    const wev_rulebase *const rulebase = load(site.path, "en");
    expect("the site's", wev_rulebase_find(rulebase, SV("P"), SV("x"), 2, 1)->text.title, "Ours");
    expect("ours", find(rulebase, "P", NULL, 1)->text.title, "One happened");
    wev_rulebase_unref(rulebase);
}

Test(rulebase, a_missing_translation_falls_back_to_english_and_says_so) {
    folder_write(&base, "text/ko/p.json",
                 "{\"lang\": \"ko\", \"for\": \"p\", \"events\": [{\"id\": 1, \"title\": "
                 "\"\xED\x95\x98\xEB\x82\x98\", \"explanation\": \"E.\"}]}");
    const wev_rulebase *const rulebase = load(NULL, "ko");
    const wev_entry *const one = find(rulebase, "P", NULL, 1);
    const wev_entry *const two = wev_rulebase_find(rulebase, SV("P"), SV("x"), 2, 1);
    expect_text("language", wev_rulebase_lang(rulebase), "ko");
    expect("translated", one->text.title, "\xED\x95\x98\xEB\x82\x98");
    expect("says", one->text.lang, "ko");
    expect("not translated", two->text.title, "Two happened");
    expect("says", two->text.lang, "en");
    wev_rulebase_unref(rulebase);
}

Test(rulebase, the_shipped_one_is_whole_in_each_of_its_languages) {
    static const char *const langs[] = {"en", "ko", "zh-TW", "ru", "ja"};
    for (size_t i = 0; i < COUNT(langs); i++) {
        const wev_rulebase *const rulebase = load_shipped(langs[i]);
        uint32_t count = 0;
        const wev_entry *const entries = wev_rulebase_entries(rulebase, &count);
        cr_expect(count > 30, "%s: %u entries", langs[i], count);
        for (uint32_t k = 0; k < count; k++) {
            const bool intune = wev_str_equal(wev_text_raw(entries[k].pack->name), SV("intune-connector"));
            /* Packs need not explain all their events, but a title without an explanation helps nobody. */
            cr_expect((entries[k].text.title.len > 0) == (entries[k].text.explanation.len > 0), "%s: %u", langs[i],
                      entries[k].id);
            if (intune)
                expect("language", entries[k].text.lang, langs[i]);
        }
        expect("a code", wev_code_find(table_of(rulebase, "intune-connector"), 0x400)->text.lang, langs[i]);
        cr_expect(wev_rulebase_bytes(rulebase) > 10000);
        wev_rulebase_unref(rulebase);
    }
}

Test(rulebase, the_shipped_one_finds_what_its_packs_are_for) {
    static const struct {
        const char *title, *provider, *channel, *want;
        uint32_t id;
    } cases[] = {
        {"the connector by its channel", "any source", "Microsoft Intune Connector", "PkcsCertIssue_Failure", 20102},
        {"the connector by its provider", "NDESConnector", "Application", "PkcsCertIssue_Failure", 20102},
        {"a logon", "Microsoft-Windows-Security-Auditing", "Security", "LogonFailure", 4625},
        {"a logon in a forwarded log", "Microsoft-Windows-Security-Auditing", "ForwardedEvents", "LogonFailure", 4625},
        {"a logon without a provider", NULL, "Security", "LogonFailure", 4625},
        {"a cleared log", "Microsoft-Windows-Eventlog", "Security", "AuditLogCleared", 1102},
        {"the id of another provider", "Microsoft-Windows-Kernel-General", "System", NULL, 4625},
        {"the id in another log", "MSSQLSERVER", "Application", NULL, 4625},
    };
    const wev_rulebase *const rulebase = load_shipped("en");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const wev_entry *const entry = find(rulebase, cases[i].provider, cases[i].channel, cases[i].id);
        expect(cases[i].title, entry != NULL ? entry->name : WEV_ABSENT, cases[i].want);
    }
    wev_rulebase_unref(rulebase);
}
