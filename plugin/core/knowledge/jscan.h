/* SPDX-License-Identifier: Apache-2.0 */
/* What json-c does not tell of a rulebase file: the lines of its entries and of its root's keys, and keys that stand
 * twice in one object. */
#ifndef WEV_KNOWLEDGE_JSCAN_H
#define WEV_KNOWLEDGE_JSCAN_H

#include "base/status.h"
#include "base/str.h"

enum { WEV_JHEAD_ROOM = 32 }; /* the keys of a file's root; what is beyond that has no line */

/* A key of the root and where it stands. */
typedef struct wev_jhead {
    char name[24]; /* cut to fit */
    unsigned line;
} wev_jhead;

typedef struct wev_jscan {
    unsigned *entry_line; /* of the objects in the root's arrays `events` and `codes`, in their order; to be freed */
    size_t entry_count;
    wev_jhead head[WEV_JHEAD_ROOM];
    size_t head_count;
    const char *what; /* the fault, constant; NULL: none */
    unsigned line;    /* of the fault */
    wev_str detail;   /* a view of the text */
} wev_jscan;

/* One pass over text that json-c found to be valid JSON. False with what and line, or without memory (what NULL). */
bool wev_jscan_text(wev_str text, wev_jscan *scan);

#endif
