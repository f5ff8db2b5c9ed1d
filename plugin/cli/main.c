/* SPDX-License-Identifier: Apache-2.0 */
/* `winevent`: finds the command and prints the help. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output.h"
#include "cli/wrap.h"
#include "wev.h"

static const cli_command *const commands[] = {&cli_decode,  &cli_explain, &cli_check,
                                              &cli_catalog, &cli_bench,   &cli_external};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

/* The commands close their output themselves; help and version do it here. */
static int close_output(void) {
    cli_out out = cli_out_open("never");
    return cli_out_close(&out, CLI_DONE);
}

static int help(void) {
    puts("Usage: winevent COMMAND [OPTION...] [ARGUMENT...]\n"
         "Windows events, decoded and explained.\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  %-10s%s\n", commands[i]->name, commands[i]->summary);
    puts("\n'winevent COMMAND --help' tells its options, 'winevent --version' the version,\n"
         "and winevent(1) all.");
    return close_output();
}

static int version(void) {
    printf("winevent %s\n", wev_version());
    return close_output();
}

static int command_help(const cli_command *command) {
    cli_out out = cli_out_open("never");
    printf("Usage: winevent %s [OPTION...]%s%s\n\n", command->name, *command->operands != '\0' ? " " : "",
           command->operands);
    cli_wrap(&out, wev_str_of(command->about), 0, 0);
    cli_out_put(&out, SV("\n"));
    cli_wrap(&out, wev_str_of(command->status), 0, 0);
    cli_out_put(&out, SV("\n"));
    cli_options_help(&out, command->bit);
    return cli_out_close(&out, CLI_DONE);
}

static const cli_command *find_command(const char *name) {
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static int run_command(char **argv) {
    cli_settings settings = {.profile = NULL};
    const cli_command *const command = find_command(argv[0]);
    if (command == NULL) {
        fprintf(stderr, "winevent: no such %s '%s'; try 'winevent --help'\n", argv[0][0] == '-' ? "option" : "command",
                argv[0]);
        return CLI_USAGE;
    }
    if (!cli_options_parse(&settings, command->name, command->bit, argv))
        return CLI_USAGE;
    return settings.help ? command_help(command) : command->run(&settings);
}

static bool is_one_of(const char *word, const char *name, const char *letter) {
    return strcmp(word, name) == 0 || strcmp(word, letter) == 0;
}

int main(int argc, char **argv) {
    cli_streams_prepare();
    if (argc < 2) {
        fputs("winevent: which command? try 'winevent --help'\n", stderr);
        return CLI_USAGE;
    }
    if (is_one_of(argv[1], "--help", "-h"))
        return help();
    if (is_one_of(argv[1], "--version", "-V"))
        return version();
    return run_command(argv + 1);
}
