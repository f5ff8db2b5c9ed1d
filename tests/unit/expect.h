/* SPDX-License-Identifier: Apache-2.0 */
/* Comparing whole values: a case that fails names itself, what came and what was wanted. */
#ifndef WEV_UNIT_EXPECT_H
#define WEV_UNIT_EXPECT_H

#include <criterion/criterion.h>

#include "base/str.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum { SHOWN_ROOM = 4096 };

/* Bytes as a person reads them: what is not printable ASCII as \xNN. What does not fit is left out. */
static inline const char *show_in(char *room, wev_str text) {
    static const char digits[] = "0123456789abcdef";
    size_t used = 0;
    for (size_t i = 0; i < text.len && used + 5 < SHOWN_ROOM; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x20 && c < 0x7F) {
            room[used++] = (char)c;
            continue;
        }
        room[used++] = '\\';
        room[used++] = 'x';
        room[used++] = digits[c >> 4];
        room[used++] = digits[c & 15];
    }
    room[used] = '\0';
    return text.ptr != NULL ? room : "(absent)";
}

/* The same bytes, and both absent or neither. */
static inline bool expect_str(const char *title, wev_str got, wev_str want) {
    char got_room[SHOWN_ROOM], want_room[SHOWN_ROOM];
    const bool same = (got.ptr == NULL) == (want.ptr == NULL) && wev_str_equal(got, want);
    cr_expect(same, "%s:\n  got    %s\n  wanted %s", title, show_in(got_room, got), show_in(want_room, want));
    return same;
}

static inline bool expect_text(const char *title, wev_str got, const char *want) {
    return expect_str(title, got, wev_str_of(want));
}

#endif
