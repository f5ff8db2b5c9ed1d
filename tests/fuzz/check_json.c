/* SPDX-License-Identifier: Apache-2.0 */
#include "check_json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 1000 };

typedef struct piece {
    const char *text;
    size_t len;
} piece;

typedef struct parser {
    const char *start, *at, *end;
    char *room;  /* where decoded strings go; they are never longer than what was written */
    piece *name; /* of all members of all open objects */
    size_t names, name_room;
    unsigned depth;
    bool unique;
    check_visit *visit;
    void *context;
    const char *fault;
} parser;

static bool bad(parser *p, const char *what) {
    if (p->fault == NULL)
        p->fault = what;
    return false;
}

static void skip_blanks(parser *p) {
    while (p->at < p->end && strchr(" \t\r\n", *p->at) != NULL && *p->at != '\0')
        p->at++;
}

static bool take(parser *p, char c) {
    if (p->at == p->end || *p->at != c)
        return false;
    p->at++;
    return true;
}

static bool take_word(parser *p, const char *word) {
    const size_t len = strlen(word);
    if ((size_t)(p->end - p->at) < len || memcmp(p->at, word, len) != 0)
        return bad(p, "an unknown word");
    p->at += len;
    return true;
}

/* How long the UTF-8 sequence here is; 0: it is none. Written after RFC 3629, section 4. */
static size_t sequence(const unsigned char *s, size_t left) {
    static const struct {
        unsigned char low, high, second_low, second_high;
        size_t len;
    } rows[] = {
        {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (s[0] < rows[i].low || s[0] > rows[i].high)
            continue;
        if (rows[i].len > left || (rows[i].len > 1 && (s[1] < rows[i].second_low || s[1] > rows[i].second_high)))
            return 0;
        for (size_t k = 2; k < rows[i].len; k++)
            if (s[k] < 0x80 || s[k] > 0xBF)
                return 0;
        return rows[i].len;
    }
    return 0;
}

static bool hex4(parser *p, uint32_t *code) {
    *code = 0;
    for (int i = 0; i < 4; i++) {
        const char *const digits = "0123456789abcdefABCDEF";
        const char *const found = p->at < p->end && *p->at != '\0' ? strchr(digits, *p->at) : NULL;
        if (found == NULL)
            return bad(p, "four hexadecimal digits were expected");
        const uint32_t value = (uint32_t)(found - digits);
        *code = *code * 16 + (value < 16 ? value : value - 6);
        p->at++;
    }
    return true;
}

static void put_code(parser *p, uint32_t code) {
    if (code < 0x80) {
        *p->room++ = (char)code;
    } else if (code < 0x800) {
        *p->room++ = (char)(0xC0 | code >> 6);
        *p->room++ = (char)(0x80 | (code & 63));
    } else {
        if (code < 0x10000) {
            *p->room++ = (char)(0xE0 | code >> 12);
        } else {
            *p->room++ = (char)(0xF0 | code >> 18);
            *p->room++ = (char)(0x80 | (code >> 12 & 63));
        }
        *p->room++ = (char)(0x80 | (code >> 6 & 63));
        *p->room++ = (char)(0x80 | (code & 63));
    }
}

/* Behind a backslash. */
static bool read_escape(parser *p) {
    static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    uint32_t code, low;
    if (p->at == p->end)
        return bad(p, "a string does not end");
    const char letter = *p->at++;
    const char *const simple = letter != '\0' ? strchr(letters, letter) : NULL;
    if (simple != NULL) {
        *p->room++ = bytes[simple - letters];
        return true;
    }
    if (letter != 'u')
        return bad(p, "an unknown escape");
    if (!hex4(p, &code))
        return false;
    if (code >= 0xDC00 && code <= 0xDFFF)
        return bad(p, "half a surrogate pair");
    if (code >= 0xD800 && code <= 0xDBFF) {
        if (!take(p, '\\') || !take(p, 'u') || !hex4(p, &low) || low < 0xDC00 || low > 0xDFFF)
            return bad(p, "half a surrogate pair");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    put_code(p, code);
    return true;
}

static bool read_string(parser *p, piece *out) {
    if (!take(p, '"'))
        return bad(p, "a string was expected");
    out->text = p->room;
    while (p->at < p->end && *p->at != '"') {
        if (*p->at == '\\') {
            p->at++;
            if (!read_escape(p))
                return false;
            continue;
        }
        if ((unsigned char)*p->at < 0x20)
            return bad(p, "a raw control character");
        const size_t n = sequence((const unsigned char *)p->at, (size_t)(p->end - p->at));
        if (n == 0)
            return bad(p, "no UTF-8");
        memcpy(p->room, p->at, n);
        p->room += n;
        p->at += n;
    }
    out->len = (size_t)(p->room - out->text);
    return take(p, '"') || bad(p, "a string does not end");
}

static bool digits(parser *p) {
    const char *const first = p->at;
    while (p->at < p->end && *p->at >= '0' && *p->at <= '9')
        p->at++;
    return p->at > first || bad(p, "a digit was expected");
}

static bool read_number(parser *p) {
    take(p, '-');
    if (!take(p, '0') && !digits(p))
        return false;
    if (take(p, '.') && !digits(p))
        return false;
    if (!take(p, 'e') && !take(p, 'E'))
        return true;
    if (!take(p, '+'))
        take(p, '-');
    return digits(p);
}

static bool add_name(parser *p, piece name) {
    if (p->names == p->name_room) {
        const size_t room = p->name_room != 0 ? p->name_room * 2 : 64;
        piece *const larger = realloc(p->name, room * sizeof *larger);
        if (larger == NULL)
            return bad(p, "no memory");
        p->name = larger;
        p->name_room = room;
    }
    p->name[p->names++] = name;
    return true;
}

static int compare(const void *left, const void *right) {
    const piece *const a = left, *const b = right;
    const int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);
    return order != 0 ? order : a->len < b->len ? -1 : a->len > b->len;
}

/* The names from `first` on belong to the object that closes. */
static bool close_names(parser *p, size_t first) {
    if (p->unique && p->names > first) {
        qsort(p->name + first, p->names - first, sizeof *p->name, compare);
        for (size_t i = first + 1; i < p->names; i++)
            if (compare(p->name + i - 1, p->name + i) == 0)
                return bad(p, "an object has two members of one name");
    }
    p->names = first;
    return true;
}

static bool read_value(parser *p, const piece *key);

static bool read_object(parser *p) {
    const size_t first = p->names;
    skip_blanks(p);
    if (take(p, '}'))
        return true;
    do {
        piece name;
        skip_blanks(p);
        if (!read_string(p, &name) || !add_name(p, name))
            return false;
        skip_blanks(p);
        if (!take(p, ':'))
            return bad(p, "a colon was expected");
        if (!read_value(p, &name))
            return false;
    } while (take(p, ','));
    return take(p, '}') ? close_names(p, first) : bad(p, "a comma or } was expected");
}

static bool read_array(parser *p) {
    skip_blanks(p);
    if (take(p, ']'))
        return true;
    do {
        if (!read_value(p, NULL))
            return false;
    } while (take(p, ','));
    return take(p, ']') || bad(p, "a comma or ] was expected");
}

static bool read_nested(parser *p, bool (*read)(parser *p)) {
    if (p->depth == MAX_DEPTH)
        return bad(p, "nested too deeply");
    p->at++;
    p->depth++;
    const bool good = read(p);
    p->depth--;
    return good;
}

static bool read_any(parser *p, check_kind *kind, piece *text) {
    switch (*p->at) {
    case '"':
        *kind = CHECK_STRING;
        return read_string(p, text);
    case '{':
        *kind = CHECK_OBJECT;
        return read_nested(p, read_object);
    case '[':
        *kind = CHECK_ARRAY;
        return read_nested(p, read_array);
    case 'n':
        *kind = CHECK_NULL;
        return take_word(p, "null");
    case 't':
    case 'f':
        *kind = CHECK_WORD;
        return take_word(p, *p->at == 't' ? "true" : "false");
    default:
        *kind = CHECK_NUMBER;
        return read_number(p);
    }
}

static bool read_value(parser *p, const piece *key) {
    check_kind kind;
    skip_blanks(p);
    if (p->at == p->end)
        return bad(p, "a value was expected");
    const char *const start = p->at;
    piece text = {start, 0};
    if (!read_any(p, &kind, &text))
        return false;
    if (kind != CHECK_STRING)
        text = (piece){start, (size_t)(p->at - start)};
    if (p->visit != NULL) {
        const check_value value = {kind,
                                   text.text,
                                   key != NULL ? key->text : NULL,
                                   text.len,
                                   key != NULL ? key->len : 0,
                                   (size_t)(p->at - p->start),
                                   p->depth};
        p->visit(p->context, &value);
    }
    skip_blanks(p);
    return true;
}

const char *check_json(const char *text, size_t len, bool unique, check_visit *visit, void *context) {
    char *const room = malloc(len + 1);
    parser p = {.start = text,
                .at = text,
                .end = text + len,
                .room = room,
                .unique = unique,
                .visit = visit,
                .context = context};
    if (room == NULL)
        return "no memory";
    if (read_value(&p, NULL) && p.at != p.end)
        bad(&p, "something stands behind the document");
    free(p.name);
    free(room);
    return p.fault;
}
