/* SPDX-License-Identifier: Apache-2.0 */
/* Finding the entry of an event, and what a rulebase has; loading is load.c, codes are codes.c. */
#include "base/hash.h"
#include "knowledge/rulebase_data.h"

#include <stdlib.h>

const wev_rulebase *wev_rulebase_ref(const wev_rulebase *rulebase) {
    if (rulebase != NULL)
        atomic_fetch_add_explicit(&((wev_rulebase *)(uintptr_t)rulebase)->references, 1, memory_order_relaxed);
    return rulebase;
}

void wev_rulebase_unref(const wev_rulebase *rulebase) {
    wev_rulebase *const own = (wev_rulebase *)(uintptr_t)rulebase; /* the count is all that ever changes */
    if (own == NULL || atomic_fetch_sub_explicit(&own->references, 1, memory_order_acq_rel) != 1)
        return;
    wev_arena_free(&own->arena);
    free(own);
}

uint64_t wev_selector_key(wev_str name, bool is_channel, uint32_t id) {
    return wev_hash_mix(wev_hash_name(name, is_channel ? 1 : 0) ^ id * UINT64_C(0x9E3779B97F4A7C15));
}

static bool has_version(const wev_entry *entry, int64_t version) {
    if (entry->versions.count == 0)
        return true;
    for (uint32_t i = 0; i < entry->versions.count; i++)
        if ((int64_t)entry->versions.item[i] == version)
            return true;
    return false;
}

static bool fits(const wev_selector *selector, wev_str provider, wev_str channel, uint32_t id, int64_t version) {
    const wev_match *const match = selector->match;
    return selector->entry->id == id && (match->provider.ptr == NULL || wev_str_same(match->provider, provider)) &&
           (match->channel.ptr == NULL || wev_str_same(match->channel, channel)) &&
           (!match->no_provider || provider.ptr == NULL) && has_version(selector->entry, version);
}

static const wev_selector *find_by(const wev_rulebase *rulebase, uint64_t key, wev_str provider, wev_str channel,
                                   uint32_t id, int64_t version) {
    for (uint32_t slot = (uint32_t)key & rulebase->slot_mask; rulebase->slot[slot] != 0;
         slot = (slot + 1) & rulebase->slot_mask) {
        const wev_selector *selector = rulebase->selector + rulebase->slot[slot] - 1;
        const wev_selector *const end = rulebase->selector + rulebase->selector_count;
        if (selector->key != key)
            continue;
        for (; selector < end && selector->key == key; selector++)
            if (fits(selector, provider, channel, id, version))
                return selector;
        return NULL;
    }
    return NULL;
}

/* `MSSQL$SALES`, an instance of a service that has several, is what a match says of `MSSQL$*`. */
static const wev_selector *find_by_instance(const wev_rulebase *rulebase, wev_str provider, wev_str channel,
                                            uint32_t id, int64_t version) {
    char name[64];
    const char *const dollar = provider.len > 0 ? memchr(provider.ptr, '$', provider.len) : NULL;
    const size_t len = dollar != NULL ? (size_t)(dollar - provider.ptr) + 1 : 0;
    if (len < 2 || len >= sizeof name || len == provider.len)
        return NULL;
    memcpy(name, provider.ptr, len);
    name[len] = '*';
    const wev_str service = {name, len + 1};
    return find_by(rulebase, wev_selector_key(service, false, id), service, channel, id, version);
}

const wev_entry *wev_rulebase_find(const wev_rulebase *rulebase, wev_str provider, wev_str channel, uint32_t id,
                                   int64_t version) {
    const wev_selector *by_provider = NULL, *by_channel = NULL;
    if (rulebase == NULL || rulebase->selector_count == 0)
        return NULL;
    if (provider.ptr != NULL)
        by_provider = find_by(rulebase, wev_selector_key(provider, false, id), provider, channel, id, version);
    if (by_provider == NULL && provider.ptr != NULL)
        by_provider = find_by_instance(rulebase, provider, channel, id, version);
    if (channel.ptr != NULL && (by_provider == NULL || rulebase->has_site))
        by_channel = find_by(rulebase, wev_selector_key(channel, true, id), provider, channel, id, version);
    /* The provider says more than the channel, but what a site says comes before all. */
    if (by_provider == NULL ||
        (by_channel != NULL && by_channel->rank >= WEV_RANK_SITE && by_provider->rank < WEV_RANK_SITE))
        by_provider = by_channel;
    return by_provider != NULL ? by_provider->entry : NULL;
}

wev_text wev_severity_name(wev_severity severity) {
    switch (severity) {
    case WEV_SEVERITY_CRITICAL:
        return TX("critical");
    case WEV_SEVERITY_ERROR:
        return TX("error");
    case WEV_SEVERITY_WARNING:
        return TX("warning");
    case WEV_SEVERITY_NOTICE:
        return TX("notice");
    case WEV_SEVERITY_INFORMATION:
        return TX("information");
    case WEV_SEVERITY_DEBUG:
        return TX("debug");
    case WEV_SEVERITY_NONE:
        break;
    }
    return TX("");
}

const wev_entry *wev_rulebase_entries(const wev_rulebase *rulebase, uint32_t *count) {
    *count = rulebase->entry_count;
    return rulebase->entry;
}

const wev_code_table *wev_rulebase_tables(const wev_rulebase *rulebase, uint32_t *count) {
    *count = rulebase->table_count;
    return rulebase->table;
}

const wev_pack *wev_rulebase_packs(const wev_rulebase *rulebase, uint32_t *count) {
    *count = rulebase->pack_count;
    return rulebase->pack;
}

wev_str wev_rulebase_lang(const wev_rulebase *rulebase) {
    return rulebase->lang;
}

const wev_promise *wev_rulebase_promises(const wev_rulebase *rulebase, uint32_t *count) {
    *count = rulebase->promise_count;
    return rulebase->promise;
}

size_t wev_rulebase_bytes(const wev_rulebase *rulebase) {
    return rulebase->arena.total + sizeof *rulebase;
}

int wev_name_compare(wev_str a, wev_str b) {
    const size_t shorter = a.len < b.len ? a.len : b.len;
    const int order = shorter > 0 ? memcmp(a.ptr, b.ptr, shorter) : 0;
    return order != 0 ? order : a.len < b.len ? -1 : a.len > b.len;
}

const wev_code_table *wev_rulebase_table(const wev_rulebase *rulebase, wev_str name) {
    uint32_t low = 0, high = rulebase->table_count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int order = wev_name_compare(wev_text_raw(rulebase->by_name[middle]->name), name);
        if (order == 0)
            return rulebase->by_name[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const wev_code_table *wev_rulebase_parameters(const wev_rulebase *rulebase) {
    return rulebase != NULL ? rulebase->parameters : NULL;
}
