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
    wev_text field; /* its name: the rulebase's, or of a message parameter the sender's */
    const wev_code_table *table;
    const wev_code_choice *choice;
    wev_text value; /* as received */
    uint64_t number;
    bool is_number; /* false: the value is no number and no symbol of the table, or the table is one of texts */
    bool ambiguous;
    const wev_code *code;         /* NULL: unknown, or a mask */
    wev_code_via via;             /* the table that `code` is of, if it is not `table`; else code NULL */
    const wev_facility *facility; /* of an unknown code, if that at least is known; else NULL */
    wev_origin origin;
    wev_conflict conflict;
} wev_found_code;

typedef struct wev_found_detail {
    wev_str name; /* the field's name in the rulebase */
    wev_text value;
    wev_origin origin;
} wev_found_detail;

/* An access list has up to 32 rights, and an event two or three of them. */
enum { WEV_MAX_CODES = 96, WEV_MAX_DETAILS = 24 };

typedef struct wev_meaning {
    const wev_entry *entry; /* NULL: the event is not in the rulebase */
    wev_outcome outcome;
    wev_severity severity;
    bool problem; /* failed, or a warning or worse: what "problems" explains */
    wev_found_code code[WEV_MAX_CODES];
    uint32_t code_count;
    uint32_t codes_left_out;   /* for which there was no room */
    uint32_t unknown_codes;    /* values that their table does not know */
    wev_code_choice parameter; /* what message parameters of fields that the entry does not name have as choice */
    wev_found_detail detail[WEV_MAX_DETAILS]; /* of events without names of data: found behind labels */
    uint32_t detail_count;
    const wev_found_code *chief; /* the code to show first: the first that tells more than success; NULL if none */
} wev_meaning;

/*
 * Looks the event up. Takes memory from the event's arena; without memory it finds less. `rulebase` may be NULL.
 * `message` is what the event was read from: one look at it tells that no value holds a message parameter, as is usual.
 */
void wev_enrich(wev_meaning *meaning, const wev_rulebase *rulebase, const wev_event *event, wev_str message);

#endif
