/* SPDX-License-Identifier: Apache-2.0 */
/* Faults of a rulebase that are not in one value: files that are no JSON, what is there twice, texts, folders. */
#include "fault.h"

static folder base;

static void open_folder(void) {
    base = folder_open();
    folder_write_tiny(&base);
}

static void close_folder(void) {
    folder_close(&base);
}

TestSuite(rulebase_files, .init = open_folder, .fini = close_folder);

#define EVENT_1 "    {\"id\": 1, \"name\": \"One\","
#define OTHER(id, name, more)                                                                                          \
    "    {\"id\": " id ", \"name\": \"" name "\", " more                                                               \
    "\"outcome\": \"success\", \"severity\": \"notice\", \"category\": "                                               \
    "\"audit\", \"source\": \"s\"}"

#define TEXT(name) "{\"name\": \"" name "\", \"title\": \"T\", \"explanation\": \"E.\"}"

static void expect_faults(const fault_case *cases, size_t count) {
    fault_expect_all(&base, cases, count);
}

Test(rulebase_files, broken_json_is_told_with_its_line) {
    static const fault_case cases[] = {
        {"no comma between entries", "events/p.json", "\"source\": \"s\"},", "\"source\": \"s\"}", 11,
         "this is not valid JSON", NULL},
        {"a comma too many", "codes/t.json", "[\"s\"]}", "[\"s\"]},", 10, "this is not valid JSON", NULL},
        {"no quote", "events/p.json", "\"name\": \"One\"", "\"name\": One", 10, "this is not valid JSON", NULL},
        {"no UTF-8", "text/en/t.json", "It is bad.",
         "It is b\xE4"
         "d.",
         5, NULL, NULL},
        {"a NUL in a string", "codes/t.json", "\"bad\"", "\"ba\\u0000d\"", 8, "a string holds the character NUL", NULL},
        {"an escape in a key", "codes/t.json", "\"label\"", "\"l\\u0061bel\"", 8, "a key is written without escapes",
         "l\\u0061bel"},
        {"something behind it", "codes/m.json", "\n}\n", "\n}\n{}\n", 9, "this is not valid JSON", NULL},
    };
    expect_faults(cases, COUNT(cases));
}

Test(rulebase_files, a_nul_byte_is_told) {
    static const char text[] = "{\n \"table\": \"t\"}\n\0 no JSON";
    char path[FOLDER_PATH];
    folder_path(&base, "codes/t.json", path);
    FILE *const out = fopen(path, "w");
    cr_assert(out != NULL && fwrite(text, 1, sizeof text, out) == sizeof text && fclose(out) == 0);
    const fault_case c = {"behind the end", "codes/t.json", NULL, NULL, 3, "this is a NUL byte", NULL};
    fault_expect(&base, &c, WEV_BAD_RULEBASE);
}

Test(rulebase_files, a_file_that_holds_no_object_is_told) {
    static const struct {
        const char *title, *text;
        unsigned line;
    } cases[] = {
        {"nothing", "", 1},
        {"an array", "[]\n", 1},
        {"a string", "\"p\"", 1},
        {"the first line of an object", "{\n", 2},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        folder_write(&base, "events/p.json", cases[i].text);
        const fault_case c = {cases[i].title, "events/p.json", NULL, NULL, cases[i].line, NULL, NULL};
        fault_expect(&base, &c, WEV_BAD_RULEBASE);
    }
}

Test(rulebase_files, what_is_there_twice_is_told_where_it_comes_again) {
    static const char *const event = "the event is in the rulebase already", *const code =
                                                                                 "the code is in the table already";
    const fault_case cases[] = {
        {"an event", "events/p.json", EVENT_1, OTHER("1", "Again", "") ",\n" EVENT_1, 11, event, "One"},
        {"an event of that version", "events/p.json", EVENT_1,
         OTHER("2", "Again", "\"version\": [2, 3], ") ",\n" EVENT_1, 12, event, "Two"},
        {"a code", "codes/t.json", "\"0x2\"", "\"0x0\"", 8, code, "BAD"},
        {"a code in another spelling", "codes/t.json", "\"3\"", "\"0X00000002\"", 9, code, "ANY"},
        {"an alias that is a code", "codes/t.json", "\"-2\"", "\"3\"", 9, code, "ANY"},
        {"a text", "text/en/p.json", "{\"id\": 2,", "{\"id\": 1,", 5, "a second text for the same thing", NULL},
        {"the text of a code", "text/en/t.json", "\"0x3\"", "\"0x02\"", 6, "a second text for the same thing", NULL},
        {"a label", "events/p.json", "\"User name\"", "\"STATUS\"", 6, "two fields have this label", "STATUS"},
        {"a detail", "events/p.json", "[\"User\", \"Status\"]", "[\"User\", \"USER\"]", 11, "a detail is listed twice",
         "USER"},
        {"a key", "events/p.json", "\"name\": \"One\",", "\"name\": \"One\", \"name\": \"One\",", 10,
         "the object has this key already", "name"},
        {"a key of a file", "codes/t.json", "\"loose_decimal\": true,", "\"table\": \"t\",", 3,
         "the object has this key already", "table"},
        {"a key of an inner object", "events/p.json", "{\"User\": \"user.name\",",
         "{\"User\": \"user.name\", \"User\": \"user.id\",", 7, "the object has this key already", "User"},
        {"an ECS field", "events/p.json", "\"source.domain\"", "\"user.name\"", 11, "two fields go to one ECS field",
         "user.name"},
    };
    expect_faults(cases, COUNT(cases));
}

/* One of three stands between the two, in whatever order they are compared. */
Test(rulebase_files, an_event_is_told_that_is_there_twice_with_another_between) {
    static const char *const what = "the event is in the rulebase already";
    const fault_case cases[] = {
        {"versions", "events/p.json", EVENT_1,
         OTHER("1", "A", "\"version\": [0], ") ",\n" OTHER("1", "B", "\"version\": [1], ") ",\n" OTHER(
             "1", "C", "\"version\": [0], ") ",\n" EVENT_1,
         12, what, "C"},
        {"channels of one provider", "events/p.json", EVENT_1,
         OTHER("1", "A", "\"match\": [{\"provider\": \"P\", \"channel\": \"A\"}], ") ",\n" OTHER(
             "1", "B",
             "\"match\": [{\"provider\": \"P\", \"channel\": \"B\"}], ") ",\n" OTHER("1", "C",
                                                                                     "\"match\": [{\"provider\": "
                                                                                     "\"P\", \"channel"
                                                                                     "\": \"A\"}], ") ",\n" EVENT_1,
         12, what, "C"},
    };
    expect_faults(cases, COUNT(cases));
}

/* rulebase/README.md: the name is unique in its pack. */
Test(rulebase_files, a_name_that_is_there_twice_is_told) {
    static const fault_case c = {"a name", "events/p.json", "\"name\": \"Two\"", "\"name\": \"One\"", 11, NULL, NULL};
    expect_faults(&c, 1);
}

static void expect_loaded(const char *title) {
    wev_fault why;
    const wev_rulebase *const rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_expect(rulebase != NULL, "%s: %s:%u: %s %s", title, why.file, why.line, why.what, why.detail);
    wev_rulebase_unref(rulebase);
}

Test(rulebase_files, the_same_id_of_another_version_or_channel_is_no_double) {
    static const fault_case cases[] = {
        {"versions", "events/p.json", EVENT_1,
         OTHER("1", "A", "\"version\": [0], ") ",\n" OTHER("1", "B", "\"version\": [1], ") ",\n" EVENT_1, 0, NULL,
         NULL},
        {"channels", "events/p.json", EVENT_1,
         OTHER("1", "A", "\"match\": [{\"provider\": \"P\", \"channel\": \"A\"}], ") ",\n" OTHER(
             "1", "B", "\"match\": [{\"provider\": \"P\", \"channel\": \"B\"}], ") ",\n" EVENT_1,
         0, NULL, NULL},
    };
    folder_write(&base, "text/en/p.json",
                 "{\"lang\": \"en\", \"for\": \"p\", \"events\": [\n" TEXT("A") ",\n" TEXT("B") ",\n" TEXT(
                     "One") ",\n" TEXT("Two") "]}");
    for (size_t i = 0; i < COUNT(cases); i++) {
        fault_write(&base, cases + i);
        expect_loaded(cases[i].title);
    }
}

/* A text for the id would explain one of them wrongly. */
Test(rulebase_files, a_text_for_an_id_that_two_events_have_is_told) {
    static const fault_case c = {"a channel of its own",
                                 "events/p.json",
                                 EVENT_1,
                                 OTHER("1", "A", "\"match\": [{\"channel\": \"A\"}], ") ",\n" EVENT_1,
                                 11,
                                 "another event has this id too, so its text is to state a name and no id",
                                 "A"};
    expect_faults(&c, 1);
}

Test(rulebase_files, a_text_is_for_an_id_or_for_a_name) {
    static const char *const what = "a text is for an id or for a name";
    const fault_case cases[] = {
        {"both", "text/en/p.json", "\"id\": 1,", "\"id\": 1, \"name\": \"One\",", 4, what, NULL},
        {"neither", "text/en/p.json", "\"id\": 1, ", "", 4, what, NULL},
    };
    expect_faults(cases, COUNT(cases));
}

/* `explained` lists the languages in which nothing may be missing; the fault is where the text is missing. */
Test(rulebase_files, a_missing_text_is_told_at_what_it_is_for) {
    folder_remove(&base, "text/en/t.json");
    const fault_case code = {"a code", "codes/t.json", NULL, NULL, 7, "a text is missing in the language", "en"};
    fault_expect(&base, &code, WEV_BAD_RULEBASE);
    folder_write(&base, "text/en/t.json", tiny_codes_text);
    folder_write(
        &base, "text/en/p.json",
        "{\"lang\": \"en\", \"for\": \"p\", \"events\": [{\"id\": 1, \"title\": \"T\", \"explanation\": \"E.\"}]}");
    const fault_case event = {"an event", "events/p.json", NULL, NULL, 11, "a text is missing in the language", "en"};
    fault_expect(&base, &event, WEV_BAD_RULEBASE);
}

Test(rulebase_files, a_text_that_nobody_asked_for_may_be_missing) {
    static const fault_case c = {"", "codes/t.json", "  \"explained\": [\"en\"],\n", "", 0, NULL, NULL};
    fault_write(&base, &c);
    folder_remove(&base, "text/en/t.json");
    expect_loaded("no texts of codes");
}

Test(rulebase_files, a_text_for_nothing_is_told) {
    static const char *const what = "a text for an event or code that the rulebase does not have";
    const fault_case cases[] = {
        {"an event", "text/en/p.json", "  ]\n", "    ,{\"id\": 9, \"title\": \"T\", \"explanation\": \"E.\"}\n  ]\n", 6,
         what, "p"},
        {"a code", "text/en/t.json", "  ]\n",
         "    ,{\"code\": \"9\", \"title\": \"T\", \"explanation\": \"E.\"}\n  ]\n", 7, what, "t"},
        {"a code of a pack", "text/en/p.json", "  ]\n}",
         "  ],\n  \"codes\": [\n    {\"code\": \"0x2\", \"title\": \"T\", \"explanation\": \"E.\"}\n  ]\n}", 8, what,
         "p"},
    };
    expect_faults(cases, COUNT(cases));
    folder_write(
        &base, "text/en/x.json",
        "{\"lang\": \"en\", \"for\": \"x\", \"events\": [\n{\"id\": 1, \"title\": \"T\", \"explanation\": \"E.\"}]}");
    const fault_case pack = {"a pack", "text/en/x.json", NULL, NULL, 2, what, "x"};
    fault_expect(&base, &pack, WEV_BAD_RULEBASE);
}

Test(rulebase_files, what_cannot_be_read_is_told) {
    wev_fault why;
    const struct {
        const char *title, *path, *site, *lang, *file;
    } cases[] = {
        {"no rulebase", "/nonexistent/rulebase", NULL, "en", "/nonexistent/rulebase"},
        {"no site folder", base.path, "/nonexistent/site", "en", "/nonexistent/site"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(wev_rulebase_load(cases[i].path, cases[i].site, cases[i].lang, &why) == NULL, "%s", cases[i].title);
        cr_expect(why.status == WEV_UNREADABLE, "%s: %s", cases[i].title, wev_status_name(why.status));
        expect_text(cases[i].title, wev_str_of(why.file), cases[i].file);
    }
}

Test(rulebase_files, a_folder_that_is_missing_is_told) {
    static const struct {
        const char *folder, *lang;
        const char *files[3];
    } cases[] = {
        {"codes", "en", {"codes/t.json", "codes/m.json", "codes"}},
        {"text/ko", "ko", {"text/ko", NULL, NULL}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        wev_fault why;
        char path[FOLDER_PATH];
        for (size_t k = 0; k < 3 && cases[i].files[k] != NULL; k++)
            folder_remove(&base, cases[i].files[k]);
        folder_path(&base, cases[i].folder, path);
        cr_expect(wev_rulebase_load(base.path, NULL, cases[i].lang, &why) == NULL, "%s", cases[i].folder);
        cr_expect(why.status == WEV_UNREADABLE, "%s: %s", cases[i].folder, wev_status_name(why.status));
        expect_text(cases[i].folder, wev_str_of(why.file), path);
        folder_write_tiny(&base);
    }
}

Test(rulebase_files, a_folder_in_place_of_a_file_is_told) {
    folder_write(&base, "codes/x.json/y", "");
    const fault_case c = {"a folder", "codes/x.json", NULL, NULL, 0, NULL, NULL};
    fault_expect(&base, &c, WEV_UNREADABLE);
}

/* A language is the name of a folder; it must not lead out of the rulebase. */
Test(rulebase_files, what_is_no_language_is_refused) {
    static const char *const langs[] = {"", "..", "../en", "en/", "e n", "abcdefghijklmnopq", "en\n"};
    for (size_t i = 0; i < COUNT(langs); i++) {
        wev_fault why;
        cr_expect(wev_rulebase_load(base.path, NULL, langs[i], &why) == NULL, "\"%s\"", langs[i]);
        cr_expect(why.status == WEV_BAD_RULEBASE, "\"%s\": %s", langs[i], wev_status_name(why.status));
        expect_text("what", wev_str_of(why.what), "this is no language");
    }
}

Test(rulebase_files, files_of_other_names_are_not_read) {
    folder_write(&base, "events/.p.json", "no JSON");
    folder_write(&base, "events/p.json~", "no JSON");
    folder_write(&base, "events/README.md", "no JSON");
    expect_loaded("others");
}

/* Notepad writes one. */
Test(rulebase_files, a_bom_in_front_is_passed_over) {
    static const fault_case c = {"a BOM", "events/p.json", "{\n  \"pack\"", "\xEF\xBB\xBF{\n  \"pack\"", 0, NULL, NULL},
                            line = {"behind it",
                                    "events/p.json",
                                    "{\n  \"pack\"",
                                    "\xEF\xBB\xBF{\n  \"pakc\": 1,\n \"pack\"",
                                    2,
                                    "unknown key",
                                    "pakc"};
    fault_write(&base, &c);
    expect_loaded(c.title);
    expect_faults(&line, 1);
}

/* Somebody believes that it is read. */
Test(rulebase_files, a_file_where_nobody_looks_is_told) {
    static const char *const what = "here nobody looks for it; the folders of a rulebase are",
                             *const folders = "codes, events, lognorm, text/LANGUAGE, wording";
    const fault_case root = {"in the root", "own.json", NULL, NULL, 0, what, folders},
                     other = {"in a folder of another name", "event/own.json", NULL, NULL, 0, what, folders};
    folder_write(&base, "README.md", "no JSON");
    folder_write(&base, "broken.json", "no JSON");
    folder_write(&base, "samples/event.json", "{\"EventID\": 1}");
    folder_write(&base, ".git/own.json", tiny_pack);
    expect_loaded("others");
    folder_write(&base, "event/own.json", tiny_pack);
    fault_expect(&base, &other, WEV_BAD_RULEBASE);
    folder_remove(&base, "event/own.json");
    folder_write(&base, "own.json", tiny_codes_text);
    fault_expect(&base, &root, WEV_BAD_RULEBASE);
}
