/* SPDX-License-Identifier: Apache-2.0 */
#include "text/words.h"

static unsigned slot_of(const char *block) {
    const unsigned value = (unsigned)(unsigned char)block[0] << 8 | (unsigned char)block[1];
    return (value ^ value >> 5) & (WEV_WORDS_SLOTS - 1);
}

static uint32_t head_of(const char *word) {
    uint32_t head;
    memcpy(&head, word, sizeof head);
    return head;
}

bool wev_words_add(wev_words *words, wev_str word, unsigned owner) {
    if (words->count == WEV_WORDS_MOST || owner >= WEV_WORDS_OWNERS || word.len < WEV_WORDS_LEAST)
        return false;
    words->head[words->count] = head_of(word.ptr);
    words->item[words->count].word = word;
    words->item[words->count++].owner = (uint8_t)owner;
    return true;
}

void wev_words_ready(wev_words *words) {
    size_t window = UINT8_MAX;
    for (size_t i = 0; i < words->count; i++)
        if (words->item[i].word.len < window)
            window = words->item[i].word.len;
    words->window = words->count > 0 ? window : 0;
    if (words->window < 2)
        return;
    memset(words->step, (int)(window - 1), sizeof words->step);
    for (size_t i = 0; i < words->count; i++) {
        for (size_t end = 2; end <= window; end++) {
            uint8_t *const step = &words->step[slot_of(words->item[i].word.ptr + end - 2)];
            if (window - end < *step)
                *step = (uint8_t)(window - end);
        }
    }
}

uint64_t wev_words_search(const wev_words *words, wev_str text) {
    const size_t window = words->window;
    uint64_t owners = 0;
    if (window < 2)
        return 0;
    for (size_t end = window; end <= text.len;) {
        const uint8_t step = words->step[slot_of(text.ptr + end - 2)];
        if (step > 0) {
            end += step;
            continue;
        }
        const wev_str here = wev_str_skip(text, end - window);
        const uint32_t head = head_of(here.ptr);
        for (size_t i = 0; i < words->count; i++)
            if (head == words->head[i] && wev_str_starts(here, words->item[i].word))
                owners |= UINT64_C(1) << words->item[i].owner;
        end++;
    }
    return owners;
}
