/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A member of an object as programs write most of them: at most one blank behind comma and colon, a key without
 * escapes, a string or a whole number. It is read inline, with one check of what is left of the message; any other
 * member is for wev_json_member, which reads what these give up in the same way.
 */
#ifndef WEV_READ_JSON_SIMPLE_H
#define WEV_READ_JSON_SIMPLE_H

#include "base/scan.h"
#include "read/json_read.h"

/*
 * The string whose inside begins at `start`; what stands in front of `at` needs no escaping and is no quote. Behind its
 * closing quote, or NULL if there is none; *out is its inside, or what there is of it.
 */
const char *wev_json_string(const char *start, const char *at, const char *end, wev_text *out);

enum {
    WEV_SIMPLE_KEY = 32, /* a key is shorter, and is looked for in so many bytes */
    /*
     * What is looked at without another check: comma, blank and quote; the key, its quote and the colon; a blank; a
     * sign or digit, 32 more digits, and the byte behind them.
     */
    WEV_SIMPLE_REACH = 3 + (WEV_SIMPLE_KEY - 1) + 2 + 1 + 1 + 32 + 1
};

/* The first byte of the key behind the comma at `at`; NULL if it may not be a simple one. */
static inline const char *wev_json_simple_start(const char *at, const char *end) {
    if (end - at < WEV_SIMPLE_REACH || *at != ',')
        return NULL;
    at += 1 + (at[1] == ' ');
    return *at == '"' ? at + 1 : NULL;
}

/* The quote behind the key that begins at `start`, with a colon behind it; NULL if it is not simple. */
static inline const char *wev_json_simple_key(const char *start) {
    unsigned len = wev_scan_json_16(start);
    if (len == 16)
        len += wev_scan_json_16(start + 16);
    return len < WEV_SIMPLE_KEY && start[len] == '"' && start[len + 1] == ':' ? start + len : NULL;
}

/* As wev_json_string, where 16 bytes may be read. */
static inline const char *wev_json_simple_string(const char *start, const char *end, wev_text *out) {
    const char *at = start;
    do {
        const unsigned n = wev_scan_json_16(at);
        at += n;
        if (n == 16)
            continue;
        if (*at != '"')
            break;
        *out = (wev_text){start, (uint32_t)(at - start), WEV_CLEAN};
        return at + 1;
    } while (end - at >= 16);
    return wev_json_string(start, at, end, out);
}

/* The value behind the quote and the colon at `quote`. Behind it; NULL if it is not simple, and *value is to be
 * forgotten. */
static inline const char *wev_json_simple_value(const char *quote, const char *end, wev_json_value *value) {
    const char *const at = quote + 2 + (quote[2] == ' ');
    value->cut = false;
    if (*at == '"') {
        value->kind = WEV_JSON_STRING;
        return wev_json_simple_string(at + 1, end, &value->text);
    }
    if (*at != '-' && !wev_is_digit(*at))
        return NULL;
    unsigned len = 1 + wev_scan_digits_16(at + 1);
    if (len == 17)
        len += wev_scan_digits_16(at + 17);
    if (at[len] != ',') /* with a comma behind it, it is whole */
        return NULL;
    value->kind = WEV_JSON_NUMBER;
    value->text = (wev_text){at, len, WEV_CLEAN};
    return at + len;
}

#endif
