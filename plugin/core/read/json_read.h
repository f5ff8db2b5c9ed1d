/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A pull reader for one level of JSON (RFC 8259): the members of an object or the elements of an array, as views.
 * Nested values are handed over whole, as text, and are opened by a reader of their own if somebody wants to look
 * inside. Forgiving where a relay makes it wise: raw control characters in strings, rsyslog's `#012` for a line
 * break between tokens, and an end in the middle, after which everything in front of it has been handed over.
 */
#ifndef WEV_READ_JSON_READ_H
#define WEV_READ_JSON_READ_H

#include "base/status.h"
#include "base/text.h"

typedef enum wev_json_kind {
    WEV_JSON_STRING,
    WEV_JSON_NUMBER,
    WEV_JSON_TRUE,
    WEV_JSON_FALSE,
    WEV_JSON_NULL, /* from here on what is no text */
    WEV_JSON_OBJECT, /* and from here on what is nested */
    WEV_JSON_ARRAY
} wev_json_kind;

typedef struct wev_json_value {
    wev_text text; /* of a string its inside, of anything else the characters themselves */
    wev_json_kind kind;
    bool cut; /* the message ends inside this value, or it is broken: it may be another value in truth */
} wev_json_value;

typedef struct wev_json {
    const char *at, *end;
    const char
        *from;   /* set by who entered a value: its bracket, so that wev_json_rest ends with the value; else NULL */
    bool opened; /* behind the opening bracket */
    bool lazy;   /* set by the caller: see wev_json_enter */
    char close;
    wev_status status; /* WEV_OK, WEV_TRUNCATED or WEV_MALFORMED; sticks */
    const char *what;  /* constant text; NULL while all is well */
    const char *item;  /* at a fault: where the item begins that could not be read */
} wev_json;

/* A reader over an object or array; `text` begins with its bracket, after blanks at most. */
wev_json wev_json_open(wev_str text);

/*
 * The next member; false at the closing bracket and at a fault (then r->status says which, and r->at where).
 * *key is the inside of the key's string.
 */
bool wev_json_member(wev_json *r, wev_text *key, wev_json_value *value);

/*
 * For who opens nested values himself. With r->lazy set a nested value comes without text, and the reader stands in
 * front of it; then either wev_json_enter gives a reader over it and wev_json_leave goes on behind what that has read,
 * or wev_json_pass passes over it and puts its text into the value.
 */
wev_json wev_json_enter(const wev_json *r);
void wev_json_leave(wev_json *r, const wev_json *inner);
void wev_json_pass(wev_json *r, wev_json_value *value);

/* The next element of an array; as wev_json_member. */
bool wev_json_element(wev_json *r, wev_json_value *value);

/*
 * What was not handed over: behind the closing bracket, or, at a fault, from the item that could not be read; with
 * r->from to the end of its value. Blanks (as #015) in front of it are left out.
 */
wev_str wev_json_rest(const wev_json *r);

/* Skips blanks, and TAB, LF and CR as rsyslog writes them: `#012`, `\012`, `\n`. */
const char *wev_skip_blanks(const char *at, const char *end);

/* The text behind them. */
static inline wev_str wev_behind_blanks(wev_str text) {
    const char *const end = text.ptr + text.len, *const at = wev_skip_blanks(text.ptr, end);
    return (wev_str){at, (size_t)(end - at)};
}

#endif
