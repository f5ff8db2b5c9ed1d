/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a named value of a flat format goes. A format that is a list of names and values is then a table of targets
 * by key, and a loop.
 */
#ifndef WEV_FORMAT_TARGET_H
#define WEV_FORMAT_TARGET_H

#include "event/event.h"

typedef enum wev_place {
    WEV_TO_DATA,    /* an item of EventData: what a table does not speak of */
    WEV_TO_SYSTEM,  /* the System field `field` */
    WEV_TO_MESSAGE, /* the rendered text */
    WEV_TO_OTHER,   /* the sender's own: kept under `other` */
    WEV_TO_NOTHING  /* says nothing that the event does not say elsewhere, as the name of the format itself */
} wev_place;

typedef struct wev_target {
    uint8_t place; /* wev_place */
    uint8_t field; /* wev_sys, of WEV_TO_SYSTEM */
} wev_target;

/* For tables: a System field. */
#define WEV_SYSTEM(symbol)                                                                                             \
    { WEV_TO_SYSTEM, WEV_SYS_##symbol }

/* wev_target_put where the value goes neither to System nor to data. */
bool wev_target_put_aside(wev_event *event, wev_target target, wev_text name, wev_text value, wev_field_kind kind,
                          bool cut);

/*
 * Puts one value where it belongs. What is nested has no System field, and a second message is data. False only
 * without memory.
 */
static inline bool wev_target_put(wev_event *event, wev_target target, wev_text name, wev_text value,
                                  wev_field_kind kind, bool cut) {
    if (target.place == WEV_TO_SYSTEM && kind != WEV_FIELD_MARKUP)
        return wev_event_set(event, (wev_sys)target.field, wev_text_raw(name), value, cut);
    if (target.place == WEV_TO_SYSTEM || target.place == WEV_TO_DATA)
        return wev_event_add(event, name, value, kind, cut);
    return wev_target_put_aside(event, target, name, value, kind, cut);
}

#endif
