/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_xml(): `<Event>` with one child a field, named as in its JSON (nxlog-ce 2.8 xm_xml). It has the root of
 * Windows' own event XML, but neither its namespace nor System.
 */
#include "base/scan.h"
#include "format/nxlog.h"
#include "read/xml_read.h"

/* Does the event at the start of `text` have an id? Others may stand behind it. */
static bool has_id(wev_str text) {
    const char *at = text.ptr, *const end = at + text.len;
    for (; (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++) {
        const wev_str rest = {at, (size_t)(end - at)};
        if (wev_str_starts(rest, SV("<EventID>")))
            return true;
        if (wev_str_starts(rest, SV("</Event>")))
            return false;
    }
    return false;
}

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
    return first && has_id(input->envelope.payload);
}

/* `<Name>text</Name>`, without a blank, as it stands in the message. */
typedef struct leaf {
    wev_text name, value;
    wev_key known;
    const char *end; /* behind it */
} leaf;

/* The name behind the bracket at `at`, and the bracket behind it: the one that is guessed, or looked up. */
static inline bool leaf_name(wev_input *input, const char *at, const char *end, unsigned place, leaf *out) {
    const wev_name *const guess = wev_name_guess(&input->names, place, WEV_NAMES_NXLOG_XML);
    if (guess != NULL && wev_name_is_here(guess, at, end)) {
        out->name = (wev_text){at, guess->len, WEV_CLEAN};
        out->known = (wev_key)guess->known;
        return true;
    }
    bool prefixed = false;
    const char *const stop = wev_scan_name(at, end, &prefixed);
    if (stop == at || stop == end || *stop != '>' || prefixed || *at == '!' || *at == '?')
        return false;
    out->name = wev_text_of((wev_str){at, (size_t)(stop - at)});
    out->known = wev_key_find(input->keys, out->name);
    wev_name_keep(&input->names, place, WEV_NAMES_NXLOG_XML, wev_text_raw(out->name), '>', out->known);
    return true;
}

/* If such a leaf comes next: what wev_xml_next and wev_xml_content would give, in one step. */
static bool take_leaf(wev_input *input, wev_xml *r, unsigned place, leaf *out) {
    const char *const end = r->end;
    unsigned seen = 0;
    if (r->in_tag || r->empty || r->status != WEV_OK || r->at == end || *r->at != '<' ||
        !leaf_name(input, r->at + 1, end, place, out))
        return false;
    const size_t len = out->name.len;
    const char *const start = out->name.ptr + len + 1, *const stop = wev_scan_character_data(start, end, '<', &seen);
    if ((size_t)(end - stop) < len + 3 || stop[1] != '/' || stop[len + 2] != '>' ||
        !wev_same_bytes(stop + 2, out->name.ptr, len))
        return false;
    const wev_writing writing = (seen & WEV_SEEN_REFERENCE) != 0 ? WEV_XML
                                : (seen & WEV_SEEN_SPECIAL) != 0 ? WEV_PLAIN
                                                                 : WEV_CLEAN;
    out->value = (wev_text){start, (uint32_t)(stop - start), (uint8_t)writing};
    r->at = stop + len + 3;
    return true;
}

/* Text between the fields, or a field that is no leaf. False only without memory. */
static bool take_other(wev_input *input, wev_event *event, wev_xml *r, wev_xml_token token) {
    if (token == WEV_XML_TEXT) {
        const wev_str text = wev_str_trim(wev_text_raw(r->text));
        return wev_without_blanks_behind(text) == 0 ||
               wev_event_keep(event, TX("Event"), r->text, WEV_FIELD_TEXT, r->cut);
    }
    const wev_text name = wev_text_of(r->name);
    wev_text value;
    bool nested = false;
    const bool whole = wev_xml_content(r, input->arena, &value, &nested);
    const wev_field_kind kind = value.ptr == NULL ? WEV_FIELD_NULL : nested ? WEV_FIELD_MARKUP : WEV_FIELD_TEXT;
    return wev_nxlog_take(event, wev_key_find(input->keys, name), name, value, kind, !whole);
}

static bool read(wev_input *input, wev_event *event) {
    wev_xml reader;
    leaf one;
    wev_xml_init(&reader, input->envelope.payload);
    wev_xml_token token = wev_xml_next(&reader);
    for (unsigned place = WEV_NAMES_FIRST;;) {
        if (take_leaf(input, &reader, place, &one)) {
            place = wev_name_place(one.known);
            if (!wev_nxlog_take(event, one.known, one.name, one.value, WEV_FIELD_TEXT, false))
                return false;
            continue;
        }
        token = wev_xml_next(&reader);
        if (token == WEV_XML_CLOSE || token == WEV_XML_END)
            break;
        if (!take_other(input, event, &reader, token))
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
