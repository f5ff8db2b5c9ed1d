/* SPDX-License-Identifier: Apache-2.0 */
/* Sinks: the JSON that calls become, and that a profile says the same to any sink. */
#include <stdio.h>

#include "expect.h"
#include "json_check.h"
#include "process.h"

static wev_json_sink json;

static void open_sink(void) {
    json = (wev_json_sink){0};
}

static void close_sink(void) {
    wev_json_sink_free(&json);
}

TestSuite(emit, .init = open_sink, .fini = close_sink);

Test(emit, calls_become_json_on_one_line) {
    const wev_sink s = wev_json_sink_start(&json);
    s.ops->open_object(s.self, WEV_ABSENT);
    s.ops->text(s.self, TX("text"), TX("x"));
    s.ops->number(s.self, TX("number"), SV("-1.5"));
    s.ops->boolean(s.self, TX("yes"), true);
    s.ops->boolean(s.self, TX("no"), false);
    s.ops->null(s.self, TX("null"));
    s.ops->open_object(s.self, TX("empty"));
    s.ops->close(s.self);
    s.ops->open_array(s.self, TX("list"));
    s.ops->text(s.self, WEV_ABSENT, TX("a"));
    s.ops->number(s.self, WEV_ABSENT, SV("2"));
    s.ops->boolean(s.self, WEV_ABSENT, true);
    s.ops->null(s.self, WEV_ABSENT);
    s.ops->open_object(s.self, WEV_ABSENT);
    s.ops->text(s.self, TX("b"), TX(""));
    s.ops->close(s.self);
    s.ops->open_array(s.self, WEV_ABSENT);
    s.ops->close(s.self);
    s.ops->close(s.self);
    s.ops->text(s.self, TX("last"), TX("y"));
    s.ops->close(s.self);
    cr_expect(s.ops->finish(s.self) == WEV_OK);
    expect_text("all of them", wev_json_sink_text(&json),
                "{\"text\":\"x\",\"number\":-1.5,\"yes\":true,\"no\":false,\"null\":null,\"empty\":{},\"list\":[\"a\","
                "2,true,null,{\"b\":\"\"},[]],\"last\":\"y\"}");
}

Test(emit, text_is_escaped_only_where_json_asks_for_it) {
    static const struct {
        const char *title;
        wev_str text;
        wev_writing writing;
        const char *want;
    } cases[] = {
        {"clean text", SV_INIT("a/b'c\x7F\xC3\xA4"), WEV_CLEAN, "[\"a/b'c\x7F\xC3\xA4\"]"},
        {"quotes and backslashes", SV_INIT("\"a\\b\""), WEV_PLAIN, "[\"\\\"a\\\\b\\\"\"]"},
        {"control characters", SV_INIT("\b\t\n\f\r\x01\x1f\0"), WEV_PLAIN,
         "[\"\\b\\t\\n\\f\\r\\u0001\\u001f\\u0000\"]"},
        {"escapes that are valid stay", SV_INIT("\\u00e4\\/\\n"), WEV_JSON, "[\"\\u00e4\\/\\n\"]"},
        {"escapes that are none are escaped", SV_INIT("\\q\n\\ud83d"), WEV_JSON_LOOSE, "[\"\\\\q\\n\xEF\xBF\xBD\"]"},
        {"references are decoded", SV_INIT("&lt;&quot;&#10;&#xE4;"), WEV_XML, "[\"<\\\"\\n\xC3\xA4\"]"},
        {"a backslash in XML", SV_INIT("C:\\n&amp;"), WEV_XML, "[\"C:\\\\n&\"]"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const wev_sink s = wev_json_sink_start(&json);
        s.ops->open_array(s.self, WEV_ABSENT);
        s.ops->text(s.self, WEV_ABSENT, wev_text_as(cases[i].text, cases[i].writing));
        s.ops->close(s.self);
        expect_text(cases[i].title, wev_json_sink_text(&json), cases[i].want);
    }
}

/* Across the pieces in which a long text is escaped. */
Test(emit, a_long_text_is_escaped_to_its_end) {
    enum { LENGTH = 3 * 4096 + 5 };
    static char text[LENGTH];
    static const char mix[] = "abc\"\\\n\x01xyz0123456789abcdef";
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = mix[i % (sizeof mix - 1)];
    const wev_sink s = wev_json_sink_start(&json);
    s.ops->open_object(s.self, WEV_ABSENT);
    s.ops->text(s.self, TX("a"), wev_text_as((wev_str){text, LENGTH}, WEV_PLAIN));
    s.ops->close(s.self);
    const wev_str out = wev_json_sink_text(&json);
    cr_assert(is_document(out));
    char *const back = malloc(out.len);
    const wev_text inside = wev_text_as((wev_str){out.ptr + 6, out.len - 8}, WEV_JSON);
    expect_str("decoded again", (wev_str){back, wev_text_decode(back, inside)}, (wev_str){text, LENGTH});
    free(back);
}

Test(emit, a_sink_begins_anew_with_each_document) {
    for (int i = 0; i < 3; i++) {
        const wev_sink s = wev_json_sink_start(&json);
        s.ops->open_object(s.self, WEV_ABSENT);
        s.ops->text(s.self, TX("a"), TX("b"));
        if (i != 1) /* the second one is left as it is */
            s.ops->close(s.self);
        expect_text("document", wev_json_sink_text(&json), i != 1 ? "{\"a\":\"b\"}" : "{\"a\":\"b\"");
    }
}

Test(emit, a_document_that_is_too_deep_fails_and_the_next_one_does_not) {
    wev_sink s = wev_json_sink_start(&json);
    for (int i = 0; i < 65; i++)
        s.ops->open_array(s.self, WEV_ABSENT);
    cr_expect(s.ops->finish(s.self) != WEV_OK);
    s = wev_json_sink_start(&json);
    for (int i = 0; i < 64; i++)
        s.ops->open_array(s.self, WEV_ABSENT);
    for (int i = 0; i < 64; i++)
        s.ops->close(s.self);
    cr_expect(s.ops->finish(s.self) == WEV_OK && wev_json_sink_text(&json).len == 128);
}

/*
 * A sink of another kind: it decodes each text by itself, writes JSON as simply as one can, and asks of its caller
 * what emit/sink.h promises.
 */
typedef struct recorder {
    wev_buf out;
    char open[64];
    size_t depth;
    bool comma;
} recorder;

static void write_string(recorder *r, wev_text text) {
    char *const plain = malloc(text.len + 1);
    const size_t len = wev_text_decode(plain, text);
    wev_buf_char(&r->out, '"');
    for (size_t i = 0; i < len; i++) {
        static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";
        const char *const letter = plain[i] != '\0' ? strchr(letters, plain[i]) : NULL;
        const bool special = letter != NULL && (letter - letters) % 2 == 0;
        char room[8];
        if (special)
            snprintf(room, sizeof room, "\\%c", letter[1]);
        else if ((unsigned char)plain[i] < 0x20)
            snprintf(room, sizeof room, "\\u%04x", (unsigned char)plain[i]);
        else
            snprintf(room, sizeof room, "%c", plain[i]);
        wev_buf_add(&r->out, wev_str_of(room));
    }
    wev_buf_char(&r->out, '"');
    free(plain);
}

static void begin(recorder *r, wev_text key) {
    const bool in_object = r->depth > 0 && r->open[r->depth - 1] == '}';
    cr_expect((key.ptr != NULL) == in_object, "a key stands in objects and nowhere else");
    cr_expect(key.writing == WEV_CLEAN || key.writing == WEV_PLAIN, "a key is decoded");
    if (r->comma)
        wev_buf_char(&r->out, ',');
    r->comma = true;
    if (key.ptr != NULL) {
        write_string(r, key);
        wev_buf_char(&r->out, ':');
    }
}

static void record_open(recorder *r, wev_text key, char open, char close) {
    begin(r, key);
    wev_buf_char(&r->out, open);
    cr_assert(r->depth < sizeof r->open);
    r->open[r->depth++] = close;
    r->comma = false;
}

static void record_object(void *self, wev_text key) {
    record_open(self, key, '{', '}');
}

static void record_array(void *self, wev_text key) {
    record_open(self, key, '[', ']');
}

static void record_close(void *self) {
    recorder *const r = self;
    cr_assert(r->depth > 0, "nothing is open");
    wev_buf_char(&r->out, r->open[--r->depth]);
    r->comma = true;
}

static void record_text(void *self, wev_text key, wev_text value) {
    begin(self, key);
    cr_expect(value.ptr != NULL, "an absent text is left out");
    write_string(self, value);
}

static void record_number(void *self, wev_text key, wev_str digits) {
    recorder *const r = self;
    begin(r, key);
    wev_buf_add(&r->out, digits);
}

static void record_boolean(void *self, wev_text key, bool value) {
    record_number(self, key, value ? SV("true") : SV("false"));
}

static void record_null(void *self, wev_text key) {
    record_number(self, key, SV("null"));
}

static wev_status record_finish(void *self) {
    cr_expect(((recorder *)self)->depth == 0, "something is left open");
    return WEV_OK;
}

static const wev_sink_ops recording = {record_object,  record_array, record_close,  record_text, record_number,
                                       record_boolean, record_null,  record_finish, NULL,        NULL};

static const char *const messages[] = {
    ("{\"EventTime\":\"2020-05-18 06:41:12\",\"Hostname\":\"CA01\",\"Keywords\":\"0x8010000000000000\","
     "\"SeverityValue\":4,\"EventID\":4625,\"SourceName\":\"Microsoft-Windows-Security-Auditing\",\"Version\":0,"
     "\"RecordNumber\":7,\"ExecutionProcessID\":720,\"ExecutionThreadID\":8,\"Channel\":\"Security\",\"Message\":\"An "
     "account\\r\\n\\tfailed.\",\"Category\":\"Logon\",\"TargetUserName\":\"svc\\\\intune\",\"Status\":\"0xc000006d\","
     "\"SubStatus\":\"0xc0000064\",\"LogonType\":\"10\",\"IpAddress\":\"192.0.2.17\",\"IpPort\":\"49812\",\"a "
     "\\\"b\\\"\":null,\"n\":{\"x\":[1]},\"EventID\":\"x\"} behind"),
    ("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='A&amp;B'/><EventID>"
     "1</EventID><Level>2</Level><Keywords>0x80000000000000</Keywords><Security UserID='S-1-5-18'/><New>x</New>"
     "</System><UserData><E><C>1&lt;&#10;</C><D/></E></UserData><RenderingInfo Culture='en'><Message>C:\\x "
     "\"y\"</Message><Keywords><Keyword>Classic</Keyword></Keywords></RenderingInfo></Event>"),
    ("<Event><System><Provider Name='NDESConnector'/><EventID>20102</EventID></System><EventData><Data>Diagnostic "
     "Code: 0x499\nCA: x</Data>"),
    /* Data that stands side by side as it is written, and what stands between it: blanks, numbers, empty and loose
     * values, names that come again or hold escapes. */
    ("{\"EventTime\":\"2020-05-18 "
     "06:41:12\",\"EventID\":4625,\"SourceName\":\"S\",\"a\":\"1\",\"b\":\"x\\\\y\",\"c\":\"\","
     "\"d\":\"2\",\"e\": \"3\",\"f\":\"4\", "
     "\"g\":\"5\",\"h\":6,\"i\":\"7\",\"A\":\"8\",\"j\":\"\\q\",\"k\":\"9\",\"l\\u0041\":\"10\","
     "\"m\":\"11\" ,\"n\" :\"12\",\"o\":\"13\",\"\":\"14\",\"p\":null,\"q\":\"a "
     "\\\"b\\\"\",\"r\":[\"s\",\"t\"],\"u\":\"15\"}"),
    "{\"EventTime\":\"2020-05-18 06:41:12\",\"EventID\":1,\"a\":\"1\",\"b\":\"2\",\"c\":\"cut",
    "no event: \"\\ \x01 \xEA\xB0\x80",
    "",
};

Test(emit, a_profile_says_the_same_to_every_sink) {
    const wev_rulebase *const rulebase = load_shipped("ko");
    for (int profile = WEV_NATIVE; profile <= WEV_ECS; profile++) {
        const wev_options options = {.profile = (wev_profile)profile, .explain = WEV_EXPLAIN_ALL, .seed = 7};
        process p = process_open(&options, rulebase);
        for (size_t i = 0; i < COUNT(messages); i++) {
            recorder r = {.depth = 0};
            const wev_str document = process_document(&p, wev_str_of(messages[i]));
            cr_expect(is_document(document), "message %zu, profile %d", i, profile);
            cr_expect(wev_emit(p.worker, &p.result, (wev_sink){&recording, &r}) == WEV_OK);
            expect_str("text and calls", document, wev_buf_text(&r.out));
            wev_buf_free(&r.out);
        }
        process_close(&p);
    }
    wev_rulebase_unref(rulebase);
}

#define AUDIT(id, level, keywords)                                                                                     \
    "<Event><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>" id "</EventID><Level>" level      \
    "</Level><Keywords>" keywords "</Keywords><Channel>Security</Channel></System></Event>"

#define CONNECTOR(code)                                                                                                \
    "<Event><System><Provider Name='NDESConnector'/><EventID>20100</EventID></System><EventData><Data "                \
    "Name='DiagnosticCode'>" code "</Data></EventData></Event>"

/* Events that differ in what the parts of emit/fixed.h follow from; 4625 and 4689 share a slot. */
static const char *const alike[] = {
    AUDIT("4625", "0", "0x8010000000000000"),
    AUDIT("4625", "0", "0x8020000000000000"),
    AUDIT("4625", "2", "0x8010000000000000"),
    AUDIT("4625", "5", "0x8010000000000000"),
    AUDIT("4625", "0", "0x8010000000000000"),
    AUDIT("4625", "0", "0x8000000000000000"),
    AUDIT("4689", "0", "0x8020000000000000"),
    AUDIT("4689", "1", "0x8020000000000000"),
    AUDIT("4656", "0", "0x8020000000000000"),
    AUDIT("4656", "0", "0x8000000000000000"),
    CONNECTOR("0x0"),
    CONNECTOR("0x400"),
    AUDIT("65000", "0", "0x8010000000000000"),
};

/* What a worker kept is what another one, to whom all is new, writes. */
static void expect_as_new(process *p, const wev_options *options, const wev_rulebase *rulebase) {
    for (size_t i = 0; i < 2 * COUNT(alike); i++) {
        const wev_str message = wev_str_of(alike[i % COUNT(alike)]);
        process other = process_open(options, rulebase);
        expect_str("of the other worker", process_document(p, message), process_document(&other, message));
        process_close(&other);
    }
}

Test(emit, what_is_kept_of_an_entry_is_never_that_of_another_event) {
    const wev_rulebase *const english = load_shipped("en"), *const korean = load_shipped("ko");
    for (int profile = WEV_NATIVE; profile <= WEV_ECS; profile++) {
        const wev_options all = {.profile = (wev_profile)profile, .explain = WEV_EXPLAIN_ALL, .seed = 7};
        const wev_options none = {.profile = (wev_profile)profile, .explain = WEV_EXPLAIN_NONE, .seed = 7};
        process p = process_open(&all, english);
        wev_engine *const first = p.engine;
        expect_as_new(&p, &all, english);
        p.engine = wev_engine_new(&none, english);
        wev_worker_set_engine(p.worker, p.engine);
        expect_as_new(&p, &none, english);
        wev_engine_free(p.engine);
        p.engine = wev_engine_new(&all, korean);
        wev_worker_set_engine(p.worker, p.engine);
        expect_as_new(&p, &all, korean);
        process_close(&p);
        wev_engine_free(first);
    }
    wev_rulebase_unref(english);
    wev_rulebase_unref(korean);
}

/* A sink that fails says so at the end; wev_emit hands that on. */
static wev_status fail(void *self) {
    (void)self;
    return WEV_NO_MEMORY;
}

Test(emit, what_finish_says_is_handed_on) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    recorder r = {.depth = 0};
    wev_sink_ops ops = recording;
    ops.finish = fail;
    p.result = wev_process(p.worker, SV("x"));
    cr_expect(wev_emit(p.worker, &p.result, (wev_sink){&ops, &r}) == WEV_NO_MEMORY);
    wev_buf_free(&r.out);
    process_close(&p);
}

/* doc/SCHEMA.md: no object has the same key twice, also not in another case. */
Test(emit, a_name_of_ours_in_the_data_is_no_second_key) {
    static const char *const texts[] = {
        "<Event><System><EventID>1</EventID></System><UserData><E><xml_name>1</xml_name><XML_Name>2</XML_Name></E>"
        "</UserData></Event>",
        "{\"EventTime\":\"2020\",\"EventID\":1,\"time_created\":\"x\",\"EventReceivedTime\":\"y\",\"received\":\"z\"}",
        "<Event><System><EventID>1</EventID><time_created>x</time_created><TimeCreated SystemTime='y'/></System>"
        "</Event>",
    };
    for (int profile = WEV_NATIVE; profile <= WEV_ECS; profile++) {
        process p = process_open(&(wev_options){.profile = (wev_profile)profile, .seed = 7}, NULL);
        for (size_t i = 0; i < COUNT(texts); i++) {
            const wev_str document = process_document(&p, wev_str_of(texts[i]));
            cr_expect(is_document(document), "profile %d: %.*s", profile, (int)document.len, document.ptr);
        }
        process_close(&p);
    }
}
