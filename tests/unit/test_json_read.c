/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON reader: what it hands over of whole, cut and broken objects. Each input lies in front of a forbidden page.
 */
#include "guard.h"

#include <stdio.h>

#include "expect.h"

#include "base/buf.h"
#include "read/json_read.h"

static guard g;
static wev_buf said;

static void open_all(void) {
    g = guard_new(4096);
    said = (wev_buf){0};
}

static void close_all(void) {
    guard_free(&g);
    wev_buf_free(&said);
}

TestSuite(json_read, .init = open_all, .fini = close_all);

static void say(const char *text) {
    wev_buf_add(&said, wev_str_of(text));
}

/* One value: its kind's letter, its text decoded, and a tilde if it is cut. */
static void say_value(const wev_json_value *value) {
    static const char letters[] = {
        [WEV_JSON_STRING] = 's', [WEV_JSON_NUMBER] = 'n', [WEV_JSON_TRUE] = 't', [WEV_JSON_FALSE] = 'f',
        [WEV_JSON_NULL] = 'z',   [WEV_JSON_OBJECT] = 'o', [WEV_JSON_ARRAY] = 'a'};
    wev_buf_char(&said, letters[value->kind]);
    wev_buf_char(&said, '(');
    char *const to = wev_buf_reserve(&said, value->text.len);
    said.len += wev_text_decode(to, value->text);
    say(value->cut ? "~) " : ") ");
}

static void say_end(const wev_json *r) {
    const wev_str rest = wev_json_rest(r);
    say(wev_status_name(r->status));
    if (rest.len > 0) {
        say(" rest ");
        wev_buf_add(&said, rest);
    }
}

/* All members of an object and how it ended: `name=s(value) other=n(1) ok`. */
static wev_json read_object(wev_str text) {
    wev_json r = wev_json_open(text);
    wev_text key;
    wev_json_value value;
    wev_buf_clear(&said);
    while (wev_json_member(&r, &key, &value)) {
        char *const to = wev_buf_reserve(&said, key.len);
        said.len += wev_text_decode(to, key);
        wev_buf_char(&said, '=');
        say_value(&value);
    }
    say_end(&r);
    return r;
}

typedef struct read_case {
    const char *title, *text, *want;
} read_case;

static void expect_objects(const read_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        read_object(guard_put(&g, wev_str_of(cases[i].text)));
        expect_text(cases[i].title, wev_buf_text(&said), cases[i].want);
    }
}

Test(json_read, members_come_in_their_order_with_their_kind) {
    static const read_case cases[] = {
        {"nothing", "{}", "ok"},
        {"blanks alone", " \t\r\n{ \n } ", "ok"},
        {"each kind", "{\"s\":\"x\",\"n\":-1.5e+3,\"t\":true,\"f\":false,\"z\":null,\"o\":{\"a\":1},\"a\":[1,2]}",
         "s=s(x) n=n(-1.5e+3) t=t(true) f=f(false) z=z(null) o=o({\"a\":1}) a=a([1,2]) ok"},
        {"blanks between all tokens", "{ \"a\" : \"x\" ,\r\n\t\"b\" : 2 , \"c\" : null }",
         "a=s(x) b=n(2) c=z(null) ok"},
        {"escapes in names and values", "{\"a\\tb\":\"c\\u0041\\\\\"}", "a\tb=s(cA\\) ok"},
        {"empty name and value", "{\"\":\"\"}", "=s() ok"},
        {"a name twice", "{\"a\":1,\"a\":2}", "a=n(1) a=n(2) ok"},
        {"raw control characters", "{\"a\":\"1\n2\t3\x01\"}", "a=s(1\n2\t3\x01) ok"},
        {"an unknown escape", "{\"path\":\"C:\\Windows\"}", "path=s(C:\\Windows) ok"},
        {"brackets, colons and commas in a string", "{\"a\":\"}],:{[\",\"b\":1}", "a=s(}],:{[) b=n(1) ok"},
        {"UTF-8", "{\"\xEC\x9D\xB4\":\"\xEA\xB0\x80\"}", "\xEC\x9D\xB4=s(\xEA\xB0\x80) ok"},
        {"strings of 15, 16 and 17 bytes",
         "{\"a\":\"012345678901234\",\"b\":\"0123456789012345\",\"c\":\"01234567890123456\"}",
         "a=s(012345678901234) b=s(0123456789012345) c=s(01234567890123456) ok"},
    };
    expect_objects(cases, COUNT(cases));
}

Test(json_read, nested_values_are_handed_over_whole) {
    static const read_case cases[] = {
        {"objects in objects", "{\"a\":{\"b\":{\"c\":{}}},\"d\":1}", "a=o({\"b\":{\"c\":{}}}) d=n(1) ok"},
        {"arrays in arrays", "{\"a\":[[1,[2]],[]],\"d\":1}", "a=a([[1,[2]],[]]) d=n(1) ok"},
        {"brackets in nested strings", "{\"a\":{\"b\":\"}}]]\"},\"d\":1}", "a=o({\"b\":\"}}]]\"}) d=n(1) ok"},
        {"an escaped quote and a bracket", "{\"a\":[\"\\\"]\",\"\\\\\"],\"d\":1}",
         "a=a([\"\\\"]\",\"\\\\\"]) d=n(1) ok"},
    };
    expect_objects(cases, COUNT(cases));
}

Test(json_read, a_line_break_that_rsyslog_escaped_is_a_blank_between_tokens) {
    static const read_case cases[] = {
        {"everywhere between tokens", "#012{#012#011\"a\"#012:#012\"x\"#015#012,#012\"b\"#011:1#012}#012",
         "a=s(x) b=n(1) ok"},
        {"in octal", "\\012{\\012\\011\"a\"\\012:1\\015\\012}\\012", "a=n(1) ok"},
        {"as C writes them", "\\n{\\n\\t\"a\"\\n:1\\r\\n}\\n", "a=n(1) ok"},
        {"but no word", "{\"a\":1}\\network", "a=n(1) ok rest \\network"},
        {"not in a value", "{\"a\":\"x#012y\"}", "a=s(x#012y) ok"},
        {"other numbers are none", "{\"a\":1,#013\"b\":2}", "a=n(1) malformed rest #013\"b\":2}"},
        {"three digits are wanted", "{\"a\":1,#01\"b\":2}", "a=n(1) malformed rest #01\"b\":2}"},
        {"in front of the end", "{\"a\":1,#01", "a=n(1) malformed rest #01"},
    };
    expect_objects(cases, COUNT(cases));
}

Test(json_read, what_stands_behind_the_object_is_the_rest) {
    static const read_case cases[] = {
        {"another object", "{\"a\":1} {\"b\":2}", "a=n(1) ok rest {\"b\":2}"},
        {"text", "{}#012x", "ok rest x"},
        {"a bracket too many", "{}}", "ok rest }"},
        {"an escaped line break is none", "{\"a\":1}#015#012", "a=n(1) ok"},
    };
    expect_objects(cases, COUNT(cases));
}

typedef struct bad_case {
    const char *title, *text, *want;
    size_t at;
} bad_case;

Test(json_read, a_broken_object_gives_what_stood_before_and_the_place) {
    static const bad_case cases[] = {
        {"no object", "[1]", "malformed rest [1]", 0},
        {"no bracket", "\"a\":1}", "malformed rest \"a\":1}", 0},
        {"a name without quotes", "{\"a\":1,b:2}", "a=n(1) malformed rest b:2}", 7},
        {"no colon", "{\"a\":1,\"b\" 2}", "a=n(1) malformed rest \"b\" 2}", 11},
        {"no value", "{\"a\":1,\"b\":}", "a=n(1) malformed rest \"b\":}", 11},
        {"no comma", "{\"a\":1 \"b\":2}", "a=n(1~) malformed rest \"b\":2}", 7},
        {"no comma behind a string", "{\"a\":\"1\" \"b\":2}", "a=s(1) malformed rest \"b\":2}", 9},
        {"a number that goes on as no number", "{\"a\":1x}", "a=n(1~) malformed rest x}", 6},
        {"two commas", "{\"a\":1,,\"b\":2}", "a=n(1) malformed rest ,\"b\":2}", 7},
        {"the wrong bracket", "{\"a\":1]", "a=n(1) malformed rest ]", 6},
        {"a word that is no value", "{\"a\":1,\"b\":maybe}", "a=n(1) malformed rest \"b\":maybe}", 11},
        {"a word that only begins as a value", "{\"a\":1,\"b\":truly}", "a=n(1) malformed rest \"b\":truly}", 11},
        {"a word that goes on behind a value", "{\"b\":nullx}", "b=z(null) malformed rest x}", 9},
        {"single quotes", "{'a':1}", "malformed rest 'a':1}", 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const wev_str text = guard_put(&g, wev_str_of(cases[i].text));
        const wev_json r = read_object(text);
        expect_text(cases[i].title, wev_buf_text(&said), cases[i].want);
        cr_expect(r.at == text.ptr + cases[i].at, "%s: at %td", cases[i].title, r.at - text.ptr);
        cr_expect(r.what != NULL, "%s", cases[i].title);
    }
}

Test(json_read, a_cut_value_is_handed_over_with_a_mark) {
    static const read_case cases[] = {
        {"nothing", "", "truncated"},
        {"in front of a name", "{", "truncated"},
        {"in a name", "{\"a\":1,\"bcd", "a=n(1) truncated rest \"bcd"},
        {"in front of the colon", "{\"a\":1,\"b\"", "a=n(1) truncated rest \"b\""},
        {"in front of the value", "{\"a\":1,\"b\": ", "a=n(1) truncated rest \"b\": "},
        {"in a string", "{\"a\":1,\"b\":\"xy", "a=n(1) b=s(xy~) truncated"},
        {"behind its opening quote", "{\"a\":1,\"b\":\"", "a=n(1) b=s(~) truncated"},
        {"behind its closing quote", "{\"a\":1,\"b\":\"xy\"", "a=n(1) b=s(xy) truncated"},
        {"in an escape", "{\"b\":\"xy\\", "b=s(xy\\~) truncated"},
        {"in its digits", "{\"b\":\"xy\\u00", "b=s(xy\\u00~) truncated"},
        {"a number may go on", "{\"a\":1,\"b\":46", "a=n(1) b=n(46~) truncated"},
        {"blanks behind a number say nothing", "{\"a\":1,\"b\":46 ", "a=n(1) b=n(46~) truncated"},
        {"in a word", "{\"a\":1,\"b\":tru", "a=n(1) truncated rest \"b\":tru"},
        {"in an object", "{\"a\":1,\"b\":{\"c\":", "a=n(1) b=o({\"c\":~) truncated"},
        {"in a string of an array", "{\"a\":1,\"b\":[1,\"x]", "a=n(1) b=a([1,\"x]~) truncated"},
        {"in front of the last bracket", "{\"a\":1,\"b\":[1]", "a=n(1) b=a([1]) truncated"},
        {"behind a comma", "{\"a\":1,", "a=n(1) truncated"},
        {"blanks", "{\"a\":1,#012", "a=n(1) truncated"},
    };
    expect_objects(cases, COUNT(cases));
}

static const char sample[] =
    "{ \"EventID\":4625,\"Text\":\"a\\\"b\\\\\\u00e4\\r\\n\xC3\xA4\",\"ok\" : true , \"none\":null,\"list\":[1,\"]\","
    "{\"x\":\"\\\\\"}], \"long name of a member\":\"0123456789 0123456789 \\\\\",\"o\":{\"a\":{}},\"empty\":\"\","
    "\"no\":false,\"real\":-1.5E-7}";

typedef struct span {
    size_t key, start, end; /* of the member, and of its value with quotes, in the sample */
    wev_json_kind kind;
} span;

static size_t find_spans(wev_str text, span *spans) {
    wev_json r = wev_json_open(text);
    wev_text key;
    wev_json_value value;
    size_t count = 0;
    while (wev_json_member(&r, &key, &value)) {
        const size_t quote = value.kind == WEV_JSON_STRING ? 1 : 0;
        const size_t start = (size_t)(value.text.ptr - text.ptr) - quote;
        spans[count++] =
            (span){(size_t)(key.ptr - text.ptr) - 1, start, start + value.text.len + 2 * quote, value.kind};
    }
    cr_assert(r.status == WEV_OK);
    return count;
}

/* How a value of the sample is to come if the message has `len` bytes: -1 not at all, 0 whole, 1 cut. */
static int presence(const span *s, size_t len) {
    const bool word = s->kind == WEV_JSON_TRUE || s->kind == WEV_JSON_FALSE || s->kind == WEV_JSON_NULL;
    if (len <= s->start || (word && len < s->end))
        return -1;
    if (s->kind == WEV_JSON_NUMBER)
        return len <= s->end; /* another digit may follow */
    return len < s->end;
}

static void expect_value(const wev_json_value *value, const span *s, size_t len, bool cut) {
    const size_t quote = value->kind == WEV_JSON_STRING ? 1 : 0, start = s->start + quote;
    const size_t end = value->cut ? len : s->end - quote;
    cr_expect(value->cut == cut, "%zu bytes, the value at %zu: cut %d", len, s->start, value->cut);
    expect_str("a part of the message", wev_text_raw(value->text), (wev_str){sample + start, end - start});
}

Test(json_read, wherever_the_message_ends_all_in_front_of_it_is_handed_over) {
    const wev_str whole = SV(sample);
    span spans[16];
    const size_t count = find_spans(whole, spans);
    cr_assert(count == 10);
    for (size_t len = 0; len < whole.len; len++) {
        const wev_str text = guard_put(&g, (wev_str){whole.ptr, len});
        wev_json r = wev_json_open(text);
        wev_text key;
        wev_json_value value;
        size_t from = len; /* of the rest */
        for (size_t i = 0; i < count; i++) {
            const int want = presence(spans + i, len);
            const bool came = wev_json_member(&r, &key, &value);
            cr_expect(came == (want >= 0), "%zu bytes, member %zu: came %d", len, i, came);
            if (!came) {
                from = spans[i].key < len ? spans[i].key : len;
                break;
            }
            expect_value(&value, spans + i, len, want == 1);
        }
        cr_expect(!wev_json_member(&r, &key, &value) && r.status == WEV_TRUNCATED, "%zu bytes", len);
        cr_expect(r.at == text.ptr + len, "%zu bytes", len);
        expect_str("what was not handed over is the rest", wev_json_rest(&r), (wev_str){text.ptr + from, len - from});
    }
}

/* Text that claims to need no repair goes into the output as it is. At each distance from the border of 16 bytes. */
static void expect_writings(const char *behind) {
    static const struct {
        const char *title, *inside;
        wev_writing writing;
    } cases[] = {
        {"nothing special", "abc", WEV_CLEAN},
        {"valid escapes", "a\\n\\u00e4\\ud83d\\ude00", WEV_JSON},
        {"a raw control character", "a\nb", WEV_JSON_LOOSE},
        {"an unknown escape", "a\\qb", WEV_JSON_LOOSE},
        {"half a pair", "a\\ud83db", WEV_JSON_LOOSE},
        {"digits that are none", "\\u00g0", WEV_JSON_LOOSE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (size_t pad = 0; pad <= 34; pad++) {
            char text[128];
            const int len = snprintf(text, sizeof text, "{\"a\":\"%.*s%s\"%s", (int)pad,
                                     "0123456789012345678901234567890123", cases[i].inside, behind);
            wev_json r = wev_json_open(guard_put(&g, (wev_str){text, (size_t)len}));
            wev_text key;
            wev_json_value value;
            cr_assert(wev_json_member(&r, &key, &value));
            cr_expect(value.text.writing == cases[i].writing, "%s, behind %zu letters: %d", cases[i].title, pad,
                      value.text.writing);
        }
    }
}

Test(json_read, a_string_says_how_it_is_written) {
    expect_writings(",\"member\":\"another member\"}");
}

Test(json_read, what_stands_behind_a_string_does_not_count) {
    expect_writings(",\"\\q\":\"\x01\\u00e4\"}");
}

Test(json_read, a_string_that_ends_in_half_an_escape_says_so) {
    for (size_t pad = 0; pad <= 34; pad++) {
        char text[64];
        const int len = snprintf(text, sizeof text, "{\"a\":\"%.*s\\", (int)pad, "0123456789012345678901234567890123");
        wev_json r = wev_json_open(guard_put(&g, (wev_str){text, (size_t)len}));
        wev_text key;
        wev_json_value value;
        cr_assert(wev_json_member(&r, &key, &value) && value.cut);
        cr_expect(value.text.writing == WEV_JSON_LOOSE, "behind %zu letters: %d", pad, value.text.writing);
    }
}

Test(json_read, elements_of_an_array_come_in_their_order) {
    static const read_case cases[] = {
        {"each kind", "[1,\"a\", true,null,{\"b\":[2]},[3] ]", "n(1) s(a) t(true) z(null) o({\"b\":[2]}) a([3]) ok"},
        {"strings", "[\"a\",\"b\",\"c\"]x", "s(a) s(b) s(c) ok rest x"},
        {"nothing", "[]", "ok"},
        {"no array", "{}", "malformed rest {}"},
        {"cut", "[1,\"a", "n(1) s(a~) truncated"},
        {"broken", "[1 2]", "n(1~) malformed rest 2]"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        wev_json r = wev_json_open(guard_put(&g, wev_str_of(cases[i].text)));
        wev_json_value value;
        wev_buf_clear(&said);
        while (wev_json_element(&r, &value))
            say_value(&value);
        say_end(&r);
        expect_text(cases[i].title, wev_buf_text(&said), cases[i].want);
    }
}

Test(json_read, a_reader_that_has_ended_stays_there) {
    static const char *const texts[] = {"{\"a\":1}{\"b\":2}", "{\"a\":1", "{\"a\":1;\"b\":2}"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        wev_json r = wev_json_open(wev_str_of(texts[i]));
        wev_text key;
        wev_json_value value;
        while (wev_json_member(&r, &key, &value)) {
        }
        const wev_json ended = r;
        cr_expect(!wev_json_member(&r, &key, &value) && !wev_json_member(&r, &key, &value), "%s", texts[i]);
        cr_expect(r.at == ended.at && r.status == ended.status, "%s", texts[i]);
    }
}
