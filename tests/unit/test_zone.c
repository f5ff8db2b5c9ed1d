/* SPDX-License-Identifier: Apache-2.0 */
/* Zones out of offsets and out of TZif files that are made here; the expected values are those of the C library. */
#include "guard.h"

#include <stdio.h>

#include "expect.h"

#include "base/zone.h"

enum { ROOM = 1024 };

typedef struct maker {
    char byte[ROOM];
    size_t len;
} maker;

static void put(maker *m, uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--)
        m->byte[m->len++] = (char)(value >> (8 * i) & 0xFF);
}

static void put_header(maker *m, uint32_t times, uint32_t types, uint32_t chars) {
    const uint32_t counts[] = {0, 0, 0, times, types, chars};
    memcpy(m->byte + m->len, "TZif2", 5);
    memset(m->byte + m->len + 5, 0, 15);
    m->len += 20;
    for (size_t i = 0; i < COUNT(counts); i++)
        put(m, counts[i], 4);
}

/* A file with two transitions, of Berlin in the year 2000, and that footer. */
static wev_str make(maker *m, const char *footer) {
    m->len = 0;
    put_header(m, 0, 1, 1);
    put(m, 0, 6);
    put(m, 0, 1);
    put_header(m, 2, 2, 1);
    put(m, 954032400, 8);
    put(m, 972781200, 8);
    put(m, 1, 1);
    put(m, 0, 1);
    put(m, 3600, 4);
    put(m, 0, 2);
    put(m, 7200, 4);
    put(m, 0x100, 2);
    put(m, 0, 1);
    m->len += (size_t)snprintf(m->byte + m->len, ROOM - m->len, "\n%s\n", footer);
    return (wev_str){m->byte, m->len};
}

static const char berlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";

Test(zone, an_offset_is_the_same_at_all_times) {
    wev_zone zone;
    cr_assert(wev_zone_of_offset(SV("-03:30"), &zone));
    cr_expect(wev_zone_offset_at(&zone, 0) == -12600 && wev_zone_offset_of(&zone, 1596260806) == -12600);
    cr_expect(!wev_zone_of_offset(SV("Europe/Berlin"), &zone));
}

Test(zone, a_place_has_transitions_and_a_rule_behind_them) {
    static const struct {
        int64_t utc;
        int32_t want;
    } cases[] = {
        {0, 3600},                              /* in front of the first transition */
        {954032399, 3600},  {954032400, 7200},  /* March 26, 2000 */
        {972781199, 7200},  {972781200, 3600},  /* October 29, 2000; the rule from here on */
        {1711846799, 3600}, {1711846800, 7200}, /* March 31, 2024 */
        {1729990799, 7200}, {1729990800, 3600}, /* October 27, 2024 */
        {4110134399, 7200},                     /* March 30, 2100 */
    };
    maker m;
    wev_zone zone;
    cr_assert(wev_zone_of_file(make(&m, berlin), &zone));
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(wev_zone_offset_at(&zone, cases[i].utc) == cases[i].want, "%lld", (long long)cases[i].utc);
}

Test(zone, a_local_clock_may_come_twice_or_not_at_all) {
    static const struct {
        const char *title;
        int64_t local;
        int32_t want;
    } cases[] = {
        {"before summer", 1711846800 + 3600 - 1, 3600},
        {"the hour that is left out", 1711846800 + 3600 + 1800, 3600},
        {"summer", 1711846800 + 7200, 7200},
        {"the hour that comes twice", 1729990800 + 5400, 7200},
        {"after it", 1729990800 + 7200, 3600},
    };
    maker m;
    wev_zone zone;
    cr_assert(wev_zone_of_file(make(&m, berlin), &zone));
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(wev_zone_offset_of(&zone, cases[i].local) == cases[i].want, "%s", cases[i].title);
}

Test(zone, rules_are_written_in_several_ways) {
    static const struct {
        const char *rule;
        int64_t utc;
        int32_t want;
    } cases[] = {
        {"KST-9", 1719792000, 32400},
        {"<+0545>-5:45", 1719792000, 20700},
        {"EST5EDT,M3.2.0,M11.1.0", 1719792000, -14400},
        {"EST5EDT,M3.2.0,M11.1.0", 1704067200, -18000},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", 1704067200, 39600}, /* summer over the turn of the year */
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", 1719792000, 36000},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1704067200, 39600},
        {"XXX3YYY,J60,J300", 1709251200, -10800}, /* February 29, 2024 is not counted, and still winter */
        {"XXX3YYY,J60,J300", 1709348400, -7200},
        {"XXX3YYY,59,300", 1709262000, -7200},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1719792000, -3600},
        {"", 1719792000, 3600}, /* no rule: as after the last transition */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        maker m;
        wev_zone zone;
        cr_assert(wev_zone_of_file(make(&m, cases[i].rule), &zone), "%s", cases[i].rule);
        cr_expect(wev_zone_offset_at(&zone, cases[i].utc) == cases[i].want, "%s: %d", cases[i].rule,
                  wev_zone_offset_at(&zone, cases[i].utc));
    }
}

Test(zone, what_is_no_such_file_is_refused) {
    static const char *const rules[] = {"CET",
                                        "CET-1CEST",
                                        "CET-1CEST,M13.5.0,M10.5.0",
                                        "CET-1CEST,M3.6.0,M10.5.0",
                                        "CET-1CEST,M3.5.0",
                                        "CET-1CEST,M3.5.0,M10.5.0x",
                                        "C-1",
                                        "<CET-1",
                                        "CET-200"};
    guard g = guard_new(ROOM);
    maker m;
    wev_zone zone;
    for (size_t i = 0; i < COUNT(rules); i++)
        cr_expect(!wev_zone_of_file(make(&m, rules[i]), &zone), "%s", rules[i]);
    const wev_str whole = make(&m, berlin);
    for (size_t n = 0; n < whole.len; n++)
        cr_expect(!wev_zone_of_file(guard_put(&g, (wev_str){whole.ptr, n}), &zone), "%zu bytes of it", n);
    m.byte[4] = '\0'; /* version 1 */
    cr_expect(!wev_zone_of_file(whole, &zone));
    guard_free(&g);
}
