/* SPDX-License-Identifier: Apache-2.0 */
/*
 * expat as a judge: of a well-formed document our reader gives the same elements, attributes and text. Two things
 * differ by intent, and so the documents do without them: line breaks and blanks in attributes are handed over as
 * they were sent (XML 1.0, sections 2.11 and 3.3.3, would change them), and nothing is declared in the document.
 */
#include <expat.h>

#include "expect.h"
#include "random.h"

#include "base/buf.h"
#include "read/xml_read.h"

static wev_buf ours, theirs;
static wev_arena arena;

static void open_all(void) {
    ours = theirs = (wev_buf){0};
    wev_arena_init(&arena, 0);
}

static void close_all(void) {
    wev_buf_free(&ours);
    wev_buf_free(&theirs);
    wev_arena_free(&arena);
}

TestSuite(xml_oracle, .init = open_all, .fini = close_all);

/* Both sides write a line `<name`, a line `attribute=value` for each, text as it is, and `</name>`. */
static wev_str without_prefix(wev_str name) {
    const char *const colon = memchr(name.ptr, ':', name.len);
    return colon != NULL ? wev_str_skip(name, (size_t)(colon + 1 - name.ptr)) : name;
}

static void they_open(void *out, const XML_Char *name, const XML_Char **attributes) {
    wev_buf_char(out, '<');
    wev_buf_add(out, without_prefix(wev_str_of(name)));
    wev_buf_char(out, '\n');
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        wev_buf_add(out, wev_str_of(attributes[i]));
        wev_buf_char(out, '=');
        wev_buf_add(out, wev_str_of(attributes[i + 1]));
        wev_buf_char(out, '\n');
    }
}

static void they_close(void *out, const XML_Char *name) {
    wev_buf_add(out, SV("</"));
    wev_buf_add(out, without_prefix(wev_str_of(name)));
    wev_buf_char(out, '>');
}

static void they_read_text(void *out, const XML_Char *text, int len) {
    wev_buf_add(out, (wev_str){text, (size_t)len});
}

static bool they_read(wev_str text) {
    XML_Parser parser = XML_ParserCreate("UTF-8");
    wev_buf_clear(&theirs);
    XML_SetUserData(parser, &theirs);
    XML_SetElementHandler(parser, they_open, they_close);
    XML_SetCharacterDataHandler(parser, they_read_text);
    const bool ok = XML_Parse(parser, text.ptr, (int)text.len, XML_TRUE) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return ok;
}

static void we_open(wev_xml *r) {
    wev_str name;
    wev_text value;
    wev_buf_char(&ours, '<');
    wev_buf_add(&ours, r->name);
    wev_buf_char(&ours, '\n');
    while (wev_xml_attribute(r, &name, &value)) {
        wev_buf_add(&ours, name);
        wev_buf_char(&ours, '=');
        wev_buf_add(&ours, wev_text_plain(&arena, value));
        wev_buf_char(&ours, '\n');
    }
}

static bool we_read(wev_str text) {
    wev_xml r;
    wev_buf_clear(&ours);
    wev_arena_reset(&arena);
    wev_xml_init(&r, text);
    for (wev_xml_token token = wev_xml_next(&r); token != WEV_XML_END; token = wev_xml_next(&r)) {
        if (token == WEV_XML_OPEN) {
            we_open(&r);
        } else if (token == WEV_XML_TEXT) {
            wev_buf_add(&ours, wev_text_plain(&arena, r.text));
        } else {
            wev_buf_add(&ours, SV("</"));
            wev_buf_add(&ours, r.name);
            wev_buf_char(&ours, '>');
        }
    }
    return r.status == WEV_OK && wev_xml_rest(&r).len == 0;
}

/* What expat takes we take, and read the same in it. Gives whether expat takes it. */
static bool agree(wev_str text) {
    char room[SHOWN_ROOM];
    if (!they_read(text))
        return false;
    cr_expect(we_read(text), "we refuse %s", show_in(room, text));
    expect_str(text.ptr, wev_buf_text(&ours), wev_buf_text(&theirs));
    return true;
}

Test(xml_oracle, documents_are_read_as_expat_reads_them) {
    static const char *const texts[] = {
        "<a/>",
        "<a></a>",
        "<a >text</a >",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- comment --><?pi x?>\n<a/>\n ",
        "<a x='1' y=\"2\" z = '3'/>",
        "<a x='\"' y=\"'\" z='a>b/>c'/>",
        "<a x='&lt;&gt;&amp;&quot;&apos;'>&lt;&gt;&amp;&quot;&apos;</a>",
        "<a x='&#65;&#x42;&#xAC00;'>&#65;&#x42;&#xAC00;&#x1F600;&#0065;&#9;&#10;&#13;</a>",
        "<a>1<b>2</b>3<c/>4</a>",
        "<a>1<!-- <b> -->2<?pi </a> ?>3<![CDATA[<&amp;]]]]>4<![CDATA[]]></a>",
        "<a>\xC3\xA4\xEA\xB0\x80\xF0\x9F\x98\x80</a>",
        "<e:a xmlns:e='n'><e:b e:c='d'/></e:a>",
        "<a-b.c_d><_x/><\xC3\xA4/></a-b.c_d>",
        "<a>C:\\x \"quoted\" 'too' ]] ></a>",
        ("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='x' Guid='{1}'/>"
         "<EventID Qualifiers='0'>1</EventID></System><EventData><Data Name='a'>b</Data><Data/></EventData></Event>"),
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        cr_expect(agree(wev_str_of(texts[i])), "expat refuses %s", texts[i]);
}

static void make_text(wev_buf *out, uint64_t *random, const char *const *pieces, uint32_t count) {
    for (uint32_t n = random_below(random, 6); n > 0; n--)
        wev_buf_add(out, wev_str_of(pieces[random_below(random, count)]));
}

static void make_attributes(wev_buf *out, uint64_t *random) {
    static const char *const names[] = {"Name", "Guid", "e:x", "xml:lang", "AttributeOfMoreThan16"};
    static const char *const pieces[] = {"a",      "b c",      "&lt;", "&amp;", "&#65;",
                                         "&#xE4;", "\xC3\xA4", "/>",   "\\",    "\x7F"};
    const uint32_t count = random_below(random, 3);
    for (uint32_t i = 0; i < count; i++) {
        const char quote = random_char(random, "'\"", 2);
        wev_buf_char(out, random_char(random, " \n\t", 3));
        wev_buf_add(out, wev_str_of(names[2 * i + random_below(random, 2)]));
        wev_buf_add(out, random_below(random, 4) == 0 ? SV(" = ") : SV("="));
        wev_buf_char(out, quote);
        make_text(out, random, pieces, COUNT(pieces));
        wev_buf_char(out, quote);
    }
}

static void make_element(wev_buf *out, uint64_t *random, unsigned depth) {
    static const char *const names[] = {"a", "e:b", "Data", "ElementOfMoreThan16Bytes", "\xC3\xA4"};
    static const char *const pieces[] = {
        "text",    "&amp;",        "&#10;",           " ",
        "\n",      "\"'\\",        "<![CDATA[<x>]]>", "<!-- </a> -->",
        "<?p x?>", "\xEA\xB0\x80", "&quot;",          "longer text without references"};
    const wev_str name = wev_str_of(names[random_below(random, COUNT(names))]);
    wev_buf_char(out, '<');
    wev_buf_add(out, name);
    if (depth == 0)
        wev_buf_add(out, SV(" xmlns:e='n'"));
    make_attributes(out, random);
    if (random_below(random, 5) == 0) {
        wev_buf_add(out, SV("/>"));
        return;
    }
    wev_buf_char(out, '>');
    for (uint32_t n = random_below(random, depth < 5 ? 4 : 1); n > 0; n--) {
        make_text(out, random, pieces, COUNT(pieces));
        make_element(out, random, depth + 1);
    }
    make_text(out, random, pieces, COUNT(pieces));
    wev_buf_add(out, SV("</"));
    wev_buf_add(out, name);
    wev_buf_char(out, '>');
}

Test(xml_oracle, two_thousand_made_up_documents_are_read_as_expat_reads_them) {
    wev_buf text = {0};
    uint64_t random = 20200518;
    for (unsigned i = 0; i < 2000; i++) {
        wev_buf_clear(&text);
        make_element(&text, &random, 0);
        cr_assert(!text.failed);
        wev_buf_char(&text, '\0');
        cr_assert(agree((wev_str){text.ptr, text.len - 1}), "expat refuses %s", text.ptr);
    }
    wev_buf_free(&text);
}
