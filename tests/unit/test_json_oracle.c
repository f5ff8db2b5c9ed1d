/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libfastjson, which rsyslog reads JSON with, as a judge: what it accepts our reader reads as it does, and what our
 * sink writes it reads back. No other unit test may link it, since json-c claims the same header names.
 */
#include <libfastjson/json.h>
#include <stdio.h>
#include <stdlib.h>

#include "expect.h"
#include "random.h"

#include "emit/json_sink.h"
#include "read/json_read.h"

enum { DEEPEST = 8 };

static wev_arena arena;

static void open_arena(void) {
    wev_arena_init(&arena, 0);
}

static void close_arena(void) {
    wev_arena_free(&arena);
}

TestSuite(json_oracle, .init = open_arena, .fini = close_arena);

/* NULL unless the whole text is one value. */
static struct fjson_object *judge(wev_str text) {
    struct fjson_tokener *const tokener = fjson_tokener_new();
    struct fjson_object *value = fjson_tokener_parse_ex(tokener, text.ptr, (int)text.len);
    const bool whole =
        fjson_tokener_get_error(tokener) == fjson_tokener_success && (size_t)tokener->char_offset == text.len;
    fjson_tokener_free(tokener);
    if (whole)
        return value;
    fjson_object_put(value);
    return NULL;
}

static bool same_value(const wev_json_value *ours, struct fjson_object *theirs, unsigned depth);

static bool same_text(wev_text ours, const char *theirs, size_t len) {
    return wev_str_equal(wev_text_plain(&arena, ours), (wev_str){theirs, len});
}

static bool same_members(wev_str text, struct fjson_object *object, unsigned depth) {
    wev_json r = wev_json_open(text);
    wev_text key;
    wev_json_value value;
    struct fjson_object_iterator at = fjson_object_iter_begin(object), end = fjson_object_iter_end(object);
    for (; !fjson_object_iter_equal(&at, &end); fjson_object_iter_next(&at)) {
        const char *const name = fjson_object_iter_peek_name(&at);
        if (!wev_json_member(&r, &key, &value) || !same_text(key, name, strlen(name)) ||
            !same_value(&value, fjson_object_iter_peek_value(&at), depth))
            return false;
    }
    return !wev_json_member(&r, &key, &value) && r.status == WEV_OK && wev_json_rest(&r).len == 0;
}

static bool same_elements(wev_str text, struct fjson_object *array, unsigned depth) {
    wev_json r = wev_json_open(text);
    wev_json_value value;
    for (int i = 0; i < fjson_object_array_length(array); i++)
        if (!wev_json_element(&r, &value) || !same_value(&value, fjson_object_array_get_idx(array, i), depth))
            return false;
    return !wev_json_element(&r, &value) && r.status == WEV_OK && wev_json_rest(&r).len == 0;
}

static bool same_number(wev_text ours, double theirs) {
    char digits[64];
    const wev_str raw = wev_text_raw(ours);
    if (raw.len >= sizeof digits)
        return false;
    memcpy(digits, raw.ptr, raw.len);
    digits[raw.len] = '\0';
    char *end = NULL;
    const double value = strtod(digits, &end);
    return *end == '\0' && !(value < theirs) && !(value > theirs);
}

static bool same_value(const wev_json_value *ours, struct fjson_object *theirs, unsigned depth) {
    const wev_str raw = wev_text_raw(ours->text);
    if (ours->cut || depth > DEEPEST)
        return false;
    switch (fjson_object_get_type(theirs)) {
    case fjson_type_null:
        return ours->kind == WEV_JSON_NULL && wev_str_equal(raw, SV("null"));
    case fjson_type_boolean:
        return fjson_object_get_boolean(theirs) ? ours->kind == WEV_JSON_TRUE && wev_str_equal(raw, SV("true"))
                                                : ours->kind == WEV_JSON_FALSE && wev_str_equal(raw, SV("false"));
    case fjson_type_double:
    case fjson_type_int:
        return ours->kind == WEV_JSON_NUMBER && same_number(ours->text, fjson_object_get_double(theirs));
    case fjson_type_string:
        return ours->kind == WEV_JSON_STRING &&
               same_text(ours->text, fjson_object_get_string(theirs), (size_t)fjson_object_get_string_len(theirs));
    case fjson_type_object:
        return ours->kind == WEV_JSON_OBJECT && same_members(raw, theirs, depth + 1);
    case fjson_type_array:
        return ours->kind == WEV_JSON_ARRAY && same_elements(raw, theirs, depth + 1);
    }
    return false;
}

/* Whether libfastjson takes it; if so, our reader must say the same. */
static bool agree(wev_str text) {
    struct fjson_object *const theirs = judge(text);
    char room[SHOWN_ROOM];
    if (theirs == NULL)
        return false;
    const bool same = fjson_object_get_type(theirs) == fjson_type_object && same_members(text, theirs, 0);
    cr_expect(same, "we read something else in %s", show_in(room, text));
    fjson_object_put(theirs);
    wev_arena_reset(&arena);
    return true;
}

Test(json_oracle, documents_are_read_as_libfastjson_reads_them) {
    static const char *const texts[] = {
        "{}",
        "{ }",
        "{\"a\":1}",
        " {\"a\" : 1 , \"b\" : \"x\"} ",
        "{\"a\":\"\",\"\":\"empty name\"}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
        "{\"a\":\"\\u0041\\u00e4\\uac00\\ud83d\\ude00\"}",
        "{\"a\\u0041\\n\":1}",
        "{\"a\":\"\xC3\xA4\xEA\xB0\x80\xF0\x9F\x98\x80\"}",
        "{\"a\":[1,[2,[3]],{\"b\":[{}]}],\"c\":{\"d\":{\"e\":\"}]\"}}}",
        "{\"a\":true,\"b\":false,\"c\":null}",
        "{\"a\":0,\"b\":-1,\"c\":9007199254740993,\"d\":-9223372036854775808}",
        "{\"a\":1.5,\"b\":-0.25,\"c\":1e3,\"d\":2.5E-3,\"e\":1E+2}",
        "{\"EventTime\":\"2020-05-18 06:41:12\",\"Keywords\":-9214364837600034816,\"Message\":\"a\\r\\n\\tb\"}",
        "{\"a\":\"0123456789abcde\\\\\",\"b\":\"0123456789abcdef\\\\\\\"\"}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":\"\\ude00x\"}",
        "{\"a\":\"\\ud83d\\ud83d\\ude00\"}",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        cr_expect(agree(wev_str_of(texts[i])), "libfastjson refuses %s", texts[i]);
}

/* Everything that JSON allows, in any mixture. */
static void make_blank(wev_buf *out, uint64_t *random) {
    for (uint32_t n = random_below(random, 8) / 5; n > 0; n--)
        wev_buf_char(out, random_char(random, " \t\r\n", 4));
}

static void make_string(wev_buf *out, uint64_t *random) {
    static const char *const pieces[] = {"\\\"",
                                         "\\\\",
                                         "\\/",
                                         "\\b",
                                         "\\n",
                                         "\\r",
                                         "\\t",
                                         "\\u0041",
                                         "\\u00E4",
                                         "\\uac00",
                                         "\\ud83d\\ude00",
                                         "\xC3\xA4",
                                         "\xEA\xB0\x80",
                                         "a",
                                         "b c",
                                         "{}[],:",
                                         "#012",
                                         "abcdefghij",
                                         "'",
                                         "\x7F"};
    wev_buf_char(out, '"');
    for (uint32_t n = random_below(random, 12); n > 0; n--)
        wev_buf_add(out, wev_str_of(pieces[random_below(random, COUNT(pieces))]));
    wev_buf_char(out, '"');
}

static void make_value(wev_buf *out, uint64_t *random, unsigned depth);

static void make_object(wev_buf *out, uint64_t *random, unsigned depth) {
    wev_buf_char(out, '{');
    const uint32_t count = random_below(random, 7);
    static const char *const names[] = {"", "a", "EventID", "with \\\"quotes\\\"", "\\uac00", "EventReceivedTime"};
    for (uint32_t i = 0; i < count; i++) {
        char name[80];
        if (i > 0)
            wev_buf_char(out, ',');
        make_blank(out, random);
        const int len = snprintf(name, sizeof name, "\"%s%u\"", names[random_below(random, COUNT(names))], i);
        wev_buf_add(out, (wev_str){name, (size_t)len});
        make_blank(out, random);
        wev_buf_char(out, ':');
        make_value(out, random, depth + 1);
    }
    make_blank(out, random);
    wev_buf_char(out, '}');
}

static void make_value(wev_buf *out, uint64_t *random, unsigned depth) {
    static const char *const plain[] = {"true", "false", "null", "0",      "-1",
                                        "4625", "1.25",  "-3e2", "5.5E+1", "123456789012"};
    const uint32_t kind = random_below(random, depth < 4 ? 8 : 6);
    make_blank(out, random);
    if (kind < 3) {
        wev_buf_add(out, wev_str_of(plain[random_below(random, COUNT(plain))]));
    } else if (kind < 6) {
        make_string(out, random);
    } else if (kind == 6) {
        make_object(out, random, depth);
    } else {
        wev_buf_char(out, '[');
        for (uint32_t n = random_below(random, 4); n > 0; n--) {
            make_value(out, random, depth + 1);
            if (n > 1)
                wev_buf_char(out, ',');
        }
        wev_buf_char(out, ']');
    }
    make_blank(out, random);
}

Test(json_oracle, two_thousand_made_up_documents_are_read_as_libfastjson_reads_them) {
    wev_buf text = {0};
    uint64_t random = 20200518;
    for (unsigned i = 0; i < 2000; i++) {
        wev_buf_clear(&text);
        make_object(&text, &random, 0);
        cr_assert(!text.failed);
        cr_assert(agree(wev_buf_text(&text)), "libfastjson refuses %.*s", (int)text.len, text.ptr);
    }
    wev_buf_free(&text);
}

typedef struct awkward {
    const char *title;
    wev_str text;
    wev_writing writing;
} awkward;

static const awkward awkwards[] = {
    {"clean", SV_INIT("clean text"), WEV_CLEAN},
    {"quotes and backslashes", SV_INIT("C:\\Windows\\\"x\""), WEV_PLAIN},
    {"control characters", SV_INIT("\x01\b\t\n\v\f\r\x1f\x7f"), WEV_PLAIN},
    {"valid escapes", SV_INIT("a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00"), WEV_JSON},
    {"escapes that are none", SV_INIT("\\q\\u12\\x\n\\ud83d"), WEV_JSON_LOOSE},
    {"a backslash at the end", SV_INIT("C:\\"), WEV_JSON_LOOSE},
    {"references", SV_INIT("&lt;a b=&quot;c&quot;&gt;&#13;&#10;&#xAC00;&amp;amp; &unknown; &"), WEV_XML},
    {"a path in XML", SV_INIT("C:\\Program Files &amp; more\\"), WEV_XML},
    {"UTF-8", SV_INIT("\xC3\xA4\xEA\xB0\x80\xF0\x9F\x98\x80\xEF\xBF\xBD"), WEV_PLAIN},
    {"nothing", SV_INIT(""), WEV_CLEAN},
};

/* {"value":text,"text":"behind","list":[text]} */
static wev_str write_document(wev_json_sink *json, wev_text text, wev_text key) {
    const wev_sink sink = wev_json_sink_start(json);
    sink.ops->open_object(sink.self, WEV_ABSENT);
    sink.ops->text(sink.self, key, text);
    sink.ops->open_array(sink.self, TX("list"));
    sink.ops->text(sink.self, WEV_ABSENT, text);
    sink.ops->close(sink.self);
    sink.ops->close(sink.self);
    cr_assert(sink.ops->finish(sink.self) == WEV_OK);
    return wev_json_sink_text(json);
}

static void expect_member(const char *title, struct fjson_object *value, wev_str want) {
    cr_assert(value != NULL && fjson_object_get_type(value) == fjson_type_string, "%s", title);
    expect_str(title, (wev_str){fjson_object_get_string(value), (size_t)fjson_object_get_string_len(value)}, want);
}

Test(json_oracle, awkward_texts_come_back_from_the_sink_as_they_were) {
    wev_json_sink json = {0};
    for (size_t i = 0; i < COUNT(awkwards); i++) {
        const wev_text text = wev_text_as(awkwards[i].text, awkwards[i].writing);
        const wev_str plain = wev_text_plain(&arena, text);
        struct fjson_object *const theirs = judge(write_document(&json, text, TX("value")));
        struct fjson_object *value = NULL, *list = NULL;
        cr_assert(theirs != NULL, "%s: %.*s", awkwards[i].title, (int)json.out.len, json.out.ptr);
        cr_expect(fjson_object_object_get_ex(theirs, "value", &value), "%s", awkwards[i].title);
        cr_expect(fjson_object_object_get_ex(theirs, "list", &list), "%s", awkwards[i].title);
        expect_member(awkwards[i].title, value, plain);
        expect_member(awkwards[i].title, fjson_object_array_get_idx(list, 0), plain);
        fjson_object_put(theirs);
    }
    wev_json_sink_free(&json);
}

Test(json_oracle, a_key_with_quotes_and_control_characters_comes_back_too) {
    wev_json_sink json = {0};
    const char *const name = "a \"quoted\"\\\n\tname";
    struct fjson_object *const theirs = judge(write_document(&json, TX("x"), wev_text_of(wev_str_of(name))));
    struct fjson_object *value = NULL;
    cr_assert(theirs != NULL);
    cr_assert(fjson_object_object_get_ex(theirs, name, &value));
    expect_member("value", value, SV("x"));
    fjson_object_put(theirs);
    wev_json_sink_free(&json);
}
