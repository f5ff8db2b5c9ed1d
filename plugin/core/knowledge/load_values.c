/* SPDX-License-Identifier: Apache-2.0 */
/* From json-c's values to the rulebase's own: copies, lists, numbers, severities, citations. */
#include "base/num.h"
#include "knowledge/load.h"

void *wev_load_alloc(wev_load *load, size_t count, size_t size) {
    void *const memory = wev_arena_alloc(load->arena, count * size);
    if (memory == NULL) {
        *load->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
        return NULL;
    }
    memset(memory, 0, count * size);
    return memory;
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

bool wev_load_sources(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *entry, wev_texts *out) {
    if (!wev_load_string_list(load, file, line, entry, "source", out))
        return false;
    if (out->count == 0)
        return wev_bad(load->why, file, line, "a fact needs a source", NULL);
    struct json_object *const known = wev_jget(file->root, "sources");
    wev_text *const item = wev_load_alloc(load, out->count, sizeof *item);
    if (item == NULL)
        return false;
    for (uint32_t i = 0; i < out->count; i++) {
        const wev_str citation = known != NULL ? wev_jstr(known, out->item[i].ptr) : (wev_str){NULL, 0};
        if (citation.ptr == NULL)
            return wev_bad(load->why, file, line, "the file's sources do not have this key", out->item[i].ptr);
        if (!wev_load_text(load, citation, item + i))
            return false;
    }
    out->item = item;
    return true;
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

bool wev_load_number(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *value, unsigned width,
                     uint64_t *out) {
    wev_num_form form;
    if (!json_object_is_type(value, json_type_string) && !json_object_is_type(value, json_type_int))
        return wev_bad(load->why, file, line, "a code is a string or an integer", NULL);
    const char *const written = json_object_get_string(value);
    wev_str text = wev_str_of(written);
    if (wev_str_starts(text, SV("%%")))
        text = wev_str_skip(text, 2);
    return wev_num_code(text, width, out, &form) ||
           wev_bad(load->why, file, line, "this is no code of the table's width", written);
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
