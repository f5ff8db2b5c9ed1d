/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding the next byte that matters, 16 at a time where the machine has SSE2 (each x86-64 has), one at a time
 * elsewhere. Never reads at or behind `end`.
 */
#ifndef WEV_BASE_SCAN_H
#define WEV_BASE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#define WEV_SCAN_WIDE 1
#endif

/* A byte that may not stand as it is in a JSON string (RFC 8259, section 7): quote, backslash, below 0x20. */
static inline bool wev_needs_escape(char c) {
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

/* The first byte in [at, end) that ends or escapes a JSON string, or end. */
static inline const char *wev_scan_json(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\'), last_control = _mm_set1_epi8(0x1f);
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, last_control), v);
        const __m128i hit =
            _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash)));
        const int mask = _mm_movemask_epi8(hit);
        if (mask != 0)
            return at + __builtin_ctz((unsigned)mask);
    }
#endif
    while (at < end && !wev_needs_escape(*at))
        at++;
    return at;
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
/*
 * Which bytes of sixteen stand behind an active backslash, out of a mask of all backslashes; *carry: the first byte
 * of the next sixteen does. In a run of backslashes every second one is active; adding the mask to the starts of
 * runs carries through each run at once (after G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second").
 */
static inline unsigned wev_escaped_bytes(unsigned slashes, unsigned *carry) {
    const unsigned active = slashes & ~*carry;
    const unsigned follows = (active << 1 | *carry) & 0xFFFF;
    const unsigned odd_starts = active & 0xAAAA & ~follows;
    const unsigned sum = odd_starts + active;
    *carry = sum >> 16 & 1;
    return (0x5555 ^ sum << 1) & follows;
}

/* Which bytes of sixteen are letters that most often follow a backslash; the rare ones are looked at singly. */
static inline unsigned wev_common_escapes(__m128i v) {
    const __m128i n = _mm_cmpeq_epi8(v, _mm_set1_epi8('n')), r = _mm_cmpeq_epi8(v, _mm_set1_epi8('r')),
                  t = _mm_cmpeq_epi8(v, _mm_set1_epi8('t')), quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
                  slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(n, r), _mm_or_si128(_mm_or_si128(t, quote), slash)));
}
#endif

/* The quote that closes the string whose inside begins at `at`, or end; adds to *seen what stood there. */
static inline const char *wev_scan_string(const char *at, const char *end, unsigned *seen) {
    bool escaped = false; /* the byte at `at` stands behind a backslash */
#ifdef WEV_SCAN_WIDE
    unsigned carry = 0;
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')), quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
                      control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
        if (((unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(slash, quote), control)) | carry) == 0)
            continue;
        const unsigned slashes = (unsigned)_mm_movemask_epi8(slash);
        unsigned quotes = (unsigned)_mm_movemask_epi8(quote), controls = (unsigned)_mm_movemask_epi8(control);
        unsigned behind = 0; /* bytes behind a backslash */
        if ((slashes | carry) != 0) {
            behind = wev_escaped_bytes(slashes, &carry);
            quotes &= ~behind;
        }
        const unsigned before = quotes != 0 ? (quotes & (0 - quotes)) - 1 : 0xFFFF; /* bytes of the string */
        behind &= before;
        controls &= before;
        if ((slashes & before) != 0)
            *seen |= WEV_SEEN_ESCAPE;
        if (behind != 0)
            for (unsigned rare = behind & ~wev_common_escapes(v); rare != 0; rare &= rare - 1)
                *seen |= wev_escape_seen(at[__builtin_ctz(rare)]);
        if (controls != 0)
            *seen |= WEV_SEEN_LOOSE;
        if (quotes != 0)
            return at + __builtin_ctz(quotes);
    }
    escaped = carry != 0;
#endif
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
    if (escaped) /* the message ends behind a backslash */
        *seen |= WEV_SEEN_LOOSE;
    return at;
}

/* How many bits are set; few are. */
static inline unsigned wev_count_bits(unsigned bits) {
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/*
 * Behind the bracket that closes the object or array whose bracket stands at `at`, or NULL if none does. Brackets in strings
 * do not count; which bracket closes which is not asked.
 */
static inline const char *wev_scan_nested(const char *at, const char *end) {
    size_t depth = 0;
    bool in_string = false, escaped = false;
#ifdef WEV_SCAN_WIDE
    unsigned carry = 0, inside = 0; /* all bits: the block before ends in a string */
    for (; end - at >= 16; at += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i folded = _mm_or_si128(v, _mm_set1_epi8(0x20)); /* [ to {, ] to } */
        const unsigned slashes = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
        unsigned strings = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
        if ((slashes | carry) != 0)
            strings &= ~wev_escaped_bytes(slashes, &carry);
        strings ^= strings << 1; /* each quote turns all bytes from it on */
        strings ^= strings << 2;
        strings ^= strings << 4;
        strings ^= strings << 8;
        strings = (strings ^ inside) & 0xFFFF;
        inside = (strings >> 15) != 0 ? 0xFFFF : 0;
        const unsigned opens = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{'))) & ~strings;
        const unsigned closes = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(folded, _mm_set1_epi8('}'))) & ~strings;
        const unsigned closed = wev_count_bits(closes);
        if (closed == 0 || closed < depth) {
            depth += wev_count_bits(opens);
            depth -= closed;
            continue;
        }
        for (unsigned both = opens | closes; both != 0; both &= both - 1) {
            const unsigned bit = both & (0 - both);
            if ((opens & bit) != 0)
                depth++;
            else if (--depth == 0)
                return at + __builtin_ctz(bit) + 1;
        }
    }
    in_string = inside != 0;
    escaped = carry != 0;
#endif
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
    return NULL;
}

/* As wev_scan_string, decided inline for the usual short string without escapes. */
static inline const char *wev_scan_short_string(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    if (end - at >= 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
        const __m128i hit = _mm_or_si128(_mm_or_si128(control, _mm_cmpeq_epi8(v, _mm_set1_epi8('"'))),
                                         _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
        const unsigned mask = (unsigned)_mm_movemask_epi8(hit);
        if (mask != 0 && at[__builtin_ctz(mask)] == '"')
            return at + __builtin_ctz(mask);
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
