/* SPDX-License-Identifier: Apache-2.0 */
/* What the shipped rulebase makes of whole messages: outcome, severity, codes and where they were found. */
#include <stdio.h>

#include "expect.h"
#include "process.h"

static process p;
static const wev_rulebase *rulebase;

static void open_process(void) {
    rulebase = load_shipped("en");
    p = process_open(&(wev_options){.seed = 7}, rulebase);
}

static void close_process(void) {
    process_close(&p);
    wev_rulebase_unref(rulebase);
}

TestSuite(enrich, .init = open_process, .fini = close_process);

static void say(const char *text) {
    wev_buf_add(&p.said, wev_str_of(text));
}

static void say_code(const wev_found_code *code) {
    static const char *const origins[] = {"field", "label", "message", "value"};
    static const char *const conflicts[] = {"", " SUCCESS-CODE", " FAILURE-CODE", " UNLISTED"};
    char room[128];
    say(" | ");
    wev_buf_add(&p.said, wev_text_raw(code->field));
    say("=");
    if (code->is_number)
        wev_buf_add(&p.said, (wev_str){room, wev_code_show(code->table, code->number, room)});
    say(code->code != NULL ? " " : " ?");
    if (code->code != NULL)
        wev_buf_add(&p.said, wev_text_raw(code->code->symbol));
    say(" by ");
    say(origins[code->origin]);
    say(conflicts[code->conflict]);
    say(code->ambiguous ? " ambiguous" : "");
}

/* `NAME OUTCOME SEVERITY | FIELD=CODE SYMBOL by ORIGIN CONFLICT | ... | chief FIELD`. */
static wev_str assess(const char *message) {
    static const char *const outcomes[] = {"unknown", "success", "failure"};
    p.result = wev_process(p.worker, wev_str_of(message));
    const wev_meaning *const meaning = p.result.meaning;
    wev_buf_clear(&p.said);
    cr_assert(meaning != NULL, "no event: %s", message);
    wev_buf_add(&p.said, meaning->entry != NULL ? wev_text_raw(meaning->entry->name) : SV("-"));
    say(" ");
    say(outcomes[meaning->outcome]);
    say(" ");
    wev_buf_add(&p.said, wev_text_raw(wev_severity_name(meaning->severity)));
    for (uint32_t i = 0; i < meaning->code_count; i++)
        say_code(meaning->code + i);
    if (meaning->chief != NULL) {
        say(" | chief ");
        wev_buf_add(&p.said, wev_text_raw(meaning->chief->field));
    }
    return wev_buf_text(&p.said);
}

typedef struct enrich_case {
    const char *title, *message, *want;
} enrich_case;

static void expect_all(const enrich_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        expect_text(cases[i].title, assess(cases[i].message), cases[i].want);
}

/* The connector's events as NXLog sends them, and in XML; and what 20102 with its first code is. */
#define NDES(id, more)                                                                                                 \
    "{\"EventTime\":\"2020-05-18 06:41:12\",\"SourceName\":\"NDESConnector\",\"EventID\":" id more "}"
#define NDES_XML(id, inside)                                                                                           \
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='NDESConnector'/>"    \
    "<EventID>" id "</EventID></System>" inside "</Event>"
#define DATA(text) "<EventData><Data>" text "</Data></EventData>"
#define FAILED_400(by)                                                                                                 \
    "PkcsCertIssue_Failure failure error | DiagnosticCode=0x00000400 PKCS_Issue_CA_Unavailable by " by                 \
    " | chief DiagnosticCode"

Test(enrich, a_code_is_found_in_every_place_where_senders_put_it) {
    static const enrich_case cases[] = {
        {"a field", NDES("20102", ",\"DiagnosticCode\":\"0x400\""), FAILED_400("field")},
        {"a field of another case", NDES("20102", ",\"diagnosticcode\":\"0x400\""), FAILED_400("field")},
        {"a number", NDES("20102", ",\"DiagnosticCode\":1024"), FAILED_400("field")},
        {"decimal digits", NDES("20102", ",\"DiagnosticCode\":\"1024\""), FAILED_400("field")},
        {"with blanks", NDES("20102", ",\"DiagnosticCode\":\" 0x00000400\\r\\n\""), FAILED_400("field")},
        {"a label in unnamed data", NDES_XML("20102", DATA("Failed.&#13;&#10;Diagnostic Code: 0x400&#13;&#10;x")),
         FAILED_400("label")},
        {"a label, decimal", NDES_XML("20102", DATA("Failed.\nDiagnostic Code: 1024")), FAILED_400("label")},
        {"unnamed data that is a code",
         NDES_XML("20102", "<EventData><Data>Device</Data><Data>0x00000400</Data></EventData>"), FAILED_400("value")},
        {"a label in the message", NDES("20102", ",\"Message\":\"Failed.\\r\\nDiagnostic Code: 0x400\\r\\n\""),
         FAILED_400("message")},
        {"a label in a rendered message",
         NDES_XML("20102", "<RenderingInfo><Message>Diagnostic Code: 1024</Message></RenderingInfo>"),
         FAILED_400("message")},
    };
    expect_all(cases, COUNT(cases));
}

Test(enrich, the_surest_place_counts) {
    static const enrich_case cases[] = {
        {"a field before a message",
         NDES("20102", ",\"Message\":\"Diagnostic Code: 0x401\",\"DiagnosticCode\":\"0x400\""), FAILED_400("field")},
        {"a label before a message",
         NDES_XML("20102", DATA("Diagnostic Code: 0x400") "<RenderingInfo><Message>Diagnostic Code: 0x401</Message>"
                                                          "</RenderingInfo>"),
         FAILED_400("label")},
        {"a label before a bare value",
         NDES_XML("20102", "<EventData><Data>0x401</Data><Data>Diagnostic Code: 0x400</Data></EventData>"),
         FAILED_400("label")},
        {"the first of two", NDES("20102", ",\"Message\":\"Diagnostic Code: 0x400\\nDiagnostic Code: 0x401\""),
         FAILED_400("message")},
        {"a dash is no value", NDES("20102", ",\"DiagnosticCode\":\"-\",\"Message\":\"x\""),
         "PkcsCertIssue_Failure failure error"},
        {"bare decimal digits are no code", NDES_XML("20102", DATA("1024")), "PkcsCertIssue_Failure failure error"},
        {"a bare value that is no code of the table", NDES_XML("20102", DATA("0x499")),
         "PkcsCertIssue_Failure failure error"},
    };
    expect_all(cases, COUNT(cases));
}

Test(enrich, labels_are_known_in_each_of_the_five_languages) {
    static const struct {
        const char *lang, *text;
    } cases[] = {
        {"en", "Diagnostic Code: 0x400"},
        {"en, joined", "DIAGNOSTICCODE=0x400"},
        {"ko", "\xEC\xA7\x84\xEB\x8B\xA8 \xEC\xBD\x94\xEB\x93\x9C: 0x400"},
        {"zh-TW", "\xE8\xA8\xBA\xE6\x96\xB7\xE7\xA2\xBC\xEF\xBC\x9A"
                  "0x400"},
        {"ru", "\xD0\x94\xD0\xB8\xD0\xB0\xD0\xB3\xD0\xBD\xD0\xBE\xD1\x81\xD1\x82\xD0\xB8\xD1\x87\xD0\xB5\xD1\x81\xD0"
               "\xBA\xD0\xB8\xD0\xB9 \xD0\xBA\xD0\xBE\xD0\xB4: 0x400"},
        {"ru, capital letters", "\xD0\x9A\xD0\x9E\xD0\x94 \xD0\x9E\xD0\xA8\xD0\x98\xD0\x91\xD0\x9A\xD0\x98: 0x400"},
        {"ja", "\xE8\xA8\xBA\xE6\x96\xAD\xE3\x82\xB3\xE3\x83\xBC\xE3\x83\x89\xEF\xBC\x9A"
               "0x400"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char message[512], xml[512];
        snprintf(message, sizeof message, NDES("20102", ",\"Message\":\"x\\r\\n%s\\r\\ny\""), cases[i].text);
        snprintf(xml, sizeof xml, NDES_XML("20102", DATA("x\n%s\ny")), cases[i].text);
        expect_text(cases[i].lang, assess(message), FAILED_400("message"));
        expect_text(cases[i].lang, assess(xml), FAILED_400("label"));
    }
}

Test(enrich, a_code_that_contradicts_its_event_is_told) {
    static const enrich_case cases[] = {
        {"success in a failure", NDES("20102", ",\"DiagnosticCode\":\"0x0\""),
         "PkcsCertIssue_Failure failure error | DiagnosticCode=0x00000000 Success by field SUCCESS-CODE | chief "
         "DiagnosticCode"},
        {"failure in a success", NDES("20100", ",\"DiagnosticCode\":\"0x400\""),
         "PkcsCertIssue_Success success information | DiagnosticCode=0x00000400 PKCS_Issue_CA_Unavailable by field "
         "FAILURE-CODE | chief DiagnosticCode"},
        {"success in a success", NDES("20100", ",\"DiagnosticCode\":\"0x0\""),
         "PkcsCertIssue_Success success information | DiagnosticCode=0x00000000 Success by field | chief "
         "DiagnosticCode"},
        {"a code of another event", NDES("20102", ",\"DiagnosticCode\":\"0x411\""),
         "PkcsCertIssue_Failure failure error | DiagnosticCode=0x00000411 CRPSCEPChallenge_Expired by field UNLISTED "
         "| chief DiagnosticCode"},
        {"a code that any event may carry", NDES("20102", ",\"DiagnosticCode\":\"-1\""),
         "PkcsCertIssue_Failure failure error | DiagnosticCode=0x0FFFFFFF Unknown_Error by field | chief "
         "DiagnosticCode"},
        {"the same in a success", NDES("20100", ",\"DiagnosticCode\":\"0x0FFFFFFFF\""),
         "PkcsCertIssue_Success success information | DiagnosticCode=0x0FFFFFFF Unknown_Error by field | chief "
         "DiagnosticCode"},
        {"digits that were meant as hexadecimal", NDES("20502", ",\"DiagnosticCode\":\"410\""),
         "CRPVerifyMetric_Failure failure error | DiagnosticCode=0x00000410 CRPSCEPDeserialize_Failed by field "
         "ambiguous | chief DiagnosticCode"},
    };
    expect_all(cases, COUNT(cases));
}

Test(enrich, an_unknown_code_stays_visible_and_is_counted) {
    expect_text(
        "a number", assess(NDES("20102", ",\"DiagnosticCode\":\"0x499\"")),
        "PkcsCertIssue_Failure failure error | DiagnosticCode=0x00000499 ? by field UNLISTED | chief DiagnosticCode");
    cr_expect(p.result.meaning->unknown_codes == 1);
    expect_text("no number", assess(NDES("20102", ",\"DiagnosticCode\":\"none\"")),
                "PkcsCertIssue_Failure failure error | DiagnosticCode= ? by field");
    cr_expect(p.result.meaning->unknown_codes == 0 && p.result.meaning->chief == NULL);
    assess(NDES("20102", ",\"DiagnosticCode\":\"0x400\""));
    cr_expect(p.result.meaning->unknown_codes == 0);
}

#define AUDIT(id, keywords, more)                                                                                      \
    "{\"EventTime\":\"2020-05-18 06:41:12\",\"SourceName\":\"Microsoft-Windows-Security-Auditing\","                   \
    "\"Channel\":\"Security\",\"Keywords\":\"" keywords "\",\"EventID\":" id more "}"
#define SUCCESS "0x8020000000000000"
#define FAILURE "0x8010000000000000"

Test(enrich, the_audit_bits_tell_the_outcome_and_the_severity_follows) {
    static const enrich_case cases[] = {
        {"4768 succeeded", AUDIT("4768", SUCCESS, ""), "KerberosTgtRequested success information"},
        {"4768 failed", AUDIT("4768", FAILURE, ""), "KerberosTgtRequested failure warning"},
        {"4768, not told", AUDIT("4768", "0x0", ""), "KerberosTgtRequested unknown information"},
        {"4776 failed", AUDIT("4776", FAILURE, ",\"Status\":\"0xC000006A\""),
         "NtlmCredentialValidation failure warning | Status=0xC000006A STATUS_WRONG_PASSWORD by field | chief Status"},
        {"4776 succeeded", AUDIT("4776", "-9214364837600035000", ",\"Status\":\"0x0\""),
         "NtlmCredentialValidation success information | Status=0x00000000 STATUS_SUCCESS by field | chief Status"},
        {"4776 succeeded with an error", AUDIT("4776", SUCCESS, ",\"Status\":\"0xC000006A\""),
         "NtlmCredentialValidation success information | Status=0xC000006A STATUS_WRONG_PASSWORD by field "
         "FAILURE-CODE | chief Status"},
        {"the bits outrank the catalog", AUDIT("4624", FAILURE, ""), "LogonSuccess failure information"},
        {"without bits the catalog tells", AUDIT("4625", "0x0", ""), "LogonFailure failure warning"},
    };
    expect_all(cases, COUNT(cases));
}

Test(enrich, a_worse_level_makes_the_severity_worse_and_no_level_makes_it_better) {
    static const enrich_case cases[] = {
        {"Error", NDES("20100", ",\"LevelValue\":2"), "PkcsCertIssue_Success success error"},
        {"Warning", NDES("20100", ",\"LevelValue\":3"), "PkcsCertIssue_Success success warning"},
        {"Critical", NDES("20102", ",\"LevelValue\":1"), "PkcsCertIssue_Failure failure critical"},
        {"Information", NDES("20102", ",\"LevelValue\":4"), "PkcsCertIssue_Failure failure error"},
        {"Verbose", NDES("20100", ",\"LevelValue\":5"), "PkcsCertIssue_Success success information"},
        {"LogAlways", NDES("20102", ",\"LevelValue\":0"), "PkcsCertIssue_Failure failure error"},
        {"a level of a provider's own", NDES("20100", ",\"LevelValue\":16"),
         "PkcsCertIssue_Success success information"},
        {"of NXLog's severity", NDES("20100", ",\"SeverityValue\":4"), "PkcsCertIssue_Success success error"},
        {"an audit's is LogAlways", AUDIT("4624", SUCCESS, ",\"SeverityValue\":4"), "LogonSuccess success information"},
        {"an unknown event: its level", NDES("1", ",\"LevelValue\":2"), "- unknown error"},
        {"its failure", AUDIT("1", FAILURE, ""), "- failure warning"},
        {"neither", NDES("1", ""), "- unknown information"},
    };
    expect_all(cases, COUNT(cases));
}

#define LOGON_TYPE "LogonType=3 Network by field"

Test(enrich, of_a_failed_logon_the_sub_status_is_told_first) {
    static const enrich_case cases[] = {
        {"both",
         AUDIT("4625", FAILURE,
               ",\"Status\":\"0xc000006d\",\"FailureReason\":\"%%2313\",\"SubStatus\":\"0xc000006a\","
               "\"LogonType\":\"3\""),
         "LogonFailure failure warning | SubStatus=0xC000006A STATUS_WRONG_PASSWORD by field | Status=0xC000006D "
         "STATUS_LOGON_FAILURE by field "
         "| FailureReason=%%2313 LogonBadUserNameOrPassword by field | " LOGON_TYPE " | chief SubStatus"},
        {"no sub-status: the status",
         AUDIT("4625", FAILURE, ",\"Status\":\"0xc0000234\",\"SubStatus\":\"0x0\",\"LogonType\":\"3\""),
         "LogonFailure failure warning | Status=0xC0000234 STATUS_ACCOUNT_LOCKED_OUT by field | " LOGON_TYPE
         " | SubStatus=0x00000000 STATUS_SUCCESS by field | chief Status"},
        {"both negative", AUDIT("4625", FAILURE, ",\"Status\":-1073741715,\"SubStatus\":-1073741718"),
         "LogonFailure failure warning | SubStatus=0xC000006A STATUS_WRONG_PASSWORD by field | Status=0xC000006D "
         "STATUS_LOGON_FAILURE by field | chief SubStatus"},
        {"sign-extended", AUDIT("4625", FAILURE, ",\"SubStatus\":\"0xffffffffc000006a\""),
         "LogonFailure failure warning | SubStatus=0xC000006A STATUS_WRONG_PASSWORD by field | chief SubStatus"},
        {"a dash is no code",
         AUDIT("4625", FAILURE, ",\"SubStatus\":\"-\",\"FailureReason\":\"-\",\"LogonType\":\"3\""),
         "LogonFailure failure warning | " LOGON_TYPE},
    };
    expect_all(cases, COUNT(cases));
}

Test(enrich, several_message_parameters_in_one_field_are_several_codes) {
    assess(
        AUDIT("4720", SUCCESS, ",\"UserAccountControl\":\"\\r\\n\\t\\t%%2080\\r\\n\\t\\t%%2082\\r\\n\\t\\t%%9999\""));
    const wev_meaning *const meaning = p.result.meaning;
    cr_assert(meaning->code_count == 3);
    for (uint32_t i = 0; i < 3; i++)
        expect_text("value", wev_text_raw(meaning->code[i].value), i == 0 ? "%%2080" : i == 1 ? "%%2082" : "%%9999");
    cr_expect(meaning->code[0].code != NULL && meaning->code[1].code != NULL && meaning->code[2].code == NULL);
    cr_expect(meaning->unknown_codes == 1);
}

/* VSS names none of its values, and Application Error none but the newest ones. */
#define CLASSIC(provider, id, data)                                                                                    \
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='" provider "'/>"     \
    "<EventID Qualifiers='0'>" id "</EventID><Level>2</Level><Channel>Application</Channel></System><EventData>" data  \
    "</EventData></Event>"

Test(enrich, a_value_without_a_name_is_found_by_its_place) {
    static const enrich_case cases[] = {
        {"a sentence behind the code",
         CLASSIC("VSS", "8193", "<Data>CoCreateInstance</Data><Data>0x80070005, Access is denied.\n</Data>"),
         "VssError failure error | param2=0x80070005 E_ACCESSDENIED by field | chief param2"},
        {"digits without 0x",
         CLASSIC("Application Error", "1000",
                 "<Data>a.exe</Data><Data>1</Data><Data>2</Data><Data>b.dll</Data><Data>3</Data><Data>4</Data>"
                 "<Data>c0000005</Data>"),
         "ApplicationCrash failure error | param7=0xC0000005 STATUS_ACCESS_VIOLATION by field | chief param7"},
        {"a name",
         CLASSIC("Application Error", "1000",
                 "<Data Name='AppName'>a.exe</Data><Data Name='ExceptionCode'>c0000409</Data>"),
         "ApplicationCrash failure error | ExceptionCode=0xC0000409 STATUS_STACK_BUFFER_OVERRUN by field | chief "
         "ExceptionCode"},
    };
    expect_all(cases, COUNT(cases));
}

/* Windows 10 sends %%818, Windows 11 the words. */
Test(enrich, words_in_the_place_of_a_parameter_are_no_code) {
    static const enrich_case cases[] = {
        {"a parameter", CLASSIC("Microsoft-Windows-Windows Defender", "1001", "<Data Name='Scan Type'>%%802</Data>"),
         "ScanCompleted success error | Scan Type=%%802 Antimalware by field"},
        {"other words", CLASSIC("Microsoft-Windows-Windows Defender", "1001", "<Data Name='Scan Type'>Scan</Data>"),
         "ScanCompleted success error"},
        {"an unknown parameter",
         CLASSIC("Microsoft-Windows-Windows Defender", "1001", "<Data Name='Scan Type'>%%799</Data>"),
         "ScanCompleted success error | Scan Type=%%799 ? by field"},
    };
    expect_all(cases, COUNT(cases));
}

Test(enrich, of_a_mask_unknown_bits_are_counted) {
    assess(AUDIT("4768", SUCCESS, ",\"TicketOptions\":\"0x40810010\""));
    cr_expect(p.result.meaning->code_count == 1 && p.result.meaning->unknown_codes == 0);
    assess(AUDIT("4768", SUCCESS, ",\"TicketOptions\":\"0x40810050\"")); /* RFC 4120 has no 0x40 */
    cr_expect(p.result.meaning->unknown_codes == 1 && p.result.meaning->code[0].number == 0x40810050);
}

/* The message ends inside the value: 0x40 may have been 0x400. */
Test(enrich, what_is_cut_is_not_interpreted) {
    static const enrich_case cases[] = {
        {"a field",
         "{\"EventTime\":\"2020-05-18 06:41:12\",\"SourceName\":\"NDESConnector\",\"EventID\":20102,"
         "\"DiagnosticCode\":\"0x40",
         "PkcsCertIssue_Failure failure error"},
        {"a number",
         "{\"EventTime\":\"2020-05-18 06:41:12\",\"SourceName\":\"NDESConnector\",\"EventID\":20102,"
         "\"DiagnosticCode\":1024",
         "PkcsCertIssue_Failure failure error"},
        {"a label in the message",
         "{\"EventTime\":\"2020-05-18 06:41:12\",\"SourceName\":\"NDESConnector\",\"EventID\":20102,"
         "\"Message\":\"x\\nDiagnostic Code: 0x40",
         "PkcsCertIssue_Failure failure error"},
        {"a line in front of the cut one is whole",
         "{\"EventTime\":\"2020-05-18 06:41:12\",\"SourceName\":\"NDESConnector\",\"EventID\":20102,"
         "\"Message\":\"x\\nDiagnostic Code: 0x400\\nUser",
         FAILED_400("message")},
        {"unnamed data",
         "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
         "Name='NDESConnector'/><EventID>20102</EventID></System><EventData><Data>0x00000400",
         "PkcsCertIssue_Failure failure error"},
    };
    expect_all(cases, COUNT(cases));
}

Test(enrich, a_whole_message_is_searched_though_a_later_field_is_cut) {
    expect_text("the last line",
                assess("{\"EventTime\":\"2020-05-18 06:41:12\",\"SourceName\":\"NDESConnector\",\"EventID\":20102,"
                       "\"Message\":\"x\\nDiagnostic Code: 0x400\",\"Opcode\":\"In"),
                FAILED_400("message"));
}

Test(enrich, a_provider_is_known_by_its_classic_name_too) {
    expect_text(
        "EventSourceName",
        assess("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Other' "
               "EventSourceName='NDESConnector'/><EventID>20102</EventID></System></Event>"),
        "PkcsCertIssue_Failure failure error");
}

Test(enrich, details_are_found_in_prose) {
    static const char *const want[][2] = {{"DeviceId", "4f2c"},
                                          {"CAName", "CA01\\Issuing CA 1"},
                                          {"TemplateName", "IntunePKCSUser"},
                                          {"DiagnosticCode", "0x00000400"},
                                          {"DiagnosticMessage", "The RPC server is unavailable. (0x800706BA)"}};
    assess(NDES("20102", ",\"Message\":\"Failed to issue.\\r\\n\\r\\nDevice ID: 4f2c\\r\\nUser ID: -\\r\\nCA Name: "
                         "CA01\\\\Issuing CA 1\\r\\nCertificate Template Name: IntunePKCSUser\\r\\nThumbprint: "
                         "\\r\\nDiagnostic Code: 0x00000400\\r\\nDiagnostic Message: The RPC server is unavailable. "
                         "(0x800706BA)\""));
    const wev_meaning *const meaning = p.result.meaning;
    cr_assert(meaning->detail_count == COUNT(want), "%u details", meaning->detail_count);
    for (uint32_t i = 0; i < meaning->detail_count; i++) {
        expect_text("name", meaning->detail[i].name, want[i][0]);
        expect_text(want[i][0], wev_text_raw(meaning->detail[i].value), want[i][1]);
        cr_expect(meaning->detail[i].origin == WEV_FROM_MESSAGE, "%s", want[i][0]);
    }
}

#define CA(id, field, text)                                                                                            \
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "                          \
    "Name='Microsoft-Windows-CertificationAuthority'/><EventID>" id "</EventID></System><EventData><Data Name='" field \
    "'>" text "</Data></EventData></Event>"

/* As Certificate Services write their errors: a sentence with the code behind it, or the code with its decimal form. */
Test(enrich, a_code_is_found_inside_the_sentence_of_a_field) {
    static const char no_code[] = "CA_PolicyModuleError failure error | ErrorCode= ? by field";
    static const enrich_case cases[] = {
        {"behind it", CA("53", "Reason", "The public key is too short. 0x80094811 (-2146875375 CERTSRV_E_KEY_LENGTH)."),
         "CA_RequestDeniedInfo failure warning | Reason=0x80094811 CERTSRV_E_KEY_LENGTH by field | chief Reason"},
        {"of another table", CA("44", "ErrorCode", "0x8007054b (1355)"),
         "CA_PolicyModuleError failure error | ErrorCode=0x8007054B ERROR_NO_SUCH_DOMAIN by field | chief ErrorCode"},
        {"too short", CA("44", "ErrorCode", "0x5 is no HRESULT"), no_code},
        {"too long", CA("44", "ErrorCode", "key 0x8009481100"), no_code},
        {"inside a word", CA("44", "ErrorCode", "id10x80094811"), no_code},
        {"unknown", CA("44", "ErrorCode", "at 0x7FFE1234"), no_code},
        {"none", CA("44", "ErrorCode", "Unspecified error"), no_code},
    };
    expect_all(cases, COUNT(cases));
}
