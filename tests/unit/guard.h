/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory that ends where it says: a copy of an input lies right in front of a page that must not be touched, so that
 * reading one byte too many ends the test. To be included first, since it asks for more than C11.
 */
#ifndef WEV_UNIT_GUARD_H
#define WEV_UNIT_GUARD_H

#define _DEFAULT_SOURCE

#include <criterion/criterion.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"

typedef struct guard {
    char *memory;
    size_t room; /* bytes in front of the forbidden page */
    size_t page;
} guard;

static inline guard guard_new(size_t room) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t size = (room + page - 1) / page * page;
    void *const memory = mmap(NULL, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert(memory != MAP_FAILED);
    cr_assert(mprotect((char *)memory + size, page, PROT_NONE) == 0);
    return (guard){memory, size, page};
}

static inline void guard_free(guard *g) {
    munmap(g->memory, g->room + g->page);
}

/* A copy of at most g->room bytes; the one from before is gone. */
static inline wev_str guard_put(const guard *g, wev_str text) {
    char *const start = g->memory + g->room - text.len;
    cr_assert(text.len <= g->room);
    if (text.len > 0)
        memcpy(start, text.ptr, text.len);
    return (wev_str){start, text.len};
}

#endif
