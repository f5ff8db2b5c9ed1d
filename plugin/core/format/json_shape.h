/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A list of objects that all have the same keys, as {"Name": .., "Content": ..} for each item of EventData. How the
 * first one is written up to its values is kept, blanks and all; an object that is written in the same way, with other
 * strings, is read by comparing that.
 */
#ifndef WEV_FORMAT_JSON_SHAPE_H
#define WEV_FORMAT_JSON_SHAPE_H

#include "read/json_simple.h"

enum {
    WEV_SHAPE_FEW = 4,  /* members that an object has at most */
    WEV_SHAPE_ROOM = 16 /* of the key with its quotes, the colon, and the quote of the value */
};

typedef struct wev_shape_member {
    wev_text key;
    wev_json_value value;
    unsigned known; /* what the key says of its value */
} wev_shape_member;

typedef struct wev_shape {
    struct {
        char text[WEV_SHAPE_ROOM]; /* what stands between `{` or a comma and the string's inside; zeros behind it */
        uint8_t len, before;       /* of that; of what stands in front of the key's inside */
        uint8_t key_len;
        unsigned known;
    } member[WEV_SHAPE_FEW];
    unsigned count; /* 0: none is known */
} wev_shape;

/*
 * Keeps how the object is written that begins at `start` and has just these members, at most WEV_SHAPE_FEW of them, if
 * they are all strings and their keys short. The object is whole.
 */
static inline void wev_shape_keep(wev_shape *shape, const char *start, const wev_shape_member *m, unsigned count) {
    const char *from = start;
    for (unsigned i = 0; i < count; i++) {
        const wev_json_value *const value = &m[i].value;
        if (value->kind != WEV_JSON_STRING || value->cut || m[i].key.writing != WEV_CLEAN ||
            *from != (i == 0 ? '{' : ',') || value->text.ptr - from - 1 > WEV_SHAPE_ROOM)
            return;
        from++;
        memset(shape->member[i].text, 0, WEV_SHAPE_ROOM);
        shape->member[i].len = (uint8_t)(value->text.ptr - from);
        memcpy(shape->member[i].text, from, shape->member[i].len);
        shape->member[i].before = (uint8_t)(m[i].key.ptr - from);
        shape->member[i].key_len = (uint8_t)m[i].key.len;
        shape->member[i].known = m[i].known;
        from = value->text.ptr + value->text.len + 1;
    }
    if (*from == '}')
        shape->count = count;
}

/*
 * The members of the object at `at`, if it has that shape: behind its closing bracket. NULL, and *m is to be
 * forgotten, if it has another one or not enough bytes follow to say so at once.
 */
static inline const char *wev_shape_read(const wev_shape *shape, const char *at, const char *end, wev_shape_member *m) {
    for (unsigned i = 0; i < shape->count; i++) {
        const char *const from = at + 1;
        if (end - at < 1 + 2 * WEV_SHAPE_ROOM || *at != (i == 0 ? '{' : ',') ||
            !wev_scan_same_16(from, shape->member[i].text, shape->member[i].len))
            return NULL;
        at = wev_json_simple_string(from + shape->member[i].len, end, &m[i].value.text);
        if (at == NULL)
            return NULL;
        m[i].key = (wev_text){from + shape->member[i].before, shape->member[i].key_len, WEV_CLEAN};
        m[i].value.kind = WEV_JSON_STRING;
        m[i].value.cut = false;
        m[i].known = shape->member[i].known;
    }
    return shape->count > 0 && at < end && *at == '}' ? at + 1 : NULL;
}

#endif
