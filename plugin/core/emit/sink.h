/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a document is pushed to. A key travels with its value (in an array it is absent, WEV_ABSENT); calls return
 * nothing, and the first failure sticks until finish tells it. Keys are CLEAN or PLAIN.
 */
#ifndef WEV_EMIT_SINK_H
#define WEV_EMIT_SINK_H

#include "base/text.h"

typedef struct wev_sink_ops {
    void (*open_object)(void *self, wev_text key);
    void (*open_array)(void *self, wev_text key);
    void (*close)(void *self); /* the innermost open object or array */
    void (*text)(void *self, wev_text key, wev_text value);
    void (*number)(void *self, wev_text key, wev_str digits); /* a JSON number: decimal integer, or seconds.fraction */
    void (*boolean)(void *self, wev_text key, bool value);
    void (*null)(void *self, wev_text key);
    wev_status (*finish)(void *self); /* WEV_OK, or the first failure */
    /* Members of the open object as the JSON sink writes them, without the braces. NULL: this sink takes none as text.
     */
    void (*members)(void *self, wev_str text);
    /* The same of members whose values are strings, without the first quote and the last one. NULL as there. */
    void (*strings)(void *self, wev_str text);
} wev_sink_ops;

typedef struct wev_sink {
    const wev_sink_ops *ops;
    void *self;
} wev_sink;

#endif
