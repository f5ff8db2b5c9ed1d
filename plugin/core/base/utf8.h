/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 as in RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef WEV_BASE_UTF8_H
#define WEV_BASE_UTF8_H

#include "base/arena.h"

#include <stdint.h>

/* U+FFFD REPLACEMENT CHARACTER, which stands for what was no UTF-8. */
#define WEV_REPLACEMENT "\xEF\xBF\xBD"

bool wev_utf8_valid(wev_str text);

/*
 * `text` itself if it is valid, else a copy in the arena with U+FFFD for each maximal part that is not (Unicode
 * 15, section 3.9), and *repaired set. ptr NULL without memory.
 */
wev_str wev_utf8_repair(wev_arena *arena, wev_str text, bool *repaired);

/* How much of `text` fits `limit` bytes without parting a character; of what is no UTF-8 there, `limit` bytes. */
size_t wev_utf8_cut(wev_str text, size_t limit);

/* Bytes of the longest valid part at the start. */
size_t wev_utf8_prefix(wev_str text);

/* The place in `original` that `offset` in its repaired copy stands for; inside of U+FFFD: behind what it replaces. */
size_t wev_utf8_original_offset(wev_str original, size_t offset);

/* Writes one code point (surrogates and what is above U+10FFFF as U+FFFD) to `to`; gives its 1 to 4 bytes' count. */
size_t wev_utf8_put(char *to, uint32_t code);

#endif
