/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The body that OpenTelemetry's windowseventlog receiver and observIQ's stanza make of an event
 * (opentelemetry-collector-contrib, pkg/stanza/operator/input/windows/xml.go). Level, task and opcode are names where
 * the publisher's messages could be had, and numbers else.
 */
#include "format/json_map.h"

/* clang-format off */
static const wev_json_map event_id = {
    .name = SV_INIT("event_id"), .text = WEV_MAP_SYS(EVENT_ID),
    .row = {
        [WEV_KEY_id] = WEV_MAP_SYS(EVENT_ID),
        [WEV_KEY_qualifiers] = WEV_MAP_SYS(QUALIFIERS),
    },
};
static const wev_json_map provider = {
    .name = SV_INIT("provider"), .text = WEV_MAP_SYS(PROVIDER),
    .row = {
        [WEV_KEY_name] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_guid] = WEV_MAP_SYS(PROVIDER_GUID),
        [WEV_KEY_event_source] = WEV_MAP_SYS(EVENT_SOURCE),
    },
};
static const wev_json_map execution = {
    .name = SV_INIT("execution"),
    .row = {
        [WEV_KEY_process_id] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_thread_id] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_processor_id] = WEV_MAP_SYS(PROCESSOR_ID),
        [WEV_KEY_session_id] = WEV_MAP_SYS(SESSION_ID),
        [WEV_KEY_kernel_time] = WEV_MAP_SYS(KERNEL_TIME),
        [WEV_KEY_user_time] = WEV_MAP_SYS(USER_TIME),
        [WEV_KEY_processor_time] = WEV_MAP_SYS(PROCESSOR_TIME),
    },
};
static const wev_json_map security = {
    .name = SV_INIT("security"),
    .row = {[WEV_KEY_user_id] = WEV_MAP_SYS(USER_ID)},
};
static const wev_json_map correlation = {
    .name = SV_INIT("correlation"),
    .row = {
        [WEV_KEY_activity_id] = WEV_MAP_SYS(ACTIVITY_ID),
        [WEV_KEY_related_activity_id] = WEV_MAP_SYS(RELATED_ACTIVITY_ID),
    },
};
/* With `data` as a list in later versions, of values by name in earlier ones. */
static const wev_json_map event_data = {
    .name = SV_INIT("event_data"), .rest = WEV_MAP(ITEM, 0),
    .row = {
        [WEV_KEY_data] = WEV_MAP(DATA, 0),
        [WEV_KEY_name] = WEV_MAP(DATA_NAME, 0),
    },
};
enum { IN_EVENT_ID, IN_PROVIDER, IN_EXECUTION, IN_SECURITY, IN_CORRELATION, IN_EVENT_DATA };
static const wev_json_map *const in_top[] = {&event_id, &provider, &execution, &security, &correlation, &event_data};
static const wev_json_map top = {
    .inside = in_top,
    .row = {
        [WEV_KEY_event_id] = WEV_MAP(INSIDE, IN_EVENT_ID),
        [WEV_KEY_provider] = WEV_MAP(INSIDE, IN_PROVIDER),
        [WEV_KEY_system_time] = WEV_MAP_SYS(TIME),
        [WEV_KEY_computer] = WEV_MAP_SYS(COMPUTER),
        [WEV_KEY_channel] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_record_id] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_version] = WEV_MAP_SYS(VERSION),
        [WEV_KEY_level] = WEV_MAP_NAMED(LEVEL),
        [WEV_KEY_task] = WEV_MAP_NAMED(TASK),
        [WEV_KEY_opcode] = WEV_MAP_NAMED(OPCODE),
        [WEV_KEY_keywords] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_message] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_execution] = WEV_MAP(INSIDE, IN_EXECUTION),
        [WEV_KEY_security] = WEV_MAP(INSIDE, IN_SECURITY),
        [WEV_KEY_correlation] = WEV_MAP(INSIDE, IN_CORRELATION),
        [WEV_KEY_event_data] = WEV_MAP(INSIDE, IN_EVENT_DATA),
        [WEV_KEY_user_data] = WEV_MAP(USER_DATA, 0),
    },
};
/* clang-format on */

static bool probe(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has_object(input, WEV_KEY_provider) && wev_json_has(json, WEV_KEY_system_time) &&
           (wev_json_has(json, WEV_KEY_record_id) || wev_json_has(json, WEV_KEY_event_id));
}

static bool read(wev_input *input, wev_event *event) {
    return wev_json_map_read(input, event, &top);
}

const wev_format wev_format_otel = {SV_INIT("opentelemetry"), WEV_FAMILY_JSON, probe, read};
