/* SPDX-License-Identifier: Apache-2.0 */
#include "rsyslog/action.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "rsyslog/host.h"
#include "text/prose.h"

/* Early at boot the system may have no random numbers yet; waiting for them would hold up all logging. */
static uint64_t seed(void) {
    uint64_t value;
    struct timespec now = {0};
    if (getrandom(&value, sizeof value, GRND_NONBLOCK) == sizeof value)
        return value;
    clock_gettime(CLOCK_MONOTONIC, &now);
    value = (uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec ^ (uint64_t)getpid() << 16;
    return value ^ (uint64_t)(uintptr_t)&value; /* where the system put our stack */
}

static wev_engine *load(const wev_settings *settings, wev_fault *why) {
    wev_options options = settings->options;
    const wev_rulebase *const rulebase = wev_rulebase_load(settings->rulebase, settings->site, settings->lang, why);
    const wev_prose_rules *const prose =
        rulebase != NULL ? wev_prose_load(settings->rulebase, settings->site, why) : NULL;
    wev_engine *engine = NULL;
    if (prose != NULL) {
        options.seed = seed();
        options.prose = wev_prose_of(prose);
        engine = wev_engine_new(&options, rulebase);
        if (engine == NULL)
            *why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
    }
    wev_prose_unref(prose);
    wev_rulebase_unref(rulebase);
    return engine;
}

enum { FAULT_ROOM = 768 };

/* file:line: what: detail; each part only if there is one */
static const char *describe(const wev_fault *why, char *to) {
    char place[600] = "";
    if (why->file[0] != '\0' && why->line > 0)
        snprintf(place, sizeof place, "%s:%u: ", why->file, why->line);
    else if (why->file[0] != '\0')
        snprintf(place, sizeof place, "%s: ", why->file);
    snprintf(to, FAULT_ROOM, "%s%s%s%s", place, why->what != NULL ? why->what : wev_status_name(why->status),
             why->detail[0] != '\0' ? ": " : "", why->detail);
    return to;
}

static bool load_first(wev_action *action) {
    wev_fault why;
    char text[FAULT_ROOM];
    wev_engine *const engine = load(&action->settings, &why);
    if (engine != NULL)
        return wev_live_publish(&action->live, engine);
    parser_errmsg("mmwinevent: the rulebase %s cannot be loaded: %s", action->settings.rulebase, describe(&why, text));
    return false;
}

wev_action *wev_action_new(struct nvlst *statement) {
    wev_action *const action = calloc(1, sizeof *action);
    if (action == NULL)
        return NULL;
    atomic_flag_clear(&action->told_memory);
    atomic_flag_clear(&action->told_attach);
    if (!wev_live_init(&action->live)) {
        free(action);
        return NULL;
    }
    const bool read = wev_settings_read(&action->settings, statement);
    const bool spoken = action->settings.lang != NULL && wev_settings_check_language(&action->settings);
    if (read && spoken && load_first(action) && wev_counters_start(&action->counters, action->settings.stats_name))
        return action;
    wev_action_free(action);
    return NULL;
}

void wev_action_free(wev_action *action) {
    if (action == NULL)
        return;
    wev_counters_stop(&action->counters);
    wev_live_free(&action->live);
    wev_settings_free(&action->settings);
    free(action);
}

static void tell_reloaded(const wev_action *action, const wev_rulebase *rulebase) {
    uint32_t events, tables;
    unsigned long codes = 0;
    const wev_code_table *const table = wev_rulebase_tables(rulebase, &tables);
    (void)wev_rulebase_entries(rulebase, &events);
    for (uint32_t i = 0; i < tables; i++)
        codes += table[i].code_count;
    LogMsg(0, HOST_NO_CODE, LOG_INFO, "mmwinevent: rulebase %s reloaded: %lu events, %lu codes",
           action->settings.rulebase, (unsigned long)events, codes);
}

static void tell_refused(const wev_fault *why) {
    char text[FAULT_ROOM];
    LogError(0, HOST_NO_CODE, "mmwinevent: the new rulebase cannot be loaded, the old one stays in use: %s",
             describe(why, text));
}

void wev_action_reload(wev_action *action) {
    wev_fault why;
    wev_engine *const engine = load(&action->settings, &why);
    const wev_rulebase *const rulebase = engine != NULL ? wev_rulebase_ref(wev_engine_rulebase(engine)) : NULL;
    const bool published = engine != NULL && wev_live_publish(&action->live, engine);
    if (engine != NULL && !published)
        why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
    wev_count(&action->counters, published ? WEV_RELOADS : WEV_RELOADS_FAILED, 1);
    if (published)
        tell_reloaded(action, rulebase);
    else
        tell_refused(&why);
    wev_rulebase_unref(rulebase);
}
