/* SPDX-License-Identifier: Apache-2.0 */
/* What is nested in a value of a JSON message: the reader over it, how its reading ended, and what is looked for. */
#include "format/event_xml.h"
#include "format/json_map.h"
#include "read/json_item.h"

static bool is_in_message(const wev_input *input, const char *at) {
    return (uintptr_t)at - (uintptr_t)input->text.ptr <= input->text.len;
}

/* Positions in the message, also of what was decoded from a string in it. */
static size_t offset_of(const wev_json_walk *w, const char *at) {
    return is_in_message(w->input, at) ? (size_t)(at - w->input->text.ptr) : w->base;
}

wev_json wev_json_inner(const wev_input *input, const wev_json_value *value) {
    wev_json reader = wev_json_open(wev_text_raw(value->text));
    if (!value->cut && is_in_message(input, reader.at)) {
        reader.from = reader.at;
        reader.end = input->text.ptr + input->text.len;
    }
    return reader;
}

bool wev_json_inner_end(wev_json_walk *w, const wev_json *reader) {
    if (w->event->status == WEV_TOO_BIG)
        wev_event_fault_place(w->event, offset_of(w, reader->at));
    if (reader->status == WEV_OK)
        return true;
    wev_event_fault(w->event, reader->status, reader->what, offset_of(w, reader->at));
    return wev_event_rest(w->event, wev_str_trim(wev_json_rest(reader)));
}

wev_str wev_json_inside(wev_json_walk *w, const wev_json_value *value) {
    const wev_str text =
        value->kind == WEV_JSON_STRING ? wev_text_plain(w->event->arena, value->text) : (wev_str){NULL, 0};
    if (text.ptr == NULL)
        return text;
    w->base = offset_of(w, value->text.ptr);
    return wev_behind_blanks(text);
}

bool wev_json_event_xml(wev_json_walk *w, const wev_json_value *value) {
    const wev_str xml = wev_json_inside(w, value);
    const size_t base = w->base;
    w->base = 0;
    return xml.ptr != NULL ? wev_event_xml_read(w->event, xml, base, true) : w->event->arena->why != WEV_NO_MEMORY;
}

bool wev_json_find_next(const wev_input *input, wev_json *reader, wev_key key, wev_json_value *value) {
    wev_text name;
    while (wev_json_next_member(reader, &name, value)) {
        if (wev_key_find(input->keys, name) == key)
            return true;
        if (wev_json_is_nested(value))
            wev_json_pass(reader, value);
    }
    return false;
}

bool wev_json_find(const wev_input *input, const wev_json_value *object, wev_key key, wev_json_value *value) {
    wev_json reader = wev_json_inner(input, object);
    reader.lazy = true;
    return wev_json_find_next(input, &reader, key, value);
}

bool wev_json_find_ahead(wev_json_walk *w, const wev_json_value *object, wev_key key, wev_json_value *value) {
    wev_json_ahead *const ahead = &w->ahead;
    wev_json reader = wev_json_inner(w->input, object);
    bool found = false;
    ahead->object = reader.at;
    ahead->count = 0;
    while (!found && ahead->count < WEV_MAP_AHEAD) {
        wev_member *const member = ahead->member + ahead->count;
        if (!wev_json_next_member(&reader, &member->key, &member->value))
            break;
        member->known = wev_key_find(w->input->keys, member->key);
        found = member->known == key;
        *value = member->value;
        ahead->count++;
    }
    ahead->reader = reader;
    reader.lazy = true;
    return found || wev_json_find_next(w->input, &reader, key, value);
}
