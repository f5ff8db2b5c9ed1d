/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Flat JSON: System's fields and the data side by side, as scripts write them. Two families of names are known: those
 * of NXLog's fields and of the event's XML (OTRF's Security-Datasets), and those of an EventRecord, which Get-WinEvent
 * gives and ConvertTo-Json writes (System.Diagnostics.Eventing.Reader.EventLogRecord); MiNiFi's "Flattened" is of the
 * first (nifi-minifi-cpp, extensions/windows-event-log/wel/JSONUtils.cpp).
 */
#include "format/json_map.h"

/* clang-format off */
/* Execution is both or neither: ProcessID alone is data of some Security events. */
#define FLAT_ROWS                                                    \
    [WEV_KEY_EventID] = WEV_MAP_SYS(EVENT_ID),                       \
    [WEV_KEY_Qualifiers] = WEV_MAP_SYS(QUALIFIERS),                  \
    [WEV_KEY_SourceName] = WEV_MAP_SYS(PROVIDER),                    \
    [WEV_KEY_Source] = WEV_MAP_SYS(PROVIDER),                        \
    [WEV_KEY_Provider] = WEV_MAP_SYS(PROVIDER),                      \
    [WEV_KEY_ProviderName] = WEV_MAP_SYS(PROVIDER),                  \
    [WEV_KEY_ProviderGuid] = WEV_MAP_SYS(PROVIDER_GUID),             \
    [WEV_KEY_Channel] = WEV_MAP_SYS(CHANNEL),                        \
    [WEV_KEY_LogName] = WEV_MAP_SYS(CHANNEL),                        \
    [WEV_KEY_Hostname] = WEV_MAP_SYS(COMPUTER),                      \
    [WEV_KEY_Computer] = WEV_MAP_SYS(COMPUTER),                      \
    [WEV_KEY_MachineName] = WEV_MAP_SYS(COMPUTER),                   \
    [WEV_KEY_TimeCreated] = WEV_MAP_SYS(TIME),                       \
    [WEV_KEY_SystemTime] = WEV_MAP_SYS(TIME),                        \
    [WEV_KEY_EventTime] = WEV_MAP_SYS(TIME),                         \
    [WEV_KEY_at_timestamp] = WEV_MAP_SAME(TIME),                     \
    [WEV_KEY_EventRecordID] = WEV_MAP_SYS(RECORD_ID),                \
    [WEV_KEY_RecordNumber] = WEV_MAP_SYS(RECORD_ID),                 \
    [WEV_KEY_RecordId] = WEV_MAP_SYS(RECORD_ID),                     \
    [WEV_KEY_Version] = WEV_MAP_SYS(VERSION),                        \
    [WEV_KEY_Level] = WEV_MAP_NAMED(LEVEL),                          \
    [WEV_KEY_Task] = WEV_MAP_NAMED(TASK),                            \
    [WEV_KEY_Opcode] = WEV_MAP_NAMED(OPCODE),                        \
    [WEV_KEY_Keywords] = WEV_MAP(KEYWORDS, 0),                       \
    [WEV_KEY_ActivityID] = WEV_MAP_SYS(ACTIVITY_ID),                 \
    [WEV_KEY_RelatedActivityID] = WEV_MAP_SYS(RELATED_ACTIVITY_ID),  \
    [WEV_KEY_ExecutionProcessID] = WEV_MAP_SYS(PROCESS_ID),          \
    [WEV_KEY_ExecutionThreadID] = WEV_MAP_SYS(THREAD_ID),            \
    [WEV_KEY_Message] = WEV_MAP(MESSAGE, 0),                         \
    [WEV_KEY_at_version] = WEV_MAP(OTHER, 0),                        \
    [WEV_KEY_tags] = WEV_MAP(OTHER, 0)

static const wev_json_map flat = {
    .rest = WEV_MAP(ITEM, 0),
    .row = {FLAT_ROWS},
};
static const wev_json_map flat_with_execution = {
    .rest = WEV_MAP(ITEM, 0),
    .row = {
        FLAT_ROWS,
        [WEV_KEY_ProcessID] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_ThreadID] = WEV_MAP_SYS(THREAD_ID),
    },
};

static const wev_json_map minifi = {
    .rest = WEV_MAP(ITEM, 0),
    .row = {
        FLAT_ROWS,
        [WEV_KEY_Name] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_Guid] = WEV_MAP_SYS(PROVIDER_GUID),
        [WEV_KEY_ProcessID] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_ThreadID] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_EventData] = WEV_MAP(DONE, 0), /* has been read */
    },
};

static const wev_json_map user = {
    .name = SV_INIT("UserId"), .text = WEV_MAP_SYS(USER_ID),
    .row = {
        [WEV_KEY_Value] = WEV_MAP_SYS(USER_ID),
        [WEV_KEY_value] = WEV_MAP_SYS(USER_ID),
    },
};
/* PowerShell adds members to a date that has been formatted. */
static const wev_json_map time_created = {
    .name = SV_INIT("TimeCreated"), .text = WEV_MAP_SYS(TIME),
    .row = {
        [WEV_KEY_value] = WEV_MAP_SYS(TIME),
        [WEV_KEY_Value] = WEV_MAP_SYS(TIME),
    },
};
enum { IN_USER, IN_TIME_CREATED };
static const wev_json_map *const in_record[] = {&user, &time_created};
static const wev_json_map record = {
    .inside = in_record,
    .row = {
        [WEV_KEY_Id] = WEV_MAP_SYS(EVENT_ID),
        [WEV_KEY_Version] = WEV_MAP_SYS(VERSION),
        [WEV_KEY_Qualifiers] = WEV_MAP_SYS(QUALIFIERS),
        [WEV_KEY_Level] = WEV_MAP_NAMED(LEVEL),
        [WEV_KEY_Task] = WEV_MAP_NAMED(TASK),
        [WEV_KEY_Opcode] = WEV_MAP_NAMED(OPCODE),
        [WEV_KEY_Keywords] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_RecordId] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_ProviderName] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_ProviderId] = WEV_MAP_SYS(PROVIDER_GUID),
        [WEV_KEY_LogName] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_ProcessId] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_ThreadId] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_MachineName] = WEV_MAP_SYS(COMPUTER),
        [WEV_KEY_UserId] = WEV_MAP(INSIDE, IN_USER),
        [WEV_KEY_TimeCreated] = WEV_MAP(INSIDE, IN_TIME_CREATED),
        [WEV_KEY_ActivityId] = WEV_MAP_SYS(ACTIVITY_ID),
        [WEV_KEY_RelatedActivityId] = WEV_MAP_SYS(RELATED_ACTIVITY_ID),
        [WEV_KEY_LevelDisplayName] = WEV_MAP_SYS(RENDERED_LEVEL),
        [WEV_KEY_OpcodeDisplayName] = WEV_MAP_SYS(RENDERED_OPCODE),
        [WEV_KEY_TaskDisplayName] = WEV_MAP_SYS(RENDERED_TASK),
        [WEV_KEY_KeywordsDisplayNames] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_Properties] = WEV_MAP(DATA, 0),
        [WEV_KEY_Message] = WEV_MAP(MESSAGE, 0),
    },
};
/* clang-format on */

static bool has_any(const wev_json_index *json, const wev_key *key, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (wev_json_has(json, key[i]))
            return true;
    return false;
}

/* An EventID alone is what many programs log: a log or a source must be named, and a field that only Windows has. */
static bool probe_flat(const wev_input *input) {
    static const wev_key source[] = {WEV_KEY_Channel, WEV_KEY_SourceName, WEV_KEY_ProviderName, WEV_KEY_LogName};
    static const wev_key windows[] = {WEV_KEY_TimeCreated,  WEV_KEY_ProviderGuid,      WEV_KEY_EventRecordID,
                                      WEV_KEY_RecordNumber, WEV_KEY_Keywords,          WEV_KEY_Task,
                                      WEV_KEY_Opcode,       WEV_KEY_ExecutionProcessID};
    return wev_json_has(&input->json, WEV_KEY_EventID) &&
           has_any(&input->json, source, sizeof source / sizeof *source) &&
           has_any(&input->json, windows, sizeof windows / sizeof *windows);
}

static bool read_flat(wev_input *input, wev_event *event) {
    const bool execution =
        wev_json_has(&input->json, WEV_KEY_ProcessID) && wev_json_has(&input->json, WEV_KEY_ThreadID);
    return wev_json_map_read(input, event, execution ? &flat_with_execution : &flat);
}

static bool probe_minifi(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has(json, WEV_KEY_SystemTime) && wev_json_has(json, WEV_KEY_EventID) &&
           wev_json_has(json, WEV_KEY_EventRecordID) && wev_json_has(json, WEV_KEY_Guid);
}

/* All data is in EventData, and most of it once more beside the System fields. */
static bool read_minifi(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    const wev_member *const data = wev_json_get(&input->json, WEV_KEY_EventData);
    if (data != NULL) {
        wev_json_done(&w, &data->value);
        if (!wev_json_data(&w, &data->value))
            return false;
    }
    w.repeats_data = event->data.count > 0;
    return wev_json_walk_members(&w, &minifi) && wev_json_walk_end(&w);
}

static bool probe_record(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has(json, WEV_KEY_Id) && wev_json_has(json, WEV_KEY_ProviderName) &&
           wev_json_has(json, WEV_KEY_LogName) &&
           (wev_json_has(json, WEV_KEY_RecordId) || wev_json_has(json, WEV_KEY_TimeCreated));
}

static bool read_record(wev_input *input, wev_event *event) {
    return wev_json_map_read(input, event, &record);
}

const wev_format wev_format_flat_json = {SV_INIT("flat-json"), WEV_FAMILY_JSON, probe_flat, read_flat};
const wev_format wev_format_minifi_flat = {SV_INIT("minifi-flat"), WEV_FAMILY_JSON, probe_minifi, read_minifi};
const wev_format wev_format_powershell = {SV_INIT("powershell"), WEV_FAMILY_JSON, probe_record, read_record};
