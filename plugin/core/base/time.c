/* SPDX-License-Identifier: Apache-2.0 */
#include "base/time.h"

#include "base/num.h"

/* Days from 0000-03-01, with which leap days come last in each four, hundred and four hundred years, to 1970-01-01. */
enum { DAYS_TO_1970 = 719468, DAYS_OF_400_YEARS = 146097 };

/* Days since 1970-01-01 in the proleptic Gregorian calendar, of a year after 0. */
static int32_t days_from_civil(int year, int month, int day) {
    const unsigned of_march = (unsigned)year - (month <= 2), era = of_march / 400, year_of_era = of_march % 400;
    const unsigned day_of_year = (153 * ((unsigned)month + (month > 2 ? 0U - 3U : 9U)) + 2) / 5 + (unsigned)day - 1;
    const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int32_t)(era * DAYS_OF_400_YEARS + day_of_era) - DAYS_TO_1970;
}

/* The date `days` days after 0000-03-01; what is writable is after it. */
static void civil_from_days(uint32_t days, unsigned *year, unsigned *month, unsigned *day) {
    const uint32_t era = days / DAYS_OF_400_YEARS, day_of_era = days % DAYS_OF_400_YEARS;
    const uint32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const uint32_t shifted = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

/* Seconds since 0000-03-01. */
static uint64_t seconds_from_zero(int64_t seconds) {
    return (uint64_t)(seconds + (int64_t)DAYS_TO_1970 * 86400);
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
    out->seconds =
        (int64_t)days_from_civil(year, month, day) * 86400 + civil->hour * 3600 + civil->minute * 60 + civil->second;
    out->known = true;
    return true;
}

int wev_time_year(int64_t seconds) {
    unsigned year, month, day;
    civil_from_days((uint32_t)(seconds_from_zero(seconds) / 86400), &year, &month, &day);
    return (int)year;
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

enum { NO_DIGITS = 256 };

/* The number of two digits, or a bit that no such number has. */
static unsigned two_digits(const char *at) {
    const unsigned tens = (unsigned char)at[0] - 48U, ones = (unsigned char)at[1] - 48U;
    return tens <= 9 && ones <= 9 ? tens * 10 + ones : NO_DIGITS;
}

/* YYYY-MM-DD, `T` or a blank, and the clock to the second, at the front of *text. */
static bool take_date_and_clock(wev_str *text, wev_civil *civil) {
    const char *const at = text->ptr;
    if (text->len < sizeof "0000-00-00T00:00:00" - 1 || at[4] != '-' || at[7] != '-' || at[13] != ':' ||
        at[16] != ':' || (at[10] != 'T' && at[10] != 't' && at[10] != ' '))
        return false;
    const unsigned century = two_digits(at), year = two_digits(at + 2), month = two_digits(at + 5),
                   day = two_digits(at + 8);
    const unsigned hour = two_digits(at + 11), minute = two_digits(at + 14), second = two_digits(at + 17);
    *civil = (wev_civil){(int)(century * 100 + year), (int)month, (int)day, (int)hour, (int)minute, (int)second};
    *text = wev_str_skip(*text, sizeof "0000-00-00T00:00:00" - 1);
    return ((century | year | month | day | hour | minute | second) & NO_DIGITS) == 0;
}

/* That, a fraction or none, and a zone or none. */
static bool parse_iso(wev_str text, wev_time *out) {
    wev_civil civil;
    if (!take_date_and_clock(&text, &civil) || !take_fraction(&text, out) || !wev_time_of_civil(&civil, out))
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
    if (!wev_time_is_writable(time.seconds))
        return false;
    *out = time;
    return true;
}

void wev_time_set_zone(wev_time *time, int32_t offset) {
    const wev_time local = *time;
    time->seconds -= offset;
    if (!wev_time_is_writable(time->seconds)) /* in the first or last hours of the calendar */
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

size_t wev_time_put(char *to, const wev_time *time) {
    const uint64_t seconds = seconds_from_zero(time->seconds);
    const uint32_t rest = (uint32_t)(seconds % 86400);
    unsigned year, month, day;
    civil_from_days((uint32_t)(seconds / 86400), &year, &month, &day);
    memcpy(to, "0000-00-00T00:00:00", 19);
    wev_num_put_pair(to, year / 100);
    wev_num_put_pair(to + 2, year % 100);
    wev_num_put_pair(to + 5, month);
    wev_num_put_pair(to + 8, day);
    wev_num_put_pair(to + 11, rest / 3600);
    wev_num_put_pair(to + 14, rest / 60 % 60);
    wev_num_put_pair(to + 17, rest % 60);
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
