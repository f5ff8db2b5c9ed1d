/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON reader over any bytes: views lie in the text, and it comes to an end. Where a strict checker finds a valid
 * object or array, the reader must find the same members with the same values.
 */
#include "fuzz.h"

#include <string.h>

#include "check_json.h"
#include "read/json_read.h"

typedef struct reading {
    wev_json reader;
    wev_str text;
    bool is_array;
} reading;

static bool next(reading *r, wev_text *key, wev_json_value *value) {
    *key = WEV_ABSENT;
    const char *const before = r->reader.at;
    const bool found = r->is_array ? wev_json_element(&r->reader, value) : wev_json_member(&r->reader, key, value);
    fuzz_expect(r->reader.at >= before && r->reader.at <= r->text.ptr + r->text.len, "the reader went astray");
    fuzz_expect(!found || r->reader.at > before, "a value without a byte");
    if (found) {
        fuzz_expect_inside(wev_text_raw(*key), r->text, "a key lies outside");
        fuzz_expect_inside(wev_text_raw(value->text), r->text, "a value lies outside");
        fuzz_decode(*key);
        fuzz_decode(value->text);
    }
    return found;
}

static reading open_text(wev_str text) {
    const char *const first = wev_skip_blanks(text.ptr, text.ptr + text.len);
    return (reading){wev_json_open(text), text, first < text.ptr + text.len && *first == '['};
}

static void expect_same(wev_text ours, const char *text, size_t len, const char *what) {
    char *const copy = malloc((size_t)ours.len + 1);
    fuzz_expect(copy != NULL, "no memory for the test");
    const size_t got = ours.ptr != NULL ? wev_text_decode(copy, ours) : 0;
    fuzz_expect(got == len && (len == 0 || memcmp(copy, text, len) == 0), what);
    free(copy);
}

/* The checker shows the members in the order in which the reader gives them. */
static void compare(void *context, const check_value *value) {
    static const wev_json_kind string = WEV_JSON_STRING;
    reading *const r = context;
    wev_text key;
    wev_json_value ours;
    if (value->depth != 1)
        return;
    fuzz_expect(next(r, &key, &ours), "the reader misses a member");
    fuzz_expect(!ours.cut, "a whole value is said to be cut");
    fuzz_expect((ours.kind == string) == (value->kind == CHECK_STRING), "a string is none, or the other way round");
    if (value->key != NULL)
        expect_same(key, value->key, value->key_len, "the reader has another key");
    expect_same(ours.text, value->text, value->len, "the reader has another value");
}

FUZZ_TARGET(json) {
    wev_text key;
    wev_json_value value;
    const wev_str text = {(const char *)data, size};
    reading all = open_text(text);
    size_t count = 0;
    while (next(&all, &key, &value))
        count++;
    fuzz_expect(count <= size, "more members than bytes");
    fuzz_expect_inside(wev_json_rest(&all.reader), text, "the rest lies outside");
    fuzz_expect(!next(&all, &key, &value), "a member behind the end");

    const bool nested = size > 0 && (data[0] == '{' || data[0] == '[');
    if (!nested || check_json(text.ptr, text.len, false, NULL, NULL) != NULL)
        return 0;
    reading again = open_text(text);
    check_json(text.ptr, text.len, false, compare, &again);
    fuzz_expect(!next(&again, &key, &value), "the reader finds a member too many");
    fuzz_expect(again.reader.status == WEV_OK, "a valid text is said to be none");
    fuzz_expect(wev_json_rest(&again.reader).len == 0, "a valid text has a rest");
    return 0;
}
