/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `winevent external`: rsyslog's mmexternal calls it where no module may be loaded. A message comes as a line, and a
 * line of JSON must go back for each (mmexternal.c, processProgramReply); of its members rsyslog takes `$!` and a few
 * properties (msg.c, msgSetPropViaJSON). Standard error is the same pipe there, so once the first message is read
 * nothing may be printed but replies; and the environment is empty, so all must be said by options.
 */
#include <stdio.h>
#include <unistd.h>

#include "base/num.h"
#include "cli/cli.h"
#include "cli/reader.h"
#include "cli/rules.h"
#include "read/json_read.h"

typedef struct adapter {
    cli_engine engine;
    cli_out out;
    wev_json_sink document, reply;
    wev_buf message; /* taken out of a message that came as JSON */
    wev_str container;
    bool as_text, as_tree, full_json;
} adapter;

/* Stands in front of the reply's sink and gives the document's outermost object, which has no key, the key `doc`. */
typedef struct graft {
    wev_sink to;
    unsigned depth;
} graft;

static wev_text graft_key(const graft *g, wev_text key) {
    return g->depth == 0 ? TX("doc") : key;
}

static void graft_open_object(void *self, wev_text key) {
    graft *const g = self;
    g->to.ops->open_object(g->to.self, graft_key(g, key));
    g->depth++;
}

static void graft_open_array(void *self, wev_text key) {
    graft *const g = self;
    g->to.ops->open_array(g->to.self, key);
    g->depth++;
}

static void graft_close(void *self) {
    graft *const g = self;
    g->depth--;
    g->to.ops->close(g->to.self);
}

static void graft_text(void *self, wev_text key, wev_text value) {
    const graft *const g = self;
    g->to.ops->text(g->to.self, key, value);
}

static void graft_number(void *self, wev_text key, wev_str digits) {
    const graft *const g = self;
    g->to.ops->number(g->to.self, key, digits);
}

static void graft_boolean(void *self, wev_text key, bool value) {
    const graft *const g = self;
    g->to.ops->boolean(g->to.self, key, value);
}

static void graft_null(void *self, wev_text key) {
    const graft *const g = self;
    g->to.ops->null(g->to.self, key);
}

static wev_status graft_finish(void *self) {
    const graft *const g = self;
    return g->to.ops->finish(g->to.self);
}

static const wev_sink_ops graft_ops = {
    .open_object = graft_open_object,
    .open_array = graft_open_array,
    .close = graft_close,
    .text = graft_text,
    .number = graft_number,
    .boolean = graft_boolean,
    .null = graft_null,
    .finish = graft_finish,
};

static void put_text(wev_sink sink, wev_text key, wev_str value) {
    if (value.ptr != NULL && value.len > 0)
        sink.ops->text(sink.self, key, wev_text_as(value, WEV_PLAIN));
}

static void put_number(wev_sink sink, wev_text key, int64_t value) {
    char digits[WEV_NUM_ROOM];
    if (value >= 0)
        sink.ops->number(sink.self, key, (wev_str){digits, wev_num_put_i64(digits, value)});
}

/* The same names and types as the module's container. */
static void put_summary(wev_sink sink, const wev_summary *summary) {
    put_text(sink, TX("format"), summary->format);
    put_number(sink, TX("id"), summary->id);
    put_text(sink, TX("name"), summary->name);
    put_text(sink, TX("provider"), summary->provider);
    put_text(sink, TX("channel"), summary->channel);
    put_text(sink, TX("computer"), summary->computer);
    put_number(sink, TX("severity"), summary->severity);
    put_text(sink, TX("outcome"), summary->outcome);
    put_text(sink, TX("code"), summary->code);
    put_text(sink, TX("epoch"), summary->epoch);
    put_text(sink, TX("uid"), summary->uid);
}

/* The members of the module's container; false without memory. */
static bool put_container(adapter *a, wev_sink sink, const wev_result *result) {
    wev_summary summary;
    wev_summarise(a->engine.worker, result, &summary);
    put_summary(sink, &summary);
    if (a->as_text) {
        if (wev_emit(a->engine.worker, result, wev_json_sink_start(&a->document)) != WEV_OK)
            return false;
        put_text(sink, TX("json"), wev_json_sink_text(&a->document));
    }
    if (a->as_tree) {
        graft g = {sink, 0};
        (void)wev_emit(a->engine.worker, result, (wev_sink){&graft_ops, &g});
    }
    return true;
}

/* As the module's: the events behind the first in the message. */
static bool put_more(adapter *a, wev_sink sink) {
    wev_result result = {.more = true};
    bool good = true;
    sink.ops->open_array(sink.self, TX("more"));
    for (size_t i = 0; good && result.more; i++) {
        result = i < WEV_MOST_MORE ? wev_process_next(a->engine.worker) : wev_process_left(a->engine.worker);
        sink.ops->open_object(sink.self, WEV_ABSENT);
        good = result.status != WEV_NO_MEMORY && put_container(a, sink, &result);
        sink.ops->close(sink.self);
    }
    sink.ops->close(sink.self);
    return good;
}

/* The reply to an event; absent without memory. */
static wev_str reply_to(adapter *a, const wev_result *result) {
    const wev_sink sink = wev_json_sink_start(&a->reply);
    sink.ops->open_object(sink.self, WEV_ABSENT);
    sink.ops->open_object(sink.self, TX("$!"));
    sink.ops->open_object(sink.self, wev_text_of(a->container));
    const bool good = put_container(a, sink, result) && (!result->more || put_more(a, sink));
    sink.ops->close(sink.self);
    sink.ops->close(sink.self);
    sink.ops->close(sink.self);
    return sink.ops->finish(sink.self) == WEV_OK && good ? wev_json_sink_text(&a->reply) : (wev_str){NULL, 0};
}

/* With interface.input="fulljson" a line is an object of properties; `rawmsg` is what we want of it. */
static wev_str raw_message(adapter *a, wev_str line) {
    wev_json reader = wev_json_open(line);
    wev_text key;
    wev_json_value value;
    while (wev_json_member(&reader, &key, &value)) {
        if (value.kind != WEV_JSON_STRING || !wev_str_equal(wev_text_raw(key), SV("rawmsg")))
            continue;
        wev_buf_clear(&a->message);
        char *const to = wev_buf_reserve(&a->message, (size_t)value.text.len + 1);
        if (to == NULL)
            break;
        return (wev_str){to, wev_text_decode(to, value.text)};
    }
    return SV("");
}

static bool begins_object(wev_str line) {
    return line.len > 0 && line.ptr[0] == '{';
}

static void answer(adapter *a, wev_str line) {
    if (a->full_json)
        line = begins_object(line) ? raw_message(a, line) : SV("");
    const wev_result result = cli_engine_process(&a->engine, line);
    const wev_str reply = result.event != NULL ? reply_to(a, &result) : (wev_str){NULL, 0};
    cli_out_put(&a->out, reply.ptr != NULL ? reply : SV("{}"));
    cli_out_put(&a->out, SV("\n"));
    cli_out_flush(&a->out);
}

static int serve(adapter *a) {
    cli_reader reader = {.fd = STDIN_FILENO, .framing = CLI_LINES, .keep = CLI_MESSAGE_LIMIT + 1};
    wev_str line;
    while (a->out.error == 0 && cli_reader_next(&reader, &line))
        answer(a, line);
    const int status = reader.error != 0 ? CLI_USAGE : CLI_DONE;
    if (reader.error != 0)
        fprintf(stderr, "winevent: standard input: %s\n", strerror(reader.error));
    cli_reader_free(&reader);
    return cli_out_close(&a->out, status);
}

/* A name as rsyslog configurations can ask for it; `$!` or `!` in front is how people write it there. */
static bool set_container(adapter *a, const char *name) {
    name += name[0] == '$' && name[1] == '!';
    name += name[0] == '!';
    a->container = wev_str_of(name);
    if (a->container.len > 0 &&
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == a->container.len)
        return true;
    fprintf(stderr, "winevent external: '%s' is no name of letters, digits, _ and -\n", name);
    return false;
}

static int run(const cli_settings *settings) {
    const char *const output = settings->output != NULL ? settings->output : "text";
    const char *const input = settings->input != NULL ? settings->input : "rawmsg";
    adapter a = {.out = cli_out_open("never")};
    a.as_text = strcmp(output, "tree") != 0;
    a.as_tree = strcmp(output, "text") != 0;
    a.full_json = strcmp(input, "fulljson") == 0;
    if (settings->word_count > 0) {
        fputs("winevent external: it reads standard input only\n", stderr);
        return CLI_USAGE;
    }
    cli_settings each_event = *settings;
    each_event.split = true;
    if (!set_container(&a, settings->container != NULL ? settings->container : "win") ||
        !cli_engine_open(&a.engine, &each_event))
        return CLI_USAGE;
    const int status = serve(&a);
    cli_engine_close(&a.engine);
    wev_json_sink_free(&a.document);
    wev_json_sink_free(&a.reply);
    wev_buf_free(&a.message);
    return status;
}

const cli_command cli_external = {
    .name = "external",
    .bit = CLI_IN_EXTERNAL,
    .operands = "",
    .summary = "for rsyslog's mmexternal: a message in, a reply out",
    .about = "For action(type=\"mmexternal\" binary=\"/usr/bin/winevent external\" "
             "interface.input=\"rawmsg\"). Answers each line with a line of JSON that sets $!win, or with {} "
             "if it is no event.",
    .status = "Exit status: 0 the input has ended, 2 wrong usage or unreadable input, 3 the output was not "
              "written.",
    .run = run,
};
