/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which name came behind which in the messages before. Agents keep to one order, though not each event has each field:
 * a name that is guessed right is neither searched for its end nor looked up. Only names that mean something to their
 * format are kept; those of data differ too much.
 */
#ifndef WEV_FORMAT_NAMES_H
#define WEV_FORMAT_NAMES_H

#include "base/scan_pairs.h"
#include "base/str.h"

enum { WEV_NAMES = 64, WEV_NAMES_FIRST = WEV_NAMES - 1 /* the place of the first name */, WEV_NAME_ROOM = 32 };

/* Whose names they are: what `known` says is of that format. */
typedef enum wev_name_list {
    WEV_NAMES_NONE,
    WEV_NAMES_NXLOG,
    WEV_NAMES_NXLOG_XML,
    WEV_NAMES_CEF,
    WEV_NAMES_LEEF,
    WEV_NAMES_WINCOLLECT
} wev_name_list;

typedef struct wev_name {
    char text[WEV_NAME_ROOM]; /* and the sign behind it; zeros behind that */
    uint8_t len;              /* of the name alone */
    uint8_t list;             /* wev_name_list */
    uint16_t known;           /* what its format makes of it */
} wev_name;

/* By the place that they come behind (wev_name_place); of one worker. All zeros: none. */
typedef struct wev_names {
    wev_name at[WEV_NAMES];
} wev_names;

/* The place behind a name of which that is known; numbers that are near to each other have places of their own. */
static inline unsigned wev_name_place(unsigned known) {
    return known % WEV_NAMES;
}

/* The name that stood at that place in a message of this list, or NULL; WEV_NAMES is no place. */
static inline const wev_name *wev_name_guess(const wev_names *names, unsigned place, wev_name_list list) {
    return place < WEV_NAMES && names->at[place].list == list ? names->at + place : NULL;
}

/* Does it stand at `at`, with its sign? Not if there are less than WEV_NAME_ROOM bytes. */
static inline bool wev_name_is_here(const wev_name *name, const char *at, const char *end) {
    return end - at >= WEV_NAME_ROOM && wev_scan_same_32(at, name->text, name->len + 1U);
}

/*
 * Keeps a name for the next message if something is known of it (`known` is not 0), it is short and made of what
 * wev_is_in_name takes; `sign` is the byte that stands behind it.
 */
static inline void wev_name_keep(wev_names *names, unsigned place, wev_name_list list, wev_str text, char sign,
                                 unsigned known) {
    if (known == 0 || place >= WEV_NAMES || text.len >= WEV_NAME_ROOM)
        return;
    for (size_t i = 0; i < text.len; i++)
        if (!wev_is_in_name(text.ptr[i]))
            return;
    wev_name *const name = names->at + place;
    memset(name->text, 0, sizeof name->text);
    wev_move(name->text, text.ptr, text.len);
    name->text[text.len] = sign;
    name->len = (uint8_t)text.len;
    name->list = (uint8_t)list;
    name->known = (uint16_t)known;
}

#endif
