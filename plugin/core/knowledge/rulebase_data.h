/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a rulebase, for the files that load it and look things up in it. */
#ifndef WEV_KNOWLEDGE_RULEBASE_DATA_H
#define WEV_KNOWLEDGE_RULEBASE_DATA_H

#include "base/arena.h"
#include "knowledge/rulebase.h"

#include <stdatomic.h>

/* At least this rank: the selector is of the user's own rulebase. */
enum { WEV_RANK_SITE = 8 };

/* One way to reach an entry. Selectors of one key lie together, the most specific first. */
typedef struct wev_selector {
    uint64_t key; /* wev_selector_key */
    const wev_entry *entry;
    const wev_match *match;
    uint32_t rank;
} wev_selector;

struct wev_rulebase {
    atomic_uint references;
    wev_arena arena; /* all below lives here */
    wev_str lang;
    wev_promise promise[WEV_MAX_PROMISES];
    uint32_t promise_count;
    wev_pack *pack;
    wev_entry *entry;
    wev_code_table *table;            /* ours in the order of their names, then a site's own */
    const wev_code_table **by_name;   /* table_count of them */
    const wev_code_table *parameters; /* NULL: none */
    const wev_wording *wording;
    uint32_t wording_count;
    wev_selector *selector;
    uint32_t pack_count, entry_count, table_count, selector_count;
    uint32_t *slot; /* a power of two of them: index of a key's first selector + 1, or 0 */
    uint32_t slot_mask;
    bool has_site; /* some selectors are of a site's own packs */
};

/* Of a provider's or a channel's name and an event id. Names are compared again after it. */
uint64_t wev_selector_key(wev_str name, bool is_channel, uint32_t id);

/* The order of symbols and names: bytes, then length. */
int wev_name_compare(wev_str a, wev_str b);

/* The order of the spellings of a text table: the same without regard to the case of ASCII letters. */
int wev_spelling_compare(wev_str a, wev_str b);

#endif
