/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `winevent bench`: how fast, and how much faster than libfastjson on the same messages in the same run. The only file
 * of the tool that knows libfastjson.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <libfastjson/json.h>
#ifndef json_object_new_object
#error "this <libfastjson/json.h> is not libfastjson's"
#endif

#include "base/num.h"
#include "cli/cli.h"
#include "cli/reader.h"
#include "cli/rules.h"

/* Seconds of CPU time: of a slice of a round, and rounds at least. */
static const double SLICE = 0.01;
enum { LEAST_ROUNDS = 9, MOST_ROUNDS = 10000 };

typedef struct sample {
    wev_str message;
    wev_str json; /* what libfastjson gets */
} sample;

typedef struct bench {
    cli_engine engine;
    wev_engine *native; /* makes JSON of messages that are none */
    wev_worker *native_worker;
    wev_json_sink json;
    struct fjson_tokener *tokener;
    wev_arena arena;
    sample *item;
    size_t count, room;
    size_t payloads, documents; /* what libfastjson gets */
    size_t events, refused;     /* refused: libfastjson cannot parse it */
    uint64_t bytes, json_bytes;
    size_t produced; /* keeps the compiler from leaving work out */
} bench;

typedef struct contender {
    const char *name;
    void (*pass)(bench *b); /* all samples once */
    bool theirs;
    unsigned repeats;
    double median, best; /* of the rounds; seconds an event */
    double *taken;       /* of each round */
} contender;

static double cpu_time(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void decode_pass(bench *b) {
    for (size_t i = 0; i < b->count; i++)
        b->produced += wev_process(b->engine.worker, b->item[i].message).bytes;
}

static void whole_pass(bench *b) {
    for (size_t i = 0; i < b->count; i++) {
        const wev_result result = wev_process(b->engine.worker, b->item[i].message);
        (void)wev_emit(b->engine.worker, &result, wev_json_sink_start(&b->json));
        b->produced += wev_json_sink_text(&b->json).len;
    }
}

/* One tokener for all, as mmjsonparse does; compact output. 0: it does not parse. */
static size_t fjson_once(bench *b, wev_str json) {
    fjson_tokener_reset(b->tokener);
    struct fjson_object *const object = fjson_tokener_parse_ex(b->tokener, json.ptr, (int)json.len);
    if (object == NULL)
        return 0;
    const char *const text = fjson_object_to_json_string_ext(object, FJSON_TO_STRING_PLAIN);
    const size_t len = text != NULL ? strlen(text) : 0;
    fjson_object_put(object);
    return len;
}

static void fjson_pass(bench *b) {
    for (size_t i = 0; i < b->count; i++)
        b->produced += fjson_once(b, b->item[i].json);
}

static bool grow(bench *b) {
    if (b->count < b->room)
        return true;
    const size_t room = b->room == 0 ? 1024 : 2 * b->room;
    sample *const item = realloc(b->item, room * sizeof *item);
    if (item == NULL)
        return false;
    b->item = item;
    b->room = room;
    return true;
}

/* The message's own JSON if it has any, else our document. Absent without memory. */
static wev_str json_for(bench *b, const wev_result *result) {
    if (result->payload.len > 0 && result->payload.ptr[0] == '{') {
        b->payloads++;
        return wev_arena_copy(&b->arena, result->payload);
    }
    b->documents++;
    if (wev_emit(b->native_worker, result, wev_json_sink_start(&b->json)) != WEV_OK)
        return (wev_str){NULL, 0};
    return wev_arena_copy(&b->arena, wev_json_sink_text(&b->json));
}

static bool add_message(bench *b, wev_str message) {
    if (!grow(b))
        return false;
    const wev_result result = wev_process(b->native_worker, message);
    if (result.status == WEV_NO_MEMORY)
        return false;
    const size_t payloads = b->payloads, documents = b->documents;
    const sample new = {wev_arena_copy(&b->arena, message), json_for(b, &result)};
    if (new.message.ptr == NULL || new.json.ptr == NULL)
        return false;
    if (fjson_once(b, new.json) == 0) {
        b->refused++;
        b->payloads = payloads;
        b->documents = documents;
        return true;
    }
    b->events += result.event != NULL;
    b->bytes += message.len;
    b->json_bytes += new.json.len;
    b->item[b->count++] = new;
    return true;
}

static bool add_file(bench *b, const cli_settings *settings, const char *name) {
    cli_reader reader = {.fd = cli_file_open(name), .keep = CLI_MESSAGE_LIMIT};
    wev_str message;
    bool good = true;
    if (reader.fd == -1)
        return false;
    if (settings->octet_counted)
        reader.framing = CLI_COUNTED;
    else if (settings->nul_separated)
        reader.framing = CLI_NULS;
    while (good && cli_reader_next(&reader, &message))
        good = add_message(b, message);
    if (!good || reader.error != 0)
        fprintf(stderr, "winevent: %s: %s\n", name, good ? strerror(reader.error) : "no memory");
    else if (reader.fault != NULL)
        fprintf(stderr, "winevent: %s: %s\n", name, reader.fault);
    cli_file_close(reader.fd);
    cli_reader_free(&reader);
    return good && reader.error == 0 && reader.fault == NULL;
}

/* One slice of a round; gives its seconds. */
static double run_slice(bench *b, const contender *c) {
    const double begin = cpu_time();
    for (unsigned i = 0; i < c->repeats; i++)
        c->pass(b);
    return cpu_time() - begin;
}

/* Passes that fill a slice; warms the caches too. */
static void calibrate(bench *b, contender *c) {
    for (c->repeats = 1; run_slice(b, c) < SLICE / 2; c->repeats *= 2)
        continue;
}

static int compare_doubles(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median_of(double *taken, size_t count) {
    qsort(taken, count, sizeof *taken, compare_doubles);
    return count % 2 == 1 ? taken[count / 2] : (taken[count / 2 - 1] + taken[count / 2]) / 2;
}

/* Contenders take turns, so that what slows the machine down slows all of them down. Gives the number of rounds. */
static size_t measure(bench *b, contender *c, size_t contenders, double seconds) {
    size_t rounds = 0;
    double measured = 0;
    for (size_t i = 0; i < contenders; i++)
        calibrate(b, &c[i]);
    while (rounds < MOST_ROUNDS && (rounds < LEAST_ROUNDS || measured < seconds)) {
        for (size_t i = 0; i < contenders; i++) {
            const double taken = run_slice(b, &c[i]);
            c[i].taken[rounds] = taken / c[i].repeats / (double)b->count;
            measured += taken;
        }
        rounds++;
    }
    for (size_t i = 0; i < contenders; i++) {
        c[i].median = median_of(c[i].taken, rounds);
        c[i].best = c[i].taken[0]; /* they are sorted now */
    }
    return rounds;
}

static void print_row(const contender *c, double bytes) {
    printf("%-32s%10.0f%10.0f%12.0f%10.1f\n", c->name, c->best * 1e9, c->median * 1e9, 1 / c->median,
           bytes / c->median / 1e6);
}

/* The difference of two contenders; what noise makes negative is nothing. */
static void print_difference(const char *name, const contender *more, const contender *less) {
    const double best = more->best - less->best, median = more->median - less->median;
    printf("%-32s%10.0f%10.0f\n", name, best > 0 ? best * 1e9 : 0, median > 0 ? median * 1e9 : 0);
}

/* What libfastjson was given. */
static void print_input(const bench *b, double bytes) {
    fputs("\nlibfastjson got ", stdout);
    if (b->payloads > 0)
        printf("the JSON of %zu messages as it came%s", b->payloads, b->documents > 0 ? ", and " : "");
    if (b->documents > 0)
        printf("our native documents of %zu messages that are no JSON", b->documents);
    printf("; %.0f bytes each.\n", bytes);
    if (b->refused > 0)
        printf("Left out of both: %zu messages whose JSON libfastjson does not parse.\n", b->refused);
}

static void print_report(const bench *b, const contender *c, size_t rounds, const char *profile) {
    const contender *const decode = &c[0], *const whole = &c[1], *const theirs = &c[2];
    const double bytes = (double)b->bytes / (double)b->count, json_bytes = (double)b->json_bytes / (double)b->count;
    printf("messages: %zu, events: %zu, %.0f bytes each; profile %s; %zu rounds, CPU time\n\n", b->count, b->events,
           bytes, profile, rounds);
    printf("%-32s%10s%10s%12s%10s\n%-32s%10s%10s%12s%10s\n", "", "ns/event", "ns/event", "events/s", "MB/s", "", "best",
           "median", "median", "median");
    print_row(decode, bytes);
    print_difference("emit, the difference", whole, decode);
    print_row(whole, bytes);
    print_row(theirs, json_bytes);
    print_input(b, json_bytes);
    printf("winevent is %.1f times as fast as libfastjson's parse + serialise (best rounds: %.1f times).\n",
           theirs->median / whole->median, theirs->best / whole->best);
}

static bool open_bench(bench *b, const cli_settings *settings) {
    if (!cli_engine_open(&b->engine, settings))
        return false;
    wev_options options = b->engine.options;
    options.profile = WEV_NATIVE;
    b->native = wev_engine_new(&options, wev_engine_rulebase(b->engine.engine));
    b->native_worker = b->native != NULL ? wev_worker_new(b->native) : NULL;
    b->tokener = fjson_tokener_new();
    if (b->native_worker != NULL && b->tokener != NULL)
        return true;
    fputs("winevent: no memory\n", stderr);
    return false;
}

static void close_bench(bench *b) {
    if (b->tokener != NULL)
        fjson_tokener_free(b->tokener);
    wev_worker_free(b->native_worker);
    wev_engine_free(b->native);
    cli_engine_close(&b->engine);
    wev_json_sink_free(&b->json);
    wev_arena_free(&b->arena);
    free(b->item);
}

static int run_bench(bench *b, const cli_settings *settings, double seconds) {
    contender c[] = {
        {.name = "decode + enrich", .pass = decode_pass},
        {.name = "decode + enrich + emit", .pass = whole_pass},
        {.name = "libfastjson parse + serialise", .pass = fjson_pass},
    };
    enum { CONTENDERS = sizeof c / sizeof *c };
    cli_out out = cli_out_open("never");
    for (size_t i = 0; i < settings->word_count; i++)
        if (!add_file(b, settings, settings->word[i]))
            return CLI_USAGE;
    if (b->count == 0) {
        fputs("winevent bench: there is nothing to measure in these files\n", stderr);
        return CLI_USAGE;
    }
    double *const taken = calloc(CONTENDERS * MOST_ROUNDS, sizeof *taken);
    if (taken == NULL) {
        fputs("winevent: no memory\n", stderr);
        return CLI_OUTPUT;
    }
    for (size_t i = 0; i < CONTENDERS; i++)
        c[i].taken = taken + i * MOST_ROUNDS;
    const size_t rounds = measure(b, c, CONTENDERS, seconds);
    print_report(b, c, rounds, settings->profile != NULL ? settings->profile : "native");
    free(taken);
    return cli_out_close(&out, CLI_DONE);
}

static int run(const cli_settings *settings) {
    uint64_t seconds = 1;
    bench b = {.count = 0};
    if (settings->word_count == 0) {
        fputs("winevent bench: which files? try 'winevent bench --help'\n", stderr);
        return CLI_USAGE;
    }
    if (settings->seconds != NULL && (!wev_num_u64(wev_str_of(settings->seconds), &seconds) || seconds > 3600)) {
        fprintf(stderr, "winevent bench: --seconds takes 0 to 3600, not '%s'\n", settings->seconds);
        return CLI_USAGE;
    }
    wev_arena_init(&b.arena, 0);
    const int status = open_bench(&b, settings) ? run_bench(&b, settings, (double)seconds) : CLI_USAGE;
    close_bench(&b);
    return status;
}

const cli_command cli_bench = {
    .name = "bench",
    .bit = CLI_IN_BENCH,
    .operands = "FILE...",
    .summary = "how fast, beside libfastjson on the same messages",
    .about = "Reads the messages into memory and measures, in turns, decode + enrich, decode + enrich + emit, "
             "and libfastjson's parse + serialise of the same events as JSON: the message's own JSON where it "
             "has any, our native document otherwise.",
    .status = "Exit status: 0 done, 2 wrong usage or nothing to measure, 3 the output was not written.",
    .run = run,
};
