/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the loader share: a rulebase on its way from files to memory. */
#ifndef WEV_KNOWLEDGE_LOAD_H
#define WEV_KNOWLEDGE_LOAD_H

#include "knowledge/jfile.h"
#include "knowledge/rulebase_data.h"

/* The explanation of one event or code in one language. */
typedef struct wev_text_row {
    wev_text name;      /* of its pack or table */
    bool of_code;       /* an event's otherwise */
    uint64_t key;       /* event id or code */
    unsigned priority;  /* 0 is best: own language before English, the site's before ours */
    wev_explanation text;
    const wev_jfile *file;
    unsigned line;
    bool used;
} wev_text_row;

typedef struct wev_load {
    wev_rulebase *rulebase;
    wev_arena *arena; /* the rulebase's */
    wev_fault *why;
    const char *lang;
    wev_jfile *events, *codes, *texts; /* lists; ours before the site's */
    wev_text_row *text;                /* sorted by name, kind, key, priority */
    size_t text_count;
} wev_load;

/* Each false with *why. In this order: texts, codes, events, index. */
bool wev_load_texts(wev_load *load);
bool wev_load_codes(wev_load *load);
bool wev_load_events(wev_load *load);
bool wev_load_index(wev_load *load);

/*
 * The explanation of an event or a code; absent members if there is none. Where `explained` (the file's list of
 * languages in which nothing may be missing) names the language that is loaded, a gap is a fault at file and line.
 */
bool wev_load_explanation(wev_load *load, wev_text name, bool of_code, uint64_t key, struct json_object *explained,
                          const wev_jfile *file, unsigned line, wev_explanation *out);

/* Are the languages in `explained` strings? */
bool wev_load_check_languages(wev_load *load, const wev_jfile *file);

/* Is every text of somebody? After codes and events. */
bool wev_load_check_texts(wev_load *load);

/* Memory for the rulebase, zeroed; NULL with *why. */
void *wev_load_alloc(wev_load *load, size_t count, size_t size);

/* Copies into the rulebase. Absent stays absent; false without memory. */
bool wev_load_str(wev_load *load, wev_str text, wev_str *out);
bool wev_load_text(wev_load *load, wev_str text, wev_text *out);

/* A member that is an array of strings, or one string. */
bool wev_load_string_list(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object,
                          const char *name, wev_texts *out);

/* `source` (a key of the file's `sources`, or an array of such) as full citations. */
bool wev_load_sources(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *entry, wev_texts *out);

/* A member that is the name of a severity; NONE if there is no such member. */
bool wev_load_severity(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *object,
                       const char *name, wev_severity *out);

/* A code in any spelling of wev_num_code, or as %%n. */
bool wev_load_number(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *value, unsigned width,
                     uint64_t *out);

/* A member that is an array of codes; sorted as it stands. */
bool wev_load_numbers(wev_load *load, const wev_jfile *file, unsigned line, struct json_object *array, unsigned width,
                      wev_values *out);

/* The line of the n-th entry of a file. */
static inline unsigned wev_load_line(const wev_jfile *file, size_t n) {
    return n < file->entry_count ? file->entry_line[n] : 0;
}

#endif
