/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_json() over im_msvistalog and im_wseventing: one flat object in which the System fields, what the agent
 * adds and the items of EventData or UserData stand side by side.
 */
#include "format/json_map.h"
#include "format/nxlog.h"

static bool has_any(const wev_json_index *json, const wev_key *keys, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (wev_json_has(json, keys[i]))
            return true;
    return false;
}

/* One key that only Windows events have, and one that only NXLog writes: other logs that NXLog sends lack the first. */
static bool probe(const wev_input *input) {
    static const wev_key windows[] = {WEV_KEY_EventID, WEV_KEY_ProviderGuid, WEV_KEY_RecordNumber, WEV_KEY_OpcodeValue,
                                      WEV_KEY_ExecutionProcessID};
    static const wev_key nxlog[] = {WEV_KEY_EventTime, WEV_KEY_EventReceivedTime, WEV_KEY_SeverityValue,
                                    WEV_KEY_SourceModuleType, WEV_KEY_SourceModuleName};
    return has_any(&input->json, windows, sizeof windows / sizeof *windows) &&
           has_any(&input->json, nxlog, sizeof nxlog / sizeof *nxlog);
}

/* What Logstash adds to what its tcp input took: the key is no name of data then. */
static bool is_of_logstash(wev_key known) {
    return known == WEV_KEY_host || known == WEV_KEY_port || known == WEV_KEY_tags;
}

/* Keywords may be a list of names, in whose language it may be. */
static bool take_keyword_names(wev_input *input, wev_event *event, const wev_member *member) {
    static const wev_json_map none = {.name = {NULL, 0}};
    wev_json_walk w = wev_json_walk_start(input, event);
    return wev_json_take(&w, &none, (wev_map_row)WEV_MAP(KEYWORDS, 0), member->key, &member->value);
}

/* A null, or an object or a list. */
static bool take_other(wev_input *input, wev_event *event, const wev_member *member) {
    const wev_json_value *const value = &member->value;
    if (value->kind == WEV_JSON_NULL)
        return wev_nxlog_take(event, member->known, member->key, WEV_ABSENT, WEV_FIELD_NULL, value->cut);
    return member->known == WEV_KEY_Keywords
               ? take_keyword_names(input, event, member)
               : wev_nxlog_take(event, member->known, member->key, value->text, WEV_FIELD_MARKUP, value->cut);
}

static bool keep(wev_event *event, const wev_member *member) {
    const wev_field_kind kind = wev_json_field_kind(&member->value);
    return wev_event_keep(event, member->key, kind == WEV_FIELD_NULL ? WEV_ABSENT : member->value.text, kind,
                          member->value.cut);
}

/* One member; `logstash`: it has been through there. */
static inline bool take(wev_input *input, wev_event *event, const wev_member *member, bool logstash) {
    if (logstash && is_of_logstash(member->known))
        return keep(event, member);
    if (wev_json_field_kind(&member->value) != WEV_FIELD_TEXT)
        return take_other(input, event, member);
    return wev_nxlog_take(event, member->known, member->key, member->value.text, WEV_FIELD_TEXT, member->value.cut);
}

static bool read(wev_input *input, wev_event *event) {
    const bool logstash = wev_json_has(&input->json, WEV_KEY_at_version);
    const wev_member *const end = input->json.member + input->json.count;
    for (const wev_member *member = input->json.member; member < end; member++)
        if (!take(input, event, member, logstash))
            return false;
    /* Another event may stand behind this one. */
    const wev_str payload = input->envelope.payload,
                  sent = {payload.ptr, (size_t)(input->json.reader.at - payload.ptr)};
    return wev_nxlog_restore(event, sent) && wev_json_end(input, event);
}

const wev_format wev_format_nxlog_json = {SV_INIT("nxlog-json"), WEV_FAMILY_JSON, probe, read};
