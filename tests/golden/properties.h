/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the program `properties` share: a message through both profiles, and what must hold for it. */
#ifndef WEV_TESTS_PROPERTIES_H
#define WEV_TESTS_PROPERTIES_H

#include "wev.h"

enum { PROFILES = 2, PATH_ROOM = 4096, MESSAGE_ROOM = 8 << 20 };

typedef struct line {
    wev_engine *engine;
    wev_worker *worker;
    wev_json_sink json;
} line;

typedef struct test {
    line line[PROFILES]; /* in the order of wev_profile */
    char *guarded_end;   /* of MESSAGE_ROOM bytes; the page behind them must not be touched */
    bool first_only;     /* of each file the first message */
    const char *top;
    char path[PATH_ROOM]; /* of the input that is being read, or what it is */
    bool good;
} test;

/* Notes a failure. */
void complain(test *t, const char *what, const char *more);

/* The first `cut` bytes of a message: documents are valid, values are kept. Gives the status. */
wev_status check_cut(test *t, wev_str message, size_t cut);

/* Messages that are too large to be files. `name` is not used. */
void large_inputs(test *t, const char *name, void (*check)(test *t, wev_str message));

#endif
