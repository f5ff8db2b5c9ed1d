/* SPDX-License-Identifier: Apache-2.0 */
/* The XML reader over any bytes: views lie in the text, elements close as they opened, and it comes to an end. */
#include "fuzz.h"

#include "read/xml_read.h"

enum { MAX_PIECES = 2 }; /* an empty element gives two tokens for its bytes */

static void read_attributes(wev_xml *reader, wev_str text) {
    wev_str name;
    wev_text value;
    while (wev_xml_attribute(reader, &name, &value)) {
        fuzz_expect(name.len > 0, "an attribute without a name");
        fuzz_expect_inside(name, text, "an attribute's name lies outside");
        fuzz_expect_inside(wev_text_raw(value), text, "an attribute's value lies outside");
        fuzz_decode(value);
    }
}

/* Token by token; `attributes` says whether somebody asks for them. */
static void walk(wev_str text, bool attributes) {
    wev_xml reader;
    unsigned depth = 0;
    size_t tokens = 0;
    wev_xml_init(&reader, text);
    for (;;) {
        const wev_xml_token token = wev_xml_next(&reader);
        fuzz_expect(++tokens <= MAX_PIECES * text.len + 2, "more tokens than bytes");
        fuzz_expect(reader.at >= text.ptr && reader.at <= reader.end, "the reader went astray");
        if (token == WEV_XML_END)
            break;
        if (token == WEV_XML_OPEN) {
            depth++;
            fuzz_expect_inside(reader.name, text, "a name lies outside");
            if (attributes)
                read_attributes(&reader, text);
        } else if (token == WEV_XML_CLOSE) {
            fuzz_expect(depth > 0, "an element closes that did not open");
            depth--;
        } else {
            fuzz_expect(reader.text.len > 0, "an empty piece of text");
            fuzz_expect_inside(wev_text_raw(reader.text), text, "a text lies outside");
            fuzz_decode(reader.text);
        }
        fuzz_expect(reader.status != WEV_OK || reader.depth == depth, "the depth is another");
    }
    fuzz_expect(reader.status != WEV_OK || depth == 0, "a document ended well with open elements");
    fuzz_expect_inside(wev_xml_rest(&reader), text, "the rest lies outside");
    fuzz_expect(wev_xml_next(&reader) == WEV_XML_END, "a token behind the end");
}

/* The whole of the root element in one call. */
static void swallow(wev_str text) {
    wev_xml reader;
    wev_arena arena;
    wev_text content;
    bool nested = false;
    wev_arena_init(&arena, (size_t)1 << 20);
    wev_xml_init(&reader, text);
    if (wev_xml_next(&reader) == WEV_XML_OPEN) {
        const bool whole = wev_xml_content(&reader, &arena, &content, &nested);
        fuzz_expect(!whole || reader.depth == 0, "the content ends inside the element");
        fuzz_decode(content);
    }
    wev_arena_free(&arena);
}

FUZZ_TARGET(xml) {
    const wev_str text = {(const char *)data, size};
    if (size == 0)
        return 0;
    walk(text, true);
    walk(text, false);
    swallow(text);
    return 0;
}
