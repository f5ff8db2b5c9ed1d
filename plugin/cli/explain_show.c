/* SPDX-License-Identifier: Apache-2.0 */
/* An event that `winevent explain` found, for people. */
#include "base/num.h"
#include "cli/explain_page.h"

static void put_outcome(const cli_page *page, const wev_entry *entry) {
    static const wev_text names[] = {
        [WEV_OUTCOME_UNKNOWN] = TX_INIT(""),
        [WEV_OUTCOME_SUCCESS] = TX_INIT("success"),
        [WEV_OUTCOME_FAILURE] = TX_INIT("failure"),
    };
    if (entry->audit)
        cli_page_row(page, CLI_WORD_OUTCOME, cli_page_word(page, CLI_WORD_AUDIT));
    else
        cli_page_value(page, CLI_WORD_OUTCOME, names[entry->outcome]);
    cli_page_severity(page, CLI_WORD_SEVERITY, entry->severity);
    if (entry->audit)
        cli_page_severity(page, CLI_WORD_IF_FAILED, entry->failure_severity);
}

static void put_matches(const cli_page *page, const wev_entry *entry) {
    for (uint32_t i = 0; i < entry->match_count; i++) {
        const wev_match *const match = &entry->match[i];
        wev_buf *const list = cli_page_list(page);
        cli_list_add(list, match->no_provider ? cli_page_word(page, CLI_WORD_NO_PROVIDER) : match->provider, SV(""));
        if (match->channel.len > 0) {
            wev_buf_add(list, list->len > 0 ? SV(", ") : SV(""));
            cli_say(list, page->query->tongue, CLI_WORD_CHANNEL, match->channel, SV(""));
        }
        cli_page_row(page, i == 0 ? CLI_WORD_SENT_BY : CLI_WORD_OR, wev_buf_text(list));
    }
}

static void put_versions(const cli_page *page, const wev_entry *entry) {
    wev_buf *const list = cli_page_list(page);
    for (uint32_t i = 0; i < entry->versions.count; i++) {
        wev_buf_add(list, i > 0 ? SV(", ") : SV(""));
        cli_list_number(list, entry->versions.item[i]);
    }
    cli_page_row(page, CLI_WORD_VERSIONS, wev_buf_text(list));
}

static void list_expected(const cli_page *page, wev_buf *list, const wev_code_choice *choice) {
    for (uint32_t i = 0; i < choice->expect.count; i++) {
        const wev_code *const known = wev_code_find(choice->table, choice->expect.item[i]);
        wev_buf_add(list, i == 0 ? cli_page_word(page, CLI_WORD_DOCUMENTED) : SV(", "));
        cli_list_code(list, choice->table, choice->expect.item[i]);
        cli_list_add(list, known != NULL ? wev_text_raw(known->symbol) : SV(""), SV(" "));
    }
}

/* Which field holds codes of which table, and what the event's own documentation lists. */
static void put_choice(const cli_page *page, const wev_code_field *field, const wev_code_choice *choice, bool first) {
    wev_buf *const list = cli_page_list(page);
    wev_buf_add(list, field->field);
    wev_buf_add(list, SV(": "));
    wev_buf_add(list, wev_text_raw(choice->table->name));
    if (field->by.ptr != NULL)
        cli_say(list, page->query->tongue, choice->value.ptr != NULL ? CLI_WORD_WHERE : CLI_WORD_ELSEWHERE, field->by,
                choice->value);
    list_expected(page, list, choice);
    if (first)
        cli_page_row(page, CLI_WORD_CODES, wev_buf_text(list));
    else
        cli_page_further(page, wev_buf_text(list));
}

static void put_codes(const cli_page *page, const wev_entry *entry) {
    bool first = true;
    for (uint32_t i = 0; i < entry->code_count; i++)
        for (uint32_t k = 0; k < entry->code[i].choice_count; k++, first = false)
            put_choice(page, &entry->code[i], &entry->code[i].choice[k], first);
}

/* Lines of logs go by their names. */
static void put_related(const cli_page *page, const wev_entry *entry) {
    wev_buf *const list = cli_page_list(page);
    for (uint32_t i = 0; i < entry->related.count; i++) {
        const wev_entry *const other = cli_entry_related(page->query->rulebase, entry, entry->related.item[i]);
        wev_buf_add(list, i > 0 ? SV(", ") : SV(""));
        const bool named = other != NULL && other->name.len > 0;
        if (!named || !wev_entry_is_line(other))
            cli_list_number(list, entry->related.item[i]);
        wev_buf_add(list, named && !wev_entry_is_line(other) ? SV(" ") : SV(""));
        wev_buf_add(list, named ? wev_text_raw(other->name) : SV(""));
    }
    cli_page_row(page, CLI_WORD_RELATED, wev_buf_text(list));
}

static void put_techniques(const cli_page *page, const wev_entry *entry) {
    wev_buf *const list = cli_page_list(page);
    for (uint32_t i = 0; i < entry->technique_count; i++) {
        wev_buf_add(list, i > 0 ? SV(", ") : SV(""));
        cli_say(list, page->query->tongue, CLI_WORD_OF_RELEASE, wev_text_raw(entry->technique[i].id),
                wev_text_raw(entry->technique[i].version));
    }
    cli_page_row(page, CLI_WORD_TECHNIQUES, wev_buf_text(list));
}

static void put_place(const cli_page *page, const wev_entry *entry) {
    wev_buf *const list = cli_page_list(page);
    wev_buf_add(list, wev_str_of(entry->file != NULL ? entry->file : ""));
    if (entry->line > 0) {
        wev_buf_add(list, SV(":"));
        cli_list_number(list, entry->line);
    }
    cli_page_row(page, CLI_WORD_RULE, wev_buf_text(list));
}

static void show_entry(const cli_page *page, const wev_entry *entry) {
    char digits[WEV_NUM_ROOM];
    const wev_str number = {digits, wev_num_put_u64(digits, entry->id)};
    const bool line = wev_entry_is_line(entry);
    cli_page_heading(page, line ? CLI_WORD_LINE : CLI_WORD_EVENT, line ? SV("") : number, wev_text_raw(entry->name));
    cli_page_explanation(page, &entry->text, WEV_ABSENT);
    put_outcome(page, entry);
    cli_page_value(page, CLI_WORD_CATEGORY, entry->category);
    cli_page_value(page, CLI_WORD_STAGE, entry->stage);
    cli_page_value(page, CLI_WORD_PROVES, entry->proves);
    cli_page_value(page, CLI_WORD_CRITICALITY, entry->criticality);
    cli_page_texts(page, CLI_WORD_LOOK_AT, entry->details);
    cli_page_texts(page, CLI_WORD_FIELDS, entry->fields);
    put_codes(page, entry);
    put_related(page, entry);
    put_techniques(page, entry);
    cli_page_row(page, CLI_WORD_RULE_NUMBER, line ? number : SV(""));
    cli_page_row(page, CLI_WORD_PACK, wev_text_raw(entry->pack->title));
    cli_page_value(page, CLI_WORD_LIFECYCLE, entry->pack->lifecycle);
    put_matches(page, entry);
    put_versions(page, entry);
    cli_page_sources(page, entry->sources);
    put_place(page, entry);
}

void cli_show_hit(cli_out *out, const cli_query *query, const cli_hit *hit) {
    const cli_page page = {.out = out, .query = query};
    if (hit->entry != NULL)
        show_entry(&page, hit->entry);
    else
        cli_show_code(&page, hit);
}
