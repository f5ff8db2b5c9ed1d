/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the fuzz targets share. A target is one file with one FUZZ_TARGET, which libFuzzer or replay.c calls with one
 * input; it returns 0, or aborts with a message.
 */
#ifndef WEV_TESTS_FUZZ_H
#define WEV_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

#ifdef FUZZ_REPLAY
#define FUZZ_TARGET(name) int fuzz_##name(const uint8_t *data, size_t size)
#else
#define FUZZ_TARGET(name) int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
#endif

#ifdef FUZZ_REPLAY
FUZZ_TARGET(json);
FUZZ_TARGET(process);
FUZZ_TARGET(prose);
FUZZ_TARGET(rulebase);
FUZZ_TARGET(rules);
FUZZ_TARGET(xml);
#endif
FUZZ_TARGET(envelope);

static inline void fuzz_expect(bool good, const char *what) {
    if (good)
        return;
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

/* Does the view lie inside the text? An absent one does. */
static inline void fuzz_expect_inside(wev_str view, wev_str text, const char *what) {
    if (view.ptr == NULL)
        return;
    fuzz_expect(view.ptr >= text.ptr && view.len <= text.len && (size_t)(view.ptr - text.ptr) <= text.len - view.len,
                what);
}

/* Reads the bytes of a text where it stands and where it is decoded to, so that a sanitizer sees each of them. */
static inline void fuzz_decode(wev_text text) {
    char *const copy = malloc((size_t)text.len + 1);
    fuzz_expect(copy != NULL, "no memory for the test");
    fuzz_expect(text.ptr == NULL || wev_text_decode(copy, text) <= text.len, "decoding grew a text");
    free(copy);
}

#endif
