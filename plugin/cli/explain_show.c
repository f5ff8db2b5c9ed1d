/* SPDX-License-Identifier: Apache-2.0 */
/* What `winevent explain` found, for people. */
#include "base/num.h"
#include "cli/explain.h"
#include "cli/wrap.h"

enum { LABEL_COLUMNS = 14, BODY_INDENT = 2 };

void cli_put_inked(cli_out *out, cli_ink ink, wev_str text) {
    cli_out_put(out, cli_ink_code(out, ink));
    cli_out_put(out, text);
    cli_out_put(out, cli_ink_code(out, CLI_INK_NONE));
}

static void put_label(cli_out *out, wev_str label) {
    cli_blanks(out, BODY_INDENT);
    cli_put_inked(out, CLI_INK_LABEL, label);
    cli_blanks(out, label.len < LABEL_COLUMNS ? LABEL_COLUMNS - label.len : 1);
}

/* A label with its value; nothing without a value. */
static void put_row(cli_out *out, wev_str label, wev_str value) {
    if (value.len == 0)
        return;
    put_label(out, label);
    cli_wrap(out, value, BODY_INDENT + LABEL_COLUMNS, BODY_INDENT + LABEL_COLUMNS);
}

static void put_heading(cli_out *out, wev_str kind, wev_str key, wev_str name) {
    cli_out_put(out, cli_ink_code(out, CLI_INK_HEADING));
    cli_out_put(out, kind);
    cli_out_put(out, key.len > 0 ? SV(" ") : SV(""));
    cli_out_put(out, key);
    if (name.len > 0)
        cli_out_put(out, SV("  "));
    cli_out_put(out, name);
    cli_out_put(out, cli_ink_code(out, CLI_INK_NONE));
    cli_out_put(out, SV("\n"));
}

static void put_body(cli_out *out, wev_text text) {
    if (text.len == 0)
        return;
    cli_blanks(out, BODY_INDENT);
    cli_wrap(out, wev_text_raw(text), BODY_INDENT, BODY_INDENT);
}

/* Lists are put together in out->scratch. */
static void list_add(wev_buf *list, wev_str item, wev_str comma) {
    if (item.len == 0)
        return;
    if (list->len > 0)
        wev_buf_add(list, comma);
    wev_buf_add(list, item);
}

static void list_number(wev_buf *list, uint64_t number) {
    char *const to = wev_buf_reserve(list, WEV_NUM_ROOM);
    if (to != NULL)
        list->len += wev_num_put_u64(to, number);
}

static void list_hex(wev_buf *list, uint64_t number, unsigned digits) {
    char *const to = wev_buf_reserve(list, WEV_NUM_ROOM);
    if (to != NULL)
        list->len += wev_num_put_hex(to, number, digits);
}

/* Behind a comma. */
static void list_signed(wev_buf *list, int64_t number) {
    wev_buf_add(list, SV(", "));
    char *const to = wev_buf_reserve(list, WEV_NUM_ROOM);
    if (to != NULL)
        list->len += wev_num_put_i64(to, number);
}

static void list_code(wev_buf *list, const wev_code_table *table, uint64_t value) {
    char *const to = wev_buf_reserve(list, WEV_NUM_ROOM);
    if (to != NULL)
        list->len += wev_code_show(table, value, to);
}

static void put_texts(cli_out *out, wev_str label, wev_texts texts) {
    wev_buf *const list = cli_out_scratch(out);
    for (uint32_t i = 0; i < texts.count; i++)
        list_add(list, wev_text_raw(texts.item[i]), SV(", "));
    put_row(out, label, wev_buf_text(list));
}

/* Citations hold commas; each begins a line. */
static void put_sources(cli_out *out, wev_texts sources) {
    for (uint32_t i = 0; i < sources.count; i++)
        put_row(out, i == 0 ? SV("Sources") : SV(""), wev_text_raw(sources.item[i]));
}

static void put_explanation(cli_out *out, const cli_query *query, const wev_explanation *text, wev_text label) {
    const wev_str lang = wev_text_raw(text->lang);
    const bool fallen = lang.len > 0 && !wev_str_equal(lang, wev_rulebase_lang(query->rulebase));
    put_body(out, text->title.len > 0 ? text->title : label);
    if (text->explanation.len > 0) {
        cli_out_put(out, SV("\n"));
        put_body(out, text->explanation);
    }
    cli_out_put(out, SV("\n"));
    put_row(out, SV("What to do"), wev_text_raw(text->remedy));
    if (!fallen)
        return;
    wev_buf *const list = cli_out_scratch(out);
    wev_buf_add(list, lang);
    wev_buf_add(list, SV("; this text does not exist in "));
    wev_buf_add(list, wev_rulebase_lang(query->rulebase));
    put_row(out, SV("Language"), wev_buf_text(list));
}

static void put_severity(cli_out *out, wev_str label, wev_severity severity) {
    const wev_str name = wev_text_raw(wev_severity_name(severity));
    const bool bad = severity >= 0 && severity <= WEV_SEVERITY_ERROR;
    if (name.len == 0)
        return;
    put_label(out, label);
    cli_put_inked(out, bad ? CLI_INK_BAD : severity == WEV_SEVERITY_WARNING ? CLI_INK_WARN : CLI_INK_NONE, name);
    cli_out_put(out, SV("\n"));
}

static void put_outcome(cli_out *out, const wev_entry *entry) {
    static const wev_str names[] = {
        [WEV_OUTCOME_UNKNOWN] = SV_INIT(""),
        [WEV_OUTCOME_SUCCESS] = SV_INIT("success"),
        [WEV_OUTCOME_FAILURE] = SV_INIT("failure"),
    };
    put_row(out, SV("Outcome"),
            entry->audit ? SV("success or failure; the event's Keywords tell") : names[entry->outcome]);
    put_severity(out, SV("Severity"), entry->severity);
    if (entry->audit)
        put_severity(out, SV("if it failed"), entry->failure_severity);
}

static void put_matches(cli_out *out, const wev_entry *entry) {
    for (uint32_t i = 0; i < entry->match_count; i++) {
        const wev_match *const match = &entry->match[i];
        wev_buf *const list = cli_out_scratch(out);
        list_add(list, match->no_provider ? SV("no provider") : match->provider, SV(""));
        if (match->channel.len > 0) {
            list_add(list, SV("channel "), SV(", "));
            wev_buf_add(list, match->channel);
        }
        put_row(out, i == 0 ? SV("Sent by") : SV("or"), wev_buf_text(list));
    }
}

static void put_versions(cli_out *out, const wev_entry *entry) {
    wev_buf *const list = cli_out_scratch(out);
    for (uint32_t i = 0; i < entry->versions.count; i++) {
        wev_buf_add(list, i > 0 ? SV(", ") : SV(""));
        list_number(list, entry->versions.item[i]);
    }
    put_row(out, SV("Versions"), wev_buf_text(list));
}

static void list_expected(wev_buf *list, const wev_code_choice *choice) {
    for (uint32_t i = 0; i < choice->expect.count; i++) {
        const wev_code *const known = wev_code_find(choice->table, choice->expect.item[i]);
        wev_buf_add(list, i == 0 ? SV("; documented: ") : SV(", "));
        list_code(list, choice->table, choice->expect.item[i]);
        list_add(list, known != NULL ? wev_text_raw(known->symbol) : SV(""), SV(" "));
    }
}

/* Which field holds codes of which table, and what the event's own documentation lists. */
static void put_codes(cli_out *out, const wev_entry *entry) {
    bool first = true;
    for (uint32_t i = 0; i < entry->code_count; i++) {
        const wev_code_field *const field = &entry->code[i];
        for (uint32_t k = 0; k < field->choice_count; k++) {
            const wev_code_choice *const choice = &field->choice[k];
            wev_buf *const list = cli_out_scratch(out);
            wev_buf_add(list, field->field);
            wev_buf_add(list, SV(": "));
            wev_buf_add(list, wev_text_raw(choice->table->name));
            if (field->by.ptr != NULL) {
                wev_buf_add(list, choice->value.ptr != NULL ? SV(", where ") : SV(", for any other "));
                wev_buf_add(list, field->by);
                wev_buf_add(list, choice->value.ptr != NULL ? SV(" is ") : SV(""));
                wev_buf_add(list, choice->value);
            }
            list_expected(list, choice);
            put_row(out, first ? SV("Codes") : SV(""), wev_buf_text(list));
            first = false;
        }
    }
}

/* Lines of logs go by their names. */
static void put_related(cli_out *out, const cli_query *query, const wev_entry *entry) {
    wev_buf *const list = cli_out_scratch(out);
    for (uint32_t i = 0; i < entry->related.count; i++) {
        const wev_entry *const other = cli_entry_related(query->rulebase, entry, entry->related.item[i]);
        wev_buf_add(list, i > 0 ? SV(", ") : SV(""));
        const bool named = other != NULL && other->name.len > 0;
        if (!named || !wev_entry_is_line(other))
            list_number(list, entry->related.item[i]);
        wev_buf_add(list, named && !wev_entry_is_line(other) ? SV(" ") : SV(""));
        wev_buf_add(list, named ? wev_text_raw(other->name) : SV(""));
    }
    put_row(out, SV("Related"), wev_buf_text(list));
}

static void put_techniques(cli_out *out, const wev_entry *entry) {
    wev_buf *const list = cli_out_scratch(out);
    for (uint32_t i = 0; i < entry->technique_count; i++) {
        list_add(list, wev_text_raw(entry->technique[i].id), SV(", "));
        wev_buf_add(list, SV(" (version "));
        wev_buf_add(list, wev_text_raw(entry->technique[i].version));
        wev_buf_add(list, SV(")"));
    }
    put_row(out, SV("ATT&CK"), wev_buf_text(list));
}

static void put_place(cli_out *out, const wev_entry *entry) {
    wev_buf *const list = cli_out_scratch(out);
    wev_buf_add(list, wev_str_of(entry->file != NULL ? entry->file : ""));
    if (entry->line > 0) {
        wev_buf_add(list, SV(":"));
        list_number(list, entry->line);
    }
    put_row(out, SV("Rule"), wev_buf_text(list));
}

static void show_entry(cli_out *out, const cli_query *query, const wev_entry *entry) {
    char digits[WEV_NUM_ROOM];
    const wev_str number = {digits, wev_num_put_u64(digits, entry->id)};
    const bool line = wev_entry_is_line(entry);
    put_heading(out, line ? SV("Log line") : SV("Event"), line ? SV("") : number, wev_text_raw(entry->name));
    put_explanation(out, query, &entry->text, WEV_ABSENT);
    put_outcome(out, entry);
    put_row(out, SV("Category"), wev_text_raw(entry->category));
    put_row(out, SV("Stage"), wev_text_raw(entry->stage));
    put_row(out, SV("Proves"), wev_text_raw(entry->proves));
    put_row(out, SV("Criticality"), wev_text_raw(entry->criticality));
    put_texts(out, SV("Look at"), entry->details);
    put_texts(out, SV("Fields"), entry->fields);
    put_codes(out, entry);
    put_related(out, query, entry);
    put_techniques(out, entry);
    put_row(out, SV("Rule number"), line ? number : SV(""));
    put_row(out, SV("Pack"), wev_text_raw(entry->pack->title));
    put_row(out, SV("Lifecycle"), wev_text_raw(entry->pack->lifecycle));
    put_matches(out, entry);
    put_versions(out, entry);
    put_sources(out, entry->sources);
    put_place(out, entry);
}

/* The other spellings of the value that logs use. */
static void put_spellings(cli_out *out, const wev_code_table *table, uint64_t value) {
    wev_buf *const list = cli_out_scratch(out);
    if (table->display == WEV_SHOW_HEX8 || table->display == WEV_SHOW_HEX)
        list_number(list, value);
    else
        list_hex(list, value, 1);
    if (table->width == 32 && value > INT32_MAX)
        list_signed(list, (int64_t)value - ((int64_t)1 << 32));
    else if (value > INT64_MAX)
        list_signed(list, -(int64_t)(~value) - 1);
    put_row(out, SV("Also written"), wev_buf_text(list));
}

/* Events that can hold the code: those for which it is documented, where that is known. Some, if there are many. */
static void put_uses(cli_out *out, const cli_query *query, const wev_code_table *table, uint64_t value) {
    enum { MANY = 12 };
    uint32_t count, uses = 0;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &count);
    wev_buf *const list = cli_out_scratch(out);
    for (uint32_t i = 0; i < count; i++) {
        if (!cli_entry_uses(&entries[i], table, value) || (i > 0 && cli_entry_repeats(&entries[i - 1], &entries[i])))
            continue;
        if (++uses > MANY)
            continue;
        wev_buf_add(list, list->len > 0 ? SV(", ") : SV(""));
        if (!wev_entry_is_line(&entries[i])) {
            list_number(list, entries[i].id);
            wev_buf_add(list, SV(" "));
        }
        wev_buf_add(list, wev_text_raw(entries[i].name));
    }
    if (uses > MANY) {
        wev_buf_add(list, SV(", and "));
        list_number(list, uses - MANY);
        wev_buf_add(list, SV(" more"));
    }
    put_row(out, SV("In events"), wev_buf_text(list));
}

static void put_bits(cli_out *out, const wev_code_table *table, uint64_t value) {
    for (uint32_t i = 0; i < table->code_count; i++) {
        const wev_code *const bit = &table->code[i];
        if (bit->value == 0 || (value & bit->value) == 0)
            continue;
        value &= ~bit->value;
        wev_buf *const list = cli_out_scratch(out);
        list_code(list, table, bit->value);
        list_add(list, wev_text_raw(bit->symbol), SV("  "));
        list_add(list, wev_text_raw(bit->text.title.len > 0 ? bit->text.title : bit->label), SV(": "));
        put_row(out, SV("bit"), wev_buf_text(list));
    }
    if (value == 0)
        return;
    wev_buf *const list = cli_out_scratch(out);
    list_code(list, table, value);
    put_row(out, SV("unknown"), wev_buf_text(list));
}

/* Where a name is from that is not the table's own, or what is known without a name. */
static void put_fallback(cli_out *out, const cli_hit *hit) {
    wev_buf *const list = cli_out_scratch(out);
    if (hit->via.code != NULL) {
        list_code(list, hit->via.table, hit->via.value);
        list_add(list, wev_text_raw(hit->via.table->name), SV(" of table "));
        put_row(out, SV("Stands for"), wev_buf_text(list));
    } else if (hit->facility != NULL) {
        list_add(list, wev_text_raw(hit->facility->name), SV(""));
        wev_buf_add(list, SV(", its code "));
        list_hex(list, hit->value & WEV_FACILITY_CODE, 4);
        put_row(out, SV("Facility"), wev_buf_text(list));
    }
}

static void show_code(cli_out *out, const cli_query *query, const cli_hit *hit) {
    static const wev_explanation nothing = {.title = {NULL, 0, WEV_CLEAN}};
    const wev_code *const code = hit->code;
    char key[WEV_NUM_ROOM];
    put_heading(out, SV("Code"), cli_hit_key(hit, key), code != NULL ? wev_text_raw(code->symbol) : SV(""));
    put_explanation(out, query, code != NULL ? &code->text : &nothing, code != NULL ? code->label : WEV_ABSENT);
    put_fallback(out, hit);
    if (code == NULL && hit->table->kind == WEV_CODE_MASK)
        put_bits(out, hit->table, hit->value);
    if (hit->ambiguous)
        put_row(out, SV("Note"), SV("The digits are no decimal code of this table and were read as hexadecimal."));
    if (code != NULL)
        put_severity(out, SV("Severity"), code->severity);
    put_row(out, SV("Table"), wev_text_raw(hit->table->name));
    put_row(out, SV(""), wev_text_raw(hit->table->title));
    if (hit->table->kind != WEV_CODE_TEXT)
        put_spellings(out, hit->table, hit->value);
    put_uses(out, query, hit->table, hit->value);
    if (code != NULL)
        put_sources(out, code->sources);
}

void cli_show_hit(cli_out *out, const cli_query *query, const cli_hit *hit) {
    if (hit->entry != NULL)
        show_entry(out, query, hit->entry);
    else
        show_code(out, query, hit);
}
