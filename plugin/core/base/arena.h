/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory that is given back all at once: of one message (reset each time) or of one rulebase (freed with it).
 * Nobody frees parts. After the first few messages a worker's arena no longer calls malloc.
 */
#ifndef WEV_BASE_ARENA_H
#define WEV_BASE_ARENA_H

#include "base/status.h"
#include "base/str.h"

#include <stdalign.h>

typedef struct wev_arena_block wev_arena_block;

typedef struct wev_arena {
    char *next, *end;       /* the free part of the newest block */
    wev_arena_block *block; /* newest first */
    size_t total;           /* bytes in all blocks */
    size_t limit;           /* what total may not exceed; 0: no limit */
    size_t first;           /* size of the next first block: what the last message needed */
    const char *grown;      /* what wev_arena_resize gave last */
    wev_status why;         /* why an allocation since the last reset gave NULL; WEV_OK: none did */
} wev_arena;

void wev_arena_init(wev_arena *arena, size_t limit);
void wev_arena_free(wev_arena *arena);

/* Forgets all that was handed out; keeps one block, large enough for what the last message needed up to 256 KiB. */
void wev_arena_reset(wev_arena *arena);

/* Up to the next place for any object; a size of 0 takes as much as one of 1. */
static inline size_t wev_arena_pad(size_t size) {
    const size_t mask = alignof(max_align_t) - 1;
    return ((size != 0 ? size : 1) + mask) & ~mask;
}

/* wev_arena_alloc where the newest block has no room. */
void *wev_arena_alloc_more(wev_arena *arena, size_t size);

/* `size` bytes aligned for any object, or NULL with arena->why set. Not zeroed. */
static inline void *wev_arena_alloc(wev_arena *arena, size_t size) {
    const size_t room = (size_t)(arena->end - arena->next), padded = wev_arena_pad(size);
    if (size > room || padded > room)
        return wev_arena_alloc_more(arena, size);
    char *const start = arena->next;
    arena->next += padded;
    return start;
}

/*
 * `ptr` with room for `size` bytes instead of `old`: in place if this function gave it and nothing was handed out
 * since, else a copy. For text that grows in many pieces. NULL as wev_arena_alloc; `ptr` is good still then.
 */
void *wev_arena_resize(wev_arena *arena, const void *ptr, size_t old, size_t size);

/* A NUL-terminated copy (the NUL is not counted); ptr NULL if there is no memory. */
wev_str wev_arena_copy(wev_arena *arena, wev_str text);

#endif
