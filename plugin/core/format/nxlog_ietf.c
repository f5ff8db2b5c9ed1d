/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_syslog_ietf(): the fields are the structured-data element `NXLOG@14506`, but for those that the header
 * has (time, host, source, process), and the rendered text stands behind it (nxlog-ce 2.8 xm_syslog, ietf).
 */
#include "format/columns.h"
#include "format/nxlog.h"
#include "format/pairs.h"

static const wev_str element = SV_INIT("[NXLOG@14506");

/* Where the element's pairs begin; absent if there is no such element. */
static wev_str find_element(const wev_input *input) {
    const wev_str data = input->envelope.structured_data;
    const size_t at = data.ptr != NULL ? wev_str_find(data, element) : SIZE_MAX;
    return at == SIZE_MAX ? (wev_str){NULL, 0} : wev_str_skip(data, at + element.len);
}

/* NXLog sends other logs in the same form: only Windows events have these. */
static bool probe(const wev_input *input) {
    const wev_str pairs = find_element(input);
    return pairs.ptr != NULL && (wev_str_find(pairs, SV(" EventID=\"")) != SIZE_MAX ||
                                 wev_str_find(pairs, SV(" ProviderGuid=\"")) != SIZE_MAX);
}

static bool read(wev_input *input, wev_event *event) {
    const wev_envelope *const envelope = &input->envelope;
    wev_pairs pairs = wev_pairs_open(find_element(input), (wev_str){NULL, 0}, input->arena);
    wev_pair pair;
    wev_pairs_know(&pairs, &input->names, WEV_NAMES_NXLOG, wev_nxlog_name, input->keys);
    while (wev_pair_structured(&pairs, &pair)) {
        if (!wev_nxlog_take(event, (wev_key)pair.known, pair.name, pair.value, WEV_FIELD_TEXT, pair.cut))
            return false;
        if (pair.cut)
            wev_note_cut(input, event);
    }
    if (input->arena->why == WEV_NO_MEMORY)
        return false;
    /* APP-NAME has no blanks: NXLog writes the source's as underscores. */
    wev_str source = envelope->app;
    if (source.ptr != NULL && !wev_windows_source(input->arena, source, &source))
        source = envelope->app;
    /* The header's time is the event's: NXLog takes it from EventTime. */
    if (!wev_set_column(event, WEV_SYS_TIME, SV("EventTime"), envelope->timestamp) ||
        !wev_set_column(event, WEV_SYS_COMPUTER, SV("Hostname"), envelope->host) ||
        !wev_set_column(event, WEV_SYS_PROVIDER, SV("SourceName"), source) ||
        !wev_set_column(event, WEV_SYS_PROCESS_ID, SV("ProcessID"), envelope->process))
        return false;
    if (event->message.ptr == NULL)
        wev_set_text(event, envelope->payload);
    return wev_nxlog_restore(event, envelope->structured_data);
}

const wev_format wev_format_nxlog_ietf = {SV_INIT("nxlog-ietf"), WEV_FAMILY_TEXT, probe, read};
