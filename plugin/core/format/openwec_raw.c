/* SPDX-License-Identifier: Apache-2.0 */
/* OpenWEC's `raw_json`: the event's XML in `data`, and who sent it in `meta` (openwec, server/src/formats/raw_json.rs).
 */
#include "format/json_map.h"

/* clang-format off */
static const wev_json_map meta = {
    .name = SV_INIT("meta"),
    .row = {[WEV_KEY_TimeReceived] = WEV_MAP_SYS(AGENT_RECEIVED)},
};
static const wev_json_map *const in_top[] = {&meta};
static const wev_json_map top = {
    .inside = in_top,
    .row = {
        [WEV_KEY_meta] = WEV_MAP(INSIDE, 0),
        [WEV_KEY_data] = WEV_MAP(DONE, 0), /* has been read */
    },
};
/* clang-format on */

static bool probe(const wev_input *input) {
    return wev_json_has_object(input, WEV_KEY_meta) && wev_json_is_event_xml(wev_json_get(&input->json, WEV_KEY_data));
}

static bool read(wev_input *input, wev_event *event) {
    wev_json_walk w = wev_json_walk_start(input, event);
    const wev_json_value *const xml = &wev_json_get(&input->json, WEV_KEY_data)->value;
    wev_json_done(&w, xml);
    return wev_json_event_xml(&w, xml) && wev_json_walk_members(&w, &top) && wev_json_walk_end(&w);
}

const wev_format wev_format_openwec_raw = {SV_INIT("openwec-raw-json"), WEV_FAMILY_JSON, probe, read};
