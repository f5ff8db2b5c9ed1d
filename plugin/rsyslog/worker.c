/* SPDX-License-Identifier: Apache-2.0 */
#include "rsyslog/action.h"

#include <stdlib.h>
#include <time.h>

#include <libfastjson/json.h>
#ifndef json_object_new_object
#error "this <libfastjson/json.h> is not libfastjson's"
#endif

#include "rsyslog/container.h"
#include "rsyslog/host.h"

wev_action_worker *wev_action_worker_new(wev_action *action) {
    wev_action_worker *const self = calloc(1, sizeof *self);
    if (self == NULL)
        return NULL;
    self->action = action;
    self->engine = wev_live_join(&action->live);
    self->worker = wev_worker_new(self->engine->engine);
    if (self->worker != NULL)
        return self;
    wev_action_worker_free(self);
    return NULL;
}

void wev_action_worker_free(wev_action_worker *self) {
    if (self == NULL)
        return;
    wev_worker_free(self->worker);
    wev_live_leave(&self->action->live, self->engine);
    wev_json_sink_free(&self->json);
    wev_fjson_sink_free(&self->tree);
    wev_buf_free(&self->scratch);
    free(self);
}

/* After a reload. The old engine goes only when the worker has left it. */
static void take_new_engine(wev_action_worker *self) {
    wev_published *const last = self->engine;
    self->engine = wev_live_join(&self->action->live);
    wev_worker_set_engine(self->worker, self->engine->engine);
    wev_live_leave(&self->action->live, last);
}

/* It stays as it is until we are done: nobody else has the message meanwhile. */
static wev_str text_of(const wev_settings *settings, struct msg *message) {
    unsigned char *text;
    int length;
    if (settings->message_only) {
        text = getMSG(message);
        length = getMSGLen(message);
    } else {
        getRawMsg(message, &text, &length);
    }
    return (wev_str){(const char *)text, length > 0 ? (size_t)length : 0};
}

static void tell_memory(wev_action *action) {
    if (!atomic_flag_test_and_set_explicit(&action->told_memory, memory_order_relaxed))
        LogError(0, HOST_NO_CODE,
                 "mmwinevent: a message needs more memory than there is or than maxMemory allows. It "
                 "goes on as it came; further ones are only counted, as failed.");
}

static void tell_attach(wev_action *action) {
    if (!atomic_flag_test_and_set_explicit(&action->told_attach, memory_order_relaxed))
        LogError(0, HOST_NO_CODE,
                 "mmwinevent: rsyslog takes nothing under %s; is one of the names on the way there a "
                 "plain value? Further messages are only counted, as failed.",
                 action->settings.container);
}

/* What the events of one message are together; counted when they are attached. */
typedef struct together {
    uint64_t count[WEV_COUNTERS];
    int severity;   /* the worst; -1: unknown */
    bool malformed; /* one of them */
} together;

static void add_event(together *all, const wev_result *result, const wev_summary *summary) {
    all->count[result->meaning->entry != NULL ? WEV_ENRICHED : WEV_UNKNOWN_EVENTS]++;
    all->count[WEV_UNKNOWN_CODES] += result->meaning->unknown_codes;
    all->count[WEV_MALFORMED_EVENTS] += result->status == WEV_MALFORMED;
    all->count[WEV_CUT_EVENTS] += result->status != WEV_MALFORMED && result->status != WEV_OK;
    all->malformed |= result->status == WEV_MALFORMED;
    if (summary->severity >= 0 && (all->severity < 0 || summary->severity < all->severity))
        all->severity = summary->severity;
}

/* Of one event, or of what stands between events and is none; NULL without memory. */
static struct fjson_object *container(wev_action_worker *self, const wev_result *result, together *all) {
    const wev_settings *const settings = &self->action->settings;
    wev_str json = {NULL, 0};
    struct fjson_object *doc = NULL;
    wev_summary summary;
    wev_summarise(self->worker, result, &summary);
    if (result->event != NULL)
        add_event(all, result, &summary);
    if (settings->text) {
        if (wev_emit(self->worker, result, wev_json_sink_start(&self->json)) != WEV_OK)
            return NULL;
        json = wev_json_sink_text(&self->json);
        all->count[WEV_BYTES_OUT] += json.len;
    }
    if (settings->tree) {
        if (wev_emit(self->worker, result, wev_fjson_sink_start(&self->tree)) != WEV_OK)
            return NULL;
        doc = wev_fjson_sink_take(&self->tree);
    }
    return wev_container(&self->scratch, &summary, json, doc);
}

/* The containers of the events behind the first; NULL without memory. */
static struct fjson_object *further(wev_action_worker *self, together *all) {
    struct fjson_object *const array = wev_fjson_array();
    wev_result result = {.more = true};
    bool good = array != NULL;
    for (size_t i = 0; good && result.more; i++) {
        result = i < WEV_MOST_MORE ? wev_process_next(self->worker) : wev_process_left(self->worker);
        all->count[WEV_MORE_EVENTS] += result.event != NULL;
        struct fjson_object *const one = result.status != WEV_NO_MEMORY ? container(self, &result, all) : NULL;
        good = one != NULL && wev_fjson_append(array, one);
    }
    if (good)
        return array;
    fjson_object_put(array);
    return NULL;
}

/* What is to be attached: the first event, and what follows it in the message. NULL without memory. */
static struct fjson_object *containers(wev_action_worker *self, const wev_result *first, together *all) {
    struct fjson_object *const whole = container(self, first, all);
    if (whole == NULL || !first->more)
        return whole;
    struct fjson_object *const more = further(self, all);
    if (more != NULL && wev_container_more(whole, more))
        return whole;
    fjson_object_put(whole);
    return NULL;
}

static bool attach(wev_action *action, struct fjson_object *tree, struct msg *message) {
    if (tree == NULL) {
        tell_memory(action);
        return false;
    }
    if (msgAddJSON(message, (unsigned char *)action->settings.container, tree, 1, 0) == HOST_OK)
        return true;
    tell_attach(action);
    return false;
}

/*
 * The facility stays. Where there is none, it is that of messages without a priority (RFC 3164, section 4.3.3): XML
 * without a header begins with `<`, which rsyslogd takes for a wrong priority, and that could not be given a severity.
 */
static void set_severity(struct msg *message, int severity) {
    enum { SEVERITY = 7, HIGHEST = 191, USER = 1 << 3 };
    const int priority = getPRIi(message);
    const int facility = priority <= HIGHEST ? priority & ~SEVERITY : USER;
    msgSetPRI(message, (uint16_t)(facility | severity));
}

/* True if the message is an event that was read, even if it was cut, and so are those behind it. */
static bool do_event(wev_action_worker *self, const wev_result *result, struct msg *message) {
    wev_action *const action = self->action;
    const size_t format = wev_result_format(result);
    together all = {.severity = -1};
    if (!attach(action, containers(self, result, &all), message)) {
        wev_count(&action->counters, WEV_FAILED, 1);
        return false;
    }
    if (action->settings.set_severity && all.severity >= 0)
        set_severity(message, all.severity);
    wev_add(&action->counters.parsed[format], 1);
    for (size_t i = 0; i < WEV_COUNTERS; i++)
        if (all.count[i] > 0)
            wev_count(&action->counters, (wev_counter)i, all.count[i]);
    return !all.malformed;
}

void wev_action_worker_do(wev_action_worker *self, struct msg *message) {
    wev_action *const action = self->action;
    if (wev_live_changed(&action->live, self->engine))
        take_new_engine(self);

    const wev_str text = text_of(&action->settings, message);
    wev_worker_set_now(self->worker, (int64_t)time(NULL));
    const wev_result result = wev_process(self->worker, text);
    bool success = false;
    wev_count(&action->counters, WEV_SEEN, 1);
    wev_count(&action->counters, WEV_BYTES_IN, text.len);
    if (result.event != NULL) {
        success = do_event(self, &result, message);
    } else if (result.status == WEV_NOT_EVENT) {
        wev_count(&action->counters, WEV_NOT_RECOGNISED, 1);
        if (result.tail)
            wev_count(&action->counters, WEV_ORPHAN_TAILS, 1);
    } else {
        wev_count(&action->counters, WEV_FAILED, 1);
        tell_memory(action);
    }
    MsgSetParseSuccess(message, success);
}
