/* SPDX-License-Identifier: Apache-2.0 */
/* Two hashes: a fast one for tables in memory, and a stable one for ids that leave the program. */
#ifndef WEV_BASE_HASH_H
#define WEV_BASE_HASH_H

#include "base/scan.h"
#include "base/str.h"

static inline uint64_t wev_hash_mix(uint64_t h) {
    h ^= h >> 32;
    h *= UINT64_C(0x9FB21C651E98DF25);
    h ^= h >> 29;
    return h;
}

/*
 * Eight bytes with their capital ASCII letters made small, and nothing else changed: bytes that only look alike with
 * the case bit set, as ^ and ~, would let a sender make names meet whatever the seed is.
 */
static inline uint64_t wev_hash_fold(uint64_t word) {
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80, low7 = word & ~high;
    const uint64_t from_a = low7 + ones * (0x80 - 'A'), past_z = low7 + ones * (0x7F - 'Z');
    return word | ((from_a & ~past_z & ~word & high) >> 2);
}

typedef struct wev_hash_words {
    uint64_t first, second;
} wev_hash_words;

/* Two times eight bytes, folded. */
static inline wev_hash_words wev_hash_load(const char *first, const char *second) {
    wev_hash_words words;
    memcpy(&words.first, first, 8);
    memcpy(&words.second, second, 8);
#ifdef WEV_SCAN_WIDE
    const __m128i both = _mm_set_epi64x((long long)words.second, (long long)words.first);
    /* moved so that A to Z are the largest of signed bytes */
    const __m128i capital = _mm_cmpgt_epi8(_mm_add_epi8(both, _mm_set1_epi8(127 - 'Z')), _mm_set1_epi8(127 - 26));
    const __m128i folded = _mm_or_si128(both, _mm_and_si128(capital, _mm_set1_epi8(0x20)));
    words.first = (uint64_t)_mm_cvtsi128_si64(folded);
    words.second = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(folded, folded));
#else
    words.first = wev_hash_fold(words.first);
    words.second = wev_hash_fold(words.second);
#endif
    return words;
}

/* All bytes of a text of less than eight, some of them twice. */
static inline uint64_t wev_hash_load_short(wev_str text) {
    uint32_t head = 0, tail = 0;
    if (text.len >= 4) {
        memcpy(&head, text.ptr, 4);
        memcpy(&tail, text.ptr + text.len - 4, 4);
    } else if (text.len > 0) {
        head = (unsigned char)text.ptr[0] | (uint32_t)(unsigned char)text.ptr[text.len / 2] << 8;
        tail = (unsigned char)text.ptr[text.len - 1];
    }
    return wev_hash_fold(head | (uint64_t)tail << 32);
}

/*
 * Of a name, without regard to the case of ASCII letters; different names may meet, so the caller compares. The
 * seed makes it useless to send names that were chosen to meet. Differs between machines: never store it.
 */
static inline uint64_t wev_hash_name(wev_str name, uint64_t seed) {
    uint64_t h = seed ^ (name.len * UINT64_C(0xA0761D6478BD642F));
    const char *at = name.ptr, *const end = name.ptr + name.len;
    if (name.len < 8)
        return wev_hash_mix(h ^ wev_hash_load_short(name));
    for (; end - at > 16; at += 16) {
        const wev_hash_words words = wev_hash_load(at, at + 8);
        h = wev_hash_mix(h ^ words.first) + (h << 7);
        h = wev_hash_mix(h ^ words.second) + (h << 7);
    }
    const wev_hash_words words = wev_hash_load(name.len < 16 ? name.ptr : end - 16, end - 8);
    h = wev_hash_mix(h ^ words.first) + (h << 7);
    return wev_hash_mix(h ^ words.second);
}

typedef struct wev_hash128 {
    uint64_t low, high;
} wev_hash128;

/*
 * MurmurHash3 x64 128 (A. Appleby, public domain), seed 0, the same on each machine. Spreads well, is not
 * cryptographic: who can choose the input can make two events meet.
 */
wev_hash128 wev_hash_stable(wev_str text);

#endif
