/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `name=value` pairs of text, one after the other, in the ways in which senders quote and separate them. A view is
 * given where nothing is to be undone, else a copy in the arena.
 */
#ifndef WEV_FORMAT_PAIRS_H
#define WEV_FORMAT_PAIRS_H

#include "base/text.h"

typedef struct wev_pair {
    wev_text name, value;
    bool cut; /* the text ends inside the value */
} wev_pair;

/*
 * `name=value;`, `name='a value';`: a quote inside a quoted value is doubled (NXLog xm_kvp, whose separator, quote
 * and escape are settings: `separator` is what stands between the pairs, any of ' and " quotes). *text goes on behind.
 * False at the end of the text, and without memory (arena->why).
 */
bool wev_pair_quoted(wev_str *text, char separator, wev_arena *arena, wev_pair *out);

/*
 * ` name="value"` of a structured-data element (RFC 5424, section 6.3.3), in which a backslash escapes quote,
 * backslash and bracket. False at the closing bracket or the end.
 */
bool wev_pair_structured(wev_str *text, wev_arena *arena, wev_pair *out);

/*
 * `name=a value with blanks name=...` of a CEF extension (ArcSight CEF guide, "Character encoding"): a value ends in
 * front of a blank and a name with its sign. A backslash escapes equal sign, backslash, `n` and `r`.
 */
bool wev_pair_cef(wev_str *text, wev_arena *arena, wev_pair *out);

/* `name=value` up to the separator, which is a text of its own; nothing is quoted (LEEF, WinCollect). */
bool wev_pair_plain(wev_str *text, wev_str separator, wev_pair *out);

/*
 * The text with escapes undone: a backslash in front of one of `escaped` stands for that character, but `\n`, `\r` and
 * `\t` for control characters; in front of anything else it stands for itself. Absent without memory.
 */
wev_text wev_unescape(wev_arena *arena, wev_str text, wev_str escaped);

/* What CEF escapes in its header and its extension. */
#define WEV_CEF_ESCAPED SV("\\|=nr")

#endif
