/* SPDX-License-Identifier: Apache-2.0 */
#include "format/format.h"

#include "format/several.h"

/* In detection order: the surest mark first. */
const wev_format *const wev_formats[] = {
    &wev_format_event_xml,
    &wev_format_snare_json,
    &wev_format_openwec_json,
    &wev_format_event_tree,
    &wev_format_fluent_bit_xml,
    &wev_format_openwec_raw,
    &wev_format_winlogbeat,
    &wev_format_winlogbeat6,
    &wev_format_wazuh,
    &wev_format_nxlog_json,
    &wev_format_gelf,
    &wev_format_azure,
    &wev_format_azure_diagnostics,
    &wev_format_fluentd,
    &wev_format_fluent_bit,
    &wev_format_vector,
    &wev_format_otel,
    &wev_format_osquery,
    &wev_format_minifi_flat,
    &wev_format_minifi_raw,
    &wev_format_rsyslog_agent,
    &wev_format_powershell,
    &wev_format_flat_json,
    &wev_format_nxlog_xml,
    &wev_format_nxlog_ietf,
    &wev_format_snare,
    &wev_format_cef,
    &wev_format_leef,
    &wev_format_wincollect,
    &wev_format_nxlog_kvp,
    &wev_format_splunk_text,
    &wev_format_event_reporter,
    &wev_format_ossec,
    &wev_format_rsa,
    &wev_format_syslog_ng,
    &wev_format_evtsys,
    &wev_format_source_text,
    &wev_format_nxlog_csv,
};
const size_t wev_format_count = sizeof wev_formats / sizeof *wev_formats;

static const wev_format *probe(const wev_input *input, wev_family family) {
    for (size_t i = 0; i < wev_format_count; i++)
        if (wev_formats[i]->family == family && wev_formats[i]->probe(input))
            return wev_formats[i];
    return NULL;
}

/* A line that is one JSON object, whole: what is quoted in it is another program's, in whatever format it looks. */
static bool is_json_alone(const wev_input *input) {
    const wev_envelope *const envelope = &input->envelope;
    return envelope->payload.len > 0 && envelope->payload.ptr[0] == '{' && envelope->line.ptr != NULL &&
           (envelope->payload.ptr == envelope->line.ptr || envelope->line.ptr[0] == '[') &&
           envelope->structured_data.len == 0 && input->json.reader.status == WEV_OK && input->json.count > 0;
}

/* Markup first, since its mark is the surest; a brace that stands somewhere in text is not yet JSON. */
bool wev_detect(wev_input *input, const wev_format **format) {
    *format = NULL;
    input->envelope = wev_envelope_open(input->text);
    wev_envelope *const envelope = &input->envelope;
    const wev_str first = wev_several_first(envelope->payload.len > 0 ? envelope->payload : envelope->line);
    if (first.ptr != NULL)
        envelope->payload = first;
    if (envelope->payload.len > 0 && envelope->payload.ptr[0] == '{') {
        if (!wev_json_index_read(&input->json, input->arena, input->keys, envelope->payload, input->max_fields))
            return false;
        *format = probe(input, WEV_FAMILY_JSON);
    } else if (envelope->payload.len > 0 && envelope->payload.ptr[0] == '<') {
        *format = probe(input, WEV_FAMILY_XML);
    }
    if (*format == NULL && !input->further && !is_json_alone(input) &&
        (envelope->line.len > 0 || envelope->structured_data.len > 0)) {
        envelope->payload = envelope->line;
        *format = probe(input, WEV_FAMILY_TEXT);
    }
    return true;
}

bool wev_json_end(const wev_input *input, wev_event *event) {
    const wev_json *const reader = &input->json.reader;
    if (reader->status != WEV_OK)
        wev_event_fault(event, reader->status, reader->what, (size_t)(reader->at - input->text.ptr));
    const wev_str rest = wev_str_trim(wev_json_rest(reader));
    const wev_text inside = event->rest;
    if (inside.ptr == NULL || wev_several_next(rest).ptr == NULL)
        return wev_event_rest(event, rest);
    event->rest = WEV_ABSENT; /* the next event is looked for there, and not in what is left inside of the object */
    return wev_event_rest(event, rest) && wev_event_rest(event, wev_text_raw(inside));
}
