/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The members of a document that follow from the event's entry, its level, outcome and severity, and whether it proves
 * what its entry says that it proves. They are a good part of each document and the same in thousands of them, so a
 * worker keeps those that it met last as JSON text.
 */
#ifndef WEV_EMIT_FIXED_H
#define WEV_EMIT_FIXED_H

#include "emit/json_sink.h"
#include "knowledge/meaning.h"

typedef struct wev_document wev_document;

typedef enum wev_fixed_part {
    WEV_FIXED_ASSESSMENT, /* wev_put_assessment */
    WEV_FIXED_ORIGIN,     /* wev_put_origin */
    WEV_FIXED_ECS_HEAD,   /* wev_put_ecs_head */
    WEV_FIXED_ECS_EVENT,  /* wev_put_ecs_event */
    WEV_FIXED_PARTS
} wev_fixed_part;

enum { WEV_FIXED_SLOTS = 128, WEV_FIXED_ROOM = 768 };

/* What all parts follow from, and those of them that were wanted so far. */
typedef struct wev_fixed {
    const wev_entry *entry; /* NULL: a free slot */
    wev_outcome outcome;
    wev_severity severity;
    bool proved;
    int64_t level;
    uint16_t at[WEV_FIXED_PARTS], len[WEV_FIXED_PARTS]; /* in `text`; or a len that says why it is not there */
    uint16_t used;
    char text[WEV_FIXED_ROOM];
} wev_fixed;

/* Of one worker, and of one engine at a time: entries and options are the engine's. */
typedef struct wev_fixed_cache {
    wev_fixed slot[WEV_FIXED_SLOTS];
    wev_json_sink json; /* to write the parts with */
} wev_fixed_cache;

/* An empty cache; wev_fixed_forget when the engine changes. */
void wev_fixed_init(wev_fixed_cache *cache);
void wev_fixed_forget(wev_fixed_cache *cache);
void wev_fixed_free(wev_fixed_cache *cache);

/* The slot for what this document is about, which may push another one out; NULL if the event has no entry. */
wev_fixed *wev_fixed_of(wev_fixed_cache *cache, const wev_document *document);

/* Pushes a part: its text where the sink takes that and the text fits a slot, else its members one by one. */
void wev_put_fixed(wev_sink sink, const wev_document *document, wev_fixed_part part);

#endif
