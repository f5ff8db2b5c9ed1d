/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The liblognorm adapter: logs that are prose, not events, read by the rules of `rulebase/lognorm/` and of a site's own
 * `lognorm/` into events like any other. liblognorm and libfastjson are known in this folder, and the core knows it by
 * wev_prose only.
 *
 * Threads: the rules are immutable and shared, each worker has liblognorm contexts of its own. ln_normalize of 2.0.6
 * counts in the nodes of its context (`++dag->stats.called`, pdag.c) and takes references to the tags that hang there,
 * neither atomically, so a shared context would be a race. A worker opens a context with the first message that its
 * file may want; all that are shipped take 1 MiB.
 */
#ifndef WEV_TEXT_PROSE_H
#define WEV_TEXT_PROSE_H

#include "wev.h"

typedef struct wev_prose_rules wev_prose_rules;

/*
 * All *.rulebase files of the folders `lognorm` in `rulebase` and in `site` (NULL: none), in the order of their names,
 * the site's first. A folder that is not there has no files. NULL with *why: what is wrong, where it can be told with
 * file and line.
 */
const wev_prose_rules *wev_prose_load(const char *rulebase, const char *site, wev_fault *why);

const wev_prose_rules *wev_prose_ref(const wev_prose_rules *rules);
void wev_prose_unref(const wev_prose_rules *rules);

/* For wev_options; the engine takes a reference. None at all where there are no files. */
wev_prose wev_prose_of(const wev_prose_rules *rules);

/* The files: how many there are, each one's path and how many rules it has, for `winevent check`. */
typedef struct wev_prose_file {
    const char *path;
    wev_str format;
    size_t rules;
} wev_prose_file;

size_t wev_prose_files(const wev_prose_rules *rules);
wev_prose_file wev_prose_file_at(const wev_prose_rules *rules, size_t index);

#endif
