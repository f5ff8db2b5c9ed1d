/* SPDX-License-Identifier: Apache-2.0 */
/* rulebase/codes/<table>.json: what codes mean. A site's table of the same name adds to ours and wins. */
#include "knowledge/load_table.h"

#include <stdlib.h>

static const wev_jkey file_keys[] = {
    {"table", json_type_string, true, json_type_null},
    {"title", json_type_string, true, json_type_null},
    {"kind", json_type_string, true, json_type_null},
    {"width", json_type_int, false, json_type_null},
    {"display", json_type_string, false, json_type_null},
    {"loose_decimal", json_type_boolean, false, json_type_null},
    {"hex_digits", json_type_boolean, false, json_type_null},
    {"fallback", json_type_array, false, json_type_null},
    {"facility", json_type_object, false, json_type_null},
    {"success", json_type_array, false, json_type_null},
    {"neutral", json_type_array, false, json_type_null},
    {"explained", json_type_array, false, json_type_null},
    {"translated", json_type_array, false, json_type_null},
    {"sources", json_type_object, true, json_type_null},
    {"source", json_type_string, false, json_type_array},
    {"codes", json_type_array, true, json_type_null},
};

/* What numbers have and texts do not. */
static const char *const number_keys[] = {"width",    "display",  "loose_decimal", "hex_digits",
                                          "fallback", "facility", "success",       "neutral"};

static int find_word(const char *const *words, size_t count, wev_str name) {
    for (size_t i = 0; i < count; i++)
        if (wev_str_equal(wev_str_of(words[i]), name))
            return (int)i;
    return -1;
}

static bool read_codes(wev_load *load, const wev_jfile *file, const char *key, const wev_code_table *table,
                       wev_values *out) {
    return wev_load_numbers(load, file, wev_jfile_line(file, key), wev_jget(file->root, key), table->width, out);
}

static bool read_number_head(wev_load *load, const wev_jfile *file, wev_code_table *table) {
    static const char *const displays[] = {
        [WEV_SHOW_HEX8] = "hex8",
        [WEV_SHOW_HEX] = "hex",
        [WEV_SHOW_DECIMAL] = "decimal",
        [WEV_SHOW_PARAMETER] = "parameter",
    };
    struct json_object *const root = file->root;
    const int display = find_word(displays, sizeof displays / sizeof *displays, wev_jstr(root, "display"));
    const int64_t width = json_object_get_int64(wev_jget(root, "width"));
    if (wev_jget(root, "width") == NULL || wev_jget(root, "display") == NULL)
        return wev_bad(load->why, file, 0, "a key is missing", wev_jget(root, "width") == NULL ? "width" : "display");
    if (display < 0)
        return wev_bad_head(load->why, file, "display", "a table's display is hex8, hex, decimal or parameter",
                            wev_jstr(root, "display").ptr);
    if (width != 32 && width != 64)
        return wev_bad_head(load->why, file, "width", "a table's width is 32 or 64", NULL);
    table->display = (wev_code_display)display;
    table->width = (unsigned)width;
    table->loose_decimal = json_object_get_boolean(wev_jget(root, "loose_decimal"));
    table->hex_digits = json_object_get_boolean(wev_jget(root, "hex_digits"));
    if (table->hex_digits && (table->loose_decimal || display == WEV_SHOW_DECIMAL || display == WEV_SHOW_PARAMETER))
        return wev_bad_head(load->why, file, "hex_digits", "a table of hexadecimal digits has no decimal ones",
                            "hex_digits");
    return read_codes(load, file, "success", table, &table->success) &&
           read_codes(load, file, "neutral", table, &table->neutral);
}

/* The head of a table; the site's head replaces ours. */
static bool read_head(wev_load *load, const wev_jfile *file, wev_code_table *table) {
    static const char *const kinds[] = {[WEV_CODE_ENUM] = "enum", [WEV_CODE_MASK] = "mask", [WEV_CODE_TEXT] = "text"};
    struct json_object *const root = file->root;
    const int kind = find_word(kinds, sizeof kinds / sizeof *kinds, wev_jstr(root, "kind"));
    if (kind < 0)
        return wev_bad_head(load->why, file, "kind", "a table's kind is enum, mask or text",
                            wev_jstr(root, "kind").ptr);
    table->kind = (wev_code_kind)kind;
    for (size_t i = 0; table->kind == WEV_CODE_TEXT && i < sizeof number_keys / sizeof *number_keys; i++)
        if (wev_jget(root, number_keys[i]) != NULL)
            return wev_bad_head(load->why, file, number_keys[i], "a table of texts does not have this key",
                                number_keys[i]);
    return wev_load_text(load, wev_jstr(root, "table"), &table->name) &&
           wev_load_name(load, file, wev_jfile_line(file, "title"), root, "title", &table->title) &&
           (table->kind == WEV_CODE_TEXT || read_number_head(load, file, table));
}

/* Its name is its table's (wev_load_open). */
static const char *name_of(const wev_jfile *file) {
    const char *const slash = strrchr(file->path, '/');
    return slash != NULL ? slash + 1 : file->path;
}

/* The file of the other folder that has a table of the same name, or NULL. */
static wev_jfile *find_twin(const wev_load *load, const wev_jfile *file) {
    for (wev_jfile *other = load->codes; other != NULL; other = other->next)
        if (other != file && other->site != file->site && strcmp(name_of(other), name_of(file)) == 0)
            return other;
    return NULL;
}

static bool open_table(wev_load *load, wev_jfile *file) {
    return wev_load_open(load, file, "table", WEV_JKEYS(file_keys));
}

/* One table out of our file and, perhaps, the site's; whose head counts. */
static bool read_table(wev_load *load, wev_jfile *file, wev_code_table *table) {
    wev_jfile *const site = file->site ? NULL : find_twin(load, file);
    if (!open_table(load, file) || (site != NULL && !open_table(load, site)))
        return false;
    const bool ok = read_head(load, site != NULL ? site : file, table) && wev_load_rows(load, site, file, table);
    wev_jfile_forget(file);
    if (site != NULL)
        wev_jfile_forget(site);
    return ok;
}

static int compare_tables(const void *left, const void *right) {
    const wev_code_table *const a = *(const wev_code_table *const *)left;
    const wev_code_table *const b = *(const wev_code_table *const *)right;
    return wev_name_compare(wev_text_raw(a->name), wev_text_raw(b->name));
}

static bool index_tables(wev_load *load) {
    wev_rulebase *const rulebase = load->rulebase;
    const wev_code_table **const by_name = wev_load_alloc(load, rulebase->table_count + 1, sizeof *by_name);
    if (by_name == NULL)
        return false;
    for (uint32_t i = 0; i < rulebase->table_count; i++)
        by_name[i] = rulebase->table + i;
    qsort(by_name, rulebase->table_count, sizeof *by_name, compare_tables);
    rulebase->by_name = by_name;
    rulebase->parameters = wev_rulebase_table(rulebase, SV("message-parameter"));
    if (rulebase->parameters != NULL && rulebase->parameters->display != WEV_SHOW_PARAMETER)
        rulebase->parameters = NULL;
    return true;
}

/* Does the file make a table, or add to one of ours? */
static bool makes_table(const wev_load *load, const wev_jfile *file) {
    return !file->site || find_twin(load, file) == NULL;
}

/* What tables say of other tables, once all are known. */
static bool read_references(wev_load *load) {
    wev_code_table *table = load->rulebase->table;
    for (const wev_jfile *file = load->codes; file != NULL; file = file->next) {
        if (!makes_table(load, file))
            continue;
        const wev_jfile *const site = file->site ? NULL : find_twin(load, file);
        if (!wev_load_fallbacks(load, site != NULL ? site : file, table++))
            return false;
    }
    return true;
}

bool wev_load_codes(wev_load *load) {
    wev_rulebase *const rulebase = load->rulebase;
    rulebase->table = wev_load_alloc(load, wev_load_count(load->codes) + 1, sizeof *rulebase->table);
    if (rulebase->table == NULL)
        return false;
    for (wev_jfile *file = load->codes; file != NULL; file = file->next)
        if (makes_table(load, file) && !read_table(load, file, rulebase->table + rulebase->table_count++))
            return false;
    return index_tables(load) && read_references(load);
}
