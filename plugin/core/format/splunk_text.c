/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The classic text of Splunk's Windows input (sourcetype WinEventLog, renderXml = false): the local time in the order
 * of the United States, then a `Name=value` a line, the rendered text last and over many lines (Splunk, Getting Data
 * In, "Monitor Windows event log data").
 */
#include "format/columns.h"

static bool begins_with_field(wev_str text) {
    return wev_str_starts(text, SV("LogName=")) || wev_str_starts(text, SV("EventCode=")) ||
           wev_str_starts(text, SV("SourceName="));
}

/* Behind the line with the time, where there is one; *time is absent otherwise. */
static wev_str skip_time(wev_str line, wev_str *time) {
    wev_time ignored;
    wev_str first, rest = line;
    enum { REACH = 48 };
    *time = (wev_str){NULL, 0};
    if (line.len == 0 || !wev_is_digit(line.ptr[0])) /* most lines: nothing is searched in them */
        return line;
    const wev_str line_break = wev_line_break_of((wev_str){line.ptr, line.len < REACH ? line.len : REACH});
    if (line_break.ptr == NULL || !wev_str_split(&rest, line_break, &first) || !wev_time_parse(first, &ignored))
        return line;
    *time = first;
    return rest;
}

static bool probe(const wev_input *input) {
    wev_str time;
    const wev_str rest = skip_time(input->envelope.line, &time);
    return begins_with_field(rest) && wev_str_find(rest, SV("EventCode=")) != SIZE_MAX;
}

static const struct {
    wev_str name;
    wev_target target;
} fields[] = {
    {SV_INIT("LogName"), WEV_SYSTEM(CHANNEL)},
    {SV_INIT("SourceName"), WEV_SYSTEM(PROVIDER)},
    {SV_INIT("EventCode"), WEV_SYSTEM(EVENT_ID)},
    {SV_INIT("EventType"), {WEV_TO_OTHER, 0}}, /* a number that says less than Type and Keywords do */
    {SV_INIT("Type"), WEV_SYSTEM(RENDERED_LEVEL)},
    {SV_INIT("ComputerName"), WEV_SYSTEM(COMPUTER)},
    {SV_INIT("User"), WEV_SYSTEM(USER_NAME)},
    {SV_INIT("Sid"), WEV_SYSTEM(USER_ID)},
    {SV_INIT("SidType"), WEV_SYSTEM(USER_KIND)},
    {SV_INIT("TaskCategory"), WEV_SYSTEM(RENDERED_TASK)},
    {SV_INIT("OpCode"), WEV_SYSTEM(RENDERED_OPCODE)},
    {SV_INIT("RecordNumber"), WEV_SYSTEM(RECORD_ID)},
};

static wev_target target_of(wev_str name) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (wev_str_equal(fields[i].name, name))
            return fields[i].target;
    return (wev_target){WEV_TO_OTHER, 0};
}

/* Names of keywords; those of audits tell the outcome. `None` says that there are none. */
static bool take_keywords(wev_event *event, wev_str value) {
    if (wev_str_equal(value, SV("None")) || value.len == 0)
        return true;
    if (wev_str_starts(value, SV("0x")) || wev_is_digit(value.ptr[0]))
        return wev_event_set(event, WEV_SYS_KEYWORDS, SV("Keywords"), wev_text_of(value), false);
    wev_outcome audit;
    (void)wev_event_level_of_type(value, &audit);
    if (audit != WEV_OUTCOME_UNKNOWN)
        return wev_set_type(event, value);
    return wev_event_add_keyword(event, wev_text_of(value));
}

static bool take(wev_event *event, wev_str name, wev_str value, bool cut) {
    if (wev_str_equal(name, SV("Keywords")) && !cut)
        return take_keywords(event, value);
    const bool nothing =
        value.len == 0 || wev_str_equal(value, SV("None")) || wev_str_equal(value, SV("NOT_TRANSLATED"));
    return (nothing && !cut) ||
           wev_target_put(event, target_of(name), wev_text_of(name), wev_text_of(value), WEV_FIELD_TEXT, cut);
}

static bool read(wev_input *input, wev_event *event) {
    wev_str time, line, name;
    wev_str rest = skip_time(input->envelope.line, &time);
    const wev_str line_break = wev_line_break_of(rest);
    bool more = line_break.ptr != NULL;
    if (!wev_set_column(event, WEV_SYS_TIME, SV("time"), time))
        return false;
    while (rest.len > 0) {
        if (wev_str_starts(rest, SV("Message="))) {
            wev_set_text(event, wev_str_skip(rest, sizeof "Message=" - 1));
            break;
        }
        if (more) {
            more = wev_str_split(&rest, line_break, &line);
        } else {
            line = rest;
            rest.len = 0;
        }
        if (!wev_str_split(&line, SV("="), &name)) {
            if (!wev_event_keep_piece(event, TX("line"), name, line_break.len))
                return false;
            continue;
        }
        if (!more)
            wev_note_cut(input, event);
        if (!take(event, name, wev_str_trim(line), !more))
            return false;
    }
    return wev_take_header(input, event);
}

const wev_format wev_format_splunk_text = {SV_INIT("splunk-text"), WEV_FAMILY_TEXT, probe, read};
