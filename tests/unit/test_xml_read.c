/* SPDX-License-Identifier: Apache-2.0 */
/* The XML reader: what it hands over of whole, cut and broken documents. Each lies in front of a forbidden page. */
#include "guard.h"

#include "expect.h"

#include "base/buf.h"
#include "read/xml_read.h"

static guard g;
static wev_arena arena;
static wev_buf said;

static void open_all(void) {
    g = guard_new(8192);
    wev_arena_init(&arena, 0);
    said = (wev_buf){0};
}

static void close_all(void) {
    guard_free(&g);
    wev_arena_free(&arena);
    wev_buf_free(&said);
}

TestSuite(xml_read, .init = open_all, .fini = close_all);

static void say(wev_str text) {
    wev_buf_add(&said, text);
}

static void say_text(wev_text text) {
    say(wev_text_plain(&arena, text));
}

static void say_tag(wev_xml *r) {
    wev_str name;
    wev_text value;
    say(SV("<"));
    say(r->name);
    while (wev_xml_attribute(r, &name, &value)) {
        say(SV(" "));
        say(name);
        say(SV("="));
        say_text(value);
    }
    say(SV("> "));
}

/* Everything up to the end, as `<a x=1> (text) </a> ok rest ...`; a piece of text that is cut has a tilde. */
static void read_all(wev_xml *r, wev_str text) {
    wev_buf_clear(&said);
    wev_xml_init(r, text);
    for (wev_xml_token token = wev_xml_next(r); token != WEV_XML_END; token = wev_xml_next(r)) {
        if (token == WEV_XML_OPEN) {
            say_tag(r);
        } else if (token == WEV_XML_TEXT) {
            say(SV("("));
            say_text(r->text);
            say(r->cut ? SV("~) ") : SV(") "));
        } else {
            say(SV("</"));
            say(r->name);
            say(SV("> "));
        }
    }
    say(wev_str_of(wev_status_name(r->status)));
    const wev_str rest = wev_xml_rest(r);
    if (rest.len > 0) {
        say(SV(" rest "));
        say(rest);
    }
}

typedef struct read_case {
    const char *title, *text, *want;
} read_case;

static void expect_documents(const read_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        wev_xml r;
        read_all(&r, guard_put(&g, wev_str_of(cases[i].text)));
        expect_text(cases[i].title, wev_buf_text(&said), cases[i].want);
    }
}

Test(xml_read, elements_attributes_and_text_come_in_their_order) {
    static const read_case cases[] = {
        {"an element", "<a>text</a>", "<a> (text) </a> ok"},
        {"elements in it", "<a>1<b>2</b>3<c></c></a>", "<a> (1) <b> (2) </b> (3) <c> </c> </a> ok"},
        {"an empty element is opened and closed", "<a><b/><c x='1' /></a>", "<a> <b> </b> <c x=1> </c> </a> ok"},
        {"both quotes", "<a x='1\"2' y=\"3'4\"/>", "<a x=1\"2 y=3'4> </a> ok"},
        {"brackets in a value", "<a x='a>b/>c'>d</a>", "<a x=a>b/>c> (d) </a> ok"},
        {"blanks in tags", "<a\r\n\tx = '1'\n>t</a\t>", "<a x=1> (t) </a> ok"},
        {"line breaks that rsyslog escaped", "#012<a#012#011x='1'>#012</a>#015", "<a x=1> (#012) </a> ok"},
        {"references in text and values", "<a x='&lt;&#65;'>&amp;&#xE4;</a>", "<a x=<A> (&\xC3\xA4) </a> ok"},
        {"references that are none", "<a x='a&b'>&nbsp; &</a>", "<a x=a&b> (&nbsp; &) </a> ok"},
        {"long names", "<TemplateNameOfTheCertificate AttributeOfMoreThan16='v'/>",
         "<TemplateNameOfTheCertificate AttributeOfMoreThan16=v> </TemplateNameOfTheCertificate> ok"},
        {"quotes and backslashes", "<a>C:\\x \"y\"</a>", "<a> (C:\\x \"y\") </a> ok"},
    };
    expect_documents(cases, COUNT(cases));
}

Test(xml_read, names_come_without_a_prefix_and_attributes_with_it) {
    static const read_case cases[] = {
        {"elements", "<e:Event xmlns:e='n'><e:System/><x/></e:Event>",
         "<Event xmlns:e=n> <System> </System> <x> </x> </Event> ok"},
        {"attributes", "<a xml:lang='en' b:c='1'/>", "<a xml:lang=en b:c=1> </a> ok"},
        {"the prefix is a part of the tag", "<a:b></c:b>", "<b> malformed rest </c:b>"},
    };
    expect_documents(cases, COUNT(cases));
}

Test(xml_read, cdata_is_text_and_the_rest_of_markup_is_passed_over) {
    static const read_case cases[] = {
        {"CDATA", "<a><![CDATA[<b>&amp;]]></a>", "<a> (<b>&amp;) </a> ok"},
        {"brackets in CDATA", "<a><![CDATA[]]]]><![CDATA[>]]></a>", "<a> (]]) (>) </a> ok"},
        {"empty CDATA", "<a><![CDATA[]]></a>", "<a> </a> ok"},
        {"text round CDATA", "<a>1<![CDATA[2]]>3</a>", "<a> (1) (2) (3) </a> ok"},
        {"a comment", "<a>1<!-- <b> - -> -->2</a>", "<a> (1) (2) </a> ok"},
        {"a processing instruction", "<a>1<?x <b> ?>2</a>", "<a> (1) (2) </a> ok"},
        {"in front of the root", "<?xml version='1.0'?>\r\n<!-- c --><a/>", "<a> </a> ok"},
    };
    expect_documents(cases, COUNT(cases));
}

Test(xml_read, what_stands_behind_the_root_is_the_rest) {
    static const read_case cases[] = {
        {"another document", "<a/>\n<b/>", "<a> </a> ok rest <b/>"},
        {"text", "<a></a> text", "<a> </a> ok rest text"},
        {"blanks are none", "<a></a>#015#012\r\n", "<a> </a> ok"},
    };
    expect_documents(cases, COUNT(cases));
}

Test(xml_read, a_broken_document_gives_what_stood_before_and_the_place) {
    static const struct {
        const char *title, *text, *want;
        size_t at;
    } cases[] = {
        {"tags that do not match", "<a><b>x</a></b>", "<a> <b> (x) malformed rest </a></b>", 7},
        {"tags that differ in case", "<a>x</A>", "<a> (x) malformed rest </A>", 4},
        {"tags of which one begins as the other", "<ab>x</a></ab>", "<ab> (x) malformed rest </a></ab>", 5},
        {"a closing tag alone", "</a>", "malformed rest </a>", 0},
        {"text in front of the root", " x<a/>", "malformed rest x<a/>", 1},
        {"no name", "<a>< b/></a>", "<a> malformed rest < b/></a>", 3},
        {"a value without quotes", "<a><b x=1/></a>", "<a> <b> malformed rest <b x=1/></a>", 8},
        {"an attribute without a value", "<a><b x></b></a>", "<a> <b> malformed rest <b x></b></a>", 7},
        {"a slash in a tag", "<a><b/ ></b></a>", "<a> <b> malformed rest <b/ ></b></a>", 5},
        {"a document type", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
         "malformed rest <!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", 0},
        {"a document type inside", "<a><!DOCTYPE b></a>", "<a> malformed rest <!DOCTYPE b></a>", 3},
        {"a declaration that is none", "<a><!ELEMENT b></a>", "<a> malformed rest <!ELEMENT b></a>", 3},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        wev_xml r;
        const wev_str text = guard_put(&g, wev_str_of(cases[i].text));
        read_all(&r, text);
        expect_text(cases[i].title, wev_buf_text(&said), cases[i].want);
        cr_expect(r.at == text.ptr + cases[i].at && r.what != NULL, "%s: at %td", cases[i].title, r.at - text.ptr);
        cr_expect(wev_xml_next(&r) == WEV_XML_END && r.at == text.ptr + cases[i].at, "%s: it goes on", cases[i].title);
    }
}

Test(xml_read, sixty_four_levels_are_read_and_one_more_is_too_deep) {
    for (unsigned levels = WEV_XML_DEPTH; levels <= WEV_XML_DEPTH + 1; levels++) {
        char text[WEV_XML_DEPTH * 8];
        wev_xml r;
        size_t len = 0;
        for (unsigned i = 0; i < levels; i++, len += 3)
            memcpy(text + len, "<a>", 3);
        for (unsigned i = 0; i < levels; i++, len += 4)
            memcpy(text + len, "</a>", 4);
        read_all(&r, guard_put(&g, (wev_str){text, len}));
        cr_expect(r.status == (levels > WEV_XML_DEPTH ? WEV_TOO_BIG : WEV_OK), "%u levels: %d", levels, (int)r.status);
        cr_expect(r.depth == (levels > WEV_XML_DEPTH ? WEV_XML_DEPTH : 0u), "%u levels: depth %u", levels, r.depth);
    }
}

/* Tokens, with each attribute as one of its own, and where the reader stood behind each. */
typedef struct piece {
    char kind; /* open, text, close, attribute */
    wev_str name;
    wev_str text; /* as it stands there */
    size_t end;
    bool cut;
} piece;

static size_t take_pieces(wev_xml *r, wev_str text, piece *pieces) {
    size_t count = 0;
    wev_str name;
    wev_text value;
    wev_xml_init(r, text);
    for (wev_xml_token token = wev_xml_next(r); token != WEV_XML_END; token = wev_xml_next(r)) {
        const bool is_text = token == WEV_XML_TEXT;
        pieces[count++] = (piece){is_text                 ? 't'
                                  : token == WEV_XML_OPEN ? 'o'
                                                          : 'c',
                                  is_text ? SV("") : r->name, is_text ? wev_text_raw(r->text) : SV(""),
                                  (size_t)(r->at - text.ptr), is_text && r->cut};
        while (token == WEV_XML_OPEN && wev_xml_attribute(r, &name, &value))
            pieces[count++] = (piece){'a', name, wev_text_raw(value), (size_t)(r->at - text.ptr), false};
    }
    return count;
}

static const char sample[] =
    "<?xml version=\"1.0\"?><!-- c --><e:Event xmlns:e='n' xmlns=\"http://schemas\"><System><Provider Name='A&amp;B' "
    "Guid=\"{1}\"/><EventID Qualifiers='0'>4625</EventID></System>\r\n <![CDATA[x]]>y<Data Name = 'z' >a\xC3\xA4&#65;"
    "<!-- - --><?p i?></Data ><Empty></Empty></e:Event>";

/* With how many bytes of the sample a piece need not come yet: a name ends before another byte, text comes in part. */
static size_t last_without(const piece *p) {
    return p->kind == 'o' ? p->end : p->kind == 't' ? (size_t)(p->text.ptr - sample) : p->end - 1;
}

Test(xml_read, wherever_the_message_ends_all_in_front_of_it_is_handed_over) {
    piece whole[64], some[64];
    wev_xml r;
    const size_t count = take_pieces(&r, SV(sample), whole);
    cr_assert(r.status == WEV_OK && count == 23, "%zu pieces", count);
    for (size_t len = 0; len < sizeof sample - 1; len++) {
        const wev_str text = guard_put(&g, (wev_str){sample, len});
        const size_t came = take_pieces(&r, text, some);
        size_t i = 0;
        for (; i < came; i++) {
            const bool cut = some[i].cut;
            while (cut && some[i].text.len > 0 && some[i].text.ptr[some[i].text.len - 1] == ']')
                some[i].text.len--; /* text, or the first half of what closes CDATA: nobody can tell */
            cr_expect(some[i].kind == whole[i].kind && wev_str_equal(some[i].name, whole[i].name), "%zu bytes, %zu",
                      len, i);
            cr_expect(cut ? wev_str_starts(whole[i].text, some[i].text) && i + 1 == came
                          : wev_str_equal(some[i].text, whole[i].text),
                      "%zu bytes, %zu: text", len, i);
        }
        cr_expect(len <= last_without(whole + i), "%zu bytes: piece %zu is missing", len, i);
        cr_expect(r.status == WEV_TRUNCATED && r.at == text.ptr + len, "%zu bytes", len);
        const wev_str rest = wev_xml_rest(&r);
        cr_expect(rest.len == 0 || (rest.ptr[0] == '<' && rest.ptr + rest.len == text.ptr + len), "%zu bytes: rest",
                  len);
    }
}

Test(xml_read, the_content_of_an_element_is_text_or_markup) {
    static const struct {
        const char *title, *text, *want; /* NULL: absent */
        bool nested, whole;
    } cases[] = {
        {"text", "<a>b</a>", "b", false, true},
        {"an empty element has no text", "<a/>", NULL, false, true},
        {"with attributes", "<a b='c'/>", NULL, false, true},
        {"a start and an end tag have empty text", "<a></a>", "", false, true},
        {"empty CDATA", "<a><![CDATA[]]></a>", "", false, true},
        {"text and CDATA are one", "<a>1&lt;<![CDATA[<2>&lt;]]>3&gt;</a>", "1<<2>&lt;3>", false, true},
        {"text round a comment is one", "<a>1&amp;<!-- x -->2</a>", "1&2", false, true},
        {"children stand as they came", "<a> <b c='1'>&amp;</b><d/> </a>", " <b c='1'>&amp;</b><d/> ", true, true},
        {"text in front of a child, too", "<a>1&amp;<b/>2</a>", "1&amp;<b/>2", true, true},
        {"cut text", "<a>12", "12", false, false},
        {"cut in the closing tag", "<a>12</", "12", false, false},
        {"cut behind the tag", "<a>", "", false, false},
        {"cut in CDATA", "<a>1<![CDATA[2", "12", false, false},
        {"cut in a child", "<a>1<b>2", "1<b>2", true, false},
        {"broken", "<a>1</b>", "1", false, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        wev_xml r;
        wev_text text;
        bool nested = false;
        wev_xml_init(&r, guard_put(&g, wev_str_of(cases[i].text)));
        cr_assert(wev_xml_next(&r) == WEV_XML_OPEN, "%s", cases[i].title);
        cr_expect(wev_xml_content(&r, &arena, &text, &nested) == cases[i].whole, "%s: whole", cases[i].title);
        expect_text(cases[i].title, wev_text_plain(&arena, text), cases[i].want);
        cr_expect(nested == cases[i].nested, "%s: nested", cases[i].title);
    }
}

Test(xml_read, behind_the_content_the_next_element_comes) {
    wev_xml r;
    wev_text text;
    bool nested = false;
    wev_xml_init(&r, SV("<a><b x='1' y='2'>1<c/></b><d/></a>"));
    cr_assert(wev_xml_next(&r) == WEV_XML_OPEN && wev_xml_next(&r) == WEV_XML_OPEN);
    wev_str name;
    cr_expect(wev_xml_attribute(&r, &name, &text)); /* the other one is passed over */
    cr_expect(wev_xml_content(&r, &arena, &text, &nested) && r.depth == 1);
    cr_expect(wev_xml_next(&r) == WEV_XML_OPEN);
    expect_text("next", r.name, "d");
    cr_expect(wev_xml_content(&r, &arena, &text, &nested) && wev_xml_next(&r) == WEV_XML_CLOSE);
    expect_text("close", r.name, "a");
    cr_expect(wev_xml_next(&r) == WEV_XML_END && r.status == WEV_OK);
}

Test(xml_read, attributes_that_nobody_asks_for_are_still_checked) {
    wev_xml r;
    wev_xml_init(&r, SV("<a x='1' y=2><b/></a>"));
    cr_expect(wev_xml_next(&r) == WEV_XML_OPEN && wev_xml_next(&r) == WEV_XML_END && r.status == WEV_MALFORMED);
}

Test(xml_read, joining_decodes_where_there_is_more_than_one_piece) {
    wev_text text = WEV_ABSENT;
    cr_expect(wev_xml_join(&arena, &text, wev_text_as(SV("&lt;"), WEV_XML)) && text.writing == WEV_XML);
    expect_text("one piece is not touched", wev_text_raw(text), "&lt;");
    cr_expect(wev_xml_join(&arena, &text, wev_text_as(SV("&lt;"), WEV_PLAIN)));
    expect_text("both decoded as they are written", wev_text_plain(&arena, text), "<&lt;");
    wev_arena small;
    wev_arena_init(&small, 1);
    cr_expect(!wev_xml_join(&small, &text, wev_text_as(SV("0123456789012345"), WEV_PLAIN)));
    wev_arena_free(&small);
}
