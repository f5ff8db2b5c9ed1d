/* SPDX-License-Identifier: Apache-2.0 */
#include "kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct piece {
    const char *text;
    size_t len;
} piece;

typedef struct search {
    const kept *set;
    const char *start, *at, *end;
    size_t limit;
    char *room;   /* for a decoded attribute */
    char *joined; /* for a text that is put together */
    char *lost;
    size_t lost_room;
} search;

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool here_is(const search *s, const char *word) {
    const size_t len = strlen(word);
    return (size_t)(s->end - s->at) >= len && memcmp(s->at, word, len) == 0;
}

/* Behind the next `word`; the end if there is none, and *closed tells. */
static const char *behind(const search *s, const char *word, bool *closed) {
    const size_t len = strlen(word);
    for (const char *at = s->at; (size_t)(s->end - at) >= len; at++) {
        if (memcmp(at, word, len) == 0) {
            *closed = true;
            return at + len;
        }
    }
    *closed = false;
    return s->end;
}

static size_t put_code(char *to, unsigned long code) {
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    const size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, code >>= 6)
        to[i] = (char)(0x80 | (code & 63));
    to[0] = (char)(leads[len] | code);
    return len;
}

/* A reference at the start of `raw`: what it stands for to `to`, its length as the result; *used 0: it is none. */
static size_t reference(char *to, piece raw, size_t *used) {
    static const char *const names[] = {"lt", "gt", "amp", "quot", "apos"};
    static const char bytes[] = "<>&\"'";
    char name[32];
    const char *const semicolon = memchr(raw.text, ';', raw.len);
    const size_t len = semicolon != NULL ? (size_t)(semicolon - raw.text) - 1 : sizeof name;
    *used = 0;
    if (len == 0 || len >= sizeof name)
        return 0;
    memcpy(name, raw.text + 1, len);
    name[len] = '\0';
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            *used = len + 2;
            *to = bytes[i];
            return 1;
        }
    }
    const bool hex = name[0] == '#' && (name[1] == 'x' || name[1] == 'X');
    const char *const first = name + (hex ? 2 : 1);
    if (name[0] != '#' || *first == '\0' ||
        strspn(first, hex ? "0123456789abcdefABCDEF" : "0123456789") != strlen(first))
        return 0;
    *used = len + 2;
    return put_code(to, strtoul(first, NULL, hex ? 16 : 10));
}

/* What is no reference stays as it is. Gives the length, at most that of `raw`. */
static size_t decode(char *to, piece raw) {
    char *const start = to;
    for (size_t i = 0; i < raw.len;) {
        size_t used = 0;
        if (raw.text[i] == '&')
            to += reference(to, (piece){raw.text + i, raw.len - i}, &used);
        if (used == 0)
            *to++ = raw.text[i++];
        i += used;
    }
    return (size_t)(to - start);
}

static bool is_kept(const search *s, piece value, piece raw) {
    if (kept_has(s->set, value.text, value.len) || kept_has(s->set, raw.text, raw.len))
        return true;
    snprintf(s->lost, s->lost_room, "%.*s", (int)value.len, value.text);
    return false;
}

/* One attribute in front of `close`, which is where the tag ends; false at the first that is lost. */
static bool look_attribute(search *s, const char *close) {
    const char *const equals = memchr(s->at, '=', (size_t)(close - s->at));
    if (equals == NULL) {
        s->at = close;
        return true;
    }
    const char *name = equals;
    while (name > s->start && !is_blank(name[-1]))
        name--;
    const char *quote = equals;
    while (quote < close && *quote != '"' && *quote != '\'')
        quote++;
    const char *const stop = quote < close ? memchr(quote + 1, *quote, (size_t)(close - quote - 1)) : NULL;
    s->at = stop != NULL ? stop + 1 : close;
    if (stop == NULL || strncmp(name, "xmlns", 5) == 0)
        return true;
    const piece raw = {quote + 1, (size_t)(stop - quote - 1)};
    return is_kept(s, (piece){s->room, decode(s->room, raw)}, raw);
}

/* A tag; its attributes count if it ends in front of the limit. */
static bool look_tag(search *s) {
    const char *close = s->at;
    char quote = '\0';
    for (; close < s->end && (quote != '\0' || *close != '>'); close++) {
        if (quote != '\0')
            quote = *close == quote ? '\0' : quote;
        else if (*close == '"' || *close == '\'')
            quote = *close;
    }
    const bool counts = close < s->end && (size_t)(close + 1 - s->start) <= s->limit;
    while (counts && s->at < close)
        if (!look_attribute(s, close))
            return false;
    s->at = close < s->end ? close + 1 : s->end;
    return true;
}

/* Text up to the next tag, put together over CDATA, comments and processing instructions. */
static bool look_text(search *s) {
    const char *const start = s->at;
    size_t len = 0;
    bool closed = true;
    while (s->at < s->end) {
        if (*s->at != '<') {
            const char *const stop = memchr(s->at, '<', (size_t)(s->end - s->at));
            const piece raw = {s->at, (size_t)((stop != NULL ? stop : s->end) - s->at)};
            len += decode(s->joined + len, raw);
            s->at += raw.len;
        } else if (here_is(s, "<![CDATA[")) {
            s->at += 9;
            const char *const stop = behind(s, "]]>", &closed);
            const size_t inside = (size_t)(stop - s->at) - (closed ? 3 : 0);
            memcpy(s->joined + len, s->at, inside);
            len += inside;
            s->at = stop;
        } else if (here_is(s, "<!--")) {
            s->at = behind(s, "-->", &closed);
        } else if (here_is(s, "<?")) {
            s->at = behind(s, "?>", &closed);
        } else {
            break;
        }
    }
    const piece raw = {start, (size_t)(s->at - start)};
    return (size_t)(s->at - s->start) > s->limit || is_kept(s, (piece){s->joined, len}, raw);
}

bool kept_xml(const kept *set, const char *text, size_t len, size_t limit, char *lost, size_t room) {
    char *const memory = malloc(2 * len + 2);
    search s = {set, text, text, text + len, limit, memory, memory != NULL ? memory + len + 1 : NULL, lost, room};
    bool good = memory != NULL;
    while (good && s.at < s.end)
        good = look_text(&s) && (s.at == s.end || look_tag(&s));
    free(memory);
    return good;
}
