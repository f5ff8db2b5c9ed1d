/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_csv() (nxlog-ce 2.8 xm_csv): strings in double quotes with backslash escapes, numbers and times bare,
 * nothing between the commas for an undefined field. Which column is what is known from the configuration only, so a
 * line is this format if it has just the columns that were configured and the one of the event id is a number.
 */
#include "base/scan_pairs.h"
#include "format/columns.h"
#include "format/nxlog.h"
#include "format/pairs.h"

typedef struct column {
    wev_str text; /* quotes and all */
    bool closed;  /* the text does not end between its quotes */
    bool clean;   /* its first byte and its last are quotes, and nothing between them is to be undone or escaped */
    bool more;    /* another column follows */
} column;

/* One column at the front of *text, which is not empty and does not begin with its comma. */
static column take_long_column(wev_str *text) {
    const char *const start = text->ptr, *const end = start + text->len, *at = start;
    const bool quoted = *at == '"';
    bool special = false, closed = true;
    if (quoted) {
        at = wev_scan_json(at + 1, end);
        special = at < end && *at != '"';
        if (special)
            at = wev_scan_quoted(at, end);
        closed = at < end;
    }
    const char *comma = closed && quoted ? at + 1 : at;
    const bool at_once = comma == end || (comma < end && *comma == ',');
    if (!at_once)
        comma = at < end ? memchr(at, ',', (size_t)(end - at)) : NULL;
    const bool more = comma != NULL && comma < end;
    const char *const stop = more ? comma : end;
    *text = (wev_str){more ? stop + 1 : stop, (size_t)(end - stop) - (more ? 1 : 0)};
    return (column){{start, (size_t)(stop - start)}, closed, at_once && quoted && closed && !special, more};
}

/* One column at the front of *text. */
static inline column take_column(wev_str *text) {
    if (text->len == 0)
        return (column){.text = *text, .closed = true};
    if (*text->ptr != ',')
        return take_long_column(text);
    const column empty = {.text = {text->ptr, 0}, .closed = true, .more = true}; /* many are */
    *text = wev_str_skip(*text, 1);
    return empty;
}

static bool is_end(wev_str text) {
    return wev_without_blanks_behind(text) == 0;
}

static bool probe(const wev_input *input) {
    wev_str line = input->envelope.line;
    bool has_id = false;
    for (size_t i = 0; i < input->csv->count; i++) {
        column one = take_column(&line);
        if (input->csv->column[i].is_id) {
            one.text.len = wev_without_blanks_behind(one.text);
            has_id = wev_all_digits(one.text);
            if (!has_id)
                return false;
        }
        if (!one.more) /* a line that is cut has fewer */
            return has_id && is_end(line);
    }
    return false;
}

/* What is not quoted from its beginning to its end stays as it is; of a column that is not whole there is no end. */
static wev_text column_text(wev_arena *arena, const column *one) {
    if (one->clean)
        return wev_text_as((wev_str){one->text.ptr + 1, one->text.len - 2}, WEV_CLEAN);
    wev_str text = wev_str_trim(one->text);
    if (text.len == 0)
        return WEV_ABSENT;
    if (text.ptr[0] != '"' || (one->closed && (text.len == 1 || text.ptr[text.len - 1] != '"')))
        return wev_text_of(text);
    text = wev_str_skip(text, 1);
    if (one->closed)
        text.len--;
    return wev_unescape(arena, text, WEV_ESCAPED_CSV);
}

static bool read(wev_input *input, wev_event *event) {
    const wev_csv *const csv = input->csv;
    wev_str line = input->envelope.line;
    bool more = true;
    line.len = wev_without_blanks_behind(line);
    for (size_t i = 0; more && i < csv->count; i++) {
        const column one = take_column(&line);
        const bool cut = !one.closed || (!one.more && i + 1 < csv->count);
        more = one.more;
        if (cut)
            wev_note_cut(input, event);
        if (one.text.len == 0)
            continue;
        const wev_text value = column_text(input->arena, &one);
        if (value.ptr != NULL &&
            !wev_nxlog_take(event, (wev_key)csv->column[i].known, csv->column[i].name, value, WEV_FIELD_TEXT, cut))
            return false;
    }
    return input->arena->why != WEV_NO_MEMORY && wev_nxlog_restore(event, input->envelope.line) &&
           wev_take_header(input, event);
}

const wev_format wev_format_nxlog_csv = {SV_INIT("nxlog-csv"), WEV_FAMILY_TEXT, probe, read};
