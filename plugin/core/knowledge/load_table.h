/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a code table on its way into the rulebase. */
#ifndef WEV_KNOWLEDGE_LOAD_TABLE_H
#define WEV_KNOWLEDGE_LOAD_TABLE_H

#include "knowledge/load.h"

/* The codes of a table whose head is read, those of the site's file, unless it is NULL, before ours. False with *why.
 */
bool wev_load_rows(wev_load *load, const wev_jfile *site, const wev_jfile *ours, wev_code_table *table);

#endif
