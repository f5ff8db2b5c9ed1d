/* SPDX-License-Identifier: Apache-2.0 */
#include "rsyslog/action.h"

#include <stdlib.h>
#include <time.h>

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

/* What is to be attached; NULL without memory. */
static struct fjson_object *document(wev_action_worker *self, const wev_result *result, wev_summary *summary) {
    const wev_settings *const settings = &self->action->settings;
    wev_str json = {NULL, 0};
    struct fjson_object *doc = NULL;
    if (settings->text) {
        if (wev_emit(self->worker, result, wev_json_sink_start(&self->json)) != WEV_OK)
            return NULL;
        json = wev_json_sink_text(&self->json);
        wev_count(&self->action->counters, WEV_BYTES_OUT, json.len);
    }
    if (settings->tree) {
        if (wev_emit(self->worker, result, wev_fjson_sink_start(&self->tree)) != WEV_OK)
            return NULL;
        doc = wev_fjson_sink_take(&self->tree);
    }
    return wev_container(&self->scratch, summary, json, doc);
}

static bool attach(wev_action_worker *self, const wev_result *result, wev_summary *summary, struct msg *message) {
    wev_action *const action = self->action;
    struct fjson_object *const tree = document(self, result, summary);
    if (tree == NULL) {
        tell_memory(action);
        return false;
    }
    if (msgAddJSON(message, (unsigned char *)action->settings.container, tree, 1, 0) == HOST_OK)
        return true;
    tell_attach(action);
    return false;
}

/* The facility stays. */
static void set_severity(struct msg *message, int severity) {
    msgSetPRI(message, (uint16_t)((getPRIi(message) & ~7) | severity));
}

static void count_event(wev_counters *counters, const wev_result *result) {
    wev_add(&counters->parsed[wev_result_format(result)], 1);
    wev_count(counters, result->meaning->entry != NULL ? WEV_ENRICHED : WEV_UNKNOWN_EVENTS, 1);
    if (result->meaning->unknown_codes > 0)
        wev_count(counters, WEV_UNKNOWN_CODES, result->meaning->unknown_codes);
    if (result->status == WEV_MALFORMED)
        wev_count(counters, WEV_MALFORMED_EVENTS, 1);
    else if (result->status != WEV_OK)
        wev_count(counters, WEV_CUT_EVENTS, 1);
}

/* True if the message is an event that was read, even if it was cut. */
static bool do_event(wev_action_worker *self, const wev_result *result, struct msg *message) {
    wev_counters *const counters = &self->action->counters;
    wev_summary summary;
    wev_summarise(self->worker, result, &summary);
    if (!attach(self, result, &summary, message)) {
        wev_count(counters, WEV_FAILED, 1);
        return false;
    }
    if (self->action->settings.set_severity && summary.severity >= 0)
        set_severity(message, summary.severity);
    count_event(counters, result);
    return result->status != WEV_MALFORMED;
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
