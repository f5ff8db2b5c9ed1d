/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_kvp(): `EventTime=...;Hostname=...;Message='...';`. Separator and quote are settings of xm_kvp; the
 * separator is what follows the first value, which is a time and never quoted.
 */
#include "format/columns.h"
#include "format/nxlog.h"
#include "format/pairs.h"

static const wev_str first = SV_INIT("EventTime=");

/* What follows `EventTime=2020-08-01 05:46:46`, one byte; absent if no separator does. */
static wev_str separator_of(wev_str line) {
    enum { REACH = 64 };
    for (size_t i = first.len; i < line.len && i < REACH; i++)
        if (line.ptr[i] == ';' || line.ptr[i] == ',' || line.ptr[i] == '|' || line.ptr[i] == '\t')
            return (wev_str){line.ptr + i, 1};
    return (wev_str){NULL, 0};
}

static bool probe(const wev_input *input) {
    const wev_str line = input->envelope.line;
    return wev_str_starts(line, first) && separator_of(line).ptr != NULL &&
           wev_str_find(line, SV("EventID=")) != SIZE_MAX;
}

static bool read(wev_input *input, wev_event *event) {
    wev_str line = input->envelope.line;
    wev_pairs pairs = wev_pairs_open(line, separator_of(line), input->arena);
    wev_pair pair;
    wev_pairs_know(&pairs, &input->names, WEV_NAMES_NXLOG, wev_nxlog_name, input->keys);
    while (wev_pair_quoted(&pairs, &pair)) {
        if (pair.cut)
            wev_note_cut(input, event);
        if (!wev_nxlog_take(event, (wev_key)pair.known, pair.name, pair.value, WEV_FIELD_TEXT, pair.cut))
            return false;
    }
    line = wev_str_trim(pairs.text);
    line.len = wev_without_blanks_behind(line);
    if (line.len > 0)
        event->rest = wev_text_of(line);
    return wev_nxlog_restore(event, input->envelope.line) && input->arena->why != WEV_NO_MEMORY;
}

const wev_format wev_format_nxlog_kvp = {SV_INIT("nxlog-kvp"), WEV_FAMILY_TEXT, probe, read};
