/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An event that is cut anywhere: what was read of it is right, what is not whole is not interpreted, and the document
 * is one. Each cut lies in front of a page that must not be read.
 */
#include "guard.h"

#include <stdio.h>

#include "expect.h"
#include "json_check.h"
#include "process.h"

#include "base/utf8.h"
#include "knowledge/labels.h"

static const char nxlog[] =
    "<11>1 2020-05-18T06:41:09Z CA01 Audit 720 - [a@1 b=\"\\]\"] "
    "\xEF\xBB\xBF{\"EventTime\":\"2020-05-18T06:41:09.184512+00:00\",\"EventReceivedTime\":\"2020-05-18 06:41:10\","
    "\"Hostname\":\"CA01.contoso.example\",\"Keywords\":\"9227875636482146304\",\"EventType\":\"AUDIT_FAILURE\","
    "\"SeverityValue\":4,\"Severity\":\"ERROR\",\"EventID\":4625,"
    "\"SourceName\":\"Microsoft-Windows-Security-Auditing\",\"Version\":10,\"LevelValue\":12,\"TaskValue\":12544,"
    "\"RecordNumber\":1340580,\"ExecutionProcessID\":720,\"Channel\":\"Security\",\"Message\":\"An account failed to "
    "log on.\\r\\n\\tStatus:\\t0xC000006D\\r\\n\xEA\xB0\x80\",\"Opcode\":\"Info\","
    "\"TargetUserName\":\"svc\\\\intune\",\"Status\":\"0xc000006d\",\"SubStatus\":\"0xc0000064\","
    "\"FailureReason\":\"%%2313\",\"LogonType\":\"10\",\"None\":null,\"Yes\":true,\"Nested\":{\"a\":[1,\"}\"]}}";

static const char xml[] = "<13><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
                          "Name='Microsoft-Windows-Security-Auditing' Guid='{54849625}'/><EventID Qualifiers='16384'>"
                          "4625</EventID><Version>10</Version><Level>12</Level><Keywords>0x8010000000000000</Keywords>"
                          "<TimeCreated SystemTime='2020-05-18T06:41:09.1845123Z'/><EventRecordID>"
                          "1340580</EventRecordID><Execution ProcessID='720' ThreadID='9596'/><Channel>"
                          "Security</Channel><Computer>CA01.contoso.example</Computer><Security UserID='S-1-5-18'/>"
                          "</System>\r\n<EventData><Data Name='TargetUserName'>svc&amp;intune\xEA\xB0\x80</Data><Data "
                          "Name='Status'>0xc000006d</Data><Data Name=\"SubStatus\">0xc0000064</Data><Data "
                          "Name='FailureReason'><![CDATA[%%2313]]></Data><Data Name='LogonType'>10</Data><Data>"
                          "10</Data><Data/></EventData><RenderingInfo Culture='en-US'><Message>An account failed to "
                          "log on.&#13;&#10;Status: 0xC000006D</Message><Keywords><Keyword>Audit Failure</Keyword>"
                          "</Keywords></RenderingInfo></Event>";

static const char user_data[] =
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
    "Name='Microsoft-Windows-Eventlog'/><EventID>1102</EventID><Channel>Security</Channel></System><UserData>"
    "<LogFileCleared xmlns='x'><SubjectUserName>adm</SubjectUserName><ClientProcessId a='1234'>4321</ClientProcessId>"
    "</LogFileCleared></UserData></Event>";

/* Keys inside of objects. */
static const char nested[] =
    "{\"@timestamp\":\"2020-05-18T06:41:09.184Z\",\"winlog\":{\"channel\":\"Security\",\"event_id\":4625,\"process\":{"
    "\"pid\":720,\"thread\":{\"id\":9596}},\"provider_name\":\"Microsoft-Windows-Security-Auditing\","
    "\"related_activity_id\":\"{54849625}\",\"version\":10,\"level\":12,\"event_data\":{\"TargetUserName\":\"svc\","
    "\"Status\":\"0xc000006d\",\"SubStatus\":\"0xc0000064\",\"FailureReason\":\"%%2313\"},"
    "\"keywords\":[\"Audit Failure\"]}}";

/* What is decoded twice, and read ahead of other members. */
static const char twice[] =
    "{\"category\":\"WindowsEventLogsTable\",\"time\":\"2020-05-18T06:41:09.1845123Z\",\"properties\":{\"EventId\":"
    "4625,"
    "\"ProviderName\":\"Microsoft-Windows-Security-Auditing\",\"Description\":\"Status:\\t0xC000006D\\r\\nb\","
    "\"RawXml\":\"<Event><System><Provider "
    "Name='Microsoft-Windows-Security-Auditing'/><EventID>4625</EventID><Version>10"
    "</Version><Level>12</Level><Channel>Security</Channel></System><EventData><Data Name='Status'>0xc000006d</Data>"
    "</EventData><RenderingInfo Culture='en-US'><Message>Status:&#9;0xC000006D&#13;&#10;b</Message></RenderingInfo>"
    "</Event>\",\"Level\":12}}";

/* The whole event, to compare with. */
typedef struct original {
    wev_event event;
    uint64_t numbers[WEV_MAX_CODES]; /* of its codes */
    uint32_t number_count;
} original;

static bool is_code_of(const original *whole, uint64_t number) {
    for (uint32_t i = 0; i < whole->number_count; i++)
        if (whole->numbers[i] == number)
            return true;
    return false;
}

static bool same_text(const wev_event *cut, wev_text a, const original *whole, wev_text b) {
    return (a.ptr == NULL) == (b.ptr == NULL) &&
           wev_str_equal(wev_text_plain(cut->arena, a), wev_text_plain(whole->event.arena, b));
}

/* Everything that is not marked as cut is what it is in the whole event. */
static void compare(const wev_result *result, const original *whole, size_t len) {
    const wev_event *const cut = result->event;
    cr_expect(cut->id == -1 || cut->id == whole->event.id, "%zu bytes: id %lld", len, (long long)cut->id);
    cr_expect(cut->version == -1 || cut->version == whole->event.version, "%zu bytes: version", len);
    cr_expect(cut->level == whole->event.level || cut->level == -1 || cut->level == 0, "%zu bytes: level", len);
    cr_expect(!cut->has_keywords || cut->keywords == whole->event.keywords, "%zu bytes: keywords", len);
    for (unsigned i = 0; i < WEV_SYS_COUNT; i++)
        cr_expect(cut->system[i].ptr == NULL || same_text(cut, cut->system[i], whole, whole->event.system[i]),
                  "%zu bytes: system field %.*s", len, (int)wev_sys_table[i].key.len, wev_sys_table[i].key.ptr);
    for (uint32_t i = 0; i < cut->data.count; i++) {
        const wev_field *const field = cut->data.item + i;
        cr_expect(field->cut || same_text(cut, field->value, whole, whole->event.data.item[i].value),
                  "%zu bytes: data %.*s", len, (int)field->name.len, field->name.ptr);
        cr_expect(!field->cut || i + 1 == cut->data.count, "%zu bytes: data %u is cut, and not the last", len, i);
    }
    for (uint32_t i = 0; i < result->meaning->code_count; i++)
        cr_expect(is_code_of(whole, result->meaning->code[i].number), "%zu bytes: code %llx", len,
                  (unsigned long long)result->meaning->code[i].number);
}

static void read_whole(process *p, wev_str text, original *whole) {
    p->result = wev_process(p->worker, text);
    cr_assert(p->result.status == WEV_OK);
    whole->event = *p->result.event;
    whole->number_count = 0;
    for (uint32_t i = 0; i < p->result.meaning->code_count; i++)
        whole->numbers[whole->number_count++] = p->result.meaning->code[i].number;
}

/* Gives how many of the cuts were recognised as an event. */
static size_t cut_everywhere(wev_profile profile, wev_str text) {
    const wev_rulebase *const rulebase = load_shipped("en");
    const wev_options options = {.profile = profile, .explain = WEV_EXPLAIN_ALL, .seed = 7};
    process p = process_open(&options, rulebase), other = process_open(&options, rulebase);
    guard g = guard_new(8192);
    original whole;
    size_t events = 0;
    read_whole(&other, text, &whole); /* lives in the other worker */
    for (size_t len = 0; len < text.len; len++) {
        const wev_str document = process_document(&p, guard_put(&g, (wev_str){text.ptr, len}));
        cr_expect(is_document(document), "%zu bytes: %.*s", len, (int)document.len, document.ptr);
        cr_expect(p.result.status == WEV_TRUNCATED || p.result.status == WEV_NOT_EVENT, "%zu bytes: %d", len,
                  (int)p.result.status);
        cr_expect((p.result.event != NULL) == (p.result.status == WEV_TRUNCATED), "%zu bytes", len);
        if (p.result.event == NULL)
            continue;
        events++;
        compare(&p.result, &whole, len);
    }
    guard_free(&g);
    process_close(&p);
    process_close(&other);
    wev_rulebase_unref(rulebase);
    return events;
}

Test(cut, an_nxlog_event_is_right_as_far_as_it_goes) {
    const size_t events = cut_everywhere(WEV_NATIVE, SV(nxlog));
    cr_expect(events > sizeof nxlog - 500, "only %zu cuts are events", events);
}

Test(cut, an_event_in_xml_is_right_as_far_as_it_goes) {
    const size_t events = cut_everywhere(WEV_NATIVE, SV(xml));
    cr_expect(events > sizeof xml - 100, "only %zu cuts are events", events);
}

Test(cut, user_data_is_right_as_far_as_it_goes) {
    const size_t events = cut_everywhere(WEV_NATIVE, SV(user_data));
    cr_expect(events > sizeof user_data - 100, "only %zu cuts are events", events);
}

Test(cut, what_is_nested_in_json_is_right_as_far_as_it_goes) {
    const size_t events = cut_everywhere(WEV_NATIVE, SV(nested));
    cr_expect(events > sizeof nested - 100, "only %zu cuts are events", events);
}

Test(cut, json_and_xml_in_json_are_right_as_far_as_they_go) {
    const size_t events = cut_everywhere(WEV_NATIVE, SV(twice));
    cr_expect(events > sizeof twice - 150, "only %zu cuts are events", events);
}

Test(cut, the_ecs_document_is_right_too) {
    cut_everywhere(WEV_ECS, SV(nxlog));
    cut_everywhere(WEV_ECS, SV(xml));
    cut_everywhere(WEV_ECS, SV(user_data));
    cut_everywhere(WEV_ECS, SV(nested));
}

/* The readers of simple members and elements look at a whole one with one check of what is left. */
static void cut_behind(const char *head, bool named) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    guard g = guard_new(512);
    for (int key = 25; key <= (named ? 33 : 25); key++) {
        for (int digits = 1; digits <= 36; digits++) {
            char text[400], name[48] = "";
            if (named)
                (void)snprintf(name, sizeof name, "\"%.*s\": ", key, "abcdefghijklmnopqrstuvwxyzabcdefghij");
            const int len =
                snprintf(text, sizeof text, "%s, %s%.*s", head, name, digits, "123456789012345678901234567890123456");
            const wev_str document = process_document(&p, guard_put(&g, (wev_str){text, (size_t)len}));
            cr_expect(is_document(document), "%s, %d, %d: %.*s", head, key, digits, (int)document.len, document.ptr);
            cr_expect(p.result.status == WEV_TRUNCATED, "%s, %d, %d", head, key, digits);
        }
    }
    guard_free(&g);
    process_close(&p);
}

Test(cut, a_key_and_a_number_are_read_no_further_than_the_message) {
    cut_behind("{\"EventTime\":\"2020\",\"EventID\":1", true);
    cut_behind("{\"winlog\":{\"channel\":\"a\",\"event_id\":1", true);
    cut_behind("{\"winlog\":{\"channel\":\"a\",\"event_id\":1,\"event_data\":{\"a\":\"b\"", true);
    cut_behind("{\"Event\":{\"System\":{\"EventID\":1},\"EventData\":{\"Data\":[{\"Name\":\"a\"", true);
}

Test(cut, an_element_is_read_no_further_than_the_message) {
    static const char fluent[] = "{\"ProviderName\":\"a\",\"EventID\":1,\"EventRecordID\":2,\"StringInserts\":[\"a\"";
    cut_behind(fluent, false);
    cut_behind("{\"winlog\":{\"channel\":\"a\",\"event_id\":1,\"keywords\":[\"a\"", false);
}

Test(cut, indentation_is_passed_no_further_than_the_message) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    guard g = guard_new(256);
    for (int blanks = 0; blanks <= 50; blanks++) {
        char text[160];
        const int len = snprintf(text, sizeof text, "{\"EventTime\":\"2020\",\"EventID\":1,%*s", blanks, "");
        const wev_str document = process_document(&p, guard_put(&g, (wev_str){text, (size_t)len}));
        cr_expect(is_document(document), "%d blanks: %.*s", blanks, (int)document.len, document.ptr);
        cr_expect(p.result.status == WEV_TRUNCATED, "%d blanks", blanks);
    }
    guard_free(&g);
    process_close(&p);
}

/* Decoded text is never longer than what it is decoded from, and nothing is written behind that length either. */
Test(cut, escapes_are_decoded_within_their_own_length) {
    static const struct {
        const char *text;
        wev_writing writing;
    } escapes[] = {
        {"\\n", WEV_JSON_LOOSE},
        {"\\u003c", WEV_JSON_LOOSE},
        {"\\ud83d\\ude00", WEV_JSON_LOOSE},
        {"\\x", WEV_JSON_LOOSE},
        {"\\", WEV_JSON_LOOSE},
        {"&#10;", WEV_XML},
        {"&amp;", WEV_XML},
        {"&x;", WEV_XML},
        {"&#x10FFFF;", WEV_XML},
        {"&", WEV_XML},
    };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmn";
    guard from = guard_new(256), to = guard_new(256);
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        for (int before = 0; before <= 34; before++) {
            for (int behind = 0; behind <= 34; behind++) {
                char text[128];
                const int len =
                    snprintf(text, sizeof text, "%.*s%s%.*s", before, letters, escapes[i].text, behind, letters);
                const wev_str source = guard_put(&from, (wev_str){text, (size_t)len});
                char *const room = to.memory + to.room - len;
                const size_t put = wev_text_decode(room, wev_text_as(source, escapes[i].writing));
                cr_expect(put <= (size_t)len && memcmp(room, letters, (size_t)before) == 0 &&
                              memcmp(room + put - behind, letters, (size_t)behind) == 0,
                          "%s behind %d and in front of %d letters", escapes[i].text, before, behind);
            }
        }
    }
    guard_free(&from);
    guard_free(&to);
}

static const wev_labels *labels_of(const wev_rulebase *rulebase) {
    uint32_t count = 0;
    const wev_pack *const pack = wev_rulebase_packs(rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (wev_str_equal(wev_text_raw(pack[i].name), SV("windows-security")))
            return &pack[i].labels;
    cr_assert(false, "the pack has labels");
    return NULL;
}

/* Each part of a text, as if it was the whole. */
Test(cut, labels_are_looked_for_no_further_than_the_text) {
    static const char text[] =
        "It failed.  Status : 0x2;Logon Type:\t3\xE3\x80\x82Sub Status\xEF\xBC\x9A 3. Requester=c: d  e\n";
    const wev_rulebase *const rulebase = load_shipped("en");
    const wev_labels *const labels = labels_of(rulebase);
    wev_arena arena;
    wev_arena_init(&arena, 1 << 20);
    guard g = guard_new(sizeof text);
    for (size_t from = 0; from < sizeof text; from++) {
        for (size_t to = from; to < sizeof text; to++) {
            wev_labelled found = wev_labelled_start(labels, &arena);
            cr_assert(found.value != NULL);
            wev_labels_search(labels, guard_put(&g, (wev_str){text + from, to - from}), &found);
            cr_expect(from > 0 || to < 40 || (found.count > 0 && wev_str_equal(found.value[found.field[0]], SV("0x2"))),
                      "%zu bytes", to);
            cr_expect(from > 0 || to < sizeof text - 1 || found.count == 4, "%u values", found.count);
            wev_arena_reset(&arena);
        }
    }
    guard_free(&g);
    wev_arena_free(&arena);
    wev_rulebase_unref(rulebase);
}

Test(cut, behind_a_backslash_the_document_is_one_too) {
    process p = process_open(&(wev_options){.seed = 7}, NULL);
    guard g = guard_new(256);
    for (int pad = 0; pad <= 40; pad++) {
        char text[128];
        const int len = snprintf(text, sizeof text, "{\"EventTime\":\"2020\",\"EventID\":1,\"Path\":\"%.*s\\", pad,
                                 "0123456789012345678901234567890123456789");
        const wev_str document = process_document(&p, guard_put(&g, (wev_str){text, (size_t)len}));
        cr_expect(is_document(document), "behind %d bytes: %.*s", pad, (int)document.len, document.ptr);
    }
    guard_free(&g);
    process_close(&p);
}

/* A limit cuts as the end of a datagram does, but never inside a character, and says so even between two fields. */
Test(cut, a_limit_cuts_in_the_same_way) {
    const wev_str text = SV(nxlog);
    for (size_t limit = 200; limit < text.len; limit++) {
        process p = process_open(&(wev_options){.seed = 7, .limits = {.message = limit}}, NULL);
        process other = process_open(&(wev_options){.seed = 7}, NULL);
        const wev_str document = process_document(&p, text);
        cr_expect(is_document(document), "%zu bytes", limit);
        cr_expect(p.result.status == WEV_TRUNCATED || p.result.status == WEV_NOT_EVENT, "%zu bytes", limit);
        cr_expect(p.result.bytes == text.len, "%zu bytes: the message had %zu", limit, p.result.bytes);
        const wev_str limited = describe(&p.said, p.result.event);
        const wev_str cut = process_describe(&other, (wev_str){text.ptr, wev_utf8_cut(text, limit)});
        expect_str("the same event", limited, cut);
        cr_expect(p.result.event == NULL || !p.result.event->repaired, "%zu bytes", limit);
        process_close(&p);
        process_close(&other);
    }
}

Test(cut, a_message_above_the_limit_says_so_even_if_the_event_is_whole) {
    process p = process_open(&(wev_options){.seed = 7, .limits = {.message = sizeof xml - 1}}, NULL);
    char text[sizeof xml + 10];
    memcpy(text, xml, sizeof xml - 1);
    memset(text + sizeof xml - 1, ' ', 11);
    p.result = wev_process(p.worker, (wev_str){text, sizeof text});
    cr_expect(p.result.status == WEV_TRUNCATED && p.result.event->id == 4625 && p.result.cut);
    p.result = wev_process(p.worker, (wev_str){text, sizeof xml - 1});
    cr_expect(p.result.status == WEV_OK && !p.result.cut, "just the limit");
    process_close(&p);
}
