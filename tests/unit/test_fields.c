/* SPDX-License-Identifier: Apache-2.0 */
/* The list of named values: in its order, each name once, linear whatever the names are. */
#include <stdio.h>

#include "expect.h"

#include "base/buf.h"
#include "event/fields.h"

static wev_arena arena;
static wev_fields fields;

static void open_fields(void) {
    wev_arena_init(&arena, 0);
    wev_fields_init(&fields, &arena, 7, 20000);
}

static void close_fields(void) {
    wev_arena_free(&arena);
}

TestSuite(fields, .init = open_fields, .fini = close_fields);

static wev_field *add(const char *name, const char *value) {
    return wev_fields_add(&fields, wev_text_of(wev_str_of(name)), wev_text_of(wev_str_of(value)), WEV_FIELD_TEXT);
}

/* `name=value name=value` of the whole list. */
static void expect_list(const char *title, const char *want) {
    wev_buf said = {0};
    for (uint32_t i = 0; i < fields.count; i++) {
        if (i > 0)
            wev_buf_char(&said, ' ');
        wev_buf_add(&said, wev_text_raw(fields.item[i].name));
        wev_buf_char(&said, '=');
        wev_buf_add(&said, wev_text_raw(fields.item[i].value));
    }
    expect_text(title, wev_buf_text(&said), want);
    wev_buf_free(&said);
}

Test(fields, stay_in_the_order_in_which_they_came) {
    add("b", "1");
    add("a", "2");
    add("c", "3");
    expect_list("order", "b=1 a=2 c=3");
}

Test(fields, a_name_that_comes_again_is_numbered) {
    add("Data", "1");
    add("Data", "2");
    add("Other", "3");
    add("Data", "4");
    expect_list("numbers", "Data=1 Data#2=2 Other=3 Data#3=4");
}

Test(fields, names_that_differ_in_case_are_one_name) {
    add("UserName", "1");
    add("username", "2");
    add("USERNAME", "3");
    expect_list("the first spelling counts", "UserName=1 UserName#2=2 UserName#3=3");
}

Test(fields, a_numbered_name_that_was_sent_itself_is_stepped_over) {
    add("x#2", "sent");
    add("x", "1");
    add("x", "2");
    expect_list("sent first", "x#2=sent x=1 x#3=2");
}

Test(fields, a_numbered_name_that_is_sent_later_is_numbered_itself) {
    add("x", "1");
    add("x", "2");
    add("x#2", "sent");
    expect_list("sent later", "x=1 x#2=2 x#2#2=sent");
}

Test(fields, an_empty_name_is_a_name) {
    add("", "1");
    add("", "2");
    expect_list("empty", "=1 #2=2");
}

Test(fields, a_name_is_kept_decoded) {
    wev_fields_add(&fields, wev_text_as(SV("a\\u0062\\\"c"), WEV_JSON), TX("1"), WEV_FIELD_TEXT);
    wev_fields_add(&fields, wev_text_as(SV("a&lt;b"), WEV_XML), TX("2"), WEV_FIELD_TEXT);
    expect_list("decoded", "ab\"c=1 a<b=2");
    cr_expect(fields.item[0].name.writing == WEV_PLAIN && fields.item[1].name.writing == WEV_CLEAN);
    add("AB\"C", "3");
    expect_list("and compared so", "ab\"c=1 a<b=2 ab\"c#2=3");
}

Test(fields, are_found_without_regard_to_case) {
    cr_expect(wev_fields_find(&fields, SV("a")) == NULL, "an empty list");
    add("TargetUserName", "1");
    add("Target", "2");
    cr_expect(wev_fields_find(&fields, SV("targetusername")) == fields.item);
    cr_expect(wev_fields_find(&fields, SV("TARGET")) == fields.item + 1);
    cr_expect(wev_fields_find(&fields, SV("TargetUser")) == NULL);
    cr_expect(wev_fields_find(&fields, SV("")) == NULL);
}

Test(fields, the_name_finds_the_first_of_that_name) {
    add("Data", "1");
    add("Data", "2");
    cr_expect(wev_fields_find(&fields, SV("Data")) == fields.item);
    cr_expect(wev_fields_find(&fields, SV("Data#2")) == fields.item + 1);
}

Test(fields, ten_thousand_names_are_kept_and_found) {
    char name[24];
    for (unsigned i = 0; i < 10000; i++) {
        const int len = snprintf(name, sizeof name, "Field%u", i);
        const wev_str copy = wev_arena_copy(&arena, (wev_str){name, (size_t)len});
        cr_assert(wev_fields_add(&fields, wev_text_of(copy), wev_text_of(copy), WEV_FIELD_TEXT) != NULL);
    }
    for (unsigned i = 0; i < 10000; i++) {
        const int len = snprintf(name, sizeof name, "fIELD%u", i);
        cr_assert(wev_fields_find(&fields, (wev_str){name, (size_t)len}) == fields.item + i, "%s", name);
    }
    cr_expect(wev_fields_find(&fields, SV("Field10000")) == NULL);
}

Test(fields, one_name_ten_thousand_times_is_numbered_to_the_end) {
    for (unsigned i = 0; i < 10000; i++)
        cr_assert(add(i % 2 == 0 ? "Data" : "DATA", "x") != NULL);
    expect_text("the last one", wev_text_raw(fields.item[9999].name), "Data#10000");
    cr_expect(wev_fields_find(&fields, SV("data#777")) == fields.item + 776);
}

Test(fields, numbered_names_that_are_all_taken_are_stepped_over) {
    char name[24];
    for (unsigned i = 0; i < 10000; i++) { /* x#2, x#3, ... are taken when x comes again */
        const int len = snprintf(name, sizeof name, "x#%u", i + 2);
        const wev_str copy = wev_arena_copy(&arena, (wev_str){name, (size_t)len});
        wev_fields_add(&fields, wev_text_of(copy), TX("taken"), WEV_FIELD_TEXT);
    }
    for (unsigned i = 0; i < 5000; i++)
        add("x", "again");
    expect_text("the first free one", wev_text_raw(fields.item[10001].name), "x#10002");
    expect_text("the last one", wev_text_raw(fields.item[14999].name), "x#15000");
}

Test(fields, beyond_the_limit_nothing_is_added) {
    wev_fields_init(&fields, &arena, 7, 3);
    cr_expect(add("a", "1") != NULL && add("a", "2") != NULL && add("b", "3") != NULL);
    cr_expect(add("c", "4") == NULL && arena.why == WEV_TOO_BIG);
    cr_expect(add("a", "5") == NULL && arena.why == WEV_TOO_BIG);
    expect_list("what was there", "a=1 a#2=2 b=3");
    wev_fields_init(&fields, &arena, 7, 0);
    cr_expect(add("a", "1") == NULL && arena.why == WEV_TOO_BIG);
}

Test(fields, without_memory_nothing_is_added) {
    wev_arena small;
    wev_arena_init(&small, 64);
    wev_fields_init(&fields, &small, 7, 100);
    cr_expect(add("a", "1") == NULL && small.why == WEV_TOO_BIG && fields.count == 0);
    cr_expect(wev_fields_find(&fields, SV("a")) == NULL);
    wev_arena_free(&small);
}

Test(fields, a_field_says_what_it_is) {
    const wev_field *const field = wev_fields_add(&fields, TX("a"), WEV_ABSENT, WEV_FIELD_NULL);
    cr_expect(field->kind == WEV_FIELD_NULL && field->value.ptr == NULL && !field->unnamed && !field->cut);
}
