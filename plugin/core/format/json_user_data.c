/* SPDX-License-Identifier: Apache-2.0 */
/*
 * UserData in JSON: an object of elements, whose leaves become data under their names as they do in XML; winlogbeat's
 * flat one with the element's name in `xml_name`; XML in a string (OpenWEC).
 */
#include "format/event_xml.h"
#include "format/json_map.h"

static bool take_element(wev_json_walk *w, wev_text name, const wev_json_value *value);

static bool is_namespace(wev_text key, const wev_json_value *value) {
    return value->kind == WEV_JSON_STRING && !value->cut &&
           (wev_str_starts(wev_text_raw(key), SV("xmlns")) || wev_str_starts(wev_text_raw(key), SV("@xmlns")));
}

/* `Element_attribute`, as of an attribute in XML. */
static wev_text joined(wev_json_walk *w, wev_text element, wev_text attribute) {
    const wev_str a = wev_text_plain(w->event->arena, element), b = wev_text_plain(w->event->arena, attribute);
    if (a.ptr == NULL || b.ptr == NULL)
        return attribute;
    return wev_text_of(wev_xml_qualified(w->event, a, b));
}

static bool take_attributes(wev_json_walk *w, wev_text element, const wev_json_value *value) {
    wev_json reader = wev_json_inner(w->input, value);
    wev_text key;
    wev_json_value attribute;
    while (wev_json_member(&reader, &key, &attribute))
        if (!is_namespace(key, &attribute) && !wev_json_item(w, joined(w, element, key), &attribute))
            return false;
    return wev_json_inner_end(w, &reader);
}

/* Where attributes stand together: of evtx_dump, of osquery. */
static bool is_attributes(wev_key key) {
    return key == WEV_KEY_hash_attributes || key == WEV_KEY_xmlattr;
}

/* The members of an element: attributes, text and further elements. */
static bool take_members(wev_json_walk *w, wev_text element, const wev_json_value *value) {
    wev_json reader = wev_json_inner(w->input, value);
    wev_text key;
    wev_json_value inner;
    while (wev_json_member(&reader, &key, &inner)) {
        const wev_key known = wev_key_find(w->input->keys, key);
        bool good = true;
        if (is_namespace(key, &inner))
            continue;
        if (is_attributes(known) && inner.kind == WEV_JSON_OBJECT)
            good = take_attributes(w, element, &inner);
        else if (known == WEV_KEY_hash_text)
            good = take_element(w, element, &inner);
        else if (key.len > 1 && key.ptr[0] == '@')
            good = wev_json_item(w, joined(w, element, (wev_text){key.ptr + 1, key.len - 1, key.writing}), &inner);
        else
            good = take_element(w, key, &inner);
        if (!good)
            return false;
    }
    return wev_json_inner_end(w, &reader);
}

/* An element, or a list of elements of one name. */
static bool take_element(wev_json_walk *w, wev_text name, const wev_json_value *value) {
    const bool nested = value->kind == WEV_JSON_OBJECT || value->kind == WEV_JSON_ARRAY;
    if (!nested || w->depth >= WEV_MAP_DEPTH || value->text.len <= 2)
        return wev_json_item(w, name, value);
    bool good = true;
    w->depth++;
    if (value->kind == WEV_JSON_OBJECT) {
        good = take_members(w, name, value);
    } else {
        wev_json reader = wev_json_inner(w->input, value);
        wev_json_value element;
        while (good && wev_json_element(&reader, &element))
            good = take_element(w, name, &element);
        good = good && wev_json_inner_end(w, &reader);
    }
    w->depth--;
    return good;
}

/*
 * The element that holds all others: what `xml_name` says, wherever that stands, or the first member, if it is an
 * object. Of leaves side by side none is it.
 */
static bool take_object(wev_json_walk *w, const wev_json_value *value) {
    wev_json reader = wev_json_inner(w->input, value);
    wev_event *const event = w->event;
    wev_text key;
    wev_json_value inner, name;
    const bool named = event->data_name.ptr == NULL && wev_json_find(w->input, value, WEV_KEY_xml_name, &name) &&
                       name.kind == WEV_JSON_STRING && !name.cut;
    if (named)
        event->data_name = name.text;
    for (bool first = true; wev_json_member(&reader, &key, &inner);) {
        const wev_key known = wev_key_find(w->input->keys, key);
        if (is_namespace(key, &inner) || (named && inner.text.ptr == name.text.ptr))
            continue;
        if (first && !is_attributes(known)) {
            if (event->data_name.ptr == NULL && inner.kind == WEV_JSON_OBJECT)
                event->data_name = key;
            first = false;
        }
        if (!take_element(w, key, &inner))
            return false;
    }
    return wev_json_inner_end(w, &reader);
}

bool wev_json_user_data(wev_json_walk *w, const wev_json_value *value) {
    if (value->kind == WEV_JSON_NULL || (value->kind == WEV_JSON_STRING && value->text.len == 0))
        return true;
    w->event->is_user_data = true;
    if (value->kind == WEV_JSON_OBJECT)
        return take_object(w, value);
    const wev_str inside = wev_json_inside(w, value);
    const size_t base = w->base;
    w->base = 0;
    if (inside.len > 0 && inside.ptr[0] == '<')
        return wev_event_xml_read_user_data(w->event, inside, base);
    return wev_json_item(w, WEV_ABSENT, value);
}
