/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/wording.h"

#include "base/num.h"
#include "base/scan_pairs.h"
#include "knowledge/rulebase_data.h"

/*
 * Senders hand the text on in three shapes: as it is; with a blank for each line break and TAB, so that two blanks and
 * more are a border (NXLog, Snare); with one blank for all of them (evtsys). Labels are looked for in the order in
 * which Windows writes them, at the colons of the text, which works in all of them.
 */
enum { MAX_COLONS = 400 }; /* beyond that it is no text of Windows */

/* What must stand in front of a label, so that a value cannot easily hold one: the most that the text's shape allows.
 */
typedef enum border { BORDER_LINE, BORDER_TWO, BORDER_ONE } border;

typedef struct reading {
    wev_str text;
    border border;
    const wev_wording *wording;
    wev_event *event;
    const wev_wording_label *open; /* whose value begins at `from`; NULL: none, or a heading */
    size_t from;
    uint32_t next; /* the label that is expected */
} reading;

/* A blank, or what rsyslog writes for one, in front of `end`: its length. */
static size_t blank_before(wev_str text, size_t end) {
    if (end > 0 && wev_is_blank(text.ptr[end - 1]))
        return 1;
    return end >= WEV_BLANK_ESCAPE && wev_is_blank_escape(text.ptr + end - WEV_BLANK_ESCAPE) ? WEV_BLANK_ESCAPE : 0;
}

static size_t blank_at(wev_str text, size_t at) {
    if (at < text.len && wev_is_blank(text.ptr[at]))
        return 1;
    return at + WEV_BLANK_ESCAPE <= text.len && wev_is_blank_escape(text.ptr + at) ? WEV_BLANK_ESCAPE : 0;
}

static border border_of(wev_str text) {
    if (text.len > 0 && memchr(text.ptr, '\n', text.len) != NULL)
        return BORDER_LINE;
    return wev_str_find(text, SV("#012")) != SIZE_MAX ? BORDER_LINE
           : wev_str_find(text, SV("  ")) != SIZE_MAX ? BORDER_TWO
                                                      : BORDER_ONE;
}

/* Do only blanks stand between the border and `at`? */
static bool follows_border(const reading *r, size_t at) {
    size_t blanks = 0;
    for (size_t n; at > 0 && (n = blank_before(r->text, at)) > 0; at -= n) {
        const char last = r->text.ptr[at - 1];
        blanks++;
        if (r->border == BORDER_LINE && (n == WEV_BLANK_ESCAPE ? last != '1' : last == '\n' || last == '\r'))
            return true;
    }
    return at == 0 || (r->border == BORDER_TWO && blanks >= 2) || (r->border == BORDER_ONE && blanks >= 1);
}

static bool is_break(char c) {
    return c == '\n' || c == '\r' || c == '\t';
}

/* Where a value that begins at `from` and may go to `end` ends: at a line break or TAB, or at two blanks if those are
 * what became of line breaks. */
static size_t value_end(const reading *r, size_t from, size_t end) {
    const wev_str text = r->text;
    size_t at = from;
    while (at < end) {
        at = (size_t)(wev_scan_word(text.ptr + at, text.ptr + end) - text.ptr);
        const size_t blank = at < end ? blank_at(text, at) : 0;
        if (blank == WEV_BLANK_ESCAPE || (blank == 1 && is_break(text.ptr[at])))
            return at;
        if (blank == 1 && r->border != BORDER_LINE && at + 1 < end && blank_at(text, at + 1) > 0)
            return at;
        at++;
    }
    return end;
}

/*
 * Behind a label stand up to three TABs, or blanks for them; four and more, or a line break, are the end of the line:
 * no value. Where lines are kept, any number of blanks may have become of a TAB. Gives where the value begins, or
 * `end`.
 */
static size_t skip_label_blanks(const reading *r, size_t from, size_t end) {
    const wev_str text = r->text;
    size_t at = from, count = 0;
    while (at < end) {
        const size_t blank = blank_at(text, at);
        if (blank == 0)
            return count > 3 && r->border != BORDER_LINE ? end : at;
        const char last = text.ptr[at + blank - 1]; /* the 1 of #011, the 2 of #012, the 5 of #015 */
        if (blank == WEV_BLANK_ESCAPE ? last != '1' : last == '\n' || last == '\r')
            return end;
        count++;
        at += blank;
    }
    return end;
}

/* Of a list, several words, lines and all; else up to the first border. */
static wev_str value_of(const reading *r, size_t end) {
    size_t from = r->from;
    if (!r->open->list) {
        from = skip_label_blanks(r, from, end);
        end = value_end(r, from, end);
    } else {
        while (from < end && blank_at(r->text, from) > 0)
            from += blank_at(r->text, from);
    }
    if (from > end)
        from = end;
    while (end > from && blank_before(r->text, end) > 0)
        end -= blank_before(r->text, end);
    if (end < from)
        end = from;
    return (wev_str){r->text.ptr + from, end - from};
}

static bool close_value(reading *r, size_t end) {
    if (r->open == NULL || r->open->field.len == 0)
        return true;
    return wev_event_add(r->event, r->open->field, wev_text_of(value_of(r, end)), WEV_FIELD_TEXT, false);
}

/* The label that ends in front of the colon at `colon`, one of those that are still to come; NULL if none does. */
static const wev_wording_label *label_at(const reading *r, size_t colon, size_t *start) {
    while (colon > 0 && r->text.ptr[colon - 1] == ' ') /* `Subject :` in other versions, `Sujet :` in French, */
        colon--;
    if (colon >= 2 && wev_str_equal((wev_str){r->text.ptr + colon - 2, 2}, SV("\xC2\xA0"))) /* with U+00A0 */
        colon -= 2;
    for (uint32_t i = r->next; i < r->wording->label_count; i++) {
        const wev_wording_label *const label = r->wording->label + i;
        if (label->text.len > colon - r->from || colon < label->text.len)
            continue;
        const size_t begin = colon - label->text.len;
        if (wev_str_equal((wev_str){r->text.ptr + begin, label->text.len}, label->text) && follows_border(r, begin)) {
            *start = begin;
            return label;
        }
    }
    return NULL;
}

static bool read_labels(reading *r) {
    size_t colons = 0;
    for (size_t at = r->from; at < r->text.len && colons < MAX_COLONS; at++) {
        const char *const colon = memchr(r->text.ptr + at, ':', r->text.len - at);
        if (colon == NULL)
            break;
        at = (size_t)(colon - r->text.ptr);
        colons++;
        size_t start = 0;
        const wev_wording_label *const label = label_at(r, at, &start);
        if (label == NULL)
            continue;
        if (!close_value(r, start))
            return false;
        r->open = label;
        r->from = at + 1;
        r->next = (uint32_t)(label - r->wording->label) + 1;
    }
    return close_value(r, r->text.len);
}

static bool has_wording(const wev_entry *entry, const wev_wording *wanted) {
    const wev_wording *one = entry->wording;
    while (one != NULL && one != wanted)
        one = one->next;
    return one != NULL;
}

/* In the language in which the text begins; else the English one. */
static const wev_wording *wording_of(const wev_entry *entry, wev_str text) {
    const wev_wording *english = NULL;
    for (const wev_wording *one = entry->wording; one != NULL; one = one->next) {
        if (one->sentence.len > 0 && wev_str_starts(text, one->sentence))
            return one;
        if (english == NULL && wev_str_equal(one->lang, SV("en")))
            english = one;
    }
    return english;
}

/* An event without an id is the one whose first sentence its text begins with; its source must be one of that event's.
 */
static const wev_entry *find_by_sentence(const wev_rulebase *rulebase, wev_event *event, wev_str text) {
    const wev_str provider = wev_text_plain(event->arena, event->system[WEV_SYS_PROVIDER]),
                  channel = wev_text_plain(event->arena, event->system[WEV_SYS_CHANNEL]);
    for (uint32_t i = 0; i < rulebase->wording_count; i++) {
        const wev_wording *const wording = rulebase->wording + i;
        if (wording->sentence.len == 0 || !wev_str_starts(text, wording->sentence))
            continue;
        const wev_entry *const entry = wev_rulebase_find(rulebase, provider, channel, wording->id, -1);
        if (entry != NULL && has_wording(entry, wording))
            return entry;
    }
    return NULL;
}

static bool set_id(wev_event *event, uint32_t id) {
    char *const digits = wev_arena_alloc(event->arena, WEV_NUM_ROOM);
    if (digits == NULL)
        return event->arena->why != WEV_NO_MEMORY;
    event->system[WEV_SYS_EVENT_ID] = wev_text_as((wev_str){digits, wev_num_put_u64(digits, id)}, WEV_CLEAN);
    event->id = id;
    event->id_from_text = true;
    return true;
}

static const wev_entry *find_by_id(const wev_rulebase *rulebase, const wev_event *event) {
    if (event->id < 0 || event->id > UINT32_MAX)
        return NULL;
    return wev_rulebase_find(rulebase, wev_text_plain(event->arena, event->system[WEV_SYS_PROVIDER]),
                             wev_text_plain(event->arena, event->system[WEV_SYS_CHANNEL]), (uint32_t)event->id,
                             event->version);
}

bool wev_name_data(const wev_rulebase *rulebase, wev_event *event) {
    const wev_field *const item = event->data.item;
    const uint32_t count = event->data.count;
    if (rulebase == NULL || count == 0 || !item[0].unnamed || event->status != WEV_OK)
        return true;
    for (uint32_t i = 0; i < count; i++)
        if (!item[i].unnamed)
            return true;
    const wev_entry *const entry = find_by_id(rulebase, event);
    if (entry == NULL || entry->fields.count != count || (event->version < 0 && entry->versions.count > 0))
        return true;
    wev_fields_init(&event->data, event->arena, event->data.seed, event->data.limit);
    for (uint32_t i = 0; i < count; i++)
        if (wev_fields_add(&event->data, entry->fields.item[i], item[i].value, (wev_field_kind)item[i].kind) == NULL)
            return event->arena->why != WEV_NO_MEMORY;
    event->names_from_rulebase = true;
    return true;
}

bool wev_wording_read(const wev_rulebase *rulebase, wev_event *event) {
    if (rulebase == NULL || rulebase->wording_count == 0 || event->data.count > 0 || event->message.len == 0 ||
        event->status != WEV_OK) /* of a message that was cut, data may have followed, and the last value may be cut */
        return true;
    const wev_str text = wev_text_plain(event->arena, event->message);
    if (text.ptr == NULL)
        return event->arena->why != WEV_NO_MEMORY;
    const wev_entry *entry = NULL;
    if (event->id < 0 && event->system[WEV_SYS_EVENT_ID].ptr == NULL) {
        entry = find_by_sentence(rulebase, event, text);
        if (entry != NULL && !set_id(event, entry->id))
            return false;
    } else {
        entry = find_by_id(rulebase, event);
    }
    const wev_wording *const wording = entry != NULL ? wording_of(entry, text) : NULL;
    if (wording == NULL)
        return true;
    reading r = {.text = text, .wording = wording, .event = event};
    const size_t explanation = r.wording->end.len > 0 ? wev_str_find(text, r.wording->end) : SIZE_MAX;
    if (explanation != SIZE_MAX)
        r.text.len = explanation;
    r.border = border_of(text);
    if (!read_labels(&r))
        return false;
    event->data_from_text = event->data.count > 0;
    return true;
}
