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

/* What is known of a name, for wev_pair.known; from FIELD on it is a row of `fields`. */
enum { OTHER = 1, KEYWORDS, EVENT_TYPE, EVENT_ID, FIELD };

static unsigned find(const wev_key_table *keys, wev_text given) {
    static const wev_str own[] = {
        [KEYWORDS] = SV_INIT("Keywords"), [EVENT_TYPE] = SV_INIT("EventType"), [EVENT_ID] = SV_INIT("EventID")};
    const wev_str name = wev_text_raw(given);
    (void)keys;
    for (unsigned i = KEYWORDS; i < FIELD; i++)
        if (wev_str_equal(own[i], name))
            return i;
    for (unsigned i = 0; i < sizeof fields / sizeof *fields; i++)
        if (wev_str_equal(fields[i].name, name))
            return FIELD + i;
    return OTHER;
}

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
    const wev_str sent = wev_text_raw(pair->value), value = wev_str_trim(sent);
    const wev_text text = value.len == sent.len ? pair->value : wev_text_of(value);
    const wev_text id = event->system[WEV_SYS_EVENT_ID];
    if (value.len == 0 && !cut)
        return true;
    if (pair->known == KEYWORDS && !cut)
        return take_keywords(event, pair->name, value);
    if (pair->known == EVENT_TYPE && !cut)
        return wev_set_type(event, type_name(value));
    if (pair->known == EVENT_ID && !cut && id.ptr == NULL && value.len <= 5)
        return wev_event_set(event, WEV_SYS_EVENT_ID, wev_text_raw(pair->name), text, false);
    const wev_target target = pair->known >= FIELD ? fields[pair->known - FIELD].target : (wev_target){WEV_TO_OTHER, 0};
    if (target.place == WEV_TO_SYSTEM && target.field == WEV_SYS_EVENT_ID && wev_str_equal(wev_text_raw(id), value))
        return true;
    return wev_target_put(event, target, pair->name, text, WEV_FIELD_TEXT, cut);
}

static bool read(wev_input *input, wev_event *event) {
    const wev_str line = input->envelope.line, tab = wev_tab_of(line);
    wev_pair pair;
    if (tab.ptr == NULL) {
        wev_note_cut(input, event);
        return wev_event_keep(event, TX("line"), wev_text_of(line), WEV_FIELD_TEXT, true);
    }
    wev_pairs pairs = wev_pairs_open(line, tab, input->arena);
    wev_pairs_know(&pairs, &input->names, WEV_NAMES_WINCOLLECT, find, input->keys);
    for (;;) {
        if (wev_str_starts(pairs.text, SV("Message="))) {
            wev_set_text(event, wev_str_skip(pairs.text, sizeof "Message=" - 1));
            break;
        }
        if (!wev_pair_plain(&pairs, &pair))
            break;
        const bool last = pairs.text.len == 0;
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
