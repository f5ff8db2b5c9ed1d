/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers that look random and are the same in each run (xorshift64*, S. Vigna). The state starts as anything but 0. */
#ifndef WEV_UNIT_RANDOM_H
#define WEV_UNIT_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* 0 to below - 1. */
static inline uint32_t random_below(uint64_t *state, uint32_t below) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * UINT64_C(2685821657736338717)) >> 32) % below;
}

/* One of the bytes of a literal. */
static inline char random_char(uint64_t *state, const char *from, size_t count) {
    return from[random_below(state, (uint32_t)count)];
}

#endif
