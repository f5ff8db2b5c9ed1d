/* SPDX-License-Identifier: Apache-2.0 */
#include "format/json_map.h"

#include "base/num.h"
#include "read/json_item.h"

wev_text wev_json_qualified(wev_json_walk *w, wev_str parent, wev_text key) {
    if (parent.len == 0)
        return key;
    const size_t room = parent.len + 1 + key.len;
    char *const joined = wev_arena_alloc(w->event->arena, room);
    if (joined == NULL)
        return key;
    memcpy(joined, parent.ptr, parent.len);
    joined[parent.len] = '_';
    if (key.writing == WEV_CLEAN) { /* as parents are, and most keys */
        memcpy(joined + parent.len + 1, key.ptr, key.len);
        return (wev_text){joined, (uint32_t)room, WEV_CLEAN};
    }
    const size_t len = wev_text_decode(joined + parent.len + 1, key);
    return wev_text_of((wev_str){joined, parent.len + 1 + len});
}

bool wev_json_keep_in(wev_json_walk *w, wev_str parent, wev_text key, const wev_json_value *value) {
    const bool is_empty = value->text.len == 0 || (wev_json_is_nested(value) && value->text.len == 2);
    if (value->kind == WEV_JSON_NULL || (is_empty && !value->cut))
        return true;
    const wev_field_kind kind = wev_json_is_nested(value) ? WEV_FIELD_MARKUP : WEV_FIELD_TEXT;
    return wev_event_keep(w->event, wev_json_qualified(w, parent, key), value->text, kind, value->cut);
}

bool wev_json_keep(wev_json_walk *w, const wev_json_map *map, wev_text key, const wev_json_value *value) {
    return wev_json_keep_in(w, map->name, key, value);
}

/* Digits, also hexadecimal ones: a number of the schema, not its name. */
static bool is_number(wev_text value) {
    uint64_t number = 0;
    wev_num_form form;
    return wev_num_code(wev_text_raw(value), 64, &number, &form);
}

/* Numbers and names of the same thing. */
static wev_sys rendered_field(wev_sys number) {
    switch (number) {
    case WEV_SYS_LEVEL:
        return WEV_SYS_RENDERED_LEVEL;
    case WEV_SYS_TASK:
        return WEV_SYS_RENDERED_TASK;
    default:
        return WEV_SYS_RENDERED_OPCODE;
    }
}

static bool take_system(wev_json_walk *w, wev_sys field, wev_text key, const wev_json_value *value) {
    return value->kind == WEV_JSON_NULL || wev_event_set(w->event, field, wev_text_raw(key), value->text, value->cut);
}

static WEV_APART bool take_outcome(wev_json_walk *w, const wev_json_map *map, wev_text key,
                                   const wev_json_value *value) {
    const wev_str word = wev_text_raw(value->text);
    if (!value->cut && wev_str_equal(word, SV("success")))
        w->event->sent_outcome = WEV_OUTCOME_SUCCESS;
    else if (!value->cut && wev_str_equal(word, SV("failure")))
        w->event->sent_outcome = WEV_OUTCOME_FAILURE;
    return wev_json_keep(w, map, key, value);
}

/* What may come before what it repeats waits for the end. */
static WEV_APART bool take_again(wev_json_walk *w, const wev_json_map *map, wev_map_row row, wev_text key,
                                 const wev_json_value *value) {
    if (value->kind == WEV_JSON_NULL)
        return true;
    const wev_json_again again = {map->name, key, *value, row};
    if (w->repeats)
        return wev_json_settle(w, &again);
    if (w->agains == WEV_MAP_AGAINS)
        return wev_json_keep(w, map, key, value);
    w->again[w->agains++] = again;
    return true;
}

static bool take_message(wev_json_walk *w, const wev_json_map *map, wev_text key, const wev_json_value *value) {
    if (value->kind == WEV_JSON_NULL)
        return true;
    if (wev_json_is_nested(value) || w->event->message.ptr != NULL)
        return wev_json_keep(w, map, key, value);
    wev_event_set_message(w->event, key, value->text, value->cut);
    return true;
}

/* Wazuh: "\"text\"". A quote that nothing closes, though the message goes on, is the text's own. */
static WEV_APART bool take_quoted_message(wev_json_walk *w, const wev_json_map *map, wev_text key,
                                          const wev_json_value *value) {
    wev_json_value inner = *value;
    const wev_str raw = wev_text_raw(value->text);
    const wev_str quote = SV("\\\"");
    const bool closed =
        !value->cut && raw.len >= 2 * quote.len && memcmp(raw.ptr + raw.len - quote.len, quote.ptr, quote.len) == 0;
    if (wev_str_starts(raw, quote) && (closed || value->cut)) {
        inner.text.ptr += quote.len;
        inner.text.len -= (uint32_t)(closed ? 2 * quote.len : quote.len);
    }
    return take_message(w, map, key, &inner);
}

/* A SID, or what Fluent Bit makes of it where it can: the account's name. */
static WEV_APART bool take_user(wev_json_walk *w, const wev_json_map *map, wev_text key, const wev_json_value *value) {
    if (wev_str_equal(wev_text_raw(value->text), SV("N/A")))
        return wev_json_keep(w, map, key, value);
    const bool is_sid = wev_str_starts(wev_text_raw(value->text), SV("S-1-"));
    return take_system(w, is_sid ? WEV_SYS_USER_ID : WEV_SYS_USER_NAME, key, value);
}

/* An object of UserData's leaves, under the name of their element. */
static WEV_APART bool take_element(wev_json_walk *w, const wev_json_map *map, const wev_json_map *inner, wev_text key,
                                   const wev_json_value *value) {
    if (value->kind != WEV_JSON_OBJECT || w->depth >= WEV_MAP_DEPTH)
        return wev_json_keep(w, map, key, value);
    w->event->is_user_data = true;
    if (w->event->data_name.ptr == NULL)
        w->event->data_name = key;
    return wev_json_object(w, inner, value);
}

/* A number of level, task or opcode, or its name. */
static bool take_name(wev_json_walk *w, wev_sys field, wev_text key, const wev_json_value *value) {
    const bool number = value->kind == WEV_JSON_NUMBER || is_number(value->text);
    return take_system(w, number ? field : rendered_field(field), key, value);
}

static bool take_inside(wev_json_walk *w, const wev_json_map *map, const wev_json_map *inner, wev_text key,
                        const wev_json_value *value) {
    if (value->kind == WEV_JSON_OBJECT && w->depth < WEV_MAP_DEPTH)
        return wev_json_object(w, inner, value);
    if (wev_json_is_nested(value) || inner->text.place == WEV_MAP_REST)
        return wev_json_keep(w, map, key, value);
    return wev_json_take(w, map, inner->text, key, value);
}

static WEV_APART bool take_data_name(wev_json_walk *w, const wev_json_map *map, wev_text key,
                                     const wev_json_value *value) {
    if (value->kind != WEV_JSON_STRING || value->cut || value->text.len == 0 || w->event->data_name.ptr != NULL)
        return wev_json_keep(w, map, key, value);
    w->event->data_name = value->text;
    return true;
}

bool wev_json_take(wev_json_walk *w, const wev_json_map *map, wev_map_row row, wev_text key,
                   const wev_json_value *value) {
    if (wev_json_is_nested(value) && row.place >= WEV_MAP_SYSTEM && row.place <= WEV_MAP_USER)
        return wev_json_keep(w, map, key, value);
    if (w->repeats_data && row.place == WEV_MAP_ITEM)
        return wev_json_item_again(w, key, value);
    if (w->repeats && (row.place == WEV_MAP_SYSTEM || row.place == WEV_MAP_MESSAGE))
        return take_again(w, map, row, key, value);
    switch ((wev_map_place)row.place) {
    case WEV_MAP_SYSTEM:
        return take_system(w, (wev_sys)row.arg, key, value);
    case WEV_MAP_NAME:
        return take_name(w, (wev_sys)row.arg, key, value);
    case WEV_MAP_AGAIN:
    case WEV_MAP_MESSAGE_AGAIN:
    case WEV_MAP_STRINGS:
        return take_again(w, map, row, key, value);
    case WEV_MAP_MESSAGE:
        return take_message(w, map, key, value);
    case WEV_MAP_QUOTED_MESSAGE:
        return take_quoted_message(w, map, key, value);
    case WEV_MAP_USER:
        return take_user(w, map, key, value);
    case WEV_MAP_KEYWORDS:
        return wev_json_keywords(w, key, value);
    case WEV_MAP_OUTCOME:
        return take_outcome(w, map, key, value);
    case WEV_MAP_DATA_NAME:
        return take_data_name(w, map, key, value);
    case WEV_MAP_ITEM:
        return wev_json_item(w, key, value);
    case WEV_MAP_UNNAMED:
        return wev_json_item(w, WEV_ABSENT, value);
    case WEV_MAP_DATA:
        return wev_json_data(w, value);
    case WEV_MAP_USER_DATA:
        return wev_json_user_data(w, value);
    case WEV_MAP_ELEMENT:
        return take_element(w, map, map->inside[row.arg], key, value);
    case WEV_MAP_INSIDE:
        return take_inside(w, map, map->inside[row.arg], key, value);
    case WEV_MAP_NAMESPACE:
        if (value->kind == WEV_JSON_STRING && !value->cut)
            return true;
        break;
    case WEV_MAP_DONE:
        if (value->text.ptr == w->done[0] || value->text.ptr == w->done[1])
            return true;
        break;
    case WEV_MAP_OTHER:
    case WEV_MAP_REST:
        break;
    }
    return wev_json_keep(w, map, key, value);
}

static bool take_members(wev_json_walk *w, const wev_json_map *map, wev_json *reader);

/* A nested value at the reader, opened in place if it has a map or is data, so that it is not passed over first. */
static bool take_nested(wev_json_walk *w, const wev_json_map *map, wev_map_row row, wev_text key, wev_json *reader,
                        wev_json_value *value) {
    const bool is_data = row.place == WEV_MAP_DATA;
    if (value->kind != WEV_JSON_OBJECT || w->depth >= WEV_MAP_DEPTH || !(is_data || row.place == WEV_MAP_INSIDE)) {
        wev_json_pass(reader, value);
        return wev_json_take(w, map, row, key, value);
    }
    wev_json inner = wev_json_enter(reader);
    if (!(is_data ? wev_json_data_members(w, &inner) : take_members(w, map->inside[row.arg], &inner)))
        return false;
    wev_json_leave(reader, &inner);
    return true;
}

/* One member by its row; what most members are, without a call. */
static inline bool take(wev_json_walk *w, const wev_json_map *map, wev_map_row row, wev_text key,
                        const wev_json_value *value) {
    if (row.place == WEV_MAP_SYSTEM && value->kind < WEV_JSON_NULL && !w->repeats)
        return wev_event_set(w->event, (wev_sys)row.arg, wev_text_raw(key), value->text, value->cut);
    return wev_json_take(w, map, row, key, value);
}

static inline wev_map_row row_of(const wev_json_map *map, wev_key known) {
    const wev_map_row row = map->row[known];
    return row.place != WEV_MAP_REST ? row : map->rest;
}

/* The next member, whose key is guessed first. Of an attribute that became one the `@` is no part of its key. */
static inline bool next_member(wev_json_walk *w, bool attributes, wev_json *reader, wev_text *key,
                               wev_json_value *value) {
    wev_key_order *const order = &w->input->order;
    if (wev_order_member(order, w->before, reader, key, value)) {
        w->before = (wev_key)order->behind[w->before].known;
        return true;
    }
    if (!wev_json_next_member(reader, key, value))
        return false;
    const bool is_attribute = attributes && key->len > 1 && key->ptr[0] == '@';
    const wev_text name = is_attribute ? (wev_text){key->ptr + 1, key->len - 1, key->writing} : *key;
    const wev_key known = wev_key_find(w->input->keys, name);
    if (!is_attribute)
        wev_order_keep(order, w->before, name, known);
    w->before = known;
    return true;
}

/* What was read ahead of the object in front of which the reader stands, and puts the reader behind that. */
static bool take_ahead(wev_json_walk *w, const wev_json_map *map, wev_json *reader) {
    const wev_json_ahead *const ahead = &w->ahead;
    for (unsigned i = 0; i < ahead->count; i++) {
        const wev_map_row row = row_of(map, ahead->member[i].known);
        if (!wev_json_take(w, map, row, ahead->member[i].key, &ahead->member[i].value))
            return false;
    }
    *reader = ahead->reader;
    return true;
}

static bool take_members(wev_json_walk *w, const wev_json_map *map, wev_json *reader) {
    wev_text key;
    wev_json_value value;
    w->depth++;
    if (reader->at == w->ahead.object && !take_ahead(w, map, reader))
        return false;
    reader->lazy = true;
    while (next_member(w, map->attributes, reader, &key, &value)) {
        const wev_map_row row = row_of(map, w->before);
        if (!(wev_json_is_nested(&value) ? take_nested(w, map, row, key, reader, &value)
                                         : take(w, map, row, key, &value)))
            return false;
    }
    w->depth--;
    return wev_json_inner_end(w, reader);
}

bool wev_json_object(wev_json_walk *w, const wev_json_map *map, const wev_json_value *value) {
    wev_json reader = wev_json_inner(w->input, value);
    return take_members(w, map, &reader);
}

wev_json_walk wev_json_walk_start(wev_input *input, wev_event *event) {
    wev_json_walk w;
    w.input = input;
    w.event = event;
    w.repeats = w.repeats_data = w.doubled = false;
    w.depth = w.agains = 0;
    w.done[0] = w.done[1] = NULL;
    w.base = 0;
    w.next_item = 0;
    w.before = WEV_KEY_NONE;
    w.ahead.object = NULL;
    return w;
}

void wev_json_done(wev_json_walk *w, const wev_json_value *value) {
    w->done[w->done[0] != NULL] = value->text.ptr;
}

bool wev_json_walk_members(wev_json_walk *w, const wev_json_map *map) {
    for (uint32_t i = 0; i < w->input->json.count; i++) {
        const wev_member *const member = w->input->json.member + i;
        w->before = member->known;
        if (!take(w, map, row_of(map, member->known), member->key, &member->value))
            return false;
    }
    return true;
}

bool wev_json_walk_end(wev_json_walk *w) {
    for (unsigned i = 0; i < w->agains; i++)
        if (!wev_json_settle(w, w->again + i))
            return false;
    return wev_json_end(w->input, w->event);
}

bool wev_json_map_read(wev_input *input, wev_event *event, const wev_json_map *map) {
    wev_json_walk w = wev_json_walk_start(input, event);
    return wev_json_walk_members(&w, map) && wev_json_walk_end(&w);
}
