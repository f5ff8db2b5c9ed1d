/* SPDX-License-Identifier: Apache-2.0 */
/* An engine and a worker of a test: from a message to what it is read as, and to its document. */
#ifndef WEV_UNIT_PROCESS_H
#define WEV_UNIT_PROCESS_H

#include <criterion/criterion.h>
#include <stdlib.h>

#include "describe.h"
#include "wev.h"

typedef struct process {
    wev_engine *engine;
    wev_worker *worker;
    wev_result result; /* of the last message */
    wev_json_sink json;
    wev_buf said;
} process;

static inline process process_open(const wev_options *options, const wev_rulebase *rulebase) {
    process p = {.engine = wev_engine_new(options, rulebase)};
    cr_assert(p.engine != NULL);
    p.worker = wev_worker_new(p.engine);
    cr_assert(p.worker != NULL);
    return p;
}

static inline void process_close(process *p) {
    wev_worker_free(p->worker);
    wev_engine_free(p->engine);
    wev_json_sink_free(&p->json);
    wev_buf_free(&p->said);
}

/* The event in one line; see describe.h. */
static inline wev_str process_describe(process *p, wev_str message) {
    p->result = wev_process(p->worker, message);
    return describe(&p->said, p->result.event);
}

/* The document of the last message. */
static inline wev_str process_emit(process *p) {
    const wev_sink sink = wev_json_sink_start(&p->json);
    cr_assert(wev_emit(p->worker, &p->result, sink) == WEV_OK);
    return wev_json_sink_text(&p->json);
}

static inline wev_str process_document(process *p, wev_str message) {
    p->result = wev_process(p->worker, message);
    return process_emit(p);
}

/* The rulebase of the source tree (RULEBASE), with the texts of that language. */
static inline const wev_rulebase *load_shipped(const char *lang) {
    wev_fault why;
    const char *const path = getenv("RULEBASE");
    cr_assert(path != NULL, "RULEBASE is to name the folder of the rulebase");
    const wev_rulebase *const rulebase = wev_rulebase_load(path, NULL, lang, &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    return rulebase;
}

#endif
