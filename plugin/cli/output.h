/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Standard output, each write checked: a full disk must not look like a short log. The first failure sticks; what
 * comes behind it is not written.
 */
#ifndef WEV_CLI_OUTPUT_H
#define WEV_CLI_OUTPUT_H

#include "base/buf.h"

typedef enum cli_ink {
    CLI_INK_NONE,
    CLI_INK_HEADING,
    CLI_INK_LABEL,
    CLI_INK_KEY,
    CLI_INK_TEXT,
    CLI_INK_NUMBER,
    CLI_INK_WORD,
    CLI_INK_BAD,
    CLI_INK_WARN,
    CLI_INK_GOOD
} cli_ink;

typedef struct cli_out {
    int error; /* errno of the first failure; 0: none */
    bool colored;
    unsigned width;  /* columns of the terminal */
    wev_buf scratch; /* for who builds its output first */
} cli_out;

/* Ignores SIGPIPE, and sees to it that no file that we open becomes a standard stream that somebody closed. */
void cli_streams_prepare(void);

/* `color` is auto, always, never, or NULL for auto: on a terminal, unless NO_COLOR is set or TERM is dumb. */
cli_out cli_out_open(const char *color);

void cli_out_put(cli_out *out, wev_str text);

/* out->scratch, emptied. That it could not hold its last text is remembered as a failure of the output. */
wev_buf *cli_out_scratch(cli_out *out);
void cli_out_flush(cli_out *out);

/*
 * Flushes and frees. Gives `status`, or CLI_OUTPUT where something was not written: with a message, unless the reader
 * went away, which is its right.
 */
int cli_out_close(cli_out *out, int status);

/* The escape sequence that begins an ink; of CLI_INK_NONE, that ends any. Empty without colours. */
wev_str cli_ink_code(const cli_out *out, cli_ink ink);

#endif
