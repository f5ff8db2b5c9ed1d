/* SPDX-License-Identifier: Apache-2.0 */
#include "format/csv.h"

#include <stdlib.h>

bool wev_csv_open(wev_csv *csv, wev_str names, const wev_key_table *keys) {
    size_t count = names.len > 0 ? 1 : 0;
    *csv = (wev_csv){NULL, 0};
    if (count == 0)
        return true;
    for (size_t i = 0; i < names.len; i++)
        count += names.ptr[i] == ',';
    csv->column = malloc(count * sizeof *csv->column);
    if (csv->column == NULL)
        return false;
    csv->count = count;
    for (size_t i = 0; i < count; i++) {
        wev_str name;
        (void)wev_str_split(&names, SV(","), &name);
        wev_csv_column *const column = csv->column + i;
        column->name = wev_text_of(wev_str_trim(name));
        column->known = (uint16_t)wev_key_find(keys, column->name);
        column->is_id = wev_str_equal(wev_text_raw(column->name), SV("EventID"));
    }
    return true;
}

void wev_csv_close(wev_csv *csv) {
    free(csv->column);
    *csv = (wev_csv){NULL, 0};
}
