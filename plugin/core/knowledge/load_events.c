/* SPDX-License-Identifier: Apache-2.0 */
/* rulebase/events/<pack>.json: packs and their entries. */
#include "knowledge/ecs_targets.h"
#include "knowledge/load.h"
#include "knowledge/load_pack.h"

#include <stdlib.h>

static const wev_jkey event_keys[] = {
    {"id", json_type_int, true},           {"version", json_type_array, false},
    {"match", json_type_array, false},     {"name", json_type_string, true},
    {"outcome", json_type_string, true},   {"severity", json_type_string, true},
    {"failure_severity", json_type_string, false}, {"category", json_type_string, true},
    {"stage", json_type_string, false},    {"ecs", json_type_object, false},
    {"details", json_type_array, false},   {"codes", json_type_object, false},
    {"expect", json_type_object, false},   {"copy", json_type_array, false},
    {"related", json_type_array, false},   {"mitre", json_type_array, false},
};
static const wev_jkey ecs_keys[] = {
    {"category", json_type_array, true},
    {"type", json_type_array, true},
    {"action", json_type_string, true},
};
static const wev_jkey technique_keys[] = {{"id", json_type_string, true}, {"version", json_type_string, true}};

static const char *const categories[] = {"account", "audit", "authentication", "certificate",
                                         "policy",  "process", "service", "session"};
static const char *const stages[] = {"policy", "request", "verify", "issue", "deliver", "report"};

static bool is_one_of(const char *const *words, size_t count, wev_str word) {
    for (size_t i = 0; i < count; i++)
        if (wev_str_equal(word, wev_str_of(words[i])))
            return true;
    return false;
}

static bool check_keys(const wev_pack_file *p, unsigned line, struct json_object *entry) {
    wev_jkey keys[sizeof event_keys / sizeof *event_keys + 1];
    struct json_object *const source = json_object_is_type(entry, json_type_object) ? wev_jget(entry, "source") : NULL;
    memcpy(keys, event_keys, sizeof event_keys);
    keys[sizeof event_keys / sizeof *event_keys] =
        (wev_jkey){"source", json_object_is_type(source, json_type_array) ? json_type_array : json_type_string, true};
    return wev_jfile_check(p->file, line, entry, WEV_JKEYS(keys), p->load->why);
}

static bool read_outcome(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    static const struct {
        const char *word;
        wev_outcome outcome;
        bool audit;
    } outcomes[] = {
        {"success", WEV_OUTCOME_SUCCESS, false},
        {"failure", WEV_OUTCOME_FAILURE, false},
        {"unknown", WEV_OUTCOME_UNKNOWN, false},
        {"audit", WEV_OUTCOME_UNKNOWN, true},
    };
    const wev_str word = wev_jstr(json, "outcome");
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        if (wev_str_equal(word, wev_str_of(outcomes[i].word))) {
            entry->outcome = outcomes[i].outcome;
            entry->audit = outcomes[i].audit;
            return true;
        }
    }
    return wev_bad(p->load->why, p->file, line, "an outcome is success, failure, unknown or audit", word.ptr);
}

/* Name, outcome, severity, category, stage: what is one word each. */
static bool read_words(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    wev_load *const load = p->load;
    const wev_str category = wev_jstr(json, "category"), stage = wev_jstr(json, "stage");
    if (!is_one_of(categories, sizeof categories / sizeof *categories, category))
        return wev_bad(load->why, p->file, line, "this is no category of rulebase/README.md", category.ptr);
    if (stage.ptr != NULL && !is_one_of(stages, sizeof stages / sizeof *stages, stage))
        return wev_bad(load->why, p->file, line, "this is no stage of rulebase/README.md", stage.ptr);
    return read_outcome(p, line, json, entry) && wev_load_text(load, wev_jstr(json, "name"), &entry->name) &&
           wev_load_text(load, category, &entry->category) && wev_load_text(load, stage, &entry->stage) &&
           wev_load_severity(load, p->file, line, json, "severity", &entry->severity) &&
           wev_load_severity(load, p->file, line, json, "failure_severity", &entry->failure_severity);
}

static bool read_ecs(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    struct json_object *const ecs = wev_jget(json, "ecs");
    if (ecs == NULL)
        return true;
    return wev_jfile_check(p->file, line, ecs, WEV_JKEYS(ecs_keys), p->load->why) &&
           wev_load_string_list(p->load, p->file, line, ecs, "category", &entry->ecs_category) &&
           wev_load_string_list(p->load, p->file, line, ecs, "type", &entry->ecs_type) &&
           wev_load_text(p->load, wev_jstr(ecs, "action"), &entry->ecs_action);
}

static const wev_code_table *find_table(const wev_rulebase *rulebase, const char *name) {
    for (uint32_t i = 0; i < rulebase->table_count; i++)
        if (wev_str_equal(wev_text_raw(rulebase->table[i].name), wev_str_of(name)))
            return rulebase->table + i;
    return NULL;
}

/* `expect` speaks of tables that a field of the event has. */
static bool check_expect(const wev_pack_file *p, unsigned line, struct json_object *expect, const wev_entry *entry) {
    if (expect == NULL)
        return true;
    json_object_object_foreach(expect, name, value) {
        uint32_t i = 0;
        (void)value;
        while (i < entry->code_count && !wev_str_equal(wev_text_raw(entry->code[i].table->name), wev_str_of(name)))
            i++;
        if (i == entry->code_count)
            return wev_bad(p->load->why, p->file, line, "codes are expected of a table that no field has", name);
    }
    return true;
}

static bool read_codes(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    wev_load *const load = p->load;
    struct json_object *const codes = wev_jget(json, "codes"), *const expect = wev_jget(json, "expect");
    const size_t count = codes != NULL ? (size_t)json_object_object_length(codes) : 0;
    wev_code_field *const field = wev_load_alloc(load, count + 1, sizeof *field);
    if (field == NULL)
        return false;
    entry->code = field;
    if (codes == NULL)
        return check_expect(p, line, expect, entry);
    json_object_object_foreach(codes, name, value) {
        wev_code_field *const one = field + entry->code_count++;
        if (!json_object_is_type(value, json_type_string))
            return wev_bad(load->why, p->file, line, "a code table's name was expected", name);
        one->table = find_table(load->rulebase, json_object_get_string(value));
        if (one->table == NULL)
            return wev_bad(load->why, p->file, line, "there is no such code table", json_object_get_string(value));
        struct json_object *const listed = expect != NULL ? wev_jget(expect, one->table->name.ptr) : NULL;
        one->has_expect = listed != NULL;
        if (!wev_load_str(load, wev_str_of(name), &one->field) ||
            !wev_load_numbers(load, p->file, line, listed, one->table->width, &one->expect))
            return false;
        for (uint32_t i = 0; i < one->expect.count; i++)
            if (wev_code_find(one->table, one->expect.item[i]) == NULL)
                return wev_bad(load->why, p->file, line, "an expected code is not in its table", one->table->name.ptr);
    }
    return check_expect(p, line, expect, entry);
}

static int compare_copies(const void *left, const void *right) {
    const wev_copy *const a = left, *const b = right;
    return a->target < b->target ? -1 : a->target > b->target;
}

static bool add_copy(const wev_pack_file *p, unsigned line, wev_str field, struct json_object *path, wev_copy *out) {
    const wev_str wanted = wev_str_of(json_object_get_string(path));
    for (unsigned i = 0; i < wev_ecs_target_count; i++) {
        if (wev_str_equal(wev_ecs_targets[i].path, wanted)) {
            *out = (wev_copy){field, i};
            return true;
        }
    }
    return wev_bad(p->load->why, p->file, line, "data is not copied to this ECS field", wanted.ptr);
}

/* One set of copies, {field: path or [paths]}, behind those that are in `copy` already. */
static bool read_copy_set(const wev_pack_file *p, unsigned line, struct json_object *set, wev_copy *copy,
                          uint32_t *count) {
    json_object_object_foreach(set, name, paths) {
        const bool many = json_object_is_type(paths, json_type_array);
        const size_t n = many ? json_object_array_length(paths) : 1;
        wev_str field;
        if (!wev_load_str(p->load, wev_str_of(name), &field))
            return false;
        for (size_t i = 0; i < n; i++) {
            struct json_object *const path = many ? json_object_array_get_idx(paths, i) : paths;
            if (*count == wev_ecs_target_count)
                return wev_bad(p->load->why, p->file, line, "two fields go to one ECS field", name);
            if (!add_copy(p, line, field, path, copy + (*count)++))
                return false;
        }
    }
    return true;
}

static bool read_copies(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    struct json_object *const names = wev_jget(json, "copy"), *const sets = wev_jget(p->file->root, "copies");
    const size_t count = wev_jlen(json, "copy");
    if (count == 0)
        return true;
    wev_copy *const copy = wev_load_alloc(p->load, wev_ecs_target_count, sizeof *copy);
    if (copy == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct json_object *const one = json_object_array_get_idx(names, i);
        const char *const name = json_object_is_type(one, json_type_string) ? json_object_get_string(one) : NULL;
        struct json_object *const set = sets != NULL && name != NULL ? wev_jget(sets, name) : NULL;
        if (!json_object_is_type(set, json_type_object))
            return wev_bad(p->load->why, p->file, line, "the pack has no copies of this name", name);
        if (!read_copy_set(p, line, set, copy, &entry->copy_count))
            return false;
    }
    qsort(copy, entry->copy_count, sizeof *copy, compare_copies);
    for (uint32_t i = 1; i < entry->copy_count; i++)
        if (copy[i].target == copy[i - 1].target)
            return wev_bad(p->load->why, p->file, line, "two fields go to one ECS field",
                           wev_ecs_targets[copy[i].target].path.ptr);
    entry->copy = copy;
    return true;
}

static bool read_techniques(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    struct json_object *const list = wev_jget(json, "mitre");
    const size_t count = wev_jlen(json, "mitre");
    wev_technique *const technique = wev_load_alloc(p->load, count + 1, sizeof *technique);
    if (technique == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct json_object *const one = json_object_array_get_idx(list, i);
        if (!wev_jfile_check(p->file, line, one, WEV_JKEYS(technique_keys), p->load->why) ||
            !wev_load_text(p->load, wev_jstr(one, "id"), &technique[i].id) ||
            !wev_load_text(p->load, wev_jstr(one, "version"), &technique[i].version))
            return false;
    }
    entry->technique = technique;
    entry->technique_count = (uint32_t)count;
    return true;
}

bool wev_load_entry(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    wev_load *const load = p->load;
    struct json_object *const matches = wev_jget(p->file->root, "match");
    if (!check_keys(p, line, json))
        return false;
    const int64_t id = json_object_get_int64(wev_jget(json, "id"));
    /* The schema's EventIDType is an unsigned short; numbers of prose rules cannot be mistaken for one. */
    if (id < 0 || (id > 65535 && id < 100000) || id > 999999)
        return wev_bad(load->why, p->file, line, "an event id is 0 to 65535, the number of a rule 100000 to 999999",
                       NULL);
    *entry = (wev_entry){.pack = p->pack, .id = (uint32_t)id, .file = p->path, .line = line};
    struct json_object *const own = wev_jget(json, "match");
    return read_words(p, line, json, entry) && read_ecs(p, line, json, entry) && read_codes(p, line, json, entry) &&
           read_copies(p, line, json, entry) && read_techniques(p, line, json, entry) &&
           wev_load_match(p, line, own != NULL ? own : matches, entry) &&
           wev_load_numbers(load, p->file, line, wev_jget(json, "version"), 64, &entry->versions) &&
           wev_load_numbers(load, p->file, line, wev_jget(json, "related"), 64, &entry->related) &&
           wev_load_string_list(load, p->file, line, json, "details", &entry->details) &&
           wev_load_sources(load, p->file, line, json, &entry->sources) &&
           wev_load_explanation(load, p->pack->name, false, entry->id, wev_jget(p->file->root, "explained"), p->file,
                                line, &entry->text);
}
