/* SPDX-License-Identifier: Apache-2.0 */
#include "format/several.h"

#include "read/json_read.h"
#include "read/xml_read.h"

static wev_str first_element(wev_str payload) {
    wev_xml reader;
    wev_xml_init(&reader, payload);
    if (wev_xml_next(&reader) != WEV_XML_OPEN || !wev_str_equal(reader.name, SV("Events")))
        return (wev_str){NULL, 0};
    wev_xml_token token = wev_xml_next(&reader);
    while (token == WEV_XML_TEXT)
        token = wev_xml_next(&reader);
    if (token != WEV_XML_OPEN || !wev_str_equal(reader.name, SV("Event")))
        return (wev_str){NULL, 0};
    return wev_str_skip(payload, (size_t)(reader.tag - payload.ptr));
}

wev_str wev_several_first(wev_str payload) {
    if (wev_str_starts(payload, SV("["))) {
        const wev_str inside = wev_behind_blanks(wev_str_skip(payload, 1));
        return inside.len > 0 && inside.ptr[0] == '{' ? inside : (wev_str){NULL, 0};
    }
    /* An event itself, the usual case, begins with its own name. */
    const bool may_be = wev_str_starts(payload, SV("<Events")) || wev_str_starts(payload, SV("<?")) ||
                        wev_str_starts(payload, SV("<!"));
    return may_be ? first_element(payload) : (wev_str){NULL, 0};
}

wev_str wev_several_next(wev_str rest) {
    const char record_separator = '\x1E'; /* in front of each text of a JSON sequence (RFC 7464) */
    rest = wev_behind_blanks(rest);
    while (rest.len > 0 && (rest.ptr[0] == ',' || rest.ptr[0] == record_separator || rest.ptr[0] == '\0'))
        rest = wev_behind_blanks(wev_str_skip(rest, 1));
    const bool begins =
        wev_str_starts(rest, SV("{")) || wev_str_starts(rest, SV("<Event ")) || wev_str_starts(rest, SV("<Event>"));
    return begins ? rest : (wev_str){NULL, 0};
}

bool wev_several_closed(wev_str rest) {
    rest = wev_behind_blanks(rest);
    const wev_str closes[] = {SV("]"), SV("</Events>")};
    for (size_t i = 0; i < sizeof closes / sizeof *closes; i++)
        if (wev_str_starts(rest, closes[i]))
            return wev_behind_blanks(wev_str_skip(rest, closes[i].len)).len == 0;
    return false;
}
