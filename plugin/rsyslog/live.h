/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine that an action uses now. One thread publishes a new one (HUP) while workers go on with the one that they
 * have; each takes the new one between two of its messages. An engine is freed with its last user.
 */
#ifndef WEV_RSYSLOG_LIVE_H
#define WEV_RSYSLOG_LIVE_H

#include <pthread.h>
#include <stdatomic.h>

#include "wev.h"

typedef struct wev_published {
    wev_engine *engine;
    unsigned users; /* workers, and the wev_live while this is its current one; under its lock */
} wev_published;

typedef struct wev_live {
    pthread_mutex_t lock;
    _Atomic(wev_published *) current; /* written under the lock */
} wev_live;

/* False if the system has no mutex for us; then there is nothing to free. */
bool wev_live_init(wev_live *live);
void wev_live_free(wev_live *live);

/* The engine is live's from then on; without memory it is freed, the current one stays, and the answer is false. */
bool wev_live_publish(wev_live *live, wev_engine *engine);

/* The current engine, for a user who gives it back with wev_live_leave. */
wev_published *wev_live_join(wev_live *live);
void wev_live_leave(wev_live *live, wev_published *published);

/*
 * Is there another engine than this one? Asked for each message, so without the lock. It cannot be mistaken: as long
 * as its user has it, no other can lie at its address.
 */
static inline bool wev_live_changed(wev_live *live, const wev_published *mine) {
    return atomic_load_explicit(&live->current, memory_order_relaxed) != mine;
}

#endif
