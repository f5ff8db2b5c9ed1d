/* SPDX-License-Identifier: Apache-2.0 */
/* What `winevent explain` found, for machines: the same facts as explain_show.c, each under its own key. */
#include "base/num.h"
#include "cli/explain.h"
#include "cli/pretty.h"
#include "emit/json_sink.h"

static void put_text(wev_sink sink, wev_text key, wev_text value) {
    if (value.ptr != NULL && value.len > 0)
        sink.ops->text(sink.self, key, value);
}

static void put_str(wev_sink sink, wev_text key, wev_str value) {
    if (value.len > 0)
        sink.ops->text(sink.self, key, wev_text_of(value));
}

static void put_number(wev_sink sink, wev_text key, uint64_t value) {
    char digits[WEV_NUM_ROOM];
    sink.ops->number(sink.self, key, (wev_str){digits, wev_num_put_u64(digits, value)});
}

static void put_code_text(wev_sink sink, const wev_code_table *table, uint64_t value) {
    char shown[WEV_NUM_ROOM];
    put_str(sink, TX("code"), (wev_str){shown, wev_code_show(table, value, shown)});
}

static void put_texts(wev_sink sink, wev_text key, wev_texts texts) {
    if (texts.count == 0)
        return;
    sink.ops->open_array(sink.self, key);
    for (uint32_t i = 0; i < texts.count; i++)
        sink.ops->text(sink.self, WEV_ABSENT, texts.item[i]);
    sink.ops->close(sink.self);
}

static void put_numbers(wev_sink sink, wev_text key, wev_values values) {
    if (values.count == 0)
        return;
    sink.ops->open_array(sink.self, key);
    for (uint32_t i = 0; i < values.count; i++)
        put_number(sink, WEV_ABSENT, values.item[i]);
    sink.ops->close(sink.self);
}

static void put_explanation(wev_sink sink, const wev_explanation *text) {
    put_text(sink, TX("title"), text->title);
    put_text(sink, TX("explanation"), text->explanation);
    put_text(sink, TX("remedy"), text->remedy);
    put_text(sink, TX("lang"), text->lang);
}

static void put_outcome(wev_sink sink, const wev_entry *entry) {
    static const wev_text names[] = {
        [WEV_OUTCOME_UNKNOWN] = TX_INIT("unknown"),
        [WEV_OUTCOME_SUCCESS] = TX_INIT("success"),
        [WEV_OUTCOME_FAILURE] = TX_INIT("failure"),
    };
    put_text(sink, TX("outcome"), entry->audit ? TX("audit") : names[entry->outcome]);
    put_text(sink, TX("severity"), wev_severity_name(entry->severity));
    if (entry->audit)
        put_text(sink, TX("failure_severity"), wev_severity_name(entry->failure_severity));
}

static void put_choice(wev_sink sink, const wev_code_field *field, const wev_code_choice *choice) {
    char shown[WEV_NUM_ROOM];
    sink.ops->open_object(sink.self, WEV_ABSENT);
    put_str(sink, TX("field"), field->field);
    put_str(sink, TX("by"), field->by);
    put_str(sink, TX("value"), choice->value);
    put_text(sink, TX("table"), choice->table->name);
    if (choice->expect.count > 0) {
        sink.ops->open_array(sink.self, TX("documented"));
        for (uint32_t i = 0; i < choice->expect.count; i++)
            put_str(sink, WEV_ABSENT, (wev_str){shown, wev_code_show(choice->table, choice->expect.item[i], shown)});
        sink.ops->close(sink.self);
    }
    sink.ops->close(sink.self);
}

static void put_codes(wev_sink sink, const wev_entry *entry) {
    if (entry->code_count == 0)
        return;
    sink.ops->open_array(sink.self, TX("codes"));
    for (uint32_t i = 0; i < entry->code_count; i++)
        for (uint32_t k = 0; k < entry->code[i].choice_count; k++)
            put_choice(sink, &entry->code[i], &entry->code[i].choice[k]);
    sink.ops->close(sink.self);
}

static void put_matches(wev_sink sink, const wev_entry *entry) {
    sink.ops->open_array(sink.self, TX("match"));
    for (uint32_t i = 0; i < entry->match_count; i++) {
        sink.ops->open_object(sink.self, WEV_ABSENT);
        if (entry->match[i].no_provider)
            sink.ops->null(sink.self, TX("provider"));
        put_str(sink, TX("provider"), entry->match[i].provider);
        put_str(sink, TX("channel"), entry->match[i].channel);
        sink.ops->close(sink.self);
    }
    sink.ops->close(sink.self);
}

static void put_techniques(wev_sink sink, const wev_entry *entry) {
    if (entry->technique_count == 0)
        return;
    sink.ops->open_array(sink.self, TX("mitre"));
    for (uint32_t i = 0; i < entry->technique_count; i++) {
        sink.ops->open_object(sink.self, WEV_ABSENT);
        put_text(sink, TX("id"), entry->technique[i].id);
        put_text(sink, TX("version"), entry->technique[i].version);
        sink.ops->close(sink.self);
    }
    sink.ops->close(sink.self);
}

static void put_event(wev_sink sink, const wev_entry *entry) {
    sink.ops->open_object(sink.self, WEV_ABSENT);
    put_number(sink, wev_entry_is_line(entry) ? TX("rule") : TX("id"), entry->id);
    put_text(sink, TX("name"), entry->name);
    put_text(sink, TX("pack"), entry->pack->name);
    put_text(sink, TX("lifecycle"), entry->pack->lifecycle);
    put_numbers(sink, TX("version"), entry->versions);
    put_matches(sink, entry);
    put_explanation(sink, &entry->text);
    put_outcome(sink, entry);
    put_text(sink, TX("category"), entry->category);
    put_text(sink, TX("stage"), entry->stage);
    put_text(sink, TX("proves"), entry->proves);
    put_text(sink, TX("criticality"), entry->criticality);
    put_texts(sink, TX("fields"), entry->fields);
    put_texts(sink, TX("details"), entry->details);
    put_codes(sink, entry);
    put_numbers(sink, TX("related"), entry->related);
    put_techniques(sink, entry);
    put_texts(sink, TX("source"), entry->sources);
    put_str(sink, TX("file"), wev_str_of(entry->file));
    if (entry->line > 0)
        put_number(sink, TX("line"), entry->line);
    sink.ops->close(sink.self);
}

static void put_bits(wev_sink sink, const wev_code_table *table, uint64_t value) {
    sink.ops->open_array(sink.self, TX("bits"));
    for (uint32_t i = 0; i < table->code_count; i++) {
        const wev_code *const bit = &table->code[i];
        if (bit->value == 0 || (value & bit->value) == 0)
            continue;
        value &= ~bit->value;
        sink.ops->open_object(sink.self, WEV_ABSENT);
        put_code_text(sink, table, bit->value);
        put_text(sink, TX("symbol"), bit->symbol);
        put_text(sink, TX("label"), bit->label);
        put_explanation(sink, &bit->text);
        sink.ops->close(sink.self);
    }
    sink.ops->close(sink.self);
    if (value != 0) {
        char digits[WEV_NUM_ROOM];
        put_str(sink, TX("unknown_bits"), (wev_str){digits, wev_num_put_hex(digits, value, 8)});
    }
}

static void put_uses(wev_sink sink, const cli_query *query, const wev_code_table *table, uint64_t value) {
    uint32_t count;
    const wev_entry *const entries = wev_rulebase_entries(query->rulebase, &count);
    sink.ops->open_array(sink.self, TX("events"));
    for (uint32_t i = 0; i < count; i++)
        if (cli_entry_uses(&entries[i], table, value) && (i == 0 || !cli_entry_repeats(&entries[i - 1], &entries[i])))
            put_number(sink, WEV_ABSENT, entries[i].id);
    sink.ops->close(sink.self);
}

static void put_code(wev_sink sink, const cli_query *query, const cli_hit *hit) {
    sink.ops->open_object(sink.self, WEV_ABSENT);
    put_text(sink, TX("table"), hit->table->name);
    if (hit->table->kind == WEV_CODE_TEXT) {
        put_text(sink, TX("code"), hit->code->spelling);
    } else {
        put_code_text(sink, hit->table, hit->value);
        put_number(sink, TX("value"), hit->value);
    }
    if (hit->ambiguous)
        sink.ops->boolean(sink.self, TX("ambiguous"), true);
    if (hit->via.code != NULL) {
        char shown[WEV_NUM_ROOM];
        put_text(sink, TX("via_table"), hit->via.table->name);
        put_str(sink, TX("via_code"), (wev_str){shown, wev_code_show(hit->via.table, hit->via.value, shown)});
    }
    if (hit->facility != NULL)
        put_text(sink, TX("facility"), hit->facility->name);
    if (hit->code == NULL && hit->table->kind == WEV_CODE_MASK)
        put_bits(sink, hit->table, hit->value);
    if (hit->code != NULL) {
        put_text(sink, TX("symbol"), hit->code->symbol);
        put_text(sink, TX("label"), hit->code->label);
        put_explanation(sink, &hit->code->text);
        put_text(sink, TX("severity"), wev_severity_name(hit->code->severity));
        put_texts(sink, TX("source"), hit->code->sources);
    }
    put_uses(sink, query, hit->table, hit->value);
    sink.ops->close(sink.self);
}

bool cli_show_json(cli_out *out, const cli_query *query, wev_str asked, const cli_hits *hits, bool indented) {
    wev_json_sink json = {.depth = 0};
    const wev_sink sink = wev_json_sink_start(&json);
    sink.ops->open_object(sink.self, WEV_ABSENT);
    put_str(sink, TX("query"), asked);
    sink.ops->open_array(sink.self, TX("events"));
    for (size_t i = 0; i < hits->count; i++)
        if (hits->item[i].entry != NULL)
            put_event(sink, hits->item[i].entry);
    sink.ops->close(sink.self);
    sink.ops->open_array(sink.self, TX("codes"));
    for (size_t i = 0; i < hits->count; i++)
        if (hits->item[i].entry == NULL)
            put_code(sink, query, &hits->item[i]);
    sink.ops->close(sink.self);
    sink.ops->close(sink.self);
    const bool good = sink.ops->finish(sink.self) == WEV_OK;
    if (good)
        cli_pretty_put(out, wev_json_sink_text(&json), indented);
    wev_json_sink_free(&json);
    return good;
}
