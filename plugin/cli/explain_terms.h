/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a word that somebody looks for may stand in a text: as it was typed, in the word that Windows has for the same,
 * without its ending, or, where words need no blanks between them, in pieces.
 */
#ifndef WEV_CLI_EXPLAIN_TERMS_H
#define WEV_CLI_EXPLAIN_TERMS_H

#include "cli/explain_words.h"

enum { CLI_TERM_ROOM = 192 };

typedef struct cli_term {
    wev_str typed;
    wev_str usual; /* the word of Windows in the place of another one; absent if there is none */
    wev_str stem;  /* without its ending; absent if it has none */
    bool number;   /* digits only: nothing but the whole number is it */
    bool brief;    /* up to three letters, as CA: many words have them inside, and only the whole word is it */
    bool weak;     /* `error` and the like: nearly every text is about it, and need not say so */
    bool wide;     /* Chinese, Japanese or Korean throughout */
    char room[2][CLI_TERM_ROOM];
} cli_term;

/* How freely a text is read; each way includes those before it. */
typedef enum cli_reading { CLI_BY_WORD, CLI_BY_STEM, CLI_BY_PIECES, CLI_READINGS } cli_reading;

/* `usual` and `stem` point into the term: it must not be moved. A word too long for it is looked for as it is. */
void cli_term_set(cli_term *term, cli_tongue tongue, wev_str word);

/* Is it a word that nearly every text is about? */
bool cli_is_weak_word(wev_str word);

bool cli_term_in(const cli_term *term, cli_reading reading, wev_str text);

#endif
