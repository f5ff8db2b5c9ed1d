/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What Wazuh's eventchannel decoder makes of an event: `win` with `system` and `eventdata`, bare or as `data.win` of an
 * alert (wazuh, src/analysisd/decoders/winevtchannel.c). It writes the first letter of names small, each backslash of
 * data twice and the message in quotes, joins unnamed data to one text, and writes UserData under the small name of its
 * element.
 */
#include "format/json_map.h"

/* clang-format off */
static const wev_json_map system_map = {
    .name = SV_INIT("system"),
    .row = {
        [WEV_KEY_providerName] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_providerGuid] = WEV_MAP_SYS(PROVIDER_GUID),
        [WEV_KEY_eventSourceName] = WEV_MAP_SYS(EVENT_SOURCE),
        [WEV_KEY_eventID] = WEV_MAP_SYS(EVENT_ID),
        [WEV_KEY_version] = WEV_MAP_SYS(VERSION),
        [WEV_KEY_level] = WEV_MAP_SYS(LEVEL),
        [WEV_KEY_task] = WEV_MAP_SYS(TASK),
        [WEV_KEY_opcode] = WEV_MAP_SYS(OPCODE),
        [WEV_KEY_keywords] = WEV_MAP_SYS(KEYWORDS),
        [WEV_KEY_systemTime] = WEV_MAP_SYS(TIME),
        [WEV_KEY_eventRecordID] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_processID] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_threadID] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_channel] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_computer] = WEV_MAP_SYS(COMPUTER),
        [WEV_KEY_userID] = WEV_MAP_SYS(USER_ID),
        [WEV_KEY_security_userID] = WEV_MAP_SYS(USER_ID),
        [WEV_KEY_severityValue] = WEV_MAP_SYS(AGENT_EVENT_TYPE),
        [WEV_KEY_message] = WEV_MAP(QUOTED_MESSAGE, 0),
    },
};
static const wev_json_map eventdata = {
    .rest = WEV_MAP(ITEM, 0), .text = WEV_MAP(UNNAMED, 0),
    .row = {[WEV_KEY_data] = WEV_MAP(UNNAMED, 0)},
};
/* What is neither is the element of UserData. */
static const wev_json_map element = {.rest = WEV_MAP(ITEM, 0), .text = WEV_MAP(UNNAMED, 0)};
enum { IN_SYSTEM, IN_EVENTDATA, IN_ELEMENT };
static const wev_json_map *const in_win[] = {&system_map, &eventdata, &element};
static const wev_json_map win = {
    .name = SV_INIT("win"), .inside = in_win, .rest = WEV_MAP(ELEMENT, IN_ELEMENT),
    .row = {
        [WEV_KEY_system] = WEV_MAP(INSIDE, IN_SYSTEM),
        [WEV_KEY_eventdata] = WEV_MAP(INSIDE, IN_EVENTDATA),
    },
};
static const wev_json_map *const in_data[] = {&win};
static const wev_json_map data = {
    .name = SV_INIT("data"), .inside = in_data,
    .row = {[WEV_KEY_win] = WEV_MAP(INSIDE, 0)},
};
enum { IN_WIN, IN_DATA };
static const wev_json_map *const in_top[] = {&win, &data};
static const wev_json_map top = {
    .inside = in_top,
    .row = {
        [WEV_KEY_win] = WEV_MAP(INSIDE, IN_WIN),
        [WEV_KEY_data] = WEV_MAP(INSIDE, IN_DATA),
        [WEV_KEY_timestamp] = WEV_MAP_SYS(AGENT_RECEIVED), /* when the manager took it */
    },
};
/* clang-format on */

/* `win` in the object: with `system` inside, which no other program writes. */
static bool has_system(const wev_input *input, const wev_json *at_win) {
    wev_json members = wev_json_enter(at_win);
    wev_json_value inner;
    members.lazy = true;
    return wev_json_find_next(input, &members, WEV_KEY_system, &inner) && inner.kind == WEV_JSON_OBJECT;
}

static bool probe(const wev_input *input) {
    const wev_member *const bare = wev_json_get(&input->json, WEV_KEY_win);
    const wev_member *const member = bare != NULL ? bare : wev_json_get(&input->json, WEV_KEY_data);
    wev_json_value inner;
    if (member == NULL || member->value.kind != WEV_JSON_OBJECT)
        return false;
    wev_json reader = wev_json_inner(input, &member->value);
    reader.lazy = true;
    return bare != NULL ? has_system(input, &reader)
                        : wev_json_find_next(input, &reader, WEV_KEY_win, &inner) && inner.kind == WEV_JSON_OBJECT &&
                              has_system(input, &reader);
}

static bool read(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    w.doubled = true;
    return wev_json_walk_members(&w, &top) && wev_json_walk_end(&w);
}

const wev_format wev_format_wazuh = {SV_INIT("wazuh"), WEV_FAMILY_JSON, probe, read};
