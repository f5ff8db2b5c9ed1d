/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is a text one JSON document? Strict (RFC 8259, UTF-8 of RFC 3629, no half surrogate pair), small, and without a line
 * of the library that it judges.
 */
#ifndef WEV_TESTS_CHECK_JSON_H
#define WEV_TESTS_CHECK_JSON_H

#include <stdbool.h>
#include <stddef.h>

typedef enum check_kind { CHECK_STRING, CHECK_NUMBER, CHECK_WORD, CHECK_NULL, CHECK_OBJECT, CHECK_ARRAY } check_kind;

/* A value: of a string its decoded text, of anything else the characters themselves (an object or array as a whole). */
typedef struct check_value {
    check_kind kind;
    const char *text, *key; /* key NULL: an element of an array, or the document itself */
    size_t len, key_len;
    size_t end;     /* offset of the first byte behind the value */
    unsigned depth; /* of the objects and arrays round it */
} check_value;

typedef void check_visit(void *context, const check_value *value);

/*
 * NULL if `text` is one document and nothing else, else what is wrong. Each value is shown to `visit`, unless that is
 * NULL: inner ones first, texts valid during the call. With `unique`, a name that an object has twice is a fault.
 */
const char *check_json(const char *text, size_t len, bool unique, check_visit *visit, void *context);

#endif
