/* SPDX-License-Identifier: Apache-2.0 */
/*
 * RSA's form of credential validations (4776): `RsaSA`, time, id, source, log\computer, account, workstation, status,
 * each on a line (Microsoft, Advanced Threat Analytics, "Configure event collection", RSA Security Analytics; there
 * the only event).
 */
#include "format/columns.h"

static bool probe(const wev_input *input) {
    const wev_str line = input->envelope.line, tag = SV("RsaSA");
    if (!wev_str_starts(line, tag))
        return false;
    const wev_str rest = wev_str_skip(line, tag.len);
    const wev_str line_break = wev_line_break_of((wev_str){rest.ptr, rest.len < 8 ? rest.len : 8});
    return line_break.ptr != NULL && wev_str_starts(rest, line_break);
}

/* `log\computer`; a line without the backslash is kept as it is. `cut`: the message ends in it. */
static bool take_place(wev_event *event, wev_str line, bool cut) {
    wev_str log;
    if (line.ptr == NULL)
        return true;
    if (!wev_str_split(&line, SV("\\"), &log))
        return wev_event_keep(event, TX("computer"), wev_text_of(log), WEV_FIELD_TEXT, cut);
    return wev_set_column(event, WEV_SYS_CHANNEL, SV("log"), log) &&
           wev_set_column(event, WEV_SYS_COMPUTER, SV("computer"), line);
}

static bool read(wev_input *input, wev_event *event) {
    wev_str rest = input->envelope.line, lines[8] = {{NULL, 0}};
    const wev_str line_break = wev_line_break_of(rest);
    size_t count = 0;
    bool more = true;
    while (count < 8 && more)
        more = wev_str_split(&rest, line_break, lines + count++);
    if (count < 8)
        wev_note_cut(input, event);
    if (!wev_set_column(event, WEV_SYS_TIME, SV("time"), lines[1]) ||
        !wev_set_column(event, WEV_SYS_EVENT_ID, SV("id"), lines[2]) ||
        !wev_set_column(event, WEV_SYS_PROVIDER, SV("source"), lines[3]) || !take_place(event, lines[4], count == 5))
        return false;
    static const wev_text names[] = {TX_INIT("TargetUserName"), TX_INIT("Workstation"), TX_INIT("Status")};
    for (size_t i = 0; i < 3; i++) {
        wev_str value = lines[5 + i];
        if (value.ptr == NULL)
            continue;
        value.len = wev_without_blanks_behind(value);
        if (!wev_event_add(event, names[i], wev_text_of(value), WEV_FIELD_TEXT, 5 + i + 1 == count && count < 8))
            return false;
    }
    if (more && rest.len > 0)
        event->rest = wev_text_of(rest);
    return wev_take_header(input, event);
}

const wev_format wev_format_rsa = {SV_INIT("rsa"), WEV_FAMILY_TEXT, probe, read};
