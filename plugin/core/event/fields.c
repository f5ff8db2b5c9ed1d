/* SPDX-License-Identifier: Apache-2.0 */
#include "event/fields.h"

#include "base/hash.h"
#include "base/num.h"

enum { FIRST_ROOM = 48 };

void wev_fields_init(wev_fields *fields, wev_arena *arena, uint64_t seed, uint32_t limit) {
    fields->arena = arena;
    fields->seed = seed;
    fields->item = NULL;
    fields->count = fields->room = 0;
    fields->limit = limit;
    fields->heads = fields->first_heads; /* cleared with the first field: most lists stay empty */
    fields->mask = WEV_FIELDS_HEADS - 1;
}

static inline uint32_t hash_of(const wev_fields *fields, wev_str name) {
    return (uint32_t)(wev_hash_name(name, fields->seed) >> 32);
}

static inline void link_in(wev_fields *fields, uint32_t index) {
    wev_field *const field = fields->item + index;
    uint32_t *const head = fields->heads + (field->hash & fields->mask);
    field->next = *head;
    *head = index;
}

/* Twice the room, and as many chains as there is room once there are more fields than chains. */
static bool grow(wev_fields *fields) {
    if (fields->count >= fields->limit) {
        fields->arena->why = WEV_TOO_BIG;
        return false;
    }
    if (fields->room == 0)
        memset(fields->first_heads, 0xFF, sizeof fields->first_heads);
    const uint32_t room = fields->room != 0 ? fields->room * 2 : FIRST_ROOM;
    wev_field *const item = wev_arena_alloc(fields->arena, room * sizeof *item);
    if (item == NULL)
        return false;
    if (fields->count > 0)
        memcpy(item, fields->item, fields->count * sizeof *item);
    fields->item = item;
    fields->room = room < fields->limit ? room : fields->limit;
    if (room <= 2 * WEV_FIELDS_HEADS)
        return true;

    uint32_t chains = WEV_FIELDS_HEADS;
    while (chains < room)
        chains *= 2;
    uint32_t *const heads = wev_arena_alloc(fields->arena, chains * sizeof *heads);
    if (heads == NULL)
        return false;
    memset(heads, 0xFF, chains * sizeof *heads);
    fields->heads = heads;
    fields->mask = chains - 1;
    for (uint32_t i = 0; i < fields->count; i++)
        link_in(fields, i);
    return true;
}

static inline wev_field *find_in(const wev_fields *fields, wev_str name, uint32_t hash) {
    for (uint32_t i = fields->heads[hash & fields->mask]; i != WEV_FIELDS_NONE; i = fields->item[i].next)
        if (fields->item[i].hash == hash && wev_str_same(wev_text_raw(fields->item[i].name), name))
            return fields->item + i;
    return NULL;
}

const wev_field *wev_fields_find(const wev_fields *fields, wev_str name) {
    return fields->count == 0 ? NULL : find_in(fields, name, hash_of(fields, name));
}

/* `name#2`, or the first such that is free; *hash is its own. The count kept with the first field makes all of them
 * together linear. */
static wev_text next_free_name(wev_fields *fields, wev_field *first, uint32_t *hash) {
    const wev_str name = wev_text_raw(first->name);
    char *const copy = wev_arena_alloc(fields->arena, name.len + 1 + WEV_NUM_ROOM);
    if (copy == NULL)
        return WEV_ABSENT;
    wev_move(copy, name.ptr, name.len);
    copy[name.len] = '#';
    for (;;) {
        const size_t len = name.len + 1 + wev_num_put_u64(copy + name.len + 1, ++first->copies);
        const wev_str free_name = {copy, len};
        *hash = hash_of(fields, free_name);
        if (find_in(fields, free_name, *hash) == NULL)
            return (wev_text){copy, (uint32_t)len, first->name.writing};
    }
}

wev_text wev_fields_prepare(wev_fields *fields, wev_text name) {
    if (fields->count == fields->room && !grow(fields))
        return WEV_ABSENT;
    if (name.ptr == NULL)
        return TX("");
    if (name.writing == WEV_CLEAN || name.writing == WEV_PLAIN)
        return name;
    const wev_str plain = wev_text_plain(fields->arena, name);
    return plain.ptr != NULL ? wev_text_of(plain) : WEV_ABSENT;
}

static inline wev_field *append(wev_fields *fields, wev_text name, wev_text value, wev_field_kind kind, uint32_t hash) {
    wev_field *const field = fields->item + fields->count;
    field->name = name;
    field->value = value;
    field->copies = 1;
    field->kind = (uint8_t)kind;
    field->unnamed = field->cut = false;
    field->hash = hash;
    link_in(fields, fields->count++);
    return field;
}

wev_field *wev_fields_add_again(wev_fields *fields, wev_field *first, wev_text value, wev_field_kind kind) {
    uint32_t hash = 0;
    const wev_text name = next_free_name(fields, first, &hash);
    return name.ptr != NULL ? append(fields, name, value, kind, hash) : NULL;
}

wev_field *wev_fields_add(wev_fields *fields, wev_text name, wev_text value, wev_field_kind kind) {
    if (fields->count == fields->room || (name.writing != WEV_CLEAN && name.writing != WEV_PLAIN)) {
        name = wev_fields_prepare(fields, name);
        if (name.ptr == NULL)
            return NULL;
    }
    const uint32_t hash = hash_of(fields, wev_text_raw(name));
    wev_field *const same = find_in(fields, wev_text_raw(name), hash);
    return same == NULL ? append(fields, name, value, kind, hash) : wev_fields_add_again(fields, same, value, kind);
}
