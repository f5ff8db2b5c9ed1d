/* SPDX-License-Identifier: Apache-2.0 */
/* One pack file on its way into the rulebase. */
#ifndef WEV_KNOWLEDGE_LOAD_PACK_H
#define WEV_KNOWLEDGE_LOAD_PACK_H

#include "knowledge/load.h"

typedef struct wev_pack_file {
    wev_load *load;
    const wev_jfile *file;
    wev_pack *pack;
    const char *path; /* a copy that lives with the rulebase */
} wev_pack_file;

/* One entry of `events`. */
bool wev_load_entry(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry);

/* Whose event it is: the entry's own `match`, or the pack's. */
bool wev_load_match(const wev_pack_file *p, unsigned line, struct json_object *matches, wev_entry *entry);

#endif
