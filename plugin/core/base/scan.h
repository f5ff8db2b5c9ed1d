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
        const __m128i stop_at = _mm_cmpeq_epi8(v, _mm_set1_epi8(stop)), reference = _mm_cmpeq_epi8(v, _mm_set1_epi8('&'));
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
        const __m128i angle = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('>')), _mm_cmpeq_epi8(v, _mm_set1_epi8('<')));
        const __m128i other = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('=')), _mm_cmpeq_epi8(v, _mm_set1_epi8('/'))),
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

/* What stood in a JSON string; a set. */
enum {
    WEV_SEEN_ESCAPE = 1,  /* a backslash */
    WEV_SEEN_UNICODE = 2, /* \uXXXX, digits not checked */
    WEV_SEEN_LOOSE = 4    /* a raw control character, or a backslash before something that cannot be escaped */
};

/* What a backslash before this byte makes (RFC 8259, section 7). */
static inline unsigned wev_escape_seen(char letter) {
    switch (letter) {
    case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
        return WEV_SEEN_ESCAPE;
    case 'u':
        return WEV_SEEN_ESCAPE | WEV_SEEN_UNICODE;
    default:
        return WEV_SEEN_ESCAPE | WEV_SEEN_LOOSE;
    }
}

#ifdef WEV_SCAN_WIDE
enum { WEV_BLOCK = 64 };

/* 64 bytes; a bit of a mask stands for one of them. */
typedef struct wev_block {
    __m128i v[4];
} wev_block;

/* The block at `at`; behind `end` it holds blanks. */
static inline wev_block wev_block_load(const char *at, const char *end) {
    char spare[WEV_BLOCK];
    wev_block block;
    if (end - at < WEV_BLOCK) {
        memset(spare, ' ', sizeof spare);
        memcpy(spare, at, (size_t)(end - at));
        at = spare;
    }
    for (int i = 0; i < 4; i++)
        block.v[i] = _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
    return block;
}

/* The bytes that were found: of each vector of `hit` those that are all ones. */
static inline uint64_t wev_block_mask(wev_block hit) {
    return (uint64_t)(unsigned)_mm_movemask_epi8(hit.v[0]) | (uint64_t)(unsigned)_mm_movemask_epi8(hit.v[1]) << 16 |
           (uint64_t)(unsigned)_mm_movemask_epi8(hit.v[2]) << 32 | (uint64_t)(unsigned)_mm_movemask_epi8(hit.v[3]) << 48;
}

static inline uint64_t wev_block_equal(wev_block block, char c) {
    for (int i = 0; i < 4; i++)
        block.v[i] = _mm_cmpeq_epi8(block.v[i], _mm_set1_epi8(c));
    return wev_block_mask(block);
}

/* Control characters. */
static inline uint64_t wev_block_controls(wev_block block) {
    for (int i = 0; i < 4; i++)
        block.v[i] = _mm_cmpeq_epi8(_mm_min_epu8(block.v[i], _mm_set1_epi8(0x1f)), block.v[i]);
    return wev_block_mask(block);
}

/* [ and {; or with '}', ] and }: they differ in one bit. */
static inline uint64_t wev_block_brackets(wev_block block, char brace) {
    for (int i = 0; i < 4; i++)
        block.v[i] = _mm_cmpeq_epi8(_mm_or_si128(block.v[i], _mm_set1_epi8(0x20)), _mm_set1_epi8(brace));
    return wev_block_mask(block);
}

/* Letters that most often follow a backslash; the rare ones are looked at singly. */
static inline uint64_t wev_block_common_escapes(wev_block block) {
    for (int i = 0; i < 4; i++) {
        const __m128i v = block.v[i];
        const __m128i n = _mm_cmpeq_epi8(v, _mm_set1_epi8('n')), r = _mm_cmpeq_epi8(v, _mm_set1_epi8('r')),
                      t = _mm_cmpeq_epi8(v, _mm_set1_epi8('t')), quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
                      slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
        block.v[i] = _mm_or_si128(_mm_or_si128(n, r), _mm_or_si128(_mm_or_si128(t, quote), slash));
    }
    return wev_block_mask(block);
}

/*
 * Which bytes of a block stand behind an active backslash, out of a mask of all backslashes; *carry: the first byte
 * of the next block does. In a run of backslashes every second one is active; adding the mask to the starts of
 * runs carries through each run at once (after G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second").
 */
static inline uint64_t wev_escaped_bytes(uint64_t slashes, uint64_t *carry) {
    const uint64_t even = UINT64_C(0x5555555555555555);
    const uint64_t active = slashes & ~*carry;
    const uint64_t follows = active << 1 | *carry;
    const uint64_t odd_starts = active & ~even & ~follows;
    const uint64_t sum = odd_starts + active;
    *carry = sum < active;
    return (even ^ sum << 1) & follows;
}
#endif

/* The quote that closes the string whose inside begins at `at`, or end; adds to *seen what stood there. */
static inline const char *wev_scan_string(const char *at, const char *end, unsigned *seen) {
#ifdef WEV_SCAN_WIDE
    uint64_t carry = 0; /* the byte at `at` stands behind a backslash */
    for (; at < end; at += WEV_BLOCK) {
        const wev_block block = wev_block_load(at, end);
        const uint64_t slashes = wev_block_equal(block, '\\');
        uint64_t quotes = wev_block_equal(block, '"'), behind = 0; /* bytes behind a backslash */
        if ((slashes | carry) != 0) {
            behind = wev_escaped_bytes(slashes, &carry);
            quotes &= ~behind;
        }
        const uint64_t before = quotes != 0 ? (quotes & (0 - quotes)) - 1 : UINT64_MAX; /* bytes of the string */
        behind &= before;
        if ((slashes & before) != 0)
            *seen |= WEV_SEEN_ESCAPE;
        if (behind != 0)
            for (uint64_t rare = behind & ~wev_block_common_escapes(block); rare != 0; rare &= rare - 1)
                *seen |= __builtin_ctzll(rare) < end - at ? wev_escape_seen(at[__builtin_ctzll(rare)]) : WEV_SEEN_LOOSE;
        if ((wev_block_controls(block) & before) != 0)
            *seen |= WEV_SEEN_LOOSE;
        if (quotes != 0)
            return at + __builtin_ctzll(quotes);
    }
    if (carry != 0) /* the message ends behind a backslash */
        *seen |= WEV_SEEN_LOOSE;
    return end;
#else
    bool escaped = false; /* the byte at `at` stands behind a backslash */
    for (; at < end; at++) {
        if (escaped) {
            *seen |= wev_escape_seen(*at);
            escaped = false;
        } else if (*at == '"') {
            return at;
        } else if (*at == '\\') {
            *seen |= WEV_SEEN_ESCAPE;
            escaped = true;
        } else if ((unsigned char)*at < 0x20) {
            *seen |= WEV_SEEN_LOOSE;
        }
    }
    if (escaped)
        *seen |= WEV_SEEN_LOOSE;
    return at;
#endif
}

/* How many bits are set; few are. */
static inline unsigned wev_count_bits(uint64_t bits) {
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* All bits from each set one on are turned: between the first and the second they are set. */
static inline uint64_t wev_between_bits(uint64_t bits) {
    for (unsigned by = 1; by < 64; by *= 2)
        bits ^= bits << by;
    return bits;
}

/*
 * Behind the bracket that closes the object or array whose bracket stands at `at`, or NULL if none does. Brackets in strings
 * do not count; which bracket closes which is not asked.
 */
static inline const char *wev_scan_nested(const char *at, const char *end) {
    size_t depth = 0;
#ifdef WEV_SCAN_WIDE
    uint64_t carry = 0, inside = 0; /* all bits: the block before ends in a string */
    for (; at < end; at += WEV_BLOCK) {
        const wev_block block = wev_block_load(at, end);
        const uint64_t slashes = wev_block_equal(block, '\\');
        uint64_t strings = wev_block_equal(block, '"');
        if ((slashes | carry) != 0)
            strings &= ~wev_escaped_bytes(slashes, &carry);
        strings = wev_between_bits(strings) ^ inside;
        inside = strings >> 63 != 0 ? UINT64_MAX : 0;
        const uint64_t opens = wev_block_brackets(block, '{') & ~strings, closes = wev_block_brackets(block, '}') & ~strings;
        const unsigned closed = wev_count_bits(closes);
        if (closed == 0 || closed < depth) {
            depth += wev_count_bits(opens);
            depth -= closed;
            continue;
        }
        for (uint64_t both = opens | closes; both != 0; both &= both - 1) {
            const uint64_t bit = both & (0 - both);
            if ((opens & bit) != 0)
                depth++;
            else if (--depth == 0)
                return at + __builtin_ctzll(bit) + 1;
        }
    }
#else
    bool in_string = false, escaped = false;
    for (; at < end; at++) {
        const char folded = (char)(*at | 0x20);
        if (escaped)
            escaped = false;
        else if (*at == '\\')
            escaped = true;
        else if (*at == '"')
            in_string = !in_string;
        else if (!in_string && folded == '{')
            depth++;
        else if (!in_string && folded == '}' && --depth == 0)
            return at + 1;
    }
#endif
    return NULL;
}

/* As wev_scan_string, decided inline for the usual short string without escapes. */
static inline const char *wev_scan_short_string(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    for (int i = 0; i < 4 && end - at >= 16; i++, at += 16) {
        const unsigned mask = wev_mask_json(_mm_loadu_si128((const __m128i *)(const void *)at));
        if (mask != 0)
            return at[__builtin_ctz(mask)] == '"' ? at + __builtin_ctz(mask) : NULL;
    }
#endif
    (void)at;
    (void)end;
    return NULL; /* not that short, or not that simple */
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
#endif
    while (at < end && (unsigned char)*at < 0x80)
        at++;
    return at;
}

#endif
