/* SPDX-License-Identifier: Apache-2.0 */
/* The normalised event: what its fields take, and what is derived from them once, for all formats. */
#include <inttypes.h>

#include "describe.h"
#include "expect.h"

static wev_arena arena;
static wev_event event;
static wev_buf said;

static void begin(void) {
    wev_event_init(&event, &arena, 7, 1000);
    event.format = SV("test");
}

static void open_event(void) {
    wev_arena_init(&arena, 0);
    said = (wev_buf){0};
    begin();
}

static void close_event(void) {
    wev_arena_free(&arena);
    wev_buf_free(&said);
}

TestSuite(event, .init = open_event, .fini = close_event);

static void set(wev_sys field, const char *name, const char *value) {
    cr_assert(wev_event_set(&event, field, wev_str_of(name), wev_text_of(wev_str_of(value)), false));
}

static void expect_event(const char *title, const char *want) {
    expect_text(title, describe(&said, &event), want);
}

Test(event, an_integer_is_kept_as_decimal_digits) {
    static const struct {
        const char *title, *text, *want;
    } cases[] = {
        {"decimal", "4625", "test ok | id=4625"},
        {"zero", "0", "test ok | id=0"},
        {"leading zeros", "004625", "test ok | id=4625"},
        {"zeros alone", "000", "test ok | id=0"},
        {"hexadecimal", "0x1210", "test ok | id=4624"},
        {"blanks round it", " 4625\r\n", "test ok | id=4625"},
        {"19 digits", "9223372036854775807", "test ok | id=9223372036854775807"},
        {"beyond 64 bits with a sign", "9223372036854775808", "test ok | other EventID=9223372036854775808"},
        {"negative", "-1", "test ok | other EventID=-1"},
        {"a fraction", "1.5", "test ok | other EventID=1.5"},
        {"no number", "Info", "test ok | other EventID=Info"},
        {"digits and more", "46 25", "test ok | other EventID=46 25"},
        {"nothing", "", "test ok"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin();
        set(WEV_SYS_EVENT_ID, "EventID", cases[i].text);
        expect_event(cases[i].title, cases[i].want);
    }
}

/* 0x40001B7C is event 7036 with 16384, as the classic log and Get-EventLog have it. */
Test(event, a_message_id_of_the_classic_log_is_an_event_id_and_its_qualifiers) {
    static const struct {
        const char *title, *id, *qualifiers, *want;
        int64_t number;
    } cases[] = {
        {"informational", "1073748860", NULL, "test ok | id=7036 qualifiers=16384", 7036},
        {"error", "3221232495", NULL, "test ok | id=7023 qualifiers=49152", 7023},
        {"the same in hexadecimal", "0xC0001B6F", NULL, "test ok | id=7023 qualifiers=49152", 7023},
        {"with the same qualifiers", "1073748860", "16384", "test ok | id=7036 qualifiers=16384", 7036},
        {"with others", "1073748860", "3", "test ok | id=1073748860 qualifiers=3", 1073748860},
        {"16 bits", "65535", NULL, "test ok | id=65535", 65535},
        {"without a severity", "1073741823", NULL, "test ok | id=1073741823", 1073741823},
        {"the least with one", "1073741824", NULL, "test ok | id=0 qualifiers=16384", 0},
        {"more than 32 bits", "4294967296", NULL, "test ok | id=4294967296", 4294967296},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin();
        set(WEV_SYS_EVENT_ID, "EventID", cases[i].id);
        if (cases[i].qualifiers != NULL)
            set(WEV_SYS_QUALIFIERS, "Qualifiers", cases[i].qualifiers);
        cr_assert(wev_event_finish(&event, &(wev_zone){0}, SV("payload"), &(wev_last_times){0}));
        expect_event(cases[i].title, cases[i].want);
        cr_expect(event.id == cases[i].number, "%s", cases[i].title);
    }
}

Test(event, what_comes_a_second_time_or_is_cut_is_kept_beside) {
    set(WEV_SYS_CHANNEL, "Channel", "Security");
    set(WEV_SYS_CHANNEL, "channel", "System");
    cr_assert(wev_event_set(&event, WEV_SYS_EVENT_ID, SV("EventID"), TX("46"), true));
    expect_event("beside", "test ok | channel=Security | other channel=System EventID~=46 | cut EventID");
    cr_assert(wev_event_finish(&event, &(wev_zone){0}, SV("payload"), &(wev_last_times){0}));
    cr_expect(event.id == -1, "a cut id is none");
}

Test(event, null_and_absent_say_the_same) {
    cr_assert(wev_event_set(&event, WEV_SYS_CHANNEL, SV("Channel"), WEV_ABSENT, false));
    set(WEV_SYS_CHANNEL, "Channel", "Security");
    expect_event("null", "test ok | channel=Security");
}

Test(event, data_without_a_name_is_named_by_its_position) {
    static const char *const want =
        "test ok | data param1?=0 param2?=1 param3?=2 Name=x param5?=4 param6?=5 param7?=6 param8?=7 param9?=8 "
        "param10?=9 param11?=10 Null null Cut~=1 | cut Cut";
    static const char *const digits[] = {"0", "1", "2", "", "4", "5", "6", "7", "8", "9", "10"};
    for (size_t i = 0; i < COUNT(digits); i++)
        cr_assert(wev_event_add(&event,
                                i == 3       ? TX("Name")
                                : i % 2 == 0 ? WEV_ABSENT
                                             : TX(""),
                                wev_text_of(wev_str_of(i == 3 ? "x" : digits[i])), WEV_FIELD_TEXT, false));
    cr_assert(wev_event_add(&event, TX("Null"), WEV_ABSENT, WEV_FIELD_NULL, false));
    cr_assert(wev_event_add(&event, TX("Cut"), TX("1"), WEV_FIELD_TEXT, true));
    expect_event("positions", want);
}

Test(event, what_is_kept_has_a_name) {
    cr_assert(wev_event_keep(&event, TX(""), TX("1"), WEV_FIELD_TEXT, false));
    cr_assert(wev_event_keep(&event, WEV_ABSENT, TX("2"), WEV_FIELD_TEXT, false));
    expect_event("no names", "test ok | other unnamed=1 unnamed#2=2");
}

Test(event, keywords_are_one_mask_in_every_spelling) {
    static const struct {
        const char *title, *text;
        uint64_t mask;
    } cases[] = {
        {"event XML", "0x8020000000000000", UINT64_C(0x8020000000000000)},
        {"NXLog 2, negative", "-9214364837600034816", UINT64_C(0x8020000000000000)},
        {"unsigned", "9232379236109516800", UINT64_C(0x8020000000000000)},
        {"a rounded double", "-9214364837600035000", UINT64_C(0x8020000000000000)},
        {"with an exponent", "-9.214364837600035e18", UINT64_C(0x8020000000000000)},
        {"audit failure, rounded", "9227875636482146000", UINT64_C(0x8010000000000000)},
        {"classic", "36028797018963968", WEV_KEYWORD_CLASSIC},
        {"none", "0x0", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin();
        set(WEV_SYS_KEYWORDS, "Keywords", cases[i].text);
        cr_expect(event.has_keywords && event.keywords == cases[i].mask, "%s: 0x%" PRIX64, cases[i].title,
                  event.keywords);
    }
    begin();
    set(WEV_SYS_KEYWORDS, "Keywords", "Audit Success");
    cr_expect(!event.has_keywords);
    expect_event("words are no mask", "test ok | other Keywords=Audit Success");
}

Test(event, the_outcome_is_told_by_the_audit_bits_where_they_are_audit_bits) {
    static const struct {
        const char *title, *channel, *keywords, *type;
        wev_outcome want;
    } cases[] = {
        {"success in Security", "Security", "0x8020000000000000", NULL, WEV_OUTCOME_SUCCESS},
        {"failure in Security", "Security", "0x8010000000000000", NULL, WEV_OUTCOME_FAILURE},
        {"failure before success", "Security", "0x8030000000000000", NULL, WEV_OUTCOME_FAILURE},
        {"without regard to case", "SECURITY", "0x8010000000000000", NULL, WEV_OUTCOME_FAILURE},
        {"neither bit", "Security", "0x8000000000000000", NULL, WEV_OUTCOME_UNKNOWN},
        {"CorrelationHint of another channel", "Microsoft-Windows-TaskScheduler/Operational", "0x8010000000000000",
         NULL, WEV_OUTCOME_UNKNOWN},
        {"a classic event of another channel", "Application", "0x90000000000000", NULL, WEV_OUTCOME_FAILURE},
        {"a classic event without them", "Application", "0x80000000000000", NULL, WEV_OUTCOME_UNKNOWN},
        {"no channel", NULL, "0x8020000000000000", NULL, WEV_OUTCOME_SUCCESS},
        {"the agent's word", "Security", NULL, "AUDIT_FAILURE", WEV_OUTCOME_FAILURE},
        {"the agent's other word", "Application", NULL, "AUDIT_SUCCESS", WEV_OUTCOME_SUCCESS},
        {"the bits outrank the agent", "Security", "0x8020000000000000", "AUDIT_FAILURE", WEV_OUTCOME_SUCCESS},
        {"another word", "Security", NULL, "ERROR", WEV_OUTCOME_UNKNOWN},
        {"nothing", NULL, NULL, NULL, WEV_OUTCOME_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin();
        if (cases[i].channel != NULL)
            set(WEV_SYS_CHANNEL, "Channel", cases[i].channel);
        if (cases[i].keywords != NULL)
            set(WEV_SYS_KEYWORDS, "Keywords", cases[i].keywords);
        if (cases[i].type != NULL)
            set(WEV_SYS_AGENT_EVENT_TYPE, "EventType", cases[i].type);
        cr_expect(wev_event_audit(&event) == cases[i].want, "%s: %d", cases[i].title, (int)wev_event_audit(&event));
    }
}

Test(event, the_level_is_what_was_sent_or_else_what_the_agents_severity_was_made_of) {
    static const struct {
        const char *title, *level, *severity, *type;
        int64_t want;
    } cases[] = {
        {"the level", "2", NULL, NULL, 2},
        {"the level outranks the severity", "3", "4", NULL, 3},
        {"DEBUG", NULL, "1", NULL, 5},
        {"INFO", NULL, "2", NULL, 4},
        {"WARNING", NULL, "3", NULL, 3},
        {"ERROR", NULL, "4", NULL, 2},
        {"CRITICAL", NULL, "5", NULL, 1},
        {"an audit is raised with LogAlways", NULL, "4", "AUDIT_FAILURE", 0},
        {"no severity of NXLog", NULL, "6", NULL, -1},
        {"nothing", NULL, NULL, NULL, -1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin();
        if (cases[i].level != NULL)
            set(WEV_SYS_LEVEL, "Level", cases[i].level);
        if (cases[i].severity != NULL)
            set(WEV_SYS_AGENT_SEVERITY_VALUE, "SeverityValue", cases[i].severity);
        if (cases[i].type != NULL)
            set(WEV_SYS_AGENT_EVENT_TYPE, "EventType", cases[i].type);
        cr_assert(wev_event_finish(&event, &(wev_zone){0}, SV("payload"), &(wev_last_times){0}));
        cr_expect(event.level == cases[i].want, "%s: %" PRId64, cases[i].title, event.level);
    }
}

Test(event, finishing_gives_numbers_and_times) {
    set(WEV_SYS_EVENT_ID, "EventID", "4625");
    set(WEV_SYS_VERSION, "Version", "2");
    set(WEV_SYS_TIME, "EventTime", "2020-05-18 09:41:12.5");
    set(WEV_SYS_AGENT_RECEIVED, "EventReceivedTime", "2020-05-18T06:41:13Z");
    cr_assert(wev_event_finish(&event, &(wev_zone){.offset = 3 * 3600}, SV("payload"), &(wev_last_times){0}));
    cr_expect(event.id == 4625 && event.version == 2 && event.level == -1);
    cr_expect(event.created.time.seconds == 1589784072 && event.created.time.nanos == 500000000 &&
              event.created.time.zoned);
    cr_expect(event.zone_assumed && event.received.time.seconds == 1589784073 && event.received.time.known);
}

Test(event, a_time_that_names_its_zone_is_not_moved) {
    set(WEV_SYS_TIME, "EventTime", "2020-05-18T06:41:12Z");
    cr_assert(wev_event_finish(&event, &(wev_zone){.offset = 3 * 3600}, SV("payload"), &(wev_last_times){0}));
    cr_expect(event.created.time.seconds == 1589784072 && !event.zone_assumed);
}

Test(event, a_time_that_cannot_be_read_is_kept_and_there_is_none) {
    set(WEV_SYS_TIME, "EventTime", "yesterday");
    cr_assert(wev_event_finish(&event, &(wev_zone){0}, SV("payload"), &(wev_last_times){0}));
    cr_expect(!event.created.time.known && !event.zone_assumed);
    expect_event("beside", "test ok | other EventTime=yesterday");
}

/* The same texts are not parsed again, and say the same; another one says something else. */
Test(event, a_time_that_comes_again_is_the_same) {
    wev_last_times last = {.created = {.len = 0}};
    const wev_zone zone = {.offset = 3 * 3600};
    static const char *const times[] = {"2020-05-18 09:41:12.5",
                                        "2020-05-18 09:41:12.5",
                                        "2020-05-18 09:41:13.5",
                                        "2020-05-18T06:41:12.5Z",
                                        "yesterday",
                                        "2020-05-18 09:41:12.5"};
    for (size_t i = 0; i < COUNT(times); i++) {
        const bool first = strcmp(times[i], times[0]) == 0, none = i == 4, zoned = i == 3;
        begin();
        set(WEV_SYS_TIME, "EventTime", times[i]);
        set(WEV_SYS_AGENT_RECEIVED, "EventReceivedTime", "2020-05-18T06:41:13Z");
        cr_assert(wev_event_finish(&event, &zone, SV("payload"), &last));
        expect_str(times[i], (wev_str){event.created.text, event.created.len},
                   none             ? SV("")
                   : first || zoned ? SV("2020-05-18T06:41:12.5Z")
                                    : SV("2020-05-18T06:41:13.5Z"));
        cr_expect(event.created.time.known == !none && event.zone_assumed == (!none && !zoned), "%s", times[i]);
        expect_str("received", (wev_str){event.received.text, event.received.len}, SV("2020-05-18T06:41:13Z"));
    }
}

typedef struct identity {
    const char *title, *computer, *channel, *record, *time, *payload;
} identity;

static wev_str uid_of(const identity *id, char *room) {
    static const wev_sys fields[] = {WEV_SYS_COMPUTER, WEV_SYS_CHANNEL, WEV_SYS_RECORD_ID, WEV_SYS_TIME};
    const char *const values[] = {id->computer, id->channel, id->record, id->time};
    begin();
    for (size_t i = 0; i < COUNT(fields); i++)
        if (values[i] != NULL)
            set(fields[i], "x", values[i]);
    cr_assert(wev_event_finish(&event, &(wev_zone){0}, wev_str_of(id->payload), &(wev_last_times){0}));
    memcpy(room, event.uid, sizeof event.uid);
    return (wev_str){room, sizeof event.uid};
}

static const identity first = {"", "PC1.example", "Security", "4711", "2020-08-01T05:46:46.1234567Z", "payload"};

Test(event, one_event_has_one_uid_however_it_is_framed) {
    static const identity same[] = {
        {"itself", "PC1.example", "Security", "4711", "2020-08-01T05:46:46.1234567Z", "payload"},
        {"another payload", "PC1.example", "Security", "4711", "2020-08-01T05:46:46.1234567Z", "other"},
        {"nine digits", "PC1.example", "Security", "4711", "2020-08-01T05:46:46.123456700Z", "payload"},
        {"another zone", "PC1.example", "Security", "4711", "2020-08-01 07:46:46.1234567+02:00", "payload"},
        {"another case of the computer", "pc1.EXAMPLE", "Security", "4711", "2020-08-01T05:46:46.1234567Z", "payload"},
    };
    char a[32], b[32];
    for (size_t i = 0; i < COUNT(same); i++)
        expect_str(same[i].title, uid_of(same + i, a), uid_of(&first, b));
    for (size_t i = 0; i < sizeof a; i++)
        cr_expect(wev_is_digit(a[i]) || (a[i] >= 'a' && a[i] <= 'f'), "character %zu is %c", i, a[i]);
}

Test(event, a_time_without_a_fraction_is_that_time_with_zeros) {
    const identity none = {"", "PC1", "Security", "1", "2020-08-01T05:46:40Z", "a"};
    const identity zeros = {"", "PC1", "Security", "1", "2020-08-01T05:46:40.0000000Z", "b"};
    char a[32], b[32];
    expect_str("zeros", uid_of(&zeros, a), uid_of(&none, b));
}

Test(event, another_event_has_another_uid) {
    static const identity others[] = {
        {"another computer", "PC2.example", "Security", "4711", "2020-08-01T05:46:46.1234567Z", "payload"},
        {"another channel", "PC1.example", "System", "4711", "2020-08-01T05:46:46.1234567Z", "payload"},
        {"no channel", "PC1.example", NULL, "4711", "2020-08-01T05:46:46.1234567Z", "payload"},
        {"another record", "PC1.example", "Security", "4712", "2020-08-01T05:46:46.1234567Z", "payload"},
        {"another time", "PC1.example", "Security", "4711", "2020-08-01T05:46:46.1234568Z", "payload"},
        {"no record: the payload counts", "PC1.example", "Security", NULL, "2020-08-01T05:46:46.1234567Z", "payload"},
        {"another payload then", "PC1.example", "Security", NULL, "2020-08-01T05:46:46.1234567Z", "payload 2"},
        {"no time", "PC1.example", "Security", "4711", NULL, "payload 3"},
        {"no computer", NULL, "Security", "4711", "2020-08-01T05:46:46.1234567Z", "payload 4"},
    };
    char uids[COUNT(others) + 1][32];
    uid_of(&first, uids[COUNT(others)]);
    for (size_t i = 0; i < COUNT(others); i++)
        uid_of(others + i, uids[i]);
    for (size_t i = 0; i < COUNT(others); i++)
        for (size_t k = i + 1; k <= COUNT(others); k++)
            cr_expect(memcmp(uids[i], uids[k], 32) != 0, "%s: as %s", others[i].title,
                      k < COUNT(others) ? others[k].title : "the first");
}

Test(event, a_long_name_is_a_part_of_the_uid_too) {
    char name[600];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    const identity one = {"", name, "Security", "1", "2020-08-01T05:46:40Z", "a"};
    char a[32], b[32];
    uid_of(&one, a);
    name[sizeof name - 2] = 'b';
    uid_of(&one, b);
    cr_expect(memcmp(a, b, sizeof a) != 0);
}

Test(event, the_first_fault_stays) {
    wev_event_fault(&event, WEV_TRUNCATED, "first", 3);
    wev_event_fault(&event, WEV_MALFORMED, "second", 4);
    cr_expect(event.status == WEV_TRUNCATED && event.offset == 3);
    expect_text("what", wev_str_of(event.what), "first");
}

Test(event, beyond_the_limit_it_says_so_and_goes_on) {
    wev_event_init(&event, &arena, 7, 2);
    event.format = SV("test");
    for (int i = 0; i < 4; i++)
        cr_expect(wev_event_add(&event, WEV_ABSENT, TX("x"), WEV_FIELD_TEXT, false), "item %d", i);
    cr_assert(wev_event_finish(&event, &(wev_zone){0}, SV("payload"), &(wev_last_times){0}));
    expect_event("two of four", "test too big | data param1?=x param2?=x");
}
