/* SPDX-License-Identifier: Apache-2.0 */
/* What the names of a rule's fields mean: `event.` and `rendered.` set the event's own fields, all others are data. */
#ifndef WEV_TEXT_FIELDS_H
#define WEV_TEXT_FIELDS_H

#include "event/event.h"

typedef enum wev_prose_part {
    WEV_PROSE_DATA,
    WEV_PROSE_SYSTEM,
    WEV_PROSE_DATE, /* date, clock and zone together are the time */
    WEV_PROSE_CLOCK,
    WEV_PROSE_ZONE,
    WEV_PROSE_PARTS
} wev_prose_part;

/* Where a field of that name goes; with WEV_PROSE_SYSTEM *field is set. False: the event has no such field. */
bool wev_prose_place(wev_str name, wev_prose_part *part, wev_sys *field);

#endif
