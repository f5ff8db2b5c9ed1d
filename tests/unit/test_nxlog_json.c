/* SPDX-License-Identifier: Apache-2.0 */
/* NXLog's JSON: which key goes where. Each case compares the whole event (see describe.h). */
#include <stdio.h>

#include "expect.h"
#include "process.h"

static process p;

static void open_process(void) {
    p = process_open(&(wev_options){.seed = 7}, NULL);
}

static void close_process(void) {
    process_close(&p);
}

TestSuite(nxlog_json, .init = open_process, .fini = close_process);

typedef struct json_case {
    const char *title, *text, *want;
} json_case;

static void expect_events(const json_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        expect_text(cases[i].title, process_describe(&p, wev_str_of(cases[i].text)), cases[i].want);
}

/* What makes a message NXLog's, in as few bytes as possible; without its last bracket. */
#define NXLOG "{\"EventTime\":\"2020-05-18 06:41:12\",\"EventID\":1"
#define READ "nxlog-json ok | id=1 time_created=2020-05-18 06:41:12"

Test(nxlog_json, a_whole_event_of_nxlog_ce) {
    static const json_case cases[] = {
        {"a classic event",
         "<11>May 18 06:41:12 NDES01.contoso.example NDESConnector: {\"EventTime\":\"2020-05-18 06:41:12\","
         "\"Hostname\":\"NDES01.contoso.example\",\"Keywords\":36028797018963968,\"EventType\":\"ERROR\","
         "\"SeverityValue\":4,\"Severity\":\"ERROR\",\"EventID\":20102,\"SourceName\":\"NDESConnector\",\"Task\":0,"
         "\"RecordNumber\":4711,\"ProcessID\":0,\"ThreadID\":0,\"Channel\":\"Microsoft Intune Connector\","
         "\"Domain\":\"CONTOSO\",\"AccountName\":\"svc\",\"UserID\":\"S-1-5-18\",\"AccountType\":\"User\","
         "\"Message\":\"Failed.\\r\\nCode: 0x400\",\"Opcode\":\"Info\",\"Category\":\"General\","
         "\"EventReceivedTime\":\"2020-05-18 06:41:13\",\"SourceModuleName\":\"eventlog\","
         "\"SourceModuleType\":\"im_msvistalog\"}",
         "nxlog-json ok | provider=NDESConnector id=20102 task=0 keywords=36028797018963968 time_created=2020-05-18 "
         "06:41:12 record_id=4711 process_id=0 thread_id=0 channel=Microsoft Intune Connector "
         "computer=NDES01.contoso.example user.id=S-1-5-18 user.name=svc user.domain=CONTOSO user.type=User "
         "rendered.task=General rendered.opcode=Info agent.received=2020-05-18 06:41:13 agent.module=eventlog "
         "agent.module_type=im_msvistalog agent.event_type=ERROR agent.severity=ERROR agent.severity_value=4 | "
         "message Failed.\r\nCode: 0x400"},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, a_whole_event_of_nxlog_ee) {
    static const json_case cases[] = {
        {"an audit",
         "<11>1 2020-05-18T06:41:09Z CA01 audit 720 - - {\"EventTime\":\"2020-05-18T06:41:09.184512+00:00\","
         "\"HostName\":\"CA01\",\"Keywords\":\"9227875636482146304\",\"EventType\":\"AUDIT_FAILURE\","
         "\"SeverityValue\":4,\"Severity\":\"ERROR\",\"EventID\":4625,"
         "\"SourceName\":\"Microsoft-Windows-Security-Auditing\",\"ProviderGuid\":\"{54849625}\",\"Version\":0,"
         "\"LevelValue\":0,\"Level\":\"Information\",\"TaskValue\":12544,\"OpcodeValue\":0,\"RecordNumber\":1340580,"
         "\"ActivityID\":\"{7F89}\",\"RelatedActivityID\":\"{7F90}\",\"ExecutionProcessID\":720,"
         "\"ExecutionThreadID\":9596,\"Channel\":\"Security\",\"Message\":\"m\",\"Category\":\"Logon\","
         "\"Opcode\":\"Info\",\"SubjectUserSid\":\"S-1-0-0\",\"Status\":\"0xc000006d\",\"ProcessId\":\"0x0\","
         "\"EventReceivedTime\":\"2020-05-18T06:41:10Z\"}",
         "nxlog-json ok | provider=Microsoft-Windows-Security-Auditing provider_guid={54849625} id=4625 version=0 "
         "level=0 task=12544 opcode=0 keywords=9227875636482146304 time_created=2020-05-18T06:41:09.184512+00:00 "
         "record_id=1340580 activity_id={7F89} related_activity_id={7F90} process_id=720 thread_id=9596 "
         "channel=Security computer=CA01 rendered.level=Information rendered.task=Logon rendered.opcode=Info "
         "agent.received=2020-05-18T06:41:10Z agent.event_type=AUDIT_FAILURE agent.severity=ERROR "
         "agent.severity_value=4 | data SubjectUserSid=S-1-0-0 Status=0xc000006d ProcessId=0x0 | message m"},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, one_letter_makes_a_system_field_or_data) {
    static const json_case cases[] = {
        {"ProcessID is the event's", NXLOG ",\"ProcessID\":720}",
         "nxlog-json ok | id=1 time_created=2020-05-18 06:41:12 process_id=720"},
        {"ProcessId is data", NXLOG ",\"ProcessId\":\"0x2d0\"}", READ " | data ProcessId=0x2d0"},
        {"both", NXLOG ",\"ProcessId\":\"0x2d0\",\"ExecutionProcessID\":4}",
         "nxlog-json ok | id=1 time_created=2020-05-18 06:41:12 process_id=4 | data ProcessId=0x2d0"},
        {"eventid is data", NXLOG ",\"eventid\":2}", READ " | data eventid=2"},
        {"a part of a key is data", NXLOG ",\"Chann\":\"a\",\"Channels\":\"b\",\"\":\"c\"}",
         READ " | data Chann=a Channels=b param3?=c"},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, data_is_kept_as_it_was_sent) {
    static const json_case cases[] = {
        {"each kind", NXLOG ",\"s\":\"x\",\"n\":-1.5,\"t\":true,\"f\":false,\"z\":null,\"e\":\"\"}",
         READ " | data s=x n=-1.5 t=true f=false z null e="},
        {"nested", NXLOG ",\"o\":{\"a\":[1]},\"a\":[{\"b\":2},3]}", READ " | data o^={\"a\":[1]} a^=[{\"b\":2},3]"},
        {"escapes", NXLOG ",\"Path\":\"C:\\\\x\\u00e4\",\"a\\\"b\":1}", READ " | data Path=C:\\x\xC3\xA4 a\"b=1"},
        {"a key twice", NXLOG ",\"a\":1,\"b\":2,\"a\":3,\"A\":4}", READ " | data a=1 b=2 a#2=3 a#3=4"},
        {"text that looks like JSON", NXLOG ",\"a\":\"{\\\"EventID\\\":2}\"}", READ " | data a={\"EventID\":2}"},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, a_system_field_that_does_not_fit_is_kept_beside) {
    static const json_case cases[] = {
        {"a second one", NXLOG ",\"EventID\":2,\"Channel\":\"a\",\"Channel\":\"b\"}",
         "nxlog-json ok | id=1 time_created=2020-05-18 06:41:12 channel=a | other EventID=2 Channel=b"},
        {"Task of CE and TaskValue of EE", NXLOG ",\"Task\":1,\"TaskValue\":2}",
         "nxlog-json ok | id=1 task=1 time_created=2020-05-18 06:41:12 | other TaskValue=2"},
        {"no number", NXLOG ",\"Version\":\"two\",\"ThreadID\":true}", READ " | other Version=two ThreadID=true"},
        {"nested: as data", NXLOG ",\"Channel\":{\"a\":1},\"Message\":[1]}",
         READ " | data Channel^={\"a\":1} Message^=[1]"},
        {"null: nothing", NXLOG ",\"Channel\":null,\"RecordNumber\":null}", READ},
        {"empty: nothing", NXLOG ",\"Channel\":\"\",\"Category\":\"\"}", READ},
        {"a second message", NXLOG ",\"Message\":\"a\",\"Message\":\"b\"}", READ " | data Message=b | message a"},
        {"an empty message", NXLOG ",\"Message\":\"\"}", READ " | message "},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, nxlog_2_8_writes_the_name_into_the_users_id) {
    static const json_case cases[] = {
        {"a name", NXLOG ",\"UserID\":\"svc-intune\"}", READ " user.name=svc-intune"},
        {"a SID", NXLOG ",\"UserID\":\"S-1-5-18\"}", READ " user.id=S-1-5-18"},
        {"a SID and a name", NXLOG ",\"AccountName\":\"svc\",\"UserID\":\"S-1-5-18\"}",
         READ " user.id=S-1-5-18 user.name=svc"},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, what_stands_behind_the_object_is_the_rest) {
    static const json_case cases[] = {
        {"another object", NXLOG "} {\"EventID\":2}", READ " | rest {\"EventID\":2}"},
        {"text with blanks round it", NXLOG "}\r\n x \r\n", READ " | rest x"},
        {"blanks are none", NXLOG "}#015#012", READ},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, a_broken_object_keeps_what_stood_before_and_the_rest_as_text) {
    static const json_case cases[] = {
        {"a missing comma", NXLOG ",\"a\":\"1\" \"b\":2}",
         "nxlog-json malformed | id=1 time_created=2020-05-18 06:41:12 | data a=1 | rest \"b\":2}"},
        {"a number that is none is no system field", NXLOG ",\"Version\":1x}",
         "nxlog-json malformed | id=1 time_created=2020-05-18 06:41:12 | other Version~=1 | rest x} | cut Version"},
        {"a missing quote", NXLOG ",\"a\":x\"}",
         "nxlog-json malformed | id=1 time_created=2020-05-18 06:41:12 | rest \"a\":x\"}"},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, a_cut_value_is_no_system_field) {
    static const json_case cases[] = {
        {"a number", "{\"SeverityValue\":2,\"RecordNumber\":7,\"EventID\":46",
         "nxlog-json truncated | record_id=7 agent.severity_value=2 | other EventID~=46 | cut EventID"},
        {"a string", NXLOG ",\"Channel\":\"Sec",
         "nxlog-json truncated | id=1 time_created=2020-05-18 06:41:12 | other Channel~=Sec | cut Channel"},
        {"data", NXLOG ",\"Status\":\"0xc00",
         "nxlog-json truncated | id=1 time_created=2020-05-18 06:41:12 | data Status~=0xc00 | cut Status"},
        {"the message", NXLOG ",\"Message\":\"Fail",
         "nxlog-json truncated | id=1 time_created=2020-05-18 06:41:12 | message Fail | cut Message"},
        {"nested data", NXLOG ",\"o\":{\"a\":1",
         "nxlog-json truncated | id=1 time_created=2020-05-18 06:41:12 | data o^~={\"a\":1 | cut o"},
        {"between fields", NXLOG ",", "nxlog-json truncated | id=1 time_created=2020-05-18 06:41:12"},
    };
    expect_events(cases, COUNT(cases));
}

Test(nxlog_json, one_key_of_windows_and_one_of_nxlog_make_the_format) {
    static const json_case cases[] = {
        {"another log that NXLog sends",
         "{\"EventReceivedTime\":\"2020\",\"SourceModuleName\":\"in\",\"Message\":\"x\"}", "no event"},
        {"another agent's event", "{\"EventID\":4625,\"RecordNumber\":7,\"Channel\":\"Security\"}",
         "flat-json ok | id=4625 record_id=7 channel=Security"},
        {"keys in nested objects do not count", "{\"Event\":{\"EventID\":1,\"EventTime\":\"2020\"}}", "no event"},
        {"a list of something else", "[1,{\"EventID\":1,\"EventTime\":\"2020\"}]", "no event"},
        {"no JSON", "{EventID:1,EventTime:2020}", "no event"},
        {"the least", "{\"RecordNumber\":1,\"SeverityValue\":2}", "nxlog-json ok | record_id=1 agent.severity_value=2"},
    };
    expect_events(cases, COUNT(cases));
}

/* Also where the next value begins with an escape, at any distance. */
Test(nxlog_json, a_key_is_known_whatever_stands_behind_it) {
    static const struct {
        const char *key, *value, *want;
    } cases[] = {
        {"ExecutionProcessID", "7", "process_id=7"},
        {"ExecutionThreadID", "7", "thread_id=7"},
        {"RelatedActivityID", "\"\\\\x\"", "related_activity_id=\\x"},
        {"SourceModuleName", "\"\\\\x\"", "agent.module=\\x"},
        {"SourceModuleType", "\"\\\\x\"", "agent.module_type=\\x"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int pad = 0; pad < 20; pad++) {
            char text[256], want[256];
            snprintf(text, sizeof text, NXLOG ",\"%s\":%*s%s,\"a\":\"\\\\\"}", cases[i].key, pad, "", cases[i].value);
            snprintf(want, sizeof want, READ " %s | data a=\\", cases[i].want);
            if (!expect_text(cases[i].key, process_describe(&p, wev_str_of(text)), want))
                break;
        }
    }
}

/* A worker guesses that a key comes where it came in the message before. */
Test(nxlog_json, a_key_that_begins_like_the_one_before_is_another) {
#define BEHIND ",\"Behind\":\"0123456789012345678901234567890123456789\"}"
#define TOLD "Behind=0123456789012345678901234567890123456789"
    static const json_case cases[] = {
        {"a key", NXLOG ",\"ExecutionProcessID\":4" BEHIND, READ " process_id=4 | data " TOLD},
        {"of another end", NXLOG ",\"ExecutionProcessIX\":4" BEHIND, READ " | data ExecutionProcessIX=4 " TOLD},
        {"the key again", NXLOG ",\"ExecutionProcessID\":4" BEHIND, READ " process_id=4 | data " TOLD},
        {"a longer one", NXLOG ",\"ExecutionProcessID2\":4" BEHIND, READ " | data ExecutionProcessID2=4 " TOLD},
    };
    expect_events(cases, COUNT(cases));
}

/* What was guessed for this place is no key: that is not the same as one of NUL bytes. */
Test(nxlog_json, a_key_of_nul_bytes_is_a_key) {
    for (size_t before = 0; before < 2; before++) {
        const wev_str text =
            before == 0
                ? SV(NXLOG
                     ",\"\0\0\":\"a\",\"Next\":\"0123456789012345678901234567890123456789012345678901234567890\"}")
                : SV(NXLOG ",\"Other\":\"a\",\"\0\0\":\"b\","
                           "\"Next\":\"0123456789012345678901234567890123456789012345678901234567890\"}");
        p.result = wev_process(p.worker, text);
        cr_expect(p.result.status == WEV_OK, "%zu: %d", before, (int)p.result.status);
        const wev_fields *const data = &p.result.event->data;
        cr_assert(data->count == 2 + before, "%zu: %u", before, data->count);
        expect_str("name", wev_text_raw(data->item[before].name), SV("\0\0"));
        expect_str("the next", wev_text_raw(data->item[before + 1].name), SV("Next"));
    }
}
