/* SPDX-License-Identifier: Apache-2.0 */
/* Views, and text as it stands in the message: how it is written, and what it says. */
#include <stdlib.h>

#include "expect.h"

#include "base/text.h"

static wev_arena arena;

static void open_arena(void) {
    wev_arena_init(&arena, 0);
}

static void close_arena(void) {
    wev_arena_free(&arena);
}

Test(str, absent_and_empty_are_different) {
    cr_expect(wev_str_of(NULL).ptr == NULL);
    cr_expect(wev_str_of("").ptr != NULL && wev_str_of("").len == 0);
}

Test(str, copying_touches_nothing_outside) {
    char from[80], to[96], want[96];
    for (size_t i = 0; i < sizeof from; i++)
        from[i] = (char)('0' + i);
    for (size_t len = 0; len <= sizeof from; len++) {
        memset(to, '.', sizeof to);
        memset(want, '.', sizeof want);
        memcpy(want + 8, from, len);
        wev_move(to + 8, from, len);
        cr_expect(memcmp(to, want, sizeof to) == 0, "%zu bytes", len);
    }
}

Test(str, one_other_byte_makes_texts_different) {
    char a[40], b[40];
    memset(a, 'a', sizeof a);
    for (size_t len = 0; len <= sizeof a; len++) {
        memcpy(b, a, sizeof a);
        cr_expect(wev_str_equal((wev_str){a, len}, (wev_str){b, len}), "%zu bytes", len);
        for (size_t i = 0; i < len; i++) {
            b[i] = 'b';
            cr_expect(!wev_str_equal((wev_str){a, len}, (wev_str){b, len}), "byte %zu of %zu", i, len);
            cr_expect(!wev_str_starts((wev_str){a, sizeof a}, (wev_str){b, len}), "byte %zu of %zu", i, len);
            b[i] = 'a';
        }
    }
    cr_expect(!wev_str_equal(SV("a"), SV("ab")));
    cr_expect(wev_str_starts(SV("ab"), SV("a")) && wev_str_starts(SV("a"), SV("")) &&
              !wev_str_starts(SV("a"), SV("ab")));
}

Test(str, names_are_compared_without_the_case_of_ascii_letters) {
    cr_expect(wev_str_same(SV("Microsoft-Windows-Security-Auditing"), SV("MICROSOFT-windows-security-AUDITING")));
    cr_expect(!wev_str_same(SV("Security"), SV("Securit")));
    cr_expect(!wev_str_same(SV("a[b"), SV("a{b")), "[ and { differ in the case bit only");
    cr_expect(!wev_str_same(SV("\xC3\x84"), SV("\xC3\xA4")), "A with diaeresis is no ASCII letter");
}

Test(str, trimming_takes_blanks_off_both_ends) {
    static const struct {
        const char *title, *text, *want;
    } cases[] = {
        {"all four blanks", " \t\r\na b\n\r\t ", "a b"},
        {"nothing to take", "a", "a"},
        {"blanks alone", " \r\n", ""},
        {"nothing at all", "", ""},
        {"other control characters stay", "\va\f", "\va\f"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_text(cases[i].title, wev_str_trim(wev_str_of(cases[i].text)), cases[i].want);
}

Test(text, is_clean_if_json_can_take_it_as_it_is) {
    char bytes[40];
    for (unsigned c = 0; c < 0x80; c++) {
        const bool special = c < 0x20 || c == '"' || c == '\\';
        for (size_t at = 0; at < sizeof bytes; at += 13) {
            memset(bytes, 'x', sizeof bytes);
            bytes[at] = (char)c;
            const wev_text text = wev_text_of((wev_str){bytes, sizeof bytes});
            cr_expect(text.writing == (special ? WEV_PLAIN : WEV_CLEAN), "byte 0x%02x at %zu", c, at);
        }
    }
    cr_expect(wev_text_of(SV("\xEA\xB0\x80")).writing == WEV_CLEAN);
    cr_expect(wev_text_of(SV("")).writing == WEV_CLEAN);
}

typedef struct decoding {
    const char *title;
    wev_str text, want;
} decoding;

/* Each into room of just its length. */
static void expect_decoded(const decoding *cases, size_t count, wev_writing writing) {
    for (size_t i = 0; i < count; i++) {
        const wev_text text = wev_text_as(cases[i].text, writing);
        char *const room = malloc(text.len > 0 ? text.len : 1);
        const size_t len = wev_text_decode(room, text);
        cr_expect(len <= text.len, "%s: grew from %u to %zu bytes", cases[i].title, text.len, len);
        expect_str(cases[i].title, (wev_str){room, len}, cases[i].want);
        expect_str(cases[i].title, wev_text_plain(&arena, text), cases[i].want);
        free(room);
    }
}

Test(text, json_escapes_are_decoded, .init = open_arena, .fini = close_arena) {
    static const decoding cases[] = {
        {"each short escape", SV_INIT("\\\"\\\\\\/\\b\\f\\n\\r\\t"), SV_INIT("\"\\/\b\f\n\r\t")},
        {"one, two and three bytes of UTF-8", SV_INIT("\\u0041\\u00e4\\uAC00"), SV_INIT("A\xC3\xA4\xEA\xB0\x80")},
        {"digits in either case", SV_INIT("\\u00eF\\u00Ef"), SV_INIT("\xC3\xAF\xC3\xAF")},
        {"NUL is a character", SV_INIT("a\\u0000b"), SV_INIT("a\0b")},
        {"the first pair", SV_INIT("\\ud800\\udc00"), SV_INIT("\xF0\x90\x80\x80")},
        {"the last pair", SV_INIT("\\uDBFF\\uDFFF"), SV_INIT("\xF4\x8F\xBF\xBF")},
        {"a pair between letters", SV_INIT("a\\ud83d\\ude00b"),
         SV_INIT("a\xF0\x9F\x98\x80"
                 "b")},
        {"an escaped backslash before u", SV_INIT("\\\\u0041"), SV_INIT("\\u0041")},
        {"nothing to decode", SV_INIT("abc \xC3\xA4"), SV_INIT("abc \xC3\xA4")},
    };
    expect_decoded(cases, COUNT(cases), WEV_JSON);
    expect_decoded(cases, COUNT(cases), WEV_JSON_LOOSE);
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(wev_json_escapes_valid(cases[i].text.ptr, cases[i].text.ptr + cases[i].text.len), "%s",
                  cases[i].title);
}

Test(text, what_no_json_writer_sends_is_kept_or_replaced, .init = open_arena, .fini = close_arena) {
    static const decoding cases[] = {
        {"a first half alone", SV_INIT("\\ud83d"), SV_INIT("\xEF\xBF\xBD")},
        {"a second half alone", SV_INIT("\\ude00x"), SV_INIT("\xEF\xBF\xBDx")},
        {"a first half before a letter", SV_INIT("\\ud83d\\u0041"),
         SV_INIT("\xEF\xBF\xBD"
                 "A")},
        {"a first half before a pair", SV_INIT("\\ud83d\\ud83d\\ude00"), SV_INIT("\xEF\xBF\xBD\xF0\x9F\x98\x80")},
        {"a pair that is cut", SV_INIT("\\ud83d\\ude"), SV_INIT("\xEF\xBF\xBD\\ude")},
        {"an unknown escape", SV_INIT("a\\qb"), SV_INIT("a\\qb")},
        {"too few digits", SV_INIT("\\u12"), SV_INIT("\\u12")},
        {"a digit that is none", SV_INIT("\\u12g4"), SV_INIT("\\u12g4")},
        {"a backslash at the end", SV_INIT("ab\\"), SV_INIT("ab\\")},
        {"raw control characters", SV_INIT("a\tb\nc\x01"), SV_INIT("a\tb\nc\x01")},
    };
    expect_decoded(cases, COUNT(cases), WEV_JSON_LOOSE);
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(!wev_json_escapes_valid(cases[i].text.ptr, cases[i].text.ptr + cases[i].text.len), "%s",
                  cases[i].title);
}

Test(text, xml_references_are_decoded, .init = open_arena, .fini = close_arena) {
    static const decoding cases[] = {
        {"the five names", SV_INIT("&lt;&gt;&amp;&quot;&apos;"), SV_INIT("<>&\"'")},
        {"line breaks and tabs of a message", SV_INIT("a&#13;&#10;&#9;b"), SV_INIT("a\r\n\tb")},
        {"the same in hexadecimal", SV_INIT("a&#xD;&#xa;&#x9;b"), SV_INIT("a\r\n\tb")},
        {"leading zeros", SV_INIT("&#0000065;&#x00041;"), SV_INIT("AA")},
        {"two, three and four bytes", SV_INIT("&#228;&#xAC00;&#x1F600;"),
         SV_INIT("\xC3\xA4\xEA\xB0\x80\xF0\x9F\x98\x80")},
        {"the last code point", SV_INIT("&#x10FFFF;&#1114111;"), SV_INIT("\xF4\x8F\xBF\xBF\xF4\x8F\xBF\xBF")},
        {"one level only", SV_INIT("&amp;lt;"), SV_INIT("&lt;")},
        {"CR and LF as they are", SV_INIT("a\r\nb"), SV_INIT("a\r\nb")},
    };
    expect_decoded(cases, COUNT(cases), WEV_XML);
}

Test(text, references_to_no_character_become_u_fffd, .init = open_arena, .fini = close_arena) {
    static const decoding cases[] = {
        {"NUL", SV_INIT("&#0;"), SV_INIT("\xEF\xBF\xBD")},
        {"NUL in hexadecimal", SV_INIT("&#x0;"), SV_INIT("\xEF\xBF\xBD")},
        {"half a surrogate pair", SV_INIT("&#xD83D;"), SV_INIT("\xEF\xBF\xBD")},
        {"a pair of references", SV_INIT("&#xD83D;&#xDE00;"), SV_INIT("\xEF\xBF\xBD\xEF\xBF\xBD")},
        {"above U+10FFFF", SV_INIT("&#x110000;"), SV_INIT("\xEF\xBF\xBD")},
        {"far above", SV_INIT("&#99999999999999999999999;"), SV_INIT("\xEF\xBF\xBD")},
        {"2 to the power of 32 and 65 is no A", SV_INIT("&#4294967361;"), SV_INIT("\xEF\xBF\xBD")},
    };
    expect_decoded(cases, COUNT(cases), WEV_XML);
}

Test(text, what_is_no_reference_stays, .init = open_arena, .fini = close_arena) {
    static const char *const texts[] = {"&",   "&;",     "&#;",   "&#x;", "&#65", "&#x41", "&#6g5;", "&#x4g1;",
                                        "&lt", "&nbsp;", "a & b", "&LT;", "&am",  "&#",    "&#x",    "a&#1"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        const decoding same = {texts[i], wev_str_of(texts[i]), wev_str_of(texts[i])};
        expect_decoded(&same, 1, WEV_XML);
    }
}

Test(text, what_needs_no_decoding_is_not_copied, .init = open_arena, .fini = close_arena) {
    static const char bytes[] = "a\"&amp;\\n";
    const wev_str text = SV(bytes);
    cr_expect(wev_text_plain(&arena, wev_text_as(text, WEV_PLAIN)).ptr == bytes);
    cr_expect(wev_text_plain(&arena, wev_text_as(text, WEV_CLEAN)).ptr == bytes);
    expect_str("as it came", wev_text_plain(&arena, wev_text_as(text, WEV_PLAIN)), text);
    cr_expect(wev_text_plain(&arena, WEV_ABSENT).ptr == NULL, "absent stays absent");
}

Test(text, without_memory_there_is_no_text) {
    wev_arena small;
    wev_arena_init(&small, 16);
    const wev_text text = wev_text_as(SV("\\u0041 a text longer than the arena"), WEV_JSON);
    cr_expect(wev_text_plain(&small, text).ptr == NULL);
    cr_expect(small.why == WEV_TOO_BIG);
    wev_arena_free(&small);
}
