/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "SNARE v2" of the Snare agent from version 5 on: `host MSWinEventLog criticality {JSON}` with TABs between (Snare
 * Agent for Windows, user guide, "Windows Event Output Format"). What the object is like its keys tell; the agent's own
 * has the event as a tree, with Data beside System.
 */
#include "format/columns.h"
#include "format/snare.h"

/* The criticality between the mark and the payload. */
static bool take_criticality(const wev_envelope *envelope, wev_str *criticality) {
    const char *const payload = envelope->payload.ptr;
    if (payload == envelope->line.ptr ||
        memchr("\t1t", payload[-1], 3) == NULL) /* a TAB, or the end of how it is written */
        return false;
    wev_str rest;
    const wev_str tab = wev_snare_mark(envelope->line, &rest);
    return tab.ptr != NULL && wev_str_split(&rest, tab, criticality) && rest.ptr == payload &&
           wev_all_digits(*criticality);
}

static bool probe(const wev_input *input) {
    wev_str criticality;
    return take_criticality(&input->envelope, &criticality);
}

static const wev_format *inside(const wev_input *input) {
    for (size_t i = 0; i < wev_format_count; i++)
        if (wev_formats[i]->family == WEV_FAMILY_JSON && wev_formats[i]->probe != probe && wev_formats[i]->probe(input))
            return wev_formats[i];
    return &wev_format_event_tree; /* keeps all that it does not know */
}

static bool read(wev_input *input, wev_event *event) {
    wev_str criticality = {NULL, 0};
    (void)take_criticality(&input->envelope, &criticality);
    return inside(input)->read(input, event) &&
           wev_event_keep(event, TX("criticality"), wev_text_of(criticality), WEV_FIELD_TEXT, false) &&
           wev_take_header(input, event);
}

const wev_format wev_format_snare_json = {SV_INIT("snare-json"), WEV_FAMILY_JSON, probe, read};
