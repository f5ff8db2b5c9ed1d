/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One action(type="mmwinevent" ...) and its workers. The action is shared by all threads: its settings never change,
 * its engine changes through wev_live, its counters are atomic. A worker belongs to one thread at a time.
 */
#ifndef WEV_RSYSLOG_ACTION_H
#define WEV_RSYSLOG_ACTION_H

#include "rsyslog/counters.h"
#include "rsyslog/live.h"
#include "rsyslog/settings.h"
#include "rsyslog/sink_fjson.h"

typedef struct wev_action {
    wev_settings settings;
    wev_live live;
    wev_counters counters;
    atomic_flag told_memory, told_attach; /* of each failure only the first one is logged */
} wev_action;

typedef struct wev_action_worker {
    wev_action *action;
    wev_published *engine; /* the one that `worker` uses */
    wev_worker *worker;
    wev_json_sink json;
    wev_fjson_sink tree;
    wev_buf scratch;
} wev_action_worker;

/* NULL if a parameter or the rulebase is wrong, which is reported as an error in the configuration, or no memory. */
wev_action *wev_action_new(struct nvlst *statement);
void wev_action_free(wev_action *action);

/* Takes a new rulebase into use if it loads; else the old one stays. Tells what happened in rsyslog's log. */
void wev_action_reload(wev_action *action);

/* NULL without memory. Its action outlives it. */
wev_action_worker *wev_action_worker_new(wev_action *action);
void wev_action_worker_free(wev_action_worker *self);

/* Reads one message, and attaches what it is; tells by $parsesuccess whether that worked. */
void wev_action_worker_do(wev_action_worker *self, struct msg *message);

#endif
