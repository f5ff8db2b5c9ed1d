/* SPDX-License-Identifier: Apache-2.0 */
/*
 * EventReporter and the rsyslog Windows Agent in their legacy form:
 * `EvntSLog: [AUS] Thu Feb 15 14:00:58 2001: COMPUTER/source (id) - "text"` (Adiscon, EventReporter manual, "Legacy
 * message format").
 */
#include "format/columns.h"

static const struct {
    wev_str code, type;
} types[] = {
    {SV_INIT("AUS"), SV_INIT("Success Audit")}, {SV_INIT("AUF"), SV_INIT("Failure Audit")},
    {SV_INIT("INF"), SV_INIT("Information")},   {SV_INIT("WRN"), SV_INIT("Warning")},
    {SV_INIT("ERR"), SV_INIT("Error")},         {SV_INIT("NON"), SV_INIT("None")},
};

/* The type's name behind its code; absent if the line does not begin as this format does. */
static wev_str take_type(wev_str *line) {
    const wev_str tag = SV("EvntSLog: ");
    if (wev_str_starts(*line, tag))
        *line = wev_str_skip(*line, tag.len);
    if (line->len < 6 || line->ptr[0] != '[' || line->ptr[4] != ']' || line->ptr[5] != ' ')
        return (wev_str){NULL, 0};
    const wev_str code = {line->ptr + 1, 3};
    *line = wev_str_skip(*line, 6);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (wev_str_equal(types[i].code, code))
            return types[i].type;
    return (wev_str){NULL, 0};
}

enum { TIME_LEN = 24 }; /* `Thu Feb 15 14:00:58 2001`, and `: ` behind it */

static bool probe(const wev_input *input) {
    wev_time time;
    wev_str line = input->envelope.line;
    return take_type(&line).ptr != NULL && line.len > TIME_LEN + 2 &&
           wev_str_starts(wev_str_skip(line, TIME_LEN), SV(": ")) &&
           wev_time_parse((wev_str){line.ptr, TIME_LEN}, &time);
}

static bool read(wev_input *input, wev_event *event) {
    wev_str rest = input->envelope.line, computer, source, id;
    const wev_str type = take_type(&rest), time = {rest.ptr, TIME_LEN};
    rest = wev_str_skip(rest, TIME_LEN + 2);
    if (!wev_set_type(event, type) || !wev_set_column(event, WEV_SYS_TIME, SV("time"), time))
        return false;
    if (!wev_str_split(&rest, SV("/"), &computer) || !wev_str_split(&rest, SV(" ("), &source) ||
        !wev_str_split(&rest, SV(")"), &id)) {
        wev_note_cut(input, event);
        wev_set_text(event,
                     wev_str_skip(input->envelope.line, (size_t)(time.ptr - input->envelope.line.ptr) + TIME_LEN + 2));
        return wev_take_header(input, event);
    }
    if (!wev_set_column(event, WEV_SYS_COMPUTER, SV("computer"), computer) ||
        !wev_set_column(event, WEV_SYS_PROVIDER, SV("source"), source) ||
        !wev_set_column(event, WEV_SYS_EVENT_ID, SV("id"), id))
        return false;
    if (wev_str_starts(rest, SV(" - ")))
        rest = wev_str_skip(rest, 3);
    rest.len = wev_without_blanks_behind(rest);
    if (rest.len > 0 && rest.ptr[0] == '"') {
        rest = wev_str_skip(rest, 1);
        if (rest.len > 0 && rest.ptr[rest.len - 1] == '"')
            rest.len--;
        else
            wev_note_cut(input, event);
    }
    wev_set_text(event, rest);
    return wev_take_header(input, event);
}

const wev_format wev_format_event_reporter = {SV_INIT("eventreporter"), WEV_FAMILY_TEXT, probe, read};
