/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_json() over im_msvistalog and im_wseventing: one flat object in which the System fields, what the agent
 * adds and the items of EventData or UserData stand side by side. Key names are those of NXLog CE 2/3, EE 4/5 and
 * Agent 6 (nxlog-ce 2.8 im_msvistalog.c; NXLog User Guide, im_msvistalog fields).
 */
#include "format/format.h"

/* Where a key goes. Keys that are not here are data. */
static const struct target {
    uint8_t system; /* wev_sys + 1; 0: not a system field */
    bool message;
} targets[WEV_KEY_COUNT] = {
#define SYSTEM(key, field) [WEV_KEY_##key] = {WEV_SYS_##field + 1, false}
    SYSTEM(EventTime, TIME),
    SYSTEM(EventReceivedTime, AGENT_RECEIVED),
    SYSTEM(Hostname, COMPUTER),
    SYSTEM(HostName, COMPUTER),
    SYSTEM(Keywords, KEYWORDS),
    SYSTEM(EventType, AGENT_EVENT_TYPE),
    SYSTEM(SeverityValue, AGENT_SEVERITY_VALUE),
    SYSTEM(Severity, AGENT_SEVERITY),
    SYSTEM(EventID, EVENT_ID),
    SYSTEM(SourceName, PROVIDER),
    SYSTEM(ProviderGuid, PROVIDER_GUID),
    SYSTEM(Version, VERSION),
    SYSTEM(Level, RENDERED_LEVEL),
    SYSTEM(LevelValue, LEVEL),
    SYSTEM(Task, TASK),
    SYSTEM(TaskValue, TASK),
    SYSTEM(OpcodeValue, OPCODE),
    SYSTEM(Opcode, RENDERED_OPCODE),
    SYSTEM(Category, RENDERED_TASK),
    SYSTEM(RecordNumber, RECORD_ID),
    SYSTEM(ActivityID, ACTIVITY_ID),
    SYSTEM(RelatedActivityID, RELATED_ACTIVITY_ID),
    SYSTEM(ProcessID, PROCESS_ID),
    SYSTEM(ThreadID, THREAD_ID),
    SYSTEM(ExecutionProcessID, PROCESS_ID),
    SYSTEM(ExecutionThreadID, THREAD_ID),
    SYSTEM(Channel, CHANNEL),
    SYSTEM(Domain, USER_DOMAIN),
    SYSTEM(AccountName, USER_NAME),
    SYSTEM(UserID, USER_ID),
    SYSTEM(AccountType, USER_KIND),
    SYSTEM(SourceModuleName, AGENT_MODULE),
    SYSTEM(SourceModuleType, AGENT_MODULE_TYPE),
#undef SYSTEM
    [WEV_KEY_Message] = {0, true},
};

/* One key that only Windows events have, and one that only NXLog writes: other logs that NXLog sends lack the first. */
static bool probe(const wev_input *input) {
    const wev_key_set windows = WEV_KEY_BIT(EventID) | WEV_KEY_BIT(ProviderGuid) | WEV_KEY_BIT(RecordNumber) |
                                WEV_KEY_BIT(OpcodeValue) | WEV_KEY_BIT(ExecutionProcessID);
    const wev_key_set nxlog = WEV_KEY_BIT(EventTime) | WEV_KEY_BIT(EventReceivedTime) | WEV_KEY_BIT(SeverityValue) |
                              WEV_KEY_BIT(SourceModuleType) | WEV_KEY_BIT(SourceModuleName);
    return (input->json.keys & windows) != 0 && (input->json.keys & nxlog) != 0;
}

static wev_field_kind kind_of(const wev_json_value *value) {
    switch (value->kind) {
    case WEV_JSON_NULL:
        return WEV_FIELD_NULL;
    case WEV_JSON_OBJECT:
    case WEV_JSON_ARRAY:
        return WEV_FIELD_MARKUP;
    case WEV_JSON_STRING:
    case WEV_JSON_NUMBER:
    case WEV_JSON_TRUE:
    case WEV_JSON_FALSE:
        break;
    }
    return WEV_FIELD_TEXT;
}

static bool is_sid(wev_text value) {
    return wev_str_starts(wev_text_raw(value), SV("S-1-"));
}

/* NXLog CE 2.8 writes the account's name into UserID (a bug of that release); only a SID is one. */
static wev_sys system_field(const wev_event *event, wev_sys field, wev_text value) {
    if (field == WEV_SYS_USER_ID && !is_sid(value) && event->system[WEV_SYS_USER_NAME].ptr == NULL)
        return WEV_SYS_USER_NAME;
    return field;
}

static bool keep_as_other(wev_event *event, wev_text name, wev_text value) {
    return wev_fields_add(&event->other, name, value, WEV_FIELD_TEXT) != NULL || event->arena->why != WEV_NO_MEMORY;
}

static bool take(wev_event *event, const wev_member *member) {
    const struct target target = targets[member->known];
    const wev_json_value *const value = &member->value;
    const bool nested = value->kind == WEV_JSON_OBJECT || value->kind == WEV_JSON_ARRAY;
    wev_text text = value->text;

    if (value->kind == WEV_JSON_NULL)
        text = WEV_ABSENT;
    if (target.message && event->message.ptr == NULL && !nested && text.ptr != NULL) {
        event->message = text;
        event->message_cut = value->cut;
        if (value->cut)
            event->cut_name = member->key;
        return true;
    }
    if (target.system == WEV_SYS_USER_ID + 1 && !nested && text.ptr != NULL && !is_sid(text) &&
        event->system[WEV_SYS_USER_NAME].ptr != NULL)
        return keep_as_other(event, member->key, text);
    if (target.system != 0 && !nested)
        return wev_event_set(event, system_field(event, (wev_sys)(target.system - 1), text),
                             wev_text_raw(member->key), text, value->cut);
    return wev_event_add(event, member->key, text, kind_of(value), value->cut);
}

static bool read(wev_input *input, wev_event *event) {
    const wev_json *const reader = &input->json.reader;
    for (uint32_t i = 0; i < input->json.count; i++)
        if (!take(event, input->json.member + i))
            return false;
    if (reader->status != WEV_OK)
        wev_event_fault(event, reader->status, reader->what, (size_t)(reader->at - input->text.ptr));
    const wev_str rest = wev_str_trim(wev_json_rest(reader));
    if (rest.len > 0)
        event->rest = wev_text_of(rest);
    return true;
}

const wev_format wev_format_nxlog_json = {SV_INIT("nxlog-json"), WEV_FAMILY_JSON, probe, read};
