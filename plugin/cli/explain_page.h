/* SPDX-License-Identifier: Apache-2.0 */
/* The page on which `winevent explain` answers people: labels and rows in the reader's words, lists, wrapped text. */
#ifndef WEV_CLI_EXPLAIN_PAGE_H
#define WEV_CLI_EXPLAIN_PAGE_H

#include "cli/explain.h"

typedef struct cli_page cli_page;
struct cli_page {
    cli_out *out;
    const cli_query *query;
};

/* A word of the reader's language. */
wev_str cli_page_word(const cli_page *page, cli_word word);

/* `Event 4625  LogonFailure`; key and name may be empty. */
void cli_page_heading(const cli_page *page, cli_word kind, wev_str key, wev_str name);

/* A label with its value; nothing without a value. `further` leaves the label out, for what belongs to the row above.
 */
void cli_page_row(const cli_page *page, cli_word label, wev_str value);
void cli_page_further(const cli_page *page, wev_str value);

/* A row whose value is one of the documents' words; nothing if it is empty. */
void cli_page_value(const cli_page *page, cli_word label, wev_text value);
void cli_page_severity(const cli_page *page, cli_word label, wev_severity severity);

/* Texts with commas between them, and citations, which hold commas, a row each. */
void cli_page_texts(const cli_page *page, cli_word label, wev_texts texts);
void cli_page_sources(const cli_page *page, wev_texts sources);

/* Title (or what stands for it), explanation, remedy, and a note where they are not in the reader's language. */
void cli_page_explanation(const cli_page *page, const wev_explanation *text, wev_text title);

/* out->scratch as a list; an empty item is left out, and `comma` stands in front of all but the first. */
wev_buf *cli_page_list(const cli_page *page);
void cli_list_add(wev_buf *list, wev_str item, wev_str comma);
void cli_list_number(wev_buf *list, uint64_t number);
void cli_list_hex(wev_buf *list, uint64_t number, unsigned digits);
void cli_list_signed(wev_buf *list, int64_t number);
void cli_list_code(wev_buf *list, const wev_code_table *table, uint64_t value);

#endif
