/* SPDX-License-Identifier: Apache-2.0 */
/* What an event means, the same in all profiles: name, assessment, texts, codes, where to read on. */
#include "base/num.h"
#include "emit/emit.h"

static wev_text conflict_name(wev_conflict conflict) {
    switch (conflict) {
    case WEV_CONFLICT_SUCCESS:
        return TX("success_code_in_failed_event");
    case WEV_CONFLICT_FAILURE:
        return TX("failure_code_in_successful_event");
    case WEV_CONFLICT_UNLISTED:
        return TX("code_not_documented_for_event");
    case WEV_CONFLICT_NONE:
        break;
    }
    return WEV_ABSENT;
}

static wev_text origin_name(wev_origin origin) {
    switch (origin) {
    case WEV_FROM_LABEL:
        return TX("label");
    case WEV_FROM_MESSAGE:
        return TX("message");
    case WEV_FROM_VALUE:
        return TX("value");
    case WEV_FROM_FIELD:
        break;
    }
    return TX("field");
}

static void put_title(const wev_document *document, wev_sink sink, const wev_explanation *text) {
    if (document->with_titles)
        wev_put_text(sink, TX("title"), text->title);
}

/* The longer texts of an event or a code. The language is told where it is not the one that was asked for by all. */
static void put_explanation(const wev_document *document, wev_sink sink, const wev_explanation *text) {
    if (!document->with_text)
        return;
    wev_put_text(sink, TX("explanation"), text->explanation);
    wev_put_text(sink, TX("remedy"), text->remedy);
    if (text->explanation.ptr != NULL)
        wev_put_text(sink, TX("lang"), text->lang);
}

/* A mask's bits by name; what has no name stays as a number. */
static void put_bits(wev_sink sink, const wev_code_table *table, uint64_t value) {
    char digits[WEV_NUM_ROOM];
    sink.ops->open_array(sink.self, TX("names"));
    for (uint32_t i = 0; i < table->code_count; i++) {
        if (table->code[i].value != 0 && (value & table->code[i].value) != 0) {
            sink.ops->text(sink.self, WEV_ABSENT, table->code[i].symbol);
            value &= ~table->code[i].value;
        }
    }
    if (value != 0) {
        const size_t len = wev_num_put_hex(digits, value, 8);
        sink.ops->text(sink.self, WEV_ABSENT, wev_text_as((wev_str){digits, len}, WEV_CLEAN));
    }
    sink.ops->close(sink.self);
}

/* The spelling of the code itself; of a text that is the row's, which may hold a `*`. */
static void put_canonical(wev_sink sink, const wev_found_code *found) {
    char shown[WEV_NUM_ROOM];
    if (found->table->kind == WEV_CODE_TEXT) {
        wev_put_text(sink, TX("code"), found->code->spelling);
    } else if (found->is_number) {
        const size_t len = wev_code_show(found->table, found->number, shown);
        sink.ops->text(sink.self, TX("code"), wev_text_as((wev_str){shown, len}, WEV_CLEAN));
    }
}

/* A name that is not the table's own says whose it is; and of an unknown code, what part of the system it is from. */
static void put_fallback(wev_sink sink, const wev_found_code *found) {
    char shown[WEV_NUM_ROOM];
    if (found->via.code != NULL) {
        const size_t len = wev_code_show(found->via.table, found->via.value, shown);
        sink.ops->text(sink.self, TX("via_table"), found->via.table->name);
        sink.ops->text(sink.self, TX("via_code"), wev_text_as((wev_str){shown, len}, WEV_CLEAN));
    }
    if (found->facility != NULL) {
        const size_t len = wev_num_put_hex(shown, found->number & WEV_FACILITY_CODE, 4);
        sink.ops->text(sink.self, TX("facility"), found->facility->name);
        sink.ops->text(sink.self, TX("facility_code"), wev_text_as((wev_str){shown, len}, WEV_CLEAN));
    }
}

static void put_code(const wev_document *document, wev_sink sink, const wev_found_code *found) {
    sink.ops->open_object(sink.self, WEV_ABSENT);
    sink.ops->text(sink.self, TX("field"), found->field);
    wev_put_text(sink, TX("value"), found->value);
    wev_put_text(sink, TX("table"), found->table->name);
    put_canonical(sink, found);
    if (found->is_number && found->table->kind == WEV_CODE_MASK)
        put_bits(sink, found->table, found->number);
    if (found->code != NULL) {
        wev_put_text(sink, TX("name"), found->code->symbol);
        if (document->with_titles)
            wev_put_text(sink, TX("label"), found->code->label);
        put_title(document, sink, &found->code->text);
        put_explanation(document, sink, &found->code->text);
    }
    put_fallback(sink, found);
    if (found->origin != WEV_FROM_FIELD)
        wev_put_text(sink, TX("found_by"), origin_name(found->origin));
    if (found->ambiguous)
        sink.ops->boolean(sink.self, TX("ambiguous"), true);
    wev_put_text(sink, TX("conflict"), conflict_name(found->conflict));
    sink.ops->close(sink.self);
}

static void put_codes(const wev_document *document, wev_sink sink) {
    const wev_meaning *const meaning = document->meaning;
    if (meaning->code_count == 0)
        return;
    sink.ops->open_array(sink.self, TX("codes"));
    for (uint32_t i = 0; i < meaning->code_count; i++)
        put_code(document, sink, meaning->code + i);
    sink.ops->close(sink.self);
    if (meaning->codes_left_out > 0)
        wev_put_number(sink, TX("codes_left_out"), meaning->codes_left_out);
}

/* Values that stood in prose; those that stand in the data under their name are not repeated. */
static void put_found_details(const wev_meaning *meaning, wev_sink sink) {
    bool open = false;
    for (uint32_t i = 0; i < meaning->detail_count; i++) {
        const wev_found_detail *const detail = meaning->detail + i;
        if (detail->origin == WEV_FROM_FIELD)
            continue;
        if (!open)
            sink.ops->open_object(sink.self, TX("details"));
        open = true;
        sink.ops->text(sink.self, wev_text_of(detail->name), detail->value);
    }
    if (open)
        sink.ops->close(sink.self);
}

static void put_references(const wev_document *document, wev_sink sink) {
    const wev_entry *const entry = document->meaning->entry;
    if (entry->related.count > 0 && document->with_text) {
        sink.ops->open_array(sink.self, TX("related"));
        for (uint32_t i = 0; i < entry->related.count; i++)
            wev_put_number(sink, WEV_ABSENT, (int64_t)entry->related.item[i]);
        sink.ops->close(sink.self);
    }
    if (document->with_text)
        wev_put_texts(sink, TX("look_at"), entry->details);
}

void wev_put_origin(wev_sink sink, const wev_document *document) {
    const wev_entry *const entry = document->meaning->entry;
    if (entry->technique_count > 0) {
        sink.ops->open_array(sink.self, TX("attack"));
        for (uint32_t i = 0; i < entry->technique_count; i++)
            sink.ops->text(sink.self, WEV_ABSENT, entry->technique[i].id);
        sink.ops->close(sink.self);
        wev_put_text(sink, TX("attack_version"), entry->technique[0].version);
    }
    wev_put_text(sink, TX("pack"), entry->pack->name);
    wev_put_text(sink, TX("lifecycle"), entry->pack->lifecycle);
}

/* An event that reports a result by a code proves nothing where the code says that it failed. */
bool wev_is_proved(const wev_meaning *meaning) {
    bool holds = meaning->entry->proves.ptr != NULL && meaning->outcome != WEV_OUTCOME_FAILURE;
    for (uint32_t i = 0; holds && i < meaning->code_count; i++)
        holds = meaning->code[i].conflict != WEV_CONFLICT_FAILURE;
    return holds;
}

static void put_verdict(wev_sink sink, const wev_meaning *meaning) {
    wev_put_text(sink, TX("outcome"), wev_outcome_name(meaning->outcome));
    wev_put_text(sink, TX("severity"), wev_severity_name(meaning->severity));
    wev_put_number(sink, TX("severity_code"), meaning->severity);
}

void wev_put_assessment(wev_sink sink, const wev_document *document) {
    const wev_meaning *const meaning = document->meaning;
    const wev_entry *const entry = meaning->entry;
    sink.ops->boolean(sink.self, TX("known"), true);
    wev_put_text(sink, TX("name"), entry->name);
    put_verdict(sink, meaning);
    wev_put_text(sink, TX("category"), entry->category);
    wev_put_text(sink, TX("stage"), entry->stage);
    if (wev_is_proved(meaning))
        wev_put_text(sink, TX("proves"), entry->proves);
    wev_put_text(sink, TX("criticality"), entry->criticality);
    put_title(document, sink, &entry->text);
}

void wev_put_meaning(wev_sink sink, const wev_document *document) {
    const wev_meaning *const meaning = document->meaning;
    if (meaning->entry == NULL) {
        sink.ops->boolean(sink.self, TX("known"), false);
        put_verdict(sink, meaning);
        put_codes(document, sink); /* message parameters have a meaning in any event */
        return;
    }
    wev_put_fixed(sink, document, WEV_FIXED_ASSESSMENT);
    put_explanation(document, sink, &meaning->entry->text);
    put_codes(document, sink);
    put_found_details(meaning, sink);
    put_references(document, sink);
    wev_put_fixed(sink, document, WEV_FIXED_ORIGIN);
}
