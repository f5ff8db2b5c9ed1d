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
    wev_citations citations;
    wev_text_duty duty;
    const wev_match *match; /* what an entry without `match` has */
    uint32_t match_count;
} wev_pack_file;

/* One entry of `events`. */
bool wev_load_entry(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry);

/* Where the manifest has this field among the data; the number of fields if it is not told. */
uint32_t wev_load_place(const wev_entry *entry, wev_str field);

/* The parts of an entry. Each false with *why. */
bool wev_load_match(const wev_pack_file *p, unsigned line, struct json_object *matches, wev_entry *entry);
bool wev_load_code_fields(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry);
bool wev_load_ecs(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry);
bool wev_load_copies(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry);
bool wev_load_techniques(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry);

#endif
