/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Key names are those of NXLog CE 2/3, EE 4/5 and Agent 6 (nxlog-ce 2.8 im_msvistalog.c; NXLog User Guide,
 * im_msvistalog fields).
 */
#include "format/nxlog.h"

const wev_target wev_nxlog_targets[WEV_KEY_COUNT] = {
    [WEV_KEY_EventTime] = WEV_SYSTEM(TIME),
    [WEV_KEY_EventReceivedTime] = WEV_SYSTEM(AGENT_RECEIVED),
    [WEV_KEY_Hostname] = WEV_SYSTEM(COMPUTER),
    [WEV_KEY_HostName] = WEV_SYSTEM(COMPUTER),
    [WEV_KEY_Keywords] = WEV_SYSTEM(KEYWORDS),
    [WEV_KEY_EventType] = WEV_SYSTEM(AGENT_EVENT_TYPE),
    [WEV_KEY_SeverityValue] = WEV_SYSTEM(AGENT_SEVERITY_VALUE),
    [WEV_KEY_Severity] = WEV_SYSTEM(AGENT_SEVERITY),
    [WEV_KEY_EventID] = WEV_SYSTEM(EVENT_ID),
    [WEV_KEY_SourceName] = WEV_SYSTEM(PROVIDER),
    [WEV_KEY_ProviderGuid] = WEV_SYSTEM(PROVIDER_GUID),
    [WEV_KEY_Version] = WEV_SYSTEM(VERSION),
    [WEV_KEY_Level] = WEV_SYSTEM(RENDERED_LEVEL),
    [WEV_KEY_LevelValue] = WEV_SYSTEM(LEVEL),
    [WEV_KEY_Task] = WEV_SYSTEM(TASK),
    [WEV_KEY_TaskValue] = WEV_SYSTEM(TASK),
    [WEV_KEY_OpcodeValue] = WEV_SYSTEM(OPCODE),
    [WEV_KEY_Opcode] = WEV_SYSTEM(RENDERED_OPCODE),
    [WEV_KEY_Category] = WEV_SYSTEM(RENDERED_TASK),
    [WEV_KEY_RecordNumber] = WEV_SYSTEM(RECORD_ID),
    [WEV_KEY_ActivityID] = WEV_SYSTEM(ACTIVITY_ID),
    [WEV_KEY_RelatedActivityID] = WEV_SYSTEM(RELATED_ACTIVITY_ID),
    [WEV_KEY_ProcessID] = WEV_SYSTEM(PROCESS_ID),
    [WEV_KEY_ThreadID] = WEV_SYSTEM(THREAD_ID),
    [WEV_KEY_ExecutionProcessID] = WEV_SYSTEM(PROCESS_ID),
    [WEV_KEY_ExecutionThreadID] = WEV_SYSTEM(THREAD_ID),
    [WEV_KEY_Channel] = WEV_SYSTEM(CHANNEL),
    [WEV_KEY_Domain] = WEV_SYSTEM(USER_DOMAIN),
    [WEV_KEY_AccountName] = WEV_SYSTEM(USER_NAME),
    [WEV_KEY_UserID] = WEV_SYSTEM(USER_ID),
    [WEV_KEY_AccountType] = WEV_SYSTEM(USER_KIND),
    [WEV_KEY_SourceModuleName] = WEV_SYSTEM(AGENT_MODULE),
    [WEV_KEY_SourceModuleType] = WEV_SYSTEM(AGENT_MODULE_TYPE),
    [WEV_KEY_Message] = {WEV_TO_MESSAGE, 0},
    [WEV_KEY_OpenWEC] = {WEV_TO_OTHER, 0},
    [WEV_KEY_at_timestamp] = {WEV_TO_OTHER, 0}, /* of Logstash, when it took the message */
    [WEV_KEY_at_version] = {WEV_TO_OTHER, 0},
};

unsigned wev_nxlog_name(const wev_key_table *keys, wev_text name) {
    return wev_key_find(keys, name);
}

static bool is_sid(wev_text value) {
    return wev_str_starts(wev_text_raw(value), SV("S-1-"));
}

bool wev_nxlog_take_user(wev_event *event, wev_text name, wev_text value, bool cut) {
    if (is_sid(value))
        return wev_event_set(event, WEV_SYS_USER_ID, wev_text_raw(name), value, cut);
    if (event->system[WEV_SYS_USER_NAME].ptr == NULL)
        return wev_event_set(event, WEV_SYS_USER_NAME, wev_text_raw(name), value, cut);
    return wev_event_keep(event, name, value, WEV_FIELD_TEXT, cut);
}
