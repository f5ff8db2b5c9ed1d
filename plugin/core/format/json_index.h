/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The members of a JSON message, read once: which format it is, is told by which keys it has, and the format then
 * reads the same members.
 */
#ifndef WEV_FORMAT_JSON_INDEX_H
#define WEV_FORMAT_JSON_INDEX_H

#include "read/json_read.h"

#include <stdint.h>

typedef enum wev_key {
    WEV_KEY_NONE, /* no key of keys.def */
#define WEV_KEY(symbol, text) WEV_KEY_##symbol,
#include "format/keys.def"
#undef WEV_KEY
    WEV_KEY_COUNT
} wev_key;

enum { WEV_KEY_SLOTS = 4096 };

/* From a key's text to its wev_key: open addressing, built once for an engine. */
typedef struct wev_key_table {
    uint16_t slot[WEV_KEY_SLOTS];
} wev_key_table;

void wev_key_table_init(wev_key_table *table);

/* The key of that text, byte for byte; WEV_KEY_NONE if it is not in keys.def. */
wev_key wev_key_find(const wev_key_table *table, wev_text text);

typedef struct wev_member {
    wev_text key;
    wev_json_value value;
    wev_key known;
} wev_member;

enum { WEV_KEY_GUESSES = 64 };

typedef struct wev_json_index {
    uint16_t guess[WEV_KEY_GUESSES]; /* wev_key at each position of the last message: agents keep to one order */
    wev_member *member;
    uint32_t count;
    bool has[WEV_KEY_COUNT]; /* which keys it has; of WEV_KEY_NONE it says nothing */
    wev_json reader;         /* as it stopped: its status, position and rest */
} wev_json_index;

/* Does the object have this key? */
static inline bool wev_json_has(const wev_json_index *index, wev_key key) {
    return index->has[key];
}

/* Its first member of that key; NULL if it has none. */
const wev_member *wev_json_get(const wev_json_index *index, wev_key key);

/* Before the first message. */
void wev_json_index_init(wev_json_index *index);

/*
 * Reads the members of the object at the start of `text`; at most `limit` of them (then the status is
 * WEV_TOO_BIG). False only without memory.
 */
bool wev_json_index_read(wev_json_index *index, wev_arena *arena, const wev_key_table *table, wev_str text,
                         uint32_t limit);

#endif
