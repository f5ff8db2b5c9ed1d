/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an action counts; impstats reports it. A message is counted as seen, and then in exactly one of parsed.<format>,
 * notrecognised and failed; the events of a message behind its first as more. Of the rest each event counts.
 */
#ifndef WEV_RSYSLOG_COUNTERS_H
#define WEV_RSYSLOG_COUNTERS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rsyslog/host_types.h"

typedef enum wev_counter {
    WEV_SEEN,
    WEV_NOT_RECOGNISED,
    WEV_ORPHAN_TAILS, /* of them, ends of events that began in another message */
    WEV_FAILED,       /* without memory, or the document could not be attached */
    WEV_MORE_EVENTS,  /* that stood behind another one in its message */
    WEV_MALFORMED_EVENTS,
    WEV_CUT_EVENTS, /* by their sender, on their way, or by a limit of ours */
    WEV_ENRICHED,
    WEV_UNKNOWN_EVENTS,
    WEV_UNKNOWN_CODES,
    WEV_BYTES_IN,
    WEV_BYTES_OUT, /* of JSON text */
    WEV_RELOADS,
    WEV_RELOADS_FAILED,
    WEV_COUNTERS
} wev_counter;

typedef struct wev_counters {
    _Atomic uint64_t of[WEV_COUNTERS];
    _Atomic uint64_t *parsed; /* by wev_result_format */
    struct statsobj_s *stats; /* NULL: the host has none for us */
} wev_counters;

/*
 * Gets the host's interface for counters. Once, in modInit and modExit, while no action exists. False if this release
 * of the host has one that we do not know; then counters count, but nobody sees it.
 */
bool wev_counters_open_host(host_ask *host);
void wev_counters_close_host(void);

/* Zeroed memory is no counters. False without memory; stop in any case. */
bool wev_counters_start(wev_counters *counters, const char *name);
void wev_counters_stop(wev_counters *counters);

static inline void wev_add(_Atomic uint64_t *counter, uint64_t count) {
    atomic_fetch_add_explicit(counter, count, memory_order_relaxed);
}

static inline void wev_count(wev_counters *counters, wev_counter counter, uint64_t count) {
    wev_add(&counters->of[counter], count);
}

#endif
