/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each allocation of ours made to fail in turn: nothing crashes, what fails says that there is no memory, everything
 * is freed, and afterwards all goes on. Linked with --wrap, so that the allocations of json-c and of the system, which
 * are not ours to test, succeed. Speaks TAP.
 */
#include "folder.h"

#include "json_check.h"
#include "wev.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *block);

static size_t asked, first_to_fail = SIZE_MAX, last_to_fail;
static long held; /* blocks */

static bool refuse(void) {
    const size_t number = asked++;
    return number >= first_to_fail && number <= last_to_fail;
}

static void *given(void *block) {
    held += block != NULL;
    return block;
}

void *__wrap_malloc(size_t size) {
    return refuse() ? NULL : given(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size) {
    return refuse() ? NULL : given(__real_calloc(count, size));
}

void *__wrap_realloc(void *old, size_t size) {
    if (refuse())
        return NULL;
    return old == NULL ? given(__real_malloc(size)) : __real_realloc(old, size);
}

void __wrap_free(void *block) {
    held -= block != NULL;
    __real_free(block);
}

static unsigned number, failures;

/* The next assertion of the scenario that runs; the first that does not hold is told. */
static const char *wrong;

static void expect(bool holds, const char *what) {
    if (!holds && wrong == NULL)
        wrong = what;
}

typedef struct scenario {
    const char *title;
    void (*run)(bool may_fail);
} scenario;

/* Runs with the allocations from `first` to `last` failing. */
static void run_once(const scenario *s, size_t first, size_t last) {
    const long before = held;
    asked = 0;
    first_to_fail = first;
    last_to_fail = last;
    s->run(first != SIZE_MAX);
    first_to_fail = SIZE_MAX;
    expect(held == before, "not everything was freed");
}

static void test(const scenario *s) {
    size_t place = SIZE_MAX;
    wrong = NULL;
    run_once(s, SIZE_MAX, SIZE_MAX);
    const size_t count = asked;
    expect(count > 0, "nothing was allocated");
    /* Of many, as of the shipped rulebase, the first ones and then some on the way: each costs a whole run. */
    const size_t each = count > 200 ? 8 : 24, step = count > 2 * each ? (count - each) / each : 1;
    for (size_t n = 0; n < count && wrong == NULL; n += n < each ? 1 : step) {
        place = n;
        run_once(s, n, n);
        run_once(s, n, SIZE_MAX);
    }
    number++;
    failures += wrong != NULL;
    if (wrong != NULL)
        printf("# allocation %zd of %zu: %s\n", (ssize_t)place, count, wrong);
    printf("%s %u - %s, %zu allocations\n", wrong != NULL ? "not ok" : "ok", number, s->title, count);
    fflush(stdout);
}

static folder base;
static const wev_rulebase *known;

/* Nothing of a rulebase can be left out, so that it is loaded whole or not at all. */
static void load(const char *path, const char *lang, bool may_fail) {
    wev_fault why;
    const wev_rulebase *const rulebase = wev_rulebase_load(path, NULL, lang, &why);
    expect((rulebase != NULL) != may_fail, "loaded or not, it should be the other");
    expect(rulebase != NULL || why.status == WEV_NO_MEMORY, "the status is not NO_MEMORY");
    wev_rulebase_unref(rulebase);
}

static void load_tiny(bool may_fail) {
    load(base.path, "en", may_fail);
}

static void load_shipped(bool may_fail) {
    load(getenv("RULEBASE"), "ko", may_fail);
}

static void make_engine(bool may_fail) {
    wev_engine *const engine = wev_engine_new(&(wev_options){.seed = 7}, known);
    wev_worker *const worker = engine != NULL ? wev_worker_new(engine) : NULL;
    expect((worker != NULL) != may_fail, "made or not, it should be the other");
    wev_worker_free(worker);
    wev_engine_free(engine);
}

/* A result without an event has lost it to memory, or there was none to be had. */
static void emit(wev_worker *worker, const wev_result *result, bool may_fail) {
    wev_json_sink json = {.depth = 0};
    wev_summary summary;
    const wev_status status = wev_emit(worker, result, wev_json_sink_start(&json));
    expect(status == WEV_OK || (may_fail && status == WEV_NO_MEMORY), "the sink's status");
    expect(status != WEV_OK || is_document(wev_json_sink_text(&json)), "what is written is no document");
    wev_summarise(worker, result, &summary);
    wev_json_sink_free(&json);
}

static void process(wev_profile profile, wev_str message, bool may_fail) {
    const size_t first = first_to_fail;
    first_to_fail = SIZE_MAX; /* what is made here is tested by make_engine */
    const wev_options options = {.profile = profile, .explain = WEV_EXPLAIN_ALL, .seed = 7};
    wev_engine *const engine = wev_engine_new(&options, known);
    wev_worker *const worker = wev_worker_new(engine);
    asked = 0;
    first_to_fail = first;

    wev_result result = wev_process(worker, message);
    expect(result.status == WEV_OK || (may_fail && result.status == WEV_NO_MEMORY), "the status of the message");
    expect((result.event != NULL) == (result.status == WEV_OK), "an event and a status that do not belong together");
    if (result.event != NULL)
        emit(worker, &result, may_fail);
    const size_t count = asked;

    first_to_fail = SIZE_MAX;
    result = wev_process(worker, message);
    expect(result.status == WEV_OK, "the next message is not read");
    emit(worker, &result, false);
    wev_worker_free(worker);
    wev_engine_free(engine);
    asked = count;
}

static char nxlog[64 * 1024], xml[64 * 1024], broken[8 * 1024];

/* Many fields, so that arena and document grow several times. */
static void write_messages(void) {
    size_t n = 0, x = 0;
    n += (size_t)sprintf(nxlog, "<13>May 18 06:41:12 host tag: {\"EventTime\":\"2020-05-18 06:41:12\","
                                "\"SourceName\":\"NDESConnector\",\"EventID\":20102,"
                                "\"Message\":\"\\u0058\\nDiagnostic Code: 0x400\",\"Hostname\":\"\\u0050C\"");
    x += (size_t)sprintf(xml, "<Event><System><Provider Name='NDESConnector &amp; more'/><EventID>20102</EventID>"
                              "<Channel>Microsoft Intune Connector</Channel><New a='b'>x</New></System><EventData>");
    for (int i = 0; i < 400; i++) {
        n += (size_t)sprintf(nxlog + n, ",\"f%d\":\"a\\u00e4\\\"%d\",\"same\":\"\\q\"", i, i);
        x += (size_t)sprintf(xml + x, "<Data>&lt;%d<![CDATA[&]]></Data>", i);
    }
    sprintf(nxlog + n, "}");
    sprintf(xml + x, "<Data>Diagnostic Code: 0x400</Data></EventData><RenderingInfo><Message>a<![CDATA[b]]></Message>"
                     "</RenderingInfo></Event>");
    static const char start[] = "{\"EventTime\":\"2020\",\"EventID\":1,\"a\":\"";
    memset(broken, 0xFF, sizeof broken - 1);
    memcpy(broken, start, sizeof start - 1);
    memcpy(broken + sizeof broken - 3, "\"}", 3);
}

static void process_nxlog(bool may_fail) {
    process(WEV_NATIVE, wev_str_of(nxlog), may_fail);
}

static void process_xml(bool may_fail) {
    process(WEV_ECS, wev_str_of(xml), may_fail);
}

static void process_broken(bool may_fail) {
    process(WEV_NATIVE, wev_str_of(broken), may_fail);
}

int main(void) {
    static const scenario scenarios[] = {
        {"a small rulebase is loaded", load_tiny},
        {"the shipped rulebase is loaded", load_shipped},
        {"an engine and a worker are made", make_engine},
        {"an event of NXLog is processed and written", process_nxlog},
        {"an event in XML is processed and written", process_xml},
        {"an event that is no UTF-8 is processed and written", process_broken},
    };
    const size_t count = sizeof scenarios / sizeof *scenarios;
    wev_fault why;
    base = folder_open();
    folder_write_tiny(&base);
    write_messages();
    known = getenv("RULEBASE") != NULL ? wev_rulebase_load(getenv("RULEBASE"), NULL, "en", &why) : NULL;
    if (known == NULL) {
        printf("Bail out! RULEBASE is to name the folder of the rulebase\n");
        return 1;
    }
    printf("1..%zu\n", count);
    for (size_t i = 0; i < count; i++)
        test(scenarios + i);
    wev_rulebase_unref(known);
    folder_close(&base);
    return failures != 0;
}
