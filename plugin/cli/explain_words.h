/* SPDX-License-Identifier: Apache-2.0 */
/* The words around what `winevent explain` tells, in the reader's language. */
#ifndef WEV_CLI_EXPLAIN_WORDS_H
#define WEV_CLI_EXPLAIN_WORDS_H

#include "base/buf.h"

/* The languages that we have words in. */
typedef enum cli_tongue { CLI_ENGLISH, CLI_KOREAN, CLI_CHINESE, CLI_RUSSIAN, CLI_JAPANESE, CLI_TONGUES } cli_tongue;

/* Of a language of texts as the rulebase calls it; English where we have no words. */
cli_tongue cli_tongue_of(wev_str lang);

typedef enum cli_word {
#define CLI_WORD(name, english, korean, chinese, russian, japanese) CLI_WORD_##name,
#include "cli/explain_words.def"
#undef CLI_WORD
    CLI_WORDS
} cli_word;

wev_str cli_word_in(cli_tongue tongue, cli_word word);

/* Adds the word with `one` for its {1} and `two` for its {2}. */
void cli_say(wev_buf *to, cli_tongue tongue, cli_word word, wev_str one, wev_str two);

/* Columns that labels take in front of a row, the blanks behind the longest among them. */
size_t cli_label_columns(cli_tongue tongue);

/*
 * A word of the documents (`failure`) for a reader: with the reader's own in front (`실패 (failure)`), since filters
 * and dashboards need the documents' word.
 */
void cli_add_value(wev_buf *to, cli_tongue tongue, wev_str value);

#endif
