/* SPDX-License-Identifier: Apache-2.0 */
/* Winlogbeat up to 6: everything at the top level, record_number as text (beats 6.8, winlogbeat/eventlog/eventlog.go). */
#include "format/json_map.h"

/* clang-format off */
static const wev_json_map user = {
    .name = SV_INIT("user"),
    .row = {
        [WEV_KEY_identifier] = WEV_MAP_SYS(USER_ID),
        [WEV_KEY_name] = WEV_MAP_SYS(USER_NAME),
        [WEV_KEY_domain] = WEV_MAP_SYS(USER_DOMAIN),
        [WEV_KEY_type] = WEV_MAP_SYS(USER_KIND),
    },
};
static const wev_json_map *const in_top[] = {&user};
static const wev_json_map top = {
    .inside = in_top,
    .row = {
        [WEV_KEY_at_timestamp] = WEV_MAP_SYS(TIME),
        [WEV_KEY_log_name] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_source_name] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_provider_guid] = WEV_MAP_SYS(PROVIDER_GUID),
        [WEV_KEY_event_id] = WEV_MAP_SYS(EVENT_ID),
        [WEV_KEY_record_number] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_computer_name] = WEV_MAP_SYS(COMPUTER),
        [WEV_KEY_version] = WEV_MAP_SYS(VERSION),
        [WEV_KEY_level] = WEV_MAP_NAMED(LEVEL),
        [WEV_KEY_task] = WEV_MAP_NAMED(TASK),
        [WEV_KEY_opcode] = WEV_MAP_NAMED(OPCODE),
        [WEV_KEY_keywords] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_process_id] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_thread_id] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_activity_id] = WEV_MAP_SYS(ACTIVITY_ID),
        [WEV_KEY_related_activity_id] = WEV_MAP_SYS(RELATED_ACTIVITY_ID),
        [WEV_KEY_user] = WEV_MAP(INSIDE, 0),
        [WEV_KEY_message] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_event_data] = WEV_MAP(DATA, 0),
        [WEV_KEY_user_data] = WEV_MAP(USER_DATA, 0),
    },
};
/* clang-format on */

static bool probe(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has(json, WEV_KEY_log_name) && wev_json_has(json, WEV_KEY_event_id) &&
           (wev_json_has(json, WEV_KEY_source_name) || wev_json_has(json, WEV_KEY_record_number));
}

static bool read(wev_input *input, wev_event *event) {
    return wev_json_map_read(input, event, &top);
}

const wev_format wev_format_winlogbeat6 = {SV_INIT("winlogbeat-6"), WEV_FAMILY_JSON, probe, read};
