/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands round the event: a byte-order mark, a syslog header (RFC 5424 with structured data, RFC 3164, or only
 * a priority), a cookie. Looks at the first bytes and words only.
 */
#ifndef WEV_FORMAT_ENVELOPE_H
#define WEV_FORMAT_ENVELOPE_H

#include "base/str.h"

typedef struct wev_envelope {
    wev_str payload; /* where the event begins; the whole text if no header was recognised */
    wev_str
        line; /* behind the header, with the tag that is its first word: what the formats that are text begin with */
    wev_str timestamp;       /* the header's, as written; absent without a header */
    wev_str host, app;       /* absent or `-` in the header: absent here */
    wev_str process;         /* PROCID of RFC 5424 */
    wev_str structured_data; /* RFC 5424, section 6.3: all elements with their brackets; absent if none */
    int priority;            /* -1: none */
} wev_envelope;

wev_envelope wev_envelope_open(wev_str text);

#endif
