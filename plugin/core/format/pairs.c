/* SPDX-License-Identifier: Apache-2.0 */
#include "format/pairs.h"

#include "base/scan_pairs.h"

wev_pairs wev_pairs_open(wev_str text, wev_str separator, wev_arena *arena) {
    return (wev_pairs){.text = text, .separator = separator, .arena = arena, .place = WEV_NAMES};
}

static const char *end_of(const wev_pairs *p) {
    return p->text.ptr + p->text.len;
}

/* What is left begins at `at` now. */
static void go_on(wev_pairs *p, const char *at) {
    p->text = wev_str_skip(p->text, (size_t)(at - p->text.ptr));
}

static void next_place(wev_pairs *p, unsigned known) {
    if (p->place != WEV_NAMES)
        p->place = wev_name_place(known);
}

static bool set_name(wev_pairs *p, wev_pair *out, wev_text name, const wev_name *guess) {
    out->name = name;
    out->known = 0;
    if (name.len == 0)
        return false;
    if (guess != NULL) {
        out->known = guess->known;
    } else if (p->find != NULL) {
        out->known = p->find(p->keys, name);
        if (name.writing == WEV_CLEAN)
            wev_name_keep(p->names, p->place, (wev_name_list)p->list, wev_text_raw(name), '=', out->known);
    }
    next_place(p, out->known);
    return true;
}

/* The name that is guessed, if it comes next; p->text is behind its sign then. */
static inline bool take_guess(wev_pairs *p, wev_pair *out) {
    const wev_name *const guess = wev_name_guess(p->names, p->place, (wev_name_list)p->list);
    if (guess == NULL || !wev_name_is_here(guess, p->text.ptr, end_of(p)))
        return false;
    out->name = (wev_text){p->text.ptr, guess->len, WEV_CLEAN};
    out->known = guess->known;
    next_place(p, out->known);
    p->text = wev_str_skip(p->text, guess->len + 1U);
    return true;
}

/* The name in front of the equal sign at `sign`, which p->text is then behind of. False if it is all blanks. */
static bool take_name_before(wev_pairs *p, const char *sign, bool special, wev_pair *out) {
    const wev_str whole = {p->text.ptr, (size_t)(sign - p->text.ptr)};
    go_on(p, sign + 1);
    return set_name(p, out, wev_text_as(wev_str_trim(whole), special ? WEV_PLAIN : WEV_CLEAN), NULL);
}

/*
 * Up to the equal sign, which p->text is then behind of. False if there is none in front of a control character;
 * callers stop then, so that looking for it in all of the text happens once.
 */
static bool find_name(wev_pairs *p, wev_pair *out) {
    bool special = false;
    const char *const end = end_of(p), *const sign = wev_scan_pair_name(p->text.ptr, end, '=', &special);
    return sign < end && *sign == '=' && sign > p->text.ptr && take_name_before(p, sign, special, out);
}

static inline bool take_name(wev_pairs *p, wev_pair *out) {
    return take_guess(p, out) || find_name(p, out);
}

static wev_text text_between(const char *start, const char *end, bool special) {
    return (wev_text){start, (uint32_t)(end - start), special ? WEV_PLAIN : WEV_CLEAN};
}

/* The end of a value in front of a separator of several bytes. */
static const char *long_separator(const char *at, const char *end, wev_str separator, bool *special) {
    while ((at = wev_scan_value(at, end, separator.ptr[0], special)) < end &&
           !wev_str_starts((wev_str){at, (size_t)(end - at)}, separator)) {
        if (wev_needs_escape(*at))
            *special = true;
        at++;
    }
    return at;
}

/* Up to the separator, which p->text is then behind of; false if there is none. */
static inline bool take_value(wev_pairs *p, wev_text *value) {
    const wev_str separator = p->separator;
    const char *const start = p->text.ptr, *const end = end_of(p);
    bool special = false;
    const char *const at = separator.len == 1 ? wev_scan_value(start, end, separator.ptr[0], &special)
                                              : long_separator(start, end, separator, &special);
    const char *const behind = at < end ? at + separator.len : end;
    *value = text_between(start, at, special);
    p->text = (wev_str){behind, (size_t)(end - behind)};
    return at < end;
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

static bool take_quoted(wev_pairs *p, wev_pair *out) {
    const char quote = p->text.ptr[0];
    const char *const start = p->text.ptr + 1, *const end = end_of(p);
    bool special = false, doubled = false;
    const char *at = wev_scan_value(start, end, quote, &special);
    while (end - at > 1 && at[1] == quote) {
        doubled = true;
        at = wev_scan_value(at + 2, end, quote, &special);
    }
    out->cut = at == end;
    go_on(p, out->cut ? end : at + 1);
    out->value = text_between(start, at, special);
    return !doubled || undouble(p->arena, (wev_str){start, (size_t)(at - start)}, quote, &out->value);
}

bool wev_pair_quoted(wev_pairs *p, wev_pair *out) {
    while (p->text.len > 0 && (p->text.ptr[0] == p->separator.ptr[0] || wev_is_blank(p->text.ptr[0])))
        p->text = wev_str_skip(p->text, 1);
    out->cut = false;
    if (!take_name(p, out))
        return false;
    if (p->text.len > 0 && (p->text.ptr[0] == '\'' || p->text.ptr[0] == '"'))
        return take_quoted(p, out);
    out->cut = !take_value(p, &out->value);
    return true;
}

/* What a backslash and a letter stand for where that is not the letter, and the sets of which a byte is. */
static const char controls[256] = {['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};
static const unsigned char sets[256] = {
    ['\\'] = WEV_ESCAPED_CSV | WEV_ESCAPED_STRUCTURED | WEV_ESCAPED_CEF,
    ['"'] = WEV_ESCAPED_CSV | WEV_ESCAPED_STRUCTURED,
    ['n'] = WEV_ESCAPED_CSV | WEV_ESCAPED_CEF,
    ['r'] = WEV_ESCAPED_CSV | WEV_ESCAPED_CEF,
    ['t'] = WEV_ESCAPED_CSV,
    [']'] = WEV_ESCAPED_STRUCTURED,
    ['|'] = WEV_ESCAPED_CEF,
    ['='] = WEV_ESCAPED_CEF,
};

wev_text wev_unescape(wev_arena *arena, wev_str text, wev_escape_set set) {
    if (text.len == 0 || memchr(text.ptr, '\\', text.len) == NULL)
        return wev_text_of(text);
    char *const copy = wev_arena_alloc(arena, text.len), *to = copy;
    const char *at = text.ptr, *const end = at + text.len;
    bool special = false; /* something in the copy must be escaped in JSON */
    if (copy == NULL)
        return WEV_ABSENT;
    for (;;) {
        const size_t run = wev_copy_to_backslash(to, at, end, &special);
        at += run;
        to += run;
        if (at == end)
            break;
        do { /* often there are several: CR and LF */
            const unsigned char next = end - at > 1 ? (unsigned char)at[1] : 0;
            const bool escapes = (sets[next] & set) != 0;
            const char byte = !escapes ? '\\' : controls[next] != 0 ? controls[next] : (char)next;
            special = special || (byte != ']' && byte != '|' && byte != '=');
            *to++ = byte;
            at += escapes ? 2 : 1;
        } while (at < end && *at == '\\');
    }
    return wev_text_as((wev_str){copy, (size_t)(to - copy)}, special ? WEV_PLAIN : WEV_CLEAN);
}

bool wev_pair_structured(wev_pairs *p, wev_pair *out) {
    while (p->text.len > 0 && p->text.ptr[0] == ' ')
        p->text = wev_str_skip(p->text, 1);
    if (p->text.len == 0 || p->text.ptr[0] == ']' || !take_name(p, out))
        return false;
    if (p->text.len == 0 || p->text.ptr[0] != '"') {
        out->value = TX("");
        out->cut = true;
        return p->text.len == 0;
    }
    const char *const start = p->text.ptr + 1, *const end = end_of(p);
    unsigned seen = 0;
    const char *stop = wev_scan_json(start, end);
    if (stop < end && *stop != '"')
        stop = wev_scan_string(stop, end, &seen);
    const wev_str inside = {start, (size_t)(stop - start)};
    out->cut = stop == end;
    out->value = (seen & WEV_SEEN_ESCAPE) != 0 ? wev_unescape(p->arena, inside, WEV_ESCAPED_STRUCTURED)
                                               : wev_text_as(inside, seen == 0 ? WEV_CLEAN : WEV_PLAIN);
    go_on(p, out->cut ? end : stop + 1);
    return out->value.ptr != NULL;
}

/* Does an odd number of backslashes stand in front of `at`, and behind `start`? */
static bool is_escaped(const char *start, const char *at) {
    const char *slash = at;
    while (slash > start && slash[-1] == '\\')
        slash--;
    return (at - slash) % 2 != 0;
}

/*
 * The name in front of the equal sign at `sign` that stands behind `start` and a blank, NULL if there is none; where it
 * is the one that is guessed, p->guess is set.
 */
static const char *cef_name_before(wev_pairs *p, const char *start, const char *sign) {
    const wev_name *const guess = wev_name_guess(p->names, p->place, (wev_name_list)p->list);
    const char *name = sign;
    p->guess = NULL;
    if (guess != NULL && sign - start > guess->len && sign[-guess->len - 1] == ' ' &&
        wev_name_is_here(guess, sign - guess->len, end_of(p))) {
        name -= guess->len;
        p->guess = guess;
    } else {
        name = wev_scan_name_back(start, sign);
    }
    return name > start && name < sign && name[-1] == ' ' && !is_escaped(start, name - 1) ? name : NULL;
}

/*
 * The end of the value at the start of p->text: the blank in front of the next name, or the end of all. A name is
 * looked for from its equal sign back, since those are few: each of them looks no further back than to the one in front
 * of it.
 */
static const char *cef_value_end(wev_pairs *p, bool *special) {
    const char *const start = p->text.ptr, *const end = end_of(p);
    for (const char *at = start; (at = wev_scan_value(at, end, '=', special)) < end; at++) {
        const char *const name = cef_name_before(p, start, at);
        if (name != NULL) {
            p->sign = at;
            return name - 1;
        }
    }
    p->sign = NULL;
    return end;
}

bool wev_pair_cef(wev_pairs *p, wev_pair *out) {
    while (p->text.len > 0 && p->text.ptr[0] == ' ')
        p->text = wev_str_skip(p->text, 1);
    out->cut = false;
    if (p->sign != NULL) { /* the end of the value in front showed the name */
        const wev_text name = {p->text.ptr, (uint32_t)(p->sign - p->text.ptr), WEV_CLEAN};
        go_on(p, p->sign + 1);
        (void)set_name(p, out, name, p->guess);
    } else if (!take_name(p, out)) {
        return false;
    }
    bool special = false;
    const char *const start = p->text.ptr, *const end = cef_value_end(p, &special);
    const wev_str value = {start, (size_t)(end - start)};
    out->value = special ? wev_unescape(p->arena, value, WEV_ESCAPED_CEF) : wev_text_as(value, WEV_CLEAN);
    go_on(p, end);
    return out->value.ptr != NULL;
}

/* A pair in which something stands that may be a separator, and is not, in front of its equal sign. */
static void take_odd_pair(wev_pairs *p, wev_pair *out) {
    wev_pairs inside = *p;
    bool special = false;
    (void)take_value(p, &out->value);
    inside.text = wev_text_raw(out->value);
    const char *const end = end_of(&inside), *const sign = wev_scan_pair_name(inside.text.ptr, end, '=', &special);
    if (sign == end || *sign != '=' || sign == inside.text.ptr)
        return;
    if (take_name_before(&inside, sign, special, out))
        p->place = inside.place;
    else
        out->name = WEV_ABSENT;
    out->value = wev_text_of(inside.text);
}

bool wev_pair_plain(wev_pairs *p, wev_pair *out) {
    while (wev_str_starts(p->text, p->separator))
        p->text = wev_str_skip(p->text, p->separator.len);
    out->cut = false;
    if (p->text.len == 0)
        return false;
    if (!take_guess(p, out)) {
        bool special = false;
        const char *const start = p->text.ptr, *const end = end_of(p),
                          *const stop = wev_scan_pair_name(start, end, p->separator.ptr[0], &special);
        out->name = WEV_ABSENT; /* a word without a name: a value that holds the separator would be lost otherwise */
        out->known = 0;
        if (stop < end && !wev_str_starts((wev_str){stop, (size_t)(end - stop)}, p->separator)) {
            if (*stop != '=') {
                take_odd_pair(p, out);
                return true;
            }
            if (stop > start && !take_name_before(p, stop, special, out))
                out->name = WEV_ABSENT;
        }
    }
    (void)take_value(p, &out->value);
    return true;
}
