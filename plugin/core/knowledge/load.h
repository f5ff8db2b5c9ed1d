/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the loader share: a rulebase on its way from files to memory. */
#ifndef WEV_KNOWLEDGE_LOAD_H
#define WEV_KNOWLEDGE_LOAD_H

#include "knowledge/jfile.h"
#include "knowledge/rulebase_data.h"

/* What a text is for. A name is not used twice for one thing: an event is told by id or by name. */
typedef enum wev_text_kind { WEV_TEXT_EVENT_ID, WEV_TEXT_EVENT_NAME, WEV_TEXT_CODE, WEV_TEXT_SPELLING } wev_text_kind;

/* The explanation of one event or code in one language. */
typedef struct wev_text_row {
    wev_str name; /* of its pack or table */
    wev_text_kind kind;
    uint64_t key;         /* event id or code */
    wev_str word;         /* event name or spelling; absent with a key */
    unsigned priority;    /* 0 is best: own language before English, the site's before ours */
    wev_str part[3];      /* title, explanation, remedy; here and in `word` in the loader's memory */
    wev_explanation text; /* in the rulebase's memory, once somebody asked for it */
    const wev_jfile *file;
    unsigned line;
    bool loaded, used;
    wev_str owner;               /* of a text for an id: the first event that took it */
    const wev_jfile *rival_file; /* and an event of another name that took it too; NULL: none */
    unsigned rival_line;
} wev_text_row;

/* What of a file decides which texts there have to be. */
typedef struct wev_text_duty {
    wev_str name;    /* of the pack or the table */
    bool explained;  /* each entry needs a text in the language that is loaded */
    bool translated; /* each entry with an English text needs one in it */
} wev_text_duty;

/* A code that waits for its text: tables come before texts, whose keys are written as the tables say. */
typedef struct wev_code_need {
    wev_code *code;
    wev_text_duty duty;
    const wev_jfile *file;
    unsigned line;
} wev_code_need;

typedef struct wev_load {
    wev_rulebase *rulebase;
    wev_arena *arena; /* the rulebase's */
    wev_arena own;    /* the loader's */
    wev_fault *why;
    const char *lang;
    wev_jfile *events, *codes, *texts, *wording; /* lists; ours before the site's */
    wev_text_row *text;                          /* sorted by name, kind, key, priority */
    size_t text_count, text_room;
    wev_code_need *need;
    size_t need_count, need_room;
} wev_load;

/* The `sources` of a file, in the rulebase's memory. */
typedef struct wev_citations {
    uint32_t count;
    wev_str *key; /* views of the file */
    wev_text *text;
    wev_texts usual; /* what an entry without `source` has; count 0: it needs one */
} wev_citations;

/* Each false with *why. In this order: codes, texts, the codes' texts, events, wording, index. */
bool wev_load_codes(wev_load *load);
bool wev_load_texts(wev_load *load);
bool wev_load_code_texts(wev_load *load);
bool wev_load_events(wev_load *load);
bool wev_load_wording(wev_load *load);
bool wev_load_index(wev_load *load);

/* What a pack's or table's file says of its texts: `explained`, `translated`. */
bool wev_load_duty(wev_load *load, const wev_jfile *file, wev_str name, wev_text_duty *duty);

/*
 * The explanation of an event; absent members if there is none. Where the duty names it, a gap is a fault at file and
 * line.
 */
bool wev_load_event_text(wev_load *load, const wev_text_duty *duty, uint32_t id, wev_str event, const wev_jfile *file,
                         unsigned line, wev_explanation *out);
/* The same for a code, when the texts are loaded. */
bool wev_load_need_text(wev_load *load, const wev_text_duty *duty, wev_code *code, const wev_jfile *file,
                        unsigned line);

/* Is every text of somebody, and of one event only? After all others. */
bool wev_load_check_texts(wev_load *load);

/*
 * Each value as the table's code has it, never as an alias. One that is no code of the table is the fault `what`, or
 * stays as it is where that is NULL.
 */
bool wev_load_own_codes(wev_load *load, const wev_jfile *file, unsigned line, const wev_code_table *table,
                        const char *what, wev_values *values);

/* The fallbacks and the facilities of a table out of its head. The tables' names must be known. */
bool wev_load_fallbacks(wev_load *load, const wev_jfile *file, wev_code_table *table);

/* Memory for the rulebase, zeroed; NULL with *why. */
void *wev_load_alloc(wev_load *load, size_t count, size_t size);

/*
 * `list` with room for one more item of `size` bytes behind its `count`: itself, or a copy instead of it, to be freed
 * by free. NULL with *why; the list stays as it is then.
 */
void *wev_load_grow(wev_load *load, void *list, size_t *room, size_t count, size_t size);

/* How many files a list has. */
size_t wev_load_count(const wev_jfile *file);

/* Reads a file whose name its member `key` must have, and whose root has these keys. */
bool wev_load_open(wev_load *load, wev_jfile *file, const char *key, wev_jkeys keys);

/* Copies into the rulebase. Absent stays absent; false without memory. */
bool wev_load_str(wev_load *load, wev_str text, wev_str *out);
bool wev_load_text(wev_load *load, wev_str text, wev_text *out);

/* A member that is an array of strings, or one string. */
bool wev_load_string_list(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object,
                          const char *name, wev_texts *out);

/* A member that is a text of at least one character. */
bool wev_load_name(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object, const char *name,
                   wev_text *out);

/* A member that is, if it is there, one of these words; the list ends with NULL. */
bool wev_load_word(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object, const char *name,
                   const char *const *words, const char *what, wev_text *out);

/* The file's `sources` and `source`. */
bool wev_load_citations(wev_load *load, const wev_jfile *file, wev_citations *out);

/* An entry's `source` (a key of the file's `sources`, or an array of such) as full citations. */
bool wev_load_sources(wev_load *load, const wev_jfile *file, const wev_citations *known, unsigned line,
                      struct json_object *entry, wev_texts *out);

/* A member that is the name of a severity; NONE if there is no such member. */
bool wev_load_severity(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object,
                       const char *name, wev_severity *out);

/* A code in any spelling of wev_num_code, or as %%n: out of text, or a member that is a string or an integer. */
bool wev_load_code(wev_load *load, const wev_jfile *file, unsigned line, wev_str text, unsigned width, uint64_t *out);
bool wev_load_number(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *value, unsigned width,
                     uint64_t *out);

/* A member that is an array of codes; sorted as it stands. */
bool wev_load_numbers(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *array, unsigned width,
                      wev_values *out);

/* A member that is an array of integers from 0 to `most`. `what` is told of one that is none. */
bool wev_load_integers(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *array, int64_t most,
                       const char *what, wev_values *out);

/* The line of the n-th entry of a file. */
static inline unsigned wev_load_line(const wev_jfile *file, size_t n) {
    return n < file->entry_count ? file->entry_line[n] : 0;
}

#endif
