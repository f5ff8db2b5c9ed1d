/* SPDX-License-Identifier: Apache-2.0 */
/* Vector's windows_event_log source (vector, src/sources/windows_event_log/parser.rs); `xml` with include_xml. */
#include "format/json_map.h"

/* clang-format off */
#define VECTOR_ROWS                                                    \
    [WEV_KEY_timestamp] = WEV_MAP_SYS(TIME),                           \
    [WEV_KEY_host] = WEV_MAP_SAME(COMPUTER),                           \
    [WEV_KEY_message] = WEV_MAP(MESSAGE, 0),                           \
    [WEV_KEY_event_id] = WEV_MAP_SYS(EVENT_ID),                        \
    [WEV_KEY_record_id] = WEV_MAP_SYS(RECORD_ID),                      \
    [WEV_KEY_level] = WEV_MAP_SYS(RENDERED_LEVEL),                     \
    [WEV_KEY_level_value] = WEV_MAP_SYS(LEVEL),                        \
    [WEV_KEY_channel] = WEV_MAP_SYS(CHANNEL),                          \
    [WEV_KEY_provider_name] = WEV_MAP_SYS(PROVIDER),                   \
    [WEV_KEY_provider_guid] = WEV_MAP_SYS(PROVIDER_GUID),              \
    [WEV_KEY_computer] = WEV_MAP_SYS(COMPUTER),                        \
    [WEV_KEY_user_id] = WEV_MAP_SYS(USER_ID),                          \
    [WEV_KEY_user_name] = WEV_MAP_SYS(USER_NAME),                      \
    [WEV_KEY_process_id] = WEV_MAP_SYS(PROCESS_ID),                    \
    [WEV_KEY_thread_id] = WEV_MAP_SYS(THREAD_ID),                      \
    [WEV_KEY_task] = WEV_MAP_SYS(TASK),                                \
    [WEV_KEY_task_name] = WEV_MAP_SYS(RENDERED_TASK),                  \
    [WEV_KEY_opcode] = WEV_MAP_SYS(OPCODE),                            \
    [WEV_KEY_opcode_name] = WEV_MAP_SYS(RENDERED_OPCODE),              \
    [WEV_KEY_activity_id] = WEV_MAP_SYS(ACTIVITY_ID),                  \
    [WEV_KEY_related_activity_id] = WEV_MAP_SYS(RELATED_ACTIVITY_ID),  \
    [WEV_KEY_version] = WEV_MAP_SYS(VERSION),                          \
    [WEV_KEY_qualifiers] = WEV_MAP_SYS(QUALIFIERS),                    \
    [WEV_KEY_string_inserts] = WEV_MAP(STRINGS, 0)                     

static const wev_json_map top = {
    .row = {
        VECTOR_ROWS,
        [WEV_KEY_keywords] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_keyword_names] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_event_data] = WEV_MAP(DATA, 0),
        [WEV_KEY_user_data] = WEV_MAP(USER_DATA, 0),
    },
};
/* Event data in JSON is what the XML has, and keywords are. */
static const wev_json_map with_items = {.rest = WEV_MAP(ITEM, 0)};
static const wev_json_map *const in_beside_xml[] = {&with_items};
static const wev_json_map beside_xml = {
    .inside = in_beside_xml,
    .row = {
        VECTOR_ROWS,
        [WEV_KEY_keywords] = WEV_MAP_SAME(KEYWORDS),
        [WEV_KEY_event_data] = WEV_MAP(INSIDE, 0),
        [WEV_KEY_user_data] = WEV_MAP(INSIDE, 0),
        [WEV_KEY_xml] = WEV_MAP(DONE, 0), /* has been read */
    },
};
/* clang-format on */

static bool probe(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has(json, WEV_KEY_provider_name) && wev_json_has(json, WEV_KEY_event_id) &&
           wev_json_has(json, WEV_KEY_record_id) && wev_json_has(json, WEV_KEY_channel);
}

/* The XML first: it has more, and the members say it again. */
static bool read(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    const wev_member *const xml = wev_json_get(&input->json, WEV_KEY_xml);
    if (wev_json_is_event_xml(xml)) {
        if (!wev_json_event_xml(&w, &xml->value))
            return false;
        wev_json_done(&w, &xml->value);
        w.repeats = w.repeats_data = true;
    }
    return wev_json_walk_members(&w, w.repeats ? &beside_xml : &top) && wev_json_walk_end(&w);
}

const wev_format wev_format_vector = {SV_INIT("vector"), WEV_FAMILY_JSON, probe, read};
