/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-16 on its way to UTF-8, in either order of bytes. */
#include "guard.h"

#include "expect.h"

#include "base/utf16.h"

/* Both orders of the same units; the text behind a page's end must not be read. */
typedef struct wide_case {
    const char *title;
    uint16_t unit[8];
    size_t count;
    const char *want;
} wide_case;

static size_t put(char *to, const wide_case *c, bool big) {
    for (size_t i = 0; i < c->count; i++) {
        to[2 * i] = (char)(big ? c->unit[i] >> 8 : c->unit[i] & 0xFF);
        to[2 * i + 1] = (char)(big ? c->unit[i] & 0xFF : c->unit[i] >> 8);
    }
    return 2 * c->count;
}

Test(utf16, a_cut_never_parts_a_character) {
    static const wide_case text = {"a pair", {'a', 0xD83D, 0xDE00, 'b'}, 4, NULL};
    static const size_t want[] = {0, 0, 2, 2, 2, 2, 6, 6, 8, 8};
    for (int big = 0; big < 2; big++) {
        char room[16];
        const wev_str wide = {room, put(room, &text, big)};
        for (size_t limit = 0; limit < COUNT(want); limit++)
            cr_expect(wev_utf16_cut(wide, limit, big) == want[limit], "%zu bytes: %zu", limit,
                      wev_utf16_cut(wide, limit, big));
    }
}

Test(utf16, each_unit_becomes_its_character) {
    static const wide_case cases[] = {
        {"ASCII", {'<', 'E', '>'}, 3, "<E>"},
        {"a mark is no character", {0xFEFF, '{', '}'}, 3, "{}"},
        {"two and three bytes", {'a', 0xE9, 0x20AC, 0xD55C}, 4, "a\xC3\xA9\xE2\x82\xAC\xED\x95\x9C"},
        {"a pair", {'a', 0xD83D, 0xDE00}, 3, "a\xF0\x9F\x98\x80"},
        {"the first half alone",
         {'a', 0xD83D, 'b'},
         3,
         "a\xEF\xBF\xBD"
         "b"},
        {"the first half at the end", {'a', 0xD83D}, 2, "a\xEF\xBF\xBD"},
        {"the second half alone",
         {'a', 0xDE00, 'b'},
         3,
         "a\xEF\xBF\xBD"
         "b"},
        {"a NUL", {'a', 0, 'b'}, 3, NULL},
    };
    guard g = guard_new(64);
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int big = 0; big < 2; big++) {
            char room[32];
            wev_arena arena;
            wev_arena_init(&arena, 0);
            const wev_str wide = {room, put(room, cases + i, big != 0)};
            const wev_str got = wev_utf16_to_utf8(&arena, guard_put(&g, wide), big != 0);
            if (cases[i].want != NULL)
                expect_text(cases[i].title, got, cases[i].want);
            else
                expect_str(cases[i].title, got, (wev_str){"a\0b", 3});
            wev_arena_free(&arena);
        }
    }
    guard_free(&g);
}

Test(utf16, an_odd_byte_at_the_end_is_no_character) {
    wev_arena arena;
    wev_arena_init(&arena, 0);
    expect_text("odd", wev_utf16_to_utf8(&arena, (wev_str){"a\0b", 3}, false), "a\xEF\xBF\xBD");
    wev_arena_free(&arena);
}

Test(utf16, is_told_by_its_first_bytes) {
    static const struct {
        wev_str text;
        bool wide, big;
    } cases[] = {
        {SV_INIT("\xFF\xFE<\0"), true, false},    {SV_INIT("\xFE\xFF\0<"), true, true},
        {SV_INIT("<\0E\0"), true, false},         {SV_INIT("\0<\0E"), true, true},
        {SV_INIT("<\0E"), false, false},          {SV_INIT("<Ev\0"), false, false},
        {SV_INIT("\0\0\0\0"), false, false},      {SV_INIT("<\0\0\0"), false, false},
        {SV_INIT("\xFF\xFE"), false, false},      {SV_INIT(""), false, false},
        {SV_INIT("\xEF\xBB\xBF<"), false, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        bool big = false;
        const bool wide = wev_utf16_begins(cases[i].text, &big);
        cr_expect(wide == cases[i].wide && (!wide || big == cases[i].big), "%zu", i);
    }
}
