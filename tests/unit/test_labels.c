/* SPDX-License-Identifier: Apache-2.0 */
/* Finding `label: value` in prose, with the labels of the small pack in folder.h: Status or Result code, User name. */
#include "folder.h"

#include "expect.h"
#include "process.h"

#include "knowledge/labels.h"

static folder base;
static const wev_rulebase *rulebase;
static const wev_labels *labels;

static void load_labels(void) {
    wev_fault why;
    uint32_t count = 0;
    rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    labels = &wev_rulebase_packs(rulebase, &count)->labels;
    cr_assert(labels->field_count == 2);
}

static void open_labels(void) {
    base = folder_open();
    folder_write_tiny(&base);
    load_labels();
}

static void close_labels(void) {
    wev_rulebase_unref(rulebase);
    folder_close(&base);
}

/* value[field] of each field that is found and still absent. */
static void search(wev_str text, wev_str *value) {
    uint32_t fields[2];
    wev_labelled found = {.value = value, .field = fields};
    wev_labels_search(labels, text, &found);
    cr_expect(found.count <= COUNT(fields));
    for (uint32_t i = 0; i < found.count; i++)
        cr_expect(value[fields[i]].len > 0, "what is listed is found");
}

TestSuite(labels, .init = open_labels, .fini = close_labels);

typedef struct label_case {
    const char *title, *text, *status, *user; /* NULL: not found */
} label_case;

static void expect_found(const label_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        wev_str value[2] = {{NULL, 0}, {NULL, 0}};
        search(wev_str_of(cases[i].text), value);
        expect_text(cases[i].title, value[0], cases[i].status);
        expect_text(cases[i].title, value[1], cases[i].user);
    }
}

Test(labels, a_label_ends_at_a_colon_or_an_equals_sign) {
    static const label_case cases[] = {
        {"a colon", "Status: 0x2", "0x2", NULL},
        {"an equals sign", "Status=0x2", "0x2", NULL},
        {"blanks round it", "Status : \t 0x2 ", "0x2", NULL},
        {"a fullwidth colon",
         "Status\xEF\xBC\x9A"
         "0x2",
         "0x2", NULL},
        {"an equals sign far behind", "It failed and nobody knows why. Status=0x2\r\nThat is all of it.", "0x2", NULL},
        {"a fullwidth colon far behind",
         "It failed and nobody knows why. Status\xEF\xBC\x9A"
         "0x2\r\nThat is all of it.",
         "0x2", NULL},
        {"case does not count", "STATUS: 1", "1", NULL},
        {"blanks in it do not count", "ResultCode: 1\nUs er Name: b", "1", "b"},
        {"nothing behind the label", "Status", NULL, NULL},
        {"another word", "Statuses: 1", NULL, NULL},
        {"nothing", "", NULL, NULL},
    };
    expect_found(cases, COUNT(cases));
}

Test(labels, a_label_begins_a_line_or_follows_a_separator) {
    static const label_case cases[] = {
        {"a later line", "Failed.\r\n\tStatus:\t1\r\nUser name: b", "1", "b"},
        {"a semicolon", "x; Status: 1; User name: b", "1", "b"},
        {"a comma", "x, Status: 1, User name: b", "1", "b"},
        {"a bar", "x | Status: 1 | User name: b", "1", "b"},
        {"tabs", "x\tStatus: 1\tUser name: b", "1", "b"},
        {"the end of a sentence", "It failed. Status: 1", "1", NULL},
        {"two blanks, where a line break was", "It failed  Status: 1  User name: b", "1", "b"},
        {"an ideographic comma", "x\xE3\x80\x81Status: 1\nUser name: b", "1", "b"},
        {"a fullwidth semicolon", "x\xEF\xBC\x9BStatus: 1\nUser name: b", "1", "b"},
        {"in the middle of a sentence", "The Status: 1", NULL, NULL},
        {"behind a point without a blank", "x.Status: 1", NULL, NULL},
    };
    expect_found(cases, COUNT(cases));
}

Test(labels, a_value_goes_to_the_end_of_the_line_or_to_the_next_known_label) {
    static const label_case cases[] = {
        {"the line", "Status: 1 2 3\n4", "1 2 3", NULL},
        {"an unknown label belongs to the value", "Status: 1, Other: 2; User name: b", "1, Other: 2", "b"},
        {"colons belong to it", "User name: CN=b:x, O=y\n", NULL, "CN=b:x, O=y"},
        {"separators at its end do not", "Status: 1; ,| \n", "1", NULL},
        {"an empty value is none", "Status:\r\nUser name: b", NULL, "b"},
        {"an empty value in front of a label is none", "Status: ; User name: b", NULL, "b"},
        {"UTF-8", "User name: \xEA\xB0\x80\xEB\x82\x98 \xC3\xA4\n", NULL, "\xEA\xB0\x80\xEB\x82\x98 \xC3\xA4"},
    };
    expect_found(cases, COUNT(cases));
}

/* As in Japanese and Chinese messages on one line: with the separator the value would be no number. */
Test(labels, the_separator_in_front_of_the_next_label_is_no_part_of_the_value) {
    static const label_case cases[] = {
        {"a semicolon", "Status: 1; User name: b", "1", "b"},
        {"a full stop", "Status: 1. User name: b", "1", "b"},
        {"an ideographic comma", "Status: 1\xE3\x80\x81User name: b", "1", "b"},
        {"an ideographic full stop", "Status: 1\xE3\x80\x82User name: b", "1", "b"},
        {"a fullwidth comma", "Status: 1\xEF\xBC\x8CUser name: b", "1", "b"},
        {"a fullwidth semicolon", "Status: 1\xEF\xBC\x9BUser name: b", "1", "b"},
    };
    expect_found(cases, COUNT(cases));
}

Test(labels, the_first_value_of_a_field_stays) {
    static const label_case cases[] = {
        {"the same label", "Status: 1\nStatus: 2", "1", NULL},
        {"another label of the field", "Result code: 1\nStatus: 2", "1", NULL},
        {"an empty one does not count", "Status:\nResult code: 2", "2", NULL},
    };
    expect_found(cases, COUNT(cases));
    wev_str value[2] = {SV_INIT("before"), {NULL, 0}};
    search(SV("Status: 1"), value);
    expect_text("found before", value[0], "before");
}

Test(labels, long_lines_are_passed_over) {
    char text[1024];
    memset(text, 'x', sizeof text);
    memcpy(text + 300, "Status: 1;", 10);
    memcpy(text + 600, "; Status: 2\n", 12);
    wev_str value[2] = {{NULL, 0}, {NULL, 0}};
    search((wev_str){text, sizeof text}, value);
    expect_text("the one behind a separator", value[0], "2");
}

/* A word in front of a sign is passed over by its last letters: those of a label must not be. */
Test(labels, each_ending_of_a_label_is_known) {
    static const label_case cases[] = {
        {"capitals", "STATUS: 1\nUSER NAME: b", "1", "b"},
        {"blanks between the letters", "S t a t u s: 1\nUser na m e: b", "1", "b"},
        {"the letters of another label", "Extra tus: 1\nFirst name: b", NULL, NULL},
        {"fewer letters", "s: 1\nus: 1\ntus: 1\nname: b\n: c", NULL, NULL},
        {"fewer letters in front of a label", "x: Status: 1; y: User name: b\nStatus: 2", "2", NULL},
    };
    expect_found(cases, COUNT(cases));
}

/* In front of so few letters anything may stand. */
Test(labels, a_label_may_be_short) {
    char pack[sizeof tiny_pack];
    memcpy(pack, tiny_pack, sizeof tiny_pack);
    char *const name = strstr(pack, "\"User name\"");
    cr_assert(name != NULL);
    memcpy(name, "\"ID\"       ", sizeof "\"User name\"" - 1);
    close_labels();
    base = folder_open();
    folder_write_tiny(&base);
    folder_write(&base, "events/p.json", pack);
    load_labels();
    static const label_case cases[] = {
        {"alone", "ID: b", NULL, "b"},
        {"behind a separator", "Status: 1, ID: b", "1", "b"},
        {"behind a sign", "x:ID: b\n", NULL, NULL},
        {"in a line", "x\nId=b\nStatus=2", "2", "b"},
    };
    expect_found(cases, COUNT(cases));
}

Test(labels, a_long_text_is_searched_in_linear_time, .timeout = 60) {
    static const char line[] = "User name:; Status:, = : x\n";
    wev_buf text = {0};
    while (text.len < 1 << 20)
        wev_buf_add(&text, SV(line));
    wev_buf_add(&text, SV("Status: 1"));
    wev_str value[2] = {{NULL, 0}, {NULL, 0}};
    search(wev_buf_text(&text), value);
    cr_expect(value[0].ptr != NULL);
    wev_buf_free(&text);
}

Test(labels, a_label_is_normalised_to_small_letters_without_blanks) {
    static const struct {
        const char *label, *want;
    } cases[] = {
        {"Diagnostic Code", "diagnosticcode"},
        {"\xD0\x9A\xD0\xBE\xD0\xB4 \xD0\xAF\xD0\xA0", "\xD0\xBA\xD0\xBE\xD0\xB4\xD1\x8F\xD1\x80"},
        {"\xEC\xA7\x84\xEB\x8B\xA8 \xEC\xBD\x94\xEB\x93\x9C", "\xEC\xA7\x84\xEB\x8B\xA8\xEC\xBD\x94\xEB\x93\x9C"},
    };
    char room[WEV_LABEL_ROOM + 1], label[WEV_LABEL_ROOM + 2];
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_text(cases[i].label, (wev_str){room, wev_label_normalise(wev_str_of(cases[i].label), room)},
                    cases[i].want);
    memset(label, 'a', sizeof label);
    cr_expect(wev_label_normalise((wev_str){label, WEV_LABEL_ROOM}, room) == WEV_LABEL_ROOM, "just fits");
    cr_expect(wev_label_normalise((wev_str){label, WEV_LABEL_ROOM + 1}, room) == 0, "one byte too long");
}
