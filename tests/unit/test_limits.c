/* SPDX-License-Identifier: Apache-2.0 */
/* Limits and noise: whatever comes, there is a document, and one from which something is missing says so. */
#include "guard.h"

#include <stdio.h>

#include "expect.h"
#include "json_check.h"
#include "process.h"
#include "random.h"

static wev_buf text;

static void open_text(void) {
    text = (wev_buf){0};
}

static void close_text(void) {
    wev_buf_free(&text);
}

TestSuite(limits, .init = open_text, .fini = close_text);

static void add(const char *piece) {
    wev_buf_add(&text, wev_str_of(piece));
}

/* `piece` has one %u for the number of the round. */
static void add_many(const char *before, const char *piece, unsigned count, const char *behind) {
    wev_buf_clear(&text);
    add(before);
    for (const char *at; count > 0; count--) {
        char digits[16];
        at = strchr(piece, '%');
        cr_assert(at != NULL);
        wev_buf_add(&text, (wev_str){piece, (size_t)(at - piece)});
        snprintf(digits, sizeof digits, "%u", count);
        add(digits);
        add(at + 1);
    }
    add(behind);
}

#define NXLOG "{\"EventTime\":\"2020-05-18 06:41:12\",\"EventID\":1"
#define XML "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>"
#define SYSTEM "<System><EventID>1</EventID></System>"

typedef struct many {
    const char *title, *before, *piece, *behind;
} many;

/* One kind of thing that a message may have many of; each list has its limit. */
static const many kinds[] = {
    {"members", NXLOG, ",\"f%\":\"x\"", "}"},
    {"one member", NXLOG, ",\"f\":\"x%\"", "}"},
    {"a system field", NXLOG, ",\"Channel\":\"x%\"", "}"},
    {"Data", XML SYSTEM "<EventData>", "<Data Name='f%'>x</Data>", "</EventData></Event>"},
    {"unnamed Data", XML SYSTEM "<EventData>", "<Data>%</Data>", "</EventData></Event>"},
    {"leaves", XML SYSTEM "<UserData><E>", "<f%>x</f%>", "</E></UserData></Event>"},
    {"attributes", XML SYSTEM "<UserData><E>", "<f a='%'/>", "</E></UserData></Event>"},
    {"unknown children of System", XML "<System><EventID>1</EventID>", "<New>%</New>", "</System></Event>"},
    {"unknown attributes in System", XML "<System><EventID>1</EventID>", "<Channel new='%'/>", "</System></Event>"},
    {"unknown children of Event", XML SYSTEM, "<New>%</New>", "</Event>"},
    {"keywords", XML SYSTEM "<RenderingInfo><Keywords>", "<Keyword>%</Keyword>", "</Keywords></RenderingInfo></Event>"},
    {"pieces of error data", XML SYSTEM "<ProcessingErrorData>", "<f>%</f>", "</ProcessingErrorData></Event>"},
};

static void write_many(const many *m, unsigned count) {
    if (strcmp(m->title, "leaves") != 0) {
        add_many(m->before, m->piece, count, m->behind);
        return;
    }
    wev_buf_clear(&text);
    add(m->before);
    for (unsigned i = 0; i < count; i++) {
        char leaf[40];
        snprintf(leaf, sizeof leaf, "<f%u>x</f%u>", i, i);
        add(leaf);
    }
    add(m->behind);
}

Test(limits, fields_beyond_the_limit_are_left_out_and_the_document_says_so) {
    process p = process_open(&(wev_options){.seed = 7, .limits = {.fields = 20}}, NULL);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        write_many(kinds + i, 100);
        const wev_str document = process_document(&p, wev_buf_text(&text));
        cr_expect(is_document(document), "%s", kinds[i].title);
        cr_expect(p.result.status == WEV_TOO_BIG, "%s: status %d, though fields are missing", kinds[i].title,
                  (int)p.result.status);
        cr_assert(p.result.event != NULL, "%s", kinds[i].title);
        const size_t place = p.result.event->offset, start = strlen(kinds[i].before), one = strlen(kinds[i].piece);
        cr_expect(place > start + 17 * (one - 3) && place < start + 23 * (one + 3), "%s: the limit was met at %zu",
                  kinds[i].title, place);
        cr_expect(p.result.event->data.count <= 20 && p.result.event->other.count <= 20, "%s", kinds[i].title);
        cr_expect(p.result.event->id == 1, "%s: the id is gone", kinds[i].title);
    }
    process_close(&p);
}

Test(limits, the_message_behind_one_that_was_too_big_is_whole) {
    process p = process_open(&(wev_options){.seed = 7, .limits = {.fields = 20, .memory = 8192}}, NULL);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        write_many(kinds + i, 400);
        p.result = wev_process(p.worker, wev_buf_text(&text));
        cr_expect(p.result.status == WEV_TOO_BIG, "%s: status %d", kinds[i].title, (int)p.result.status);
        write_many(kinds + i, 2);
        p.result = wev_process(p.worker, wev_buf_text(&text));
        cr_expect(p.result.status == WEV_OK, "%s: status %d afterwards", kinds[i].title, (int)p.result.status);
    }
    process_close(&p);
}

/* Its copy as valid UTF-8 took most of what an event may take. */
Test(limits, the_message_behind_one_that_was_repaired_has_all_the_memory) {
    process p = process_open(&(wev_options){.seed = 7, .limits.memory = 1 << 16}, NULL);
    wev_buf_clear(&text);
    add(XML SYSTEM "<EventData><Data>\xff");
    for (size_t i = 0; i < 50000; i++)
        wev_buf_char(&text, 'x');
    add("</Data></EventData></Event>");
    p.result = wev_process(p.worker, wev_buf_text(&text));
    cr_expect(p.result.status == WEV_OK && p.result.event->repaired, "status %d", (int)p.result.status);
    write_many(kinds, 100);
    p.result = wev_process(p.worker, wev_buf_text(&text));
    cr_expect(p.result.status == WEV_OK, "status %d", (int)p.result.status);
    process_close(&p);
}

/* 1 MiB of one value, which has to be decoded on its way out; then the usual. */
Test(limits, the_memory_of_a_huge_message_is_not_kept) {
    enum { LENGTH = 1 << 20 };
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    wev_buf_clear(&text);
    add(XML SYSTEM "<EventData><Data Name='a'>&lt;");
    for (size_t i = 0; i < LENGTH; i++)
        wev_buf_char(&text, 'x');
    add("</Data></EventData></Event>");
    cr_expect(process_document(&p, wev_buf_text(&text)).len > LENGTH);
    for (int i = 0; i < 2; i++)
        process_document(&p, SV(XML SYSTEM "<EventData><Data Name='a'>x</Data></EventData></Event>"));
    cr_expect(p.json.out.room <= WEV_BUF_KEPT && p.json.scratch.room <= WEV_BUF_KEPT, "%zu and %zu bytes are kept",
              p.json.out.room, p.json.scratch.room);
    process_close(&p);
}

Test(limits, just_as_many_fields_as_the_limit_are_whole) {
    process p = process_open(&(wev_options){.seed = 7, .limits = {.fields = 20}}, NULL);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        write_many(kinds + i, 18); /* NXLog has two members beside them */
        p.result = wev_process(p.worker, wev_buf_text(&text));
        cr_expect(p.result.status == WEV_OK, "%s: status %d", kinds[i].title, (int)p.result.status);
    }
    process_close(&p);
}

/* NULL, or what is wrong with the last document. `whole` describes the event as it is without a limit. */
static const char *dishonesty(process *p, wev_str document, wev_str whole) {
    if (!is_document(document))
        return "no document";
    if (p->result.status == WEV_NO_MEMORY)
        return "the limit is taken for a lack of memory, and the event is gone";
    const bool same = wev_str_equal(describe(&p->said, p->result.event), whole);
    return p->result.status == WEV_OK && !same ? "something is missing, and it is not said" : NULL;
}

/* Under limits that grow there is a status until all is there. Gives up at the first that is not right. */
static void expect_honest(const char *title, wev_profile profile, size_t step) {
    process whole = process_open(&(wev_options){.seed = 7}, NULL);
    const wev_str wanted = process_describe(&whole, wev_buf_text(&text));
    const char *wrong = NULL;
    wev_status status = WEV_TOO_BIG;
    cr_assert(whole.result.status == WEV_OK, "%s", title);
    for (size_t limit = step; wrong == NULL && status != WEV_OK; limit += step + limit / 16) {
        process p = process_open(&(wev_options){.profile = profile, .seed = 7, .limits = {.memory = limit}}, NULL);
        wrong = dishonesty(&p, process_document(&p, wev_buf_text(&text)), wanted);
        status = p.result.status;
        cr_expect(wrong == NULL, "%s, %zu bytes of memory: %s", title, limit, wrong);
        cr_assert(limit < (size_t)4 << 20, "%s: 4 MB are too little", title);
        process_close(&p);
    }
    process_close(&whole);
}

Test(limits, with_little_memory_the_document_says_what_it_is) {
    for (size_t i = 0; i < COUNT(kinds); i++) {
        write_many(kinds + i, 300);
        expect_honest(kinds[i].title, i % 2 == 0 ? WEV_NATIVE : WEV_ECS, 512);
    }
}

Test(limits, a_value_in_pieces_with_little_memory_is_honest_too) {
    static const many pieces[] = {
        {"CDATA in Data", XML SYSTEM "<EventData><Data Name='a'>", "&lt;<![CDATA[piece %]]>&gt;",
         "</Data><Data Name='b'>x</Data></EventData></Event>"},
        {"CDATA in UserData", XML SYSTEM "<UserData><E><a>", "&lt;<![CDATA[piece %]]>&gt;",
         "</a><b>x</b></E></UserData><RenderingInfo><Message>m</Message></RenderingInfo></Event>"},
    };
    for (size_t i = 0; i < COUNT(pieces); i++) {
        write_many(pieces + i, 60);
        expect_honest(pieces[i].title, WEV_NATIVE, 512);
    }
}

static void write_no_utf_8(const char *before, const char *behind) {
    wev_buf_clear(&text);
    add(before);
    for (unsigned i = 0; i < 20000; i++)
        wev_buf_char(&text, '\xFF');
    add(behind);
}

Test(limits, bytes_that_are_no_utf_8_with_little_memory_are_honest_too) {
    write_no_utf_8(NXLOG ",\"a\":\"", "\"}");
    expect_honest("in a value", WEV_NATIVE, 4096);
    write_no_utf_8(NXLOG "} ", "");
    expect_honest("behind the event", WEV_NATIVE, 4096);
}

Test(limits, a_long_computer_name_with_little_memory_is_honest_too) {
    static char name[1200];
    memset(name, 'a', sizeof name - 1);
    add(NXLOG ",\"RecordNumber\":7,\"Channel\":\"Security\",\"Hostname\":\"");
    add(name);
    add("\"}");
    expect_honest("computer", WEV_NATIVE, 64);
}

static const char *const samples[] = {
    "",
    "<13>1 2020-05-18T06:41:09Z CA01 Audit 720 - [a@1 b=\"\\]\"] \xEF\xBB\xBF" NXLOG
    ",\"SourceName\":\"NDESConnector\",\"Message\":\"Diagnostic Code: 0x400\\r\\n\\u00e4\\ud83d\\ude00\","
    "\"IpAddress\":\"::ffff:10.0.0.1\",\"n\":{\"a\":[1,\"}\"]},\"z\":null}",
    XML "<System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>4625</EventID><TimeCreated "
        "SystemTime='2020-05-18T06:41:09Z'/><EventRecordID>7</EventRecordID><Channel>Security</Channel><Computer>"
        "PC</Computer></System><EventData><Data Name='Status'>0xc000006d</Data><Data>a&amp;b&#10;<![CDATA[c]]></Data>"
        "</EventData><RenderingInfo Culture='en'><Message>m</Message></RenderingInfo></Event>",
    XML SYSTEM "<UserData><x:E xmlns:x='n'><x:C a='1'>2</x:C><!-- c --><D/></x:E></UserData></Event>",
};

/* Some bytes of it are replaced, left out or doubled. */
static size_t mutate(char *to, size_t room, const char *from, uint64_t *random) {
    static const char bytes[] = "{}[]<>/\"'\\&;:#=!-? \x00\x01\x80\xC3\xED\xF4\xFFu0";
    size_t len = 0;
    const uint32_t every = 2 + random_below(random, 60);
    for (; *from != '\0' && len + 2 < room; from++) {
        const uint32_t what = random_below(random, every * 3);
        if (what == 0)
            continue;
        to[len++] = what == 1 ? random_char(random, bytes, sizeof bytes - 1) : *from;
        if (what == 2)
            to[len++] = *from;
    }
    return random_below(random, 4) == 0 ? random_below(random, (uint32_t)len + 1) : len;
}

Test(limits, whatever_comes_becomes_a_document) {
    const wev_rulebase *const rulebase = load_shipped("en");
    guard g = guard_new(2048);
    uint64_t random = 7;
    for (int profile = WEV_NATIVE; profile <= WEV_ECS; profile++) {
        process p = process_open(&(wev_options){.profile = (wev_profile)profile, .explain = WEV_EXPLAIN_ALL, .seed = 7},
                                 rulebase);
        for (unsigned round = 0; round < 12000; round++) {
            char bytes[1024], shown[SHOWN_ROOM];
            const size_t len = mutate(bytes, sizeof bytes, samples[round % COUNT(samples)], &random);
            const wev_str input = guard_put(&g, (wev_str){bytes, len});
            const wev_str document = process_document(&p, input);
            cr_assert(is_document(document), "%s becomes %.*s", show_in(shown, input), (int)document.len, document.ptr);
            cr_assert(p.result.bytes == len && (p.result.event != NULL) == (p.result.status != WEV_NOT_EVENT));
        }
        process_close(&p);
    }
    guard_free(&g);
    wev_rulebase_unref(rulebase);
}

Test(limits, noise_becomes_a_document_with_its_text) {
    guard g = guard_new(512);
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    uint64_t random = 9;
    for (unsigned round = 0; round < 5000; round++) {
        char bytes[300];
        const size_t len = random_below(&random, sizeof bytes + 1);
        for (size_t i = 0; i < len; i++)
            bytes[i] = (char)random_below(&random, round % 2 == 0 ? 256 : 0x80);
        const wev_str document = process_document(&p, guard_put(&g, (wev_str){bytes, len}));
        cr_assert(is_document(document), "round %u", round);
        cr_assert(p.result.status == WEV_NOT_EVENT && p.result.event == NULL && p.result.meaning == NULL, "round %u",
                  round);
    }
    guard_free(&g);
    process_close(&p);
}

Test(limits, nul_bytes_and_nothing_are_text_too) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    expect_str("NUL in a value",
               process_describe(&p, SV("{\"EventTime\":\"1589784072\",\"EventID\":1,\"a\":\"x\0y\"}")),
               SV("nxlog-json ok | id=1 time_created=1589784072 | data a=x\0y"));
    expect_text("no event", process_document(&p, SV("a\0b")),
                "{\"event\":{\"format\":\"none\"},\"message\":\"a\\u0000b\"}");
    expect_text("nothing", process_document(&p, SV("")), "{\"event\":{\"format\":\"none\"},\"message\":\"\"}");
    cr_expect(is_document(process_document(&p, (wev_str){NULL, 0})) && p.result.status == WEV_NOT_EVENT,
              "not even a place");
    process_close(&p);
}

Test(limits, very_deep_nesting_costs_no_stack) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    add(NXLOG ",\"a\":");
    for (unsigned i = 0; i < 1000000; i++)
        add("[{");
    cr_expect(is_document(process_document(&p, wev_buf_text(&text))) && p.result.status == WEV_TRUNCATED);
    add_many(XML SYSTEM "<UserData>", "<a%>", 100000, "");
    cr_expect(is_document(process_document(&p, wev_buf_text(&text))) && p.result.status == WEV_TOO_BIG);
    process_close(&p);
}
