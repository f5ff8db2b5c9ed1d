/* SPDX-License-Identifier: Apache-2.0 */
/* Times with the name of the month, and other forms for people; none of them names a zone. */
#include "base/time.h"

enum { NONE = -1 };

/* One to `most` digits at the front of *text; NONE if there is none. */
static int take_number(wev_str *text, size_t most) {
    int value = 0;
    size_t n = 0;
    for (; n < text->len && n < most && wev_is_digit(text->ptr[n]); n++)
        value = value * 10 + (text->ptr[n] - '0');
    *text = wev_str_skip(*text, n);
    return n > 0 ? value : NONE;
}

/* One of the three-letter English names in `names` at the front of *text: its position from 1, or NONE. */
static int take_name(wev_str *text, const char *names) {
    for (int i = 0; text->len >= 3 && names[3 * i] != 0; i++) {
        if (memcmp(text->ptr, names + (ptrdiff_t)3 * i, 3) == 0) {
            *text = wev_str_skip(*text, 3);
            return i + 1;
        }
    }
    return NONE;
}

static int take_month(wev_str *text) {
    return take_name(text, "JanFebMarAprMayJunJulAugSepOctNovDec");
}

/* `Aug  1 ` or `Aug 01 `. */
static bool take_month_and_day(wev_str *text, wev_civil *civil) {
    civil->month = take_month(text);
    if (civil->month == NONE || !wev_str_take(text, ' '))
        return false;
    wev_str_take(text, ' ');
    civil->day = take_number(text, 2);
    return wev_str_take(text, ' ');
}

/* `Sat Aug  1 05:46:46 2020`, as ctime() writes it. */
static bool parse_ctime(wev_str text, wev_time *out) {
    wev_civil civil;
    if (take_name(&text, "MonTueWedThuFriSatSun") != NONE) {
        wev_str_take(&text, ',');
        if (!wev_str_take(&text, ' '))
            return false;
    }
    if (!take_month_and_day(&text, &civil) || !wev_time_take_clock(&text, &civil, out) || !wev_str_take(&text, ' '))
        return false;
    civil.year = take_number(&text, 4);
    return text.len == 0 && wev_time_of_civil(&civil, out);
}

/* `2020 Aug 01 05:46:46`, `2020-Aug-01 05:46:46`. */
static bool parse_year_first(wev_str text, wev_time *out) {
    wev_civil civil;
    civil.year = take_number(&text, 4);
    const char between = text.len > 0 ? text.ptr[0] : ' ';
    if ((between != ' ' && between != '-') || !wev_str_take(&text, between))
        return false;
    civil.month = take_month(&text);
    if (!wev_str_take(&text, between))
        return false;
    wev_str_take(&text, ' ');
    civil.day = take_number(&text, 2);
    return wev_str_take(&text, ' ') && wev_time_take_clock(&text, &civil, out) && text.len == 0 &&
           wev_time_of_civil(&civil, out);
}

/* `08/01/2020 05:46:46 AM`, with a clock of 12 hours or, without AM and PM, of 24. */
static bool parse_slashes(wev_str text, wev_time *out) {
    wev_civil civil;
    civil.month = take_number(&text, 2);
    if (!wev_str_take(&text, '/'))
        return false;
    civil.day = take_number(&text, 2);
    if (!wev_str_take(&text, '/'))
        return false;
    civil.year = take_number(&text, 4);
    if (!wev_str_take(&text, ' ') || !wev_time_take_clock(&text, &civil, out))
        return false;
    const bool afternoon = wev_str_equal(text, SV(" PM"));
    if (afternoon || wev_str_equal(text, SV(" AM"))) {
        if (civil.hour < 1 || civil.hour > 12)
            return false;
        civil.hour = civil.hour % 12 + (afternoon ? 12 : 0);
        text.len = 0;
    }
    return text.len == 0 && wev_time_of_civil(&civil, out);
}

bool wev_time_parse_named(wev_str text, wev_time *out) {
    wev_time time = {0};
    if (text.len < 15) /* shorter than any of them */
        return false;
    if (!(!wev_is_digit(text.ptr[0])                 ? parse_ctime(text, &time)
          : text.ptr[2] == '/' || text.ptr[1] == '/' ? parse_slashes(text, &time)
                                                     : parse_year_first(text, &time)))
        return false;
    *out = time;
    return true;
}

bool wev_time_parse_bsd(wev_str text, int64_t now, wev_time *out) {
    enum { DAY = 86400 };
    wev_civil civil;
    wev_time time = {0};
    if (now <= 0 || !wev_time_is_writable(now) || !take_month_and_day(&text, &civil) ||
        !wev_time_take_clock(&text, &civil, &time) || text.len != 0)
        return false;
    /* The clocks of sender and relay may be in different zones; a leap day may be four years away, or eight. */
    const int latest = wev_time_year(now + DAY);
    for (int back = 0; back <= 8; back++) {
        civil.year = latest - back;
        if (wev_time_of_civil(&civil, &time) && time.seconds <= now + DAY && wev_time_is_writable(time.seconds)) {
            *out = time;
            return true;
        }
    }
    return false;
}
