/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables of facts (*.tsv: UTF-8, a head, one row a line, TABs) that the rulebase is compared with, and the deviations
 * that are deliberate (deviations.tsv).
 */
#ifndef WEV_FACTS_H
#define WEV_FACTS_H

#include "base/str.h"

enum { FACT_COLUMNS = 20 };

typedef struct fact_row {
    wev_str cell[FACT_COLUMNS]; /* empty behind the last one */
} fact_row;

typedef struct fact_table {
    const char *file;
    char *text;
    fact_row head, *row;
    size_t count;
} fact_table;

/* Reads a table beside this program's sources; ends the program where it cannot. */
void fact_open(fact_table *table, const char *file);
void fact_close(fact_table *table);

/* The cell of a row in the column of that name, without blanks round it. */
wev_str fact_cell(const fact_table *table, const fact_row *row, const char *column);

/* The next part of a list; *list goes on behind it. Absent at the end. */
wev_str fact_next(wev_str *list, const char *separators);

/* The same letters and digits, whatever stands between them and in whatever case? */
bool fact_alike(wev_str a, wev_str b);

/*
 * The rulebase says `ours` where the table says `fact` of `key` (what the row is about). That is a failure, unless
 * deviations.tsv lists it.
 */
void fact_differs(const fact_table *table, wev_str key, const char *column, wev_str fact, wev_str ours);

/* One line of TAP a table: no row of it differed since the last call. */
void fact_result(const char *title, size_t compared);

/* The deviations themselves: each has a reason and occurs. Gives the exit status. */
void fact_deviations_open(void);
int fact_deviations_close(void);

#endif
