/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The Snare format of Windows events: columns with TABs between them, from the Snare agent and from NXLog's
 * to_syslog_snare (Snare Enterprise Agent guide, "Event output format"; nxlog-ce 2.8 xm_syslog, snare). Counted from
 * `MSWinEventLog`, which may follow the host's name:
 *
 *   criticality, log, counter, time, event id, source, user, kind of the user, event type, computer, category,
 *   data (empty), text, record number [, what the agent's version adds, as a checksum]
 *
 * The text may hold TABs itself, so it is what stands between the columns that are counted from either side.
 */
#include "format/snare.h"

#include "format/columns.h"

static const wev_str mark = SV_INIT("MSWinEventLog");

/* Behind the mark and its TAB, in *rest; the TAB's spelling. Absent if there is no mark where it must be. */
wev_str wev_snare_mark(wev_str line, wev_str *rest) {
    enum { REACH = 300 }; /* a host's name has at most 255 characters */
    const wev_str front = {line.ptr, line.len < REACH ? line.len : REACH};
    const size_t at = wev_str_starts(line, mark) ? 0 : wev_str_find(front, mark);
    if (at == SIZE_MAX)
        return (wev_str){NULL, 0};
    const wev_str behind = wev_str_skip(line, at + mark.len);
    const wev_str tab = wev_tab_of((wev_str){behind.ptr, behind.len < 8 ? behind.len : 8});
    if (tab.ptr == NULL || !wev_str_starts(behind, tab))
        return (wev_str){NULL, 0};
    if (at > 0 && (at < tab.len || !wev_str_starts(wev_str_skip(line, at - tab.len), tab)))
        return (wev_str){NULL, 0};
    *rest = wev_str_skip(behind, tab.len);
    return tab;
}

/*
 * Are the columns where they must be? A relay that took the first of them for a tag cuts it, rsyslogd at 32
 * characters, and what follows stands under wrong names: a source where the time is to be.
 */
static bool has_columns(wev_str rest, wev_str tab) {
    enum { TIME = 3 };
    wev_str column;
    for (unsigned i = 0; i <= TIME; i++)
        if (!wev_str_split(&rest, tab, &column)) /* the message ends here */
            return true;
    column = wev_str_trim(column);
    return column.len == 0 || memchr(column.ptr, ':', column.len) != NULL || wev_str_equal(column, SV("N/A"));
}

static bool probe(const wev_input *input) {
    wev_str rest;
    const wev_str tab = wev_snare_mark(input->envelope.line, &rest);
    return tab.ptr != NULL && has_columns(rest, tab);
}

static bool is_checksum(wev_str column) {
    for (size_t i = 0; i < column.len; i++)
        if (!wev_is_digit(column.ptr[i]) && (wev_lower(column.ptr[i]) < 'a' || wev_lower(column.ptr[i]) > 'f'))
            return false;
    return column.len == 32;
}

/* The last column of *text, which is shortened by it; false if there is one only. */
static bool take_last(wev_str *text, wev_str tab, wev_str *column) {
    for (size_t n = text->len; n >= tab.len; n--) {
        if (wev_str_starts((wev_str){text->ptr + n - tab.len, tab.len}, tab)) {
            *column = wev_str_trim(wev_str_skip(*text, n));
            column->len = wev_without_blanks_behind(*column);
            text->len = n - tab.len;
            return true;
        }
    }
    return false;
}

/* NXLog prints it with a sign that it does not have, and `N/A` for its own messages. */
static bool is_record_id(wev_str column) {
    return wev_all_digits(column) || wev_str_equal(column, SV("N/A")) ||
           (column.len > 1 && column.ptr[0] == '-' && wev_all_digits(wev_str_skip(column, 1)));
}

/* From the end: the record number, and what newer agents put behind it. The rest is data and text. */
static bool read_end(const wev_input *input, wev_event *event, wev_str rest, wev_str tab) {
    wev_str column, added[2];
    size_t count = 0;
    bool found = false;
    const wev_str all = rest;
    while (count < 3 && take_last(&rest, tab, &column)) {
        if ((found = is_record_id(column)))
            break;
        if (count < 2)
            added[count] = column;
        count++;
    }
    if (!found) {
        rest = all;
        count = 0;
        wev_note_cut(input, event);
    } else if (!wev_set_column(event, WEV_SYS_RECORD_ID, SV("RecordNumber"), column)) {
        return false;
    }
    while (count > 0) {
        const wev_str one = added[--count];
        if (one.len > 0 && !wev_event_keep(event, is_checksum(one) ? TX("checksum") : TX("added"), wev_text_of(one),
                                           WEV_FIELD_TEXT, false))
            return false;
    }
    /* The data column is empty; agents that put something there put it in front of a text that is not empty. */
    wev_str text = rest, data;
    if (wev_str_split(&text, tab, &data)) {
        data = wev_str_trim(data);
        if (data.len > 0 && text.len > 0 &&
            !wev_event_keep(event, TX("data"), wev_text_of(data), WEV_FIELD_TEXT, false))
            return false;
        if (data.len > 0 && text.len == 0)
            text = data;
    } else {
        text = data;
    }
    wev_set_text(event, text);
    return true;
}

static bool read(wev_input *input, wev_event *event) {
    static const struct {
        wev_str name;
        wev_target target;
    } columns[] = {
        {SV_INIT("criticality"), {WEV_TO_OTHER, 0}},
        {SV_INIT("log"), WEV_SYSTEM(CHANNEL)},
        {SV_INIT("counter"), {WEV_TO_OTHER, 0}},
        {SV_INIT("time"), WEV_SYSTEM(TIME)},
        {SV_INIT("id"), WEV_SYSTEM(EVENT_ID)},
        {SV_INIT("source"), WEV_SYSTEM(PROVIDER)},
        {SV_INIT("user"), WEV_SYSTEM(USER_NAME)},
        {SV_INIT("user_type"), WEV_SYSTEM(USER_KIND)},
        {SV_INIT("type"), WEV_SYSTEM(AGENT_EVENT_TYPE)},
        {SV_INIT("computer"), WEV_SYSTEM(COMPUTER)},
        {SV_INIT("category"), WEV_SYSTEM(RENDERED_TASK)},
    };
    wev_str rest;
    const wev_str tab = wev_snare_mark(input->envelope.line, &rest);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        wev_str column;
        const bool more = wev_str_split(&rest, tab, &column);
        column = wev_str_trim(column);
        const bool nothing = column.len == 0 || wev_str_equal(column, SV("N/A"));
        if (!nothing && !wev_target_put(event, columns[i].target, wev_text_of(columns[i].name), wev_text_of(column),
                                        WEV_FIELD_TEXT, !more))
            return false;
        if (!more) {
            wev_note_cut(input, event);
            return wev_take_header(input, event);
        }
    }
    return read_end(input, event, rest, tab) && wev_take_header(input, event);
}

const wev_format wev_format_snare = {SV_INIT("snare"), WEV_FAMILY_TEXT, probe, read};
