/* SPDX-License-Identifier: Apache-2.0 */
/* The profiles: the only files that know the shape of the output, which doc/SCHEMA.md specifies field by field. */
#ifndef WEV_EMIT_EMIT_H
#define WEV_EMIT_EMIT_H

#include "emit/fixed.h"
#include "emit/sink.h"
#include "event/event.h"

/* What a document is made of. event NULL: the message is no event, and the document holds its payload. */
struct wev_document {
    const wev_event *event;
    const wev_meaning *meaning;
    wev_str payload;
    bool tail;         /* no event, but the end of one */
    bool cut;          /* the payload is not all of the message */
    bool with_text;    /* explanation and remedy are wanted for this event */
    bool with_titles;  /* short texts are wanted */
    bool drop_message; /* the rendered text is not wanted where the event is known */
    wev_fixed_cache *cache;
    wev_fixed *fixed; /* this event's slot of it; NULL: it has none */
};

/* One row a profile. Both functions write the members of an object that is open. */
typedef struct wev_profile_row {
    wev_str name;
    void (*event)(const wev_document *document, wev_sink sink);
    void (*no_event)(const wev_document *document, wev_sink sink);
} wev_profile_row;

extern const wev_profile_row wev_profiles[];
extern const size_t wev_profile_count;

void wev_emit_native(const wev_document *document, wev_sink sink);
void wev_emit_native_none(const wev_document *document, wev_sink sink);
void wev_emit_ecs(const wev_document *document, wev_sink sink);
void wev_emit_ecs_none(const wev_document *document, wev_sink sink);

/* The whole document. */
void wev_emit_document(const wev_profile_row *profile, const wev_document *document, wev_sink sink);

/* The pieces that profiles share. Each leaves out what is absent. */
static inline void wev_put_text(wev_sink sink, wev_text key, wev_text value) {
    if (value.ptr != NULL)
        sink.ops->text(sink.self, key, value);
}

static inline void wev_put_instant(wev_sink sink, wev_text key, const wev_instant *instant) {
    if (instant->len > 0)
        sink.ops->text(sink.self, key, (wev_text){instant->text, instant->len, WEV_CLEAN});
}

void wev_put_number(wev_sink sink, wev_text key, int64_t value);
void wev_put_texts(wev_sink sink, wev_text key, wev_texts values);

/* 0x and sixteen digits. */
void wev_put_mask(wev_sink sink, wev_text key, uint64_t value);

/*
 * The field at `from`, as text, or null where the sender wrote none; and in the same copy those behind it, if they all
 * stand in the message side by side as a JSON sink writes them, `"a":"1","b":"2"`, and none is empty. Gives how many
 * were written.
 */
uint32_t wev_put_field(wev_sink sink, const wev_fields *fields, uint32_t from);

/* All fields of a list as one object; nothing if the list is empty. */
void wev_put_fields(wev_sink sink, wev_text key, const wev_fields *fields);

/* The members of what an event means: name to source. The object is open already. */
void wev_put_meaning(wev_sink sink, const wev_document *document);

/* Parts of a document (emit/fixed.h) whose event has an entry: from `known` to `title`, ATT&CK and pack. */
void wev_put_assessment(wev_sink sink, const wev_document *document);
void wev_put_origin(wev_sink sink, const wev_document *document);

/* Such parts of the profile ecs, of any event: its version and the level; of `event` what the entry tells, outcome and
 * severity. */
void wev_put_ecs_head(wev_sink sink, const wev_document *document);
void wev_put_ecs_event(wev_sink sink, const wev_document *document);

/* Does the event prove what its entry says that it proves? */
bool wev_is_proved(const wev_meaning *meaning);

/* The end of a document of a message that no format took: its text, so that nothing is lost. */
void wev_put_payload(wev_sink sink, const wev_document *document);

/* How the reading went, as an object `parse`; nothing if there is nothing to say. */
void wev_put_parse(wev_sink sink, wev_text key, const wev_event *event);

wev_text wev_outcome_name(wev_outcome outcome);

/* The rendered text, if it is part of this document. */
void wev_put_message(wev_sink sink, const wev_document *document);

#endif
