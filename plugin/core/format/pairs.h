/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `name=value` pairs of text, one after the other, in the ways in which senders quote and separate them. A view is
 * given where nothing is to be undone, else a copy in the arena.
 */
#ifndef WEV_FORMAT_PAIRS_H
#define WEV_FORMAT_PAIRS_H

#include "base/text.h"
#include "format/json_index.h"
#include "format/names.h"

typedef struct wev_pair {
    wev_text name, value;
    unsigned known; /* what wev_pairs.find says of the name; 0 of an absent one */
    bool cut;       /* the text ends inside the value */
} wev_pair;

/* What a format makes of a name: a number of its own; 0 for a name of which it knows nothing. */
typedef unsigned wev_name_finder(const wev_key_table *keys, wev_text name);

/* A list of pairs as it is read. */
typedef struct wev_pairs {
    wev_str text;      /* what is left */
    wev_str separator; /* what stands between the pairs, where the functions below ask for it */
    wev_arena *arena;
    wev_names *names; /* those of the messages before */
    const wev_key_table *keys;
    wev_name_finder *find;
    const char *sign;      /* the equal sign behind the name that comes next, where it is known already; else NULL */
    const wev_name *guess; /* with sign: the name, if it is the one that is guessed */
    unsigned place;        /* of the next name in `names`; WEV_NAMES: names are not guessed */
    uint8_t list;          /* wev_name_list */
} wev_pairs;

/* Before the first pair; `separator` may be absent. Names are not looked up unless wev_pairs_know is called. */
wev_pairs wev_pairs_open(wev_str text, wev_str separator, wev_arena *arena);

/*
 * Names are looked up by `find`, which gets `keys`. They are guessed by `names`, those of the messages before in this
 * list, unless the separator may stand in a name.
 */
static inline void wev_pairs_know(wev_pairs *pairs, wev_names *names, wev_name_list list, wev_name_finder *find,
                                  const wev_key_table *keys) {
    pairs->names = names;
    pairs->list = (uint8_t)list;
    pairs->find = find;
    pairs->keys = keys;
    if (pairs->separator.len == 0 || (pairs->separator.ptr[0] != '=' && !wev_is_in_name(pairs->separator.ptr[0])))
        pairs->place = WEV_NAMES_FIRST;
}

/*
 * `name=value;`, `name='a value';`: a quote inside a quoted value is doubled (NXLog xm_kvp, whose separator, quote
 * and escape are settings: the separator is one byte, any of ' and " quotes). pairs->text goes on behind. False at the
 * end of the text, and without memory (arena->why).
 */
bool wev_pair_quoted(wev_pairs *pairs, wev_pair *out);

/*
 * ` name="value"` of a structured-data element (RFC 5424, section 6.3.3), in which a backslash escapes quote,
 * backslash and bracket. False at the closing bracket or the end.
 */
bool wev_pair_structured(wev_pairs *pairs, wev_pair *out);

/*
 * `name=a value with blanks name=...` of a CEF extension (ArcSight CEF guide, "Character encoding"): a value ends in
 * front of a blank and a name with its sign. A backslash escapes equal sign, backslash, `n` and `r`.
 */
bool wev_pair_cef(wev_pairs *pairs, wev_pair *out);

/* `name=value` up to the separator, which is a text of its own; nothing is quoted (LEEF, WinCollect). */
bool wev_pair_plain(wev_pairs *pairs, wev_pair *out);

/* What a backslash may stand in front of, so that it is not itself: sets that may be joined. */
typedef enum wev_escape_set {
    WEV_ESCAPED_CSV = 1,        /* \ " n r t */
    WEV_ESCAPED_STRUCTURED = 2, /* \ " ] */
    WEV_ESCAPED_CEF = 4         /* \ | = n r, in its header and its extension */
} wev_escape_set;

/*
 * The text with escapes undone: a backslash in front of one of the set stands for that character, but `\n`, `\r` and
 * `\t` for control characters; in front of anything else it stands for itself. Absent without memory.
 */
wev_text wev_unescape(wev_arena *arena, wev_str text, wev_escape_set set);

#endif
