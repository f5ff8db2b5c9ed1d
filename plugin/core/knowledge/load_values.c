/* SPDX-License-Identifier: Apache-2.0 */
/* From json-c's values to the rulebase's own: copies, lists, numbers, severities, citations. */
#include "base/num.h"
#include "knowledge/load.h"

#include <stdlib.h>

void *wev_load_alloc(wev_load *load, size_t count, size_t size) {
    void *const memory = wev_arena_alloc(load->arena, count * size);
    if (memory == NULL) {
        *load->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
        return NULL;
    }
    memset(memory, 0, count * size);
    return memory;
}

void *wev_load_grow(wev_load *load, void *list, size_t *room, size_t count, size_t size) {
    if (count < *room)
        return list;
    const size_t more = *room > 0 ? *room * 2 : 256;
    void *const grown = realloc(list, more * size);
    if (grown == NULL)
        *load->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
    else
        *room = more;
    return grown;
}

bool wev_load_str(wev_load *load, wev_str text, wev_str *out) {
    *out = (wev_str){NULL, 0};
    if (text.ptr == NULL)
        return true;
    char *const copy = wev_load_alloc(load, text.len + 1, 1);
    if (copy == NULL)
        return false;
    memcpy(copy, text.ptr, text.len);
    *out = (wev_str){copy, text.len};
    return true;
}

bool wev_load_text(wev_load *load, wev_str text, wev_text *out) {
    wev_str copy;
    *out = WEV_ABSENT;
    if (!wev_load_str(load, text, &copy))
        return false;
    if (copy.ptr != NULL)
        *out = wev_text_of(copy);
    return true;
}

bool wev_load_string_list(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object,
                          const char *name, wev_texts *out) {
    struct json_object *const value = wev_jget(object, name);
    const bool is_array = json_object_is_type(value, json_type_array);
    const size_t count = value == NULL ? 0 : is_array ? json_object_array_length(value) : 1;
    *out = (wev_texts){NULL, 0};
    if (count == 0)
        return true;
    wev_text *const item = wev_load_alloc(load, count, sizeof *item);
    if (item == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct json_object *const one = is_array ? json_object_array_get_idx(value, i) : value;
        if (!json_object_is_type(one, json_type_string))
            return wev_bad(load->why, file, line, "a string was expected", name);
        const wev_str text = {json_object_get_string(one), (size_t)json_object_get_string_len(one)};
        if (!wev_load_text(load, text, item + i))
            return false;
    }
    *out = (wev_texts){item, (uint32_t)count};
    return true;
}

bool wev_load_name(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object, const char *name,
                   wev_text *out) {
    const wev_str text = wev_jstr(object, name);
    if (text.ptr != NULL && text.len == 0)
        return wev_bad(load->why, file, line, "this key is empty", name);
    return wev_load_text(load, text, out);
}

bool wev_load_word(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object, const char *name,
                   const char *const *words, const char *what, wev_text *out) {
    const wev_str word = wev_jstr(object, name);
    *out = WEV_ABSENT;
    if (word.ptr == NULL)
        return true;
    while (*words != NULL && !wev_str_equal(wev_str_of(*words), word))
        words++;
    if (*words == NULL)
        return wev_bad(load->why, file, line, what, word.ptr);
    *out = wev_text_of(wev_str_of(*words));
    return true;
}

/* The keys in `value`, a string or an array of strings. */
static bool find_citations(wev_load *load, const wev_jfile *file, const wev_citations *known, unsigned line,
                           struct json_object *value, wev_texts *out) {
    const bool is_array = json_object_is_type(value, json_type_array);
    const size_t count = is_array ? json_object_array_length(value) : 1;
    wev_text *const item = count > 1 ? wev_load_alloc(load, count, sizeof *item) : NULL;
    *out = (wev_texts){item, (uint32_t)count};
    if (count == 0)
        return wev_bad(load->why, file, line, "a fact needs a source", NULL);
    if (count > 1 && item == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct json_object *const one = is_array ? json_object_array_get_idx(value, i) : value;
        const wev_str key = wev_str_of(json_object_get_string(one));
        uint32_t k = 0;
        if (!json_object_is_type(one, json_type_string))
            return wev_bad(load->why, file, line, "a string was expected", "source");
        while (k < known->count && !wev_str_equal(known->key[k], key))
            k++;
        if (k == known->count)
            return wev_bad(load->why, file, line, "the file's sources do not have this key", key.ptr);
        if (count == 1)
            out->item = known->text + k;
        else
            item[i] = known->text[k];
    }
    return true;
}

bool wev_load_citations(wev_load *load, const wev_jfile *file, wev_citations *out) {
    struct json_object *const sources = wev_jget(file->root, "sources"), *const usual = wev_jget(file->root, "source");
    const size_t count = (size_t)json_object_object_length(sources);
    *out = (wev_citations){.key = wev_load_alloc(load, count + 1, sizeof *out->key)};
    out->text = wev_load_alloc(load, count + 1, sizeof *out->text);
    if (out->key == NULL || out->text == NULL)
        return false;
    json_object_object_foreach(sources, key, citation) {
        const wev_str text = wev_jstr(sources, key);
        if (!json_object_is_type(citation, json_type_string) || text.len == 0)
            return wev_bad_head(load->why, file, "sources", "a source is a text", key);
        out->key[out->count] = wev_str_of(key);
        if (!wev_load_text(load, text, out->text + out->count++))
            return false;
    }
    return usual == NULL || find_citations(load, file, out, wev_jfile_line(file, "source"), usual, &out->usual);
}

bool wev_load_sources(wev_load *load, const wev_jfile *file, const wev_citations *known, unsigned line,
                      struct json_object *entry, wev_texts *out) {
    struct json_object *const own = wev_jget(entry, "source");
    *out = known->usual;
    if (own != NULL)
        return find_citations(load, file, known, line, own, out);
    return known->usual.count > 0 || wev_bad(load->why, file, line, "a key is missing", "source");
}

bool wev_load_severity(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object,
                       const char *name, wev_severity *out) {
    const wev_str word = wev_jstr(object, name);
    *out = WEV_SEVERITY_NONE;
    if (word.ptr == NULL)
        return true;
    for (int severity = WEV_SEVERITY_CRITICAL; severity <= WEV_SEVERITY_DEBUG; severity++) {
        if (wev_str_equal(word, wev_text_raw(wev_severity_name((wev_severity)severity)))) {
            *out = (wev_severity)severity;
            return true;
        }
    }
    return wev_bad(load->why, file, line, "a severity is critical, error, warning, notice, information or debug",
                   word.ptr);
}

bool wev_load_code(wev_load *load, const wev_jfile *file, unsigned line, wev_str text, unsigned width, uint64_t *out) {
    wev_num_form form;
    const wev_str digits = wev_str_starts(text, SV("%%")) ? wev_str_skip(text, 2) : text;
    return wev_num_code(digits, width, out, &form) ||
           wev_bad_text(load->why, file, line, "this is no code of the table's width", text);
}

bool wev_load_number(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *value, unsigned width,
                     uint64_t *out) {
    if (!json_object_is_type(value, json_type_string) && !json_object_is_type(value, json_type_int))
        return wev_bad(load->why, file, line, "a code is a string or an integer", NULL);
    return wev_load_code(load, file, line, wev_str_of(json_object_get_string(value)), width, out);
}

bool wev_load_numbers(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *array, unsigned width,
                      wev_values *out) {
    *out = (wev_values){NULL, 0};
    if (array == NULL)
        return true;
    if (!json_object_is_type(array, json_type_array))
        return wev_bad(load->why, file, line, "an array of codes was expected", NULL);
    const size_t count = json_object_array_length(array);
    uint64_t *const item = wev_load_alloc(load, count, sizeof *item);
    if (item == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!wev_load_number(load, file, line, json_object_array_get_idx(array, i), width, item + i))
            return false;
    *out = (wev_values){item, (uint32_t)count};
    return true;
}

bool wev_load_integers(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *array, int64_t most,
                       const char *what, wev_values *out) {
    const size_t count = array != NULL ? json_object_array_length(array) : 0;
    *out = (wev_values){NULL, 0};
    if (count == 0)
        return true;
    uint64_t *const item = wev_load_alloc(load, count, sizeof *item);
    if (item == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct json_object *const one = json_object_array_get_idx(array, i);
        const int64_t number = json_object_get_int64(one);
        if (!json_object_is_type(one, json_type_int) || number < 0 || number > most)
            return wev_bad(load->why, file, line, what, json_object_to_json_string(one));
        item[i] = (uint64_t)number;
    }
    *out = (wev_values){item, (uint32_t)count};
    return true;
}
