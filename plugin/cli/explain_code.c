/* SPDX-License-Identifier: Apache-2.0 */
/* A code that `winevent explain` found, for people. */
#include "base/num.h"
#include "cli/explain_page.h"

/* The other spellings of the value that logs use. */
static void put_spellings(const cli_page *page, const wev_code_table *table, uint64_t value) {
    wev_buf *const list = cli_page_list(page);
    if (table->display == WEV_SHOW_HEX8 || table->display == WEV_SHOW_HEX)
        cli_list_number(list, value);
    else
        cli_list_hex(list, value, 1);
    const bool below_zero = table->width == 32 ? value > INT32_MAX : value > INT64_MAX;
    if (below_zero) {
        wev_buf_add(list, SV(", "));
        cli_list_signed(list, table->width == 32 ? (int64_t)value - ((int64_t)1 << 32) : -(int64_t)(~value) - 1);
    }
    cli_page_row(page, CLI_WORD_SPELLINGS, wev_buf_text(list));
}

/* Events that can hold the code, those that it says most about first. */
static void put_uses(const cli_page *page, const cli_hit *hit) {
    enum { SHOWN = 6 };
    const wev_entry *entries[SHOWN];
    const size_t uses = cli_find_uses(page->query, hit, entries, SHOWN);
    wev_buf *const list = cli_page_list(page);
    for (size_t i = 0; i < uses && i < SHOWN; i++) {
        wev_buf_add(list, i > 0 ? SV(", ") : SV(""));
        if (!wev_entry_is_line(entries[i])) {
            cli_list_number(list, entries[i]->id);
            wev_buf_add(list, SV(" "));
        }
        wev_buf_add(list, wev_text_raw(entries[i]->name));
    }
    if (uses > SHOWN) {
        char digits[WEV_NUM_ROOM];
        const wev_str more = {digits, wev_num_put_u64(digits, uses - SHOWN)};
        cli_say(list, page->query->tongue, CLI_WORD_AND_MORE, more, SV(""));
    }
    cli_page_row(page, CLI_WORD_IN_EVENTS, wev_buf_text(list));
}

static void put_bits(const cli_page *page, const wev_code_table *table, uint64_t value) {
    for (uint32_t i = 0; i < table->code_count; i++) {
        const wev_code *const bit = &table->code[i];
        if (bit->value == 0 || (value & bit->value) == 0)
            continue;
        value &= ~bit->value;
        wev_buf *const list = cli_page_list(page);
        cli_list_code(list, table, bit->value);
        cli_list_add(list, wev_text_raw(bit->symbol), SV("  "));
        cli_list_add(list, wev_text_raw(bit->text.title.len > 0 ? bit->text.title : bit->label), SV(": "));
        cli_page_row(page, CLI_WORD_BIT, wev_buf_text(list));
    }
    if (value == 0)
        return;
    wev_buf *const list = cli_page_list(page);
    cli_list_code(list, table, value);
    cli_page_row(page, CLI_WORD_UNKNOWN, wev_buf_text(list));
}

/* Where a name is from that is not the table's own, or what is known without a name. */
static void put_fallback(const cli_page *page, const cli_hit *hit) {
    const cli_tongue tongue = page->query->tongue;
    wev_buf *const list = cli_page_list(page);
    char room[WEV_NUM_ROOM];
    if (hit->via.code != NULL) {
        const wev_str code = {room, wev_code_show(hit->via.table, hit->via.value, room)};
        cli_say(list, tongue, CLI_WORD_OF_TABLE, code, wev_text_raw(hit->via.table->name));
        cli_page_row(page, CLI_WORD_STANDS_FOR, wev_buf_text(list));
    } else if (hit->facility != NULL) {
        const wev_str code = {room, wev_num_put_hex(room, hit->value & WEV_FACILITY_CODE, 4)};
        cli_say(list, tongue, CLI_WORD_OF_FACILITY, wev_text_raw(hit->facility->name), code);
        cli_page_row(page, CLI_WORD_FACILITY, wev_buf_text(list));
    }
}

void cli_show_code(const cli_page *page, const cli_hit *hit) {
    static const wev_explanation nothing = {.title = {NULL, 0, WEV_CLEAN}};
    const wev_code *const code = hit->code;
    char key[WEV_NUM_ROOM];
    cli_page_heading(page, CLI_WORD_CODE, cli_hit_key(hit, page->query->tongue, key),
                     code != NULL ? wev_text_raw(code->symbol) : SV(""));
    cli_page_explanation(page, code != NULL ? &code->text : &nothing, code != NULL ? code->label : WEV_ABSENT);
    put_fallback(page, hit);
    if (code == NULL && hit->table->kind == WEV_CODE_MASK)
        put_bits(page, hit->table, hit->value);
    if (hit->ambiguous)
        cli_page_row(page, CLI_WORD_NOTE, cli_page_word(page, CLI_WORD_TAKEN_AS_HEX));
    if (code != NULL)
        cli_page_severity(page, CLI_WORD_SEVERITY, code->severity);
    cli_page_row(page, CLI_WORD_TABLE, wev_text_raw(hit->table->name));
    cli_page_further(page, wev_text_raw(hit->table->title));
    if (hit->table->kind != WEV_CODE_TEXT)
        put_spellings(page, hit->table, hit->value);
    if (hit->facility == NULL) /* of a code without a name nobody knows where it stands */
        put_uses(page, hit);
    if (code != NULL)
        cli_page_sources(page, code->sources);
}
