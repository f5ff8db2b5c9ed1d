/* SPDX-License-Identifier: Apache-2.0 */
/*
 * OSSEC's and older Wazuh agents' Windows events:
 * `2020 Aug 01 05:46:46 WinEvtLog: log: TYPE(id): source: user: domain: computer: text`, behind the manager's
 * `(agent) address->` or not (ossec-hids src/logcollector/read_win_el.c).
 */
#include "format/columns.h"

static const wev_str mark = SV_INIT("WinEvtLog: ");

/* Behind the mark; absent if it is not near the front. *front is what stands before it. */
static wev_str find_mark(wev_str line, wev_str *front) {
    enum { REACH = 400 }; /* a date, an agent's name and address, an alert's location */
    const size_t at = wev_str_find((wev_str){line.ptr, line.len < REACH ? line.len : REACH}, mark);
    *front = (wev_str){line.ptr, at};
    return at == SIZE_MAX ? (wev_str){NULL, 0} : wev_str_skip(line, at + mark.len);
}

/* `TYPE(id)`, an id in decimal or as 0x000002A9. */
static bool split_type(wev_str word, wev_str *type, wev_str *id) {
    if (word.len < 4 || word.ptr[word.len - 1] != ')')
        return false;
    *id = (wev_str){word.ptr, word.len - 1};
    return wev_str_split(id, SV("("), type) && id->len > 0 && wev_is_digit(id->ptr[0]) && type->len > 0;
}

static bool probe(const wev_input *input) {
    wev_str front, log, word, type, id, rest = find_mark(input->envelope.line, &front);
    return rest.ptr != NULL && wev_str_split(&rest, SV(": "), &log) && wev_str_split(&rest, SV(": "), &word) &&
           split_type(word, &type, &id);
}

/* The date at the start of what stands before the mark; the rest of it is the manager's. */
static bool take_front(wev_event *event, wev_str front) {
    enum { DATE = 20 }; /* `2020 Aug 01 05:46:46` */
    wev_time ignored;
    const wev_str date = {front.ptr, front.len < DATE ? front.len : DATE};
    if (wev_time_parse(date, &ignored)) {
        if (!wev_event_set(event, WEV_SYS_TIME, SV("time"), wev_text_of(wev_str_trim(date)), false))
            return false;
        front = wev_str_skip(front, date.len);
    }
    front = wev_str_trim(front);
    return front.len == 0 || wev_str_equal(front, SV("ossec:")) ||
           wev_event_keep(event, TX("location"), wev_text_of(front), WEV_FIELD_TEXT, false);
}

/* The agent's words for what it could not find out. */
static bool says_nothing(wev_str value) {
    return value.len == 0 || wev_str_equal(value, SV("(no user)")) || wev_str_equal(value, SV("no domain")) ||
           wev_str_equal(value, SV("(no source)")) || wev_str_equal(value, SV("(no message)"));
}

static bool read(wev_input *input, wev_event *event) {
    static const struct {
        wev_str name;
        wev_sys field;
    } columns[] = {
        {SV_INIT("source"), WEV_SYS_PROVIDER},
        {SV_INIT("user"), WEV_SYS_USER_NAME},
        {SV_INIT("domain"), WEV_SYS_USER_DOMAIN},
        {SV_INIT("computer"), WEV_SYS_COMPUTER},
    };
    wev_str front, log, word, type, id, rest = find_mark(input->envelope.line, &front);
    wev_str_split(&rest, SV(": "), &log);
    wev_str_split(&rest, SV(": "), &word);
    if (!split_type(word, &type, &id) || !take_front(event, front) ||
        !wev_set_column(event, WEV_SYS_CHANNEL, SV("log"), log) || !wev_set_type(event, type) ||
        !wev_set_column(event, WEV_SYS_EVENT_ID, SV("id"), id))
        return input->arena->why != WEV_NO_MEMORY;
    bool more = true;
    for (size_t i = 0; i < sizeof columns / sizeof *columns && more; i++) {
        more = wev_str_split(&rest, SV(": "), &word);
        if (!more)
            wev_note_cut(input, event);
        if ((!says_nothing(word) || !more) &&
            !wev_event_set(event, columns[i].field, columns[i].name, wev_text_of(word), !more))
            return false;
    }
    wev_set_text(event, rest);
    return wev_take_header(input, event);
}

const wev_format wev_format_ossec = {SV_INIT("ossec"), WEV_FAMILY_TEXT, probe, read};
