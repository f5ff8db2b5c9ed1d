/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a file of prose rules. What is let in, liblognorm takes without a crash, and reads messages with: the
 * file itself line by line, which its own literals often fit. What is refused says why.
 */
#include "fuzz.h"

#include <string.h>

#include "text/rules.h"

#ifndef FUZZ_REPLAY
/* liblognorm loses memory when two rules mean the same and are written differently; what it loses is not our concern.
 */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void) {
    return 1;
}
#endif

static void normalise(const wev_prose_rules *rules, wev_str text) {
    const wev_options options = {.seed = 1, .prose = wev_prose_of(rules)};
    wev_engine *const engine = wev_engine_new(&options, NULL);
    wev_worker *const worker = engine != NULL ? wev_worker_new(engine) : NULL;
    fuzz_expect(worker != NULL, "no memory for the test");
    while (text.len > 0) {
        const char *const end = memchr(text.ptr, '\n', text.len);
        const wev_str line = {text.ptr, end != NULL ? (size_t)(end - text.ptr) : text.len};
        const char *const colon = memchr(line.ptr, ':', line.len);
        (void)wev_process(worker, line);
        if (colon != NULL)
            (void)wev_process(worker, wev_str_skip(line, (size_t)(colon - line.ptr) + 1));
        text = wev_str_skip(text, end != NULL ? line.len + 1 : line.len);
    }
    wev_worker_free(worker);
    wev_engine_free(engine);
}

FUZZ_TARGET(rules) {
    wev_prose_rules *const rules = calloc(1, sizeof *rules);
    char *const text = malloc(size + 1), *const path = malloc(sizeof "fuzz.rulebase");
    wev_fault why = {.status = WEV_OK};
    fuzz_expect(rules != NULL && text != NULL && path != NULL, "no memory for the test");
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    memcpy(path, "fuzz.rulebase", sizeof "fuzz.rulebase");
    atomic_init(&rules->users, 1);
    if (!wev_rule_file_read(&rules->file[0], path, text, size, &why)) {
        fuzz_expect(why.status == WEV_BAD_RULEBASE && why.what != NULL && why.file[0] != '\0', "a fault says nothing");
        free(rules);
        return 0;
    }
    rules->count = 1;
    for (size_t i = 0; i < rules->file[0].word_count; i++)
        fuzz_expect(wev_words_add(&rules->words, rules->file[0].word[i], 0), "a file has too many words");
    wev_words_ready(&rules->words);
    struct ln_ctx_s *const context = wev_rule_context(&rules->file[0], &why);
    fuzz_expect(context != NULL || (why.status == WEV_BAD_RULEBASE && why.what != NULL), "a fault says nothing");
    wev_rule_context_free(context);
    if (context != NULL)
        normalise(rules, (wev_str){(const char *)data, size});
    wev_prose_unref(rules);
    return 0;
}
