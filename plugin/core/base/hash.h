/* SPDX-License-Identifier: Apache-2.0 */
/* Two hashes: a fast one for tables in memory, and a stable one for ids that leave the program. */
#ifndef WEV_BASE_HASH_H
#define WEV_BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

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

static inline uint64_t wev_hash_load(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return wev_hash_fold(word);
}

/*
 * Of a name, without regard to the case of ASCII letters; different names may meet, so the caller compares. The
 * seed makes it useless to send names that were chosen to meet. Differs between machines: never store it.
 */
static inline uint64_t wev_hash_name(wev_str name, uint64_t seed) {
    uint64_t h = seed ^ (name.len * UINT64_C(0xA0761D6478BD642F));
    const char *at = name.ptr;
    size_t left = name.len;
    for (; left > 8; at += 8, left -= 8)
        h = wev_hash_mix(h ^ wev_hash_load(at)) + (h << 7);
    if (name.len >= 8) {
        h = wev_hash_mix(h ^ wev_hash_load(name.ptr + name.len - 8));
    } else {
        uint64_t word = 0;
        for (size_t i = 0; i < left; i++)
            word = word << 8 | (unsigned char)at[i];
        h = wev_hash_mix(h ^ wev_hash_fold(word));
    }
    return h;
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
