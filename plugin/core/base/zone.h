/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time zones: an offset, or the rules of a place, as the files of the time zone database hold them (TZif, RFC 8536),
 * with daylight saving time.
 */
#ifndef WEV_BASE_ZONE_H
#define WEV_BASE_ZONE_H

#include "base/str.h"

#include <stdint.h>

/* When daylight saving time begins or ends in a year (POSIX TZ, `M3.5.0/2`, `J60`, `59`). */
typedef struct wev_zone_day {
    enum { WEV_ZONE_MONTH_WEEK, WEV_ZONE_JULIAN, WEV_ZONE_DAY } kind;
    int month, week, day; /* MONTH_WEEK: day of the week from Sunday, week 5 is the last; else `day` of the year */
    int32_t second;       /* of the day, local time before the change; may be negative */
} wev_zone_day;

/* All zero: UTC. */
typedef struct wev_zone {
    int32_t offset; /* seconds east of UTC; of a file: before its first transition */
    /* Transitions of a TZif file: views of it, big-endian. */
    const unsigned char *time, *type, *local;
    uint32_t count;
    /* Its footer: what holds behind the last transition. */
    bool has_rule, has_summer;
    int32_t standard, summer; /* seconds east of UTC */
    wev_zone_day begin, end;
} wev_zone;

/* A zone that is an offset as wev_time_offset takes it. */
bool wev_zone_of_offset(wev_str text, wev_zone *zone);

/*
 * A zone out of the content of a TZif file, version 2 or later, which must stay as long as the zone. False if it is
 * none.
 */
bool wev_zone_of_file(wev_str file, wev_zone *zone);

/* Seconds east of UTC at that moment, in seconds since 1970. */
int32_t wev_zone_offset_at(const wev_zone *zone, int64_t utc);

/*
 * The same for a local clock. An hour that comes twice when summer ends is taken as its first time, and one that is
 * left out when it begins as if it had not yet begun.
 */
int32_t wev_zone_offset_of(const wev_zone *zone, int64_t local);

#endif
