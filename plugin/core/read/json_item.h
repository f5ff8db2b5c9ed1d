/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The next member or element, inline, as programs write most of them: no blanks or one, a key without escapes, and any
 * value but a broken one. It is read with one check of what is left of the message; what these give up is for
 * wev_json_member and wev_json_element, which begin with these.
 */
#ifndef WEV_READ_JSON_ITEM_H
#define WEV_READ_JSON_ITEM_H

#include "read/json_simple.h"

enum {
    WEV_SIMPLE_DIGITS = 32, /* of a number, behind its first byte, that are looked for */
    /* What is looked at without another check: comma and blank; a sign or digit, more digits, and the byte behind. */
    WEV_ELEMENT_REACH = 2 + 1 + WEV_SIMPLE_DIGITS + 1
};

/*
 * As programs write most of it: where the next item begins, which is behind the opening bracket or a comma, and at
 * most one blank. NULL if it may stand elsewhere, or there are less than `reach` bytes, or none is to come.
 */
static inline const char *wev_json_simple_item(const wev_json *r, char open, int reach) {
    const char *const at = r->at;
    if (r->end - at < reach || *at != (r->opened ? ',' : open) || r->close != '\0' || r->status != WEV_OK)
        return NULL;
    return at + 1 + (at[1] == ' ');
}

/* A whole number with what may follow a value right behind it, so that it is whole. */
static inline bool wev_json_simple_number(wev_json *r, const char *at, wev_json_value *value) {
    unsigned len = 1 + wev_scan_digits_16(at + 1);
    if (len == 17)
        len += wev_scan_digits_16(at + 17);
    if (at[len] != ',' && at[len] != '}' && at[len] != ']')
        return false;
    value->kind = WEV_JSON_NUMBER;
    value->text = (wev_text){at, len, WEV_CLEAN};
    r->at = at + len;
    return true;
}

static inline bool wev_json_simple_literal(wev_json *r, const char *at, wev_json_value *value) {
    const unsigned len = *at == 'f' ? 5 : 4;
    if (memcmp(at, "null", 4) == 0)
        value->kind = WEV_JSON_NULL;
    else if (memcmp(at, "true", 4) == 0)
        value->kind = WEV_JSON_TRUE;
    else if (memcmp(at, "false", 5) == 0)
        value->kind = WEV_JSON_FALSE;
    else
        return false;
    value->text = (wev_text){at, len, WEV_CLEAN};
    r->at = at + len;
    return true;
}

/* The value at `at`, in front of which no blank stands. False if it is not simple, and nothing is read then.
 */
static inline bool wev_json_simple_value_at(wev_json *r, const char *at, wev_json_value *value) {
    value->cut = false;
    if (*at == '"') {
        const char *const behind = wev_json_simple_string(at + 1, r->end, &value->text);
        if (behind == NULL)
            return false;
        value->kind = WEV_JSON_STRING;
        r->at = behind;
        return true;
    }
    if (wev_is_digit(*at) || *at == '-')
        return wev_json_simple_number(r, at, value);
    if (*at != '{' && *at != '[')
        return wev_json_simple_literal(r, at, value);
    value->kind = *at == '{' ? WEV_JSON_OBJECT : WEV_JSON_ARRAY;
    r->at = at;
    if (!r->lazy)
        wev_json_pass(r, value);
    return true;
}

/* As wev_json_member; false, and nothing has been read, also where that one is to be asked. */
static inline bool wev_json_simple_member(wev_json *r, wev_text *key, wev_json_value *value) {
    const char *const start = wev_json_simple_item(r, '{', WEV_SIMPLE_REACH);
    const char *const quote = start != NULL && *start == '"' ? wev_json_simple_key(start + 1) : NULL;
    if (quote == NULL || !wev_json_simple_value_at(r, quote + 2 + (quote[2] == ' '), value))
        return false;
    *key = (wev_text){start + 1, (uint32_t)(quote - start - 1), WEV_CLEAN};
    r->opened = true;
    return true;
}

/* The closing bracket where the next item might begin; false, and nothing has been read, if there is none. */
static inline bool wev_json_simple_close(wev_json *r, char close) {
    if (!r->opened || r->at == r->end || *r->at != close || r->close != '\0' || r->status != WEV_OK)
        return false;
    r->at++;
    r->close = close;
    return true;
}

/* As wev_json_element, in the same way. */
static inline bool wev_json_simple_element(wev_json *r, wev_json_value *value) {
    const char *const start = wev_json_simple_item(r, '[', WEV_ELEMENT_REACH);
    if (start == NULL || !wev_json_simple_value_at(r, start, value))
        return false;
    r->opened = true;
    return true;
}

/* wev_json_member and wev_json_element for a loop that is worth it to have all of this inline. */
static inline bool wev_json_next_member(wev_json *r, wev_text *key, wev_json_value *value) {
    return wev_json_simple_member(r, key, value) || (!wev_json_simple_close(r, '}') && wev_json_member(r, key, value));
}

static inline bool wev_json_next_element(wev_json *r, wev_json_value *value) {
    return wev_json_simple_element(r, value) || (!wev_json_simple_close(r, ']') && wev_json_element(r, value));
}

#endif
