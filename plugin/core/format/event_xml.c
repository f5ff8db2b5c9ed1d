/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The XML of a Windows event as EvtRender, Windows Event Forwarding, collectors and exports write it: namespace
 * http://schemas.microsoft.com/win/2004/08/events/event, with RenderingInfo (RenderedText) or without (Events).
 * Element and attribute names: event.xsd, "Windows Event Schema" (Microsoft, Windows Event Log reference).
 */
#include "format/event_xml.h"

/* Where an element's text or an attribute of System and RenderingInfo goes. */
typedef struct place {
    wev_str element, attribute; /* attribute absent: the element's text */
    wev_xml_leaf leaf;          /* with text: how it is nearly always written */
    wev_sys field;
} place;

/* clang-format off */
#define TEXT(name, field) \
    {SV_INIT(name), {NULL, 0}, {SV_INIT("<" name ">"), SV_INIT("</" name ">")}, WEV_SYS_##field}
#define ATTRIBUTE(name, attribute, field) \
    {SV_INIT(name), SV_INIT(attribute), {{NULL, 0}, {NULL, 0}}, WEV_SYS_##field}

static const place system_places[] = {
    ATTRIBUTE("Provider", "Name", PROVIDER),
    ATTRIBUTE("Provider", "Guid", PROVIDER_GUID),
    ATTRIBUTE("Provider", "EventSourceName", EVENT_SOURCE),
    TEXT("EventID", EVENT_ID),
    ATTRIBUTE("EventID", "Qualifiers", QUALIFIERS),
    TEXT("Version", VERSION),
    TEXT("Level", LEVEL),
    TEXT("Task", TASK),
    TEXT("Opcode", OPCODE),
    TEXT("Keywords", KEYWORDS),
    ATTRIBUTE("TimeCreated", "SystemTime", TIME),
    TEXT("EventRecordID", RECORD_ID),
    ATTRIBUTE("Correlation", "ActivityID", ACTIVITY_ID),
    ATTRIBUTE("Correlation", "RelatedActivityID", RELATED_ACTIVITY_ID),
    ATTRIBUTE("Execution", "ProcessID", PROCESS_ID),
    ATTRIBUTE("Execution", "ThreadID", THREAD_ID),
    ATTRIBUTE("Execution", "ProcessorID", PROCESSOR_ID),
    ATTRIBUTE("Execution", "SessionID", SESSION_ID),
    ATTRIBUTE("Execution", "KernelTime", KERNEL_TIME),
    ATTRIBUTE("Execution", "UserTime", USER_TIME),
    ATTRIBUTE("Execution", "ProcessorTime", PROCESSOR_TIME),
    TEXT("Channel", CHANNEL),
    TEXT("Computer", COMPUTER),
    TEXT("Container", CONTAINER),
    ATTRIBUTE("Security", "UserID", USER_ID),
};

static const place rendering_places[] = {
    TEXT("Level", RENDERED_LEVEL),
    TEXT("Task", RENDERED_TASK),
    TEXT("Opcode", RENDERED_OPCODE),
    TEXT("Channel", RENDERED_CHANNEL),
    TEXT("Provider", RENDERED_PROVIDER),
};
/* clang-format on */

/* Elements come in the schema's order nearly always, so the search goes on where it last found something. */
typedef struct places {
    const place *row;
    size_t count, next;
} places;

#define PLACES(table) ((places){(table), sizeof(table) / sizeof *(table), 0})

static bool put(wev_xml_event *x, places *where, wev_str element, wev_str attribute, wev_text value, bool cut) {
    for (size_t i = 0; i < where->count; i++) {
        const size_t at = where->next + i < where->count ? where->next + i : where->next + i - where->count;
        const place *const row = where->row + at;
        if (wev_str_equal(row->element, element) && wev_str_equal(row->attribute, attribute)) {
            where->next = at + 1;
            return wev_event_set(x->event, row->field, attribute.ptr != NULL ? attribute : element, value, cut);
        }
    }
    return wev_xml_keep(x, attribute.ptr != NULL ? wev_xml_qualified(x->event, element, attribute) : element, value,
                        cut);
}

/* Leaves in the schema's order, without attributes and blanks. False only without memory. */
static bool read_plain_places(wev_xml_event *x, places *where) {
    wev_text value;
    for (;;) {
        size_t next = where->next; /* attributes that the event does not have are passed over */
        while (next < where->count && where->row[next].attribute.ptr != NULL)
            next++;
        if (next >= where->count || !wev_xml_take_bare_leaf(&x->reader, &where->row[next].leaf, &value))
            return true;
        where->next = next + 1;
        if (!wev_event_set(x->event, where->row[next].field, where->row[next].element, value, false))
            return false;
    }
}

/* The children of System or RenderingInfo, one level deep. */
static bool read_places(wev_xml_event *x, wev_str parent, places where) {
    if (!wev_xml_keep_attributes(x, parent))
        return false;
    for (;;) {
        if (!read_plain_places(x, &where))
            return false;
        switch (wev_xml_next(&x->reader)) {
        case WEV_XML_OPEN: {
            const wev_str element = x->reader.name;
            wev_str name;
            wev_text value;
            bool nested = false;
            while (wev_xml_attribute(&x->reader, &name, &value))
                if (!wev_xml_is_namespace(name) && !put(x, &where, element, name, value, false))
                    return false;
            const bool whole = wev_xml_content(&x->reader, x->event->arena, &value, &nested);
            if (value.ptr != NULL && (!wev_xml_is_blank(value) || !whole) &&
                !put(x, &where, element, (wev_str){NULL, 0}, value, !whole))
                return false;
            break;
        }
        case WEV_XML_TEXT:
            if (!wev_xml_keep_text(x, parent))
                return false;
            break;
        case WEV_XML_CLOSE:
        case WEV_XML_END:
            return true;
        }
    }
}

static bool read_keyword_names(wev_xml_event *x) {
    bool good = wev_xml_keep_attributes(x, SV("Keywords"));
    while (good && wev_xml_child(x, SV("Keywords"), &good)) {
        wev_text value;
        bool nested = false;
        if (!wev_xml_keep_attributes(x, SV("Keyword")))
            return false;
        wev_xml_content(&x->reader, x->event->arena, &value, &nested);
        good = value.len == 0 || wev_event_add_keyword(x->event, value);
    }
    return good;
}

/* RenderingInfo: Message and the keyword list beside the plain places. */
static bool read_rendering(wev_xml_event *x) {
    wev_str name;
    wev_text value;
    bool nested = false;
    places where = PLACES(rendering_places);
    while (wev_xml_attribute(&x->reader, &name, &value))
        if (!(wev_str_equal(name, SV("Culture")) ? wev_event_set(x->event, WEV_SYS_RENDERED_CULTURE, name, value, false)
                                                 : wev_xml_keep_attribute(x, SV("RenderingInfo"), name, value)))
            return false;
    bool good = true;
    while (good && wev_xml_child(x, SV("RenderingInfo"), &good)) {
        const wev_str element = x->reader.name;
        if (wev_str_equal(element, SV("Keywords"))) {
            good = read_keyword_names(x);
            continue;
        }
        if (!wev_xml_keep_attributes(x, element))
            return false;
        const bool whole = wev_xml_content(&x->reader, x->event->arena, &value, &nested);
        if (wev_str_equal(element, SV("Message")) && x->event->message.ptr == NULL && value.ptr != NULL)
            wev_event_set_message(x->event, TX("Message"), value, !whole);
        else
            good = value.len == 0 || put(x, &where, element, (wev_str){NULL, 0}, value, !whole);
    }
    return good;
}

/* What no version of the schema that we know has: its text, under its name. */
static bool read_unknown(wev_xml_event *x, wev_str element) {
    wev_text value;
    bool nested = false;
    if (!wev_xml_keep_attributes(x, element))
        return false;
    const bool whole = wev_xml_content(&x->reader, x->event->arena, &value, &nested);
    return wev_xml_keep(x, element, value, !whole);
}

static bool read_system(wev_xml_event *x) {
    return read_places(x, SV("System"), PLACES(system_places));
}

static bool read_children(wev_xml_event *x) {
    static const struct {
        wev_str element;
        bool (*read)(wev_xml_event *x);
    } known[] = {
        {SV_INIT("System"), read_system},
        {SV_INIT("EventData"), wev_xml_event_data},
        {SV_INIT("UserData"), wev_xml_user_data},
        {SV_INIT("RenderingInfo"), read_rendering},
        {SV_INIT("ProcessingErrorData"), wev_xml_error_data},
        {SV_INIT("BinaryEventData"), wev_xml_binary_data},
    };
    const size_t count = sizeof known / sizeof *known;
    bool good = wev_xml_keep_attributes(x, SV("Event"));
    while (good && wev_xml_child(x, SV("Event"), &good)) {
        const wev_str element = x->reader.name;
        size_t i = 0;
        while (i < count && !wev_str_equal(known[i].element, element))
            i++;
        good = i < count ? known[i].read(x) : read_unknown(x, element);
    }
    return good;
}

bool wev_event_xml_read(wev_event *event, wev_str xml, size_t offset, bool decoded) {
    wev_xml_event x;
    x.event = event;
    wev_xml_init(&x.reader, xml);
    if (wev_xml_next(&x.reader) == WEV_XML_OPEN && !read_children(&x))
        return false;
    return wev_xml_event_end(&x, decoded ? offset : offset + (size_t)(x.reader.at - xml.ptr));
}

static bool read(wev_input *input, wev_event *event) {
    const wev_str payload = input->envelope.payload;
    return wev_event_xml_read(event, payload, (size_t)(payload.ptr - input->text.ptr), false);
}

/* The declaration, comments and blanks in front of the root element are passed over; a DOCTYPE is no event. */
static bool probe(const wev_input *input) {
    wev_xml reader;
    wev_str name;
    wev_text value;
    wev_xml_init(&reader, input->envelope.payload);
    if (wev_xml_next(&reader) != WEV_XML_OPEN || !wev_str_equal(reader.name, SV("Event")))
        return false;
    while (wev_xml_attribute(&reader, &name, &value))
        if (wev_xml_is_namespace(name) &&
            wev_str_starts(wev_text_raw(value), SV("http://schemas.microsoft.com/win/2004/08/events")))
            return true;
    wev_xml_token token = wev_xml_next(&reader);
    while (token == WEV_XML_TEXT)
        token = wev_xml_next(&reader);
    return token == WEV_XML_OPEN && wev_str_equal(reader.name, SV("System"));
}

const wev_format wev_format_event_xml = {SV_INIT("event-xml"), WEV_FAMILY_XML, probe, read};
