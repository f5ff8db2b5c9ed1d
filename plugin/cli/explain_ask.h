/* SPDX-License-Identifier: Apache-2.0 */
/* The words that somebody asks `winevent explain` about: typed one by one, or a line that was copied out of a log. */
#ifndef WEV_CLI_EXPLAIN_ASK_H
#define WEV_CLI_EXPLAIN_ASK_H

#include "base/arena.h"
#include "cli/explain.h"

typedef struct cli_ask {
    wev_arena *arena;
    wev_str *word;
    size_t words;
    bool pasted; /* one argument held several words */
} cli_ask;

/*
 * The words of the arguments in valid UTF-8, since they come back in the output: without punctuation, and parted at
 * blanks, brackets, `=` and `:`, as in `SubStatus=0xC000006A`. False without memory.
 */
bool cli_ask_take(cli_ask *ask, wev_arena *arena, const char *const *argument, size_t count);

/* n words with blanks between them; ptr NULL without memory. */
wev_str cli_ask_join(wev_arena *arena, const wev_str *word, size_t n);

/*
 * Words in front of `from + n` that say where to look for it, `Service Control Manager 7036`, `logon-type 3`,
 * `LogonType 3`, `error 5` or `Win32 error 5`: sets the query's table or origin and gives n, 0 if there are none.
 */
size_t cli_ask_scope(const cli_ask *ask, size_t from, cli_query *query);

/* The same behind the word: `4625 Security`. */
size_t cli_ask_scope_behind(const cli_ask *ask, size_t from, cli_query *query);

/* `Event ID 4625`: says what a word behind it is, and not where to look. */
bool cli_ask_is_filler(const cli_ask *ask, size_t at);

/* `Status 0xC000006D`: a field of several events, whose codes are of different tables. */
bool cli_ask_is_field(const cli_ask *ask, const cli_query *query, size_t at);

/*
 * May it be a name by itself? In a line that was pasted, `denied` is a word of a sentence and not the code Denied, and
 * 3 is any number.
 */
bool cli_ask_may_name(const cli_ask *ask, wev_str word);

/* Words without digits are a search sooner than names one by one. */
bool cli_ask_is_prose(const cli_ask *ask);

#endif
