/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding the next byte that matters, 16 at a time where the machine has SSE2 (each x86-64 has), one at a time
 * elsewhere. Never reads at or behind `end`.
 */
#ifndef WEV_BASE_SCAN_H
#define WEV_BASE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#define WEV_SCAN_WIDE 1
#endif

/* A byte that may not stand as it is in a JSON string (RFC 8259, section 7): quote, backslash, below 0x20. */
static inline bool wev_needs_escape(char c) {
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

#ifdef WEV_SCAN_WIDE
/* A bit for each of the 16 bytes that ends or escapes a JSON string. */
static inline unsigned wev_mask_json(__m128i v) {
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
    const __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"')), slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, slash)));
}

/*
 * wev_scan_json over less than 16 bytes, as two words that may overlap: most values are that short, and most of the
 * time that a loop over bytes takes goes into the last bytes of a text.
 */
static inline const char *wev_scan_json_short(const char *at, const char *end) {
    const size_t len = (size_t)(end - at);
    uint64_t first = 0, last = 0;
    if (len >= 8) {
        memcpy(&first, at, 8);
        memcpy(&last, end - 8, 8);
    } else if (len >= 4) {
        uint32_t head, tail;
        memcpy(&head, at, 4);
        memcpy(&tail, end - 4, 4);
        first = head | UINT64_C(0x2020202000000000); /* blanks, of which nobody takes notice */
        last = UINT64_C(0x20202020) | (uint64_t)tail << 32;
    } else {
        while (at < end && !wev_needs_escape(*at))
            at++;
        return at;
    }
    const unsigned mask = wev_mask_json(_mm_set_epi64x((long long)last, (long long)first));
    if ((mask & 0xFF) != 0)
        return at + __builtin_ctz(mask);
    return mask != 0 ? end - (16 - __builtin_ctz(mask)) : end;
}
#endif

/* The first byte in [at, end) that ends or escapes a JSON string, or end. */
static inline const char *wev_scan_json(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const unsigned mask = wev_mask_json(_mm_loadu_si128((const __m128i *)(const void *)at));
        if (mask != 0)
            return at + __builtin_ctz(mask);
    }
    return wev_scan_json_short(at, end);
#else
    while (at < end && !wev_needs_escape(*at))
        at++;
    return at;
#endif
}

/* How many of the 16 bytes at `at`, all of which may be read, stand in front of the first that wev_scan_json stops at.
 */
static inline unsigned wev_scan_json_16(const char *at) {
#ifdef WEV_SCAN_WIDE
    return (unsigned)__builtin_ctz(wev_mask_json(_mm_loadu_si128((const __m128i *)(const void *)at)) | 0x10000);
#else
    unsigned n = 0;
    while (n < 16 && !wev_needs_escape(at[n]))
        n++;
    return n;
#endif
}

/* The same of those that stand in front of the first that is no decimal digit. */
static inline unsigned wev_scan_digits_16(const char *at) {
#ifdef WEV_SCAN_WIDE
    const __m128i v = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)at), _mm_set1_epi8('0'));
    const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(9)), v);
    return (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_epi8(digits));
#else
    unsigned n = 0;
    while (n < 16 && at[n] >= '0' && at[n] <= '9')
        n++;
    return n;
#endif
}

/* Are the first `len` of these 16 bytes the same? All of them may be read, on both sides. */
static inline bool wev_scan_same_16(const char *x, const char *y, unsigned len) {
#ifdef WEV_SCAN_WIDE
    const __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)x),
                                        _mm_loadu_si128((const __m128i *)(const void *)y));
    return (~(unsigned)_mm_movemask_epi8(same) & ((1U << len) - 1)) == 0;
#else
    return memcmp(x, y, len) == 0;
#endif
}

/* The same of 32 bytes, of which only the first 16 are looked at if `len` is no more. */
static inline bool wev_scan_same_32(const char *x, const char *y, unsigned len) {
    return len <= 16 ? wev_scan_same_16(x, y, len)
                     : wev_scan_same_16(x, y, 16) && wev_scan_same_16(x + 16, y + 16, len - 16);
}

/* What stood in character data; a set. */
enum {
    WEV_SEEN_REFERENCE = 1, /* an ampersand */
    WEV_SEEN_SPECIAL = 2    /* a byte that JSON must escape */
};

/* The first `stop` in [at, end), or end; adds to *seen what stood in front of it. */
static inline const char *wev_scan_character_data(const char *at, const char *end, char stop, unsigned *seen) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
        const __m128i special = _mm_or_si128(_mm_or_si128(control, _mm_cmpeq_epi8(v, _mm_set1_epi8('"'))),
                                             _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
        const __m128i stop_at = _mm_cmpeq_epi8(v, _mm_set1_epi8(stop)),
                      reference = _mm_cmpeq_epi8(v, _mm_set1_epi8('&'));
        if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(special, reference), stop_at)) == 0)
            continue;
        const unsigned stops = (unsigned)_mm_movemask_epi8(stop_at);
        const unsigned before = stops != 0 ? (stops & (0 - stops)) - 1 : 0xFFFF;
        if (((unsigned)_mm_movemask_epi8(special) & before) != 0)
            *seen |= WEV_SEEN_SPECIAL;
        if (((unsigned)_mm_movemask_epi8(reference) & before) != 0)
            *seen |= WEV_SEEN_REFERENCE;
        if (stops != 0)
            return at + __builtin_ctz(stops);
    }
#endif
    for (; at < end && *at != stop; at++) {
        if (wev_needs_escape(*at))
            *seen |= WEV_SEEN_SPECIAL;
        else if (*at == '&')
            *seen |= WEV_SEEN_REFERENCE;
    }
    return at;
}

/* Does the byte end a name in a tag? A blank or a control character, `>`, `/`, `=`, `<`, and `#` (of `#012`). */
static inline bool wev_ends_name(char c) {
    return (unsigned char)c <= 0x20 || c == '>' || c == '/' || c == '=' || c == '<' || c == '#';
}

/* The first byte in [at, end) that ends a name, or end; sets *prefixed if there is a colon in front of it. */
static inline const char *wev_scan_name(const char *at, const char *end, bool *prefixed) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i blank = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x20)), v);
        const __m128i angle =
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('>')), _mm_cmpeq_epi8(v, _mm_set1_epi8('<')));
        const __m128i other =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('=')), _mm_cmpeq_epi8(v, _mm_set1_epi8('/'))),
                         _mm_cmpeq_epi8(v, _mm_set1_epi8('#')));
        const unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(blank, angle), other));
        const unsigned colons = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(':')));
        if ((colons & ((mask & (0 - mask)) - 1)) != 0)
            *prefixed = true;
        if (mask != 0)
            return at + __builtin_ctz(mask);
    }
#endif
    for (; at < end && !wev_ends_name(*at); at++)
        if (*at == ':')
            *prefixed = true;
    return at;
}

/* The first `{` or `<` in [at, end), or end. */
static inline const char *wev_scan_markup(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i hit = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('{')), _mm_cmpeq_epi8(v, _mm_set1_epi8('<')));
        const int mask = _mm_movemask_epi8(hit);
        if (mask != 0)
            return at + __builtin_ctz((unsigned)mask);
    }
#endif
    while (at < end && *at != '{' && *at != '<')
        at++;
    return at;
}

/* The first byte in [at, end) that is not ASCII, or end. */
static inline const char *wev_scan_ascii(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    const bool is_wide = end - at >= 16;
    for (; end - at >= 64; at += 64) {
        const __m128i *const v = (const __m128i *)(const void *)at;
        const __m128i a = _mm_or_si128(_mm_loadu_si128(v), _mm_loadu_si128(v + 1)),
                      b = _mm_or_si128(_mm_loadu_si128(v + 2), _mm_loadu_si128(v + 3));
        if (_mm_movemask_epi8(_mm_or_si128(a, b)) != 0)
            break;
    }
    for (; end - at >= 16; at += 16) {
        const int mask = _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)at));
        if (mask != 0)
            return at + __builtin_ctz((unsigned)mask);
    }
    if (is_wide && at < end) { /* the last 16 bytes, of which some were looked at */
        const int mask = _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)(end - 16)));
        return mask != 0 ? end - 16 + __builtin_ctz((unsigned)mask) : end;
    }
#endif
    while (at < end && (unsigned char)*at < 0x80)
        at++;
    return at;
}

#endif
