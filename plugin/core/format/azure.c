/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows of Azure's Log Analytics as exports and Event Hubs hand them on: SecurityEvent (EventData as XML in a string),
 * WindowsEvent (as JSON in a string), Event (ParameterXml), and WindowsEventLogsTable of the diagnostics extension
 * (RawXml) (Azure Monitor reference, tables SecurityEvent, WindowsEvent, Event; samples of OTRF's Security-Datasets).
 */
#include "format/event_xml.h"
#include "format/json_map.h"

/* clang-format off */
static const wev_json_map row = {
    .rest = WEV_MAP(ITEM, 0),
    .row = {
        [WEV_KEY_TimeGenerated] = WEV_MAP_SYS(TIME),
        [WEV_KEY_Computer] = WEV_MAP_SYS(COMPUTER),
        [WEV_KEY_EventSourceName] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_Provider] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_Source] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_Channel] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_EventLog] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_EventID] = WEV_MAP_SYS(EVENT_ID),
        [WEV_KEY_Version] = WEV_MAP_SYS(VERSION),
        [WEV_KEY_Task] = WEV_MAP_NAMED(TASK),
        [WEV_KEY_EventCategory] = WEV_MAP_NAMED(TASK),
        [WEV_KEY_Level] = WEV_MAP_NAMED(LEVEL),
        [WEV_KEY_EventLevel] = WEV_MAP_NAMED(LEVEL),
        [WEV_KEY_EventLevelName] = WEV_MAP_SYS(RENDERED_LEVEL),
        [WEV_KEY_Opcode] = WEV_MAP_NAMED(OPCODE),
        [WEV_KEY_Keywords] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_EventRecordId] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_SystemProcessId] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_SystemThreadId] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_SystemUserId] = WEV_MAP(USER, 0),
        [WEV_KEY_UserName] = WEV_MAP(USER, 0),
        [WEV_KEY_RenderedDescription] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_EventData] = WEV_MAP(DONE, 0), /* has been read */
        [WEV_KEY_ParameterXml] = WEV_MAP(DONE, 0),
        [WEV_KEY_Activity] = WEV_MAP(OTHER, 0),
        [WEV_KEY_EventOriginId] = WEV_MAP(OTHER, 0),
        [WEV_KEY_ManagementGroupName] = WEV_MAP(OTHER, 0),
        [WEV_KEY_MG] = WEV_MAP(OTHER, 0),
        [WEV_KEY__ResourceId] = WEV_MAP(OTHER, 0),
        [WEV_KEY_SourceComputerId] = WEV_MAP(OTHER, 0),
        [WEV_KEY_SourceSystem] = WEV_MAP(OTHER, 0),
        [WEV_KEY_TenantId] = WEV_MAP(OTHER, 0),
        [WEV_KEY_TimeCollected] = WEV_MAP_SYS(AGENT_RECEIVED),
        [WEV_KEY_Type] = WEV_MAP(OTHER, 0),
    },
};

static const wev_json_map properties = {
    .name = SV_INIT("properties"),
    .row = {
        [WEV_KEY_RawXml] = WEV_MAP(DONE, 0), /* has been read */
        [WEV_KEY_PreciseTimeStamp] = WEV_MAP_SAME(TIME),
        [WEV_KEY_ProviderName] = WEV_MAP_SAME(PROVIDER),
        [WEV_KEY_ProviderGuid] = WEV_MAP_SAME(PROVIDER_GUID),
        [WEV_KEY_Channel] = WEV_MAP_SAME(CHANNEL),
        [WEV_KEY_EventId] = WEV_MAP_SAME(EVENT_ID),
        [WEV_KEY_Level] = WEV_MAP_SAME(LEVEL),
        [WEV_KEY_Task] = WEV_MAP_SAME(TASK),
        [WEV_KEY_Opcode] = WEV_MAP_SAME(OPCODE),
        [WEV_KEY_Pid] = WEV_MAP_SAME(PROCESS_ID),
        [WEV_KEY_Tid] = WEV_MAP_SAME(THREAD_ID),
        [WEV_KEY_Description] = WEV_MAP(MESSAGE_AGAIN, 0),
    },
};
static const wev_json_map *const in_diagnostics[] = {&properties};
static const wev_json_map diagnostics = {
    .inside = in_diagnostics,
    .row = {
        [WEV_KEY_properties] = WEV_MAP(INSIDE, 0),
        [WEV_KEY_time] = WEV_MAP_SAME(TIME),
    },
};
/* clang-format on */

/* A row's time and id, and a source in the words of one of the three tables. */
static bool probe_row(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has(json, WEV_KEY_TimeGenerated) && wev_json_has(json, WEV_KEY_EventID) &&
           (wev_json_has(json, WEV_KEY_EventSourceName) ||
            (wev_json_has(json, WEV_KEY_Channel) && wev_json_has(json, WEV_KEY_Provider)) ||
            (wev_json_has(json, WEV_KEY_EventLog) && wev_json_has(json, WEV_KEY_Source)));
}

/* <Param>a</Param><Param>b</Param>: values without names. */
static bool read_parameters(wev_json_walk *w, const wev_json_value *value) {
    const wev_str xml = wev_json_inside(w, value);
    if (xml.ptr == NULL)
        return w->event->arena->why != WEV_NO_MEMORY;
    const size_t base = w->base;
    w->base = 0;
    return wev_event_xml_read_params(w->event, xml, base);
}

/* The data first: the columns beside it say parts of it again. */
static bool read_row(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    const wev_member *const data = wev_json_get(&input->json, WEV_KEY_EventData);
    const wev_member *const params = wev_json_get(&input->json, WEV_KEY_ParameterXml);
    if (data != NULL) {
        wev_json_done(&w, &data->value);
        if (!wev_json_data(&w, &data->value))
            return false;
    }
    if (params != NULL && params->value.kind == WEV_JSON_STRING && event->data.count == 0) {
        wev_json_done(&w, &params->value);
        if (!read_parameters(&w, &params->value))
            return false;
    }
    w.repeats_data = event->data.count > 0;
    return wev_json_walk_members(&w, &row) && wev_json_walk_end(&w);
}

static bool probe_diagnostics(const wev_input *input) {
    return wev_json_says(input, WEV_KEY_category, SV("WindowsEventLogsTable")) &&
           wev_json_has_object(input, WEV_KEY_properties);
}

static bool read_diagnostics(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    wev_json_value xml;
    const wev_member *const member = wev_json_get(&input->json, WEV_KEY_properties);
    if (wev_json_find_ahead(&w, &member->value, WEV_KEY_RawXml, &xml) && xml.kind == WEV_JSON_STRING &&
        xml.text.len > 0) {
        wev_json_done(&w, &xml);
        if (!wev_json_event_xml(&w, &xml))
            return false;
    }
    return wev_json_walk_members(&w, &diagnostics) && wev_json_walk_end(&w);
}

const wev_format wev_format_azure = {SV_INIT("azure"), WEV_FAMILY_JSON, probe_row, read_row};
const wev_format wev_format_azure_diagnostics = {SV_INIT("azure-diagnostics"), WEV_FAMILY_JSON, probe_diagnostics,
                                                 read_diagnostics};
