/* SPDX-License-Identifier: Apache-2.0 */
#include "format/format.h"

/* In detection order: the surest mark first. */
const wev_format *const wev_formats[] = {
    &wev_format_event_xml,
    &wev_format_nxlog_json,
};
const size_t wev_format_count = sizeof wev_formats / sizeof *wev_formats;

static wev_family family_of(wev_str payload) {
    switch (payload.ptr[0]) {
    case '{':
        return WEV_FAMILY_JSON;
    case '<':
        return WEV_FAMILY_XML;
    default:
        return WEV_FAMILY_TEXT;
    }
}

bool wev_detect(wev_input *input, const wev_format **format) {
    *format = NULL;
    input->envelope = wev_envelope_open(input->text);
    const wev_str payload = input->envelope.payload;
    if (payload.len == 0)
        return true;

    const wev_family family = family_of(payload);
    if (family == WEV_FAMILY_JSON &&
        !wev_json_index_read(&input->json, input->arena, input->keys, payload, input->max_fields))
        return false;
    for (size_t i = 0; i < wev_format_count; i++) {
        if (wev_formats[i]->family == family && wev_formats[i]->probe(input)) {
            *format = wev_formats[i];
            return true;
        }
    }
    return true;
}

wev_field_kind wev_json_field_kind(const wev_json_value *value) {
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

void wev_json_end(const wev_input *input, wev_event *event) {
    const wev_json *const reader = &input->json.reader;
    if (reader->status != WEV_OK)
        wev_event_fault(event, reader->status, reader->what, (size_t)(reader->at - input->text.ptr));
    const wev_str rest = wev_str_trim(wev_json_rest(reader));
    if (rest.len > 0)
        event->rest = wev_text_of(rest);
}
