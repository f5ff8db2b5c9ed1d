/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which of a few words stand in a text? The question is asked for every message that is no event, so it must cost next
 * to nothing: the words are looked for together, and most bytes are not even read (Wu and Manber, "A fast algorithm for
 * multi-pattern searching", 1994, with blocks of two bytes).
 */
#ifndef WEV_TEXT_WORDS_H
#define WEV_TEXT_WORDS_H

#include "base/str.h"

enum {
    WEV_WORDS_LEAST = 4,  /* bytes of a word */
    WEV_WORDS_MOST = 512, /* words */
    WEV_WORDS_OWNERS = 64,
    WEV_WORDS_SLOTS = 4096
};

typedef struct wev_words {
    uint8_t step[WEV_WORDS_SLOTS]; /* how far the window may move if a block with this hash ends it; 0: look closer */
    size_t window;                 /* bytes of the shortest word; 0: there are no words */
    size_t count;
    uint32_t head[WEV_WORDS_MOST]; /* the first four bytes of each word, which are rarely there */
    struct {
        wev_str word;
        uint8_t owner;
    } item[WEV_WORDS_MOST];
} wev_words;

/*
 * A word of at least WEV_WORDS_LEAST bytes that outlives this, of an owner below WEV_WORDS_OWNERS. False: it is none,
 * or there is no room.
 */
bool wev_words_add(wev_words *words, wev_str word, unsigned owner);

/* After the last word, before the first search. */
void wev_words_ready(wev_words *words);

/* The set of owners of which a word stands in the text, as bits. */
uint64_t wev_words_search(const wev_words *words, wev_str text);

#endif
