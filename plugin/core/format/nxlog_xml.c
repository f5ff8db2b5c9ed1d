/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_xml(): `<Event>` with one child a field, named as in its JSON (nxlog-ce 2.8 xm_xml). It has the root of
 * Windows' own event XML, but neither its namespace nor System.
 */
#include "format/nxlog.h"
#include "read/xml_read.h"

static bool probe(const wev_input *input) {
    static const wev_str marks[] = {SV_INIT("EventTime"), SV_INIT("EventReceivedTime"), SV_INIT("SourceModuleName"),
                                    SV_INIT("Hostname"),  SV_INIT("EventID"),           SV_INIT("SourceName")};
    wev_xml reader;
    wev_xml_init(&reader, input->envelope.payload);
    if (wev_xml_next(&reader) != WEV_XML_OPEN || !wev_str_equal(reader.name, SV("Event")))
        return false;
    wev_xml_token token = wev_xml_next(&reader);
    while (token == WEV_XML_TEXT)
        token = wev_xml_next(&reader);
    if (token != WEV_XML_OPEN)
        return false;
    /* Windows' events only: NXLog sends others in the same form. */
    bool first = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        first |= wev_str_equal(reader.name, marks[i]);
    wev_str event = input->envelope.payload; /* others may stand behind it */
    const size_t end = wev_str_find(event, SV("</Event>"));
    event.len = end != SIZE_MAX ? end : event.len;
    return first && wev_str_find(event, SV("<EventID>")) != SIZE_MAX;
}

static bool read(wev_input *input, wev_event *event) {
    wev_xml reader;
    wev_xml_init(&reader, input->envelope.payload);
    wev_xml_token token = wev_xml_next(&reader);
    while ((token = wev_xml_next(&reader)) != WEV_XML_CLOSE && token != WEV_XML_END) {
        if (token == WEV_XML_TEXT) {
            const wev_str text = wev_str_trim(wev_text_raw(reader.text));
            if (wev_without_blanks_behind(text) > 0 &&
                !wev_event_keep(event, TX("Event"), reader.text, WEV_FIELD_TEXT, reader.cut))
                return false;
            continue;
        }
        const wev_text name = wev_text_of(reader.name);
        wev_text value;
        bool nested = false;
        const bool whole = wev_xml_content(&reader, input->arena, &value, &nested);
        const wev_field_kind kind = value.ptr == NULL ? WEV_FIELD_NULL : nested ? WEV_FIELD_MARKUP : WEV_FIELD_TEXT;
        if (!wev_nxlog_take(event, wev_key_find(input->keys, name), name, value, kind, !whole))
            return false;
    }
    if (reader.status != WEV_OK)
        wev_event_fault(event, reader.status, reader.what, (size_t)(reader.at - input->text.ptr));
    if (!wev_event_rest(event, wev_str_trim(wev_xml_rest(&reader))))
        return false;
    const wev_str payload = input->envelope.payload, sent = {payload.ptr, (size_t)(reader.at - payload.ptr)};
    return wev_nxlog_restore(event, sent) && input->arena->why != WEV_NO_MEMORY;
}

const wev_format wev_format_nxlog_xml = {SV_INIT("nxlog-xml"), WEV_FAMILY_XML, probe, read};
