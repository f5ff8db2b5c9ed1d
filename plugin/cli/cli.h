/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of `winevent` share: the commands and their exit statuses. The tool adds no knowledge of its own: it
 * brings messages to the library and prints what comes back, the same bytes as the daemon's.
 */
#ifndef WEV_CLI_CLI_H
#define WEV_CLI_CLI_H

#include "cli/options.h"

enum {
    CLI_DONE = 0,    /* all was understood, or found, or good */
    CLI_NOT_ALL = 1, /* something was not */
    CLI_USAGE = 2,   /* options, files that cannot be read, a rulebase that does not load */
    CLI_OUTPUT = 3   /* the output could not be written, or not be made for lack of memory */
};

typedef struct cli_command {
    const char *name;
    cli_commands bit;
    const char *operands; /* as in the usage line */
    const char *summary;  /* one line of `winevent --help` */
    const char *about;    /* a paragraph of `winevent CMD --help` */
    const char *status;   /* and one on its exit status */
    int (*run)(const cli_settings *settings);
} cli_command;

extern const cli_command cli_decode, cli_explain, cli_check, cli_catalog, cli_bench, cli_external;

#endif
