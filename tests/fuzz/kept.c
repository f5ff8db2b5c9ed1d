/* SPDX-License-Identifier: Apache-2.0 */
#include "kept.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check_json.h"

typedef struct piece {
    const char *text;
    size_t len;
} piece;

typedef struct instant {
    int64_t seconds;
    uint32_t nanos;
} instant;

typedef struct pieces {
    piece *item;
    size_t count, limit;
} pieces;

struct kept {
    char *room; /* the texts of the document, one behind the other */
    size_t used, size;
    pieces value, key;
    bool failed;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* How rsyslog writes TAB, LF and CR. */
static bool is_escaped_blank(const char *four) {
    return memcmp(four, "#011", 4) == 0 || memcmp(four, "#012", 4) == 0 || memcmp(four, "#015", 4) == 0;
}

static piece trim(piece p) {
    for (size_t n = 1; p.len > 0 && n > 0; p = (piece){p.text + n, p.len - n})
        n = is_blank(p.text[0]) ? 1 : p.len >= 4 && is_escaped_blank(p.text) ? 4 : 0;
    for (size_t n = 1; p.len > 0 && n > 0; p.len -= n)
        n = is_blank(p.text[p.len - 1]) ? 1 : p.len >= 4 && is_escaped_blank(p.text + p.len - 4) ? 4 : 0;
    return p;
}

static int compare(const void *left, const void *right) {
    const piece *const a = left, *const b = right;
    const size_t shorter = a->len < b->len ? a->len : b->len;
    const int order = shorter > 0 ? memcmp(a->text, b->text, shorter) : 0;
    return order != 0 ? order : a->len < b->len ? -1 : a->len > b->len;
}

static const char *find_in(piece text, piece what) {
    for (const char *at = text.text; what.len > 0 && (size_t)(text.text + text.len - at) >= what.len; at++) {
        at = memchr(at, what.text[0], (size_t)(text.text + text.len - at) - what.len + 1);
        if (at == NULL)
            return NULL;
        if (memcmp(at, what.text, what.len) == 0)
            return at;
    }
    return NULL;
}

static void add_piece(kept *set, pieces *to, piece text) {
    text = trim(text);
    set->failed = set->failed || text.len > set->size - set->used;
    if (set->failed)
        return;
    if (to->count == to->limit) {
        const size_t limit = to->limit * 2 + 64;
        piece *const larger = realloc(to->item, limit * sizeof *larger);
        set->failed = larger == NULL;
        if (larger == NULL)
            return;
        to->item = larger;
        to->limit = limit;
    }
    memcpy(set->room + set->used, text.text, text.len);
    to->item[to->count++] = (piece){set->room + set->used, text.len};
    set->used += text.len;
}

static void add(void *context, const check_value *value) {
    kept *const set = context;
    const piece text = trim((piece){value->text, value->len});
    if (value->key != NULL)
        add_piece(set, &set->key, (piece){value->key, value->key_len});
    if (value->kind == CHECK_OBJECT || value->kind == CHECK_ARRAY)
        return;
    add_piece(set, &set->value, text);
    if (value->kind == CHECK_STRING && text.len > 0 && (text.text[0] == '{' || text.text[0] == '['))
        check_json(text.text, text.len, false, add, set);
}

static void sort(pieces *list) {
    if (list->count > 0)
        qsort(list->item, list->count, sizeof *list->item, compare);
}

static bool find(const pieces *list, piece text) {
    return list->count > 0 && bsearch(&text, list->item, list->count, sizeof *list->item, compare) != NULL;
}

kept *kept_read(const char *document, size_t len) {
    kept *const set = calloc(1, sizeof *set);
    if (set == NULL)
        return NULL;
    /* JSON in a string in JSON is there several times; each level doubles its backslashes, so there are few. */
    set->size = (len + 1) * 24;
    set->room = malloc(set->size);
    set->failed = set->room == NULL || check_json(document, len, false, NULL, NULL) != NULL;
    if (!set->failed)
        check_json(document, len, false, add, set);
    if (set->failed) {
        kept_free(set);
        return NULL;
    }
    sort(&set->value);
    sort(&set->key);
    return set;
}

void kept_free(kept *set) {
    if (set == NULL)
        return;
    free(set->value.item);
    free(set->key.item);
    free(set->room);
    free(set);
}

/* Decimal, negative, or 0x: as 64 bits in two's complement. */
static bool integer(piece p, uint64_t *out) {
    const bool negative = p.len > 1 && p.text[0] == '-';
    const bool hex = p.len > 2 && p.text[0] == '0' && (p.text[1] == 'x' || p.text[1] == 'X');
    const unsigned base = hex ? 16 : 10;
    uint64_t value = 0;
    for (size_t i = negative ? 1 : hex ? 2 : 0; i < p.len; i++) {
        static const char digits[] = "0123456789abcdefABCDEF";
        const char *const found = p.text[i] != '\0' ? strchr(digits, p.text[i]) : NULL;
        const unsigned digit = found == NULL                     ? 99
                               : (unsigned)(found - digits) < 16 ? (unsigned)(found - digits)
                                                                 : (unsigned)(found - digits) - 6;
        if (digit >= base || value > (UINT64_MAX - digit) / base)
            return false;
        value = value * base + digit;
    }
    *out = negative ? 0 - value : value;
    return p.len > 0;
}

static bool take_digits(piece *p, size_t n, int *out) {
    *out = 0;
    if (p->len < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(p->text[i]))
            return false;
        *out = *out * 10 + (p->text[i] - '0');
    }
    *p = (piece){p->text + n, p->len - n};
    return true;
}

static bool take(piece *p, const char *any) {
    if (p->len == 0 || p->text[0] == '\0' || strchr(any, p->text[0]) == NULL)
        return false;
    *p = (piece){p->text + 1, p->len - 1};
    return true;
}

static void take_fraction(piece *p, instant *out) {
    uint32_t unit = 100000000;
    if (!take(p, "."))
        return;
    for (; p->len > 0 && is_digit(p->text[0]); *p = (piece){p->text + 1, p->len - 1}) {
        out->nanos += (uint32_t)(p->text[0] - '0') * unit;
        unit /= 10;
    }
}

static bool take_zone(piece *p, instant *out) {
    int hours = 0, minutes = 0;
    take(p, " ");
    if (p->len == 0 || take(p, "Zz"))
        return p->len == 0;
    const bool west = p->text[0] == '-';
    if (!take(p, "+-") || !take_digits(p, 2, &hours))
        return false;
    take(p, ":");
    if (!take_digits(p, 2, &minutes))
        return false;
    out->seconds -= (west ? -1 : 1) * (hours * 3600 + minutes * 60);
    return p->len == 0;
}

/* A date with time, or seconds, milliseconds or microseconds since 1970. */
static bool moment(piece p, instant *out) {
    struct tm t = {.tm_isdst = 0};
    uint64_t number = 0;
    *out = (instant){0, 0};
    if (p.len > 8 && memcmp(p.text, "/Date(", 6) == 0 && memcmp(p.text + p.len - 2, ")/", 2) == 0)
        p = (piece){p.text + 6, p.len - 8};
    if (p.len > 4 && p.text[4] == '-') {
        if (!take_digits(&p, 4, &t.tm_year) || !take(&p, "-") || !take_digits(&p, 2, &t.tm_mon) || !take(&p, "-") ||
            !take_digits(&p, 2, &t.tm_mday) || !take(&p, "Tt ") || !take_digits(&p, 2, &t.tm_hour) || !take(&p, ":") ||
            !take_digits(&p, 2, &t.tm_min) || !take(&p, ":") || !take_digits(&p, 2, &t.tm_sec))
            return false;
        t.tm_year -= 1900;
        t.tm_mon -= 1;
        out->seconds = (int64_t)timegm(&t);
        take_fraction(&p, out);
        return take_zone(&p, out);
    }
    size_t whole = 0;
    while (whole < p.len && is_digit(p.text[whole]))
        whole++;
    if (!integer((piece){p.text, whole}, &number))
        return false;
    p = (piece){p.text + whole, p.len - whole};
    const uint64_t parts = whole == 13 ? 1000 : whole == 16 ? 1000000 : 1;
    out->seconds = (int64_t)(number / parts);
    out->nanos = (uint32_t)(number % parts * (1000000000 / parts));
    if (parts == 1)
        take_fraction(&p, out);
    return p.len == 0 && whole >= 9;
}

static bool is_known(const kept *set, piece value) {
    uint64_t number = 0, other = 0;
    instant time, then;
    if (find(&set->value, value))
        return true;
    const bool is_number = integer(value, &number), is_time = moment(value, &time);
    for (size_t i = 0; i < set->value.count && (is_number || is_time); i++) {
        if (is_number && integer(set->value.item[i], &other) && other == number)
            return true;
        if (is_time && moment(set->value.item[i], &then) && then.seconds == time.seconds && then.nanos == time.nanos)
            return true;
    }
    return false;
}

/* In a text of the document that has markup? */
static bool is_in_markup(const kept *set, piece value) {
    for (size_t i = 0; i < set->value.count; i++) {
        const piece text = set->value.item[i];
        if (memchr(text.text, '<', text.len) != NULL && find_in(text, value) != NULL)
            return true;
    }
    return false;
}

bool kept_has(const kept *set, const char *text, size_t len) {
    const piece value = trim((piece){text, len});
    return value.len == 0 || is_known(set, value) || find(&set->key, value) || is_in_markup(set, value);
}

typedef struct search {
    const kept *set;
    const char *text;
    size_t limit, room;
    char *lost;
    bool good;
} search;

static bool has_key(const check_value *value, const char *name) {
    return value->key != NULL && value->key_len == strlen(name) && memcmp(value->key, name, value->key_len) == 0;
}

/* The beginning of a value, for what a sender gives once more and shorter; half a character may stand at its end. */
static bool is_beginning(const kept *set, const check_value *value, piece text) {
    static const char *const keys[] = {"short_message", "full_message", "original", "Description"};
    bool may_be = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        may_be = may_be || has_key(value, keys[i]);
    while (text.len >= 3 && memcmp(text.text + text.len - 3, "\xEF\xBF\xBD", 3) == 0)
        text.len -= 3;
    for (size_t i = 0; may_be && i < set->value.count; i++)
        if (set->value.item[i].len >= text.len && memcmp(set->value.item[i].text, text.text, text.len) == 0)
            return true;
    return false;
}

/* As Wazuh writes it: in quotes of its own, and each backslash twice. */
static bool is_doubled(const kept *set, piece text) {
    char *const half = malloc(text.len + 1);
    size_t len = 0;
    if (half == NULL)
        return true;
    for (size_t i = 0; i < text.len; i++) {
        half[len++] = text.text[i];
        if (text.text[i] == '\\' && i + 1 < text.len && text.text[i + 1] == '\\')
            i++;
    }
    bool found = len < text.len && find(&set->value, trim((piece){half, len}));
    if (!found && text.len > 1 && text.text[0] == '"' && text.text[text.len - 1] == '"')
        found = find(&set->value, trim((piece){text.text + 1, text.len - 2}));
    free(half);
    return found;
}

/* With references that a sender left in it. */
static bool is_referenced(const kept *set, piece text) {
    static const struct {
        const char *name;
        char byte;
    } names[] = {{"&quot;", '"'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&apos;", '\''}};
    char *const plain = malloc(text.len + 1);
    size_t len = 0;
    if (plain == NULL)
        return true;
    for (size_t i = 0; i < text.len;) {
        size_t used = 0;
        for (size_t k = 0; k < sizeof names / sizeof *names && used == 0; k++) {
            const size_t n = strlen(names[k].name);
            if (text.len - i >= n && memcmp(text.text + i, names[k].name, n) == 0) {
                plain[len++] = names[k].byte;
                used = n;
            }
        }
        if (used == 0)
            plain[len++] = text.text[i++];
        i += used;
    }
    const bool found = len < text.len && find(&set->value, trim((piece){plain, len}));
    free(plain);
    return found;
}

static void look(void *context, const check_value *value);

/* XML or JSON in a string: each value in it. */
static bool is_taken_apart(search *s, const check_value *value, piece text) {
    if (value->kind != CHECK_STRING || text.len == 0)
        return false;
    if (text.text[0] == '<') { /* several roots become one */
        char *const whole = malloc(text.len + 7);
        if (whole == NULL)
            return true;
        memcpy(whole, "<K>", 3);
        memcpy(whole + 3, text.text, text.len);
        memcpy(whole + 3 + text.len, "</K>", 4);
        const bool kept_all = kept_xml(s->set, whole, text.len + 7, text.len + 7, s->lost, s->room);
        free(whole);
        return kept_all;
    }
    search inner = *s;
    inner.limit = text.len;
    if (text.text[0] != '{')
        return false;
    if (check_json(text.text, text.len, false, NULL, NULL) != NULL)
        return text.len > 1 && text.text[1] == '"'; /* what its values are nobody can say, as of a broken message */
    check_json(text.text, text.len, false, look, &inner);
    return inner.good;
}

static void look(void *context, const check_value *value) {
    search *const s = context;
    const piece text = trim((piece){value->text, value->len});
    const bool counts = value->kind == CHECK_STRING || value->kind == CHECK_NUMBER || value->kind == CHECK_WORD;
    if (!s->good || !counts || text.len == 0 || value->end > s->limit ||
        kept_is_framing(value->key, value->key_len, text.text, text.len) || is_known(s->set, text) ||
        find(&s->set->key, text) || is_in_markup(s->set, text))
        return;
    s->good = is_beginning(s->set, value, text) || is_doubled(s->set, text) || is_referenced(s->set, text) ||
              is_taken_apart(s, value, text);
    if (!s->good)
        snprintf(s->lost, s->room, "%.*s", (int)text.len, text.text);
}

bool kept_json(const kept *set, const char *text, size_t len, size_t limit, char *lost, size_t room) {
    search s = {set, text, limit, room, lost, true};
    check_json(text, len, false, look, &s);
    return s.good;
}
