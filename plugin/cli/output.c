/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/num.h"
#include "cli/cli.h"

enum { WIDTH_DEFAULT = 80, WIDTH_LEAST = 40, WIDTH_MOST = 200 };

void cli_streams_prepare(void) {
    /* Opened the wrong way round on purpose: who closed a stream gets an error on use, not somebody's file. */
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd < 3; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF && open("/dev/null", modes[fd]) != fd)
            _exit(CLI_OUTPUT);
    }
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGPIPE, &ignore, NULL);
}

static bool colored(const char *choice) {
    if (choice != NULL && strcmp(choice, "auto") != 0)
        return strcmp(choice, "always") == 0;
    const char *const no = getenv("NO_COLOR");
    const char *const term = getenv("TERM");
    if ((no != NULL && *no != '\0') || term == NULL || strcmp(term, "dumb") == 0)
        return false;
    return isatty(STDOUT_FILENO) == 1;
}

static unsigned columns(void) {
    const char *const text = getenv("COLUMNS");
    uint64_t width = WIDTH_DEFAULT;
    if (text == NULL || !wev_num_u64(wev_str_of(text), &width) || width == 0)
        return WIDTH_DEFAULT;
    return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : (unsigned)width;
}

cli_out cli_out_open(const char *color) {
    return (cli_out){.colored = colored(color), .width = columns()};
}

void cli_out_put(cli_out *out, wev_str text) {
    if (out->error != 0 || text.len == 0)
        return;
    errno = 0;
    if (fwrite(text.ptr, 1, text.len, stdout) != text.len)
        out->error = errno != 0 ? errno : EIO;
}

wev_buf *cli_out_scratch(cli_out *out) {
    if (out->scratch.failed && out->error == 0)
        out->error = ENOMEM;
    wev_buf_clear(&out->scratch);
    return &out->scratch;
}

void cli_out_flush(cli_out *out) {
    if (out->error != 0)
        return;
    errno = 0;
    if (fflush(stdout) != 0)
        out->error = errno != 0 ? errno : EIO;
}

int cli_out_close(cli_out *out, int status) {
    (void)cli_out_scratch(out);
    cli_out_flush(out);
    wev_buf_free(&out->scratch);
    if (out->error == 0)
        return status;
    if (out->error == ENOMEM)
        fputs("winevent: no memory\n", stderr);
    else if (out->error != EPIPE)
        fprintf(stderr, "winevent: standard output: %s\n", strerror(out->error));
    return CLI_OUTPUT;
}

wev_str cli_ink_code(const cli_out *out, cli_ink ink) {
    /* ECMA-48, SGR; the sixteen colours that follow the terminal's own palette. */
    static const wev_str codes[] = {
        [CLI_INK_NONE] = SV_INIT("\x1b[0m"),   [CLI_INK_HEADING] = SV_INIT("\x1b[1m"),
        [CLI_INK_LABEL] = SV_INIT("\x1b[36m"), [CLI_INK_KEY] = SV_INIT("\x1b[34m"),
        [CLI_INK_TEXT] = SV_INIT("\x1b[32m"),  [CLI_INK_NUMBER] = SV_INIT("\x1b[36m"),
        [CLI_INK_WORD] = SV_INIT("\x1b[35m"),  [CLI_INK_BAD] = SV_INIT("\x1b[1;31m"),
        [CLI_INK_WARN] = SV_INIT("\x1b[33m"),  [CLI_INK_GOOD] = SV_INIT("\x1b[32m"),
    };
    return out->colored ? codes[ink] : SV("");
}
