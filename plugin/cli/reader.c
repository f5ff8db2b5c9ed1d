/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/num.h"

enum { CHUNK = 65536, COUNT_DIGITS = 10 };

static void drop(cli_reader *r, size_t n) {
    r->start += n;
    r->taken += n;
    r->scanned = r->scanned > n ? r->scanned - n : 0;
}

static bool make_room(cli_reader *r) {
    if (r->start > 0) {
        memmove(r->buf, r->buf + r->start, r->end - r->start);
        r->end -= r->start;
        r->start = 0;
    }
    if (r->room - r->end >= CHUNK)
        return true;
    const size_t room = r->room < CHUNK ? 2 * CHUNK : 2 * r->room;
    char *const buf = realloc(r->buf, room);
    if (buf == NULL) {
        r->error = ENOMEM;
        return false;
    }
    r->buf = buf;
    r->room = room;
    return true;
}

/* Reads more; false at the end and at a failure. */
static bool fill(cli_reader *r) {
    ssize_t n = -1;
    if (r->ended || r->error != 0 || !make_room(r))
        return false;
    if (r->flush != NULL)
        cli_out_flush(r->flush);
    do {
        n = read(r->fd, r->buf + r->end, r->room - r->end);
    } while (n == -1 && errno == EINTR);
    if (n == -1)
        r->error = errno;
    r->ended = n <= 0;
    r->end += n > 0 ? (size_t)n : 0;
    return n > 0;
}

static bool next_ended_by(cli_reader *r, char terminator, wev_str *message) {
    if (r->buf == NULL && !fill(r))
        return false;
    for (;;) {
        const size_t have = r->end - r->start;
        const char *const from = r->buf + r->start;
        const char *const at = have > r->scanned ? memchr(from + r->scanned, terminator, have - r->scanned) : NULL;
        if (at != NULL) {
            const size_t len = (size_t)(at - from);
            *message = (wev_str){from, len < r->keep ? len : r->keep};
            drop(r, len + 1);
            r->scanned = 0;
            return true;
        }
        r->scanned = have;
        if (have > r->keep) {
            /* Too long: what stands behind the part to keep was scanned and is forgotten. */
            r->taken += have - r->keep;
            r->end = r->start + r->keep;
            r->scanned = r->keep;
        }
        if (!fill(r))
            break;
    }
    const size_t have = r->end - r->start;
    if (have == 0 || r->error != 0)
        return false;
    *message = (wev_str){r->buf + r->start, have};
    drop(r, have);
    return true;
}

/* At least `n` bytes in the buffer. */
static bool need(cli_reader *r, size_t n) {
    while (r->end - r->start < n)
        if (!fill(r))
            return false;
    return true;
}

/* What is left of a long message, and the line breaks that tools put between frames. */
static bool skip_to_frame(cli_reader *r) {
    while (r->skip > 0) {
        if (!need(r, 1))
            return false;
        const size_t have = r->end - r->start;
        const size_t n = r->skip < have ? (size_t)r->skip : have;
        drop(r, n);
        r->skip -= n;
    }
    while (need(r, 1)) {
        if (r->buf[r->start] != '\n' && r->buf[r->start] != '\r')
            return true;
        drop(r, 1);
    }
    return false;
}

static bool take_count(cli_reader *r, uint64_t *count) {
    size_t n = 0;
    while (need(r, n + 1) && wev_is_digit(r->buf[r->start + n]) && n < COUNT_DIGITS)
        n++;
    if (r->error != 0)
        return false;
    const wev_str digits = {r->buf + r->start, n};
    if (r->end - r->start <= n || r->buf[r->start + n] != ' ' || !wev_num_u64(digits, count)) {
        r->fault = "expected the length of a message and a blank (RFC 6587, 3.4.1)";
        return false;
    }
    drop(r, n + 1);
    return true;
}

static bool next_counted(cli_reader *r, wev_str *message) {
    uint64_t count = 0;
    if (r->fault != NULL || !skip_to_frame(r) || !take_count(r, &count))
        return false;
    const size_t wanted = count < r->keep ? (size_t)count : r->keep;
    if (!need(r, wanted)) {
        if (r->error != 0)
            return false;
        r->fault = "the input ends inside a message";
    }
    const size_t have = r->end - r->start;
    const size_t len = wanted < have ? wanted : have;
    *message = (wev_str){r->buf + r->start, len};
    drop(r, len);
    r->skip = count - len;
    return true;
}

bool cli_reader_next(cli_reader *r, wev_str *message) {
    switch (r->framing) {
    case CLI_LINES:
        return next_ended_by(r, '\n', message);
    case CLI_NULS:
        return next_ended_by(r, '\0', message);
    case CLI_COUNTED:
        return next_counted(r, message);
    }
    return false;
}

void cli_reader_free(cli_reader *r) {
    free(r->buf);
    r->buf = NULL;
}
