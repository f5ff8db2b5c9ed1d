/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-16 (RFC 2781), which Windows tools write files in and some senders forward as it is. */
#ifndef WEV_BASE_UTF16_H
#define WEV_BASE_UTF16_H

#include "base/arena.h"

/*
 * Is this the beginning of XML, JSON or text in UTF-16: a byte-order mark, or a first character of ASCII with a NUL on
 * the one or the other side and the same behind it? *big: the high byte comes first.
 */
bool wev_utf16_begins(wev_str text, bool *big);

/* How much of the text fits `limit` bytes without parting a character. */
size_t wev_utf16_cut(wev_str text, size_t limit, bool big);

/*
 * The text in UTF-8, in the arena, without its mark; half a surrogate pair and an odd byte at the end become U+FFFD.
 * ptr NULL without memory (arena->why).
 */
wev_str wev_utf16_to_utf8(wev_arena *arena, wev_str text, bool big);

#endif
