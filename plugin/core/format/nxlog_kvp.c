/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_kvp(): `EventTime=...;Hostname=...;Message='...';`. Separator and quote are settings of xm_kvp; the
 * separator is what follows the first value, which is a time and never quoted.
 */
#include "format/columns.h"
#include "format/nxlog.h"
#include "format/pairs.h"

static const wev_str first = SV_INIT("EventTime=");

/* What follows `EventTime=2020-08-01 05:46:46`; 0 if no separator does. */
static char separator_of(wev_str line) {
    enum { REACH = 64 };
    for (size_t i = first.len; i < line.len && i < REACH; i++)
        if (line.ptr[i] == ';' || line.ptr[i] == ',' || line.ptr[i] == '|' || line.ptr[i] == '\t')
            return line.ptr[i];
    return 0;
}

static bool probe(const wev_input *input) {
    const wev_str line = input->envelope.line;
    return wev_str_starts(line, first) && separator_of(line) != 0 && wev_str_find(line, SV("EventID=")) != SIZE_MAX;
}

static bool read(wev_input *input, wev_event *event) {
    wev_str line = input->envelope.line;
    const char separator = separator_of(line);
    wev_pair pair;
    while (wev_pair_quoted(&line, separator, input->arena, &pair)) {
        if (pair.cut)
            wev_note_cut(input, event);
        if (!wev_nxlog_take(event, wev_key_find(input->keys, pair.name), pair.name, pair.value, WEV_FIELD_TEXT,
                            pair.cut))
            return false;
    }
    line = wev_str_trim(line);
    line.len = wev_without_blanks_behind(line);
    if (line.len > 0)
        event->rest = wev_text_of(line);
    return wev_nxlog_restore(event, input->envelope.line) && input->arena->why != WEV_NO_MEMORY;
}

const wev_format wev_format_nxlog_kvp = {SV_INIT("nxlog-kvp"), WEV_FAMILY_TEXT, probe, read};
