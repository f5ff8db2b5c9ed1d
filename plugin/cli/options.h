/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Options of the command line, out of one table: it parses, checks and prints the help. Long options take
 * `--name value` and `--name=value`, short ones may stand together; options and other arguments may be mixed, and
 * `--` ends the options. No abbreviations, so that a new option never breaks a script.
 */
#ifndef WEV_CLI_OPTIONS_H
#define WEV_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/output.h"

/* Which commands an option belongs to. */
typedef enum cli_commands {
    CLI_IN_DECODE = 1,
    CLI_IN_EXPLAIN = 2,
    CLI_IN_CHECK = 4,
    CLI_IN_BENCH = 8,
    CLI_IN_EXTERNAL = 16,
    CLI_IN_CATALOG = 32
} cli_commands;

/* What was given. Texts are NULL where nothing was; all of them lie in argv. */
typedef struct cli_settings {
    const char *profile, *explain, *lang, *rulebase, *site, *timezone, *received, *csv_fields, *color;
    const char *provider, *channel, *table;
    const char *container, *input, *output;
    const char *seconds;
    bool drop_message, pretty, octet_counted, nul_separated, quiet, unbuffered, json, help;
    bool split;              /* no option: the command wants each event of a message by itself */
    const char *const *word; /* the arguments that are no options */
    size_t word_count;
} cli_settings;

/*
 * Parses argv[1] onwards for that command; moves the other arguments to the front of argv. False after a message on
 * standard error.
 */
bool cli_options_parse(cli_settings *settings, const char *command, cli_commands bit, char **argv);

/* The help lines of a command's options, on standard output. */
void cli_options_help(cli_out *out, cli_commands bit);

#endif
