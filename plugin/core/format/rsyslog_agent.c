/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The CEE format of the rsyslog Windows Agent, EventReporter and MonitorWare Agent: a flat object whose names are the
 * properties of their event log monitor, with the event's data between them (Adiscon, "Windows Event Log V2
 * Properties"; R. Gerhards, "cee-enhanced event log to syslog forwarding", 2012). The event's time is the header's.
 */
#include "format/columns.h"
#include "format/json_map.h"

/* clang-format off */
static const wev_json_map top = {
    .rest = WEV_MAP(ITEM, 0),
    .row = {
        [WEV_KEY_id] = WEV_MAP_SYS(EVENT_ID),
        [WEV_KEY_source] = WEV_MAP_SYS(COMPUTER),
        [WEV_KEY_sourceraw] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_sourceproc] = WEV_MAP_SAME(PROVIDER),
        [WEV_KEY_channel] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_nteventlogtype] = WEV_MAP_SAME(CHANNEL),
        [WEV_KEY_recordnum] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_categoryid] = WEV_MAP_SYS(TASK),
        [WEV_KEY_category] = WEV_MAP_SAME(TASK),
        [WEV_KEY_catname] = WEV_MAP_SYS(RENDERED_TASK),
        [WEV_KEY_keywordid] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_keyword] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_level] = WEV_MAP_SYS(RENDERED_LEVEL),
        [WEV_KEY_user] = WEV_MAP_SYS(USER_NAME),
        [WEV_KEY_user_sid] = WEV_MAP_SYS(USER_ID),
        [WEV_KEY_msg] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_severity] = WEV_MAP(OTHER, 0),
        [WEV_KEY_severityid] = WEV_MAP(OTHER, 0),
    },
};
/* clang-format on */

static bool probe(const wev_input *input) {
    const wev_json_index *const json = &input->json;
    return wev_json_has(json, WEV_KEY_nteventlogtype) && wev_json_has(json, WEV_KEY_sourceproc) &&
           wev_json_has(json, WEV_KEY_id);
}

static bool read(wev_input *input, wev_event *event) {
    wev_text *const user = &event->system[WEV_SYS_USER_NAME];
    if (!wev_json_map_read(input, event, &top))
        return false;
    if (wev_str_equal(wev_text_raw(*user), SV("N\\\\A"))) /* nobody: N\A, as JSON writes it */
        *user = WEV_ABSENT;
    return wev_take_header(input, event);
}

const wev_format wev_format_rsyslog_agent = {SV_INIT("rsyslog-agent"), WEV_FAMILY_JSON, probe, read};
