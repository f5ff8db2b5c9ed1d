/* SPDX-License-Identifier: Apache-2.0 */
/* Members of a JSON message that say again what the event says already, and what the probes of JSON formats look at. */
#include "base/num.h"
#include "format/json_map.h"

/* Is it the same text, though the two are not written in the same way, or one is absent? */
static WEV_APART bool means_same(wev_json_walk *w, wev_text a, wev_text b) {
    if (a.ptr == NULL || b.ptr == NULL)
        return a.len == 0 && b.len == 0;
    const bool both_plain = a.writing <= WEV_PLAIN && b.writing <= WEV_PLAIN;
    if (both_plain)
        return wev_str_equal(wev_text_raw(a), wev_text_raw(b));
    return wev_str_equal(wev_text_plain(w->event->arena, a), wev_text_plain(w->event->arena, b));
}

/* Is it the same text, however the two are written? */
static inline bool same(wev_json_walk *w, wev_text a, wev_text b) {
    const bool written_same =
        a.ptr != NULL && b.ptr != NULL && a.writing == b.writing && wev_str_equal(wev_text_raw(a), wev_text_raw(b));
    return written_same || means_same(w, a, b);
}

/*
 * Does the rendered text begin with `part`? An agent cuts a short message at any byte, so that its last character may
 * be gone. Text out of XML stays decoded: who writes the document would do that again.
 */
static bool is_in_message(wev_json_walk *w, wev_text part) {
    wev_event *const event = w->event;
    const wev_str whole = wev_text_plain(event->arena, event->message);
    if (whole.ptr != NULL && event->message.writing == WEV_XML)
        event->message = wev_text_as(whole, WEV_PLAIN);
    wev_str plain = wev_text_plain(event->arena, part);
    while (plain.len >= 3 && memcmp(plain.ptr + plain.len - 3, "\xEF\xBF\xBD", 3) == 0) /* U+FFFD: half of one */
        plain.len -= 3;
    return whole.ptr != NULL && plain.ptr != NULL && wev_str_starts(whole, plain);
}

static bool keep(wev_json_walk *w, const wev_json_again *again) {
    return wev_json_keep_in(w, again->parent, again->key, &again->value);
}

static wev_text name_of(wev_json_walk *w, const wev_json_again *again) {
    return wev_json_qualified(w, again->parent, again->key);
}

/* The same number or point in time, however it is written. */
static bool says_same(wev_json_walk *w, wev_sys field, wev_text value) {
    const wev_text known = w->event->system[field];
    const wev_str a = wev_text_plain(w->event->arena, known), b = wev_text_plain(w->event->arena, value);
    uint64_t m = 0, n = 0;
    wev_num_form form;
    wev_time t, u;
    if (a.ptr == NULL || b.ptr == NULL)
        return false;
    switch ((wev_sys_kind)wev_sys_table[field].kind) {
    case WEV_SYS_INTEGER:
        return wev_num_code(a, 64, &m, &form) && wev_num_code(b, 64, &n, &form) && m == n;
    case WEV_SYS_MASK:
        return wev_num_keywords(b, &n) && n == w->event->keywords;
    case WEV_SYS_INSTANT:
        return wev_time_parse(a, &t) && wev_time_parse(b, &u) && t.zoned == u.zoned && t.seconds == u.seconds &&
               t.nanos == u.nanos;
    case WEV_SYS_TEXT:
        break;
    }
    return wev_str_equal(a, b);
}

static WEV_APART bool settle_system(wev_json_walk *w, const wev_json_again *again) {
    const wev_sys field = (wev_sys)again->row.arg;
    const wev_json_value *const value = &again->value;
    if (value->cut || value->text.len == 0)
        return keep(w, again);
    if (w->event->system[field].ptr == NULL)
        return wev_event_set(w->event, field, wev_text_raw(name_of(w, again)), value->text, false);
    return says_same(w, field, value->text) || keep(w, again);
}

/* `<Event` and not the beginning of a longer name. Go's encoder writes `<` and `>` as escapes. */
static bool is_event_xml(wev_text sent) {
    static const wev_str opens[] = {SV_INIT("<Event"), SV_INIT("\\u003cEvent"), SV_INIT("\\u003CEvent")};
    wev_str text = wev_str_trim(wev_text_raw(sent));
    while (wev_str_starts(text, SV("\\r")) || wev_str_starts(text, SV("\\n")))
        text = wev_str_skip(text, 2);
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        const char next = wev_str_starts(text, opens[i]) && text.len > opens[i].len ? text.ptr[opens[i].len] : '\0';
        if (next == ' ' || next == '>' || next == '\\')
            return true;
    }
    return wev_str_starts(text, SV("<?xml"));
}

/* What an agent calls the original may be the rendered text, or the whole event as XML. */
static WEV_APART bool settle_message(wev_json_walk *w, const wev_json_again *again) {
    const wev_json_value *const value = &again->value;
    if (w->event->message.ptr == NULL && !is_event_xml(value->text)) {
        wev_event_set_message(w->event, name_of(w, again), value->text, value->cut);
        return true;
    }
    const bool said = w->event->message.ptr != NULL && !value->cut && is_in_message(w, value->text);
    return said || keep(w, again);
}

/* Are the values those of the data, in this order? */
static bool are_the_data(wev_json_walk *w, const wev_json_value *list) {
    const wev_fields *const data = &w->event->data;
    wev_json reader = wev_json_inner(w->input, list);
    wev_json_value element;
    uint32_t i = 0;
    while (wev_json_element(&reader, &element)) {
        const wev_text text = element.kind == WEV_JSON_NULL ? WEV_ABSENT : element.text;
        if (i == data->count || !same(w, data->item[i++].value, text))
            return false;
    }
    return reader.status == WEV_OK && i == data->count;
}

static WEV_APART bool settle_strings(wev_json_walk *w, const wev_json_again *again) {
    if (again->value.kind != WEV_JSON_ARRAY)
        return keep(w, again);
    if (w->event->data.count == 0)
        return wev_json_data(w, &again->value);
    return (!again->value.cut && are_the_data(w, &again->value)) || keep(w, again);
}

bool wev_json_item_again(wev_json_walk *w, wev_text key, const wev_json_value *value) {
    const wev_str name = wev_text_plain(w->event->arena, key);
    const wev_fields *const data = &w->event->data;
    const wev_field *const field = name.ptr != NULL ? wev_fields_find_near(data, name, w->next_item) : NULL;
    if (value->cut || field == NULL || !same(w, field->value, value->text))
        return wev_json_keep_in(w, SV(""), key, value);
    w->next_item = (uint32_t)(field - data->item) + 1;
    return true;
}

bool wev_json_settle(wev_json_walk *w, const wev_json_again *again) {
    switch ((wev_map_place)again->row.place) {
    case WEV_MAP_MESSAGE:
    case WEV_MAP_MESSAGE_AGAIN:
        return settle_message(w, again);
    case WEV_MAP_STRINGS:
        return settle_strings(w, again);
    default:
        return settle_system(w, again);
    }
}

bool wev_json_is_event_xml(const wev_member *member) {
    return member != NULL && member->value.kind == WEV_JSON_STRING && is_event_xml(member->value.text);
}

bool wev_json_says(const wev_input *input, wev_key key, wev_str text) {
    const wev_member *const member = wev_json_get(&input->json, key);
    return member != NULL && member->value.kind == WEV_JSON_STRING &&
           wev_str_equal(wev_text_raw(member->value.text), text);
}

bool wev_json_has_object(const wev_input *input, wev_key key) {
    const wev_member *const member = wev_json_get(&input->json, key);
    return member != NULL && member->value.kind == WEV_JSON_OBJECT;
}
