/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sink that builds a libfastjson tree, and the few calls by which trees are built with no failure unseen.
 * libfastjson ends text at its first NUL, so U+0000 becomes U+FFFD here; all other text arrives as it is.
 */
#ifndef WEV_RSYSLOG_SINK_FJSON_H
#define WEV_RSYSLOG_SINK_FJSON_H

#include "base/buf.h"
#include "emit/sink.h"

struct fjson_object;

enum { WEV_FJSON_DEPTH = 64 };

typedef struct wev_fjson_sink {
    struct fjson_object *open[WEV_FJSON_DEPTH]; /* [0] is the document, and owned */
    unsigned depth;                             /* objects and arrays that are open */
    wev_status status;                          /* the first failure */
    wev_buf key, value;                         /* text on its way */
} wev_fjson_sink;

/* Zeroed memory is an empty sink. Starts a new document, which is to be one object. */
wev_sink wev_fjson_sink_start(wev_fjson_sink *tree);

/* The document; it is the caller's now. NULL if it failed. */
struct fjson_object *wev_fjson_sink_take(wev_fjson_sink *tree);

void wev_fjson_sink_free(wev_fjson_sink *tree);

/* An empty array; NULL without memory. */
struct fjson_object *wev_fjson_array(void);

/* Adds an element. It is the array's from then on; on failure it is freed. */
bool wev_fjson_append(struct fjson_object *array, struct fjson_object *value);

/* A string node; NULL without memory. */
struct fjson_object *wev_fjson_string(wev_buf *scratch, wev_text text);

/* Is the memory of a key the object's to copy, or does it live as long as the program? */
typedef enum wev_fjson_key { WEV_FJSON_COPY_KEY, WEV_FJSON_STATIC_KEY } wev_fjson_key;

/*
 * Adds a member under a key that the object does not have yet; NULL is JSON's null. The value is the object's from
 * then on. On failure it is freed, and the object is good for nothing but being freed.
 */
bool wev_fjson_add(struct fjson_object *object, const char *key, wev_fjson_key kind, struct fjson_object *value);

#endif
