/* SPDX-License-Identifier: Apache-2.0 */
/* rulebase/text/<lang>/<name>.json: explanations and remedies. */
#include "knowledge/load.h"

#include <stdlib.h>

static const wev_jkey file_keys[] = {
    {"lang", json_type_string, true},
    {"for", json_type_string, true},
    {"events", json_type_array, false},
    {"codes", json_type_array, false},
};
static const wev_jkey event_keys[] = {
    {"id", json_type_int, true},
    {"title", json_type_string, true},
    {"explanation", json_type_string, true},
    {"remedy", json_type_string, false},
};
static const wev_jkey code_keys[] = {
    {"code", json_type_string, true},
    {"title", json_type_string, true},
    {"explanation", json_type_string, true},
    {"remedy", json_type_string, false},
};

/* Longer text is stored but not searchable where ECS maps it (ignore_above 1024). */
enum { MAX_TEXT = 1000 };

static int compare_rows(const void *left, const void *right) {
    const wev_text_row *const a = left, *const b = right;
    const size_t shorter = a->name.len < b->name.len ? a->name.len : b->name.len;
    const int order = memcmp(a->name.ptr, b->name.ptr, shorter);
    if (order != 0)
        return order;
    if (a->name.len != b->name.len)
        return a->name.len < b->name.len ? -1 : 1;
    if (a->of_code != b->of_code)
        return a->of_code ? 1 : -1;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->priority < b->priority ? -1 : a->priority > b->priority;
}

static bool read_explanation(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *entry,
                             wev_explanation *out) {
    static const char *const names[] = {"title", "explanation", "remedy"};
    wev_text *const texts[] = {&out->title, &out->explanation, &out->remedy};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const wev_str text = wev_jstr(entry, names[i]);
        if (text.ptr != NULL && (text.len == 0 || text.len > MAX_TEXT))
            return wev_bad(load->why, file, line, "a text has 1 to 1,000 bytes", names[i]);
        if (!wev_load_text(load, text, texts[i]))
            return false;
    }
    return wev_load_text(load, wev_str_of(file->lang), &out->lang);
}

static bool read_array(wev_load *load, const wev_jfile *file, const char *array, bool of_code, size_t *entry,
                       wev_text name) {
    struct json_object *const entries = wev_jget(file->root, array);
    const size_t count = wev_jlen(file->root, array);
    for (size_t i = 0; i < count; i++) {
        struct json_object *const one = json_object_array_get_idx(entries, i);
        const unsigned line = wev_load_line(file, (*entry)++);
        wev_text_row *const row = load->text + load->text_count++;
        const bool own_language = strcmp(file->lang, load->lang) == 0;
        *row = (wev_text_row){.name = name, .of_code = of_code, .file = file, .line = line};
        row->priority = (own_language ? 0u : 2u) + (file->site ? 0u : 1u);
        if (!wev_jfile_check(file, line, one, of_code ? WEV_JKEYS(code_keys) : WEV_JKEYS(event_keys), load->why) ||
            !wev_load_number(load, file, line, wev_jget(one, of_code ? "code" : "id"), 64, &row->key) ||
            !read_explanation(load, file, line, one, &row->text))
            return false;
    }
    return true;
}

/* The arrays' entries come in the order in which the arrays stand in the file. */
static bool events_first(const wev_jfile *file) {
    json_object_object_foreach(file->root, name, value) {
        (void)value;
        if (strcmp(name, "events") == 0 || strcmp(name, "codes") == 0)
            return strcmp(name, "events") == 0;
    }
    return true;
}

static bool read_file(wev_load *load, const wev_jfile *file) {
    wev_text name;
    size_t entry = 0;
    if (!wev_jfile_check(file, 0, file->root, WEV_JKEYS(file_keys), load->why))
        return false;
    if (!wev_str_equal(wev_jstr(file->root, "lang"), wev_str_of(file->lang)))
        return wev_bad(load->why, file, 0, "`lang` is not the folder's name", wev_jstr(file->root, "lang").ptr);
    if (!wev_load_text(load, wev_jstr(file->root, "for"), &name))
        return false;
    const bool first = events_first(file);
    return read_array(load, file, first ? "events" : "codes", !first, &entry, name) &&
           read_array(load, file, first ? "codes" : "events", first, &entry, name);
}

bool wev_load_texts(wev_load *load) {
    size_t count = 0;
    for (const wev_jfile *file = load->texts; file != NULL; file = file->next)
        count += wev_jlen(file->root, "events") + wev_jlen(file->root, "codes");
    load->text = calloc(count + 1, sizeof *load->text);
    if (load->text == NULL) {
        *load->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
        return false;
    }
    for (const wev_jfile *file = load->texts; file != NULL; file = file->next)
        if (!read_file(load, file))
            return false;
    qsort(load->text, load->text_count, sizeof *load->text, compare_rows);
    for (size_t i = 1; i < load->text_count; i++)
        if (compare_rows(load->text + i - 1, load->text + i) == 0)
            return wev_bad(load->why, load->text[i].file, load->text[i].line, "a second text for the same thing", NULL);
    return true;
}

/* The first row of that thing, or NULL. */
static wev_text_row *find_rows(wev_load *load, wev_text name, bool of_code, uint64_t key) {
    const wev_text_row wanted = {.name = name, .of_code = of_code, .key = key};
    size_t low = 0, high = load->text_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_rows(load->text + middle, &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    wev_text_row *const row = load->text + low;
    const bool found = low < load->text_count && row->of_code == of_code && row->key == key &&
                       wev_str_equal(wev_text_raw(row->name), wev_text_raw(name));
    return found ? row : NULL;
}

bool wev_load_check_languages(wev_load *load, const wev_jfile *file) {
    struct json_object *const languages = wev_jget(file->root, "explained");
    for (size_t i = 0; i < wev_jlen(file->root, "explained"); i++)
        if (!json_object_is_type(json_object_array_get_idx(languages, i), json_type_string))
            return wev_bad(load->why, file, 0, "a language is a string", "explained");
    return true;
}

static bool lists(struct json_object *languages, const char *lang) {
    const size_t count = languages != NULL ? json_object_array_length(languages) : 0;
    for (size_t i = 0; i < count; i++) {
        struct json_object *const one = json_object_array_get_idx(languages, i);
        if (json_object_is_type(one, json_type_string) && strcmp(json_object_get_string(one), lang) == 0)
            return true;
    }
    return false;
}

bool wev_load_explanation(wev_load *load, wev_text name, bool of_code, uint64_t key, struct json_object *explained,
                          const wev_jfile *file, unsigned line, wev_explanation *out) {
    wev_text_row *row = find_rows(load, name, of_code, key);
    *out = (wev_explanation){.title = WEV_ABSENT};
    if (row != NULL)
        *out = row->text;
    const bool own = row != NULL && wev_str_equal(wev_text_raw(row->text.lang), wev_str_of(load->lang));
    if (!own && lists(explained, load->lang))
        return wev_bad(load->why, file, line, "a text is missing in the language", load->lang);
    const wev_text_row *const end = load->text + load->text_count;
    for (; row != NULL && row < end && row->of_code == of_code && row->key == key &&
           wev_str_equal(wev_text_raw(row->name), wev_text_raw(name));
         row++)
        row->used = true;
    return true;
}

bool wev_load_check_texts(wev_load *load) {
    for (size_t i = 0; i < load->text_count; i++)
        if (!load->text[i].used)
            return wev_bad(load->why, load->text[i].file, load->text[i].line,
                           "a text for an event or code that the rulebase does not have", load->text[i].name.ptr);
    return true;
}
