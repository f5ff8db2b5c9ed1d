/* SPDX-License-Identifier: Apache-2.0 */
/*
 * MiNiFi's "Raw": the event's XML as a list of one object, each element as {"name", "attributes", "children", "text"}
 * (nifi-minifi-cpp, extensions/windows-event-log/wel/JSONUtils.cpp). It is written as XML again and read as that, so
 * that the two give the same event. Where the message ends, the XML ends: without the tags that would close it.
 */
#include "format/event_xml.h"
#include "format/json_map.h"

/* Elements inside of each other: an event has four, and its UserData some more. */
enum { DEPTH = 24 };

typedef struct raw {
    wev_input *input;
    wev_event *event;
    char *text; /* the XML so far; NULL without memory */
    size_t len, room;
    const char *end; /* of the object in the message */
    bool ended;      /* the message ends here, or is broken: nothing is written any more */
} raw;

typedef struct element {
    wev_json_value name, attributes, children, text; /* without ptr where there is none */
} element;

static void put(raw *r, wev_str piece) {
    if (r->ended || r->text == NULL)
        return;
    if (r->room - r->len < piece.len) {
        const size_t room = 2 * (r->room + piece.len);
        char *const text = wev_arena_resize(r->input->arena, r->text, r->room, room);
        r->text = text;
        r->room = room;
        if (text == NULL)
            return;
    }
    if (piece.len > 0)
        memcpy(r->text + r->len, piece.ptr, piece.len);
    r->len += piece.len;
}

/* A value, so that the reader of XML gives it back as it is. */
static void put_value(raw *r, wev_text value) {
    const wev_str plain = wev_text_plain(r->input->arena, value);
    static const wev_str references[256] = {
        ['&'] = SV_INIT("&amp;"),  ['<'] = SV_INIT("&lt;"),   ['>'] = SV_INIT("&gt;"),  ['"'] = SV_INIT("&quot;"),
        ['\r'] = SV_INIT("&#13;"), ['\n'] = SV_INIT("&#10;"), ['\t'] = SV_INIT("&#9;"),
    };
    size_t from = 0;
    for (size_t i = 0; plain.ptr != NULL && i < plain.len; i++) {
        const wev_str reference = references[(unsigned char)plain.ptr[i]];
        if (reference.len == 0)
            continue;
        put(r, (wev_str){plain.ptr + from, i - from});
        put(r, reference);
        from = i + 1;
    }
    if (plain.ptr != NULL)
        put(r, wev_str_skip(plain, from));
}

/* Letters, digits and what else names have in the event schema. */
static bool is_name(wev_str name) {
    for (size_t i = 0; i < name.len; i++)
        if (!wev_is_digit(name.ptr[i]) && !(wev_lower(name.ptr[i]) >= 'a' && wev_lower(name.ptr[i]) <= 'z') &&
            memchr("_-.:", name.ptr[i], 4) == NULL && (unsigned char)name.ptr[i] < 0x80)
            return false;
    return name.len > 0;
}

static bool keep(raw *r, wev_text key, const wev_json_value *value) {
    const wev_field_kind kind = wev_json_field_kind(value);
    return wev_event_keep(r->event, key, kind == WEV_FIELD_NULL ? WEV_ABSENT : value->text, kind, value->cut);
}

/* The object ends in the middle, or with what is no JSON: so does the XML. What cannot be read is kept. */
static bool note_end(raw *r, const wev_json *reader) {
    if (reader->status == WEV_OK || r->ended)
        return true;
    const char *const from = wev_json_rest(reader).ptr;
    r->ended = true;
    wev_event_fault(r->event, reader->status, reader->what, (size_t)(reader->at - r->input->text.ptr));
    return reader->status != WEV_MALFORMED || from == NULL ||
           wev_event_rest(r->event, wev_str_trim((wev_str){from, (size_t)(r->end - from)}));
}

static bool put_attributes(raw *r, const wev_json_value *object) {
    wev_json reader = wev_json_open(wev_text_raw(object->text));
    wev_text name;
    wev_json_value value;
    while (wev_json_member(&reader, &name, &value)) {
        if (value.kind != WEV_JSON_STRING || !is_name(wev_text_raw(name))) {
            if (!keep(r, name, &value))
                return false;
            continue;
        }
        put(r, SV(" "));
        put(r, wev_text_raw(name));
        put(r, SV("=\""));
        put_value(r, value.text);
        if (!value.cut) /* else the message ends here */
            put(r, SV("\""));
    }
    return note_end(r, &reader);
}

static bool put_element(raw *r, wev_json *reader, unsigned depth);

/* The next element of a list, opened in place, so that it is not passed over first. */
static bool put_child(raw *r, wev_json *list, unsigned depth) {
    wev_json child = wev_json_enter(list);
    if (!put_element(r, &child, depth))
        return false;
    wev_json_leave(list, &child);
    return true;
}

static bool put_children(raw *r, const wev_json_value *list, unsigned depth) {
    wev_json reader = wev_json_open(wev_text_raw(list->text));
    wev_json_value child;
    reader.lazy = true;
    while (wev_json_element(&reader, &child)) {
        const bool is_element = child.kind == WEV_JSON_OBJECT && depth < DEPTH;
        if (!is_element && wev_json_is_nested(&child))
            wev_json_pass(&reader, &child);
        if (!(is_element ? put_child(r, &reader, depth + 1) : keep(r, TX("children"), &child)))
            return false;
    }
    return note_end(r, &reader);
}

/* The four members of an element, and what else it has under `other`. False without memory. */
static bool take_members(raw *r, wev_json *reader, element *out) {
    const struct {
        wev_key key;
        wev_json_kind kind;
        wev_json_value *to;
    } members[] = {
        {WEV_KEY_name, WEV_JSON_STRING, &out->name},
        {WEV_KEY_attributes, WEV_JSON_OBJECT, &out->attributes},
        {WEV_KEY_children, WEV_JSON_ARRAY, &out->children},
        {WEV_KEY_text, WEV_JSON_STRING, &out->text},
    };
    const size_t count = sizeof members / sizeof *members;
    wev_text key;
    wev_json_value value;
    while (wev_json_member(reader, &key, &value)) {
        const wev_key known = wev_key_find(r->input->keys, key);
        size_t i = 0;
        while (i < count &&
               (members[i].key != known || members[i].kind != value.kind || members[i].to->text.ptr != NULL))
            i++;
        if (i < count)
            *members[i].to = value;
        else if (!keep(r, key, &value))
            return false;
    }
    return true;
}

/* Of an element whose name XML does not have. */
static bool keep_element(raw *r, const element *e) {
    return (e->name.text.ptr == NULL || keep(r, TX("name"), &e->name)) &&
           (e->attributes.text.ptr == NULL || keep(r, TX("attributes"), &e->attributes)) &&
           (e->children.text.ptr == NULL || keep(r, TX("children"), &e->children)) &&
           (e->text.text.ptr == NULL || keep(r, TX("text"), &e->text));
}

/* The element in front of which the reader stands. */
static bool put_element(raw *r, wev_json *reader, unsigned depth) {
    static const wev_json_value none = {.kind = WEV_JSON_NULL};
    element e = {none, none, none, none};
    if (r->ended) /* what follows a fault in the same list */
        return true;
    if (!take_members(r, reader, &e))
        return false;
    const wev_str name = e.name.text.ptr != NULL && !e.name.cut ? wev_text_raw(e.name.text) : SV("");
    if (!is_name(name))
        return keep_element(r, &e) && note_end(r, reader);
    put(r, SV("<"));
    put(r, name);
    if (e.attributes.text.ptr != NULL && !put_attributes(r, &e.attributes))
        return false;
    put(r, SV(">"));
    if (e.children.text.ptr != NULL && !put_children(r, &e.children, depth))
        return false;
    if (e.text.text.ptr != NULL)
        put_value(r, e.text.text);
    if (!note_end(r, reader))
        return false;
    r->ended |= e.text.cut;
    put(r, SV("</"));
    put(r, name);
    put(r, SV(">"));
    return true;
}

static bool probe(const wev_input *input) {
    const wev_member *const children = wev_json_get(&input->json, WEV_KEY_children);
    return children != NULL && children->value.kind == WEV_JSON_ARRAY &&
           wev_json_says(input, WEV_KEY_name, SV("Event"));
}

static bool read(wev_input *input, wev_event *event) {
    const wev_str payload = input->envelope.payload, own = {payload.ptr, (size_t)(input->json.reader.at - payload.ptr)};
    raw r = {.input = input, .event = event, .room = own.len, .end = own.ptr + own.len};
    r.text = wev_arena_resize(input->arena, NULL, 0, r.room);
    wev_json reader = wev_json_open(own);
    if (!put_element(&r, &reader, 0))
        return false;
    if (r.text == NULL)
        return input->arena->why != WEV_NO_MEMORY;
    return wev_event_xml_read(event, (wev_str){r.text, r.len}, (size_t)(payload.ptr - input->text.ptr), true) &&
           wev_json_end(input, event);
}

const wev_format wev_format_minifi_raw = {SV_INIT("minifi-raw"), WEV_FAMILY_JSON, probe, read};
