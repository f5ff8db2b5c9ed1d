/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which key came behind which inside the objects of the messages before. Agents keep to one order, though not each
 * event has each key: a key that is guessed right is neither searched for its end nor looked up. Those of the message
 * itself are guessed by their position: json_index.h.
 */
#ifndef WEV_FORMAT_JSON_ORDER_H
#define WEV_FORMAT_JSON_ORDER_H

#include "format/json_index.h"
#include "read/json_item.h"

typedef struct wev_next_key {
    char text[WEV_SIMPLE_KEY]; /* with quote and colon behind it, and zeros behind these */
    uint8_t len;               /* of the key alone */
    uint16_t known;            /* wev_key; WEV_KEY_NONE: there is no guess */
} wev_next_key;

/* By the key in front of them in the message; of one worker. All zeros: nothing is known. */
typedef struct wev_key_order {
    wev_next_key behind[WEV_KEY_COUNT];
} wev_key_order;

/* Keeps what came behind a key, if it is a key of keys.def and a short one. */
static inline void wev_order_keep(wev_key_order *order, wev_key before, wev_text key, wev_key known) {
    wev_next_key *const next = order->behind + before;
    if (before == WEV_KEY_NONE || known == WEV_KEY_NONE || key.len + 2U >= sizeof next->text)
        return;
    memset(next->text, 0, sizeof next->text);
    memcpy(next->text, key.ptr, key.len);
    memcpy(next->text + key.len, "\":", 2);
    next->len = (uint8_t)key.len;
    next->known = (uint16_t)known;
}

/* Does that key stand here, with quote and colon? All bytes of its text may be read. */
static inline bool wev_order_is_here(const wev_next_key *next, const char *at) {
    return next->known != WEV_KEY_NONE && wev_scan_same_32(at, next->text, next->len + 2U);
}

/* As wev_json_simple_member, if the key is the one that came behind `before`. */
static inline bool wev_order_member(const wev_key_order *order, wev_key before, wev_json *r, wev_text *key,
                                    wev_json_value *value) {
    const wev_next_key *const next = order->behind + before;
    const char *const start = wev_json_simple_item(r, '{', WEV_SIMPLE_REACH);
    if (start == NULL || *start != '"' || !wev_order_is_here(next, start + 1))
        return false;
    const char *const quote = start + 1 + next->len;
    if (!wev_json_simple_value_at(r, quote + 2 + (quote[2] == ' '), value))
        return false;
    *key = (wev_text){start + 1, next->len, WEV_CLEAN};
    r->opened = true;
    return true;
}

#endif
