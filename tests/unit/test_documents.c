/* SPDX-License-Identifier: Apache-2.0 */
/* Whole documents of small events with the small rulebase of folder.h: both profiles, and what options leave out. */
#include "folder.h"

#include "expect.h"
#include "json_check.h"
#include "process.h"

static folder base;
static const wev_rulebase *rulebase;

static void open_rulebase(void) {
    wev_fault why;
    base = folder_open();
    folder_write_tiny(&base);
    rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
}

static void close_rulebase(void) {
    wev_rulebase_unref(rulebase);
    folder_close(&base);
}

TestSuite(documents, .init = open_rulebase, .fini = close_rulebase);

static void expect_document(const char *title, wev_options options, const char *message, const char *want) {
    options.seed = 7;
    process p = process_open(&options, rulebase);
    const wev_str document = process_document(&p, wev_str_of(message));
    expect_text(title, document, want);
    cr_expect(is_document(document), "%s", title);
    process_close(&p);
}

/*
 * A failed audit of event 2, in which everything is that the small rulebase knows. Its uid is Murmur3 of
 * `pc1|Security|7|1589784072.5`, computed with mmh3 for Python.
 */
static const char failed[] = "{\"EventTime\":\"2020-05-18T06:41:12.5Z\",\"Hostname\":\"PC1\","
                             "\"Keywords\":\"0x8010000000000000\",\"EventID\":2,\"SourceName\":\"P\",\"Version\":1,"
                             "\"RecordNumber\":7,\"ProcessID\":4,\"Channel\":\"Security\",\"AccountName\":\"svc\","
                             "\"Message\":\"It \\\"failed\\\".\",\"Opcode\":\"Info\",\"User\":\"bob\","
                             "\"Where\":\"::ffff:192.0.2.1\",\"Status\":\"0x2\",\"Flags\":\"0x3\",\"Empty\":null,"
                             "\"EventReceivedTime\":\"2020-05-18T06:41:13Z\",\"SourceModuleName\":\"in\"}";

#define UID "77a84c02eacd074a23b15056fc2ba0f7"

#define NATIVE_EVENT                                                                                                   \
    "{\"@timestamp\":\"2020-05-18T06:41:12.5Z\",\"event\":{\"uid\":\"" UID "\",\"format\":\"nxlog-json\","             \
    "\"provider\":\"P\",\"id\":2,\"version\":1,\"keywords\":\"0x8010000000000000\","                                   \
    "\"time_created\":\"2020-05-18T06:41:12.5Z\",\"record_id\":\"7\",\"process_id\":4,\"channel\":\"Security\","       \
    "\"computer\":\"PC1\",\"level\":0,\"user\":{\"name\":\"svc\"}},\"meaning\":{\"known\":true,"
#define WHAT                                                                                                           \
    "\"name\":\"Two\",\"outcome\":\"failure\",\"severity\":\"error\",\"severity_code\":3,"                             \
    "\"category\":\"certificate\",\"stage\":\"issue\","
#define TITLE "\"title\":\"Two happened\","
#define EXPLANATION "\"explanation\":\"It is the second.\",\"remedy\":\"Wait for the third.\",\"lang\":\"en\","
#define CODE                                                                                                           \
    "\"codes\":[{\"field\":\"Status\",\"value\":\"0x2\",\"table\":\"t\",\"code\":\"0x00000002\",\"name\":\"BAD\""
#define CODE_TITLE ",\"label\":\"bad\",\"title\":\"Bad\""
#define CODE_EXPLANATION ",\"explanation\":\"It is bad.\",\"remedy\":\"Repair it.\",\"lang\":\"en\""
#define MASK                                                                                                           \
    "},{\"field\":\"Flags\",\"value\":\"0x3\",\"table\":\"m\",\"code\":\"0x3\","                                       \
    "\"names\":[\"FIRST\",\"0x00000002\"]}],"
#define REFERENCES "\"related\":[1],\"look_at\":[\"User\",\"Status\"],"
#define SOURCE "\"attack\":[\"T1\"],\"attack_version\":\"16.1\",\"pack\":\"p\",\"lifecycle\":\"current\""
#define NATIVE_DATA                                                                                                    \
    "},\"data\":{\"User\":\"bob\",\"Where\":\"::ffff:192.0.2.1\",\"Status\":\"0x2\",\"Flags\":\"0x3\","                \
    "\"Empty\":null},"
#define MESSAGE "\"message\":\"It \\\"failed\\\".\","
#define NATIVE_END                                                                                                     \
    "\"rendered\":{\"opcode\":\"Info\"},\"agent\":{\"received\":\"2020-05-18T06:41:13Z\",\"module\":\"in\"}}"

#define EXPLAINED WHAT TITLE EXPLANATION CODE CODE_TITLE CODE_EXPLANATION MASK REFERENCES SOURCE

Test(documents, native_has_all_that_was_received_and_what_it_means) {
    expect_document("a failure", (wev_options){0}, failed, NATIVE_EVENT EXPLAINED NATIVE_DATA MESSAGE NATIVE_END);
}

Test(documents, ecs_has_the_layout_of_winlogbeat_and_what_it_means) {
    expect_document(
        "a failure", (wev_options){.profile = WEV_ECS}, failed,
        "{\"@timestamp\":\"2020-05-18T06:41:12.5Z\",\"ecs\":{\"version\":\"8.17.0\"},"
        "\"log\":{\"level\":\"information\"},\"event\":{\"id\":\"" UID "\",\"code\":\"2\","
        "\"provider\":\"P\",\"kind\":\"event\",\"action\":\"two\",\"category\":[\"iam\"],\"type\":[\"info\",\"change\"]"
        ","
        "\"outcome\":\"failure\",\"severity\":73,\"created\":\"2020-05-18T06:41:13Z\"},"
        "\"host\":{\"name\":\"PC1\"}," MESSAGE
        "\"source\":{\"domain\":\"::ffff:192.0.2.1\",\"ip\":\"192.0.2.1\"},\"user\":{\"name\":\"bob\"},"
        "\"related\":{\"hosts\":[\"::ffff:192.0.2.1\"],\"ip\":[\"192.0.2.1\"],\"user\":[\"bob\"]},\"winlog\":{"
        "\"channel\":\"Security\","
        "\"computer_name\":\"PC1\",\"event_id\":\"2\",\"provider_name\":\"P\",\"record_id\":\"7\",\"version\":1,"
        "\"opcode\":\"Info\",\"keywords\":[\"Audit Failure\"],\"time_created\":\"2020-05-18T06:41:12.5Z\","
        "\"process\":{\"pid\":4},\"user\":{\"name\":\"svc\"},\"event_data\":{\"User\":\"bob\","
        "\"Where\":\"::ffff:192.0.2.1\",\"Status\":\"0x2\",\"Flags\":\"0x3\"}},"
        "\"mmwinevent\":{\"format\":\"nxlog-json\",\"known\":true," EXPLAINED ",\"keywords\":\"0x8010000000000000\"}}");
}

Test(documents, without_explanations_there_are_names_and_codes) {
    expect_document("explain none", (wev_options){.explain = WEV_EXPLAIN_NONE}, failed,
                    NATIVE_EVENT WHAT CODE MASK SOURCE NATIVE_DATA MESSAGE NATIVE_END);
}

Test(documents, the_message_can_be_dropped_where_the_event_is_known) {
    expect_document("known", (wev_options){.drop_message = true}, failed,
                    NATIVE_EVENT EXPLAINED NATIVE_DATA NATIVE_END);
    expect_document("unknown", (wev_options){.drop_message = true},
                    "{\"EventTime\":\"1589784072\",\"EventID\":3,\"SourceName\":\"P\",\"Hostname\":\"pc1\","
                    "\"RecordNumber\":7,\"Channel\":\"Security\",\"Message\":\"m\"}",
                    "{\"@timestamp\":\"2020-05-18T06:41:12Z\",\"event\":{\"uid\":\"94ec7993e2b5782998b26242a1465566\","
                    "\"format\":\"nxlog-json\",\"provider\":\"P\",\"id\":3,\"time_created\":\"2020-05-18T06:41:12Z\","
                    "\"record_id\":\"7\",\"channel\":\"Security\",\"computer\":\"pc1\"},\"meaning\":{\"known\":false,"
                    "\"outcome\":\"unknown\",\"severity\":\"information\",\"severity_code\":6},\"message\":\"m\"}");
}

/* A success of event 1, of which there is nothing to explain unless all is. */
static const char succeeded[] =
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P'/><EventID>"
    "1</EventID><Level>4</Level><Keywords>0x80000000000000</Keywords><TimeCreated "
    "SystemTime='2020-05-18T06:41:12.500Z'/><EventRecordID>7</EventRecordID><Channel>Security</Channel><Computer>"
    "PC1</Computer></System><UserData><E><C>1&lt;2</C><D/></E></UserData></Event> behind";

#define SUCCEEDED(explanation)                                                                                         \
    "{\"@timestamp\":\"2020-05-18T06:41:12.500Z\",\"event\":{\"uid\":\"" UID "\",\"format\":\"event-xml\","            \
    "\"provider\":\"P\",\"id\":1,\"level\":4,\"keywords\":\"0x0080000000000000\","                                     \
    "\"time_created\":\"2020-05-18T06:41:12.500Z\",\"record_id\":\"7\",\"channel\":\"Security\","                      \
    "\"computer\":\"PC1\",\"data_name\":\"E\"},\"meaning\":{\"known\":true,\"name\":\"One\",\"outcome\":\"success\","  \
    "\"severity\":\"information\",\"severity_code\":6,\"category\":\"audit\"," explanation                             \
    "\"pack\":\"p\",\"lifecycle\":\"current\"},\"data\":{\"C\":\"1<2\",\"D\":null},\"parse\":{\"rest\":\"behind\"}}"

Test(documents, only_problems_are_explained_unless_all_is_asked_for) {
    expect_document("problems", (wev_options){.explain = WEV_EXPLAIN_PROBLEMS}, succeeded,
                    SUCCEEDED("\"title\":\"One happened\","));
    expect_document("all", (wev_options){.explain = WEV_EXPLAIN_ALL}, succeeded,
                    SUCCEEDED("\"title\":\"One happened\",\"explanation\":\"It is the first.\",\"lang\":\"en\","));
    expect_document("none", (wev_options){.explain = WEV_EXPLAIN_NONE}, succeeded, SUCCEEDED(""));
}

Test(documents, ecs_leaves_out_empty_values_and_names_user_data) {
    expect_document("a success", (wev_options){.profile = WEV_ECS}, succeeded,
                    "{\"@timestamp\":\"2020-05-18T06:41:12.500Z\",\"ecs\":{\"version\":\"8.17.0\"},"
                    "\"log\":{\"level\":\"information\"},\"event\":{\"id\":\"" UID "\","
                    "\"code\":\"1\",\"provider\":\"P\",\"kind\":\"event\",\"outcome\":\"success\",\"severity\":10},"
                    "\"host\":{\"name\":\"PC1\"},"
                    "\"winlog\":{\"channel\":\"Security\",\"computer_name\":\"PC1\",\"event_id\":\"1\","
                    "\"provider_name\":\"P\",\"record_id\":\"7\",\"keywords\":[\"Classic\"],"
                    "\"time_created\":\"2020-05-18T06:41:12.500Z\",\"user_data\":{\"xml_name\":\"E\",\"C\":\"1<2\"}},"
                    "\"mmwinevent\":{\"format\":\"event-xml\",\"known\":true,\"name\":\"One\",\"outcome\":\"success\","
                    "\"severity\":\"information\",\"severity_code\":6,\"category\":\"audit\",\"title\":\"One "
                    "happened\",\"pack\":\"p\",\"lifecycle\":\"current\",\"keywords\":\"0x0080000000000000\","
                    "\"parse\":{\"rest\":\"behind\"}}}");
}

Test(documents, a_message_that_is_no_event_stays_a_message) {
    static const char text[] = "<13>May 18 06:41:12 host app: no \"event\"\\\n";
    expect_document(
        "native", (wev_options){0}, text,
        "{\"event\":{\"format\":\"none\"},\"message\":\"<13>May 18 06:41:12 host app: no \\\"event\\\"\\\\\\n\"}");
    expect_document(
        "ecs", (wev_options){.profile = WEV_ECS}, text,
        "{\"message\":\"<13>May 18 06:41:12 host app: no \\\"event\\\"\\\\\\n\",\"mmwinevent\":{\"format\":\"none\"}}");
    expect_document("nothing", (wev_options){0}, "", "{\"event\":{\"format\":\"none\"},\"message\":\"\"}");
}

#define SHORT                                                                                                          \
    "{\"EventTime\":\"2020-05-18 07:41:12\",\"Hostname\":\"PC1\",\"RecordNumber\":7,\"Channel\":\"Security\","         \
    "\"EventID\":3"
#define SHORT_READ                                                                                                     \
    "{\"@timestamp\":\"2020-05-18T06:41:12Z\",\"event\":{\"uid\":\"94ec7993e2b5782998b26242a1465566\","                \
    "\"format\":\"nxlog-json\",\"id\":3,\"time_created\":\"2020-05-18T06:41:12Z\",\"record_id\":\"7\","                \
    "\"channel\":\"Security\",\"computer\":\"PC1\"},\"meaning\":{\"known\":false,\"outcome\":\"unknown\","             \
    "\"severity\":\"information\",\"severity_code\":6},"

Test(documents, how_the_reading_went_is_told) {
    expect_document("a zone was assumed", (wev_options){.zone.offset = 3600}, SHORT "}",
                    SHORT_READ "\"parse\":{\"time_zone_assumed\":true}}");
    expect_document("cut", (wev_options){.zone.offset = 3600}, SHORT ",\"a\":\"xy",
                    SHORT_READ "\"data\":{\"a\":\"xy\"},\"parse\":{\"truncated\":true,\"error\":\"the JSON ends in "
                               "the middle\",\"offset\":109,\"cut_field\":\"a\",\"time_zone_assumed\":true}}");
    expect_document(
        "repaired", (wev_options){.zone.offset = 3600}, SHORT ",\"a\":\"x\xFFy\"}",
        SHORT_READ
        "\"data\":{\"a\":\"x\xEF\xBF\xBDy\"},\"parse\":{\"repaired_utf8\":true,\"time_zone_assumed\":true}}");
    expect_document(
        "broken", (wev_options){.zone.offset = 3600}, SHORT ",\"a\":\"x\";}",
        SHORT_READ
        "\"data\":{\"a\":\"x\"},\"parse\":{\"error\":\"a comma or the closing bracket was expected\",\"offset\":109,"
        "\"time_zone_assumed\":true,\"rest\":\";}\"}}");
}

/* The limit falls inside a character: that is no fault of the sender. */
Test(documents, a_message_beyond_the_limit_is_cut_between_characters) {
    static const char text[] = SHORT ",\"a\":\"x\xE2\x82\xAC\"}";
    for (size_t limit = sizeof text - 6; limit < sizeof text - 3; limit++) {
        process p = process_open(&(wev_options){.seed = 7, .limits.message = limit}, NULL);
        process_document(&p, SV(text));
        expect_text("the value", wev_text_raw(p.result.event->data.item[0].value), "x");
        cr_expect(!p.result.event->repaired && p.result.status == WEV_TRUNCATED, "%zu bytes", limit);
        cr_expect(p.result.event->offset == sizeof text - 6, "%zu", p.result.event->offset);
        process_close(&p);
    }
}

/* As winlogbeat names it, in every shape of UserData in JSON. */
Test(documents, user_data_has_the_name_of_the_element_that_holds_all_others) {
#define TREE(inside) "{\"Event\":{\"System\":{\"EventID\":1},\"UserData\":{" inside "}}}"
#define BEAT(inside) "{\"winlog\":{\"channel\":\"C\",\"event_id\":1,\"user_data\":{" inside "}}}"
    static const struct {
        const char *text, *want;
    } cases[] = {
        {TREE("\"xmlns\":\"m\",\"E\":{\"A\":{\"B\":\"1\"},\"C\":\"2\"}"),
         "event-tree ok | id=1 | name E | user data B=1 C=2"},
        {TREE("\"#attributes\":{\"xmlns\":\"m\"},\"E\":{\"A\":\"1\"}"),
         "event-tree ok | id=1 | name E | user data A=1"},
        {TREE("\"A\":\"1\",\"B\":{\"C\":\"2\"}"), "event-tree ok | id=1 | user data A=1 C=2"},
        {BEAT("\"xml_name\":\"E\",\"A\":{\"B\":\"1\"}"), "winlogbeat ok | id=1 channel=C | name E | user data B=1"},
        {BEAT("\"A\":{\"B\":\"1\"},\"C\":\"2\",\"xml_name\":\"E\""),
         "winlogbeat ok | id=1 channel=C | name E | user data B=1 C=2"},
        {BEAT("\"A\":\"1\",\"B\":{\"C\":\"2\"}"), "winlogbeat ok | id=1 channel=C | user data A=1 C=2"},
    };
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_text(cases[i].text, process_describe(&p, wev_str_of(cases[i].text)), cases[i].want);
    process_close(&p);
}

Test(documents, an_unreadable_time_keeps_the_senders_name) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"{\"EventTime\":\"soon\",\"EventReceivedTime\":\"late\",\"EventID\":1,\"SourceName\":\"P\"}",
         "nxlog-json ok | provider=P id=1 | other EventTime=soon EventReceivedTime=late"},
        {"<Event><System><EventID>1</EventID><TimeCreated SystemTime='soon'/></System></Event>",
         "event-xml ok | id=1 | other SystemTime=soon"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_text("other", process_describe(&p, wev_str_of(cases[i].text)), cases[i].want);
    process_close(&p);
}

Test(documents, an_offset_counts_the_bytes_that_were_sent) {
    static const char text[] = SHORT ",\"a\":\"\xFF\xFF\",\"b\":\"x";
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    p.result = wev_process(p.worker, SV(text));
    cr_expect(p.result.event->offset == sizeof text - 1, "%zu of %zu", p.result.event->offset, sizeof text - 1);
    process_close(&p);
}

/* A quote that does not stand at the end of a column ends nothing: its bytes are not parted. */
Test(documents, a_column_that_is_not_all_quoted_stays_as_it_is) {
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"2020-08-01 05:46:45,1,\"S\",m", "S"},
        {"2020-08-01 05:46:45,1,\"S\"\xC3\xA9,m", "\"S\"\xC3\xA9"},
        {"2020-08-01 05:46:45,1, \"\xC3\xA9 ,m", "\"\xC3\xA9"},
        {"2020-08-01 05:46:45,1, \" ,m", "\""},
    };
    process p = process_open(&(wev_options){.seed = 7, .csv_fields = SV("EventTime,EventID,SourceName,Message")}, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        p.result = wev_process(p.worker, wev_str_of(cases[i].text));
        cr_assert(p.result.event != NULL, "%s", cases[i].text);
        const wev_text provider = p.result.event->system[WEV_SYS_PROVIDER];
        expect_text(cases[i].text, wev_text_raw(provider), cases[i].want);
        cr_expect(is_document(process_emit(&p)), "%s", cases[i].text);
    }
    process_close(&p);
}
