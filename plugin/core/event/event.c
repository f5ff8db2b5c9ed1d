/* SPDX-License-Identifier: Apache-2.0 */
#include "event/event.h"

#include "base/num.h"

const wev_sys_row wev_sys_table[WEV_SYS_COUNT] = {
#define KIND_TEXT WEV_SYS_TEXT
#define KIND_INTEGER WEV_SYS_INTEGER
#define KIND_MASK WEV_SYS_MASK
#define KIND_TIME WEV_SYS_INSTANT
#define WEV_FIELD(symbol, object, key, kind) [WEV_SYS_##symbol] = {TX_INIT(key), WEV_SYS_##object, KIND_##kind},
#include "event/system.def"
#undef WEV_FIELD
};

void wev_event_init(wev_event *event, wev_arena *arena, uint64_t seed, uint32_t max_fields) {
    event->arena = arena;
    event->format = (wev_str){NULL, 0};
    event->status = WEV_OK;
    event->what = NULL;
    event->offset = 0;
    event->source = (wev_str){NULL, 0};
    event->cut_name = event->message = event->rest = event->data_name = event->recovered_name = WEV_ABSENT;
    event->repaired = event->is_user_data = event->message_cut = event->header_time = false;
    event->data_from_text = event->id_from_text = event->names_from_rulebase = event->wide = false;
    event->now = 0;
    memset(event->system, 0, sizeof event->system);
    wev_fields_init(&event->data, arena, seed, max_fields);
    wev_fields_init(&event->keyword_names, arena, seed, max_fields);
    wev_fields_init(&event->other, arena, seed, max_fields);
    event->id = event->rule = event->version = event->level = -1;
    event->keywords = 0;
    event->has_keywords = event->zone_assumed = false;
    event->sent_outcome = event->audit = WEV_OUTCOME_UNKNOWN;
    event->created.time = event->received.time = (wev_time){0};
    event->created.len = event->received.len = 0;
}

void wev_event_fault(wev_event *event, wev_status status, const char *what, size_t offset) {
    if (event->status != WEV_OK)
        return;
    event->status = status;
    event->what = what;
    event->offset = offset;
}

void wev_event_fault_place(wev_event *event, size_t offset) {
    if (event->status == WEV_TOO_BIG && event->offset == WEV_NOWHERE)
        event->offset = offset;
}

static size_t place_of(const wev_event *event, wev_text text) {
    const uintptr_t at = (uintptr_t)text.ptr, start = (uintptr_t)event->source.ptr;
    return text.ptr != NULL && event->source.ptr != NULL && at >= start && at - start <= event->source.len
               ? at - start
               : WEV_NOWHERE;
}

/* A list refused an item: an event that does not fit says so and goes on; without memory there is no going on. */
static bool refused(wev_event *event, wev_text name, wev_text value) {
    const size_t place = place_of(event, name);
    if (event->arena->why == WEV_NO_MEMORY)
        return false;
    wev_event_fault(event, WEV_TOO_BIG, "more than the limits allow",
                    place != WEV_NOWHERE ? place : place_of(event, value));
    return true;
}

bool wev_event_keep(wev_event *event, wev_text name, wev_text value, wev_field_kind kind, bool cut) {
    if (name.len == 0)
        name = TX("unnamed");
    wev_field *const field = wev_fields_add(&event->other, name, value, kind);
    if (cut)
        event->cut_name = name;
    if (field == NULL)
        return refused(event, name, value);
    field->cut = cut;
    return true;
}

bool wev_event_add_keyword(wev_event *event, wev_text value) {
    return wev_fields_add(&event->keyword_names, TX("Keyword"), value, WEV_FIELD_TEXT) != NULL ||
           refused(event, WEV_ABSENT, value);
}

/* Is `kept` the name that a value was kept under: itself, or with a number behind it where it came again? */
static bool is_kept_as(wev_str kept, wev_str name) {
    return wev_str_starts(kept, name) && (kept.len == name.len || kept.ptr[name.len] == '#');
}

bool wev_event_keep_piece(wev_event *event, wev_text name, wev_str piece, size_t gap) {
    wev_field *const last = event->other.count > 0 ? event->other.item + event->other.count - 1 : NULL;
    if (last != NULL && last->value.ptr != NULL &&
        (uintptr_t)last->value.ptr + last->value.len + gap == (uintptr_t)piece.ptr &&
        is_kept_as(wev_text_raw(last->name), wev_text_raw(name))) {
        last->value = wev_text_as((wev_str){last->value.ptr, last->value.len + gap + piece.len}, WEV_PLAIN);
        return true;
    }
    return wev_event_keep(event, name, wev_text_of(piece), WEV_FIELD_TEXT, false);
}

bool wev_event_rest(wev_event *event, wev_str rest) {
    if (rest.len == 0)
        return true;
    if (event->rest.ptr != NULL)
        return wev_event_keep(event, TX("rest"), wev_text_of(rest), WEV_FIELD_TEXT, false);
    event->rest = wev_text_as(rest, WEV_PLAIN); /* nobody looks into it here: many events may stand there */
    return true;
}

void wev_event_set_message(wev_event *event, wev_text name, wev_text value, bool cut) {
    event->message = value;
    event->message_cut = cut;
    if (cut)
        event->cut_name = name;
}

/* Decimal digits without leading zeros that fit int64, whatever stands behind them. */
static inline bool is_canonical(const char *digits, size_t len) {
    if (len == 0 || len >= 19 || (digits[0] == '0' && len > 1))
        return false;
    for (size_t i = 0; i < len; i++)
        if (!wev_is_digit(digits[i]))
            return false;
    return true;
}

/* The same out of decimal or hexadecimal digits. */
static bool canonical_integer(wev_event *event, wev_text *value) {
    const wev_str raw = wev_str_trim(wev_text_raw(*value));
    uint64_t number = 0;
    wev_num_form form;
    if (is_canonical(raw.ptr, raw.len)) {
        *value = wev_text_as(raw, WEV_CLEAN);
        return true;
    }
    if (!wev_num_code(raw, 64, &number, &form) || form == WEV_NUM_SIGNED || number > INT64_MAX)
        return false;
    char *const digits = wev_arena_alloc(event->arena, WEV_NUM_ROOM);
    if (digits == NULL)
        return false;
    *value = wev_text_as((wev_str){digits, wev_num_put_u64(digits, number)}, WEV_CLEAN);
    return true;
}

static bool fits(wev_event *event, wev_sys field, wev_str name, wev_text *value) {
    const bool is_escaped = value->writing != WEV_CLEAN && value->writing != WEV_PLAIN;
    if (is_escaped && wev_sys_table[field].kind != WEV_SYS_TEXT) { /* a number or a time, written as \u002B03:00 */
        const wev_str plain = wev_text_plain(event->arena, *value);
        if (plain.ptr == NULL)
            return false;
        *value = wev_text_of(plain);
    }
    switch ((wev_sys_kind)wev_sys_table[field].kind) {
    case WEV_SYS_INTEGER:
        return canonical_integer(event, value);
    case WEV_SYS_MASK: /* there is one: Keywords */
        event->has_keywords = wev_num_keywords(wev_str_trim(wev_text_raw(*value)), &event->keywords);
        return event->has_keywords;
    case WEV_SYS_INSTANT:
        *(field == WEV_SYS_TIME ? &event->time_name : &event->received_name) = name;
        break;
    case WEV_SYS_TEXT:
        break;
    }
    return value->len > 0;
}

bool wev_event_set_any(wev_event *event, wev_sys field, wev_str name, wev_text value, bool cut) {
    if (value.ptr == NULL)
        return true; /* null and an absent field say the same */
    if (!cut && event->system[field].ptr == NULL && fits(event, field, name, &value)) {
        event->system[field] = value;
        return true;
    }
    return (value.len == 0 && !cut) || wev_event_keep(event, wev_text_of(name), value, WEV_FIELD_TEXT, cut);
}

bool wev_event_set_number(wev_event *event, wev_sys field, wev_str name, wev_text value, bool cut) {
    if (value.writing != WEV_CLEAN || !is_canonical(value.ptr, value.len))
        return wev_event_set_any(event, field, name, value, cut);
    event->system[field] = value;
    return true;
}

/* Names of unnamed data by position; the first ones without a copy. */
static wev_text position_name(wev_event *event) {
    static const char few[][8] = {"param1", "param2", "param3", "param4", "param5", "param6", "param7", "param8"};
    const uint32_t position = event->data.count;
    if (position < sizeof few / sizeof *few)
        return wev_text_as((wev_str){few[position], 6}, WEV_CLEAN);
    char *const name = wev_arena_alloc(event->arena, 5 + WEV_NUM_ROOM);
    if (name == NULL)
        return WEV_ABSENT;
    memcpy(name, "param", 5);
    return wev_text_as((wev_str){name, 5 + wev_num_put_u64(name + 5, (uint64_t)position + 1)}, WEV_CLEAN);
}

bool wev_event_add_any(wev_event *event, wev_text name, wev_text value, wev_field_kind kind, bool cut) {
    const bool unnamed = name.len == 0;
    if (unnamed && (name = position_name(event)).ptr == NULL)
        return refused(event, name, value);
    wev_field *const field = wev_fields_add(&event->data, name, value, kind);
    if (field == NULL)
        return refused(event, name, value);
    field->unnamed = unnamed;
    field->cut = cut;
    if (cut)
        event->cut_name = field->name;
    return true;
}
