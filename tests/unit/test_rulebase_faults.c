/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong in a rulebase is told with file, line and thing: keys, values, references. */
#include "fault.h"

static folder base;

static void open_folder(void) {
    base = folder_open();
    folder_write_tiny(&base);
}

static void close_folder(void) {
    folder_close(&base);
}

TestSuite(rulebase_faults, .init = open_folder, .fini = close_folder);

static void expect_faults(const fault_case *cases, size_t count) {
    fault_expect_all(&base, cases, count);
}

Test(rulebase_faults, without_a_fault_it_is_loaded) {
    wev_fault why;
    const wev_rulebase *const rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_expect(rulebase != NULL && why.status == WEV_OK, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    wev_rulebase_unref(rulebase);
}

Test(rulebase_faults, each_object_has_its_keys_and_no_others) {
    static const fault_case cases[] = {
        {"a key of a pack", "events/p.json", "\"lifecycle\"", "\"livecycle\"", 2, "unknown key", "livecycle"},
        {"a key of an event", "events/p.json", "\"related\"", "\"relatde\"", 11, "unknown key", "relatde"},
        {"a key of ecs", "events/p.json", "\"action\"", "\"actoin\"", 11, "unknown key", "actoin"},
        {"a key of a technique", "events/p.json", "\"id\": \"T1\"", "\"ids\": \"T1\"", 11, "unknown key", "ids"},
        {"a key of a match", "events/p.json", "{\"provider\": \"P\"}", "{\"source\": \"P\"}", 3,
         "a match has provider and channel, nothing else", "source"},
        {"a key of a table", "codes/t.json", "\"neutral\"", "\"neutrol\"", 3, "unknown key", "neutrol"},
        {"a key of a code", "codes/t.json", "\"aliases\"", "\"alias\"", 8, "unknown key", "alias"},
        {"a key of a text file", "text/en/p.json", "\"events\"", "\"event\"", 3, "unknown key", "event"},
        {"a key of a text", "text/en/p.json", "\"remedy\"", "\"remedies\"", 5, "unknown key", "remedies"},
        {"no title of a pack", "events/p.json", "\"title\": \"Pack\", ", "", 0, "a key is missing", "title"},
        {"no id", "events/p.json", "\"id\": 1, ", "", 10, "a key is missing", "id"},
        {"no name", "events/p.json", "\"name\": \"Two\", ", "", 11, "a key is missing", "name"},
        {"no source", "events/p.json", ", \"source\": \"s\"", "", 10, "a key is missing", "source"},
        {"no category of ecs", "events/p.json", "\"category\": [\"iam\"], ", "", 11, "a key is missing", "category"},
        {"no version of a technique", "events/p.json", ", \"version\": \"16.1\"", "", 11, "a key is missing",
         "version"},
        {"no symbol", "codes/t.json", "\"symbol\": \"BAD\", ", "", 8, "a key is missing", "symbol"},
        {"no width", "codes/m.json", "\"width\": 64, ", "", 0, "a key is missing", "width"},
        {"no explanation", "text/en/t.json", ", \"explanation\": \"It is bad.\"", "", 5, "a key is missing",
         "explanation"},
    };
    expect_faults(cases, COUNT(cases));
}

Test(rulebase_faults, each_value_has_its_type) {
    static const char *const wrong = "the value of this key has the wrong type";
    const fault_case cases[] = {
        {"an id", "events/p.json", "\"id\": 1,", "\"id\": \"1\",", 10, wrong, "id"},
        {"a name", "events/p.json", "\"name\": \"One\"", "\"name\": 1", 10, wrong, "name"},
        {"null", "events/p.json", "\"stage\": \"issue\"", "\"stage\": null", 11, wrong, "stage"},
        {"a list", "events/p.json", "\"details\": [\"User\", \"Status\"]", "\"details\": \"User\"", 11, wrong,
         "details"},
        {"in a list", "events/p.json", "[\"User\", \"Status\"]", "[\"User\", 1]", 11, "a string was expected",
         "details"},
        {"an event", "events/p.json", "    {\"id\": 1", "    1, {\"id\": 1", 10, NULL, NULL},
        {"sources", "codes/t.json", "{\"s\": \"The source\"}", "[]", 5, wrong, "sources"},
        {"a width", "codes/t.json", "32", "\"32\"", 2, wrong, "width"},
        {"a code", "codes/t.json", "\"3\"", "3", 9, wrong, "code"},
        {"the name of a table", "events/p.json", "\"Flags\": \"m\"", "\"Flags\": 1", 11,
         "a code table's name was expected", "Flags"},
        {"a label", "events/p.json", "[\"User name\"]", "[1]", 6, "a string was expected", "User"},
        {"a technique", "events/p.json", "[{\"id\": \"T1\", \"version\": \"16.1\"}]", "[\"T1\"]", 11,
         "an object was expected", NULL},
        {"a provider", "events/p.json", "\"provider\": \"P\"", "\"provider\": 1", 3,
         "the name of a provider or channel is a string", "provider"},
        {"a match", "events/p.json", "[{\"provider\": \"P\"}, ", "[null, ", 3, "a match is an object", NULL},
    };
    expect_faults(cases, COUNT(cases));
}

/* A value where nobody expects it is to be told, too, and not to end the program. */
Test(rulebase_faults, null_in_a_list_is_told) {
    static const fault_case cases[] = {
        {"versions", "events/p.json", "[1, 2]", "[null]", 11, NULL, NULL},
        {"aliases", "codes/t.json", "[\"-2\"]", "[null]", 8, NULL, NULL},
        {"sources of an event", "events/p.json", "[\"s\", \"u\"]", "[null]", 11, NULL, NULL},
        {"ECS targets", "events/p.json", "[\"source.ip\", \"source.domain\"]", "[null]", 11, NULL, NULL},
    };
    expect_faults(cases, COUNT(cases));
}

Test(rulebase_faults, null_among_the_copies_is_told) {
    static const fault_case cases[] = {
        {"copies", "events/p.json", "\"copy\": [\"who\"]", "\"copy\": [null]", 11, NULL, NULL}};
    expect_faults(cases, COUNT(cases));
}

/* Where all texts are there, nobody looks at the list; without one somebody does. */
Test(rulebase_faults, null_among_the_languages_is_told) {
    static const fault_case c = {
        "languages", "events/p.json", "\"explained\": [\"en\"]", "\"explained\": [null]", 4, NULL, NULL};
    wev_fault why;
    fault_write(&base, &c);
    folder_remove(&base, "text/en/p.json");
    const wev_rulebase *const rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_expect(rulebase == NULL, "it is loaded");
    wev_rulebase_unref(rulebase);
}

Test(rulebase_faults, each_word_is_one_of_its_list) {
    static const fault_case cases[] = {
        {"an outcome", "events/p.json", "\"audit\", \"sev", "\"maybe\", \"sev", 11,
         "an outcome is success, failure, unknown or audit", "maybe"},
        {"a severity", "events/p.json", "\"notice\"", "\"bad\"", 11,
         "a severity is critical, error, warning, notice, information or debug", "bad"},
        {"the severity of a failure", "events/p.json", "\"failure_severity\": \"error\"",
         "\"failure_severity\": \"err\"", 11, "a severity is critical, error, warning, notice, information or debug",
         "err"},
        {"the severity of a code", "codes/t.json", "\"severity\": \"error\"", "\"severity\": \"\"", 8,
         "a severity is critical, error, warning, notice, information or debug", ""},
        {"a category", "events/p.json", "\"category\": \"audit\"", "\"category\": \"audits\"", 10,
         "this is no category of rulebase/README.md", "audits"},
        {"a stage", "events/p.json", "\"issue\"", "\"issued\"", 11, "this is no stage of rulebase/README.md", "issued"},
        {"a lifecycle", "events/p.json", "\"current\"", "\"old\"", 2, "a lifecycle is current or legacy", "old"},
        {"a proof", "events/p.json", "\"stage\": \"issue\"", "\"proves\": \"done\"", 11,
         "a proof is requested, issued, delivered, installed or reported", "done"},
        {"a criticality", "events/p.json", "\"stage\": \"issue\"", "\"criticality\": \"some\"", 11,
         "a criticality is low, medium or high", "some"},
        {"an empty name", "events/p.json", "\"name\": \"One\"", "\"name\": \"\"", 10, "this key is empty", "name"},
        {"an empty symbol", "codes/t.json", "\"symbol\": \"OK\"", "\"symbol\": \"\"", 7, "this key is empty", "symbol"},
        {"a kind", "codes/t.json", "\"enum\"", "\"flags\"", 2, "a table's kind is enum, mask or text", "flags"},
        {"a display", "codes/t.json", "\"hex8\"", "\"hex16\"", 2,
         "a table's display is hex8, hex, decimal or parameter", "hex16"},
        {"a width", "codes/t.json", "32", "16", 2, "a table's width is 32 or 64", NULL},
    };
    expect_faults(cases, COUNT(cases));
}

#define ID_RANGE "an event id is 0 to 65535, the number of a rule 100000 to 999999"

Test(rulebase_faults, each_number_fits) {
    static const fault_case cases[] = {
        {"an id", "events/p.json", "\"id\": 1,", "\"id\": 65536,", 10, ID_RANGE, NULL},
        {"not yet a rule", "events/p.json", "\"id\": 1,", "\"id\": 99999,", 10, ID_RANGE, NULL},
        {"no rule any more", "events/p.json", "\"id\": 1,", "\"id\": 1000000,", 10, ID_RANGE, NULL},
        {"a negative id", "events/p.json", "\"id\": 1,", "\"id\": -1,", 10, ID_RANGE, NULL},
        {"a code", "codes/t.json", "\"0x2\"", "\"0x100000000\"", 8, "this is no code of the table's width",
         "0x100000000"},
        {"a code that is no number", "codes/t.json", "\"0x2\"", "\"two\"", 8, "this is no code of the table's width",
         "two"},
        {"an alias", "codes/t.json", "\"-2\"", "\"-2147483649\"", 8, "this is no code of the table's width",
         "-2147483649"},
        {"a code that says success", "codes/t.json", "[\"0x0\"]", "[\"zero\"]", 3,
         "this is no code of the table's width", "zero"},
        {"a version", "events/p.json", "[1, 2]", "[\"one\"]", 11, "a version is 0 to 255", "\"one\""},
        {"a negative version", "events/p.json", "[1, 2]", "[-1]", 11, "a version is 0 to 255", "-1"},
        {"a large version", "events/p.json", "[1, 2]", "[256]", 11, "a version is 0 to 255", "256"},
        {"a related id", "events/p.json", "\"related\": [1]", "\"related\": [-1]", 11, "a related event is an id",
         "-1"},
        {"a level", "events/p.json", "\"related\": [1]", "\"level\": -1", 11, "a level is 0 to 255", NULL},
        {"two bits of a mask", "codes/m.json", "\"0x1\"", "\"0x3\"", 5, "a code of a mask is one bit", "FIRST"},
        {"an empty text", "text/en/p.json", "\"It is the first.\"", "\"\"", 4, "a text has 1 to 1,000 bytes",
         "explanation"},
    };
    expect_faults(cases, COUNT(cases));
}

Test(rulebase_faults, each_reference_leads_somewhere) {
    static const fault_case cases[] = {
        {"a code table", "events/p.json", "\"Flags\": \"m\"", "\"Flags\": \"n\"", 11, "there is no such code table",
         "n"},
        {"a set of copies", "events/p.json", "[\"who\"]", "[\"whom\"]", 11, "the pack has no copies of this name",
         "whom"},
        {"an ECS field", "events/p.json", "\"user.name\"", "\"user.nick\"", 11, "data is not copied to this ECS field",
         "user.nick"},
        {"an expected code", "events/p.json", "{\"t\": [\"0x2\"]}", "{\"t\": [\"0x9\"]}", 11,
         "an expected code is not in its table", "t"},
        {"the table of expected codes", "events/p.json", "{\"t\": [\"0x2\"]}", "{\"n\": [\"0x2\"]}", 11, NULL, NULL},
        {"a related event", "events/p.json", "\"related\": [1]", "\"related\": [3]", 11, NULL, NULL},
        {"no field in a choice of tables", "events/p.json", "\"Flags\": \"m\"", "\"Flags\": {\"*\": \"m\"}", 11,
         "a choice of code tables has `by`, a field, and a table for a value", NULL},
        {"no field in a choice of kinds", "events/p.json", "\"ecs\": {", "\"ecs\": {\"by\": \"\", ", 11,
         "a choice in `ecs` has `by`, a field, and an object for a value", NULL},
        {"no object in a choice of kinds", "events/p.json", "\"ecs\": {", "\"ecs\": {\"by\": \"User\", ", 11, NULL,
         NULL},
        {"a table in a choice", "events/p.json", "\"Flags\": \"m\"", "\"Flags\": {\"by\": \"User\", \"x\": \"n\"}", 11,
         "there is no such code table", "n"},
        {"the table of a fallback", "codes/t.json", "\"loose_decimal\": true,",
         "\"fallback\": [{\"mask\": \"1\", \"equals\": \"1\", \"take\": \"1\", \"table\": \"n\"}],", 3,
         "there is no such code table", "n"},
        {"a fallback to bits", "codes/t.json", "\"loose_decimal\": true,",
         "\"fallback\": [{\"mask\": \"1\", \"equals\": \"1\", \"take\": \"1\", \"table\": \"m\"}],", 3,
         "the table of a fallback is an enum", "m"},
        {"bits beside the mask of a fallback", "codes/t.json", "\"loose_decimal\": true,",
         "\"fallback\": [{\"mask\": \"1\", \"equals\": \"2\", \"take\": \"1\", \"table\": \"t\"}],", 3,
         "no value is like this under the fallback's mask", "t"},
        {"bits beside the mask of a facility", "codes/t.json", "\"loose_decimal\": true,",
         "\"facility\": {\"mask\": \"0xF0\", \"codes\": {\"0x1\": \"ONE\"}},", 3,
         "these bits are not in the facility's mask", "0x1"},
        {"hexadecimal digits that are decimal ones as well", "codes/t.json", "\"loose_decimal\": true,",
         "\"loose_decimal\": true, \"hex_digits\": true,", 3, "a table of hexadecimal digits has no decimal ones",
         "hex_digits"},
        {"a facility in two spellings", "codes/t.json", "\"loose_decimal\": true,",
         "\"facility\": {\"mask\": \"0xF0\", \"codes\": {\"0x10\": \"ONE\", \"16\": \"TWO\"}},", 3,
         "a facility is there twice", NULL},
        {"the usual source", "events/p.json", "\"lifecycle\": \"current\"", "\"source\": \"v\"", 2,
         "the file's sources do not have this key", "v"},
        {"the source of an event", "events/p.json", "[\"s\", \"u\"]", "[\"s\", \"v\"]", 11,
         "the file's sources do not have this key", "v"},
        {"the source of a code", "codes/t.json", "[\"s\"]", "[\"v\"]", 9, "the file's sources do not have this key",
         "v"},
        {"a fact without a source", "codes/t.json", "[\"s\"]", "[]", 9, "a fact needs a source", NULL},
        {"the file of a name", "events/p.json", "\"pack\": \"p\"", "\"pack\": \"q\"", 2,
         "the file's name says another name than this key", "pack"},
        {"the folder of a language", "text/en/p.json", "\"lang\": \"en\"", "\"lang\": \"ko\"", 2,
         "`lang` is not the folder's name", "ko"},
        {"no match", "events/p.json", "[{\"provider\": \"P\"}, {\"provider\": null, \"channel\": \"C\"}]", "[]", 3,
         "an event needs a match", NULL},
        {"a match without a name", "events/p.json", "{\"provider\": \"P\"}", "{\"provider\": null}", 3,
         "a match names a provider or a channel", NULL},
    };
    expect_faults(cases, COUNT(cases));
}
