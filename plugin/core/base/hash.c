/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

static const uint64_t C1 = UINT64_C(0x87C37B91114253D5), C2 = UINT64_C(0x4CF5AD432745937F);

static uint64_t rotate(uint64_t x, unsigned by) {
    return x << by | x >> (64 - by);
}

/* Little-endian, whatever the machine is; at most eight bytes. */
static inline uint64_t load(const unsigned char *at, size_t bytes) {
    uint64_t word = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (bytes == 8) {
        memcpy(&word, at, 8);
        return word;
    }
#endif
    for (size_t i = bytes; i > 0; i--)
        word = word << 8 | at[i - 1];
    return word;
}

static uint64_t finish(uint64_t k) {
    k ^= k >> 33;
    k *= UINT64_C(0xFF51AFD7ED558CCD);
    k ^= k >> 33;
    k *= UINT64_C(0xC4CEB9FE1A85EC53);
    return k ^ k >> 33;
}

wev_hash128 wev_hash_stable(wev_str text) {
    const unsigned char *at = (const unsigned char *)text.ptr;
    uint64_t h1 = 0, h2 = 0;
    size_t left = text.len;

    for (; left >= 16; at += 16, left -= 16) {
        h1 ^= rotate(load(at, 8) * C1, 31) * C2;
        h1 = (rotate(h1, 27) + h2) * 5 + 0x52DCE729;
        h2 ^= rotate(load(at + 8, 8) * C2, 33) * C1;
        h2 = (rotate(h2, 31) + h1) * 5 + 0x38495AB5;
    }
    if (left > 8)
        h2 ^= rotate(load(at + 8, left - 8) * C2, 33) * C1;
    if (left > 0)
        h1 ^= rotate(load(at, left < 8 ? left : 8) * C1, 31) * C2;
    h1 ^= text.len;
    h2 ^= text.len;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    return (wev_hash128){h1, h2};
}
