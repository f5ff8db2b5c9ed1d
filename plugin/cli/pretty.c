/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/pretty.h"

#include "base/scan.h"

typedef struct layout {
    wev_buf *to;
    const cli_out *out;
    const char *at, *end;
    size_t depth;
    bool indented;
} layout;

enum { INDENT = 2 };

static void break_line(layout *l) {
    if (!l->indented)
        return;
    wev_buf_char(l->to, '\n');
    char *const to = wev_buf_reserve(l->to, l->depth * INDENT);
    if (to != NULL) {
        memset(to, ' ', l->depth * INDENT);
        l->to->len += l->depth * INDENT;
    }
}

static void put_inked(layout *l, cli_ink ink, const char *end) {
    wev_buf_add(l->to, cli_ink_code(l->out, ink));
    wev_buf_add(l->to, (wev_str){l->at, (size_t)(end - l->at)});
    wev_buf_add(l->to, cli_ink_code(l->out, CLI_INK_NONE));
    l->at = end;
}

/* Behind the closing quote of the string that begins at `at`. */
static const char *string_end(const char *at, const char *end) {
    for (at = wev_scan_json(at + 1, end); at < end && *at != '"'; at = wev_scan_json(at, end))
        at += *at == '\\' && end - at >= 2 ? 2 : 1;
    return at < end ? at + 1 : end;
}

static void put_scalar(layout *l) {
    if (*l->at == '"') {
        const char *const end = string_end(l->at, l->end);
        put_inked(l, end < l->end && *end == ':' ? CLI_INK_KEY : CLI_INK_TEXT, end);
        return;
    }
    const char *end = l->at + 1;
    while (end < l->end && *end != ',' && *end != '}' && *end != ']')
        end++;
    put_inked(l, wev_is_digit(*l->at) || *l->at == '-' ? CLI_INK_NUMBER : CLI_INK_WORD, end);
}

static void open_level(layout *l) {
    wev_buf_char(l->to, *l->at++);
    if (l->at < l->end && (*l->at == '}' || *l->at == ']')) {
        wev_buf_char(l->to, *l->at++);
        return;
    }
    l->depth++;
    break_line(l);
}

static void close_level(layout *l) {
    if (l->depth > 0)
        l->depth--;
    break_line(l);
    wev_buf_char(l->to, *l->at++);
}

static void put_token(layout *l) {
    switch (*l->at) {
    case '{':
    case '[':
        open_level(l);
        break;
    case '}':
    case ']':
        close_level(l);
        break;
    case ',':
        wev_buf_char(l->to, *l->at++);
        break_line(l);
        break;
    case ':':
        wev_buf_char(l->to, *l->at++);
        if (l->indented)
            wev_buf_char(l->to, ' ');
        break;
    default:
        put_scalar(l);
    }
}

void cli_pretty_put(cli_out *out, wev_str json, bool indented) {
    if (!indented && !out->colored) {
        cli_out_put(out, json);
        cli_out_put(out, SV("\n"));
        return;
    }
    layout l = {cli_out_scratch(out), out, json.ptr, json.ptr + json.len, 0, indented};
    while (l.at < l.end)
        put_token(&l);
    wev_buf_char(l.to, '\n');
    if (!l.to->failed)
        cli_out_put(out, wev_buf_text(l.to));
}
