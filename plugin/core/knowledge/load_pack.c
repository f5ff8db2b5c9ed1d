/* SPDX-License-Identifier: Apache-2.0 */
/* rulebase/events/<pack>.json: packs as a whole, with their heads, labels, and whose events they are. */
#include "knowledge/load_pack.h"

#include "base/hash.h"
#include "knowledge/labels.h"

#include <stdlib.h>

static const wev_jkey file_keys[] = {
    {"pack", json_type_string, true, json_type_null},       {"title", json_type_string, true, json_type_null},
    {"lifecycle", json_type_string, false, json_type_null}, {"match", json_type_array, true, json_type_null},
    {"explained", json_type_array, false, json_type_null},  {"translated", json_type_array, false, json_type_null},
    {"sources", json_type_object, true, json_type_null},    {"source", json_type_string, false, json_type_array},
    {"labels", json_type_object, false, json_type_null},    {"copies", json_type_object, false, json_type_null},
    {"events", json_type_array, true, json_type_null},
};

static bool read_match(const wev_pack_file *p, unsigned line, struct json_object *json, wev_match *match) {
    wev_load *const load = p->load;
    if (!json_object_is_type(json, json_type_object))
        return wev_bad(load->why, p->file, line, "a match is an object", NULL);
    json_object_object_foreach(json, name, value) {
        const bool provider = strcmp(name, "provider") == 0;
        const wev_str text = wev_jstr(json, name);
        if (!provider && strcmp(name, "channel") != 0)
            return wev_bad(load->why, p->file, line, "a match has provider and channel, nothing else", name);
        if (provider && value == NULL)
            match->no_provider = true;
        else if (text.len == 0)
            return wev_bad(load->why, p->file, line, "the name of a provider or channel is a string", name);
        else if (!wev_load_str(load, text, provider ? &match->provider : &match->channel))
            return false;
    }
    if (match->provider.ptr == NULL && match->channel.ptr == NULL)
        return wev_bad(load->why, p->file, line, "a match names a provider or a channel", NULL);
    return true;
}

static bool read_matches(const wev_pack_file *p, unsigned line, struct json_object *json, const wev_match **out,
                         uint32_t *out_count) {
    const size_t count = json_object_array_length(json);
    wev_match *const match = wev_load_alloc(p->load, count + 1, sizeof *match);
    if (match == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_match(p, line, json_object_array_get_idx(json, i), match + i))
            return false;
    *out = match;
    *out_count = (uint32_t)count;
    return count > 0 || wev_bad(p->load->why, p->file, line, "an event needs a match", NULL);
}

bool wev_load_match(const wev_pack_file *p, unsigned line, struct json_object *matches, wev_entry *entry) {
    entry->match = p->match;
    entry->match_count = p->match_count;
    return matches == NULL || read_matches(p, line, matches, &entry->match, &entry->match_count);
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
        return wev_bad_head(p->load->why, p->file, "labels", "a label is empty or too long", spelling.ptr);
    if (!wev_load_str(p->load, (wev_str){room, len}, &label.spelling))
        return false;
    uint32_t slot = (uint32_t)wev_hash_name(label.spelling, 0) & (slot_count - 1);
    for (; slots[slot].spelling.ptr != NULL; slot = (slot + 1) & (slot_count - 1)) {
        if (!wev_str_equal(slots[slot].spelling, label.spelling))
            continue;
        return slots[slot].field == field ||
               wev_bad_head(p->load->why, p->file, "labels", "two fields have this label", spelling.ptr);
    }
    slots[slot] = label;
    return true;
}

/* Notes how a spelling ends, which is normalised. In front of one that is too short there may stand anything. */
static void note_ending(wev_labels *labels, wev_str spelling) {
    uint32_t ending = 0;
    if (spelling.len < WEV_LABEL_ENDING) {
        memset(labels->ending, 0xFF, sizeof labels->ending);
        return;
    }
    for (unsigned i = 0; i < WEV_LABEL_ENDING; i++)
        ending |= wev_label_letter(spelling.ptr[spelling.len - 1 - i]) << 5 * i;
    const uint32_t bit = wev_label_ending_bit(ending);
    labels->ending[bit / 32] |= UINT32_C(1) << bit % 32;
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
    const unsigned line = wev_jfile_line(p->file, "labels");
    uint32_t count = 0;
    json_object_object_foreach(labels, name, list) {
        wev_texts spellings;
        if (!json_object_is_type(list, json_type_array))
            return wev_bad_head(p->load->why, p->file, "labels", "a field's labels are an array", name);
        if (!wev_load_str(p->load, wev_str_of(name), field + count) ||
            !wev_load_string_list(p->load, p->file, line, labels, name, &spellings))
            return false;
        for (uint32_t i = 0; i < spellings.count; i++)
            if (!add_label(p, slot, slot_count, wev_text_raw(spellings.item[i]), count))
                return false;
        count++;
    }
    p->pack->labels = (wev_labels){.field = field, .field_count = count, .slot = slot, .slot_count = slot_count};
    for (uint32_t i = 0; i < slot_count; i++)
        if (slot[i].spelling.ptr != NULL)
            note_ending(&p->pack->labels, slot[i].spelling);
    return true;
}

static int compare_names(const void *left, const void *right) {
    const wev_entry *const a = *(const wev_entry *const *)left, *const b = *(const wev_entry *const *)right;
    const int order = wev_name_compare(wev_text_raw(a->name), wev_text_raw(b->name));
    return order != 0 ? order : a < b ? -1 : a > b;
}

static int compare_ids(const void *left, const void *right) {
    const wev_entry *const a = *(const wev_entry *const *)left, *const b = *(const wev_entry *const *)right;
    return a->id != b->id ? (a->id < b->id ? -1 : 1) : a < b ? -1 : a > b;
}

/* Only one id may have a name. (That two of its entries differ in version or match, the index sees to.) */
static bool check_names(const wev_pack_file *p, const wev_entry **list, size_t count) {
    qsort(list, count, sizeof *list, compare_names);
    for (size_t i = 1; i < count; i++)
        if (list[i - 1]->id != list[i]->id &&
            wev_str_equal(wev_text_raw(list[i - 1]->name), wev_text_raw(list[i]->name)))
            return wev_bad(p->load->why, p->file, list[i]->line, "the pack has this name already", list[i]->name.ptr);
    return true;
}

static bool has_id(const wev_entry *const *list, size_t count, uint64_t id) {
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (list[middle]->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && list[low]->id == id;
}

/* Does each id of `related` belong to the pack? */
static bool check_related(const wev_pack_file *p, const wev_entry **list, size_t count) {
    qsort(list, count, sizeof *list, compare_ids);
    for (size_t i = 0; i < count; i++) {
        const wev_entry *const entry = list[i];
        for (uint32_t k = 0; k < entry->related.count; k++)
            if (!has_id(list, count, entry->related.item[k]))
                return wev_bad(p->load->why, p->file, entry->line, "a related event is not in the pack",
                               entry->name.ptr);
    }
    return true;
}

static bool check_pack(const wev_pack_file *p, const wev_entry *first, size_t count) {
    const wev_entry **const list = calloc(count + 1, sizeof *list);
    if (list == NULL) {
        *p->load->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
        return false;
    }
    for (size_t i = 0; i < count; i++)
        list[i] = first + i;
    const bool ok = check_names(p, list, count) && check_related(p, list, count);
    free(list);
    return ok;
}

static bool read_head(wev_pack_file *p) {
    static const char *const lifecycles[] = {"current", "legacy", NULL};
    wev_load *const load = p->load;
    const wev_jfile *const file = p->file;
    wev_str path;
    if (!wev_load_str(load, wev_str_of(file->path), &path))
        return false;
    p->path = path.ptr;
    p->pack->site = file->site;
    return wev_load_text(load, wev_jstr(file->root, "pack"), &p->pack->name) &&
           wev_load_name(load, file, wev_jfile_line(file, "title"), file->root, "title", &p->pack->title) &&
           wev_load_word(load, file, wev_jfile_line(file, "lifecycle"), file->root, "lifecycle", lifecycles,
                         "a lifecycle is current or legacy", &p->pack->lifecycle) &&
           read_matches(p, wev_jfile_line(file, "match"), wev_jget(file->root, "match"), &p->match, &p->match_count) &&
           read_labels(p) && wev_load_citations(load, file, &p->citations) &&
           wev_load_duty(load, file, wev_text_raw(p->pack->name), &p->duty);
}

/* The entries on their way: how many there will be is known when all packs are read. */
typedef struct entries {
    wev_entry *item;
    size_t count, room;
} entries;

static bool read_entries(const wev_pack_file *p, entries *all) {
    struct json_object *const events = wev_jget(p->file->root, "events");
    const size_t first = all->count, count = json_object_array_length(events);
    for (size_t i = 0; i < count; i++) {
        wev_entry *const item = wev_load_grow(p->load, all->item, &all->room, all->count, sizeof *item);
        if (item == NULL)
            return false;
        all->item = item;
        if (!wev_load_entry(p, wev_load_line(p->file, i), json_object_array_get_idx(events, i), item + all->count++))
            return false;
    }
    return check_pack(p, all->item + first, count);
}

static bool read_pack(wev_load *load, wev_jfile *file, wev_pack *pack, entries *all) {
    wev_pack_file p = {.load = load, .file = file, .pack = pack};
    if (!wev_load_open(load, file, "pack", WEV_JKEYS(file_keys)))
        return false;
    const bool ok = read_head(&p) && read_entries(&p, all);
    wev_jfile_forget(file);
    return ok;
}

bool wev_load_events(wev_load *load) {
    wev_rulebase *const rulebase = load->rulebase;
    entries all = {NULL, 0, 0};
    rulebase->pack = wev_load_alloc(load, wev_load_count(load->events) + 1, sizeof *rulebase->pack);
    bool ok = rulebase->pack != NULL;
    for (wev_jfile *file = load->events; ok && file != NULL; file = file->next)
        ok = read_pack(load, file, rulebase->pack + rulebase->pack_count++, &all);
    ok = ok && (rulebase->entry = wev_load_alloc(load, all.count + 1, sizeof *rulebase->entry)) != NULL;
    if (ok) {
        if (all.count > 0)
            memcpy(rulebase->entry, all.item, all.count * sizeof *all.item);
        rulebase->entry_count = (uint32_t)all.count;
    }
    free(all.item);
    return ok;
}
