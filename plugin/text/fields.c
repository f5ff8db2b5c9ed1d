/* SPDX-License-Identifier: Apache-2.0 */
#include "text/fields.h"

static const struct {
    wev_str name;
    wev_prose_part part;
} parts[] = {
    {SV_INIT("event.date"), WEV_PROSE_DATE},
    {SV_INIT("event.clock"), WEV_PROSE_CLOCK},
    {SV_INIT("event.zone"), WEV_PROSE_ZONE},
};

static const struct {
    wev_str prefix;
    wev_sys_object object;
} objects[] = {
    {SV_INIT("event.user."), WEV_SYS_USER},
    {SV_INIT("event."), WEV_SYS_EVENT},
    {SV_INIT("rendered."), WEV_SYS_RENDERED},
};

/* The number of the rule comes from its tag and from nowhere else. */
static bool find_system(wev_sys_object object, wev_str key, wev_sys *field) {
    for (unsigned i = 0; i < WEV_SYS_COUNT; i++) {
        if (i != WEV_SYS_RULE && wev_sys_table[i].object == object &&
            wev_str_equal(wev_text_raw(wev_sys_table[i].key), key)) {
            *field = (wev_sys)i;
            return true;
        }
    }
    return false;
}

bool wev_prose_place(wev_str name, wev_prose_part *part, wev_sys *field) {
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (wev_str_equal(name, parts[i].name)) {
            *part = parts[i].part;
            return true;
        }
    }
    *part = WEV_PROSE_SYSTEM;
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        if (wev_str_starts(name, objects[i].prefix))
            return find_system(objects[i].object, wev_str_skip(name, objects[i].prefix.len), field);
    *part = WEV_PROSE_DATA;
    return true;
}
