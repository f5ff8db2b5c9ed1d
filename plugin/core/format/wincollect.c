/* SPDX-License-Identifier: Apache-2.0 */
/*
 * QRadar WinCollect and its predecessor ALE: `AgentDevice=WindowsLog`, then name=value columns with TABs between them,
 * the rendered text last (IBM, WinCollect User Guide, "Event formats").
 */
#include "format/columns.h"
#include "format/pairs.h"

static bool probe(const wev_input *input) {
    return wev_str_starts(input->envelope.line, SV("AgentDevice=")) &&
           wev_str_find(input->envelope.line, SV("EventID")) != SIZE_MAX;
}

static const struct {
    wev_str name;
    wev_target target;
} fields[] = {
    {SV_INIT("AgentLogFile"), WEV_SYSTEM(CHANNEL)},
    {SV_INIT("Source"), WEV_SYSTEM(PROVIDER)},
    {SV_INIT("Computer"), WEV_SYSTEM(COMPUTER)},
    {SV_INIT("User"), WEV_SYSTEM(USER_NAME)},
    {SV_INIT("Domain"), WEV_SYSTEM(USER_DOMAIN)},
    {SV_INIT("EventIDCode"), WEV_SYSTEM(EVENT_ID)}, /* EventID may have the qualifiers in its upper half */
    {SV_INIT("EventCategory"), WEV_SYSTEM(TASK)},
    {SV_INIT("RecordNumber"), WEV_SYSTEM(RECORD_ID)},
    {SV_INIT("TimeGenerated"), WEV_SYSTEM(TIME)},
    {SV_INIT("Level"), WEV_SYSTEM(RENDERED_LEVEL)},
    {SV_INIT("Task"), WEV_SYSTEM(RENDERED_TASK)},
    {SV_INIT("Opcode"), WEV_SYSTEM(RENDERED_OPCODE)},
};

/* Values of wType (Windows SDK, ReportEvent). */
static wev_str type_name(wev_str number) {
    static const struct {
        wev_str number, name;
    } types[] = {
        {SV_INIT("1"), SV_INIT("Error")},         {SV_INIT("2"), SV_INIT("Warning")},
        {SV_INIT("4"), SV_INIT("Information")},   {SV_INIT("0"), SV_INIT("Information")},
        {SV_INIT("8"), SV_INIT("Success Audit")}, {SV_INIT("16"), SV_INIT("Failure Audit")},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (wev_str_equal(types[i].number, number))
            return types[i].name;
    return number;
}

static bool take_keywords(wev_event *event, wev_text name, wev_str value) {
    if (wev_str_starts(value, SV("0x")) || wev_all_digits(value))
        return wev_str_equal(value, SV("0x0")) || /* the agent's way to say that it does not know them */
               wev_event_set(event, WEV_SYS_KEYWORDS, wev_text_raw(name), wev_text_of(value), false);
    return wev_event_add_keyword(event, wev_text_of(value));
}

static bool take(wev_event *event, const wev_pair *pair, bool cut) {
    const wev_str name = wev_text_raw(pair->name), value = wev_str_trim(wev_text_raw(pair->value));
    if (value.len == 0 && !cut)
        return true;
    if (wev_str_equal(name, SV("Keywords")) && !cut)
        return take_keywords(event, pair->name, value);
    if (wev_str_equal(name, SV("EventType")) && !cut)
        return wev_set_type(event, type_name(value));
    if (wev_str_equal(name, SV("EventID")) && !cut && event->system[WEV_SYS_EVENT_ID].ptr == NULL && value.len <= 5)
        return wev_event_set(event, WEV_SYS_EVENT_ID, name, wev_text_of(value), false);
    if (wev_str_equal(name, SV("EventIDCode")) && wev_str_equal(wev_text_raw(event->system[WEV_SYS_EVENT_ID]), value))
        return true;
    wev_target target = {WEV_TO_OTHER, 0};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (wev_str_equal(fields[i].name, name))
            target = fields[i].target;
    return wev_target_put(event, target, pair->name, wev_text_of(value), WEV_FIELD_TEXT, cut);
}

static bool read(wev_input *input, wev_event *event) {
    wev_str rest = input->envelope.line;
    const wev_str tab = wev_tab_of(rest);
    wev_pair pair;
    if (tab.ptr == NULL) {
        wev_note_cut(input, event);
        return wev_event_keep(event, TX("line"), wev_text_of(rest), WEV_FIELD_TEXT, true);
    }
    for (;;) {
        if (wev_str_starts(rest, SV("Message="))) {
            wev_set_text(event, wev_str_skip(rest, sizeof "Message=" - 1));
            break;
        }
        if (!wev_pair_plain(&rest, tab, &pair))
            break;
        const bool last = rest.len == 0;
        if (last)
            wev_note_cut(input, event);
        if (pair.name.ptr == NULL)
            pair.name = TX("column");
        if (!take(event, &pair, last))
            return false;
    }
    return wev_take_header(input, event);
}

const wev_format wev_format_wincollect = {SV_INIT("wincollect"), WEV_FAMILY_TEXT, probe, read};
