/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that is given back all at once, and text that grows. */
#include <stdalign.h>

#include "expect.h"

#include "base/arena.h"
#include "base/buf.h"

static bool is_aligned(const void *at) {
    return (uintptr_t)at % alignof(max_align_t) == 0;
}

Test(arena, what_it_gives_is_aligned_and_stays) {
    wev_arena arena;
    wev_arena_init(&arena, 0);
    unsigned char *at[500];
    for (size_t i = 0; i < COUNT(at); i++) {
        at[i] = wev_arena_alloc(&arena, i + 1);
        cr_assert(at[i] != NULL && is_aligned(at[i]), "%zu bytes", i + 1);
        memset(at[i], (int)(i & 0xFF), i + 1);
    }
    for (size_t i = 0; i < COUNT(at); i++)
        for (size_t k = 0; k <= i; k++)
            cr_assert(at[i][k] == (i & 0xFF), "byte %zu of piece %zu was overwritten", k, i);
    wev_arena_free(&arena);
}

Test(arena, no_bytes_are_a_place_too_or_have_a_reason) {
    wev_arena arena;
    wev_arena_init(&arena, 0);
    cr_expect(wev_arena_alloc(&arena, 0) != NULL || arena.why != WEV_OK);
    wev_arena_free(&arena);
}

Test(arena, the_limit_holds_for_all_blocks_together) {
    enum { LIMIT = 100 * 1024 };
    wev_arena arena;
    wev_arena_init(&arena, LIMIT);
    size_t given = 0;
    while (wev_arena_alloc(&arena, 1024) != NULL)
        given += 1024;
    cr_expect(given == LIMIT, "%zu bytes of %d were given", given, LIMIT);
    cr_expect(arena.total <= LIMIT && arena.why == WEV_TOO_BIG);
    cr_expect(wev_arena_alloc(&arena, 1) == NULL);
    wev_arena_free(&arena);
}

Test(arena, one_piece_above_the_limit_is_refused_and_smaller_ones_go_on) {
    wev_arena arena;
    wev_arena_init(&arena, 64 * 1024);
    cr_expect(wev_arena_alloc(&arena, 64 * 1024 + 1) == NULL && arena.why == WEV_TOO_BIG);
    cr_expect(wev_arena_alloc(&arena, SIZE_MAX) == NULL && arena.why == WEV_TOO_BIG);
    cr_expect(wev_arena_alloc(&arena, SIZE_MAX - 8) == NULL && arena.why == WEV_TOO_BIG);
    cr_expect(wev_arena_alloc(&arena, 64 * 1024) != NULL);
    wev_arena_free(&arena);
}

Test(arena, a_reset_gives_the_same_memory_again) {
    wev_arena arena;
    wev_arena_init(&arena, 0);
    void *const first = wev_arena_alloc(&arena, 100);
    wev_arena_alloc(&arena, 200);
    const size_t total = arena.total;
    for (int i = 0; i < 1000; i++) {
        wev_arena_reset(&arena);
        cr_assert(wev_arena_alloc(&arena, 300) == first && arena.total == total, "round %d", i);
    }
    wev_arena_free(&arena);
}

Test(arena, after_a_large_message_one_block_is_enough_for_the_next) {
    wev_arena arena;
    wev_arena_init(&arena, 0);
    for (int i = 0; i < 100; i++)
        wev_arena_alloc(&arena, 1024);
    wev_arena_reset(&arena);
    char *const start = wev_arena_alloc(&arena, 1024);
    for (int i = 1; i < 100; i++)
        cr_assert((char *)wev_arena_alloc(&arena, 1024) == start + (size_t)i * 1024, "piece %d is elsewhere", i);
    wev_arena_free(&arena);
}

Test(arena, a_huge_message_is_not_kept) {
    wev_arena arena;
    wev_arena_init(&arena, 0);
    cr_assert(wev_arena_alloc(&arena, 8 << 20) != NULL);
    wev_arena_reset(&arena);
    wev_arena_alloc(&arena, 1);
    cr_expect(arena.total <= 256 * 1024, "%zu bytes are kept", arena.total);
    wev_arena_free(&arena);
}

Test(arena, a_reset_or_freed_one_can_be_used_and_freed_again) {
    wev_arena arena;
    wev_arena_init(&arena, 1 << 20);
    wev_arena_reset(&arena);
    wev_arena_free(&arena);
    cr_expect(wev_arena_alloc(&arena, 10) != NULL && arena.limit == 1 << 20);
    wev_arena_free(&arena);
    wev_arena_free(&arena);
}

Test(arena, a_copy_ends_in_nul_that_is_not_counted) {
    wev_arena arena;
    wev_arena_init(&arena, 0);
    memset(wev_arena_alloc(&arena, 64), 'x', 64); /* what was there before does not help */
    wev_arena_reset(&arena);
    const wev_str copy = wev_arena_copy(&arena, SV("a\0b"));
    expect_str("with a NUL inside", copy, SV("a\0b"));
    cr_expect(copy.ptr[3] == '\0');
    const wev_str empty = wev_arena_copy(&arena, SV(""));
    cr_expect(empty.ptr != NULL && empty.len == 0 && empty.ptr[0] == '\0');
    wev_arena_free(&arena);
    wev_arena_init(&arena, 8);
    cr_expect(wev_arena_copy(&arena, SV("longer than eight bytes")).ptr == NULL);
    wev_arena_free(&arena);
}

Test(buf, grows_with_what_is_added) {
    wev_buf buf = {0};
    for (size_t i = 0; i < 20000; i++) {
        wev_buf_add(&buf, SV("ab"));
        wev_buf_char(&buf, '-');
    }
    cr_assert(!buf.failed && buf.len == 60000);
    for (size_t i = 0; i < buf.len; i++)
        cr_assert(buf.ptr[i] == "ab-"[i % 3], "byte %zu", i);
    wev_buf_free(&buf);
    cr_expect(buf.ptr == NULL && buf.room == 0);
}

Test(buf, is_used_again_after_a_clear) {
    wev_buf buf = {0};
    wev_buf_add(&buf, SV("first"));
    const char *const memory = buf.ptr;
    wev_buf_clear(&buf);
    wev_buf_add(&buf, SV("second"));
    expect_text("text", wev_buf_text(&buf), "second");
    cr_expect(buf.ptr == memory);
    wev_buf_free(&buf);
}

Test(buf, memory_for_a_huge_text_is_given_back_when_a_text_did_without_it) {
    wev_buf buf = {0};
    cr_assert(wev_buf_reserve(&buf, 1 << 20) != NULL);
    buf.len = 1 << 20;
    wev_buf_clear(&buf);
    cr_expect(buf.room >= 1 << 20, "the next one may be as huge");
    wev_buf_add(&buf, SV("small"));
    wev_buf_clear(&buf);
    cr_expect(buf.room <= WEV_BUF_KEPT, "%zu bytes are kept", buf.room);
    wev_buf_add(&buf, SV("next"));
    expect_text("text", wev_buf_text(&buf), "next");
    wev_buf_free(&buf);
}

Test(buf, the_first_failure_sticks_until_a_clear) {
    wev_buf buf = {0};
    wev_buf_add(&buf, SV("text"));
    cr_expect(wev_buf_reserve(&buf, SIZE_MAX) == NULL && buf.failed);
    wev_buf_char(&buf, 'x');
    cr_expect(buf.failed, "there was room for a letter, but the text is incomplete");
    wev_buf_clear(&buf);
    cr_expect(!buf.failed && buf.len == 0);
    wev_buf_free(&buf);
}
