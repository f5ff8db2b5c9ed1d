/* SPDX-License-Identifier: Apache-2.0 */
/* Of an entry: what it is in ECS, which data is copied to ECS fields, and its ATT&CK techniques. */
#include "knowledge/ecs_targets.h"
#include "knowledge/load_pack.h"

#include <stdlib.h>

static const wev_jkey ecs_keys[] = {
    {"category", json_type_array, true, json_type_null},
    {"type", json_type_array, true, json_type_null},
    {"action", json_type_string, true, json_type_null},
};
static const wev_jkey technique_keys[] = {
    {"id", json_type_string, true, json_type_null},
    {"version", json_type_string, true, json_type_null},
};

static bool read_kind(const wev_pack_file *p, unsigned line, struct json_object *json, wev_ecs_kind_choice *out) {
    return wev_jfile_check(p->file, line, json, WEV_JKEYS(ecs_keys), p->load->why) &&
           wev_load_string_list(p->load, p->file, line, json, "category", &out->category) &&
           wev_load_string_list(p->load, p->file, line, json, "type", &out->type) &&
           wev_load_text(p->load, wev_jstr(json, "action"), &out->action);
}

/* {"by": FIELD, VALUE: KIND, ..., "*": KIND}; the last one wherever it stands. */
static bool read_kinds(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry,
                       wev_ecs_kind_choice *kind) {
    const wev_str by = wev_jstr(json, "by");
    struct json_object *const rest = wev_jget(json, "*");
    if (by.len == 0 || json_object_object_length(json) < 2)
        return wev_bad(p->load->why, p->file, line, "a choice in `ecs` has `by`, a field, and an object for a value",
                       NULL);
    json_object_object_foreach(json, value, one) {
        if (strcmp(value, "by") == 0 || strcmp(value, "*") == 0)
            continue;
        wev_ecs_kind_choice *const next = kind + entry->ecs_count++;
        if (!wev_load_str(p->load, wev_str_of(value), &next->value) || !read_kind(p, line, one, next))
            return false;
    }
    entry->ecs_by_place = wev_load_place(entry, by);
    return wev_load_str(p->load, by, &entry->ecs_by) &&
           (rest == NULL || read_kind(p, line, rest, kind + entry->ecs_count++));
}

bool wev_load_ecs(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    struct json_object *const ecs = wev_jget(json, "ecs");
    if (ecs == NULL)
        return true;
    const bool chosen = wev_jget(ecs, "by") != NULL;
    const size_t count = chosen ? (size_t)json_object_object_length(ecs) : 1;
    wev_ecs_kind_choice *const kind = wev_load_alloc(p->load, count, sizeof *kind);
    if (kind == NULL)
        return false;
    entry->ecs = kind;
    if (chosen)
        return read_kinds(p, line, ecs, entry, kind);
    entry->ecs_count = 1;
    return read_kind(p, line, ecs, kind);
}

static int compare_copies(const void *left, const void *right) {
    const wev_copy *const a = left, *const b = right;
    return a->target < b->target ? -1 : a->target > b->target;
}

static bool add_copy(const wev_pack_file *p, unsigned line, wev_str field, struct json_object *path, wev_copy *out) {
    const wev_str wanted = wev_str_of(json_object_get_string(path));
    for (unsigned i = 0; i < wev_ecs_target_count; i++) {
        if (wev_str_equal(wev_ecs_targets[i].path, wanted)) {
            *out = (wev_copy){.field = field, .target = (uint16_t)i};
            return true;
        }
    }
    return wev_bad(p->load->why, p->file, line, "data is not copied to this ECS field", wanted.ptr);
}

/* Of `"if": {field: value}` in a set, which holds for all of it. */
static bool read_condition(const wev_pack_file *p, unsigned line, struct json_object *set, wev_copy *out) {
    struct json_object *const condition = wev_jget(set, "if");
    *out = (wev_copy){.by = {NULL, 0}};
    if (condition == NULL)
        return true;
    if (json_object_is_type(condition, json_type_object) && json_object_object_length(condition) == 1) {
        json_object_object_foreach(condition, field, value) {
            if (json_object_is_type(value, json_type_string))
                return wev_load_str(p->load, wev_str_of(field), &out->by) &&
                       wev_load_str(p->load, wev_str_of(json_object_get_string(value)), &out->value);
        }
    }
    return wev_bad(p->load->why, p->file, line, "`if` in copies is a field and its value", NULL);
}

/* One set of copies, {field: path or [paths]}, behind those that are in `copy` already. */
static bool read_copy_set(const wev_pack_file *p, unsigned line, struct json_object *set, wev_copy *copy,
                          uint32_t *count) {
    wev_copy condition;
    if (!read_condition(p, line, set, &condition))
        return false;
    json_object_object_foreach(set, name, paths) {
        if (strcmp(name, "if") == 0)
            continue;
        const bool many = json_object_is_type(paths, json_type_array);
        const size_t n = many ? json_object_array_length(paths) : 1;
        wev_str field;
        if (!wev_load_str(p->load, wev_str_of(name), &field))
            return false;
        for (size_t i = 0; i < n; i++) {
            struct json_object *const path = many ? json_object_array_get_idx(paths, i) : paths;
            if (*count == wev_ecs_target_count)
                return wev_bad(p->load->why, p->file, line, "two fields go to one ECS field", name);
            if (!add_copy(p, line, field, path, copy + *count))
                return false;
            copy[*count].by = condition.by;
            copy[(*count)++].value = condition.value;
        }
    }
    return true;
}

/* Is the name part of this field copied? */
static bool has_account(const wev_copy *copy, uint32_t count, wev_str field) {
    for (uint32_t i = 0; i < count; i++)
        if (wev_ecs_targets[copy[i].target].kind == WEV_ECS_ACCOUNT && wev_str_same(copy[i].field, field))
            return true;
    return false;
}

bool wev_load_copies(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
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
    for (uint32_t i = 0; i < entry->copy_count; i++) {
        entry->winlog_count += wev_ecs_targets[copy[i].target].in_winlog;
        copy[i].place = wev_load_place(entry, copy[i].field);
        copy[i].by_place = copy[i].by.ptr != NULL ? wev_load_place(entry, copy[i].by) : 0;
        copy[i].of_account = wev_ecs_targets[copy[i].target].kind == WEV_ECS_DOMAIN &&
                             has_account(copy, entry->copy_count, copy[i].field);
    }
    entry->copy = copy;
    return true;
}

bool wev_load_techniques(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
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
