/* SPDX-License-Identifier: Apache-2.0 */
/* Words looked for together: the answer is that of looking for each by itself. */
#include "guard.h"

#include <stdlib.h>

#include "expect.h"
#include "random.h"
#include "text/words.h"

static uint64_t one_by_one(const wev_words *words, wev_str text) {
    uint64_t owners = 0;
    for (size_t i = 0; i < words->count; i++)
        for (size_t at = 0; at + words->item[i].word.len <= text.len; at++)
            if (memcmp(text.ptr + at, words->item[i].word.ptr, words->item[i].word.len) == 0)
                owners |= UINT64_C(1) << words->item[i].owner;
    return owners;
}

static wev_words *words_new(void) {
    wev_words *const words = calloc(1, sizeof *words);
    cr_assert(words != NULL);
    return words;
}

Test(prose_words, each_owner_is_found_by_any_of_its_words) {
    wev_words *const words = words_new();
    cr_assert(wev_words_add(words, SV("profiled"), 0) && wev_words_add(words, SV("org.jscep."), 1) &&
              wev_words_add(words, SV("com.microsoft.omadm."), 1) && wev_words_add(words, SV("file"), 63));
    wev_words_ready(words);
    static const struct {
        wev_str text;
        uint64_t owners;
    } cases[] = {
        {SV_INIT(""), 0},
        {SV_INIT("pro"), 0},
        {SV_INIT("profiled"), UINT64_C(1) << 63 | 1},
        {SV_INIT("profile"), UINT64_C(1) << 63},
        {SV_INIT("a org.jscep."), 2},
        {SV_INIT("a org.jscep"), 0},
        {SV_INIT("com.microsoft.omadm.x Profil"), 2},
        {SV_INIT("Profiled"), UINT64_C(1) << 63},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(wev_words_search(words, cases[i].text) == cases[i].owners, "%.*s", (int)cases[i].text.len,
                  cases[i].text.ptr);
    free(words);
}

Test(prose_words, without_words_nothing_is_found) {
    wev_words *const words = words_new();
    wev_words_ready(words);
    cr_expect(wev_words_search(words, SV("anything")) == 0);
    free(words);
}

Test(prose_words, there_is_an_end_to_them) {
    wev_words *const words = words_new();
    cr_expect(!wev_words_add(words, SV("word"), WEV_WORDS_OWNERS) && !wev_words_add(words, SV("wor"), 0));
    for (size_t i = 0; i < WEV_WORDS_MOST; i++)
        cr_assert(wev_words_add(words, SV("word"), 0));
    cr_expect(!wev_words_add(words, SV("word"), 0));
    free(words);
}

/* Few letters, so that words overlap and stand in one another. */
Test(prose_words, random_words_in_random_texts) {
    uint64_t state = 1;
    char letters[24][12], text[64];
    guard g = guard_new(sizeof text);
    wev_words *const words = words_new();
    for (unsigned round = 0; round < 20000; round++) {
        *words = (wev_words){.count = 0};
        const size_t count = 1 + random_below(&state, 24);
        for (size_t i = 0; i < count; i++) {
            const size_t len = WEV_WORDS_LEAST + random_below(&state, 8);
            for (size_t k = 0; k < len; k++)
                letters[i][k] = random_char(&state, "ab\xFF", 3);
            cr_assert(wev_words_add(words, (wev_str){letters[i], len}, (unsigned)i));
        }
        wev_words_ready(words);
        const size_t len = random_below(&state, sizeof text);
        for (size_t k = 0; k < len; k++)
            text[k] = random_char(&state, "ab\xFF", 3);
        const wev_str all = guard_put(&g, (wev_str){text, len});
        cr_assert(wev_words_search(words, all) == one_by_one(words, all), "round %u", round);
    }
    guard_free(&g);
    free(words);
}
