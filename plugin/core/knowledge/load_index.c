/* SPDX-License-Identifier: Apache-2.0 */
/* The index over all entries: by provider or channel, and id. */
#include "knowledge/load.h"

#include <stdlib.h>

/* More that is stated is more specific; what a site says comes before all. */
static uint32_t rank_of(const wev_entry *entry, const wev_match *match) {
    const bool both = match->provider.ptr != NULL && match->channel.ptr != NULL;
    return (entry->pack->site ? (uint32_t)WEV_RANK_SITE : 0u) + (both ? 4u : 0u) + (match->no_provider ? 2u : 0u) +
           (entry->versions.count > 0 ? 1u : 0u);
}

static int compare_selectors(const void *left, const void *right) {
    const wev_selector *const a = left, *const b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank > b->rank ? -1 : 1;
    return a->entry < b->entry ? -1 : a->entry > b->entry;
}

static bool same_name(wev_str a, wev_str b) {
    return (a.ptr == NULL) == (b.ptr == NULL) && wev_str_same(a, b);
}

static bool same_versions(wev_values a, wev_values b) {
    for (uint32_t i = 0; i < a.count; i++)
        for (uint32_t k = 0; k < b.count; k++)
            if (a.item[i] == b.item[k])
                return true;
    return a.count == 0 && b.count == 0;
}

/* Would `b` never be found because of `a`, which has the same key and rank? */
static bool hides(const wev_selector *a, const wev_selector *b) {
    return a->entry != b->entry && a->entry->id == b->entry->id && same_name(a->match->provider, b->match->provider) &&
           same_name(a->match->channel, b->match->channel) && same_versions(a->entry->versions, b->entry->versions);
}

static bool told_twice(wev_load *load, const wev_entry *entry) {
    const size_t room = sizeof load->why->file - 1, len = strlen(entry->file);
    wev_bad(load->why, NULL, entry->line, "the event is in the rulebase already", entry->name.ptr);
    memcpy(load->why->file, entry->file, len < room ? len : room);
    load->why->file[len < room ? len : room] = '\0';
    return false;
}

/* Two entries of one rank for one event: one of them could never be found. */
static bool check_selectors(wev_load *load, const wev_selector *selector, size_t count) {
    for (size_t i = 1; i < count; i++) {
        const wev_selector *const one = selector + i;
        for (size_t k = i; k > 0 && selector[k - 1].key == one->key && selector[k - 1].rank == one->rank; k--)
            if (hides(selector + k - 1, one))
                return told_twice(load, one->entry);
    }
    return true;
}

static void fill_selectors(wev_rulebase *rulebase, wev_selector *selector) {
    for (uint32_t i = 0; i < rulebase->entry_count; i++) {
        const wev_entry *const entry = rulebase->entry + i;
        rulebase->has_site = rulebase->has_site || entry->pack->site;
        for (uint32_t k = 0; k < entry->match_count; k++) {
            const wev_match *const match = entry->match + k;
            const bool channel = match->provider.ptr == NULL;
            selector[rulebase->selector_count++] = (wev_selector){
                .key = wev_selector_key(channel ? match->channel : match->provider, channel, entry->id),
                .entry = entry,
                .match = match,
                .rank = rank_of(entry, match),
            };
        }
    }
}

bool wev_load_index(wev_load *load) {
    wev_rulebase *const rulebase = load->rulebase;
    size_t count = 0;
    for (uint32_t i = 0; i < rulebase->entry_count; i++)
        count += rulebase->entry[i].match_count;
    wev_selector *const selector = wev_load_alloc(load, count + 1, sizeof *selector);
    uint32_t slots = 16;
    while (slots < 2 * count)
        slots *= 2;
    uint32_t *const slot = wev_load_alloc(load, slots, sizeof *slot);
    if (selector == NULL || slot == NULL)
        return false;
    fill_selectors(rulebase, selector);
    qsort(selector, count, sizeof *selector, compare_selectors);
    if (!check_selectors(load, selector, count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && selector[i].key == selector[i - 1].key)
            continue;
        uint32_t at = (uint32_t)selector[i].key & (slots - 1);
        while (slot[at] != 0)
            at = (at + 1) & (slots - 1);
        slot[at] = i + 1;
    }
    rulebase->selector = selector;
    rulebase->slot = slot;
    rulebase->slot_mask = slots - 1;
    return true;
}
