/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libwev: from the bytes of a forwarded Windows event to one explained document. The rsyslog module, the tool and
 * the tests are thin callers of this.
 *
 * An engine is immutable and shared by threads; a worker belongs to one thread. An event, its meaning and all their
 * texts live until their worker's next message. Nothing here prints, exits, locks, or touches errno.
 */
#ifndef WEV_H
#define WEV_H

#include "emit/json_sink.h"
#include "event/event.h"
#include "format/envelope.h"
#include "knowledge/meaning.h"
#include "knowledge/rulebase.h"

typedef enum wev_profile { WEV_NATIVE, WEV_ECS } wev_profile;
typedef enum wev_explain { WEV_EXPLAIN_PROBLEMS, WEV_EXPLAIN_ALL, WEV_EXPLAIN_NONE } wev_explain;

/* Events of one message, behind its first, that are attached to it one by one; what stands behind them comes as one
 * text. */
enum { WEV_MOST_MORE = 10000 };

enum { WEV_DEFAULT_MESSAGE = 16 << 20, WEV_DEFAULT_FIELDS = 20000, WEV_DEFAULT_MEMORY = 64 << 20 };

/* Beyond a limit a document says so; it is never dropped. 0 stands for the default. */
typedef struct wev_limits {
    size_t message;  /* bytes of a message that are read */
    uint32_t fields; /* of an event */
    size_t memory;   /* bytes that a worker may use for one message, beside the document */
} wev_limits;

/*
 * Logs that are prose: whoever can read them (plugin/text) hands the engine these functions. They are asked for what no
 * format takes, and for nothing else. `rules` is shared by all threads; a reader belongs to one worker.
 */
typedef struct wev_prose_ops {
    /* May a rule take this text? Cheap: it is asked for every message that is no event. */
    bool (*wants)(const void *rules, wev_str text);
    void *(*open)(const void *rules); /* a reader; NULL without memory */
    /*
     * Reads `text`, valid UTF-8 with the envelope that was seen on it, into the empty event; *payload gets the part of
     * `text` by which the event is told from others. WEV_OK, WEV_NOT_EVENT (the event is of no interest then) or
     * WEV_NO_MEMORY.
     */
    wev_status (*read)(void *reader, wev_str text, const wev_envelope *envelope, wev_event *event, wev_str *payload);
    void (*close)(void *reader);
    const void *(*ref)(const void *rules);
    void (*unref)(const void *rules);
} wev_prose_ops;

/* ops NULL: none. */
typedef struct wev_prose {
    const wev_prose_ops *ops;
    const void *rules;
} wev_prose;

typedef struct wev_options {
    wev_profile profile;
    wev_explain explain;
    bool split;         /* each event of a message by itself (wev_process_next), not the others as parse.rest */
    bool drop_message;  /* leave out the rendered text of events that are known by name */
    wev_zone zone;      /* of times that name none; what it is read from must outlive the engine */
    wev_str csv_fields; /* names of the columns of CSV lines, with commas between them; absent: none is read as CSV */
    uint64_t seed;      /* for hash tables; anything that a sender cannot know */
    wev_limits limits;
    wev_prose prose;
} wev_options;

typedef struct wev_engine wev_engine;
typedef struct wev_worker wev_worker;

/* By name as in configurations ("native", "ecs"; "problems", "all", "none"); false if there is no such name. */
bool wev_profile_named(wev_str name, wev_profile *out);
bool wev_explain_named(wev_str name, wev_explain *out);

/* Can CSV be read by these names of columns? One is to be EventID. */
bool wev_csv_fields_valid(wev_str names);

/*
 * Takes references of its own to `rulebase`, which may be NULL (nothing is known then), and to the prose rules. NULL
 * without memory.
 */
wev_engine *wev_engine_new(const wev_options *options, const wev_rulebase *rulebase);
void wev_engine_free(wev_engine *engine);
const wev_rulebase *wev_engine_rulebase(const wev_engine *engine);

/* The engine must outlive the worker. NULL without memory. */
wev_worker *wev_worker_new(const wev_engine *engine);
void wev_worker_free(wev_worker *worker);

/*
 * Another engine for the messages to come, as after a reload. The last event of the worker is gone.
 */
void wev_worker_set_engine(wev_worker *worker, const wev_engine *engine);

/* When the messages to come were received, seconds since 1970: gives a year to times that were sent without one. */
void wev_worker_set_now(wev_worker *worker, int64_t now);

/* One message, decoded and enriched. */
typedef struct wev_result {
    wev_status status;          /* see wev_process */
    const wev_event *event;     /* NULL unless an event was recognised */
    const wev_meaning *meaning; /* with event */
    wev_str payload;            /* the message behind its syslog header; of what is no event the whole message */
    bool tail;                  /* no event, but the end of one that began in another message */
    bool cut;                   /* the message is longer than the limit, and payload not all of it */
    size_t bytes;               /* of the message */
    bool more;                  /* with `split`: another event follows in the message, for wev_process_next */
} wev_result;

/*
 * Recognises, reads and enriches one message, with its syslog header or without. The status is
 *   WEV_OK          the whole event was read;
 *   WEV_TRUNCATED, WEV_MALFORMED, WEV_TOO_BIG   an event was recognised and read as far as it went;
 *   WEV_NOT_EVENT   no format takes this message;
 *   WEV_NO_MEMORY   nothing could be done.
 * `message` must stay until the worker's next message.
 */
wev_result wev_process(wev_worker *worker, wev_str message);

/*
 * The next event of the same message, where the last result has `more`; the last event of the worker is gone. The
 * status is as of wev_process; an object in a list of events that is none is WEV_NOT_EVENT, with itself as payload. The
 * message is checked only once, so that reading all of its events is linear.
 */
wev_result wev_process_next(wev_worker *worker);

/* What is left of the message where the last result has `more`, as one result without an event: for who wants no more.
 */
wev_result wev_process_left(const wev_worker *worker);

/*
 * Pushes the document of a result into a sink, in the engine's profile; gives what sink finish gives. A message that
 * is no event gives a document with its text and format "none". Not for a result with WEV_NO_MEMORY.
 */
wev_status wev_emit(wev_worker *worker, const wev_result *result, wev_sink sink);

/* The few values to route by; texts are absent where nothing is known. Texts are plain UTF-8 without escapes. */
typedef struct wev_summary {
    wev_str format, name, provider, channel, computer, outcome, code, epoch, uid;
    int64_t id;   /* -1: unknown */
    int severity; /* syslog number, wev_severity; -1: unknown */
    char epoch_room[WEV_TIME_ROOM], code_room[24];
} wev_summary;

void wev_summarise(const wev_worker *worker, const wev_result *result, wev_summary *summary);

/*
 * Formats in the order of detection, for counters and help: how many there are, and each one's name. The last one,
 * `prose`, stands for all that prose rules read.
 */
size_t wev_format_total(void);
wev_str wev_format_name(size_t index);

/* Position of the result's format in that order; SIZE_MAX if it is no event. */
size_t wev_result_format(const wev_result *result);

/* The version of this build, as "1.0.0". */
const char *wev_version(void);

#endif
