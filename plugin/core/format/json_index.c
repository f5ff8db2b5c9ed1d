/* SPDX-License-Identifier: Apache-2.0 */
#include "format/json_index.h"

#include "read/json_simple.h"

_Static_assert(WEV_KEY_COUNT * 8 <= WEV_KEY_SLOTS,
               "the table stays nearly empty: most keys that are not in it meet an empty slot");

/* The keys as they stand in JSON, with quote and colon behind them. */
static const struct {
    char text[31]; /* zeros behind them */
    uint8_t len;   /* of the key alone */
} keys[WEV_KEY_COUNT] = {
    [WEV_KEY_NONE] = {"\xFF\xFF", 0}, /* which no message holds: it is UTF-8 */
#define WEV_KEY(symbol, text) [WEV_KEY_##symbol] = {text "\":", sizeof(text) - 1},
#include "format/keys.def"
#undef WEV_KEY
};

_Static_assert(sizeof keys[0] == WEV_SIMPLE_KEY, "two times 16 bytes may be read of each");

enum { FIRST_ROOM = 64 };

/* Keys are few and known, and the compare that follows decides: first, last and middle byte spread them enough. */
static inline unsigned slot_of(wev_str key) {
    const uint32_t first = (unsigned char)key.ptr[0], last = (unsigned char)key.ptr[key.len - 1],
                   middle = (unsigned char)key.ptr[key.len / 2];
    return ((first | middle << 8 | last << 16 | (uint32_t)key.len << 24) * UINT32_C(2654435761) >> 20) % WEV_KEY_SLOTS;
}

static inline wev_str text_of(unsigned key) {
    return (wev_str){keys[key].text, keys[key].len};
}

void wev_key_table_init(wev_key_table *table) {
    memset(table, 0, sizeof *table);
    for (unsigned key = 1; key < WEV_KEY_COUNT; key++) {
        unsigned slot = slot_of(text_of(key));
        while (table->slot[slot] != WEV_KEY_NONE)
            slot = (slot + 1) % WEV_KEY_SLOTS;
        table->slot[slot] = (uint16_t)key;
    }
}

static inline wev_key find(const wev_key_table *table, wev_str text) {
    for (unsigned slot = slot_of(text); table->slot[slot] != WEV_KEY_NONE; slot = (slot + 1) % WEV_KEY_SLOTS)
        if (wev_str_equal(text, text_of(table->slot[slot])))
            return (wev_key)table->slot[slot];
    return WEV_KEY_NONE;
}

wev_key wev_key_find(const wev_key_table *table, wev_text key) {
    return key.len > 0 && key.writing == WEV_CLEAN ? find(table, wev_text_raw(key)) : WEV_KEY_NONE;
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

/* Does that key stand here, with quote and colon? WEV_KEY_NONE never does. */
static inline bool is_here(const char *at, unsigned key) {
    return wev_scan_same_32(at, keys[key].text, keys[key].len + 2U);
}

/* What the next message is guessed to have at this position: agents keep to one order. */
static void note(wev_json_index *index, uint32_t position, wev_key known) {
    if (known != WEV_KEY_NONE && position < WEV_KEY_GUESSES)
        index->guess[position] = (uint16_t)known;
}

/* The quote behind the key at `start`, which is the one that is guessed, or is looked up; NULL if it is not simple. */
static inline const char *simple_key(wev_json_index *index, const wev_key_table *table, const char *start,
                                     uint32_t position, wev_key *known) {
    const wev_key guess = position < WEV_KEY_GUESSES ? (wev_key)index->guess[position] : WEV_KEY_NONE;
    if (is_here(start, guess)) {
        *known = guess;
        return start + keys[guess].len;
    }
    const char *const quote = wev_json_simple_key(start);
    if (quote == NULL)
        return NULL;
    *known = quote > start ? find(table, (wev_str){start, (size_t)(quote - start)}) : WEV_KEY_NONE;
    note(index, position, *known);
    return quote;
}

/* The simple members from here on; at most until there are `most`. */
static void read_simple(wev_json_index *index, const wev_key_table *table, uint32_t most) {
    const char *at = index->reader.at, *const end = index->reader.end;
    uint32_t count = index->count;
    for (wev_member *member = index->member + count; count < most; member++, count++) {
        const char *const start = wev_json_simple_start(at, end);
        const char *const quote = start != NULL ? simple_key(index, table, start, count, &member->known) : NULL;
        const char *const behind = quote != NULL ? wev_json_simple_value(quote, end, &member->value) : NULL;
        if (behind == NULL)
            break;
        member->key = (wev_text){start, (uint32_t)(quote - start), WEV_CLEAN};
        index->has[member->known] = true;
        at = behind;
    }
    index->reader.at = at;
    index->count = count;
}

bool wev_json_index_read(wev_json_index *index, wev_arena *arena, const wev_key_table *table, wev_str text,
                         uint32_t limit) {
    uint32_t room = 0;
    index->member = NULL;
    index->count = 0;
    memset(index->has, 0, sizeof index->has);
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
        member->known = wev_key_find(table, member->key);
        index->has[member->known] = true;
        note(index, index->count++, member->known);
        read_simple(index, table, room < limit ? room : limit);
    }
}
