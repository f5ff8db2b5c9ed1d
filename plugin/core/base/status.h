/* SPDX-License-Identifier: Apache-2.0 */
/* What can happen, and where it happened. The only error channel of the core: no errno, no printing, no exit. */
#ifndef WEV_BASE_STATUS_H
#define WEV_BASE_STATUS_H

#include <stddef.h>

typedef enum wev_status {
    WEV_OK = 0,
    WEV_NOT_EVENT, /* an answer, not an error: no format takes this message */
    WEV_TRUNCATED, /* the message ends in the middle of the event; what stood before is read */
    WEV_MALFORMED, /* the format is known but broken at an offset; what stood before is read */
    WEV_TOO_BIG,   /* beyond a limit of wev_limits */
    WEV_NO_MEMORY,
    WEV_BAD_RULEBASE,
    WEV_UNREADABLE /* a file or folder that cannot be read */
} wev_status;

/*
 * `what` is a constant sentence fragment and needs no freeing. `file` and `line` (from 1) are set for rulebase
 * faults; `file` lies in the buffer below. `offset` counts bytes from the start of the message.
 */
typedef struct wev_fault {
    wev_status status;
    const char *what;
    unsigned line;
    size_t offset;
    char file[512];
    char detail[160]; /* the name or value that is at fault; may be empty */
} wev_fault;

/* The status as a lower-case word: "ok", "truncated", ... Never NULL. */
const char *wev_status_name(wev_status status);

#endif
