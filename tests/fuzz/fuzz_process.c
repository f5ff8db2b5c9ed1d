/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes the whole way, in both profiles and with narrow limits: the document is one line of valid JSON in which no
 * object has a name twice, the same whatever the hash seed is; and each value of a message that is valid JSON is in it.
 */
#include "fuzz.h"

#include <string.h>

#include "check_json.h"
#include "kept.h"
#include "wev.h"

typedef struct line {
    wev_engine *engine;
    wev_worker *worker;
    wev_json_sink json;
} line;

enum { NATIVE, NATIVE_AGAIN, ECS, NARROW, NARROW_ECS, LINES };

static line lines[LINES];

static void open_lines(void) {
    static const wev_options options[LINES] = {
        [NATIVE] = {.profile = WEV_NATIVE, .explain = WEV_EXPLAIN_ALL, .seed = 1},
        [NATIVE_AGAIN] = {.profile = WEV_NATIVE, .explain = WEV_EXPLAIN_ALL, .seed = 0x123456789ABCDEF},
        [ECS] = {.profile = WEV_ECS,
                 .explain = WEV_EXPLAIN_PROBLEMS,
                 .split = true,
                 .csv_fields = SV_INIT("EventTime,Hostname,EventID,SourceName,Channel,Message"),
                 .seed = 2},
        [NARROW] = {.profile = WEV_NATIVE, .explain = WEV_EXPLAIN_NONE, .limits = {700, 12, 8192}},
        [NARROW_ECS] =
            {.profile = WEV_ECS, .drop_message = true, .split = true, .zone.offset = -18000, .limits = {0, 3, 4096}},
    };
    wev_fault why;
    const char *const path = getenv("RULEBASE");
    const wev_rulebase *const rulebase = wev_rulebase_load(path != NULL ? path : "rulebase", NULL, "en", &why);
    fuzz_expect(rulebase != NULL, "there is no rulebase in $RULEBASE");
    for (size_t i = 0; i < LINES; i++) {
        lines[i].engine = wev_engine_new(&options[i], rulebase);
        lines[i].worker = lines[i].engine != NULL ? wev_worker_new(lines[i].engine) : NULL;
        fuzz_expect(lines[i].worker != NULL, "no memory for the test");
    }
    wev_rulebase_unref(rulebase);
}

static void expect_utf8(wev_str text, const char *what) {
    static const char quote[] = "\"";
    wev_json_sink json = {.depth = 0};
    if (text.ptr == NULL)
        return;
    const wev_sink sink = wev_json_sink_start(&json);
    sink.ops->text(sink.self, WEV_ABSENT, wev_text_of(text));
    const wev_str shown = wev_json_sink_text(&json);
    fuzz_expect(shown.len > 1 && shown.ptr[0] == quote[0] && check_json(shown.ptr, shown.len, true, NULL, NULL) == NULL,
                what);
    wev_json_sink_free(&json);
}

static void expect_summary(const line *l, const wev_result *result) {
    wev_summary summary;
    wev_summarise(l->worker, result, &summary);
    expect_utf8(summary.provider, "the summary's provider is no UTF-8");
    expect_utf8(summary.channel, "the summary's channel is no UTF-8");
    expect_utf8(summary.computer, "the summary's computer is no UTF-8");
    fuzz_expect(summary.epoch.len == 0 || check_json(summary.epoch.ptr, summary.epoch.len, true, NULL, NULL) == NULL,
                "the epoch is no JSON number");
    fuzz_expect(summary.code.len < sizeof summary.code_room, "the code is longer than its room");
    fuzz_expect((result->event == NULL) == (wev_result_format(result) == SIZE_MAX), "an event without a format");
}

static void expect_result(line *l, wev_result result, bool narrow) {
    fuzz_expect(result.status != WEV_NO_MEMORY || narrow, "out of memory with the usual limits");
    fuzz_expect((result.event != NULL) == (result.status != WEV_NOT_EVENT && result.status != WEV_NO_MEMORY),
                "status and event do not agree");
    fuzz_expect((result.event != NULL) == (result.meaning != NULL), "event and meaning do not agree");
    fuzz_expect(wev_emit(l->worker, &result, wev_json_sink_start(&l->json)) == WEV_OK, "no document");
    const wev_str document = wev_json_sink_text(&l->json);
    const char *const fault = check_json(document.ptr, document.len, true, NULL, NULL);
    if (fault != NULL)
        fprintf(stderr, "%.*s\n", (int)document.len, document.ptr);
    fuzz_expect(fault == NULL, fault != NULL ? fault : "");
    fuzz_expect(memchr(document.ptr, '\n', document.len) == NULL, "the document has a line break");
    expect_summary(l, &result);
}

/* All events of the message; gives the result of the first. */
static wev_result run(line *l, wev_str message, bool narrow) {
    const wev_result first = wev_process(l->worker, message);
    wev_result result = first;
    expect_result(l, result, narrow);
    for (size_t left = message.len; result.more; left--) {
        fuzz_expect(left > 0, "more events than bytes");
        const size_t rest = wev_process_left(l->worker).payload.len;
        result = wev_process_next(l->worker);
        fuzz_expect(!result.more || wev_process_left(l->worker).payload.len < rest, "no progress");
        fuzz_expect(result.status != WEV_NO_MEMORY || !result.more, "more without memory");
        expect_result(l, result, narrow);
    }
    return first;
}

/* Of JSON only: what is in XML depends on what a format makes of elements, and the golden inputs show that. */
static void expect_kept(const wev_result *result, wev_str document) {
    char lost[200];
    const wev_str payload = result->payload;
    if (result->status != WEV_OK || result->event->repaired || payload.len == 0 || payload.ptr[0] != '{' ||
        check_json(payload.ptr, payload.len, false, NULL, NULL) != NULL)
        return;
    kept *const set = kept_read(document.ptr, document.len);
    fuzz_expect(set != NULL, "no memory for the test");
    if (!kept_json(set, payload.ptr, payload.len, payload.len, lost, sizeof lost)) {
        fprintf(stderr, "%.*s\nlost: %s\n", (int)document.len, document.ptr, lost);
        fuzz_expect(false, "a value is lost");
    }
    kept_free(set);
}

FUZZ_TARGET(process) {
    const wev_str message = {(const char *)data, size};
    if (lines[0].worker == NULL)
        open_lines();
    const wev_result result = run(&lines[NATIVE], message, false);
    const wev_str document = wev_json_sink_text(&lines[NATIVE].json);
    expect_kept(&result, document);
    run(&lines[NATIVE_AGAIN], message, false);
    const wev_str again = wev_json_sink_text(&lines[NATIVE_AGAIN].json);
    fuzz_expect(again.len == document.len && memcmp(again.ptr, document.ptr, again.len) == 0,
                "another seed gives another document");
    run(&lines[ECS], message, false);
    run(&lines[NARROW], message, true);
    run(&lines[NARROW_ECS], message, true);
    return 0;
}
