/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text as it stands in the message, with a mark of how it is written there. A value is decoded only where somebody
 * must look inside it; on its way to JSON most text is copied once and never decoded. All text is valid UTF-8:
 * the message is repaired as a whole before it is read.
 */
#ifndef WEV_BASE_TEXT_H
#define WEV_BASE_TEXT_H

#include "base/arena.h"

#include <stdint.h>

typedef enum wev_writing {
    WEV_CLEAN,      /* as it is, and nothing in it needs escaping in JSON */
    WEV_PLAIN,      /* as it is */
    WEV_JSON,       /* inside of a JSON string; each escape is valid (RFC 8259, section 7) and no surrogate is alone */
    WEV_JSON_LOOSE, /* inside of a JSON string that breaks those rules */
    WEV_XML         /* character data with references (XML 1.0, section 4.1) */
} wev_writing;

/* ptr NULL: absent. A message has less than 4 GiB (wev_limits.message). */
typedef struct wev_text {
    const char *ptr;
    uint32_t len;
    uint8_t writing; /* wev_writing */
} wev_text;

/* A literal that needs no escaping. */
#define TX(literal) ((wev_text){(literal), (uint32_t)(sizeof(literal) - 1), WEV_CLEAN})
#define TX_INIT(literal)                                                                                               \
    { (literal), (uint32_t)(sizeof(literal) - 1), WEV_CLEAN }

static const wev_text WEV_ABSENT = {NULL, 0, WEV_CLEAN};

static inline wev_text wev_text_as(wev_str text, wev_writing writing) {
    return (wev_text){text.ptr, (uint32_t)text.len, (uint8_t)writing};
}

/* Is it the same byte for byte, whatever the writing? For values that need no decoding, as numbers and GUIDs. */
static inline wev_str wev_text_raw(wev_text text) {
    return (wev_str){text.ptr, text.len};
}

/* CLEAN or PLAIN, whichever is true of these bytes. */
wev_text wev_text_of(wev_str text);

/* A copy of the decoded bytes in the arena; absent without memory, with arena->why set. */
wev_str wev_text_copy(wev_arena *arena, wev_text text);

/*
 * The decoded bytes: a view where nothing is to be decoded, else a copy in the arena. Absent stays absent; without
 * memory absent too, with arena->why set.
 */
static inline wev_str wev_text_plain(wev_arena *arena, wev_text text) {
    const bool is_plain = text.ptr == NULL || text.writing == WEV_CLEAN || text.writing == WEV_PLAIN;
    return is_plain ? wev_text_raw(text) : wev_text_copy(arena, text);
}

/* As wev_text_plain into `to`, which has room for text.len bytes (decoding never grows); gives the length. */
size_t wev_text_decode(char *to, wev_text text);

/* Does JSON text between `at` and `end` hold escapes that RFC 8259 does not know, or half a surrogate pair? */
bool wev_json_escapes_valid(const char *at, const char *end);

#endif
