/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What holds for each golden input, and for some of them cut at each byte: the document is one line of valid JSON, and
 * each value of the message that the cut left whole is in the native one. Each message ends in front of a page that
 * must not be read. Speaks TAP. The source tree is $abs_top_srcdir, or `.`; the rulebase is $RULEBASE.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../fuzz/check_json.h"
#include "../fuzz/kept.h"
#include "properties.h"

enum { LOST_ROOM = 200 };

/* The columns of the CSV among the inputs. */
#define CSV_FIELDS "EventTime,Hostname,EventType,EventID,Channel,SourceName,AccountName,Message"

typedef struct block {
    char *bytes;
    size_t len;
} block;

void complain(test *t, const char *what, const char *more) {
    printf("# %s: %s%s%s\n", t->path, what, *more != '\0' ? ": " : "", more);
    t->good = false;
}

static bool open_lines(test *t) {
    wev_fault why;
    const char *const path = getenv("RULEBASE");
    const wev_rulebase *const rulebase = wev_rulebase_load(path != NULL ? path : "rulebase", NULL, "en", &why);
    bool good = rulebase != NULL;
    for (int i = 0; good && i < PROFILES; i++) {
        const wev_options options = {
            .profile = (wev_profile)i, .explain = WEV_EXPLAIN_ALL, .csv_fields = SV(CSV_FIELDS)};
        t->line[i].engine = wev_engine_new(&options, rulebase);
        t->line[i].worker = t->line[i].engine != NULL ? wev_worker_new(t->line[i].engine) : NULL;
        good = t->line[i].worker != NULL;
    }
    wev_rulebase_unref(rulebase);
    return good;
}

static void close_lines(test *t) {
    for (int i = 0; i < PROFILES; i++) {
        wev_worker_free(t->line[i].worker);
        wev_engine_free(t->line[i].engine);
        wev_json_sink_free(&t->line[i].json);
    }
}

static bool open_guard(test *t) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *const room = mmap(NULL, MESSAGE_ROOM + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED || mprotect((char *)room + MESSAGE_ROOM, page, PROT_NONE) != 0)
        return false;
    t->guarded_end = (char *)room + MESSAGE_ROOM;
    return true;
}

/* A copy whose end is that of the memory, so that reading behind it ends the program. The one from before is gone. */
static wev_str guarded(const test *t, wev_str message) {
    if (message.len > MESSAGE_ROOM)
        return (wev_str){NULL, 0};
    char *const copy = t->guarded_end - message.len;
    memcpy(copy, message.ptr, message.len);
    return (wev_str){copy, message.len};
}

/* The document of a message. */
static wev_result decode(test *t, line *l, wev_str message) {
    const wev_result result = wev_process(l->worker, message);
    if (result.status == WEV_NO_MEMORY || wev_emit(l->worker, &result, wev_json_sink_start(&l->json)) != WEV_OK) {
        complain(t, "no document", "");
        return result;
    }
    const wev_str document = wev_json_sink_text(&l->json);
    const char *const fault = check_json(document.ptr, document.len, true, NULL, NULL);
    if (fault != NULL)
        complain(t, "the document is not valid JSON", fault);
    if (memchr(document.ptr, '\n', document.len) != NULL)
        complain(t, "the document has a line break", "");
    return result;
}

/* `whole` is the payload of the message before it was cut to `limit` bytes. */
static void expect_kept(test *t, wev_str document, wev_str whole, size_t limit) {
    char lost[LOST_ROOM];
    kept *const set = kept_read(document.ptr, document.len);
    if (set == NULL) {
        complain(t, "no values", "");
        return;
    }
    const bool json = whole.len > 0 && whole.ptr[0] == '{';
    if (!json && (whole.len == 0 || whole.ptr[0] != '<')) { /* text: the golden documents show what is kept */
        kept_free(set);
        return;
    }
    if (!(json ? kept_json : kept_xml)(set, whole.ptr, whole.len, limit, lost, sizeof lost))
        complain(t, "a value is lost", lost);
    kept_free(set);
}

wev_status check_cut(test *t, wev_str message, size_t cut) {
    const wev_str part = guarded(t, (wev_str){message.ptr, cut});
    if (part.ptr == NULL) {
        complain(t, "the message is larger than its room", "");
        return WEV_NO_MEMORY;
    }
    const wev_result result = decode(t, &t->line[WEV_NATIVE], part);
    const size_t header = result.event != NULL ? cut - result.payload.len : 0;
    if (result.event != NULL && !result.event->repaired && result.status != WEV_TOO_BIG)
        expect_kept(t, wev_json_sink_text(&t->line[WEV_NATIVE].json), wev_str_skip(message, header), cut - header);
    decode(t, &t->line[WEV_ECS], part);
    return result.status;
}

static void check_whole(test *t, wev_str message) {
    (void)check_cut(t, message, message.len);
}

/* What is malformed has values that nobody can name; it only has to come out as valid JSON. */
static void check_valid(test *t, wev_str message) {
    const wev_str copy = guarded(t, message);
    for (int i = 0; i < PROFILES; i++)
        decode(t, &t->line[i], copy);
}

/* At each byte; at fewer where each takes long, as under valgrind. */
static size_t cut_step(void) {
    const char *const step = getenv("CUT_STEP");
    return step != NULL && atoi(step) > 0 ? (size_t)atoi(step) : 1;
}

static void check_each_cut(test *t, wev_str message) {
    const size_t step = cut_step();
    for (size_t cut = 0; cut <= message.len && t->good; cut += step) {
        (void)check_cut(t, message, cut);
        if (!t->good)
            printf("# cut to %zu bytes\n", cut);
    }
}

static void check_each_cut_valid(test *t, wev_str message) {
    const size_t step = cut_step();
    for (size_t cut = 0; cut <= message.len && t->good; cut += step) {
        check_valid(t, (wev_str){message.ptr, cut});
        if (!t->good)
            printf("# cut to %zu bytes\n", cut);
    }
}

static block slurp(const char *path) {
    block file = {NULL, 0};
    FILE *const in = fopen(path, "rb");
    if (in == NULL)
        return file;
    if (fseek(in, 0, SEEK_END) == 0) {
        const long size = ftell(in);
        rewind(in);
        file.bytes = size > 0 ? malloc((size_t)size) : NULL;
        file.len = size > 0 ? (size_t)size : 0;
        if (file.bytes != NULL && fread(file.bytes, 1, file.len, in) != file.len) {
            free(file.bytes);
            file.bytes = NULL;
        }
    }
    (void)fclose(in);
    return file;
}

typedef void checker(test *t, wev_str message);

/* Each message of the file t->path, or the first. */
static void each_message(test *t, checker *check) {
    const size_t path_len = strlen(t->path);
    const char end = path_len > 0 && t->path[path_len - 1] == '0' ? '\0' : '\n';
    const block file = slurp(t->path);
    if (file.bytes == NULL) {
        complain(t, "cannot be read", "");
        return;
    }
    for (const char *at = file.bytes, *const stop = file.bytes + file.len; at < stop;) {
        const char *const close = memchr(at, end, (size_t)(stop - at));
        const char *const message_end = close != NULL ? close : stop;
        check(t, (wev_str){at, (size_t)(message_end - at)});
        if (t->first_only && message_end - at > 1) /* `-`: an event that the framing does not have */
            break;
        at = message_end + 1;
    }
    free(file.bytes);
}

static bool is_input(const char *name) {
    const char *const dot = strrchr(name, '.');
    return dot != NULL && (strcmp(dot, ".in") == 0 || strcmp(dot, ".in0") == 0);
}

static void each_input(test *t, const char *folder, checker *check) {
    char path[PATH_ROOM / 2];
    (void)snprintf(path, sizeof path, "%s/tests/golden/%s", t->top, folder);
    DIR *const list = opendir(path);
    size_t count = 0;
    for (const struct dirent *entry; list != NULL && (entry = readdir(list)) != NULL;) {
        if (!is_input(entry->d_name))
            continue;
        (void)snprintf(t->path, sizeof t->path, "%s/%s", path, entry->d_name);
        each_message(t, check);
        count++;
    }
    if (list != NULL)
        closedir(list);
    if (count == 0)
        complain(t, "no inputs", path);
}

/* The first message of each file. */
static void first_of_each_input(test *t, const char *folder, checker *check) {
    t->first_only = true;
    each_input(t, folder, check);
    t->first_only = false;
}

static void one_input(test *t, const char *name, checker *check) {
    (void)snprintf(t->path, sizeof t->path, "%s/tests/golden/%s", t->top, name);
    each_message(t, check);
}

static const struct {
    void (*inputs)(test *t, const char *name, checker *check);
    const char *name;
    checker *check;
    const char *title;
} tests[] = {
    {large_inputs, "large", check_valid, "what is large is read, or said to be too big"},
    {each_input, "bad", check_valid, "what is broken comes out as valid JSON"},
    {each_input, "nxlog-json", check_whole, "each value is kept"},
    {each_input, "event-xml", check_whole, "each value is kept"},
    {each_input, "options", check_whole, "each value is kept"},
    {each_input, "azure", check_whole, "each value is kept"},
    {each_input, "event-tree", check_whole, "each value is kept"},
    {each_input, "flat-json", check_whole, "each value is kept"},
    {each_input, "fluent", check_whole, "each value is kept"},
    {each_input, "gelf", check_whole, "each value is kept"},
    {each_input, "minifi", check_whole, "each value is kept"},
    {each_input, "opentelemetry", check_whole, "each value is kept"},
    {each_input, "openwec", check_whole, "each value is kept"},
    {each_input, "osquery", check_whole, "each value is kept"},
    {each_input, "powershell", check_whole, "each value is kept"},
    {each_input, "vector", check_whole, "each value is kept"},
    {each_input, "wazuh", check_whole, "each value is kept"},
    {each_input, "winlogbeat", check_whole, "each value is kept"},
    {first_of_each_input, "same", check_each_cut_valid, "at each cut of each framing the document is one"},
    {first_of_each_input, "flat-json", check_each_cut_valid, "at each cut the document is one"},
    {first_of_each_input, "minifi", check_each_cut_valid, "at each cut the document is one"},
    {first_of_each_input, "rsyslog-agent", check_each_cut_valid, "at each cut the document is one"},
    {first_of_each_input, "winlogbeat", check_each_cut_valid, "at each cut the document is one"},
    {one_input, "nxlog-csv/csv.in", check_each_cut_valid, "at each cut the document is one"},
    {one_input, "nxlog-json/security-4776-failed.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "event-xml/security-4771.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "event-xml/userdata-other.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "event-xml/wef-4771.in0", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "azure/log-analytics.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "event-tree/attributes-marked.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "fluent/bit-xml.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "gelf/nxlog.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "minifi/flattened.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "opentelemetry/body.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "openwec/json.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "openwec/raw-json.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "osquery/events.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "powershell/get-winevent.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "vector/vector.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "snare/agent.in", check_each_cut, "at each cut the document is one"},
    {one_input, "cef/arcsight.in", check_each_cut, "at each cut the document is one"},
    {one_input, "leef/leef.in", check_each_cut, "at each cut the document is one"},
    {one_input, "wincollect/wincollect.in", check_each_cut, "at each cut the document is one"},
    {one_input, "ossec/ossec.in", check_each_cut, "at each cut the document is one"},
    {one_input, "eventreporter/eventreporter.in", check_each_cut, "at each cut the document is one"},
    {one_input, "syslog-ng/syslog-ng.in", check_each_cut, "at each cut the document is one"},
    {one_input, "evtsys/evtsys.in", check_each_cut, "at each cut the document is one"},
    {one_input, "source-text/nxlog-bsd.in", check_each_cut, "at each cut the document is one"},
    {one_input, "splunk-text/splunk.in0", check_each_cut, "at each cut the document is one"},
    {one_input, "nxlog-kvp/kvp.in0", check_each_cut, "at each cut the document is one"},
    {one_input, "nxlog-ietf/ietf.in", check_each_cut, "at each cut the document is one"},
    {one_input, "nxlog-xml/xml.in", check_each_cut, "at each cut the document is one"},
    {one_input, "rsa/rsa.in0", check_each_cut, "at each cut the document is one"},
    {one_input, "wazuh/win.in", check_each_cut, "at each cut the values before it are kept"},
    {one_input, "winlogbeat/elastic-agent.in", check_each_cut, "at each cut the values before it are kept"},
};

int main(void) {
    const size_t total = sizeof tests / sizeof *tests;
    const char *const top = getenv("abs_top_srcdir");
    test t = {.top = top != NULL ? top : "."};
    bool all_good = true;
    printf("1..%zu\n", total);
    if (!open_guard(&t) || !open_lines(&t)) {
        printf("Bail out! there is no rulebase, or no memory\n");
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < total; i++) {
        t.good = true;
        tests[i].inputs(&t, tests[i].name, tests[i].check);
        printf("%s %zu - %s: %s\n", t.good ? "ok" : "not ok", i + 1, tests[i].name, tests[i].title);
        all_good = all_good && t.good;
    }
    close_lines(&t);
    return all_good ? EXIT_SUCCESS : EXIT_FAILURE;
}
