/* SPDX-License-Identifier: Apache-2.0 */
/* Files of prose rules: what is wrong in them is told with file and line, and liblognorm never sees it. */
#include "folder.h"

#include "expect.h"
#include "text/prose.h"

#define HEAD "version=2\n#: format f\n#: provider P\n#: word needle\n"

static folder base;

static void open_folder(void) {
    base = folder_open();
}

static void close_folder(void) {
    folder_close(&base);
}

TestSuite(prose_rules, .init = open_folder, .fini = close_folder);

typedef struct fault_case {
    const char *text;
    unsigned line;
    const char *what, *detail;
} fault_case;

static void expect_fault(const fault_case *c) {
    wev_fault why = {.status = WEV_OK};
    char said[768], want[768];
    folder_write(&base, "lognorm/f.rulebase", c->text);
    const wev_prose_rules *const rules = wev_prose_load(base.path, NULL, &why);
    cr_expect(rules == NULL, "%s", c->text);
    wev_prose_unref(rules);
    const char *const file = strlen(why.file) > strlen(base.path) ? why.file + strlen(base.path) : why.file;
    snprintf(said, sizeof said, "%d %s:%u: %s: %s", (int)why.status, file, why.line, why.what, why.detail);
    snprintf(want, sizeof want, "%d /lognorm/f.rulebase:%u: %s: %s", (int)WEV_BAD_RULEBASE, c->line, c->what,
             c->detail);
    expect_text(c->text, wev_str_of(said), want);
}

#define FIELD "a field is written %name:type%, a percent sign as two"
#define JSON "a field with parameters is written %name:type{\"extradata\":\"x\",\"priority\":1}%, x without \" \\ %"
#define ESCAPE "a backslash is written as two, any byte as \\x and two hexadecimal digits"
#define NUMBER "a rule begins with its number, 100000 to 999999"
#define ANNOTATION "an annotation is written TAG:+name=\"value\""
#define VALUE "the value of an annotation is text between quotation marks, without percent signs"
#define NEEDED "the lines `#: format`, `#: provider` and `#: word` are needed"

Test(prose_rules, a_fault_of_a_file_has_its_line) {
    static const fault_case cases[] = {
        {"", 1, "the first line is to be version=2", ""},
        {"version=2", 1, "the first line is to be version=2", ""},
        {"version=2\r\n", 1, "lines end with LF alone", ""},
        {"\xEF\xBB\xBF" HEAD, 1, "the file begins with a BOM; liblognorm wants none", ""},
        {"\n" HEAD "rule=100001:needle", 1, "the first line is to be version=2", ""},
        {"version=2\nrule=100001:a\n", 0, NEEDED, ""},
        {"version=2\n#: format f\n#: provider P\nrule=100001:a\n", 0, NEEDED, ""},
        {HEAD, 0, "there is no rule", ""},
        {HEAD "#: format g\n", 5, "this is said twice", "g"},
        {HEAD "#: provider\n", 5, "there is no value", "provider"},
        {HEAD "#: words needle\n", 5, "this is no key of rulebase/README.md", "words"},
        {HEAD "#: word abc\n", 5, "a word has 4 to 200 bytes", "abc"},
        {HEAD "#: zone +01:00\n", 5, "a file can say that its times are UTC: zone Z; others are the parameter timezone",
         "+01:00"},
        {HEAD "#: join a b . \n", 5, "fields are joined by: join NAME FIRST BETWEEN SECOND", "a b ."},
        {HEAD "#: join a b . c d\n", 5, "fields are joined by: join NAME FIRST BETWEEN SECOND", "a b . c d"},
        {HEAD "#: level bad\n", 5, "a level is a word of the log and a digit, 1 critical to 5 verbose", ""},
        {HEAD "#: level bad 6\n", 5, "a level is a word of the log and a digit, 1 critical to 5 verbose", "6"},
        {"version=2\n#: format F\n", 2, "the name of a format has small letters, digits and hyphens", "F"},
        {HEAD "rule=100001:needle\r\n", 5, "lines end with LF alone", ""},
        {HEAD "\nrules=100001:needle\n", 6, "a line begins with rule=, prefix=, annotate= or #", "rules=100001:needle"},
        {HEAD "include=/etc/passwd\n", 5, "a line begins with rule=, prefix=, annotate= or #", "include=/etc/passwd"},
        {HEAD "type=@t:%a:word%\n", 5, "a line begins with rule=, prefix=, annotate= or #", "type=@t:%a:word%"},
        {HEAD "rule=100001:\xff\n", 0, "the file is no UTF-8 text", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_fault(&cases[i]);
}

Test(prose_rules, a_fault_of_a_rule_has_its_line) {
    static const fault_case cases[] = {
        {HEAD "rule=:needle\n", 5, NUMBER, ""},
        {HEAD "rule=99999:needle\n", 5, NUMBER, "99999"},
        {HEAD "rule=012345:needle\n", 5, NUMBER, "012345"},
        {HEAD "rule=1000000:needle\n", 5, NUMBER, "1000000"},
        {HEAD "rule=tag:needle\n", 5, NUMBER, "tag"},
        {HEAD "rule=100001,:needle\n", 5, "this is no tag", ""},
        {HEAD "rule=100001,2:needle\n", 5, "this is no tag", "2"},
        {HEAD "rule=100001 needle\n", 5, "a colon is missing behind the tags", " needle"},
        {HEAD "rule=100001:\n", 5, "there is no sample of a message", ""},
        {HEAD "rule=100001:100 % of it\n", 5, FIELD, " of it"},
        {HEAD "rule=100001:%\n", 5, FIELD, ""},
        {HEAD "rule=100001:%a%\n", 5, FIELD, "a%"},
        {HEAD "rule=100001:%.:word%\n", 5, FIELD, ".:word%"},
        {HEAD "rule=100001:%{\"type\":\"word\"}%\n", 5, FIELD, "{\"type\":\"word\"}%"},
        {HEAD "rule=100001:%event.colour:word%\n", 5, "the event has no such field", "event.colour"},
        {HEAD "rule=100001:%event.rule:word%\n", 5, "the event has no such field", "event.rule"},
        {HEAD "rule=100001:%a:string%\n", 5, "this field type is not allowed", "string"},
        {HEAD "rule=100001:%a:@t%\n", 5, "this field type is not allowed", ""},
        {HEAD "rule=100001:%a:wort%\n", 5, "this field type is not allowed", "wort"},
        {HEAD "rule=100001:%a:char-to%\n", 5, "this field type needs a parameter", "char-to"},
        {HEAD "rule=100001:%a:char-to:%\n", 5, "the parameter is empty", "char-to"},
        {HEAD "rule=100001:%a:char-to:x\n", 5, "the field does not end", "char-to"},
        {HEAD "rule=100001:%a:char-to{\"extradata\":\"\"}%\n", 5, "the parameter is empty", "char-to"},
        {HEAD "rule=100001:%a:char-to{\"extradata\":\"x\"%\n", 5, "the field does not end with }%", "char-to"},
        {HEAD "rule=100001:%a:char-to{\"extradata\":\"\\t\"}%\n", 5, JSON, "char-to"},
        {HEAD "rule=100001:%a:char-to{\"extradata\":\"x\",\"priority\":}%\n", 5, JSON, "char-to"},
        {HEAD "rule=100001:%a:word:x%\n", 5, "this field type has no parameter", "word"},
        {HEAD "rule=100001:%a:word\nrule=100001:needle\n", 5, "the field does not end", "word"},
        {HEAD "rule=100001:%a:word rest\n", 5, "the field does not end", "word"},
        {HEAD "rule=100001:a\\n\n", 5, ESCAPE, "\\n"},
        {HEAD "rule=100001:a\\\n", 5, ESCAPE, "\\"},
        {HEAD "rule=100001:a\\x0g\n", 5, ESCAPE, "\\x0g"},
        {HEAD "rule=100001:a\\x00\n", 5, "a rule cannot ask for NUL", "\\x00"},
        {HEAD "rule=100001:a\nrule=100002:b\nrule=100003:a\n", 7, "this sample is in the file already", ""},
        {HEAD "rule=100001:a b\nprefix=a \nrule=100001:b\n", 7, "this sample is in the file already", ""},
        {HEAD "prefix=%a:wort%\n", 5, "this field type is not allowed", "wort"},
        {HEAD "annotate=100001\n", 5, ANNOTATION, "100001"},
        {HEAD "annotate=100001:-a\n", 5, ANNOTATION, "-a"},
        {HEAD "annotate=100001:+a=b\n", 5, ANNOTATION, "+a=b"},
        {HEAD "annotate=100001:+a=\"\"\n", 5, VALUE, "+a=\"\""},
        {HEAD "annotate=100001:+a=\"%\"\n", 5, VALUE, "+a=\"%\""},
        {HEAD "annotate=100001:+event.a=\"b\"\n", 5, "the event has no such field", "+event.a=\"b\""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_fault(&cases[i]);
}

Test(prose_rules, all_that_is_allowed_loads) {
    wev_fault why = {.status = WEV_OK};
    folder_write(&base, "lognorm/b.rulebase",
                 HEAD
                 "#: zone Z\n#: level bad 2\n# comment\n\nprefix=%a:word% \nrule=100001:needle %%\\x25\\\\%-:rest%\n"
                 "rule=100002,tag.x:%b:char-to:,\\x09%,%c:string-to{\"extradata\":\"x y\",\"priority\":7}%x y\n"
                 "annotate=tag.x:+d=\"e\" +event.channel=\"C\"\nprefix=\nrule=999999:needle");
    folder_write(&base, "lognorm/a.rulebase", HEAD "rule=100001:needle\n");
    folder_write(&base, "lognorm/.hidden.rulebase", "bad");
    folder_write(&base, "lognorm/c.rulebase~", "bad");
    const wev_prose_rules *const rules = wev_prose_load(base.path, NULL, &why);
    cr_assert(rules != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    cr_assert(wev_prose_files(rules) == 2);
    const wev_prose_file first = wev_prose_file_at(rules, 0), second = wev_prose_file_at(rules, 1);
    cr_expect(strstr(first.path, "/lognorm/a.rulebase") != NULL && first.rules == 1);
    cr_expect(strstr(second.path, "/lognorm/b.rulebase") != NULL && second.rules == 3);
    expect_text("format", second.format, "f");
    wev_prose_unref(rules);
}

Test(prose_rules, without_files_there_is_no_reader) {
    wev_fault why = {.status = WEV_OK};
    const wev_prose_rules *const rules = wev_prose_load(base.path, base.path, &why);
    cr_assert(rules != NULL);
    cr_expect(wev_prose_files(rules) == 0 && wev_prose_of(rules).ops == NULL);
    wev_prose_unref(rules);
}

Test(prose_rules, the_sites_files_come_first) {
    wev_fault why = {.status = WEV_OK};
    folder site = folder_open();
    folder_write(&base, "lognorm/a.rulebase", HEAD "rule=100001:needle\n");
    folder_write(&site, "lognorm/z.rulebase", HEAD "rule=200001:needle\nrule=200002:other needle\n");
    const wev_prose_rules *const rules = wev_prose_load(base.path, site.path, &why);
    cr_assert(rules != NULL && wev_prose_files(rules) == 2);
    cr_expect(wev_prose_file_at(rules, 0).rules == 2 && wev_prose_file_at(rules, 1).rules == 1);
    wev_prose_unref(rules);
    folder_write(&site, "lognorm/z.rulebase", "bad");
    cr_expect(wev_prose_load(base.path, site.path, &why) == NULL &&
              strncmp(why.file, site.path, strlen(site.path)) == 0);
    folder_close(&site);
}
