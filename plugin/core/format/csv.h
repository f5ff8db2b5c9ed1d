/* SPDX-License-Identifier: Apache-2.0 */
/* Which column of CSV lines is what: known from the configuration only, and made out of it once. */
#ifndef WEV_FORMAT_CSV_H
#define WEV_FORMAT_CSV_H

#include "format/json_index.h"

typedef struct wev_csv_column {
    wev_text name;  /* a view of what wev_csv_open was given, without blanks at either end */
    uint16_t known; /* wev_key */
    bool is_id;     /* EventID: by it a line is told to be an event */
} wev_csv_column;

/* No column: nothing is read as CSV. */
typedef struct wev_csv {
    wev_csv_column *column;
    size_t count;
} wev_csv;

/* `names` with commas between them; absent or empty: none. Must outlive the result. False only without memory. */
bool wev_csv_open(wev_csv *csv, wev_str names, const wev_key_table *keys);
void wev_csv_close(wev_csv *csv);

#endif
