/* SPDX-License-Identifier: Apache-2.0 */
/* rulebase/text/<lang>/<name>.json: explanations and remedies. */
#include "base/num.h"
#include "knowledge/load.h"

#include <stdlib.h>

static const wev_jkey file_keys[] = {
    {"lang", json_type_string, true, json_type_null},
    {"for", json_type_string, true, json_type_null},
    {"events", json_type_array, false, json_type_null},
    {"codes", json_type_array, false, json_type_null},
};
static const wev_jkey event_keys[] = {
    {"id", json_type_int, false, json_type_null},        {"name", json_type_string, false, json_type_null},
    {"title", json_type_string, true, json_type_null},   {"explanation", json_type_string, true, json_type_null},
    {"remedy", json_type_string, false, json_type_null},
};
static const wev_jkey code_keys[] = {
    {"code", json_type_string, true, json_type_null},
    {"title", json_type_string, true, json_type_null},
    {"explanation", json_type_string, true, json_type_null},
    {"remedy", json_type_string, false, json_type_null},
};

/* Longer text is stored but not searchable where ECS maps it (ignore_above 1024). */
enum { MAX_TEXT = 1000 };

static int compare_things(const wev_text_row *a, const wev_text_row *b) {
    const int order = wev_name_compare(a->name, b->name);
    if (order != 0)
        return order;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return wev_spelling_compare(a->word, b->word);
}

static int compare_rows(const void *left, const void *right) {
    const wev_text_row *const a = left, *const b = right;
    const int order = compare_things(a, b);
    return order != 0 ? order : a->priority < b->priority ? -1 : a->priority > b->priority;
}

/* Into the loader's memory. */
static bool keep(wev_load *load, wev_str text, wev_str *out) {
    *out = text.ptr != NULL ? wev_arena_copy(&load->own, text) : text;
    if (text.ptr == NULL || out->ptr != NULL)
        return true;
    *load->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
    return false;
}

static bool read_parts(wev_load *load, struct json_object *json, wev_text_row *row) {
    static const char *const names[] = {"title", "explanation", "remedy"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const wev_str text = wev_jstr(json, names[i]);
        if (text.ptr != NULL && (text.len == 0 || text.len > MAX_TEXT))
            return wev_bad(load->why, row->file, row->line, "a text has 1 to 1,000 bytes", names[i]);
        if (!keep(load, text, row->part + i))
            return false;
    }
    return true;
}

static bool read_event_key(wev_load *load, struct json_object *json, wev_text_row *row) {
    struct json_object *const id = wev_jget(json, "id");
    const wev_str name = wev_jstr(json, "name");
    row->kind = id != NULL ? WEV_TEXT_EVENT_ID : WEV_TEXT_EVENT_NAME;
    if ((id != NULL) == (name.ptr != NULL))
        return wev_bad(load->why, row->file, row->line, "a text is for an id or for a name", NULL);
    return keep(load, name, &row->word) &&
           (id == NULL || wev_load_number(load, row->file, row->line, id, 64, &row->key));
}

/* The head of the code table that a text file is for; NULL if there is none. */
static struct json_object *find_table(const wev_load *load, wev_str name) {
    for (const wev_jfile *file = load->codes; file != NULL; file = file->next)
        if (wev_str_equal(wev_jstr(file->root, "table"), name))
            return file->root;
    return NULL;
}

/* A code is written as in its table, so the table's kind and width say how it is to be read. */
static bool read_code_key(wev_load *load, struct json_object *table, struct json_object *json, wev_text_row *row) {
    const bool is_text = table != NULL && wev_str_equal(wev_jstr(table, "kind"), SV("text"));
    const bool is_short = table != NULL && json_object_get_int64(wev_jget(table, "width")) == 32;
    row->kind = is_text ? WEV_TEXT_SPELLING : WEV_TEXT_CODE;
    if (is_text)
        return keep(load, wev_jstr(json, "code"), &row->word);
    return wev_load_number(load, row->file, row->line, wev_jget(json, "code"), is_short ? 32 : 64, &row->key);
}

static bool read_row(wev_load *load, struct json_object *json, bool of_code, struct json_object *table,
                     wev_text_row *row) {
    return wev_jfile_check(row->file, row->line, json, of_code ? WEV_JKEYS(code_keys) : WEV_JKEYS(event_keys),
                           load->why) &&
           (of_code ? read_code_key(load, table, json, row) : read_event_key(load, json, row)) &&
           read_parts(load, json, row);
}

static bool read_array(wev_load *load, const wev_jfile *file, bool of_code, size_t *entry) {
    const char *const key = of_code ? "codes" : "events";
    struct json_object *const entries = wev_jget(file->root, key);
    const wev_str name = wev_jstr(file->root, "for");
    struct json_object *const table = of_code ? find_table(load, name) : NULL;
    const bool own_language = strcmp(file->lang, load->lang) == 0;
    for (size_t i = 0; i < wev_jlen(file->root, key); i++) {
        wev_text_row *const list =
            wev_load_grow(load, load->text, &load->text_room, load->text_count, sizeof *load->text);
        if (list == NULL)
            return false;
        load->text = list;
        wev_text_row *const row = list + load->text_count++;
        *row = (wev_text_row){.name = name, .file = file, .line = wev_load_line(file, (*entry)++)};
        row->priority = (own_language ? 0u : 2u) + (file->site ? 0u : 1u);
        if (!read_row(load, json_object_array_get_idx(entries, i), of_code, table, row))
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

static bool read_file(wev_load *load, wev_jfile *file) {
    size_t entry = 0;
    if (!wev_load_open(load, file, "for", WEV_JKEYS(file_keys)))
        return false;
    if (!wev_str_equal(wev_jstr(file->root, "lang"), wev_str_of(file->lang)))
        return wev_bad_head(load->why, file, "lang", "`lang` is not the folder's name",
                            wev_jstr(file->root, "lang").ptr);
    const bool first = events_first(file);
    const bool ok = read_array(load, file, !first, &entry) && read_array(load, file, first, &entry);
    wev_jfile_forget(file);
    return ok;
}

bool wev_load_texts(wev_load *load) {
    for (wev_jfile *file = load->texts; file != NULL; file = file->next)
        if (!read_file(load, file))
            return false;
    if (load->text_count > 0)
        qsort(load->text, load->text_count, sizeof *load->text, compare_rows);
    for (size_t i = 1; i < load->text_count; i++) {
        const wev_text_row *const one = load->text + i - 1, *const two = load->text + i;
        if (compare_rows(one, two) == 0) /* the later line is the second */
            return wev_bad(load->why, two->file, one->line > two->line ? one->line : two->line,
                           "a second text for the same thing", NULL);
    }
    return true;
}

/* The first row of that thing, the best one; NULL if there is none. */
static wev_text_row *find_row(const wev_load *load, const wev_text_row *wanted) {
    size_t low = 0, high = load->text_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_things(load->text + middle, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < load->text_count && compare_things(load->text + low, wanted) == 0 ? load->text + low : NULL;
}

static bool lists(struct json_object *languages, const char *lang) {
    const size_t count = languages != NULL ? json_object_array_length(languages) : 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(json_object_get_string(json_object_array_get_idx(languages, i)), lang) == 0)
            return true;
    return false;
}

/* Keeps it for those who want to see whether the promise is held. */
static bool note_promise(wev_load *load, const wev_jfile *file, const char *key, wev_str lang) {
    wev_rulebase *const rulebase = load->rulebase;
    wev_text name, path;
    for (uint32_t i = 0; i < rulebase->promise_count; i++)
        if (wev_str_equal(rulebase->promise[i].lang, lang))
            return true;
    if (rulebase->promise_count == WEV_MAX_PROMISES)
        return wev_bad_head(load->why, file, key, "too many languages", key);
    if (!wev_load_text(load, lang, &name) || !wev_load_text(load, wev_str_of(file->path), &path))
        return false;
    rulebase->promise[rulebase->promise_count++] = (wev_promise){wev_text_raw(name), wev_text_raw(path)};
    return true;
}

bool wev_load_duty(wev_load *load, const wev_jfile *file, wev_str name, wev_text_duty *duty) {
    static const char *const keys[] = {"explained", "translated"};
    bool *const wanted[] = {&duty->explained, &duty->translated};
    duty->name = name;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct json_object *const languages = wev_jget(file->root, keys[i]);
        for (size_t k = 0; k < wev_jlen(file->root, keys[i]); k++) {
            struct json_object *const one = json_object_array_get_idx(languages, k);
            if (!json_object_is_type(one, json_type_string))
                return wev_bad_head(load->why, file, keys[i], "a language is a string", keys[i]);
            if (!note_promise(load, file, keys[i], wev_str_of(json_object_get_string(one))))
                return false;
        }
        *wanted[i] = lists(languages, load->lang);
    }
    return true;
}

static bool copy_explanation(wev_load *load, wev_text_row *row) {
    row->loaded = true;
    return wev_load_text(load, row->part[0], &row->text.title) &&
           wev_load_text(load, row->part[1], &row->text.explanation) &&
           wev_load_text(load, row->part[2], &row->text.remedy) &&
           wev_load_text(load, wev_str_of(row->file->lang), &row->text.lang);
}

/* What the best row says; all rows of the thing have found their owner. */
static bool take_row(wev_load *load, const wev_text_duty *duty, wev_text_row *row, const wev_jfile *file, unsigned line,
                     wev_explanation *out) {
    const wev_text_row *const end = load->text + load->text_count;
    const bool own = row != NULL && strcmp(row->file->lang, load->lang) == 0;
    *out = (wev_explanation){.title = WEV_ABSENT};
    if (!own && (duty->explained || (duty->translated && row != NULL)))
        return wev_bad(load->why, file, line, "a text is missing in the language", load->lang);
    if (row == NULL)
        return true;
    for (wev_text_row *one = row; one < end && compare_things(one, row) == 0; one++)
        one->used = true;
    if (!row->loaded && !copy_explanation(load, row))
        return false;
    *out = row->text;
    return true;
}

bool wev_load_event_text(wev_load *load, const wev_text_duty *duty, uint32_t id, wev_str event, const wev_jfile *file,
                         unsigned line, wev_explanation *out) {
    const wev_text_row by_name = {.name = duty->name, .kind = WEV_TEXT_EVENT_NAME, .word = event};
    const wev_text_row by_id = {.name = duty->name, .kind = WEV_TEXT_EVENT_ID, .key = id};
    wev_text_row *row = find_row(load, &by_name);
    if (row == NULL && (row = find_row(load, &by_id)) != NULL) {
        if (row->owner.ptr == NULL) {
            row->owner = event;
        } else if (!wev_str_equal(row->owner, event) && !file->site) { /* a site's pack names events as it likes */
            row->rival_file = file;
            row->rival_line = line;
        }
    }
    return take_row(load, duty, row, file, line, out);
}

bool wev_load_need_text(wev_load *load, const wev_text_duty *duty, wev_code *code, const wev_jfile *file,
                        unsigned line) {
    wev_code_need *const list = wev_load_grow(load, load->need, &load->need_room, load->need_count, sizeof *load->need);
    if (list == NULL)
        return false;
    load->need = list;
    list[load->need_count++] = (wev_code_need){code, *duty, file, line};
    return true;
}

bool wev_load_code_texts(wev_load *load) {
    for (size_t i = 0; i < load->need_count; i++) {
        const wev_code_need *const need = load->need + i;
        const wev_str spelling = wev_text_raw(need->code->spelling);
        const wev_text_row wanted = {.name = need->duty.name,
                                     .kind = spelling.ptr != NULL ? WEV_TEXT_SPELLING : WEV_TEXT_CODE,
                                     .word = spelling,
                                     .key = spelling.ptr != NULL ? 0 : need->code->value};
        if (!take_row(load, &need->duty, find_row(load, &wanted), need->file, need->line, &need->code->text))
            return false;
    }
    return true;
}

bool wev_load_check_texts(wev_load *load) {
    for (size_t i = 0; i < load->text_count; i++) {
        const wev_text_row *const row = load->text + i;
        if (!row->used)
            return wev_bad_text(load->why, row->file, row->line,
                                "a text for an event or code that the rulebase does not have", row->name);
        if (row->rival_file != NULL)
            return wev_bad_text(load->why, row->rival_file, row->rival_line,
                                "another event has this id too, so its text is to state a name and no id", row->owner);
    }
    return true;
}
