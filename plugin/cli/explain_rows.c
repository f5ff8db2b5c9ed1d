/* SPDX-License-Identifier: Apache-2.0 */
/* What `winevent explain` found, many on a page: one line each. */
#include "base/num.h"
#include "cli/explain.h"
#include "cli/wrap.h"

enum { INDENT = 2 };

wev_str cli_hit_key(const cli_hit *hit, cli_tongue tongue, char *room) {
    if (hit->entry != NULL)
        return wev_entry_is_line(hit->entry) ? cli_word_in(tongue, CLI_WORD_LOG)
                                             : (wev_str){room, wev_num_put_u64(room, hit->entry->id)};
    if (hit->table->kind == WEV_CODE_TEXT)
        return wev_text_raw(hit->code->spelling);
    return (wev_str){room, wev_code_show(hit->table, hit->value, room)};
}

/* Who sends the event, shortly: the first provider or channel. */
static wev_str sender_of(const wev_entry *entry) {
    static const wev_str usual = SV_INIT("Microsoft-Windows-");
    const wev_match *const match = entry->match;
    const wev_str name = match->provider.ptr != NULL ? match->provider : match->channel;
    return wev_str_starts(name, usual) ? wev_str_skip(name, usual.len) : name;
}

static wev_str title_of(const cli_hit *hit) {
    if (hit->entry != NULL)
        return wev_text_raw(hit->entry->text.title);
    if (hit->code == NULL)
        return SV("");
    return wev_text_raw(hit->code->text.title.len > 0 ? hit->code->text.title : hit->code->label);
}

/* The name, or what stands for it where there is none: the bits of a value, the facility. */
static void add_name(wev_buf *list, const cli_hit *hit) {
    uint64_t left = hit->value;
    if (hit->entry != NULL)
        wev_buf_add(list, wev_text_raw(hit->entry->name));
    else if (hit->code != NULL)
        wev_buf_add(list, wev_text_raw(hit->code->symbol));
    else if (hit->facility != NULL)
        wev_buf_add(list, wev_text_raw(hit->facility->name));
    else
        for (uint32_t i = 0; i < hit->table->code_count; i++) {
            const wev_code *const bit = hit->table->code + i;
            if ((left & bit->value) == 0)
                continue;
            wev_buf_add(list, left != hit->value ? SV(" + ") : SV(""));
            wev_buf_add(list, wev_text_raw(bit->symbol));
            left &= ~bit->value;
        }
}

/* What it belongs to: the sender of an event, the table of a code. */
static void add_origin(wev_buf *list, cli_tongue tongue, const cli_hit *hit) {
    wev_buf_add(list, SV(" ("));
    if (hit->entry == NULL)
        wev_buf_add(list, wev_text_raw(hit->table->name));
    else if (wev_entry_is_line(hit->entry))
        cli_say(list, tongue, CLI_WORD_LINE_OF, sender_of(hit->entry), SV(""));
    else
        wev_buf_add(list, sender_of(hit->entry));
    wev_buf_add(list, SV(")"));
}

void cli_show_row(cli_out *out, cli_tongue tongue, const cli_hit *hit, size_t key_columns) {
    char room[WEV_NUM_ROOM];
    const wev_str key = cli_hit_key(hit, tongue, room), title = title_of(hit);
    const size_t taken = cli_columns(key), text = INDENT + key_columns + 2;
    cli_blanks(out, INDENT);
    cli_put_inked(out, CLI_INK_HEADING, key);
    cli_blanks(out, key_columns > taken ? key_columns - taken : 0);
    wev_buf *const list = cli_out_scratch(out);
    add_name(list, hit);
    add_origin(list, tongue, hit);
    wev_buf_add(list, title.len > 0 ? SV(": ") : SV(""));
    wev_buf_add(list, title);
    cli_blanks(out, 2);
    cli_wrap(out, wev_buf_text(list), text, text);
}
