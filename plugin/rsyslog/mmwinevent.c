/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rsyslog module: its entry points, and how the host finds them. What they do is done in action.c and worker.c.
 *
 * The host calls them from many threads: doAction of different workers at the same time, doHUP in the main thread
 * while they run. A message that is no Windows event is no error: doAction never gives one back, for the host would
 * log each of them, and suspend the action.
 */
#include <string.h>
#include <syslog.h>

#include "rsyslog/action.h"
#include "rsyslog/host.h"

static host_ask ask;
static host_get_type get_type, get_keep_type;
static host_get_id get_id;
static host_get_name get_name;
static host_exit leave;
static host_new_action new_action;
static host_legacy_action legacy_action;
static host_on_action free_action, print_action, hup_action;
static host_new_worker new_worker;
static host_on_worker free_worker, resume_worker;
static host_do_action do_action;

static int get_type(unsigned *type) {
    *type = HOST_MODULE_OUTPUT;
    return HOST_OK;
}

static int get_keep_type(unsigned *type) {
    *type = HOST_MODULE_KEEP; /* messages hold keys that are literals of ours, see container.c */
    return HOST_OK;
}

static int get_id(void **id) {
    *id = NULL; /* nobody asks for more than that there is one */
    return HOST_OK;
}

static int get_name(unsigned char **name) {
    *name = (unsigned char *)"mmwinevent";
    return HOST_OK;
}

static int leave(void) {
    wev_counters_close_host();
    return HOST_OK;
}

static int new_action(unsigned char *module, struct nvlst *statement, void **action,
                      struct omodStringRequest_s **wants) {
    (void)module;
    *wants = NULL;
    if (OMSRconstruct(wants, 1) != HOST_OK)
        return HOST_NO_MEMORY;
    OMSRsetEntry(*wants, 0, NULL, HOST_GIVE_MESSAGE);
    *action = wev_action_new(statement);
    if (*action != NULL)
        return HOST_OK;
    OMSRdestruct(*wants);
    *wants = NULL;
    return HOST_BAD_CONFIG;
}

/* There is no old-style ":mmwinevent:" line. */
static int legacy_action(unsigned char **line, void **action, struct omodStringRequest_s **wants) {
    (void)line;
    (void)action;
    (void)wants;
    return HOST_NOT_OURS;
}

static int free_action(void *action) {
    wev_action_free(action);
    return HOST_OK;
}

static int print_action(void *action) {
    (void)action;
    return HOST_OK;
}

static int hup_action(void *action) {
    wev_action_reload(action);
    return HOST_OK;
}

static int new_worker(void *worker, void *action) {
    wev_action_worker *const self = wev_action_worker_new(action);
    *(void **)worker = self;
    return self != NULL ? HOST_OK : HOST_NO_MEMORY;
}

static int free_worker(void *worker) {
    wev_action_worker_free(worker);
    return HOST_OK;
}

/* Nothing of ours is ever suspended. */
static int resume_worker(void *worker) {
    (void)worker;
    return HOST_OK;
}

static int do_action(void **given, void *worker) {
    wev_action_worker_do(worker, given[0]);
    return HOST_OK;
}

static int ask(unsigned char *name, host_entry *entry) {
    typedef void (*any)(void);
    static const struct {
        const char *name;
        any function;
    } entries[] = {
        {"getType", (any)get_type},
        {"getKeepType", (any)get_keep_type},
        {"modGetID", (any)get_id},
        {"modExit", (any)leave},
        {"getModCnfName", (any)get_name},
        {"newActInst", (any)new_action},
        {"parseSelectorAct", (any)legacy_action},
        {"freeInstance", (any)free_action},
        {"dbgPrintInstInfo", (any)print_action},
        {"doHUP", (any)hup_action},
        {"createWrkrInstance", (any)new_worker},
        {"freeWrkrInstance", (any)free_worker},
        {"tryResume", (any)resume_worker},
        {"doAction", (any)do_action},
    };
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (strcmp((const char *)name, entries[i].name) == 0) {
            *entry = (host_entry)entries[i].function;
            return HOST_OK;
        }
    }
    return HOST_NO_ENTRY;
}

__attribute__((visibility("default"))) int modInit(int offered, int *ours, host_ask **entries, host_ask *host,
                                                   struct modInfo_s *self) {
    (void)self;
    if (ours == NULL || entries == NULL || host == NULL)
        return HOST_BAD_CALL;
    *ours = HOST_MODULE_VERSION; /* the host refuses us if it is not its own */
    *entries = ask;
    if (offered == HOST_MODULE_VERSION && !wev_counters_open_host(host))
        LogMsg(0, HOST_NO_CODE, LOG_WARNING,
               "mmwinevent %s does not know how this release of rsyslog counts: it works, but impstats shows nothing "
               "of it",
               wev_version());
    return HOST_OK;
}
