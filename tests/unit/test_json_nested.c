/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ways that are shorter for what is nested in JSON lead to where the long ones do: keys that are guessed by those of
 * the messages before, objects of a list that are written as the first one is, members that are read ahead.
 */
#include "guard.h"

#include <stdio.h>

#include "expect.h"
#include "process.h"

static const wev_options native = {.seed = 7};

/* A worker that has read many messages says of each what a new one says. */
static void expect_no_memory(const char *const *messages, size_t count) {
    process used = process_open(&native, NULL);
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < count; i++) {
            process fresh = process_open(&native, NULL);
            const wev_str want = process_document(&fresh, wev_str_of(messages[i]));
            expect_str(messages[i], process_document(&used, wev_str_of(messages[i])), want);
            process_close(&fresh);
        }
    }
    process_close(&used);
}

Test(json_nested, keys_of_one_message_do_not_change_the_next) {
    static const char *const messages[] = {
        "{\"winlog\":{\"channel\":\"a\",\"event_id\":1,\"process\":{\"pid\":1,\"thread\":{\"id\":2}},\"task\":\"b\"}}",
        "{\"winlog\":{\"channel\":\"a\",\"event_id\":1,\"process\":{\"pid\":1,\"thread\":{\"id\":2}},\"task\":\"b\"}}",
        "{\"winlog\":{\"channel\":\"a\",\"task\":\"b\",\"event_id\":1,\"process\":{\"thread\":{\"id\":2},\"pid\":1}}}",
        "{\"winlog\":{\"channels\":\"a\",\"event_i\":1,\"event_id\":2,\"process_\":{\"pid\":1},\"process\":{\"pi\":3}}"
        "}",
        "{\"winlog\":{ \"channel\" : \"a\" , \"event_id\" : 1 , \"process\" : { \"pid\" : 1 } , \"task\" : \"b\" } }",
        "{\"winlog\":{\"channel\":\"a\",\"event_id\":{\"x\":1},\"event_id\":1,\"process\":7,\"task\":[\"b\"]}}",
        "{\"winlog\":{\"channel\":\"a\",\"event_\\u0069d\":1,\"event_id\":12,\"process\":null,\"task\":true}}",
        "{\"winlog\":{\"channel\":\"a\",\"event_id\":1,\"related_activity_id\":\"b\",\"activity_id\":\"c\"}}",
        "{\"winlog\":{\"channel\":\"a\",\"event_id\":1,\"related_activity_ix\":\"b\",\"activity_id\":\"c\"}}",
        "{\"winlog\":{\"channel\":\"a\",\"event_idxy\":\"b\",\"processxy\":\"c\",\"event_id\":1,\"task\":\"d\"}}",
        "{\"winlog\":{\"channelxy\":\"a\",\"channel\":\"b\",\"eventxid\":\"c\",\"event_ix\":\"d\",\"event_id\":1}}",
        "{\"Event\":{\"System\":{\"EventID\":1,\"Provider\":{\"@Name\":\"a\"},\"Execution\":{\"@ProcessID\":3}}}}",
        "{\"Event\":{\"System\":{\"EventID\":1,\"Provider\":{\"Name\":\"a\"},\"Execution\":{\"ProcessID\":3}}}}",
        "{\"Event\":{\"System\":{\"EventID\":1,\"Provider\":{\"@Name\":\"a\",\"Name\":\"b\"},\"@Level\":3,\"Level\":4}}"
        "}",
        "{\"win\":{\"system\":{\"eventID\":1,\"@level\":3,\"level\":4,\"providerName\":\"a\"}}}",
    };
    expect_no_memory(messages, COUNT(messages));
}

/* The same event, of which the second text is not read by a short way. */
static void expect_same(const char *brief, const char *wordy) {
    process a = process_open(&native, NULL), b = process_open(&native, NULL);
    const wev_str want = process_describe(&b, wev_str_of(wordy));
    cr_expect(a.engine != NULL && b.result.event != NULL && b.result.event->data.count > 0, "%s", wordy);
    expect_str(brief, process_describe(&a, wev_str_of(brief)), want);
    process_close(&a);
    process_close(&b);
}

#define END "},\"x\":\"so that there are enough bytes behind the last object\"}}"
#define TREE "{\"Event\":{\"System\":{\"EventID\":1},\"EventData\":{\"Data\":["

/* A blank in front of its bracket, and an object is no pattern for those behind it. */
Test(json_nested, objects_of_a_list_are_read_as_if_each_was_alone) {
    static const struct {
        const char *brief, *wordy;
    } lists[] = {
        {TREE "{\"Name\":\"a\",\"text\":\"1\"},{\"Name\":\"b\",\"text\":\"2\"},{\"Name\":\"c\",\"text\":\"\"}]" END,
         TREE "{\"Name\":\"a\",\"text\":\"1\" },{\"Name\":\"b\",\"text\":\"2\" },{\"Name\":\"c\",\"text\":\"\" }]" END},
        {TREE "{\"Name\":\"a\",\"text\":\"1\"},{\"Name\":\"b\",\"text\":2},{\"Name\":\"c\",\"text\":null}]" END,
         TREE "{\"Name\":\"a\",\"text\":\"1\" },{\"Name\":\"b\",\"text\":2 },{\"Name\":\"c\",\"text\":null }]" END},
        {TREE "{\"Name\":\"a\",\"text\":\"1\"},{\"text\":\"2\",\"Name\":\"b\"},{\"Name\":\"c\",\"text\":\"3\"}]" END,
         TREE
         "{\"Name\":\"a\",\"text\":\"1\" },{\"text\":\"2\",\"Name\":\"b\" },{\"Name\":\"c\",\"text\":\"3\" }]" END},
        {TREE "{\"Name\":\"a\",\"text\":\"1\"},{\"Name\":\"b\",\"texts\":\"2\"},{\"Name\":\"c\",\"texx\":\"3\"}]" END,
         TREE
         "{\"Name\":\"a\",\"text\":\"1\" },{\"Name\":\"b\",\"texts\":\"2\" },{\"Name\":\"c\",\"texx\":\"3\" }]" END},
        {TREE "{\"Name\":\"a\",\"text\":\"1\"},{\"Name\":\"b\",\"text\":\"2\",\"x\":\"3\"},{\"Name\":\"c\"}]" END,
         TREE "{\"Name\":\"a\",\"text\":\"1\" },{\"Name\":\"b\",\"text\":\"2\",\"x\":\"3\" },{\"Name\":\"c\" }]" END},
        {TREE
         "{\"Name\":\"a\",\"x\":\"0\",\"text\":\"1\"},{\"Name\":\"b\",\"x\":\"\\\"}\",\"text\":\"\\u00e9\\\\\"}]" END,
         TREE "{\"Name\":\"a\",\"x\":\"0\",\"text\":\"1\" },{\"Name\":\"b\",\"x\":\"\\\"}\",\"text\":\"\\u00e9\\\\\" "
              "}]" END},
        {TREE "{ \"Name\": \"a\", \"text\": \"1\"}, { \"Name\": \"b\", \"text\": \"2\"}, {\"Name\": \"c\"}]" END,
         TREE "{\"Name\":\"a\",\"text\":\"1\" },{\"Name\":\"b\",\"text\":\"2\" },{\"Name\":\"c\" }]" END},
        {TREE "{\"text\":\"1\"},{\"text\":\"2\"},\"3\",{\"text\":\"4\"},[5],{\"text\":\"6\"},{}]" END,
         TREE "{\"text\":\"1\" },{\"text\":\"2\" },\"3\",{\"text\":\"4\" },[5],{\"text\":\"6\" },{ }]" END},
        {TREE "{\"Name\":\"a\",\"text\":\"1\"},{\"Name\":\"b\",\"text\":\"a string that is longer than a block\"}]" END,
         TREE
         "{\"Name\":\"a\",\"text\":\"1\" },{\"Name\":\"b\",\"text\":\"a string that is longer than a block\" }]" END},
    };
    for (size_t i = 0; i < COUNT(lists); i++)
        expect_same(lists[i].brief, lists[i].wordy);
}

/* Each cut lies in front of a page that must not be read. */
Test(json_nested, an_object_of_a_list_is_read_no_further_than_the_message) {
    static const char text[] = TREE "{\"Name\":\"a\",\"text\":\"1\"},{\"Name\":\"b\",\"text\":\"2\"},"
                                    "{\"Name\":\"c\",\"text\":\"a string that is longer than a block\"}]}}}";
    process p = process_open(&native, NULL);
    guard g = guard_new(sizeof text);
    for (size_t len = 40; len < sizeof text - 1; len++) {
        p.result = wev_process(p.worker, guard_put(&g, (wev_str){text, len}));
        cr_expect(p.result.status == WEV_TRUNCATED, "%zu bytes", len);
    }
    guard_free(&g);
    process_close(&p);
}

/* Columns beside the data that say it again, in whatever order; what says something else is kept. */
Test(json_nested, items_are_said_again_in_any_order) {
    static const char head[] = "{\"TimeGenerated\":\"2020-08-01T05:46:46Z\",\"EventID\":1,\"Channel\":\"c\","
                               "\"Provider\":\"p\",\"EventData\":\"{\\\"a\\\":\\\"1\\\",\\\"b\\\":\\\"2\\\","
                               "\\\"c\\\":\\\"\\\\\\\\3\\\"}\"";
    static const struct {
        const char *columns;
        uint32_t others;
    } rows[] = {
        {",\"a\":\"1\",\"b\":\"2\",\"c\":\"\\\\3\"}", 0}, {",\"c\":\"\\\\3\",\"a\":\"1\",\"b\":\"2\"}", 0},
        {",\"a\":\"1\",\"a\":\"1\",\"A\":\"1\"}", 0},     {",\"a\":\"1\",\"b\":\"3\",\"c\":\"\\\\3\"}", 1},
        {",\"b\":\"2\",\"a\":\"2\",\"d\":\"1\"}", 2},     {"}", 0},
    };
    process p = process_open(&native, NULL);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[400];
        (void)snprintf(text, sizeof text, "%s%s", head, rows[i].columns);
        p.result = wev_process(p.worker, wev_str_of(text));
        cr_assert(p.result.event != NULL && p.result.event->data.count == 3, "%s", text);
        cr_expect(p.result.event->other.count == rows[i].others, "%s: %u", text, p.result.event->other.count);
    }
    process_close(&p);
}

enum { MANY = 40 };

/* Azure's diagnostics with the event's XML behind so many other members. */
static wev_str put_diagnostics(wev_buf *to, unsigned before, const char *xml) {
    char member[32];
    wev_buf_clear(to);
    wev_buf_add(to, SV("{\"category\":\"WindowsEventLogsTable\",\"properties\":{"));
    for (unsigned i = 0; i < MANY; i++) {
        if (i == before)
            wev_buf_add(to, wev_str_of(xml));
        (void)snprintf(member, sizeof member, "\"m%u\":\"%u\"%s", i, i, i + 1 < MANY ? "," : "");
        wev_buf_add(to, wev_str_of(member));
    }
    wev_buf_add(to, SV("}}"));
    return wev_buf_text(to);
}

Test(json_nested, what_is_read_ahead_is_taken_once_and_in_its_place) {
    static const char *const xmls[] = {
        "\"RawXml\":\"<Event><System><EventID>7</EventID></System><EventData><Data "
        "Name='a'>1</Data></EventData></Event>\",",
        "\"RawXml\":\"\",",
        "\"RawXml\":null,",
        "",
    };
    for (size_t i = 0; i < COUNT(xmls); i++) {
        process first = process_open(&native, NULL);
        wev_buf text = {0};
        const wev_str want = process_describe(&first, put_diagnostics(&text, 0, xmls[i]));
        cr_assert(first.result.event != NULL && first.result.event->id == (i == 0 ? 7 : -1), "%s", xmls[i]);
        cr_assert(first.result.event->other.count >= MANY, "%s", xmls[i]);
        for (unsigned before = 1; before < MANY; before++) {
            process p = process_open(&native, NULL);
            expect_str(xmls[i], process_describe(&p, put_diagnostics(&text, before, xmls[i])), want);
            process_close(&p);
        }
        wev_buf_free(&text);
        process_close(&first);
    }
}
