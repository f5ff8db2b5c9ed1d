/* SPDX-License-Identifier: Apache-2.0 */
#include "base/zone.h"

#include "base/time.h"

enum { DAY = 86400, HEADER = 44, INFO = 6 };

bool wev_zone_of_offset(wev_str text, wev_zone *zone) {
    *zone = (wev_zone){.offset = 0};
    return wev_time_offset(text, &zone->offset);
}

static uint32_t be32(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t be64(const unsigned char *at) {
    return (int64_t)((uint64_t)be32(at) << 32 | be32(at + 4));
}

/* --- the footer, a POSIX TZ string (IEEE Std 1003.1, section 8.3; RFC 8536, section 3.3.1) --- */

static bool take_number(wev_str *text, int *out) {
    int value = 0;
    size_t n = 0;
    for (; n < text->len && n < 4 && wev_is_digit(text->ptr[n]); n++)
        value = value * 10 + (text->ptr[n] - '0');
    *text = wev_str_skip(*text, n);
    *out = value;
    return n > 0;
}

/* Letters, or anything between < and >. */
static bool take_name(wev_str *text) {
    size_t n = 0;
    if (wev_str_take(text, '<')) {
        while (n < text->len && text->ptr[n] != '>')
            n++;
        *text = wev_str_skip(*text, n);
        return wev_str_take(text, '>');
    }
    while (n < text->len && wev_lower(text->ptr[n]) >= 'a' && wev_lower(text->ptr[n]) <= 'z')
        n++;
    *text = wev_str_skip(*text, n);
    return n >= 3;
}

/* `[+-]hh[:mm[:ss]]` in seconds. */
static bool take_clock(wev_str *text, int32_t *out) {
    const bool negative = wev_str_take(text, '-');
    int part[3] = {0, 0, 0};
    if (!negative)
        (void)wev_str_take(text, '+');
    if (!take_number(text, &part[0]))
        return false;
    for (int i = 1; i < 3 && wev_str_take(text, ':'); i++)
        if (!take_number(text, &part[i]))
            return false;
    *out = (negative ? -1 : 1) * (part[0] * 3600 + part[1] * 60 + part[2]);
    return part[0] <= 167 && part[1] < 60 && part[2] < 60;
}

static bool take_day(wev_str *text, wev_zone_day *day) {
    *day = (wev_zone_day){.kind = WEV_ZONE_DAY, .second = 7200};
    if (!wev_str_take(text, ','))
        return false;
    if (wev_str_take(text, 'M')) {
        day->kind = WEV_ZONE_MONTH_WEEK;
        if (!take_number(text, &day->month) || !wev_str_take(text, '.') || !take_number(text, &day->week) ||
            !wev_str_take(text, '.') || !take_number(text, &day->day))
            return false;
        if (day->month < 1 || day->month > 12 || day->week < 1 || day->week > 5 || day->day > 6)
            return false;
    } else {
        if (wev_str_take(text, 'J'))
            day->kind = WEV_ZONE_JULIAN;
        if (!take_number(text, &day->day) || day->day > 365)
            return false;
    }
    return !wev_str_take(text, '/') || take_clock(text, &day->second);
}

/* West is positive in these strings. */
static bool read_rule(wev_str text, wev_zone *zone) {
    int32_t west = 0;
    if (!take_name(&text) || !take_clock(&text, &west))
        return false;
    zone->standard = -west;
    zone->has_rule = true;
    if (text.len == 0)
        return true;
    zone->has_summer = true;
    zone->summer = zone->standard + 3600;
    if (!take_name(&text))
        return false;
    if (text.len > 0 && text.ptr[0] != ',') {
        if (!take_clock(&text, &west))
            return false;
        zone->summer = -west;
    }
    return take_day(&text, &zone->begin) && take_day(&text, &zone->end) && text.len == 0;
}

/* Seconds since 1970 of the local clock at that day's change in a year. */
static int64_t change_in(int year, const wev_zone_day *day) {
    wev_time time = {0};
    wev_civil civil = {.year = year, .month = 1, .day = 1};
    if (day->kind != WEV_ZONE_MONTH_WEEK) {
        wev_time leap = {0};
        const wev_civil february = {.year = year, .month = 2, .day = 29};
        const bool is_leap = wev_time_of_civil(&february, &leap);
        int number = day->day;
        if (day->kind == WEV_ZONE_JULIAN) /* from 1, February 29 is never counted */
            number = number - 1 + (is_leap && number >= 60 ? 1 : 0);
        (void)wev_time_of_civil(&civil, &time);
        return time.seconds + (int64_t)number * DAY + day->second;
    }
    civil.month = day->month;
    (void)wev_time_of_civil(&civil, &time);
    const int64_t first = time.seconds / DAY; /* 1970-01-01 was a Thursday */
    const int weekday = (int)((first + 4) % 7);
    int date = 1 + (day->day - weekday + 7) % 7 + (day->week - 1) * 7;
    civil.day = date;
    while (!wev_time_of_civil(&civil, &time)) /* the fifth is the last one, which may be the fourth */
        civil.day = date -= 7;
    return time.seconds + day->second;
}

static int32_t offset_by_rule(const wev_zone *zone, int64_t utc) {
    if (!zone->has_summer || utc < 0)
        return zone->standard;
    const int year = wev_time_year(utc + zone->standard);
    const int64_t begin = change_in(year, &zone->begin) - zone->standard,
                  end = change_in(year, &zone->end) - zone->summer;
    const bool summer = begin < end ? utc >= begin && utc < end : utc >= begin || utc < end;
    return summer ? zone->summer : zone->standard;
}

/* --- the file --- */

typedef struct header {
    uint32_t isut, isstd, leap, time, type, chars;
} header;

static bool read_header(wev_str file, header *h) {
    if (file.len < HEADER || !wev_str_starts(file, SV("TZif")))
        return false;
    const unsigned char *const at = (const unsigned char *)file.ptr + 20;
    *h = (header){be32(at), be32(at + 4), be32(at + 8), be32(at + 12), be32(at + 16), be32(at + 20)};
    enum { MOST = 100000 };
    return h->isut < MOST && h->isstd < MOST && h->leap < MOST && h->time < MOST && h->type < MOST && h->chars < MOST;
}

static size_t block_len(const header *h, size_t time_size) {
    return h->time * time_size + h->time + h->type * INFO + h->chars + h->leap * (time_size + 4) + h->isstd + h->isut;
}

static int32_t local_offset(const wev_zone *zone, uint32_t type) {
    return (int32_t)be32(zone->local + (size_t)type * INFO);
}

bool wev_zone_of_file(wev_str file, wev_zone *zone) {
    header h;
    *zone = (wev_zone){.offset = 0};
    if (!read_header(file, &h) || file.ptr[4] < '2' || file.len < HEADER + block_len(&h, 4))
        return false;
    file = wev_str_skip(file, HEADER + block_len(&h, 4)); /* the block for 32-bit clocks */
    if (!read_header(file, &h) || h.type == 0 || file.len < HEADER + block_len(&h, 8))
        return false;
    zone->time = (const unsigned char *)file.ptr + HEADER;
    zone->type = zone->time + (size_t)h.time * 8;
    zone->local = zone->type + h.time;
    zone->count = h.time;
    for (uint32_t i = 0; i < h.time; i++)
        if (zone->type[i] >= h.type)
            return false;
    zone->offset = local_offset(zone, 0);
    wev_str footer = wev_str_skip(file, HEADER + block_len(&h, 8)), rule;
    if (!wev_str_take(&footer, '\n') || !wev_str_split(&footer, SV("\n"), &rule))
        return false;
    return rule.len == 0 || read_rule(rule, zone);
}

int32_t wev_zone_offset_at(const wev_zone *zone, int64_t utc) {
    uint32_t low = 0, high = zone->count;
    while (low < high) { /* the first transition behind `utc` */
        const uint32_t middle = low + (high - low) / 2;
        if (be64(zone->time + (size_t)middle * 8) <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    if (zone->has_rule && low == zone->count)
        return offset_by_rule(zone, utc);
    return low == 0 ? zone->offset : local_offset(zone, zone->type[low - 1]);
}

int32_t wev_zone_offset_of(const wev_zone *zone, int64_t local) {
    if (zone->count == 0 && !zone->has_rule)
        return zone->offset;
    const int32_t before = wev_zone_offset_at(zone, local - DAY), after = wev_zone_offset_at(zone, local + DAY);
    if (before == after || wev_zone_offset_at(zone, local - before) == before)
        return before;
    return wev_zone_offset_at(zone, local - after) == after ? after : before;
}
