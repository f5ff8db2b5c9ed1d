/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NXLog's to_csv() (nxlog-ce 2.8 xm_csv): strings in double quotes with backslash escapes, numbers and times bare,
 * nothing between the commas for an undefined field. Which column is what is known from the configuration only, so a
 * line is this format if it has just the columns that were configured and the one of the event id is a number.
 */
#include "base/scan_json.h"
#include "format/columns.h"
#include "format/nxlog.h"
#include "format/pairs.h"

/* One column at the front of *text, quotes and all; false if the text ends in it without closing the quote. */
static bool take_column(wev_str *text, wev_str *column, bool *more) {
    const char *at = text->ptr, *const end = text->ptr + text->len;
    unsigned seen = 0;
    bool closed = true;
    if (at < end && *at == ',') { /* many are empty */
        *column = (wev_str){at, 0};
        *text = wev_str_skip(*text, 1);
        *more = true;
        return true;
    }
    if (at < end && *at == '"') {
        at = wev_scan_string(at + 1, end, &seen);
        closed = at < end;
    }
    const char *const comma = at < end ? memchr(at, ',', (size_t)(end - at)) : NULL;
    const size_t n = comma != NULL ? (size_t)(comma - text->ptr) : text->len;
    *column = (wev_str){text->ptr, n};
    *more = comma != NULL;
    *text = wev_str_skip(*text, *more ? n + 1 : n);
    return closed;
}

static bool is_end(wev_str text) {
    return wev_without_blanks_behind(text) == 0;
}

static bool probe(const wev_input *input) {
    wev_str names = input->csv_fields, line = input->envelope.line;
    bool has_id = false;
    if (names.len == 0)
        return false;
    for (;;) {
        wev_str name, column;
        bool more = false;
        const bool last = !wev_str_split(&names, SV(","), &name);
        (void)take_column(&line, &column, &more);
        column.len = wev_without_blanks_behind(column);
        if (wev_str_equal(wev_str_trim(name), SV("EventID"))) {
            has_id = wev_all_digits(column);
            if (!has_id)
                return false;
        }
        if (last || !more) /* a line that is cut has fewer */
            return has_id && !more && is_end(line);
    }
}

/* What is not quoted from its beginning to its end stays as it is; of a column that is not whole there is no end. */
static wev_text column_text(wev_arena *arena, wev_str column, bool whole) {
    column = wev_str_trim(column);
    if (column.len == 0)
        return WEV_ABSENT;
    if (column.ptr[0] != '"' || (whole && (column.len == 1 || column.ptr[column.len - 1] != '"')))
        return wev_text_of(column);
    column = wev_str_skip(column, 1);
    if (whole)
        column.len--;
    return wev_unescape(arena, column, SV("\\\"nrt"));
}

static bool read(wev_input *input, wev_event *event) {
    wev_str names = input->csv_fields, line = input->envelope.line;
    line.len = wev_without_blanks_behind(line);
    for (bool more = true; more;) {
        wev_str name, column;
        const bool last = !wev_str_split(&names, SV(","), &name);
        const bool whole = take_column(&line, &column, &more);
        const bool cut = !whole || (!more && !last);
        const wev_text value = column_text(input->arena, column, whole);
        if (cut)
            wev_note_cut(input, event);
        if (value.ptr == NULL)
            continue;
        const wev_text key = wev_text_of(wev_str_trim(name));
        if (!wev_nxlog_take(event, wev_key_find(input->keys, key), key, value, WEV_FIELD_TEXT, cut))
            return false;
    }
    return input->arena->why != WEV_NO_MEMORY && wev_nxlog_restore(event, input->envelope.line) &&
           wev_take_header(input, event);
}

const wev_format wev_format_nxlog_csv = {SV_INIT("nxlog-csv"), WEV_FAMILY_TEXT, probe, read};
