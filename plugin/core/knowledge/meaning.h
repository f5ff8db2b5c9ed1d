/* SPDX-License-Identifier: Apache-2.0 */
/* What the rulebase knows about one event: stands beside the event and never replaces anything in it. */
#ifndef WEV_KNOWLEDGE_MEANING_H
#define WEV_KNOWLEDGE_MEANING_H

#include "knowledge/rulebase.h"

/* Where a code or a detail was found. */
typedef enum wev_origin {
    WEV_FROM_FIELD,   /* data of that name */
    WEV_FROM_LABEL,   /* behind a label in unnamed data */
    WEV_FROM_MESSAGE, /* behind a label in the rendered text */
    WEV_FROM_VALUE    /* unnamed data that as a whole is such a code */
} wev_origin;

/* How a code sits with its event. */
typedef enum wev_conflict {
    WEV_CONFLICT_NONE,
    WEV_CONFLICT_SUCCESS, /* the code says success, the event failure */
    WEV_CONFLICT_FAILURE, /* the code says failure, the event success */
    WEV_CONFLICT_UNLISTED /* the code is not documented for this event */
} wev_conflict;

typedef struct wev_found_code {
    const wev_code_field *field;
    wev_text value;  /* as received */
    uint64_t number;
    bool is_number;  /* false: the value is no number and no symbol of the table */
    bool ambiguous;
    const wev_code *code; /* NULL: unknown, or a mask */
    wev_origin origin;
    wev_conflict conflict;
} wev_found_code;

typedef struct wev_found_detail {
    wev_str name; /* the field's name in the rulebase */
    wev_text value;
    wev_origin origin;
} wev_found_detail;

enum { WEV_MAX_CODES = 24, WEV_MAX_DETAILS = 24 };

typedef struct wev_meaning {
    const wev_entry *entry; /* NULL: the event is not in the rulebase */
    wev_outcome outcome;
    wev_severity severity;
    bool problem; /* failed, or a warning or worse: what "problems" explains */
    wev_found_code code[WEV_MAX_CODES];
    uint32_t code_count;
    uint32_t unknown_codes; /* of them, values that their table does not know */
    wev_found_detail detail[WEV_MAX_DETAILS];
    uint32_t detail_count;
    const wev_found_code *chief; /* the code to show first: the first that tells more than success; NULL if none */
} wev_meaning;

/* Looks the event up. Takes memory from the event's arena; without memory it finds less. `rulebase` may be NULL. */
void wev_enrich(wev_meaning *meaning, const wev_rulebase *rulebase, const wev_event *event);

#endif
