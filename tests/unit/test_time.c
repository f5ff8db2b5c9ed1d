/* SPDX-License-Identifier: Apache-2.0 */
/* Points in time: every spelling of base/time.h, and what is written of them. */
#include "guard.h"

#include <inttypes.h>
#include <stdio.h>

#include "expect.h"

#include "base/time.h"

typedef struct time_case {
    const char *title, *text;
    int64_t seconds;
    uint32_t nanos;
    uint8_t digits;
    bool zoned;
} time_case;

static void expect_times(const time_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const time_case *const c = cases + i;
        wev_time time = {0};
        cr_expect(wev_time_parse(wev_str_of(c->text), &time), "%s: \"%s\" is refused", c->title, c->text);
        cr_expect(time.seconds == c->seconds && time.nanos == c->nanos && time.digits == c->digits,
                  "%s: \"%s\" is %" PRId64 " s, %" PRIu32 " ns, %d digits", c->title, c->text, time.seconds, time.nanos,
                  time.digits);
        cr_expect(time.zoned == c->zoned && time.known, "%s: zoned %d, known %d", c->title, time.zoned, time.known);
    }
}

Test(time, a_date_and_a_time_of_day_are_taken_in_every_spelling) {
    static const time_case cases[] = {
        {"event XML, seven digits", "2020-08-01T05:46:46.0000951Z", 1596260806, 95100, 7, true},
        {"event XML, nine digits", "2020-08-01T05:46:46.000095100Z", 1596260806, 95100, 9, true},
        {"one digit", "2020-08-01T05:46:46.5Z", 1596260806, 500000000, 1, true},
        {"twelve digits, of which nine are kept", "2020-08-01T05:46:46.123456789876Z", 1596260806, 123456789, 9, true},
        {"no fraction", "2020-08-01T05:46:46Z", 1596260806, 0, 0, true},
        {"small letters (RFC 3339, section 5.6)", "2020-08-01t05:46:46.25z", 1596260806, 250000000, 2, true},
        {"NXLog, with a blank", "2020-08-01 05:46:46", 1596260806, 0, 0, false},
        {"no zone", "2020-08-01T05:46:46.125", 1596260806, 125000000, 3, false},
        {"east of UTC", "2020-08-01T08:46:46+03:00", 1596260806, 0, 0, true},
        {"west of UTC", "2020-07-31T21:16:46.5-08:30", 1596260806, 500000000, 1, true},
        {"an offset without a colon", "2020-08-01T01:46:46-0400", 1596260806, 0, 0, true},
        {"python-evtx: a blank before the offset", "2020-08-01 05:46:46.000095 +0000", 1596260806, 95000, 6, true},
        {"a blank before Z", "2020-08-01 05:46:46 Z", 1596260806, 0, 0, true},
        {"blanks round it", " 2020-08-01T05:46:46Z\r\n", 1596260806, 0, 0, true},
        {"the leap second", "2016-12-31T23:59:60Z", 1483228800, 0, 0, true},
    };
    expect_times(cases, COUNT(cases));
}

Test(time, the_calendar_is_right_on_both_sides_of_1970) {
    static const time_case cases[] = {
        {"the epoch", "1970-01-01T00:00:00Z", 0, 0, 0, true},
        {"a second before it", "1969-12-31T23:59:59Z", -1, 0, 0, true},
        {"half a second before it", "1969-12-31T23:59:59.5Z", -1, 500000000, 1, true},
        {"the first FILETIME", "1601-01-01T00:00:00Z", -11644473600, 0, 0, true},
        {"1900 was no leap year", "1900-03-01T00:00:00Z", -2203891200, 0, 0, true},
        {"2000 was one", "2000-02-29T00:00:00Z", 951782400, 0, 0, true},
        {"the day after it", "2000-03-01T00:00:00Z", 951868800, 0, 0, true},
        {"a leap day", "2024-02-29T23:59:59Z", 1709251199, 0, 0, true},
        {"the last of a 32-bit clock", "2038-01-19T03:14:07Z", 2147483647, 0, 0, true},
        {"the last day that has four digits", "9999-12-31T23:59:59Z", 253402300799, 0, 0, true},
    };
    expect_times(cases, COUNT(cases));
}

Test(time, seconds_since_1970_are_told_from_parts_of_them_by_their_size) {
    static const time_case cases[] = {
        {"seconds", "1596260806", 1596260806, 0, 0, true},
        {"seconds before September 2001", "999999999", 999999999, 0, 0, true},
        {"seconds with a fraction", "1596260806.0000951", 1596260806, 95100, 7, true},
        {"milliseconds", "1596260806123", 1596260806, 123000000, 3, true},
        {"milliseconds that end in zeros", "1596260806000", 1596260806, 0, 3, true},
        {"microseconds", "1596260806000095", 1596260806, 95000, 6, true},
    };
    expect_times(cases, COUNT(cases));
}

Test(time, forms_for_people_are_taken) {
    static const time_case cases[] = {
        {"Snare", "Sat Aug  1 05:46:46 2020", 1596260806, 0, 0, false},
        {"EventReporter", "Sat Aug 01 05:46:46 2020", 1596260806, 0, 0, false},
        {"with a comma", "Sat, Aug 01 05:46:46 2020", 1596260806, 0, 0, false},
        {"with a fraction", "Sat Aug  1 05:46:46.123 2020", 1596260806, 123000000, 3, false},
        {"without the weekday", "Aug  1 05:46:46 2020", 1596260806, 0, 0, false},
        {"OSSEC", "2020 Aug 01 05:46:46", 1596260806, 0, 0, false},
        {"RSA", "2020-Aug-01 05:46:46", 1596260806, 0, 0, false},
        {"Splunk", "08/01/2020 05:46:46 AM", 1596260806, 0, 0, false},
        {"afternoon", "08/01/2020 05:46:46 PM", 1596304006, 0, 0, false},
        {"noon", "08/01/2020 12:00:00 PM", 1596283200, 0, 0, false},
        {"midnight", "08/01/2020 12:00:00 AM", 1596240000, 0, 0, false},
        {"a day of one digit", "8/1/2020 05:46:46 AM", 1596260806, 0, 0, false},
        {"24 hours", "08/01/2020 17:46:46.5", 1596304006, 500000000, 1, false},
    };
    expect_times(cases, COUNT(cases));
}

Test(time, a_year_that_nobody_wrote_is_the_latest_that_can_be) {
    static const struct {
        const char *text;
        int64_t now, want; /* 0: refused */
    } cases[] = {
        {"Aug  1 05:46:46", 1596260807, 1596260806},
        {"Aug 01 05:46:46", 1596260807, 1596260806},
        {"Aug  1 05:46:46", 1596260806 - 86400, 1596260806}, /* a clock that is a day ahead */
        {"Aug  1 05:46:46", 1596260806 - 86401, 1564638406}, /* more: last year's */
        {"Dec 31 23:59:59", 1609459200, 1609459199},         /* read in the new year */
        {"Jan  1 00:00:00", 1609459199, 1609459200},         /* sent from a zone where it has begun */
        {"Feb 29 00:00:00", 1614556800, 1582934400},
        {"Jan  1 05:46:46", INT64_C(253402257600), INT64_C(253370785606)}, /* no year has five digits */
        {"Aug  1 05:46:46", 0, 0},
        {"Aug  1 05:46:46", INT64_C(253402300800), 0},
        {"Aug  1 05:46:46", INT64_MAX, 0},
        {"Aug 32 05:46:46", 1596260807, 0},
        {"Aug  1 05:46", 1596260807, 0},
        {"Aug  1 05:46:46 x", 1596260807, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        wev_time time = {0};
        const bool taken = wev_time_parse_bsd(wev_str_of(cases[i].text), cases[i].now, &time);
        cr_expect(taken == (cases[i].want != 0) && time.seconds == cases[i].want && !time.zoned, "%zu: %s", i,
                  cases[i].text);
    }
}

/* Each in front of a page that must not be read. */
Test(time, what_is_no_time_is_refused_and_leaves_the_old_one) {
    static const char *const texts[] = {
        "",
        "-",
        "now",
        "2020",
        "2020-08-01",
        "2020-08-01T",
        "2020-08-01T05:46",
        "2020-08-01T05:46:4",
        "2020-08-01T05:46:46.",
        "2020-08-01T05:46:46.Z",
        "2020-08-01  05:46:46",
        "2020-08-01X05:46:46",
        "2020-8-01T05:46:46",
        "20-08-01T05:46:46",
        "2020-00-01T05:46:46",
        "2020-13-01T05:46:46",
        "2020-08-00T05:46:46",
        "2020-08-32T05:46:46",
        "2020-06-31T05:46:46",
        "2021-02-29T05:46:46",
        "1900-02-29T05:46:46",
        "2020-08-01T24:00:00",
        "2020-08-01T05:60:00",
        "2020-08-01T05:46:61",
        "2020-08-01T05:46:46ZZ",
        "2020-08-01T05:46:46Zx",
        "2020-08-01T05:46:46+",
        "2020-08-01T05:46:46+3",
        "2020-08-01T05:46:46+03:0",
        "2020-08-01T05:46:46+03:60",
        "2020-08-01T05:46:46+99:00",
        "2020-08-01T05:46:46+03:00x",
        "2020/08/01T05:46:46",
        "1600-12-31T23:59:59Z",
        "12345678",
        "15962608061",
        "159626080612",
        "15962608060000951",
        "1596260806.",
        "1596260806.x",
        "1596260806x",
        "-1596260806",
        "+1596260806",
        "99999999999999999999999",
        "0x5F250246",
        "20200801T054646Z",
        "Sat Aug  1 05:46:46 20200",
        "Sat Aug  1 05:46:46",
        "Sam Aug  1 05:46:46 2020",
        "Sat Agu  1 05:46:46 2020",
        "2020 Aug-01 05:46:46",
        "2020 Aug 32 05:46:46",
        "08/01/2020 13:46:46 PM",
        "08/01/2020 00:46:46 AM",
        "13/01/2020 05:46:46 AM",
        "08/01/2020 05:46:46 XM",
    };
    guard g = guard_new(64);
    for (size_t i = 0; i < COUNT(texts); i++) {
        wev_time time = {.seconds = 7, .digits = 3};
        cr_expect(!wev_time_parse(guard_put(&g, wev_str_of(texts[i])), &time), "\"%s\" is taken", texts[i]);
        cr_expect(time.seconds == 7 && time.digits == 3 && !time.known, "\"%s\"", texts[i]);
    }
    guard_free(&g);
}

/* RFC 3339 has four digits for the year. */
Test(time, an_offset_does_not_lead_out_of_the_years_that_can_be_written) {
    wev_time time;
    cr_expect(!wev_time_parse(SV("9999-12-31T23:59:59-00:01"), &time));
}

typedef struct put_case {
    const char *title, *text, *civil, *epoch;
} put_case;

Test(time, is_written_with_the_digits_that_were_sent) {
    static const put_case cases[] = {
        {"seven digits", "2020-08-01T05:46:46.0000951Z", "2020-08-01T05:46:46.0000951Z", "1596260806.0000951"},
        {"nine digits", "2020-08-01T05:46:46.000095100Z", "2020-08-01T05:46:46.000095100Z", "1596260806.000095100"},
        {"none", "2020-08-01T05:46:46Z", "2020-08-01T05:46:46Z", "1596260806"},
        {"zeros", "2020-08-01T05:46:46.000Z", "2020-08-01T05:46:46.000Z", "1596260806.000"},
        {"an offset into the day before", "2020-08-01T01:30:00.5+02:00", "2020-07-31T23:30:00.5Z", "1596238200.5"},
        {"an offset into the next year", "2020-12-31T23:30:00-01:00", "2021-01-01T00:30:00Z", "1609461000"},
        {"milliseconds", "1596260806007", "2020-08-01T05:46:46.007Z", "1596260806.007"},
        {"microseconds", "1596260806000095", "2020-08-01T05:46:46.000095Z", "1596260806.000095"},
        {"a leap day", "2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z", "951825600"},
        {"the epoch", "1970-01-01T00:00:00.0Z", "1970-01-01T00:00:00.0Z", "0.0"},
        {"a quarter before the epoch", "1969-12-31T23:59:59.75Z", "1969-12-31T23:59:59.75Z", "-0.25"},
        {"more before the epoch", "1969-12-31T23:59:58.750Z", "1969-12-31T23:59:58.750Z", "-1.250"},
        {"whole seconds before the epoch", "1969-12-31T23:59:58.00Z", "1969-12-31T23:59:58.00Z", "-2.00"},
        {"the first FILETIME", "1601-01-01T00:00:00.0000001Z", "1601-01-01T00:00:00.0000001Z", "-11644473599.9999999"},
        {"the last second", "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z",
         "253402300799.999999999"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char room[WEV_TIME_ROOM];
        wev_time time = {0};
        cr_expect(wev_time_parse(wev_str_of(cases[i].text), &time), "%s", cases[i].title);
        expect_text(cases[i].title, (wev_str){room, wev_time_put(room, &time)}, cases[i].civil);
        expect_text(cases[i].title, (wev_str){room, wev_time_put_epoch(room, &time)}, cases[i].epoch);
    }
}

/* Days that lie 1,000 apart, over 400 years and more: written and read they are the same. */
Test(time, what_is_written_reads_back) {
    for (int64_t seconds = -11644473600; seconds < INT64_C(16725225600); seconds += 86400 * 1000 + 4001) {
        const wev_time time = {seconds, 123456700, 7, true, true};
        char room[WEV_TIME_ROOM];
        wev_time back = {0};
        cr_expect(wev_time_parse((wev_str){room, wev_time_put(room, &time)}, &back), "%" PRId64, seconds);
        cr_expect(back.seconds == seconds && back.nanos == time.nanos, "%" PRId64 " became %" PRId64, seconds,
                  back.seconds);
    }
}

Test(time, a_time_without_a_zone_takes_the_given_one) {
    char room[WEV_TIME_ROOM];
    wev_time time = {0};
    cr_assert(wev_time_parse(SV("2020-01-01 00:30:00"), &time));
    wev_time_set_zone(&time, 9 * 3600);
    expect_text("east", (wev_str){room, wev_time_put(room, &time)}, "2019-12-31T15:30:00Z");
    cr_expect(time.zoned);
    cr_assert(wev_time_parse(SV("2020-01-01 00:30:00"), &time));
    wev_time_set_zone(&time, -3600 * 8);
    expect_text("west", (wev_str){room, wev_time_put(room, &time)}, "2020-01-01T08:30:00Z");
}

Test(time, an_offset_is_read_as_a_person_writes_it) {
    static const struct {
        const char *text;
        bool ok;
        int32_t offset;
    } cases[] = {
        {"UTC", true, 0},        {"Z", true, 0},           {"z", true, 0},          {"+00:00", true, 0},
        {"-00:00", true, 0},     {"+03:00", true, 10800},  {"-0530", true, -19800}, {"+05:45", true, 20700},
        {"+14:00", true, 50400}, {"-12:00", true, -43200}, {"", false, 0},          {"+", false, 0},
        {"+3", false, 0},        {"+03", false, 0},        {"03:00", false, 0},     {"+03:00 ", false, 0},
        {"+03:61", false, 0},    {"+24:00", false, 0},     {"+0a:00", false, 0},    {"GMT+3", false, 0},
        {"+03::0", false, 0},    {"+030", false, 0},       {"UTC+3", false, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t offset = 7;
        const bool ok = wev_time_offset(wev_str_of(cases[i].text), &offset);
        cr_expect(ok == cases[i].ok, "\"%s\" is %s", cases[i].text, ok ? "taken" : "refused");
        cr_expect(offset == (cases[i].ok ? cases[i].offset : 7), "\"%s\" is %" PRId32, cases[i].text, offset);
    }
}
