/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "base/scan.h"
#include "base/utf8.h"

/* The letter behind a backslash to the byte it means; 0 where there is none. */
static const char simple_escapes[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t',
};

static inline char simple_escape(char letter) {
    return simple_escapes[(unsigned char)letter];
}

/* The four digits of \uXXXX at `at`, or -1. */
static int32_t hex4(const char *at, const char *end) {
    if (end - at < 4)
        return -1;
    int32_t code = 0;
    for (int i = 0; i < 4; i++) {
        const int digit = wev_hex_digit(at[i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

/* One \uXXXX or surrogate pair at `at` (behind the u). *code -1: no digits; -2: half a pair. Gives what it used. */
static size_t unicode_escape(const char *at, const char *end, int32_t *code) {
    const int32_t first = hex4(at, end);
    *code = first;
    if (first < 0xD800 || first > 0xDFFF)
        return first < 0 ? 0 : 4;
    *code = -2;
    if (first >= 0xDC00 || end - at < 10 || at[4] != '\\' || at[5] != 'u')
        return 4;
    const int32_t second = hex4(at + 6, end);
    if (second < 0xDC00 || second > 0xDFFF)
        return 4;
    *code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    return 10;
}

bool wev_json_escapes_valid(const char *at, const char *end) {
    while (at < end) {
        at = wev_scan_json(at, end);
        if (at == end)
            break;
        if (*at == '"') {
            at++;
            continue;
        }
        if (*at != '\\' || end - at < 2)
            return false;
        if (at[1] == 'u') {
            int32_t code = 0;
            const size_t used = unicode_escape(at + 2, end, &code);
            if (code < 0)
                return false;
            at += 2 + used;
        } else if (simple_escape(at[1]) != 0) {
            at += 2;
        } else {
            return false;
        }
    }
    return true;
}

/* Copies what stands in front of the next `stop`, or of the end; *at goes on there. Behind the copy. */
static inline char *copy_until(char stop, char *to, const char **at, const char *end) {
    const char *from = *at;
#ifdef WEV_SCAN_WIDE
    for (; end - from >= 16; from += 16, to += 16) { /* there is room: nothing has grown so far */
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)from);
        _mm_storeu_si128((__m128i *)(void *)to, v);
        const unsigned mask = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(stop)));
        if (mask != 0) {
            *at = from + __builtin_ctz(mask);
            return to + __builtin_ctz(mask);
        }
    }
#endif
    const char *const found = from < end ? memchr(from, stop, (size_t)(end - from)) : NULL;
    const size_t len = (size_t)((found != NULL ? found : end) - from);
    wev_move(to, from, len);
    *at = from + len;
    return to + len;
}

/* What no JSON writer should send (an unknown escape, a raw control character) is kept as it came. */
static size_t decode_json(char *to, const char *at, const char *end) {
    char *const start = to;
    while (at < end) {
        if (*at != '\\') {
            to = copy_until('\\', to, &at, end);
            continue;
        }
        if (end - at < 2) {
            *to++ = *at++;
            break;
        }
        const char simple = simple_escape(at[1]);
        int32_t code = -1;
        size_t used = 0;
        if (simple != 0) {
            *to++ = simple;
            at += 2;
        } else if (at[1] == 'u' && (used = unicode_escape(at + 2, end, &code)) > 0) {
            to += wev_utf8_put(to, code < 0 ? 0xFFFD : (uint32_t)code);
            at += 2 + used;
        } else {
            *to++ = *at++;
        }
    }
    return (size_t)(to - start);
}

/* &#9; &#10; &#13;: the line breaks and tabs that collectors write in a rendered message, by far the most frequent. */
static size_t blank_reference(char *to, const char *at, const char *end) {
    if (end - at < 5 || at[1] != '#')
        return 0;
    if (at[2] == '1' && at[4] == ';' && (at[3] == '0' || at[3] == '3')) {
        *to = at[3] == '0' ? '\n' : '\r';
        return 5;
    }
    if (at[2] == '9' && at[3] == ';') {
        *to = '\t';
        return 4;
    }
    return 0;
}

/* A reference at `at` (on the ampersand): its bytes to `to`, their count to *put; gives what it used, 0 if none. */
static size_t xml_reference(char *to, size_t *put, const char *at, const char *end) {
    static const struct {
        wev_str name;
        char byte;
    } named[] = {
        {SV_INIT("&lt;"), '<'},   {SV_INIT("&gt;"), '>'},    {SV_INIT("&amp;"), '&'},
        {SV_INIT("&quot;"), '"'}, {SV_INIT("&apos;"), '\''},
    };
    const wev_str rest = {at, (size_t)(end - at)};
    if (rest.len < 4 || memchr("#lgaq", at[1], 5) == NULL) /* the most ampersands that are none end here */
        return 0;
    for (size_t i = 0; i < sizeof named / sizeof *named && at[1] != '#'; i++) {
        if (wev_str_starts(rest, named[i].name)) {
            *to = named[i].byte;
            *put = 1;
            return named[i].name.len;
        }
    }
    if (at[1] != '#')
        return 0;
    const bool hex = at[2] == 'x' || at[2] == 'X';
    const char *digit = at + (hex ? 3 : 2);
    const char *const first = digit;
    uint32_t code = 0;
    while (digit < end && (hex ? wev_hex_digit(*digit) >= 0 : wev_is_digit(*digit))) {
        if (code <= 0x10FFFF)
            code = code * (hex ? 16 : 10) + (uint32_t)wev_hex_digit(*digit);
        digit++;
    }
    if (digit == first || digit == end || *digit != ';')
        return 0;
    *put = wev_utf8_put(to, code == 0 ? 0xFFFD : code);
    return (size_t)(digit + 1 - at);
}

/* A reference that is unknown or not closed stays as it came. */
static size_t decode_xml(char *to, const char *at, const char *end) {
    char *const start = to;
    while (at < end) {
        if (*at != '&') {
            to = copy_until('&', to, &at, end);
            continue;
        }
        size_t put = 1;
        size_t used = blank_reference(to, at, end);
        if (used == 0)
            used = xml_reference(to, &put, at, end);
        if (used == 0) {
            *to++ = *at++;
        } else {
            to += put;
            at += used;
        }
    }
    return (size_t)(to - start);
}

wev_text wev_text_of(wev_str text) {
    const bool clean = text.len == 0 || wev_scan_json(text.ptr, text.ptr + text.len) == text.ptr + text.len;
    return wev_text_as(text, clean ? WEV_CLEAN : WEV_PLAIN);
}

size_t wev_text_decode(char *to, wev_text text) {
    switch ((wev_writing)text.writing) {
    case WEV_JSON:
    case WEV_JSON_LOOSE:
        return decode_json(to, text.ptr, text.ptr + text.len);
    case WEV_XML:
        return decode_xml(to, text.ptr, text.ptr + text.len);
    case WEV_CLEAN:
    case WEV_PLAIN:
        break;
    }
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    return text.len;
}

wev_str wev_text_copy(wev_arena *arena, wev_text text) {
    char *const copy = wev_arena_alloc(arena, text.len);
    if (copy == NULL)
        return (wev_str){NULL, 0};
    return (wev_str){copy, wev_text_decode(copy, text)};
}
