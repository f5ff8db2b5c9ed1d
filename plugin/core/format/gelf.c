/* SPDX-License-Identifier: Apache-2.0 */
/*
 * GELF 1.0 and 1.1 as NXLog's xm_gelf writes it: NXLog's fields with an underscore in front, and GELF's own, which say
 * parts of them again (nxlog-ce, src/modules/extension/gelf/gelf.c; Graylog, "GELF payload specification").
 */
#include "format/json_map.h"
#include "format/nxlog.h"

/* clang-format off */
static const wev_json_map own = {
    .row = {
        [WEV_KEY_host] = WEV_MAP_SAME(COMPUTER),
        [WEV_KEY_timestamp] = WEV_MAP_SAME(TIME),
        [WEV_KEY_facility] = WEV_MAP_SAME(PROVIDER),
        [WEV_KEY_short_message] = WEV_MAP(MESSAGE_AGAIN, 0),
        [WEV_KEY_full_message] = WEV_MAP(MESSAGE, 0),
    },
};
/* clang-format on */

static bool probe(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has(json, WEV_KEY_short_message) && wev_json_has(json, WEV_KEY__EventID) &&
           (wev_json_has(json, WEV_KEY__SourceName) || wev_json_has(json, WEV_KEY__Channel) ||
            wev_json_has(json, WEV_KEY__RecordNumber));
}

/* Without a rendered text NXLog puts its whole event as JSON there. */
static bool is_text(const wev_member *member) {
    return member->value.text.len == 0 || member->value.text.ptr[0] != '{';
}

static bool take(wev_json_walk *w, const wev_member *member) {
    const bool is_message = member->known == WEV_KEY_full_message || member->known == WEV_KEY_short_message;
    if (is_message && !is_text(member))
        return wev_json_keep(w, &own, member->key, &member->value);
    if (member->known == WEV_KEY_version && wev_str_starts(wev_text_raw(member->value.text), SV("1.")) &&
        member->value.text.len == 3)
        return true; /* of GELF itself */
    if (member->key.len > 1 && member->key.ptr[0] == '_') {
        const wev_text name = {member->key.ptr + 1, member->key.len - 1, member->key.writing};
        const wev_field_kind kind = wev_json_field_kind(&member->value);
        const wev_text value = kind == WEV_FIELD_NULL ? WEV_ABSENT : member->value.text;
        return wev_nxlog_take(w->event, wev_key_find(w->input->keys, name), name, value, kind, member->value.cut);
    }
    return wev_json_take(w, &own, own.row[member->known], member->key, &member->value);
}

static bool read(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    for (uint32_t i = 0; i < input->json.count; i++)
        if (!take(&w, input->json.member + i))
            return false;
    return wev_json_walk_end(&w) && wev_nxlog_restore(event, input->envelope.payload);
}

const wev_format wev_format_gelf = {SV_INIT("gelf"), WEV_FAMILY_JSON, probe, read};
