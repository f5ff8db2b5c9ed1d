/* SPDX-License-Identifier: Apache-2.0 */
/* From a message to an event: the message is normalised, and what comes out is put where it belongs. */
#include <libfastjson/json.h>
#include <liblognorm.h>
#include <stdlib.h>

#include "text/fields.h"
#include "text/rules.h"

typedef struct reader {
    const wev_prose_rules *rules;
    ln_ctx context[WEV_WORDS_OWNERS]; /* by file; opened with the first message that the file may want */
} reader;

/* Where prose may begin: the message, behind its priority, behind its header, behind the tag. */
enum { MAX_STARTS = 4 };
typedef struct starts {
    wev_str text[MAX_STARTS];
    size_t count;
    size_t headed; /* from this one on a header stood before it */
} starts;

uint64_t wev_prose_candidates(const wev_prose_rules *rules, wev_str text) {
    if (text.len > WEV_PROSE_LONGEST)
        return 0;
    return wev_words_search(&rules->words,
                            (wev_str){text.ptr, text.len < WEV_PROSE_REACH ? text.len : WEV_PROSE_REACH});
}

static bool wants(const void *rules, wev_str text) {
    return wev_prose_candidates(rules, text) != 0;
}

static void *open_reader(const void *rules) {
    reader *const self = calloc(1, sizeof *self);
    if (self != NULL)
        self->rules = rules;
    return self;
}

static void close_reader(void *opened) {
    reader *const self = opened;
    for (size_t i = 0; i < self->rules->count; i++)
        wev_rule_context_free(self->context[i]);
    free(self);
}

static const void *ref(const void *rules) {
    return wev_prose_ref(rules);
}

static void unref(const void *rules) {
    wev_prose_unref(rules);
}

static void add_start(starts *s, wev_str text) {
    text = wev_str_trim(text);
    text.len = wev_without_blanks_behind(text);
    const bool again = s->count > 0 && s->text[s->count - 1].len == text.len;
    if (text.len > 0 && !again)
        s->text[s->count++] = text;
}

/* Behind the first word, if that ends with a colon; absent otherwise (RFC 3164, section 4.1.3). */
static wev_str behind_tag(wev_str text) {
    size_t n = 0;
    while (n < text.len && !wev_is_blank(text.ptr[n]))
        n++;
    return n > 1 && n < text.len && text.ptr[n - 1] == ':' ? wev_str_skip(text, n) : (wev_str){NULL, 0};
}

/* The end of <PRI>; the envelope has seen that it is one. */
static wev_str behind_priority(wev_str text) {
    const char *const end = memchr(text.ptr, '>', text.len);
    return end != NULL ? wev_str_skip(text, (size_t)(end - text.ptr) + 1) : text;
}

static starts find_starts(wev_str text, const wev_envelope *envelope) {
    starts s = {.count = 0};
    if (wev_str_starts(text, SV("\xEF\xBB\xBF")))
        text = wev_str_skip(text, 3);
    add_start(&s, envelope->priority >= 0 ? behind_priority(text) : text);
    s.headed = s.count;
    add_start(&s, envelope->payload);
    const wev_str tagged = behind_tag(wev_str_trim(envelope->payload));
    if (tagged.ptr != NULL)
        add_start(&s, tagged);
    return s;
}

/*
 * What liblognorm gets: a copy with a NUL behind it, for 2.0.6 reads the rest of a message that does not match up to
 * one (pdag.c, addUnparsedField). What rsyslog made of TAB, LF and CR is a blank again, so that columns are columns.
 */
static wev_str copy_for_rules(wev_arena *arena, wev_str text) {
    wev_str copy = wev_arena_copy(arena, text);
    char *const bytes = (char *)(uintptr_t)copy.ptr;
    size_t to = 0;
    if (copy.ptr == NULL || memchr(bytes, '#', copy.len) == NULL)
        return copy;
    for (size_t i = 0; i < copy.len;) {
        static const struct {
            wev_str escape;
            char c;
        } escapes[] = {{SV_INIT("#011"), '\t'}, {SV_INIT("#012"), '\n'}, {SV_INIT("#015"), '\r'}};
        size_t known = 0;
        while (known < 3 && !wev_str_starts(wev_str_skip(copy, i), escapes[known].escape))
            known++;
        bytes[to++] = known < 3 ? escapes[known].c : bytes[i];
        i += known < 3 ? 4 : 1;
    }
    bytes[to] = '\0';
    copy.len = to;
    return copy;
}

/* One field of what liblognorm gave. */
typedef struct part {
    wev_str name;
    struct fjson_object *value;
} part;

/* A filled event: what belongs together of it. */
typedef struct filling {
    wev_event *event;
    const wev_rule_file *file;
    wev_text time[WEV_PROSE_PARTS]; /* date, clock, zone */
} filling;

static wev_text text_of(wev_arena *arena, struct fjson_object *value) {
    const bool plain = fjson_object_is_type(value, fjson_type_string);
    const wev_str text = plain ? (wev_str){fjson_object_get_string(value), (size_t)fjson_object_get_string_len(value)}
                               : wev_str_of(fjson_object_to_json_string_ext(value, FJSON_TO_STRING_PLAIN));
    return text.ptr != NULL ? wev_text_of(wev_arena_copy(arena, wev_str_trim(text))) : WEV_ABSENT;
}

/* The first tag is the number of the rule. */
static bool set_rule(filling *f, struct fjson_object *tags) {
    struct fjson_object *const first =
        fjson_object_is_type(tags, fjson_type_array) ? fjson_object_array_get_idx(tags, 0) : NULL;
    return first == NULL || wev_event_set(f->event, WEV_SYS_RULE, SV("rule"), text_of(f->event->arena, first), false);
}

static bool set_part(filling *f, const part *p) {
    wev_arena *const arena = f->event->arena;
    wev_prose_part place;
    wev_sys field;
    if (wev_str_equal(p->name, SV("event.tags")))
        return set_rule(f, p->value);
    const wev_str name = wev_arena_copy(arena, p->name);
    const wev_text value = text_of(arena, p->value);
    if (value.len == 0 && value.ptr != NULL)
        return true; /* a field that may match nothing, and did */
    if (name.ptr == NULL || value.ptr == NULL)
        return arena->why != WEV_NO_MEMORY;
    if (!wev_prose_place(name, &place, &field))
        place = WEV_PROSE_DATA;
    if (place == WEV_PROSE_SYSTEM) /* the sender gave it no name */
        return wev_event_set(f->event, field, wev_text_raw(wev_sys_table[field].key), value, false);
    if (place == WEV_PROSE_DATA)
        return wev_event_add(f->event, wev_text_of(name), value, WEV_FIELD_TEXT, false);
    f->time[place] = value;
    return true;
}

/* liblognorm fills the object from the end of the message to its beginning, and then come the annotations. */
static bool set_parts(filling *f, struct fjson_object *object) {
    const int count = fjson_object_object_length(object);
    part *const all = wev_arena_alloc(f->event->arena, (size_t)count * sizeof *all + 1);
    if (all == NULL)
        return false;
    size_t n = 0;
    struct fjson_object_iterator it = fjson_object_iter_begin(object), end = fjson_object_iter_end(object);
    for (; !fjson_object_iter_equal(&it, &end) && n < (size_t)count; fjson_object_iter_next(&it))
        all[n++] = (part){wev_str_of(fjson_object_iter_peek_name(&it)), fjson_object_iter_peek_value(&it)};
    while (n > 0)
        if (!set_part(f, &all[--n]))
            return false;
    return true;
}

/* Date, clock and zone are one time; without a date they are none, and are data. */
static bool set_time(filling *f) {
    static const wev_text names[] = {
        [WEV_PROSE_CLOCK] = TX_INIT("clock"),
        [WEV_PROSE_ZONE] = TX_INIT("zone"),
    };
    wev_arena *const arena = f->event->arena;
    const wev_text date = f->time[WEV_PROSE_DATE], clock = f->time[WEV_PROSE_CLOCK];
    wev_text zone = f->time[WEV_PROSE_ZONE];
    if (date.ptr == NULL || clock.ptr == NULL) {
        for (unsigned i = WEV_PROSE_CLOCK; i <= WEV_PROSE_ZONE; i++)
            if (f->time[i].ptr != NULL && !wev_event_add(f->event, names[i], f->time[i], WEV_FIELD_TEXT, false))
                return false;
        return date.ptr == NULL || wev_event_set(f->event, WEV_SYS_TIME, SV("date"), date, false);
    }
    if (zone.ptr == NULL && f->file->zone.ptr != NULL)
        zone = wev_text_of(f->file->zone);
    char *const all = wev_arena_alloc(arena, (size_t)date.len + clock.len + zone.len + 1);
    if (all == NULL)
        return false;
    memcpy(all, date.ptr, date.len);
    all[date.len] = 'T';
    memcpy(all + date.len + 1, clock.ptr, clock.len);
    if (zone.len > 0)
        memcpy(all + date.len + 1 + clock.len, zone.ptr, zone.len);
    const wev_str time = {all, (size_t)date.len + clock.len + zone.len + 1};
    return wev_event_set(f->event, WEV_SYS_TIME, SV("time"), wev_text_of(time), false);
}

/* The log's own word for how bad it is, as a number. */
static bool set_level(const filling *f) {
    const wev_str word = wev_text_raw(f->event->system[WEV_SYS_RENDERED_LEVEL]);
    for (size_t i = 0; word.ptr != NULL && i < f->file->level_count; i++)
        if (wev_str_same(word, f->file->level[i].word))
            return wev_event_set(f->event, WEV_SYS_LEVEL, SV("level"), wev_text_of(f->file->level[i].level), false);
    return true;
}

/* 403 and 16 are 403.16, for tables that know what the two mean together. */
static bool join_fields(const filling *f) {
    for (size_t i = 0; i < f->file->join_count; i++) {
        const wev_rule_join *const join = &f->file->join[i];
        const wev_field *const first = wev_fields_find(&f->event->data, join->first);
        const wev_field *const second = wev_fields_find(&f->event->data, join->second);
        if (first == NULL || second == NULL || wev_str_equal(wev_text_raw(second->value), SV("0")))
            continue;
        const wev_str parts[] = {wev_text_raw(first->value), join->between, wev_text_raw(second->value)};
        char *const all = wev_arena_alloc(f->event->arena, parts[0].len + parts[1].len + parts[2].len);
        size_t len = 0;
        if (all == NULL)
            return false;
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
            memcpy(all + len, parts[k].ptr, parts[k].len);
            len += parts[k].len;
        }
        if (!wev_event_add(f->event, wev_text_of(join->name), wev_text_of((wev_str){all, len}), WEV_FIELD_TEXT, false))
            return false;
    }
    return true;
}

/* What the text does not say itself, its header may. A time without a year (RFC 3164) is none. */
static bool set_from_header(const filling *f, const wev_envelope *envelope) {
    wev_event *const event = f->event;
    wev_time time;
    if (event->system[WEV_SYS_COMPUTER].ptr == NULL && envelope->host.ptr != NULL &&
        !wev_event_set(event, WEV_SYS_COMPUTER, SV("computer"), wev_text_of(envelope->host), false))
        return false;
    return event->system[WEV_SYS_TIME].ptr != NULL || envelope->timestamp.ptr == NULL ||
           !wev_time_parse(envelope->timestamp, &time) ||
           wev_event_set(event, WEV_SYS_TIME, SV("time"), wev_text_of(envelope->timestamp), false);
}

static bool fill(wev_event *event, const wev_rule_file *file, struct fjson_object *object, const wev_envelope *header) {
    filling f = {.event = event, .file = file};
    event->format = file->format;
    if (!set_parts(&f, object) || !set_time(&f) || !set_level(&f) || !join_fields(&f))
        return false;
    if (event->system[WEV_SYS_PROVIDER].ptr == NULL && file->provider.len > 0 &&
        !wev_event_set(event, WEV_SYS_PROVIDER, SV("provider"), wev_text_of(file->provider), false))
        return false;
    return header == NULL || set_from_header(&f, header);
}

/* The context of one file; NULL without memory, for that the rules are good was seen when they were loaded. */
static ln_ctx context_of(reader *self, size_t file) {
    wev_fault why;
    if (self->context[file] == NULL)
        self->context[file] = wev_rule_context(&self->rules->file[file], &why);
    return self->context[file];
}

/* The first file in order whose rules take the text. */
static wev_status read_from(reader *self, uint64_t files, wev_str text, const wev_envelope *header, wev_event *event) {
    const wev_str copy = copy_for_rules(event->arena, text);
    if (copy.ptr == NULL)
        return WEV_NO_MEMORY;
    for (size_t i = 0; i < self->rules->count; i++) {
        struct fjson_object *object = NULL;
        if ((files >> i & 1) == 0)
            continue;
        const ln_ctx context = context_of(self, i);
        if (context == NULL)
            return WEV_NO_MEMORY;
        const bool taken = ln_normalize(context, copy.ptr, copy.len, &object) == 0 && object != NULL;
        const bool filled = taken && fill(event, &self->rules->file[i], object, header);
        if (object != NULL)
            fjson_object_put(object);
        if (taken)
            return filled ? WEV_OK : WEV_NO_MEMORY;
    }
    return WEV_NOT_EVENT;
}

/*
 * Lines without a time come again and again in the same words: with the header's time and host they are told apart. A
 * line that tells its time is the same event whoever handed it on.
 */
static wev_str identity(const wev_event *event, const wev_envelope *envelope, wev_str prose, wev_str message) {
    const wev_text time = event->system[WEV_SYS_TIME];
    wev_time own;
    const bool timed = time.ptr != NULL && time.ptr != envelope->timestamp.ptr;
    return timed && wev_time_parse(wev_text_raw(time), &own) ? prose : message;
}

static wev_status read_text(void *opened, wev_str text, const wev_envelope *envelope, wev_event *event,
                            wev_str *payload) {
    reader *const self = opened;
    /* liblognorm 2.0.6 compares literals up to their NUL, and with one in the text beyond it (parser.c, Literal). */
    if (memchr(text.ptr, '\0', text.len) != NULL)
        return WEV_NOT_EVENT;
    const uint64_t files = wev_prose_candidates(self->rules, text);
    const starts s = find_starts(text, envelope);
    for (size_t i = 0; i < s.count; i++) {
        const wev_status status = read_from(self, files, s.text[i], i >= s.headed ? envelope : NULL, event);
        if (status == WEV_NOT_EVENT)
            continue;
        event->message = wev_text_of(s.text[i]);
        *payload = identity(event, envelope, s.text[i], text);
        return status;
    }
    return WEV_NOT_EVENT;
}

const wev_prose_ops wev_prose_reader = {wants, open_reader, read_text, close_reader, ref, unref};
