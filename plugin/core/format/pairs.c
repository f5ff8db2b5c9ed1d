/* SPDX-License-Identifier: Apache-2.0 */
#include "format/pairs.h"

static bool is_name_end(char c) {
    return c == '=' || (unsigned char)c < 0x20;
}

/* Up to the equal sign, which *text is then behind of. False if there is none in front of a control character. */
static bool take_name(wev_str *text, wev_text *name) {
    size_t n = 0;
    while (n < text->len && !is_name_end(text->ptr[n]))
        n++;
    if (n == text->len || text->ptr[n] != '=' || n == 0)
        return false;
    *name = wev_text_of(wev_str_trim((wev_str){text->ptr, n}));
    *text = wev_str_skip(*text, n + 1);
    return name->len > 0;
}

/* What stands between quotes without the doubling of inner ones. */
static bool undouble(wev_arena *arena, wev_str inside, char quote, wev_text *out) {
    char *const copy = wev_arena_alloc(arena, inside.len);
    size_t len = 0;
    if (copy == NULL)
        return false;
    for (size_t i = 0; i < inside.len; i++) {
        copy[len++] = inside.ptr[i];
        if (inside.ptr[i] == quote && i + 1 < inside.len && inside.ptr[i + 1] == quote)
            i++;
    }
    *out = wev_text_of((wev_str){copy, len});
    return true;
}

static bool take_quoted(wev_str *text, wev_arena *arena, wev_pair *out) {
    const char quote = text->ptr[0];
    const wev_str inside = wev_str_skip(*text, 1);
    bool doubled = false;
    size_t n = 0;
    for (; n < inside.len; n++) {
        if (inside.ptr[n] != quote)
            continue;
        if (n + 1 == inside.len || inside.ptr[n + 1] != quote)
            break;
        doubled = true;
        n++;
    }
    if (n > inside.len)
        n = inside.len;
    out->cut = n == inside.len;
    *text = wev_str_skip(inside, out->cut ? n : n + 1);
    const wev_str value = {inside.ptr, n};
    out->value = wev_text_of(value);
    return !doubled || undouble(arena, value, quote, &out->value);
}

bool wev_pair_quoted(wev_str *text, char separator, wev_arena *arena, wev_pair *out) {
    while (text->len > 0 && (text->ptr[0] == separator || wev_is_blank(text->ptr[0])))
        *text = wev_str_skip(*text, 1);
    out->cut = false;
    if (!take_name(text, &out->name))
        return false;
    if (text->len > 0 && (text->ptr[0] == '\'' || text->ptr[0] == '"'))
        return take_quoted(text, arena, out);
    const char *const end = text->len > 0 ? memchr(text->ptr, separator, text->len) : NULL;
    const size_t n = end != NULL ? (size_t)(end - text->ptr) : text->len;
    out->value = wev_text_of((wev_str){text->ptr, n});
    out->cut = end == NULL;
    *text = wev_str_skip(*text, n);
    return true;
}

static char control_of(char letter) {
    return letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter == 't' ? '\t' : letter;
}

wev_text wev_unescape(wev_arena *arena, wev_str text, wev_str escaped) {
    if (text.len == 0 || memchr(text.ptr, '\\', text.len) == NULL)
        return wev_text_of(text);
    char *const copy = wev_arena_alloc(arena, text.len);
    size_t len = 0;
    if (copy == NULL)
        return WEV_ABSENT;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\\' && i + 1 < text.len && memchr(escaped.ptr, text.ptr[i + 1], escaped.len) != NULL)
            copy[len++] = control_of(text.ptr[++i]);
        else
            copy[len++] = text.ptr[i];
    }
    return wev_text_of((wev_str){copy, len});
}

bool wev_pair_structured(wev_str *text, wev_arena *arena, wev_pair *out) {
    while (text->len > 0 && text->ptr[0] == ' ')
        *text = wev_str_skip(*text, 1);
    if (text->len == 0 || text->ptr[0] == ']' || !take_name(text, &out->name))
        return false;
    if (text->len == 0 || text->ptr[0] != '"') {
        out->value = TX("");
        out->cut = true;
        return text->len == 0;
    }
    bool escaped = false;
    size_t n = 1;
    for (; n < text->len && text->ptr[n] != '"'; n++) {
        if (text->ptr[n] == '\\') {
            escaped = true;
            n++;
        }
    }
    if (n > text->len)
        n = text->len;
    const wev_str inside = {text->ptr + 1, n - 1};
    out->cut = n == text->len;
    out->value = escaped ? wev_unescape(arena, inside, SV("\\\"]")) : wev_text_of(inside);
    *text = wev_str_skip(*text, out->cut ? n : n + 1);
    return out->value.ptr != NULL;
}

static bool is_cef_name(char c) {
    return wev_is_digit(c) || (wev_lower(c) >= 'a' && wev_lower(c) <= 'z') || c == '_' || c == '.' || c == '[' ||
           c == ']' || c == '-';
}

/* Length of the value at the start of `text`: up to the blank in front of the next name, or all. */
static size_t cef_value_len(wev_str text) {
    size_t name = SIZE_MAX; /* where the word that may be the next name begins */
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        if (c == '\\') {
            i++;
            name = SIZE_MAX;
        } else if (c == ' ') {
            name = i + 1;
        } else if (c == '=' && name != SIZE_MAX && i > name) {
            return name - 1;
        } else if (name != SIZE_MAX && !is_cef_name(c)) {
            name = SIZE_MAX;
        }
    }
    return text.len;
}

bool wev_pair_cef(wev_str *text, wev_arena *arena, wev_pair *out) {
    while (text->len > 0 && text->ptr[0] == ' ')
        *text = wev_str_skip(*text, 1);
    out->cut = false;
    if (!take_name(text, &out->name))
        return false;
    const size_t n = cef_value_len(*text);
    out->value = wev_unescape(arena, (wev_str){text->ptr, n}, WEV_CEF_ESCAPED);
    *text = wev_str_skip(*text, n);
    return out->value.ptr != NULL;
}

bool wev_pair_plain(wev_str *text, wev_str separator, wev_pair *out) {
    wev_str pair;
    out->cut = false;
    do {
        if (text->len == 0)
            return false;
        wev_str_split(text, separator, &pair);
    } while (pair.len == 0);
    if (!take_name(&pair, &out->name)) { /* a value that holds the separator would be lost otherwise */
        out->name = WEV_ABSENT;
        out->value = wev_text_of(pair);
        return true;
    }
    out->value = wev_text_of(pair);
    return true;
}
