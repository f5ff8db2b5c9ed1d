/* SPDX-License-Identifier: Apache-2.0 */
/* What a rulebase may say beyond ids and numbers: texts, fallbacks, facilities, tables that another field chooses. */
#include "folder.h"

#include "expect.h"
#include "process.h"

static folder base;
static process p;
static const wev_rulebase *rulebase;

/* Tables refer to each other against the order of their names: `a` to `z`. */
static const char codes_a[] =
    "{\"table\": \"a\", \"title\": \"Results\", \"kind\": \"enum\", \"width\": 32, \"display\": \"hex8\", \"success\": "
    "[\"0x99\"], \"neutral\": [\"0x99\"], \"source\": \"s\", \"sources\": {\"s\": \"S\"},\n"
    "\"fallback\": [{\"mask\": \"0xFFFF0000\", \"equals\": \"0x80070000\", \"take\": \"0x0000FFFF\", \"table\": \"z\"},"
    "{\"mask\": \"0x10000000\", \"equals\": \"0x10000000\", \"take\": \"0xEFFFFFFF\", \"table\": \"nt\"}],\n"
    "\"facility\": {\"mask\": \"0x1FFF0000\", \"codes\": {\"0x00070000\": \"WIN32\", \"0x00090000\": \"SECURITY\"}},\n"
    "\"codes\": [\n"
    "{\"code\": \"0x00000000\", \"aliases\": [\"0x99\"], \"symbol\": \"S_OK\"},\n"
    "{\"code\": \"0x80070005\", \"symbol\": \"E_ACCESSDENIED\"}]}";
static const char codes_nt[] =
    "{\"table\": \"nt\", \"title\": \"Status\", \"kind\": \"enum\", \"width\": 32, \"display\": \"hex8\", \"sources\": "
    "{\"s\": \"S\"}, \"codes\": [\n{\"code\": \"-1073741718\", \"symbol\": \"STATUS_WRONG_PASSWORD\", "
    "\"source\": \"s\"}]}";
static const char codes_z[] =
    "{\"table\": \"z\", \"title\": \"Errors\", \"kind\": \"enum\", \"width\": 32, \"display\": \"decimal\", "
    "\"sources\": {\"s\": \"S\"}, \"codes\": [\n"
    "{\"code\": \"5\", \"symbol\": \"ERROR_ACCESS_DENIED\", \"source\": \"s\"},\n"
    "{\"code\": \"50\", \"symbol\": \"ERROR_NOT_SUPPORTED\", \"source\": \"s\"},\n"
    "{\"code\": \"6\", \"symbol\": \"TWICE\", \"source\": \"s\"},\n{\"code\": \"7\", \"symbol\": \"TWICE\", "
    "\"source\": \"s\"}]}";
static const char codes_sid[] =
    "{\"table\": \"sid\", \"title\": \"SIDs\", \"kind\": \"text\", \"sources\": {\"s\": \"S\"}, \"codes\": [\n"
    "{\"code\": \"S-1-5-18\", \"symbol\": \"LocalSystem\", \"source\": \"s\"},\n"
    "{\"code\": \"S-1-5-21-*-500\", \"symbol\": \"Administrator\", \"source\": \"s\"},\n"
    "{\"code\": \"S-1-5-5-*\", \"symbol\": \"LogonSession\", \"source\": \"s\"}]}";
static const char codes_bits[] =
    "{\"table\": \"bits\", \"title\": \"Bits\", \"kind\": \"mask\", \"width\": 32, \"display\": \"hex8\", \"sources\": "
    "{\"s\": \"S\"}, \"codes\": [\n{\"code\": \"1\", \"symbol\": \"ReadData\", \"source\": \"s\"}]}";
static const char codes_parameter[] =
    "{\"table\": \"message-parameter\", \"title\": \"P\", \"kind\": \"enum\", \"width\": 32, \"display\": "
    "\"parameter\", \"sources\": {\"s\": \"S\"}, \"codes\": [\n{\"code\": \"%%1537\", \"symbol\": \"DELETE\", "
    "\"source\": \"s\"},\n{\"code\": \"%%1538\", \"symbol\": \"READ_CONTROL\", \"source\": \"s\"}]}";
static const char events_q[] =
    "{\"pack\": \"q\", \"title\": \"Q\", \"match\": [{\"provider\": \"Q\"}, {\"provider\": \"Security\"}], "
    "\"sources\": {\"s\": \"S\"}, \"source\": "
    "[\"s\"], \"translated\": [\"ko\"], \"events\": [\n"
    "{\"id\": 1, \"name\": \"Named\", \"version\": [0], \"level\": 4, \"fields\": [\"Result\", \"Who\"], "
    "\"criticality\": \"high\", \"outcome\": \"unknown\", \"severity\": \"notice\", \"category\": \"registry\", "
    "\"stage\": \"issue\", \"proves\": \"issued\", \"codes\": {\"Result\": \"a\", \"Who\": \"sid\", \"Mask\": {\"by\": "
    "\"Kind\", \"File\": \"bits\", \"*\": \"z\"}, \"Only\": {\"by\": \"Kind\", \"File\": \"bits\"}, \"Rights\": "
    "\"message-parameter\"}},\n"
    "{\"id\": 1, \"name\": \"Named\", \"version\": [1], \"outcome\": \"unknown\", \"severity\": \"notice\", "
    "\"category\": \"registry\"}]}";
static const char text_q[] = "{\"lang\": \"en\", \"for\": \"q\", \"events\": [\n{\"name\": \"Named\", \"title\": \"It "
                             "has a name\", \"explanation\": \"E.\"}]}";
static const char text_nt[] = "{\"lang\": \"en\", \"for\": \"nt\", \"codes\": [\n{\"code\": "
                              "\"-1073741718\", \"title\": \"Wrong\", \"explanation\": \"E.\"}]}";
static const char text_sid[] = "{\"lang\": \"en\", \"for\": \"sid\", \"codes\": [\n{\"code\": \"s-1-5-18\", \"title\": "
                               "\"The system\", \"explanation\": \"E.\"}]}";

static const struct {
    const char *name, *text;
} files[] = {
    {"codes/a.json", codes_a},      {"codes/nt.json", codes_nt},     {"codes/z.json", codes_z},
    {"codes/sid.json", codes_sid},  {"codes/bits.json", codes_bits}, {"codes/message-parameter.json", codes_parameter},
    {"events/q.json", events_q},    {"text/en/q.json", text_q},      {"text/en/nt.json", text_nt},
    {"text/en/sid.json", text_sid},
};

static void open_forms(void) {
    wev_fault why;
    base = folder_open();
    for (size_t i = 0; i < COUNT(files); i++)
        folder_write(&base, files[i].name, files[i].text);
    rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    p = process_open(&(wev_options){.seed = 7}, rulebase);
}

static void close_forms(void) {
    process_close(&p);
    wev_rulebase_unref(rulebase);
    folder_close(&base);
}

TestSuite(rulebase_forms, .init = open_forms, .fini = close_forms);

/* Whose the events are: message parameters are named in audits only. */
static const char *source = "Q";

/* `FIELD=VALUE table CODE NAME via TABLE CODE facility NAME | ...` out of an event of the pack. */
static wev_str assess(const char *id, const char *data) {
    char message[1024], room[128];
    snprintf(message, sizeof message,
             "{\"EventTime\":\"2020-01-01 00:00:00\",\"EventID\":%s,\"SourceName\":\"%s\",\"Version\":0%s}", id, source,
             data);
    p.result = wev_process(p.worker, wev_str_of(message));
    wev_buf_clear(&p.said);
    cr_assert(p.result.meaning != NULL);
    for (uint32_t i = 0; i < p.result.meaning->code_count; i++) {
        const wev_found_code *const code = p.result.meaning->code + i;
        wev_buf_add(&p.said, i > 0 ? SV(" | ") : SV(""));
        wev_buf_add(&p.said, wev_text_raw(code->field));
        wev_buf_add(&p.said, SV("="));
        wev_buf_add(&p.said, wev_text_raw(code->value));
        wev_buf_add(&p.said, SV(" "));
        wev_buf_add(&p.said, wev_text_raw(code->table->name));
        wev_buf_add(&p.said, SV(" "));
        wev_buf_add(&p.said, code->code != NULL ? wev_text_raw(code->code->symbol) : SV("?"));
        if (code->via.code != NULL) {
            wev_buf_add(&p.said, SV(" via "));
            wev_buf_add(&p.said, wev_text_raw(code->via.table->name));
            wev_buf_add(&p.said, SV(" "));
            wev_buf_add(&p.said, (wev_str){room, wev_code_show(code->via.table, code->via.value, room)});
        }
        if (code->facility != NULL) {
            wev_buf_add(&p.said, SV(" of "));
            wev_buf_add(&p.said, wev_text_raw(code->facility->name));
        }
    }
    return wev_buf_text(&p.said);
}

typedef struct form_case {
    const char *title, *id, *data, *want;
} form_case;

static void expect_all(const form_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        expect_text(cases[i].title, assess(cases[i].id, cases[i].data), cases[i].want);
}

Test(rulebase_forms, a_value_without_a_row_falls_back_and_says_where_to) {
    static const form_case cases[] = {
        {"a row of its own", "1", ",\"Result\":\"0x80070005\"", "Result=0x80070005 a E_ACCESSDENIED"},
        {"a Win32 error", "1", ",\"Result\":\"-2147024846\"", "Result=-2147024846 a ERROR_NOT_SUPPORTED via z 50"},
        {"an NTSTATUS", "1", ",\"Result\":\"0xD000006A\"",
         "Result=0xD000006A a STATUS_WRONG_PASSWORD via nt 0xC000006A"},
        {"a facility", "1", ",\"Result\":\"0x80090001\"", "Result=0x80090001 a ? of SECURITY"},
        {"the facility of a table without the row", "1", ",\"Result\":\"0x80079999\"",
         "Result=0x80079999 a ? of WIN32"},
        {"nothing", "1", ",\"Result\":\"0x80550001\"", "Result=0x80550001 a ?"},
    };
    expect_all(cases, COUNT(cases));
    assess("1", ",\"Result\":\"0x80070032\"");
    cr_expect(p.result.meaning->unknown_codes == 0);
    assess("1", ",\"Result\":\"0x80079999\"");
    cr_expect(p.result.meaning->unknown_codes == 1);
}

Test(rulebase_forms, texts_are_compared_without_case_and_a_star_is_digits_and_hyphens) {
    static const form_case cases[] = {
        {"as written", "1", ",\"Who\":\"S-1-5-18\"", "Who=S-1-5-18 sid LocalSystem"},
        {"in another case", "1", ",\"Who\":\"s-1-5-18\"", "Who=s-1-5-18 sid LocalSystem"},
        {"a star", "1", ",\"Who\":\"S-1-5-21-1-22-333-500\"", "Who=S-1-5-21-1-22-333-500 sid Administrator"},
        {"the end of the star again", "1", ",\"Who\":\"S-1-5-21-500-500-500\"",
         "Who=S-1-5-21-500-500-500 sid Administrator"},
        {"a star at the end", "1", ",\"Who\":\"S-1-5-5-0-1234\"", "Who=S-1-5-5-0-1234 sid LogonSession"},
        {"no letters for a star", "1", ",\"Who\":\"S-1-5-21-x-500\"", ""},
        {"the name of nobody in particular", "1", ",\"Who\":\"S-1-5-21-1-22-333-1001\"", ""},
        {"a part", "1", ",\"Who\":\"S-1-5-1\"", ""},
    };
    expect_all(cases, COUNT(cases));
}

Test(rulebase_forms, another_field_chooses_the_table) {
    static const form_case cases[] = {
        {"a value", "1", ",\"Mask\":\"0x1\",\"Kind\":\"File\"", "Mask=0x1 bits ?"},
        {"in another case", "1", ",\"Mask\":\"0x1\",\"Kind\":\"FILE\"", "Mask=0x1 bits ?"},
        {"any other", "1", ",\"Mask\":\"5\",\"Kind\":\"Key\"", "Mask=5 z ERROR_ACCESS_DENIED"},
        {"none", "1", ",\"Mask\":\"5\"", "Mask=5 z ERROR_ACCESS_DENIED"},
        {"one that is not listed", "1", ",\"Only\":\"5\",\"Kind\":\"Key\"", ""},
    };
    expect_all(cases, COUNT(cases));
}

Test(rulebase_forms, message_parameters_are_named_wherever_they_stand_in_audits) {
    static const form_case cases[] = {
        {"a field that the entry names", "1", ",\"Rights\":\"%%1537\\r\\n\\t\\t%%1538\"",
         "Rights=%%1537 message-parameter DELETE | Rights=%%1538 message-parameter READ_CONTROL"},
        {"one that it does not", "1", ",\"Other\":\"%%1538\"", "Other=%%1538 message-parameter READ_CONTROL"},
        {"an error of the system, where the entry names such a table", "1", ",\"Mask\":\"%%5\"",
         "Mask=%%5 z ERROR_ACCESS_DENIED"},
        {"one that no such table has", "1", ",\"Mask\":\"%%1538\"", "Mask=%%1538 z ?"},
        {"an event that is not known", "9", ",\"Other\":\"%%1538\"", "Other=%%1538 message-parameter READ_CONTROL"},
        {"in prose", "9", ",\"Other\":\"may %%1537, and %%1538.\"",
         "Other=%%1537 message-parameter DELETE | Other=%%1538 message-parameter READ_CONTROL"},
        {"an unknown one", "9", ",\"Other\":\"%%99\"", "Other=%%99 message-parameter ?"},
        {"an unknown one in prose is a batch file's", "9", ",\"Other\":\"for %%1 in\"", ""},
        {"behind another percent sign", "9", ",\"Other\":\"%%%1537\"", "Other=%%1537 message-parameter DELETE"},
        {"no parameters", "9", ",\"Other\":\"100%%, %1537, %%1537x, %%\"", ""},
        {"of a field of another table", "1", ",\"Result\":\"%%1537\"", "Result=%%1537 message-parameter DELETE"},
    };
    static const form_case other[] = {
        {"the number of another provider's message file", "9", ",\"Other\":\"%%1538\"", ""},
        {"an error of the system, where the entry names such a table", "1", ",\"Mask\":\"%%5\"",
         "Mask=%%5 z ERROR_ACCESS_DENIED"},
    };
    source = "Security";
    expect_all(cases, COUNT(cases));
    source = "Q";
    expect_all(other, COUNT(other));
}

Test(rulebase_forms, several_codes_in_one_field_are_several_codes) {
    static const form_case cases[] = {
        {"two", "1", ",\"Result\":\"0x0 0x80070005\"", "Result=0x0 a S_OK | Result=0x80070005 a E_ACCESSDENIED"},
        {"words are none", "1", ",\"Result\":\"0x0 or so\"", "Result=0x0 or so a ?"},
    };
    expect_all(cases, COUNT(cases));
}

Test(rulebase_forms, what_is_left_out_is_counted) {
    wev_buf text = {0};
    wev_buf_add(&text,
                SV("{\"EventTime\":\"2020-01-01 00:00:00\",\"EventID\":9,\"SourceName\":\"Security\",\"Other\":\""));
    for (size_t i = 0; i < WEV_MAX_CODES + 5; i++)
        wev_buf_add(&text, SV("%%1537 "));
    wev_buf_add(&text, SV("\"}"));
    p.result = wev_process(p.worker, wev_buf_text(&text));
    cr_expect(p.result.meaning->code_count == WEV_MAX_CODES && p.result.meaning->codes_left_out == 5);
    const wev_str document = process_emit(&p);
    cr_expect(memmem(document.ptr, document.len, "\"codes_left_out\":5", 18) != NULL);
    wev_buf_free(&text);
}

Test(rulebase_forms, an_entry_has_all_that_its_line_says) {
    const wev_entry *const entry = wev_rulebase_find(rulebase, SV("Q"), (wev_str){NULL, 0}, 1, 0);
    cr_assert(entry != NULL);
    expect_text("proves", wev_text_raw(entry->proves), "issued");
    expect_text("criticality", wev_text_raw(entry->criticality), "high");
    cr_expect(entry->level == 4 && entry->fields.count == 2);
    expect_text("a field", wev_text_raw(entry->fields.item[1]), "Who");
    expect_text("the usual source", wev_text_raw(entry->sources.item[0]), "S");
    expect_text("a text by name", wev_text_raw(entry->text.title), "It has a name");
    const wev_entry *const other = wev_rulebase_find(rulebase, SV("Q"), (wev_str){NULL, 0}, 1, 1);
    cr_assert(other != NULL && other != entry);
    expect_text("of both versions", wev_text_raw(other->text.title), "It has a name");
    cr_expect(other->level == -1);
}

Test(rulebase_forms, texts_find_their_codes_in_every_spelling) {
    const wev_code_table *const nt = wev_rulebase_table(rulebase, SV("nt"));
    const wev_code_table *const sid = wev_rulebase_table(rulebase, SV("sid"));
    cr_assert(nt != NULL && sid != NULL && wev_rulebase_table(rulebase, SV("n")) == NULL);
    expect_text("negative", wev_text_raw(wev_code_find(nt, 0xC000006A)->text.title), "Wrong");
    expect_text("a SID", wev_text_raw(wev_code_find_text(sid, SV("S-1-5-18"))->text.title), "The system");
}

/* An alias in a list of codes is the code that it stands for. */
Test(rulebase_forms, lists_of_codes_hold_codes_and_no_aliases) {
    const wev_code_table *const a = wev_rulebase_table(rulebase, SV("a"));
    cr_assert(a->success.count == 1 && a->neutral.count == 1);
    cr_expect(a->success.item[0] == 0 && a->neutral.item[0] == 0);
}

Test(rulebase_forms, what_is_translated_has_no_holes) {
    wev_fault why;
    folder_write(&base, "text/ko/x.json", "{\"lang\": \"ko\", \"for\": \"x\"}");
    cr_expect(wev_rulebase_load(base.path, NULL, "ko", &why) == NULL);
    expect_text("what", wev_str_of(why.what), "a text is missing in the language");
    expect_text("detail", wev_str_of(why.detail), "ko");
    cr_expect(why.line == 2);
    folder_write(&base, "text/ko/q.json", text_q);
    folder_remove(&base, "text/ko/x.json");
    cr_expect(wev_rulebase_load(base.path, NULL, "ko", &why) == NULL);
    expect_text("what", wev_str_of(why.what), "`lang` is not the folder's name");
}

/* Such a name does not say which of the codes is meant. */
Test(rulebase_forms, a_symbol_that_two_codes_have_is_no_spelling_of_either) {
    const wev_code_table *const z = wev_rulebase_table(rulebase, SV("z"));
    cr_assert(z != NULL);
    cr_expect(wev_code_find_symbol(z, SV("TWICE")) == NULL);
    expect_text("the first", wev_text_raw(wev_code_find(z, 6)->symbol), "TWICE");
    expect_text("the second", wev_text_raw(wev_code_find(z, 7)->symbol), "TWICE");
    cr_expect(wev_code_find_symbol(z, SV("ERROR_ACCESS_DENIED")) == wev_code_find(z, 5));
}
