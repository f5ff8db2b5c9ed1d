/* SPDX-License-Identifier: Apache-2.0 */
/* The shipped prose rules on what devices and attackers send: no crash, no lost message, nobody else's lines. */
#include "guard.h"

#include <stdio.h>

#include "expect.h"
#include "process.h"
#include "text/prose.h"

static const wev_prose_rules *prose;
static process p;

static void open_prose(void) {
    wev_fault why = {.status = WEV_OK};
    prose = wev_prose_load(getenv("RULEBASE"), NULL, &why);
    cr_assert(prose != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    p = process_open(&(wev_options){.seed = 7, .prose = wev_prose_of(prose)}, NULL);
}

static void close_prose(void) {
    process_close(&p);
    wev_prose_unref(prose);
}

TestSuite(prose_text, .init = open_prose, .fini = close_prose);

/* One line of each format. */
static const struct {
    const char *format;
    wev_str line;
} lines[] = {
    {"android-omadm",
     SV_INIT("2018-02-27T05:18:45.3460000    INFO    Event     com.microsoft.omadm.platforms.android.certmgr."
             "state.NativeScepCertInstallStateMachine    18327       14    SCEP cert 'ModelName=AC_51%2F"
             "LogicalName_39;Hash=-1' state changed from CERT_INSTALLING to CERT_ACCESS_REQUESTED")},
    {"ios-profiled",
     SV_INIT("debug    18:30:54.638009 -0500    profiled    Adding dependent ModelName=AC_5/LogicalName_1;"
             "Hash=-9 to parent 6 in domain PayloadDependencyDomainCertificate to system\\")},
    {"iis-w3c",
     SV_INIT("2017-08-08 20:22:16 10.0.0.1 GET /certsrv/mscep/mscep.dll operation=GetCACert&message=SCEP 443 - "
             "10.5.14.22 profiled/1.0+CFNetwork/811.5.4+Darwin/16.6.0 - 500 0 1346 31")},
    {"ndes-plugin",
     SV_INIT("Failed to send http request /CertificateRegistrationSvc/Certificate/VerifyRequest. Error 12175")},
    {"crp", SV_INIT("Validation Phase 3 finished with status False")},
    {"connector-svclog",
     SV_INIT(
         "<E2ETraceEvent xmlns=\"x\"><System xmlns=\"y\"><EventID>0</EventID><Type>3</Type><SubType Name=\"Error\">0"
         "</SubType><Level>2</Level><TimeCreated SystemTime=\"2026-03-02T08:14:27Z\" /><Source Name=\"S\" "
         "/><Correlation "
         "ActivityID=\"{0}\" /><Execution ProcessName=\"N\" ProcessID=\"1\" ThreadID=\"5\" /><Channel /><Computer>C"
         "</Computer></System><ApplicationData>IssuePfx - (0x800706BA): x</ApplicationData></E2ETraceEvent>")},
    {"event-viewer",
     SV_INIT("Log Name:      Application\nSource:        Application Error\nEvent ID:      1000\nTask Category: "
             "Application Crashing Events\nLevel:         Error\nKeywords:      Classic\nDescription: "
             "Faulting application name: w3wp.exe\nException code: 0xc0000005")},
    {"event-viewer",
     SV_INIT("Log Name:      A/Admin\nSource:        A\nDate:          8/7/2019 8:01:41 PM\nEvent ID:      1506\n"
             "Task Category: (1)\nLevel:         Information\nKeywords:      (2)\nUser:          SYSTEM\n"
             "Computer:      C\nDescription:\nNode set value")},
    {"connector-setup", SV_INIT("Product: Microsoft Intune Connector -- Installation completed successfully.")},
};

static void read_line(wev_str message) {
    p.result = wev_process(p.worker, message);
    cr_assert(p.result.status == WEV_OK || p.result.status == WEV_NOT_EVENT, "%d: %.*s", (int)p.result.status,
              (int)message.len, message.ptr);
    (void)process_emit(&p);
}

Test(prose_text, each_format_has_its_name) {
    for (size_t i = 0; i < COUNT(lines); i++) {
        read_line(lines[i].line);
        cr_assert(p.result.event != NULL, "%s", lines[i].format);
        expect_text("format", p.result.event->format, lines[i].format);
        const bool has_id = strcmp(lines[i].format, "event-viewer") == 0; /* the one of them that tells it */
        cr_expect(p.result.event->rule >= 100000 && (p.result.event->id >= 0) == has_id, "%s", lines[i].format);
        expect_text("message", wev_text_raw(p.result.event->message), lines[i].line.ptr);
    }
}

/* The message lies before a page that must not be touched. */
Test(prose_text, cut_at_each_byte) {
    guard g = guard_new(1024);
    for (size_t i = 0; i < COUNT(lines); i++)
        for (size_t n = 0; n <= lines[i].line.len; n++)
            read_line(guard_put(&g, (wev_str){lines[i].line.ptr, n}));
    guard_free(&g);
}

Test(prose_text, each_byte_replaced) {
    static const char bad[] = {'\0', '\xFF', '\xC3', '%', '\n'};
    char copy[1024];
    for (size_t i = 0; i < COUNT(lines); i++) {
        for (size_t at = 0; at < lines[i].line.len; at++) {
            for (size_t k = 0; k < sizeof bad; k++) {
                memcpy(copy, lines[i].line.ptr, lines[i].line.len);
                copy[at] = bad[k];
                read_line((wev_str){copy, lines[i].line.len});
            }
        }
    }
}

/* A line of one MiB is beyond what rules are tried on; one of 200 kB is read. */
Test(prose_text, long_lines) {
    enum { LONG = 1 << 20, WITHIN = 200000 };
    static const wev_str head = SV_INIT("2018-02-27T05:16:08.25 VERB com.microsoft.omadm.X 1 2 ");
    char *const text = malloc(LONG);
    cr_assert(text != NULL);
    memset(text, 'x', LONG);
    memcpy(text, head.ptr, head.len);
    read_line((wev_str){text, LONG});
    cr_expect(p.result.status == WEV_NOT_EVENT);
    read_line((wev_str){text, WITHIN});
    cr_assert(p.result.status == WEV_OK);
    const wev_field *const field = wev_fields_find(&p.result.event->data, SV("Text"));
    cr_expect(field != NULL && field->value.len == WITHIN - head.len);
    memset(text + head.len, '\0', LONG - head.len);
    read_line((wev_str){text, WITHIN});
    free(text);
}

Test(prose_text, bad_bytes_are_kept_and_text_with_a_nul_is_not_read) {
    read_line(SV("2018-02-27T05:16:08.25 VERB com.microsoft.omadm.X 1 2 a\0b"));
    cr_expect(p.result.status == WEV_NOT_EVENT);
    read_line(SV("2018-02-27T05:16:08.25 VERB com.microsoft.omadm.X 1 2 ab\xFF"));
    cr_assert(p.result.status == WEV_OK && p.result.event->repaired);
    const wev_field *const field = wev_fields_find(&p.result.event->data, SV("Text"));
    cr_assert(field != NULL);
    cr_expect(wev_str_equal(wev_text_raw(field->value), SV("ab\xEF\xBF\xBD")));
}

Test(prose_text, other_logs_are_not_taken) {
    static const wev_str others[] = {
        SV_INIT("<38>Mar  2 08:14:27 web1 sshd[123]: Accepted publickey for root from 192.0.2.1 port 51422 ssh2"),
        SV_INIT("192.0.2.1 - - [02/Mar/2026:08:14:27 +0000] \"GET /certsrv/mscep/mscep.dll HTTP/1.1\" 200 1 \"-\" "
                "\"profiled\""),
        SV_INIT("<189>12: %SYS-5-CONFIG_I: Configured from console by admin on vty0 (192.0.2.1)"),
        SV_INIT("<13>Mar  2 08:14:27 mac profiled[84]: the daemon of that name says something else"),
        SV_INIT("{\"message\": \"com.microsoft.omadm.X\"}"),
        SV_INIT("<xml>Calling VerifyRequest"),
    };
    for (size_t i = 0; i + 1 < COUNT(others); i++) {
        read_line(others[i]);
        cr_expect(p.result.event == NULL, "%s", others[i].ptr);
    }
}

/* Without a time in the line the header tells two lines apart; with one the header does not matter. */
Test(prose_text, the_uid_of_a_line) {
    char first[32];
    read_line(SV("<13>1 2026-03-02T08:14:27Z h a - - - Calling VerifyRequest ..."));
    memcpy(first, p.result.event->uid, sizeof first);
    read_line(SV("<13>1 2026-03-02T08:14:28Z h a - - - Calling VerifyRequest ..."));
    cr_expect(memcmp(first, p.result.event->uid, sizeof first) != 0);
    read_line(SV("<13>1 2026-03-02T08:14:27Z h a - - - 2018-02-27T05:16:08.25 VERB com.microsoft.omadm.X 1 2 a"));
    memcpy(first, p.result.event->uid, sizeof first);
    read_line(SV("2018-02-27T05:16:08.25 VERB com.microsoft.omadm.X 1 2 a"));
    cr_expect(memcmp(first, p.result.event->uid, sizeof first) == 0);
}
