/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes against the shipped prose rules, and against rules with each field type that is allowed: what is read is
 * an event whose document is valid JSON, and what is not is passed on as it came.
 */
#include "fuzz.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_json.h"
#include "text/prose.h"

typedef struct line {
    wev_engine *engine;
    wev_worker *worker;
    wev_json_sink json;
} line;

enum { SHIPPED, EACH_TYPE, NARROW, LINES };

static line lines[LINES];

/* `a` is in nearly every input, so nearly every input reaches liblognorm. */
static const char each_type[] =
    "version=2\n#: format each-type\n#: provider Fuzz\n#: word aaaa\n#: level bad 2\n"
    "rule=100001:aaaa alpha %a:alpha% %t:rest%\nrule=100002:aaaa sep %a:char-sep:,%,%t:rest%\n"
    "rule=100003:aaaa to %a:char-to:,;%%t:rest%\nrule=100004:aaaa iso %event.date:date-iso% "
    "%event.clock:time-24hr%%t:rest%\n"
    "rule=100005:aaaa bsd %d:date-rfc3164%%t:rest%\nrule=100006:aaaa ietf %event.time_created:date-rfc5424%%t:rest%\n"
    "rule=100007:aaaa dur %d:duration%%t:rest%\nrule=100008:aaaa float %f:float%%t:rest%\n"
    "rule=100009:aaaa hex %h:hexnumber%%t:rest%\nrule=100010:aaaa ip4 %i:ipv4%%t:rest%\n"
    "rule=100011:aaaa ip6 %i:ipv6%%t:rest%\nrule=100012:aaaa kernel %k:kernel-timestamp%%t:rest%\n"
    "rule=100013:aaaa mac %m:mac48%%t:rest%\nrule=100014:aaaa num %event.id:number%%t:rest%\n"
    "rule=100015:aaaa oq %q:op-quoted-string%%t:rest%\nrule=100016:aaaa q %q:quoted-string%%t:rest%\n"
    "rule=100017:aaaa string %s:string-to:bb%bb%t:rest%\nrule=100018:aaaa t12 %event.clock:time-12hr%%t:rest%\n"
    "rule=100019:aaaa white%w:whitespace%%t:rest%\nrule=100020:aaaa word %rendered.level:word%%t:rest%\n"
    "rule=100021:aaaa user %event.user.name:word%%event.computer:rest%\n";

static const wev_prose_rules *load_each_type(void) {
    char root[] = "/tmp/wev-fuzz-XXXXXX", folder[64], file[96];
    wev_fault why = {.status = WEV_OK};
    fuzz_expect(mkdtemp(root) != NULL, "no folder for the test");
    snprintf(folder, sizeof folder, "%s/lognorm", root);
    snprintf(file, sizeof file, "%s/each.rulebase", folder);
    fuzz_expect(mkdir(folder, 0700) == 0, "no folder for the test");
    FILE *const out = fopen(file, "wb");
    fuzz_expect(out != NULL && fwrite(each_type, 1, sizeof each_type - 1, out) == sizeof each_type - 1 &&
                    fclose(out) == 0,
                "a file cannot be written");
    const wev_prose_rules *const rules = wev_prose_load(root, NULL, &why);
    (void)unlink(file);
    (void)rmdir(folder);
    (void)rmdir(root);
    if (rules == NULL)
        fprintf(stderr, "%s:%u: %s: %s\n", why.file, why.line, why.what, why.detail);
    fuzz_expect(rules != NULL, "the rules of the test are not good");
    return rules;
}

static void open_lines(void) {
    wev_fault why = {.status = WEV_OK};
    const char *const path = getenv("RULEBASE");
    const wev_prose_rules *const shipped = wev_prose_load(path != NULL ? path : "rulebase", NULL, &why);
    fuzz_expect(shipped != NULL && wev_prose_files(shipped) > 0, "there are no prose rules in $RULEBASE");
    const wev_prose_rules *const each = load_each_type();
    const wev_options options[LINES] = {
        [SHIPPED] = {.seed = 1, .prose = wev_prose_of(shipped)},
        [EACH_TYPE] = {.seed = 2, .profile = WEV_ECS, .prose = wev_prose_of(each)},
        [NARROW] = {.seed = 3, .limits = {700, 3, 16384}, .prose = wev_prose_of(each)},
    };
    for (size_t i = 0; i < LINES; i++) {
        lines[i].engine = wev_engine_new(&options[i], NULL);
        lines[i].worker = lines[i].engine != NULL ? wev_worker_new(lines[i].engine) : NULL;
        fuzz_expect(lines[i].worker != NULL, "no memory for the test");
    }
    wev_prose_unref(shipped);
    wev_prose_unref(each);
}

static void run(line *l, wev_str message, bool narrow) {
    const wev_result result = wev_process(l->worker, message);
    fuzz_expect(result.status != WEV_NO_MEMORY || narrow, "out of memory with the usual limits");
    fuzz_expect((result.event == NULL) == (wev_result_format(&result) == SIZE_MAX), "an event without a format");
    if (result.status == WEV_NO_MEMORY)
        return;
    fuzz_expect(wev_emit(l->worker, &result, wev_json_sink_start(&l->json)) == WEV_OK, "no document");
    const wev_str document = wev_json_sink_text(&l->json);
    const char *const fault = check_json(document.ptr, document.len, true, NULL, NULL);
    if (fault != NULL)
        fprintf(stderr, "%.*s\n", (int)document.len, document.ptr);
    fuzz_expect(fault == NULL, fault != NULL ? fault : "");
}

FUZZ_TARGET(prose) {
    const wev_str message = {(const char *)data, size};
    if (lines[SHIPPED].engine == NULL)
        open_lines();
    for (size_t i = 0; i < LINES; i++)
        run(&lines[i], message, i == NARROW);
    return 0;
}
