/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf16.h"

#include "base/utf8.h"

static bool is_ascii(char c) {
    return c > 0x08 && c < 0x7F;
}

bool wev_utf16_begins(wev_str text, bool *big) {
    if (text.len < 4)
        return false;
    const unsigned char *const at = (const unsigned char *)text.ptr;
    if ((at[0] == 0xFF && at[1] == 0xFE) || (at[0] == 0xFE && at[1] == 0xFF)) {
        *big = at[0] == 0xFE;
        return true;
    }
    *big = at[0] == 0;
    return *big ? is_ascii(text.ptr[1]) && at[2] == 0 && is_ascii(text.ptr[3])
                : is_ascii(text.ptr[0]) && at[1] == 0 && is_ascii(text.ptr[2]) && at[3] == 0;
}

static uint32_t unit_at(wev_str text, size_t at, bool big) {
    const uint32_t first = (unsigned char)text.ptr[at], second = (unsigned char)text.ptr[at + 1];
    return big ? first << 8 | second : second << 8 | first;
}

size_t wev_utf16_cut(wev_str text, size_t limit, bool big) {
    if (text.len <= limit)
        return text.len;
    limit -= limit % 2;
    const uint32_t last = limit >= 2 ? unit_at(text, limit - 2, big) : 0;
    return last >= 0xD800 && last < 0xDC00 ? limit - 2 : limit;
}

wev_str wev_utf16_to_utf8(wev_arena *arena, wev_str text, bool big) {
    /* Two bytes become three at most, four become four. */
    char *const to = wev_arena_alloc(arena, text.len / 2 * 3 + 3);
    size_t len = 0, at = 0;
    if (to == NULL)
        return (wev_str){NULL, 0};
    if (text.len >= 2 && unit_at(text, 0, big) == 0xFEFF)
        at = 2;
    while (at + 2 <= text.len) {
        uint32_t code = unit_at(text, at, big);
        at += 2;
        if (code >= 0xD800 && code < 0xDC00 && at + 2 <= text.len) {
            const uint32_t low = unit_at(text, at, big);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        len += wev_utf8_put(to + len, code);
    }
    if (at < text.len)
        len += wev_utf8_put(to + len, 0xFFFD);
    return (wev_str){to, len};
}
