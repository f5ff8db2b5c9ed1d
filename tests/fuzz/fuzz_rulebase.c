/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a file of a rulebase. The first byte says which of its three files it is; the other two are good. What
 * loads must decode events; what does not must say why.
 */
#include "fuzz.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_json.h"
#include "wev.h"

enum { FILES = 3, PATH_ROOM = 512 };

static const struct {
    const char *name, *good;
} files[FILES] = {
    {"events/fuzz.json",
     "{\"pack\":\"fuzz\",\"title\":\"t\",\"match\":[{\"provider\":\"P\"}],\"sources\":{\"s\":\"c\"},"
     "\"labels\":{\"Code\":[\"Error Code\"]},\"copies\":{\"u\":{\"User\":\"user.name\"}},\"events\":[\n"
     "{\"id\":1,\"name\":\"N\",\"outcome\":\"failure\",\"severity\":\"error\",\"category\":\"service\","
     "\"details\":[\"Code\"],\"codes\":{\"Code\":\"fuzz\"},\"expect\":{\"fuzz\":[\"0x1\"]},\"copy\":[\"u\"],"
     "\"source\":\"s\"}]}"},
    {"codes/fuzz.json", "{\"table\":\"fuzz\",\"title\":\"t\",\"kind\":\"enum\",\"width\":32,\"display\":\"hex8\","
                        "\"sources\":{\"s\":\"c\"},\"codes\":[\n{\"code\":\"0x1\",\"aliases\":[\"0x11\"],\"symbol\":"
                        "\"ONE\",\"source\":\"s\"},\n"
                        "{\"code\":\"0x2\",\"symbol\":\"TWO\",\"source\":[\"s\"]}]}"},
    {"text/en/fuzz.json",
     "{\"lang\":\"en\",\"for\":\"fuzz\",\"events\":[\n{\"id\":1,\"title\":\"t\",\"explanation\":\"e\"}],\"codes\":[\n"
     "{\"code\":\"0x1\",\"title\":\"t\",\"explanation\":\"e\",\"remedy\":\"r\"}]}"},
};

static char root[PATH_ROOM];

static void path_of(char *path, const char *name) {
    fuzz_expect(snprintf(path, PATH_ROOM, "%s/%s", root, name) < PATH_ROOM, "the path is too long");
}

static void write_file(const char *name, const void *bytes, size_t len) {
    char path[PATH_ROOM];
    path_of(path, name);
    FILE *const out = fopen(path, "wb");
    fuzz_expect(out != NULL, "a file cannot be written");
    fuzz_expect(fwrite(bytes, 1, len, out) == len && fclose(out) == 0, "a file cannot be written");
}

static void remove_rulebase(void) {
    static const char *const folders[] = {"events", "codes", "text/en", "text", ""};
    char path[PATH_ROOM];
    for (size_t i = 0; i < FILES; i++) {
        path_of(path, files[i].name);
        (void)unlink(path);
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        path_of(path, folders[i]);
        (void)rmdir(path);
    }
}

static void make_rulebase(void) {
    static const char *const folders[] = {"events", "codes", "text", "text/en"};
    const char *const parent = getenv("TMPDIR");
    char path[PATH_ROOM];
    fuzz_expect(snprintf(root, sizeof root, "%s/wev-fuzz-XXXXXX", parent != NULL ? parent : "/tmp") < PATH_ROOM,
                "the path is too long");
    fuzz_expect(mkdtemp(root) != NULL, "a folder cannot be made");
    atexit(remove_rulebase);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        path_of(path, folders[i]);
        fuzz_expect(mkdir(path, 0700) == 0, "a folder cannot be made");
    }
    for (size_t i = 0; i < FILES; i++)
        write_file(files[i].name, files[i].good, strlen(files[i].good));
}

/* An event of the pack through this rulebase, with codes where the pack may look for them. */
static void use(const wev_rulebase *rulebase) {
    static const char message[] =
        "{\"EventTime\":\"2020-01-01 00:00:00\",\"EventID\":1,\"SourceName\":\"P\",\"Channel\":\"C\",\"User\":\"u\","
        "\"Code\":\"17\",\"Message\":\"Error Code: 0x2\"}";
    const wev_options options = {.profile = WEV_ECS, .explain = WEV_EXPLAIN_ALL};
    wev_json_sink json = {.depth = 0};
    wev_engine *const engine = wev_engine_new(&options, rulebase);
    wev_worker *const worker = wev_worker_new(engine);
    const wev_result result = wev_process(worker, SV(message));
    fuzz_expect(result.status == WEV_OK && wev_emit(worker, &result, wev_json_sink_start(&json)) == WEV_OK,
                "the event is not decoded");
    const wev_str document = wev_json_sink_text(&json);
    fuzz_expect(check_json(document.ptr, document.len, true, NULL, NULL) == NULL, "the document is not valid");
    wev_json_sink_free(&json);
    wev_worker_free(worker);
    wev_engine_free(engine);
}

FUZZ_TARGET(rulebase) {
    wev_fault why;
    if (root[0] == '\0')
        make_rulebase();
    if (size == 0)
        return 0;
    const size_t which = data[0] % FILES;
    write_file(files[which].name, data + 1, size - 1);
    const wev_rulebase *const rulebase = wev_rulebase_load(root, NULL, "en", &why);
    write_file(files[which].name, files[which].good, strlen(files[which].good));
    if (rulebase != NULL) {
        use(rulebase);
    } else {
        fuzz_expect(why.status != WEV_OK && why.what != NULL && why.what[0] != '\0', "a fault without a reason");
        fuzz_expect(strstr(why.file, "fuzz.json") != NULL, "a fault without its file");
    }
    wev_rulebase_unref(rulebase);
    return 0;
}
