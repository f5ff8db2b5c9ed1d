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

struct wev_engine {
    wev_options options;
    wev_key_table keys;
    wev_csv csv;
    const wev_rulebase *rulebase;
};

/* The message that a worker is at, and how far in it: the events of one message are read one after the other. */
typedef struct wev_message {
    wev_str sent, text;      /* as it came, no longer than the limit; the same as valid UTF-8 */
    size_t sent_at, text_at; /* where in each of them begins what is read now */
    bool repaired, wide, cut;
} wev_message;

struct wev_worker {
    const wev_engine *engine;
    int64_t now;
    wev_arena texts; /* of the message, if it is not valid UTF-8 as it came; until the next message */
    wev_arena arena; /* of an event, until the next one */
    wev_message message;
    wev_input input;
    wev_event event;
    wev_meaning meaning;
    wev_fixed_cache fixed;
    wev_last_times times;
    void *prose; /* our reader of prose, opened with the first message that it may want */
};

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
    if (!wev_csv_open(&engine->csv, options->csv_fields, &engine->keys)) {
        free(engine);
        return NULL;
    }
    engine->rulebase = wev_rulebase_ref(rulebase);
    if (options->prose.ops != NULL)
        engine->options.prose.rules = options->prose.ops->ref(options->prose.rules);
    return engine;
}

void wev_engine_free(wev_engine *engine) {
    if (engine == NULL)
        return;
    wev_rulebase_unref(engine->rulebase);
    wev_csv_close(&engine->csv);
    if (engine->options.prose.ops != NULL)
        engine->options.prose.ops->unref(engine->options.prose.rules);
    free(engine);
}

const wev_rulebase *wev_engine_rulebase(const wev_engine *engine) {
    return engine->rulebase;
}

/* For the message as valid UTF-8, which may be three times as long as it was sent: wev_text counts in 32 bits. */
static size_t limit_of_texts(const wev_engine *engine) {
    const size_t memory = engine->options.limits.memory;
    return memory < UINT32_MAX ? memory : UINT32_MAX;
}

wev_worker *wev_worker_new(const wev_engine *engine) {
    wev_worker *const worker = malloc(sizeof *worker);
    if (worker == NULL)
        return NULL;
    worker->engine = engine;
    worker->now = 0;
    worker->message = (wev_message){.sent_at = 0};
    wev_arena_init(&worker->texts, limit_of_texts(engine));
    wev_arena_init(&worker->arena, engine->options.limits.memory);
    wev_json_index_init(&worker->input.json);
    memset(&worker->input.names, 0, sizeof worker->input.names);
    memset(&worker->input.order, 0, sizeof worker->input.order);
    worker->prose = NULL;
    worker->times = (wev_last_times){.created = {.len = 0}};
    wev_fixed_init(&worker->fixed);
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
    wev_fixed_free(&worker->fixed);
    wev_arena_free(&worker->texts);
    wev_arena_free(&worker->arena);
    free(worker);
}

void wev_worker_set_engine(wev_worker *worker, const wev_engine *engine) {
    close_prose(worker);
    wev_fixed_forget(&worker->fixed);
    worker->times.created.len = worker->times.received.len = 0; /* of another zone */
    worker->engine = engine;
    worker->message = (wev_message){.sent_at = 0};
    worker->texts.limit = limit_of_texts(engine);
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

/* Does `part` begin in `whole`, or at its end? What an event was decoded to lies elsewhere. */
static bool begins_in(wev_str part, wev_str whole) {
    const uintptr_t at = (uintptr_t)part.ptr, start = (uintptr_t)whole.ptr;
    return at >= start && at - start <= whole.len;
}

/*
 * What begins another event behind the one that was read, if that is wanted by itself; else absent. Where its own
 * beginning is what is left, nothing of the event could be read, and it is not the next one; nor is what is left of an
 * object inside of it, whose reader has passed that: what is not closed would be passed again for each such object.
 */
static wev_str next_event(const wev_worker *worker) {
    const wev_str rest = wev_text_raw(worker->event.rest), payload = worker->input.envelope.payload, none = {NULL, 0};
    if (!worker->engine->options.split || !begins_in(rest, payload))
        return none;
    const bool json = payload.len > 0 && payload.ptr[0] == '{';
    const char *const read = json ? worker->input.json.reader.at : payload.ptr;
    const wev_str next = wev_several_next(rest);
    return next.ptr != NULL && next.ptr > payload.ptr && rest.ptr >= read ? next : none;
}

/*
 * Reads the event; without a format, by the prose rules. What a format could not hold for lack of room is a fault of
 * the event; lack of memory is not.
 */
static wev_status read_event(wev_worker *worker, const wev_format *format, wev_str *payload) {
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
    if (worker->message.cut && next_event(worker).ptr == NULL)
        wev_event_fault(event, WEV_TRUNCATED, "the message is longer than the limit", worker->input.text.len);
    /* How the message was framed, and what stands behind the event, is not to make another event of it. */
    wev_str identity = *payload;
    if (begins_in(wev_text_raw(event->rest), *payload) && event->rest.ptr > payload->ptr &&
        (wev_several_next(wev_text_raw(event->rest)).ptr != NULL || wev_several_closed(wev_text_raw(event->rest))))
        identity.len = (size_t)(event->rest.ptr - payload->ptr);
    identity.len = wev_without_blanks_behind(identity);
    return wev_event_finish(event, &options->zone, identity, &worker->times) ? WEV_OK : WEV_NO_MEMORY;
}

/* The bytes as sent that the first `len` of what is read now stand for. */
static size_t sent_len(const wev_message *m, size_t len) {
    return m->repaired ? wev_utf8_original_offset(wev_str_skip(m->sent, m->sent_at), len) : len;
}

/* How much of the message the limit allows, without parting a character. */
static size_t within(wev_str message, size_t limit) {
    bool big = false;
    return wev_utf16_begins(message, &big) ? wev_utf16_cut(message, limit, big) : wev_utf8_cut(message, limit);
}

/* The next event begins at `next`, which is a view of the message. */
static void go_on(wev_message *m, wev_str next) {
    const size_t len = (size_t)(next.ptr - m->text.ptr) - m->text_at;
    m->sent_at += sent_len(m, len);
    m->text_at += len;
}

/*
 * What stands behind the event in the message: the end of its list says nothing, and another event is for
 * wev_process_next. Gives what of the message is this event's.
 */
static wev_str split_rest(wev_worker *worker, wev_result *result) {
    wev_str text = worker->input.text;
    const wev_str rest = wev_text_raw(worker->event.rest), next = next_event(worker);
    if (!begins_in(rest, text)) /* absent, or not of this text */
        return text;
    if (next.ptr != NULL || wev_several_closed(rest))
        worker->event.rest = WEV_ABSENT;
    if (next.ptr != NULL) {
        text.len = (size_t)(rest.ptr - text.ptr);
        go_on(&worker->message, next);
        result->more = true;
    }
    return text;
}

/* In a list of events, an object that is none: it is passed over, and what follows may be an event again. */
static wev_result pass_over(wev_worker *worker, wev_result result) {
    const wev_json *const reader = &worker->input.json.reader;
    const wev_str text = worker->input.text;
    const bool whole = text.ptr[0] == '{' && reader->status == WEV_OK;
    const wev_str rest = whole ? wev_json_rest(reader) : SV(""), next = wev_several_next(rest);
    result.status = WEV_NOT_EVENT;
    result.payload = text;
    if (next.ptr != NULL || (whole && wev_several_closed(rest))) {
        result.cut = false;
        result.payload.len = (size_t)(reader->at - text.ptr);
    } else {
        result.tail = wev_is_tail(text);
    }
    if (next.ptr != NULL) {
        go_on(&worker->message, next);
        result.more = true;
    }
    return result;
}

/* The message as valid UTF-8, no longer than the limits allow; false without memory. */
static bool open_message(wev_worker *worker, wev_str sent) {
    const size_t limit = worker->engine->options.limits.message;
    wev_message *const m = &worker->message;
    bool big = false;
    *m = (wev_message){.sent = {sent.ptr, within(sent, limit)}, .cut = sent.len > limit, .text = SV("")};
    wev_arena_reset(&worker->texts);
    if (m->sent.len == 0)
        return true;
    m->wide = wev_utf16_begins(m->sent, &big);
    m->text = m->wide ? wev_utf16_to_utf8(&worker->texts, m->sent, big)
                      : wev_utf8_repair(&worker->texts, m->sent, &m->repaired);
    if (m->text.ptr != NULL || worker->texts.why != WEV_TOO_BIG)
        return m->text.ptr != NULL;
    m->cut = true;
    m->wide = false;
    m->text = (wev_str){m->sent.ptr, wev_utf8_prefix(m->sent)}; /* what is valid without a copy */
    return true;
}

/* One event; `further`: it stands behind another one. */
static wev_result process_event(wev_worker *worker, bool further) {
    const wev_limits *const limits = &worker->engine->options.limits;
    const wev_message m = worker->message;
    const wev_str text = wev_str_skip(m.text, m.text_at);
    wev_result result = {.status = WEV_NO_MEMORY, .payload = text, .bytes = m.sent.len, .cut = m.cut};
    const wev_format *format = NULL;

    wev_arena_reset(&worker->arena);
    const size_t texts = m.text.ptr != m.sent.ptr ? worker->texts.total : 0; /* else kept of another message */
    worker->arena.limit = limits->memory > texts ? limits->memory - texts : 1;
    worker->input.arena = &worker->arena;
    worker->input.keys = &worker->engine->keys;
    worker->input.max_fields = limits->fields;
    worker->input.csv = &worker->engine->csv;
    worker->input.text = text;
    worker->input.further = further;
    if (!wev_detect(&worker->input, &format))
        return result;
    if (format == NULL && further)
        return pass_over(worker, result);
    result.payload = format != NULL ? worker->input.envelope.payload : text;
    if (format == NULL && !may_be_prose(worker)) {
        result.status = WEV_NOT_EVENT;
        result.tail = wev_is_tail(text);
        return result;
    }
    wev_event_init(&worker->event, &worker->arena, worker->engine->options.seed, limits->fields);
    worker->event.source = worker->input.text;
    worker->event.repaired = m.repaired;
    worker->event.wide = m.wide;
    worker->event.now = worker->now;
    const wev_status status = read_event(worker, format, &result.payload);
    if (status != WEV_OK) {
        result.status = status;
        return result;
    }
    if (!wev_wording_read(worker->engine->rulebase, &worker->event) ||
        !wev_name_data(worker->engine->rulebase, &worker->event))
        return result;
    const wev_str own = split_rest(worker, &result);
    if (worker->event.status != WEV_OK && worker->event.offset != WEV_NOWHERE)
        worker->event.offset = m.sent_at + sent_len(&m, worker->event.offset);
    wev_enrich(&worker->meaning, worker->engine->rulebase, &worker->event, own);
    result.status = worker->event.status;
    result.event = &worker->event;
    result.meaning = &worker->meaning;
    return result;
}

wev_result wev_process(wev_worker *worker, wev_str sent) {
    if (!open_message(worker, sent))
        return (wev_result){.status = WEV_NO_MEMORY, .payload = sent, .bytes = sent.len};
    wev_result result = process_event(worker, false);
    result.bytes = sent.len;
    return result;
}

wev_result wev_process_next(wev_worker *worker) {
    return process_event(worker, true);
}

wev_result wev_process_left(const wev_worker *worker) {
    const wev_message *const m = &worker->message;
    return (wev_result){
        .status = WEV_NOT_EVENT, .payload = wev_str_skip(m->text, m->text_at), .bytes = m->sent.len, .cut = m->cut};
}

wev_status wev_emit(wev_worker *worker, const wev_result *result, wev_sink sink) {
    const wev_options *const options = &worker->engine->options;
    const bool all = options->explain == WEV_EXPLAIN_ALL;
    wev_document document = {
        .event = result->event,
        .meaning = result->meaning,
        .payload = result->payload,
        .cut = result->cut,
        .tail = result->tail,
        .with_text =
            all || (options->explain == WEV_EXPLAIN_PROBLEMS && result->meaning != NULL && result->meaning->problem),
        .with_titles = options->explain != WEV_EXPLAIN_NONE,
        .drop_message = options->drop_message,
        .cache = &worker->fixed,
    };
    document.fixed = wev_fixed_of(&worker->fixed, &document);
    wev_emit_document(&wev_profiles[options->profile], &document, sink);
    return sink.ops->finish(sink.self);
}
