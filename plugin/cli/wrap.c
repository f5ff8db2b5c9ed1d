/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/wrap.h"

#include <stdint.h>

typedef struct range {
    uint32_t first, last;
} range;

/* Unicode 15, EastAsianWidth.txt: the wide and fullwidth blocks, Hangul first because it does not break. */
static const range hangul[] = {{0x1100, 0x115F}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}};
static const range wide[] = {{0x2E80, 0x303E}, {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
                             {0xA000, 0xA4CF}, {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                             {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
static const range zero[] = {{0x0300, 0x036F}, {0x1160, 0x11FF}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

/* JIS X 4051 in short: what may not begin a line, and what may not end one. */
static const char not_first[] =
    "、。，．・：；？！）」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…％,.:;!?)]}%\"'";
static const char not_last[] = "（「『【〔〈《([{\"'";

/* The code point at the front and its bytes; a byte that is no UTF-8 stands for itself. */
static uint32_t decode(wev_str text, size_t *len) {
    static const struct {
        unsigned char mask, lead;
        uint32_t keep;
    } forms[] = {{0x80, 0x00, 0x7F}, {0xE0, 0xC0, 0x1F}, {0xF0, 0xE0, 0x0F}, {0xF8, 0xF0, 0x07}};
    const unsigned char *const byte = (const unsigned char *)text.ptr;
    for (size_t n = 0; n < sizeof forms / sizeof *forms; n++) {
        if ((byte[0] & forms[n].mask) != forms[n].lead || text.len <= n)
            continue;
        uint32_t code = byte[0] & forms[n].keep;
        for (size_t i = 1; i <= n; i++)
            code = code << 6 | (byte[i] & 0x3Fu);
        *len = n + 1;
        return code;
    }
    *len = 1;
    return byte[0];
}

static bool within(const range *ranges, size_t count, uint32_t code) {
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

static bool is_hangul(uint32_t code) {
    return within(hangul, sizeof hangul / sizeof *hangul, code);
}

static bool is_wide(uint32_t code) {
    return code >= 0x2E80 && within(wide, sizeof wide / sizeof *wide, code);
}

static size_t width_of(uint32_t code) {
    if (code < 0x300)
        return 1;
    if (within(zero, sizeof zero / sizeof *zero, code))
        return 0;
    return is_wide(code) || is_hangul(code) ? 2 : 1;
}

static bool listed(const char *list, uint32_t code) {
    wev_str left = wev_str_of(list);
    for (size_t n; left.len > 0; left = wev_str_skip(left, n))
        if (decode(left, &n) == code)
            return true;
    return false;
}

static bool may_break(uint32_t before, uint32_t behind) {
    if (before == ' ')
        return behind != ' ';
    if (!is_wide(before) && !is_wide(behind))
        return false;
    return behind != ' ' && !listed(not_first, behind) && !listed(not_last, before);
}

/*
 * How many bytes go on a line of `room` columns; at least one word. A blank at the end may hang over, since nobody
 * sees it.
 */
static size_t line_len(wev_str text, size_t room) {
    size_t width = 0, at = 0, chance = 0, n = 0;
    uint32_t before = 0;
    for (; at < text.len; at += n) {
        const uint32_t code = decode(wev_str_skip(text, at), &n);
        if (at > 0 && may_break(before, code))
            chance = at;
        width += width_of(code);
        if (width > room && chance > 0 && code != ' ')
            return chance;
        before = code;
    }
    return text.len;
}

size_t cli_columns(wev_str text) {
    size_t width = 0;
    for (size_t n; text.len > 0; text = wev_str_skip(text, n))
        width += width_of(decode(text, &n));
    return width;
}

void cli_blanks(cli_out *out, size_t n) {
    for (; n > 0; n--)
        cli_out_put(out, SV(" "));
}

void cli_wrap(cli_out *out, wev_str text, size_t at, size_t indent) {
    for (text = wev_str_trim(text); text.len > 0;) {
        const size_t room = out->width > at ? out->width - at : 1;
        const size_t len = line_len(text, room);
        cli_out_put(out, wev_str_trim((wev_str){text.ptr, len}));
        text = wev_str_skip(text, len);
        if (text.len > 0) {
            cli_out_put(out, SV("\n"));
            cli_blanks(out, indent);
        }
        at = indent;
    }
    cli_out_put(out, SV("\n"));
}
