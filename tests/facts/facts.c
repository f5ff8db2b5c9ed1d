/* SPDX-License-Identifier: Apache-2.0 */
#include "facts.h"

#include <stdio.h>
#include <stdlib.h>

/* A deviation: `*` in front of a key, fact or value of ours stands for anything. */
typedef struct deviation {
    wev_str file, key, column, fact, ours, reason;
    bool used;
} deviation;

static fact_table deviations;
static deviation *deviation_list;
static unsigned number, failures;
static size_t differences;

static void give_up(const char *what, const char *file) {
    printf("Bail out! %s: %s\n", file, what);
    exit(1);
}

static char *slurp(const char *file, size_t *len) {
    char path[1024];
    const char *const top = getenv("abs_top_srcdir");
    if (snprintf(path, sizeof path, "%s/tests/facts/%s", top != NULL ? top : ".", file) >= (int)sizeof path)
        give_up("the path is too long", file);
    FILE *const in = fopen(path, "rb");
    if (in == NULL || fseek(in, 0, SEEK_END) != 0)
        give_up("cannot be read", path);
    *len = (size_t)ftell(in);
    char *const text = malloc(*len + 1);
    if (text == NULL || fseek(in, 0, SEEK_SET) != 0 || fread(text, 1, *len, in) != *len)
        give_up("cannot be read", path);
    fclose(in);
    return text;
}

static void split(wev_str line, fact_row *row) {
    for (size_t i = 0; i < FACT_COLUMNS; i++) {
        const char *const tab = line.ptr != NULL ? memchr(line.ptr, '\t', line.len) : NULL;
        const size_t n = tab != NULL ? (size_t)(tab - line.ptr) : line.len;
        row->cell[i] = (wev_str){line.ptr != NULL ? line.ptr : "", n};
        line = tab != NULL ? wev_str_skip(line, n + 1) : (wev_str){NULL, 0};
    }
}

void fact_open(fact_table *table, const char *file) {
    size_t len = 0, lines = 0;
    *table = (fact_table){.file = file, .text = slurp(file, &len)};
    for (size_t i = 0; i < len; i++)
        lines += table->text[i] == '\n';
    table->row = calloc(lines + 1, sizeof *table->row);
    if (table->row == NULL)
        give_up("no memory", file);
    wev_str left = {table->text, len};
    for (bool first = true; left.len > 0; first = false) {
        const char *const end = memchr(left.ptr, '\n', left.len);
        const size_t n = end != NULL ? (size_t)(end - left.ptr) : left.len;
        const wev_str line = {left.ptr, n};
        left = wev_str_skip(left, end != NULL ? n + 1 : n);
        if (first)
            split(line, &table->head);
        else if (n > 0 && line.ptr[0] != '#')
            split(line, table->row + table->count++);
    }
}

void fact_close(fact_table *table) {
    free(table->text);
    free(table->row);
}

wev_str fact_cell(const fact_table *table, const fact_row *row, const char *column) {
    for (size_t i = 0; i < FACT_COLUMNS; i++)
        if (wev_str_equal(table->head.cell[i], wev_str_of(column)))
            return wev_str_trim(row->cell[i]);
    give_up("has no such column", column);
    return SV("");
}

wev_str fact_next(wev_str *list, const char *separators) {
    size_t n = 0;
    while (list->len > 0 && strchr(separators, list->ptr[0]) != NULL)
        *list = wev_str_skip(*list, 1);
    if (list->len == 0)
        return (wev_str){NULL, 0};
    while (n < list->len && strchr(separators, list->ptr[n]) == NULL)
        n++;
    const wev_str part = {list->ptr, n};
    *list = wev_str_skip(*list, n);
    return part;
}

static bool is_letter(char c) {
    return wev_is_digit(c) || (wev_lower(c) >= 'a' && wev_lower(c) <= 'z');
}

bool fact_alike(wev_str a, wev_str b) {
    for (;;) {
        while (a.len > 0 && !is_letter(a.ptr[0]))
            a = wev_str_skip(a, 1);
        while (b.len > 0 && !is_letter(b.ptr[0]))
            b = wev_str_skip(b, 1);
        if (a.len == 0 || b.len == 0)
            return a.len == b.len;
        if (wev_lower(a.ptr[0]) != wev_lower(b.ptr[0]))
            return false;
        a = wev_str_skip(a, 1);
        b = wev_str_skip(b, 1);
    }
}

/* `*` in front stands for anything. */
static bool fits(wev_str pattern, wev_str text) {
    if (!wev_str_starts(pattern, SV("*")))
        return wev_str_equal(pattern, text);
    const wev_str end = wev_str_skip(pattern, 1);
    return text.len >= end.len && memcmp(text.ptr + text.len - end.len, end.ptr, end.len) == 0;
}

static bool is_deliberate(const char *file, wev_str key, const char *column, wev_str fact, wev_str ours) {
    bool found = false;
    for (size_t i = 0; i < deviations.count; i++) {
        deviation *const one = deviation_list + i;
        if (wev_str_equal(one->file, wev_str_of(file)) && wev_str_equal(one->column, wev_str_of(column)) &&
            fits(one->key, key) && fits(one->fact, fact) && fits(one->ours, ours))
            found = one->used = true;
    }
    return found;
}

void fact_differs(const fact_table *table, wev_str key, const char *column, wev_str fact, wev_str ours) {
    if (is_deliberate(table->file, key, column, fact, ours))
        return;
    differences++;
    printf("# not in deviations.tsv:\n%s%s\t%.*s\t%s\t%.*s\t%.*s\t\n", "# ", table->file, (int)key.len, key.ptr, column,
           (int)fact.len, fact.ptr, (int)ours.len, ours.ptr);
}

void fact_result(const char *title, size_t compared) {
    const bool ok = differences == 0 && compared > 0;
    printf("%sok %u - %s: %zu rows\n", ok ? "" : "not ", ++number, title, compared);
    failures += !ok;
    differences = 0;
}

void fact_deviations_open(void) {
    fact_open(&deviations, "deviations.tsv");
    deviation_list = calloc(deviations.count + 1, sizeof *deviation_list);
    if (deviation_list == NULL)
        give_up("no memory", deviations.file);
    for (size_t i = 0; i < deviations.count; i++) {
        const fact_row *const row = deviations.row + i;
        deviation_list[i] = (deviation){.file = fact_cell(&deviations, row, "file"),
                                        .key = fact_cell(&deviations, row, "key"),
                                        .column = fact_cell(&deviations, row, "column"),
                                        .fact = fact_cell(&deviations, row, "fact"),
                                        .ours = fact_cell(&deviations, row, "ours"),
                                        .reason = fact_cell(&deviations, row, "reason")};
    }
}

int fact_deviations_close(void) {
    for (size_t i = 0; i < deviations.count; i++) {
        const deviation *const one = deviation_list + i;
        const char *const what = !one->used ? "does not occur" : one->reason.len == 0 ? "has no reason" : NULL;
        if (what == NULL)
            continue;
        differences++;
        printf("# deviations.tsv: a row %s: %.*s %.*s %.*s\n", what, (int)one->file.len, one->file.ptr,
               (int)one->key.len, one->key.ptr, (int)one->column.len, one->column.ptr);
    }
    fact_result("each deviation occurs and has a reason", deviations.count + 1);
    fact_close(&deviations);
    free(deviation_list);
    printf("1..%u\n", number);
    return failures > 0;
}
