/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the adapter share: the loaded rules, and liblognorm's contexts over them. */
#ifndef WEV_TEXT_RULES_H
#define WEV_TEXT_RULES_H

#include <stdatomic.h>

#include "text/prose.h"
#include "text/rule_file.h"
#include "text/words.h"

enum {
    WEV_PROSE_REACH = 1024,     /* bytes at the start of a message in which a word is looked for */
    WEV_PROSE_LONGEST = 1 << 18 /* bytes of a message that rules are tried on */
};

struct wev_prose_rules {
    _Atomic unsigned users;
    size_t count;
    wev_rule_file file[WEV_WORDS_OWNERS];
    wev_words words; /* owners are positions in `file` */
};

/* liblognorm's context for one file; NULL with *why. */
struct ln_ctx_s *wev_rule_context(const wev_rule_file *file, wev_fault *why);
void wev_rule_context_free(struct ln_ctx_s *context);

extern const wev_prose_ops wev_prose_reader;

/* Which files may want the text, as bits. */
uint64_t wev_prose_candidates(const wev_prose_rules *rules, wev_str text);

#endif
