/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where public lists, pages and tools are wrong about Windows events, or easily misread: each is right in the shipped
 * rulebase.
 */
#include <inttypes.h>
#include <stdio.h>

#include "expect.h"
#include "process.h"

#include "base/num.h"

#define CONNECTOR "Microsoft Intune Connector"
#define MDM "Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider"
#define SECURITY "Microsoft-Windows-Security-Auditing"

static const wev_rulebase *rulebase;
static process p;

static void open_rulebase(void) {
    rulebase = load_shipped("en");
    p = process_open(&(wev_options){.seed = 7}, rulebase);
}

static void close_rulebase(void) {
    process_close(&p);
    wev_rulebase_unref(rulebase);
}

TestSuite(traps, .init = open_rulebase, .fini = close_rulebase);

static const wev_entry *find(const char *provider, const char *channel, uint32_t id) {
    const wev_entry *entry = NULL;
    for (int64_t version = -1; entry == NULL && version < 4; version++)
        entry = wev_rulebase_find(rulebase, wev_str_of(provider), wev_str_of(channel), id, version);
    return entry;
}

static wev_str name_of(const wev_entry *entry) {
    return entry != NULL ? wev_text_raw(entry->name) : (wev_str){NULL, 0};
}

static const wev_code_table *table_of(const char *name) {
    const wev_code_table *const table = wev_rulebase_table(rulebase, wev_str_of(name));
    cr_assert(table != NULL, "there is no table %s", name);
    return table;
}

static wev_str symbol_of(const char *table, uint64_t value) {
    const wev_code *const code = wev_code_find(table_of(table), value);
    return code != NULL ? wev_text_raw(code->symbol) : (wev_str){NULL, 0};
}

static const wev_meaning *assess(const char *message) {
    p.result = wev_process(p.worker, wev_str_of(message));
    cr_assert(p.result.meaning != NULL, "no event: %s", message);
    return p.result.meaning;
}

/* The page of the connector writes it with eight digits in one table and with nine in the other. */
Test(traps, unknown_error_of_the_connector_is_one_code) {
    static const uint64_t values[] = {0x0FFFFFFF, 0xFFFFFFFF};
    for (size_t i = 0; i < COUNT(values); i++)
        expect_text("code", symbol_of("intune-connector", values[i]), "Unknown_Error");
}

/* 0x406, 0x407 and 0x40A to 0x40F are no codes; who reads 410 as decimal digits misses 0x410. */
Test(traps, the_codes_of_the_connector_have_gaps) {
    static const uint64_t codes[] = {0x400, 0x401, 0x402, 0x403, 0x404, 0x405, 0x408, 0x409, 0x410, 0x411};
    const wev_code_table *const table = table_of("intune-connector");
    size_t known = 0;
    for (uint64_t value = 0x400; value <= 0x411; value++) {
        const bool wanted = known < COUNT(codes) && codes[known] == value;
        cr_expect((wev_code_find(table, value) != NULL) == wanted, "0x%X", (unsigned)value);
        known += wanted;
    }
    cr_expect(table->code_count == COUNT(codes) + 2);
}

/* Each event lists success and the unknown code as related, so that they prove nothing: the id's last digit does. */
Test(traps, the_outcome_of_a_connector_event_is_that_of_its_id) {
    uint32_t count = 0, seen = 0;
    const wev_entry *const entries = wev_rulebase_entries(rulebase, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!wev_str_equal(wev_text_raw(entries[i].pack->name), SV("intune-connector")))
            continue;
        const bool success = entries[i].id % 10 == 0, failure = entries[i].id % 10 == 2;
        cr_expect(!success || entries[i].outcome == WEV_OUTCOME_SUCCESS, "%u", entries[i].id);
        cr_expect(!failure || entries[i].outcome == WEV_OUTCOME_FAILURE, "%u", entries[i].id);
        seen++;
    }
    cr_expect(seen == 19);
}

/* Translated pages translate the names of channels too. No event is known by a name that is not ASCII. */
Test(traps, no_event_is_matched_by_a_translated_name) {
    uint32_t count = 0;
    const wev_entry *const entries = wev_rulebase_entries(rulebase, &count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < entries[i].match_count; k++) {
            const wev_str names[] = {entries[i].match[k].provider, entries[i].match[k].channel};
            for (size_t n = 0; n < COUNT(names); n++)
                for (size_t c = 0; c < names[n].len; c++)
                    cr_expect((unsigned char)names[n].ptr[c] < 0x80, "%.*s", (int)names[n].len, names[n].ptr);
        }
    }
}

/* Pages drop an s or the last r of the name. The manifest has no 31, 33, 34, 35, 40, 41, has 30, and 45 is no SCEP. */
Test(traps, the_mdm_provider_has_the_ids_of_its_manifest) {
    static const uint32_t none[] = {31, 33, 34, 35, 40, 41};
    for (size_t i = 0; i < COUNT(none); i++)
        cr_expect(find(MDM, NULL, none[i]) == NULL, "%u", none[i]);
    cr_expect(find(MDM, NULL, 30) != NULL);
    cr_assert(find(MDM, NULL, 45) != NULL);
    cr_expect(find(MDM, NULL, 45)->stage.len == 0 && find(MDM, NULL, 45)->proves.len == 0);
    cr_expect(find("Microsoft-Windows-DeviceManagement-Enterprise-Diagnostic-Provider", NULL, 39) == NULL);
}

Test(traps, an_id_alone_says_nothing) {
    static const struct {
        const char *provider;
        uint32_t id;
    } cases[] = {
        {MDM, 30},
        {"Microsoft-Windows-CAPI2", 30},
        {"Microsoft-Windows-NetworkDeviceEnrollmentService", 30},
        {"Microsoft-Windows-CertificateServicesClient-CertEnroll", 30},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_assert(find(cases[i].provider, NULL, cases[i].id) != NULL, "%s", cases[i].provider);
        for (size_t k = 0; k < i; k++)
            cr_expect(find(cases[i].provider, NULL, cases[i].id) != find(cases[k].provider, NULL, cases[k].id));
    }
}

/* The provider of an instance has the instance in its name. */
Test(traps, an_instance_of_a_service_is_known_by_the_service) {
    expect_text("the default instance", name_of(find("MSSQLSERVER", "Application", 18456)), "LoginFailed");
    expect_text("an instance", name_of(find("MSSQL$SALES", "Application", 18456)), "LoginFailed");
    expect_text("in small letters", name_of(find("mssql$sales", "Application", 18456)), "LoginFailed");
    cr_expect(find("MSSQL$", "Application", 18456) == NULL, "no instance");
    cr_expect(find("MSSQL", "Application", 18456) == NULL, "half a name");
    cr_expect(find("OTHER$SALES", "Application", 18456) == NULL, "another service");
    cr_expect(find("MSSQL$SALES", "Application", 18457) == NULL, "another event");
}

Test(traps, reasons_of_nps_and_alerts_of_tls_have_names) {
    const wev_meaning *meaning = assess("{\"EventTime\":\"2024-05-18 06:41:12\",\"SourceName\":\"" SECURITY
                                        "\",\"EventID\":6273,\"ReasonCode\":\"16\",\"Reason\":\"text\"}");
    cr_assert(meaning->code_count == 1, "%u codes", meaning->code_count);
    expect_text("6273", wev_text_raw(meaning->code[0].code->symbol), "IAS_AUTH_FAILURE");
    meaning = assess("{\"EventTime\":\"2024-05-18 06:41:12\",\"SourceName\":\"Schannel\",\"EventID\":36887,"
                     "\"AlertDesc\":\"48\"}");
    cr_assert(meaning->code_count == 1, "%u codes", meaning->code_count);
    expect_text("36887", wev_text_raw(meaning->code[0].code->symbol), "unknown_ca");
}

/* CAPI2 11 is Information in the manifest and is raised as Error where the chain is bad. */
Test(traps, the_level_is_that_of_the_event) {
    cr_assert(find("Microsoft-Windows-CAPI2", NULL, 11) != NULL);
    cr_expect(find("Microsoft-Windows-CAPI2", NULL, 11)->level == 4);
    static const char xml[] = "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
                              "Name='Microsoft-Windows-CAPI2'/><EventID>11</EventID><Level>2</Level></System></Event>";
    cr_expect(assess(xml)->severity == WEV_SEVERITY_ERROR);
}

/* LogAlways is 0, which is no emergency. */
Test(traps, level_0_is_no_emergency) {
    static const char xml[] =
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='" SECURITY "'/>"
        "<EventID>4624</EventID><Level>0</Level><Keywords>0x8020000000000000</Keywords></System></Event>";
    cr_expect(assess(xml)->severity >= WEV_SEVERITY_NOTICE);
}

/* Keywords come as signed decimal from NXLog. */
Test(traps, keywords_may_be_negative) {
    static const char json[] = "{\"EventTime\":\"2020-01-01 00:00:00\",\"SourceName\":\"" SECURITY
                               "\",\"EventID\":4768,\"Keywords\":-9218868437227405312}";
    cr_expect(assess(json)->outcome == WEV_OUTCOME_FAILURE);
}

/* Names and numbers of the current connector that look like mistakes and are documented so. */
Test(traps, the_current_connector_is_spelled_as_documented) {
    static const struct {
        uint32_t id;
        const char *name;
    } cases[] = {
        {4000, "ScrepRequestSuccess"}, {2202, "PkcsImportDownloadSuccess"}, {2203, "PkcsImportDownloadFailure"},
        {3051, "RevokeFailure"},       {3052, "RevokeFailedAttempt"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const wev_entry *entry = find(NULL, "Microsoft-Intune-CertificateConnectors/Operational", cases[i].id);
        if (entry == NULL)
            entry = find(NULL, "Microsoft-Intune-CertificateConnectors/Admin", cases[i].id);
        expect_text(cases[i].name, name_of(entry), cases[i].name);
    }
}

/* That the connector told Intune proves nothing about the device. */
Test(traps, reported_is_not_installed) {
    static const struct {
        const char *provider, *channel, *proves;
        uint32_t id;
    } cases[] = {
        {NULL, "Microsoft-Intune-CertificateConnectors/Admin", "reported", 4000},
        {NULL, "Microsoft-Intune-CertificateConnectors/Admin", "reported", 4008},
        {MDM, NULL, "installed", 39},
        {MDM, NULL, "installed", 309},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const wev_entry *const entry = find(cases[i].provider, cases[i].channel, cases[i].id);
        cr_assert(entry != NULL, "%u", cases[i].id);
        expect_text("proves", wev_text_raw(entry->proves), cases[i].proves);
    }
    cr_assert(find(NULL, CONNECTOR, 20600) != NULL);
    cr_expect(!wev_str_equal(wev_text_raw(find(NULL, CONNECTOR, 20600)->proves), SV("installed")));
}

/* The client prints 0x2AB0003 as an unknown error; it is DM_S_ACCEPTED_FOR_PROCESSING. */
Test(traps, accepted_for_processing_is_success) {
    const wev_code_table *const table = table_of("dm-result");
    const wev_code *const code = wev_code_find(table, 0x02AB0003);
    bool success = false;
    cr_assert(code != NULL);
    expect_text("symbol", wev_text_raw(code->symbol), "DM_S_ACCEPTED_FOR_PROCESSING");
    for (uint32_t i = 0; i < table->success.count; i++)
        success = success || table->success.item[i] == 0x02AB0003;
    cr_expect(success);
}

/* OldUacValue and NewUacValue are bits of the account database, whose 0x10 is not that of the directory. */
Test(traps, account_control_bits_are_not_those_of_the_directory) {
    static const uint32_t ids[] = {4720, 4738, 4741, 4742};
    expect_text("of the account database", symbol_of("uac-sam", 0x10), "NORMAL_ACCOUNT");
    expect_text("of the directory", symbol_of("uac-ad", 0x200), "NORMAL_ACCOUNT");
    for (size_t i = 0; i < COUNT(ids); i++) {
        const wev_entry *const entry = find(SECURITY, "Security", ids[i]);
        for (uint32_t k = 0; entry != NULL && k < entry->code_count; k++) {
            const wev_str table = wev_text_raw(entry->code[k].choice[0].table->name);
            cr_expect(!wev_str_equal(table, SV("uac-ad")), "%u", ids[i]);
        }
    }
}

/* %%2048 and above: a bit was cleared; %%2080 and above: it was set. */
Test(traps, account_control_parameters_are_cleared_or_set) {
    cr_expect(symbol_of("message-parameter", 2048).ptr != NULL && symbol_of("message-parameter", 2080).ptr != NULL);
    cr_expect(!wev_str_equal(symbol_of("message-parameter", 2048), symbol_of("message-parameter", 2080)));
}

/* These are success or failure by their Keywords; 4771 and 4625 are failures only. */
Test(traps, the_keywords_decide_where_an_event_has_both_forms) {
    static const uint32_t both[] = {4768, 4769, 4776}, failure[] = {4771, 4625};
    for (size_t i = 0; i < COUNT(both); i++) {
        cr_assert(find(SECURITY, "Security", both[i]) != NULL);
        cr_expect(find(SECURITY, "Security", both[i])->audit, "%u", both[i]);
    }
    for (size_t i = 0; i < COUNT(failure); i++) {
        cr_assert(find(SECURITY, "Security", failure[i]) != NULL);
        cr_expect(find(SECURITY, "Security", failure[i])->outcome == WEV_OUTCOME_FAILURE, "%u", failure[i]);
    }
}

/* A public list has 4769, 4770 and 4773 in the places of these. */
Test(traps, the_kerberos_service_has_its_own_ids) {
    cr_assert(find(SECURITY, "Security", 4768) != NULL && find(SECURITY, "Security", 4771) != NULL);
    expect_text("4768", name_of(find(SECURITY, "Security", 4768)), "KerberosTgtRequested");
    expect_text("4771", name_of(find(SECURITY, "Security", 4771)), "KerberosPreAuthFailed");
}

/* 0x42 of RFC 4556 is what Microsoft's tables number otherwise. */
Test(traps, kerberos_error_0x42_is_that_of_the_rfc) {
    expect_text("0x42", symbol_of("kerberos-error", 0x42), "KDC_ERR_CERTIFICATE_MISMATCH");
    expect_text("0x45", symbol_of("kerberos-error", 0x45), "KRB_AP_ERR_USER_TO_USER_REQUIRED");
}

/* A public list gives 90 for what is 95. */
Test(traps, corrupt_permissions_of_a_ca_are_event_95) {
    expect_text("95", name_of(find("Microsoft-Windows-CertificationAuthority", "Application", 95)),
                "CA_SecurityPermissionsCorrupt");
    expect_text("90", name_of(find("Microsoft-Windows-CertificationAuthority", "Application", 90)),
                "CA_UnhandledException");
}

/* Microsoft-Windows-CAPI2/Operational, event 11, prints the status of a chain without 0x, beside InfoStatus
 * value='10C'. */
Test(traps, the_status_of_a_chain_is_hexadecimal) {
    const wev_meaning *const meaning = assess(
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
        "Name='Microsoft-Windows-CAPI2'/><EventID>11</EventID><Level>2</Level></"
        "System><UserData><CertGetCertificateChain>"
        "<CertificateChain><TrustStatus><ErrorStatus value='20' CERT_TRUST_IS_UNTRUSTED_ROOT='true'/></TrustStatus>"
        "</CertificateChain><Result value='800B0109'>text</Result></CertGetCertificateChain></UserData></Event>");
    cr_assert(meaning->code_count == 2, "%u codes", meaning->code_count);
    expect_text("the field", wev_text_raw(meaning->code[1].field), "ErrorStatus_value");
    cr_expect(meaning->code[1].number == 0x20, "0x%" PRIx64, meaning->code[1].number);
    expect_text("its bit", symbol_of("cert-trust-error", meaning->code[1].number), "IS_UNTRUSTED_ROOT");
}
