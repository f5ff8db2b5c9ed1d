/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Windows events in QRadar's Log Event Extended Format: `LEEF:1.0|vendor|product|version|id|`, then name=value with
 * TABs between them; 2.0 names another separator in a further part, as a character or as hexadecimal digits (IBM, "LEEF
 * event components"). NXLog's to_leef() keeps its field names beside those that LEEF gives.
 */
#include "base/num.h"
#include "format/columns.h"
#include "format/nxlog.h"
#include "format/pairs.h"

enum { PART_VENDOR, PART_PRODUCT, PART_VERSION, PART_ID, PARTS };

static bool split_header(const wev_envelope *envelope, wev_str header[PARTS], wev_str *separator, wev_str *rest) {
    wev_str line = wev_behind_mark(envelope, SV("LEEF"));
    const bool second = wev_str_starts(line, SV("2.0|"));
    if (!second && !wev_str_starts(line, SV("1.0|")))
        return false;
    line = wev_str_skip(line, sizeof "1.0|" - 1);
    for (size_t i = 0; i < PARTS; i++)
        if (!wev_str_split(&line, SV("|"), header + i))
            return false;
    *separator = (wev_str){NULL, 0};
    if (second) {
        const char *const end = line.len > 0 ? memchr(line.ptr, '|', line.len < 8 ? line.len : 8) : NULL;
        if (end != NULL) {
            *separator = (wev_str){line.ptr, (size_t)(end - line.ptr)};
            line = wev_str_skip(line, separator->len + 1);
        }
    }
    *rest = line;
    return true;
}

/* What stands between the pairs: as named in the header, else a TAB in any spelling. */
static wev_str separator_of(wev_arena *arena, wev_str named, wev_str rest) {
    uint64_t code = 0;
    wev_num_form form;
    if (named.len == 1)
        return named;
    if (named.len > 1 && (named.ptr[0] == 'x' || wev_str_starts(named, SV("0x")))) {
        char digits[8] = "0x";
        const wev_str hex = wev_str_skip(named, named.ptr[0] == 'x' ? 1 : 2);
        memcpy(digits + 2, hex.ptr, hex.len < 4 ? hex.len : 4);
        if (wev_num_code((wev_str){digits, 2 + (hex.len < 4 ? hex.len : 4)}, 32, &code, &form) && code > 0 &&
            code < 128 && code != '\t') {
            char *const one = wev_arena_alloc(arena, 1);
            if (one != NULL) {
                one[0] = (char)code;
                return (wev_str){one, 1};
            }
        }
    }
    const wev_str tab = wev_tab_of(rest);
    return tab.ptr != NULL ? tab : SV("\t");
}

static bool probe(const wev_input *input) {
    wev_str header[PARTS], separator, rest;
    if (!split_header(&input->envelope, header, &separator, &rest))
        return false;
    return (wev_str_equal(header[PART_VENDOR], SV("Microsoft")) &&
            wev_str_find(header[PART_PRODUCT], SV("Windows")) != SIZE_MAX) ||
           (wev_str_starts(header[PART_VENDOR], SV("NXLog")) && wev_all_digits(header[PART_ID]) &&
            (wev_str_find(rest, SV("Channel=")) != SIZE_MAX || wev_str_find(rest, SV("RecordNumber=")) != SIZE_MAX));
}

static const struct {
    wev_str name;
    wev_target target;
} fields[] = {
    {SV_INIT("cat"), WEV_SYSTEM(CHANNEL)},
    {SV_INIT("devTime"), WEV_SYSTEM(TIME)},
    {SV_INIT("devTimeFormat"), {WEV_TO_OTHER, 0}},
    {SV_INIT("sev"), {WEV_TO_OTHER, 0}},
    {SV_INIT("identHostName"), WEV_SYSTEM(COMPUTER)},
    {SV_INIT("usrName"), WEV_SYSTEM(USER_NAME)},
    {SV_INIT("vSrcName"), {WEV_TO_OTHER, 0}},
    {SV_INIT("msg"), {WEV_TO_MESSAGE, 0}},
};

enum { OWN = sizeof fields / sizeof *fields };

/* 1 and on: a row of `fields`; behind them the keys of NXLog. */
static unsigned find(const wev_key_table *keys, wev_text name) {
    for (unsigned i = 0; i < OWN; i++)
        if (wev_str_equal(fields[i].name, wev_text_raw(name)))
            return 1 + i;
    const wev_key key = wev_key_find(keys, name);
    return key != WEV_KEY_NONE ? OWN + key : 0;
}

static bool take(wev_event *event, const wev_pair *pair) {
    if (pair->known - 1 < OWN) /* 0 is no row */
        return wev_target_put(event, fields[pair->known - 1].target, pair->name, pair->value, WEV_FIELD_TEXT,
                              pair->cut);
    const wev_key key = pair->known != 0 ? (wev_key)(pair->known - OWN) : WEV_KEY_NONE;
    return wev_nxlog_take(event, key, pair->name, pair->value, WEV_FIELD_TEXT, pair->cut);
}

static bool read(wev_input *input, wev_event *event) {
    wev_str header[PARTS], named, rest;
    wev_pair pair;
    if (!split_header(&input->envelope, header, &named, &rest))
        return true;
    const wev_str separator = separator_of(input->arena, named, rest);
    rest.len = wev_without_blanks_behind(rest);
    wev_pairs pairs = wev_pairs_open(rest, separator, input->arena);
    wev_pairs_know(&pairs, &input->names, WEV_NAMES_LEEF, find, input->keys);
    while (wev_pair_plain(&pairs, &pair))
        if (!(pair.name.ptr != NULL
                  ? take(event, &pair)
                  : wev_event_keep_piece(event, TX("column"), wev_text_raw(pair.value), separator.len)))
            return false;
    if (event->system[WEV_SYS_EVENT_ID].ptr == NULL &&
        !wev_set_column(event, WEV_SYS_EVENT_ID, SV("id"), header[PART_ID]))
        return false;
    return wev_take_header(input, event);
}

const wev_format wev_format_leef = {SV_INIT("leef"), WEV_FAMILY_TEXT, probe, read};
