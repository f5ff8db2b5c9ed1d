/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8: what is valid (RFC 3629), and what stands for what is not (Unicode 15, section 3.9, table 3-8 and others). */
#include "guard.h"

#include <stdio.h>

#include "expect.h"

#include "base/utf8.h"

#define FFFD WEV_REPLACEMENT

typedef struct repair {
    const char *title;
    wev_str text, want;
} repair;

static const char *const valid[] = {
    "",
    "ASCII",
    "\x7F",
    "\xC2\x80",
    "\xDF\xBF",
    "\xE0\xA0\x80",
    "\xED\x9F\xBF",
    "\xEE\x80\x80",
    "\xEF\xBF\xBF",
    "\xF0\x90\x80\x80",
    "\xF4\x8F\xBF\xBF",
    "a\xC3\xA4\xEA\xB0\x80\xF0\x9F\x98\x80z",
    "\xEF\xBB\xBF",
};

static const repair invalid[] = {
    {"a tail alone", SV_INIT("\x80"), SV_INIT(FFFD)},
    {"two tails", SV_INIT("\xBF\xBF"), SV_INIT(FFFD FFFD)},
    {"Latin-1", SV_INIT("gr\xFC\xDF"), SV_INIT("gr" FFFD FFFD)},
    {"a slash in two bytes", SV_INIT("\xC0\xAF"), SV_INIT(FFFD FFFD)},
    {"the longest overlong form of two bytes", SV_INIT("\xC1\xBF"), SV_INIT(FFFD FFFD)},
    {"a slash in three bytes", SV_INIT("\xE0\x80\xAF"), SV_INIT(FFFD FFFD FFFD)},
    {"the longest overlong form of three bytes", SV_INIT("\xE0\x9F\xBF"), SV_INIT(FFFD FFFD FFFD)},
    {"the longest overlong form of four bytes", SV_INIT("\xF0\x8F\xBF\xBF"), SV_INIT(FFFD FFFD FFFD FFFD)},
    {"the first surrogate", SV_INIT("\xED\xA0\x80"), SV_INIT(FFFD FFFD FFFD)},
    {"the last surrogate", SV_INIT("\xED\xBF\xBF"), SV_INIT(FFFD FFFD FFFD)},
    {"a pair of them (CESU-8)", SV_INIT("\xED\xA0\xBD\xED\xB8\x80"), SV_INIT(FFFD FFFD FFFD FFFD FFFD FFFD)},
    {"U+110000", SV_INIT("\xF4\x90\x80\x80"), SV_INIT(FFFD FFFD FFFD FFFD)},
    {"a lead that is none", SV_INIT("\xF5\x80\xFF"), SV_INIT(FFFD FFFD FFFD)},
    {"two of three bytes are one part", SV_INIT("\xE2\x82x"), SV_INIT(FFFD "x")},
    {"two of four bytes are one part", SV_INIT("\xF0\x9Fx"), SV_INIT(FFFD "x")},
    {"three of four bytes are one part", SV_INIT("\xF0\x9F\x98x"), SV_INIT(FFFD "x")},
    {"a lead before a lead", SV_INIT("\xC3\xC3\xA4"), SV_INIT(FFFD "\xC3\xA4")},
    {"the end after one of two", SV_INIT("a\xC3"), SV_INIT("a" FFFD)},
    {"the end after two of three", SV_INIT("a\xEA\xB0"), SV_INIT("a" FFFD)},
    {"the end after three of four", SV_INIT("a\xF0\x9F\x98"), SV_INIT("a" FFFD)},
    {"table 3-8: truncated sequences", SV_INIT("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"),
     SV_INIT(FFFD FFFD FFFD FFFD "\x41")},
    {"table 3-9: surrogates and more", SV_INIT("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
     SV_INIT(FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "\x41")},
    {"table 3-10: ill-formed leads", SV_INIT("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
     SV_INIT(FFFD FFFD FFFD FFFD FFFD "\x41" FFFD FFFD "\x42")},
};

Test(utf8, each_form_and_its_ends_are_valid) {
    for (size_t i = 0; i < COUNT(valid); i++)
        cr_expect(wev_utf8_valid(wev_str_of(valid[i])), "row %zu", i);
    cr_expect(wev_utf8_valid(SV("a\0b")), "NUL is a character");
}

Test(utf8, what_is_valid_is_handed_back_as_it_is) {
    wev_arena arena;
    wev_arena_init(&arena, 0);
    bool repaired = false;
    for (size_t i = 0; i < COUNT(valid); i++)
        cr_expect(wev_utf8_repair(&arena, wev_str_of(valid[i]), &repaired).ptr == valid[i], "row %zu", i);
    for (size_t i = 0; i < COUNT(valid); i++)
        cr_expect(wev_utf8_prefix(wev_str_of(valid[i])) == strlen(valid[i]), "row %zu", i);
    cr_expect(!repaired && arena.total == 0, "nothing was copied");
    wev_arena_free(&arena);
}

/* Each with nothing, and with 1 to 20 letters round it, so that the wide scan stops at each of its places. */
/* ASCII is passed over in blocks; a byte that is not is seen wherever it stands. */
Test(utf8, what_is_no_character_is_found_at_each_place) {
    char text[160];
    memset(text, 'a', sizeof text);
    for (size_t len = 1; len <= sizeof text; len++) {
        cr_expect(wev_utf8_prefix((wev_str){text + sizeof text - len, len}) == len);
        for (size_t at = 0; at < len; at++) {
            char *const start = text + sizeof text - len;
            start[at] = (char)0xFF;
            cr_expect(wev_utf8_prefix((wev_str){start, len}) == at, "byte %zu of %zu", at, len);
            start[at] = 'a';
        }
    }
}

Test(utf8, each_maximal_part_that_is_not_becomes_one_u_fffd) {
    static const wev_str pad = SV_INIT("abcdefghijklmnopqrst");
    guard g = guard_new(256);
    for (size_t i = 0; i < COUNT(invalid); i++) {
        for (size_t n = 0; n <= pad.len; n++) {
            char text[128], want[128];
            const wev_str from = invalid[i].text, to = invalid[i].want;
            memcpy(text, pad.ptr, n);
            memcpy(want, pad.ptr, n);
            memcpy(text + n, from.ptr, from.len);
            memcpy(want + n, to.ptr, to.len);
            const wev_str input = guard_put(&g, (wev_str){text, n + from.len});
            bool repaired = false;
            wev_arena arena;
            wev_arena_init(&arena, 0);
            cr_expect(!wev_utf8_valid(input), "%s, behind %zu letters", invalid[i].title, n);
            const size_t valid_part = n + (size_t)(strstr(to.ptr, FFFD) - to.ptr);
            cr_expect(wev_utf8_prefix(input) == valid_part, "%s, behind %zu letters", invalid[i].title, n);
            expect_str(invalid[i].title, wev_utf8_repair(&arena, input, &repaired), (wev_str){want, n + to.len});
            cr_expect(repaired, "%s", invalid[i].title);
            wev_arena_free(&arena);
        }
    }
    guard_free(&g);
}

Test(utf8, without_memory_there_is_no_repair) {
    wev_arena arena;
    wev_arena_init(&arena, 1);
    bool repaired = false;
    cr_expect(wev_utf8_repair(&arena, SV("\xFF\xFF\xFF\xFF\xFF\xFF"), &repaired).ptr == NULL);
    cr_expect(!repaired && arena.why == WEV_TOO_BIG);
    wev_arena_free(&arena);
}

Test(utf8, a_code_point_is_written_in_its_shortest_form) {
    static const struct {
        uint32_t code;
        wev_str want;
    } cases[] = {
        {0, SV_INIT("\0")},
        {0x7F, SV_INIT("\x7F")},
        {0x80, SV_INIT("\xC2\x80")},
        {0x7FF, SV_INIT("\xDF\xBF")},
        {0x800, SV_INIT("\xE0\xA0\x80")},
        {0xD7FF, SV_INIT("\xED\x9F\xBF")},
        {0xD800, SV_INIT(FFFD)},
        {0xDFFF, SV_INIT(FFFD)},
        {0xE000, SV_INIT("\xEE\x80\x80")},
        {0xFFFF, SV_INIT("\xEF\xBF\xBF")},
        {0x10000, SV_INIT("\xF0\x90\x80\x80")},
        {0x10FFFF, SV_INIT("\xF4\x8F\xBF\xBF")},
        {0x110000, SV_INIT(FFFD)},
        {UINT32_MAX, SV_INIT(FFFD)},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char room[4], title[16];
        snprintf(title, sizeof title, "U+%04X", cases[i].code);
        expect_str(title, (wev_str){room, wev_utf8_put(room, cases[i].code)}, cases[i].want);
    }
}

Test(utf8, every_code_point_that_is_written_is_valid) {
    for (uint32_t code = 0; code <= 0x110000; code += code < 0x11000 ? 1 : 97) {
        char room[4];
        const wev_str text = {room, wev_utf8_put(room, code)};
        cr_expect(wev_utf8_valid(text), "U+%04X", code);
    }
}

Test(utf8, a_cut_never_parts_a_character) {
    static const struct {
        wev_str text;
        size_t limit, want;
    } cases[] = {
        {SV_INIT(""), 0, 0},
        {SV_INIT("abc"), 3, 3},
        {SV_INIT("abc"), 2, 2},
        {SV_INIT("a\xC3\xA9"), 2, 1},
        {SV_INIT("a\xC3\xA9"), 3, 3},
        {SV_INIT(FFFD FFFD), 5, 3},
        {SV_INIT(FFFD FFFD), 2, 0},
        {SV_INIT("\xF0\x9F\x98\x80!"), 3, 0},
        {SV_INIT("\xF0\x9F\x98\x80!"), 4, 4},
        {SV_INIT("ab\x80\x80\x80\x80"), 5, 5},
        {SV_INIT("\x80\x80"), 1, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect_eq(wev_utf8_cut(cases[i].text, cases[i].limit), cases[i].want, "%zu", i);
}

Test(utf8, a_place_in_the_repaired_text_is_one_in_the_original) {
    static const struct {
        wev_str original;
        size_t offset, want;
    } cases[] = {
        {SV_INIT("abc"), 2, 2},        {SV_INIT("abc"), 9, 3},        {SV_INIT("a\xFFz"), 1, 1},
        {SV_INIT("a\xFFz"), 4, 2},     {SV_INIT("a\xFFz"), 5, 3},     {SV_INIT("a\xFF"), 4, 2},
        {SV_INIT("\xFF\xFFz"), 7, 3},  {SV_INIT("a\xF0\x9Fz"), 4, 3}, {SV_INIT("\xFFz"), 1, 1},
        {SV_INIT("a\xFF\xFFz"), 3, 2}, /* inside of a replacement */
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect_eq(wev_utf8_original_offset(cases[i].original, cases[i].offset), cases[i].want, "%zu: %zu", i,
                     wev_utf8_original_offset(cases[i].original, cases[i].offset));
}
