/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the name of a pair, and the value behind it, end in plain text: each byte is looked at once, for its end and
 * for what JSON would have to escape. Never reads at or behind `end`.
 */
#ifndef WEV_BASE_SCAN_PAIRS_H
#define WEV_BASE_SCAN_PAIRS_H

#include "base/scan_json.h"

/*
 * The first byte in [at, end) that is `=`, `stop` or a control character, or end; *special becomes true if a quote or a
 * backslash, which are not `stop`, stands in front of it.
 */
static inline const char *wev_scan_pair_name(const char *at, const char *end, char stop, bool *special) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
        const __m128i sign =
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('=')), _mm_cmpeq_epi8(v, _mm_set1_epi8(stop)));
        const unsigned stops = (unsigned)_mm_movemask_epi8(_mm_or_si128(control, sign));
        const __m128i quote =
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
        if (((unsigned)_mm_movemask_epi8(quote) & ((stops & (0 - stops)) - 1)) != 0)
            *special = true;
        if (stops != 0)
            return at + __builtin_ctz(stops);
    }
#endif
    for (; at < end && *at != '=' && *at != stop && (unsigned char)*at >= 0x20; at++)
        if (*at == '"' || *at == '\\')
            *special = true;
    return at;
}

/* The first `a` or `b` in [at, end), or end. */
static inline const char *wev_scan_either(const char *at, const char *end, char a, char b) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i hit = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(a)), _mm_cmpeq_epi8(v, _mm_set1_epi8(b)));
        const unsigned mask = (unsigned)_mm_movemask_epi8(hit);
        if (mask != 0)
            return at + __builtin_ctz(mask);
    }
#endif
    while (at < end && *at != a && *at != b)
        at++;
    return at;
}

/* The first byte in [at, end) with which a sign behind a label may begin, `:`, `=`, or U+FF1A in UTF-8; or
 * end. */
static inline const char *wev_scan_sign(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i narrow =
                          _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(':')), _mm_cmpeq_epi8(v, _mm_set1_epi8('='))),
                      wide = _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xEF));
        const unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(narrow, wide));
        if (mask != 0)
            return at + __builtin_ctz(mask);
    }
#endif
    while (at < end && *at != ':' && *at != '=' && (unsigned char)*at != 0xEF)
        at++;
    return at;
}

/* The first byte in [at, end) that is a blank, a control character or `#` (of `#012`), or end. */
static inline const char *wev_scan_word(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i blank = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x20)), v);
        const unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(blank, _mm_cmpeq_epi8(v, _mm_set1_epi8('#'))));
        if (mask != 0)
            return at + __builtin_ctz(mask);
    }
#endif
    while (at < end && (unsigned char)*at > 0x20 && *at != '#')
        at++;
    return at;
}

/* The first `stop` in [at, end), or end; *special becomes true if what stands in front of it has a byte that JSON must
 * escape. */
static inline const char *wev_scan_value(const char *at, const char *end, char stop, bool *special) {
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const unsigned stops = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(stop)));
        if ((wev_mask_json(v) & ((stops & (0 - stops)) - 1)) != 0)
            *special = true;
        if (stops != 0)
            return at + __builtin_ctz(stops);
    }
#endif
    for (; at < end && *at != stop; at++)
        if (wev_needs_escape(*at))
            *special = true;
    return at;
}

/* A letter, a digit or one of `_.[]-`: what names of CEF are made of. */
static inline bool wev_is_in_name(char c) {
    static const uint32_t set[8] = {0, 0x03FF6000, 0xAFFFFFFE, 0x07FFFFFE, 0, 0, 0, 0};
    const unsigned byte = (unsigned char)c;
    return (set[byte >> 5] >> (byte & 31) & 1) != 0;
}

#ifdef WEV_SCAN_WIDE
/* A bit for each of the 16 bytes that is not in a name. */
static inline unsigned wev_mask_no_name(__m128i v) {
    const __m128i letter = _mm_sub_epi8(_mm_or_si128(v, _mm_set1_epi8(0x20)), _mm_set1_epi8('a')),
                  digit = _mm_sub_epi8(v, _mm_set1_epi8('0')), dot = _mm_sub_epi8(v, _mm_set1_epi8('-'));
    const __m128i letters = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter),
                  digits = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit),
                  dots = _mm_cmpeq_epi8(_mm_min_epu8(dot, _mm_set1_epi8(1)), dot); /* - and . */
    const __m128i brackets = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('[')), _mm_cmpeq_epi8(v, _mm_set1_epi8(']')));
    const __m128i others = _mm_or_si128(_mm_or_si128(brackets, dots), _mm_cmpeq_epi8(v, _mm_set1_epi8('_')));
    return ~(unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letters, digits), others)) & 0xFFFF;
}
#endif

/* From `at` back to `start`: where the bytes begin that are in a name and end at `at`; `at` if there are none. */
static inline const char *wev_scan_name_back(const char *start, const char *at) {
#ifdef WEV_SCAN_WIDE
    for (; at - start >= 16; at -= 16) {
        const unsigned others = wev_mask_no_name(_mm_loadu_si128((const __m128i *)(const void *)(at - 16)));
        if (others != 0)
            return at - 16 + (32 - __builtin_clz(others));
    }
#endif
    while (at > start && wev_is_in_name(at[-1]))
        at--;
    return at;
}

/*
 * Copies from `from`, in front of `end`, up to the first backslash, or to the end; gives how many bytes. `to` has room
 * for end - from. *special becomes true if one of them must be escaped in JSON.
 */
static inline size_t wev_copy_to_backslash(char *restrict to, const char *restrict from, const char *end,
                                           bool *special) {
    const char *at = from;
#ifdef WEV_SCAN_WIDE
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const unsigned stops = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
        _mm_storeu_si128((__m128i *)(void *)(to + (at - from)), v);
        if ((wev_mask_json(v) & ((stops & (0 - stops)) - 1)) != 0)
            *special = true;
        if (stops != 0)
            return (size_t)(at - from) + (unsigned)__builtin_ctz(stops);
    }
#endif
    for (; at < end && *at != '\\'; at++) {
        if (wev_needs_escape(*at))
            *special = true;
        to[at - from] = *at;
    }
    return (size_t)(at - from);
}

/*
 * The quote that closes the text whose inside begins at `at`, or end; a backslash stands in front of a quote, and of a
 * backslash, that is part of it.
 */
static inline const char *wev_scan_quoted(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    uint64_t carry = 0; /* the byte at `at` stands behind a backslash */
    for (; at < end; at += WEV_BLOCK) {
        const wev_block block = wev_block_load(at, end);
        const uint64_t slashes = wev_block_equal(block, '\\');
        uint64_t quotes = wev_block_equal(block, '"');
        if ((slashes | carry) != 0)
            quotes &= ~wev_escaped_bytes(slashes, &carry);
        if (quotes != 0)
            return at + __builtin_ctzll(quotes);
    }
    return end;
#else
    for (bool escaped = false; at < end && (escaped || *at != '"'); at++)
        escaped = !escaped && *at == '\\';
    return at;
#endif
}

#endif
