/* SPDX-License-Identifier: Apache-2.0 */
/* What `winevent explain` found, many on a page: one line each. */
#include "base/num.h"
#include "cli/explain.h"
#include "cli/wrap.h"

enum { INDENT = 2 };

wev_str cli_hit_key(const cli_hit *hit, char *room) {
    if (hit->entry != NULL)
        return wev_entry_is_line(hit->entry) ? SV("log") : (wev_str){room, wev_num_put_u64(room, hit->entry->id)};
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

void cli_show_row(cli_out *out, const cli_hit *hit, size_t key_columns) {
    char room[WEV_NUM_ROOM];
    const wev_str key = cli_hit_key(hit, room);
    cli_blanks(out, INDENT);
    cli_put_inked(out, CLI_INK_HEADING, key);
    cli_blanks(out, key_columns > key.len ? key_columns - key.len : 0);
    wev_buf *const list = cli_out_scratch(out);
    add_name(list, hit);
    wev_buf_add(list, hit->entry != NULL && wev_entry_is_line(hit->entry) ? SV(" (line of ") : SV(" ("));
    wev_buf_add(list, hit->entry != NULL ? sender_of(hit->entry) : wev_text_raw(hit->table->name));
    wev_buf_add(list, SV(")"));
    const wev_str title = title_of(hit);
    wev_buf_add(list, title.len > 0 ? SV(": ") : SV(""));
    wev_buf_add(list, title);
    cli_blanks(out, 2);
    cli_wrap(out, wev_buf_text(list), INDENT + key_columns + 2, INDENT + key_columns + 2);
}
