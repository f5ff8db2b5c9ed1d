/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One file of rules for liblognorm, checked. liblognorm 2.0.6 drops some bad rules without a word, crashes on others,
 * and has field types that crash on a message (`string`, on bytes above 127) or lose memory (types of one's own). So a
 * rule may use a strict subset of its version 2 syntax, and that is checked here, line by line.
 * rulebase/README.md, "lognorm", is the format.
 */
#ifndef WEV_TEXT_RULE_FILE_H
#define WEV_TEXT_RULE_FILE_H

#include "base/status.h"
#include "base/str.h"

enum {
    WEV_RULE_LEVELS = 16,
    WEV_RULE_JOINS = 4,
    WEV_RULE_WORDS = 32,
    WEV_RULE_FILE_SIZE = 1 << 20,
    WEV_RULE_LINE = 8192
};

typedef struct wev_rule_level {
    wev_str word;  /* as the log writes it */
    wev_str level; /* one digit, as Level of Windows events: 1 critical to 5 verbose */
} wev_rule_level;

/* A field that is made of two others and what stands between them; not made without one of them or if the second is 0.
 */
typedef struct wev_rule_join {
    wev_str name, first, between, second;
} wev_rule_join;

typedef struct wev_rule_file {
    char *path;
    char *text; /* what liblognorm is given; the views below point into it */
    wev_str format;
    wev_str provider; /* empty: none */
    wev_str zone;     /* of times that name none; absent: not known */
    wev_rule_level level[WEV_RULE_LEVELS];
    wev_rule_join join[WEV_RULE_JOINS];
    wev_str word[WEV_RULE_WORDS]; /* a message must have one of them */
    size_t level_count, join_count, word_count, rules;
} wev_rule_file;

/*
 * Takes `path` and `text`, both from malloc, in any case; `text` is NUL-terminated behind `len` bytes. False with *why,
 * at file and line.
 */
bool wev_rule_file_read(wev_rule_file *file, char *path, char *text, size_t len, wev_fault *why);
void wev_rule_file_free(wev_rule_file *file);

/* Is the line good, behind `rule=`, `prefix=` or `annotate=`? NULL, or what is wrong; *at gets where. */
const char *wev_rule_check_tags(wev_str line, wev_str *sample, wev_str *at);
const char *wev_rule_check_sample(wev_str sample, wev_str *at);
const char *wev_rule_check_annotation(wev_str line, wev_str *at);

#endif
