/* SPDX-License-Identifier: Apache-2.0 */
#include "rsyslog/counters.h"

#include <stdio.h>
#include <stdlib.h>

#include "rsyslog/host.h"
#include "wev.h"

/* The host reads and resets our counters through plain pointers. */
_Static_assert(sizeof(_Atomic uint64_t) == sizeof(uint64_t), "atomic counters are what the host takes them for");

static const char *const names[WEV_COUNTERS] = {
    [WEV_SEEN] = "seen",
    [WEV_NOT_RECOGNISED] = "notrecognised",
    [WEV_ORPHAN_TAILS] = "orphan.tails",
    [WEV_FAILED] = "failed",
    [WEV_MORE_EVENTS] = "events.more",
    [WEV_MALFORMED_EVENTS] = "malformed",
    [WEV_CUT_EVENTS] = "truncated",
    [WEV_ENRICHED] = "enriched",
    [WEV_UNKNOWN_EVENTS] = "unknown.events",
    [WEV_UNKNOWN_CODES] = "unknown.codes",
    [WEV_BYTES_IN] = "bytes.in",
    [WEV_BYTES_OUT] = "bytes.out",
    [WEV_RELOADS] = "reloads",
    [WEV_RELOADS_FAILED] = "reloads.failed",
};

/*
 * The host's functions. It gives a module no place of its own to keep them, so this is the module's one mutable static;
 * it is written in modInit and modExit, while no other thread knows of us.
 */
static struct host_objects {
    struct obj_if_s objects;
    struct statsobj_if_s stats;
    host_add_counter *add; /* NULL: no counters */
} host;

/* A version is refused if it is not exactly the host's; nothing is left behind then. */
static bool use_stats(int version, size_t index) {
    host.stats = (struct statsobj_if_s){.version = version};
    if (host.objects.use(__FILE__, (unsigned char *)"statsobj", NULL, (struct interface_s *)&host.stats) != HOST_OK)
        return false;
    host.add = (host_add_counter *)(void (*)(void))host.stats.rest[index];
    return true;
}

bool wev_counters_open_host(host_ask *ask) {
    typedef int get_objects(struct obj_if_s *);
    static const struct {
        int version;
        size_t index;
    } layouts[] = {
#define LAYOUT(version, index) {version, index},
        HOST_STATS_LAYOUTS(LAYOUT)
#undef LAYOUT
    };
    host_entry found = NULL;

    host = (struct host_objects){.objects.version = HOST_OBJECTS_VERSION};
    if (ask((unsigned char *)"objGetObjInterface", &found) != HOST_OK || found == NULL)
        return false;
    if (((get_objects *)(void (*)(void))found)(&host.objects) != HOST_OK)
        return false;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if (use_stats(layouts[i].version, layouts[i].index))
            return true;
    return false;
}

void wev_counters_close_host(void) {
    if (host.add != NULL)
        host.objects.release(__FILE__, (unsigned char *)"statsobj", NULL, (struct interface_s *)&host.stats);
    host.add = NULL;
}

static bool show(struct statsobj_s *stats, const char *name, _Atomic uint64_t *counter) {
    return host.add(stats, (const unsigned char *)name, HOST_COUNTER_64, HOST_COUNTER_RESETTABLE, counter) == HOST_OK;
}

static bool show_all(wev_counters *counters, size_t formats) {
    bool shown = true;
    for (size_t i = 0; i < WEV_COUNTERS; i++)
        shown = shown && show(counters->stats, names[i], &counters->of[i]);
    for (size_t i = 0; i < formats; i++) {
        char name[64];
        const wev_str format = wev_format_name(i);
        snprintf(name, sizeof name, "parsed.%.*s", (int)format.len, format.ptr);
        shown = shown && show(counters->stats, name, &counters->parsed[i]);
    }
    return shown;
}

bool wev_counters_start(wev_counters *counters, const char *name) {
    const size_t formats = wev_format_total();
    counters->parsed = calloc(formats, sizeof *counters->parsed);
    if (counters->parsed == NULL)
        return false;
    if (host.add == NULL)
        return true;
    return host.stats.construct(&counters->stats) == HOST_OK &&
           host.stats.set_origin(counters->stats, (unsigned char *)"mmwinevent") == HOST_OK &&
           host.stats.set_name(counters->stats, (unsigned char *)name) == HOST_OK && show_all(counters, formats) &&
           host.stats.finish_construction(counters->stats) == HOST_OK;
}

void wev_counters_stop(wev_counters *counters) {
    if (counters->stats != NULL)
        host.stats.destruct(&counters->stats);
    counters->stats = NULL;
    free(counters->parsed);
    counters->parsed = NULL;
}
