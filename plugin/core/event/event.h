/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The normalised event: what every format is read into, and all that enrichment and output see. It lives in its
 * worker and in the message that it came from, until the worker's next message.
 */
#ifndef WEV_EVENT_EVENT_H
#define WEV_EVENT_EVENT_H

#include "base/time.h"
#include "base/zone.h"
#include "event/fields.h"

typedef enum wev_sys {
#define WEV_FIELD(symbol, object, key, kind) WEV_SYS_##symbol,
#include "event/system.def"
#undef WEV_FIELD
    WEV_SYS_COUNT
} wev_sys;

typedef enum wev_sys_object { WEV_SYS_EVENT, WEV_SYS_USER, WEV_SYS_RENDERED, WEV_SYS_AGENT } wev_sys_object;
typedef enum wev_sys_kind { WEV_SYS_TEXT, WEV_SYS_INTEGER, WEV_SYS_MASK, WEV_SYS_INSTANT } wev_sys_kind;

typedef struct wev_sys_row {
    wev_text key;
    uint8_t object; /* wev_sys_object */
    uint8_t kind;   /* wev_sys_kind */
} wev_sys_row;

/* What system.def says, by wev_sys. */
extern const wev_sys_row wev_sys_table[WEV_SYS_COUNT];

/*
 * Bits of Keywords (winmeta.xml, standard keywords). An audit's outcome stands in two of them; CorrelationHint of
 * other channels shares the failure bit, so they count only where wev_event_audit says so.
 */
#define WEV_KEYWORD_AUDIT_FAILURE UINT64_C(0x0010000000000000)
#define WEV_KEYWORD_AUDIT_SUCCESS UINT64_C(0x0020000000000000)
#define WEV_KEYWORD_CLASSIC UINT64_C(0x0080000000000000)

#define WEV_NOWHERE SIZE_MAX

/* A time of an event, and how it is written in RFC 3339. */
typedef struct wev_instant {
    wev_time time;
    char text[WEV_TIME_ROOM];
    uint8_t len;  /* 0: not known */
    bool assumed; /* the sender named no zone */
} wev_instant;

enum { WEV_TIME_SENT = 40 };

/* A text that a time was read out of, and that time in the zone of the configuration. */
typedef struct wev_last_time {
    char sent[WEV_TIME_SENT];
    uint8_t len; /* of sent; 0: there is none */
    wev_instant instant;
} wev_last_time;

/* What the last event had: a host that has much to say says it in one second. Belongs to a worker and a zone. */
typedef struct wev_last_times {
    wev_last_time created, received;
} wev_last_times;

typedef enum wev_outcome { WEV_OUTCOME_UNKNOWN, WEV_OUTCOME_SUCCESS, WEV_OUTCOME_FAILURE } wev_outcome;

typedef struct wev_event {
    wev_arena *arena;
    wev_str format; /* name of the format it came in */

    /* How the reading went: status is WEV_OK, WEV_TRUNCATED, WEV_MALFORMED or WEV_TOO_BIG. */
    wev_status status;
    const char *what;  /* constant text, NULL if OK */
    size_t offset;     /* of the fault in the message; WEV_NOWHERE: at no one place */
    wev_str source;    /* the message, as it is read; absent: faults of the lists have no place */
    wev_text cut_name; /* of the field in which the message ends; absent if it ends between fields */
    int64_t now;       /* when it was received, seconds since 1970; 0: not known. Gives a year to times without one */
    bool header_time;  /* the event has no time of its own; that of the syslog header stands for it */
    bool data_from_text, id_from_text; /* data, or the id, were read out of the rendered text */
    bool names_from_rulebase;          /* the sender gave no names of the data */
    bool wide;                         /* it came as UTF-16 */
    bool repaired;                     /* some bytes were no UTF-8 and are U+FFFD now */

    wev_text system[WEV_SYS_COUNT];   /* INTEGER rows hold canonical decimal digits */
    wev_str time_name, received_name; /* what the sender calls the two times, if they are there */
    wev_text message;                 /* the rendered text, in the sender's language */
    bool message_cut;                 /* the message ends inside it */
    wev_text rest;                    /* what stood behind the event in the same message */
    wev_fields data;                  /* EventData, UserData */
    wev_fields keyword_names;         /* rendered keywords; only the values count */
    wev_fields other;                 /* what was received and fits nowhere else, under the sender's name */
    wev_text recovered_name; /* of an item of data that the sender left out and its message tells; else absent */
    wev_text data_name;      /* EventData@Name, or the element inside UserData */
    bool is_user_data;       /* data came as UserData */

    uint64_t keywords; /* valid if has_keywords */
    bool has_keywords;
    wev_outcome sent_outcome; /* of an audit, where the sender told it in a word and not by the mask */

    /* Set by wev_event_finish. */
    int64_t id, version, level; /* -1: not sent */
    int64_t rule;               /* the number of the prose rule that read this; -1: none */
    wev_outcome audit;          /* what wev_event_audit says */
    wev_instant created, received;
    bool zone_assumed; /* a time named no zone and the configured one was taken */
    char uid[32];      /* lower-case hexadecimal digits, no NUL */
} wev_event;

/* An empty event whose memory is the arena's; at most `max_fields` in each list. */
void wev_event_init(wev_event *event, wev_arena *arena, uint64_t seed, uint32_t max_fields);

/* wev_event_set for a number that is written as it will be; and for all that is neither that nor a text. */
bool wev_event_set_number(wev_event *event, wev_sys field, wev_str name, wev_text value, bool cut);
bool wev_event_set_any(wev_event *event, wev_sys field, wev_str name, wev_text value, bool cut);

/*
 * Sets one system field. What does not fit the field's kind, comes a second time, or is cut, is kept in
 * event->other as `name`. False only without memory.
 */
static inline bool wev_event_set(wev_event *event, wev_sys field, wev_str name, wev_text value, bool cut) {
    const wev_sys_kind kind = (wev_sys_kind)wev_sys_table[field].kind;
    if (value.len == 0 || cut || event->system[field].ptr != NULL || kind > WEV_SYS_INTEGER)
        return wev_event_set_any(event, field, name, value, cut);
    if (kind == WEV_SYS_INTEGER)
        return wev_event_set_number(event, field, name, value, cut);
    event->system[field] = value;
    return true;
}

/* The rendered text; `name` is what it is called where the message ends inside it. */
void wev_event_set_message(wev_event *event, wev_text name, wev_text value, bool cut);

/* Keeps under `other` what fits nowhere else. False only without memory. */
bool wev_event_keep(wev_event *event, wev_text name, wev_text value, wev_field_kind kind, bool cut);

/* Adds a rendered keyword. False only without memory. */
bool wev_event_add_keyword(wev_event *event, wev_text value);

/*
 * Keeps a piece that has no name of its own as `name`, together with the piece that was kept last and stands `gap`
 * bytes in front of it. False only without memory.
 */
bool wev_event_keep_piece(wev_event *event, wev_text name, wev_str piece, size_t gap);

/* wev_event_add of an item without a name, or of one that is cut or was refused. */
bool wev_event_add_any(wev_event *event, wev_text name, wev_text value, wev_field_kind kind, bool cut);

/* Adds one item of EventData or UserData; an absent or empty name, which no index takes, becomes `param<position>`.
 * False as for wev_event_set. */
static inline bool wev_event_add(wev_event *event, wev_text name, wev_text value, wev_field_kind kind, bool cut) {
    return (name.len > 0 && !cut && wev_fields_add(&event->data, name, value, kind) != NULL) ||
           wev_event_add_any(event, name, value, kind, cut);
}

/*
 * Keeps what stood behind the event or could not be read, unless it is empty: the first in event->rest, what comes
 * later under `other`. False only without memory.
 */
bool wev_event_rest(wev_event *event, wev_str rest);

/* Notes a fault; the first one stays. */
void wev_event_fault(wev_event *event, wev_status status, const char *what, size_t offset);

/* Gives the fault of a limit this place, if it has none: what was refused may be a copy that stands nowhere in the
 * message. */
void wev_event_fault_place(wev_event *event, size_t offset);

/*
 * Numbers, times and the uid out of the texts. `zone` is that of times which name none; `payload` identifies an event
 * that has no record id. *last is zeroed before the first event. An event for which a limit was too small gets
 * WEV_TOO_BIG here. False only without memory.
 */
bool wev_event_finish(wev_event *event, const wev_zone *zone, wev_str payload, wev_last_times *last);

/* What the audit bits of Keywords, or the agent's EventType, say; unknown where the event is no audit. After finish:
 * event->audit. */
wev_outcome wev_event_audit(const wev_event *event);

/* The Level behind the name of an event type as agents write it (`Warning`, `AUDIT_FAILURE`); -1: not known. */
int64_t wev_event_level_of_type(wev_str type, wev_outcome *audit);

#endif
