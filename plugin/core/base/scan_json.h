/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a string and where a nested value of JSON end, 64 bytes at a time where the machine has SSE2, one at a time
 * elsewhere. Never reads at or behind `end`.
 */
#ifndef WEV_BASE_SCAN_JSON_H
#define WEV_BASE_SCAN_JSON_H

#include "base/scan.h"

/* What stood in a JSON string; a set. */
enum {
    WEV_SEEN_ESCAPE = 1,  /* a backslash */
    WEV_SEEN_UNICODE = 2, /* \uXXXX, digits not checked; not told of a string that is loose */
    WEV_SEEN_LOOSE = 4    /* a raw control character, or a backslash before something that cannot be escaped */
};

/* What may follow a backslash (RFC 8259, section 7); a byte that is not in the table may not. */
enum { WEV_ESCAPE_VALID = 1, WEV_ESCAPE_SHORT = 2 /* and not \uXXXX */ };
static const unsigned char wev_escapes[256] = {
    ['"'] = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT,
    ['\\'] = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT,
    ['/'] = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT,
    ['b'] = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT,
    ['f'] = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT,
    ['n'] = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT,
    ['r'] = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT,
    ['t'] = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT,
    ['u'] = WEV_ESCAPE_VALID,
};

/* What escapes make of which `all` is what the table says of each. Behind the first that is none nobody asks for more.
 */
static inline unsigned wev_escapes_seen(unsigned all) {
    return (all & WEV_ESCAPE_VALID) == 0 ? WEV_SEEN_LOOSE : (all & WEV_ESCAPE_SHORT) == 0 ? WEV_SEEN_UNICODE : 0U;
}

#ifdef WEV_SCAN_WIDE
enum { WEV_BLOCK = 64 };

/* 64 bytes; a bit of a mask stands for one of them. */
typedef struct wev_block {
    __m128i v[4];
} wev_block;

/* Behind the block at `at`, or the end in it. */
static inline const char *wev_block_end(const char *at, const char *end) {
    return end - at < WEV_BLOCK ? end : at + WEV_BLOCK;
}

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
           (uint64_t)(unsigned)_mm_movemask_epi8(hit.v[2]) << 32 |
           (uint64_t)(unsigned)_mm_movemask_epi8(hit.v[3]) << 48;
}

static inline uint64_t wev_block_equal(wev_block block, char c) {
    for (int i = 0; i < 4; i++)
        block.v[i] = _mm_cmpeq_epi8(block.v[i], _mm_set1_epi8(c));
    return wev_block_mask(block);
}

/* What stands behind the backslash of the escapes of CR, LF and TAB, of which rendered texts are full. */
static inline uint64_t wev_block_line_ends(wev_block block) {
    for (int i = 0; i < 4; i++)
        block.v[i] = _mm_or_si128(_mm_cmpeq_epi8(block.v[i], _mm_set1_epi8('r')),
                                  _mm_or_si128(_mm_cmpeq_epi8(block.v[i], _mm_set1_epi8('n')),
                                               _mm_cmpeq_epi8(block.v[i], _mm_set1_epi8('t'))));
    return wev_block_mask(block);
}

/* Control characters; most blocks have none at all. */
static inline uint64_t wev_block_controls(wev_block block) {
    const __m128i top = _mm_set1_epi8(0x1f);
    const __m128i least = _mm_min_epu8(_mm_min_epu8(block.v[0], block.v[1]), _mm_min_epu8(block.v[2], block.v[3]));
    if (_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(least, top), least)) == 0)
        return 0;
    for (int i = 0; i < 4; i++)
        block.v[i] = _mm_cmpeq_epi8(_mm_min_epu8(block.v[i], top), block.v[i]);
    return wev_block_mask(block);
}

/* [ and {; or with '}', ] and }: they differ in one bit. */
static inline uint64_t wev_block_brackets(wev_block block, char brace) {
    for (int i = 0; i < 4; i++)
        block.v[i] = _mm_cmpeq_epi8(_mm_or_si128(block.v[i], _mm_set1_epi8(0x20)), _mm_set1_epi8(brace));
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
    unsigned all = WEV_ESCAPE_VALID | WEV_ESCAPE_SHORT;
#ifdef WEV_SCAN_WIDE
    uint64_t carry = 0, any = 0; /* the byte at `at` stands behind a backslash; there are backslashes */
    for (; at < end; at = wev_block_end(at, end)) {
        const wev_block block = wev_block_load(at, end);
        const uint64_t slashes = wev_block_equal(block, '\\'), marks = wev_block_equal(block, '"');
        uint64_t quotes = marks, behind = 0; /* those that end the string; bytes behind a backslash */
        if ((slashes | carry) != 0) {
            behind = wev_escaped_bytes(slashes, &carry);
            quotes &= ~behind;
        }
        const uint64_t before = quotes != 0 ? (quotes & (0 - quotes)) - 1 : UINT64_MAX; /* bytes of the string */
        any |= slashes & before;
        behind &= before;
        if (end - at < WEV_BLOCK && behind >> (end - at) != 0) { /* the message ends behind a backslash */
            all = 0;
            behind &= (UINT64_C(1) << (end - at)) - 1;
        }
        behind &= (all & WEV_ESCAPE_VALID) != 0 ? ~(slashes | marks) : 0; /* paths, and what is quoted */
        if (behind != 0)
            behind &= ~wev_block_line_ends(block);
        for (; behind != 0; behind &= behind - 1)
            all &= wev_escapes[(unsigned char)at[(unsigned)__builtin_ctzll(behind)]];
        if ((wev_block_controls(block) & before) != 0)
            *seen |= WEV_SEEN_LOOSE;
        if (quotes != 0) {
            at += __builtin_ctzll(quotes);
            break;
        }
    }
    if (any != 0)
        *seen |= WEV_SEEN_ESCAPE;
    *seen |= wev_escapes_seen(at < end || carry == 0 ? all : 0); /* or the message ends behind a backslash */
    return at;
#else
    bool escaped = false; /* the byte at `at` stands behind a backslash */
    for (; at < end && (escaped || *at != '"'); at++) {
        if (escaped) {
            all &= wev_escapes[(unsigned char)*at];
            escaped = false;
        } else if (*at == '\\') {
            *seen |= WEV_SEEN_ESCAPE;
            escaped = true;
        } else if ((unsigned char)*at < 0x20) {
            *seen |= WEV_SEEN_LOOSE;
        }
    }
    *seen |= wev_escapes_seen(escaped ? 0 : all);
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
 * Behind the bracket that closes the object or array whose bracket stands at `at`, or NULL if none does. Brackets in
 * strings do not count; which bracket closes which is not asked.
 */
static inline const char *wev_scan_nested(const char *at, const char *end) {
    size_t depth = 0;
#ifdef WEV_SCAN_WIDE
    uint64_t carry = 0, inside = 0; /* all bits: the block before ends in a string */
    for (; at < end; at = wev_block_end(at, end)) {
        const wev_block block = wev_block_load(at, end);
        const uint64_t slashes = wev_block_equal(block, '\\');
        uint64_t strings = wev_block_equal(block, '"');
        if ((slashes | carry) != 0)
            strings &= ~wev_escaped_bytes(slashes, &carry);
        strings = wev_between_bits(strings) ^ inside;
        inside = strings >> 63 != 0 ? UINT64_MAX : 0;
        const uint64_t opens = wev_block_brackets(block, '{') & ~strings,
                       closes = wev_block_brackets(block, '}') & ~strings;
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
    bool in_string = false, escaped = false; /* the byte at `at` stands behind a backslash */
    for (; at < end; at++) {
        const char folded = (char)(*at | 0x20);
        if (*at == '"' && !escaped)
            in_string = !in_string;
        else if (!in_string && folded == '{')
            depth++;
        else if (!in_string && folded == '}' && --depth == 0)
            return at + 1;
        escaped = *at == '\\' && !escaped;
    }
#endif
    return NULL;
}

#endif
