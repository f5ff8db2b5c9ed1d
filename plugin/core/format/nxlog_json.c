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

static bool read(wev_input *input, wev_event *event) {
    const bool logstash = wev_json_has(&input->json, WEV_KEY_at_version);
    for (uint32_t i = 0; i < input->json.count; i++) {
        const wev_member *const member = input->json.member + i;
        const wev_field_kind kind = wev_json_field_kind(&member->value);
        const wev_text value = kind == WEV_FIELD_NULL ? WEV_ABSENT : member->value.text;
        if (logstash && is_of_logstash(member->known)) {
            if (!wev_event_keep(event, member->key, value, kind, member->value.cut))
                return false;
            continue;
        }
        if (member->known == WEV_KEY_Keywords && kind == WEV_FIELD_MARKUP) {
            if (!take_keyword_names(input, event, member))
                return false;
            continue;
        }
        if (!wev_nxlog_take(event, member->known, member->key, value, kind, member->value.cut))
            return false;
    }
    /* Another event may stand behind this one. */
    const wev_str payload = input->envelope.payload, sent = {payload.ptr, (size_t)(input->json.reader.at - payload.ptr)};
    return wev_nxlog_restore(event, sent) && wev_json_end(input, event);
}

const wev_format wev_format_nxlog_json = {SV_INIT("nxlog-json"), WEV_FAMILY_JSON, probe, read};
