/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rulebase in memory: what events and codes mean. Loaded whole, checked, then never changed; shared by threads
 * by counting references. Its texts live as long as it does. The format of the files: rulebase/README.md.
 */
#ifndef WEV_KNOWLEDGE_RULEBASE_H
#define WEV_KNOWLEDGE_RULEBASE_H

#include "base/status.h"
#include "base/text.h"
#include "event/event.h"

/* Syslog severities (RFC 5424, section 6.2.1); WEV_SEVERITY_NONE: not stated. */
typedef enum wev_severity {
    WEV_SEVERITY_NONE = -1,
    WEV_SEVERITY_CRITICAL = 2,
    WEV_SEVERITY_ERROR = 3,
    WEV_SEVERITY_WARNING = 4,
    WEV_SEVERITY_NOTICE = 5,
    WEV_SEVERITY_INFORMATION = 6,
    WEV_SEVERITY_DEBUG = 7
} wev_severity;

/* "critical" to "debug"; empty for NONE. */
wev_text wev_severity_name(wev_severity severity);

typedef struct wev_texts {
    const wev_text *item;
    uint32_t count;
} wev_texts;

/* What a person reads; members are absent where nothing is written. `lang` is the language it is really in. */
typedef struct wev_explanation {
    wev_text title, explanation, remedy, lang;
} wev_explanation;

typedef struct wev_code {
    uint64_t value;    /* in a text table the row's place in `code` */
    wev_text spelling; /* in a text table the row's text, perhaps with `*`; else absent */
    wev_text symbol, label;
    wev_texts sources; /* full citations */
    wev_severity severity;
    wev_explanation text;
} wev_code;

typedef enum wev_code_kind { WEV_CODE_ENUM, WEV_CODE_MASK, WEV_CODE_TEXT } wev_code_kind;
typedef enum wev_code_display { WEV_SHOW_HEX8, WEV_SHOW_HEX, WEV_SHOW_DECIMAL, WEV_SHOW_PARAMETER } wev_code_display;

/* One row a spelling: a code and each of its aliases, sorted by value. */
typedef struct wev_code_row {
    uint64_t value;
    const wev_code *code;
} wev_code_row;

typedef struct wev_values {
    const uint64_t *item;
    uint32_t count;
} wev_values;

/* Is the value one of them? */
static inline bool wev_values_have(wev_values values, uint64_t value) {
    for (uint32_t i = 0; i < values.count; i++)
        if (values.item[i] == value)
            return true;
    return false;
}

typedef struct wev_code_table wev_code_table;

/* For a value without a row: if value & mask == equals, then value & take is looked up in that table. */
typedef struct wev_fallback {
    uint64_t mask, equals, take;
    const wev_code_table *table; /* an enum */
} wev_fallback;

/* The part of the system that values with these bits (of facility_mask) belong to. */
typedef struct wev_facility {
    uint64_t bits;
    wev_text name;
} wev_facility;

struct wev_code_table {
    wev_text name, title;
    wev_code_kind kind;
    wev_code_display display;
    unsigned width; /* 32 or 64 bits; 0 of a text table */
    bool loose_decimal;
    bool hex_digits;             /* digits without 0x are hexadecimal ones */
    wev_values success, neutral; /* as the codes themselves, never as their aliases */
    const wev_code *code;        /* in the file's order */
    uint32_t code_count;
    const wev_code_row *row; /* by value; of a text table by spelling, without those that hold a `*` */
    uint32_t row_count;
    const wev_code_row *symbol_row; /* by symbol, without symbols that two codes have */
    uint32_t symbol_count;
    const wev_code *const *pattern; /* of a text table: those with a `*` */
    uint32_t pattern_count;
    uint64_t known_bits;          /* of a mask: those that have a name */
    const wev_fallback *fallback; /* tried in this order */
    uint32_t fallback_count;
    uint64_t facility_mask;       /* 0: none */
    const wev_facility *facility; /* by bits */
    uint32_t facility_count;
};

/* Which table a field's codes are of: always, or where the field `by` has this value. */
typedef struct wev_code_choice {
    wev_str value; /* absent: whatever `by` says */
    const wev_code_table *table;
    bool has_expect; /* the codes that are documented for this event are known; they are in `expect` */
    wev_values expect;
} wev_code_choice;

/* A field of an event that holds a code. */
typedef struct wev_code_field {
    wev_str field;
    uint32_t place;                /* as in wev_copy */
    wev_str by;                    /* absent: there is one choice, which holds always */
    const wev_code_choice *choice; /* the one without a value is the last */
    uint32_t choice_count;
} wev_code_field;

/* A field that also stands under an ECS name; `target` is an index into wev_ecs_targets (ecs_targets.h). */
typedef struct wev_copy {
    wev_str field;
    uint32_t place; /* of the field in the manifest, where the data are likely to have it */
    uint16_t target;
    bool of_account; /* a domain, whose field's name part is copied too */
    wev_str by;      /* absent: always; else it is copied where this field has this value */
    wev_str value;
    uint32_t by_place; /* as place */
} wev_copy;

/*
 * The spellings under which fields stand in prose: normalised (see knowledge/labels.h), in an open-addressing table.
 * `slot_count` is a power of two, or 0 where the pack has no labels.
 */
typedef struct wev_label {
    wev_str spelling; /* absent: a free slot */
    uint32_t field;   /* index into wev_labels.field */
} wev_label;

typedef struct wev_labels {
    const wev_str *field;
    uint32_t field_count;
    const wev_label *slot;
    uint32_t slot_count;
    uint32_t ending[32]; /* how spellings end, as a set of bits: wev_label_ends */
} wev_labels;

typedef struct wev_technique {
    wev_text id, version;
} wev_technique;

typedef struct wev_pack {
    wev_text name, title, lifecycle;
    wev_labels labels;
    bool site; /* of the user's own rulebase */
} wev_pack;

/* Whose events: absent means any; an absent provider with no_provider: the event names none. */
typedef struct wev_match {
    wev_str provider, channel;
    bool no_provider;
} wev_match;

/* A heading (field absent) or a label of an event's rendered text; `list`: its value may go over several lines. */
typedef struct wev_wording_label {
    wev_str text;
    wev_text field;
    bool list;
} wev_wording_label;

/* How an event's rendered text begins, and its labels in the order in which they stand there. */
typedef struct wev_wording wev_wording;
struct wev_wording {
    const wev_wording *next; /* the same event in another language, or as the shipped rulebase has it */
    wev_str lang;
    uint32_t id;
    wev_str sentence;
    wev_str end; /* how the explanation behind the last label begins; absent if there is none */
    const wev_wording_label *label;
    uint32_t label_count;
};

/* What an event is in ECS: event.category, event.type and event.action. */
typedef struct wev_ecs_kind_choice {
    wev_str value; /* of the field that decides; absent: for any other */
    wev_texts category, type;
    wev_text action;
} wev_ecs_kind_choice;

typedef struct wev_entry {
    const wev_pack *pack;
    const wev_match *match;
    uint32_t match_count;
    uint32_t id;
    wev_values versions; /* count 0: any */
    wev_text name, category, stage, proves, criticality;
    int level;           /* the manifest's; -1: not stated. For readers: the event's own counts */
    wev_texts fields;    /* names of the data in the manifest's order; data that came without names get these */
    wev_outcome outcome; /* where `audit`: unknown until the event tells */
    bool audit;
    wev_severity severity, failure_severity;
    const wev_ecs_kind_choice *ecs; /* NULL: ECS has no category for it; more than one where data decides */
    uint32_t ecs_count;
    wev_str ecs_by; /* the field that decides; absent: nothing does */
    uint32_t ecs_by_place;
    wev_texts details;
    const wev_code_field *code;
    uint32_t code_count;
    const wev_copy *copy; /* sorted by target */
    uint32_t copy_count;
    uint32_t winlog_count; /* the last of them: those that are members of `winlog` */
    wev_values related;
    const wev_technique *technique;
    uint32_t technique_count;
    wev_texts sources; /* full citations */
    wev_explanation text;
    const wev_wording *wording; /* in each language, the site's first; NULL: not known */
    const char *file;           /* where it stands, for `winevent explain` and faults */
    unsigned line;
} wev_entry;

typedef struct wev_rulebase wev_rulebase;

/*
 * Reads a rulebase folder and, if `site` is not NULL, a folder of the same form whose packs, tables and texts win
 * over it. Texts are those of `lang` ("en", "ko", ...), English where there is none. NULL with *why on any fault.
 */
const wev_rulebase *wev_rulebase_load(const char *path, const char *site, const char *lang, wev_fault *why);

/* Shared ownership; both take NULL. */
const wev_rulebase *wev_rulebase_ref(const wev_rulebase *rulebase);
void wev_rulebase_unref(const wev_rulebase *rulebase);

/*
 * The entry for an event, the most specific first: one whose selector states provider and channel before one that
 * states the provider, then the channel; among those one with a matching version. NULL if the event is unknown.
 */
const wev_entry *wev_rulebase_find(const wev_rulebase *rulebase, wev_str provider, wev_str channel, uint32_t id,
                                   int64_t version);

/* The code of that value; NULL if it is not in the table. Aliases give the code they stand for. */
const wev_code *wev_code_find(const wev_code_table *table, uint64_t value);

/* The code of that text in a text table, the row without `*` before one with; NULL if there is none. */
const wev_code *wev_code_find_text(const wev_code_table *table, wev_str text);

/* The code of that symbol, case and all; NULL if there is none, or two. */
const wev_code *wev_code_find_symbol(const wev_code_table *table, wev_str symbol);

/* A code of another table that stands for a value without a row. */
typedef struct wev_code_via {
    const wev_code *code; /* NULL: there is none */
    const wev_code_table *table;
    uint64_t value;
} wev_code_via;
wev_code_via wev_code_fall_back(const wev_code_table *table, uint64_t value);

/* The facility that a value belongs to, or NULL. Its own part of the value is the low word. */
const wev_facility *wev_code_facility(const wev_code_table *table, uint64_t value);
enum { WEV_FACILITY_CODE = 0xFFFF };

/*
 * The value as the table shows it ("0x00000400", "%%1833"); `to` has WEV_NUM_ROOM bytes; gives the length. Not for text
 * tables, whose codes show themselves by their spelling.
 */
size_t wev_code_show(const wev_code_table *table, uint64_t value, char *to);

/*
 * A value out of text in any spelling of wev_num_code, as `%%1833`, or as the symbol itself; in a text table the place
 * of the code that it finds. *ambiguous is set where decimal digits made sense only as hexadecimal ones.
 */
bool wev_code_parse(const wev_code_table *table, wev_str text, uint64_t *value, bool *ambiguous);

/* The table of that name, or NULL. */
const wev_code_table *wev_rulebase_table(const wev_rulebase *rulebase, wev_str name);

/* The table of message parameters (%%1833), or NULL. */
const wev_code_table *wev_rulebase_parameters(const wev_rulebase *rulebase);

/* Is it a line of a log that is prose? Its `id` is the number of a rule then, which no event id can be. */
static inline bool wev_entry_is_line(const wev_entry *entry) {
    return entry->id > UINT16_MAX;
}

/* Everything, for tools: entries and tables in load order. */
const wev_entry *wev_rulebase_entries(const wev_rulebase *rulebase, uint32_t *count);
const wev_code_table *wev_rulebase_tables(const wev_rulebase *rulebase, uint32_t *count);
const wev_pack *wev_rulebase_packs(const wev_rulebase *rulebase, uint32_t *count);
wev_str wev_rulebase_lang(const wev_rulebase *rulebase);

/* A language that `explained` or `translated` of a file names, be there texts in it or not. */
typedef struct wev_promise {
    wev_str lang, file; /* the first of the files */
} wev_promise;

enum { WEV_MAX_PROMISES = 64 };

/* Each language once. */
const wev_promise *wev_rulebase_promises(const wev_rulebase *rulebase, uint32_t *count);
size_t wev_rulebase_bytes(const wev_rulebase *rulebase);

#endif
