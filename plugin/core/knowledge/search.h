/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of enrichment share: the event whose meaning is being found. */
#ifndef WEV_KNOWLEDGE_SEARCH_H
#define WEV_KNOWLEDGE_SEARCH_H

#include "knowledge/labels.h"
#include "knowledge/meaning.h"

/* Absent where nothing was found. */
typedef struct wev_found {
    wev_text value;
    wev_origin origin;
} wev_found;

typedef struct wev_search {
    wev_meaning *meaning;
    const wev_event *event;
    const wev_code_table *parameters; /* NULL: no value holds a message parameter, or there is no table of them */
    wev_labelled labelled;            /* without fields: not searched, or nothing found */
    uint32_t from_data;               /* so many of them stand in unnamed data, the others in the message */
    bool has_names;                   /* the sender names some of the data */
    uint32_t bare;                    /* position + 1 of the unnamed data that was taken for a code */
    const wev_code_table *bare_table; /* which was looked for last there */
} wev_search;

/*
 * The value of a field: data of that name, which is likely to stand at `place`, else what stands behind its label. `-`
 * is no value.
 */
bool wev_find_value(const wev_search *s, wev_str name, uint32_t place, wev_found *out);

/* Fills meaning->code: what the entry's fields hold, then the message parameters of all other data. */
void wev_find_codes(wev_search *s);

/* Does the text hold a message parameter, as %%1833? */
bool wev_has_parameter(wev_str text);

#endif
