/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/explain_page.h"

#include "base/num.h"
#include "cli/wrap.h"

enum { BODY_INDENT = 2 };

void cli_put_inked(cli_out *out, cli_ink ink, wev_str text) {
    cli_out_put(out, cli_ink_code(out, ink));
    cli_out_put(out, text);
    cli_out_put(out, cli_ink_code(out, CLI_INK_NONE));
}

wev_str cli_page_word(const cli_page *page, cli_word word) {
    return cli_word_in(page->query->tongue, word);
}

static void put_label(const cli_page *page, wev_str label) {
    const size_t room = cli_label_columns(page->query->tongue), taken = cli_columns(label);
    cli_blanks(page->out, BODY_INDENT);
    cli_put_inked(page->out, CLI_INK_LABEL, label);
    cli_blanks(page->out, taken < room ? room - taken : 1);
}

static void put_labelled(const cli_page *page, wev_str label, wev_str value) {
    const size_t indent = BODY_INDENT + cli_label_columns(page->query->tongue);
    if (value.len == 0)
        return;
    put_label(page, label);
    cli_wrap(page->out, value, indent, indent);
}

void cli_page_row(const cli_page *page, cli_word label, wev_str value) {
    put_labelled(page, cli_page_word(page, label), value);
}

void cli_page_further(const cli_page *page, wev_str value) {
    put_labelled(page, SV(""), value);
}

void cli_page_heading(const cli_page *page, cli_word kind, wev_str key, wev_str name) {
    cli_out *const out = page->out;
    cli_out_put(out, cli_ink_code(out, CLI_INK_HEADING));
    cli_out_put(out, cli_page_word(page, kind));
    cli_out_put(out, key.len > 0 ? SV(" ") : SV(""));
    cli_out_put(out, key);
    if (name.len > 0)
        cli_out_put(out, SV("  "));
    cli_out_put(out, name);
    cli_out_put(out, cli_ink_code(out, CLI_INK_NONE));
    cli_out_put(out, SV("\n"));
}

wev_buf *cli_page_list(const cli_page *page) {
    return cli_out_scratch(page->out);
}

void cli_list_add(wev_buf *list, wev_str item, wev_str comma) {
    if (item.len == 0)
        return;
    if (list->len > 0)
        wev_buf_add(list, comma);
    wev_buf_add(list, item);
}

void cli_list_number(wev_buf *list, uint64_t number) {
    char *const to = wev_buf_reserve(list, WEV_NUM_ROOM);
    if (to != NULL)
        list->len += wev_num_put_u64(to, number);
}

void cli_list_hex(wev_buf *list, uint64_t number, unsigned digits) {
    char *const to = wev_buf_reserve(list, WEV_NUM_ROOM);
    if (to != NULL)
        list->len += wev_num_put_hex(to, number, digits);
}

void cli_list_signed(wev_buf *list, int64_t number) {
    char *const to = wev_buf_reserve(list, WEV_NUM_ROOM);
    if (to != NULL)
        list->len += wev_num_put_i64(to, number);
}

void cli_list_code(wev_buf *list, const wev_code_table *table, uint64_t value) {
    char *const to = wev_buf_reserve(list, WEV_NUM_ROOM);
    if (to != NULL)
        list->len += wev_code_show(table, value, to);
}

void cli_page_texts(const cli_page *page, cli_word label, wev_texts texts) {
    wev_buf *const list = cli_page_list(page);
    for (uint32_t i = 0; i < texts.count; i++)
        cli_list_add(list, wev_text_raw(texts.item[i]), SV(", "));
    cli_page_row(page, label, wev_buf_text(list));
}

void cli_page_sources(const cli_page *page, wev_texts sources) {
    for (uint32_t i = 0; i < sources.count; i++) {
        const wev_str source = wev_text_raw(sources.item[i]);
        if (i == 0)
            cli_page_row(page, CLI_WORD_SOURCES, source);
        else
            cli_page_further(page, source);
    }
}

void cli_page_value(const cli_page *page, cli_word label, wev_text value) {
    wev_buf *const list = cli_page_list(page);
    cli_add_value(list, page->query->tongue, wev_text_raw(value));
    cli_page_row(page, label, wev_buf_text(list));
}

void cli_page_severity(const cli_page *page, cli_word label, wev_severity severity) {
    const wev_str name = wev_text_raw(wev_severity_name(severity));
    const bool bad = severity >= 0 && severity <= WEV_SEVERITY_ERROR;
    wev_buf *const list = cli_page_list(page);
    if (name.len == 0)
        return;
    cli_add_value(list, page->query->tongue, name);
    put_label(page, cli_page_word(page, label));
    cli_put_inked(page->out,
                  bad                                ? CLI_INK_BAD
                  : severity == WEV_SEVERITY_WARNING ? CLI_INK_WARN
                                                     : CLI_INK_NONE,
                  wev_buf_text(list));
    cli_out_put(page->out, SV("\n"));
}

static void put_body(const cli_page *page, wev_text text) {
    if (text.len == 0)
        return;
    cli_blanks(page->out, BODY_INDENT);
    cli_wrap(page->out, wev_text_raw(text), BODY_INDENT, BODY_INDENT);
}

void cli_page_explanation(const cli_page *page, const wev_explanation *text, wev_text title) {
    const wev_str lang = wev_text_raw(text->lang), asked = wev_rulebase_lang(page->query->rulebase);
    put_body(page, text->title.len > 0 ? text->title : title);
    if (text->explanation.len > 0) {
        cli_out_put(page->out, SV("\n"));
        put_body(page, text->explanation);
    }
    cli_out_put(page->out, SV("\n"));
    cli_page_row(page, CLI_WORD_REMEDY, wev_text_raw(text->remedy));
    if (lang.len == 0 || wev_str_equal(lang, asked))
        return;
    wev_buf *const list = cli_page_list(page);
    cli_say(list, page->query->tongue, CLI_WORD_FALLEN_BACK, lang, asked);
    cli_page_row(page, CLI_WORD_LANGUAGE, wev_buf_text(list));
}
