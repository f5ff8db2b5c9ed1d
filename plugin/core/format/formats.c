/* SPDX-License-Identifier: Apache-2.0 */
#include "format/format.h"

/* In detection order: the surest mark first. */
const wev_format *const wev_formats[] = {
    &wev_format_event_xml,
    &wev_format_nxlog_json,
};
const size_t wev_format_count = sizeof wev_formats / sizeof *wev_formats;

bool wev_detect(wev_input *input, const wev_key_table *keys, uint32_t max_fields, const wev_format **format) {
    *format = NULL;
    input->envelope = wev_envelope_open(input->text);
    const wev_str payload = input->envelope.payload;
    if (payload.len == 0 || (payload.ptr[0] != '{' && payload.ptr[0] != '<'))
        return true;

    const wev_family family = payload.ptr[0] == '{' ? WEV_FAMILY_JSON : WEV_FAMILY_XML;
    if (family == WEV_FAMILY_JSON && !wev_json_index_read(&input->json, input->arena, keys, payload, max_fields))
        return false;
    for (size_t i = 0; i < wev_format_count; i++) {
        if (wev_formats[i]->family == family && wev_formats[i]->probe(input)) {
            *format = wev_formats[i];
            return true;
        }
    }
    return true;
}
