/* SPDX-License-Identifier: Apache-2.0 */
/* Packs as a whole: heads, labels, whose events they are; and the index over all entries. */
#include "knowledge/load_pack.h"

#include "base/hash.h"
#include "knowledge/labels.h"

#include <stdlib.h>

static const wev_jkey file_keys[] = {
    {"pack", json_type_string, true},       {"title", json_type_string, true},
    {"lifecycle", json_type_string, false}, {"match", json_type_array, true},
    {"explained", json_type_array, false},  {"sources", json_type_object, true},
    {"labels", json_type_object, false},    {"copies", json_type_object, false},
    {"events", json_type_array, true},
};

bool wev_load_match(const wev_pack_file *p, unsigned line, struct json_object *matches, wev_entry *entry) {
    const size_t count = matches != NULL ? json_object_array_length(matches) : 0;
    wev_match *const match = wev_load_alloc(p->load, count + 1, sizeof *match);
    if (match == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct json_object *const one = json_object_array_get_idx(matches, i);
        if (!json_object_is_type(one, json_type_object))
            return wev_bad(p->load->why, p->file, line, "a match is an object", NULL);
        json_object_object_foreach(one, name, value) {
            const bool provider = strcmp(name, "provider") == 0;
            if (!provider && strcmp(name, "channel") != 0)
                return wev_bad(p->load->why, p->file, line, "a match has provider and channel, nothing else", name);
            if (provider && value == NULL)
                match[i].no_provider = true;
            else if (!json_object_is_type(value, json_type_string))
                return wev_bad(p->load->why, p->file, line, "the name of a provider or channel is a string", name);
            else if (!wev_load_str(p->load, wev_jstr(one, name), provider ? &match[i].provider : &match[i].channel))
                return false;
        }
        if (match[i].provider.ptr == NULL && match[i].channel.ptr == NULL)
            return wev_bad(p->load->why, p->file, line, "a match names a provider or a channel", NULL);
    }
    if (count == 0)
        return wev_bad(p->load->why, p->file, line, "an event needs a match", NULL);
    entry->match = match;
    entry->match_count = (uint32_t)count;
    return true;
}

static size_t spellings_of(struct json_object *labels) {
    size_t count = 0;
    json_object_object_foreach(labels, name, list) {
        (void)name;
        count += json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    }
    return count;
}

static bool add_label(const wev_pack_file *p, wev_label *slots, uint32_t slot_count, wev_str spelling, uint32_t field) {
    char room[WEV_LABEL_ROOM];
    const size_t len = wev_label_normalise(spelling, room);
    wev_label label = {.field = field};
    if (len == 0)
        return wev_bad(p->load->why, p->file, 0, "a label is empty or too long", spelling.ptr);
    if (!wev_load_str(p->load, (wev_str){room, len}, &label.spelling))
        return false;
    uint32_t slot = (uint32_t)wev_hash_name(label.spelling, 0) & (slot_count - 1);
    for (; slots[slot].spelling.ptr != NULL; slot = (slot + 1) & (slot_count - 1)) {
        if (!wev_str_equal(slots[slot].spelling, label.spelling))
            continue;
        return slots[slot].field == field || wev_bad(p->load->why, p->file, 0, "two fields have this label", spelling.ptr);
    }
    slots[slot] = label;
    return true;
}

static bool read_labels(const wev_pack_file *p) {
    struct json_object *const labels = wev_jget(p->file->root, "labels");
    if (labels == NULL)
        return true;
    uint32_t slot_count = 16;
    while (slot_count < 2 * spellings_of(labels))
        slot_count *= 2;
    wev_str *const field = wev_load_alloc(p->load, (size_t)json_object_object_length(labels) + 1, sizeof *field);
    wev_label *const slot = wev_load_alloc(p->load, slot_count, sizeof *slot);
    if (field == NULL || slot == NULL)
        return false;
    uint32_t count = 0;
    json_object_object_foreach(labels, name, list) {
        wev_texts spellings;
        if (!json_object_is_type(list, json_type_array))
            return wev_bad(p->load->why, p->file, 0, "a field's labels are an array", name);
        if (!wev_load_str(p->load, wev_str_of(name), field + count) ||
            !wev_load_string_list(p->load, p->file, 0, labels, name, &spellings))
            return false;
        for (uint32_t i = 0; i < spellings.count; i++)
            if (!add_label(p, slot, slot_count, wev_text_raw(spellings.item[i]), count))
                return false;
        count++;
    }
    p->pack->labels = (wev_labels){field, count, slot, slot_count};
    return true;
}

/* Is each name there once, and does each id of `related` belong to an entry of the pack? */
static bool check_pack(const wev_pack_file *p, const wev_entry *first, const wev_entry *end) {
    for (const wev_entry *entry = first; entry < end; entry++) {
        for (const wev_entry *before = first; before < entry; before++)
            if (wev_str_equal(wev_text_raw(before->name), wev_text_raw(entry->name)))
                return wev_bad(p->load->why, p->file, entry->line, "the pack has this name already", entry->name.ptr);
        for (uint32_t i = 0; i < entry->related.count; i++) {
            const wev_entry *other = first;
            while (other < end && other->id != entry->related.item[i])
                other++;
            if (other == end)
                return wev_bad(p->load->why, p->file, entry->line, "a related event is not in the pack", entry->name.ptr);
        }
    }
    return true;
}

static bool read_pack(wev_load *load, const wev_jfile *file, wev_pack *pack) {
    wev_rulebase *const rulebase = load->rulebase;
    struct json_object *const events = wev_jget(file->root, "events");
    wev_str path;
    if (!wev_load_str(load, wev_str_of(file->path), &path))
        return false;
    const wev_pack_file p = {load, file, pack, path.ptr};
    if (!wev_load_text(load, wev_jstr(file->root, "pack"), &pack->name) ||
        !wev_load_text(load, wev_jstr(file->root, "title"), &pack->title) ||
        !wev_load_text(load, wev_jstr(file->root, "lifecycle"), &pack->lifecycle) || !read_labels(&p))
        return false;
    const wev_entry *const first = rulebase->entry + rulebase->entry_count;
    for (size_t i = 0; i < json_object_array_length(events); i++)
        if (!wev_load_entry(&p, wev_load_line(file, i), json_object_array_get_idx(events, i),
                            rulebase->entry + rulebase->entry_count++))
            return false;
    return wev_load_check_languages(load, file) && check_pack(&p, first, rulebase->entry + rulebase->entry_count);
}

bool wev_load_events(wev_load *load) {
    wev_rulebase *const rulebase = load->rulebase;
    size_t packs = 0, entries = 0;
    for (const wev_jfile *file = load->events; file != NULL; file = file->next) {
        if (!wev_jfile_check(file, 0, file->root, WEV_JKEYS(file_keys), load->why))
            return false;
        packs++;
        entries += wev_jlen(file->root, "events");
    }
    rulebase->pack = wev_load_alloc(load, packs + 1, sizeof *rulebase->pack);
    rulebase->entry = wev_load_alloc(load, entries + 1, sizeof *rulebase->entry);
    if (rulebase->pack == NULL || rulebase->entry == NULL)
        return false;
    for (const wev_jfile *file = load->events; file != NULL; file = file->next)
        if (!read_pack(load, file, rulebase->pack + rulebase->pack_count++))
            return false;
    return true;
}

/* More that is stated is more specific; what a site says comes before all. */
static uint32_t rank_of(const wev_entry *entry, const wev_match *match, bool site) {
    return (site ? (uint32_t)WEV_RANK_SITE : 0u) + (match->provider.ptr != NULL && match->channel.ptr != NULL ? 4u : 0u) +
           (match->no_provider ? 2u : 0u) + (entry->versions.count > 0 ? 1u : 0u);
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
    return a->entry != b->entry && a->entry->id == b->entry->id &&
           same_name(a->match->provider, b->match->provider) && same_name(a->match->channel, b->match->channel) &&
           same_versions(a->entry->versions, b->entry->versions);
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
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && selector[k - 1].key == selector[i].key && selector[k - 1].rank == selector[i].rank; k--)
            if (hides(selector + k - 1, selector + i))
                return told_twice(load, selector[i].entry);
    return true;
}

static bool is_site_file(const wev_load *load, const char *path) {
    for (const wev_jfile *file = load->events; file != NULL; file = file->next)
        if (strcmp(file->path, path) == 0)
            return file->site;
    return false;
}

static void fill_selectors(const wev_load *load, wev_selector *selector) {
    wev_rulebase *const rulebase = load->rulebase;
    const char *path = NULL;
    bool site = false;
    for (uint32_t i = 0; i < rulebase->entry_count; i++) {
        const wev_entry *const entry = rulebase->entry + i;
        if (entry->file != path)
            site = is_site_file(load, path = entry->file);
        for (uint32_t k = 0; k < entry->match_count; k++) {
            const wev_match *const match = entry->match + k;
            const bool channel = match->provider.ptr == NULL;
            selector[rulebase->selector_count++] = (wev_selector){
                .key = wev_selector_key(channel ? match->channel : match->provider, channel, entry->id),
                .entry = entry,
                .match = match,
                .rank = rank_of(entry, match, site),
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
    fill_selectors(load, selector);
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
