/* SPDX-License-Identifier: Apache-2.0 */
/* `winevent check`: is a rulebase good? Loading checks everything, so it is loaded in each of its languages. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/output.h"
#include "cli/rules.h"

/* Things, those of them that have a text in some language, and those that have one in the wanted language. */
typedef struct coverage {
    uint64_t things, explained, translated;
} coverage;

static void count_text(coverage *c, const wev_explanation *text, wev_str lang) {
    c->things++;
    c->explained += text->title.ptr != NULL;
    c->translated += text->title.ptr != NULL && wev_str_equal(wev_text_raw(text->lang), lang);
}

static coverage cover_events(const wev_rulebase *rulebase, const wev_pack *pack) {
    uint32_t count;
    coverage c = {0, 0, 0};
    const wev_entry *const entries = wev_rulebase_entries(rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (pack == NULL || entries[i].pack == pack)
            count_text(&c, &entries[i].text, wev_rulebase_lang(rulebase));
    return c;
}

static coverage cover_codes(const wev_rulebase *rulebase, const wev_code_table *table) {
    uint32_t count;
    coverage c = {0, 0, 0};
    const wev_code_table *const tables = wev_rulebase_tables(rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < tables[i].code_count && (table == NULL || table == &tables[i]); j++)
            count_text(&c, &tables[i].code[j].text, wev_rulebase_lang(rulebase));
    return c;
}

static void print_part(const char *kind, wev_text name, coverage c, const char *things) {
    printf("  %-6s %-32.*s%6" PRIu64 " %s, %" PRIu64 " with text\n", kind, (int)name.len, name.ptr, c.things, things,
           c.explained);
}

static void print_parts(const wev_rulebase *rulebase) {
    uint32_t packs, tables;
    const wev_pack *const pack = wev_rulebase_packs(rulebase, &packs);
    const wev_code_table *const table = wev_rulebase_tables(rulebase, &tables);
    printf("%" PRIu32 " packs, %" PRIu64 " events; %" PRIu32 " code tables, %" PRIu64 " codes; %zu bytes in memory\n",
           packs, cover_events(rulebase, NULL).things, tables, cover_codes(rulebase, NULL).things,
           wev_rulebase_bytes(rulebase));
    for (uint32_t i = 0; i < packs; i++)
        print_part("pack", pack[i].name, cover_events(rulebase, &pack[i]), "events");
    for (uint32_t i = 0; i < tables; i++)
        print_part("table", table[i].name, cover_codes(rulebase, &table[i]), "codes");
}

/* In percent of what is explained at all. */
static unsigned percent(coverage c) {
    return c.explained > 0 ? (unsigned)(c.translated * 100 / c.explained) : 100;
}

/* What one language gives. */
typedef struct translation {
    const char *lang;
    coverage events, codes;
} translation;

static void print_translation(const translation *t) {
    printf("  text   %-8s%6" PRIu64 " events (%u %%)%6" PRIu64 " codes (%u %%)\n", t->lang, t->events.translated,
           percent(t->events), t->codes.translated, percent(t->codes));
}

/* Loads it in one language. Faults go to standard output, since they are what was asked for. */
static int load(const char *path, const char *site, const char *lang, const wev_rulebase **rulebase) {
    wev_fault why = {.status = WEV_OK};
    *rulebase = wev_rulebase_load(path, site, lang, &why);
    if (*rulebase != NULL)
        return CLI_DONE;
    if (why.status != WEV_UNREADABLE && why.status != WEV_NO_MEMORY) {
        cli_fault_print(stdout, &why);
        return CLI_NOT_ALL;
    }
    fputs("winevent: ", stderr);
    cli_fault_print(stderr, &why);
    return CLI_USAGE;
}

static int load_translation(const char *path, const char *site, translation *t) {
    const wev_rulebase *rulebase;
    const int status = load(path, site, t->lang, &rulebase);
    if (status != CLI_DONE)
        return status;
    t->events = cover_events(rulebase, NULL);
    t->codes = cover_codes(rulebase, NULL);
    wev_rulebase_unref(rulebase);
    return CLI_DONE;
}

/* All languages are loaded before anything is counted, so that of a bad rulebase only the fault is shown. */
static int check(const char *path, const char *site, const cli_langs *langs) {
    translation t[CLI_LANGS];
    const wev_rulebase *english;
    int status = load(path, site, "en", &english);
    for (size_t i = 0; i < langs->count && status == CLI_DONE; i++) {
        t[i] = (translation){.lang = langs->name[i]};
        status = load_translation(path, site, &t[i]);
    }
    if (status == CLI_DONE) {
        print_parts(english);
        for (size_t i = 0; i < langs->count; i++)
            print_translation(&t[i]);
    }
    wev_rulebase_unref(english);
    return status;
}

static int run(const cli_settings *settings) {
    cli_langs langs;
    cli_out out = cli_out_open("never");
    if (settings->word_count > 1) {
        fputs("winevent check: one folder at a time\n", stderr);
        return CLI_USAGE;
    }
    const char *const path = settings->word_count == 1 ? settings->word[0] : cli_rules_path(settings);
    if (!cli_langs_open(&langs, path))
        return CLI_USAGE;
    return cli_out_close(&out, check(path, settings->site, &langs));
}

const cli_command cli_check = {
    .name = "check",
    .bit = CLI_IN_CHECK,
    .operands = "[DIR]",
    .summary = "is a rulebase good?",
    .about = "Reads a rulebase in all its languages. Of a bad one it prints file, line and the first fault;\n"
             "of a good one how much is in it. Without DIR: $WINEVENT_RULEBASE, then the installed one.\n"
             "Exit status: 0 good, 1 bad, 2 wrong usage or nothing to read.",
    .run = run,
};
