/* SPDX-License-Identifier: Apache-2.0 */
/* Which rulebase in which language, and the engine on top of it: out of options, environment and locale. */
#ifndef WEV_CLI_RULES_H
#define WEV_CLI_RULES_H

#include <stdio.h>

#include "cli/options.h"
#include "text/prose.h"
#include "wev.h"

/* Bytes of a message that are read; what is longer is reported as too big. */
enum { CLI_MESSAGE_LIMIT = WEV_DEFAULT_MESSAGE };

enum { CLI_LANGS = 64, CLI_LANG_ROOM = 16 };

/* The languages in which a rulebase has texts, sorted. */
typedef struct cli_langs {
    char name[CLI_LANGS][CLI_LANG_ROOM];
    size_t count;
} cli_langs;

/* False after a message if there is no rulebase, which has a folder of texts. */
bool cli_langs_open(cli_langs *langs, const char *rulebase);

/* --rulebase, else $WINEVENT_RULEBASE, else the installed one. */
const char *cli_rules_path(const cli_settings *settings);

/* Where no language is stated: people read `explain` in their own, machines read documents in English. */
typedef enum cli_reader_kind { CLI_FOR_MACHINES, CLI_FOR_PEOPLE } cli_reader_kind;

/* NULL after a message. */
const wev_rulebase *cli_rules_load(const cli_settings *settings, cli_reader_kind reader);

/* How faults of a rulebase are shown: file:line: what: detail. */
void cli_fault_print(FILE *to, const wev_fault *fault);

typedef struct cli_engine {
    wev_options options;
    const wev_prose_rules *prose;
    wev_engine *engine;
    wev_worker *worker;
    char *zone;       /* what the rules of --timezone lie in; NULL: an offset */
    int64_t received; /* seconds since 1970, of all messages; 0: when each is read */
} cli_engine;

/* False after a message. */
bool cli_engine_open(cli_engine *engine, const cli_settings *settings);
/* wev_process at the time that counts as that of reception. */
wev_result cli_engine_process(cli_engine *engine, wev_str message);

void cli_engine_close(cli_engine *engine);

/* A file to read, `-` for standard input; -1 after a message. */
int cli_file_open(const char *name);

/* Closes what cli_file_open gave. */
void cli_file_close(int fd);

#endif
