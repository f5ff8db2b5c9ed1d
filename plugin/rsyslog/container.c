/* SPDX-License-Identifier: Apache-2.0 */
#include "rsyslog/container.h"

#include <limits.h>

#include <libfastjson/json.h>
#ifndef json_object_new_object
#error "this <libfastjson/json.h> is not libfastjson's"
#endif

typedef struct container {
    struct fjson_object *object;
    wev_buf *scratch;
    bool failed;
} container;

/* Keys are literals: the host keeps us in memory for as long as it runs (HOST_MODULE_KEEP), so nobody copies them. */
static void put(container *self, const char *key, struct fjson_object *node) {
    if (node == NULL || self->failed)
        fjson_object_put(node);
    if (node == NULL || self->failed || !wev_fjson_add(self->object, key, WEV_FJSON_STATIC_KEY, node))
        self->failed = true;
}

static void text(container *self, const char *key, wev_str value) {
    if (value.ptr != NULL && value.len > 0)
        put(self, key, wev_fjson_string(self->scratch, wev_text_as(value, WEV_PLAIN)));
}

static void integer(container *self, const char *key, int64_t value) {
    if (value >= 0)
        put(self, key, fjson_object_new_int64(value));
}

struct fjson_object *wev_container(wev_buf *scratch, const wev_summary *summary, wev_str json,
                                   struct fjson_object *doc) {
    container self = {fjson_object_new_object(), scratch, false};
    wev_buf_clear(scratch);
    self.failed = self.object == NULL;
    text(&self, "format", summary->format);
    integer(&self, "id", summary->id);
    text(&self, "name", summary->name);
    text(&self, "provider", summary->provider);
    text(&self, "channel", summary->channel);
    text(&self, "computer", summary->computer);
    integer(&self, "severity", summary->severity);
    text(&self, "outcome", summary->outcome);
    text(&self, "code", summary->code);
    text(&self, "epoch", summary->epoch);
    text(&self, "uid", summary->uid);
    if (json.len > INT_MAX) /* longer than libfastjson's lengths, and perhaps than those of wev_text */
        self.failed = true;
    else if (json.ptr != NULL) /* JSON text has no byte that would have to be looked after */
        put(&self, "json", wev_fjson_string(scratch, wev_text_as(json, WEV_CLEAN)));
    if (doc != NULL)
        put(&self, "doc", doc);
    if (!self.failed)
        return self.object;
    fjson_object_put(self.object);
    return NULL;
}

bool wev_container_more(struct fjson_object *whole, struct fjson_object *more) {
    return wev_fjson_add(whole, "more", WEV_FJSON_STATIC_KEY, more);
}
