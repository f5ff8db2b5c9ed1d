/* SPDX-License-Identifier: Apache-2.0 */
/* Points in time as event logs write them, kept to the digit that was sent. */
#ifndef WEV_BASE_TIME_H
#define WEV_BASE_TIME_H

#include "base/str.h"

#include <stdint.h>

typedef struct wev_time {
    int64_t seconds; /* since 1970-01-01 UTC; where zoned is false, of the sender's local clock */
    uint32_t nanos;  /* 0 to 999,999,999 */
    uint8_t digits;  /* fraction digits that were sent, 0 to 9 */
    bool zoned;      /* the text named its zone */
    bool known;
} wev_time;

/* Room for the longest text that wev_time_put and wev_time_put_epoch write. */
enum { WEV_TIME_ROOM = 48 };

/*
 * Takes: YYYY-MM-DD, `T`, `t` or one blank, hh:mm:ss, a fraction of any length (nine digits are kept), and `Z`, `z`,
 * `+hh:mm`, `-hhmm` or nothing, with a blank before the offset or not (xs:dateTime; RFC 3339; NXLog; python-evtx);
 * or seconds, milliseconds or microseconds since 1970, told apart by their size, with a fraction or not; or
 * milliseconds in `/Date(` `)/`, as .NET's and so PowerShell 5's JSON writes a date; or a form of wev_time_parse_named.
 */
bool wev_time_parse(wev_str text, wev_time *out);

/*
 * The forms in which agents write local time for people, each with a fraction or not: `Sat Aug  1 05:46:46 2020` with
 * or without the weekday and a comma behind it (Snare, EventReporter), `2020 Aug 01 05:46:46` (OSSEC),
 * `2020-Aug-01 05:46:46` (RSA), `08/01/2020 05:46:46 AM` in the order of the United States (Splunk).
 */
bool wev_time_parse_named(wev_str text, wev_time *out);

/*
 * `Aug  1 05:46:46` (RFC 3164, section 4.1.2), whose year nobody wrote: the one that makes it the latest time not
 * more than a day after `now`, in seconds since 1970. False where now is 0: not known.
 */
bool wev_time_parse_bsd(wev_str text, int64_t now, wev_time *out);

/* A date and a clock without a zone. */
typedef struct wev_civil {
    int year, month, day, hour, minute, second;
} wev_civil;

/* Seconds and known of *out; false if there is no such date or clock. */
bool wev_time_of_civil(const wev_civil *civil, wev_time *out);

/* `hh:mm:ss` and a fraction, if there is one, from the front of *text; the caller's wev_time_of_civil checks them. */
bool wev_time_take_clock(wev_str *text, wev_civil *civil, wev_time *out);

/* Is it from the first year of a FILETIME to the last one of four digits? Others wev_time_put has no room for. */
static inline bool wev_time_is_writable(int64_t seconds) {
    return seconds >= INT64_C(-11644473600) && seconds <= INT64_C(253402300799);
}

/* The year (UTC) of seconds since 1970, not negative. */
int wev_time_year(int64_t seconds);

/* A time without a zone becomes one: `offset` seconds east of UTC. */
void wev_time_set_zone(wev_time *time, int32_t offset);

/* RFC 3339 in UTC, as many fraction digits as were sent: 2020-08-01T05:46:46.0000951Z. Gives the length, no NUL. The
 * time is writable, as each that was parsed. */
size_t wev_time_put(char *to, const wev_time *time);

/* Seconds since 1970 with the fraction digits that were sent: 1596260806.0000951. */
size_t wev_time_put_epoch(char *to, const wev_time *time);

/* An offset as a person writes it: `UTC`, `Z`, `+03:00`, `-0530`. Seconds east of UTC. */
bool wev_time_offset(wev_str text, int32_t *offset);

#endif
