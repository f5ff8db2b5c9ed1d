/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is a text one JSON value, as strictly as RFC 8259 can be read: valid UTF-8, no half surrogate pair, no name twice in
 * an object (also not in another case), nothing behind it? Shares nothing with the reader and the sink that it judges.
 */
#ifndef WEV_UNIT_JSON_CHECK_H
#define WEV_UNIT_JSON_CHECK_H

#include "base/utf8.h"

enum { CHECK_DEPTH = 32, CHECK_NAMES = 512 };

typedef struct check {
    const char *at, *end;
} check;

static inline bool check_char(check *c, char wanted) {
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

static inline int check_hex4(check *c) {
    int value = 0;
    for (int i = 0; i < 4; i++, c->at++) {
        if (c->at == c->end)
            return -1;
        const char digit = wev_lower(*c->at);
        if (!wev_is_digit(digit) && (digit < 'a' || digit > 'f'))
            return -1;
        value = value * 16 + (wev_is_digit(digit) ? digit - '0' : digit - 'a' + 10);
    }
    return value;
}

/* Behind the backslash. */
static inline bool check_escape(check *c) {
    if (c->at == c->end || *c->at == '\0' || strchr("\"\\/bfnrtu", *c->at) == NULL)
        return false;
    if (*c->at++ != 'u')
        return true;
    const int code = check_hex4(c);
    if (code < 0xD800 || code > 0xDFFF)
        return code >= 0;
    if (code > 0xDBFF || !check_char(c, '\\') || !check_char(c, 'u'))
        return false;
    const int second = check_hex4(c);
    return second >= 0xDC00 && second <= 0xDFFF;
}

static inline bool check_string(check *c) {
    if (!check_char(c, '"'))
        return false;
    while (c->at < c->end && *c->at != '"') {
        if ((unsigned char)*c->at < 0x20)
            return false;
        if (*c->at++ == '\\' && !check_escape(c))
            return false;
    }
    return check_char(c, '"');
}

static inline bool check_digits(check *c) {
    const char *const start = c->at;
    while (c->at < c->end && wev_is_digit(*c->at))
        c->at++;
    return c->at > start;
}

static inline bool check_number(check *c) {
    (void)check_char(c, '-');
    if (!check_char(c, '0') && !check_digits(c))
        return false;
    if (check_char(c, '.') && !check_digits(c))
        return false;
    if (!check_char(c, 'e') && !check_char(c, 'E'))
        return true;
    if (!check_char(c, '+'))
        (void)check_char(c, '-');
    return check_digits(c);
}

static inline bool check_value(check *c, unsigned depth);

/* Names of one object, as they are written: our sink writes a name in one way only. */
static inline bool check_new_name(wev_str *names, size_t *count, wev_str name) {
    for (size_t i = 0; i < *count; i++)
        if (wev_str_same(names[i], name))
            return false;
    if (*count < CHECK_NAMES)
        names[(*count)++] = name;
    return true;
}

static inline bool check_object(check *c, unsigned depth) {
    wev_str names[CHECK_NAMES];
    size_t count = 0;
    if (check_char(c, '}'))
        return true;
    do {
        const char *const start = c->at;
        if (!check_string(c) || !check_new_name(names, &count, (wev_str){start, (size_t)(c->at - start)}) ||
            !check_char(c, ':') || !check_value(c, depth))
            return false;
    } while (check_char(c, ','));
    return check_char(c, '}');
}

static inline bool check_array(check *c, unsigned depth) {
    if (check_char(c, ']'))
        return true;
    do {
        if (!check_value(c, depth))
            return false;
    } while (check_char(c, ','));
    return check_char(c, ']');
}

static inline bool check_word(check *c, wev_str word) {
    if (!wev_str_starts((wev_str){c->at, (size_t)(c->end - c->at)}, word))
        return false;
    c->at += word.len;
    return true;
}

static inline bool check_value(check *c, unsigned depth) {
    if (c->at == c->end || depth == CHECK_DEPTH)
        return false;
    if (*c->at == '"')
        return check_string(c);
    if (check_char(c, '{'))
        return check_object(c, depth + 1);
    if (check_char(c, '['))
        return check_array(c, depth + 1);
    return check_word(c, SV("true")) || check_word(c, SV("false")) || check_word(c, SV("null")) || check_number(c);
}

/* A document as it is promised: one object on one line without blanks. */
static inline bool is_document(wev_str text) {
    check c = {text.ptr, text.ptr + text.len};
    return text.len > 0 && *c.at == '{' && wev_utf8_valid(text) && check_value(&c, 0) && c.at == c.end;
}

#endif
