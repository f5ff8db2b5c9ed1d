/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fluent Bit's winevtlog input, whose data has no names (`StringInserts`), and with render_event_as_xml the event's XML
 * in `System` (fluent-bit, plugins/in_winevtlog/pack.c); Fluentd's windows_eventlog2 has nearly the same keys
 * (fluent-plugin-windows-eventlog, lib/fluent/plugin/in_windows_eventlog2.rb).
 */
#include "format/json_map.h"

/* clang-format off */
#define FLUENT_ROWS                                                  \
    [WEV_KEY_ProviderName] = WEV_MAP_SYS(PROVIDER),                  \
    [WEV_KEY_ProviderGuid] = WEV_MAP_SYS(PROVIDER_GUID),             \
    [WEV_KEY_ProviderGUID] = WEV_MAP_SYS(PROVIDER_GUID),             \
    [WEV_KEY_Qualifiers] = WEV_MAP_SYS(QUALIFIERS),                  \
    [WEV_KEY_EventID] = WEV_MAP_SYS(EVENT_ID),                       \
    [WEV_KEY_Version] = WEV_MAP_SYS(VERSION),                        \
    [WEV_KEY_Level] = WEV_MAP_NAMED(LEVEL),                          \
    [WEV_KEY_Task] = WEV_MAP_NAMED(TASK),                            \
    [WEV_KEY_Opcode] = WEV_MAP_NAMED(OPCODE),                        \
    [WEV_KEY_Keywords] = WEV_MAP(KEYWORDS, 0),                       \
    [WEV_KEY_TimeCreated] = WEV_MAP_SYS(TIME),                       \
    [WEV_KEY_EventRecordID] = WEV_MAP_SYS(RECORD_ID),                \
    [WEV_KEY_ActivityID] = WEV_MAP_SYS(ACTIVITY_ID),                 \
    [WEV_KEY_RelatedActivityID] = WEV_MAP_SYS(RELATED_ACTIVITY_ID),  \
    [WEV_KEY_ProcessID] = WEV_MAP_SYS(PROCESS_ID),                   \
    [WEV_KEY_ThreadID] = WEV_MAP_SYS(THREAD_ID),                     \
    [WEV_KEY_Channel] = WEV_MAP_SYS(CHANNEL),                        \
    [WEV_KEY_Computer] = WEV_MAP_SYS(COMPUTER),                      \
    [WEV_KEY_UserID] = WEV_MAP(USER, 0)

static const wev_json_map bit = {
    .row = {
        FLUENT_ROWS,
        [WEV_KEY_Message] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_StringInserts] = WEV_MAP(STRINGS, 0),
    },
};
static const wev_json_map bit_xml = {
    .row = {
        [WEV_KEY_System] = WEV_MAP(DONE, 0), /* has been read */
        [WEV_KEY_Message] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_StringInserts] = WEV_MAP(STRINGS, 0),
    },
};
static const wev_json_map d = {
    .row = {
        FLUENT_ROWS,
        [WEV_KEY_Description] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_EventData] = WEV_MAP(DATA, 0),
    },
};
/* clang-format on */

static bool has_event(const wev_json_index *json) {
    return wev_json_has(json, WEV_KEY_ProviderName) && wev_json_has(json, WEV_KEY_EventID) &&
           wev_json_has(json, WEV_KEY_EventRecordID);
}

/* Without StringInserts where the message is cut, or the sender leaves them out. */
static bool probe_bit(const wev_input *input) {
    return has_event(&input->json);
}

static bool read_bit(wev_input *input, wev_event *event) {
    return wev_json_map_read(input, event, &bit);
}

static bool probe_bit_xml(const wev_input *input) {
    return wev_json_is_event_xml(wev_json_get(&input->json, WEV_KEY_System));
}

static bool read_bit_xml(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    const wev_json_value *const xml = &wev_json_get(&input->json, WEV_KEY_System)->value;
    if (!wev_json_event_xml(&w, xml))
        return false;
    wev_json_done(&w, xml);
    w.repeats = true;
    return wev_json_walk_members(&w, &bit_xml) && wev_json_walk_end(&w);
}

static bool probe_d(const wev_input *input) {
    return has_event(&input->json) &&
           (wev_json_has(&input->json, WEV_KEY_ProviderGUID) || wev_json_has(&input->json, WEV_KEY_Description));
}

static bool read_d(wev_input *input, wev_event *event) {
    return wev_json_map_read(input, event, &d);
}

const wev_format wev_format_fluent_bit = {SV_INIT("fluent-bit"), WEV_FAMILY_JSON, probe_bit, read_bit};
const wev_format wev_format_fluent_bit_xml = {SV_INIT("fluent-bit-xml"), WEV_FAMILY_JSON, probe_bit_xml, read_bit_xml};
const wev_format wev_format_fluentd = {SV_INIT("fluentd"), WEV_FAMILY_JSON, probe_d, read_d};
