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

/* A set of keys, one bit each; wev_key_table_init checks that they fit. */
typedef uint64_t wev_key_set;
#define WEV_KEY_BIT(symbol) (UINT64_C(1) << WEV_KEY_##symbol)

enum { WEV_KEY_SLOTS = 128 };

/* From a key's text to its wev_key: open addressing, built once for an engine. */
typedef struct wev_key_table {
    uint8_t slot[WEV_KEY_SLOTS];
} wev_key_table;

void wev_key_table_init(wev_key_table *table);

typedef struct wev_member {
    wev_text key;
    wev_json_value value;
    wev_key known;
} wev_member;

enum { WEV_KEY_GUESSES = 64 };

typedef struct wev_json_index {
    uint8_t guess[WEV_KEY_GUESSES]; /* wev_key at each position of the last message: agents keep to one order */
    wev_member *member;
    uint32_t count;
    wev_key_set keys;
    wev_json reader; /* as it stopped: its status, position and rest */
} wev_json_index;

/* Before the first message. */
void wev_json_index_init(wev_json_index *index);

/*
 * Reads the members of the object at the start of `text`; at most `limit` of them (then the status is
 * WEV_TOO_BIG). False only without memory.
 */
bool wev_json_index_read(wev_json_index *index, wev_arena *arena, const wev_key_table *table, wev_str text,
                         uint32_t limit);

#endif
