/* SPDX-License-Identifier: Apache-2.0 */
/* The sink that writes JSON text (RFC 8259): one line, valid UTF-8, no blank. */
#ifndef WEV_EMIT_JSON_SINK_H
#define WEV_EMIT_JSON_SINK_H

#include "base/buf.h"
#include "emit/sink.h"

/* Levels that a document can be deep; ours are far fewer. */
enum { WEV_JSON_DEPTH = 64 };

typedef struct wev_json_sink {
    wev_buf out;     /* the document; owned, reused from document to document */
    wev_buf scratch; /* text on its way from one writing to another */
    unsigned depth;
    char closing[WEV_JSON_DEPTH]; /* the bracket that closes each level that is open */
} wev_json_sink;

/* Zeroed memory is an empty sink. Starts a new document; gives the sink to push it into. */
wev_sink wev_json_sink_start(wev_json_sink *json);

/* The document; valid until the next start. */
wev_str wev_json_sink_text(const wev_json_sink *json);

void wev_json_sink_free(wev_json_sink *json);

#endif
