/* SPDX-License-Identifier: Apache-2.0 */
/* The codes of a table: rows by value or by spelling, and by symbol. */
#include "knowledge/load_table.h"

#include <stdlib.h>

static const wev_jkey code_keys[] = {
    {"code", json_type_string, true, json_type_null},      {"aliases", json_type_array, false, json_type_null},
    {"symbol", json_type_string, true, json_type_null},    {"label", json_type_string, false, json_type_null},
    {"severity", json_type_string, false, json_type_null}, {"source", json_type_string, false, json_type_array},
};

/* A way to write a code, and where it stands. */
typedef struct spelling {
    wev_code_row row;
    const wev_jfile *file; /* the site's come first */
    unsigned line;
} spelling;

typedef struct building {
    wev_load *load;
    wev_code_table *table;
    wev_code *code;
    uint32_t code_count;
    spelling *spelling; /* of values, or of texts */
    uint32_t spelling_count;
    spelling *symbol; /* code_count of them */
} building;

/* A file of the site comes before ours, an earlier line before a later one. */
static int compare_places(const spelling *a, const spelling *b) {
    if (a->file != b->file)
        return a->file->site ? -1 : 1;
    return a->row.code < b->row.code ? -1 : a->row.code > b->row.code;
}

static int compare_values(const void *left, const void *right) {
    const spelling *const a = left, *const b = right;
    if (a->row.value != b->row.value)
        return a->row.value < b->row.value ? -1 : 1;
    return compare_places(a, b);
}

static int compare_texts(const void *left, const void *right) {
    const spelling *const a = left, *const b = right;
    const int order = wev_spelling_compare(wev_text_raw(a->row.code->spelling), wev_text_raw(b->row.code->spelling));
    return order != 0 ? order : compare_places(a, b);
}

static int compare_symbols(const void *left, const void *right) {
    const spelling *const a = left, *const b = right;
    const int order = wev_name_compare(wev_text_raw(a->row.code->symbol), wev_text_raw(b->row.code->symbol));
    return order != 0 ? order : compare_places(a, b);
}

static bool read_value(building *b, const wev_jfile *file, unsigned line, struct json_object *entry, wev_code *code) {
    wev_load *const load = b->load;
    wev_values aliases;
    if (!wev_load_number(load, file, line, wev_jget(entry, "code"), b->table->width, &code->value) ||
        !wev_load_numbers(load, file, line, wev_jget(entry, "aliases"), b->table->width, &aliases))
        return false;
    if (b->table->kind == WEV_CODE_MASK && (code->value & (code->value - 1)) != 0)
        return wev_bad(load->why, file, line, "a code of a mask is one bit", wev_jstr(entry, "symbol").ptr);
    b->table->known_bits |= b->table->kind == WEV_CODE_MASK ? code->value : 0;
    b->spelling[b->spelling_count++] = (spelling){{code->value, code}, file, line};
    for (uint32_t i = 0; i < aliases.count; i++)
        b->spelling[b->spelling_count++] = (spelling){{aliases.item[i], code}, file, line};
    return true;
}

static bool read_spelling(building *b, const wev_jfile *file, unsigned line, struct json_object *entry,
                          wev_code *code) {
    if (wev_jget(entry, "aliases") != NULL)
        return wev_bad(b->load->why, file, line, "a text has no aliases", NULL);
    code->value = (uint64_t)(code - b->code);
    b->spelling[b->spelling_count++] = (spelling){{code->value, code}, file, line};
    return wev_load_name(b->load, file, line, entry, "code", &code->spelling);
}

static bool read_code(building *b, const wev_jfile *file, const wev_citations *citations, const wev_text_duty *duty,
                      unsigned line, struct json_object *entry) {
    wev_load *const load = b->load;
    wev_code *const code = b->code + b->code_count;
    b->symbol[b->code_count++] = (spelling){{0, code}, file, line};
    return wev_jfile_check(file, line, entry, WEV_JKEYS(code_keys), load->why) &&
           (b->table->kind == WEV_CODE_TEXT ? read_spelling(b, file, line, entry, code)
                                            : read_value(b, file, line, entry, code)) &&
           wev_load_name(load, file, line, entry, "symbol", &code->symbol) &&
           wev_load_text(load, wev_jstr(entry, "label"), &code->label) &&
           wev_load_severity(load, file, line, entry, "severity", &code->severity) &&
           wev_load_sources(load, file, citations, line, entry, &code->sources) &&
           wev_load_need_text(load, duty, code, file, line);
}

static bool read_file(building *b, const wev_jfile *file) {
    struct json_object *const codes = file != NULL ? wev_jget(file->root, "codes") : NULL;
    const size_t count = codes != NULL ? json_object_array_length(codes) : 0;
    wev_citations citations;
    wev_text_duty duty;
    if (file == NULL)
        return true;
    if (!wev_load_citations(b->load, file, &citations) ||
        !wev_load_duty(b->load, file, wev_text_raw(b->table->name), &duty))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_code(b, file, &citations, &duty, wev_load_line(file, i), json_object_array_get_idx(codes, i)))
            return false;
    return true;
}

static bool same_value(const spelling *a, const spelling *b) {
    return a->row.value == b->row.value;
}

static bool same_text(const spelling *a, const spelling *b) {
    return wev_str_same(wev_text_raw(a->row.code->spelling), wev_text_raw(b->row.code->spelling));
}

/* Of neighbours that are the same only the first stays, the site's; two of one file are a fault. */
static bool make_value_rows(building *b, bool (*same)(const spelling *, const spelling *)) {
    const spelling *const list = b->spelling;
    wev_code_row *const row = wev_load_alloc(b->load, b->spelling_count + 1, sizeof *row);
    if (row == NULL)
        return false;
    for (uint32_t i = 0; i < b->spelling_count; i++) {
        const bool again = i > 0 && same(list + i - 1, list + i);
        if (again && list[i - 1].file == list[i].file && list[i - 1].row.code != list[i].row.code)
            return wev_bad(b->load->why, list[i].file, list[i].line, "the code is in the table already",
                           list[i].row.code->symbol.ptr);
        if (!again)
            row[b->table->row_count++] = list[i].row;
    }
    b->table->row = row;
    return true;
}

static bool same_symbol(const spelling *a, const spelling *b) {
    return wev_str_equal(wev_text_raw(a->row.code->symbol), wev_text_raw(b->row.code->symbol));
}

/*
 * Two codes may have one name (AES256 is a cipher of main mode and of quick mode): it cannot say then which of them is
 * meant, and is no spelling of either. The site's name is not disputed by ours.
 */
static bool make_symbol_rows(building *b) {
    const spelling *const list = b->symbol;
    wev_code_row *const row = wev_load_alloc(b->load, b->code_count + 1, sizeof *row);
    if (row == NULL)
        return false;
    for (uint32_t i = 0, next; i < b->code_count; i = next) {
        for (next = i + 1; next < b->code_count && same_symbol(list + i, list + next);)
            next++;
        if (next == i + 1 || list[i + 1].file != list[i].file)
            row[b->table->symbol_count++] = list[i].row;
    }
    b->table->symbol_row = row;
    return true;
}

/* Those with a `*` apart from the others. */
static bool split_patterns(building *b) {
    wev_code_table *const table = b->table;
    wev_code_row *const row = (wev_code_row *)(uintptr_t)table->row; /* made just now */
    const wev_code **const pattern = wev_load_alloc(b->load, table->row_count + 1, sizeof *pattern);
    uint32_t rows = 0;
    if (pattern == NULL)
        return false;
    for (uint32_t i = 0; i < table->row_count; i++) {
        const wev_str text = wev_text_raw(row[i].code->spelling);
        if (memchr(text.ptr, '*', text.len) != NULL)
            pattern[table->pattern_count++] = row[i].code;
        else
            row[rows++] = row[i];
    }
    table->row_count = rows;
    table->pattern = pattern;
    return true;
}

static bool make_rows(building *b) {
    wev_code_table *const table = b->table;
    const bool texts = table->kind == WEV_CODE_TEXT;
    table->code = b->code;
    table->code_count = b->code_count;
    qsort(b->spelling, b->spelling_count, sizeof *b->spelling, texts ? compare_texts : compare_values);
    qsort(b->symbol, b->code_count, sizeof *b->symbol, compare_symbols);
    return make_value_rows(b, texts ? same_text : same_value) && make_symbol_rows(b) && (!texts || split_patterns(b));
}

/* Memory for at least as many spellings as the file has. */
static size_t spellings_in(const wev_jfile *file) {
    struct json_object *const codes = file != NULL ? wev_jget(file->root, "codes") : NULL;
    size_t count = codes != NULL ? json_object_array_length(codes) : 0;
    for (size_t i = 0; i < (codes != NULL ? json_object_array_length(codes) : 0); i++) {
        struct json_object *const one = json_object_array_get_idx(codes, i);
        count += json_object_is_type(one, json_type_object) ? wev_jlen(one, "aliases") : 0;
    }
    return count;
}

bool wev_load_own_codes(wev_load *load, const wev_jfile *file, unsigned line, const wev_code_table *table,
                        const char *what, wev_values *values) {
    uint64_t *const own = values->count > 0 ? wev_load_alloc(load, values->count, sizeof *own) : NULL;
    if (values->count > 0 && own == NULL)
        return false;
    for (uint32_t i = 0; i < values->count; i++) {
        const wev_code *const code = wev_code_find(table, values->item[i]);
        if (code == NULL && what != NULL)
            return wev_bad(load->why, file, line, what, table->name.ptr);
        own[i] = code != NULL ? code->value : values->item[i];
    }
    values->item = own;
    return true;
}

bool wev_load_rows(wev_load *load, const wev_jfile *site, const wev_jfile *ours, wev_code_table *table) {
    const wev_jfile *const head = site != NULL ? site : ours;
    const size_t codes = wev_jlen(ours->root, "codes") + (site != NULL ? wev_jlen(site->root, "codes") : 0);
    building b = {.load = load, .table = table};
    b.code = wev_load_alloc(load, codes + 1, sizeof *b.code);
    b.symbol = calloc(codes + 1, sizeof *b.symbol);
    b.spelling = calloc(spellings_in(ours) + spellings_in(site) + 1, sizeof *b.spelling);
    if (b.spelling == NULL || b.symbol == NULL)
        *load->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
    const bool ok = b.code != NULL && b.spelling != NULL && b.symbol != NULL && read_file(&b, site) &&
                    read_file(&b, ours) && make_rows(&b) &&
                    wev_load_own_codes(load, head, 0, table, NULL, &table->success) &&
                    wev_load_own_codes(load, head, 0, table, NULL, &table->neutral);
    free(b.spelling);
    free(b.symbol);
    return ok;
}
