/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/options.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cli/wrap.h"

typedef struct option {
    char letter; /* NUL: none */
    const char *name;
    const char *value; /* NULL: a switch. With a bar, the words that it allows. */
    size_t place;      /* in cli_settings: of a const char *, or of a bool for a switch */
    unsigned commands;
    const char *help; /* further lines behind a line break */
} option;

enum {
    IN_ALL = CLI_IN_DECODE | CLI_IN_EXPLAIN | CLI_IN_CHECK | CLI_IN_BENCH | CLI_IN_EXTERNAL | CLI_IN_CATALOG,
    IN_ENGINE = CLI_IN_DECODE | CLI_IN_BENCH | CLI_IN_EXTERNAL,
    IN_INPUT = CLI_IN_DECODE | CLI_IN_BENCH,
    HELP_COLUMN = 30
};

#define PLACE(member) offsetof(cli_settings, member)

/* clang-format off */
static const option options[] = {
    {'p', "profile", "native|ecs", PLACE(profile), IN_ENGINE, "layout of the document; default native"},
    {'e', "explain", "problems|all|none", PLACE(explain), IN_ENGINE,
     "which events carry explanation and remedy; default problems"},
    {'l', "lang", "LANG", PLACE(lang), IN_ENGINE | CLI_IN_EXPLAIN | CLI_IN_CATALOG,
     "language of the texts, as ko or zh-TW; see ENVIRONMENT in winevent(1)"},
    {'r', "rulebase", "DIR", PLACE(rulebase), IN_ALL,
     "rulebase; default $WINEVENT_RULEBASE, then the installed one"},
    {'s', "site", "DIR", PLACE(site), IN_ALL, "a rulebase of your own that wins over it"},
    {'z', "timezone", "ZONE", PLACE(timezone), IN_ENGINE, "of times that name none, as UTC, +03:00 or Europe/Berlin; default UTC"},
    {'R', "received", "TIME", PLACE(received), IN_ENGINE,
     "when the messages came in, as 2026-01-31T12:00:00Z: gives the year to times without one; default now"},
    {'F', "csv-fields", "NAMES", PLACE(csv_fields), IN_ENGINE,
     "columns of NXLog's CSV lines, as EventTime,EventID,Message"},
    {'m', "drop-message", NULL, PLACE(drop_message), IN_ENGINE, "leave out the text of events that are known by name"},
    {'0', "null", NULL, PLACE(nul_separated), IN_INPUT, "messages end with NUL instead of a line break"},
    {'o', "octet-counted", NULL, PLACE(octet_counted), IN_INPUT,
     "messages are framed as in RFC 6587, 3.4.1: LENGTH MESSAGE"},
    {'P', "pretty", NULL, PLACE(pretty), CLI_IN_DECODE | CLI_IN_EXPLAIN, "indent the JSON"},
    {'c', "color", "auto|always|never", PLACE(color), CLI_IN_DECODE | CLI_IN_EXPLAIN, "default auto: on a terminal"},
    {'u', "unbuffered", NULL, PLACE(unbuffered), CLI_IN_DECODE, "write each document at once"},
    {'q', "quiet", NULL, PLACE(quiet), CLI_IN_DECODE, "no summary on standard error"},
    {'p', "provider", "NAME", PLACE(provider), CLI_IN_EXPLAIN,
     "only events of that provider; a part of the name will do"},
    {'C', "channel", "NAME", PLACE(channel), CLI_IN_EXPLAIN, "only events of that channel; a part of the name will do"},
    {'t', "table", "NAME", PLACE(table), CLI_IN_EXPLAIN, "only codes of that table"},
    {'j', "json", NULL, PLACE(json), CLI_IN_EXPLAIN, "one JSON document on one line"},
    {'S', "seconds", "N", PLACE(seconds), CLI_IN_BENCH,
     "measure for at least N seconds of CPU time; default 1"},
    {'n', "container", "NAME", PLACE(container), CLI_IN_EXTERNAL, "where under $! the values go; default win"},
    {'i', "input", "msg|rawmsg|fulljson", PLACE(input), CLI_IN_EXTERNAL,
     "what the action's interface.input says; default rawmsg"},
    {'O', "output", "text|tree|both", PLACE(output), CLI_IN_EXTERNAL,
     "the document as text (json), as objects (doc), or both; default text"},
    {'h', "help", NULL, PLACE(help), IN_ALL, "this text"},
};
/* clang-format on */

enum { OPTION_COUNT = sizeof options / sizeof *options };

static const option *find_name(wev_str name, cli_commands bit) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if ((options[i].commands & bit) != 0 && wev_str_equal(name, wev_str_of(options[i].name)))
            return &options[i];
    return NULL;
}

static const option *find_letter(char letter, cli_commands bit) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if ((options[i].commands & bit) != 0 && options[i].letter == letter)
            return &options[i];
    return NULL;
}

/* Is `value` one of the words between the bars? */
static bool allowed(const char *choices, const char *value) {
    const wev_str wanted = wev_str_of(value);
    wev_str left = wev_str_of(choices);
    while (left.len > 0) {
        const char *const bar = memchr(left.ptr, '|', left.len);
        const size_t n = bar != NULL ? (size_t)(bar - left.ptr) : left.len;
        if (wev_str_equal((wev_str){left.ptr, n}, wanted))
            return true;
        left = wev_str_skip(left, bar != NULL ? n + 1 : n);
    }
    return false;
}

static bool set_value(cli_settings *settings, const char *command, const option *o, const char *value) {
    if (strchr(o->value, '|') != NULL && !allowed(o->value, value)) {
        fprintf(stderr, "winevent %s: --%s takes %s, not '%s'\n", command, o->name, o->value, value);
        return false;
    }
    memcpy((char *)settings + o->place, &value, sizeof value);
    return true;
}

static void set_switch(cli_settings *settings, const option *o) {
    const bool yes = true;
    memcpy((char *)settings + o->place, &yes, sizeof yes);
}

static bool refuse(const char *command, const char *what, wev_str word) {
    fprintf(stderr, "winevent %s: %s '%.*s'; try 'winevent %s --help'\n", command, what, (int)word.len, word.ptr,
            command);
    return false;
}

/* --name, --name=value, --name value. *taken counts the arguments. */
static bool parse_long(cli_settings *settings, const char *command, cli_commands bit, char **argv, size_t *taken) {
    const wev_str word = wev_str_of(argv[0]);
    const char *const equals = strchr(argv[0], '=');
    const wev_str name = {word.ptr + 2, equals != NULL ? (size_t)(equals - word.ptr) - 2 : word.len - 2};
    const option *const o = find_name(name, bit);
    *taken = 1;
    if (o == NULL)
        return refuse(command, "no such option", (wev_str){word.ptr, name.len + 2});
    if (o->value == NULL) {
        if (equals != NULL)
            return refuse(command, "this option takes no value:", word);
        set_switch(settings, o);
        return true;
    }
    if (equals != NULL)
        return set_value(settings, command, o, equals + 1);
    if (argv[1] == NULL)
        return refuse(command, "a value is missing behind", word);
    *taken = 2;
    return set_value(settings, command, o, argv[1]);
}

/* -x, -xy, -xvalue, -x value. */
static bool parse_short(cli_settings *settings, const char *command, cli_commands bit, char **argv, size_t *taken) {
    *taken = 1;
    for (const char *at = argv[0] + 1; *at != '\0'; at++) {
        const option *const o = find_letter(*at, bit);
        if (o == NULL)
            return refuse(command, "no such option", wev_str_of(argv[0]));
        if (o->value == NULL) {
            set_switch(settings, o);
            continue;
        }
        if (at[1] != '\0')
            return set_value(settings, command, o, at + 1);
        if (argv[1] == NULL)
            return refuse(command, "a value is missing behind", wev_str_of(argv[0]));
        *taken = 2;
        return set_value(settings, command, o, argv[1]);
    }
    return true;
}

/* `-` is standard input, and `-1073741718` a code unless there is an option -1. */
static bool is_option(const char *word, cli_commands bit) {
    if (word[0] != '-' || word[1] == '\0')
        return false;
    return !wev_is_digit(word[1]) || find_letter(word[1], bit) != NULL;
}

bool cli_options_parse(cli_settings *settings, const char *command, cli_commands bit, char **argv) {
    size_t kept = 0;
    bool ended = false;
    for (size_t i = 1; argv[i] != NULL;) {
        size_t taken = 1;
        if (!ended && strcmp(argv[i], "--") == 0) {
            ended = true;
        } else if (!ended && is_option(argv[i], bit)) {
            const bool is_long = argv[i][1] == '-';
            if (!(is_long ? parse_long : parse_short)(settings, command, bit, argv + i, &taken))
                return false;
        } else {
            argv[kept++] = argv[i];
        }
        i += taken;
    }
    settings->word = (const char *const *)argv;
    settings->word_count = kept;
    return true;
}

static void help_line(cli_out *out, const option *o) {
    const char letter[] = {' ', ' ', '-', o->letter, ',', ' ', '-', '-'};
    const wev_str name = wev_str_of(o->name), value = wev_str_of(o->value);
    size_t n = sizeof letter + name.len + (value.len > 0) + value.len;
    cli_out_put(out, (wev_str){letter, sizeof letter});
    cli_out_put(out, name);
    cli_out_put(out, value.len > 0 ? SV(" ") : SV(""));
    cli_out_put(out, value);
    if (n >= HELP_COLUMN - 1) {
        cli_out_put(out, SV("\n"));
        n = 0;
    }
    cli_blanks(out, HELP_COLUMN - n);
    cli_wrap(out, wev_str_of(o->help), HELP_COLUMN, HELP_COLUMN);
}

void cli_options_help(cli_out *out, cli_commands bit) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if ((options[i].commands & bit) != 0)
            help_line(out, &options[i]);
}
