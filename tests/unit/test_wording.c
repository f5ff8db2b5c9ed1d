/* SPDX-License-Identifier: Apache-2.0 */
/* Data out of the rendered text, in each of the shapes in which senders hand it on. */
#include "folder.h"

#include "expect.h"
#include "process.h"

static const char wording[] = "{\"for\": \"p\", \"lang\": \"en\", \"source\": \"made up\",\n"
                              " \"parts\": {\"who\": [\"Who\", \"User=UserName\", \"Group=GroupName\"]},\n"
                              " \"events\": [\n"
                              "  {\"id\": 1, \"text\": \"It happened.\", \"labels\": [\"@who\", \"What\", "
                              "\"Rights=Rights+\", \"User=OtherName\",\n"
                              "  \"Last=Last\"], \"end\": \"This event\"},\n"
                              "  {\"id\": 2, \"text\": \"Something else.\"}\n"
                              " ]\n"
                              "}\n";

static folder base;
static const wev_rulebase *rulebase;
static process p;

static void open_wording(void) {
    wev_fault why;
    base = folder_open();
    folder_write_tiny(&base);
    folder_write(&base, "wording/p.json", wording);
    rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    p = process_open(&(wev_options){.seed = 7}, rulebase);
}

static void close_wording(void) {
    process_close(&p);
    wev_rulebase_unref(rulebase);
    folder_close(&base);
}

TestSuite(wording, .init = open_wording, .fini = close_wording);

typedef struct text_case {
    const char *title, *text, *want; /* want: the members of data, NULL: no data */
} text_case;

/* Event 1 of provider P with that text, as OSSEC sends it; gives the document from `data` on. */
static void expect_data(const text_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char message[1024], want[1024] = "";
        snprintf(message, sizeof message, "WinEvtLog: C: INFORMATION(1): P: (no user): no domain: h: %s",
                 cases[i].text);
        wev_str document = process_document(&p, wev_str_of(message));
        const size_t at = wev_str_find(document, SV(",\"data\":{"));
        cr_expect((at != SIZE_MAX) == (cases[i].want != NULL), "%s", cases[i].title);
        if (at == SIZE_MAX || cases[i].want == NULL)
            continue;
        document = wev_str_skip(document, at);
        document.len = wev_str_find(document, SV("},")) + 1;
        snprintf(want, sizeof want, ",\"data\":{%s}", cases[i].want);
        expect_text(cases[i].title, document, want);
    }
}

Test(wording, values_stand_behind_their_labels_in_every_shape) {
    static const char all[] =
        "\"UserName\":\"A B\",\"GroupName\":\"-\",\"Rights\":\"R1\\r\\n\\t\\tR2\",\"OtherName\":\"c:d\","
        "\"Last\":\"0x1\"";
    static const char flat[] =
        "\"UserName\":\"A B\",\"GroupName\":\"-\",\"Rights\":\"R1     R2\",\"OtherName\":\"c:d\","
        "\"Last\":\"0x1\"";
    static const text_case cases[] = {
        {"as it is",
         "It happened.\r\n\r\nWho:\r\n\tUser:\t\tA "
         "B\r\n\tGroup:\t\t-\r\n\r\nWhat:\r\n\tRights:\tR1\r\n\t\tR2\r\n\tUser:\tc:d\r\n"
         "\tLast:\t0x1\r\n\r\nThis event tells: nothing.",
         all},
        {"blanks for breaks",
         "It happened.    Who:   User:  A B   Group:  -    What:   Rights: R1     R2   User: c:d   Last: 0x1    This "
         "event "
         "tells: nothing.",
         flat},
        {"one blank for all",
         "It happened. Who: User: A B Group: - What: Rights: R1 R2 User: c:d Last: 0x1 This event tells: nothing.",
         "\"UserName\":\"A B\",\"GroupName\":\"-\",\"Rights\":\"R1 R2\",\"OtherName\":\"c:d\",\"Last\":\"0x1\""},
        {"lines with blanks for TABs, and two blanks in a value",
         "It happened.\r\n\r\nWho:\r\n    User:        A B\r\n    Group:        a  /b\r\n\r\nWhat:\r\n    User:\r\n"
         "    Last:     0x1\r\n",
         "\"UserName\":\"A B\",\"GroupName\":\"a  /b\",\"OtherName\":\"\",\"Last\":\"0x1\""},
        {"what looks like a label in a line",
         "It happened.\r\n\r\nWho:\r\n\tUser:\t\tA\r\n\tGroup:\t\ta  Last: b\r\n\r\nWhat:\r\n\tLast:\t0x1\r\n",
         "\"UserName\":\"A\",\"GroupName\":\"a  Last: b\",\"Last\":\"0x1\""},
        {"rsyslog's escapes",
         "It happened.#015#012#015#012Who:#015#012#011User:#011#011A "
         "B#015#012#011Group:#011-#015#012What:#015#012#011User:#011c",
         "\"UserName\":\"A B\",\"GroupName\":\"-\",\"OtherName\":\"c\""},
    };
    expect_data(cases, COUNT(cases));
}

Test(wording, what_is_not_there_is_empty_or_left_out) {
    static const text_case cases[] = {
        {"no value", "It happened.\r\n\r\nWho:\r\n\tUser:\t\t\r\n\tGroup:\t\tG\r\n",
         "\"UserName\":\"\",\"GroupName\":\"G\""},
        {"no value, and blanks for breaks", "It happened.    Who:   User:       Group:  G",
         "\"UserName\":\"\",\"GroupName\":\"G\""},
        {"a label that is missing", "It happened.  Who:  Group:  G  What:  Last: 1",
         "\"GroupName\":\"G\",\"Last\":\"1\""},
        {"a label inside a word is none", "It happened.  Who:  XUser: 1  Group: G", "\"GroupName\":\"G\""},
        {"labels do not come back", "It happened.  Last: 1  Who:  User: A", "\"Last\":\"1\""},
        {"the end of a line ends a value", "It happened.  Who:  User: A  and more  Group: G",
         "\"UserName\":\"A\",\"GroupName\":\"G\""},
        {"no escape of a blank", "It happened. What: Rights: #01\xC3\xA9 User: a#01b",
         "\"Rights\":\"#01\xC3\xA9\",\"OtherName\":\"a#01b\""},
        {"no labels", "It happened.", NULL},
        {"colons", ":::: : : :", NULL},
    };
    expect_data(cases, COUNT(cases));
}

Test(wording, an_event_without_an_id_is_told_by_its_first_sentence) {
    const wev_str sent = SV("<13>Aug  1 05:46:46 h Microsoft-X[1]: It happened. Who: User: A");
    p.result = wev_process(p.worker, sent);
    cr_assert(p.result.event != NULL);
    cr_expect(p.result.event->id == -1, "another source");
    /* The small pack's provider is no name that a syslog tag is taken for, so its channel must tell. */
    p.result = wev_process(p.worker, SV("LogName=C\nEventCode=\nMessage=It happened. Who: User: A"));
    cr_assert(p.result.event != NULL);
    cr_expect(p.result.event->id == 1 && p.result.event->id_from_text && p.result.event->data_from_text);
    p.result = wev_process(p.worker, SV("LogName=C\nEventCode=\nMessage=It did not happen. Who: User: A"));
    cr_expect(p.result.event->id == -1 && !p.result.event->id_from_text && !p.result.event->data_from_text);
}

Test(wording, an_event_with_data_of_its_own_is_left_alone) {
    p.result =
        wev_process(p.worker, SV("{\"EventTime\":\"x\",\"EventID\":1,\"SourceName\":\"P\",\"D\":\"1\",\"Message\":\"It "
                                 "happened. Who: User: A\"}"));
    cr_assert(p.result.event != NULL);
    cr_expect(p.result.event->data.count == 1 && !p.result.event->data_from_text);
}

Test(wording, a_faulty_file_is_refused_with_its_line) {
    static const struct {
        const char *text, *what;
    } cases[] = {
        {"{\"for\": \"p\", \"lang\": \"en\", \"source\": \"s\", \"events\": [\n{\"id\": 9, \"text\": \"x\"}\n]}",
         "the wording of an event that the pack does not have"},
        {"{\"for\": \"p\", \"lang\": \"en\", \"source\": \"s\", \"events\": [\n{\"id\": 1, \"text\": \"x\", "
         "\"labels\": "
         "[\"=F\"]}\n]}",
         "a label is `Heading`, `Label=Field` or `Label=Field+`"},
        {"{\"for\": \"p\", \"lang\": \"en\", \"source\": \"s\", \"events\": [\n{\"id\": 1, \"text\": \"x\", "
         "\"labels\": "
         "[\"@nowhere\"]}\n]}",
         "the file has no part of this name"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        wev_fault why;
        folder_write(&base, "wording/p.json", cases[i].text);
        cr_expect(wev_rulebase_load(base.path, NULL, "en", &why) == NULL);
        cr_expect_str_eq(why.what, cases[i].what);
        cr_expect(why.line == 2, "%u", why.line);
    }
}

/* Event 2 of the small pack has no fields in its entry; a file of ours gives it some. */
Test(wording, data_without_names_get_those_of_the_rulebase) {
    static const char pack[] =
        "{\n\"pack\": \"q\", \"title\": \"Q\", \"match\": [{\"provider\": \"Q\"}], \"sources\": {\"s\": \"S\"},\n"
        "\"events\": [\n"
        "{\"id\": 5, \"version\": [1], \"name\": \"Five\", \"fields\": [\"A\", \"B\"], \"outcome\": \"success\", "
        "\"severity\": "
        "\"notice\", \"category\": \"audit\", \"source\": \"s\"},\n"
        "{\"id\": 6, \"name\": \"Six\", \"fields\": [\"A\"], \"outcome\": \"success\", \"severity\": \"notice\", "
        "\"category\": \"audit\", \"source\": \"s\"}\n"
        "]}\n";
    static const struct {
        const char *id, *version, *data, *first; /* first: the name of the first item */
        bool named;
    } cases[] = {
        {"5", "1", "<Data>x</Data><Data>y</Data>", "A", true},
        {"5", "1", "<Data>x</Data>", "param1", false},
        {"5", "1", "<Data>x</Data><Data Name='N'>y</Data>", "param1", false},
        {"5", "2", "<Data>x</Data><Data>y</Data>", "param1", false},
        {"6", "9", "<Data>x</Data>", "A", true},
    };
    wev_fault why;
    folder_write(&base, "events/q.json", pack);
    const wev_rulebase *const own = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_assert(own != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    process q = process_open(&(wev_options){.seed = 7}, own);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char message[512];
        snprintf(message, sizeof message,
                 "<Event><System><Provider "
                 "Name='Q'/><EventID>%s</EventID><Version>%s</Version></System><EventData>%s</EventData>"
                 "</Event>",
                 cases[i].id, cases[i].version, cases[i].data);
        q.result = wev_process(q.worker, wev_str_of(message));
        cr_assert(q.result.event != NULL);
        expect_text(cases[i].data, wev_text_raw(q.result.event->data.item[0].name), cases[i].first);
        cr_expect(q.result.event->names_from_rulebase == cases[i].named, "%zu", i);
    }
    process_close(&q);
    wev_rulebase_unref(own);
}
