/* SPDX-License-Identifier: Apache-2.0 */
#include "format/columns.h"

static wev_str first_of(wev_str text, const wev_str *spellings, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (wev_str_find(text, spellings[i]) != SIZE_MAX)
            return spellings[i];
    return (wev_str){NULL, 0};
}

wev_str wev_tab_of(wev_str text) {
    static const wev_str tabs[] = {SV_INIT("\t"), SV_INIT("#011"), SV_INIT("\\011"), SV_INIT("\\t")};
    return first_of(text, tabs, sizeof tabs / sizeof *tabs);
}

/* The rendered text at the end of an event may have line breaks of another kind than those between its fields. */
wev_str wev_line_break_of(wev_str text) {
    static const struct {
        wev_str feed, both;
    } breaks[] = {
        {SV_INIT("\n"), SV_INIT("\r\n")},
        {SV_INIT("#012"), SV_INIT("#015#012")},
        {SV_INIT("\\012"), SV_INIT("\\015\\012")},
        {SV_INIT("\\n"), SV_INIT("\\r\\n")},
    };
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        const wev_str feed = breaks[i].feed, both = breaks[i].both;
        const size_t at = wev_str_find(text, feed), ahead = both.len - feed.len;
        if (at != SIZE_MAX)
            return at >= ahead && wev_str_starts(wev_str_skip(text, at - ahead), both) ? both : feed;
    }
    return (wev_str){NULL, 0};
}

wev_str wev_behind_mark(const wev_envelope *envelope, wev_str mark) {
    wev_str line = envelope->line;
    if (wev_str_equal(envelope->app, mark))
        return line;
    if (!wev_str_starts(line, mark) || line.len == mark.len || line.ptr[mark.len] != ':')
        return (wev_str){NULL, 0};
    line = wev_str_skip(line, mark.len + 1);
    return wev_str_starts(line, SV(" ")) ? wev_str_skip(line, 1) : line;
}

bool wev_set_column(wev_event *event, wev_sys field, wev_str name, wev_str value) {
    value = wev_str_trim(value);
    if (value.len == 0 || wev_str_equal(value, SV("N/A")) || wev_str_equal(value, SV("-")))
        return true;
    return wev_event_set(event, field, name, wev_text_of(value), false);
}

bool wev_set_type(wev_event *event, wev_str value) {
    return wev_set_column(event, WEV_SYS_AGENT_EVENT_TYPE, SV("EventType"), value);
}

bool wev_take_header(const wev_input *input, wev_event *event) {
    const wev_envelope *const envelope = &input->envelope;
    if (event->system[WEV_SYS_TIME].ptr == NULL && envelope->timestamp.ptr != NULL) {
        event->header_time = true;
        if (!wev_event_set(event, WEV_SYS_TIME, SV("timestamp"), wev_text_of(envelope->timestamp), false))
            return false;
    }
    if (event->system[WEV_SYS_COMPUTER].ptr == NULL && envelope->host.ptr != NULL)
        return wev_event_set(event, WEV_SYS_COMPUTER, SV("host"), wev_text_of(envelope->host), false);
    return true;
}

void wev_set_text(wev_event *event, wev_str text) {
    text = wev_str_trim(text);
    text.len = wev_without_blanks_behind(text);
    if (text.len > 0)
        wev_event_set_message(event, TX("Message"), wev_text_of(text), false);
}

void wev_note_cut(const wev_input *input, wev_event *event) {
    wev_event_fault(event, WEV_TRUNCATED, "the message ends before the event does", input->text.len);
}

/* Sources without a manifest that relays see most: their names begin with none of the prefixes below. */
static const wev_str classic_sources[] = {
    SV_INIT("Service Control Manager"),
    SV_INIT("EventLog"),
    SV_INIT("Application Error"),
    SV_INIT("Application Hang"),
    SV_INIT("MsiInstaller"),
    SV_INIT("NETLOGON"),
    SV_INIT("User32"),
    SV_INIT("USER32"),
    SV_INIT("ESENT"),
    SV_INIT("LsaSrv"),
    SV_INIT("W32Time"),
    SV_INIT("Windows Error Reporting"),
    SV_INIT("SceCli"),
    SV_INIT("Schannel"),
    SV_INIT("TermDD"),
    SV_INIT("NTDS General"),
    SV_INIT("NTDS ISAM"),
    SV_INIT("NTDS Replication"),
    SV_INIT("DhcpServer"),
    SV_INIT("NDESConnector"),
    SV_INIT("MSSQLSERVER"),
};

static bool is_classic(wev_str name) {
    for (size_t i = 0; i < sizeof classic_sources / sizeof *classic_sources; i++)
        if (wev_str_equal(name, classic_sources[i]))
            return true;
    return false;
}

bool wev_windows_source(wev_arena *arena, wev_str tag, wev_str *provider) {
    if (tag.len == 0 || tag.ptr[0] < 'A' || tag.ptr[0] > 'Z') /* as each of them begins; tags of Unix hardly do */
        return false;
    if (wev_str_starts(tag, SV("Microsoft-")) || wev_str_starts(tag, SV("Microsoft_"))) {
        *provider = tag;
        if (memchr(tag.ptr, '_', tag.len) == NULL)
            return true;
    } else if (tag.len < 3 || tag.len > 32) {
        return false;
    }
    char *const name = wev_arena_alloc(arena, tag.len);
    if (name == NULL)
        return false;
    for (size_t i = 0; i < tag.len; i++)
        name[i] = tag.ptr[i] == '_' ? ' ' : tag.ptr[i];
    *provider = (wev_str){name, tag.len};
    return wev_str_starts(*provider, SV("Microsoft")) || is_classic(*provider);
}
