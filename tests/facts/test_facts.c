/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Row by row: what the tables of facts say of ids, names, codes and their relations is what the rulebase says. What it
 * says deliberately otherwise stands in deviations.tsv with the reason; where a row is missing there, the test prints
 * it as it would have to be written. Speaks TAP.
 */
#include "check_events.h"

#include <stdio.h>
#include <stdlib.h>

static const wev_rulebase *rulebase;

/* How a symbol of ours is compared with the fact. */
typedef enum compare { EXACT, ALIKE, KNOWN } compare;

/* Of a file, the rows whose `filter` column holds `value` are codes of that table. */
typedef struct code_check {
    const char *file, *filter, *value, *code, *symbol, *table;
    compare compare;
} code_check;

static const code_check code_checks[] = {
    {"codes_ntstatus.tsv", NULL, NULL, "code", "symbol", "ntstatus", EXACT},
    {"codes_hresult.tsv", NULL, NULL, "code", "symbol", "hresult", EXACT},
    {"codes_win32.tsv", NULL, NULL, "code", "symbol", "win32", EXACT},
    {"adcs.tsv", "kind", "hresult", "id", "name", "hresult", EXACT},
    {"codes_kerberos.tsv", "table", "error", "code", "symbol", "kerberos-error", EXACT},
    {"codes_kerberos.tsv", "table", "encryption-type", "code", "symbol", "kerberos-encryption-type", ALIKE},
    {"codes_kerberos.tsv", "table", "preauth-type", "code", "symbol", "kerberos-preauth-type", ALIKE},
    {"codes_kerberos.tsv", "table", "ticket-option", "code", "symbol", "kerberos-ticket-options", ALIKE},
    {"codes_logon.tsv", "table", "LogonType", "code", "symbol", "logon-type", ALIKE},
    {"codes_logon.tsv", "table", "ImpersonationLevel", "code", "symbol", "message-parameter", ALIKE},
    {"codes_logon.tsv", "table", "TokenElevationType", "code", "symbol", "message-parameter", ALIKE},
    {"codes_logon.tsv", "table", "FailureReason", "code", "symbol", "message-parameter", KNOWN},
    {"codes_logon.tsv", "table", "MandatoryLabel", "code", "symbol", "well-known-sid", KNOWN},
    {"codes_logon.tsv", "table", "WellKnownLogonId", "code", "symbol", "logon-id", KNOWN},
    {"codes_msobjs.tsv", NULL, NULL, "token", "label", "message-parameter", KNOWN},
    {"codes_access.tsv", "table", "standard", "mask", "symbol", "access-standard", ALIKE},
    {"codes_access.tsv", "table", "file", "mask", "symbol", "access-file", ALIKE},
    {"codes_access.tsv", "table", "registry", "mask", "symbol", "access-key", ALIKE},
    {"codes_access.tsv", "table", "process", "mask", "symbol", "access-process", ALIKE},
    {"codes_access.tsv", "table", "token", "mask", "symbol", "access-token", ALIKE},
    {"codes_access.tsv", "table", "scm", "mask", "symbol", "access-scm", ALIKE},
    {"codes_access.tsv", "table", "service", "mask", "symbol", "access-service", ALIKE},
    {"codes_access.tsv", "table", "directory-service", "mask", "symbol", "access-directory-object", ALIKE},
    {"codes_dm.tsv", "table", "dm", "code", "symbol", "dm-result", ALIKE},
    {"codes_dm.tsv", "table", "dm-cmd", "code", "symbol", "dm-command-type", KNOWN},
    {"codes_dm.tsv", "table", "mdm-enroll", "code", "symbol", "dm-result", EXACT},
    {"codes_misc.tsv", "table", "UserAccountControl(SAM new flags differ)", "code", "symbol", "uac-ad", ALIKE},
    {"codes_misc.tsv", "table", "SAM USER_ACCOUNT code", "code", "symbol", "uac-sam", ALIKE},
    {"codes_misc.tsv", "table", "ServiceType", "code", "symbol", "service-type", KNOWN},
    {"codes_misc.tsv", "table", "ServiceStartType", "code", "symbol", "service-start-type", KNOWN},
    {"codes_misc.tsv", "table", "TrustType", "code", "symbol", "trust-type", ALIKE},
    {"codes_misc.tsv", "table", "TrustDirection", "code", "symbol", "trust-direction", ALIKE},
    {"codes_misc.tsv", "table", "TrustAttributes", "code", "symbol", "trust-attributes", ALIKE},
    {"codes_misc.tsv", "table", "AuditPolicyChanges", "code", "symbol", "message-parameter", KNOWN},
    {"codes_misc.tsv", "table", "WFP direction/layer", "code", "symbol", "message-parameter", KNOWN},
    {"codes_misc.tsv", "table", "IP protocol", "code", "symbol", "network-protocol", ALIKE},
    {"codes_misc.tsv", "table", "IIS status.substatus", "code", "symbol", "iis-substatus", KNOWN},
    {"codes_misc.tsv", "table", "AuditSubcategoryGuid", "code", "symbol", "audit-subcategory-guid", KNOWN},
    {"codes_event_system.tsv", "field", "Level", "value", "name", "level", KNOWN},
    {"codes_event_system.tsv", "field", "Opcode", "value", "name", "opcode", KNOWN},
    {"codes_event_system.tsv", "field", "SecurityTask", "value", "name", "audit-subcategory", KNOWN},
    {"codes_intune_scep.tsv", NULL, NULL, "symbol", "symbol", "scep-validation", EXACT},
    {"intune_connector_legacy.tsv", "type", "code", "id", "name", "intune-connector", EXACT},
};

static bool is_row(const fact_table *facts, const fact_row *row, const code_check *check) {
    return check->filter == NULL || wev_str_equal(fact_cell(facts, row, check->filter), wev_str_of(check->value));
}

/* A code may have several symbols in the facts, of which the rulebase has one: is it that of another row? */
static bool is_other_name(const fact_table *facts, const code_check *check, const fact_row *row, wev_str ours) {
    const wev_str code = fact_cell(facts, row, check->code);
    for (size_t i = 0; i < facts->count; i++)
        if (is_row(facts, facts->row + i, check) &&
            wev_str_equal(fact_cell(facts, facts->row + i, check->code), code) &&
            fact_alike(fact_cell(facts, facts->row + i, check->symbol), ours))
            return true;
    return false;
}

static void check_code(const fact_table *facts, const fact_row *row, const code_check *check,
                       const wev_code_table *table) {
    const wev_str text = fact_cell(facts, row, check->code), symbol = fact_cell(facts, row, check->symbol);
    uint64_t value = 0;
    bool ambiguous = false;
    if (text.len == 0)
        return;
    const bool read = wev_code_parse(table, text, &value, &ambiguous);
    const wev_code *const code = read ? wev_code_find(table, value) : NULL;
    if (code == NULL) {
        fact_differs(facts, text, "code", symbol, SV(FACT_NOTHING));
        return;
    }
    const wev_str ours = wev_text_raw(code->symbol);
    const bool same = check->compare == EXACT ? wev_str_equal(symbol, ours) : fact_alike(symbol, ours);
    if (check->compare != KNOWN && symbol.len > 0 && !same && !is_other_name(facts, check, row, ours))
        fact_differs(facts, text, check->symbol, symbol, ours);
}

static void check_codes(const code_check *check) {
    char title[256];
    fact_table facts;
    size_t compared = 0;
    const wev_code_table *const table = wev_rulebase_table(rulebase, wev_str_of(check->table));
    fact_open(&facts, check->file);
    for (size_t i = 0; table != NULL && i < facts.count; i++) {
        if (!is_row(&facts, facts.row + i, check))
            continue;
        check_code(&facts, facts.row + i, check, table);
        compared++;
    }
    snprintf(title, sizeof title, "%s %s: codes of the table %s", check->file, check->value != NULL ? check->value : "",
             check->table);
    fact_result(title, compared);
    fact_close(&facts);
}

int main(void) {
    wev_fault why;
    const char *const path = getenv("RULEBASE");
    rulebase = wev_rulebase_load(path != NULL ? path : "rulebase", NULL, "en", &why);
    if (rulebase == NULL) {
        printf("Bail out! %s:%u: %s %s\n", why.file, why.line, why.what, why.detail);
        return 1;
    }
    fact_deviations_open();
    for (size_t i = 0; i < sizeof code_checks / sizeof *code_checks; i++)
        check_codes(code_checks + i);
    fact_check_events(rulebase);
    wev_rulebase_unref(rulebase);
    return fact_deviations_close();
}
