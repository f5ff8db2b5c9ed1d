/* SPDX-License-Identifier: Apache-2.0 */
#include "read/json_read.h"

#include "base/scan_json.h"
#include "read/json_item.h"

/* What JSON is indented with: blanks, as many as there are 16 of them together. */
static inline const char *skip_indentation(const char *at, const char *end) {
#ifdef WEV_SCAN_WIDE
    const __m128i blanks = _mm_set1_epi8(' ');
    while (end - at >= 16 &&
           _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)at), blanks)) == 0xFFFF)
        at += 16;
#endif
    return at;
}

/*
 * Bytes of what rsyslog writes for TAB, LF or CR, by its settings: `#012`, `\012`, `\n`
 * (parser.escapeControlCharacter..., imfile's escapeLF); 0 if none is there. A letter behind `\n` makes a word of it,
 * as in `\network`.
 */
static WEV_APART size_t blank_escape_len(const char *at, const char *end) {
    const size_t left = (size_t)(end - at);
    if (left >= WEV_BLANK_ESCAPE && wev_is_blank_octal(at + 1))
        return WEV_BLANK_ESCAPE;
    if (*at != '\\' || left < 2 || (at[1] != 'n' && at[1] != 'r' && at[1] != 't'))
        return 0;
    return left > 2 && wev_lower(at[2]) >= 'a' && wev_lower(at[2]) <= 'z' ? 0 : 2;
}

const char *wev_skip_blanks(const char *at, const char *end) {
    if (end - at >= 2 && at[0] == ' ' && at[1] == ' ')
        at = skip_indentation(at, end);
    while (at < end && (*at <= ' ' || *at == '#' || *at == '\\')) {
        size_t n = wev_is_blank(*at) ? 1 : 0;
        if (*at == '#' || *at == '\\')
            n = blank_escape_len(at, end);
        if (n == 0)
            break;
        at += n;
    }
    return at;
}

static bool fail(wev_json *r, const char *at, wev_status status, const char *what) {
    r->at = at;
    r->status = status;
    r->what = what;
    return false;
}

static bool fail_here(wev_json *r, const char *what) {
    if (r->at >= r->end)
        return fail(r, r->end, WEV_TRUNCATED, "the JSON ends in the middle");
    return fail(r, r->at, WEV_MALFORMED, what);
}

wev_json wev_json_open(wev_str text) {
    return (wev_json){.at = text.ptr, .end = text.ptr + text.len};
}

const char *wev_json_string(const char *start, const char *at, const char *end, wev_text *out) {
    unsigned seen = 0;
    at = wev_scan_json(at, end);
    if (at < end && *at != '"')
        at = wev_scan_string(at, end, &seen);
    wev_writing writing = (seen & WEV_SEEN_LOOSE) != 0 ? WEV_JSON_LOOSE : seen != 0 ? WEV_JSON : WEV_CLEAN;
    if ((seen & WEV_SEEN_UNICODE) != 0 && writing == WEV_JSON && !wev_json_escapes_valid(start, at))
        writing = WEV_JSON_LOOSE;
    *out = (wev_text){start, (uint32_t)(at - start), (uint8_t)writing};
    return at < end ? at + 1 : NULL;
}

/* r->at is behind the opening quote, and behind the closing one afterwards. False if there is no closing one. */
static bool read_string(wev_json *r, wev_text *out) {
    const char *const behind = wev_json_string(r->at, r->at, r->end, out);
    r->at = behind != NULL ? behind : r->end;
    return behind != NULL;
}

/* Past a nested object or array by counting brackets, so that depth costs nothing. False if it is not closed. */
static WEV_APART bool skip_nested(wev_json *r) {
    const char *const close = wev_scan_nested(r->at, r->end);
    r->at = close != NULL ? close : r->end;
    return close != NULL;
}

wev_json wev_json_enter(const wev_json *r) {
    return (wev_json){.at = r->at, .end = r->end, .from = r->from};
}

void wev_json_leave(wev_json *r, const wev_json *inner) {
    if (inner->status == WEV_OK && inner->close != '\0')
        r->at = inner->at;
    else
        (void)skip_nested(r);
}

void wev_json_pass(wev_json *r, wev_json_value *value) {
    const char *const start = r->at;
    value->cut = !skip_nested(r);
    value->text = wev_text_of((wev_str){start, (size_t)(r->at - start)});
}

static bool read_literal(wev_json *r, wev_json_value *value) {
    static const struct {
        wev_str word;
        wev_json_kind kind;
    } literals[] = {
        {SV_INIT("true"), WEV_JSON_TRUE}, {SV_INIT("false"), WEV_JSON_FALSE}, {SV_INIT("null"), WEV_JSON_NULL}};
    const wev_str rest = {r->at, (size_t)(r->end - r->at)};
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        if (wev_str_starts(rest, literals[i].word)) {
            value->kind = literals[i].kind;
            value->text = wev_text_as((wev_str){r->at, literals[i].word.len}, WEV_CLEAN);
            r->at += literals[i].word.len;
            return true;
        }
        if (wev_str_starts(literals[i].word, rest)) {
            r->at = r->end;
            break;
        }
    }
    return fail_here(r, "a value was expected");
}

/*
 * Is the number in front of `at` whole? Only what may follow a value says so: a line break at the message's end is how
 * senders and receivers frame messages, also in the middle of a number.
 */
static bool ends_number(const char *at, const char *end) {
    if (at < end && *at != ',')
        at = wev_skip_blanks(at, end);
    return at < end && (*at == ',' || *at == '}' || *at == ']');
}

/* Digits, sign, point and exponent in any order: who needs a number parses it, and says if it is none. */
static bool read_number(wev_json *r, wev_json_value *value) {
    const char *const start = r->at;
    while (r->at < r->end &&
           (wev_is_digit(*r->at) || *r->at == '-' || *r->at == '+' || *r->at == '.' || wev_lower(*r->at) == 'e'))
        r->at++;
    value->kind = WEV_JSON_NUMBER;
    value->text = wev_text_as((wev_str){start, (size_t)(r->at - start)}, WEV_CLEAN);
    value->cut = !ends_number(r->at, r->end);
    return true;
}

/* Anything but a string. */
static bool read_other_value(wev_json *r, wev_json_value *value) {
    const char *const start = r->at;
    if (*start == '-' || wev_is_digit(*start))
        return read_number(r, value);
    if (*start != '{' && *start != '[')
        return read_literal(r, value);
    value->kind = *start == '{' ? WEV_JSON_OBJECT : WEV_JSON_ARRAY;
    if (!r->lazy)
        wev_json_pass(r, value);
    return true;
}

/* A value that is cut is still handed over; the next call then reports the truncation. */
static inline bool read_value(wev_json *r, wev_json_value *value) {
    value->cut = false;
    if (r->end - r->at > 1 && *r->at == ' ' && (unsigned char)r->at[1] > ' ')
        r->at++;
    if (r->at < r->end && (unsigned char)*r->at <= '#' && *r->at != '"')
        r->at = wev_skip_blanks(r->at, r->end);
    if (r->at == r->end)
        return fail_here(r, "");
    if (*r->at != '"')
        return read_other_value(r, value);
    r->at++;
    value->kind = WEV_JSON_STRING;
    value->cut = !read_string(r, &value->text);
    return true;
}

/* Up to the next item: the opening bracket, or the comma behind the last one. False at the close or a fault. */
static inline bool next_item(wev_json *r, char open, char close) {
    if (r->status != WEV_OK || r->close != '\0')
        return false;
    if (!(r->opened && r->at < r->end && *r->at == close)) /* which the last item mostly has right behind it */
        r->at = wev_skip_blanks(r->at, r->end);
    if (!r->opened) {
        if (r->at == r->end || *r->at != open)
            return fail_here(r, "an opening bracket was expected");
        r->at = wev_skip_blanks(r->at + 1, r->end);
        r->opened = true;
    } else if (r->at < r->end && *r->at == ',') {
        r->at = wev_skip_blanks(r->at + 1, r->end);
    } else if (r->at == r->end || *r->at != close) {
        return fail_here(r, "a comma or the closing bracket was expected");
    }
    if (r->at < r->end && *r->at == close) {
        r->at++;
        r->close = close;
        return false;
    }
    return true;
}

static bool read_member(wev_json *r, wev_text *key, wev_json_value *value) {
    if (r->at == r->end || *r->at != '"')
        return fail_here(r, "a member name was expected");
    r->at++;
    if (!read_string(r, key))
        return fail_here(r, "");
    if (r->at < r->end && *r->at != ':')
        r->at = wev_skip_blanks(r->at, r->end);
    if (r->at == r->end || *r->at != ':')
        return fail_here(r, "a colon was expected");
    r->at++;
    return read_value(r, value);
}

static WEV_APART bool next_member(wev_json *r, wev_text *key, wev_json_value *value) {
    if (!next_item(r, '{', '}'))
        return false;
    const char *const start = r->at;
    if (read_member(r, key, value))
        return true;
    r->item = start;
    return false;
}

static WEV_APART bool next_element(wev_json *r, wev_json_value *value) {
    if (!next_item(r, '[', ']'))
        return false;
    const char *const start = r->at;
    if (read_value(r, value))
        return true;
    r->item = start;
    return false;
}

bool wev_json_member(wev_json *r, wev_text *key, wev_json_value *value) {
    return wev_json_simple_member(r, key, value) || next_member(r, key, value);
}

bool wev_json_element(wev_json *r, wev_json_value *value) {
    return wev_json_simple_element(r, value) || next_element(r, value);
}

wev_str wev_json_rest(const wev_json *r) {
    const char *const from = r->item != NULL ? r->item : r->at;
    const char *const close = r->from != NULL ? wev_scan_nested(r->from, r->end) : NULL;
    const char *const end = close != NULL ? close : r->end;
    const char *const start = wev_skip_blanks(from, end);
    return (wev_str){start, (size_t)(end - start)};
}
