/* SPDX-License-Identifier: Apache-2.0 */
/* The half of the event XML format that reads an event's own data: EventData, UserData, and what stands in for them. */
#include "base/utf8.h"
#include "format/event_xml.h"

wev_str wev_xml_qualified(wev_event *event, wev_str parent, wev_str name) {
    /* No schema has names that long; copied for each attribute they would cost quadratic time. */
    parent.len = wev_utf8_cut(parent, 64);
    char *const joined = wev_arena_alloc(event->arena, parent.len + 1 + name.len);
    if (joined == NULL)
        return name;
    memcpy(joined, parent.ptr, parent.len);
    joined[parent.len] = '_';
    memcpy(joined + parent.len + 1, name.ptr, name.len);
    return (wev_str){joined, parent.len + 1 + name.len};
}

bool wev_xml_is_namespace(wev_str attribute) {
    return wev_str_starts(attribute, SV("xmlns"));
}

bool wev_xml_keep(wev_xml_event *x, wev_str name, wev_text value, bool cut) {
    return value.ptr == NULL || (value.len == 0 && !cut) ||
           wev_event_keep(x->event, wev_text_of(name), value, WEV_FIELD_TEXT, cut);
}

bool wev_xml_keep_attribute(wev_xml_event *x, wev_str element, wev_str attribute, wev_text value) {
    return wev_xml_is_namespace(attribute) ||
           wev_xml_keep(x, wev_xml_qualified(x->event, element, attribute), value, false);
}

bool wev_xml_keep_attributes(wev_xml_event *x, wev_str element) {
    wev_str attribute;
    wev_text value;
    while (wev_xml_attribute(&x->reader, &attribute, &value))
        if (!wev_xml_keep_attribute(x, element, attribute, value))
            return false;
    return true;
}

bool wev_xml_keep_text(wev_xml_event *x, wev_str element) {
    return wev_xml_is_blank(x->reader.text) || wev_xml_keep(x, element, x->reader.text, x->reader.cut);
}

bool wev_xml_child(wev_xml_event *x, wev_str parent, bool *good) {
    wev_xml_token token;
    while ((token = wev_xml_next(&x->reader)) == WEV_XML_TEXT) {
        *good = wev_xml_keep_text(x, parent);
        if (!*good)
            return false;
    }
    return token == WEV_XML_OPEN;
}

bool wev_xml_is_blank(wev_text text) {
    const char *const end = text.ptr + text.len;
    return wev_skip_blanks(text.ptr, end) == end;
}

static wev_field_kind kind_of(wev_text value, bool nested) {
    if (value.ptr == NULL)
        return WEV_FIELD_NULL;
    return nested ? WEV_FIELD_MARKUP : WEV_FIELD_TEXT;
}

/* One child of EventData: Data with a name or without, ComplexData, Binary. */
static bool read_data(wev_xml_event *x) {
    const wev_str element = x->reader.name;
    wev_text name = wev_str_equal(element, SV("Data")) ? WEV_ABSENT : wev_text_of(element);
    wev_str attribute;
    wev_text value;
    bool nested = false;
    while (wev_xml_attribute(&x->reader, &attribute, &value)) {
        if (wev_str_equal(attribute, SV("Name")) && value.len > 0)
            name = value;
        else if (!wev_xml_keep_attribute(x, element, attribute, value))
            return false;
    }
    if (x->reader.status != WEV_OK)
        return true; /* the message ends inside the tag: there is no value */
    const bool whole = wev_xml_content(&x->reader, x->event->arena, &value, &nested);
    return wev_event_add(x->event, name, value, kind_of(value, nested), !whole);
}

/* Data as Windows and most collectors write it. False only without memory. */
static bool read_plain_data(wev_xml_event *x) {
    static const wev_xml_leaf data = {SV_INIT("<Data Name="), SV_INIT("</Data>")};
    wev_text name, value;
    while (wev_xml_take_leaf(&x->reader, &data, &name, &value))
        if (!wev_event_add(x->event, name.len > 0 ? name : WEV_ABSENT, value, WEV_FIELD_TEXT, false))
            return false;
    return true;
}

bool wev_xml_event_data(wev_xml_event *x) {
    wev_str attribute;
    wev_text value;
    while (wev_xml_attribute(&x->reader, &attribute, &value)) {
        if (wev_str_equal(attribute, SV("Name")) && x->event->data_name.ptr == NULL)
            x->event->data_name = value;
        else if (!wev_xml_keep_attribute(x, SV("EventData"), attribute, value))
            return false;
    }
    for (;;) {
        if (!read_plain_data(x))
            return false;
        switch (wev_xml_next(&x->reader)) {
        case WEV_XML_OPEN:
            if (!read_data(x))
                return false;
            break;
        case WEV_XML_TEXT: /* no schema has text here, but nothing is to be lost */
            if (!wev_xml_is_blank(x->reader.text) &&
                !wev_event_add(x->event, TX("text"), x->reader.text, WEV_FIELD_TEXT, x->reader.cut))
                return false;
            break;
        case WEV_XML_CLOSE:
        case WEV_XML_END:
            return true;
        }
    }
}

/* Text of the element that is open in UserData, until its tag closes or a child opens. */
typedef struct leaf_text {
    bool bare; /* no attribute, text or child has come yet */
    wev_text text;
} leaf_text;

/* Hands the collected text over under the name of the element at `depth`. */
static bool flush(wev_xml_event *x, leaf_text *leaf, unsigned depth, bool cut) {
    const wev_text text = leaf->text;
    leaf->text = WEV_ABSENT;
    if (text.ptr == NULL || (wev_xml_is_blank(text) && !leaf->bare))
        return true;
    return wev_event_add(x->event, wev_text_of(x->reader.local[depth - 1]), text, WEV_FIELD_TEXT, cut);
}

/* A leaf's attributes, as `Element_attribute`. */
static bool read_attributes(wev_xml_event *x, wev_str element) {
    wev_str attribute;
    wev_text value;
    while (wev_xml_attribute(&x->reader, &attribute, &value)) {
        if (wev_xml_is_namespace(attribute))
            continue;
        const wev_text name = wev_text_of(wev_xml_qualified(x->event, element, attribute));
        if (!wev_event_add(x->event, name, value, WEV_FIELD_TEXT, false))
            return false;
    }
    return true;
}

static bool open_leaf(wev_xml_event *x, leaf_text *leaf, unsigned outside) {
    const wev_str element = x->reader.name;
    leaf->bare = false;
    if (!flush(x, leaf, x->reader.depth - 1, false))
        return false;
    leaf->text = WEV_ABSENT;
    if (x->reader.depth == outside + 2 && x->event->data_name.ptr == NULL)
        x->event->data_name = wev_text_of(element);
    const uint32_t before = x->event->data.count;
    const bool ok = read_attributes(x, element);
    leaf->bare = x->event->data.count == before;
    if (x->reader.status == WEV_OK && !x->reader.empty)
        leaf->text = TX("");
    return ok;
}

/* Has the element at `depth` a value? `<X></X>` has an empty one, as Data has; the element that holds all others has
 * none. */
static bool has_value(const leaf_text *leaf, unsigned depth, unsigned outside) {
    return leaf->text.len > 0 || (leaf->text.ptr != NULL && depth > outside + 2);
}

/* `<X/>` is null, as an empty Data is. */
static bool close_leaf(wev_xml_event *x, leaf_text *leaf, unsigned outside) {
    bool ok = true;
    if (has_value(leaf, x->reader.depth + 1, outside))
        ok = flush(x, leaf, x->reader.depth + 1, false);
    else if (leaf->bare && leaf->text.ptr == NULL && x->reader.depth > outside + 1)
        ok = wev_event_add(x->event, wev_text_of(x->reader.name), WEV_ABSENT, WEV_FIELD_NULL, false);
    leaf->text = WEV_ABSENT;
    leaf->bare = false;
    return ok;
}

/*
 * One element of any name, whose leaves become data under their element's name. Names that repeat are numbered, so
 * that nested lists keep their order.
 */
bool wev_xml_user_data(wev_xml_event *x) {
    const unsigned outside = x->reader.depth - 1;
    x->event->is_user_data = true;
    if (!wev_xml_keep_attributes(x, SV("UserData")))
        return false;
    leaf_text leaf = {false, WEV_ABSENT};
    for (;;) {
        switch (wev_xml_next(&x->reader)) {
        case WEV_XML_OPEN:
            if (!open_leaf(x, &leaf, outside))
                return false;
            break;
        case WEV_XML_TEXT:
            if (!wev_xml_join(x->event->arena, &leaf.text, x->reader.text) && x->event->arena->why == WEV_NO_MEMORY)
                return false; /* at a limit the event says so at its end */
            break;
        case WEV_XML_CLOSE:
            if (x->reader.depth == outside) /* text that stood in UserData itself has its name */
                return flush(x, &leaf, outside + 1, false);
            if (!close_leaf(x, &leaf, outside))
                return false;
            break;
        case WEV_XML_END:
            return !has_value(&leaf, x->reader.depth, outside) || flush(x, &leaf, x->reader.depth, true);
        }
    }
}

/* ErrorCode, DataItemName, EventPayload (event.xsd, ProcessingErrorDataType): the data could not be rendered. */
bool wev_xml_error_data(wev_xml_event *x) {
    wev_text value;
    bool nested = false;
    if (x->event->data_name.ptr == NULL)
        x->event->data_name = TX("ProcessingErrorData");
    bool good = wev_xml_keep_attributes(x, SV("ProcessingErrorData"));
    while (good && wev_xml_child(x, SV("ProcessingErrorData"), &good)) {
        const wev_text name = wev_text_of(x->reader.name);
        if (!wev_xml_keep_attributes(x, x->reader.name))
            return false;
        const bool whole = wev_xml_content(&x->reader, x->event->arena, &value, &nested);
        good = wev_event_add(x->event, name, value, kind_of(value, nested), !whole);
    }
    return good;
}

/* Bytes in hexadecimal, of a provider that has no manifest. */
bool wev_xml_binary_data(wev_xml_event *x) {
    wev_text value;
    bool nested = false;
    if (!wev_xml_keep_attributes(x, SV("BinaryEventData")))
        return false;
    const bool whole = wev_xml_content(&x->reader, x->event->arena, &value, &nested);
    return wev_event_add(x->event, TX("BinaryEventData"), value, kind_of(value, nested), !whole);
}

bool wev_xml_event_end(const wev_xml_event *x, size_t offset) {
    wev_event_fault_place(x->event, offset);
    if (x->reader.status != WEV_OK)
        wev_event_fault(x->event, x->reader.status, x->reader.what, offset);
    return wev_event_rest(x->event, wev_str_trim(wev_xml_rest(&x->reader)));
}

/* Azure puts the element into a DataItem. */
bool wev_event_xml_read_data(wev_event *event, wev_str xml, size_t offset) {
    wev_xml_event x;
    x.event = event;
    wev_xml_init(&x.reader, xml);
    for (wev_xml_token token; (token = wev_xml_next(&x.reader)) != WEV_XML_END;) {
        bool good = true;
        if (token == WEV_XML_OPEN)
            good = wev_str_equal(x.reader.name, SV("EventData")) ? wev_xml_event_data(&x)
                                                                 : wev_xml_keep_attributes(&x, x.reader.name);
        else if (token == WEV_XML_TEXT)
            good = wev_xml_keep_text(&x, SV("EventData"));
        if (!good)
            return false;
    }
    return wev_xml_event_end(&x, offset);
}

/*
 * Reads elements that stand side by side: they become the children of one, so that the reader sees a root. `read` is
 * called behind its OPEN.
 */
static bool read_wrapped(wev_event *event, wev_str xml, size_t offset, bool (*read)(wev_xml_event *x)) {
    const wev_str open = SV("<UserData>"), close = SV("</UserData>");
    char *const whole = wev_arena_alloc(event->arena, open.len + xml.len + close.len);
    wev_xml_event x;
    if (whole == NULL)
        return event->arena->why != WEV_NO_MEMORY;
    memcpy(whole, open.ptr, open.len);
    memcpy(whole + open.len, xml.ptr, xml.len);
    memcpy(whole + open.len + xml.len, close.ptr, close.len);
    x.event = event;
    wev_xml_init(&x.reader, (wev_str){whole, open.len + xml.len + close.len});
    if (wev_xml_next(&x.reader) == WEV_XML_OPEN && !read(&x))
        return false;
    return wev_xml_event_end(&x, offset);
}

bool wev_event_xml_read_user_data(wev_event *event, wev_str xml, size_t offset) {
    return read_wrapped(event, xml, offset, wev_xml_user_data);
}

static bool read_params(wev_xml_event *x) {
    bool good = true;
    while (good && wev_xml_child(x, SV("ParameterXml"), &good)) {
        wev_text value;
        bool nested = false;
        const bool whole = wev_xml_content(&x->reader, x->event->arena, &value, &nested);
        good = wev_event_add(x->event, WEV_ABSENT, value, kind_of(value, nested), !whole);
    }
    return good;
}

bool wev_event_xml_read_params(wev_event *event, wev_str xml, size_t offset) {
    return read_wrapped(event, xml, offset, read_params);
}
