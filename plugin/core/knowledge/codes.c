/* SPDX-License-Identifier: Apache-2.0 */
/* Looking codes up in a table, reading and showing them. */
#include "base/num.h"
#include "knowledge/rulebase_data.h"

/* The row of that value; NULL if there is none. */
static const wev_code_row *find_row(const wev_code_table *table, uint64_t value) {
    uint32_t low = 0, high = table->row_count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (table->row[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low < table->row_count && table->row[low].value == value ? table->row + low : NULL;
}

const wev_code *wev_code_find(const wev_code_table *table, uint64_t value) {
    if (table->kind == WEV_CODE_TEXT)
        return value < table->code_count ? table->code + value : NULL;
    const wev_code_row *const row = find_row(table, value);
    return row != NULL ? row->code : NULL;
}

int wev_spelling_compare(wev_str a, wev_str b) {
    const size_t shorter = a.len < b.len ? a.len : b.len;
    for (size_t i = 0; i < shorter; i++) {
        const unsigned char x = (unsigned char)wev_lower(a.ptr[i]), y = (unsigned char)wev_lower(b.ptr[i]);
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.len < b.len ? -1 : a.len > b.len;
}

/* A `*` takes digits and hyphens, at first none; where the rest does not fit, the last one takes one more. */
static bool fits_pattern(wev_str pattern, wev_str text) {
    size_t p = 0, t = 0, star = SIZE_MAX, resume = 0;
    while (t < text.len) {
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.len && wev_lower(pattern.ptr[p]) == wev_lower(text.ptr[t])) {
            p++;
            t++;
        } else if (star != SIZE_MAX && (wev_is_digit(text.ptr[resume]) || text.ptr[resume] == '-')) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '*')
        p++;
    return p == pattern.len;
}

const wev_code *wev_code_find_text(const wev_code_table *table, wev_str text) {
    uint32_t low = 0, high = table->row_count;
    if (table->kind != WEV_CODE_TEXT)
        return NULL;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int order = wev_spelling_compare(wev_text_raw(table->row[middle].code->spelling), text);
        if (order == 0)
            return table->row[middle].code;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = 0; i < table->pattern_count; i++)
        if (fits_pattern(wev_text_raw(table->pattern[i]->spelling), text))
            return table->pattern[i];
    return NULL;
}

const wev_code *wev_code_find_symbol(const wev_code_table *table, wev_str symbol) {
    uint32_t low = 0, high = table->symbol_count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int order = wev_name_compare(wev_text_raw(table->symbol_row[middle].code->symbol), symbol);
        if (order == 0)
            return table->symbol_row[middle].code;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

wev_code_via wev_code_fall_back(const wev_code_table *table, uint64_t value) {
    for (uint32_t i = 0; i < table->fallback_count; i++) {
        const wev_fallback *const one = table->fallback + i;
        if ((value & one->mask) != one->equals)
            continue;
        const wev_code *const code = wev_code_find(one->table, value & one->take);
        if (code != NULL)
            return (wev_code_via){code, one->table, code->value};
    }
    return (wev_code_via){NULL, NULL, 0};
}

const wev_facility *wev_code_facility(const wev_code_table *table, uint64_t value) {
    uint32_t low = 0, high = table->facility_count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (table->facility[middle].bits < (value & table->facility_mask))
            low = middle + 1;
        else
            high = middle;
    }
    const bool found = low < table->facility_count && table->facility[low].bits == (value & table->facility_mask);
    return found ? table->facility + low : NULL;
}

size_t wev_code_show(const wev_code_table *table, uint64_t value, char *to) {
    switch (table->display) {
    case WEV_SHOW_HEX8:
        return wev_num_put_hex(to, value, 8);
    case WEV_SHOW_HEX:
        return wev_num_put_hex(to, value, 1);
    case WEV_SHOW_PARAMETER:
        to[0] = to[1] = '%';
        return 2 + wev_num_put_u64(to + 2, value);
    case WEV_SHOW_DECIMAL:
        break;
    }
    return wev_num_put_u64(to, value);
}

/* Digits that have no 0x, read as hexadecimal ones. */
static bool read_bare_hex(wev_str text, unsigned width, uint64_t *value) {
    char digits[WEV_NUM_ROOM] = "0x";
    wev_num_form form;
    if (text.len == 0 || text.len > width / 4)
        return false;
    memcpy(digits + 2, text.ptr, text.len);
    return wev_num_code((wev_str){digits, text.len + 2}, width, value, &form);
}

/*
 * `410` where 0x410 was meant, or `800B0109` as CAPI2 writes it: only if the digits are no code as they stand and are
 * one as hexadecimal ones.
 */
static bool as_hex_digits(const wev_code_table *table, wev_str text, uint64_t *value) {
    uint64_t number = 0;
    if (text.len > 8 || !read_bare_hex(text, table->width, &number) ||
        (wev_code_find(table, number) == NULL && wev_code_fall_back(table, number).code == NULL))
        return false;
    *value = number;
    return true;
}

bool wev_code_parse(const wev_code_table *table, wev_str text, uint64_t *value, bool *ambiguous) {
    wev_num_form form;
    *ambiguous = false;
    text = wev_str_trim(text);
    if (table->kind == WEV_CODE_TEXT) {
        const wev_code *const spelled = wev_code_find_text(table, text);
        *value = spelled != NULL ? spelled->value : 0;
        return spelled != NULL;
    }
    if (wev_str_starts(text, SV("%%")))
        text = wev_str_skip(text, 2);
    if (table->hex_digits && read_bare_hex(text, table->width, value))
        return true;
    if (wev_num_code(text, table->width, value, &form) && !(table->hex_digits && form == WEV_NUM_DECIMAL)) {
        if (form == WEV_NUM_DECIMAL && table->loose_decimal && wev_code_find(table, *value) == NULL)
            *ambiguous = as_hex_digits(table, text, value);
        return true;
    }
    const wev_code *const code = wev_code_find_symbol(table, text);
    if (code != NULL)
        *value = code->value;
    return code != NULL ||
           (table->loose_decimal && table->kind == WEV_CODE_ENUM && text.len == 8 && as_hex_digits(table, text, value));
}
