/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

#include "base/scan.h"

static bool is_tail(const unsigned char *at) {
    return (*at & 0xC0) == 0x80;
}

/*
 * Length of the well-formed sequence at `at` (Unicode 15, table 3-7), or 0 with *bad set to the length of the
 * maximal part that one replacement character stands for.
 */
static size_t sequence(const unsigned char *at, size_t left, size_t *bad) {
    const unsigned char lead = at[0];
    size_t want = 0;
    unsigned char low = 0x80, high = 0xBF;

    *bad = 1;
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF) {
        want = 2;
    } else if ((lead & 0xF0) == 0xE0) {
        want = 3;
        low = lead == 0xE0 ? 0xA0 : 0x80;
        high = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        want = 4;
        low = lead == 0xF0 ? 0x90 : 0x80;
        high = lead == 0xF4 ? 0x8F : 0xBF;
    } else {
        return 0;
    }
    if (left < 2 || at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < want; i++) {
        if (i >= left || !is_tail(at + i)) {
            *bad = i;
            return 0;
        }
    }
    return want;
}

/* The first byte that is not well formed, or the end. */
static const char *first_bad(const char *at, const char *end) {
    while ((at = wev_scan_ascii(at, end)) < end) {
        size_t bad = 0;
        const size_t good = sequence((const unsigned char *)at, (size_t)(end - at), &bad);
        if (good == 0)
            break;
        at += good;
    }
    return at;
}

bool wev_utf8_valid(wev_str text) {
    const char *const end = text.ptr + text.len;
    return text.len == 0 || first_bad(text.ptr, end) == end;
}

size_t wev_utf8_prefix(wev_str text) {
    return text.len == 0 ? 0 : (size_t)(first_bad(text.ptr, text.ptr + text.len) - text.ptr);
}

size_t wev_utf8_cut(wev_str text, size_t limit) {
    if (text.len <= limit)
        return text.len;
    size_t cut = limit;
    while (cut > 0 && limit - cut < 3 && is_tail((const unsigned char *)text.ptr + cut))
        cut--;
    return is_tail((const unsigned char *)text.ptr + cut) ? limit : cut;
}

size_t wev_utf8_original_offset(wev_str original, size_t offset) {
    const char *at = original.ptr, *const end = original.ptr + original.len;
    size_t repaired = 0;
    while (at < end) {
        const size_t good = (size_t)(first_bad(at, end) - at);
        if (repaired + good >= offset) /* inside of a replacement stands for what comes behind it */
            return (size_t)(at - original.ptr) + (offset > repaired ? offset - repaired : 0);
        size_t bad = 0;
        at += good;
        if (at == end)
            break;
        (void)sequence((const unsigned char *)at, (size_t)(end - at), &bad);
        repaired += good + sizeof WEV_REPLACEMENT - 1;
        at += bad;
    }
    return original.len;
}

/* Copies to `to`, or only counts where `to` is NULL; gives the length of the repaired text. */
static size_t copy_repaired(char *to, const char *at, const char *end) {
    size_t len = 0;
    while (at < end) {
        size_t bad = 0;
        const bool ascii = (unsigned char)*at < 0x80;
        if (ascii || sequence((const unsigned char *)at, (size_t)(end - at), &bad) > 0) {
            const char *const stop = first_bad(at, end);
            if (to != NULL)
                memcpy(to + len, at, (size_t)(stop - at));
            len += (size_t)(stop - at);
            at = stop;
        } else { /* such bytes rarely come alone */
            if (to != NULL)
                memcpy(to + len, WEV_REPLACEMENT, sizeof WEV_REPLACEMENT - 1);
            len += sizeof WEV_REPLACEMENT - 1;
            at += bad;
        }
    }
    return len;
}

wev_str wev_utf8_repair(wev_arena *arena, wev_str text, bool *repaired) {
    if (wev_utf8_valid(text))
        return text;
    const char *const end = text.ptr + text.len;
    const size_t len = copy_repaired(NULL, text.ptr, end);
    char *const copy = wev_arena_alloc(arena, len);
    if (copy == NULL)
        return (wev_str){NULL, 0};
    copy_repaired(copy, text.ptr, end);
    *repaired = true;
    return (wev_str){copy, len};
}

size_t wev_utf8_put(char *to, uint32_t code) {
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0 | (code >> 6));
        to[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if ((code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF)
        code = 0xFFFD;
    if (code < 0x10000) {
        to[0] = (char)(0xE0 | (code >> 12));
        to[1] = (char)(0x80 | ((code >> 6) & 0x3F));
        to[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | (code >> 18));
    to[1] = (char)(0x80 | ((code >> 12) & 0x3F));
    to[2] = (char)(0x80 | ((code >> 6) & 0x3F));
    to[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}
