/* SPDX-License-Identifier: Apache-2.0 */
#include "format/pairs.h"

#include "base/scan_json.h"

static bool has_control(wev_str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < 0x20)
            return true;
    return false;
}

/*
 * Up to the equal sign, which *text is then behind of. False if there is none in front of a control character; callers
 * stop then, so that looking for it in all of the text happens once.
 */
static bool take_name(wev_str *text, wev_text *name) {
    const char *const equal = text->len > 0 ? memchr(text->ptr, '=', text->len) : NULL;
    if (equal == NULL || equal == text->ptr)
        return false;
    const wev_str whole = {text->ptr, (size_t)(equal - text->ptr)};
    const bool clean = wev_scan_json(whole.ptr, equal) == equal;
    if (!clean && has_control(whole))
        return false;
    *name = wev_text_as(wev_str_trim(whole), clean ? WEV_CLEAN : WEV_PLAIN);
    *text = wev_str_skip(*text, whole.len + 1);
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

/* Where the next quote stands from `from` on, or the end. */
static size_t quote_in(wev_str inside, size_t from, char quote) {
    const char *const at = from < inside.len ? memchr(inside.ptr + from, quote, inside.len - from) : NULL;
    return at != NULL ? (size_t)(at - inside.ptr) : inside.len;
}

static bool take_quoted(wev_str *text, wev_arena *arena, wev_pair *out) {
    const char quote = text->ptr[0];
    const wev_str inside = wev_str_skip(*text, 1);
    bool doubled = false;
    size_t n = quote_in(inside, 0, quote);
    while (n + 1 < inside.len && inside.ptr[n + 1] == quote) {
        doubled = true;
        n = quote_in(inside, n + 2, quote);
    }
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
    while (text.len > 0) {
        const char *const slash = memchr(text.ptr, '\\', text.len);
        const size_t run = slash != NULL ? (size_t)(slash - text.ptr) : text.len;
        wev_move(copy + len, text.ptr, run);
        len += run;
        text = wev_str_skip(text, run);
        if (text.len > 1 && memchr(escaped.ptr, text.ptr[1], escaped.len) != NULL) {
            copy[len++] = control_of(text.ptr[1]);
            text = wev_str_skip(text, 2);
        } else if (text.len > 0) {
            copy[len++] = '\\';
            text = wev_str_skip(text, 1);
        }
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
    const char *const start = text->ptr + 1, *const end = text->ptr + text->len;
    unsigned seen = 0;
    const char *stop = wev_scan_json(start, end);
    if (stop < end && *stop != '"')
        stop = wev_scan_string(stop, end, &seen);
    const wev_str inside = {start, (size_t)(stop - start)};
    out->cut = stop == end;
    out->value = (seen & WEV_SEEN_ESCAPE) != 0 ? wev_unescape(arena, inside, SV("\\\"]"))
                                               : wev_text_as(inside, seen == 0 ? WEV_CLEAN : WEV_PLAIN);
    *text = wev_str_skip(*text, 1 + inside.len + (out->cut ? 0 : 1));
    return out->value.ptr != NULL;
}

/* What names of CEF are made of: letters, digits, and `_.[]-`. */
static bool is_cef_name(char c) {
    return (unsigned char)((c | 0x20) - 'a') < 26 || wev_is_digit(c) || c == '_' || c == '.' || c == '[' || c == ']' ||
           c == '-';
}

/* Does an odd number of backslashes stand in front of text.ptr[at]? */
static bool is_escaped(wev_str text, size_t at) {
    size_t slashes = 0;
    while (slashes < at && text.ptr[at - slashes - 1] == '\\')
        slashes++;
    return slashes % 2 != 0;
}

/*
 * Length of the value at the start of `text`: up to the blank in front of the next name, or all. A name is looked for
 * from its equal sign back, since those are few: each of them looks no further back than to the one in front of it.
 */
static size_t cef_value_len(wev_str text) {
    const char *at = text.ptr, *const end = text.ptr + text.len;
    while (at < end && (at = memchr(at, '=', (size_t)(end - at))) != NULL) {
        const size_t equal = (size_t)(at - text.ptr);
        size_t name = equal;
        while (name > 0 && is_cef_name(text.ptr[name - 1]))
            name--;
        if (name > 0 && name < equal && text.ptr[name - 1] == ' ' && !is_escaped(text, name - 1))
            return name - 1;
        at++;
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
