/* SPDX-License-Identifier: Apache-2.0 */
/*
 * EventData and UserData in JSON. Shapes: xml2json and its kin (MaxPatrol, Datadog), evtx_dump (`-o json`), OpenWEC's
 * server/src/formats/json.rs, MiNiFi's JSONUtils.cpp, winlogbeat, the windows input of OpenTelemetry's stanza.
 */
#include "format/event_xml.h"
#include "format/json_map.h"
#include "format/json_shape.h"
#include "read/json_item.h"

enum { FEW = WEV_SHAPE_FEW }; /* members that an object with a name and a text has at most */

/* What a key says of its value; a set. */
enum {
    NAME = 1,        /* the name of an item */
    TEXT = 2,        /* its value */
    ATTRIBUTES = 4,  /* an object with its name */
    TYPE = 8,        /* MiNiFi: the element's name */
    DATA = 16,       /* further items */
    DATA_LIST = 32,  /* the same if it is a list */
    TEXT_ITSELF = 64 /* of an element that has attributes beside it */
};

typedef wev_shape_member member;

static inline bool is(wev_text key, const char *word) {
    return memcmp(key.ptr, word, key.len) == 0;
}

/* Most keys are names of items, which have most other lengths. */
static unsigned known_key(wev_text key) {
    if (key.writing != WEV_CLEAN)
        return 0;
    switch (key.len) {
    case 4:
        return is(key, "Name")   ? NAME
               : is(key, "text") ? TEXT
               : is(key, "Type") ? TYPE
               : is(key, "Data") ? DATA
               : is(key, "data") ? DATA_LIST
                                 : 0;
    case 5:
        return is(key, "Value") || is(key, "value") ? TEXT
               : is(key, "#text")                   ? TEXT | TEXT_ITSELF
               : is(key, "@Name")                   ? NAME
                                                    : 0;
    case 7:
        return is(key, "Content") ? TEXT : 0;
    case 11:
        return is(key, "#attributes") ? ATTRIBUTES : 0;
    default:
        return 0;
    }
}

static inline bool next_member(wev_json *reader, member *m) {
    if (!wev_json_next_member(reader, &m->key, &m->value))
        return false;
    m->known = known_key(m->key);
    return true;
}

/* Memory ran out, or the value is larger than the limits allow, which the event says at its end. */
static bool no_room(const wev_json_walk *w) {
    return w->event->arena->why != WEV_NO_MEMORY;
}

/* Wazuh writes each backslash of a value, which has one, twice: undone where every run of them can be such a pair. */
static WEV_APART wev_text undouble(wev_json_walk *w, wev_text value) {
    char *const copy = wev_arena_alloc(w->event->arena, value.len);
    if (copy == NULL)
        return value;
    size_t len = 0;
    for (size_t i = 0; i < value.len; i++) {
        const char c = copy[len++] = value.ptr[i];
        if (c != '\\')
            continue;
        copy[len++] = value.ptr[++i]; /* an escape that is valid has a second byte */
        if (value.ptr[i] != '\\')
            continue;
        if (value.len - i <= 2 || value.ptr[i + 1] != '\\' || value.ptr[i + 2] != '\\')
            return value;
        i += 2;
    }
    return (wev_text){copy, (uint32_t)len, WEV_JSON};
}

bool wev_json_item(wev_json_walk *w, wev_text name, const wev_json_value *value) {
    if (name.len == 0)
        name = WEV_ABSENT;
    switch (value->kind) {
    case WEV_JSON_NULL:
        return wev_event_add(w->event, name, WEV_ABSENT, WEV_FIELD_NULL, value->cut);
    case WEV_JSON_OBJECT:
    case WEV_JSON_ARRAY:
        return wev_event_add(w->event, name, value->text, WEV_FIELD_MARKUP, value->cut);
    default:
        break;
    }
    const bool doubled = w->doubled && value->text.writing == WEV_JSON;
    return wev_event_add(w->event, name, doubled ? undouble(w, value->text) : value->text, WEV_FIELD_TEXT, value->cut);
}

static bool keep(wev_json_walk *w, const member *m) {
    static const wev_json_map data = {.name = SV_INIT("Data")};
    return wev_json_keep(w, &data, m->key, &m->value);
}

static bool take_list(wev_json_walk *w, const wev_json_value *value);

static bool is_whole_string(const wev_json_value *value) {
    return value->kind == WEV_JSON_STRING && !value->cut;
}

/* A namespace says nothing. */
static bool is_namespace(const member *m) {
    const wev_str name = wev_text_raw(m->key);
    return name.len > 0 && (name.ptr[0] == 'x' || name.ptr[0] == '@') && is_whole_string(&m->value) &&
           (wev_str_starts(name, SV("xmlns")) || wev_str_starts(name, SV("@xmlns")));
}

/* `#attributes` of an element: its Name, if *name is absent yet; others are kept. */
static bool take_attributes(wev_json_walk *w, const member *element, wev_text *name) {
    if (element->value.kind != WEV_JSON_OBJECT)
        return keep(w, element);
    wev_json reader = wev_json_inner(w->input, &element->value);
    member m;
    while (next_member(&reader, &m)) {
        if ((m.known & NAME) != 0 && is_whole_string(&m.value) && name->ptr == NULL)
            *name = m.value.text;
        else if (!is_namespace(&m) && !keep(w, &m))
            return false;
    }
    return wev_json_inner_end(w, &reader);
}

/* {"Name": .., "text": ..}, also with the name one object deeper (evtx_dump). What is neither is kept. */
static bool take_pair(wev_json_walk *w, const member *m, unsigned count) {
    static const wev_json_value nothing = {.kind = WEV_JSON_NULL};
    const wev_json_value *value = &nothing;
    wev_text name = WEV_ABSENT;
    for (unsigned i = 0; i < count; i++) {
        bool good = true;
        if ((m[i].known & NAME) != 0 && is_whole_string(&m[i].value) && name.ptr == NULL)
            name = m[i].value.text;
        else if ((m[i].known & TEXT) != 0 && value == &nothing)
            value = &m[i].value;
        else if (m[i].known == ATTRIBUTES)
            good = take_attributes(w, m + i, &name);
        else if (m[i].known == TYPE && wev_str_equal(wev_text_raw(m[i].value.text), SV("Binary")) && name.len == 0)
            name = m[i].value.text; /* MiNiFi: the element's name */
        else if (!(m[i].known == TYPE && wev_str_equal(wev_text_raw(m[i].value.text), SV("Data"))) &&
                 !is_namespace(m + i))
            good = keep(w, m + i);
        if (!good)
            return false;
    }
    if (name.len == 0 && value->kind == WEV_JSON_ARRAY && w->depth < WEV_MAP_DEPTH) { /* evtx_dump: several texts */
        w->depth++;
        const bool good = take_list(w, value);
        w->depth--;
        return good;
    }
    return wev_json_item(w, name, value);
}

/* Is it an object with a name and a text, and not one of values by name? `seen`: what its keys are known for. */
static bool is_pair(unsigned seen, unsigned count) {
    return (seen & ATTRIBUTES) != 0 || ((seen & TEXT) != 0 && ((seen & NAME) != 0 || count == 1)) ||
           ((seen & NAME) != 0 && count == 1);
}

static bool take_object(wev_json_walk *w, const wev_json_value *value, bool may_be_pair);

/* `Data` of EventData: a list, one value, or values by name. */
static bool take_data(wev_json_walk *w, wev_text key, const wev_json_value *value) {
    const bool is_list = value->kind == WEV_JSON_ARRAY;
    if (w->depth >= WEV_MAP_DEPTH || (value->kind != WEV_JSON_OBJECT && !is_list))
        return wev_json_item(w, w->depth >= WEV_MAP_DEPTH ? key : WEV_ABSENT, value);
    w->depth++;
    const bool good = is_list ? take_list(w, value) : take_object(w, value, true);
    w->depth--;
    return good;
}

/* {"#text": .., "#attributes": ..} of an element whose name the key is. */
static bool take_element(wev_json_walk *w, const member *element) {
    wev_json reader = wev_json_inner(w->input, &element->value);
    wev_text no_name = TX("");
    member m;
    while (next_member(&reader, &m)) {
        const bool good = (m.known & TEXT_ITSELF) != 0 ? wev_json_item(w, element->key, &m.value)
                          : m.known == ATTRIBUTES      ? take_attributes(w, &m, &no_name)
                                                       : keep(w, &m);
        if (!good)
            return false;
    }
    return wev_json_inner_end(w, &reader);
}

/* One member of an object of values by name. */
static bool take_member(wev_json_walk *w, const member *m) {
    wev_json_value text;
    if ((m->known & (DATA | TEXT_ITSELF)) != 0 || (m->known == DATA_LIST && m->value.kind == WEV_JSON_ARRAY))
        return take_data(w, m->key, &m->value); /* also several texts without names (evtx_dump) */
    if (m->known == ATTRIBUTES)
        return take_attributes(w, m, &w->event->data_name);
    if (is_namespace(m))
        return true;
    if (m->value.kind == WEV_JSON_OBJECT && !m->value.cut &&
        wev_json_find(w->input, &m->value, WEV_KEY_hash_text, &text))
        return take_element(w, m);
    return wev_json_item(w, m->key, &m->value);
}

/* The object whose bracket stands at `start`, as a value. */
static wev_json_value object_at(const char *start, const char *end) {
    wev_json_value whole = {.kind = WEV_JSON_OBJECT};
    wev_json reader = wev_json_open((wev_str){start, (size_t)(end - start)});
    wev_json_pass(&reader, &whole);
    return whole;
}

/* Values by name. */
static bool read_values(wev_json_walk *w, wev_json *reader) {
    member m;
    while (next_member(reader, &m))
        if (!take_member(w, &m))
            return false;
    return wev_json_inner_end(w, reader);
}

/*
 * Those, or one item with its name and its text; `reader` stands in front of the bracket. The shape of an item is kept
 * in *shape, if that is not NULL and empty.
 */
static bool read_object(wev_json_walk *w, wev_json *reader, wev_shape *shape) {
    const char *const start = reader->at;
    member m[FEW + 1];
    unsigned count = 0, seen = 0;
    while (count <= FEW && next_member(reader, m + count))
        seen |= m[count++].known;
    if (count <= FEW && is_pair(seen, count)) {
        if (shape != NULL && shape->count == 0 && reader->status == WEV_OK)
            wev_shape_keep(shape, start, m, count);
        return take_pair(w, m, count) && wev_json_inner_end(w, reader);
    }
    if (count == 2 && (m[0].known & NAME) != 0 && m[0].value.kind == WEV_JSON_STRING &&
        m[1].value.kind == WEV_JSON_OBJECT) {
        const wev_json_value whole = object_at(start, reader->end);
        return wev_json_item(w, m[0].value.text, &whole); /* elements inside Data */
    }
    for (unsigned i = 0; i < count; i++)
        if (!take_member(w, m + i))
            return false;
    return read_values(w, reader);
}

static bool take_object(wev_json_walk *w, const wev_json_value *value, bool may_be_pair) {
    wev_json opened = wev_json_inner(w->input, value);
    return may_be_pair ? read_object(w, &opened, NULL) : read_values(w, &opened);
}

bool wev_json_data_members(wev_json_walk *w, wev_json *reader) {
    return read_values(w, reader);
}

/* An object at the reader, which is lazy: it is opened in place, so that it is not passed over first. */
static WEV_APART bool take_object_at(wev_json_walk *w, wev_json *reader, wev_shape *shape) {
    member m[FEW];
    const char *const behind = wev_shape_read(shape, reader->at, reader->end, m);
    if (behind != NULL) {
        reader->at = behind;
        return take_pair(w, m, shape->count) && wev_json_inner_end(w, reader);
    }
    wev_json inner = wev_json_enter(reader);
    inner.from = inner.at;
    if (!read_object(w, &inner, shape))
        return false;
    wev_json_leave(reader, &inner);
    return true;
}

static bool take_list(wev_json_walk *w, const wev_json_value *value) {
    wev_json reader = wev_json_inner(w->input, value);
    wev_json_value element;
    wev_shape shape;
    shape.count = 0;
    reader.lazy = true;
    while (wev_json_next_element(&reader, &element)) {
        if (element.kind == WEV_JSON_ARRAY)
            wev_json_pass(&reader, &element);
        if (!(element.kind == WEV_JSON_OBJECT ? take_object_at(w, &reader, &shape)
                                              : wev_json_item(w, WEV_ABSENT, &element)))
            return false;
    }
    return wev_json_inner_end(w, &reader);
}

/* EventData in a string: its XML, a JSON object (Azure's WindowsEvent), or one unnamed value. */
static bool take_string(wev_json_walk *w, const wev_json_value *value) {
    const wev_str inside = wev_json_inside(w, value);
    const size_t base = w->base;
    bool good = true;
    if (inside.ptr == NULL)
        return no_room(w);
    if (inside.len > 0 && inside.ptr[0] == '<') {
        good = wev_event_xml_read_data(w->event, inside, base);
    } else if (inside.len > 0 && inside.ptr[0] == '{') {
        wev_json object = wev_json_open(inside); /* nobody has looked yet where it ends */
        good = read_values(w, &object);
    } else if (inside.len > 0 || value->cut) {
        good = wev_json_item(w, WEV_ABSENT, value);
    }
    w->base = 0;
    return good;
}

bool wev_json_data(wev_json_walk *w, const wev_json_value *value) {
    switch (value->kind) {
    case WEV_JSON_NULL:
        return true;
    case WEV_JSON_STRING:
        return take_string(w, value);
    case WEV_JSON_ARRAY:
        return take_list(w, value);
    case WEV_JSON_OBJECT:
        return take_object(w, value, false);
    default:
        return wev_json_item(w, WEV_ABSENT, value);
    }
}
