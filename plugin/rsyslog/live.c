/* SPDX-License-Identifier: Apache-2.0 */
#include "rsyslog/live.h"

#include <stdlib.h>

bool wev_live_init(wev_live *live) {
    atomic_init(&live->current, NULL);
    return pthread_mutex_init(&live->lock, NULL) == 0;
}

void wev_live_free(wev_live *live) {
    wev_live_leave(live, atomic_load(&live->current));
    pthread_mutex_destroy(&live->lock);
}

bool wev_live_publish(wev_live *live, wev_engine *engine) {
    wev_published *const next = malloc(sizeof *next);
    if (next == NULL) {
        wev_engine_free(engine);
        return false;
    }
    *next = (wev_published){engine, 1};
    pthread_mutex_lock(&live->lock);
    wev_published *const last = atomic_exchange(&live->current, next);
    pthread_mutex_unlock(&live->lock);
    wev_live_leave(live, last);
    return true;
}

wev_published *wev_live_join(wev_live *live) {
    pthread_mutex_lock(&live->lock);
    wev_published *const current = atomic_load(&live->current);
    current->users++;
    pthread_mutex_unlock(&live->lock);
    return current;
}

void wev_live_leave(wev_live *live, wev_published *published) {
    if (published == NULL)
        return;
    pthread_mutex_lock(&live->lock);
    const bool last = --published->users == 0;
    pthread_mutex_unlock(&live->lock);
    if (!last)
        return;
    wev_engine_free(published->engine);
    free(published);
}
