/* SPDX-License-Identifier: Apache-2.0 */
/* The way of a message: envelope, format, event, meaning, document. */
#include "wev.h"

#include "base/utf16.h"
#include "base/utf8.h"
#include "emit/emit.h"
#include "format/format.h"
#include "format/several.h"
#include "format/tail.h"
#include "knowledge/wording.h"

#include <stdlib.h>

#ifndef WEV_VERSION
#define WEV_VERSION "0.0.0"
#endif

struct wev_engine {
    wev_options options;
    wev_key_table keys;
    const wev_rulebase *rulebase;
};

struct wev_worker {
    const wev_engine *engine;
    int64_t now;
    wev_arena arena;
    wev_input input;
    wev_event event;
    wev_meaning meaning;
    void *prose; /* our reader of prose, opened with the first message that it may want */
};

bool wev_profile_named(wev_str name, wev_profile *out) {
    for (size_t i = 0; i < wev_profile_count; i++) {
        if (wev_str_equal(wev_profiles[i].name, name)) {
            *out = (wev_profile)i;
            return true;
        }
    }
    return false;
}

bool wev_explain_named(wev_str name, wev_explain *out) {
    static const struct {
        wev_str name;
        wev_explain value;
    } names[] = {
        {SV_INIT("problems"), WEV_EXPLAIN_PROBLEMS},
        {SV_INIT("all"), WEV_EXPLAIN_ALL},
        {SV_INIT("none"), WEV_EXPLAIN_NONE},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (wev_str_equal(names[i].name, name)) {
            *out = names[i].value;
            return true;
        }
    }
    return false;
}

bool wev_csv_fields_valid(wev_str names) {
    wev_str name;
    bool more = names.len > 0, found = false;
    while (more && !found) {
        more = wev_str_split(&names, SV(","), &name);
        found = wev_str_equal(wev_str_trim(name), SV("EventID"));
    }
    return found;
}

wev_engine *wev_engine_new(const wev_options *options, const wev_rulebase *rulebase) {
    wev_engine *const engine = malloc(sizeof *engine);
    if (engine == NULL)
        return NULL;
    engine->options = *options;
    wev_limits *const limits = &engine->options.limits;
    if (limits->message == 0)
        limits->message = WEV_DEFAULT_MESSAGE;
    if (limits->message > UINT32_MAX / 2) /* wev_text counts in 32 bits */
        limits->message = UINT32_MAX / 2;
    if (limits->fields == 0)
        limits->fields = WEV_DEFAULT_FIELDS;
    if (limits->memory == 0)
        limits->memory = WEV_DEFAULT_MEMORY;
    wev_key_table_init(&engine->keys);
    engine->rulebase = wev_rulebase_ref(rulebase);
    if (options->prose.ops != NULL)
        engine->options.prose.rules = options->prose.ops->ref(options->prose.rules);
    return engine;
}

void wev_engine_free(wev_engine *engine) {
    if (engine == NULL)
        return;
    wev_rulebase_unref(engine->rulebase);
    if (engine->options.prose.ops != NULL)
        engine->options.prose.ops->unref(engine->options.prose.rules);
    free(engine);
}

const wev_rulebase *wev_engine_rulebase(const wev_engine *engine) {
    return engine->rulebase;
}

wev_worker *wev_worker_new(const wev_engine *engine) {
    wev_worker *const worker = malloc(sizeof *worker);
    if (worker == NULL)
        return NULL;
    worker->engine = engine;
    worker->now = 0;
    wev_arena_init(&worker->arena, engine->options.limits.memory);
    wev_json_index_init(&worker->input.json);
    worker->prose = NULL;
    return worker;
}

static void close_prose(wev_worker *worker) {
    if (worker->prose != NULL)
        worker->engine->options.prose.ops->close(worker->prose);
    worker->prose = NULL;
}

void wev_worker_free(wev_worker *worker) {
    if (worker == NULL)
        return;
    close_prose(worker);
    wev_arena_free(&worker->arena);
    free(worker);
}

void wev_worker_set_engine(wev_worker *worker, const wev_engine *engine) {
    close_prose(worker);
    worker->engine = engine;
    worker->arena.limit = engine->options.limits.memory;
}

void wev_worker_set_now(wev_worker *worker, int64_t now) {
    worker->now = now;
}

/* What no format takes may be prose that a rule reads. */
static bool may_be_prose(const wev_worker *worker) {
    const wev_prose *const prose = &worker->engine->options.prose;
    return prose->ops != NULL && prose->ops->wants(prose->rules, worker->input.text);
}

static wev_status read_prose(wev_worker *worker, wev_str *payload) {
    const wev_prose *const prose = &worker->engine->options.prose;
    if (worker->prose == NULL && (worker->prose = prose->ops->open(prose->rules)) == NULL)
        return WEV_NO_MEMORY;
    return prose->ops->read(worker->prose, worker->input.text, &worker->input.envelope, &worker->event, payload);
}

/*
 * Reads the event; without a format, by the prose rules. What a format could not hold for lack of room is a fault of
 * the event; lack of memory is not.
 */
static wev_status read_event(wev_worker *worker, const wev_format *format, bool cut, wev_str *payload) {
    const wev_options *const options = &worker->engine->options;
    wev_event *const event = &worker->event;
    wev_status status = WEV_OK;
    if (format == NULL) {
        status = read_prose(worker, payload);
    } else {
        event->format = format->name;
        status = format->read(&worker->input, event) ? WEV_OK : WEV_NO_MEMORY;
    }
    if (status != WEV_OK)
        return status;
    if (cut)
        wev_event_fault(event, WEV_TRUNCATED, "the message is longer than the limit", worker->input.text.len);
    /* How the message was framed, and what stands behind the event, is not to make another event of it. */
    wev_str identity = *payload;
    if (event->rest.ptr > payload->ptr && event->rest.ptr <= payload->ptr + payload->len &&
        (wev_several_next(wev_text_raw(event->rest)).ptr != NULL || wev_several_closed(wev_text_raw(event->rest))))
        identity.len = (size_t)(event->rest.ptr - payload->ptr);
    identity.len = wev_without_blanks_behind(identity);
    return wev_event_finish(event, &options->zone, identity) ? WEV_OK : WEV_NO_MEMORY;
}

/* What stands behind the event in the message: the end of its list says nothing; another event may be wanted by itself. */
static void split_rest(wev_worker *worker, wev_str message, bool repaired, wev_result *result) {
    const wev_str text = worker->input.text, rest = wev_text_raw(worker->event.rest);
    if (rest.ptr < text.ptr || rest.ptr > text.ptr + text.len || worker->event.wide) /* absent, or not as it was sent */
        return;
    const wev_str next = wev_several_next(rest);
    /* Nothing of this event could be read if its own beginning is what is left: it is not the next one. */
    if (next.ptr != NULL && next.ptr <= worker->input.envelope.payload.ptr)
        return;
    if (next.ptr != NULL && worker->engine->options.split) {
        const size_t offset = (size_t)(next.ptr - text.ptr);
        result->rest = wev_str_skip(message, repaired ? wev_utf8_original_offset(message, offset) : offset);
    }
    if (result->rest.ptr != NULL || wev_several_closed(rest))
        worker->event.rest = WEV_ABSENT;
}

/* How much of the message the limit allows, without parting a character. */
static size_t within(wev_str message, size_t limit) {
    bool big = false;
    return wev_utf16_begins(message, &big) ? wev_utf16_cut(message, limit, big) : wev_utf8_cut(message, limit);
}

/* The message as valid UTF-8, no longer than the limits allow; ptr NULL without memory. */
static wev_str as_utf8(wev_worker *worker, wev_str message, bool *repaired, bool *wide, bool *cut) {
    bool big = false;
    if (message.len == 0)
        return SV("");
    *wide = wev_utf16_begins(message, &big);
    const wev_str text = *wide ? wev_utf16_to_utf8(&worker->arena, message, big)
                               : wev_utf8_repair(&worker->arena, message, repaired);
    if (text.ptr != NULL || worker->arena.why != WEV_TOO_BIG)
        return text;
    *cut = true;
    *wide = false;
    return (wev_str){message.ptr, wev_utf8_prefix(message)}; /* what is valid without a copy */
}

wev_result wev_process(wev_worker *worker, wev_str message) {
    const wev_limits *const limits = &worker->engine->options.limits;
    wev_result result = {.status = WEV_NO_MEMORY, .payload = message, .bytes = message.len};
    bool cut = result.cut = message.len > limits->message;
    const wev_format *format = NULL;
    bool repaired = false, wide = false;

    wev_arena_reset(&worker->arena);
    message.len = within(message, limits->message);
    worker->input.arena = &worker->arena;
    worker->input.keys = &worker->engine->keys;
    worker->input.max_fields = limits->fields;
    worker->input.csv_fields = worker->engine->options.csv_fields;
    worker->input.text = as_utf8(worker, message, &repaired, &wide, &cut);
    result.cut = cut;
    if (worker->input.text.ptr == NULL || !wev_detect(&worker->input, &format))
        return result;
    result.payload = format != NULL ? worker->input.envelope.payload : worker->input.text;
    if (format == NULL && !may_be_prose(worker)) {
        result.status = WEV_NOT_EVENT;
        result.tail = wev_is_tail(worker->input.text);
        return result;
    }
    wev_event_init(&worker->event, &worker->arena, worker->engine->options.seed, limits->fields);
    worker->event.source = worker->input.text;
    worker->event.repaired = repaired;
    worker->event.wide = wide;
    worker->event.now = worker->now;
    const wev_status status = read_event(worker, format, cut, &result.payload);
    if (status != WEV_OK) {
        result.status = status;
        return result;
    }
    if (!wev_wording_read(worker->engine->rulebase, &worker->event) ||
        !wev_name_data(worker->engine->rulebase, &worker->event))
        return result;
    split_rest(worker, message, repaired, &result);
    if (repaired && worker->event.offset != WEV_NOWHERE)
        worker->event.offset = wev_utf8_original_offset(message, worker->event.offset);
    wev_enrich(&worker->meaning, worker->engine->rulebase, &worker->event, worker->input.text);
    result.status = worker->event.status;
    result.event = &worker->event;
    result.meaning = &worker->meaning;
    return result;
}

wev_status wev_emit(const wev_worker *worker, const wev_result *result, wev_sink sink) {
    const wev_options *const options = &worker->engine->options;
    const bool all = options->explain == WEV_EXPLAIN_ALL;
    const wev_document document = {
        .event = result->event,
        .meaning = result->meaning,
        .payload = result->payload,
        .cut = result->cut,
        .tail = result->tail,
        .with_text = all || (options->explain == WEV_EXPLAIN_PROBLEMS && result->meaning != NULL &&
                             result->meaning->problem),
        .with_titles = options->explain != WEV_EXPLAIN_NONE,
        .drop_message = options->drop_message,
    };
    wev_emit_document(&wev_profiles[options->profile], &document, sink);
    return sink.ops->finish(sink.self);
}

static wev_str plain(const wev_event *event, wev_sys field) {
    return wev_text_plain(event->arena, event->system[field]);
}

void wev_summarise(const wev_worker *worker, const wev_result *result, wev_summary *summary) {
    const wev_event *const event = result->event;
    const wev_meaning *const meaning = result->meaning;
    static const wev_str absent = {NULL, 0};
    (void)worker;

    summary->format = event != NULL ? event->format : SV("none");
    summary->name = summary->provider = summary->channel = summary->computer = summary->outcome = absent;
    summary->code = summary->epoch = summary->uid = absent;
    summary->id = -1;
    summary->severity = -1;
    if (event == NULL)
        return;
    if (meaning->entry != NULL)
        summary->name = wev_text_raw(meaning->entry->name);
    summary->provider = plain(event, WEV_SYS_PROVIDER);
    summary->channel = plain(event, WEV_SYS_CHANNEL);
    summary->computer = plain(event, WEV_SYS_COMPUTER);
    summary->outcome = wev_text_raw(wev_outcome_name(meaning->outcome));
    summary->uid = (wev_str){event->uid, sizeof event->uid};
    summary->id = event->id;
    summary->severity = meaning->severity;
    if (event->created.known) {
        summary->epoch.ptr = summary->epoch_room;
        summary->epoch.len = wev_time_put_epoch(summary->epoch_room, &event->created);
    }
    if (meaning->chief != NULL) {
        summary->code.ptr = summary->code_room;
        summary->code.len = wev_code_show(meaning->chief->table, meaning->chief->number, summary->code_room);
    }
}

size_t wev_format_total(void) {
    return wev_format_count + 1;
}

wev_str wev_format_name(size_t index) {
    return index < wev_format_count ? wev_formats[index]->name : SV("prose");
}

size_t wev_result_format(const wev_result *result) {
    if (result->event == NULL)
        return SIZE_MAX;
    for (size_t i = 0; i < wev_format_count; i++)
        if (wev_str_equal(wev_formats[i]->name, result->event->format))
            return i;
    return wev_format_count;
}

const char *wev_version(void) {
    return WEV_VERSION;
}
