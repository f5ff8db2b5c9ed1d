/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers out of text and back, without errno, locale or floating point. */
#ifndef WEV_BASE_NUM_H
#define WEV_BASE_NUM_H

#include "base/str.h"

#include <stdint.h>

/* Room for any number of this file written out. */
enum { WEV_NUM_ROOM = 24 };

/* The whole text is decimal digits and fits; *out is untouched otherwise. */
bool wev_num_u64(wev_str text, uint64_t *out);

/* As wev_num_u64, with an optional minus sign. */
bool wev_num_i64(wev_str text, int64_t *out);

typedef enum wev_num_form { WEV_NUM_HEX, WEV_NUM_DECIMAL, WEV_NUM_SIGNED } wev_num_form;

/*
 * A code in any spelling that Windows tools print: 0x in any case and width, decimal, or negative (two's complement
 * in `width` bits, 32 or 64). The whole text must be the number, and fit: hexadecimal digits beyond the width may
 * only be leading zeros.
 */
bool wev_num_code(wev_str text, unsigned width, uint64_t *out, wev_num_form *form);

/*
 * A Keywords mask (HexInt64 in the event schema) as agents write it: hexadecimal, also its sixteen digits without 0x
 * where the highest bit alone is in the first; unsigned or negative decimal, or decimal that went through a double on
 * its way, with an exponent or with zeros for the digits that were lost. Then *out is the double, that is the mask with
 * its highest 53 bits, rounded: where the highest bit is set, the lowest 11 bits are 0 whatever they were. 2^64, which
 * all 54 highest bits together become, is no mask; nor are all bits (-1), by which osquery says that there is none.
 */
bool wev_num_keywords(wev_str text, uint64_t *out);

/* 00 to 99, one behind the other. */
extern const char wev_num_pairs[201];

/* A number below 100 as two digits. */
static inline void wev_num_put_pair(char *to, unsigned value) {
    memcpy(to, wev_num_pairs + (size_t)value * 2, 2);
}

/* Written to `to` (WEV_NUM_ROOM bytes, all of which may be written), no NUL; gives the length. */
size_t wev_num_put_u64(char *to, uint64_t value);
size_t wev_num_put_i64(char *to, int64_t value);

/* Eight hexadecimal digits; `ten` is that for ten: 'a' or 'A'. */
void wev_num_put_hex8(char *to, uint32_t value, char ten);

/* 0x and at least `digits`, 16 at the most, upper-case hexadecimal digits. */
size_t wev_num_put_hex(char *to, uint64_t value, unsigned digits);

#endif
