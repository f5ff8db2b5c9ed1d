/* SPDX-License-Identifier: Apache-2.0 */
/* rulebase/wording/<pack>.json: the sentence and the labels of an event's rendered text. */
#include "knowledge/load.h"

#include <stdlib.h>

static const wev_jkey file_keys[] = {
    {"for", json_type_string, true, json_type_null},    {"lang", json_type_string, true, json_type_null},
    {"source", json_type_string, true, json_type_null}, {"parts", json_type_object, false, json_type_null},
    {"events", json_type_array, true, json_type_null},
};
static const wev_jkey event_keys[] = {
    {"id", json_type_int, true, json_type_null},        {"lang", json_type_string, false, json_type_null},
    {"text", json_type_string, true, json_type_null},   {"end", json_type_string, false, json_type_null},
    {"labels", json_type_array, false, json_type_null},
};

typedef struct place {
    wev_load *load;
    const wev_jfile *file;
    unsigned line;
} place;

static bool bad(const place *p, const char *what, wev_str detail) {
    return wev_bad_text(p->load->why, p->file, p->line, what, detail);
}

/* `Heading`, `Label=Field`, and with a `+` behind it a field whose value is a list. */
static bool read_label(const place *p, wev_str text, wev_wording_label *out) {
    wev_str label, field = text;
    const bool has_field = wev_str_split(&field, SV("="), &label);
    *out = (wev_wording_label){.list = has_field && field.len > 0 && field.ptr[field.len - 1] == '+'};
    if (out->list)
        field.len--;
    if (label.len == 0 || (has_field && field.len == 0))
        return bad(p, "a label is `Heading`, `Label=Field` or `Label=Field+`", text);
    return wev_load_str(p->load, label, &out->text) && (!has_field || wev_load_text(p->load, field, &out->field));
}

/* The array that `@name` stands for; NULL if there is none. */
static struct json_object *part_of(const place *p, wev_str name) {
    struct json_object *const parts = wev_jget(p->file->root, "parts");
    if (parts == NULL)
        return NULL;
    json_object_object_foreach(parts, key, value) {
        if (wev_str_equal(wev_str_of(key), name))
            return json_object_is_type(value, json_type_array) ? value : NULL;
    }
    return NULL;
}

/* Counts, and where `out` is not NULL reads, the labels of an array with its parts; parts have no parts. */
static bool read_labels(const place *p, struct json_object *array, bool inner, wev_wording_label *out,
                        uint32_t *count) {
    const size_t n = array != NULL ? json_object_array_length(array) : 0;
    for (size_t i = 0; i < n; i++) {
        struct json_object *const one = json_object_array_get_idx(array, i);
        if (!json_object_is_type(one, json_type_string))
            return bad(p, "a label is a string", SV("labels"));
        const wev_str text = wev_str_of(json_object_get_string(one));
        if (!inner && text.len > 0 && text.ptr[0] == '@') {
            struct json_object *const part = part_of(p, wev_str_skip(text, 1));
            if (part == NULL)
                return bad(p, "the file has no part of this name", text);
            if (!read_labels(p, part, true, out, count))
                return false;
            continue;
        }
        if (out != NULL && !read_label(p, text, out + *count))
            return false;
        (*count)++;
    }
    return true;
}

/* What is loaded later goes in front: a site's files come last, and win. */
static bool attach(const place *p, wev_str pack, wev_wording *wording) {
    bool used = false;
    wev_rulebase *const rulebase = p->load->rulebase;
    for (uint32_t i = 0; i < rulebase->entry_count; i++) {
        wev_entry *const entry = rulebase->entry + i;
        if (entry->id == wording->id && wev_str_equal(wev_text_raw(entry->pack->name), pack)) {
            if (!used) /* entries of one id have the same wordings */
                wording->next = entry->wording;
            entry->wording = wording;
            used = true;
        }
    }
    return used || bad(p, "the wording of an event that the pack does not have", pack);
}

static bool read_event(const place *p, struct json_object *json, wev_wording *out) {
    uint64_t id = 0;
    uint32_t count = 0;
    struct json_object *const labels = wev_jget(json, "labels");
    const bool has_lang = wev_jget(json, "lang") != NULL;
    if (!wev_jfile_check(p->file, p->line, json, WEV_JKEYS(event_keys), p->load->why) ||
        !wev_load_number(p->load, p->file, p->line, wev_jget(json, "id"), 32, &id) ||
        !wev_load_str(p->load, wev_jstr(json, "text"), &out->sentence) ||
        !wev_load_str(p->load, wev_jstr(json, "end"), &out->end) ||
        !wev_load_str(p->load, wev_jstr(has_lang ? json : p->file->root, "lang"), &out->lang) ||
        !read_labels(p, labels, false, NULL, &count))
        return false;
    out->id = (uint32_t)id;
    wev_wording_label *const label = wev_load_alloc(p->load, count + 1, sizeof *label);
    if (label == NULL)
        return false;
    out->label = label;
    return read_labels(p, labels, false, label, &out->label_count) && attach(p, wev_jstr(p->file->root, "for"), out);
}

bool wev_load_wording(wev_load *load) {
    size_t count = 0;
    for (wev_jfile *file = load->wording; file != NULL; file = file->next) {
        if (!wev_load_open(load, file, "for", WEV_JKEYS(file_keys)))
            return false;
        count += wev_jlen(file->root, "events");
    }
    wev_wording *const wording = wev_load_alloc(load, count + 1, sizeof *wording);
    if (wording == NULL)
        return false;
    load->rulebase->wording = wording;
    for (const wev_jfile *file = load->wording; file != NULL; file = file->next) {
        struct json_object *const events = wev_jget(file->root, "events");
        for (size_t i = 0; i < wev_jlen(file->root, "events"); i++) {
            const place p = {load, file, wev_load_line(file, i)};
            if (!read_event(&p, json_object_array_get_idx(events, i), wording + load->rulebase->wording_count++))
                return false;
        }
    }
    return true;
}
