/* SPDX-License-Identifier: Apache-2.0 */
/* The engine and a reader of prose: who is asked when, what becomes of the answers, how long readers live. */
#include "folder.h"

#include "expect.h"
#include "process.h"

/* What the engine did with these rules. */
typedef struct rules {
    int refs, wanted, opened, closed, read;
    bool no_reader;
    wev_status answer;
} rules;

/* Prose has a blank. */
static bool wants(const void *self, wev_str text) {
    ((rules *)(uintptr_t)self)->wanted++;
    return memchr(text.ptr, ' ', text.len) != NULL;
}

static void *open_reader(const void *self) {
    rules *const r = (rules *)(uintptr_t)self;
    if (r->no_reader)
        return NULL;
    r->opened++;
    return r;
}

static wev_status read_text(void *reader, wev_str text, const wev_envelope *envelope, wev_event *event,
                            wev_str *payload) {
    rules *const r = reader;
    r->read++;
    if (r->answer != WEV_OK)
        return r->answer;
    *payload = envelope->payload;
    event->format = SV("spoken");
    event->message = wev_text_of(*payload);
    const wev_text length = text.len > 9 ? TX("long") : TX("short");
    const bool fits = wev_event_set(event, WEV_SYS_RULE, SV("rule"), TX("100007"), false) &&
                      wev_event_set(event, WEV_SYS_PROVIDER, SV("provider"), TX("P"), false) &&
                      wev_event_add(event, TX("length"), length, WEV_FIELD_TEXT, false);
    return fits ? WEV_OK : WEV_NO_MEMORY;
}

static void close_reader(void *reader) {
    ((rules *)reader)->closed++;
}

static const void *ref(const void *self) {
    ((rules *)(uintptr_t)self)->refs++;
    return self;
}

static void unref(const void *self) {
    ((rules *)(uintptr_t)self)->refs--;
}

static const wev_prose_ops ops = {wants, open_reader, read_text, close_reader, ref, unref};

static process open_prose(rules *r) {
    return process_open(&(wev_options){.seed = 7, .explain = WEV_EXPLAIN_NONE, .prose = {&ops, r}}, NULL);
}

Test(prose, is_read_when_no_format_takes_the_message) {
    rules r = {.answer = WEV_OK};
    process p = open_prose(&r);
    expect_text("native", process_document(&p, SV("<13>say hello")),
                "{\"event\":{\"uid\":\"90e8966f415a9acb911e23f4cdf5b613\",\"format\":\"spoken\",\"provider\":\"P\","
                "\"rule\":100007},\"meaning\":{\"known\":false,\"outcome\":\"unknown\",\"severity\":\"information\","
                "\"severity_code\":6},\"data\":{\"length\":\"long\"},\"message\":\"say hello\"}");
    cr_expect(p.result.status == WEV_OK && wev_result_format(&p.result) == wev_format_total() - 1);
    expect_text("counted as", wev_format_name(wev_result_format(&p.result)), "prose");
    process_close(&p);
    cr_expect(r.wanted == 1 && r.read == 1 && r.opened == 1 && r.closed == 1 && r.refs == 0);
}

Test(prose, is_not_looked_for_in_events) {
    rules r = {.answer = WEV_OK};
    process p = open_prose(&r);
    (void)wev_process(p.worker, SV("<Event><System><EventID>9</EventID></System></Event>"));
    process_close(&p);
    cr_expect(r.wanted == 0 && r.opened == 0 && r.closed == 0);
}

Test(prose, what_nobody_wants_is_no_event) {
    rules r = {.answer = WEV_OK};
    process p = open_prose(&r);
    p.result = wev_process(p.worker, SV("say"));
    cr_expect(p.result.status == WEV_NOT_EVENT && p.result.event == NULL && r.wanted == 1 && r.read == 0);
    r.answer = WEV_NOT_EVENT;
    p.result = wev_process(p.worker, SV("<13>say what"));
    cr_expect(p.result.status == WEV_NOT_EVENT && p.result.event == NULL && r.read == 1);
    expect_text("the whole message", p.result.payload, "<13>say what");
    process_close(&p);
}

Test(prose, without_memory_nothing_is_lost_silently) {
    rules r = {.no_reader = true};
    process p = open_prose(&r);
    p.result = wev_process(p.worker, SV("say one"));
    cr_expect(p.result.status == WEV_NO_MEMORY && p.result.event == NULL && r.read == 0);
    r = (rules){.answer = WEV_NO_MEMORY, .refs = r.refs};
    p.result = wev_process(p.worker, SV("say two"));
    cr_expect(p.result.status == WEV_NO_MEMORY && p.result.event == NULL && r.read == 1);
    process_close(&p);
    cr_expect(r.refs == 0 && r.opened == r.closed);
}

Test(prose, a_new_engine_gets_a_new_reader) {
    rules first = {.answer = WEV_OK}, second = {.answer = WEV_OK};
    process p = open_prose(&first), q = open_prose(&second);
    (void)wev_process(p.worker, SV("say one"));
    wev_worker_set_engine(p.worker, q.engine);
    cr_expect(first.closed == 1);
    (void)wev_process(p.worker, SV("say two"));
    (void)wev_process(p.worker, SV("say three"));
    cr_expect(second.opened == 1 && second.read == 2 && first.read == 1);
    process_close(&p);
    process_close(&q);
    cr_expect(second.closed == 1 && first.refs == 0 && second.refs == 0);
}

Test(prose, the_rulebase_knows_it_by_the_number_of_its_rule) {
    folder base = folder_open();
    wev_fault why;
    folder_write_tiny(&base);
    folder_write(&base, "events/said.json",
                 "{\"pack\": \"said\", \"title\": \"t\", "
                 "\"match\": [{\"provider\": \"P\"}], \"sources\": {\"s\": \"S\"},\n"
                 "\"events\": [{\"id\": 100007, \"name\": \"Said\", \"outcome\": \"failure\", \"severity\": \"error\", "
                 "\"category\": \"certificate\", \"source\": \"s\"}]}");
    folder_write(&base, "text/en/said.json",
                 "{\"lang\": \"en\", \"for\": \"said\", \"events\": [{\"id\": 100007, \"title\": \"Somebody spoke.\", "
                 "\"explanation\": \"E.\"}]}");
    const wev_rulebase *const rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    rules r = {.answer = WEV_OK};
    const wev_options options = {.seed = 7, .explain = WEV_EXPLAIN_NONE, .profile = WEV_ECS, .prose = {&ops, &r}};
    process p = process_open(&options, rulebase);
    wev_summary summary;
    expect_text("ecs", process_document(&p, SV("<13>say it")),
                "{\"ecs\":{\"version\":\"8.17.0\"},\"event\":{\"id\":"
                "\"d99fe246fba876a2c6412f46b5f7fb86\",\"provider\":\"P\",\"kind\":\"event\",\"outcome\":\"failure\","
                "\"severity\":73},"
                "\"message\":\"say it\",\"winlog\":{\"provider_name\":\"P\",\"event_data\":{\"length\":\"long\"}},"
                "\"mmwinevent\":{\"format\":\"spoken\",\"rule\":100007,\"known\":true,\"name\":\"Said\",\"outcome\":"
                "\"failure\",\"severity\":\"error\",\"severity_code\":3,\"category\":\"certificate\",\"pack\":"
                "\"said\"}}");
    wev_summarise(p.worker, &p.result, &summary);
    expect_text("name", summary.name, "Said");
    cr_expect(summary.id == -1 && summary.severity == 3);
    process_close(&p);
    wev_rulebase_unref(rulebase);
    folder_close(&base);
}
