/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Winlogbeat and the Elastic Agent, also by way of Logstash or Kafka. From version 7 on: ECS with what Windows said
 * under `winlog` (beats, winlogbeat/eventlog and winlogbeat/_meta/fields.common.yml; Elastic's system and windows
 * packages). Up to 6: everything at the top level, record_number as text (beats 6.8, winlogbeat/eventlog/eventlog.go).
 */
#include "format/json_map.h"

/* clang-format off */
static const wev_json_map thread = {
    .name = SV_INIT("winlog_process_thread"),
    .row = {[WEV_KEY_id] = WEV_MAP_SYS(THREAD_ID)},
};
static const wev_json_map *const in_process[] = {&thread};
static const wev_json_map process = {
    .name = SV_INIT("winlog_process"), .inside = in_process,
    .row = {
        [WEV_KEY_pid] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_thread] = WEV_MAP(INSIDE, 0),
    },
};
/* What has its name in every version. */
#define USER_ROWS                                                       \
    [WEV_KEY_identifier] = WEV_MAP_SYS(USER_ID),                        \
    [WEV_KEY_name] = WEV_MAP_SYS(USER_NAME),                            \
    [WEV_KEY_domain] = WEV_MAP_SYS(USER_DOMAIN),                        \
    [WEV_KEY_type] = WEV_MAP_SYS(USER_KIND)
#define EVENT_ROWS                                                      \
    [WEV_KEY_provider_guid] = WEV_MAP_SYS(PROVIDER_GUID),               \
    [WEV_KEY_event_id] = WEV_MAP_SYS(EVENT_ID),                         \
    [WEV_KEY_computer_name] = WEV_MAP_SYS(COMPUTER),                    \
    [WEV_KEY_version] = WEV_MAP_SYS(VERSION),                           \
    [WEV_KEY_level] = WEV_MAP_NAMED(LEVEL),                             \
    [WEV_KEY_task] = WEV_MAP_NAMED(TASK),                               \
    [WEV_KEY_opcode] = WEV_MAP_NAMED(OPCODE),                           \
    [WEV_KEY_keywords] = WEV_MAP(KEYWORDS, 0),                          \
    [WEV_KEY_activity_id] = WEV_MAP_SYS(ACTIVITY_ID),                   \
    [WEV_KEY_related_activity_id] = WEV_MAP_SYS(RELATED_ACTIVITY_ID),   \
    [WEV_KEY_event_data] = WEV_MAP(DATA, 0),                            \
    [WEV_KEY_user_data] = WEV_MAP(USER_DATA, 0)

static const wev_json_map user = {
    .name = SV_INIT("winlog_user"),
    .row = {USER_ROWS},
};
enum { IN_PROCESS, IN_USER };
static const wev_json_map *const in_winlog[] = {&process, &user};
static const wev_json_map winlog = {
    .name = SV_INIT("winlog"), .inside = in_winlog,
    .row = {
        EVENT_ROWS,
        [WEV_KEY_channel] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_provider_name] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_record_id] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_time_created] = WEV_MAP_SYS(TIME),
        [WEV_KEY_process] = WEV_MAP(INSIDE, IN_PROCESS),
        [WEV_KEY_user] = WEV_MAP(INSIDE, IN_USER),
    },
};
static const wev_json_map event = {
    .name = SV_INIT("event"),
    .row = {
        [WEV_KEY_code] = WEV_MAP_SAME(EVENT_ID),
        [WEV_KEY_provider] = WEV_MAP_SAME(PROVIDER),
        [WEV_KEY_action] = WEV_MAP_SAME(RENDERED_TASK),
        [WEV_KEY_created] = WEV_MAP_SYS(AGENT_RECEIVED),
        [WEV_KEY_outcome] = WEV_MAP(OUTCOME, 0),
        [WEV_KEY_original] = WEV_MAP(MESSAGE_AGAIN, 0),
    },
};
static const wev_json_map log_map = {
    .name = SV_INIT("log"),
    .row = {[WEV_KEY_level] = WEV_MAP_SYS(RENDERED_LEVEL)},
};
static const wev_json_map host = {
    .name = SV_INIT("host"),
    .row = {[WEV_KEY_name] = WEV_MAP_SAME(COMPUTER)},
};
enum { IN_WINLOG, IN_EVENT, IN_LOG, IN_HOST };
static const wev_json_map *const in_top[] = {&winlog, &event, &log_map, &host};
static const wev_json_map top = {
    .inside = in_top,
    .row = {
        [WEV_KEY_at_timestamp] = WEV_MAP_SAME(TIME),
        [WEV_KEY_message] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_winlog] = WEV_MAP(INSIDE, IN_WINLOG),
        [WEV_KEY_event] = WEV_MAP(INSIDE, IN_EVENT),
        [WEV_KEY_log] = WEV_MAP(INSIDE, IN_LOG),
        [WEV_KEY_host] = WEV_MAP(INSIDE, IN_HOST),
    },
};

static const wev_json_map user6 = {
    .name = SV_INIT("user"),
    .row = {USER_ROWS},
};
static const wev_json_map *const in_top6[] = {&user6};
static const wev_json_map top6 = {
    .inside = in_top6,
    .row = {
        EVENT_ROWS,
        [WEV_KEY_at_timestamp] = WEV_MAP_SYS(TIME),
        [WEV_KEY_log_name] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_source_name] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_record_number] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_process_id] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_thread_id] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_user] = WEV_MAP(INSIDE, 0),
        [WEV_KEY_message] = WEV_MAP(MESSAGE, 0),
    },
};
/* clang-format on */

/* `winlog` is also what a tracing session (ETW) has: an event of a log has a channel or a record. */
static bool probe(const wev_input *input) {
    const wev_member *const member = wev_json_get(&input->json, WEV_KEY_winlog);
    wev_json_value inner;
    return member != NULL && member->value.kind == WEV_JSON_OBJECT &&
           (wev_json_find(input, &member->value, WEV_KEY_channel, &inner) ||
            wev_json_find(input, &member->value, WEV_KEY_event_id, &inner));
}

static bool read(wev_input *input, wev_event *event_read) {
    return wev_json_map_read(input, event_read, &top);
}

static bool probe6(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has(json, WEV_KEY_log_name) && wev_json_has(json, WEV_KEY_event_id) &&
           (wev_json_has(json, WEV_KEY_source_name) || wev_json_has(json, WEV_KEY_record_number));
}

static bool read6(wev_input *input, wev_event *event_read) {
    return wev_json_map_read(input, event_read, &top6);
}

const wev_format wev_format_winlogbeat = {SV_INIT("winlogbeat"), WEV_FAMILY_JSON, probe, read};
const wev_format wev_format_winlogbeat6 = {SV_INIT("winlogbeat-6"), WEV_FAMILY_JSON, probe6, read6};
