/* SPDX-License-Identifier: Apache-2.0 */
#include "base/time.h"

#include "base/num.h"

/* Days since 1970-01-01 in the proleptic Gregorian calendar; years counted from March make leap days come last. */
static int64_t days_from_civil(int64_t year, int64_t month, int64_t day) {
    year -= month <= 2;
    const int64_t era = year / 400;
    const int64_t year_of_era = year - era * 400;
    const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/* From the first year of a FILETIME to the last one of four digits. */
static bool is_writable(const wev_time *time) {
    return time->seconds >= INT64_C(-11644473600) && time->seconds <= INT64_C(253402300799);
}

static void civil_from_days(int64_t days, int *year, int *month, int *day) {
    days += 719468;
    const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const int64_t day_of_era = days - era * 146097;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted + (shifted < 10 ? 3 : -9));
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/* `n` digits at the front of *text, which is shortened by them; -1 if they are not there. */
static int take_digits(wev_str *text, size_t n) {
    int value = 0;
    if (text->len < n)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (!wev_is_digit(text->ptr[i]))
            return -1;
        value = value * 10 + (text->ptr[i] - '0');
    }
    *text = wev_str_skip(*text, n);
    return value;
}

/* .123 at the front of *text, if there is one. */
static bool take_fraction(wev_str *text, wev_time *out) {
    if (!wev_str_take(text, '.'))
        return true;
    uint32_t nanos = 0;
    size_t n = 0;
    for (; n < text->len && wev_is_digit(text->ptr[n]); n++)
        if (n < 9)
            nanos = nanos * 10 + (uint32_t)(text->ptr[n] - '0');
    if (n == 0)
        return false;
    out->digits = (uint8_t)(n < 9 ? n : 9);
    for (size_t i = out->digits; i < 9; i++)
        nanos *= 10;
    out->nanos = nanos;
    *text = wev_str_skip(*text, n);
    return true;
}

bool wev_time_offset(wev_str text, int32_t *offset) {
    if (wev_str_same(text, SV("Z")) || wev_str_same(text, SV("UTC"))) {
        *offset = 0;
        return true;
    }
    if (text.len < 5 || (text.ptr[0] != '+' && text.ptr[0] != '-'))
        return false;
    const bool west = text.ptr[0] == '-';
    text = wev_str_skip(text, 1);
    const int hours = take_digits(&text, 2);
    wev_str_take(&text, ':');
    const int minutes = take_digits(&text, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || text.len != 0)
        return false;
    *offset = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
    return true;
}

/* Size tells the unit: a count of seconds has ten digits from 2001 to 2286, milliseconds 13, microseconds 16. */
static bool parse_epoch(wev_str text, wev_time *out) {
    size_t whole = 0;
    uint64_t value = 0;
    while (whole < text.len && wev_is_digit(text.ptr[whole]))
        whole++;
    if (!wev_num_u64((wev_str){text.ptr, whole}, &value))
        return false;
    text = wev_str_skip(text, whole);
    if (whole >= 9 && whole <= 10) {
        out->seconds = (int64_t)value;
        if (!take_fraction(&text, out))
            return false;
    } else if (whole == 13) {
        out->seconds = (int64_t)(value / 1000);
        out->nanos = (uint32_t)(value % 1000) * 1000000;
        out->digits = 3;
    } else if (whole == 16) {
        out->seconds = (int64_t)(value / 1000000);
        out->nanos = (uint32_t)(value % 1000000) * 1000;
        out->digits = 6;
    } else {
        return false;
    }
    out->zoned = out->known = true;
    return text.len == 0;
}

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool wev_time_of_civil(const wev_civil *civil, wev_time *out) {
    static const int month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int year = civil->year, month = civil->month, day = civil->day;
    if (year < 1601 || month < 1 || month > 12 || day < 1 || /* 1601: the first year of a FILETIME */
        day > month_days[month - 1] || (month == 2 && day == 29 && !is_leap(year)) || civil->hour < 0 ||
        civil->hour > 23 || civil->minute < 0 || civil->minute > 59 || civil->second < 0 || civil->second > 60)
        return false;
    out->seconds = days_from_civil(year, month, day) * 86400 + civil->hour * 3600 + civil->minute * 60 + civil->second;
    out->known = true;
    return true;
}

int wev_time_year(int64_t seconds) {
    int year = 0, month = 0, day = 0;
    civil_from_days(seconds / 86400, &year, &month, &day);
    return year;
}

bool wev_time_take_clock(wev_str *text, wev_civil *civil, wev_time *out) {
    civil->hour = take_digits(text, 2);
    if (!wev_str_take(text, ':'))
        return false;
    civil->minute = take_digits(text, 2);
    if (!wev_str_take(text, ':'))
        return false;
    civil->second = take_digits(text, 2);
    return take_fraction(text, out);
}

/* YYYY-MM-DD, `T` or a blank, the clock, and a zone or none. */
static bool parse_iso(wev_str text, wev_time *out) {
    wev_civil civil;
    civil.year = take_digits(&text, 4);
    if (!wev_str_take(&text, '-'))
        return false;
    civil.month = take_digits(&text, 2);
    if (!wev_str_take(&text, '-'))
        return false;
    civil.day = take_digits(&text, 2);
    if (!wev_str_take(&text, 'T') && !wev_str_take(&text, 't') && !wev_str_take(&text, ' '))
        return false;
    if (!wev_time_take_clock(&text, &civil, out) || !wev_time_of_civil(&civil, out))
        return false;
    if (text.len == 0)
        return true;
    int32_t offset = 0;
    wev_str_take(&text, ' ');
    if (!wev_time_offset(text, &offset))
        return false;
    out->zoned = true;
    out->seconds -= offset;
    return true;
}

/* /Date(1596260806000)/, with an offset that changes only how it is shown: /Date(1596260806000+0200)/. */
static wev_str inside_date(wev_str text) {
    const wev_str open = SV("/Date("), close = SV(")/");
    if (!wev_str_starts(text, open) || text.len < open.len + close.len ||
        memcmp(text.ptr + text.len - close.len, close.ptr, close.len) != 0)
        return text;
    text = (wev_str){text.ptr + open.len, text.len - open.len - close.len};
    const bool has_offset = text.len > 5 && (text.ptr[text.len - 5] == '+' || text.ptr[text.len - 5] == '-');
    return (wev_str){text.ptr, text.len - (has_offset ? 5 : 0)};
}

bool wev_time_parse(wev_str text, wev_time *out) {
    wev_time time = {0};
    text = inside_date(wev_str_trim(text));
    const bool iso = text.len > 5 && text.ptr[4] == '-' && wev_is_digit(text.ptr[5]);
    if (!(iso ? parse_iso(text, &time) : parse_epoch(text, &time) || wev_time_parse_named(text, &time)))
        return false;
    if (!is_writable(&time))
        return false;
    *out = time;
    return true;
}

void wev_time_set_zone(wev_time *time, int32_t offset) {
    const wev_time local = *time;
    time->seconds -= offset;
    if (!is_writable(time)) /* in the first or last hours of the calendar */
        time->seconds = local.seconds;
    time->zoned = true;
}

/* The first `digits` digits of the nanoseconds, with the point; nothing where none were sent. */
static size_t put_fraction(char *to, const wev_time *time) {
    if (time->digits == 0)
        return 0;
    uint32_t nanos = time->nanos;
    to[0] = '.';
    for (int i = 9; i >= 1; i--) {
        if (i <= time->digits)
            to[i] = (char)('0' + nanos % 10);
        nanos /= 10;
    }
    return 1 + (size_t)time->digits;
}

static void put2(char *to, int value) {
    to[0] = (char)('0' + value / 10);
    to[1] = (char)('0' + value % 10);
}

size_t wev_time_put(char *to, const wev_time *time) {
    int64_t days = time->seconds / 86400, rest = time->seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    int year = 0, month = 0, day = 0;
    civil_from_days(days, &year, &month, &day);
    memcpy(to, "0000-00-00T00:00:00", 19);
    put2(to, year / 100 % 100);
    put2(to + 2, year % 100);
    put2(to + 5, month);
    put2(to + 8, day);
    put2(to + 11, (int)(rest / 3600));
    put2(to + 14, (int)(rest / 60 % 60));
    put2(to + 17, (int)(rest % 60));
    const size_t len = 19 + put_fraction(to + 19, time);
    to[len] = 'Z';
    return len + 1;
}

size_t wev_time_put_epoch(char *to, const wev_time *time) {
    /* A fraction counts forward, so before 1970 -0.25 is written as such and not as -1.75. */
    if (time->seconds < 0 && time->nanos > 0) {
        const wev_time back = {-(time->seconds + 1), 1000000000 - time->nanos, time->digits, true, true};
        to[0] = '-';
        const size_t len = 1 + wev_num_put_u64(to + 1, (uint64_t)back.seconds);
        return len + put_fraction(to + len, &back);
    }
    const size_t len = wev_num_put_i64(to, time->seconds);
    return len + put_fraction(to + len, time);
}
