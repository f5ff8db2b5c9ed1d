/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of osquery's tables windows_events and windows_eventlog as its results are logged (osquery,
 * specs/windows/windows_events.table, osquery/events/windows/windowseventlogparser.cpp; documentation, "Logging",
 * "Event format"): the columns in an object, EventData and UserData as JSON in the string `data`. -1 stands for a
 * number that the event does not have.
 */
#include "format/json_map.h"

/* clang-format off */
static const wev_json_map columns = {
    .name = SV_INIT("columns"),
    .row = {
        [WEV_KEY_datetime] = WEV_MAP_SYS(TIME),
        [WEV_KEY_time] = WEV_MAP_SYS(AGENT_RECEIVED),
        [WEV_KEY_source] = WEV_MAP_SYS(CHANNEL),   /* windows_events */
        [WEV_KEY_channel] = WEV_MAP_SYS(CHANNEL),  /* windows_eventlog */
        [WEV_KEY_provider_name] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_provider_guid] = WEV_MAP_SYS(PROVIDER_GUID),
        [WEV_KEY_computer_name] = WEV_MAP_SYS(COMPUTER),
        [WEV_KEY_eventid] = WEV_MAP_SYS(EVENT_ID),
        [WEV_KEY_task] = WEV_MAP_SYS(TASK),
        [WEV_KEY_level] = WEV_MAP_SYS(LEVEL),
        [WEV_KEY_keywords] = WEV_MAP_SYS(KEYWORDS),
        [WEV_KEY_pid] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_tid] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_data] = WEV_MAP(DONE, 0),
    },
};
static const wev_json_map *const in_top[] = {&columns};
static const wev_json_map top = {
    .inside = in_top,
    .row = {[WEV_KEY_columns] = WEV_MAP(INSIDE, 0)},
};
/* clang-format on */

static bool find_column(const wev_input *input, wev_key key, wev_json_value *value) {
    const wev_member *const member = wev_json_get(&input->json, WEV_KEY_columns);
    return member != NULL && member->value.kind == WEV_JSON_OBJECT && wev_json_find(input, &member->value, key, value);
}

/* Other tables have a column `data`, too. Columns come by the alphabet, and a message may be cut. */
static bool probe(const wev_input *input) {
    static const wev_str marks[] = {SV_INIT("{\\\"EventData\\\":"), SV_INIT("{\\\"UserData\\\":")};
    wev_json_value value;
    if (find_column(input, WEV_KEY_data, &value) && value.kind == WEV_JSON_STRING)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (wev_str_starts(wev_text_raw(value.text), marks[i]))
                return true;
    return find_column(input, WEV_KEY_eventid, &value) && find_column(input, WEV_KEY_provider_name, &value);
}

static bool take_member(wev_json_walk *w, wev_text key, const wev_json_value *value) {
    switch (wev_key_find(w->input->keys, key)) {
    case WEV_KEY_EventData:
        return wev_json_data(w, value);
    case WEV_KEY_UserData:
        return wev_json_user_data(w, value);
    default:
        return wev_json_item(w, key, value);
    }
}

/* What is in a string that is whole and could not be read to its end is kept as it was sent, too. */
static bool end_data(wev_json_walk *w, const wev_json *reader, const wev_json_value *data) {
    const wev_str behind = wev_behind_blanks((wev_str){reader->at, (size_t)(reader->end - reader->at)});
    if (reader->status != WEV_OK)
        wev_event_fault(w->event, reader->status, reader->what, w->base);
    wev_event_fault_place(w->event, w->base);
    return (w->event->status == WEV_OK && behind.len == 0) || wev_json_keep_in(w, SV("columns"), TX("data"), data);
}

static bool take_data(wev_json_walk *w, const wev_json_value *data) {
    const wev_str inside = wev_json_inside(w, data);
    if (inside.ptr == NULL)
        return w->event->arena->why != WEV_NO_MEMORY;
    const size_t base = w->base;
    wev_json reader = wev_json_open(inside);
    wev_text key;
    wev_json_value value;
    while (wev_json_member(&reader, &key, &value)) {
        const bool taken = take_member(w, key, &value);
        w->base = base; /* a string in it may have been read by itself */
        if (!taken)
            return false;
    }
    const bool good = data->cut ? wev_json_inner_end(w, &reader) : end_data(w, &reader, data);
    w->base = 0;
    return good;
}

static bool read(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    wev_json_value data;
    const bool has_data =
        find_column(input, WEV_KEY_data, &data) && data.kind == WEV_JSON_STRING && wev_text_raw(data.text).len > 0;
    if (has_data) {
        wev_json_done(&w, &data);
        if (!take_data(&w, &data))
            return false;
    }
    return wev_json_walk_members(&w, &top) && wev_json_walk_end(&w);
}

const wev_format wev_format_osquery = {SV_INIT("osquery"), WEV_FAMILY_JSON, probe, read};
