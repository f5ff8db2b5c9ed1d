/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>

struct wev_arena_block {
    wev_arena_block *older;
    size_t size; /* of the bytes that follow */
    max_align_t data[];
};

enum { FIRST_BLOCK = 16 * 1024, KEPT_BLOCK = 256 * 1024 };

void wev_arena_init(wev_arena *arena, size_t limit) {
    *arena = (wev_arena){.limit = limit};
}

void wev_arena_free(wev_arena *arena) {
    wev_arena_block *block = arena->block;
    while (block != NULL) {
        wev_arena_block *older = block->older;
        free(block);
        block = older;
    }
    *arena = (wev_arena){.limit = arena->limit, .first = arena->first};
}

void wev_arena_reset(wev_arena *arena) {
    arena->why = WEV_OK;
    arena->grown = NULL;
    if (arena->block == NULL)
        return;
    if (arena->block->older != NULL || arena->block->size > KEPT_BLOCK) {
        arena->first = arena->total < KEPT_BLOCK ? arena->total : KEPT_BLOCK;
        wev_arena_free(arena);
        return;
    }
    arena->next = (char *)arena->block->data;
}

static bool grow(wev_arena *arena, size_t need) {
    size_t size = arena->total != 0 ? arena->total : arena->first;
    if (size < FIRST_BLOCK)
        size = FIRST_BLOCK;
    if (size < need)
        size = need;
    const size_t left = arena->limit > arena->total ? arena->limit - arena->total : 0;
    if (arena->limit != 0 && size > left)
        size = left;
    if (size < need) {
        arena->why = WEV_TOO_BIG;
        return false;
    }
    wev_arena_block *block = malloc(sizeof *block + size);
    if (block == NULL) {
        arena->why = WEV_NO_MEMORY;
        return false;
    }
    block->older = arena->block;
    block->size = size;
    arena->block = block;
    arena->total += size;
    arena->next = (char *)block->data;
    arena->end = arena->next + size;
    return true;
}

void *wev_arena_resize(wev_arena *arena, const void *ptr, size_t old, size_t size) {
    const bool is_last = ptr != NULL && ptr == arena->grown && arena->grown + wev_arena_pad(old) == arena->next;
    if (is_last && size < SIZE_MAX / 2) {
        char *const start = arena->next - wev_arena_pad(old);
        if (wev_arena_pad(size) <= (size_t)(arena->end - start)) {
            arena->next = start + wev_arena_pad(size);
            return start;
        }
    }
    char *const copy = wev_arena_alloc(arena, size);
    if (copy == NULL)
        return NULL;
    if (old > 0)
        memcpy(copy, ptr, old < size ? old : size);
    arena->grown = copy;
    return copy;
}

void *wev_arena_alloc_more(wev_arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) {
        arena->why = WEV_TOO_BIG;
        return NULL;
    }
    const size_t padded = wev_arena_pad(size);
    if (!grow(arena, padded))
        return NULL;
    char *const start = arena->next;
    arena->next += padded;
    return start;
}

wev_str wev_arena_copy(wev_arena *arena, wev_str text) {
    char *const copy = wev_arena_alloc(arena, text.len + 1);
    if (copy == NULL)
        return (wev_str){NULL, 0};
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return (wev_str){copy, text.len};
}
