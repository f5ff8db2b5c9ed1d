/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A view of bytes that somebody else owns. Its one rule: a length is never counted by hand and never found by
 * looking for a NUL; input may hold any byte.
 */
#ifndef WEV_BASE_STR_H
#define WEV_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Of what is seldom called: kept out of its caller, which then needs no frame and no registers for it. */
#ifdef __GNUC__
#define WEV_APART __attribute__((noinline))
#else
#define WEV_APART
#endif

/* ptr NULL: absent. len 0 with a ptr: empty. The two are different throughout. */
typedef struct wev_str {
    const char *ptr;
    size_t len;
} wev_str;

/* A view of a string literal, for expressions and for static tables. */
#define SV(literal) ((wev_str){(literal), sizeof(literal) - 1})
#define SV_INIT(literal)                                                                                               \
    { (literal), sizeof(literal) - 1 }

static inline wev_str wev_str_of(const char *text) {
    return (wev_str){text, text != NULL ? strlen(text) : 0};
}

/*
 * Copying and comparing names and short values is most of what happens to a message, and a call of the library
 * costs more than the work. Up to 64 bytes are moved as blocks that may overlap; nothing outside is touched.
 */
static inline void wev_move(char *restrict to, const char *restrict from, size_t len) {
    if (len >= 16) {
        if (len > 64) {
            memcpy(to, from, len);
            return;
        }
        if (len > 32) {
            memcpy(to + 16, from + 16, 16);
            memcpy(to + len - 32, from + len - 32, 16);
        }
        memcpy(to, from, 16);
        memcpy(to + len - 16, from + len - 16, 16);
    } else if (len >= 8) {
        memcpy(to, from, 8);
        memcpy(to + len - 8, from + len - 8, 8);
    } else if (len >= 4) {
        memcpy(to, from, 4);
        memcpy(to + len - 4, from + len - 4, 4);
    } else if (len > 0) {
        const char first = from[0], middle = from[len / 2], last = from[len - 1];
        to[0] = first;
        to[len / 2] = middle;
        to[len - 1] = last;
    }
}

/* Are these `len` bytes the same? */
static inline bool wev_same_bytes(const char *x, const char *y, size_t len) {
    uint64_t a, b, c, d;
    if (len > 16)
        return memcmp(x, y, len) == 0;
    if (len >= 8) {
        memcpy(&a, x, 8);
        memcpy(&b, y, 8);
        memcpy(&c, x + len - 8, 8);
        memcpy(&d, y + len - 8, 8);
        return ((a ^ b) | (c ^ d)) == 0;
    }
    if (len >= 4) {
        uint32_t e, f, g, h;
        memcpy(&e, x, 4);
        memcpy(&f, y, 4);
        memcpy(&g, x + len - 4, 4);
        memcpy(&h, y + len - 4, 4);
        return ((e ^ f) | (g ^ h)) == 0;
    }
    return len == 0 || (x[0] == y[0] && x[len / 2] == y[len / 2] && x[len - 1] == y[len - 1]);
}

static inline bool wev_str_equal(wev_str a, wev_str b) {
    return a.len == b.len && wev_same_bytes(a.ptr, b.ptr, a.len);
}

static inline bool wev_str_starts(wev_str text, wev_str with) {
    return text.len >= with.len && wev_same_bytes(text.ptr, with.ptr, with.len);
}

/* Where `what`, which is not empty, begins in `text`; SIZE_MAX if it does not. */
size_t wev_str_find(wev_str text, wev_str what);

/*
 * Cuts at the first `separator`: *word is what stands in front of it, *text what stands behind. Without one *word is
 * all, *text empty at the end, and the result false.
 */
bool wev_str_split(wev_str *text, wev_str separator, wev_str *word);

/* The view without its first n bytes; n is at most len. */
static inline wev_str wev_str_skip(wev_str text, size_t n) {
    return (wev_str){text.ptr + n, text.len - n};
}

/* Is `c` the first byte? Then *text goes on behind it. */
static inline bool wev_str_take(wev_str *text, char c) {
    if (text->len == 0 || text->ptr[0] != c)
        return false;
    *text = wev_str_skip(*text, 1);
    return true;
}

static inline char wev_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static inline bool wev_is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The value of a hexadecimal digit, or -1. */
static inline int wev_hex_digit(char c) {
    if (wev_is_digit(c))
        return c - '0';
    c = wev_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* All of the text is decimal digits, and there is one. */
static inline bool wev_all_digits(wev_str text) {
    for (size_t i = 0; i < text.len; i++)
        if (!wev_is_digit(text.ptr[i]))
            return false;
    return text.len > 0;
}

static inline bool wev_is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

enum { WEV_BLANK_ESCAPE = 4 };

/* Are these three bytes TAB, LF or CR in octal digits: `011`, `012`, `015`? */
static inline bool wev_is_blank_octal(const char *at) {
    return at[0] == '0' && at[1] == '1' && (at[2] == '1' || at[2] == '2' || at[2] == '5');
}

/* Are these four bytes what rsyslog writes for TAB, LF or CR: `#011`, `#012`, `#015`? */
static inline bool wev_is_blank_escape(const char *at) {
    return at[0] == '#' && wev_is_blank_octal(at + 1);
}

/* Equal but for the case of ASCII letters: how Windows compares provider, channel and field names. */
bool wev_str_same(wev_str a, wev_str b);

/* The length without blanks at the end, also as rsyslog escapes them. */
size_t wev_without_blanks_behind(wev_str text);

wev_str wev_str_trim_blanks(wev_str text);

/* Without blanks (space, TAB, CR, LF) at either end. */
static inline wev_str wev_str_trim(wev_str text) {
    const bool has_none = text.len == 0 || (!wev_is_blank(text.ptr[0]) && !wev_is_blank(text.ptr[text.len - 1]));
    return has_none ? text : wev_str_trim_blanks(text);
}

#endif
