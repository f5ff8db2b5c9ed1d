/* SPDX-License-Identifier: Apache-2.0 */
/* `winevent decode`: messages in, one JSON document for each out, in their order. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/pretty.h"
#include "cli/reader.h"
#include "cli/rules.h"

typedef struct counts {
    uint64_t messages, bytes;
    uint64_t status[WEV_UNREADABLE + 1]; /* by wev_status */
    uint64_t tails, unknown_events, unknown_codes;
    uint64_t *format;  /* events, by position in the order of detection */
    bool broken_input; /* a file that could not be read, or framing that broke */
    bool opened;       /* a line was the opening of an event, and no more */
} counts;

typedef struct decoder {
    const cli_settings *settings;
    cli_engine engine;
    cli_out out;
    wev_json_sink json;
    counts counts;
} decoder;

static void count(counts *c, const wev_result *result) {
    const size_t format = wev_result_format(result);
    c->messages++;
    c->status[result->status]++;
    c->tails += result->tail;
    if (result->event == NULL)
        return;
    if (format != SIZE_MAX)
        c->format[format]++;
    c->unknown_events += result->meaning->entry == NULL;
    c->unknown_codes += result->meaning->unknown_codes;
}

/* False when there is no point in going on. */
static bool put_document(decoder *d, const wev_result *result) {
    if (result->status == WEV_NO_MEMORY ||
        wev_emit(d->engine.worker, result, wev_json_sink_start(&d->json)) != WEV_OK) {
        d->out.error = ENOMEM;
        return false;
    }
    cli_pretty_put(&d->out, wev_json_sink_text(&d->json), d->settings->pretty);
    if (d->settings->unbuffered)
        cli_out_flush(&d->out);
    return d->out.error == 0;
}

/* `{`, `[` or a tag of its own, as where an event was printed for people. */
static bool is_opening(wev_str line) {
    line = wev_str_trim(line);
    const bool tag =
        (wev_str_starts(line, SV("<Event")) || wev_str_starts(line, SV("<?xml"))) && line.ptr[line.len - 1] == '>';
    return tag || wev_str_equal(line, SV("{")) || wev_str_equal(line, SV("["));
}

/* Each of its events is counted as a message. */
static bool decode_message(decoder *d, wev_str message) {
    wev_result result = cli_engine_process(&d->engine, message);
    d->counts.bytes += message.len;
    d->counts.opened = d->counts.opened || (result.status != WEV_OK && is_opening(message));
    count(&d->counts, &result);
    bool good = put_document(d, &result);
    while (good && result.more) {
        result = wev_process_next(d->engine.worker);
        count(&d->counts, &result);
        good = put_document(d, &result);
    }
    return good;
}

static void decode_file(decoder *d, const char *file, int fd) {
    const char *const name = fd == STDIN_FILENO ? "standard input" : file;
    struct stat about;
    const bool regular = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    cli_reader reader = {.fd = fd, .keep = CLI_MESSAGE_LIMIT + 1, .flush = regular ? NULL : &d->out};
    wev_str message;
    if (d->settings->octet_counted)
        reader.framing = CLI_COUNTED;
    else if (d->settings->nul_separated)
        reader.framing = CLI_NULS;
    while (cli_reader_next(&reader, &message) && decode_message(d, message))
        continue;
    if (reader.error != 0)
        fprintf(stderr, "winevent: %s: %s\n", name, strerror(reader.error));
    if (reader.fault != NULL)
        fprintf(stderr, "winevent: %s: at byte %" PRIu64 ": %s\n", name, reader.taken, reader.fault);
    d->counts.broken_input |= reader.error != 0 || reader.fault != NULL;
    cli_reader_free(&reader);
}

static void decode_all(decoder *d) {
    static const char *const standard_input[] = {"-"};
    const bool named = d->settings->word_count > 0;
    const char *const *const name = named ? d->settings->word : standard_input;
    const size_t files = named ? d->settings->word_count : 1;
    for (size_t i = 0; i < files && d->out.error == 0; i++) {
        const int fd = cli_file_open(name[i]);
        if (fd == -1) {
            d->counts.broken_input = true;
            continue;
        }
        decode_file(d, name[i], fd);
        cli_file_close(fd);
    }
}

static void print_row(wev_str what, uint64_t n) {
    if (n > 0)
        fprintf(stderr, "  %-18.*s%10" PRIu64 "\n", (int)what.len, what.ptr, n);
}

static void print_summary(const counts *c, bool by_line) {
    static const struct {
        wev_str what;
        wev_status status;
    } rows[] = {
        {SV_INIT("not recognised"), WEV_NOT_EVENT},
        {SV_INIT("truncated"), WEV_TRUNCATED},
        {SV_INIT("malformed"), WEV_MALFORMED},
        {SV_INIT("too big"), WEV_TOO_BIG},
    };
    fprintf(stderr, "winevent: %" PRIu64 " message%s, %" PRIu64 " bytes\n", c->messages, c->messages == 1 ? "" : "s",
            c->bytes);
    for (size_t i = 0; i < wev_format_total(); i++)
        print_row(wev_format_name(i), c->format[i]);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        print_row(rows[i].what, c->status[rows[i].status]);
    print_row(SV("orphan tails"), c->tails);
    print_row(SV("unknown events"), c->unknown_events);
    print_row(SV("unknown codes"), c->unknown_codes);
    if (by_line && c->opened && c->messages > 1 && c->status[WEV_OK] == 0)
        fputs("  Each line was a message. --null takes a file with one event over several lines.\n", stderr);
}

static int run(const cli_settings *settings) {
    decoder d = {.settings = settings, .out = cli_out_open(settings->color)};
    if (settings->octet_counted && settings->nul_separated) {
        fputs("winevent decode: --octet-counted and --null exclude each other\n", stderr);
        return CLI_USAGE;
    }
    cli_settings each_event = *settings;
    each_event.split = true;
    d.counts.format = calloc(wev_format_total() + 1, sizeof *d.counts.format);
    if (d.counts.format == NULL || !cli_engine_open(&d.engine, &each_event)) {
        free(d.counts.format);
        return CLI_USAGE;
    }
    decode_all(&d);
    int status = CLI_DONE;
    if (d.counts.broken_input)
        status = CLI_USAGE;
    else if (d.counts.status[WEV_OK] != d.counts.messages)
        status = CLI_NOT_ALL;
    status = cli_out_close(&d.out, status);
    if (!settings->quiet)
        print_summary(&d.counts, !settings->octet_counted && !settings->nul_separated);
    cli_engine_close(&d.engine);
    wev_json_sink_free(&d.json);
    free(d.counts.format);
    return status;
}

const cli_command cli_decode = {
    .name = "decode",
    .bit = CLI_IN_DECODE,
    .operands = "[FILE...]",
    .summary = "messages in, one JSON document a line out",
    .about = "Reads messages, one a line, from the files or from standard input, and writes the document of "
             "each to standard output. Messages of no format are tried on the prose rules of rulebase and "
             "site (lognorm/*.rulebase). A summary goes to standard error.",
    .status = "Exit status: 0 all were understood, 1 some were not, 2 wrong usage or unreadable input, 3 the "
              "output was not written.",
    .run = run,
};
