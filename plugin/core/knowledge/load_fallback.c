/* SPDX-License-Identifier: Apache-2.0 */
/* What a table says of values without a row: `fallback` to other tables, `facility`. */
#include "knowledge/load.h"

#include <stdlib.h>

static const wev_jkey fallback_keys[] = {
    {"mask", json_type_string, true, json_type_null},
    {"equals", json_type_string, true, json_type_null},
    {"take", json_type_string, true, json_type_null},
    {"table", json_type_string, true, json_type_null},
};
static const wev_jkey facility_keys[] = {
    {"mask", json_type_string, true, json_type_null},
    {"codes", json_type_object, true, json_type_null},
};

static bool read_fallback(wev_load *load, const wev_jfile *file, struct json_object *json, unsigned width,
                          wev_fallback *out) {
    const unsigned line = wev_jfile_line(file, "fallback");
    if (!wev_jfile_check(file, line, json, WEV_JKEYS(fallback_keys), load->why) ||
        !wev_load_number(load, file, line, wev_jget(json, "mask"), width, &out->mask) ||
        !wev_load_number(load, file, line, wev_jget(json, "equals"), width, &out->equals) ||
        !wev_load_number(load, file, line, wev_jget(json, "take"), width, &out->take))
        return false;
    const wev_str name = wev_jstr(json, "table");
    out->table = wev_rulebase_table(load->rulebase, name);
    if (out->table == NULL)
        return wev_bad_head(load->why, file, "fallback", "there is no such code table", name.ptr);
    if (out->table->kind != WEV_CODE_ENUM)
        return wev_bad_head(load->why, file, "fallback", "the table of a fallback is an enum", name.ptr);
    if ((out->equals & ~out->mask) != 0)
        return wev_bad_head(load->why, file, "fallback", "no value is like this under the fallback's mask", name.ptr);
    return true;
}

static int compare_facilities(const void *left, const void *right) {
    const wev_facility *const a = left, *const b = right;
    return a->bits < b->bits ? -1 : a->bits > b->bits;
}

static bool read_facility(wev_load *load, const wev_jfile *file, struct json_object *json, wev_code_table *table) {
    const unsigned line = wev_jfile_line(file, "facility");
    if (!wev_jfile_check(file, line, json, WEV_JKEYS(facility_keys), load->why) ||
        !wev_load_number(load, file, line, wev_jget(json, "mask"), table->width, &table->facility_mask))
        return false;
    struct json_object *const codes = wev_jget(json, "codes");
    wev_facility *const facility = wev_load_alloc(load, (size_t)json_object_object_length(codes) + 1, sizeof *facility);
    if (facility == NULL)
        return false;
    json_object_object_foreach(codes, bits, name) {
        wev_facility *const one = facility + table->facility_count++;
        if (!json_object_is_type(name, json_type_string))
            return wev_bad_head(load->why, file, "facility", "the name of a facility is a string", bits);
        if (!wev_load_code(load, file, line, wev_str_of(bits), table->width, &one->bits) ||
            !wev_load_name(load, file, line, codes, bits, &one->name))
            return false;
        if ((one->bits & ~table->facility_mask) != 0)
            return wev_bad_head(load->why, file, "facility", "these bits are not in the facility's mask", bits);
    }
    qsort(facility, table->facility_count, sizeof *facility, compare_facilities);
    for (uint32_t i = 1; i < table->facility_count; i++)
        if (facility[i - 1].bits == facility[i].bits)
            return wev_bad_head(load->why, file, "facility", "a facility is there twice", facility[i].name.ptr);
    table->facility = facility;
    return true;
}

bool wev_load_fallbacks(wev_load *load, const wev_jfile *file, wev_code_table *table) {
    struct json_object *const list = wev_jget(file->root, "fallback");
    struct json_object *const facility = wev_jget(file->root, "facility");
    const size_t count = list != NULL ? json_object_array_length(list) : 0;
    wev_fallback *const fallback = count > 0 ? wev_load_alloc(load, count, sizeof *fallback) : NULL;
    if (count > 0 && fallback == NULL)
        return false;
    if ((count > 0 || facility != NULL) && table->kind != WEV_CODE_ENUM)
        return wev_bad_head(load->why, file, count > 0 ? "fallback" : "facility", "only an enum falls back", NULL);
    for (size_t i = 0; i < count; i++)
        if (!read_fallback(load, file, json_object_array_get_idx(list, i), table->width, fallback + i))
            return false;
    table->fallback = fallback;
    table->fallback_count = (uint32_t)count;
    return facility == NULL || read_facility(load, file, facility, table);
}
