/* SPDX-License-Identifier: Apache-2.0 */
/* Codes of the shipped tables: which number a text is, which code that is, and how it is shown. */
#include <inttypes.h>

#include "expect.h"
#include "process.h"

#include "base/num.h"

static const wev_rulebase *rulebase;

static void open_rulebase(void) {
    rulebase = load_shipped("en");
}

static void close_rulebase(void) {
    wev_rulebase_unref(rulebase);
}

TestSuite(codes, .init = open_rulebase, .fini = close_rulebase);

static const wev_code_table *table_of(const char *name) {
    uint32_t count = 0;
    const wev_code_table *const tables = wev_rulebase_tables(rulebase, &count);
    for (uint32_t i = 0; i < count; i++)
        if (wev_str_equal(wev_text_raw(tables[i].name), wev_str_of(name)))
            return tables + i;
    cr_assert(false, "there is no table %s", name);
    return NULL;
}

typedef struct code_case {
    const char *title, *table, *text, *symbol, *shown; /* symbol NULL: unknown; shown NULL: no code at all */
    bool ambiguous;
} code_case;

static void expect_codes(const code_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const code_case *const c = cases + i;
        const wev_code_table *const table = table_of(c->table);
        char room[WEV_NUM_ROOM];
        uint64_t value = 0;
        bool ambiguous = true;
        const bool ok = wev_code_parse(table, wev_str_of(c->text), &value, &ambiguous);
        cr_expect(ok == (c->shown != NULL), "%s: \"%s\" is %s", c->title, c->text, ok ? "a code" : "no code");
        cr_expect(ambiguous == c->ambiguous, "%s: \"%s\": ambiguous %d", c->title, c->text, ambiguous);
        if (!ok || c->shown == NULL)
            continue;
        const wev_code *const code = wev_code_find(table, value);
        expect_text(c->title, code != NULL ? wev_text_raw(code->symbol) : (wev_str){NULL, 0}, c->symbol);
        expect_text(c->title, (wev_str){room, wev_code_show(table, code != NULL ? code->value : value, room)},
                    c->shown);
    }
}

Test(codes, the_connectors_codes_are_known_in_every_spelling) {
    static const code_case cases[] = {
        {"as documented", "intune-connector", "0x00000400", "PKCS_Issue_CA_Unavailable", "0x00000400", false},
        {"short", "intune-connector", "0x400", "PKCS_Issue_CA_Unavailable", "0x00000400", false},
        {"capital X", "intune-connector", "0X400", "PKCS_Issue_CA_Unavailable", "0x00000400", false},
        {"decimal", "intune-connector", "1024", "PKCS_Issue_CA_Unavailable", "0x00000400", false},
        {"with blanks round it", "intune-connector", " 0x400\r\n", "PKCS_Issue_CA_Unavailable", "0x00000400", false},
        {"by its symbol", "intune-connector", "CRPSCEPChallenge_Expired", "CRPSCEPChallenge_Expired", "0x00000411",
         false},
        {"success", "intune-connector", "0", "Success", "0x00000000", false},
        {"digits of which only the hexadecimal reading is a code", "intune-connector", "410",
         "CRPSCEPDeserialize_Failed", "0x00000410", true},
        {"digits that are no code either way", "intune-connector", "999", NULL, "0x000003E7", false},
        {"unknown", "intune-connector", "0x00000499", NULL, "0x00000499", false},
        {"no number", "intune-connector", "Unknown", NULL, NULL, false},
        {"a symbol of another case is none", "intune-connector", "success", NULL, NULL, false},
        {"a part of a symbol is none", "intune-connector", "Succes", NULL, NULL, false},
        {"a number and more", "intune-connector", "0x400 (1024)", NULL, NULL, false},
        {"nothing", "intune-connector", "", NULL, NULL, false},
        {"a dash", "intune-connector", "-", NULL, NULL, false},
    };
    expect_codes(cases, COUNT(cases));
}

/* Microsoft-Windows-CAPI2/Operational, event 11: ErrorStatus/@value, beside InfoStatus value='10C'. */
Test(codes, digits_of_a_table_of_hexadecimal_ones_need_no_prefix) {
    static const code_case cases[] = {
        {"two digits", "cert-trust-error", "20", "IS_UNTRUSTED_ROOT", "0x00000020", false},
        {"eight digits", "cert-trust-error", "01000000", "IS_OFFLINE_REVOCATION", "0x01000000", false},
        {"with a prefix", "cert-trust-error", "0x20", "IS_UNTRUSTED_ROOT", "0x00000020", false},
        {"several bits", "cert-trust-error", "1000040", NULL, "0x01000040", false},
        {"letters", "cert-trust-error", "10C", NULL, "0x0000010C", false},
        {"in small letters", "cert-trust-error", "10c", NULL, "0x0000010C", false},
        {"nothing wrong", "cert-trust-error", "0", NULL, "0x00000000", false},
        {"a symbol", "cert-trust-error", "IS_REVOKED", "IS_REVOKED", "0x00000004", false},
        {"more digits than the table is wide", "cert-trust-error", "100000020", NULL, NULL, false},
        {"no number", "cert-trust-error", "untrusted", NULL, NULL, false},
        {"nothing", "cert-trust-error", "", NULL, NULL, false},
    };
    expect_codes(cases, COUNT(cases));
}

/* CAPI2 writes its results without 0x; Microsoft-Windows-CAPI2/Operational, Result/@value. */
Test(codes, hexadecimal_digits_need_no_prefix_where_they_are_a_code) {
    static const code_case cases[] = {
        {"with letters", "hresult", "800B0109", "CERT_E_UNTRUSTEDROOT", "0x800B0109", false},
        {"in small letters", "hresult", "800b0109", "CERT_E_UNTRUSTEDROOT", "0x800B0109", false},
        {"digits alone are ambiguous", "hresult", "80092013", "CRYPT_E_REVOCATION_OFFLINE", "0x80092013", true},
        {"digits known to another table only", "hresult", "800706BA", NULL, "0x800706BA", false},
        {"an NTSTATUS", "ntstatus", "C000006A", "STATUS_WRONG_PASSWORD", "0xC000006A", false},
        {"too few", "hresult", "800B010", NULL, NULL, false},
        {"a word of letters that are digits", "hresult", "deadbeef", NULL, NULL, false},
    };
    expect_codes(cases, COUNT(cases));
}

/* Microsoft's page writes Unknown_Error with nine digits; every reading of them is that code. */
Test(codes, the_connectors_unknown_error_is_one_code_however_it_is_read) {
    static const char *const texts[] = {"0x0FFFFFFF", "0x0FFFFFFFF", "0xFFFFFFFF", "-1",
                                        "4294967295", "268435455",   "0xfffffff"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        const code_case c = {texts[i], "intune-connector", texts[i], "Unknown_Error", "0x0FFFFFFF", false};
        expect_codes(&c, 1);
    }
}

Test(codes, an_ntstatus_is_one_code_in_every_spelling) {
    static const char *const texts[] = {"0xC000006A",  "0xc000006a",         "3221225578",
                                        "-1073741718", "0xFFFFFFFFC000006A", "STATUS_WRONG_PASSWORD"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        const code_case c = {texts[i], "ntstatus", texts[i], "STATUS_WRONG_PASSWORD", "0xC000006A", false};
        expect_codes(&c, 1);
    }
}

Test(codes, each_table_shows_its_codes_in_its_own_way) {
    static const struct {
        const char *table, *text, *shown;
    } cases[] = {
        {"message-parameter", "%%2313", "%%2313"},
        {"message-parameter", "2313", "%%2313"},
        {"kerberos-error", "0x00000018", "0x18"},
        {"logon-type", "0x3", "3"},
        {"kerberos-ticket-options", "0x40810010", "0x40810010"},
        {"ntstatus", "0", "0x00000000"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const wev_code_table *const table = table_of(cases[i].table);
        char room[WEV_NUM_ROOM];
        uint64_t value = 0;
        bool ambiguous = true;
        cr_expect(wev_code_parse(table, wev_str_of(cases[i].text), &value, &ambiguous) && !ambiguous, "%s",
                  cases[i].text);
        cr_expect(table->kind == WEV_CODE_MASK || wev_code_find(table, value) != NULL, "%s is unknown", cases[i].text);
        expect_text(cases[i].table, (wev_str){room, wev_code_show(table, value, room)}, cases[i].shown);
    }
}

/* Digits are hexadecimal ones only in a table that says so: 24 is 0x18 here, and 18 is 0x12. */
Test(codes, decimal_digits_are_decimal_elsewhere) {
    static const code_case cases[] = {
        {"decimal", "kerberos-error", "24", "KDC_ERR_PREAUTH_FAILED", "0x18", false},
        {"not hexadecimal", "kerberos-error", "18", "KDC_ERR_CLIENT_REVOKED", "0x12", false},
        {"hexadecimal digits", "logon-type", "0000000A", NULL, NULL, false},
    };
    expect_codes(cases, COUNT(cases));
}

/* A symbol alone is no meaning: each code has a label or a text. */
Test(codes, each_code_of_each_table_says_what_it_means) {
    uint32_t count;
    const wev_code_table *const tables = wev_rulebase_tables(rulebase, &count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < tables[i].code_count; k++) {
            const wev_code *const code = tables[i].code + k;
            cr_expect(code->label.len > 0 || code->text.title.len > 0, "%s: %s means nothing", tables[i].name.ptr,
                      code->symbol.ptr);
        }
    }
}

Test(codes, each_code_and_each_symbol_of_each_table_is_found) {
    uint32_t count = 0;
    const wev_code_table *const tables = wev_rulebase_tables(rulebase, &count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < tables[i].code_count; k++) {
            const wev_code *const code = tables[i].code + k;
            char room[WEV_NUM_ROOM];
            uint64_t value = 0;
            bool ambiguous = false;
            cr_expect(wev_code_find(tables + i, code->value) == code, "0x%" PRIX64, code->value);
            if (tables[i].kind == WEV_CODE_TEXT)
                continue;
            const wev_str shown = {room, wev_code_show(tables + i, code->value, room)};
            cr_expect(wev_code_parse(tables + i, shown, &value, &ambiguous) && value == code->value && !ambiguous,
                      "0x%" PRIX64, code->value);
            const wev_code *const named = wev_code_find_symbol(tables + i, wev_text_raw(code->symbol));
            const bool ok = wev_code_parse(tables + i, wev_text_raw(code->symbol), &value, &ambiguous);
            cr_expect(named == NULL || (named == code && ok && value == code->value), "%.*s", (int)code->symbol.len,
                      code->symbol.ptr);
        }
    }
}
