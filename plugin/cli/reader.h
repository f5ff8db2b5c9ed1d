/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages out of a file descriptor, one at a time. A message may be of any length and hold any byte; no more than
 * `keep` bytes of it are kept, so memory is bounded whatever comes in.
 */
#ifndef WEV_CLI_READER_H
#define WEV_CLI_READER_H

#include <stdint.h>

#include "cli/output.h"

typedef enum cli_framing {
    CLI_LINES,  /* each ends with LF; a CR in front of it belongs to the message */
    CLI_NULS,   /* each ends with NUL */
    CLI_COUNTED /* decimal length, blank, message (RFC 6587, section 3.4.1) */
} cli_framing;

typedef struct cli_reader {
    int fd;
    cli_framing framing;
    size_t keep;    /* bytes of a message; what is longer is cut */
    cli_out *flush; /* flushed before each read, so that nobody waits for what is known; may be NULL */
    char *buf;
    size_t room, start, end;
    size_t scanned; /* bytes behind start that hold no terminator */
    uint64_t skip;  /* of a counted message that was cut: bytes that are still to come */
    uint64_t taken; /* bytes that are gone from the buffer: where `start` is in the input */
    bool ended;
    int error;         /* errno of a failed read; 0: none */
    const char *fault; /* constant text: the framing is broken; NULL: it is not */
} cli_reader;

/* The next message, valid until the next call. False at the end, and after a failure. */
bool cli_reader_next(cli_reader *r, wev_str *message);

void cli_reader_free(cli_reader *r);

#endif
