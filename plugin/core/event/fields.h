/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An ordered list of named values in which each name is unique, without regard to case: a name that comes again
 * becomes `name#2`, `name#3`, so that nothing is lost and no reader of the output has to choose. Linear in the
 * number of fields, whatever their names are.
 */
#ifndef WEV_EVENT_FIELDS_H
#define WEV_EVENT_FIELDS_H

#include "base/text.h"

typedef enum wev_field_kind {
    WEV_FIELD_TEXT,
    WEV_FIELD_NULL,  /* sent without a value: JSON null, an empty element */
    WEV_FIELD_MARKUP /* JSON or XML that was nested here, as text */
} wev_field_kind;

typedef struct wev_field {
    wev_text name; /* CLEAN or PLAIN */
    wev_text value;
    uint32_t hash;   /* of the name */
    uint32_t next;   /* in its chain; WEV_FIELDS_NONE ends it */
    uint32_t copies; /* how often the name has come so far */
    uint8_t kind;    /* wev_field_kind */
    bool unnamed;    /* the sender gave no name; ours tells the position */
    bool cut;        /* the message ends inside the value: not to be interpreted */
} wev_field;

enum { WEV_FIELDS_HEADS = 64 };
#define WEV_FIELDS_NONE UINT32_MAX

typedef struct wev_fields {
    wev_arena *arena;
    uint64_t seed;
    wev_field *item; /* in the order in which they came */
    uint32_t count, room, limit;
    uint32_t *heads; /* mask + 1 of them */
    uint32_t mask;
    uint32_t first_heads[WEV_FIELDS_HEADS];
} wev_fields;

/* An empty list whose memory is the arena's. At most `limit` fields. */
void wev_fields_init(wev_fields *fields, wev_arena *arena, uint64_t seed, uint32_t limit);

/* Appends; NULL at the limit (arena->why is WEV_TOO_BIG) or without memory. The result is valid until the next add. */
wev_field *wev_fields_add(wev_fields *fields, wev_text name, wev_text value, wev_field_kind kind);

/*
 * The parts of wev_fields_add that few fields need, apart so that the others do not pay for them. First: room for one
 * more, and the name without escapes; absent as there. Last: under the next free name, as `first` has the one that was
 * given.
 */
wev_text wev_fields_prepare(wev_fields *fields, wev_text name);
wev_field *wev_fields_add_again(wev_fields *fields, wev_field *first, wev_text value, wev_field_kind kind);

/* The field of that name without regard to case, or NULL. */
const wev_field *wev_fields_find(const wev_fields *fields, wev_str name);

/* As wev_fields_find, of a field that is likely to stand at `place`. */
static inline const wev_field *wev_fields_find_near(const wev_fields *fields, wev_str name, uint32_t place) {
    if (place < fields->count && wev_str_equal(wev_text_raw(fields->item[place].name), name))
        return fields->item + place;
    return wev_fields_find(fields, name);
}

#endif
