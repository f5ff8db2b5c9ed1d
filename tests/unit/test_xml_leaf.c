/* SPDX-License-Identifier: Apache-2.0 */
/* The XML reader's quick way through leaves: it gives what the long way gives, or nothing. */
#include "guard.h"

#include "expect.h"

#include "read/xml_read.h"

static guard g;
static wev_arena arena;

static void open_all(void) {
    g = guard_new(256);
    wev_arena_init(&arena, 0);
}

static void close_all(void) {
    guard_free(&g);
    wev_arena_free(&arena);
}

TestSuite(xml_leaf, .init = open_all, .fini = close_all);

/* Behind the root's opening tag. */
static void open_root(wev_xml *r, wev_str text) {
    wev_str name;
    wev_text value;
    wev_xml_init(r, text);
    cr_assert(wev_xml_next(r) == WEV_XML_OPEN);
    cr_assert(!wev_xml_attribute(r, &name, &value));
}

/* The next element in the long way: its only attribute and its text. */
static void read_slowly(wev_xml *r, wev_text *attribute, wev_text *text) {
    wev_str name;
    bool nested = false;
    *attribute = WEV_ABSENT;
    cr_assert(wev_xml_next(r) == WEV_XML_OPEN);
    while (wev_xml_attribute(r, &name, attribute)) {
    }
    cr_assert(wev_xml_content(r, &arena, text, &nested) && !nested);
}

/* By whichever of the two ways it is taken. */
static void expect_leaf(const char *title, wev_str text, bool takes) {
    static const wev_xml_leaf named = {SV_INIT("<Data Name="), SV_INIT("</Data>")};
    static const wev_xml_leaf bare = {SV_INIT("<Data>"), SV_INIT("</Data>")};
    wev_xml quick, slow;
    wev_text attribute = WEV_ABSENT, value, slow_attribute, slow_value;
    open_root(&quick, text);
    open_root(&slow, text);
    const bool took = wev_xml_take_leaf(&quick, &named, &attribute, &value);
    const bool took_bare = !took && wev_xml_take_bare_leaf(&quick, &bare, &value);
    cr_expect((took || took_bare) == takes, "%s: %s", title, takes ? "not taken" : "taken");
    if (took || took_bare) {
        read_slowly(&slow, &slow_attribute, &slow_value);
        if (took)
            expect_str(title, wev_text_plain(&arena, attribute), wev_text_plain(&arena, slow_attribute));
        expect_str(title, wev_text_plain(&arena, value), wev_text_plain(&arena, slow_value));
    }
    cr_expect(quick.at == slow.at && quick.depth == slow.depth && quick.status == slow.status,
              "%s: it stands elsewhere", title);
}

Test(xml_leaf, is_taken_in_one_step_where_it_is_nothing_but_that) {
    static const struct {
        const char *title, *leaf;
        bool takes;
    } cases[] = {
        {"a name", "<r><Data Name='a'>1</Data>", true},
        {"the other quotes", "<r><Data Name=\"a'b\">1</Data>", true},
        {"references", "<r><Data Name='&lt;'>&amp;</Data>", true},
        {"an empty name, and nothing in it", "<r><Data Name=''></Data>", true},
        {"no name", "<r><Data>1&amp;</Data>", true},
        {"nothing at all", "<r><Data></Data>", true},
        {"a blank in the tag", "<r><Data Name='a' >1</Data>", false},
        {"another attribute", "<r><Data Name='a' x='b'>1</Data>", false},
        {"another attribute alone", "<r><Data Names='a'>1</Data>", false},
        {"an empty element", "<r><Data Name='a'/>", false},
        {"CDATA", "<r><Data Name='a'><![CDATA[1]]></Data>", false},
        {"a child", "<r><Data><b/></Data>", false},
        {"a comment", "<r><Data>1<!-- x --></Data>", false},
        {"another element", "<r><Dat>1</Dat>", false},
        {"a blank in the closing tag", "<r><Data>1</Data >", false},
        {"another closing tag", "<r><Data>1</Date>", false},
        {"text in front of it", "<r> <Data>1</Data>", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const size_t whole = strlen(cases[i].leaf);
        for (size_t len = 3; len <= whole; len++)
            expect_leaf(cases[i].title, guard_put(&g, (wev_str){cases[i].leaf, len}), cases[i].takes && len == whole);
    }
}
