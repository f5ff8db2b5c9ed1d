/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Formats that are names and values: a worker guesses names from the messages before. What it read before makes no
 * difference to what a message says, and nothing behind a message is read.
 */
#include "guard.h"

#include <stdio.h>

#include "expect.h"
#include "process.h"

#include "base/scan_pairs.h"

static const char columns[] = "EventTime,Hostname, EventID ,Channel,SourceName,RecordNumber,,TargetUserName,Message";

#define SAME_SYSLOG "<14>Aug  1 05:46:45 dc01.contoso.example "
#define EXTENSION                                                                                                      \
    "eventId=220284 externalId=4624 msg=An account\\=was logged on. a\\\\ cat=Security deviceSeverity=Audit_success "  \
    "rt=1596260805000 dhost=dc01.contoso.example duser=SYSTEM cs2=Logon cs2Label=Category categoryOutcome=/Success "   \
    "ahost=c ad.TargetUserName=svc.intune and more ad.TargetUserSid=S-1-5-18 x\\ y=1 RecordNumber=7"

static const char *const texts[] = {
    "EventTime=2020-08-01 05:46:45;Hostname=dc01.contoso.example;EventID=4624;SourceName=Microsoft-Windows-Security-"
    "Auditing;Version=2;RecordNumber=220284;ProcessID=864;ThreadID=904;Channel=Security;Message='It''s logged on.\r\n"
    "\tLogon';Category=Logon;TargetUserName=svc\\intune;TargetUserSid=\"S-1-5-18\";LogonType=5;EventReceivedTime="
    "2020-08-01 05:46:47;SourceModuleName=eventlog;",
    "EventTime=2020-08-01 05:46:45,EventID=4624,EventIDx=1,Hostname =dc01,Host;name=a,EventID=2,Channel=Security,=a,b",
    "<14>1 2020-08-01T05:46:45.000000+00:00 dc01.contoso.example Microsoft-Windows-Security-Auditing 864 - [a b=\"]\"]"
    "[NXLOG@14506 Keywords=\"-9214364837600034816\" EventType=\"AUDIT_SUCCESS\" EventID=\"4624\" Version=\"2\" "
    "RecordNumber=\"220284\" Channel=\"Security\" TargetUserName=\"svc\\\\intune\" A=\"\\]\\\"\" B=\"\" "
    "EventReceivedTime=\"2020-08-01 05:46:47\"] An account was logged on.",
    SAME_SYSLOG
    "CEF:0|Microsoft|Microsoft Windows||Microsoft-Windows-Security-Auditing:4624|An \\| account|Low| " EXTENSION,
    SAME_SYSLOG "CEF:0|NXLog|nxlog|2.10|4624|-|2|  externalId=4624 EventTime=2020-08-01 05:46:45 externalIdx=1 rt.rt=3 "
                "\\ rt=4 msg= cat=a cat=b EventID=5 Channel=Security  cs1=7 cs1Label=Name =  x=",
    SAME_SYSLOG "LEEF:1.0|Microsoft|Windows|10.0|4624|cat=Security\tdevTime=2020-08-01 05:46:45\tsev=2\tusrName=SYSTEM"
                "\tTargetUserName=svc\\intune\t\tword\tEventReceivedTime=2020-08-01 05:46:47\tRecordNumber=220284\t =a",
    SAME_SYSLOG
    "LEEF:1.0|Microsoft|Windows|10.0|4624|cat=Security#011devTime=2020-08-01 05:46:45#011sev=#2#011a#b=c#011"
    "usr#01Name=SYSTEM#011#011word#011\x01=a#011EventReceivedTime=2020-08-01 05:46:47#011RecordNumber=220284",
    SAME_SYSLOG "LEEF:2.0|Microsoft|Windows|10.0|4624|^|cat=Security^devTime=2020-08-01 05:46:45^sev=2^RecordNumber=22",
    SAME_SYSLOG
    "LEEF:2.0|Microsoft|Windows|10.0|4624|a|cat=Securityadev=2020-08-01 05:46:45asev=2aRecordNumber=2202840",
    SAME_SYSLOG "LEEF:2.0|Microsoft|Windows|10.0|4624|=|cat=Security=devTime=2020-08-01 05:46:45=sev=2=RecordNumber=22",
    SAME_SYSLOG "AgentDevice=WindowsLog\tAgentLogFile=Security\tPluginVersion=7.2.9.72\tSource=Microsoft-Windows-"
                "Security-Auditing\tComputer=dc01.contoso.example\tUser=\tEventID=4624\tEventIDCode=4624\tEventType=8"
                "\tKeywords=Audit Success\tword\tTask= Logon \tMessage=An account was logged on.",
    SAME_SYSLOG "AgentDevice=WindowsLog#011AgentLogFile=Security#011EventIDCode=4624#011EventID=70000#011Agent#=1#011"
                "Keywords=0x0#011EventType=9#011Message=An account was logged on.",
    "2020-08-01 05:46:45,\"dc01\",4624,\"Security\",\"Sample\",220284,,\"svc\\\\intune\",\"An account\\r\\n\\twas "
    "\\\"x\\\" \\u.\"",
    "2020-08-01 05:46:45,\"dc\"01,4624 ,,,, \"a\t\" ,\"b\x01\",\"An account\" ",
    "<Event><EventTime>2020-08-01 05:46:46</EventTime><Hostname>dc01.contoso.example</Hostname><EventID>10</EventID>"
    "<SourceName>Sample</SourceName><Version/><Task a=\"1\">10</Task ><Channel>Sample/Admin</Channel><a:RecordNumber>9"
    "</a:RecordNumber> x <TargetUserName>svc&amp;intune</TargetUserName><Nested><b>1</b></Nested><Path>\"C:\\\"</Path>"
    "<!--a>b</!--a>--><Message>Process&#xD;&#xA;accessed</Message></Event>",
    "<Event><EventTime>2020-08-01 05:46:46</EventTime><EventTimes>1</EventTimes><EventID>10<!-- c "
    "--></EventID><Channel>"
    "Sample/Admin</Channel><Message><![CDATA[Process <accessed>]]></Message></Event>",
};

static process fresh(void) {
    return process_open(&(wev_options){.seed = 7, .csv_fields = SV(columns)}, NULL);
}

/* What a worker that has read nothing before says of it. */
static void expect_as_fresh(const char *title, size_t which, process *p, wev_str text) {
    process cold = fresh();
    char name[64];
    const wev_str want = process_describe(&cold, text), got = process_describe(p, text);
    snprintf(name, sizeof name, "%s %zu, %zu bytes", title, which, text.len);
    expect_str(name, got, want);
    process_close(&cold);
}

Test(pairs, each_is_an_event) {
    process p = fresh();
    for (size_t i = 0; i < COUNT(texts); i++) {
        process_describe(&p, wev_str_of(texts[i]));
        cr_expect(p.result.event != NULL, "text %zu", i);
    }
    process_close(&p);
}

Test(pairs, what_was_read_before_makes_no_difference) {
    for (size_t first = 0; first < COUNT(texts); first++) {
        for (size_t second = 0; second < COUNT(texts); second++) {
            process p = fresh();
            process_describe(&p, wev_str_of(texts[first]));
            expect_as_fresh("text", second, &p, wev_str_of(texts[second]));
            expect_as_fresh("again, text", first, &p, wev_str_of(texts[first]));
            process_close(&p);
        }
    }
}

Test(pairs, nothing_behind_the_message_is_read) {
    guard g = guard_new(4096);
    for (size_t i = 0; i < COUNT(texts); i++) {
        const wev_str whole = wev_str_of(texts[i]);
        process p = fresh();
        process_describe(&p, whole);
        for (size_t len = 0; len <= whole.len; len++)
            expect_as_fresh("text", i, &p, guard_put(&g, (wev_str){whole.ptr, len}));
        process_close(&p);
    }
    guard_free(&g);
}

Test(pairs, a_name_is_made_of_letters_digits_and_few_others) {
    guard g = guard_new(64);
    for (int c = 0; c < 256; c++) {
        const bool want =
            c != 0 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.[]-", c) != NULL;
        char bytes[20];
        memset(bytes, c, sizeof bytes);
        const wev_str text = guard_put(&g, (wev_str){bytes, sizeof bytes});
        const char *const end = text.ptr + text.len;
        cr_expect(wev_is_in_name((char)c) == want, "byte %d", c);
        cr_expect(wev_scan_name_back(text.ptr, end) == (want ? text.ptr : end), "byte %d, many", c);
    }
    guard_free(&g);
}
