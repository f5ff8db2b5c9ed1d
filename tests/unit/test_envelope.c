/* SPDX-License-Identifier: Apache-2.0 */
/* What stands round the event: each header that relays and agents write, and where the event begins behind it. */
#include "guard.h"

#include <stdio.h>

#include "expect.h"

#include "format/envelope.h"

typedef struct envelope_case {
    const char *title, *text, *payload, *timestamp, *host, *app, *structured_data; /* NULL: absent */
    int priority;
} envelope_case;

/* Each in front of a page that must not be read. */
static void expect_envelopes(const envelope_case *cases, size_t count) {
    guard g = guard_new(4096);
    for (size_t i = 0; i < count; i++) {
        const envelope_case *const c = cases + i;
        const wev_envelope got = wev_envelope_open(guard_put(&g, wev_str_of(c->text)));
        expect_text(c->title, got.payload, c->payload);
        expect_text(c->title, got.timestamp, c->timestamp);
        expect_text(c->title, got.host, c->host);
        expect_text(c->title, got.app, c->app);
        expect_text(c->title, got.structured_data, c->structured_data);
        cr_expect(got.priority == c->priority, "%s: priority %d", c->title, got.priority);
    }
    guard_free(&g);
}

Test(envelope, without_a_header_the_whole_text_is_the_event) {
    static const envelope_case cases[] = {
        {"JSON", "{\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"XML", "<Event/>", "<Event/>", NULL, NULL, NULL, NULL, -1},
        {"an XML declaration", "<?xml version='1.0'?><Event/>", "<?xml version='1.0'?><Event/>", NULL, NULL, NULL, NULL,
         -1},
        {"a byte-order mark", "\xEF\xBB\xBF{\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"blanks in front", " \r\n#012\t{\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"a cookie", "@cee: {\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"a cookie without a blank", "@cee:{\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"a leading colon", ": {\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"a leading colon without a blank", ":{\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"prose", "An account failed to log on.", "An account failed to log on.", NULL, NULL, NULL, NULL, -1},
        {"a bracket inside a word begins nothing", "a{b c<d", "a{b c<d", NULL, NULL, NULL, NULL, -1},
        {"nothing", "", "", NULL, NULL, NULL, NULL, -1},
    };
    expect_envelopes(cases, COUNT(cases));
}

Test(envelope, a_priority_may_stand_alone) {
    static const envelope_case cases[] = {
        {"one digit", "<0>{\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, 0},
        {"the highest", "<191>{\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, 191},
        {"XML behind it", "<13><Event/>", "<Event/>", NULL, NULL, NULL, NULL, 13},
        {"a blank behind it", "<13> {\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, 13},
        {"a byte-order mark in front", "\xEF\xBB\xBF<13>{\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, 13},
        {"too high", "<192>{\"a\":1}", "<192>{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"four digits", "<0013>{\"a\":1}", "<0013>{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"no digit", "<>{\"a\":1}", "<>{\"a\":1}", NULL, NULL, NULL, NULL, -1},
        {"cut", "<13", "<13", NULL, NULL, NULL, NULL, -1},
        {"nothing behind it", "<13>", "", NULL, NULL, NULL, NULL, 13},
    };
    expect_envelopes(cases, COUNT(cases));
}

Test(envelope, rfc_5424_has_its_fields) {
    static const envelope_case cases[] = {
        {"all of them", "<13>1 2020-05-18T06:41:09.184512+00:00 host.example app 720 id [a@1 b=\"c\"] {\"a\":1}",
         "{\"a\":1}", "2020-05-18T06:41:09.184512+00:00", "host.example", "app", "[a@1 b=\"c\"]", 13},
        {"none of them", "<13>1 - - - - - - {\"a\":1}", "{\"a\":1}", NULL, NULL, NULL, NULL, 13},
        {"a byte-order mark", "<13>1 2020-05-18T06:41:09Z host app - - - \xEF\xBB\xBF{\"a\":1}", "{\"a\":1}",
         "2020-05-18T06:41:09Z", "host", "app", NULL, 13},
        {"a mark behind structured data", "<13>1 - h a - - [x y=\"z\"] \xEF\xBB\xBF<Event/>", "<Event/>", NULL, "h",
         "a", "[x y=\"z\"]", 13},
        {"two elements", "<13>1 - h a - - [x y=\"z\"][b] {\"a\":1}", "{\"a\":1}", NULL, "h", "a", "[x y=\"z\"][b]", 13},
        {"escaped brackets and quotes", "<13>1 - h a - - [x y=\"\\] {\\\"\\\\\"] {\"a\":1}", "{\"a\":1}", NULL, "h",
         "a", "[x y=\"\\] {\\\"\\\\\"]", 13},
        {"a bare bracket in a value", "<13>1 - h a - - [x y=\"] {1}\"] {\"a\":1}", "{\"a\":1}", NULL, "h", "a",
         "[x y=\"] {1}\"]", 13},
        {"no blank behind structured data", "<13>1 - h a - - [x]{\"a\":1}", "{\"a\":1}", NULL, "h", "a", "[x]", 13},
        {"a cookie", "<13>1 - h a - - - @cee: {\"a\":1}", "{\"a\":1}", NULL, "h", "a", NULL, 13},
        {"no message", "<13>1 - h a - - -", "", NULL, "h", "a", NULL, 13},
    };
    expect_envelopes(cases, COUNT(cases));
}

Test(envelope, rfc_3164_has_a_time_a_host_and_a_tag) {
    static const envelope_case cases[] = {
        {"a tag", "<11>May 18 06:41:12 NDES01.contoso.example NDESConnector: {\"a\":1}", "{\"a\":1}", "May 18 06:41:12",
         "NDES01.contoso.example", NULL, NULL, 11},
        {"a day of one digit", "<11>May  8 06:41:12 host tag: {\"a\":1}", "{\"a\":1}", "May  8 06:41:12", "host", NULL,
         NULL, 11},
        {"a tag with a process id", "<11>May 18 06:41:12 host tag[720]: <Event/>", "<Event/>", "May 18 06:41:12",
         "host", NULL, NULL, 11},
        {"a tag with blanks", "<11>May 18 06:41:12 host Service Control Manager[632]: {\"a\":1}", "{\"a\":1}",
         "May 18 06:41:12", "host", NULL, NULL, 11},
        {"a tag without a blank behind it", "<11>May 18 06:41:12 host tag:{\"a\":1}", "{\"a\":1}", "May 18 06:41:12",
         "host", NULL, NULL, 11},
        {"a tag without a colon", "<11>May 18 06:41:12 host tag {\"a\":1}", "{\"a\":1}", "May 18 06:41:12", "host",
         NULL, NULL, 11},
        {"no tag", "<11>May 18 06:41:12 host {\"a\":1}", "{\"a\":1}", "May 18 06:41:12", "host", NULL, NULL, 11},
        {"no host", "<11>May 18 06:41:12 {\"a\":1}", "{\"a\":1}", "May 18 06:41:12", NULL, NULL, NULL, 11},
        {"no priority", "May 18 06:41:12 host tag: {\"a\":1}", "{\"a\":1}", "May 18 06:41:12", "host", NULL, NULL, -1},
        {"an RFC 3339 time", "<11>2020-05-18T06:41:12.123456+02:00 host tag: {\"a\":1}", "{\"a\":1}",
         "2020-05-18T06:41:12.123456+02:00", "host", NULL, NULL, 11},
        {"an RFC 3339 time, no priority", "2020-05-18T06:41:12Z host tag: {\"a\":1}", "{\"a\":1}",
         "2020-05-18T06:41:12Z", "host", NULL, NULL, -1},
        {"a cookie", "<11>May 18 06:41:12 host tag: @cee: {\"a\":1}", "{\"a\":1}", "May 18 06:41:12", "host", NULL,
         NULL, 11},
    };
    expect_envelopes(cases, COUNT(cases));
}

/* The time may not be understood then, but the event is found. */
Test(envelope, other_headers_do_not_hide_the_event) {
    static const char *const headers[] = {
        "<11>May 18 2020 06:41:12 host tag: ",
        "<11>2020 May 18 06:41:12 host tag: ",
        "<11>host tag: ",
        "<11>tag: ",
        "<11>: ",
        "May 18 06:41:12 ",
        "1 2020-05-18T06:41:09Z host app - - - ",
        "host tag: ",
        "<11>*May 18 06:41:12.123: host tag: ",
    };
    for (size_t i = 0; i < COUNT(headers); i++) {
        char text[128];
        const int len = snprintf(text, sizeof text, "%s{\"a\":1}", headers[i]);
        expect_text(headers[i], wev_envelope_open((wev_str){text, (size_t)len}).payload, "{\"a\":1}");
    }
}

/* rsyslogd writes so when it hands on XML that came without a header: `<Event` is no priority to it. */
Test(envelope, an_invalid_priority_of_rsyslog_is_passed_over) {
    static const envelope_case cases[] = {
        {"RFC 3164", "<invld>Nov 22 06:43:23 relay  <Event/>", "<Event/>", "Nov 22 06:43:23", "relay", NULL, NULL, -1},
        {"RFC 3339", "<invld>2026-11-22T06:43:23.796450+00:00 relay  <Event/>", "<Event/>",
         "2026-11-22T06:43:23.796450+00:00", "relay", NULL, NULL, -1},
        {"RFC 5424", "<invld>1 2026-11-22T06:43:23Z relay - - - - <Event/>", "<Event/>", "2026-11-22T06:43:23Z",
         "relay", NULL, NULL, -1},
        {"cut", "<invld", "<invld", NULL, NULL, NULL, NULL, -1},
    };
    expect_envelopes(cases, COUNT(cases));
}

/* A relay that knows the header of what it hands on for text; the sender's own counts. */
Test(envelope, a_header_may_stand_inside_another) {
    static const envelope_case cases[] = {
        {"at once", "<13>May 18 06:41:13 relay <11>May 18 06:41:12 host tag: {\"a\":1}", "{\"a\":1}", "May 18 06:41:12",
         "host", NULL, NULL, 11},
        {"behind a tag", "<13>May 18 06:41:13 relay fwd[1]: <11>May 18 06:41:12 host tag: <Event/>", "<Event/>",
         "May 18 06:41:12", "host", NULL, NULL, 11},
        {"behind a tag without a blank", "<13>May 18 06:41:13 relay fwd:<11>May 18 06:41:12 host tag: <Event/>",
         "<Event/>", "May 18 06:41:12", "host", NULL, NULL, 11},
        {"RFC 5424 in itself",
         "<13>1 2020-05-18T06:41:13Z relay fwd - - - <11>1 2020-05-18T06:41:12Z host app - - - <Event/>", "<Event/>",
         "2020-05-18T06:41:12Z", "host", "app", NULL, 11},
        {"a length that nobody took off", "77 <11>May 18 06:41:12 host tag: {\"a\":1}", "{\"a\":1}", "May 18 06:41:12",
         "host", NULL, NULL, 11},
        {"the inner one is a priority only", "<13>May 18 06:41:13 relay fwd: <11>{\"a\":1}", "{\"a\":1}",
         "May 18 06:41:13", "relay", NULL, NULL, 11},
        {"three of them", "<13>May 18 06:41:13 r2 <12>May 18 06:41:13 r1 <11>May 18 06:41:12 host tag: {\"a\":1}",
         "{\"a\":1}", "May 18 06:41:12", "host", NULL, NULL, 11},
        {"a number in angle brackets is no header", "<13>May 18 06:41:13 host tag: <11>is the number",
         "<11>is the number", "May 18 06:41:13", "host", NULL, NULL, 13},
        {"a header that text quotes is the text's", "<13>May 18 06:41:13 host tag: read <11>May 18 06:41:12 b c: d",
         "<11>May 18 06:41:12 b c: d", "May 18 06:41:13", "host", NULL, NULL, 13},
    };
    expect_envelopes(cases, COUNT(cases));
}

/* However long the event is, its text is not searched for another one. */
Test(envelope, the_first_beginning_counts) {
    static const envelope_case cases[] = {
        {"XML in JSON", "{\"a\":\" <Event/> {}\"}", "{\"a\":\" <Event/> {}\"}", NULL, NULL, NULL, NULL, -1},
        {"JSON in XML", "<Event> {\"a\":1}</Event>", "<Event> {\"a\":1}</Event>", NULL, NULL, NULL, NULL, -1},
        {"a time that is no header", "{\"a\":\"May 18 06:41:12 host tag: {}\"}",
         "{\"a\":\"May 18 06:41:12 host tag: {}\"}", NULL, NULL, NULL, NULL, -1},
    };
    expect_envelopes(cases, COUNT(cases));
}

Test(envelope, a_header_that_is_cut_anywhere_is_no_trouble) {
    static const char *const texts[] = {
        "<13>1 2020-05-18T06:41:09Z host app 720 id [a@1 b=\"\\]c\"][d] \xEF\xBB\xBF{\"a\":1}",
        "<11>May 18 06:41:12 host tag[1]: @cee: {\"a\":1}",
        "<11>2020-05-18T06:41:12.123456+02:00 host tag: {\"a\":1}",
        "<invld>May 18 06:41:13 relay fwd: <13>1 2020-05-18T06:41:12Z host app - - - {\"a\":1}",
    };
    guard g = guard_new(256);
    for (size_t i = 0; i < COUNT(texts); i++) {
        for (size_t len = 0; len < strlen(texts[i]); len++) {
            const wev_str text = guard_put(&g, (wev_str){texts[i], len});
            const wev_str payload = wev_envelope_open(text).payload;
            cr_expect(payload.ptr >= text.ptr && payload.ptr + payload.len == text.ptr + len, "%zu bytes of %s", len,
                      texts[i]);
        }
    }
    guard_free(&g);
}
