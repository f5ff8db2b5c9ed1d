/* SPDX-License-Identifier: Apache-2.0 */
#include "format/json_index.h"

_Static_assert(WEV_KEY_COUNT * 2 <= WEV_KEY_SLOTS, "the table stays at most half full");

static const wev_str key_text[WEV_KEY_COUNT] = {
#define WEV_KEY(symbol, text) [WEV_KEY_##symbol] = SV_INIT(text),
#include "format/keys.def"
#undef WEV_KEY
};

enum { FIRST_ROOM = 64 };

/* Keys are few and known, and the compare that follows decides: first, last and middle byte spread them enough. */
static unsigned slot_of(wev_str key) {
    const uint32_t first = (unsigned char)key.ptr[0], last = (unsigned char)key.ptr[key.len - 1],
                   middle = (unsigned char)key.ptr[key.len / 2];
    return ((first | middle << 8 | last << 16 | (uint32_t)key.len << 24) * UINT32_C(2654435761) >> 20) % WEV_KEY_SLOTS;
}

void wev_key_table_init(wev_key_table *table) {
    memset(table, 0, sizeof *table);
    for (unsigned key = 1; key < WEV_KEY_COUNT; key++) {
        unsigned slot = slot_of(key_text[key]);
        while (table->slot[slot] != WEV_KEY_NONE)
            slot = (slot + 1) % WEV_KEY_SLOTS;
        table->slot[slot] = (uint16_t)key;
    }
}

wev_key wev_key_find(const wev_key_table *table, wev_text key) {
    if (key.len == 0 || key.writing != WEV_CLEAN)
        return WEV_KEY_NONE;
    const wev_str text = wev_text_raw(key);
    for (unsigned slot = slot_of(text); table->slot[slot] != WEV_KEY_NONE; slot = (slot + 1) % WEV_KEY_SLOTS)
        if (wev_str_equal(text, key_text[table->slot[slot]]))
            return (wev_key)table->slot[slot];
    return WEV_KEY_NONE;
}

/* The key at this position of the last message first; it nearly always is. */
static wev_key guess_key(wev_json_index *index, const wev_key_table *table, wev_text key) {
    if (index->count >= WEV_KEY_GUESSES)
        return wev_key_find(table, key);
    uint16_t *const guess = index->guess + index->count;
    if (*guess != WEV_KEY_NONE && key.writing == WEV_CLEAN && wev_str_equal(wev_text_raw(key), key_text[*guess]))
        return (wev_key)*guess;
    const wev_key found = wev_key_find(table, key);
    *guess = (uint16_t)found;
    return found;
}

const wev_member *wev_json_get(const wev_json_index *index, wev_key key) {
    if (!wev_json_has(index, key))
        return NULL;
    uint32_t i = 0;
    while (index->member[i].known != key)
        i++;
    return index->member + i;
}

void wev_json_index_init(wev_json_index *index) {
    memset(index->guess, 0, sizeof index->guess); /* WEV_KEY_NONE */
}

static bool grow(wev_json_index *index, wev_arena *arena, uint32_t *room) {
    const uint32_t wanted = *room != 0 ? *room * 2 : FIRST_ROOM;
    wev_member *const member = wev_arena_alloc(arena, wanted * sizeof *member);
    if (member == NULL)
        return false;
    if (index->count > 0)
        memcpy(member, index->member, index->count * sizeof *member);
    index->member = member;
    *room = wanted;
    return true;
}

bool wev_json_index_read(wev_json_index *index, wev_arena *arena, const wev_key_table *table, wev_str text,
                         uint32_t limit) {
    uint32_t room = 0;
    index->member = NULL;
    index->count = 0;
    memset(index->keys, 0, sizeof index->keys);
    index->reader = wev_json_open(text);
    for (;;) {
        if (index->count == room && !grow(index, arena, &room)) {
            if (arena->why == WEV_NO_MEMORY)
                return false;
            limit = index->count;
        }
        const char *const start = index->reader.at;
        wev_member spare, *const member = index->count < room ? index->member + index->count : &spare;
        if (!wev_json_member(&index->reader, &member->key, &member->value))
            return true;
        if (index->count >= limit) {
            index->reader.status = WEV_TOO_BIG;
            index->reader.what = "more fields than the limit";
            index->reader.at = start;
            return true;
        }
        member->known = guess_key(index, table, member->key);
        index->keys[member->known / 64] |= UINT64_C(1) << member->known % 64;
        index->count++;
    }
}
