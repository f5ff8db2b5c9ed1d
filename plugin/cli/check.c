/* SPDX-License-Identifier: Apache-2.0 */
/* `winevent check`: is a rulebase good? Loading checks everything, so it is loaded in each of its languages. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output.h"
#include "cli/rules.h"

/* A row of the report: a pack or a table, how much is in it, and how much of that has a text in each language. */
typedef struct part {
    char name[64];
    uint32_t things;
    uint32_t translated[CLI_LANGS];
} part;

typedef struct report {
    part *part; /* packs, then tables */
    uint32_t packs, tables;
    size_t bytes;
    const cli_langs *langs;
} report;

static bool has_text(const wev_explanation *text, wev_str lang) {
    return text->title.ptr != NULL && wev_str_equal(wev_text_raw(text->lang), lang);
}

static void name_part(part *to, wev_text name) {
    const size_t len = name.len < sizeof to->name - 1 ? name.len : sizeof to->name - 1;
    memcpy(to->name, name.ptr, len);
    to->name[len] = '\0';
}

/* The column of one language; the rows' names and sizes are the same in all. */
static void count_events(const report *r, const wev_rulebase *rulebase, size_t column) {
    uint32_t packs, count;
    const wev_pack *const pack = wev_rulebase_packs(rulebase, &packs);
    const wev_entry *const entry = wev_rulebase_entries(rulebase, &count);
    for (uint32_t i = 0; i < packs; i++) {
        name_part(r->part + i, pack[i].name);
        r->part[i].things = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        part *const to = r->part + (entry[i].pack - pack);
        to->things++;
        to->translated[column] += has_text(&entry[i].text, wev_rulebase_lang(rulebase));
    }
}

static void count_codes(const report *r, const wev_rulebase *rulebase, size_t column) {
    uint32_t tables;
    const wev_code_table *const table = wev_rulebase_tables(rulebase, &tables);
    for (uint32_t i = 0; i < tables; i++) {
        part *const to = r->part + r->packs + i;
        name_part(to, table[i].name);
        to->things = table[i].code_count;
        for (uint32_t k = 0; k < table[i].code_count; k++)
            to->translated[column] += has_text(&table[i].code[k].text, wev_rulebase_lang(rulebase));
    }
}

static void add_part(part *sum, const part *one) {
    sum->things += one->things;
    for (size_t i = 0; i < CLI_LANGS; i++)
        sum->translated[i] += one->translated[i];
}

static void print_row(const report *r, const part *row) {
    printf("  %-38s%7" PRIu32, row->name, row->things);
    for (size_t i = 0; i < r->langs->count; i++)
        printf("%7" PRIu32, row->translated[i]);
    putchar('\n');
}

static void print_head(const report *r, const char *title, const char *things) {
    printf("\n%-40s%7s", title, things);
    for (size_t i = 0; i < r->langs->count; i++)
        printf("%7s", r->langs->name[i]);
    putchar('\n');
}

static void print_parts(const report *r, const part *row, uint32_t count, const char *title, const char *things) {
    part sum = {.name = "together"};
    print_head(r, title, things);
    for (uint32_t i = 0; i < count; i++) {
        print_row(r, row + i);
        add_part(&sum, row + i);
    }
    print_row(r, &sum);
}

static uint32_t things_in(const part *row, uint32_t count) {
    uint32_t things = 0;
    for (uint32_t i = 0; i < count; i++)
        things += row[i].things;
    return things;
}

/* How much there is, and how much of it has a text in which language. */
static void print_report(const report *r) {
    printf("%" PRIu32 " packs, %" PRIu32 " events; %" PRIu32 " code tables, %" PRIu32 " codes; %zu bytes in memory\n",
           r->packs, things_in(r->part, r->packs), r->tables, things_in(r->part + r->packs, r->tables), r->bytes);
    print_parts(r, r->part, r->packs, "pack", "events");
    print_parts(r, r->part + r->packs, r->tables, "table", "codes");
}

static void print_prose(const wev_prose_rules *prose) {
    if (wev_prose_files(prose) > 0)
        printf("\n%-40s%7s\n", "prose", "rules");
    for (size_t i = 0; i < wev_prose_files(prose); i++) {
        const wev_prose_file file = wev_prose_file_at(prose, i);
        printf("  %-38.*s%7zu\n", (int)file.format.len, file.format.ptr, file.rules);
    }
}

/* Faults go to standard output, since they are what was asked for. */
static int tell(const wev_fault *why) {
    if (why->status != WEV_UNREADABLE && why->status != WEV_NO_MEMORY) {
        cli_fault_print(stdout, why);
        return CLI_NOT_ALL;
    }
    fputs("winevent: ", stderr);
    cli_fault_print(stderr, why);
    return CLI_USAGE;
}

/* Loads it in one language. */
static int load(const char *path, const char *site, const char *lang, const wev_rulebase **rulebase) {
    wev_fault why = {.status = WEV_OK};
    *rulebase = wev_rulebase_load(path, site, lang, &why);
    return *rulebase != NULL ? CLI_DONE : tell(&why);
}

static int load_prose(const char *path, const char *site, const wev_prose_rules **prose) {
    wev_fault why = {.status = WEV_OK};
    *prose = wev_prose_load(path, site, &why);
    return *prose != NULL ? CLI_DONE : tell(&why);
}

static bool open_report(report *r, const wev_rulebase *rulebase) {
    (void)wev_rulebase_packs(rulebase, &r->packs);
    (void)wev_rulebase_tables(rulebase, &r->tables);
    r->bytes = wev_rulebase_bytes(rulebase);
    r->part = calloc((size_t)r->packs + r->tables + 1, sizeof *r->part);
    if (r->part == NULL)
        fputs("winevent: no memory\n", stderr);
    return r->part != NULL;
}

static bool is_listed(const cli_langs *langs, wev_str lang) {
    for (size_t i = 0; i < langs->count; i++)
        if (wev_str_equal(wev_str_of(langs->name[i]), lang))
            return true;
    return false;
}

/* A language that a file promises and in which there is nothing at all would not be loaded. */
static int check_promises(const cli_langs *langs, const wev_rulebase *rulebase) {
    uint32_t count;
    const wev_promise *const promise = wev_rulebase_promises(rulebase, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (is_listed(langs, promise[i].lang))
            continue;
        printf("%.*s: there are no texts in this language: %.*s\n", (int)promise[i].file.len, promise[i].file.ptr,
               (int)promise[i].lang.len, promise[i].lang.ptr);
        return CLI_NOT_ALL;
    }
    return CLI_DONE;
}

/* All languages are loaded before anything is printed, so that of a bad rulebase only the fault is shown. */
static int check(const char *path, const char *site, const cli_langs *langs) {
    report r = {.part = NULL, .langs = langs};
    const wev_rulebase *rulebase;
    const wev_prose_rules *prose = NULL;
    int status = load(path, site, "en", &rulebase);
    if (status == CLI_DONE)
        status = load_prose(path, site, &prose);
    if (status == CLI_DONE)
        status = check_promises(langs, rulebase);
    if (status == CLI_DONE && !open_report(&r, rulebase))
        status = CLI_OUTPUT;
    wev_rulebase_unref(rulebase);
    for (size_t i = 0; i < langs->count && status == CLI_DONE; i++) {
        status = load(path, site, langs->name[i], &rulebase);
        if (status == CLI_DONE) {
            count_events(&r, rulebase, i);
            count_codes(&r, rulebase, i);
        }
        wev_rulebase_unref(rulebase);
    }
    if (status == CLI_DONE) {
        print_report(&r);
        print_prose(prose);
    }
    wev_prose_unref(prose);
    free(r.part);
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
    .about = "Reads a rulebase in all its languages. Of a bad one it prints file, line and the first fault; a "
             "text that `explained` or `translated` promises and that is missing is one. Of a good one it "
             "prints how much is in it, and how much of that has a text in which language. Without DIR: "
             "$WINEVENT_RULEBASE, then the installed one.",
    .status = "Exit status: 0 good, 1 bad, 2 wrong usage or nothing to read, 3 the output was not written.",
    .run = run,
};
