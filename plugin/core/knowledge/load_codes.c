/* SPDX-License-Identifier: Apache-2.0 */
/* rulebase/codes/<table>.json: what numbers mean. A site's table of the same name adds to ours and wins. */
#include "knowledge/load.h"

#include <stdlib.h>

static const wev_jkey file_keys[] = {
    {"table", json_type_string, true},     {"title", json_type_string, true},
    {"kind", json_type_string, true},      {"width", json_type_int, true},
    {"display", json_type_string, true},   {"loose_decimal", json_type_boolean, false},
    {"success", json_type_array, false},   {"neutral", json_type_array, false},
    {"explained", json_type_array, false}, {"sources", json_type_object, true},
    {"codes", json_type_array, true},
};
static const wev_jkey code_keys[] = {
    {"code", json_type_string, true},   {"aliases", json_type_array, false}, {"symbol", json_type_string, true},
    {"label", json_type_string, false}, {"severity", json_type_string, false},
};

typedef struct word {
    wev_str name;
    int value;
} word;

static const word kinds[] = {{SV_INIT("enum"), WEV_CODE_ENUM}, {SV_INIT("mask"), WEV_CODE_MASK}};
static const word displays[] = {
    {SV_INIT("hex8"), WEV_SHOW_HEX8},
    {SV_INIT("hex"), WEV_SHOW_HEX},
    {SV_INIT("decimal"), WEV_SHOW_DECIMAL},
    {SV_INIT("parameter"), WEV_SHOW_PARAMETER},
};

static int find_word(const word *words, size_t count, wev_str name) {
    for (size_t i = 0; i < count; i++)
        if (wev_str_equal(words[i].name, name))
            return words[i].value;
    return -1;
}

/* `source` may be a string or an array, which one table of types cannot say. */
static bool check_code(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *entry) {
    wev_jkey keys[sizeof code_keys / sizeof *code_keys + 1];
    struct json_object *const source = json_object_is_type(entry, json_type_object) ? wev_jget(entry, "source") : NULL;
    memcpy(keys, code_keys, sizeof code_keys);
    keys[sizeof code_keys / sizeof *code_keys] =
        (wev_jkey){"source", json_object_is_type(source, json_type_array) ? json_type_array : json_type_string, true};
    return wev_jfile_check(file, line, entry, WEV_JKEYS(keys), load->why);
}

/* The head of a table; the site's head replaces ours. */
static bool read_head(wev_load *load, const wev_jfile *file, wev_code_table *table) {
    struct json_object *const root = file->root;
    const int kind = find_word(kinds, sizeof kinds / sizeof *kinds, wev_jstr(root, "kind"));
    const int display = find_word(displays, sizeof displays / sizeof *displays, wev_jstr(root, "display"));
    const int64_t width = json_object_get_int64(wev_jget(root, "width"));
    if (kind < 0)
        return wev_bad(load->why, file, 0, "a table's kind is enum or mask", wev_jstr(root, "kind").ptr);
    if (display < 0)
        return wev_bad(load->why, file, 0, "a table's display is hex8, hex, decimal or parameter",
                       wev_jstr(root, "display").ptr);
    if (width != 32 && width != 64)
        return wev_bad(load->why, file, 0, "a table's width is 32 or 64", NULL);
    table->kind = (wev_code_kind)kind;
    table->display = (wev_code_display)display;
    table->width = (unsigned)width;
    table->loose_decimal = json_object_get_boolean(wev_jget(root, "loose_decimal"));
    return wev_load_text(load, wev_jstr(root, "table"), &table->name) &&
           wev_load_text(load, wev_jstr(root, "title"), &table->title) &&
           wev_load_numbers(load, file, 0, wev_jget(root, "success"), table->width, &table->success) &&
           wev_load_numbers(load, file, 0, wev_jget(root, "neutral"), table->width, &table->neutral);
}

typedef struct spelling {
    uint64_t value;
    uint32_t order; /* the site's come first */
    const wev_code *code;
    const wev_jfile *file;
    unsigned line;
} spelling;

static int compare_spellings(const void *left, const void *right) {
    const spelling *const a = left, *const b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int compare_symbols(const void *left, const void *right) {
    const wev_text a = ((const wev_code_row *)left)->code->symbol, b = ((const wev_code_row *)right)->code->symbol;
    const int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
    return order != 0 ? order : a.len < b.len ? -1 : a.len > b.len;
}

typedef struct building {
    wev_load *load;
    wev_code_table *table;
    wev_code *code;
    uint32_t code_count;
    spelling *spelling;
    uint32_t spelling_count;
} building;

static bool read_code(building *b, const wev_jfile *file, unsigned line, struct json_object *entry) {
    wev_load *const load = b->load;
    wev_code *const code = b->code + b->code_count++;
    wev_values aliases;
    if (!check_code(load, file, line, entry) ||
        !wev_load_number(load, file, line, wev_jget(entry, "code"), b->table->width, &code->value) ||
        !wev_load_numbers(load, file, line, wev_jget(entry, "aliases"), b->table->width, &aliases) ||
        !wev_load_text(load, wev_jstr(entry, "symbol"), &code->symbol) ||
        !wev_load_text(load, wev_jstr(entry, "label"), &code->label) ||
        !wev_load_severity(load, file, line, entry, "severity", &code->severity) ||
        !wev_load_sources(load, file, line, entry, &code->sources) ||
        !wev_load_explanation(load, b->table->name, true, code->value, wev_jget(file->root, "explained"), file, line,
                              &code->text))
        return false;
    if (b->table->kind == WEV_CODE_MASK && (code->value & (code->value - 1)) != 0)
        return wev_bad(load->why, file, line, "a code of a mask is one bit", code->symbol.ptr);
    b->spelling[b->spelling_count] = (spelling){code->value, b->spelling_count, code, file, line};
    b->spelling_count++;
    for (uint32_t i = 0; i < aliases.count; i++) {
        b->spelling[b->spelling_count] = (spelling){aliases.item[i], b->spelling_count, code, file, line};
        b->spelling_count++;
    }
    return true;
}

/* Sorted spellings to rows: the first of a value wins, and two of one file are a fault. */
static bool make_rows(building *b) {
    wev_code_row *const row = wev_load_alloc(b->load, b->spelling_count, sizeof *row);
    wev_code_row *const symbol = wev_load_alloc(b->load, b->code_count, sizeof *symbol);
    if (row == NULL || symbol == NULL)
        return false;
    qsort(b->spelling, b->spelling_count, sizeof *b->spelling, compare_spellings);
    for (uint32_t i = 0; i < b->spelling_count; i++) {
        const spelling *const one = b->spelling + i, *const before = i > 0 ? one - 1 : NULL;
        if (before != NULL && before->value == one->value) {
            if (before->code != one->code && before->file == one->file)
                return wev_bad(b->load->why, one->file, one->line, "the code is in the table already",
                               one->code->symbol.ptr);
            continue;
        }
        row[b->table->row_count++] = (wev_code_row){one->value, one->code};
    }
    for (uint32_t i = 0; i < b->code_count; i++)
        symbol[i] = (wev_code_row){b->code[i].value, b->code + i};
    qsort(symbol, b->code_count, sizeof *symbol, compare_symbols);
    b->table->row = row;
    b->table->symbol_row = symbol;
    b->table->code = b->code;
    b->table->code_count = b->code_count;
    return true;
}

static bool same_table(const wev_jfile *a, const wev_jfile *b) {
    return wev_str_equal(wev_jstr(a->root, "table"), wev_jstr(b->root, "table"));
}

static size_t spellings_in(const wev_jfile *file) {
    struct json_object *const codes = wev_jget(file->root, "codes");
    size_t count = 0;
    for (size_t i = 0; i < wev_jlen(file->root, "codes"); i++) {
        struct json_object *const one = json_object_array_get_idx(codes, i);
        count++;
        if (json_object_is_type(one, json_type_object) && json_object_is_type(wev_jget(one, "aliases"), json_type_array))
            count += wev_jlen(one, "aliases");
    }
    return count;
}

static bool read_codes_of(building *b, const wev_jfile *file) {
    struct json_object *const codes = wev_jget(file->root, "codes");
    for (size_t i = 0; i < wev_jlen(file->root, "codes"); i++)
        if (!read_code(b, file, wev_load_line(file, i), json_object_array_get_idx(codes, i)))
            return false;
    return true;
}

/* One table out of our file and, perhaps, the site's. */
static bool read_table(wev_load *load, const wev_jfile *file, wev_code_table *table) {
    const wev_jfile *site = file->next;
    while (site != NULL && !same_table(file, site))
        site = site->next;
    const size_t spellings = spellings_in(file) + (site != NULL ? spellings_in(site) : 0);
    building b = {.load = load, .table = table};
    b.code = wev_load_alloc(load, spellings + 1, sizeof *b.code);
    b.spelling = calloc(spellings + 1, sizeof *b.spelling);
    if (b.spelling == NULL)
        *load->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
    const bool ok = b.code != NULL && b.spelling != NULL && wev_load_check_languages(load, file) && read_head(load, site != NULL ? site : file, table) &&
                    (site == NULL || read_codes_of(&b, site)) && read_codes_of(&b, file) && make_rows(&b);
    free(b.spelling);
    return ok;
}

static bool is_second(const wev_load *load, const wev_jfile *file) {
    for (const wev_jfile *other = load->codes; other != file; other = other->next)
        if (same_table(other, file))
            return true;
    return false;
}

bool wev_load_codes(wev_load *load) {
    size_t count = 0;
    for (const wev_jfile *file = load->codes; file != NULL; file = file->next) {
        if (!wev_jfile_check(file, 0, file->root, WEV_JKEYS(file_keys), load->why))
            return false;
        if (is_second(load, file) && !file->site)
            return wev_bad(load->why, file, 0, "there is a table of this name already", NULL);
        count++;
    }
    load->rulebase->table = wev_load_alloc(load, count + 1, sizeof *load->rulebase->table);
    if (load->rulebase->table == NULL)
        return false;
    for (const wev_jfile *file = load->codes; file != NULL; file = file->next)
        if (!is_second(load, file) && !read_table(load, file, load->rulebase->table + load->rulebase->table_count++))
            return false;
    return true;
}
