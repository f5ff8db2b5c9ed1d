/* SPDX-License-Identifier: Apache-2.0 */
/* The rest of wev.h: names of options, the summary to route by, formats, another engine for a worker. */
#include "folder.h"

#include "base/num.h"
#include "expect.h"
#include "process.h"

#include <inttypes.h>

static folder base;
static const wev_rulebase *rulebase;

static void open_rulebase(void) {
    wev_fault why;
    base = folder_open();
    folder_write_tiny(&base);
    rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
}

static void close_rulebase(void) {
    wev_rulebase_unref(rulebase);
    folder_close(&base);
}

TestSuite(engine, .init = open_rulebase, .fini = close_rulebase);

Test(engine, options_have_the_names_of_configurations) {
    wev_profile profile = WEV_ECS;
    wev_explain explain = WEV_EXPLAIN_NONE;
    cr_expect(wev_profile_named(SV("native"), &profile) && profile == WEV_NATIVE);
    cr_expect(wev_profile_named(SV("ecs"), &profile) && profile == WEV_ECS);
    cr_expect(wev_explain_named(SV("problems"), &explain) && explain == WEV_EXPLAIN_PROBLEMS);
    cr_expect(wev_explain_named(SV("all"), &explain) && explain == WEV_EXPLAIN_ALL);
    cr_expect(wev_explain_named(SV("none"), &explain) && explain == WEV_EXPLAIN_NONE);
    static const char *const wrong[] = {"", "Native", "ECS", "ecs ", "nativ", "some"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        cr_expect(!wev_profile_named(wev_str_of(wrong[i]), &profile) &&
                      !wev_explain_named(wev_str_of(wrong[i]), &explain),
                  "%s", wrong[i]);
    cr_expect(profile == WEV_ECS && explain == WEV_EXPLAIN_NONE, "a wrong name changes nothing");
}

/* `format|name|provider|channel|computer|outcome|code|epoch|id|severity`. */
static void expect_summary(const char *title, process *p, wev_str message, const char *want) {
    wev_summary s;
    char said[512];
    p->result = wev_process(p->worker, message);
    wev_summarise(p->worker, &p->result, &s);
    const wev_str texts[] = {s.format, s.name, s.provider, s.channel, s.computer, s.outcome, s.code, s.epoch};
    size_t len = 0;
    for (size_t i = 0; i < COUNT(texts); i++)
        len += (size_t)snprintf(said + len, sizeof said - len, "%.*s|", texts[i].ptr != NULL ? (int)texts[i].len : 1,
                                texts[i].ptr != NULL ? texts[i].ptr : "?");
    len += (size_t)snprintf(said + len, sizeof said - len, "%lld|%d", (long long)s.id, s.severity);
    expect_text(title, (wev_str){said, len}, want);
    cr_expect((s.uid.ptr != NULL) == (p->result.event != NULL) && s.uid.len == (p->result.event != NULL ? 32 : 0), "%s",
              title);
}

Test(engine, the_summary_has_plain_texts) {
    process p = process_open(&(wev_options){.seed = 7}, rulebase);
    expect_summary("a known event", &p,
                   SV("{\"EventTime\":\"2020-05-18T06:41:12.50Z\",\"SourceName\":\"P\",\"EventID\":2,\"Version\":1,"
                      "\"Channel\":\"A\\u002fB\",\"Hostname\":\"\\u0050C\",\"EventType\":\"AUDIT_FAILURE\","
                      "\"Status\":\"2\"}"),
                   "nxlog-json|Two|P|A/B|PC|failure|0x00000002|1589784072.50|2|3");
    expect_summary("an unknown event", &p,
                   SV("<Event><System><Provider Name='A&amp;B'/><EventID>9</EventID><Level>3</Level></System></Event>"),
                   "event-xml|?|A&B|?|?|unknown|?|?|9|4");
    expect_summary("no event", &p, SV("prose"), "none|?|?|?|?|?|?|?|-1|-1");
    process_close(&p);
}

Test(engine, success_is_the_chief_code_only_if_there_is_no_other) {
    process p = process_open(&(wev_options){.seed = 7}, rulebase);
    expect_summary("success", &p,
                   SV("{\"EventTime\":\"1589784072\",\"SourceName\":\"P\",\"EventID\":2,\"Version\":1,"
                      "\"Status\":\"0x0\",\"Flags\":\"1\"}"),
                   "nxlog-json|Two|P|?|?|success|0x00000000|1589784072|2|5");
    process_close(&p);
}

/* Where the sender gave neither Keywords nor a word for them. */
Test(engine, the_status_of_an_audit_tells_its_outcome) {
    static const struct {
        const char *title, *members, *outcome;
    } cases[] = {
        {"a status of failure", "\"Status\":\"2\"", "failure|0x00000002"},
        {"a status that nobody knows", "\"Status\":\"0xC0000001\"", "unknown|0xC0000001"},
        {"no status", "\"Flags\":\"1\"", "unknown|?"},
        {"the sender's word outranks it", "\"Status\":\"0x0\",\"EventType\":\"AUDIT_FAILURE\"", "failure|0x00000000"},
    };
    process p = process_open(&(wev_options){.seed = 7}, rulebase);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char message[256], wanted[128];
        snprintf(message, sizeof message,
                 "{\"EventTime\":\"1589784072\",\"SourceName\":\"P\",\"EventID\":2,\"Version\":1,%s}",
                 cases[i].members);
        snprintf(wanted, sizeof wanted, "nxlog-json|Two|P|?|?|%s|1589784072|2|%s", cases[i].outcome,
                 strncmp(cases[i].outcome, "failure", 7) == 0 ? "3" : "5");
        expect_summary(cases[i].title, &p, wev_str_of(message), wanted);
    }
    process_close(&p);
}

Test(engine, a_result_tells_the_place_of_its_format_in_the_order_of_detection) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    static const char *const messages[] = {"<Event><System/></Event>", "{\"EventTime\":\"2020\",\"EventID\":1}",
                                           "<Event><EventTime>x</EventTime><EventID>1</EventID></Event>",
                                           "MSWinEventLog\t1\tSecurity\t1"};
    static const char *const names[] = {"event-xml", "nxlog-json", "nxlog-xml", "snare"};
    for (size_t i = 0; i < COUNT(names); i++) {
        p.result = wev_process(p.worker, wev_str_of(messages[i]));
        const size_t place = wev_result_format(&p.result);
        cr_assert(place < wev_format_total(), "%s", names[i]);
        expect_text("name", wev_format_name(place), names[i]);
    }
    p.result = wev_process(p.worker, SV("prose"));
    cr_expect(wev_result_format(&p.result) == SIZE_MAX);
    process_close(&p);
}

Test(engine, the_payload_is_what_stands_behind_the_header) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    const wev_str message = SV("<13>1 - h a - - - {\"EventTime\":\"2020\",\"EventID\":1}");
    p.result = wev_process(p.worker, message);
    expect_text("an event", p.result.payload, "{\"EventTime\":\"2020\",\"EventID\":1}");
    cr_expect(p.result.bytes == message.len && p.result.status == WEV_OK);
    process_close(&p);
}

/* Ids of all events of a message, and what is none as it stands there, with a blank behind each. */
static wev_str ids(process *p, wev_str message) {
    wev_buf_clear(&p->said);
    p->result = wev_process(p->worker, message);
    for (;;) {
        char id[WEV_NUM_ROOM];
        const size_t len = p->result.event != NULL ? wev_num_put_i64(id, p->result.event->id) : 0;
        wev_buf_add(&p->said, len > 0 ? (wev_str){id, len} : p->result.payload);
        wev_buf_add(&p->said, SV(" "));
        if (!p->result.more)
            return wev_buf_text(&p->said);
        p->result = wev_process_next(p->worker);
    }
}

#define EVENT(id) "{\"EventTime\":\"2020\",\"EventID\":" id "}"

Test(engine, each_event_of_a_message_is_read) {
    static const struct {
        const char *title, *message, *ids;
    } cases[] = {
        {"one", EVENT("1"), "1 "},
        {"a list", "[" EVENT("1") "," EVENT("2") "]", "1 2 "},
        {"behind a header", "<14>Aug  1 05:46:46 h a: [" EVENT("1") ", " EVENT("2") "]", "1 2 "},
        {"one behind the other", EVENT("1") " " EVENT("2") "#012" EVENT("3"), "1 2 3 "},
        {"what is none between them", "[" EVENT("1") ",{\"a\":{}}," EVENT("2") ",{}]", "1 {\"a\":{}} 2 {} "},
        {"what ends in the middle is not passed over", "[" EVENT("1") ",{\"a\":{}," EVENT("2") "]",
         "1 {\"a\":{}," EVENT("2") "] "},
        {"text is none", EVENT("1") "text", "1 "},
        {"bytes that are no UTF-8", "[" EVENT("1") ",{\"\xff\":1}," EVENT("2") "]", "1 {\"\xEF\xBF\xBD\":1} 2 "},
        {"a list that begins with what is none", "[{}," EVENT("2") "]", "[{}," EVENT("2") "] "},
        {"XML",
         "<Events><Event><System><EventID>1</EventID></System></Event><Event><System><EventID>2</EventID></System>"
         "</Event></Events>",
         "1 2 "},
    };
    process p = process_open(&(wev_options){.seed = 7, .split = true}, NULL);
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_text(cases[i].title, ids(&p, wev_str_of(cases[i].message)), cases[i].ids);
    static const char wide[] =
        "\xff\xfe[\0{\0\"\0E\0v\0e\0n\0t\0T\0i\0m\0e\0\"\0:\0\"\0x\0\"\0,\0\"\0E\0v\0e\0n\0t\0I\0D\0\"\0:\0"
        "1\0}\0,\0{\0\"\0E\0v\0e\0n\0t\0T\0i\0m\0e\0\"\0:\0\"\0x\0\"\0,\0\"\0E\0v\0e\0n\0t\0I\0D\0\"\0:\0"
        "2\0}\0]\0";
    expect_text("UTF-16", ids(&p, (wev_str){wide, sizeof wide - 1}), "1 2 ");
    process_close(&p);
}

Test(engine, what_is_left_of_a_message_is_one_text) {
    process p = process_open(&(wev_options){.seed = 7, .split = true}, NULL);
    p.result = wev_process(p.worker, SV("[" EVENT("1") "," EVENT("2") ", " EVENT("3") "]"));
    cr_assert(p.result.more);
    p.result = wev_process_next(p.worker);
    cr_assert(p.result.more && p.result.event != NULL && p.result.event->id == 2);
    p.result = wev_process_left(p.worker);
    cr_expect(!p.result.more && p.result.event == NULL && p.result.status == WEV_NOT_EVENT);
    expect_text("left", p.result.payload, EVENT("3") "]");
    expect_text("document", process_emit(&p),
                "{\"event\":{\"format\":\"none\"},\"message\":\"{\\\"EventTime\\\":\\\"2020\\\","
                "\\\"EventID\\\":3}]\"}");
    process_close(&p);
}

Test(engine, of_a_message_beyond_the_limit_the_last_event_says_so) {
    static const char message[] = EVENT("1") EVENT("2") EVENT("3");
    const size_t one = sizeof EVENT("1") - 1;
    process p = process_open(&(wev_options){.seed = 7, .split = true, .limits.message = 2 * one}, NULL);
    p.result = wev_process(p.worker, SV(message));
    cr_expect(p.result.status == WEV_OK && p.result.cut && p.result.more, "%d", (int)p.result.status);
    p.result = wev_process_next(p.worker);
    cr_expect(p.result.status == WEV_TRUNCATED && !p.result.more, "%d", (int)p.result.status);
    cr_expect(p.result.event->offset == 2 * one, "%zu", p.result.event->offset);
    process_close(&p);
}

/* What stands behind an event in a string of the message is no next event, wherever it was decoded to. */
Test(engine, what_was_decoded_is_no_event_of_the_message) {
    static const char message[] =
        "{\"System\":\"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
        "Name='P'/><EventID>1</EventID></System></Event>\\n<Event >\",\"Message\":\"m\"}          ";
    for (int split = 0; split < 2; split++) {
        process p =
            process_open(&(wev_options){.seed = 7, .split = split == 1, .limits.message = sizeof message - 8}, NULL);
        p.result = wev_process(p.worker, SV(message));
        cr_expect(p.result.status == WEV_TRUNCATED && p.result.cut && !p.result.more, "%d: %d", split,
                  (int)p.result.status);
        expect_str("rest", wev_text_raw(p.result.event->rest), SV("<Event >"));
        process_close(&p);
    }
}

Test(engine, a_worker_goes_on_with_another_engine) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    const wev_str message = SV("{\"EventTime\":\"2020\",\"SourceName\":\"P\",\"EventID\":1}");
    p.result = wev_process(p.worker, message);
    cr_expect(p.result.meaning->entry == NULL, "nothing is known");
    wev_engine *const other = wev_engine_new(&(wev_options){.profile = WEV_ECS, .seed = 8}, rulebase);
    wev_worker_set_engine(p.worker, other);
    wev_engine_free(p.engine);
    p.engine = other;
    p.result = wev_process(p.worker, message);
    cr_assert(p.result.meaning->entry != NULL, "the new one knows");
    cr_expect(wev_str_starts(process_emit(&p), SV("{\"ecs\":")), "and writes in its profile");
    cr_expect(wev_engine_rulebase(p.engine) == rulebase);
    process_close(&p);
}

Test(engine, another_engine_has_a_zone_of_its_own) {
    process p = process_open(&(wev_options){.seed = 7, .zone = {.offset = 3600}}, NULL);
    const wev_str message = SV("{\"EventTime\":\"2020-05-18 09:41:12\",\"EventID\":1}");
    p.result = wev_process(p.worker, message);
    cr_expect(p.result.event->created.time.seconds == 1589791272, "%" PRId64, p.result.event->created.time.seconds);
    wev_engine *const other = wev_engine_new(&(wev_options){.seed = 7, .zone = {.offset = 7200}}, NULL);
    wev_worker_set_engine(p.worker, other);
    wev_engine_free(p.engine);
    p.engine = other;
    p.result = wev_process(p.worker, message);
    cr_expect(p.result.event->created.time.seconds == 1589787672, "%" PRId64, p.result.event->created.time.seconds);
    process_close(&p);
}

Test(engine, an_engine_keeps_its_rulebase) {
    process p = process_open(&(wev_options){.seed = 7}, rulebase);
    wev_rulebase_unref(rulebase);
    rulebase = NULL;
    p.result = wev_process(p.worker, SV("{\"EventTime\":\"2020\",\"SourceName\":\"P\",\"EventID\":1}"));
    cr_expect(p.result.meaning->entry != NULL);
    process_close(&p);
}

Test(engine, the_seed_does_not_change_what_is_written) {
    static const char message[] =
        "{\"EventTime\":\"2020\",\"SourceName\":\"P\",\"EventID\":1,\"a\":1,\"b\":2,\"A\":3,\"a#2\":4}";
    process p = process_open(&(wev_options){.seed = 1}, rulebase),
            other = process_open(&(wev_options){.seed = UINT64_MAX}, rulebase);
    const wev_str one = process_document(&p, SV(message));
    expect_str("both", process_document(&other, SV(message)), one);
    process_close(&p);
    process_close(&other);
}

Test(engine, each_status_has_a_name_of_its_own) {
    for (int i = WEV_OK; i <= WEV_UNREADABLE; i++) {
        const wev_str name = wev_str_of(wev_status_name((wev_status)i));
        cr_expect(name.len > 0, "status %d", i);
        for (int k = WEV_OK; k < i; k++)
            cr_expect(!wev_str_equal(name, wev_str_of(wev_status_name((wev_status)k))), "status %d and %d", i, k);
    }
    cr_expect(wev_version() != NULL && wev_is_digit(wev_version()[0]));
}
