/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The syslog-ng Agent for Windows with its default template:
 * `tag user: log source: [type] text (EventID id)` (syslog-ng Agent for Windows Administrator Guide, "Customizing the
 * message format", ${EVENT_...} macros). The id at the end and the type in brackets are its mark.
 */
#include "format/columns.h"

static const wev_str end_mark = SV_INIT(" (EventID ");

static const wev_str types[] = {
    SV_INIT("Success Audit"), SV_INIT("Failure Audit"), SV_INIT("Information"),
    SV_INIT("Warning"),       SV_INIT("Error"),         SV_INIT("Critical"),
    SV_INIT("Verbose"),       SV_INIT("Audit Success"), SV_INIT("Audit Failure"),
};

/* ` (EventID 4624)` at the end, which *line is then without. */
static bool take_id(wev_str *line, wev_str *id) {
    enum { REACH = 24 };
    line->len = wev_without_blanks_behind(*line);
    if (line->len < end_mark.len + 2 || line->ptr[line->len - 1] != ')')
        return false;
    const size_t skip = line->len > REACH ? line->len - REACH : 0;
    const size_t at = wev_str_find(wev_str_skip(*line, skip), end_mark);
    if (at == SIZE_MAX)
        return false;
    *id = (wev_str){line->ptr + skip + at + end_mark.len, line->len - skip - at - end_mark.len - 1};
    line->len = skip + at;
    return wev_all_digits(*id);
}

/* `: [type] ` near the front: what stands before it, the type, and *text behind. */
static bool take_type(wev_str *text, wev_str *front, wev_str *type) {
    enum { REACH = 600 };
    wev_str rest = {text->ptr, text->len < REACH ? text->len : REACH};
    const size_t at = wev_str_find(rest, SV(": ["));
    if (at == SIZE_MAX)
        return false;
    *front = (wev_str){text->ptr, at};
    rest = wev_str_skip(rest, at + 3);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (wev_str_starts(rest, types[i]) && wev_str_starts(wev_str_skip(rest, types[i].len), SV("] "))) {
            *type = types[i];
            *text = wev_str_skip(*text, at + 3 + types[i].len + 2);
            return true;
        }
    }
    return false;
}

static bool probe(const wev_input *input) {
    wev_str line = input->envelope.line, id, front, type;
    return take_id(&line, &id) && take_type(&line, &front, &type);
}

/* `tag[pid]: `, or what a relay that writes a header of RFC 5424 made of it. */
static bool take_tag(const wev_envelope *envelope, wev_str *front, wev_str *tag, wev_str *pid) {
    *pid = envelope->process;
    if (envelope->app.ptr != NULL) {
        *tag = envelope->app;
        return true;
    }
    if (!wev_str_split(front, SV(": "), tag))
        return false;
    if (tag->len > 0 && tag->ptr[tag->len - 1] == ']') {
        *pid = (wev_str){tag->ptr, tag->len - 1};
        (void)wev_str_split(pid, SV("["), tag);
    }
    return true;
}

/* `tag[pid]: user: log source`: log and source have no mark between them, so the source is what the tag says. */
static bool take_front(wev_event *event, const wev_envelope *envelope, wev_str front) {
    wev_str tag, user, pid, provider;
    const wev_str all = front;
    if (!take_tag(envelope, &front, &tag, &pid) || !wev_str_split(&front, SV(": "), &user))
        return wev_event_keep(event, TX("header"), wev_text_of(all), WEV_FIELD_TEXT, false);
    if (wev_all_digits(pid) && !wev_set_column(event, WEV_SYS_PROCESS_ID, SV("pid"), pid))
        return false;
    char *const name = wev_arena_alloc(event->arena, tag.len + 1);
    if (name == NULL)
        return event->arena->why != WEV_NO_MEMORY;
    for (size_t i = 0; i < tag.len; i++)
        name[i] = tag.ptr[i] == '_' ? ' ' : tag.ptr[i];
    provider = (wev_str){name, tag.len};
    if (front.len > tag.len + 1 && front.ptr[front.len - tag.len - 1] == ' ' &&
        (wev_str_equal(wev_str_skip(front, front.len - tag.len), provider) ||
         wev_str_equal(wev_str_skip(front, front.len - tag.len), tag))) {
        provider = wev_str_skip(front, front.len - tag.len);
        front.len -= tag.len + 1;
        if (!wev_set_column(event, WEV_SYS_CHANNEL, SV("log"), front))
            return false;
    } else if (!wev_event_keep(event, TX("name"), wev_text_of(front), WEV_FIELD_TEXT, false)) {
        return false;
    }
    wev_str domain;
    wev_str account = user;
    if (wev_str_split(&account, SV("\\"), &domain) && !wev_set_column(event, WEV_SYS_USER_DOMAIN, SV("domain"), domain))
        return false;
    return wev_set_column(event, WEV_SYS_PROVIDER, SV("source"), provider) &&
           wev_set_column(event, WEV_SYS_USER_NAME, SV("user"), account.len > 0 ? account : user);
}

static bool read(wev_input *input, wev_event *event) {
    wev_str line = input->envelope.line, id, front, type;
    if (!take_id(&line, &id) || !take_type(&line, &front, &type))
        return true;
    if (!wev_set_column(event, WEV_SYS_EVENT_ID, SV("id"), id) || !wev_set_type(event, type) ||
        !take_front(event, &input->envelope, front))
        return false;
    wev_set_text(event, line);
    return wev_take_header(input, event);
}

const wev_format wev_format_syslog_ng = {SV_INIT("syslog-ng"), WEV_FAMILY_TEXT, probe, read};
